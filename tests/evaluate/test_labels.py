"""Labels that the ontology has no words for are refused, with their lines."""

from pathlib import Path

import pytest

from kg import gold, ontology
from kg.errors import UsageError
from kg.evaluate.labels import check

LABELS = """\
a.txt:
  entities:
    acme: {type: Compny, names: [Acme]}
    ada: {type: Person, names: [Ada Moss]}
  statements:
    - {s: ada, p: worksfor, o: acme, q: {rolle: chair}}
    - {s: ada, p: worksFor, o: acme}
"""


def test_unknown_words(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Ada Moss is chair of Acme.", encoding="utf-8")
    (tmp_path / "gold.yaml").write_text(LABELS, encoding="utf-8")
    with pytest.raises(UsageError) as refused:
        check(tmp_path, gold.load(tmp_path), ontology.load())
    file = tmp_path / "gold.yaml"
    assert str(refused.value).split("\n") == [
        f'{file}:3: a.txt: entity "acme" is of the unknown class "Compny". Did you mean "Company"?',
        f'{file}:6: a.txt: statement 1 has the unknown predicate "worksfor". Did you mean "worksFor"?',
        f'{file}:6: a.txt: statement 1 has the unknown qualifier "rolle". Did you mean "role"?',
        "mend the labels, or name the ontology that they are for: --ontology DIR (now kg.ttl)",
    ]


def test_many_unknown_words_are_counted(tmp_path: Path) -> None:
    things = "".join(f"    t{number}: {{type: Thing{number}, names: [T]}}\n" for number in range(13))
    (tmp_path / "a.txt").write_text("T", encoding="utf-8")
    (tmp_path / "gold.yaml").write_text(f"a.txt:\n  entities:\n{things}", encoding="utf-8")
    with pytest.raises(UsageError) as refused:
        check(tmp_path, gold.load(tmp_path), ontology.load())
    assert "and 3 more" in str(refused.value).split("\n")
