"""The benchmark of speed: its articles, and what it prints."""

import json
import re

import pytest

from benchmarks import news_prose, speed


def test_articles_are_the_same_for_a_seed_and_have_no_sentence_twice() -> None:
    found = list(news_prose.articles(20))
    assert found == list(news_prose.articles(20))
    assert found[:5] == list(news_prose.articles(5))
    assert found != list(news_prose.articles(20, seed=2))
    assert all(500 <= len(text.split()) < 620 for text in found)
    assert not any("{" in text for text in found)
    sentences = [sentence for text in found for sentence in re.split(r"(?<=[.])\s+(?=[A-Z\"])", text)]
    assert len(set(sentences)) > 0.99 * len(sentences)


def test_it_says_how_fast_each_stage_is(capsys: pytest.CaptureFixture[str]) -> None:
    assert speed.main(["--articles", "2", "--json"]) == 0
    figures = json.loads(capsys.readouterr().out)
    stages = ("start", "read", "extract", "resolve", "write", "build", "build with start", "peak memory")
    assert figures["articles"] == 2
    assert all(figures[stage] > 0 for stage in stages)
    assert speed.table(figures).splitlines()[0].split() == ["articles", "2"]


def test_a_missing_peer_says_how_to_get_it(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    def missing() -> object:
        raise ImportError("No module named 'nltk'")

    monkeypatch.setitem(speed.PEERS, "nltk", missing)  # type: ignore[index]
    assert speed.main(["--articles", "1", "--peer", "nltk"]) == 2
    assert "pip install nltk" in capsys.readouterr().err


def test_an_unknown_extractor_is_misuse(capsys: pytest.CaptureFixture[str]) -> None:
    assert speed.main(["--articles", "1", "--extractors", "ruls"]) == 2
    assert "rules" in capsys.readouterr().err
