import zlib

import numpy as np

from kg.extract.learned.document_pairs import Background, pairs
from kg.extract.learned.layout import DocumentEntity, EntityDocument, Span

FIRM = DocumentEntity("firm", (Span(0, 0, 1),))
PERSON = DocumentEntity("person", (Span(0, 3, 4),))
TOWN = DocumentEntity("place", (Span(2, 2, 3),))
DOCUMENT = EntityDocument(
    title="Acme",
    sentences=[
        ["Acme", "hired", "clever", "Ada", "."],
        ["Nothing", "else", "happened", "."],
        ["Rain", "in", "Lund", "."],
    ],
    entities=[FIRM, PERSON, TOWN],
)
ALL = Background(
    pairs=frozenset((("firm", "person"), ("person", "firm"), ("firm", "place"), ("person", "place"))),
    persons=frozenset(("person",)),
)


def has(feature: str, both: tuple[int, int], background: Background = ALL) -> bool:
    found = pairs(DOCUMENT, background)
    number = found.entities.index(both)
    row = found.rows.values[found.rows.starts[number] : found.rows.starts[number + 1]]
    return zlib.crc32(feature.encode()) in row


def test_only_pairs_whose_types_may_be_related_are_looked_at() -> None:
    assert pairs(DOCUMENT, ALL).entities == [(0, 1), (0, 2), (1, 0), (1, 2)]
    assert pairs(DOCUMENT, ALL).types[1] == ("firm", "place")
    assert pairs(DOCUMENT, Background(pairs=frozenset())).entities == []


def test_the_items_between_are_seen_from_both_sides() -> None:
    assert has(">all=hired clever", (0, 1))
    assert has("<all=hired clever", (1, 0))
    assert not has(">all=hired clever", (1, 0))


def test_what_never_meets_has_a_distance_in_sentences() -> None:
    assert has("apart=2", (0, 2))
    assert has("before=True", (0, 2))
    assert not has("apart=2", (0, 1))


def test_each_end_is_described() -> None:
    assert has("1 topic", (0, 1))
    assert has("2 topic", (1, 0))
    assert has("2 p1=clever", (0, 1))
    assert has("topic p1=in", (0, 2))


def test_known_names_say_whether_one_lies_in_the_other() -> None:
    known = {"ada": [("village", "sweden")], "lund": [("town", "sweden")]}
    background = Background(pairs=ALL.pairs, known=known)
    assert has("known village town True", (1, 2), background)
    assert not has("known village town True", (1, 2))


def test_rows_are_sorted_and_the_same_again() -> None:
    first, second = pairs(DOCUMENT, ALL), pairs(DOCUMENT, ALL)
    assert np.array_equal(first.rows.values, second.rows.values)
    row = first.rows.values[: first.rows.starts[1]]
    assert list(row) == sorted(set(row))
