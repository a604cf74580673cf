"""What follows from what was found, by the rules' implications and by names; of two like relations the surer one."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from kg.extract.clock import is_ahead
from kg.extract.models import line_of
from kg.extract.reading import Reading, Span
from kg.extract.relations import Found
from kg.extract.rulebook import DeriveRule, Rulebook
from kg.ontology import Ontology

_LINE_CONFIDENCE = 0.9


def derive(
    found: Iterable[Found], rulebook: Rulebook, ontology: Ontology, reading: Reading, beside: Sequence[Reading] = ()
) -> Iterator[Found]:
    """The relations, each once, with those that follow from them; `beside` are the other articles of the file."""
    every = [*found, *_lines(reading, rulebook, ontology, beside)]
    for rule in rulebook.derived:
        every += _through(rule, every, ontology) if rule.through else _follow(rule, every, ontology)
    best: dict[tuple[object, ...], Found] = {}
    for item in every:
        key = _key(item, ontology)
        other = best.get(key)
        best[key] = item if other is None else _joined(*sorted((other, item), key=_worth, reverse=True))
    yield from _standing(best.values(), reading.document.published or "")


def _joined(one: Found, other: Found) -> Found:
    """Two like relations as the first, with what only the second says more."""
    qualifiers = dict(other.qualifiers) | dict(one.qualifiers)
    return replace(one, qualifiers=tuple(sorted(qualifiers.items())))


def _standing(found: Iterable[Found], published: str) -> Iterator[Found]:
    """The relations without those of which the article says that they are over; an ending takes on the post it ends.

    A post from a day behind the article's is planned.
    """
    every = list(found)
    over = {_fact(item) for item in every if item.status == "ended"}
    posts: dict[tuple[str, ...], str] = {}
    for item in every:
        posts.setdefault(_fact(item), dict(item.qualifiers).get("role", ""))
    for item in every:
        if item.status == "ended" and posts[_fact(item)]:
            role = {"role": posts[_fact(item)]} | dict(item.qualifiers)
            yield replace(item, qualifiers=tuple(sorted(role.items())))
        elif item.status != "actual" or _fact(item) not in over:
            qualifiers = dict(item.qualifiers)
            ahead = "role" in qualifiers and is_ahead(qualifiers.get("date", ""), published)
            yield replace(item, status="planned") if ahead and item.status == "actual" else item


def _fact(item: Found) -> tuple[str, ...]:
    """What a relation says, whatever its status."""
    return item.subject.name, item.predicate, item.object.name or str(item.object.quantity)


def _worth(item: Found) -> tuple[float, int]:
    """Of two like relations the surer one stays; of two as sure the one that says more."""
    return item.confidence, len(item.qualifiers)


def _key(item: Found, ontology: Ontology) -> tuple[object, ...]:
    """What two relations that are one have in common."""
    target = str(item.object.quantity) if item.object.quantity is not None else item.object.name
    ends = (item.subject.name, target)
    if ontology.properties[item.predicate].symmetric:
        ends = (min(ends), max(ends))
    return (item.sentence, item.predicate, *ends, item.status)


def _implied(item: Found, rule: DeriveRule, subject: Span, target: Span) -> Found:
    """What a rule makes of a relation, between these two."""
    return replace(
        item,
        subject=subject,
        predicate=rule.predicate,
        object=target,
        qualifiers=(),
        status="actual",
        rule=rule.id,
        confidence=item.confidence * rule.confidence,
    )


def _follow(rule: DeriveRule, every: Sequence[Found], ontology: Ontology) -> list[Found]:
    """What follows from one relation, where it is not known yet and nothing blocks it."""
    blocked = {
        name
        for item in every
        if item.predicate in rule.unless and item.status == "actual"
        for name in (item.subject.name, item.object.name)
    }
    known = {(item.subject.name, item.object.name) for item in every if item.predicate == rule.predicate}
    result = []
    for item in every:
        if not _applies(rule, item, ontology):
            continue
        subject, target = (item.object, item.subject) if rule.reverse else (item.subject, item.object)
        pair = (subject.name, target.name)
        if pair in known or subject.name in blocked or not ontology.fits(rule.predicate, subject.type, target.type):
            continue
        known.add(pair)
        result.append(_implied(item, rule, subject, target))
    return result


def _applies(rule: DeriveRule, item: Found, ontology: Ontology) -> bool:
    if item.predicate != rule.when or item.object.quantity is not None or item.status == "denied":
        return False
    if rule.subject and not ontology.is_a(item.subject.type, *rule.subject):
        return False
    return not rule.object or ontology.is_a(item.object.type, *rule.object)


def _through(rule: DeriveRule, every: Sequence[Found], ontology: Ontology) -> list[Found]:
    """What a thing inherits: a model has its line's manufacturer."""
    ends = {item.subject.name: item for item in every if item.predicate == rule.through and item.status == "actual"}
    known = {item.subject.name for item in every if item.predicate == rule.predicate}
    result = []
    for item in every:
        other = ends.get(item.object.name) if item.predicate == rule.when else None
        fits = other is not None and ontology.fits(rule.predicate, item.subject.type, other.object.type)
        if other is not None and fits and item.subject.name not in known:
            known.add(item.subject.name)
            surest = replace(item, confidence=min(item.confidence, other.confidence))
            result.append(_implied(surest, rule, item.subject, other.object))
    return result


def _lines(reading: Reading, rulebook: Rulebook, ontology: Ontology, beside: Sequence[Reading]) -> Iterator[Found]:
    """Models whose name begins with a line that the articles name apart: the Heron H4210 is a Heron."""
    line, predicate = rulebook.names.get("line", ""), rulebook.names.get("line_predicate", "")
    if predicate not in ontology.properties:
        return
    own: dict[str, Span] = {}
    for span in _named(reading, line):
        own.setdefault(span.name, span)
        own.setdefault(span.name.split()[-1], span)
    others = {span.name for other in beside for span in _named(other, line)}
    seen = set()
    for span in reading.all_spans():
        if span.kind != "name" or span.type in ("", line) or span.name in seen:
            continue
        stem = line_of(span.name)
        target = own.get(stem)
        if target is None and stem in others and span.text.startswith(stem):
            target = _part(reading, span, stem, line)
        if target is not None and ontology.fits(predicate, span.type, line):
            seen.add(span.name)
            yield Found(span.sentence, span, predicate, target, (), "actual", "line", _LINE_CONFIDENCE)


def _named(reading: Reading, kind: str) -> Iterator[Span]:
    """The names of one class."""
    return (span for span in reading.all_spans() if span.kind == "name" and span.type == kind)


def _part(reading: Reading, span: Span, stem: str, line: str) -> Span:
    """The line inside a model's name, where only another article of the file names it apart."""
    words = reading.words(span.sentence)[span.first : span.last]
    last = next((i for i, token in enumerate(words, 1) if token.end - span.begin >= len(stem)), 1)
    end = words[last - 1].end
    return Span(
        span.sentence,
        span.first,
        span.first + last,
        span.begin,
        end,
        reading.document.text[span.begin : end],
        type=line,
        name=stem,
        rule="line",
        confidence=_LINE_CONFIDENCE,
    )
