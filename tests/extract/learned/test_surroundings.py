import numpy as np

from kg.extract.learned.document_pairs import Pairs
from kg.extract.learned.linear import Rows, crossed, hashes
from kg.extract.learned.surroundings import candidates

RELATIONS = ("country", "within")
PAIRS = [(a, b) for a in range(3) for b in range(3) if a != b]


def row_of(chances: dict[tuple[int, str, int], float], asked: tuple[int, str, int]) -> np.ndarray | None:
    """The features of one candidate among three places, given the first look's probabilities."""
    grid = np.zeros((len(PAIRS), 2))
    for (head, relation, tail), chance in chances.items():
        grid[PAIRS.index((head, tail)), RELATIONS.index(relation)] = chance
    pairs = Pairs(list(PAIRS), [("place", "place")] * len(PAIRS), Rows.of([hashes(["x"])] * len(PAIRS)))
    found = candidates(pairs, grid, RELATIONS)
    for number, (pair, relation) in enumerate(zip(found.pairs, found.relations, strict=True)):
        if (*PAIRS[pair], RELATIONS[relation]) == (asked[0], asked[2], asked[1]):
            return found.rows.values[found.rows.starts[number] : found.rows.starts[number + 1]]
    return None


def has(row: np.ndarray | None, feature: str, relation: str) -> bool:
    return row is not None and crossed(hashes([feature]), hashes([f"relation {relation}"]))[0, 0] in row


def test_what_is_hopeless_is_not_looked_at_again() -> None:
    assert row_of({(0, "within", 1): 0.001}, (0, "within", 1)) is None
    assert row_of({(0, "within", 1): 0.5}, (0, "within", 1)) is not None


def test_a_chain_over_a_third_entity_is_a_feature() -> None:
    chances = {(0, "within", 1): 0.9, (1, "country", 2): 0.8, (0, "country", 2): 0.1}
    row = row_of(chances, (0, "country", 2))
    assert has(row, "sure chain within country", "country")
    assert not has(row_of({(0, "country", 2): 0.1}, (0, "country", 2)), "chain within country", "country")


def test_a_chain_may_go_against_a_relation() -> None:
    row = row_of({(1, "within", 0): 0.9, (1, "country", 2): 0.8, (0, "country", 2): 0.1}, (0, "country", 2))
    assert has(row, "chain ^within country", "country")


def test_the_other_way_round_and_other_relations_of_the_two_are_features() -> None:
    row = row_of({(0, "within", 1): 0.4, (1, "country", 0): 0.7, (0, "country", 1): 0.2}, (0, "within", 1))
    assert has(row, "back country 3", "within")
    assert has(row, "also country 1", "within")


def test_rivals_of_an_end_are_counted() -> None:
    row = row_of({(0, "country", 1): 0.2, (0, "country", 2): 0.9}, (0, "country", 1))
    assert has(row, "head rank 1", "country")
    assert has(row, "head rival 3", "country")


def test_a_document_without_candidates_gives_no_rows() -> None:
    pairs = Pairs([], [], Rows.of([]))
    assert len(candidates(pairs, np.zeros((0, 2)), RELATIONS).rows) == 0
