"""Prose: a headline, perhaps a byline, headings and paragraphs; anything that reads as natural language."""

import re
from collections.abc import Iterator
from pathlib import Path

from kg.model import Document, Problem
from kg.read import article, blocks, head, junk
from kg.text import squeeze

_SAMPLE = 50_000
_WORD = re.compile(r"[^\W\d_]{2,}")
_HANZI = re.compile(r"[\u4e00-\u9fff]")
_ENDS = tuple(".!?…。！？”\"'’)]")
_SYMBOL = re.compile(r"[{}\[\]<>=\\|_;@^~`#]")
_REFERENCE = re.compile(r"\[\d{1,3}\]|(?<!\w)\[|\]\([^)\s]{0,300}\)")
_CODE = re.compile(
    r"(?:[{}\[\]<]|[\"'][^\"']*[\"']\s*:|(?:- )?[\w.-]+:(?: |$)(?=[^A-Z]|$)|- \{|[\w.]+\s*[=(]|//|/\*|\*/|"
    r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d|[^,]*,[^ ,][^,]*,[^ ,][^,]*,[^ ,]|[^\t]*\t[^\t]*\t)"
)
_LISTING = re.compile(r"(?ms)^```.*?^```\s*$")
_PROGRAM = re.compile(
    r"(?m)^(?:import [\w.]+(?: as \w+)?;?$|from [\w.]+ import |(?:async )?def \w+\(|class \w+(?:[({]|:$)|"
    r"#include\s*[<\"]|(?:package|using) [\w.]+;|(?:export )?(?:const|let|var|function) \w+ ?[=(]|public class |@\w+$|"
    r"(?i:prefix \w*: ?<|select [^\n]*(?:\{|from |where)| *(?:optional|filter|union) ?[({]| *} *(?:order|group) by))"
)
_NO_PROSE = re.compile(r"\s*(?:#!|\"\"\"|<\?|<!doctype|<html|%PDF|\+\+\+\s*$|-----BEGIN)", re.IGNORECASE | re.MULTILINE)
# A licence names itself at its head and grants or excludes something in words that lawyers share; no article does both.
_LICENCE = re.compile(r"(?:the )?(?:[\w.+-]+ ){0,4}(?:licen[cs]e|copying|eula)\b(?:(?!\. ).){0,200}", re.IGNORECASE)
_GRANT = re.compile(
    r"permission is hereby granted, free of charge|redistribution and use in source and binary forms|"
    r"terms and conditions for (?:use|copying), (?:reproduction|distribution)|everyone is permitted to copy and "
    r"distribute|licensor hereby grants you|software is provided [\"“]?as is|permission to use, copy, modify, and/or",
    re.IGNORECASE,
)
# Measured on packages of Python, data sets and manuals beside articles: articles have a share of 0.9 and more.
_LEAST_SHARE, _LEAST_OF_ALL, _PROGRAM_LINES = 0.6, 0.25, 2


class ProseReader:
    """Takes what the other readers leave and what reads as sentences: no code, data, logs, markup or licences."""

    name = "prose"
    verbatim = True

    def accepts(self, path: Path, text: str) -> bool:
        """Whether most of the first 50,000 characters, short lines aside, is natural language."""
        sample = text[:_SAMPLE]
        if _NO_PROSE.match(sample):
            return False
        if _LICENCE.match(squeeze(sample[:400])) and _GRANT.search(squeeze(sample)):
            return False
        if len(_PROGRAM.findall(_LISTING.sub("", sample))) >= _PROGRAM_LINES:
            return False
        shown = [line.strip() for line in sample.split("\n") if line.strip()]
        natural = sum(len(line) for line in shown if _is_natural(line))
        other = sum(len(line) for line in shown if _CODE.match(line) and not _is_natural(line))
        most = max(_LEAST_SHARE * (natural + other), _LEAST_OF_ALL * sum(map(len, shown)))
        return natural > 0 and natural >= most

    def read(self, source: str, text: str, digest: str) -> Iterator[Document | Problem]:
        """One Document: the headline first, byline and the page's junk taken off."""
        top = head.take(junk.trim(blocks.split(text)))
        facts = article.Facts(
            source=source,
            digest=digest,
            title=top.title,
            authors=top.byline.authors,
            publisher=top.byline.publisher,
            published=top.byline.published,
        )
        yield from article.compose(top.blocks, facts)


def _is_natural(line: str) -> bool:
    """Whether a line, without space at its ends, is a sentence or a good part of one."""
    hanzi = 0 if line.isascii() else len(_HANZI.findall(line))
    words = len(_WORD.findall(line)) + hanzi // 2
    if (
        words < 3
        or line.startswith("#")
        or _CODE.match(line)
        or len(_SYMBOL.findall(_REFERENCE.sub("", line))) * 25 > len(line)
    ):
        return False
    return line.endswith(_ENDS) or words >= 8
