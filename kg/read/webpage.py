"""Web pages: the article of an HTML page, without what stands around it.

Three witnesses say which blocks are the article's: trafilatura, the page's own `articleBody`, and the neighbourhood,
since a paragraph between two of the article is of the article. What reads like clutter goes whoever says so.
"""

import logging
import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from kg.model import Document, Problem, Severity
from kg.read import article, blocks, byline, clutter, head, markup, pagefacts
from kg.read.blocks import Block
from kg.read.markup import Element, Piece
from kg.read.pagefacts import PageFacts
from kg.text import has_cjk, squeeze

_START = re.compile(
    r"\s*(?:<\?xml[^>]*\?>\s*|<!--.*?-->\s*)*(?:<!doctype\s+html|<html[\s>]|<head[\s>]|<body[\s>])", re.I | re.S
)
_FRAGMENT = re.compile(r"\s*<(?:div|article|section|main|p|h1|table|center|font)\b[^>]*>", re.IGNORECASE)
_CLOSED = re.compile(r"</(?:p|div|article|section|td|h1|h2|li)>", re.IGNORECASE)
_SAMPLE = 50_000
# What trafilatura needs grows faster than the page: seconds for a book, minutes for ten megabytes.
_MOST_PIECES, _MOST_TEXT = 3_000, 500_000
_EXACT = 20
# A standfirst, a summary in points, the text of a page that knows no paragraphs; more is another article.
_OPENING = 5
_NOT_LETTER = re.compile(r"[\W_]+")
_SHORTEST, _SHORTEST_CJK = 40, 15


class WebPageReader:
    """Takes a text that begins like an HTML page, or is a run of HTML blocks."""

    name = "webpage"
    verbatim = False

    def accepts(self, path: Path, text: str) -> bool:
        """Whether it begins with a doctype, `<html>`, `<head>` or `<body>`, or is HTML line by line."""
        if _START.match(text):
            return True
        sample = text[:_SAMPLE]
        if not _FRAGMENT.match(sample) or len(_CLOSED.findall(sample)) < 2:
            return False
        shown = [line for line in map(str.strip, sample.split("\n")) if line]
        return 2 * sum(line.startswith("<") for line in shown) >= len(shown)

    def read(self, source: str, text: str, digest: str) -> Iterator[Document | Problem]:
        """The page's article; a notice when it holds none, as a menu, an index or a search page does."""
        tree = markup.parse(text)
        if tree is None:
            yield _no_article(source, "it has no text")
            return
        facts = pagefacts.of(tree)
        clutter.prune(tree)
        shown = markup.pieces(tree)
        chosen = _chosen(tree, shown, facts)
        why = _refusal(chosen, shown, facts)
        if why:
            yield _no_article(source, why)
            return
        yield from _composed(chosen, shown, facts, source, digest)


def _composed(
    chosen: Sequence[Piece], shown: Sequence[Piece], facts: PageFacts, source: str, digest: str
) -> Iterator[Document | Problem]:
    title = pagefacts.title(facts, shown)
    body = [Block(piece.text, piece.line) for piece in chosen]
    if not any(map(clutter.is_sentence, chosen)):
        line = body[0].line if body else 1
        body = blocks.split(facts.body or facts.description or "", 1) or body
        body = [Block(block.text, line) for block in body]
    first = title or (body[0] if body else Block("", 1))
    known = byline.Byline()
    shown_above = {_letters(first.text), _letters(facts.site)}
    rest = [block for block in body if _letters(block.text) not in shown_above]
    top = head.take([first, *rest])
    known = top.byline
    kept = list(top.blocks) if top.blocks[:1] == (first,) else [first, *rest]
    date = facts.published or known.published
    if facts.written and not facts.published:
        yield article.no_date(facts.written, 1, source)
    yield from article.compose(
        kept,
        article.Facts(
            source=source,
            digest=digest,
            title=title.text if title else None,
            url=facts.url,
            authors=facts.authors or known.authors,
            publisher=facts.publisher or known.publisher,
            publisher_aliases=facts.aliases if facts.publisher else (),
            published=date,
            language=facts.language,
            metadata=facts.metadata,
        ),
    )


def _chosen(tree: Element, shown: Sequence[Piece], facts: PageFacts) -> list[Piece]:
    """The pieces of the article, in order, each long one once."""
    short = len(shown) <= _MOST_PIECES and sum(len(piece.text) for piece in shown) <= _MOST_TEXT
    said = _extracted(tree) if short else ""
    witnessed = _witnessed(shown, f"{said}\n{facts.body}")
    if not any(clutter.is_sentence(shown[index]) for index in witnessed):
        witnessed = _heaviest(shown)
    places = witnessed | _neighbours(shown, witnessed) | _between(shown, witnessed)
    places = {index for index in places if not clutter.is_clutter(shown[index])} - _walled(shown, places)
    return list(_tidied([shown[index] for index in sorted(places)]))


def _extracted(tree: Element) -> str:
    """What trafilatura takes for the article, a line a block."""
    from trafilatura.core import bare_extraction

    logging.getLogger("trafilatura").addHandler(logging.NullHandler())  # that it finds nothing is said here
    found = bare_extraction(tree, include_comments=False, include_tables=True, favor_recall=False)
    return (found.text or "") if found is not None and not isinstance(found, dict) else ""


