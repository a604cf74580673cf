"""PDF. The files are made here, by hand and with pypdf."""

import io
import sys
from pathlib import Path

import pytest

from kg.model import Problem, Severity
from kg.read.folder import Result, SourceFile, quoted, read, read_file

pypdf = pytest.importorskip("pypdf")

PAGES = (
    [
        *("Coast Report 2031", "", "Ardent Tools opens a second plant", "By Mira Solberg, March 4, 2031", ""),
        *(
            "Ardent Tools opened its second plant in Norwick on Monday, the com-",
            "pany said. The first one has stood in the harbour of the town of",
        ),
        *("Easthaven since 2019.", "The plant employs 340 people. It was built by Hallam and Sons, which"),
        *("has its seat in Coldwater, in less than two years.", "1"),
    ],
    [
        "Coast Report 2031",
        "",
        "A third plant is planned for 2033, said Ole Brandt, who has led the firm",
        "since spring.",
        "2",
    ],
    ["Coast Report 2031", "", "It will cost 40 million euros.", "3"],
)


def pdf(*pages: list[str]) -> bytes:
    """A PDF with these lines on its pages."""
    kids = " ".join(f"{4 + 2 * number} 0 R" for number in range(len(pages)))
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
    ]
    for number, lines in enumerate(pages):
        drawn = "BT /F1 11 Tf 14 TL 50 800 Td " + " ".join(f"({line}) Tj T*" for line in lines) + " ET"
        objects += [
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F1 3 0 R >> >> "
            f"/Contents {5 + 2 * number} 0 R >>",
            f"<< /Length {len(drawn)} >>\nstream\n{drawn}\nendstream",
        ]
    data, places = b"%PDF-1.4\n", []
    for number, content in enumerate(objects, 1):
        places.append(len(data))
        data += f"{number} 0 obj\n{content}\nendobj\n".encode("latin-1")
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    end = f"trailer << /Size {len(objects) + 1} /Root 1 0 R >>\nstartxref\n{len(data)}\n%%EOF\n".encode()
    return data + f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n".encode() + table + end


def locked(password: str) -> bytes:
    writer, stream = pypdf.PdfWriter(clone_from=io.BytesIO(pdf(*PAGES))), io.BytesIO()
    writer.encrypt(password, "owner", algorithm="RC4-128")
    writer.write(stream)
    return stream.getvalue()


@pytest.fixture
def result(tmp_path):
    def result(data: bytes) -> Result:
        path = tmp_path / "report"
        path.write_bytes(data)
        return read_file(SourceFile(path, "report"))

    return result


def only(found: Result) -> Problem:
    documents, (problem,) = found
    assert documents == ()
    return problem


def test_paragraphs_are_whole_and_know_their_page(result):
    ((document,), problems) = result(pdf(*PAGES))
    assert document.text.split("\n") == [
        "Ardent Tools opens a second plant",
        "Ardent Tools opened its second plant in Norwick on Monday, the company said. The first one has stood in the "
        "harbour of the town of Easthaven since 2019.",
        "The plant employs 340 people. It was built by Hallam and Sons, which has its seat in Coldwater, in less than "
        "two years.",
        "A third plant is planned for 2033, said Ole Brandt, who has led the firm since spring.",
        "It will cost 40 million euros.",
    ]
    assert document.lines == (1, 1, 1, 2, 3)
    assert (document.title, document.authors) == ("Ardent Tools opens a second plant", ("Mira Solberg",))
    assert (document.published, problems) == ("2031-03-04", ())


def test_quotes_are_looked_up_in_the_text_of_the_pages(tmp_path):
    path = tmp_path / "a.pdf"
    path.write_bytes(pdf(*PAGES))
    assert "the company said" in quoted(SourceFile(path, "a.pdf"))


def test_a_lock_without_a_password_is_open(result):
    assert len(result(locked(""))[0]) == 1


@pytest.mark.parametrize(
    "data", [locked("secret"), pdf(*PAGES)[:700], b"%PDF-1.7\n" + bytes(range(256)) * 50, b"%PDF-"]
)
def test_a_locked_or_broken_file_is_a_problem(result, data):
    problem = only(result(data))
    assert (problem.code, problem.severity) == ("KG-R13", Severity.VIOLATION)


def test_a_scan_is_a_problem(result):
    assert only(result(pdf([], []))).code == "KG-R14"


def test_without_pypdf_the_file_is_named_and_the_rest_is_read(tmp_path, monkeypatch):
    (tmp_path / "a.pdf").write_bytes(pdf(*PAGES))
    (tmp_path / "b.txt").write_text("Harbour plant opens\nThe plant in the old harbour opened its gates on Monday.\n")
    monkeypatch.setitem(sys.modules, "pypdf", None)
    documents, (problem,) = read([Path(tmp_path)])
    assert [document.sources for document in documents] == [("b.txt",)]
    assert (problem.code, problem.source) == ("KG-R12", "a.pdf")
    assert 'pip install "kg[pdf]"' in problem.message
