"""A quoted place of an article: the text around it, and the way to it (a link to the very sentence, or file and line).

Source of the links: WICG "URL Fragment Text Directives", https://wicg.github.io/scroll-to-text-fragment/.
"""

import re
from dataclasses import dataclass
from urllib.parse import quote, urlsplit

from kg.model import Document, Evidence

AROUND = 240  # characters shown on either side of a quote
WHOLE = 120  # a longer quote is found by its first and last words: a page may set a note or an image inside it

_CLAUSE = re.compile(r"[^，。；：、！？,;]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """What a reader is shown of one piece of evidence.

    Attributes:
        before, after: the rest of the quote's block, cut with an ellipsis where it is long.
        href: the article's URL with a text fragment; empty when the URL is missing or not http(s).
        place: `file:line` in the folder built, without the line when it is unknown.
    """

    before: str
    quote: str
    after: str
    href: str
    place: str


def passage(document: Document, evidence: Evidence) -> Passage:
    """The place that the evidence quotes."""
    text, begin, end = document.text, evidence.begin, evidence.end
    first = text.rfind("\n", 0, begin) + 1
    last = text.find("\n", end)
    last = len(text) if last < 0 else last
    href = safe_url(document.url)
    return Passage(
        before=_tail(text[max(first, begin - AROUND) : begin], cut=begin - first > AROUND),
        quote=text[begin:end],
        after=_head(text[end : min(last, end + AROUND)], cut=last - end > AROUND),
        href=sentence_url(href, text[begin:end]) if href else "",
        place=place(document, begin),
    )


def place(document: Document, offset: int = 0) -> str:
    """Where the offset stands: the first of the document's files, and the line where the offset's block begins."""
    if not document.sources:
        return ""
    block = document.text.count("\n", 0, offset)
    return document.sources[0] + (f":{document.lines[block]}" if block < len(document.lines) else "")


def safe_url(url: str | None) -> str:
    """The URL if it is a web address; empty for everything else (`javascript:`, `file:`, broken ones)."""
    try:
        parts = urlsplit(url or "")
    except ValueError:
        return ""
    return url or "" if parts.scheme in ("http", "https") and parts.netloc else ""


def sentence_url(url: str, sentence: str) -> str:
    """The URL with the text fragment that makes a browser scroll to the sentence and mark it."""
    start, end = _ends(" ".join(sentence.split()))
    target = _encode(start) + ("," + _encode(end) if end else "")
    return f"{url}{'' if '#' in url else '#'}:~:text={target}"


def _ends(sentence: str) -> tuple[str, str]:
    """The text that a browser should look for: the whole, or the beginning and the end of a long one."""
    words = sentence.split(" ")
    if len(sentence) <= WHOLE:
        return sentence, ""
    if len(words) >= 12:
        return " ".join(words[:5]), " ".join(words[-5:])
    clauses = _CLAUSE.findall(sentence)
    return (clauses[0].strip(), clauses[-1].strip()) if len(clauses) > 1 else (sentence, "")


def _encode(text: str) -> str:
    return quote(text, safe="").replace("-", "%2D")


def _tail(text: str, *, cut: bool) -> str:
    return "… " + text.partition(" ")[2] if cut and " " in text else "…" * cut + text


def _head(text: str, *, cut: bool) -> str:
    return text.rpartition(" ")[0] + " …" if cut and " " in text else text + "…" * cut