def _witnessed(shown: Sequence[Piece], said: str) -> set[int]:
    """The indices of pieces that stand in what was said; a short one only near a long one, since menus have it too."""
    lines = {_letters(cell) for line in said.split("\n") for cell in (line, *line.split("|"))}
    whole = "\n".join(_letters(line) for line in said.split("\n"))
    found: set[int] = set()
    short: set[int] = set()
    place = 0
    for index, piece in enumerate(shown):
        letters = _letters(piece.text)
        if len(letters) < _EXACT:
            if letters in lines:
                short.add(index)
            continue
        at = -1 if letters in lines else _at(whole, letters, place)
        if letters in lines or at >= 0:
            found.add(index)
            place = max(at, place)
    return found | {index for index in short if found & set(range(index - 6, index + 7))}


def _at(whole: str, letters: str, place: int) -> int:
    """Where letters stand from a place on, or near before it: a page is read in its order."""
    near = max(0, place - 20_000)
    return whole.find(letters, near, place + 200_000 + len(letters))


def _heaviest(shown: Sequence[Piece]) -> set[int]:
    """The pieces of the element with most paragraphs. Source: the scores of Arc90's Readability."""
    score: dict[Element, float] = {}
    for piece in shown:
        if clutter.is_sentence(piece):
            parent = piece.element.getparent() if piece.tag not in ("body", "div", "td") else piece.element
            for element, share in ((parent, 1.0), (None if parent is None else parent.getparent(), 0.6)):
                if element is not None:
                    score[element] = score.get(element, 0) + share * len(piece.text)
    if not score:
        return set()
    best = max(score, key=lambda element: score[element])
    inside = set(best.iter())
    return {index for index, piece in enumerate(shown) if piece.element in inside}


def _neighbours(shown: Sequence[Piece], found: set[int]) -> set[int]:
    """Paragraphs that have the parent of a paragraph of the article."""
    parents = {shown[index].element.getparent() for index in found if clutter.is_sentence(shown[index])}
    return {
        index
        for index, piece in enumerate(shown)
        if piece.tag in ("p", "li", "blockquote", "dd", "pre") and piece.element.getparent() in parents
        if clutter.is_sentence(piece)
    }


def _between(shown: Sequence[Piece], found: set[int]) -> set[int]:
    """What stands under the headline and above the first paragraph, and the captions of the pictures on the way."""
    paragraphs = [index for index in sorted(found) if clutter.is_sentence(shown[index])]
    if not paragraphs:
        return set()
    first, last = paragraphs[0], paragraphs[-1]
    top = max((index for index in range(first) if shown[index].tag in ("h1", "h2")), default=first)
    opening = {index for index in range(top, first) if clutter.is_sentence(shown[index])}
    captions = {index for index in range(top, last) if _is_caption(shown[index]) and clutter.is_sentence(shown[index])}
    return captions | (opening if len(opening) <= _OPENING else set())


def _is_caption(piece: Piece) -> bool:
    return piece.tag == "figcaption" or next(piece.element.iterancestors("figure", "figcaption"), None) is not None


def _walled(shown: Sequence[Piece], places: set[int]) -> set[int]:
    """What stands in one box with a line that asks to pay, unless the article stands there, too."""
    gone: set[int] = set()
    for prompt in (index for index, piece in enumerate(shown) if clutter.is_paywall(piece)):
        box = shown[prompt].element.getparent()
        inside = [] if box is None else [i for i in places if box in shown[i].element.iterancestors()]
        if not any(index < prompt and clutter.is_sentence(shown[index]) for index in inside):
            gone.update(inside)
    return gone


def _tidied(chosen: Sequence[Piece]) -> Iterator[Piece]:
    """Without long repetitions, and without headings that nothing stands under."""
    seen: set[str] = set()
    for index, piece in enumerate(chosen):
        letters = _letters(piece.text)
        if len(letters) >= 30 and letters in seen:
            continue
        seen.add(letters)
        if (
            not piece.is_heading
            or piece.tag == "h1"
            or any(not later.is_heading for later in chosen[index + 1 : index + 3])
        ):
            yield piece


def _refusal(chosen: Sequence[Piece], shown: Sequence[Piece], facts: PageFacts) -> str:
    """Why a page holds no article, or nothing."""
    sentences = [piece for piece in chosen if clutter.is_sentence(piece)]
    if facts.is_article:
        return "" if sentences or facts.body or facts.description else "it has a headline and no sentence"
    if facts.is_index:
        return "it lists other pages"
    if not any(len(piece.text) >= (_SHORTEST_CJK if has_cjk(piece.text) else _SHORTEST) for piece in sentences):
        return "it has links and buttons, but no paragraph"
    headlines = sum(piece.linked > 0.8 and (piece.is_heading or len(piece.text) > 30) for piece in shown)
    longest = max(len(piece.text) for piece in sentences)
    if headlines >= 3 and headlines >= len(sentences) and longest < 400:
        return "it lists other pages"
    return ""


def _letters(text: str) -> str:
    return _NOT_LETTER.sub("", text)


def _no_article(source: str, why: str) -> Problem:
    message = f"a web page without an article: {squeeze(why)}. It was left out; save the article's own page."
    return Problem(code="KG-R15", severity=Severity.INFO, source=source, message=message)
