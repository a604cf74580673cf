"""Where names stand: lexicon entries, and runs of capitalised words, before anybody asks what they are.

A run ends at a lower-case word, except inside an institution's name ("University of Science and Technology"). Capital
letters say nothing at the beginning of a sentence and in a headline in title case; there a common word is no name
unless the article writes it with a capital elsewhere.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from importlib.resources import files

from kg.extract.reading import Reading, Span, merged, over
from kg.extract.rulebook import Rulebook
from kg.extract.tokens import Sentence, Token
from kg.lexicon import Lexicon
from kg.ontology import Ontology
from kg.text import has_cjk

LONGEST = 7  # tokens of a lexicon name
LONGEST_CJK = 14  # characters
_LINKS = {
    "of",
    "for",
    "de",
    "du",
    "des",
    "la",
    "le",
    "del",
    "della",
    "di",
    "da",
    "dos",
    "van",
    "von",
    "der",
    "den",
    "zu",
    "al",
    "bin",
    "&",
    "ter",
}
_INSTITUTIONAL = {"of", "for"}
_LEGAL = {"Ltd", "Ltd.", "Inc", "Inc.", "LLC", "LLP", "Corp.", "PLC", "S.A.", "N.V.", "AG", "Limited", "Incorporated"}
_MODEL = re.compile(r"(?=[^\s]*\d)[A-Za-z]{0,6}[-‑]?\d[\w.\-‑+]*$")
_SUFFIX = {"Pro", "Max", "Ultra", "Plus", "Mini", "Lite", "Ti", "Super", "Air", "XL", "XT", "SE"}
_NUMBER = re.compile(r"\d{1,4}(?:\.\d{1,2})?[A-Za-z]{0,2}$")
_OPENING = {'"', "“", "‘", "'", "(", "（", "—", "–", "-", "…", "..."}
_PAUSES = {",", ":", ".", "!", "?", "(", "—", "–", ";", '"', "“"}
_FUNCTION = set(
    """a an the this that these those its their his her our my your it he she they we i you in on at of for from with by to as
    and or but nor so yet if when while where what which who whose how why because although though since after before until
    once there here also however meanwhile moreover still even only just not no yes all some any each every both either
    neither many most more such other another than then now today yesterday tomorrow first second third last next new one two three four
    five six seven eight nine ten asked according despite under over during between among about above below against through
    without within per via vs earlier later""".split()
)


@cache
def common_words() -> frozenset[str]:
    """English words that are usually written in lower case. Source: counted in free corpora, see language/README.md."""
    return frozenset((files("kg.extract") / "language" / "words_en.txt").read_text(encoding="utf-8").split())


@cache
def given_names() -> frozenset[str]:
    """First names of persons in many languages."""
    return frozenset((files("kg.extract") / "language" / "given_names.txt").read_text(encoding="utf-8").split("\n"))


def is_common(word: str) -> bool:
    """Whether a word is an English common word, regular endings taken off."""
    low = word.lower()
    words = common_words()
    if low in words or low in _FUNCTION or ("-" in low and all(part in words for part in low.split("-") if part)):
        return True
    if low.endswith(("ated", "ized", "ised", "ented", "ally", "ously", "tions", "ingly")):
        return True
    stems = [
        low.removesuffix(end) + fill
        for end in ("s", "es", "ed", "ing", "er", "ers")
        if low.endswith(end)
        for fill in ("", "e")
    ]
    return any(len(stem) > 2 and stem in words for stem in stems)


class Candidates:
    """Finds the names of a reading."""

    def __init__(self, lexicon: Lexicon, rulebook: Rulebook, ontology: Ontology) -> None:
        self.lexicon = lexicon
        self.rulebook = rulebook
        self.ontology = ontology

    def find(self, reading: Reading, known: frozenset[str] = frozenset()) -> None:
        """Add the candidates of every sentence to `reading.spans`.

        `known` are names from the article's surroundings that count as names wherever they stand.
        """
        text = reading.document.text
        proper = known | self._proper(reading)
        for number, sentence in enumerate(reading.sentences):
            values = reading.spans[number]
            taken = {i: span for span in values for i in range(span.first, span.last) if span.kind != "number"}
            loose = {
                i: span
                for span in values
                for i in range(span.first, span.last)
                if span.kind in ("number", "range", "ordinal")
            }
            found = list(self._sentence(sentence, number, text, taken, proper))
            covered = {i for span in found for i in range(span.first, span.last)}
            kept = [
                span for span in values if not (covered & set(range(span.first, span.last)) and span.first in loose)
            ]
            reading.spans[number] = merged([*kept, *found])

    def _proper(self, reading: Reading) -> frozenset[str]:
        """Words that the article writes with a capital where it need not, and never without."""
        upper: set[str] = set()
        lower: set[str] = set()
        for sentence in reading.sentences:
            previous = ""
            for position, token in enumerate(sentence.tokens):
                if token.word and token.text[0].islower():
                    lower.add(token.text)
                elif (
                    token.word
                    and position
                    and not sentence.title_case
                    and not sentence.heading
                    and previous not in "\"“'‘:("
                ):
                    upper.add(token.text)
                previous = token.text
        return frozenset(word for word in upper if word.lower() not in lower)

    def _sentence(
        self, sentence: Sentence, number: int, text: str, taken: dict[int, Span], proper: frozenset[str]
    ) -> Iterator[Span]:
        tokens = sentence.tokens
        position = 0
        while position < len(tokens):
            if position in taken and not self._generation(tokens, position):
                position = taken[position].last
                continue
            if has_cjk(tokens[position].text):
                span = self._bracketed(sentence, number, text, position) or self._chinese(
                    sentence, number, text, position
                )
            else:
                span = self._latin(sentence, number, text, position, taken, proper)
            if span is None:
                position += 1
            else:
                yield span
                position = span.last

    def _generation(self, tokens: tuple[Token, ...], position: int) -> bool:
        return (
            position + 2 < len(tokens)
            and bool(re.match(r"\d+(?:st|nd|rd|th)$", tokens[position].text))
            and tokens[position + 1].text in ("Gen", "Generation")
            and tokens[position + 2].capital
        )

    def _bracketed(self, sentence: Sentence, number: int, text: str, position: int) -> Span | None:
        """The whole of a short Chinese bracket in Latin text: it glosses the name before it."""
        tokens = sentence.tokens
        if sentence.language == "zh" or position == 0 or tokens[position - 1].text not in ("(", "（"):
            return None
        last = position
        while last < len(tokens) and tokens[last].text not in (")", "）") and last - position < LONGEST_CJK:
            last += 1
        if last == len(tokens) or tokens[last].text not in (")", "）"):
            return None
        span = over(sentence, number, position, last, text)
        span.entries = self.lexicon.by_name.get(span.text, ())
        return span

    def _chinese(self, sentence: Sentence, number: int, text: str, position: int) -> Span | None:
        """The longest lexicon name that begins at a Chinese character."""
        tokens = sentence.tokens
        for last in range(min(position + LONGEST_CJK, len(tokens)), position + 1, -1):
            name = text[tokens[position].begin : tokens[last - 1].end]
            entries = self.lexicon.by_name.get(name)
            if entries:
                span = over(sentence, number, position, last, text)
                span.entries = entries
                span.kind = self._kind(entries[0], name)
                return span
        return None

    def _latin(
        self, sentence: Sentence, number: int, text: str, position: int, taken: dict[int, Span], proper: frozenset[str]
    ) -> Span | None:
        known = self._lexical(sentence, number, text, position, taken) or self._prefixed(
            sentence, number, text, position, taken
        )
        last = self._run(sentence, position, taken, proper)
        if known is not None and known.last >= last:
            return self._extended(sentence, number, text, known, taken)
        if last == position:
            return known
        run = over(sentence, number, position, last, text)
        if self.shape(run.text) is not None and not (
            known and known.adjective and self.shape(run.text) not in self._bodies()
        ):
            return run
        if known is not None and known.kind == "name" and self._splits(known, run):
            return self._extended(sentence, number, text, known, taken)
        return run

    def _splits(self, known: Span, run: Span) -> bool:
        """Whether a name of the lexicon at the head of a run is a name of its own: "Intel" in "Intel Deep Learning"."""
        entry = self.lexicon.entries[known.entries[0]]
        if known.adjective or self.lexicon.by_name.get(run.text[len(known.text) :].strip()):
            return True
        return not entry.cued and self.ontology.identity(entry.type) in ("organization", "model")

    def _bodies(self) -> set[str]:
        return {"University", "ResearchInstitute", "GovernmentBody", "Organization"}

    def _prefixed(
        self, sentence: Sentence, number: int, text: str, position: int, taken: dict[int, Span]
    ) -> Span | None:
        """A category with an acronym that is no name in front: "AI hardware" is a kind of hardware of its own."""
        tokens = sentence.tokens
        if tokens[position].text not in self.rulebook.ignored or position + 1 >= len(tokens) or position + 1 in taken:
            return None
        noun = self._lexical(sentence, number, text, position + 1, taken)
        if noun is None or noun.kind != "noun":
            return None
        span = over(sentence, number, position, noun.last, text)
        span.kind, span.entries = "noun", noun.entries
        return span

    def shape(self, name: str) -> str | None:
        """The class that a name's own words decide: its ending, its lead, its last word."""
        rulebook = self.rulebook
        for ending, kind in rulebook.endings:
            if name.endswith(" " + ending):
                return kind
        words = name.split()
        if len(words) > 1:
            for lead, kind in rulebook.leads:
                starts = range(len(words) - len(lead)) if lead[-1] in _INSTITUTIONAL else (0,)
                if any(tuple(words[start : start + len(lead)]) == lead for start in starts):
                    return kind
            two = " ".join(words[-2:])
            if len(words) > 2 and two in rulebook.heads:
                return rulebook.heads[two]
            return rulebook.heads.get(words[-1])
        if has_cjk(name):
            return next(
                (
                    kind
                    for word, kind in rulebook.heads.items()
                    if has_cjk(word) and name.endswith(word) and name != word
                ),
                None,
            )
        return None

    def _lexical(
        self, sentence: Sentence, number: int, text: str, position: int, taken: dict[int, Span]
    ) -> Span | None:
        """The longest lexicon name or adjective that begins at a token."""
        tokens = sentence.tokens
        for last in range(min(position + LONGEST, len(tokens)), position, -1):
            name = text[tokens[position].begin : tokens[last - 1].end]
            entries, adjective = self._look(name, position == 0 or sentence.title_case)
            if entries and not any(i in taken for i in range(position, last)):
                if last == position + 1 and self._doubtful(sentence, position, entries):
                    return None
                span = over(sentence, number, position, last, text)
                span.entries, span.adjective = entries, adjective
                span.kind = "name" if adjective else self._kind(entries[0], name)
                if span.kind == "noun" and self._inside_kind(tokens, span):
                    return None
                return self._maker(sentence, number, text, span) or span
        return None

    def _doubtful(self, sentence: Sentence, position: int, entries: tuple[str, ...]) -> bool:
        """Whether a place's name is more likely a common word, where every word has a capital: "Enterprise Strategy"."""
        if not (position == 0 or sentence.title_case) or not is_common(sentence.tokens[position].text):
            return False
        return self.ontology.identity(self.lexicon.entries[entries[0]].type) == "place"

    def _inside_kind(self, tokens: tuple[Token, ...], span: Span) -> bool:
        """Whether a longer phrase says what a thing is: "high-performance computing" in "high-performance computing platform"."""
        for last in range(span.last + 1, min(span.last + 3, len(tokens)) + 1):
            phrase = " ".join(token.text.lower() for token in tokens[span.first : last])
            if phrase in self.rulebook.kinds:
                return True
        return False

    def _maker(self, sentence: Sentence, number: int, text: str, span: Span) -> Span | None:
        """The company in front of a product that the lexicon knows with it: "AMD" of "AMD EPYC"."""
        if span.last - span.first < 2 or self.ontology.identity(self.lexicon.entries[span.entries[0]].type) != "model":
            return None
        first = over(sentence, number, span.first, span.first + 1, text)
        first.entries = self.lexicon.by_name.get(first.text, ())
        if first.entries and self.ontology.identity(self.lexicon.entries[first.entries[0]].type) == "organization":
            return first
        return None

    def _look(self, name: str, lowered: bool) -> tuple[tuple[str, ...], bool]:
        lexicon = self.lexicon
        entries = lexicon.by_name.get(name)
        if entries:
            return entries, False
        if name in lexicon.by_adjective:
            return lexicon.by_adjective[name], True
        if lowered and name[:1].isupper():
            for variant in (name[0].lower() + name[1:], name.lower()):
                entries = lexicon.by_name.get(variant)
                if entries:
                    return entries, False
        return (), False

    def _kind(self, entry: str, name: str) -> str:
        """A lower-case name that the lexicon knows is a noun, not a proper name."""
        return "noun" if name.split()[-1].islower() and not has_cjk(name) else "name"

    def _extended(self, sentence: Sentence, number: int, text: str, span: Span, taken: dict[int, Span]) -> Span:
        """A product's name with the model that follows it: "Xeon" in "Xeon 6" is the line of another thing."""
        tokens = sentence.tokens
        entry = self.lexicon.entries[span.entries[0]]
        if self.ontology.identity(entry.type) != "model" or span.kind != "name":
            return span
        last = span.last
        while last < len(tokens) and self._model(tokens, last, taken):
            last += 1
        if last == span.last:
            return span
        longer = over(sentence, number, span.first, last, text)
        longer.rule = "line+model"
        return longer

    def _model(self, tokens: tuple[Token, ...], position: int, taken: dict[int, Span]) -> bool:
        """Whether the token goes on with a product's name: a model number, a version, `Pro`."""
        token = tokens[position]
        if position in taken:
            return False
        if token.text in _SUFFIX:
            return True
        if token.text == "No.":
            return True
        if tokens[position - 1].text == "No.":
            return token.digit
        if _NUMBER.match(token.text):
            after = tokens[position + 1].text if position + 1 < len(tokens) else ""
            return tokens[position - 1].end + 2 > token.begin and after not in {
                "%",
                "percent",
                "million",
                "billion",
                "per",
            }
        return bool(_MODEL.match(token.text)) and token.capital

    def _run(self, sentence: Sentence, position: int, taken: dict[int, Span], proper: frozenset[str]) -> int:
        """Where the run of capitalised words that begins at a token ends; the token itself when there is none."""
        tokens = sentence.tokens

        def capital(i: int) -> bool:
            token = tokens[i]
            if i in taken or has_cjk(token.text) or not token.capital or token.text == "I":
                return False
            if not (token.word or (token.digit and token.text[-1].isalpha() and _MODEL.match(token.text))):
                return False
            if token.text in self.rulebook.titles or self.rulebook.role.fullmatch(token.text):
                return False
            if token.text in self.rulebook.ignored:
                after = tokens[i + 1].text if i + 1 < len(tokens) else ""
                return bool(after) and after not in self.rulebook.ignored and capital(i + 1)
            if not _initial(tokens, i) and not sentence.title_case:
                return token.text not in ("The", "A", "An")
            if token.text in proper or token.text in self.lexicon.by_name:
                return token.text.lower() not in _FUNCTION
            return not is_common(token.text) or (token.text.isupper() and len(token.text) > 1)

        first = position
        if self._generation(tokens, first):
            first += 2
        opening = not capital(first) and self._opens(sentence, first, taken)
        if not opening and not capital(first):
            return position
        last = first + 1
        while last < len(tokens):
            if capital(last) or self._model(tokens, last, taken) and tokens[last - 1].text not in ("Act",):
                last += 1
                continue
            step = self._link(tokens, first, last, capital)
            if step == last:
                break
            last = step
        return last

    def _opens(self, sentence: Sentence, position: int, taken: dict[int, Span]) -> bool:
        """A common word at the beginning of a sentence that opens a name: "University of X", "Campus Y", "Ember 10"."""
        tokens = sentence.tokens
        token = tokens[position]
        if position in taken or not token.word or not token.text[0].isupper() or token.text.lower() in _FUNCTION:
            return False
        if (
            token.text in self.rulebook.titles
            or position + 1 >= len(tokens)
            or not (_initial(tokens, position) or sentence.title_case)
        ):
            return False
        words = tuple(t.text for t in tokens[position : position + 4])
        if any(words[: len(lead)] == lead for lead, _ in self.rulebook.leads):
            return True
        following = tokens[position + 1]
        if token.text in given_names() and following.capital and following.word and not is_common(following.text):
            return True
        if not sentence.title_case and following.capital and following.word:
            ahead = [t for t in tokens[position : position + 6]]
            run = [t.text for t in ahead[: next((i for i, t in enumerate(ahead) if not t.capital), len(ahead))]]
            return len(run) > 1 and run[-1] in self.rulebook.heads
        return bool(_MODEL.match(following.text)) and following.capital

    def _link(self, tokens: tuple[Token, ...], first: int, last: int, capital: Callable[[int], bool]) -> int:
        """Past "of", "for", "&", "and" where they stand inside a name; `last` itself where they don't."""
        word = tokens[last].text
        if last + 1 >= len(tokens):
            return last
        name = [token.text for token in tokens[first:last]]
        if word == "," and tokens[last + 1].text in _LEGAL and name[-1] in self.rulebook.descriptors:
            return last + 2
        if word in ("&", "de", "van", "von", "der", "di", "da", "del", "du", "la", "al", "bin", "ter") and capital(
            last + 1
        ):
            return last + 2
        if word in ("of", "for"):
            institutional = any(
                token in self.rulebook.institutions
                or token in {"Bank", "Department", "Office", "School", "State", "Faculty", "Port"}
                for token in name
            )
            article = 1 if tokens[last + 1].text == "the" else 0
            place = last + 1 + article
            if (
                institutional
                and place < len(tokens)
                and capital(place)
                and not any(link in name for link in ("of",) if word == "of")
            ):
                return place + 1
            return last
        if word == "and" and any(link in name for link in _INSTITUTIONAL) and capital(last + 1):
            return last + 2 if is_common(tokens[last + 1].text) and is_common(name[-1]) else last
        return last


def _initial(tokens: Sequence[Token], position: int) -> bool:
    """Whether a token opens its sentence, or the speech in it, so that its capital says nothing."""
    return position == 0 or (
        tokens[position - 1].text in _OPENING and (position < 2 or tokens[position - 2].text in _PAUSES)
    )
