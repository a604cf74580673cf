"""What follows from what was found, by the rules' implications and by names; and one relation where two rules found it."""

from collections.abc import Iterable, Iterator

from kg.extract.classes import line_of
from kg.extract.reading import Reading, Span
from kg.extract.relations import Found
from kg.extract.rulebook import DeriveRule, Rulebook
from kg.ontology import Ontology


def derive(found: Iterable[Found], rulebook: Rulebook, ontology: Ontology, reading: Reading) -> Iterator[Found]:
    """The relations, each once, with those that follow from them."""
    every = list(found)
    every += _lines(reading, rulebook, ontology)
    for rule in rulebook.derived:
        every += _follow(rule, every, ontology)
    best: dict[tuple[object, ...], Found] = {}
    for item in every:
        key = _key(item, ontology)
        if key not in best or item.confidence > best[key].confidence:
            best[key] = item
    yield from best.values()


def _key(item: Found, ontology: Ontology) -> tuple[object, ...]:
    target = str(item.object.quantity) if item.object.quantity is not None else item.object.name
    ends = (item.subject.name, target)
    if ontology.properties[item.predicate].symmetric:
        ends = (min(ends), max(ends))
    return (item.sentence, item.predicate, *ends, item.status)


def _follow(rule: DeriveRule, every: list[Found], ontology: Ontology) -> list[Found]:
    blocked = {
        (item.object.name if rule.reverse else item.subject.name)
        for item in every
        if item.predicate in rule.unless and item.status == "actual"
    }
    known = {(item.subject.name, item.object.name) for item in every if item.predicate == rule.predicate}
    result = []
    for item in every:
        if item.predicate != rule.when or item.object.quantity is not None or item.status == "denied":
            continue
        if rule.subject and not ontology.is_a(item.subject.type, *rule.subject):
            continue
        if rule.object and not ontology.is_a(item.object.type, *rule.object):
            continue
        subject, target = (item.object, item.subject) if rule.reverse else (item.subject, item.object)
        if (
            (subject.name, target.name) in known
            or subject.name in blocked
            or not ontology.fits(rule.predicate, subject.type, target.type)
        ):
            continue
        known.add((subject.name, target.name))
        result.append(
            Found(
                item.sentence, subject, rule.predicate, target, (), "actual", rule.id, item.confidence * rule.confidence
            )
        )
    return result


def _lines(reading: Reading, rulebook: Rulebook, ontology: Ontology) -> Iterator[Found]:
    """Models whose name begins with a line that the article names apart: the Halyard H4210 is a Halyard."""
    line, predicate = rulebook.names.get("line", "ProductLine"), rulebook.names.get("line_predicate", "")
    if predicate not in ontology.properties:
        return
    lines: dict[str, Span] = {}
    for span in reading.all_spans():
        if span.kind == "name" and span.type == line:
            lines.setdefault(span.name, span)
            lines.setdefault(span.name.split()[-1], span)
    seen = set()
    for span in reading.all_spans():
        stem = line_of(span.name) if span.kind == "name" and span.type and span.type != line else ""
        if stem in lines and span.name not in seen and ontology.fits(predicate, span.type, line):
            seen.add(span.name)
            yield Found(span.sentence, span, predicate, lines[stem], (), "actual", "line", 0.9)
