"""Common nouns that say what a named thing is: before its name, behind it, in an apposition, after "is a"."""

from collections.abc import Iterator, Sequence

from kg.extract.models import has_digit
from kg.extract.reading import Span, Unit
from kg.extract.rulebook import Rulebook
from kg.extract.vocabulary import english
from kg.ontology import Ontology

_SIZES = (3, 2, 1)  # words of a kind noun, the longest first
_QUOTES = frozenset({'"', "“", "”", "'", "‘", "’", "``", "''"})
_APPOSITION = 8  # units that the noun of an apposition may stand from its article
_COUNTED = 3  # units before a plural among which its number stands
_NAMERS = english("naming_verbs") | {"know"}
_BESIDE_NAMER = frozenset({"be", "is", "which", "will", "as", "was", ",", "has", "been"})


class KindNouns:
    """Finds kind nouns in units, and the classes that they show."""

    def __init__(self, rulebook: Rulebook, ontology: Ontology) -> None:
        self.rulebook = rulebook
        self.ontology = ontology
        self.line = rulebook.part("line")
        # Every kind noun, and what is left of it without its first words: how a unit of one can end it.
        self._tails = frozenset(
            " ".join(noun.split(" ")[start:]) for noun in rulebook.kinds for start in range(noun.count(" ") + 1)
        )

    def as_kind(self, piece: Sequence[Unit]) -> str | None:
        """The kind noun that units say, singular or plural."""
        if not piece or not (piece[-1].lemma in self._tails or piece[-1].low in self._tails):
            return None
        words = [unit.low for unit in piece[:-1]]
        phrases = (" ".join([*words, last]) for last in (piece[-1].lemma, piece[-1].low))
        return next((phrase for phrase in phrases if phrase in self.rulebook.kinds), None)

    def heading(self, phrase: Sequence[Unit]) -> str | None:
        """The kind noun at the end of a phrase that ends in its head noun, singular."""
        if not (phrase[-1].lemma in self._tails or phrase[-1].low in self._tails):
            return None
        words = [word for unit in phrase[:-1] for word in unit.low.split()]
        for last in (phrase[-1].lemma, phrase[-1].low):
            for size in range(min(2, len(words)), -1, -1):
                noun = " ".join([*words[len(words) - size :], last])
                if noun in self.rulebook.kinds:
                    return noun
        return None

    def classes(self, units: Sequence[Unit], index: int, span: Span) -> Iterator[str]:
        """The classes that nouns next to the name units[index] show."""
        kinds = self.rulebook.kinds
        before = self._before(units, index)
        if before is not None:
            yield kinds[before]
        bearer = self._bearer(units[index - 1]) if index else None
        if bearer is not None:
            yield bearer
        after = self._touching(units, index, +1)
        if after is not None and self._says_what(units, index, span, after):
            yield kinds[after]
        for found in (self._apposed(units, index), self._apposing(units, index)):
            if found is not None:
                yield kinds[found]

    def _bearer(self, unit: Unit) -> str | None:
        """The class that a noun such as "rival" in front of a name shows, at the head of a sentence too."""
        found = (self.rulebook.bearers.get(word) for word in (unit.lemma, unit.low) if unit.span is None)
        return next((kind for kind in found if kind is not None), None)

    def _before(self, units: Sequence[Unit], index: int) -> str | None:
        """The noun in front of a name, or in front of "called": "the chip Falcon", "a chip known as Falcon"."""
        if index and units[index - 1].tag == "NNS":
            return None
        noun = self._touching(units, index, -1)
        namer = index - 2 if index and units[index - 1].low == "as" else index - 1
        if noun is None and namer > 0 and units[namer].lemma in _NAMERS:
            start = namer
            while start > 0 and units[start - 1].low in _BESIDE_NAMER:
                start -= 1
            noun = self._touching(units, start, -1)
        return noun

    def _says_what(self, units: Sequence[Unit], index: int, span: Span, noun: str) -> bool:
        """Whether the noun behind a name says what the name is: not so in "Acme servers", which Acme only makes."""
        kind = self.rulebook.kinds[noun]
        if self.ontology.identity(kind) != "model" or kind == self.line or has_digit(span.text):
            return True
        plural = any(unit.tag == "NNS" for unit in units[index + 1 : index + 1 + len(noun.split())])
        return not plural and not span.entries

    def _touching(self, units: Sequence[Unit], index: int, step: int) -> str | None:
        """The longest kind noun that touches units[index] from one side, a quotation mark between left out."""
        beside = index + step
        if 0 <= beside < len(units) and units[beside].low in _QUOTES:
            index = beside
        for size in _SIZES:
            piece = units[index + 1 : index + 1 + size] if step > 0 else units[max(index - size, 0) : index]
            if len(piece) == size and all(unit.span is None or unit.span.kind == "noun" for unit in piece):
                phrase = self.as_kind(piece)
                if phrase is not None:
                    return phrase
        return None

    def _ending(self, units: Sequence[Unit], start: int, end: int) -> str | None:
        """The longest kind noun at the end of units[start:end]."""
        found = (self.as_kind(units[end - size : end]) for size in _SIZES if end - size >= start)
        return next((noun for noun in found if noun is not None), None)

    def _apposed(self, units: Sequence[Unit], index: int) -> str | None:
        """The head noun of ", a chip designer based in ..." or of "is a small chip designer"."""
        start = index + 1
        if start >= len(units) or not (units[start].low in (",", "(", "–", "—") or _copula(units[start])):
            return None
        start += 1
        if start >= len(units) or units[start].low not in english("apposition_words"):
            return None
        end = start + 1
        while end < min(len(units), start + 1 + _APPOSITION) and not _closes(units[end]):
            end += 1
        if end < len(units) and (units[end].low == "'s" or (end == start + 1 and units[end].tag in ("VBG", "VBN"))):
            return None
        return self._ending(units, start, end)

    def _apposing(self, units: Sequence[Unit], index: int) -> str | None:
        """The head noun of "the third pump of the series, the ..." before a name."""
        comma = _comma_before(units, index)
        if comma is None:
            return None
        counted = _counted(units, comma)
        if counted is not None and not has_digit(units[index].text):
            return self._ending(units, counted, comma)
        start = comma
        while start > 0 and not _parts(units[start - 1]):
            start -= 1
        if units[start].tag not in ("DT", "PRP$", "CD", "JJ") and not (start and units[start - 1].tag == "POS"):
            return None
        for i in range(start, comma):
            if units[i].low in english("closing_words"):
                return None
            if units[i].tag in ("NN", "NNS") and not units[i + 1].tag.startswith(("NN", "POS")):
                return self._ending(units, start, i + 1)
        return None


