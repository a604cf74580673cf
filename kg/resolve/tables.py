"""Word lists of the room, read once from `data/`: lines of `canonical: variant, variant` or of one word."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType

_FOLDER = Path(__file__).parent / "data"


@cache
def table(name: str) -> Mapping[str, str]:
    """The list `data/NAME.txt`: each way of writing and the canonical word for it, itself included."""
    words: dict[str, str] = {}
    for line in (_FOLDER / f"{name}.txt").read_text(encoding="utf-8").splitlines():
        canonical, _, variants = line.partition("#")[0].partition(":")
        if canonical.strip():
            for word in (canonical, *variants.split(",")):
                words[word.strip()] = canonical.strip()
    words.pop("", None)
    return MappingProxyType(words)


@cache
def endings(name: str) -> tuple[str, ...]:
    """The words of a list that are written in Chinese, Japanese or Korean, the longest first: endings of a name."""
    return tuple(sorted((word for word in table(name) if ord(word[0]) > 0x2E7F), key=lambda word: (-len(word), word)))
