import pytest

from kg.extract import tagger
from kg.extract.learned import pairs
from kg.extract.learned.linear import hashes
from kg.extract.learned.pairs import Argument, Memory, View, Words

KNOWN = frozenset(("novel", "written", "illustrated", "by", "and", "lies", "in", "is"))


def view(text: str, *arguments: Argument, known: frozenset[str] = KNOWN) -> View:
    words = text.split()
    return View(Words(words, tagger.tag(words)), sorted(arguments), Memory(known))


def has(found: object, *names: str) -> list[bool]:
    return [hash_ in set(found.tolist()) for name in names for hash_ in hashes([name]).tolist()]  # type: ignore[attr-defined]


def test_a_word_counts_as_itself_only_with_several_subjects() -> None:
    seen = [("A", ["founded", "Ostmark"]), ("B", ["Founded"]), ("C", ["founded"]), ("A", ["Ostmark"])]
    memory = Memory.of(seen)
    assert memory.word("Founded") == "founded"
    assert memory.word("Ostmark") == "Xx"
    assert pairs.shape("K-1900b") == "X-0x"


def test_an_argument_hangs_on_what_governs_its_list() -> None:
    text = "Red Harbour is written by Mara Veldt and Jonas Pike and illustrated by Ilse Korn ."
    subject, second, third = Argument(0, 2, "name"), Argument(8, 10, "name"), Argument(13, 15, "name")
    sentence = view(text, subject, second, third)
    writer, painter = sentence.pair(subject, second), sentence.pair(subject, third)
    assert has(writer, "O under2 by written", "O under2 by illustrated") == [True, False]
    assert has(painter, "O under2 by written", "O under2 by illustrated") == [False, True]


def test_order_distance_and_kinds_are_seen() -> None:
    left, right = Argument(0, 1, "name"), Argument(3, 4, "date")
    sentence = view("Nordby lies in 1994 .", left, right)
    assert has(sentence.pair(left, right), "> all lies in", "kinds name date") == [True, True]
    assert has(sentence.pair(right, left), "< all lies in", "kinds date name") == [True, True]


def test_traits_and_the_kind_of_the_topic_are_seen() -> None:
    subject, target = Argument(0, 2, "name"), Argument(7, 9, "name", ("lexicon author",))
    sentence = view("Red Harbour is a crime novel by Mara Veldt .", subject, target)
    found = sentence.pair(subject, target)
    assert has(found, "O lexicon author", "S lexicon author", "S of novel") == [True, False, True]


@pytest.mark.parametrize("words", [["Nordby"], ["Nordby", "."]])
def test_short_sentences(words: list[str]) -> None:
    only = Argument(0, 1, "name")
    sentence = View(Words(words, tagger.tag(words)), [only], Memory(frozenset()))
    assert len(sentence.pair(only, only)) > 10
