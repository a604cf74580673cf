"""What every registered extractor must do, whatever its method."""

import pickle
from collections.abc import Iterator

import pytest
from factory import article
from hypothesis import example, given, settings
from hypothesis import strategies as st

from kg import lexicon, ontology
from kg.build import EXTRACTORS, Annotate
from kg.model import Annotations, Document, Literal, Mention
from kg.protocols import Extractor
from kg.registry import make, names

TEXT = """\
Varnholt Systems unveils a server at its Graz plant
Varnholt Systems on Tuesday unveiled the Corvid S12, a rack server with eight Tern 40 accelerators. It costs €18,900.
"Demand is strong," said Ingrid Halvorsen, chief executive of Varnholt Systems, which denied it had bought Kestrova.
皓月计算（Haoyue Computing）发布新服务器，收入6440亿美元。
The supercomputer Ptarmigan 🐦 in Tampere entered the TOP500 in 34th place; the machine is cooled by liquid cooling.
"""
TERMS = ontology.load()
LEXICON = lexicon.load(TERMS.folder)
STATUSES = {"actual", "planned", "forecast", "reported", "denied", "ended"}


@pytest.fixture(scope="module", params=names("extractors"))
def extractor(request: pytest.FixtureRequest) -> Extractor:
    found: Extractor = make("extractors", request.param, TERMS, LEXICON)
    return found


def run(extractor: Extractor, document: Document, *beside: Document) -> Annotations:
    """What an extractor adds to what those before it in a build have found."""
    chain = EXTRACTORS[: EXTRACTORS.index(extractor.name)] if extractor.name in EXTRACTORS else ()
    before = Annotate(TERMS, LEXICON, chain)((document, *beside)) if chain else Annotations(document=document.id)
    return extractor.extract(document, before, beside)


def ends(annotations: Annotations) -> Iterator[Mention]:
    yield from annotations.mentions
    for relation in annotations.relations:
        yield relation.subject
        if isinstance(relation.object, Mention):
            yield relation.object


def check(document: Document, annotations: Annotations) -> None:
    assert annotations.document == document.id
    for mention in ends(annotations):
        assert mention.document == document.id
        assert mention.begin < mention.end
        assert document.text[mention.begin : mention.end] == mention.anchor
        assert mention.type in TERMS.classes
        assert mention.name
        assert 0 <= mention.confidence <= 1
        assert mention.annotator
    for relation in annotations.relations:
        assert relation.document == document.id
        assert 0 <= relation.begin < relation.end <= len(document.text)
        assert "\n" not in document.text[relation.begin : relation.end]
        assert relation.status in STATUSES
        assert 0 <= relation.confidence <= 1
        assert relation.annotator
        assert list(relation.qualifiers) == sorted(relation.qualifiers)
        assert {key for key, _ in relation.qualifiers} <= set(TERMS.qualifiers) - {"status"}
        assert not TERMS.properties[relation.predicate].automatic
        target = None if isinstance(relation.object, Literal) else relation.object.type
        assert TERMS.fits(relation.predicate, relation.subject.type, target)


def test_it_has_a_name_and_a_version(extractor: Extractor) -> None:
    assert extractor.name in names("extractors")
    assert extractor.version


def test_what_it_finds_is_well_formed(extractor: Extractor) -> None:
    document = article(TEXT, "2031-03-06")
    found = run(extractor, document)
    check(document, found)
    assert found.mentions or found.relations


def test_it_is_a_pure_function(extractor: Extractor) -> None:
    document = article(TEXT, "2031-03-06")
    first = run(extractor, document)
    run(extractor, article("Kestrova Systems is a company.\nIt makes the Corvid S12, a toy."))
    assert run(extractor, document) == first


def test_its_findings_travel_between_processes(extractor: Extractor) -> None:
    found = run(extractor, article(TEXT, "2031-03-06"))
    assert pickle.loads(pickle.dumps(found)) == found


def test_articles_beside_lend_their_names_only(extractor: Extractor) -> None:
    document = article("Haoyue rises\nShares of Haoyue rose on Tuesday.", "2031-03-06")
    beside = article("Other news\nThe chip designer Haoyue Group, the startup Kestrova and others met.")
    found = run(extractor, document, beside)
    check(document, found)


@pytest.mark.parametrize("text", ["", "\n\n", "x", "。", "1", '"', "()", "-based", "'s", "A", "\ufeff", "the the the"])
def test_little_texts(extractor: Extractor, text: str) -> None:
    document = article(text)
    check(document, run(extractor, document))


MARKS = [
    "مرحبا",
    "שלום",
    "🐦🚀",
    "公司",
    "的",
    "、",
    "’s",
    "“",
    "”",
    "(",
    ")",
    "–",
    "-based",
    "and",
    "which",
    ",",
    "is",
]
WORDS = [*TEXT.split(), *MARKS]


@settings(max_examples=60, deadline=None)
@example("cooled 公司 公司")  # a post that ends inside another sentence
@given(st.lists(st.sampled_from(WORDS), max_size=40).map(" ".join) | st.text(max_size=120))
def test_no_text_raises(extractor: Extractor, text: str) -> None:
    document = article(text, "2031-03-06")
    check(document, run(extractor, document))


def test_a_long_line_takes_no_ages(extractor: Extractor) -> None:
    document = article("Acme and " * 2000)
    check(document, run(extractor, document))
