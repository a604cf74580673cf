"""Blocks and what is known about them, made into a Document."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kg.ids import document_id
from kg.model import Document, Problem, Severity
from kg.read.blocks import Block
from kg.read.language import detect

# A paragraph of a newspaper has a thousand characters, a chapter without a break fifty thousand. What is longer is no
# paragraph, and what it costs to read a sentence grows with the paragraph it stands in.
LONGEST_BLOCK = 100_000
_OPAQUE = re.compile(r"[\w+/=:;,.%&?~-]{80,}", re.ASCII)


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What is known of an article beside its text. The fields are those of `kg.model.Document`.

    `line` is where the article begins in its file, `language` what the article says that it is in.
    """

    source: str
    digest: str
    line: int = 1
    title: str | None = None
    url: str | None = None
    authors: tuple[str, ...] = ()
    publisher: str | None = None
    publisher_aliases: tuple[str, ...] = ()
    published: str | None = None
    part_of: str | None = None
    language: str | None = None
    metadata: tuple[tuple[str, str], ...] = ()


def compose(blocks: Sequence[Block], facts: Facts) -> Iterator[Document | Problem]:
    """The Document of these blocks, and Problems for those it cannot hold; no Document when nothing is left.

    Opaque data (one token of 80 characters or more) is no text and is left out.
    """
    kept: list[Block] = []
    for block in blocks:
        if len(block.text) > LONGEST_BLOCK:
            yield _too_long(block, facts.source)
        elif not _OPAQUE.fullmatch(block.text):
            kept.append(block)
    if not kept:
        yield _no_text(facts.line, facts.source)
        return
    text = "\n".join(block.text for block in kept)
    yield Document(
        id=document_id(facts.url, text),
        text=text,
        language=detect("\n".join(block.text for block in kept[1:]) or text, facts.language),
        sources=(facts.source,),
        url=facts.url,
        title=facts.title,
        authors=facts.authors,
        publisher=facts.publisher,
        publisher_aliases=facts.publisher_aliases,
        published=facts.published,
        digest=facts.digest,
        part_of=facts.part_of,
        lines=tuple(block.line for block in kept),
        metadata=tuple(sorted(facts.metadata)),
    )


def no_date(value: str, line: int, source: str) -> Problem:
    """The Problem of a date of publication that is not understood."""
    message = (
        f'date "{value[:60]}" is not understood; expected ISO 8601 (YYYY-MM-DD). The article was kept without a date.'
    )
    return Problem(code="KG-R04", severity=Severity.WARNING, source=source, line=line, message=message)


def _too_long(block: Block, source: str) -> Problem:
    message = (
        f"a paragraph of {len(block.text):,} characters; expected at most {LONGEST_BLOCK:,}. It was left out; "
        "break it into paragraphs."
    )
    return Problem(code="KG-R09", source=source, line=block.line, message=message)


def _no_text(line: int, source: str) -> Problem:
    message = "an article without text; expected a title, an excerpt or a paragraph. It was left out; add one."
    return Problem(code="KG-R08", source=source, line=line, message=message)
