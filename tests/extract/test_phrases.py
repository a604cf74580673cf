"""What "the company", "its", "she" and "a plant in Porto" stand for."""

import pytest
from factory import extract, stands_for

HEADLINE = "News of the week\n"


@pytest.mark.parametrize(
    ("text", "anchor", "name"),
    [
        ("Varnholt Systems hired many people. The company is pleased.", "The company", "Varnholt Systems"),
        ("Varnholt Systems hired many people. It is pleased.", "It", "Varnholt Systems"),
        ("Varnholt Systems hired many people in its new plant.", "its", "Varnholt Systems"),
        ("The startup Kestrova hired Lucia Ferrante. She is pleased.", "She", "Lucia Ferrante"),
        ("Varnholt Systems opened a plant in Porto.", "a plant", "Porto plant"),
        ("Varnholt Systems opened the Porto plant in the spring.", "the Porto plant", "Porto plant"),
        (
            "Varnholt Systems opened the Porto plant. Later the factory was closed for a week.",
            "the factory",
            "Porto plant",
        ),
        (
            "The Lindqvist Institute was founded long ago in Graz. Later the institute hired people.",
            "the institute",
            "Lindqvist Institute",
        ),
        (
            "The supercomputer Ptarmigan is in Tampere. The machine is old.",
            "The machine",
            "Ptarmigan",
        ),
    ],
)
def test_stands_for(text: str, anchor: str, name: str) -> None:
    assert stands_for(HEADLINE + text, anchor) == {name}


def test_a_phrase_is_no_alias() -> None:
    found = extract(HEADLINE + "Varnholt Systems hired many people. The company is pleased. It grew.").mentions
    assert {mention.anchor: mention.nominal for mention in found if mention.name == "Varnholt Systems"} == {
        "Varnholt Systems": False,
        "The company": True,
        "It": True,
    }


@pytest.mark.parametrize("text", ["The company is pleased.", "It is pleased.", "She is pleased with her new plant."])
def test_nothing_to_stand_for(text: str) -> None:
    assert extract(text).mentions == ()


def test_another_company_is_not_the_one_before() -> None:
    assert (
        stands_for(HEADLINE + "Varnholt Systems hired people. Another company is pleased.", "Another company") == set()
    )
