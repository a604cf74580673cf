"""From an article's mentions, and its metadata, to the things that it speaks of."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from kg.ids import referent_key
from kg.lexicon import Entry, Lexicon
from kg.model import Annotations, Document, Referent
from kg.ontology import Ontology
from kg.resolve.profile import profile
from kg.text import squeeze

_OUTLET = "https://schema.org/NewsMediaOrganization"
_ORGANIZATION = "https://schema.org/Organization"
_AUTHOR = "https://schema.org/Person"


@dataclass(slots=True)
class _Draft:
    names: set[str] = field(default_factory=set)
    hints: set[str] = field(default_factory=set)
    weight: int = 0


def referents(document: Document, annotations: Annotations, ontology: Ontology, lexicon: Lexicon) -> list[Referent]:
    """The things of one article, sorted by key: mentions of one type with one name are one thing.

    The publisher and the authors are among them when the ontology has a class for them (schema.org's
    NewsMediaOrganization or Organization, and Person, no narrower ones), even when the text never names them. A hint
    that the lexicon lacks, or whose entry is only called by a short form of the thing's full name, counts for nothing.
    """
    drafts: dict[tuple[str, str], _Draft] = defaultdict(_Draft)
    for mention in annotations.mentions:
        draft = drafts[mention.type, mention.name]
        draft.weight += 1
        if not mention.nominal:
            draft.names.add(squeeze(mention.anchor))
            entry = lexicon.entries.get(mention.hint) if mention.hint is not None else None
            if entry is not None and _is_called(mention.name, ontology.identity(mention.type), entry):
                draft.hints.add(entry.id)
    for kind, names in _metadata(document, ontology):
        draft = drafts[kind, names[0]]
        draft.weight += 1
        draft.names.update(names)
    made = [_referent(document.id, kind, name, draft) for (kind, name), draft in drafts.items()]
    return sorted(made, key=lambda referent: referent.key)


def _metadata(document: Document, ontology: Ontology) -> Iterator[tuple[str, Sequence[str]]]:
    publisher = ontology.class_for(_OUTLET) or ontology.class_as_wide(_ORGANIZATION)
    if publisher is not None and document.publisher:
        yield publisher, (document.publisher, *document.publisher_aliases)
    author = ontology.class_as_wide(_AUTHOR)
    if author is not None:
        for name in document.authors:
            yield author, (name,)


def _is_called(name: str, kind: str, entry: Entry) -> bool:
    """Whether the full name may be one for the entry: "direct liquid cooling" is more than "liquid cooling"."""
    if kind not in ("organization", "model", "name"):
        return True
    full = profile(name, kind)
    known = [profile(other, kind) for _, other in entry.names]
    if any(full.core == other.core for other in known):
        return True
    loose = kind == "organization" and not full.institution
    return loose and any(full.guards == other.guards for other in known)


def _referent(document: str, kind: str, name: str, draft: _Draft) -> Referent:
    return Referent(
        key=referent_key(document, kind, name),
        document=document,
        type=kind,
        name=name,
        names=tuple(sorted(draft.names | {name})),
        hints=tuple(sorted(draft.hints)),
        weight=draft.weight,
    )
