"""What every registered exporter must do."""

from importlib import import_module
from importlib.util import find_spec
from pathlib import Path

import pytest
from sample import graph

from kg.errors import OutputError, UsageError
from kg.export import export, place
from kg.ids import BASE
from kg.model import Graph
from kg.ontology import load
from kg.registry import PARTS, make, names

EXPORTERS = names("exporters")
ontology = load()


@pytest.fixture(params=EXPORTERS)
def name(request: pytest.FixtureRequest) -> str:
    module = PARTS["exporters"].get(str(request.param), "").partition(":")[0]
    if module and find_spec(module) is None:
        pytest.skip(f"{module} is not there yet")
    return str(request.param)


def content(path: Path) -> dict[str, bytes]:
    """The bytes of a file, or of every file of a folder, by name."""
    files = [path] if path.is_file() else sorted(each for each in path.rglob("*") if each.is_file())
    return {str(each.relative_to(path)): each.read_bytes() for each in files}


def test_there_are_exporters() -> None:
    assert {"turtle", "html", "neo4j"} <= set(EXPORTERS)


def test_it_is_made_without_arguments_and_exports(name: str, tmp_path: Path) -> None:
    target = tmp_path / "out"
    written = make("exporters", name).export(graph, target)
    assert written == target or written.parent == target
    assert any(content(written).values())


def test_equal_graphs_give_equal_bytes(name: str, tmp_path: Path) -> None:
    first = content(export(name, graph, place(name, tmp_path / "one"), ontology))
    assert content(export(name, graph, place(name, tmp_path / "two"), ontology)) == first


def test_names_in_any_script_are_there(name: str, tmp_path: Path) -> None:
    written = b"".join(content(export(name, graph, tmp_path / "out", ontology)).values()).decode()
    for entity in ("Acme X1", "天津"):
        assert entity in written or entity.encode("unicode_escape").decode() in written


def test_an_empty_graph_is_no_error(name: str, tmp_path: Path) -> None:
    assert content(export(name, Graph(base=BASE), tmp_path / "out", ontology))


def test_nothing_else_is_written(name: str, tmp_path: Path) -> None:
    target = export(name, graph, place(name, tmp_path), ontology)
    assert list(tmp_path.iterdir()) == [target]
    assert not list(tmp_path.rglob(".*"))


def test_a_place_that_cannot_be_written_is_an_error_with_a_remedy(name: str, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(OutputError, match="choose another folder"):
        export(name, graph, tmp_path / "file" / "below", ontology)


def test_an_unknown_exporter_is_named_with_the_nearest(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match='Did you mean "turtle"'):
        export("turtel", graph, tmp_path / "out", ontology)


def test_the_ontology_is_handed_on(tmp_path: Path) -> None:
    second = load(Path(__file__).parent.parent / "data" / "second_ontology")
    written = export("turtle", graph, tmp_path / "graph.ttl", second).read_text(encoding="utf-8")
    assert f"@prefix ont: <{second.iri}> ." in written


def test_the_modules_load() -> None:
    for target in PARTS["exporters"].values():
        module, _, attribute = target.partition(":")
        if find_spec(module):
            assert hasattr(import_module(module), attribute)
