"""Text as kg keeps it: NFC, offsets in Unicode code points, and the forms in which names are compared."""

import re
import unicodedata

_POSSESSIVE = re.compile(r"['’]s\b")
_NOT_NAME = re.compile(r"[^\w%$.+&]+")
_CJK = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]")
_DROPPED = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u200b-\u200d\u2060\ufeff\ud800-\udfff]")


def nfc(text: str) -> str:
    """The text in Unicode normal form C, with line ends as line feeds and without invisible control characters."""
    return unicodedata.normalize("NFC", _DROPPED.sub("", text.replace("\r\n", "\n").replace("\r", "\n")))


def squeeze(text: str) -> str:
    """The text with every run of white space as one space, and none at its ends."""
    return " ".join(text.split())


def fold(name: str) -> str:
    """The form in which names are compared: NFKC, case-folded, possessive and punctuation off.

    `fold("Lenovo's  AI-Server") == "lenovo ai server"`. Empty when nothing but punctuation is left.
    """
    text = unicodedata.normalize("NFKC", name).casefold()
    return _NOT_NAME.sub(" ", _POSSESSIVE.sub("", text)).strip(" .")


def has_cjk(text: str) -> bool:
    """Whether the text has a Chinese character."""
    return not text.isascii() and bool(_CJK.search(text))


def name_language(name: str) -> str:
    """`zh` for a name with Chinese characters, else `en`: the two languages that kg labels in."""
    return "zh" if has_cjk(name) else "en"
