"""The language of a text, as far as kg needs it: English, Chinese, or `und`."""

import re

_WORD = re.compile(r"[^\W\d_]+")
_HANZI = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]")
_LATIN = re.compile(r"[A-Za-z\u00c0-\u024f]")
_ENGLISH = re.compile(
    r"\b(?:the|of|and|to|for|with|that|by|from|has|have|was|were|will|its|at|as|is|are|an|it|on|in)\b", re.IGNORECASE
)
_OTHER = re.compile(
    r"\b(?:der|und|das|ist|nicht|mit|auf|für|le|la|les|des|et|du|une|est|el|los|las|y|por|para|que|il|di|che|della|het|"
    r"een|van|och|det|som|em|uma|dos|não|jest|się|nie|и|в|на|не)\b",
    re.IGNORECASE,
)
# A Chinese character carries what three Latin letters do.
_LETTERS_PER_HANZI = 3
_SHORT = 15


def detect(text: str) -> str:
    """`zh`, `en` or `und`: by script, and for Latin script by the small words of English.

    A headline without any small word counts as English. Looks at the first 20,000 characters.
    """
    text = text[:20_000]
    hanzi, latin = len(_HANZI.findall(text)), len(_LATIN.findall(text))
    if hanzi and hanzi * _LETTERS_PER_HANZI >= latin:
        return "zh"
    words, english, other = (len(form.findall(text)) for form in (_WORD, _ENGLISH, _OTHER))
    if english > other and english * 25 >= words:
        return "en"
    return "en" if latin and not other and words < _SHORT else "und"
