"""What the words beside a name say of its class: a kind noun, a verb before it or behind it, "是一家……公司"."""

from collections.abc import Callable, Iterator, Sequence

from kg.extract.chinese.segmenting import Word
from kg.extract.chinese.vocabulary import chinese
from kg.extract.models import has_digit
from kg.extract.rulebook import Rulebook
from kg.extract.spans import Span
from kg.extract.votes import KIND, Vote
from kg.ontology import Ontology

_QUOTES = frozenset('“”「」‘’《》"')
_BESIDE = 2.0  # of a verb or noun that most often stands beside names of a class
_REACH = 16  # words from "是一家" to the noun that it leads to


class Surroundings:
    """Casts the votes of a name's neighbours."""

    def __init__(self, rules: Rulebook, ontology: Ontology, identity: Callable[[Span], str]) -> None:
        self.rules = rules
        self.ontology = ontology
        self.identity = identity

    def votes(self, words: Sequence[Word], index: int) -> Iterator[Vote]:
        """The votes for the name words[index]."""
        span = words[index].span
        before, behind = _beside(words, index, -1), _beside(words, index, +1)
        if before is not None:
            yield from self._before(words, before)
        if behind is not None and span is not None:
            yield from self._behind(words, behind, span)
            kind = self.said_to_be(words, behind)
            if kind:
                yield kind, KIND

    def _before(self, words: Sequence[Word], index: int) -> Iterator[Vote]:
        text = words[index].text
        kind = self.rules.kinds.get(text)
        if kind is not None:
            yield kind, KIND
        elif text in self.rules.bearers:
            yield self.rules.bearers[text], KIND
        if text in chinese("particles") and text != "的" and index:
            text = words[index - 1].text
        titled = index + 1 < len(words) and words[index + 1].text == "《"
        for kind in self.rules.beside["before"].get(text, ()) if not titled else ():
            yield kind, _BESIDE

    def _behind(self, words: Sequence[Word], index: int, span: Span) -> Iterator[Vote]:
        text = words[index].text
        kind = self.rules.kinds.get(text)
        if kind is not None and self._says_what(kind, span):
            yield kind, KIND
        if words[index].tag == "role":
            return
        for kind in self.rules.beside["behind"].get(text, ()):
            yield kind, _BESIDE

    def _says_what(self, kind: str, span: Span) -> bool:
        """Whether a kind noun behind a name says what it is: not so in "华为服务器"."""
        identity = self.ontology.identity(kind)
        if identity == "organization":
            return False
        return has_digit(span.text) or (not span.entries and not span.votes)

    def said_to_be(self, words: Sequence[Word], index: int) -> str:
        """The class that 是, words[index], leads to: "X是一家总部设在苏州的芯片设计公司", "X是Y的子公司"."""
        if words[index].text not in chinese("copulas") or index + 2 >= len(words):
            return ""
        last = ""
        for word in words[index + 2 : index + _REACH]:
            if word.tag == "w" or word.text in "，。；、":
                break
            last = word.text
        return self.rules.kinds.get(last, self.rules.bearers.get(last, ""))


def _beside(words: Sequence[Word], index: int, step: int) -> int | None:
    """The word next to a name, a quotation mark left out."""
    index += step
    if 0 <= index < len(words) and words[index].text in _QUOTES:
        index += step
    return index if 0 <= index < len(words) else None
