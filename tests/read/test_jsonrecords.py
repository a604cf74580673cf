import json
from pathlib import Path

import pytest

from kg.model import Document, Problem
from kg.read.jsonrecords import JsonReader

ONE = {
    "title": "Ardent opens a plant",
    "text": "Ardent opened a plant in Norwick.\n\nIt employs 340 people.",
    "url": "https://ledger.example.org/1",
    "date": "2031-03-04",
    "author": ["Mira Solberg"],
    "source": {"id": None, "name": "The Harbour Ledger"},
    "tags": ["machines", "Norwick"],
}
TWO = {
    "headline": "Ferry fares rise",
    "body": "<p>Fares rise to 11 dollars&hellip;</p><p>In <b>M</b>ay.</p>",
    "published_at": 1930000000,
}


def found(text: str) -> list[Document | Problem]:
    reader = JsonReader()
    assert reader.accepts(Path("a.json"), text)
    return list(reader.read("a.json", text, "00"))


def articles(text: str) -> list[Document]:
    return [item for item in found(text) if isinstance(item, Document)]


def problems(text: str) -> list[tuple[str, int]]:
    return [(item.code, item.line) for item in found(text) if isinstance(item, Problem)]


def lines(*values: object) -> str:
    return "".join(f"{json.dumps(value)}\n" for value in values)


def test_a_line_is_an_article():
    one, two = articles(lines(ONE, TWO))
    assert one.text == "Ardent opens a plant\nArdent opened a plant in Norwick.\nIt employs 340 people."
    assert (one.url, one.published, one.authors) == ("https://ledger.example.org/1", "2031-03-04", ("Mira Solberg",))
    assert (one.publisher, one.metadata) == ("The Harbour Ledger", (("topics", "machines; Norwick"),))
    assert two.text == "Ferry fares rise\nFares rise to 11 dollars…\nIn May."
    assert (two.published, set(two.lines)) == ("2031-02-27T23:06:40Z", {2})


@pytest.mark.parametrize("indent", [None, 2])
@pytest.mark.parametrize(
    "value",
    [
        [ONE, TWO],
        {"status": "ok", "articles": [ONE, TWO]},
        {"response": {"docs": [ONE, TWO]}},
        {"hits": {"total": 2, "hits": [{"_source": ONE}, {"_source": TWO}]}},
    ],
)
def test_an_array_and_an_object_that_holds_one(value, indent):
    assert [document.title for document in articles(json.dumps(value, indent=indent))] == [
        ONE["title"],
        TWO["headline"],
    ]


def test_one_object_is_one_article():
    (document,) = articles(json.dumps({"@type": "NewsArticle", "headline": "Ardent opens", "articleBody": ONE["text"]}))
    assert document.title == "Ardent opens"


def test_wordpress_and_json_feed():
    post = {
        "title": {"rendered": "Ardent &#8217;opens&#8217;"},
        "content": {"rendered": "<p>Ardent opened a plant.</p>"},
    }
    (document,) = articles(json.dumps([{**post, "link": "https://w.example.org/1", "date": "2031-03-04T08:15:00"}]))
    assert document.text == "Ardent ’opens’\nArdent opened a plant."
    feed = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": "Supply Notes",
        "items": [
            {
                "id": "1",
                "url": "https://n.example.org/1",
                "title": "Quillon buys",
                "content_html": "<p>It buys it all.</p>",
            }
        ],
    }
    (document,) = articles(json.dumps(feed))
    assert (document.publisher, document.url) == ("Supply Notes", "https://n.example.org/1")


def test_a_line_that_is_cut_short_is_named_and_the_rest_is_read():
    text = lines(ONE) + '{"title": "Cut", "text": "cut in the mid\n' + lines(TWO)
    assert [document.lines[0] for document in articles(text)] == [1, 3]
    assert problems(text) == [("KG-R17", 2)]
    first = '{"title": "Cut\n' + lines(ONE, TWO)
    assert [document.lines[0] for document in articles(first)] == [2, 3]
    assert problems(first) == [("KG-R17", 1)]


def test_an_array_that_is_cut_short_is_read_up_to_there():
    text = json.dumps([ONE, TWO], indent=1)[:-20]
    assert [document.title for document in articles(text)] == [ONE["title"]]
    assert [code for code, _ in problems(text)] == ["KG-R17"]


def test_records_that_are_no_articles_are_counted():
    assert problems(lines(ONE, {"meta": 1}, {"title": "x"})) == [("KG-R18", 2)]


@pytest.mark.parametrize(
    "value", [{"title": "A schema", "type": "object"}, {"body": {"type": "x"}}, [{"title": "Home"}]]
)
def test_json_that_is_no_article_is_a_notice(value):
    text = json.dumps(value)
    assert articles(text) == []
    assert problems(text)[0][0] in ("KG-R05", "KG-R18")


def test_text_is_in_normal_form_whatever_the_escapes():
    body = r"The cafe\u0301 \ud83d\ude00 opened\u0000 in \ud800May, they say."
    text = f'{{"title": "Cafe\\u0301 opens", "text": "{body}"}}'
    (document,) = articles(text)
    assert document.text == "Café opens\nThe café 😀 opened in May, they say."


def test_a_tower_of_brackets_is_a_problem():
    assert problems('[{"title": ' + "[" * 200_000) == [("KG-R17", 1)]


@pytest.mark.parametrize("text", ['{"a": 1}', "[1, 2]", '["title"]', "{title}", "Prose {with} braces."])
def test_other_texts_are_left_alone(text):
    assert not JsonReader().accepts(Path("a.json"), text)
