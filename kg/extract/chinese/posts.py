"""Posts in Chinese text: 首席技术官, 董事长兼CEO."""

import re
from collections.abc import Mapping

from kg.extract.rulebook import Rulebook


class Posts:
    """Finds posts by the expressions of names.yaml."""

    def __init__(self, rulebook: Rulebook) -> None:
        one = "|".join(rulebook.names.get("roles", ())) or "(?!)"
        self._post = re.compile(rf"(?:{one})(?:(?:兼|、|及|和|暨|、)(?:{one}))*", re.IGNORECASE)

    def find(self, text: str, begin: int, end: int) -> Mapping[int, int]:
        """Where the posts in text[begin:end] begin, and where each ends."""
        return {match.start(): match.end() for match in self._post.finditer(text, begin, end)}
