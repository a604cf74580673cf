import pytest

from kg.extract.learned.document_relations import LabelledEntities, Settings, train
from kg.extract.learned.layout import DocumentEntity, EntityDocument, Span

pytest.importorskip("sklearn")

FIRMS = ("Acme", "Bexar", "Corvo", "Dunmore", "Elbrus", "Fenwick", "Galt", "Hexam")
TOWNS = ("Lund", "Metz", "Nara", "Oslo", "Pisa", "Riga", "Siena", "Turku")
FAST = Settings(folds=2, seldom=1, unrelated=1, first_cost=10, second_cost=10)


def article(firm: str, town: str, other: str) -> LabelledEntities:
    """A firm is based in one town and sells in another; the next sentence says `it`."""
    sentences = [f"{firm} makes kites .".split(), f"It is based in {town} and sells in {other} .".split()]
    entities = [
        DocumentEntity("firm", (Span(0, 0, 1),)),
        DocumentEntity("place", (Span(1, 4, 5),)),
        DocumentEntity("place", (Span(1, 8, 9),)),
    ]
    document = EntityDocument(title=firm, sentences=sentences, entities=entities)
    return LabelledEntities(document, {(0, 1): {"home"}, (0, 2): {"market"}})


ARTICLES = [article(firm, TOWNS[number], TOWNS[-number - 1]) for number, firm in enumerate(FIRMS)]


def found(one: LabelledEntities) -> set[tuple[int, str, int]]:
    return {(fact.head, fact.relation, fact.tail) for fact in train(ARTICLES, settings=FAST).read(one.document)}


def test_it_learns_what_stands_between_over_sentences() -> None:
    assert found(article("Zeno", "Ulm", "Visby")) == {(0, "home", 1), (0, "market", 2)}


def test_types_that_were_never_related_are_not() -> None:
    one = article("Zeno", "Ulm", "Visby")
    entities = [DocumentEntity("event", entity.spans) for entity in one.document.entities]
    strange = EntityDocument(title="Zeno", sentences=one.document.sentences, entities=entities)
    assert found(LabelledEntities(strange, {})) == set()


def test_the_same_documents_give_the_same_model() -> None:
    first, second = (train(ARTICLES, settings=FAST) for _ in range(2))
    assert first.cuts == second.cuts
    assert first.read(ARTICLES[0].document) == second.read(ARTICLES[0].document)


def test_a_document_without_entities_gives_nothing() -> None:
    assert found(LabelledEntities(EntityDocument(title="", sentences=[["Rain", "."]], entities=[]), {})) == set()


def near(number: int) -> LabelledEntities:
    """A firm near a town, which is its home in one of three cases."""
    one = article(f"Firm{number}", f"Town{number}", "Visby")
    sentences = [one.document.sentences[0], ["It", "lies", "quite", "near", *one.document.sentences[1][4:]]]
    document = EntityDocument(title=one.document.title, sentences=sentences, entities=one.document.entities)
    return LabelledEntities(document, {(0, 1): {"home"}} if number % 3 == 0 else {})


def test_facts_whose_entities_were_not_found_lower_the_threshold() -> None:
    some = [*ARTICLES, *map(near, range(12))]
    lost = [LabelledEntities(one.document, one.facts, lost=("home",) * 20) for one in some]
    assert train(lost, settings=FAST).cuts["home"] < train(some, settings=FAST).cuts["home"]
