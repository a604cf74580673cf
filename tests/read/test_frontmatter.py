from pathlib import Path

import pytest

from kg.model import Document, Problem, Severity
from kg.read.frontmatter import FrontMatterReader

BLOB = "q7Zr0Km8eFC11aXMHWmT+0EYOGJpVIDlWpSm8cUVQzhuXW7" * 4
ARTICLE = f"""\
---
category: news
title: "Harbour plant opens: a first look"
excerpt: >
  The plant in the old harbour
  opened on Monday.
publishedDateTime: 2026-06-22T10:11:00Z
webUrl: "https://example.org/harbour-plant"
published: false
provider:
  name: Harbour Wire
  domain: wire.example.org
topics: [Plants, Harbours]
author: Jane Roe and John Doe
secured: "{BLOB}"
images:
  - title: "A crane"

related:
  - title: "Northwind hires three hundred"
    excerpt: "It hires in the north, its owner says."
    publishedDateTime: 2026-06-20
    webUrl: "https://example.org/hires"
    provider: {{name: Steel & Glass, domain: glass.example.org}}
  - title: "Southwind closes"
---

# Harbour plant opens: a first look

The plant makes **machines**.

💬 Comments (0)
"""


def read(text: str) -> list[Document | Problem]:
    return list(FrontMatterReader().read("a.md", text, "00"))


def documents(text: str) -> list[Document]:
    return [found for found in read(text) if isinstance(found, Document)]


def problem(text: str) -> Problem:
    (found,) = [found for found in read(text) if isinstance(found, Problem)]
    return found


def wrapped(*fields: str) -> str:
    return "\n".join(("---", "title: A plant opens", *fields, "---", ""))


def test_text_is_title_excerpt_and_body():
    main = documents(ARTICLE)[0]
    assert main.text == (
        "Harbour plant opens: a first look\n"
        "The plant in the old harbour opened on Monday.\n"
        "The plant makes **machines**."
    )
    assert main.lines == (3, 5, 30)
    assert main.title == "Harbour plant opens: a first look"


def test_fields_are_metadata():
    main = documents(ARTICLE)[0]
    assert main.url == "https://example.org/harbour-plant"
    assert (main.publisher, main.publisher_aliases) == ("Harbour Wire", ("wire.example.org",))
    assert (main.authors, main.published) == (("Jane Roe", "John Doe"), "2026-06-22T10:11:00Z")
    assert main.metadata == (("category", "news"), ("topics", "Plants; Harbours"))
    assert (main.language, main.part_of, main.sources, main.digest) == ("en", None, ("a.md",), "00")


def test_related_articles_are_documents_of_their_own():
    main, first, second = documents(ARTICLE)
    assert first.text == "Northwind hires three hundred\nIt hires in the north, its owner says."
    assert (first.publisher, first.published, first.url) == ("Steel & Glass", "2026-06-20", "https://example.org/hires")
    assert first.lines == (20, 21)
    assert (second.text, second.publisher) == ("Southwind closes", None)
    assert first.part_of == second.part_of == main.id


def test_opaque_and_unknown_fields_reach_nothing():
    assert all("q7Zr0Km8" not in repr(document) and "crane" not in repr(document) for document in documents(ARTICLE))
    (opaque,) = documents(wrapped(f"excerpt: {BLOB}", f"category: {BLOB * 2}", f"secured: {BLOB}"))
    assert "q7Zr0Km8" not in repr(opaque)


def test_keys_of_other_tools():
    (document,) = documents(
        wrapped("date: 2026-06-22 10:11:00 +0200", "tags:\n  - a\n  - b", "authors:\n- name: Jane Roe\n- John Doe",
                "site_name: Harbour Wire", "canonical_url: https://example.org/a", "description: It opened.")
    )  # fmt: skip
    assert (document.published, document.authors) == ("2026-06-22T10:11:00+02:00", ("Jane Roe", "John Doe"))
    assert (document.publisher, document.url) == ("Harbour Wire", "https://example.org/a")
    assert document.text == "A plant opens\nIt opened."
    assert dict(document.metadata) == {"topics": "a; b"}


