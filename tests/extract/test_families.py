"""The articles of one file: each is read once, and every time anew for who asks."""

from factory import article

from kg.extract.families import Families
from kg.extract.reading import Reading, read, tagged
from kg.model import Document

TEXTS = ("Varnholt hired 40 people.", "Dunmarrow sold 12 servers.", "Quillon closed.")


def test_a_family_is_read_once_and_copied_for_each_of_its_articles() -> None:
    made: list[Document] = []
    families = Families(lambda document: made.append(document) or whole(document))
    one, two, three = (article(text) for text in TEXTS)
    first = families.readings(one, (two, three))
    first[0].spans[0][0].name = "changed"
    again = families.readings(two, (one, three))
    assert made == [one, two, three]
    assert [reading.document for reading in again] == [two, one, three]
    assert [span.name for span in again[1].all_spans()] == [""]
    assert [unit.span for unit in again[1].units[0] if unit.span] == list(again[1].all_spans())
    families.readings(three, (two,))
    assert made == [one, two, three, three, two]


def test_an_article_alone_is_not_kept() -> None:
    made: list[Document] = []
    families = Families(lambda document: made.append(document) or whole(document))
    one = article(TEXTS[0])
    assert [families.readings(one, ())[0].document, families.readings(one, ())[0].document] == [one, one]
    assert made == [one, one]


def whole(document: Document) -> Reading:
    reading = read(document)
    tagged(reading)
    return reading
