"""What the mention tagger sees of each word of an English document: things that hold in texts of any kind.

A document becomes columns: for every word one key in each column, such as the word itself, the word before it, or the
words around the run of capitals that it stands in. `attributes` spells a key out for training (a word has its shape,
its affixes, the lists it is in), and since that depends on the key alone, the tagger adds up the weights of a key's
attributes once and keeps the sum. Words count by themselves as context; inside names the shape, the lists and the
neighbours count more, as names differ from one text to the next.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

import yaml

from kg.errors import KgError
from kg.extract import vocabulary
from kg.extract.learned import votes
from kg.extract.learned.words import Word

_OF_RUNS = ("entry", "exit", "tail", "head", "run", "seen")
_COLUMNS = (*("own", "-1", "+1", "-2", "+2", "back", "ahead", "place", "hint"), *_OF_RUNS)
_LONGEST = 8  # words of a hint
_REPEATED = re.compile(r"(.)\1+")
_ROMAN = re.compile(r"[IVXL]+")
_YEAR = re.compile(r"(?:1[0-9]|20)\d\d")
_FIGURE = re.compile(r"\d+(?:st|nd|rd|th)|[\d.,]+")
_OPENING = frozenset("\"“‘'(['``")
_EDGE = "<>"
_KEPT = 20_000  # words whose lists and shape stay in memory
_NAMED = frozenset(("capital", "upper", "camel", "code", "initial"))


@dataclass(frozen=True, slots=True)
class Seen:
    """What is worked out once for a word, wherever it stands."""

    low: str
    case: str
    kind: str
    named: bool
    lists: tuple[str, ...]


@cache
def _cues() -> Mapping[str, tuple[str, ...]]:
    """Lower-case word -> the cues that it has."""
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    try:
        content = yaml.load(vocabulary.read_words("name_cues.yaml"), Loader=loader)
        found: dict[str, list[str]] = defaultdict(list)
        for cue, words in content.items():
            for word in words:
                found[str(word)].append(cue)
    except (yaml.YAMLError, AttributeError, TypeError) as error:
        raise KgError(f"language/name_cues.yaml: damaged ({error}); install kg again") from error
    return {word: tuple(dict.fromkeys(cues)) for word, cues in found.items()}


def cues(word: str) -> tuple[str, ...]:
    """What a word tells of the names beside it: `title`, `organ`, ...; see `language/name_cues.yaml`."""
    return _cues().get(word.lower(), ())


@cache
def _surnames() -> frozenset[str]:
    return frozenset(vocabulary.read_words("surnames.txt").split("\n"))


@cache
def _function_words() -> frozenset[str]:
    return vocabulary.english("function_words")


class Features:
    """Makes the columns of documents and spells them out.

    Attributes:
        hints: name -> what it may be, from lexicons or other knowledge; matched longest first, as written.
        clusters: lower-case word -> its group among words that are used alike.
    """

    def __init__(self, hints: Mapping[str, Sequence[str]], clusters: Mapping[str, str]) -> None:
        self.hints = {name: "|".join(sorted(kinds)) for name, kinds in hints.items() if name}
        self.clusters = clusters
        self._sizes: dict[str, int] = {}
        for name in self.hints:
            first, _, _ = name.partition(" ")
            self._sizes[first] = max(self._sizes.get(first, 0), min(_LONGEST, name.count(" ") + 1))
        self._seen = _Memo()

    def columns(self, sentences: Sequence[Sequence[Word]]) -> dict[str, list[Hashable]]:
        """For each column but the votes the keys of all words, sentence after sentence."""
        result: dict[str, list[Hashable]] = {name: [] for name in _COLUMNS}
        texts = [[word.text for word in sentence] for sentence in sentences]
        rows = [[self._seen[text] for text in sentence] for sentence in texts]
        styles = [_style(sentence) for sentence in rows]
        ran = [runs(sentence) for sentence in rows]
        known = _Document(texts, rows, styles, ran)
        for sentence, row, style, run in zip(texts, rows, styles, ran, strict=True):
            self._add(result, sentence, row, style, run, known)
        return result

    def runs(self, sentences: Sequence[Sequence[Word]]) -> list[list[tuple[int, int]]]:
        """The runs of words that look like names, by sentence."""
        return [runs([self._seen[word.text] for word in sentence]) for sentence in sentences]

    def _add(
        self,
        result: dict[str, list[Hashable]],
        texts: Sequence[str],
        row: Sequence[Seen],
        style: str,
        ran: Sequence[tuple[int, int]],
        known: "_Document",
    ) -> None:
        size = len(texts)
        lows = [seen.low for seen in row]
        named = [seen.named for seen in row]
        kinds = [_EDGE, _EDGE, *(seen.kind for seen in row), _EDGE, _EDGE]
        result["own"] += texts
        result["-1"] += zip(named, [_EDGE, *texts[:-1]], strict=True)
        result["+1"] += zip(named, [*texts[1:], _EDGE], strict=True)
        result["-2"] += zip(named, [_EDGE, _EDGE, *lows][:size], strict=True)
        result["+2"] += zip(named, [*lows, _EDGE, _EDGE][2:], strict=True)
        result["back"] += zip(kinds[1 : size + 1], kinds[2 : size + 2], kinds[3 : size + 3], strict=True)
        result["ahead"] += zip(kinds[2 : size + 2], kinds[3 : size + 3], kinds[4 : size + 4], strict=True)
        result["place"] += _places(texts, row, style)
        result["hint"] += self._hinted(texts)
        columns = [[""] * size for _ in range(6)]
        for first, last in ran:
            entry = lows[first - 1] if first else _EDGE
            further = lows[last + 1] if last + 1 < size else _EDGE
            leave = lows[last] + " " + further if last < size else _EDGE
            pattern = " ".join(seen.kind for seen in row[first : min(last, first + 5)])
            whole = known.of_run(texts[first:last])
            for position in range(first, last):
                where = "f" if position == first else "l" if position == last - 1 else "m"
                values = (
                    entry, leave, texts[last - 1], texts[first],
                    f"{where}{min(last - first, 4)}|{pattern}", f"{known.of_word(texts[position])}|{whole}",
                )  # fmt: skip
                for column, value in zip(columns, values, strict=True):
                    column[position] = value
        for name, column in zip(_OF_RUNS, columns, strict=True):
            result[name] += column

    def _hinted(self, texts: Sequence[str]) -> Iterable[Hashable]:
        found = [""] * (len(texts) + 2)
        position = 0
        while position < len(texts):
            for size in range(min(self._sizes.get(texts[position], 0), len(texts) - position), 0, -1):
                hint = self.hints.get(" ".join(texts[position : position + size]) if size > 1 else texts[position])
                if hint:
                    length = min(size, 3)
                    found[position + 1] = f"B{length}{hint}"
                    for inner in range(position + 2, position + size + 1):
                        found[inner] = f"I{length}{hint}"
                    position += size - 1
                    break
            position += 1
        return zip(found, found[1:], found[2:], strict=False)

    def attributes(self, column: str, key: Hashable) -> list[str]:
        """What a key of a column says, one attribute for each way to say it."""
        if key == "" or key == ("", "", ""):
            return []
        if column == "own":
            return [f"own={detail}" for detail in self._own(str(key))]
        if isinstance(key, tuple) and column in ("-1", "+1"):
            return _crossed(column, key[0], self._near(str(key[1])))
        if isinstance(key, tuple) and column in ("-2", "+2"):
            return _crossed(column, key[0], self._far(str(key[1])))
        if isinstance(key, tuple) and column == "hint":
            before, here, after = key
            details = [f"-{before}"] * bool(before) + [f"+{after}"] * bool(after)
            return [f"hint={detail}" for detail in details + self._hint(str(here))]
        if isinstance(key, tuple) and column in ("back", "ahead"):
            own = key[1] if column == "back" else key[0]
            near = key[0] if column == "back" else key[1]
            return [f"{column}={'|'.join(key)}", f"{column}2={near}|{own}"]
        if column in ("entry", "exit"):
            word, _, further = str(key).partition(" ")
            details = self._far(word) + (
                [f"2={word}|{further}", *(f"n{part}" for part in self._far(further))] if further else []
            )
            return [f"{column}={detail}" for detail in details]
        if column in ("head", "tail"):
            return [f"{column}={detail}" for detail in self._near(str(key))]
        if column == "vote":
            return votes.attributes(str(key))
        if column in ("place", "seen", "run"):
            parts = str(key).split("|")
            return [f"{column}{number}={part}" for number, part in enumerate(parts) if part] + [f"{column}={key}"]
        raise KeyError(column)

    def _hint(self, hint: str) -> list[str]:
        return [hint, *(hint[0] + kind for kind in hint[2:].split("|"))] if hint else []

    def _own(self, text: str) -> list[str]:
        seen = self._seen[text]
        low = seen.low
        details = [f"w{low}", f"k{seen.kind}", f"c{seen.case}", f"z{shape(text)}"]
        details += [f"s{low[-size:]}" for size in range(1, min(5, len(low)))]
        details += [f"p{low[:size]}" for size in range(2, min(5, len(low)))]
        if seen.named:
            details += [f"cs{low[-size:]}" for size in (2, 3) if len(low) > size]
        details += [f"l{name}" for name in seen.lists] + [f"l{'+'.join(seen.lists)}"] * (len(seen.lists) > 1)
        if low in self.clusters:
            details += self._clusters(low)
        if "-" in low[1:-1]:
            head, _, tail = low.rpartition("-")
            details += [f"h{tail}", f"h{self._seen[text.rpartition('-')[2]].case}", f"g{head}"]
        return details

    def _clusters(self, low: str) -> list[str]:
        return [f"u{self.clusters[low]}"]

    def _near(self, text: str) -> list[str]:
        seen = self._seen[text]
        low = seen.low
        details = [f"w{low}", f"k{seen.kind}", f"s{low[-3:]}", f"s{low[-2:]}"]
        return details + [f"l{name}" for name in seen.lists] + (self._clusters(low) if low in self.clusters else [])

    def _far(self, low: str) -> list[str]:
        details = [f"w{low}", *(f"l{name}" for name in _cues().get(low, ()))]
        return details + (self._clusters(low) if low in self.clusters else [])


def _crossed(column: str, named: bool, details: Iterable[str]) -> list[str]:
    """Context counts for words that look like names, or for the others."""
    return [f"{column}{'N' if named else 'o'}={detail}" for detail in details]


class _Memo(dict[str, Seen]):
    def __missing__(self, text: str) -> Seen:
        if len(self) > _KEPT:
            self.clear()
        seen = self[text] = _seen(text)
        return seen


def _seen(text: str) -> Seen:
    low = re.sub("[0-9]", "0", text.lower()) if not _YEAR.fullmatch(text) else text
    case = case_of(text)
    named = case in _NAMED and text != "I"
    lists = list(_cues().get(text.lower(), ()))
    function = text.lower() in _function_words()
    if named:
        if text in vocabulary.given_names():
            lists.append("given")
        if text in _surnames():
            lists.append("surname")
        if text in vocabulary.chinese_surnames():
            lists.append("xing")
        if _ROMAN.fullmatch(text):
            lists.append("roman")
        if vocabulary.is_common(text):
            lists.append("common")
    elif case == "lower" and not function and not vocabulary.is_common(text):
        lists.append("rare")
    if function:
        lists.append("function")
    if _YEAR.fullmatch(text):
        lists.append("year")
    return Seen(low, case, _kind(text, case, lists, function), named and not function, tuple(lists))


def _kind(text: str, case: str, lists: Sequence[str], function: bool) -> str:
    """One word for what a word looks like, to be joined with those of its neighbours."""
    if case == "mark":
        return text if len(text) == 1 else "mark"
    if function:
        return text.lower() if case == "lower" else "Function"
    for cue in ("month", "day", "number", "ordinal", "title", "legal", "organ", "spot", "role", "work"):
        if cue in lists:
            return cue if case == "lower" else cue.capitalize()
    if case == "figure":
        return "year" if "year" in lists else "figure" if _FIGURE.fullmatch(text) else "glued"
    if case == "capital":
        return (
            "".join(sign for sign, name in (("g", "given"), ("s", "surname"), ("c", "common")) if name in lists) + "Cap"
        )
    return case


def case_of(word: str) -> str:
    """How a word is written: lower, capital, upper, camel, initial, figure, code or mark."""
    if any(character.isdigit() for character in word):
        return "code" if word[0].isalpha() and any(character.isupper() for character in word) else "figure"
    if not word[:1].isalpha():
        return "mark"
    if word.islower():
        return "lower"
    if len(word) <= 2 and word[0].isupper() and word.endswith((".", word[0])):
        return "initial"
    if word.isupper() and len(word) > 1:
        return "upper"
    return (
        "camel"
        if any(character.isupper() for character in word[1:]) and "-" not in word
        else "capital"
        if word[0].isupper()
        else "camel"
    )


def shape(word: str) -> str:
    """Its letters as X and x, digits as 0, runs of one sign as one."""
    signs = (
        "X" if sign.isupper() else "x" if sign.isalpha() else "0" if sign.isdigit() else sign for sign in word[:40]
    )
    return _REPEATED.sub(r"\1", "".join(signs))


def _style(row: Sequence[Seen]) -> str:
    """`title` where nearly all longer words begin with a capital, `shout` where all are upper case, else empty."""
    long = [seen for seen in row if len(seen.low) > 3 and seen.case != "figure" and seen.low[0].isalpha()]
    if len(long) > 3 and sum(seen.case == "upper" for seen in long) >= 0.8 * len(long):
        return "shout"
    return "title" if len(long) > 3 and sum(seen.case != "lower" for seen in long) >= 0.8 * len(long) else ""


def _places(texts: Sequence[str], row: Sequence[Seen], style: str) -> Iterable[str]:
    quoted = bracket = False
    for position, (text, seen) in enumerate(zip(texts, row, strict=True)):
        first = "1" if not position or (position == 1 and texts[0] in _OPENING) else ""
        where = ("q" if quoted else "") + ("b" if bracket else "")
        yield f"{first}{style}{seen.kind}|{where}{seen.case}"
        if text in ('"', "“", "”", "``", "''"):
            quoted = text in ("“", "``") or (text == '"' and not quoted)
        elif text in "()":
            bracket = text == "("


def runs(row: Sequence[Seen]) -> list[tuple[int, int]]:
    """Where words that look like names follow each other, with the small words inside names."""
    links = vocabulary.english("name_links")
    result: list[tuple[int, int]] = []
    position = 0
    while position < len(row):
        if not row[position].named:
            position += 1
            continue
        first = position
        while position < len(row):
            if row[position].named:
                position += 1
            elif position + 1 < len(row) and row[position].low in links and row[position + 1].named:
                position += 2
            else:
                break
        result.append((first, position))
    return result


class _Document:
    """What the other places of a document say of a word or a run: written small there, in longer names, often."""

    def __init__(
        self,
        texts: Sequence[Sequence[str]],
        rows: Sequence[Sequence[Seen]],
        styles: Sequence[str],
        ran: Sequence[Sequence[tuple[int, int]]],
    ) -> None:
        self._small = {text for sentence in texts for text in sentence if text.islower()}
        self._inside: Counter[str] = Counter()
        self._longer: Counter[str] = Counter()
        self._runs: Counter[str] = Counter()
        self._ends: Counter[str] = Counter()
        for sentence, style, found in zip(texts, styles, ran, strict=True):
            for first, last in found:
                self._runs[" ".join(sentence[first:last])] += 1
                if last - first > 1:
                    self._longer.update(sentence[first:last])
                    self._ends[sentence[last - 1]] += 1
                if not style:
                    self._inside.update(sentence[max(first, 1) : last])

    def of_word(self, text: str) -> str:
        small = "s" if text.lower() in self._small else ""
        inside = "i" if self._inside[text] > 1 else ""
        return small + inside + ("e" if self._ends[text] else "l" if self._longer[text] else "")

    def of_run(self, texts: Sequence[str]) -> str:
        if len(texts) > 1:
            return f"{min(self._runs[' '.join(texts)], 2)}"
        return f"{min(self._runs[texts[0]], 3)}{'e' if self._ends[texts[0]] else 'l' if self._longer[texts[0]] else ''}"
