from pathlib import Path

import pytest

from kg.model import Document, Problem
from kg.read.prose import ProseReader

ARTICLE = """\
Harbour plant opens after two years
By Jane Roe, Harbour Wire, June 3, 2026
The plant in the old harbour opened its gates on Monday. It will make 4,000 machines a year, said Ada Poole.
Who pays
Northwind Systems put $60 million into it.
💬 Comments (0)
🔒 Log in or register to comment on articles.
No comments yet. Be the first to comment!
"""


def read(text: str) -> list[Document | Problem]:
    return list(ProseReader().read("a.txt", text, "00"))


def test_headline_byline_headings_paragraphs():
    (document,) = read(ARTICLE)
    assert isinstance(document, Document)
    assert document.text == (
        "Harbour plant opens after two years\n"
        "The plant in the old harbour opened its gates on Monday. It will make 4,000 machines a year, said Ada Poole.\n"
        "Who pays\n"
        "Northwind Systems put $60 million into it."
    )
    assert document.lines == (1, 3, 4, 5)
    assert document.title == "Harbour plant opens after two years"
    assert (document.authors, document.publisher, document.published) == (("Jane Roe",), "Harbour Wire", "2026-06-03")
    assert (document.language, document.sources, document.digest) == ("en", ("a.txt",), "00")


def test_chinese_prose():
    (document,) = read(
        "北原科技发布新一代服务器\n2026年5月11日 来源：海港日报\n公司周一表示，新服务器将于明年上市。\n暂无评论\n"
    )
    assert isinstance(document, Document)
    assert document.text == "北原科技发布新一代服务器\n公司周一表示，新服务器将于明年上市。"
    assert (document.language, document.publisher, document.published) == ("zh", "海港日报", "2026-05-11")


def test_a_paragraph_that_is_too_long_is_a_problem_and_the_rest_is_read():
    problem, document = read("Harbour plant opens\n" + "It grew and grew. " * 6_000 + "\nThe end came soon.")
    assert isinstance(problem, Problem)
    assert isinstance(document, Document)
    assert (problem.code, problem.line) == ("KG-R09", 2)
    assert document.text == "Harbour plant opens\nThe end came soon."


def test_opaque_data_is_no_text():
    (document,) = read("Harbour plant opens\nIt opened on Monday.\n" + "QmxvYiBvZiBkYXRh+/" * 20)
    assert isinstance(document, Document)
    assert document.text == "Harbour plant opens\nIt opened on Monday."


@pytest.mark.parametrize(
    "text",
    [
        ARTICLE,
        "Harbour buys Northwind\nHarbour bought Northwind.",
        "北原科技发布新一代服务器\n公司周一表示，新服务器将于明年上市。",
        "A headline, no more\n\n- Northwind opened a plant in the old harbour on Monday.\n- Its rival closed one.",
        "---\n\nA rule above, and then a sentence that goes on for a while.",
        "Компания открыла завод\nКомпания Север открыла новый завод в старом порту в понедельник.",
        "<script>alert(1)</script> opens plant\nThe plant in the old harbour opened its gates on Monday.",
    ],
)
def test_natural_language_is_accepted(text):
    assert ProseReader().accepts(Path("a.json"), text)


@pytest.mark.parametrize(
    "text",
    [
        "a",
        "Only a headline",
        '{"title": "A plant opens", "text": "The plant in the old harbour opened its gates on Monday."}',
        '[\n  {"title": "The plant in the old harbour opened its gates on Monday."}\n]',
        "plant:\n  opened: monday\n  text: the plant in the old harbour opened its gates.\nmachines: [a, b, c]\n",
        "plant:\n  - {s: harbour, p: locatedIn, o: north, q: {date: the day before yesterday in the evening}}\n",
        "id,name,city,year\n1,Northwind,Harbour,2020\n2,Southwind,Port,2021\n",
        "import os\nimport sys\n\n\ndef main():\n    # Say what the plant in the harbour does.\n    print(os.name)\n",
        '"""A module that reads the plants of the old harbour, one after the other."""\n\nx = 1\n',
        "2026-05-11 10:00:01 INFO the plant in the old harbour opened its gates.\n" * 5,
        "<!DOCTYPE html>\n<html><body><p>The plant in the old harbour opened its gates.</p></body></html>",
        "#!/bin/sh\necho The plant in the old harbour opened its gates on Monday.",
        "QmxvYiBvZiBkYXRh" * 50,
        "# Who opened the plant, when, and who says so.\nSELECT ?who ?when ?outlet WHERE {\n"
        "  ?said rdf:subject id:plant ; rdf:predicate ont:opened ; rdf:object/rdfs:label ?who ;\n"
        "        prov:wasDerivedFrom/oa:hasSource/ont:publishedBy/rdfs:label ?outlet .\n"
        "  OPTIONAL { ?said ont:date ?when }\n} ORDER BY ?who ?outlet\n",
        "#include <stdio.h>\n#include <stdlib.h>\nint main(void) { return 0; }",
    ],
)
def test_data_code_logs_and_markup_are_not(text):
    assert not ProseReader().accepts(Path("a.txt"), text)


MIT = (
    "{head}\n\nCopyright 2031 Jane Roe\n\nPermission is hereby granted, free of charge, to any person obtaining a copy "
    "of this software.\n\nTHE SOFTWARE IS PROVIDED AS IS, without warranty of any kind.\n"
)


@pytest.mark.parametrize("head", ["MIT License", "The MIT License (MIT)", "Apache License\nVersion 2.0, January 2004"])
def test_a_licence_is_no_article(head):
    assert not ProseReader().accepts(Path("LICENSE"), MIT.format(head=head))


@pytest.mark.parametrize(
    "text",
    [
        MIT.format(head="Harbour court rules on the licence of Ardent\n\nThe court quoted it on Monday in full."),
        "License deal for Ardent\n\nArdent Tools has bought a license for a pump of Telluric Labs, it said today.\n",
    ],
)
def test_an_article_about_a_licence_is_one(text):
    assert ProseReader().accepts(Path("LICENSE"), text)
