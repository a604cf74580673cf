import os
import pickle
from pathlib import Path

import pytest

from kg.errors import UsageError
from kg.model import Problem, Severity
from kg.read import folder
from kg.read.folder import SourceFile, find, merge, read, read_file

ARTICLE = "Harbour plant opens\nThe plant in the old harbour opened its gates on Monday.\n"


@pytest.fixture
def write(tmp_path):
    def write(name: str, content: str | bytes = ARTICLE) -> Path:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return path

    return write


def sources(*paths: Path) -> list[str]:
    return [file.source for file in find(paths)]


def codes(problems: list[Problem]) -> list[tuple[str, str]]:
    return [(problem.source, problem.code) for problem in problems]


def test_any_depth_sorted_without_hidden_ones(tmp_path, write):
    for name in ("b.txt", "a/z.txt", "a/b/c.md", ".hidden", ".git/config"):
        write(name)
    assert sources(tmp_path) == ["a/b/c.md", "a/z.txt", "b.txt"]


def test_a_file_has_its_name(tmp_path, write):
    assert sources(write("a/b.txt")) == ["b.txt"]


def test_a_file_reached_twice_is_read_once_under_its_longer_name(tmp_path, write):
    file = write("a/b.txt")
    assert sources(file, tmp_path) == sources(tmp_path, file) == ["a/b.txt"]


def test_clashing_names_are_told_apart(tmp_path, write):
    files = [write("june/x/a.md"), write("july/x/a.md"), write("july/x/b.md")]
    assert sources(tmp_path / "june", tmp_path / "july") == ["july/x/a.md", "june/x/a.md", "x/b.md"]
    assert sources(*files) == ["b.md", "july/x/a.md", "june/x/a.md"]


def test_link_loops_end(tmp_path, write):
    write("a/b.txt")
    (tmp_path / "a" / "loop").symlink_to(tmp_path)
    (tmp_path / "a" / "self").symlink_to(tmp_path / "a" / "self")
    assert sources(tmp_path) == ["a/b.txt", "a/self"]
    assert codes(read([tmp_path])[1]) == [("a/self", "KG-R03")]


def test_a_name_that_is_no_utf_8(tmp_path):
    name = os.fsdecode(b"caf\xe9.txt")
    (tmp_path / name).write_text(ARTICLE)
    assert sources(tmp_path) == ["caf\ufffd.txt"]


def test_a_missing_path_is_an_error_of_use(tmp_path):
    with pytest.raises(UsageError, match="missing does not exist"):
        find([tmp_path / "missing"])


def test_files_and_results_can_be_pickled(tmp_path, write):
    write("a.txt")
    (file,) = find([tmp_path])
    assert pickle.loads(pickle.dumps(read_file(pickle.loads(pickle.dumps(file))))) == read_file(file)


def test_copies_are_one_document_with_several_sources(tmp_path, write):
    write("b/copy.txt", ARTICLE.replace("\n", "\n\n"))
    write("a.txt")
    documents, problems = read([tmp_path])
    assert [document.sources for document in documents] == [("a.txt", "b/copy.txt")]
    assert documents[0].lines == (1, 2)
    assert problems == []


def test_the_order_of_results_does_not_matter(tmp_path, write):
    write("b.txt", ARTICLE.replace("\n", "\n\n"))
    write("a.txt")
    write("c.txt", "")
    write("d.txt", ARTICLE + "More of it follows.")
    results = [read_file(file) for file in find([tmp_path])]
    assert merge(results) == merge(reversed(results)) == read([tmp_path])


def test_bad_files_are_problems_and_the_rest_is_read(tmp_path, write):
    write("good.txt")
    write("empty.txt", "")
    write("latin.txt", "The city of Évora".encode("latin-1"))
    write("image.png", b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR")
    write("labels.yaml", "a.txt:\n  entities: {x: {type: Company}}\n")
    write("broken.md", "---\ntitle: a: b\n---\n")
    os.mkfifo(tmp_path / "pipe")
    documents, problems = read([tmp_path])
    assert [document.sources for document in documents] == [("good.txt",)]
    assert codes(problems) == [
        ("broken.md", "KG-R06"),
        ("empty.txt", "KG-R01"),
        ("image.png", "KG-R05"),
        ("labels.yaml", "KG-R05"),
        ("latin.txt", "KG-R02"),
        ("pipe", "KG-R05"),
    ]
    assert {problem.severity for problem in problems if problem.code == "KG-R05"} == {Severity.INFO}


def test_a_huge_file_is_refused_unread(tmp_path, monkeypatch):
    path = tmp_path / "huge.txt"
    with path.open("wb") as file:
        file.truncate(50_000_000)
    monkeypatch.setattr(Path, "open", lambda *_: pytest.fail("the file was opened"))
    (problem,) = read_file(SourceFile(path, "huge.txt"))[1]
    assert problem.code == "KG-R11"
    assert "50,000,000 bytes" in problem.message


def test_a_large_single_line_is_bounded(tmp_path, write):
    write("line.txt", "The plant grew. " * 200_000)
    documents, problems = read([tmp_path])
    assert documents == []
    assert codes(problems) == [("", "KG-R10"), ("line.txt", "KG-R08"), ("line.txt", "KG-R09")]


def test_no_article_at_all_is_a_problem(tmp_path):
    documents, (problem,) = read([tmp_path])
    assert documents == []
    assert (problem.code, problem.severity) == ("KG-R10", Severity.VIOLATION)


def test_a_folder_that_cannot_be_listed_is_a_problem(tmp_path, write, monkeypatch):
    write("shut/a.txt")
    write("b.txt")
    listdir = os.listdir

    def refuse(path):
        if Path(path).name == "shut":
            raise PermissionError(13, "Permission denied")
        return listdir(path)

    monkeypatch.setattr(folder.os, "listdir", refuse)
    documents, problems = read([tmp_path])
    assert len(documents) == 1
    assert codes(problems) == [("shut", "KG-R03")]


def test_readers_are_chosen_by_name(tmp_path, write):
    write("a.txt")
    assert [problem.code for problem in read([tmp_path], ["frontmatter"])[1]] == ["KG-R10", "KG-R05"]
    with pytest.raises(UsageError, match="unknown reader"):
        read([tmp_path], ["prosa"])


def test_readers_of_other_packages_come_first(monkeypatch):
    monkeypatch.setattr(folder.registry, "names", lambda kind: (*folder.registry.PARTS[kind], "mine"))
    assert folder.default_readers() == ("mine", *folder.registry.PARTS["readers"])


def test_the_original_articles_are_read_word_for_word():
    corpus = Path(__file__).parents[2].parent / "shared" / "corpus"
    if not corpus.is_dir():
        pytest.skip("the labelled articles are not beside the project")
    for part, files in (("seeds", 3), ("dev", 14)):
        documents, problems = read([corpus / part])
        assert codes(problems) == [("gold.yaml", "KG-R05")]
        assert len({document.sources for document in documents}) == files
        for document in documents:
            text = " ".join((corpus / part / document.sources[0]).read_text(encoding="utf-8").split())
            assert all(block in text for block in document.text.split("\n"))
