"""One model learns all relations, judges itself on groups that it has not seen, and its file gives it back."""

import pytest
from factory import default

from kg.errors import KgError
from kg.extract.learned.model_file import ModelFile
from kg.extract.learned.models import Model, _of
from kg.extract.learned.pairing import Row, traits
from kg.extract.learned.pairs import Argument, Words
from kg.extract.learned.relation_training import LabelledRow, train
from kg.extract.tagger import tag

BUYERS = ("Acme", "Zeta", "Orla", "Tern", "Hexonic", "Rill", "Veltrix", "Quillon")
BOUGHT = ("Norden", "Brine", "Stalbox", "Corbel", "Lumel", "Ferrule", "Wagtail", "Skerry")


def row(text: str, kinds: tuple[str, str], facts: set[tuple[int, str, int]], group: str) -> LabelledRow:
    words = text.split()
    places = [number for number, word in enumerate(words) if word in (*BUYERS, *BOUGHT, "Oslo")]
    ends = tuple(
        Argument(place, place + 1, kind, tuple(traits(kind, default())))
        for place, kind in zip(places, kinds, strict=True)
    )
    return LabelledRow(Row(Words(words, tag(words)), ends, tuple(words[p] for p in places)), frozenset(facts), group)


def rows() -> list[LabelledRow]:
    both = ("Company", "Company")
    found = []
    for number, (buyer, bought) in enumerate(zip(BUYERS, BOUGHT, strict=True)):
        group = f"g{number}"
        found.append(row(f"{buyer} has acquired {bought} .", both, {(0, "acquired", 1)}, group))
        found.append(row(f"{bought} was acquired by {buyer} .", both, {(1, "acquired", 0)}, group))
        found.append(row(f"{buyer} and {bought} declined to comment .", both, set(), group))
        found.append(row(f"{buyer} is based in Oslo .", ("Company", "City"), {(0, "headquarteredIn", 1)}, group))
    return found


def test_it_learns_who_did_it_to_whom() -> None:
    model, figures, error = train(rows(), default())
    unseen = row("Tern has acquired Skerry .", ("Company", "Company"), set(), "new").row
    sure = model.confidences(unseen, [(0, 1), (1, 0)], model.questions(default()))
    place = model.predicates.index("acquired")
    assert sure[0, place] > model.threshold("acquired") > sure[1, place]
    assert {each.predicate: each.examples for each in figures} == {"acquired": 16, "headquarteredIn": 8}
    assert all(each.recall > 0.9 for each in figures)
    assert error < 0.2


def test_the_same_rows_give_the_same_model_and_its_file_gives_it_back() -> None:
    data = [Model.of(None, train(rows(), default())[0], "en", {}).to_bytes() for _ in range(2)]
    assert data[0] == data[1]
    again = _of(ModelFile.from_bytes(data[0], "m.kgm"), "m.kgm").relations
    assert again is not None
    assert again.predicates == ("acquired", "headquarteredIn")
    assert again.single == {"acquired", "headquarteredIn"}


def test_without_a_relation_there_is_nothing_to_learn() -> None:
    with pytest.raises(KgError, match="nothing to learn"):
        train([each for each in rows() if not each.facts], default())
