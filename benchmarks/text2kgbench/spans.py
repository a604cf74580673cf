"""Which spans of a sentence could be an argument: many, overlapping; ranking them is the model's work."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from benchmarks.text2kgbench import values
from kg.extract import tagger, tokens
from kg.extract.learned.pairs import Argument, Words

LONGEST = 12  # tokens; the longest titles and prizes have some ten
_TIES = frozenset(
    (
        *(
            "of",
            "the",
            "and",
            "&",
            "for",
            "in",
            "on",
            "to",
            "a",
            "an",
            "at",
            "from",
            "with",
            "by",
            "o",
            "i",
            "vs",
            "No.",
        ),
        *("de", "la", "le", "les", "von", "van", "der", "du", "des", "del", "da", "di", "y", "e", "et", "und"),
        *("'s", "’s", "'", "’", ":", "-", "–", ",", ".", "/"),
    )
)
_CLOSING = {'"': '"', "“": "”", "'": "'", "‘": "’", "«": "»"}
_ADJECTIVES = ("JJ", "JJR", "JJS", "VBN", "VBG", "CD", "NN", "NNS", "NNP", "NNPS")
_PARTICLES = frozenset(
    ("de", "la", "le", "von", "van", "der", "den", "du", "des", "del", "da", "di", "al", "el", "bin", "ibn", "y")
)
_AFTER_NAME = frozenset(("Jr.", "Jr", "Sr.", "Sr", "II", "III", "IV"))
_NAME_WORDS = range(3, 9)
SHORT = "short name"  # kind of a candidate that leaves out the middle of its words
_NOUNS = ("NN", "NNS", "NNP", "NNPS", "JJ", "VBG")


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence's text, its tokens with their places, and parts of speech."""

    text: str
    tokens: tuple[tokens.Token, ...]
    words: Words

    def span(self, first: int, last: int) -> str:
        """The text of tokens `first` to `last`, half-open."""
        return self.text[self.tokens[first].begin : self.tokens[last - 1].end]

    def argument(self, argument: Argument) -> str:
        """The text of an argument; of a short name the first word and the last with its particles."""
        if argument.kind != SHORT:
            return self.span(argument.first, argument.last)
        words = self.words.words
        last = argument.last - 1
        while words[last] in _AFTER_NAME or words[last] == ",":
            last -= 1
        begin = last
        while begin - 1 > argument.first and words[begin - 1].lower() in _PARTICLES:
            begin -= 1
        return f"{words[argument.first]} {self.span(begin, last + 1)}"


def read(text: str) -> Sentence:
    """The sentence, which may be several: they are read as one."""
    found = tuple(token for each in tokens.sentences(text) for token in each.tokens)
    words = [token.text for token in found]
    return Sentence(text, found, Words(words, tagger.tag(words)))


def candidates(
    sentence: Sentence, known: Collection[str] = (), names: Sequence[tuple[int, int]] = ()
) -> list[Argument]:
    """All spans, each once, sorted.

    `known` says in lower case which phrases have been arguments; `names` are names that somebody found.
    """
    found: dict[tuple[int, int], str] = {}
    for kind, spans in (("date", values.dates(sentence.text)), ("number", values.numbers(sentence.text))):
        for begin, end in spans:
            place = _covering(sentence, begin, end)
            if place:
                found.setdefault(place, kind)
    for kind, places in (
        ("quote", _quotes(sentence)),
        ("name", names),
        ("name", _names(sentence)),
        ("opening", _opening(sentence)),
        ("known", _phrases(sentence, known)),
        ("phrase", _noun_phrases(sentence)),
    ):
        for place in places:
            found.setdefault(place, kind)
    whole = [Argument(first, last, kind) for (first, last), kind in found.items()]
    return sorted((*whole, *(Argument(first, last, SHORT) for first, last in _long_names(sentence))))


def _covering(sentence: Sentence, begin: int, end: int) -> tuple[int, int] | None:
    """The tokens of a stretch of text; none when it does not begin and end with one."""
    first = next((i for i, token in enumerate(sentence.tokens) if token.begin == begin), None)
    last = next((i for i, token in enumerate(sentence.tokens) if token.end == end), None)
    return (first, last + 1) if first is not None and last is not None and first <= last else None


def _quotes(sentence: Sentence) -> Iterator[tuple[int, int]]:
    words = sentence.words.words
    for first, word in enumerate(words):
        if word in _CLOSING:
            for last in range(first + 2, min(first + 2 + LONGEST, len(words))):
                if words[last] == _CLOSING[word]:
                    yield first + 1, last
                    break


def _capital(sentence: Sentence, index: int) -> bool:
    word = sentence.words.words[index]
    return any(sign.isupper() for sign in word)


