"""What every reader keeps, kg's own and any that is added."""

import re
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg import registry
from kg.ids import document_id
from kg.model import Document, Problem
from kg.protocols import BytesReader
from kg.text import nfc, squeeze

NAMES = registry.names("readers")
READERS = [name for name in NAMES if not isinstance(registry.make("readers", name), BytesReader)]
PIECES = st.sampled_from(
    [
        *("---\n", "title: ", "excerpt: |\n  ", "related:\n  - ", "date: ", "- ", " - ", " [1]", "[2] ", "\n", "\n\n"),
        *(
            "Key Points",
            "By Jane Roe, Wire, June 3, 2026",
            "2026年5月11日",
            "北原科技发布",
            "> ",
            "# ",
            "```",
            "<!--",
            "-->",
        ),
        *(
            "<p>",
            "<br>",
            "</p>",
            "<h1>",
            '<div class="menu">',
            "</div>",
            "<a href='x'>",
            "</a>",
            "<li>",
            "&amp;",
            "<!DOCTYPE",
        ),
        *(
            "<rss>",
            "<item>",
            "<title>",
            "</title>",
            "<![CDATA[",
            "]]>",
            "</item>",
            "<feed ",
            'xmlns="http://www.w3.org/2005/Atom">',
        ),
        *("title,text,url\n", '"', ",", ";", "\t", '{"title": "', '", "text": "', '"}', "[", "]", "{", "}", "\\u00e9"),
        *("The plant in the old harbour opened on Monday, said its owner.", "Comments (2)", "Workflow", "|", "**", "*"),
    ]
)
TEXTS = st.lists(st.one_of(PIECES, st.text(max_size=12)), max_size=25).map("".join).map(nfc).map(nfc)


def read(name: str, text: str) -> list[Document | Problem]:
    return list(registry.make("readers", name).read("a.txt", text, "00"))


@pytest.mark.parametrize("name", NAMES)
def test_a_reader_has_its_registered_name(name):
    assert registry.make("readers", name).name == name


@pytest.mark.parametrize("name", READERS)
@given(text=TEXTS)
@settings(max_examples=150, deadline=None, derandomize=True)
def test_any_text_is_read_without_an_exception(name, text):
    registry.make("readers", name).accepts(Path("a.txt"), text)
    found = read(name, text)
    assert found or name in ("prose", "table")
    for item in found:
        if isinstance(item, Problem):
            assert item.source == "a.txt"
            assert re.fullmatch(r"KG-R\d\d", item.code)
            assert 0 <= item.line <= text.count("\n") + 1
        else:
            check(item, text, escapes=name == "frontmatter", verbatim=registry.make("readers", name).verbatim)


def check(document: Document, text: str, escapes: bool, verbatim: bool) -> None:
    blocks = document.text.split("\n")
    assert document.id == document_id(document.url, document.text)
    assert document.text == unicodedata.normalize("NFC", document.text)
    assert all(block and block == squeeze(block) for block in blocks)
    assert len(document.lines) == len(blocks)
    assert list(document.lines) == sorted(document.lines) or escapes or not verbatim
    assert document.title is None or document.title == blocks[0]
    assert document.metadata == tuple(sorted(document.metadata))
    if not verbatim:
        return
    rows, whole = text.split("\n"), squeeze(text)
    for block, line in zip(blocks, document.lines, strict=True):
        if not (escapes and re.search(r"[\\'\"]", text)):
            assert block in whole
            assert block in squeeze("\n".join(rows[line - 1 :]))


@pytest.mark.parametrize("name", READERS)
def test_reading_twice_gives_the_same(name):
    text = "---\ntitle: A plant opens\n---\n\nNews - One plant opened [1] - Two plants closed [1]\n"
    assert read(name, text) == read(name, text)


def test_every_problem_code_is_documented():
    project = Path(__file__).parents[2]
    code = re.compile(r"KG-R\d\d")
    used = {found for file in (project / "kg" / "read").glob("*.py") for found in code.findall(file.read_text("utf-8"))}
    assert len(used) == 18
    assert used == set(code.findall((project / "docs" / "problems.md").read_text("utf-8")))
