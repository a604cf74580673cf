"""The wheel holds all that a build needs: installed elsewhere, it builds in an empty folder."""

import os
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path
from zipfile import ZipFile

import pytest

ROOT = Path(__file__).parent.parent
ARTICLE = """\
---
title: "Lenovo unveils a server"
excerpt: "Lenovo unveiled the ThinkSystem SR999 V9 server in Tianjin on June 3, 2026."
---
"""


def run(command: list[str], folder: Path, **variables: str) -> str:
    environment = {key: value for key, value in os.environ.items() if key != "PYTHONPATH"} | variables
    done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    if find_spec("hatchling") is None:
        pytest.skip("hatchling is not installed: pip install -r requirements-dev.txt")
    folder = tmp_path_factory.mktemp("wheel")
    pip = [sys.executable, "-m", "pip", "--disable-pip-version-check"]
    run([*pip, "wheel", "--no-deps", "--no-build-isolation", "--wheel-dir", str(folder), str(ROOT)], folder)
    (file,) = folder.glob("kg-*.whl")
    return file


def test_what_is_in_the_wheel_and_what_is_not(wheel: Path) -> None:
    names = set(ZipFile(wheel).namelist())
    folders = {name.rpartition("/")[0] for name in names}
    assert {"kg/_ontology/kg.ttl", "kg/_ontology/shapes.ttl", "kg/py.typed", "kg/export/page/page.html"} <= names
    assert {"kg/_ontology/lexicon", "kg/_ontology/rules", "kg/extract/model", "kg/resolve/data"} <= folders
    strange = [name for name in names if not name.startswith(("kg/", "kg-"))]
    only_for_development = [name for name in names if "generate_" in name or "/sources/" in name or "/tests/" in name]
    assert (strange, only_for_development) == ([], [])


def test_it_builds_in_an_empty_folder(wheel: Path, tmp_path: Path) -> None:
    site, empty = tmp_path / "site", tmp_path / "empty"
    empty.mkdir()
    pip = [sys.executable, "-m", "pip", "--disable-pip-version-check"]
    run([*pip, "install", "--no-deps", "--no-index", "--target", str(site), str(wheel)], empty)
    (empty / "article.md").write_text(ARTICLE, encoding="utf-8")
    # The folder's own kg stands before the one of the checkout, which a development install adds to the path.
    where = run([sys.executable, "-c", "import kg; print(kg.__file__)"], empty, PYTHONPATH=str(site))
    assert Path(where.strip()).is_relative_to(site)
    script = site / "bin" / "kg"
    kg = [str(script)] if script.is_file() else [sys.executable, "-m", "kg"]
    said = run([*kg, "build", "article.md"], empty, PYTHONPATH=str(site))
    assert "Read 1 article in 1 file." in said
    assert (empty / "exports" / "graph.html").is_file()
    answer = run([*kg, "query", "SELECT ?o { id:lenovo ont:announced ?o }", "-f", "csv"], empty, PYTHONPATH=str(site))
    assert "sr999" in answer
    assert run([*kg, "validate"], empty, PYTHONPATH=str(site)) == "valid\n"
