"""The language of a text: English and Chinese by their words, others by their script or by what the page says."""

import re
from collections import Counter

_WORD = re.compile(r"[^\W\d_]+")
_HANZI = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]")
_KANA = re.compile(r"[\u3041-\u30ff]")
_HANGUL = re.compile(r"[\uac00-\ud7af]")
_LATIN = re.compile(r"[A-Za-z\u00c0-\u024f]")
_RUN = re.compile(r"\w+")
_ENGLISH = frozenset({
    "the", "of", "and", "to", "for", "with", "that", "by", "from", "has", "have", "was", "were", "will",
    "its", "at", "as", "is", "are", "an", "it", "on", "in",
})  # fmt: skip
_OTHER = frozenset({
    "der", "und", "das", "ist", "nicht", "mit", "auf", "für", "le", "la", "les", "des", "et", "du", "une",
    "est", "el", "los", "las", "y", "por", "para", "que", "il", "di", "che", "della", "het", "een", "van",
    "och", "det", "som", "em", "uma", "dos", "não", "jest", "się", "nie", "и", "в", "на", "не",
})  # fmt: skip
# A Chinese character carries what three Latin letters do.
_LETTERS_PER_HANZI = 3
_SHORT = 15


def detect(text: str, declared: str | None = None) -> str:
    """A BCP 47 tag: `zh` or `en`, else Japanese or Korean by script, else what is declared, else `und`.

    For Latin script the small words of English decide; a headline without any small word counts as English, unless
    another language is declared. Looks at the first 20,000 characters.
    """
    text = text[:20_000]
    hanzi, kana, hangul = (0 if text.isascii() else len(form.findall(text)) for form in (_HANZI, _KANA, _HANGUL))
    east = hanzi + kana + hangul
    if east and east * _LETTERS_PER_HANZI >= len(_LATIN.findall(text)):
        return "ja" if kana * 10 > east else "ko" if hangul * 2 > east else "zh"
    runs = Counter(_RUN.findall(text.lower()))
    words = len(_WORD.findall(text))
    english, other = (sum(runs[word] for word in small) for small in (_ENGLISH, _OTHER))
    if english > other and english * 25 >= words:
        return "en"
    said = (declared or "").replace("_", "-").split("-")[0].lower()
    if said and said not in ("en", "zh", "und"):
        return said
    return "en" if _LATIN.search(text) and not other and words < _SHORT else "und"
