import pytest

from kg.resolve.profile import profile

SAME = [
    ("organization", "Isvara Thermal AB", "Isvara Thermal"),
    ("organization", "Torvald Systems N.V.", "TORVALD SYSTEMS"),
    ("organization", "Meridan Tool Co., Ltd.", "Meridan Tool"),
    ("organization", "Pelora S.p.A.", "Pelora"),
    ("organization", "The Harbor Post", "Harbor Post"),
    ("organization", "Rack & Rail", "Rack and Rail"),
    ("organization", "青禾科技股份有限公司", "青禾科技"),
    ("organization", "Ostrava Centre for Metals", "Ostrava Center for Metals"),
    ("organization", "No. 2 Middle School", "No.2 Middle School"),
    ("person", "Prof. Dr. Ana Žitnik", "Ana Zitnik"),
    ("person", "Lindqvist, Maja", "Maja Lindqvist"),
    ("person", "Min-ho Park", "Minho Park"),
    ("person", "陈立教授", "陈立"),
    ("place", "Łódź", "Lodz"),
    ("place", "Xi'an", "Xi’an"),
    ("model", "H-4220", "H4220"),
    ("model", "Anvil2", "Anvil 2"),
    ("model", "SR860V2", "SR860 V2"),
    ("model", "Blue Heron No. 1", "Blue Heron No.1"),
    ("model", "青山二号", "青山2号"),
    ("model", "青山系统", "青山"),
    ("model", "3rd Gen Vexon Scale processors", "third-generation Vexon Scale"),
    ("model", "Gen 2 Vexon", "Vexon Gen2"),
    ("model", "Mark IV", "Mark 4"),
    ("model", "Platform 3.0", "Platform 3"),
    ("name", "AI servers", "AI server"),
    ("name", "GPUs", "GPU"),
    ("name", "chiplet technology", "chiplets"),
]
OTHER = [
    ("organization", "Torvald Cloud", "Torvald"),
    ("organization", "北禾集团", "北禾"),
    ("person", "Sam Reed Jr.", "Sam Reed"),
    ("model", "910B", "910C"),
    ("model", "Anvil 2", "Anvil 2S"),
    ("name", "PCIe 5.0", "PCIe 6.0"),
]


@pytest.mark.parametrize(("kind", "one", "two"), SAME)
def test_what_never_tells_two_things_apart_is_off(kind: str, one: str, two: str) -> None:
    assert profile(one, kind).core == profile(two, kind).core != ""


@pytest.mark.parametrize(("kind", "one", "two"), OTHER)
def test_what_tells_two_things_apart_stays(kind: str, one: str, two: str) -> None:
    assert profile(one, kind).core != profile(two, kind).core


def test_a_name_of_a_legal_form_alone_keeps_it() -> None:
    assert profile("Co.", "organization").core == "co"


def test_descriptors_and_guards_of_organizations() -> None:
    torvald = profile("Torvald Data Centers Ltd", "organization")
    assert (torvald.stem, torvald.descriptors, torvald.institution) == (("torvald",), {"datacenter"}, False)
    assert profile("青禾科技", "organization").stem == ("青禾",)
    assert profile("青禾云", "organization").guards == profile("Qinghe Cloud", "organization").guards == {"cloud"}
    assert profile("General Motors", "organization").stem == ("general",)
    assert profile("Semiconductor Manufacturing", "organization").stem == ("semiconductor", "manufacturing")


def test_every_word_of_an_institution_counts() -> None:
    school = profile("Orlen University of Technology", "organization")
    assert school.institution
    assert "technology" in school.stem


@pytest.mark.parametrize("name", ["high-performance computing platform", "Computing platform", "AI Center", "智算中心"])
def test_a_phrase_of_kind_words_is_no_proper_name(name: str) -> None:
    assert not profile(name, "model").proper


@pytest.mark.parametrize("name", ["Derby factory", "青山智算中心", "rackandrail.net", "Anvil 2"])
def test_a_proper_name(name: str) -> None:
    assert profile(name, "model").proper


def test_nothing_but_punctuation_has_an_empty_core() -> None:
    assert profile("—", "organization").core == ""