def _names(sentence: Sentence) -> Iterator[tuple[int, int]]:
    """Runs of words with capitals and the numbers in them, their parts, and neighbours tied by small words."""
    words = sentence.words.words
    runs: list[tuple[int, int]] = []
    index = 0
    while index < len(words):
        if not _capital(sentence, index) and not (words[index][0].isdigit() and index == 0):
            index += 1
            continue
        last = index + 1
        while last < len(words) and (_capital(sentence, last) or (words[last][0].isdigit())):
            last += 1
        runs.append((index, last))
        index = last
    for at, (first, last) in enumerate(runs):
        yield from _parts(first, last)
        for end in range(at + 1, min(at + 5, len(runs))):
            gap = words[runs[end - 1][1] : runs[end][0]]
            if len(gap) > 3 or any(word not in _TIES and not word.startswith("-") for word in gap):
                break
            starts = range(first, last) if last - first <= 3 else (first,)
            ends = range(runs[end][0] + 1, runs[end][1] + 1) if runs[end][1] - runs[end][0] <= 3 else (runs[end][1],)
            yield from ((s, e) for s in starts for e in ends if e - s <= LONGEST)
    for first, last in runs:
        if last < len(words) and words[last] in ("!", "?", "...", "…"):
            yield first, last + 1
        if first and words[first - 1].lower() == "the":
            yield first - 1, last
        head = first - (2 if words[first - 1] == "the" else 1)
        if head > 0 and words[head] == "of" and sentence.words.tags[head - 1] in ("NN", "NNS"):
            yield head - 1, last


def _parts(first: int, last: int) -> Iterator[tuple[int, int]]:
    size = last - first
    for begin in range(first, last):
        for end in range(begin + 1, last + 1):
            if size <= 5 or begin == first or end == last:
                yield begin, end


def _long_names(sentence: Sentence) -> Iterator[tuple[int, int]]:
    """Runs of three words and more that may be a person's full name: "Mara Elise van der Veldt Jr."."""
    words = sentence.words.words
    first = 0
    while first < len(words):
        last = first
        while last < len(words) and (_name_word(words[last]) or (last > first and words[last] in _PARTICLES)):
            last += 1
        end = last
        if words[last : last + 1] == [","] and words[last + 1 : last + 2] and words[last + 1] in _AFTER_NAME:
            end = last + 2
        if last - first in _NAME_WORDS and _name_word(words[last - 1]) and len(words[first].strip(".")) > 1:
            for begin in range(first, last - 2):
                if begin - first < 2:
                    yield begin, end
        first = max(last, first + 1)


def _name_word(word: str) -> bool:
    return word[0].isupper() and word.replace(".", "").replace("-", "").replace("'", "").replace("’", "").isalpha()


def _opening(sentence: Sentence) -> Iterator[tuple[int, int]]:
    """What a sentence begins with, up to its first verb, bracket or comma: names in lower case, and odd ones."""
    words, tags = sentence.words.words, sentence.words.tags
    end = next((i for i in range(len(words)) if i and (tags[i][:2] in ("VB", "MD") or words[i] in ("(", ",", ";"))), 0)
    if not end or end > LONGEST:
        return
    if tags[0] in ("IN", "RB", "PRP", "EX", "WRB", "CC", "TO"):
        return
    begin = 1 if tags[0] == "DT" and end > 1 else 0
    yield begin, end
    if begin:
        yield 0, end
    if words[end - 1] in ("'s", "’s", "'"):
        yield begin, end - 1


def _noun_phrases(sentence: Sentence) -> Iterator[tuple[int, int]]:
    """The longest noun phrases, without their articles."""
    tags = sentence.words.tags
    first = 0
    while first < len(tags):
        last = first
        while last < len(tags) and tags[last] in _ADJECTIVES:
            last += 1
        end = last
        while end > first and tags[end - 1] not in ("NN", "NNS"):
            end -= 1
        if first < end <= first + 5:
            yield first, end
        first = max(last, first + 1)


def _phrases(sentence: Sentence, known: Collection[str]) -> Iterator[tuple[int, int]]:
    """Noun phrases and adjectives in lower case that are known, or end in the last word of one that is."""
    words, tags = sentence.words.words, sentence.words.tags
    for first in range(len(words)):
        for last in range(first + 1, min(first + 6, len(words) + 1)):
            text = " ".join(words[first:last]).lower()
            if text in known or (f"... {words[last - 1].lower()}" in known and _noun_like(tags[first:last])):
                yield first, last


def _noun_like(tags: Sequence[str]) -> bool:
    return tags[-1] in _NOUNS and all(tag in _ADJECTIVES for tag in tags)
