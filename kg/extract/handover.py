"""What was found in a document, in the types of `kg.model` that other rooms know."""

from collections.abc import Container, Sequence

from kg.extract.reading import Reading, Span
from kg.extract.relations import Found
from kg.model import Annotations, Document, Literal, Mention, Relation


def annotations(
    reading: Reading, made: Sequence[Span], found: Sequence[Found], qualifiers: Container[str]
) -> Annotations:
    """The mentions, from left to right, and the relations; `made` are spans that stand in no sentence's row.

    Only `qualifiers`, those that the ontology has, are kept.
    """
    document = reading.document
    ends = (end for item in found for end in (item.subject, item.object))
    covered = {(span.sentence, i) for span in made if span.rule == "seated" for i in range(span.first, span.last)}
    own = (span for span in reading.all_spans() if span.kind != "noun" or (span.sentence, span.first) not in covered)
    spans = {id(span): span for span in (*own, *made, *ends)}
    mentions = {key: _mention(document, span) for key, span in spans.items() if span.named and span.type and span.name}
    ordered = sorted(mentions.values(), key=lambda mention: (mention.begin, mention.end, mention.type))
    relations = tuple(
        _relation(
            reading,
            item,
            (_end(document, item.subject, mentions), _object(document, item.object, mentions)),
            qualifiers,
        )
        for item in found
    )
    return Annotations(document=document.id, mentions=tuple(ordered), relations=relations)


def _object(document: Document, span: Span, mentions: dict[int, Mention]) -> Mention | Literal:
    if span.quantity is not None:
        return Literal(value=span.quantity.value, unit=span.quantity.unit)
    return _end(document, span, mentions)


def _end(document: Document, span: Span, mentions: dict[int, Mention]) -> Mention:
    return mentions.get(id(span)) or _mention(document, span)


def _relation(
    reading: Reading, found: Found, ends: tuple[Mention, Mention | Literal], qualifiers: Container[str]
) -> Relation:
    sentence = reading.sentences[found.sentence]
    return Relation(
        document=reading.document.id,
        subject=ends[0],
        predicate=found.predicate,
        object=ends[1],
        qualifiers=tuple(pair for pair in found.qualifiers if pair[0] in qualifiers),
        begin=sentence.begin,
        end=sentence.end,
        status=found.status,
        annotator=f"rules:{found.rule}",
        confidence=round(found.confidence, 4),
    )


def _mention(document: Document, span: Span) -> Mention:
    return Mention(
        document=document.id,
        begin=span.begin,
        end=span.end,
        anchor=span.text,
        type=span.type,
        name=span.name,
        nominal=span.kind in ("phrase", "pronoun") or span.adjective,
        hint=span.entries[0] if span.entries else None,
        annotator=f"rules:{span.rule}",
        confidence=round(span.confidence, 4),
    )
