from pathlib import Path

import pytest

from kg.model import Document
from kg.read.digest import DigestReader
from kg.read.prose import ProseReader

ONE_LINE = (
    "Workflow\n北原科技发布新一代服务器 NW-200\n产量翻番\n\n"
    "Key Points - Northwind (北原) has shipped 400 machines, as shown in [1] and elsewhere, to schools [1] - Its rival "
    "Southwind - the older firm - makes 200 a year [1, 2] Outlook for the Year - Output doubles by 2027 [2]. "
    "- A second plant is planned [3][4]\n💬 Comments (0)\n"
)


def document(text: str) -> Document:
    (found,) = DigestReader().read("a.txt", text, "00")
    assert isinstance(found, Document)
    return found


def test_headlines_sections_and_bullets_are_blocks_and_marks_are_not():
    assert document(ONE_LINE).text.split("\n") == [
        "北原科技发布新一代服务器 NW-200",
        "产量翻番",
        "Key Points",
        "Northwind (北原) has shipped 400 machines, as shown in [1] and elsewhere, to schools",
        "Its rival Southwind - the older firm - makes 200 a year",
        "Outlook for the Year",
        "Output doubles by 2027",
        "A second plant is planned",
    ]


def test_title_language_and_lines():
    found = document(ONE_LINE)
    assert (found.title, found.language) == ("北原科技发布新一代服务器 NW-200", "en")
    assert found.lines == (2, 3, 5, 5, 5, 5, 5, 5)


def test_publisher_and_date_above_the_headline():
    found = document("海港日报 2026年5月11日\n北原科技发布新一代服务器\n\nNews - One plant opened [1] - Two closed [2]")
    assert (found.publisher, found.published, found.title) == ("海港日报", "2026-05-11", "北原科技发布新一代服务器")


def test_bullets_on_lines_of_their_own():
    found = document(
        "北原科技发布新一代服务器\n\nKey Points\n- One plant\n  opened [1]\n- Two closed [1]\n\nOutlook\n- Growth [2]\n"
    )
    assert found.text.split("\n") == [
        "北原科技发布新一代服务器",
        "Key Points",
        "One plant opened",
        "Two closed",
        "Outlook",
        "Growth",
    ]
    assert found.lines == (1, 3, 4, 6, 8, 9)


def test_bullets_that_share_a_mark_are_parted():
    found = document(
        "News - Northwind opened a plant in the old harbour - Southwind closed one of its own in the north [1] "
        "- Both hire [2]"
    )
    assert found.text.split("\n")[1:3] == [
        "Northwind opened a plant in the old harbour",
        "Southwind closed one of its own in the north",
    ]


def test_a_headline_in_english_does():
    assert DigestReader().accepts(Path("a"), "Northwind grows\n\nNews - One opened [1] - Two closed [1]")


@pytest.mark.parametrize(
    "text",
    [
        "Northwind grows\nThe plant opened in the harbour [1]. It is large [2].\n",
        "Northwind grows\nThe plant [1] - a large one - opened on Monday [2].",
        "Northwind grows\n- One opened on Monday and will make four thousand machines\n- Two closed on Friday\n",
        "Northwind grows\n"
        + "A paragraph of the report on the plant. " * 40
        + "\nSources\n- One [1]\n- Two [2]\n- Three [3]\n",
    ],
)
def test_prose_with_dashes_or_marks_is_no_digest(text):
    assert not DigestReader().accepts(Path("a"), text)
    assert ProseReader().accepts(Path("a"), text)