def _copula(unit: Unit) -> bool:
    return unit.lemma in ("be", "become", "remain") and unit.tag.startswith("VB")


def _closes(unit: Unit) -> bool:
    """Whether the noun of an apposition is over."""
    return unit.low in english("closing_words") or unit.tag.startswith("VB")


def _parts(unit: Unit) -> bool:
    """Whether a phrase cannot go back past a unit."""
    return unit.low in (",", ";", ":", "(", ")") or unit.tag.startswith("VB") or unit.is_name()


def _counted(units: Sequence[Unit], comma: int) -> int | None:
    """Where, right before a comma, a number with its plural begins: "two machines, Falcon and Merlin"."""
    if units[comma - 1].tag != "NNS":
        return None
    return next((i for i in range(comma - 2, max(comma - 2 - _COUNTED, -1), -1) if units[i].tag == "CD"), None)


def _comma_before(units: Sequence[Unit], index: int) -> int | None:
    """Where ", the", ", including", ", among them" or "such as" before a name begins; None without one."""
    comma = index - 1
    if comma > 0 and units[comma].low in ("the", "its"):
        comma -= 1
    if comma > 2 and units[comma].low == "them" and units[comma - 1].low == "among":
        comma -= 2
    elif comma > 1 and units[comma].low in ("including", "as") and units[comma - 1].low in (",", "such"):
        comma -= 1
    return comma if comma >= 1 and units[comma].low in (",", ":", "such", "including") else None
