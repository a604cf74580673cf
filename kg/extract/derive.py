"""What follows from what was found, by the rules' implications and by names; and one relation where two rules found it."""

from collections.abc import Iterable, Iterator, Sequence

from kg.extract.classes import line_of
from kg.extract.reading import Reading, Span
from kg.extract.relations import Found
from kg.extract.rulebook import DeriveRule, Rulebook
from kg.ontology import Ontology


def derive(
    found: Iterable[Found], rulebook: Rulebook, ontology: Ontology, reading: Reading, beside: Sequence[Reading] = ()
) -> Iterator[Found]:
    """The relations, each once, with those that follow from them."""
    every = list(found)
    every += _lines(reading, rulebook, ontology, beside)
    for rule in rulebook.derived:
        every += _through(rule, every) if rule.through else _follow(rule, every, ontology)
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


def _through(rule: DeriveRule, every: list[Found]) -> list[Found]:
    """What a thing inherits: a model has its line's manufacturer."""
    ends = {item.subject.name: item for item in every if item.predicate == rule.through and item.status == "actual"}
    known = {item.subject.name for item in every if item.predicate == rule.predicate}
    result = []
    for item in every:
        other = ends.get(item.object.name) if item.predicate == rule.when else None
        if other is not None and item.subject.name not in known:
            known.add(item.subject.name)
            confidence = min(item.confidence, other.confidence) * rule.confidence
            result.append(
                Found(item.sentence, item.subject, rule.predicate, other.object, (), "actual", rule.id, confidence)
            )
    return result


def _lines(reading: Reading, rulebook: Rulebook, ontology: Ontology, beside: Sequence[Reading]) -> Iterator[Found]:
    """Models whose name begins with a line that the article names apart: the Halyard H4210 is a Halyard."""
    line, predicate = rulebook.names.get("line", "ProductLine"), rulebook.names.get("line_predicate", "")
    if predicate not in ontology.properties:
        return
    lines: dict[str, Span] = {}
    named = {span.name for other in beside for span in other.all_spans() if span.kind == "name" and span.type == line}
    for span in reading.all_spans():
        if span.kind == "name" and span.type == line:
            lines.setdefault(span.name, span)
            lines.setdefault(span.name.split()[-1], span)
    seen = set()
    for span in reading.all_spans():
        stem = line_of(span.name) if span.kind == "name" and span.type and span.type != line else ""
        target = lines.get(stem) or (
            _part(reading, span, stem, line) if stem in named and span.text.startswith(stem) else None
        )
        if target is not None and span.name not in seen and ontology.fits(predicate, span.type, line):
            seen.add(span.name)
            yield Found(span.sentence, span, predicate, target, (), "actual", "line", 0.9)


def _part(reading: Reading, span: Span, stem: str, line: str) -> Span:
    """The line inside a model's name, where only another article of the file names it apart."""
    words = reading.words(span.sentence)[span.first : span.last]
    last = next((i for i, token in enumerate(words, 1) if token.end - span.begin >= len(stem)), 1)
    end = words[last - 1].end
    text = reading.document.text[span.begin : end]
    return Span(
        span.sentence,
        span.first,
        span.first + last,
        span.begin,
        end,
        text,
        type=line,
        name=stem,
        rule="line",
        confidence=0.9,
    )
