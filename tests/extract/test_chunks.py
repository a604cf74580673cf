"""The shallow parse: noun phrases and verb groups."""

import pytest
from factory import chunked

from kg.extract.chunks import NP, VG, Word


def verbs(text: str) -> list[VG]:
    return [item for item in chunked(text)[1] if isinstance(item, VG)]


def nouns(text: str) -> list[str]:
    units, chunks = chunked(text)
    return [" ".join(unit.text for unit in units[item.first : item.last]) for item in chunks if isinstance(item, NP)]


@pytest.mark.parametrize(
    ("text", "lemma", "before"),
    [
        ("The firm bought a plant.", "buy", ()),
        ("The firm plans to launch a chip.", "launch", ("plan",)),
        ("The firm has been trying to sell it.", "sell", ("have", "be", "try")),
        ("The firm is set to open a plant.", "open", ("be", "set")),
        ("The firm will soon begin making chips.", "make", ("will", "begin")),
    ],
)
def test_a_verb_group_ends_in_its_main_verb(text: str, lemma: str, before: tuple[str, ...]) -> None:
    group = verbs(text)[0]
    assert (group.lemma, group.verbs, group.finite) == (lemma, before, True)


def test_passive_and_negation() -> None:
    group = verbs("The firm will not be acquired by the old bank.")[0]
    assert (group.passive, group.negated) == (True, True)
    group = verbs("The firm has acquired an old bank.")[0]
    assert (group.passive, group.negated) == (False, False)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The old plant makes small boards.", ["The old plant", "small boards"]),
        ("A leading maker won.", ["A leading maker"]),
        ("It sold eight accelerators in May 2030.", ["It", "eight accelerators", "May 2030"]),
    ],
)
def test_noun_phrases(text: str, expected: list[str]) -> None:
    assert nouns(text) == expected


def test_every_unit_is_in_exactly_one_chunk() -> None:
    units, chunks = chunked("Varnholt Systems' old plant, which is in Graz, will not close before the end of 2032.")
    covered = [i for item in chunks for i in ([item.index] if isinstance(item, Word) else range(item.first, item.last))]
    assert covered == list(range(len(units)))


def test_an_owner_is_tied_to_what_it_owns() -> None:
    _, chunks = chunked("Varnholt's old plant in Graz needs a roof.")
    phrases = [item for item in chunks if isinstance(item, NP)]
    assert phrases[1].owner is phrases[0]
    assert phrases[1].post["in"] == [phrases[2]]
    assert phrases[2].governed == "in"
