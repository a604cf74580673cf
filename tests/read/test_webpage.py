"""Web pages: what of a page is the article. Each page in `pages/` has its article beside it, block by block."""

import html
import re
from pathlib import Path

import pytest

from kg.model import Document, Problem, Severity
from kg.read import markup
from kg.read.decode import Decoded, decode
from kg.read.folder import SourceFile, read_file
from kg.read.webpage import WebPageReader
from kg.text import squeeze

PAGES = Path(__file__).parent / "pages"
ARTICLES = sorted(path.stem for path in PAGES.glob("*.txt"))
NONE = sorted(path.stem for path in PAGES.glob("*.html") if path.stem not in ARTICLES)


def found(text: str) -> list[Document | Problem]:
    reader = WebPageReader()
    assert reader.accepts(Path("a.html"), text)
    return list(reader.read("a.html", text, "00"))


def article(text: str) -> Document:
    (document,) = found(text)
    assert isinstance(document, Document), document
    return document


def stored(name: str) -> Document:
    (documents, problems) = read_file(SourceFile(PAGES / f"{name}.html", f"{name}.html"))
    assert problems == ()
    (document,) = documents
    return document


def page(body: str, head: str = "") -> str:
    return f'<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8">{head}</head>\n<body>{body}</body></html>\n'


def told(document: Document) -> str:
    facts = {
        "url": document.url,
        "publisher": ", ".join(filter(None, (document.publisher, *document.publisher_aliases))),
        "published": document.published,
        "authors": ", ".join(document.authors),
        "language": document.language,
        **dict(document.metadata),
    }
    shown = "".join(f"{key}: {value}\n" for key, value in facts.items() if value)
    return f"{shown}\n{document.text}\n"


@pytest.mark.parametrize("name", ARTICLES)
def test_the_article_and_nothing_else(name):
    document = stored(name)
    assert told(document) == (PAGES / f"{name}.txt").read_text(encoding="utf-8")
    assert document.title == document.text.split("\n")[0]


@pytest.mark.parametrize("name", ARTICLES)
def test_every_block_begins_on_its_line(name):
    document = stored(name)
    rows = (PAGES / f"{name}.html").read_text(encoding="utf-8").split("\n")
    for block, line in list(zip(document.text.split("\n"), document.lines, strict=True))[1:]:
        assert block[0] in html.unescape(rows[line - 1]) or name in ("jsonld_only", "paywall_meta")


@pytest.mark.parametrize("name", NONE)
def test_a_page_without_an_article_is_a_notice(name):
    documents, (problem,) = read_file(SourceFile(PAGES / f"{name}.html", f"{name}.html"))
    assert documents == ()
    assert (problem.code, problem.severity) == ("KG-R15", Severity.INFO)


def test_there_are_pages_of_both_kinds():
    assert len(ARTICLES) >= 18
    assert len(NONE) >= 3


def test_words_stay_whole_and_apart():
    text = page(
        "<h1>Ardent opens</h1><p>The <b>Ar</b>dent plant,<br>which is <i>new</i>, has&nbsp;a&shy;bout 3&#160;000 "
        "workers &amp; a caf&#101;&#x301;.<br><br>It makes H<sub>2</sub>O<!-- a --> pumps in Norwick every day.</p>"
    )
    assert article(text).text.split("\n")[1:] == [
        "The Ardent plant, which is new, has about 3 000 workers & a café.",
        "It makes H2O pumps in Norwick every day.",
    ]


def test_a_table_is_read_cell_by_cell_and_a_listing_not_at_all():
    text = page(
        "<h1>Two new keyboards</h1><p>The K2 and the K2 Mini are both made in Millbrook, the maker says.</p>"
        "<table><tr><th>Model</th><th>Weight</th></tr><tr><td>K2 Mini</td><td>480 g</td></tr></table>"
        "<pre><code>x = 1</code></pre><p>Both will be sold from the first of May, in all shops.</p>"
    )
    assert article(text).text.split("\n")[2:6] == ["Model", "Weight", "K2 Mini", "480 g"]
    assert "x = 1" not in article(text).text


def test_hidden_parts_and_marks_of_notes_are_not_read():
    text = page(
        '<h1>Brindle Motors</h1><p>Brindle was founded in 1922.<sup><a href="#1">[1]</a></sup> It makes tractors of '
        '10<sup>2</sup> horsepower. <span style="display: none">secret</span><span hidden>secret</span></p>'
    )
    assert article(text).text.split("\n")[1] == "Brindle was founded in 1922. It makes tractors of 102 horsepower."


def test_a_page_in_another_encoding_says_so_itself(tmp_path):
    text = page("<h1>Café Évora</h1><p>The café in Évora opened again on Monday, its owner Inês said.</p>")
    path = tmp_path / "a.html"
    path.write_bytes(text.replace("utf-8", "iso-8859-1").encode("cp1252"))
    ((document,), problems) = read_file(SourceFile(path, "a.html"))
    assert (document.title, problems) == ("Café Évora", ())


def test_the_headline_is_the_one_that_the_page_shows():
    names = {"og:title": "Ardent opens a plant - The Ledger", "og:site_name": "The Ledger"}
    head = "".join(f'<meta property="{name}" content="{value}">' for name, value in names.items())
    body = "<h1>The Ledger</h1><h1>Ardent opens a plant</h1><p>Ardent Tools opened a plant in Norwick on Monday.</p>"
    document = article(page(body, head))
    assert document.title == "Ardent opens a plant"
    assert "The Ledger" not in document.text


