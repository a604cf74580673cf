"""Bytes into text: UTF-8, UTF-16 and UTF-32 with their marks, GB18030, and what a page or a feed says that it is in."""

import codecs
import re
from dataclasses import dataclass

from kg.model import Problem, Severity
from kg.text import has_cjk, nfc, squeeze

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_SAMPLE = 65_536
_CONTROLS = bytes([*range(0x09), *range(0x0E, 0x20), 0x7F])
# Texts have next to no control characters, compressed and compiled data about one byte in eight.
_BINARY = 0.005
# About one character in six of running Chinese text is one of these; in other text read as Chinese, next to none.
_COMMON = frozenset("的一是在不了有和人中大为上个国年这我以要他时来用们生到作地于出就分对成会")
_ENOUGH, _COMMON_SHARE = 100, 0.03
# A page or a feed names its encoding at its beginning. Source: WHATWG HTML, "prescan a byte stream", and Encoding for
# the names that mean a larger set.
_PRESCAN = 4_096
_DECLARED = re.compile(
    rb"<\?xml[^>]*\bencoding\s*=\s*[\"']([\w.:-]+)|<meta[^>]*\bcharset\s*=\s*[\"']?([\w.:-]+)", re.IGNORECASE
)
_LARGER = {
    "latin_1": "cp1252",
    "iso8859_1": "cp1252",
    "ascii": "cp1252",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "shift_jis": "cp932",
    "euc_kr": "cp949",
    "big5": "big5hkscs",
}


@dataclass(frozen=True, slots=True)
class Decoded:
    """A file's content: in NFC, lines end with a line feed."""

    text: str


def decode(data: bytes, source: str) -> Decoded | Problem:
    """The content of a file, or why it is none: empty, binary (a notice), or in another encoding."""
    if not data.strip():
        return _empty(source)
    encoding = next((name for mark, name in _MARKS if data.startswith(mark)), "utf-8")
    if encoding in ("utf-8", "utf-8-sig") and _is_binary(data):
        return _utf16(data, source) or notice(source, "it is binary, not text")
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        other = _as_declared(data) or _chinese(data) if encoding == "utf-8" else None
        if other is None:
            return _undecodable(data, error, source)
        text = other
    # Dropping invisible characters can bring letter and accent together, so normal form comes a second time.
    text = nfc(nfc(text))
    if not squeeze(text):
        return _empty(source)
    return Decoded(text)


def notice(source: str, why: str) -> Problem:
    """The notice that a file is no article: nothing is wrong, nothing was read."""
    message = f"no reader takes this file: {why}. It was left out; articles are text, with or without front matter."
    return Problem(code="KG-R05", severity=Severity.INFO, source=source, message=message)


def _empty(source: str) -> Problem:
    return Problem(code="KG-R01", source=source, message="the file is empty; expected an article. Fill or remove it.")


def _is_binary(data: bytes) -> bool:
    sample = data[:_SAMPLE]
    return len(sample) - len(sample.translate(None, _CONTROLS)) > _BINARY * len(sample)


def _utf16(data: bytes, source: str) -> Problem | None:
    """Every second byte of UTF-16 is zero where the text is Latin: an article, though one that cannot be read."""
    even, odd = data[:_SAMPLE:2], data[1:_SAMPLE:2]
    few, many = sorted((even.count(0), odd.count(0)))
    if few * 20 > many or many * 3 < len(odd):
        return None
    message = "UTF-16 without a byte order mark; expected UTF-8. The file was left out; save it as UTF-8."
    return Problem(code="KG-R02", source=source, line=1, message=message)


def _as_declared(data: bytes) -> str | None:
    """The data in the encoding that it names itself; none when it names none, or is not in it."""
    said = _DECLARED.search(data[:_PRESCAN]) if data.lstrip().startswith(b"<") else None
    try:
        codec = codecs.lookup((said.group(1) or said.group(2)).decode("ascii")).name.replace("-", "_") if said else ""
        return data.decode(_LARGER.get(codec, codec)) if codec else None
    except (LookupError, UnicodeError):
        return None


def _chinese(data: bytes) -> str | None:
    """The data as GB18030, or none when that gives no Chinese.

    Nearly any bytes decode as GB18030. Real Chinese keeps to its GB 2312 part, whose characters are two high bytes; a
    Latin-1 letter is one high byte before a low one, which is outside that part.
    """
    try:
        text = data.decode("gb18030")
    except UnicodeDecodeError:
        return None
    foreign = [character for character in text if character > "\x7f"]
    inside = sum(len(character.encode("gb2312", "ignore")) == 2 for character in foreign)
    hanzi = [character for character in foreign if has_cjk(character)]
    if inside < 0.9 * len(foreign) or len(hanzi) * 2 < len(foreign):
        return None
    if len(hanzi) >= _ENOUGH and sum(character in _COMMON for character in hanzi) < _COMMON_SHARE * len(hanzi):
        return None
    return text


def _undecodable(data: bytes, error: UnicodeDecodeError, source: str) -> Problem:
    line = data.count(b"\n", 0, error.start) + 1
    message = (
        f"byte {error.start} (0x{data[error.start]:02x}) is not {error.encoding.upper()}; expected UTF-8, UTF-16 with "
        "a byte order mark, or GB18030. The file was left out; convert it, for example: "
        "iconv -f WINDOWS-1252 -t UTF-8 FILE"
    )
    return Problem(code="KG-R02", source=source, line=line, message=message)
