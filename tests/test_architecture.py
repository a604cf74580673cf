"""The house: imports run down the layers only, and rooms of one layer do not know each other."""

import ast
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parent.parent / "kg"

# From the bottom to the top. A module may import from lower layers, and inside its own room.
LAYERS = (
    ("errors", "text", "yamltree"),
    ("ids",),
    ("model",),
    ("ontology", "lexicon", "jsonl", "registry", "gold"),
    ("protocols", "graph", "engine", "shapes"),
    ("read", "extract", "resolve", "export", "sparql"),
    ("validate", "explain", "whynot", "report", "evaluate", "coverage"),
    ("annotate",),
    ("build", "train"),
    ("cli",),
    ("__main__",),
)
RANK = {room: rank for rank, layer in enumerate(LAYERS) for room in layer}


def modules() -> list[Path]:
    return sorted(path for path in PACKAGE.rglob("*.py") if path != PACKAGE / "__init__.py")


def room(path: Path) -> str:
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def imported(source: str) -> set[str]:
    """The rooms of kg that a module imports, late imports and those for types included."""
    found = set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and node.module == "kg":
            names = [f"kg.{alias.name}" for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and node.module:
            names = [node.module]
        else:
            continue
        found |= {name.split(".")[1] for name in names if name.startswith("kg.")}
    return found - {"__version__"}


def complaints(name: str, source: str) -> list[str]:
    return [
        f"{name} imports {other}, which is not below it"
        for other in sorted(imported(source))
        if other != name and RANK[other] >= RANK[name]
    ]


@pytest.mark.parametrize("path", modules(), ids=lambda path: str(path.relative_to(PACKAGE)))
def test_imports_run_down_the_layers(path: Path) -> None:
    assert complaints(room(path), path.read_text(encoding="utf-8")) == []


def test_there_is_something_to_check() -> None:
    assert len(modules()) > 40
    assert {room(path) for path in modules()} <= set(RANK)


def test_the_guard_bites() -> None:
    assert complaints("read", "def late():\n    from kg.extract.rules import RuleExtractor")
    assert complaints("model", "from kg import graph")
    assert not complaints("build", "from kg.read.folder import find")
