"""Names, adjectives and categories that the lexicon knows, where they stand in a text: the longest wins."""

from collections import defaultdict
from collections.abc import Iterable

from kg.extract.reading import Span
from kg.extract.rulebook import Rulebook
from kg.extract.runs import Scope
from kg.extract.vocabulary import is_common
from kg.lexicon import Lexicon
from kg.ontology import Ontology
from kg.text import has_cjk

LONGEST = 7  # tokens of a lexicon name
LONGEST_CJK = 14  # characters
_HEAD = 3  # characters of a name that tell it from most others
_NO_SIZES: frozenset[int] = frozenset()
_CLOSING = (")", "）")


class Lexical:
    """Looks tokens up in the lexicon."""

    def __init__(self, lexicon: Lexicon, rulebook: Rulebook, ontology: Ontology) -> None:
        self.lexicon = lexicon
        self.rulebook = rulebook
        self.ontology = ontology
        self._sizes = _sizes((*lexicon.by_name, *lexicon.by_adjective))

    def find(self, scope: Scope, first: int) -> Span | None:
        """The longest lexicon name or adjective that begins at a token, or a category with an acronym before it."""
        return self._longest(scope, first) or self._prefixed(scope, first)

    def chinese(self, scope: Scope, first: int) -> Span | None:
        """The name at a Chinese character: the whole of a short bracket, else the longest that the lexicon knows."""
        return self._bracketed(scope, first) or self._longest_chinese(scope, first)

    def identity(self, entry: str) -> str:
        """What tells things of an entry's class apart."""
        return self.ontology.identity(self.lexicon.entries[entry].type)

    def _longest(self, scope: Scope, first: int) -> Span | None:
        silent = first == 0 or scope.sentence.title_case
        for last in self._ends(scope, first, silent):
            name = scope.written(first, last)
            entries, adjective = self._look(name, silent)
            if not entries or any(position in scope.taken for position in range(first, last)):
                continue
            if last == first + 1 and silent and self._doubtful(name, entries):
                return None
            span = scope.span(first, last)
            span.entries, span.adjective = entries, adjective
            span.kind = "name" if adjective else _kind(name)
            if span.kind == "noun" and self._inside_kind(scope, span):
                return None
            return self._maker(scope, span) or span
        return None

    def _ends(self, scope: Scope, first: int, silent: bool) -> list[int]:
        """Where a name of the lexicon that begins at a token could end, by how it begins and how long it is."""
        tokens = scope.tokens
        begin = tokens[first].begin
        head = scope.text[begin : begin + _HEAD]
        sizes = self._sizes.get(head, _NO_SIZES)
        if silent:
            lowered = (head[0].lower() + head[1:], head.lower())
            sizes = sizes.union(*(self._sizes.get(other, _NO_SIZES) for other in lowered))
        if not sizes and len(tokens[first].text) >= _HEAD:
            return []
        ends = range(min(first + LONGEST, len(tokens)), first, -1)
        return [last for last in ends if (size := tokens[last - 1].end - begin) < _HEAD or size in sizes]

    def _look(self, name: str, silent: bool) -> tuple[tuple[str, ...], bool]:
        """The entries with a name, and whether it is an adjective of theirs; in a silent place, also in lower case."""
        entries = self.lexicon.by_name.get(name)
        if entries:
            return entries, False
        if name in self.lexicon.by_adjective:
            return self.lexicon.by_adjective[name], True
        if silent and name[:1].isupper():
            for variant in (name[0].lower() + name[1:], name.lower()):
                entries = self.lexicon.by_name.get(variant)
                if entries:
                    return entries, False
        return (), False

    def _doubtful(self, word: str, entries: tuple[str, ...]) -> bool:
        """Whether a place's name is more likely a common word: "Reading Strategy"."""
        return is_common(word) and self.identity(entries[0]) == "place"

    def _inside_kind(self, scope: Scope, span: Span) -> bool:
        """Whether a longer phrase says what a thing is: "cloud storage" in "cloud storage platform"."""
        words = [token.text.lower() for token in scope.tokens[span.first : span.last + 3]]
        size = span.last - span.first
        return any(" ".join(words[:last]) in self.rulebook.kinds for last in range(size + 1, len(words) + 1))

    def _maker(self, scope: Scope, span: Span) -> Span | None:
        """The company in front of a product that the lexicon knows with it: "Acme" of "Acme Falcon"."""
        if span.last - span.first < 2 or self.identity(span.entries[0]) != "model":
            return None
        maker = scope.span(span.first, span.first + 1)
        maker.entries = self.lexicon.by_name.get(maker.text, ())
        return maker if maker.entries and self.identity(maker.entries[0]) == "organization" else None

    def _prefixed(self, scope: Scope, first: int) -> Span | None:
        """A category with an acronym that is no name in front: "AI hardware" is a kind of hardware of its own."""
        following = first + 1
        if scope.tokens[first].text not in self.rulebook.ignored or following >= len(scope.tokens):
            return None
        noun = self._longest(scope, following) if following not in scope.taken else None
        if noun is None or noun.kind != "noun":
            return None
        span = scope.span(first, noun.last)
        span.kind, span.entries = "noun", noun.entries
        return span

    def _bracketed(self, scope: Scope, first: int) -> Span | None:
        """The whole of a short Chinese bracket in Latin text: it glosses the name before it."""
        tokens = scope.tokens
        if scope.sentence.language == "zh" or first == 0 or tokens[first - 1].text not in ("(", "（"):
            return None
        ends = range(first, min(first + LONGEST_CJK + 1, len(tokens)))
        last = next((position for position in ends if tokens[position].text in _CLOSING), None)
        if last is None:
            return None
        span = scope.span(first, last)
        span.entries = self.lexicon.by_name.get(span.text, ())
        return span

    def _longest_chinese(self, scope: Scope, first: int) -> Span | None:
        for last in range(min(first + LONGEST_CJK, len(scope.tokens)), first + 1, -1):
            entries = self.lexicon.by_name.get(scope.written(first, last))
            if entries:
                span = scope.span(first, last)
                span.entries = entries
                span.kind = _kind(span.text)
                return span
        return None


def _sizes(names: Iterable[str]) -> dict[str, frozenset[int]]:
    """The first characters of names -> how long the names are that begin so."""
    found: dict[str, set[int]] = defaultdict(set)
    for name in names:
        found[name[:_HEAD]].add(len(name))
    return {head: frozenset(sizes) for head, sizes in found.items()}


def _kind(name: str) -> str:
    """A lower-case name that the lexicon knows is a noun, not a proper name."""
    return "noun" if name.split()[-1].islower() and not has_cjk(name) else "name"
