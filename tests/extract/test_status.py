"""How firmly a sentence says what it says."""

import pytest
from factory import extract

PURCHASES = [
    ("Haoyue Group has bought the startup Kestrova.", "actual"),
    ("Haoyue Group will buy the startup Kestrova.", "planned"),
    ("Haoyue Group plans to buy the startup Kestrova.", "planned"),
    ("Haoyue Group is set to buy the startup Kestrova.", "planned"),
    ("Haoyue Group has agreed to buy the startup Kestrova.", "planned"),
    ("Haoyue Group said it would buy the startup Kestrova.", "planned"),
    ("Haoyue Group has reportedly bought the startup Kestrova.", "reported"),
    ("Haoyue Group is considering buying the startup Kestrova.", "reported"),
    ("Haoyue Group is said to have bought the startup Kestrova.", "reported"),
    ("Haoyue Group has bought the startup Kestrova, according to people who asked not to be named.", "reported"),
    ("Haoyue Group denied that it had bought the startup Kestrova.", "denied"),
    ("Haoyue Group dismissed a report that it had bought the startup Kestrova.", "denied"),
    ("Haoyue Group did not buy the startup Kestrova.", None),
    ("Haoyue Group has never bought the startup Kestrova.", None),
    ("Haoyue Group could buy the startup Kestrova.", None),
    ("If Haoyue Group buys the startup Kestrova, prices will rise.", None),
    ("Has Haoyue Group bought the startup Kestrova?", None),
]


@pytest.mark.parametrize(("sentence", "status"), PURCHASES, ids=[sentence for sentence, _ in PURCHASES])
def test_status_of_a_purchase(sentence: str, status: str | None) -> None:
    found = extract("News of the week\n" + sentence).relations
    assert [item.status for item in found if item.predicate == "acquired"] == ([status] if status else [])


@pytest.mark.parametrize(
    ("sentence", "status"),
    [
        ("Tomasz Wilk, chief executive of Kestrova Systems, was pleased.", "actual"),
        ("Tomasz Wilk, a former director of Kestrova Systems, was pleased.", "ended"),
        ("Tomasz Wilk will become chief executive of Kestrova Systems.", "planned"),
        ("Tomasz Wilk left Kestrova Systems in the spring.", "ended"),
    ],
)
def test_status_of_a_post(sentence: str, status: str) -> None:
    found = extract("News of the week\n" + sentence).relations
    assert [item.status for item in found if item.predicate == "worksFor"] == [status]
