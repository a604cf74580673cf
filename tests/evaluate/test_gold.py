"""Labels as a person writes them, and what is said of labels that are not as the format says."""

from pathlib import Path

import pytest

from kg.errors import UsageError
from kg.gold import GoldArticle, GoldEntity, GoldStatement, load

LABELS = """\
deep/a.txt:
  entities:
    ada: {type: Player, names: [Ada Moss, Moss]}
    rovers: {type: Club, names: [NO]}
    city: {type: Club, names: [Brelle City]}
  statements:
    - {s: ada, p: playsFor, o: [rovers, city], q: {date: 2026-06-03, count: 2}}
    - {s: ada, p: goals, v: 20, optional: true}
b.txt: {}
"""


def folder_with(tmp_path: Path, labels: str) -> Path:
    (tmp_path / "deep").mkdir()
    for name in ("deep/a.txt", "b.txt"):
        (tmp_path / name).write_text("An article.", encoding="utf-8")
    (tmp_path / "gold.yaml").write_text(labels, encoding="utf-8")
    return tmp_path


def test_labels_are_read_as_they_are_written(tmp_path: Path) -> None:
    """A name is no truth value, a date no object, a single id a list of one."""
    first, second = load(folder_with(tmp_path, LABELS))
    assert second == GoldArticle(source="b.txt")
    assert first.source == "deep/a.txt"
    assert first.entities == (
        GoldEntity(id="ada", type="Player", names=("Ada Moss", "Moss")),
        GoldEntity(id="rovers", type="Club", names=("NO",)),
        GoldEntity(id="city", type="Club", names=("Brelle City",)),
    )
    assert first.statements == (
        GoldStatement(
            subjects=("ada",),
            predicate="playsFor",
            objects=("rovers", "city"),
            qualifiers=(("date", "2026-06-03"), ("count", "2")),
        ),
        GoldStatement(subjects=("ada",), predicate="goals", value="20", optional=True),
    )


@pytest.mark.parametrize(
    ("labels", "said"),
    [
        ("", "gold.yaml: it labels no article"),
        ("a: [", "gold.yaml: no valid YAML ("),
        ("c.txt: {}", "gold.yaml:1: c.txt: is labelled, but "),
        ("b.txt: text", "gold.yaml:1: b.txt: the article is no mapping"),
        ("b.txt: {entitys: {}}", 'b.txt: the article has the unknown key "entitys"; expected entities, statements'),
        ("./b.txt: {}", 'has no such file; mend the name. Did you mean "b.txt"?'),
        ("deep/../b.txt: {}", "has no such file; mend the name."),
        ("b.txt: {entities: {x: {type: Club, names: [' ']}}}", 'entity "x" needs a list of texts under "names"'),
        ("bb.txt: {}", 'mend the name. Did you mean "b.txt"?'),
        ("a: &a [*a]", "gold.yaml: no valid YAML ("),
        ("? [a]\n: b", "a key is no text"),
        ("b.txt: {}\nb.txt: {}", 'gold.yaml:2: "b.txt" stands here and in line 1; join the two'),
        (
            "b.txt:\n  entities:\n    ada: {type: C, names: [Ada]}\n  statements:\n    - {s: ada, p: r, o: adda}",
            'gold.yaml:5: b.txt: statement 1 names "adda", which is not among the entities; add it there. '
            'Did you mean "ada"?',
        ),
        ("b.txt: {entities: {x: {type: Club}}}", 'b.txt: entity "x" lacks "names"'),
        ("b.txt: {entities: {x: {type: Club, names: X}}}", 'entity "x" needs a list of texts under "names"'),
        ("b.txt: {entities: {x: {type: [], names: [X]}}}", 'entity "x" has no text under "type"'),
        ("b.txt: {statements: {s: x}}", "b.txt: statements is no list"),
        ("b.txt: {statements: [{s: x, p: rivalOf, o: y}]}", 'statement 1 names "x", which is not among the entities'),
        ("b.txt: {statements: [{s: x, p: rivalOf}]}", "statement 1 needs an object (o) or a value (v)"),
        ("b.txt: {statements: [{s: x, p: rivalOf, o: y, v: 1}]}", "statement 1 needs an object (o) or a value (v)"),
        ("b.txt: {statements: [{s: x, p: rivalOf, o: []}]}", 'needs a text or a list of texts under "o"'),
        (
            "b.txt: {entities: {x: {type: C, names: [X]}}, statements: [{s: x, p: r, v: 1, optional: maybe}]}",
            "statement 1 has an optional that is neither true nor false",
        ),
    ],
)
def test_labels_that_are_not_as_the_format_says(tmp_path: Path, labels: str, said: str) -> None:
    with pytest.raises(UsageError) as refused:
        load(folder_with(tmp_path, labels))
    assert said in str(refused.value)


def test_a_folder_without_labels(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"gold\.yaml: cannot be read \(No such file or directory\); expected labels"):
        load(tmp_path)
