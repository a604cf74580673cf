"""The mention tagger, trained on a few sentences of invented names."""

import itertools

import pytest

from kg.errors import KgError
from kg.extract.learned.tagger import MentionTagger, Settings, train
from kg.extract.learned.words import Labelled, LabelledDocument, placed, sentences

FIRSTS = ("Arlo", "Bettina", "Carsten", "Dalia", "Emeka", "Fiona")
LASTS = ("Brandel", "Corvin", "Dahlmark", "Estrup", "Falkner", "Gorten")
PORTS = ("Ostmar", "Brelle", "Hollerfeld", "Linden", "Varnow", "Kelmark")
PATTERNS = (
    "[{0} {1}|author] was born in [{2}|port] .",
    "[{1}|author] , who lived in [{2}|port] , wrote two novels .",
    "Ships left [{2}|port] for the north in spring .",
    "Mrs [{1}|author] left [{2}|port] .",
    "In [{2}|port] , Mrs [{1}|author] said nothing .",
)


def marked(*lines: str) -> LabelledDocument:
    """A document of lines with names as `[Ada Lind|author]`."""
    parts, spans = [], []
    for line in lines:
        words: list[str] = []
        found = []
        for piece in line.replace("[", "\t[").replace("]", "]\t").split("\t"):
            name, bar, kind = piece.strip("[]").partition("|")
            if bar:
                found.append(Labelled(len(words), len(words) + len(name.split()), kind))
            words += name.split()
        parts.append(placed(words))
        spans.append(found)
    return LabelledDocument(parts, spans)


def corpus() -> list[LabelledDocument]:
    return [
        marked(*(pattern.format(first, last, port) for pattern in PATTERNS))
        for first, last, port in zip(itertools.cycle(FIRSTS), LASTS * 3, sorted(PORTS * 3), strict=False)
    ]


@pytest.fixture(scope="module")
def data() -> bytes:
    return train(corpus(), hints={"Sundby": ["harbour"]}, settings=Settings(rounds=40))


def test_finds_names_that_it_was_not_trained_on(data: bytes) -> None:
    text = "Greta Holmsund was born in Tarvik. Mrs Holmsund lived in Tarvik."
    tagger = MentionTagger.load(data)
    found = [
        (text[one.begin : one.end], one.type, 0 < one.confidence <= 1)
        for row in tagger.tag(sentences(text))
        for one in row
    ]
    assert found == [
        ("Greta Holmsund", "author", True),
        ("Tarvik", "port", True),
        ("Holmsund", "author", True),
        ("Tarvik", "port", True),
    ]
    assert tagger.types == ("author", "port")


def test_the_same_documents_give_the_same_bytes(data: bytes) -> None:
    assert train(corpus(), hints={"Sundby": ["harbour"]}, settings=Settings(rounds=40)) == data


def test_an_answer_does_not_depend_on_what_was_read_before(data: bytes) -> None:
    fresh, used = MentionTagger.load(data), MentionTagger.load(data)
    for document in corpus():
        used.tag(document.sentences)
    sample = corpus()[3].sentences
    assert fresh.tag(sample) == used.tag(sample)


def test_sentences_without_words_and_odd_text_are_no_trouble(data: bytes) -> None:
    tagger = MentionTagger.load(data)
    assert tagger.tag([]) == []
    assert tagger.tag([[], [], placed(["-"])]) == [[], [], []]
    odd = ["🙂", "שלום", "x" * 5000, "-", "--", "a-", "’s", "\u200b", "1,000", "…"]
    assert len(tagger.tag([placed(odd * 300)])) == 1


def test_a_text_without_full_stops_and_one_longer_than_a_part_are_read_to_their_end(data: bytes) -> None:
    tagger = MentionTagger.load(data)
    line = ["he", "left", ",", "Bettina", "Corvin", "was", "born", "in", "Ostmar", ",", "and", "so", "on", ","]
    row = tagger.tag([placed(line * 200)])[0]
    assert {(one.first % len(line), one.last % len(line), one.type) for one in row[-20:]} == {
        (3, 5, "author"),
        (8, 9, "port"),
    }
    assert row[-1].last == 200 * len(line) - 5
    many = tagger.tag([placed(line)] * 1_700)
    assert [(one.first, one.last) for one in many[-1]] == [(3, 5), (8, 9)]


@pytest.mark.parametrize("cut", [0, 5, 20, 60, -1])
def test_bytes_cut_short_are_refused(data: bytes, cut: int) -> None:
    with pytest.raises(KgError, match="install kg again"):
        MentionTagger.load(data[:cut])


def test_bytes_of_another_version_or_changed_are_refused(data: bytes) -> None:
    other = data[:12] + bytes([data[12] + 1]) + data[13:]
    with pytest.raises(KgError, match="format"):
        MentionTagger.load(other)
    with pytest.raises(KgError, match="damaged"):
        MentionTagger.load(data[:-20] + b"?" + data[-19:])


def test_nothing_to_learn_from_is_said() -> None:
    with pytest.raises(KgError, match="no marked document"):
        train([LabelledDocument([], [])])
    with pytest.raises(KgError, match="language"):
        train(corpus(), language="xx")
