from dataclasses import replace

from factory import default
from things import LEXICON

from kg.ids import referent_key
from kg.model import Annotations, Document, Mention
from kg.resolve.referents import referents

ARTICLE = Document(id="a", text="Lenovo Group grows, and the company sells. Lenovo wins.", sources=("a.md",))


def mention(begin: int, end: int, **fields: object) -> Mention:
    anchor = ARTICLE.text[begin:end]
    values = {"type": "Company", "name": "Lenovo Group", **fields}
    return Mention(document="a", begin=begin, end=end, anchor=anchor, **values)  # type: ignore[arg-type]


def test_mentions_of_one_type_and_name_are_one_thing() -> None:
    mentions = (mention(0, 12), mention(20, 31, nominal=True, hint="dell"), mention(43, 49, hint="lenovo"))
    (found,) = referents(ARTICLE, Annotations(document="a", mentions=mentions), default(), LEXICON)
    assert found.key == referent_key("a", "Company", "Lenovo Group")
    assert (found.names, found.hints, found.weight) == (("Lenovo", "Lenovo Group"), ("lenovo",), 3)


def test_a_hint_that_the_lexicon_lacks_counts_for_nothing() -> None:
    mentions = (mention(0, 12, hint="gone"),)
    (found,) = referents(ARTICLE, Annotations(document="a", mentions=mentions), default(), LEXICON)
    assert found.hints == ()


def test_a_hint_of_a_short_form_is_none_for_a_unit() -> None:
    mentions = (mention(43, 49, name="Lenovo Cloud", hint="lenovo"),)
    (found,) = referents(ARTICLE, Annotations(document="a", mentions=mentions), default(), LEXICON)
    assert found.hints == ()


def test_publisher_and_authors_are_things_of_their_own() -> None:
    article = replace(ARTICLE, publisher="Harbor Post", publisher_aliases=("harborpost.net",), authors=("Anna Reed",))
    found = {each.type: each for each in referents(article, Annotations(document="a"), default(), LEXICON)}
    assert found["Publisher"].names == ("Harbor Post", "harborpost.net")
    assert found["Person"].name == "Anna Reed"


def test_an_ontology_without_persons_gets_none() -> None:
    class Bare:
        def class_for(self, *iris: str) -> None:
            return None

        class_as_wide = class_for

    article = replace(ARTICLE, publisher="Harbor Post", authors=("Anna Reed",))
    assert referents(article, Annotations(document="a"), Bare(), LEXICON) == []  # type: ignore[arg-type]
