"""The names that a short form is compared with: none that it could stand for is left out."""

import pytest

from kg.extract.shortlist import Shortlist


@pytest.mark.parametrize(
    ("short", "full"),
    [
        ("Corvid2", "Corvid 2"),
        ("NII", "Northern Institute of Informatics"),
        ("NIIs", "Northern Institute of Informatics"),
        ("NIoI", "Northern Institute of Informatics"),
        ("Varnholt", "Varnholt Systems"),
        ("S12 V2", "Corvid S12 V2"),
        ("Yarowby", "Yarrowby Cloud"),
        ("Yarrrowby", "Yarrowby"),
        ("Xarrowby", "Yarrowby"),
        ("Yarrowbx", "Yarrowby"),
        ("Yarrowby", "Yarrowb"),
    ],
)
def test_a_name_that_a_short_form_may_stand_for_is_listed_once(short: str, full: str) -> None:
    others = ["Dunmarrow", "Quillon Labs", "Tern 7"]
    assert Shortlist([short, full, *others]).of(short) == [full]


def test_names_that_share_nothing_are_not_compared() -> None:
    assert Shortlist(["Varnholt", "Dunmarrow Systems", "Quillon"]).of("Varnholt") == []
