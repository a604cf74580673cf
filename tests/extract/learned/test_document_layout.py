from kg.extract.learned.layout import DocumentEntity, EntityDocument, Layout, Span


def document(title: str, *sentences: str, entities: list[DocumentEntity]) -> EntityDocument:
    return EntityDocument(title=title, sentences=[sentence.split() for sentence in sentences], entities=entities)


ACME = DocumentEntity("firm", (Span(0, 0, 2),))
ADA = DocumentEntity("person", (Span(0, 4, 6), Span(1, 2, 3)))


def acme(title: str) -> EntityDocument:
    return document(
        title,
        "Acme Rockets was founded Ada Moss in Lund .",
        "The firm hired Moss because it grew while she rested .",
        entities=[ACME, ADA],
    )


def test_a_mention_is_one_item_and_the_rest_is_lower_case() -> None:
    layout = Layout(acme(""))
    assert list(layout.items[0]) == ["<firm>", "was", "founded", "<person>", "in", "lund", "."]
    assert layout.places[1][0][:2] == (0, 3)


def test_the_topic_is_what_the_title_names_else_what_comes_first() -> None:
    assert Layout(acme("")).topic == 0
    assert Layout(acme("Ada Moss (engineer)")).topic == 1
    assert Layout(acme("A day in May")).topic == 0
    assert Layout(document("Nothing", "No name .", entities=[])).topic == -1


def test_pronouns_and_the_noun_that_begins_a_sentence_stand_for_a_thing() -> None:
    assert [place for place in Layout(acme("Acme Rockets"), {"person"}).places[0] if place.proxy] == [
        (1, 1, True),
        (1, 5, True),
    ]


def test_he_and_she_stand_for_a_person() -> None:
    places = Layout(acme("Ada Moss"), {"person"}).places[1]
    assert [place for place in places if place.proxy] == [(1, 8, True)]


def test_of_mentions_that_overlap_the_first_has_a_place() -> None:
    inner = DocumentEntity("place", (Span(0, 1, 2),))
    layout = Layout(document("", "Acme Rockets flies .", entities=[ACME, inner]))
    assert list(layout.items[0]) == ["<firm>", "flies", "."]
    assert [len(places) for places in layout.places] == [1, 0]
