"""Names of one article that stand for one thing: short forms, surnames, acronyms and glosses in brackets.

Nearly certain inside one article, so no score is asked: "SR850 V2" is the ThinkSystem SR850 V2 when the article names
no other SR850 V2. Across articles this would be wrong; that is what resolution is for.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from itertools import pairwise

from rapidfuzz.distance import Levenshtein

from kg.extract.reading import Reading, Span
from kg.extract.rulebook import Rulebook
from kg.text import fold, has_cjk

_SMALL = {"of", "for", "the", "and", "de", "du", "la", "&", "in", "at"}
_OPEN, _CLOSE = {"(", "（"}, {")", "）"}


def link(readings: Sequence[Reading], rulebook: Rulebook) -> dict[str, str]:
    """The full form of every name in the articles of one file: name as written -> name in full.

    Only names of the spans of kind `name`, adjectives left out. Idempotent: a full form stands for itself.
    """
    spans = [span for reading in readings for span in reading.all_spans() if span.kind == "name" and not span.adjective]
    counts = Counter(span.text for span in spans)
    parent = {name: name for name in counts}
    for short, full in (pair for reading in readings for pair in _glosses(reading)):
        if short in parent and full in parent:
            parent[short] = full
    for short, full in (pair for reading in readings for pair in _stems(reading)):
        if parent.get(short) == short:
            parent.setdefault(full, full)
            parent[short] = full
    order = {name: position for position, name in enumerate(counts)}
    names = sorted(counts, key=lambda name: (-len(name.split()), name))
    for name in sorted(counts, key=lambda name: (len(name.split()), name)):
        if parent[name] == name:
            full = _full(name, [other for other in names if other != name], order, rulebook)
            if full is not None:
                parent[name] = full
    return {name: _root(name, parent) for name in parent}


def _root(name: str, parent: dict[str, str]) -> str:
    seen = {name}
    while parent[name] != name and parent[name] not in seen:
        name = parent[name]
        seen.add(name)
    return name


def mark_glosses(reading: Reading) -> None:
    """Mark the names that brackets tie to the name before: "Hewlett Packard Enterprise (HPE)", "北京大学（Peking University）"."""
    for left, right in _bracketed(reading):
        right.gloss = _gloss(left.text, right.text)


def _glosses(reading: Reading) -> Iterable[tuple[str, str]]:
    """The pairs of gloss and name."""
    return [(right.text, left.text) for left, right in _bracketed(reading) if right.gloss]


def _bracketed(reading: Reading) -> Iterable[tuple[Span, Span]]:
    """Names with a name in brackets right behind them."""
    for number, row in enumerate(reading.spans):
        tokens = reading.words(number)
        for left, right in pairwise(row):
            if (
                left.kind == right.kind == "name"
                and right.first == left.last + 1
                and right.last < len(tokens)
                and tokens[left.last].text in _OPEN
                and tokens[right.last].text in _CLOSE
            ):
                yield left, right


def _stems(reading: Reading) -> Iterable[tuple[str, str]]:
    """Models that a list or an apposition names without their line: "ThinkSystem SR860 V2 and SR850 V2"; "two new
    ThinkSystem servers, the SR860 V2 and SR850 V2"."""
    for row in reading.spans:
        stem, shape = "", ""
        for span in row:
            if span.kind == "noun" or span.kind not in ("name",):
                continue
            first, _, rest = span.text.partition(" ")
            if re.search(r"\d", span.text) and first.isalpha() and rest and model_shape(rest):
                stem, shape = first, model_shape(rest)
            elif first.isalpha() and not rest and not re.search(r"\d", span.text):
                stem, shape = (first, "") if span.type == "line" or span.rule == "line" else (stem, shape)
            elif (
                stem
                and model_shape(span.text) == shape
                and re.search(r"\d", span.text)
                and not re.search(r"\s[A-Z][a-z]", span.text)
            ):
                yield span.text, f"{stem} {span.text}"


def model_shape(name: str) -> str:
    """What a model number looks like: letters as x, digits as 9."""
    if not re.search(r"\d", name):
        return ""
    return re.sub(r"x+", "x", re.sub(r"[A-Za-z]", "x", re.sub(r"\d", "9", name)))


def _gloss(name: str, gloss: str) -> bool:
    if has_cjk(name) != has_cjk(gloss):
        return True
    return is_acronym(gloss, name) or is_acronym(name, gloss)


def is_acronym(short: str, name: str) -> bool:
    """Whether the letters of a short form begin the words of a name, small words counted or not; a plural s is off."""
    letters = short.removesuffix("s") if short[:-1].isupper() else short
    if not re.fullmatch(r"[A-Z][A-Za-z&]{1,7}", letters) or sum(char.isupper() for char in letters) < 2:
        return False
    words = re.split(r"[\s\-]+", name)
    if len(words) < 2:
        return False
    target = letters.replace("&", "").lower()
    for chosen in (words, [word for word in words if word.lower() not in _SMALL]):
        if "".join(word[0] for word in chosen if word).lower() == target:
            return True
    return False


def _full(name: str, others: list[str], order: dict[str, int], rulebook: Rulebook) -> str | None:
    """The one longer name that a name is short for; none when there is none or more than one."""
    words = name.split()
    found: dict[int, list[str]] = defaultdict(list)
    for other in others:
        rank = _short_for(name, words, other, rulebook)
        if rank:
            found[rank].append(other)
    for rank in sorted(found):
        longest = max(found[rank], key=lambda other: (len(other), other))
        if all(other == longest or _short_for(other, other.split(), longest, rulebook) for other in found[rank]):
            return longest
        if rank == 1:
            initials = [other for other in found[rank] if is_acronym(name, other)]
            return min(initials, key=lambda other: order[other]) if initials else None
    return None


def _solid(name: str) -> str:
    """A name without spaces, hyphens and case: "Cinder2" is "Cinder 2"."""
    return re.sub(r"[\s\-‑]", "", fold(name))


def _short_for(name: str, words: list[str], other: str, rulebook: Rulebook) -> int:
    """How a name is short for another: 1 the best reason, 0 none."""
    parts = other.split()
    if _solid(name) == _solid(other) and name != other:
        return 1 if len(other) > len(name) or (len(other) == len(name) and other < name) else 0
    if is_acronym(name, other):
        return 1
    if len(words) > len(parts) or (len(words) == len(parts) and len(words) > 1):
        return 0
    rest = parts[len(words) :]
    if not rest and not (len(name) >= 7 and name.isalpha()):
        return 0
    digits = any(char.isdigit() for char in name)
    if (
        len(words) == 1
        and len(name) >= 7
        and not digits
        and name not in parts
        and Levenshtein.distance(name, parts[0], score_cutoff=1) == 1
    ):
        return 3 if len(parts) == 1 or all(part in rulebook.descriptors for part in rest) else 0
    if parts[-len(words) :] == words and digits:
        return 1
    if parts[: len(words)] == words and not any(any(char.isdigit() for char in part) for part in rest):
        joined = " ".join(rest)
        if joined in rulebook.descriptors or all(part in rulebook.descriptors for part in rest):
            return 1
        if any(part in ("of", "for") for part in rest):
            return 0
        if rest[-1] in rulebook.heads and rulebook.heads[rest[-1]] == "Facility" and len(words) == 1:
            return 2
    return 0
