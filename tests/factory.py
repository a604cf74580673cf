"""Documents, and what is read from them, in the short forms of tests: a fact is one line."""

from functools import cache
from pathlib import Path

from kg import lexicon, ontology
from kg.extract.chunks import Chunk, chunk
from kg.extract.frames import frames
from kg.extract.reading import Reading, Span, Unit, read, tagged
from kg.extract.rules import RuleExtractor
from kg.ids import document_id, referent_key
from kg.model import Annotations, Document, Referent, Relation
from kg.ontology import Ontology

SYMMETRIC = ("partnerOf", "competitorOf", "rivalOf")


def article(text: str, published: str | None = None, publisher: str | None = None) -> Document:
    """A document of that text; its first line is the title."""
    return Document(
        id=document_id(None, text), text=text, sources=("article.txt",), published=published, publisher=publisher
    )


@cache
def default() -> Ontology:
    """The default ontology, read once."""
    return ontology.load()


def referent(article: str, kind: str, name: str, *names: str, hint: str = "", weight: int = 1) -> Referent:
    """A thing of the article with that full name, and other names."""
    return Referent(
        key=referent_key(article, kind, name),
        document=article,
        type=kind,
        name=name,
        names=tuple(sorted({name, *names})),
        hints=(hint,) if hint else (),
        weight=weight,
    )


@cache
def extractor(folder: Path | None = None) -> RuleExtractor:
    """The rule extractor of an ontology folder, made once."""
    terms = ontology.load(folder)
    return RuleExtractor(terms, lexicon.load(terms.folder))


def extract(text: str, published: str | None = None, publisher: str | None = None) -> Annotations:
    """What the rule extractor of the default ontology finds."""
    document = article(text, published, publisher)
    return extractor().extract(document, Annotations(document=document.id))


def fact(relation: Relation) -> str:
    """A relation as `subject | predicate | object | key=value, ... | status`."""
    target = getattr(relation.object, "name", None) or str(relation.object)
    qualifiers = ", ".join(f"{key}={value}" for key, value in relation.qualifiers)
    return f"{relation.subject.name} | {relation.predicate} | {target} | {qualifiers} | {relation.status}"


def facts(text: str, published: str | None = None) -> list[str]:
    """The facts of a text, each once, sorted."""
    return sorted({fact(relation) for relation in extract(text, published).relations})


def names(text: str, published: str | None = None) -> set[tuple[str, str]]:
    """Pairs of anchor and class of all mentions."""
    return {(mention.anchor, mention.type) for mention in extract(text, published).mentions}


def stands_for(text: str, anchor: str) -> set[str]:
    """The names that an anchor stands for."""
    return {mention.name for mention in extract(text).mentions if mention.anchor == anchor}


def reading(text: str, published: str | None = None) -> Reading:
    """A text with its names, classes and parts of speech, as the rules see it."""
    rules = extractor()
    result = read(article(text, published))
    rules.candidates.find(result)
    tagged(result, rules.rulebook.verbs)
    rules.classes.decide([result])
    return result


def spans(text: str) -> list[Span]:
    """The spans of a text, in order."""
    return list(reading(text).all_spans())


def chunked(text: str) -> tuple[list[Unit], list[Chunk]]:
    """The units and chunks of a sentence."""
    result = reading(text)
    return result.units[0], chunk(result.units[0])


def roles(text: str, lemma: str) -> dict[str, list[str]]:
    """The arguments of the first frame of a lemma, as they are written."""
    units, chunks = chunked(text)
    frame = next(frame for frame in frames(0, chunks, units) if frame.lemma == lemma)
    return {
        role: [" ".join(unit.text for unit in units[phrase.first : phrase.last]) for phrase in phrases]
        for role, phrases in frame.roles.items()
        if phrases
    }
