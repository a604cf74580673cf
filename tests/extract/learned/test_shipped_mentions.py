"""The taggers that kg ships, on sentences written for the purpose."""

from pathlib import Path

import pytest

from kg.extract import tagger as parts_of_speech
from kg.extract.learned.tagger import MentionTagger
from kg.extract.learned.words import sentences

MODELS = parts_of_speech.MODEL.parent
TEXTS = {
    "zh": (
        "张伟博士毕业于清华大学，后来移居上海。",
        {("张伟", "Person"), ("清华大学", "Organization"), ("上海", "Place")},
    ),
    "en": (
        "Ingrid Solberg, a professor at the University of Tarvik, moved to Norway in 2019. Solberg liked Germany.",
        {
            ("Ingrid Solberg", "Person"),
            ("University of Tarvik", "University"),
            ("Norway", "Country"),
            ("Solberg", "Person"),
        },
    ),
}


@pytest.mark.parametrize("language", sorted(TEXTS))
def test_finds_names_in_its_language(language: str) -> None:
    text, expected = TEXTS[language]
    tagger = MentionTagger.load(Path(MODELS / f"mentions_{language}.bin").read_bytes())
    found = {(text[one.begin : one.end], one.type) for row in tagger.tag(sentences(text)) for one in row}
    assert tagger.language == language
    assert expected <= found


@pytest.mark.parametrize("language", sorted(TEXTS))
def test_is_small(language: str) -> None:
    assert (MODELS / f"mentions_{language}.bin").stat().st_size < {"en": 6_000_000, "zh": 2_000_000}[language]
