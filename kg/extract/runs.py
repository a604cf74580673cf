"""Runs of capitalised words: where a name that nobody knows begins and ends.

A run ends at a lower-case word, except inside an institution's name ("University of Science and Technology"). Capital
letters say nothing at the beginning of a sentence and in a headline in title case; there a common word is no name
unless the article writes it with a capital elsewhere.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from kg.extract.lemmas import words
from kg.extract.reading import Reading, Span, over
from kg.extract.rulebook import Rulebook
from kg.extract.tokens import Sentence, Token
from kg.extract.vocabulary import english, given_names, is_common
from kg.lexicon import Lexicon
from kg.text import has_cjk

INSTITUTIONAL = ("of", "for")
_MODEL = re.compile(r"(?=[^\s]*\d)[A-Za-z]{0,6}[-‑]?\d[\w.\-‑+]*$")
_VERSION = re.compile(r"\d{1,4}(?:\.\d{1,2})?[A-Za-z]{0,2}$")
_GENERATION = re.compile(r"\d+(?:st|nd|rd|th)$")
_OPENING = frozenset("\"“‘'(（—–-…") | {"..."}
_PAUSES = frozenset(',:.!?(—–;"“')


@dataclass(frozen=True, slots=True)
class Scope:
    """A sentence while its names are sought.

    Attributes:
        number: of the sentence.
        text: the document's.
        taken: token -> the value that has it.
        proper: words that the article writes with a capital where it need not, and never without.
    """

    sentence: Sentence
    number: int
    text: str
    taken: Mapping[int, Span]
    proper: frozenset[str]

    @property
    def tokens(self) -> tuple[Token, ...]:
        """The sentence's tokens."""
        return self.sentence.tokens

    def span(self, first: int, last: int) -> Span:
        """A new span over tokens first to last."""
        return over(self.sentence, self.number, first, last, self.text)

    def written(self, first: int, last: int) -> str:
        """The text of tokens first to last."""
        return self.text[self.tokens[first].begin : self.tokens[last - 1].end]

    def silent(self, position: int) -> bool:
        """Whether a capital says nothing there: at the head of the sentence or of the speech in it, or in a title."""
        tokens = self.tokens
        if position == 0 or self.sentence.title_case:
            return True
        return tokens[position - 1].text in _OPENING and (position < 2 or tokens[position - 2].text in _PAUSES)


def proper_words(reading: Reading) -> frozenset[str]:
    """Words that the article writes with a capital where it need not, and never without."""
    upper: set[str] = set()
    lower: set[str] = set()
    for sentence in reading.sentences:
        telling = not (sentence.title_case or sentence.heading)
        previous = ""
        for position, token in enumerate(sentence.tokens):
            if token.word and token.text[0].islower():
                lower.add(token.text)
            elif (
                telling
                and token.word
                and position
                and previous not in "\"“'‘:("
                and _telling(sentence.tokens, position)
            ):
                upper.add(token.text)
            previous = token.text
    return frozenset(word for word in upper if word.lower() not in lower)


def _telling(tokens: Sequence[Token], position: int) -> bool:
    """Whether a capital tells a name: a common word beside other names, as in "Open Compute Project", tells nothing."""
    beside = [tokens[i] for i in (position - 1, position + 1) if 0 < i < len(tokens)]
    return not is_common(tokens[position].text) or not any(other.word and other.capital for other in beside)


def generation(tokens: Sequence[Token], position: int) -> bool:
    """Whether "4th Gen" opens a product's name at a token."""
    return (
        position + 2 < len(tokens)
        and tokens[position].text[0].isdigit()
        and _GENERATION.match(tokens[position].text) is not None
        and tokens[position + 1].text in english("generation_words")
        and tokens[position + 2].capital
    )


def _contracted(text: str) -> bool:
    """Whether a word is a small word with its verb: "We're"."""
    word, mark, _ = text.replace("’", "'").partition("'")
    return bool(mark) and word.lower() in english("function_words")


def _plural(tokens: Sequence[Token], position: int) -> bool:
    """Whether a word at the head of a sentence is a plural noun, as the verb behind it shows: "Accountants argue"."""
    word, after = tokens[position].text, tokens[position + 1].text if position + 1 < len(tokens) else ""
    if not word.endswith("s") or word.endswith(("ss", "us", "is")) or not after.islower():
        return False
    return after in ("are", "have", "were", "do") or after in words().verbs


