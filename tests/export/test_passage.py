from urllib.parse import unquote

import pytest

from kg.export.passage import passage, place, safe_url, sentence_url
from kg.model import Document, Evidence

TEXT = "A headline\nAcme opened. Acme - with Beta, Gamma & Co. - built it. Then it closed.\nThe end"
QUOTE = "Acme - with Beta, Gamma & Co. - built it."


def document(url: str | None = "https://example.org/a", text: str = TEXT, **fields: object) -> Document:
    return Document(id="article/1", text=text, sources=("x/a.md", "x/b.md"), url=url, **fields)  # type: ignore[arg-type]


def evidence(quote: str, text: str = TEXT) -> Evidence:
    begin = text.index(quote)
    return Evidence(document="article/1", begin=begin, end=begin + len(quote), quote=quote)


def test_a_passage_is_the_block_around_the_quote() -> None:
    found = passage(document(), evidence(QUOTE))
    assert (found.before, found.quote, found.after) == ("Acme opened. ", QUOTE, " Then it closed.")


def test_a_long_block_is_cut_at_words() -> None:
    text = "word " * 1000 + QUOTE + " more" * 1000
    found = passage(document(text=text), evidence(QUOTE, text))
    assert found.before.startswith("… word ")
    assert found.after.endswith(" more …")
    assert len(found.before) + len(found.after) < 500


def test_a_long_block_without_spaces_is_cut_too() -> None:
    text = "字" * 1000 + "极星开业。" + "字" * 1000
    found = passage(document(text=text), evidence("极星开业。", text))
    assert found.before == "…" + "字" * 240
    assert found.after == "字" * 240 + "…"


def test_the_link_is_a_text_fragment_with_everything_encoded() -> None:
    href = passage(document(), evidence(QUOTE)).href
    assert href == ("https://example.org/a#:~:text=Acme%20%2D%20with%20Beta%2C%20Gamma%20%26%20Co.%20%2D%20built%20it.")


def test_a_url_with_a_fragment_keeps_it() -> None:
    assert sentence_url("https://example.org/a#part", "It is.") == "https://example.org/a#part:~:text=It%20is."


def test_a_long_quote_is_found_by_its_first_and_last_words() -> None:
    sentence = "One two three four five " + "six " * 40 + "seven eight nine, ten eleven."
    start, _, end = sentence_url("https://example.org/", sentence).partition(":~:text=")[2].partition(",")
    assert unquote(start) == "One two three four five"
    assert unquote(end) == "seven eight nine, ten eleven."


def test_a_long_chinese_quote_is_found_by_its_first_and_last_clauses() -> None:
    sentence = "极星公司周四宣布，" + "它将在天津建设一座新的数据中心" * 10 + "，明年开业。"
    start, _, end = sentence_url("https://example.org/", sentence).partition(":~:text=")[2].partition(",")
    assert unquote(start) == "极星公司周四宣布"
    assert unquote(end) == "明年开业"


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", "JavaScript:alert(1)//https://x", "file:///etc/passwd", "data:x"]
)
def test_only_web_addresses_become_links(url: str) -> None:
    assert safe_url(url) == ""
    assert passage(document(url), evidence(QUOTE)).href == ""


@pytest.mark.parametrize("url", [None, "", "https:", "http://[", "www.example.org/a", "not a url"])
def test_broken_addresses_become_no_links(url: str | None) -> None:
    assert safe_url(url) == ""


def test_web_addresses_stay_as_they_are() -> None:
    assert safe_url("HTTPS://example.org/?a=b") == "HTTPS://example.org/?a=b"


def test_the_place_is_the_first_file_and_the_line_of_the_block() -> None:
    lines = (3, 7, 9)
    assert passage(document(lines=lines), evidence(QUOTE)).place == "x/a.md:7"
    assert place(document(lines=lines)) == "x/a.md:3"


def test_the_place_without_known_lines_is_the_file() -> None:
    assert passage(document(), evidence(QUOTE)).place == "x/a.md"
