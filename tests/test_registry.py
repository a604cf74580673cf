"""Parts by name: kg's own load, an entry point's too, and an unknown name gets the nearest one."""

from importlib.metadata import EntryPoint

import pytest

from kg import registry
from kg.errors import MissingExtra, UsageError


@pytest.fixture
def another_package(monkeypatch: pytest.MonkeyPatch) -> None:
    """One that brings two exporters."""
    points = [
        EntryPoint("zebra", "pathlib:PurePosixPath", "kg.exporters"),
        EntryPoint("broken", "no_such_module_xyz:Exporter", "kg.exporters"),
        EntryPoint("turtle", "pathlib:PurePosixPath", "kg.exporters"),
    ]
    monkeypatch.setattr(registry, "entry_points", lambda group: points if group == "kg.exporters" else [])


@pytest.mark.parametrize(("kind", "name"), [(kind, name) for kind, parts in registry.PARTS.items() for name in parts])
def test_every_part_is_where_the_table_says(kind: str, name: str) -> None:
    assert callable(registry._load(kind, name))


def test_an_unknown_name_gets_the_names_there_are_and_the_nearest() -> None:
    expected = r'unknown exporter "turtel"\. Available: turtle, html, neo4j.* Did you mean "turtle"\?'
    with pytest.raises(UsageError, match=expected):
        registry.make("exporters", "turtel")


@pytest.mark.usefixtures("another_package")
def test_a_part_of_another_package_stands_after_kgs_own() -> None:
    assert registry.names("exporters") == ("turtle", "html", "neo4j", "broken", "zebra")
    assert str(registry.make("exporters", "zebra", "a", "b")) == "a/b"


@pytest.mark.usefixtures("another_package")
def test_kgs_own_part_comes_before_one_of_the_same_name() -> None:
    assert type(registry.make("exporters", "turtle")).__name__ == "TurtleExporter"


@pytest.mark.usefixtures("another_package")
def test_a_missing_library_is_named() -> None:
    with pytest.raises(MissingExtra, match='exporter "broken" needs the Python module "no_such_module_xyz"'):
        registry.make("exporters", "broken")