class Runs:
    """Finds where runs end."""

    def __init__(self, lexicon: Lexicon, rulebook: Rulebook) -> None:
        self.lexicon = lexicon
        self.rulebook = rulebook

    def end(self, scope: Scope, first: int) -> int:
        """Where the run that begins at a token ends; the token itself when there is none."""
        tokens = scope.tokens
        start = first + 2 if generation(tokens, first) else first
        if tokens[start].text.islower():
            return first
        if not (self._capital(scope, start) or self._opens(scope, start)):
            return first
        last = start + 1
        while last < len(tokens):
            step = self._step(scope, start, last)
            if step == last:
                break
            last = step
        return last

    def _step(self, scope: Scope, first: int, last: int) -> int:
        """Past the next word of a run; `last` itself at its end."""
        if self._capital(scope, last):
            return last + 1
        if self.model(scope, last) and scope.tokens[last - 1].text not in english("unnumbered_words"):
            return last + 1
        return self._link(scope, first, last)

    def model(self, scope: Scope, position: int) -> bool:
        """Whether the token goes on with a product's name: a model number, a version, `Pro`."""
        tokens = scope.tokens
        token = tokens[position]
        if position in scope.taken:
            return False
        if token.text in english("model_suffixes") or token.text == "No.":
            return True
        if tokens[position - 1].text == "No.":
            return token.digit
        if _VERSION.match(token.text):
            after = tokens[position + 1].text if position + 1 < len(tokens) else ""
            return tokens[position - 1].end + 2 > token.begin and after not in english("counted_words")
        return _MODEL.match(token.text) is not None and token.capital

    def _capital(self, scope: Scope, position: int) -> bool:
        """Whether a token's capital makes it part of a name."""
        token = scope.tokens[position]
        text = token.text
        if position in scope.taken or has_cjk(text) or not token.capital or text == "I":
            return False
        if not (token.word or (token.digit and text[-1].isalpha() and _MODEL.match(text))):
            return False
        if text in self.rulebook.titles or self.rulebook.role.fullmatch(text) or _contracted(text):
            return False
        if text in self.rulebook.ignored:
            after = scope.tokens[position + 1].text if position + 1 < len(scope.tokens) else ""
            return bool(after) and after not in self.rulebook.ignored and self._capital(scope, position + 1)
        if not scope.silent(position):
            opening = position and scope.tokens[position - 1].text == ":" and text.lower() in english("function_words")
            return text not in ("The", "A", "An") and not opening
        if text in scope.proper or text in self.lexicon.by_name:
            return text.lower() not in english("function_words")
        return not (is_common(text) or _plural(scope.tokens, position)) or (text.isupper() and len(text) > 1)

    def _opens(self, scope: Scope, position: int) -> bool:
        """A common word at the head of a sentence that opens a name: "University of X", "Campus Y", "Falcon 40"."""
        tokens = scope.tokens
        token = tokens[position]
        if position in scope.taken or not token.word or not token.text[0].isupper() or position + 1 >= len(tokens):
            return False
        if token.text.lower() in english("function_words") or token.text in self.rulebook.titles:
            return False
        if not scope.silent(position):
            return False
        words = tuple(ahead.text for ahead in tokens[position : position + 4])
        opening = words[0] in self.rulebook.opening_words
        if opening and any(words[: len(lead)] == lead for lead, _ in self.rulebook.leads):
            return True
        following = tokens[position + 1]
        named = following.capital and following.word
        if named and token.text in given_names() and not is_common(following.text):
            return True
        if named and not scope.sentence.title_case:
            return self._headed(tokens[position : position + 6])
        return _MODEL.match(following.text) is not None and following.capital

    def _headed(self, tokens: Sequence[Token]) -> bool:
        """Whether the capitalised words that begin there end in a word that decides a class."""
        size = next((index for index, token in enumerate(tokens) if not token.capital), len(tokens))
        return size == 2 and tokens[1].text in self.rulebook.heads

    def _link(self, scope: Scope, first: int, last: int) -> int:
        """Past "of", "for", "&", "and" where they stand inside a name; `last` itself where they don't."""
        tokens = scope.tokens
        if last + 1 >= len(tokens):
            return last
        word, following = tokens[last].text, tokens[last + 1].text
        name = [token.text for token in tokens[first:last]]
        if word == "," and following in english("legal_forms") and name[-1] in self.rulebook.descriptors:
            return last + 2
        if word in INSTITUTIONAL:
            return self._institution(scope, name, last)
        if word in english("name_links"):
            return last + 2 if self._capital(scope, last + 1) else last
        if word == "and" and any(link in name for link in INSTITUTIONAL) and self._capital(scope, last + 1):
            return last + 2 if is_common(following) and is_common(name[-1]) else last
        return last

    def _institution(self, scope: Scope, name: Sequence[str], last: int) -> int:
        """Past "of X" or "for the X" behind a name that may go on so; one "of" is enough."""
        tokens = scope.tokens
        institutional = self.rulebook.institutions | english("institution_words")
        if not any(word in institutional for word in name) or (tokens[last].text == "of" and "of" in name):
            return last
        place = last + 2 if tokens[last + 1].text == "the" else last + 1
        return place + 1 if place < len(tokens) and self._capital(scope, place) else last
