"""Training articles with invented names."""

from benchmarks import invented_news


def test_articles_are_marked_and_the_same_each_time() -> None:
    documents = invented_news.articles(20)
    assert documents == invented_news.articles(20)
    types = {span.type for document in documents for spans in document.spans for span in spans}
    assert types == set(invented_news.CLASSES.values())
    for document in documents:
        for words, spans in zip(document.sentences, document.spans, strict=True):
            assert all(words[span.first].text[:1].isupper() or span.type == "Technology" for span in spans), words


def test_every_slot_has_a_class() -> None:
    slots = {piece.split("}")[0].rstrip("23") for line in invented_news.TEMPLATES for piece in line.split("{")[1:]}
    assert slots == set(invented_news.CLASSES)
