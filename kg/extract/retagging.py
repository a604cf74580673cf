"""Corrections of the tagger, by words that the rules ask for.

A noun and a verb often look alike ("houses", "board", "forecast"), and the tagger, trained on other texts, takes the
commoner reading. The rules know which verbs and nouns matter, so in doubtful places they decide.
"""

import re
from collections.abc import Sequence
from typing import NamedTuple

from kg.extract.lemmas import lemma
from kg.extract.spans import Span
from kg.extract.vocabulary import english

_BE = ("is", "are", "was", "were", "be", "been", "now", "also")
_LIKE_NOUNS = ("forecast", "set", "put", "cut", "split")


class Row(NamedTuple):
    """A unit before it has a tag."""

    text: str
    low: str
    first: int
    last: int
    span: Span | None

    @property
    def thing(self) -> bool:
        """Whether it is a span that stands for a thing."""
        return self.span is not None and self.span.named


class Hints(NamedTuple):
    """What the rules ask for: lemmas of verbs and nouns, and how posts are written."""

    verbs: frozenset[str] = frozenset()
    nouns: frozenset[str] = frozenset()
    post: re.Pattern[str] | None = None


def retag(rows: Sequence[Row], tags: list[str], hints: Hints) -> None:
    """Correct the Penn tags of a sentence in place."""
    verbs, nouns = hints.verbs, hints.nouns
    if hints.post is not None:
        _posts(rows, tags, hints.post)
    _compounds(rows, tags, nouns)
    _past_behind_comma(rows, tags, verbs)
    _participles(rows, tags)
    _nouns_as_particles(rows, tags, nouns)
    _gerunds(rows, tags, nouns)
    _third_person(rows, tags, verbs)
    _missing_verb(rows, tags, verbs)
    _joined_verbs(rows, tags, verbs)
    _group_verbs(rows, tags, verbs)


def _posts(rows: Sequence[Row], tags: list[str], post: re.Pattern[str]) -> None:
    """A post of several words is a noun: "named her chief executive"."""
    for index in range(1, len(rows)):
        if rows[index].span is not None or rows[index - 1].span is not None or tags[index] in ("NN", "NNP"):
            continue
        if tags[index].startswith(("JJ", "VB", "NN")) and post.fullmatch(f"{rows[index - 1].text} {rows[index].text}"):
            tags[index] = "NN"
            tags[index - 1] = tags[index - 1] if tags[index - 1].startswith("NN") else "JJ"


def _compounds(rows: Sequence[Row], tags: list[str], nouns: frozenset[str]) -> None:
    """Nouns in compounds: "data" in "data center", and "costs" between two nouns."""
    for index in range(len(rows) - 1):
        row, after = rows[index], rows[index + 1]
        if row.span is not None or after.span is not None:
            continue
        between = index > 0 and tags[index - 1].startswith("NN") and tags[index + 1].startswith("NN")
        if f"{row.low} {after.low}" in nouns and tags[index + 1].startswith("VB"):
            tags[index + 1] = "NN"
        if f"{row.low} {after.low}" in nouns or (between and row.low in nouns and tags[index] == "VBZ"):
            tags[index] = "NN"


def _past_behind_comma(rows: Sequence[Row], tags: list[str], verbs: frozenset[str]) -> None:
    """A verb's past form behind a comma and before an argument: "Falcon 40, launched by Acme"."""
    for index in range(2, len(rows) - 1):
        row = rows[index]
        if row.span is not None or rows[index - 1].text != "," or tags[index] not in ("JJ", "NN", "RB"):
            continue
        base = lemma(row.text, "VBD")
        if base in verbs and base != row.text and (tags[index + 1] in ("IN", "TO", "DT") or rows[index + 1].span):
            tags[index] = "VBD"


def _participles(rows: Sequence[Row], tags: list[str]) -> None:
    """A participle that looks like its noun, between "is" and "to": "is forecast to reach"."""
    for index in range(1, len(rows) - 1):
        if rows[index].low in _LIKE_NOUNS and rows[index + 1].low in ("to", "at") and rows[index - 1].low in _BE:
            tags[index] = "VBN"


