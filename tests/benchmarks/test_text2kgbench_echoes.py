"""A sentence that echoes a relation's label speaks of it, however few examples there were."""

from benchmarks.text2kgbench import echoes
from kg.extract.learned.linear import hashes
from kg.extract.learned.pairs import Argument

WORDS = ["Acme", "College", "has", "250", "academic", "staff", "and", "also", "some", "9", "deans", "."]
COLLEGE, STAFF, DEANS = Argument(0, 2, "text"), Argument(3, 4, "number"), Argument(9, 10, "number")


def heard(label: str, target: Argument) -> set[int]:
    found = echoes.features(echoes.places(WORDS, label), label, (COLLEGE, target), [COLLEGE, STAFF, DEANS])
    return set(found.tolist())


def test_the_words_of_a_label_are_heard_by_their_beginnings() -> None:
    assert echoes.places(WORDS, "academicStaffSize") == [4, 5]
    assert echoes.places(["directed", "by"], "director") == [0]


def test_the_end_that_an_echo_is_nearest_to_is_told_apart() -> None:
    of_this = set(hashes(["echo of this"]).tolist())
    assert of_this <= heard("academicStaffSize", STAFF)
    assert not of_this & heard("academicStaffSize", DEANS)


def test_without_an_echo_there_is_a_feature_too() -> None:
    assert heard("nickname", STAFF) == set(hashes(["echo none"]).tolist())
