"""Names of one article: where they stand, of which class they are, and which of them are one thing."""

import pytest
from factory import names, stands_for

from kg.extract.aliases import is_acronym
from kg.extract.vocabulary import is_common

HEADLINE = "News of the week\n"


@pytest.mark.parametrize(
    ("text", "anchor", "name"),
    [
        ("Varnholt Systems hired people. Later Varnholt sold a plant.", "Varnholt", "Varnholt Systems"),
        (
            "The Northern Institute of Informatics (NII) hired people. Later NII sold a plant.",
            "NII",
            "Northern Institute of Informatics",
        ),
        ("Haoyue Computing (皓月计算) hired people in the spring.", "皓月计算", "Haoyue Computing"),
        ("The Corvid S12 V2 is a fast new server. The S12 V2 is also cheap to buy.", "S12 V2", "Corvid S12 V2"),
        ("The Corvid S12 is a fast new server. The CorvidS12 is also cheap to buy.", "CorvidS12", "Corvid S12"),
        ("Varnholt Systems unveiled the Corvid S12 and S24, two new servers for small offices.", "S24", "Corvid S24"),
        (
            "Ingrid Halvorsen, chief executive of Varnholt Systems, was pleased. Halvorsen left early.",
            "Halvorsen",
            "Ingrid Halvorsen",
        ),
        ("Yarrowby Cloud hired many people. The carmaker Yarrowby sold many cars.", "Yarrowby", "Yarrowby"),
        ("The Corvid S12 and the Corvid S24 are two new servers. The S24 is bigger.", "S24", "Corvid S24"),
        ("Ingrid Halvorsen and Lars Halvorsen met there. Halvorsen left early that day.", "Halvorsen", "Halvorsen"),
    ],
)
def test_short_forms_stand_for_the_full_name_and_look_alikes_do_not(text: str, anchor: str, name: str) -> None:
    assert stands_for(HEADLINE + text, anchor) == {name}


@pytest.mark.parametrize(
    ("text", "anchor", "kind"),
    [
        ("The chip designer Dunmarrow hired people.", "Dunmarrow", "Company"),
        ("Many people work at Quillon Semiconductor in the summer.", "Quillon Semiconductor", "Company"),
        ("Dunmarrow, a maker of fast chips, hired people.", "Dunmarrow", "Company"),
        ("The deal surprised the University of Graz and its many students.", "University of Graz", "University"),
        ("The deal surprised the Lindqvist Institute and its staff.", "Lindqvist Institute", "ResearchInstitute"),
        ("The deal surprised the Ministry of Education of that country.", "Ministry of Education", "GovernmentBody"),
        ("The supercomputer Ptarmigan has been switched on in the spring.", "Ptarmigan", "ComputingSystem"),
        ("The new Slate 900 accelerator is fast and cheap to buy.", "Slate 900", "Accelerator"),
        ("The new Corvid S12 is a server for small offices and shops.", "Corvid S12", "Server"),
        ("They read of it in the Rhine Gazette on the same day.", "Rhine Gazette", "Publisher"),
        ("Ysolde Brannoch, chief executive of the firm, was pleased.", "Ysolde Brannoch", "Person"),
        ("They met Dr. Brannoch in the lobby of the hotel.", "Brannoch", "Person"),
        ("“It is a good year for us all,” said Lucia Ferrante in an interview.", "Lucia Ferrante", "Person"),
        ("They met in the town of Lower Marwick in the spring.", "Lower Marwick", "City"),
        ("They met in Tampere, in Finland, in the spring.", "Finland", "Country"),
        ("The machine entered the Green500 in the spring of that year.", "Green500", "Ranking"),
        ("It is cooled with liquid cooling all through the year.", "liquid cooling", "Technology"),
        ("Varnholt Systems raised prices. Rival Brightwater did not.", "Brightwater", "Company"),
        ("The supercomputer, known as Grey Heron, runs climate models.", "Grey Heron", "ComputingSystem"),
        ("They run two clusters, Ahti and Vellamo, under the sea.", "Ahti", "ComputingSystem"),
        ("They run two clusters, Ahti and Vellamo, under the sea.", "Vellamo", "ComputingSystem"),
        ("The supercomputer Merrow is old. Merrow II is not.", "Merrow II", "ComputingSystem"),
        ("The supercomputer Merrow is old. Merrow-X is a test.", "Merrow-X", "ComputingSystem"),
        ("The company's head of production, Quill Arcander, was pleased.", "Quill Arcander", "Person"),
        ("They will enlarge their Kajaani data center in the spring.", "Kajaani", "City"),
        ("Customers such as Brightwater are pleased.", "Brightwater", "Company"),
        ("Quill Arcander took over as head of production.", "Quill Arcander", "Person"),
    ],
)
def test_class(text: str, anchor: str, kind: str) -> None:
    assert (anchor, kind) in names(HEADLINE + text)


@pytest.mark.parametrize(
    "text",
    [
        "The market grew. Demand was strong. Prices may rise in May.",
        "Supply Is Short As Demand Keeps Growing",
        "However, the OEM said the API was fine. I agree.",
        "Sentence by sentence nothing is named here, not once.",
        "Weekly: How do you run them? “We're full,” he said. Answer: We run four halls.",
    ],
)
def test_common_words_with_a_capital_are_no_names(text: str) -> None:
    assert {anchor for anchor, kind in names(text) if kind not in ("ProductCategory", "Technology")} == set()


def test_one_reason_for_a_class_is_enough_for_all_occurrences() -> None:
    found = names(HEADLINE + "Dunmarrow was quiet. Later the chip designer Dunmarrow hired people.")
    assert [kind for anchor, kind in found if anchor == "Dunmarrow"] == ["Company"]


@pytest.mark.xfail(reason="known gap: a surname that no context votes for is never tied to its person", strict=True)
def test_a_surname_without_any_vote_of_its_own() -> None:
    text = "Ingrid Halvorsen, the founder, was pleased with that.\nHalvorsen."
    assert stands_for(HEADLINE + text, "Halvorsen") == {"Ingrid Halvorsen"}


@pytest.mark.parametrize(
    ("short", "name", "expected"),
    [
        ("NII", "Northern Institute of Informatics", True),
        ("NIoI", "Northern Institute of Informatics", True),
        ("NIIs", "Northern Institute of Informatics", True),
        ("NI", "Northern Institute of Informatics", False),
        ("Nii", "Northern Institute of Informatics", False),
        ("N", "Northern", False),
    ],
)
def test_is_acronym(short: str, name: str, expected: bool) -> None:
    assert is_acronym(short, name) is expected


@pytest.mark.parametrize(("word", "expected"), [("Demand", True), ("shipping", True), ("Kestrova", False)])
def test_is_common(word: str, expected: bool) -> None:
    assert is_common(word) is expected
