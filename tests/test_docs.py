"""The documents tell the truth: the README's commands print what stands there, every link leads somewhere."""

import re
import shlex
import shutil
import sys
from pathlib import Path

import pytest

from kg.cli import _parser, main

ROOT = Path(__file__).parent.parent
README = ROOT / "README.md"
DOCUMENTS = sorted(
    path
    for path in (*ROOT.glob("*.md"), *ROOT.glob("docs/*.md"), *ROOT.glob("ontology/**/*.md"), *ROOT.glob("kg/**/*.md"))
)
_BLOCK = re.compile(r"^```console\n(.*?)^```$", re.M | re.S)
_LINK = re.compile(r"\]\((?!https?://|#)([^)#]+)")


def commands(block: str) -> list[tuple[str, str]]:
    """The commands of a console block, each with what it printed."""
    pairs = re.split(r"^\$ ", block, flags=re.M)[1:]
    return [(command, rest) for command, _, rest in (pair.partition("\n") for pair in pairs)]


def run(line: str, capsys: pytest.CaptureFixture[str]) -> str:
    program, *arguments = shlex.split(line)
    assert program == "kg", f"only kg runs in console blocks, not {program}"
    main(arguments)
    return capsys.readouterr().out


def test_the_readme_prints_what_it_shows(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], request: pytest.FixtureRequest
) -> None:
    shutil.copytree(ROOT / "seeds", tmp_path / "seeds")
    shutil.copytree(ROOT / "docs" / "queries", tmp_path / "docs" / "queries")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(sys, "argv", ["kg"])
    text = README.read_text(encoding="utf-8")
    blocks = _BLOCK.findall(text)
    assert len(blocks) >= 4
    said = {line: run(line, capsys) for block in blocks for line, _ in commands(block)}
    shown = {line: printed for block in blocks for line, printed in commands(block)}
    if request.config.getoption("--update-docs"):
        fresh = ["".join(f"$ {line}\n{said[line]}" for line, _ in commands(block)) for block in blocks]
        for old, new in zip(blocks, fresh, strict=True):
            text = text.replace(f"```console\n{old}```", f"```console\n{new}```")
        README.write_text(text, encoding="utf-8")
    else:
        assert shown == said


def test_every_verb_is_in_the_readme() -> None:
    verbs = next(action for action in _parser()._actions if hasattr(action, "choices") and action.choices)
    text = README.read_text(encoding="utf-8")
    assert [verb for verb in (verbs.choices or ()) if f"kg {verb}" not in text] == []


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: str(path.relative_to(ROOT)))
def test_links_lead_somewhere(path: Path) -> None:
    links = _LINK.findall(path.read_text(encoding="utf-8"))
    assert [link for link in links if not (path.parent / link).exists()] == []


def test_every_problem_code_is_documented() -> None:
    codes = {
        code
        for path in (ROOT / "kg").rglob("*.py")
        for code in re.findall(r"KG-[A-Z]\d\d", path.read_text(encoding="utf-8"))
    }
    documented = set(re.findall(r"KG-[A-Z]\d\d", (ROOT / "docs" / "problems.md").read_text(encoding="utf-8")))
    assert codes - {"KG-R00"} <= documented
    assert len(codes) > 10
