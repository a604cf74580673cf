import csv
from pathlib import Path

import pytest

from kg.model import Document, Problem
from kg.read.folder import SourceFile, read_file
from kg.read.table import TableReader

HEADING = "Title,Body,URL,Date,Publisher,Author\n"
ONE = (
    'Ardent opens a plant,"Ardent opened a plant in Norwick.\nIt employs ""340"" people.",https://ledger.example.org/1,'
    "2031-03-04,The Harbour Ledger,Mira Solberg\n"
)
TWO = "Ferry fares rise again,Fares rise to 11 dollars in May.,https://ledger.example.org/2,2031-03-05,Ledger,\n"


def found(text: str) -> list[Document | Problem]:
    reader = TableReader()
    assert reader.accepts(Path("a.csv"), text)
    return list(reader.read("a.csv", text, "00"))


def articles(text: str) -> list[Document]:
    return [item for item in found(text) if isinstance(item, Document)]


def problems(text: str) -> list[Problem]:
    return [item for item in found(text) if isinstance(item, Problem)]


def test_a_row_is_an_article():
    one, two = articles(HEADING + ONE + TWO)
    assert one.text == 'Ardent opens a plant\nArdent opened a plant in Norwick.\nIt employs "340" people.'
    assert (one.url, one.published, one.publisher) == (
        "https://ledger.example.org/1",
        "2031-03-04",
        "The Harbour Ledger",
    )
    assert (one.authors, set(one.lines), set(two.lines)) == (("Mira Solberg",), {2}, {4})
    assert problems(HEADING + ONE + TWO) == []


@pytest.mark.parametrize("delimiter", [";", "\t", "|"])
def test_other_separators(delimiter):
    text = f"title{delimiter}text\n\nArdent opens{delimiter}Ardent opened a plant, the second one, in Norwick.\n"
    assert [document.title for document in articles(text)] == ["Ardent opens"]
    assert len(articles(f"sep={delimiter}\n{text}")) == 1


def test_a_mark_at_the_beginning_and_html_in_the_body(tmp_path):
    path = tmp_path / "a.csv"
    path.write_bytes(b"\xef\xbb\xbftitle,text\r\nArdent opens,<p>Ardent opened a plant &amp; more.</p><p>Two.</p>\r\n")
    ((document,), found) = read_file(SourceFile(path, "a.csv"))
    assert (document.text, found) == ("Ardent opens\nArdent opened a plant & more.\nTwo.", ())


def test_rows_that_do_not_fit_are_named_and_the_rest_is_read():
    text = HEADING + ONE + "Too,few\n" + TWO + "One,too,many,of,them,all,here\n"
    assert len(articles(text)) == 2
    assert [(problem.code, problem.line) for problem in problems(text)] == [("KG-R17", 4), ("KG-R17", 6)]


def test_a_quote_mark_that_is_not_closed_costs_its_own_row():
    text = HEADING + 'Bad,"never closed,u,d,p,a\n' + ONE + TWO
    assert [document.title for document in articles(text)] == ["Ardent opens a plant", "Ferry fares rise again"]
    (problem,) = problems(text)
    assert (problem.code, problem.line) == ("KG-R17", 2)


def test_quote_marks_inside_a_value_that_are_not_doubled():
    text = 'title,text\nArdent opens,"The "second" plant of the firm opened on Monday."\n'
    assert "plant of the firm" in articles(text)[0].text


def test_a_value_larger_than_the_csv_module_takes():
    before = csv.field_size_limit()
    body = "The plant grew again this year. " * 20
    text = (
        'title,text\nArdent opens,"' + f"{body}\n" * 400 + '"\n' + "Two opens here,A plant opened in Norwick today.\n"
    )
    assert [document.text.count("\n") for document in articles(text)] == [400, 1]
    assert csv.field_size_limit() == before


def test_rows_without_a_text_are_counted():
    text = "title,text,id\nArdent opens,A plant opened in Norwick today.,1\n,,2\n,,3\n"
    (problem,) = problems(text)
    assert (problem.code, problem.line) == ("KG-R18", 3)


@pytest.mark.parametrize(
    "text",
    [
        "name,price\nPlant,12\n",
        "Title\n\nThe plant opened, the firm said, on Monday.\n",
        "Text, drugs and money\n\nThe firm, it said, will open.\nA plant, and more.\n",
        "The title, the text and the date\nof the plant, the firm and the harbour\n",
        "title,text\n",
        "",
    ],
)
def test_other_texts_are_left_alone(text):
    assert not TableReader().accepts(Path("a.csv"), text)