def _nouns_as_particles(rows: Sequence[Row], tags: list[str], nouns: frozenset[str]) -> None:
    """Nouns that look like small words: "uptime" is no adverb."""
    for index, row in enumerate(rows):
        if row.span is None and tags[index] in ("IN", "RB", "UH", "FW") and row.low in nouns:
            tags[index] = "NN"


def _gerunds(rows: Sequence[Row], tags: list[str], nouns: frozenset[str]) -> None:
    """Nouns in -ing before a preposition: "spending on chips"."""
    for index in range(len(rows) - 1):
        gerund = rows[index].span is None and tags[index] == "VBG" and rows[index].low in nouns
        before = tags[index - 1] if index else ","
        if gerund and before in ("NN", "JJ") and tags[index + 1] == "NN" and rows[index + 1].span is None:
            tags[index] = "NN"  # "its capital spending plan"
        if gerund and tags[index + 1] in ("IN", "TO") and before in ("IN", "VBZ", "VBD", ",", "DT", "JJ"):
            tags[index] = "NN"


def _missing_verb(rows: Sequence[Row], tags: list[str], verbs: frozenset[str]) -> None:
    """A full sentence has a finite verb: where none is tagged, the first word behind a name that can be one is it."""
    if not rows or rows[-1].text != "." or any(tag in ("VBD", "VBZ", "VBP", "MD") for tag in tags):
        return
    for index in range(1, len(rows) - 1):
        if rows[index - 1].low == "than" and rows[index - 2].low == "more" and tags[index] == "VBN":
            tags[index] = "VBD"  # "profit more than doubled"
            return
        word, before = rows[index], rows[index - 1]
        if word.span is not None or before.span is None or before.span.kind in ("date", "number"):
            continue
        if tags[index] == "NNS" and lemma(word.text, "VBZ") in verbs:
            tags[index] = "VBZ"
            return
        if tags[index] in ("JJ", "VBN") and word.text.endswith("ed") and lemma(word.text, "VBD") in verbs:
            tags[index] = "VBD"
            return


def _third_person(rows: Sequence[Row], tags: list[str], verbs: frozenset[str]) -> None:
    """A seeming plural between a subject and an object is a verb: "Acme houses the machine"."""
    for index in range(1, len(rows) - 1):
        before, row, after = rows[index - 1 : index + 2]
        if row.span is not None or tags[index] != "NNS" or lemma(row.text, "VBZ") not in verbs:
            continue
        subject = before.low in english("subject_relatives") or (before.span is not None and before.span.kind == "name")
        governs = tags[index + 1] in ("DT", "CD", "PRP$", "PRP") or after.thing or after.low == "do"
        if subject and governs:
            tags[index] = "VBZ"


def _joined_verbs(rows: Sequence[Row], tags: list[str], verbs: frozenset[str]) -> None:
    """Behind "and" and before an object a noun that could be a verb is one: "design and board the racks"."""
    for index in range(1, len(rows) - 1):
        if rows[index].span is not None or tags[index] != "NN" or tags[index - 1] != "CC":
            continue
        if rows[index].text in verbs and (tags[index + 1] in ("DT", "CD", "PRP$") or rows[index + 1].thing):
            tags[index] = "VBP"


def _group_verbs(rows: Sequence[Row], tags: list[str], verbs: frozenset[str]) -> None:
    """Behind a group and "which both" a noun that could be a verb is one: "the pair run", "which both buy"."""
    for index in range(2, len(rows)):
        row, before = rows[index], rows[index - 1]
        both = before.low == "both" and rows[index - 2].low in ("which", "who", "that", "they")
        group = before.low in ("duo", "pair", "trio") and rows[index - 2].low == "the"
        if row.span is None and (both or group) and tags[index] in ("NN", "VB") and row.low in verbs:
            tags[index] = "VBP"
