"""What was seen in one sentence, what was read from it, and what blocked the rest: the answer to "why not?"."""

from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import replace

from rapidfuzz import fuzz

from kg.extract.reading import Span, read
from kg.extract.tokens import sentences
from kg.ids import document_id
from kg.model import Annotations, Document, Mention, Obstacle, Refusal, Relation
from kg.text import nfc, squeeze

_ALIKE = 90  # of 100: a sentence copied by hand, with other quotes or spaces, is still the article's

# What most often is the answer comes first.
_ORDER = (
    Obstacle.NEGATION,
    Obstacle.HEDGE,
    Obstacle.VETO,
    Obstacle.THRESHOLD,
    Obstacle.TYPE,
    Obstacle.ARGUMENT,
    Obstacle.NO_RULE,
)


def locate(documents: Sequence[Document], sentence: str) -> tuple[Document, int, int]:
    """The article of a sentence and its place there; where none has it, an article that is the sentence alone.

    The sentence may be longer or shorter than one of the article's: then all that it touches counts.
    """
    wanted = squeeze(nfc(sentence))
    for document in documents:
        begin = document.text.find(wanted)
        if wanted and begin >= 0:
            return _widened(document, begin, begin + len(wanted))
    best = max(
        (
            (fuzz.ratio(wanted, each.text(document.text)), -number, each.begin, each.end)
            for number, document in enumerate(documents)
            for each in sentences(document.text)
        ),
        default=(0.0, 0, 0, 0),
    )
    if best[0] >= _ALIKE:
        return documents[-best[1]], best[2], best[3]
    alone = Document(id=document_id(None, wanted), text=f"\n{wanted}", sources=())
    if documents and len({document.published for document in documents}) == 1:
        alone = replace(alone, published=documents[0].published)
    return alone, 1, len(alone.text)


def why_not(document: Document, begin: int, end: int, found: Annotations, refusals: Sequence[Refusal]) -> Iterator[str]:
    """Lines that say what was seen, read and blocked between two offsets of a document."""
    yield f"“{document.text[begin:end]}”"
    yield f"  {', '.join(document.sources)}" if document.sources else "  in no article of the build: read on its own"
    seen = [*_names(found, begin, end), *_values(document, begin, end)]
    yield from _section("seen", (line for _, line in sorted(seen)), "no name, number or date")
    read_here = [each for each in found.relations if each.begin < end and begin < each.end]
    yield from _section("read from it", map(_relation, read_here), "nothing")
    said = {each.predicate for each in read_here}
    here = [each for each in refusals if each.begin < end and begin < each.end and not _moot(each, said)]
    once = dict.fromkeys(sorted(here, key=lambda each: (_ORDER.index(each.obstacle), each.begin, each.what)))
    yield from _section("blocked", map(_refusal, once), "nothing: no rule and no model had a word for more")


def _moot(refusal: Refusal, said: Container[str]) -> bool:
    """Whether a rule only lacked an end for what another rule said in full."""
    return refusal.obstacle is Obstacle.ARGUMENT and refusal.what.partition(",")[0] in said


def _widened(document: Document, begin: int, end: int) -> tuple[Document, int, int]:
    """A place, widened to whole sentences."""
    touched = [each for each in sentences(document.text) if each.begin < end and begin < each.end]
    if not touched:
        return document, begin, end
    return document, min(each.begin for each in touched), max(each.end for each in touched)


def _section(title: str, lines: Iterable[str], nothing: str) -> Iterator[str]:
    found = list(lines)
    yield f"{title}:"
    yield from (f"  {line}" for line in found or [nothing])


def _names(found: Annotations, begin: int, end: int) -> Iterator[tuple[int, str]]:
    for mention in found.mentions:
        if begin <= mention.begin < end:
            yield mention.begin, _mention(mention)


def _mention(mention: Mention) -> str:
    stands = f", stands for {mention.name}" if mention.name != mention.anchor else ""
    agreed = f"; {mention.reason}" if mention.reason else ""
    return f"“{mention.anchor}” {mention.type}{stands} ({mention.annotator}, {mention.confidence:g}{agreed})"


def _values(document: Document, begin: int, end: int) -> Iterator[tuple[int, str]]:
    for span in read(document).all_spans():
        if begin <= span.begin < end:
            yield span.begin, _value(span)


def _value(span: Span) -> str:
    value = span.date or str(span.quantity)
    return f"“{span.text}” {span.kind}: {value}"


def _relation(relation: Relation) -> str:
    target = getattr(relation.object, "name", None) or str(relation.object)
    qualifiers = "".join(f", {key} {value}" for key, value in relation.qualifiers)
    status = "" if relation.status == "actual" else f" [{relation.status}]"
    agreed = f"; {relation.reason}" if relation.reason else ""
    said = f"({relation.annotator}, {relation.confidence:g}{agreed})"
    return f"{relation.subject.name}  {relation.predicate}  {target}{qualifiers}{status}  {said}"


def _refusal(refusal: Refusal) -> str:
    return f"{refusal.obstacle.value}: {refusal.what} ({refusal.annotator}): {refusal.detail}"
