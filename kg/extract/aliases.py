"""Names of one article that stand for one thing: short forms, surnames, acronyms and glosses in brackets.

Nearly certain inside one article, so no score is asked: "K40 V2" is the Falcon K40 V2 when the article names no other
K40 V2. Across articles this would be wrong; that is what resolution is for.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise

from rapidfuzz.distance import Levenshtein

from kg.extract.models import has_digit, model_shape
from kg.extract.reading import Reading, Span
from kg.extract.rulebook import Rulebook
from kg.extract.shortlist import LONG, Shortlist, acronym, initials, solid
from kg.text import has_cjk

_OPEN, _CLOSE = ("(", "（"), (")", "）")
_CERTAIN, _SITE, _MISSPELT = 1, 2, 3  # reasons why a name is short for another, the best first; 0 for none


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
    for short, full in (pair for reading in readings for pair in sorted(reading.aliases.items())):
        if full in parent and parent.get(short) == short:
            parent[short] = full
    for short, full in (pair for reading in readings for pair in _stems(reading)):
        if parent.get(short) == short:
            parent.setdefault(full, full)
            parent[short] = full
    known = {span.text for span in spans if span.entries}
    order = {name: position for position, name in enumerate(counts)}
    shortlist = Shortlist(counts)
    for name in sorted(counts, key=lambda name: (len(name.split()), name)):
        if parent[name] == name:
            others = [each for each in shortlist.of(name) if not (name in known and _is_site(each, rulebook))]
            parent[name] = _full(name, others, order, rulebook) or name
    return {name: _root(name, parent) for name in parent}


def _is_site(name: str, rulebook: Rulebook) -> bool:
    """Whether a name ends as sites' do: "Linden" that the lexicon knows is not short for "Linden Hub"."""
    return rulebook.heads.get(name.split()[-1], "") in rulebook.parts("placed")


def _root(name: str, parent: dict[str, str]) -> str:
    seen = {name}
    while parent[name] != name and parent[name] not in seen:
        name = parent[name]
        seen.add(name)
    return name


def mark_glosses(reading: Reading) -> None:
    """Mark the names that brackets tie to the name before: "Acme Data Systems (ADS)", "林登（Linden）"."""
    for left, right in _bracketed(reading):
        right.gloss = has_cjk(left.text) != has_cjk(right.text) or (
            is_acronym(right.text, left.text) or is_acronym(left.text, right.text)
        )


def is_acronym(short: str, name: str) -> bool:
    """Whether the letters of a short form begin the words of a name, small words counted or not; a plural s is off."""
    letters = acronym(short)
    return bool(letters) and letters in initials(name)


def _glosses(reading: Reading) -> list[tuple[str, str]]:
    """The pairs of gloss and name."""
    return [(right.text, left.text) for left, right in _bracketed(reading) if right.gloss]


def _bracketed(reading: Reading) -> Iterator[tuple[Span, Span]]:
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


def _stems(reading: Reading) -> Iterator[tuple[str, str]]:
    """Models that a list names without their line, with their full names: "Falcon K60 V2 and K50 V2"."""
    for row in reading.spans:
        line, shape = "", ""
        for span in row:
            if span.kind != "name":
                continue
            first, _, rest = span.text.partition(" ")
            if has_digit(span.text) and first.isalpha() and rest and model_shape(rest):
                line, shape = first, model_shape(rest)
            elif line and model_shape(span.text) == shape and has_digit(span.text) and not _worded(span.text):
                yield span.text, f"{line} {span.text}"


def _worded(name: str) -> bool:
    """Whether a common capitalised word stands behind the first."""
    return re.search(r"\s[A-Z][a-z]", name) is not None


def _full(name: str, others: list[str], order: dict[str, int], rulebook: Rulebook) -> str | None:
    """The one longer name that a name is short for; none when there is none or more than one."""
    found: dict[int, list[str]] = defaultdict(list)
    for other in others:
        rank = _short_for(name, other, rulebook)
        if rank:
            found[rank].append(other)
    for rank in sorted(found):
        longest = max(found[rank], key=lambda other: (len(other), other))
        if all(other == longest or _short_for(other, longest, rulebook) for other in found[rank]):
            return longest
        if rank == _CERTAIN:
            initials = [other for other in found[rank] if is_acronym(name, other)]
            return min(initials, key=lambda other: order[other]) if initials else None
    return None


def _short_for(name: str, other: str, rulebook: Rulebook) -> int:
    """Why a name is short for another."""
    words, parts = name.split(), other.split()
    if solid(name) == solid(other) and name != other:
        return _CERTAIN if len(other) > len(name) or (len(other) == len(name) and other < name) else 0
    if is_acronym(name, other):
        return _CERTAIN
    if len(words) > len(parts) or (len(words) == len(parts) and len(words) > 1):
        return 0
    rest = parts[len(words) :]
    if not rest and not (len(name) >= LONG and name.isalpha() and not has_cjk(name)):
        return 0
    if _misspelt(name, parts):
        return _MISSPELT if all(part in rulebook.descriptors for part in rest) else 0
    if parts[-len(words) :] == words and has_digit(name):
        return _CERTAIN
    if parts[: len(words)] == words and not any(has_digit(part) for part in rest):
        return _left_out(rest, len(words) == 1, rulebook)
    return 0


def _misspelt(name: str, parts: list[str]) -> bool:
    """Whether a long single word is the first word of another name, but for one letter."""
    if " " in name or len(name) < LONG or has_digit(name) or name in parts:
        return False
    return Levenshtein.distance(name, parts[0], score_cutoff=1) == 1


def _left_out(rest: list[str], single: bool, rulebook: Rulebook) -> int:
    """How well a name may lack the words `rest` at its end; `single` when it has one word itself."""
    if " ".join(rest) in rulebook.descriptors or all(part in rulebook.descriptors for part in rest):
        return _CERTAIN
    if any(part in ("of", "for") for part in rest):
        return 0
    if single and rulebook.heads.get(rest[-1], "") in rulebook.parts("placed"):
        return _SITE
    return 0
