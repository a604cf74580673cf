"""The extractors at work on one article: each is given what those before it agree on."""

from collections.abc import Sequence

from kg.extract.agreement import agree
from kg.model import Annotations, Document, Refusal
from kg.ontology import Ontology
from kg.protocols import Explainer, Extractor


def annotate(family: Sequence[Document], extractors: Sequence[Extractor], ontology: Ontology) -> Annotations:
    """What is in the first document; the others are the articles of the same file."""
    document, *beside = family
    parts: list[Annotations] = []
    for extractor in extractors:
        parts.append(extractor.extract(document, _so_far(document, parts, ontology), beside))
    return agree(parts, ontology)


def refusals(
    document: Document, extractors: Sequence[Extractor], ontology: Ontology
) -> tuple[Annotations, tuple[Refusal, ...]]:
    """What is in a document, read alone, and all that was seen in it and blocked, in the order of the text."""
    parts: list[Annotations] = []
    blocked: list[Refusal] = []
    for extractor in extractors:
        so_far = _so_far(document, parts, ontology)
        if isinstance(extractor, Explainer):
            blocked += extractor.refusals(document, so_far)
        parts.append(extractor.extract(document, so_far))
    found = agree(parts, ontology)
    return found, tuple(sorted((*blocked, *found.refusals), key=lambda refusal: (refusal.begin, refusal.end)))


def _so_far(document: Document, parts: Sequence[Annotations], ontology: Ontology) -> Annotations:
    """What the extractors before agree on; the first one's word stands as it is."""
    if len(parts) == 1:
        return parts[0]
    return agree(parts, ontology) if parts else Annotations(document=document.id)
