"""Rules as files: what is read, and what is said of a broken one."""

from pathlib import Path

import pytest

from kg import ontology
from kg.errors import OntologyError
from kg.extract import rulebook
from kg.extract.rulebook import FrameRule, PatternRule, Slot

TURTLE = """\
@prefix : <https://zoo.example/terms/> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
:Animal a owl:Class . :Zoo a owl:Class .
:livesIn a owl:ObjectProperty ; rdfs:domain :Animal ; rdfs:range :Zoo .
"""
FRAME = (
    "rules:\n  - {id: live, predicate: livesIn, verbs: [live], subject: 'subj:Animal', object: 'in|at:Zoo,!Animal'}\n"
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "zoo.ttl").write_text(TURTLE, encoding="utf-8")
    (tmp_path / "rules").mkdir()
    return tmp_path


def load(folder: Path, **files: str) -> rulebook.Rulebook:
    for stem, text in files.items():
        (folder / "rules" / f"{stem}.yaml").write_text(text, encoding="utf-8")
    return rulebook.load(ontology.load(folder))


def test_no_rules_folder_is_an_empty_rulebook(tmp_path: Path) -> None:
    (tmp_path / "zoo.ttl").write_text(TURTLE, encoding="utf-8")
    book = rulebook.load(ontology.load(tmp_path))
    assert (book.frames, book.patterns, book.derived) == ((), (), ())
    assert book.role.fullmatch("director") is None


def test_a_frame_rule(folder: Path) -> None:
    assert load(folder, a=FRAME).frames == (
        FrameRule(
            id="live",
            predicate="livesIn",
            subject=Slot(("subj",), ("Animal",)),
            object=Slot(("in", "at"), ("Zoo", "!Animal")),
            verbs=("live",),
        ),
    )


def test_kinds_of_rules_may_stand_in_any_file(folder: Path) -> None:
    pattern = "rules:\n  - {id: p, predicate: livesIn, patterns: ['{subject} at {object}'], qualifiers: {rank: 1}}\n"
    follows = "rules:\n  - {id: w, when: livesIn, predicate: livesIn, subject: [Animal]}\n"
    book = load(folder, a=FRAME, b=pattern, c=follows)
    assert [rule.id for rule in book.frames] == ["live"]
    assert book.patterns == (
        PatternRule(id="p", predicate="livesIn", patterns=("{subject} at {object}",), qualifiers=(("rank", "1"),)),
    )
    assert [(rule.id, rule.reverse, rule.confidence) for rule in book.derived] == [("w", False, 0.8)]


def test_tables_of_names(folder: Path) -> None:
    names = "heads: {Zoo: [Park]}\ndescriptors: {Zoo: [Ltd]}\nleads: {Zoo: [House, House of]}\n"
    book = load(folder, names=names + "kinds: {Animal: [tiger]}\nroles: [keeper, 'head keeper']\n")
    assert book.heads == {"Park": "Zoo", "Ltd": "Zoo"}
    assert book.leads == ((("House", "of"), "Zoo"), (("House",), "Zoo"))
    assert book.kinds == {"tiger": "Animal"}
    assert book.role.fullmatch("head keeper and keeper")
    assert not book.role.fullmatch("head")


@pytest.mark.parametrize(
    ("files", "says"),
    [
        ({"a": FRAME.replace("livesIn", "eats")}, r"a\.yaml: rule live: unknown predicate \"eats\"; .*livesIn"),
        ({"a": FRAME.replace("predicate: livesIn, ", "")}, r"a\.yaml: rule live: .*predicate"),
        ({"a": "rules:\n  - {predicate: livesIn}\n"}, r"a\.yaml: rule 1: "),
        ({"a": FRAME.replace("'subj:Animal'", "7")}, r"a\.yaml: rule live: "),
        ({"a": "rules:\n  - {id: w, when: eats, predicate: livesIn}\n"}, r"a\.yaml: rule w: unknown predicate"),
        ({"names": "heads: {Cage: [Park]}\n"}, r"names\.yaml: heads names the class \"Cage\""),
        ({"names": "contexts: {Cage: {2: ['_ roar']}}\n"}, r"names\.yaml: contexts names the class \"Cage\""),
        ({"a": "rules: [\n"}, r"(?s)a\.yaml: .*expected YAML"),
        ({"a": "- just a list\n"}, r"a\.yaml: expected a mapping"),
        ({"names": "heads: [Park]\n"}, r"names\.yaml: heads names the class \"Park\""),
    ],
)
def test_a_broken_rule_is_named_with_its_file(folder: Path, files: dict[str, str], says: str) -> None:
    with pytest.raises(OntologyError, match=says):
        load(folder, **files)


@pytest.mark.parametrize(
    "files",
    [
        {"a": FRAME.replace("subj:Animal", "subj:Unicorn")},
        {"a": "rules:\n  - {id: p, predicate: livesIn, patterns: ['{subject:Unicorn} at {object}']}\n"},
        {"a": "rules:\n  - {id: w, when: livesIn, predicate: livesIn, subject: [Unicorn]}\n"},
        {"a": FRAME.replace("verbs: [live]", "verb: live")},
        {"a": FRAME.replace("verbs: [live]", "verbs: [live], status: maybe")},
        {"names": "person: Unicorn\n"},
        {"names": "headz: {Zoo: [Park]}\n"},
        {"measures": "predicate: eats\n"},
        {"a": "rules: 7\n"},
        {"a": "rules:\n  - just words\n"},
        {"names": "roles: ['(keeper']\n"},
    ],
)
def test_a_rule_that_cannot_work_is_refused(folder: Path, files: dict[str, str]) -> None:
    with pytest.raises(OntologyError):
        load(folder, **files)


def test_the_shipped_rules_load() -> None:
    book = rulebook.load(ontology.load())
    ids = [rule.id for rule in (*book.frames, *book.patterns, *book.derived)]
    assert len(ids) == len(set(ids)) > 50