@pytest.mark.parametrize("title", ["Ardent opens a plant in Norwick | The Ledger", "Ardent opens a plant in Norwick"])
def test_a_title_without_a_heading(title):
    text = page("<p>Ardent Tools opened a plant in Norwick on Monday, it said.</p>", f"<title>{title}</title>")
    assert article(text).title == "Ardent opens a plant in Norwick"


def test_of_several_articles_in_json_ld_the_page_s_own_counts():
    nodes = ",".join(
        f'{{"@type": "NewsArticle", "headline": "{title}", "datePublished": "{date}"}}'
        for title, date in (("Another story", "2030-01-01"), ("Ardent opens a plant", "2031-03-04"))
    )
    head = f'<script type="application/ld+json">[{nodes}]</script>'
    body = "<h1>Ardent opens a plant</h1><p>Ardent Tools opened a plant in Norwick on Monday.</p>"
    assert article(page(body, head)).published == "2031-03-04"


def test_a_host_that_is_not_the_publisher_s_is_no_other_name():
    head = (
        '<link rel="canonical" href="https://portal.example.org/a"><meta property="og:site_name" content="Portal">'
        '<script type="application/ld+json">{"@type": "NewsArticle", "headline": "Ardent opens", "publisher": '
        '{"name": "Coast Wire"}}</script>'
    )
    document = article(page("<h1>Ardent opens</h1><p>Ardent opened a plant in Norwick on Monday.</p>", head))
    assert (document.publisher, document.publisher_aliases) == ("Coast Wire", ())


def test_a_date_that_is_not_understood_is_a_warning():
    head = '<meta property="article:published_time" content="last Tuesday">'
    problem, document = found(page("<h1>Ardent opens</h1><p>Ardent opened a plant in Norwick today.</p>", head))
    assert isinstance(problem, Problem)
    assert (problem.code, problem.severity) == ("KG-R04", Severity.WARNING)
    assert isinstance(document, Document)


@pytest.mark.parametrize("tag", ["div", "span", "p", "b", "blockquote", "ul"])
def test_a_tower_of_elements_is_read(tag):
    body = f"<h1>Ardent opens</h1>{f'<{tag}>' * 20_000}<p>Ardent opened a plant in Norwick on Monday.</p>"
    assert "Ardent opened a plant in Norwick on Monday." in article(page(body)).text


def test_a_page_of_thousands_of_paragraphs_is_read():
    body = "".join(f"<p>The plant number {number} stands in the old harbour.</p>\n" for number in range(12_000))
    menu = '<ul class="menu"><li><a href="/a">Home of the plants</a></li></ul>'
    document = article(page(f"{menu}<h1>Plants</h1><div>{body}</div>"))
    assert document.text.count("\n") == 12_000
    assert document.lines[-1] == 12_002
    assert "Home" not in document.text


@pytest.mark.parametrize("text", ["<p>", "<html>", "<!doctype html>", "<html><body>\x85</body></html>"])
def test_a_page_of_nothing_is_a_notice(text):
    found = list(WebPageReader().read("a.html", text, "00"))
    assert [item.code for item in found if isinstance(item, Problem)] == ["KG-R15"]


@pytest.mark.parametrize(
    ("text", "is_page"),
    [
        ("<!-- saved -->\n<!DOCTYPE html><html>", True),
        ('<?xml version="1.0"?>\n<html xmlns="x">', True),
        ("<div>\n<p>One.</p>\n<p>Two.</p>\n</div>", True),
        ("A headline\n\nA paragraph with a <b>mark</b> in it.", False),
        ('<p align="center">A logo</p>\n\n# A title\n\nProse goes on.\n\nMore prose.', False),
        ('<?xml version="1.0"?><rss><channel></channel></rss>', False),
    ],
)
def test_pages_are_known_by_their_content(text, is_page):
    assert WebPageReader().accepts(Path("a.txt"), text) == is_page


def test_quotes_stand_in_the_page_as_a_browser_shows_it():
    for name in ARTICLES:
        decoded = decode((PAGES / f"{name}.html").read_bytes(), name)
        assert isinstance(decoded, Decoded)
        tree = markup.parse(re.sub(r"<sup.*?</sup>|(?<=</p>)(?=<)|\u00ad", "", decoded.text))
        shown = squeeze("".join(tree.itertext()))
        given = [*(el.get("content") for el in tree.iter("meta")), decoded.text.replace("\\n", "\n")]
        for block in stored(name).text.split("\n"):
            assert block in shown or any(block in squeeze(html.unescape(other or "")) for other in given), block


def test_a_menu_of_thousands_of_links_and_a_paragraph_of_megabytes_end():
    menu = "".join(f'<div class="menu"><a href="/{n}">Section {n} of it</a></div>\n' for n in range(5_000))
    (problem,) = found(page(menu))
    assert isinstance(problem, Problem)
    assert problem.code == "KG-R15"
    sentences = "The plant grew <b>again</b> this year in Norwick. " * 4_000
    codes = [item.code for item in found(page(f"<h1>Plants grow</h1><p>{sentences}</p>")) if isinstance(item, Problem)]
    assert codes == ["KG-R09"]
