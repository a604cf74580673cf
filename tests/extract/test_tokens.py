"""Sentences and tokens: where they end, and that their offsets are the document's."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.extract.tokens import sentences


def split(text: str) -> list[str]:
    return [text[sentence.begin : sentence.end] for sentence in sentences(text)]


def words(text: str) -> list[str]:
    return [token.text for sentence in sentences(text) for token in sentence.tokens]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It rose. It fell.", ["It rose.", "It fell."]),
        ("Dr. Baek of Acme Inc. left. He was 60.", ["Dr. Baek of Acme Inc. left.", "He was 60."]),
        ("She flew to St. Gallen. It rained.", ["She flew to St. Gallen.", "It rained."]),
        ("In the U.S. Acme leads.", ["In the U.S. Acme leads."]),
        ("It rose 3.5%. Good.", ["It rose 3.5%.", "Good."]),
        ("“Good,” he said. “Very.” It rose.", ["“Good,” he said.", "“Very.”", "It rose."]),
        ("Is it? It is! Yes.", ["Is it?", "It is!", "Yes."]),
        ("Wait... Then it fell… And rose", ["Wait...", "Then it fell…", "And rose"]),
        ("It ends in Jan. 2031. Next.", ["It ends in Jan. 2031.", "Next."]),
        ("他来了。她走了！“好的。”他说", ["他来了。", "她走了！", "“好的。”", "他说"]),
        ("Title\n\nOne line.\nAnother", ["Title", "One line.", "Another"]),
        ("", []),
        (" \n ", []),
    ],
)
def test_sentences(text: str, expected: list[str]) -> None:
    assert split(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Acme's Graz-based unit", ["Acme", "'s", "Graz", "-based", "unit"]),
        ("Acme’s plant", ["Acme", "’s", "plant"]),
        ("don't", ["do", "n't"]),
        ("the U.S. market", ["the", "U.S.", "market"]),
        ("96GB, 1,024 and 3.5%", ["96GB", ",", "1,024", "and", "3.5", "%"]),
        ("the SR860 V2", ["the", "SR860", "V2"]),
        ("No. 1", ["No.", "1"]),
        ("HK$8", ["HK$", "8"]),
        ("Jun-ho", ["Jun-ho"]),
        ("AT&T", ["AT&T"]),
        ("state-of-the-art", ["state-of-the-art"]),
        ("北京A股", ["北", "京", "A", "股"]),
    ],
)
def test_tokens(text: str, expected: list[str]) -> None:
    assert words(text) == expected


def test_blocks_headings_and_languages() -> None:
    title, full, chinese = sentences("New plant for Graz\nIt will open in May.\n皓月计算发布新服务器")
    assert (title.block, title.heading, title.language) == (0, True, "en")
    assert (full.block, full.heading, full.language) == (1, False, "en")
    assert (chinese.block, chinese.language) == (2, "zh")


def test_title_case_is_a_headline_only() -> None:
    assert sentences("Acme Buys Graz Chip Maker")[0].title_case
    assert not sentences("Acme buys a chip maker in Graz")[0].title_case


def test_a_sentence_full_of_names_is_no_headline() -> None:
    assert not sentences("Acme Systems was bought by Beta Group in 2028.")[0].title_case


@given(st.text(max_size=200))
def test_offsets_are_those_of_the_text(text: str) -> None:
    end = 0
    for sentence in sentences(text):
        assert end <= sentence.begin < sentence.end
        assert "\n" not in text[sentence.begin : sentence.end]
        assert sentence.tokens
        end = sentence.begin
        for token in sentence.tokens:
            assert text[token.begin : token.end] == token.text
            assert end <= token.begin < token.end <= sentence.end
            end = token.end
        end = sentence.end


@given(st.text(alphabet="ab .!?。，\n\"'“A1", max_size=60))
def test_nothing_but_white_space_is_lost(text: str) -> None:
    kept = "".join(token.text for sentence in sentences(text) for token in sentence.tokens)
    assert kept == "".join(text.split())
