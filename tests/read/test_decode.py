import pytest

from kg.model import Problem, Severity
from kg.read.decode import Decoded, decode

CHINESE = "北原科技发布新一代服务器\n公司周一表示，这款服务器的价格是十二万元，将在明年上市。"


def text(data: bytes) -> str:
    decoded = decode(data, "a.txt")
    assert isinstance(decoded, Decoded), decoded
    return decoded.text


def problem(data: bytes) -> Problem:
    found = decode(data, "a.txt")
    assert isinstance(found, Problem)
    assert found.source == "a.txt"
    return found


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32", "gb18030"])
def test_the_encodings_of_news_are_read(encoding):
    assert text(CHINESE.encode(encoding)) == CHINESE


def test_a_few_chinese_names_in_gb18030_are_enough():
    mixed = "北原科技发布服务器\n\nCore Views - Beiyuan (北原) has shipped a thousand machines to schools [1]"
    assert text(mixed.encode("gb18030")) == mixed


def test_text_is_in_normal_form_with_one_kind_of_line_end():
    assert text("Cafe\u0301\r\nE\u200b\u0301vora\rend".encode()) == "Café\nÉvora\nend"


def test_latin_1_is_a_problem_with_the_place_of_the_first_bad_byte():
    found = problem("Headline\nThe city of Évora voted for the café, said Inês.".encode("latin-1"))
    assert (found.code, found.severity, found.line) == ("KG-R02", Severity.VIOLATION, 2)
    assert "byte 21 (0xc9) is not UTF-8" in found.message
    assert "iconv" in found.message


@pytest.mark.parametrize(
    ("words", "encoding"),
    [
        ("“Quoted” words of a — certain — code page", "windows-1252"),
        ("Компания Север представила новый сервер", "windows-1251"),
        ("삼성전자는 오늘 새로운 서버를 발표했다 그리고 공장을 확장할 계획이라고 밝혔다 " * 8, "euc-kr"),
    ],
)
def test_other_encodings_are_not_taken_for_chinese(words, encoding):
    assert problem(words.encode(encoding)).code == "KG-R02"


@pytest.mark.parametrize("data", [b"", b" \n\t ", b"\xef\xbb\xbf", "\ufeff \n".encode("utf-16"), "\u200b".encode()])
def test_an_empty_file_is_a_problem(data):
    found = problem(data)
    assert (found.code, found.severity) == ("KG-R01", Severity.VIOLATION)


@pytest.mark.parametrize(
    "data", [b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + bytes(range(256)), b"text \x00 text", b"\x7fELF\x02"]
)
def test_binary_is_a_notice(data):
    found = problem(data)
    assert (found.code, found.severity) == ("KG-R05", Severity.INFO)


def test_utf_16_without_a_mark_is_no_binary():
    found = problem("A headline that says it all".encode("utf-16-le"))
    assert (found.code, found.severity) == ("KG-R02", Severity.VIOLATION)
    assert "byte order mark" in found.message


def test_broken_utf_16_is_a_problem():
    assert problem(b"\xff\xfeA\x00\x00\xd8").code == "KG-R02"


@pytest.mark.parametrize(
    ("words", "declared", "encoding"),
    [
        ("Café “Évora”", "iso-8859-1", "cp1252"),
        ("Компания Север", "windows-1251", "cp1251"),
        ("青葉電機、新型ロボット", "Shift_JIS", "cp932"),
        ("北原科技發布", "Big5", "big5"),
    ],
)
def test_a_page_or_feed_may_declare_its_encoding(words, declared, encoding):
    page = f'<!doctype html><meta charset="{declared}"><p>{words}'
    feed = f'<?xml version="1.0" encoding="{declared}"?><rss>{words}</rss>'
    assert (text(page.encode(encoding)), text(feed.encode(encoding))) == (page, feed)


@pytest.mark.parametrize("declared", ["rot13", "base64", "utf-7", "no-such-set", "utf-8"])
def test_a_declaration_that_does_not_hold_is_a_problem(declared):
    assert problem(f'<meta charset="{declared}"><p>Caf'.encode() + b"\xe9").code == "KG-R02"
