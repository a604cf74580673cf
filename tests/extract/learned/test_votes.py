"""What a first reading tells the second, and probabilities from scores."""

import numpy as np

from kg.extract.learned.isotonic import knots
from kg.extract.learned.votes import attributes, regions, votes

NAMES = (".", "person", "port")


def mass(*rows: tuple[float, float, float]) -> np.ndarray[tuple[int, int], np.dtype[np.float32]]:
    return np.array(rows, np.float32)


def test_a_word_hears_of_its_other_places_and_not_of_itself() -> None:
    texts = ["Lind", "left", "Ada", "Lind", "left", "Lind"]
    sure, unsure, none = (0.0, 1.0, 0.0), (0.4, 0.2, 0.4), (1.0, 0.0, 0.0)
    found = votes(texts, [(0, 1), (2, 4), (5, 6)], mass(unsure, none, sure, sure, none, none), NAMES)
    word, whole, own, before, after = str(found[0]).split("|")
    assert (word, whole, own, before, after) == (".2", ".3", ".1", "", "person")
    assert str(found[1]) == "||.3||"
    assert "vote-w=.2" in attributes(str(found[0]))


def test_an_acronym_hears_of_the_name_that_it_may_stand_for() -> None:
    texts = ["Ostmar", "Port", "Union", "says", "OPU"]
    rows = mass(*[(0.0, 0.0, 1.0)] * 3, (1.0, 0.0, 0.0), (0.5, 0.5, 0.0))
    assert str(votes(texts, [(0, 3), (4, 5)], rows, NAMES)[4]).split("|")[1] == "aport3"


def test_regions_are_words_of_one_type_inside_a_sentence() -> None:
    port, person, none = (0.1, 0.0, 0.9), (0.6, 0.4, 0.0), (1.0, 0.0, 0.0)
    assert regions(mass(port, port, person, none, port, port), [5, 1]) == [(0, 2), (2, 3), (4, 5), (5, 6)]


def test_knots_never_fall() -> None:
    judged = [(place / 1000, (place * 7919) % 1000 < place) for place in range(1000)]
    scores, shares = knots(judged)
    assert scores == sorted(scores)
    assert shares == sorted(shares)
    assert shares[0] < 0.2 < 0.8 < shares[-1] < 1
    assert knots([]) == ([0.0, 1.0], [0.0, 1.0])