def test_a_related_copy_of_the_article_itself_is_no_second_document():
    assert len(documents(wrapped("related:", "  - title: A plant opens"))) == 1


def test_a_literal_excerpt_keeps_its_paragraphs_and_their_lines():
    (document,) = documents(wrapped("excerpt: |", "  It opened.", "", "  It makes machines."))
    assert (document.text, document.lines) == ("A plant opens\nIt opened.\nIt makes machines.", (2, 4, 6))


def test_a_broken_date_is_a_warning_and_the_article_is_kept():
    found = read(wrapped("date: 2023-13-01"))
    warning = problem(wrapped("date: 2023-13-01"))
    assert (warning.code, warning.severity, warning.line) == ("KG-R04", Severity.WARNING, 3)
    assert '"2023-13-01"' in warning.message
    assert [item.published for item in found if isinstance(item, Document)] == [None]


def test_broken_yaml_is_a_problem_with_its_line():
    found = problem("\n---\ntitle: A plant opens\nexcerpt: the plant: open\n---\n")
    assert (found.code, found.severity, found.source, found.line) == ("KG-R06", Severity.VIOLATION, "a.md", 4)
    assert "quotes" in found.message
    assert documents("---\ntitle: [A plant\n---\n") == []


def test_an_unclosed_fence_is_a_problem():
    assert FrontMatterReader().accepts(Path("a"), "---\ntitle: A plant opens\n\nThe plant opened.\n")
    assert problem("---\ntitle: A plant opens\n\nThe plant opened.\n").code == "KG-R07"


@pytest.mark.parametrize(
    "field",
    [
        "a: &a [x, x]\nb: &b [" + "*a, " * 60 + "*a]",
        "a: " + "[" * 5_000 + "]" * 5_000,
        "a: " + "{a: " * 2_000,
        "a: " + "x" * 1_000_001,
        "a: [" + "x, " * 60_000 + "x]",
    ],
    ids=["aliases", "depth", "unclosed depth", "size", "values"],
)
def test_bombs_are_problems(field):
    found = problem(wrapped(field))
    assert found.code == "KG-R07"
    assert documents(wrapped(field)) == []


def test_a_billion_laughs():
    rows = ["a: &a [lol, lol]"]
    rows += [f"{b}: &{b} [{', '.join(['*' + a] * 9)}]" for a, b in zip("abcdefgh", "bcdefghi", strict=True)]
    assert "aliases" in problem(wrapped(*rows)).message


def test_aliases_within_the_bound_are_followed():
    (document,) = documents(wrapped("a: &a It opened.", "excerpt: *a"))
    assert document.text == "A plant opens\nIt opened."


def test_nothing_is_constructed():
    (document,) = documents(wrapped("excerpt: !!python/object/apply:os.getcwd []", "author: !!timestamp x"))
    assert document.text == "A plant opens"


def test_front_matter_without_text_is_a_problem_and_related_ones_are_read():
    found = read("---\ndate: 2026-06-22\nauthor: Jane Roe\nrelated:\n  - title: Southwind closes\n---\n")
    assert isinstance(found[0], Problem)
    assert found[0].code == "KG-R08"
    assert [(item.text, item.part_of) for item in found if isinstance(item, Document)] == [("Southwind closes", None)]


def test_a_broken_related_entry_is_a_problem_with_its_line():
    found = problem(wrapped("related:", "  - title: Southwind closes", "  - 7"))
    assert (found.code, found.line) == ("KG-R08", 5)


@pytest.mark.parametrize("text", [ARTICLE, "\n\n---\ntitle: x\n---\n", "---\ndate: 2026\nauthor: x\n...\nText."])
def test_front_matter_is_accepted(text):
    assert FrontMatterReader().accepts(Path("a.txt"), text)


@pytest.mark.parametrize(
    "text",
    [
        "title: A plant opens\nexcerpt: It opened.\n",
        "---\nname: build\non: push\n",
        "---\nkind: Service\n---\nkind: Pod\n",
        "---\n- title: x\n",
        "---\n\nA rule above a sentence.\n",
        "Text.\n---\ntitle: x\n---\n",
        "",
    ],
)
def test_other_yaml_is_not(text):
    assert not FrontMatterReader().accepts(Path("a.md"), text)
