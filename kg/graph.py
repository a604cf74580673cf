"""The graph as a fold: entities are views over resolved referents, statements are sets of evidence.

Nothing here depends on the order of its input. A build is a union: an article more adds its evidence, an article less
takes its evidence away, and a statement without evidence is gone.
"""

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from kg.ids import digest, referent_key, slug, statement_id
from kg.lexicon import Lexicon
from kg.model import (
    Annotations,
    Document,
    Entity,
    Evidence,
    Graph,
    Literal,
    Mention,
    Problem,
    Referent,
    Relation,
    Resolution,
    Statement,
)
from kg.ontology import Ontology
from kg.text import name_language

CERTAIN = 0.99  # no number of articles makes a reading certain

Qualifiers = tuple[tuple[str, str], ...]
Fact = tuple[str, str, str | Literal]  # subject, predicate, object
Places = dict[tuple[str, int, int], Evidence]


def fold(
    documents: Iterable[Document],
    annotations: Iterable[Annotations],
    resolution: Resolution,
    ontology: Ontology,
    lexicon: Lexicon,
    base: str,
) -> Graph:
    """The graph of all articles. Its problems are those of the annotations and of the resolution."""
    documents = sorted(documents, key=lambda document: document.id)
    annotations = list(annotations)
    found = entities(resolution.referents, resolution.clusters, ontology, lexicon)
    problems = [*(problem for each in annotations for problem in each.problems), *resolution.problems]
    return Graph(
        base=base,
        documents=tuple(documents),
        entities=found,
        statements=_statements(documents, annotations, found, ontology),
        matches=resolution.matches,
        problems=tuple(sorted(problems, key=_place)),
    )


def entities(
    referents: Iterable[Referent], clusters: Iterable[Sequence[str]], ontology: Ontology, lexicon: Lexicon
) -> tuple[Entity, ...]:
    """One entity for each cluster, sorted by id."""
    by_key = {referent.key: referent for referent in referents}
    groups = [[by_key[key] for key in cluster] for cluster in clusters]
    drafts = [_entity(group, ontology, lexicon) for group in groups]
    ids = _ids(drafts, groups, ontology)
    made = (replace(draft, id=name) for draft, name in zip(drafts, ids, strict=True))
    return tuple(sorted(made, key=lambda entity: entity.id))


def _entity(group: Sequence[Referent], ontology: Ontology, lexicon: Lexicon) -> Entity:
    """The view over one cluster, with its entry's id or none."""
    hints = sorted({hint for referent in group for hint in referent.hints if hint in lexicon.entries})
    entry = lexicon.entries[hints[0]] if len(hints) == 1 else None
    labels = dict(sorted(_labels(group).items()))
    if entry is not None:
        labels = {**labels, **{language: entry.label(language) or name for language, name in reversed(entry.names)}}
    return Entity(
        id=entry.id if entry else "",
        type=_type(group, ontology),
        labels=dict(sorted(labels.items())),
        aliases=tuple(sorted({name for referent in group for name in referent.names} | set(labels.values()))),
        same_as=tuple(sorted(entry.same_as)) if entry else (),
        members=tuple(sorted(referent.key for referent in group)),
        documents=tuple(sorted({referent.document for referent in group})),
    )


def _type(group: Sequence[Referent], ontology: Ontology) -> str:
    """The class with the most mentions, among those that have none of the others below them; then the alphabet."""
    weights: Counter[str] = Counter()
    for referent in group:
        weights[referent.type] += referent.weight
    leaves = [kind for kind in weights if not any(other != kind and ontology.is_a(other, kind) for other in weights)]
    return min(leaves, key=lambda kind: (-weights[kind], kind))


def _labels(group: Sequence[Referent]) -> dict[str, str]:
    """By language the name to show: a full name before an alias, then the most used, the longest, the alphabet."""
    full: Counter[str] = Counter()
    used: Counter[str] = Counter()
    for referent in group:
        full[referent.name] += referent.weight
        for name in referent.names:
            used[name] += referent.weight
    best: dict[str, str] = {}
    for name in sorted(used, key=lambda name: (-full[name], -used[name], -len(name), name)):
        best.setdefault(name_language(name), name)
    return best


def _ids(drafts: Sequence[Entity], groups: Sequence[Sequence[Referent]], ontology: Ontology) -> list[str]:
    """Ids, each once: the lexicon's, else the label as a slug; where two meet, the class, then a hash is added.

    An entity of the lexicon keeps its id against all others, and a plain id against one that had to be lengthened.
    """
    levels = [0] * len(drafts)
    while True:
        holders: dict[str, list[int]] = defaultdict(list)
        for place, (draft, group) in enumerate(zip(drafts, groups, strict=True)):
            holders[_id(draft, group, ontology, levels[place])].append(place)
        clashes = [places for places in holders.values() if len(places) > 1]
        if not clashes:
            break
        for places in clashes:
            claims = {place: (levels[place], not drafts[place].id) for place in places}
            first = min(claims.values())
            alone = list(claims.values()).count(first) == 1
            for place in places:
                levels[place] += not (alone and claims[place] == first)
    return [_id(draft, group, ontology, level) for draft, group, level in zip(drafts, groups, levels, strict=True)]


def _id(draft: Entity, group: Sequence[Referent], ontology: Ontology, level: int) -> str:
    plain = draft.id or slug(draft.label)
    if level == 0:
        return plain
    named = f"{plain}-{slug(ontology.root(draft.type))}"
    if level == 1:
        return named
    first = min((referent.type, referent.name, referent.key) for referent in group)
    return f"{named}-{digest(*first[:level], str(level), size=3)}"


def _statements(
    documents: Iterable[Document], annotations: Iterable[Annotations], found: Iterable[Entity], ontology: Ontology
) -> tuple[Statement, ...]:
    texts = {document.id: document.text for document in documents}
    entity_of = {key: entity.id for entity in found for key in entity.members}
    dates = {name for name, term in ontology.qualifiers.items() if term.datatype == "date"}
    facts: dict[tuple[Fact, str], dict[Qualifiers, Places]] = defaultdict(lambda: defaultdict(dict))
    for each in sorted(annotations, key=lambda each: each.document):
        here: dict[tuple[Fact, str], dict[Qualifiers, Places]] = defaultdict(lambda: defaultdict(dict))
        for relation in each.relations:
            fact = _fact(relation, entity_of, ontology)
            if fact is not None:
                qualifiers = tuple(sorted(pair for pair in relation.qualifiers if pair[0] != "status"))
                _add(here[fact, relation.status][qualifiers], _evidence(relation, texts[relation.document]))
        for key, variants in here.items():
            for qualifiers, places in _gathered(variants, dates, choose=True).items():
                for evidence in places.values():
                    _add(facts[key][qualifiers], evidence)
    made = (
        _statement(fact, status, qualifiers, places)
        for (fact, status), variants in facts.items()
        for qualifiers, places in _gathered(variants, dates, choose=False).items()
    )
    return tuple(sorted(made, key=lambda statement: statement.id))


def _fact(relation: Relation, entity_of: Mapping[str, str], ontology: Ontology) -> Fact | None:
    """Over entities, the ends of a symmetric predicate sorted; None when both ends became one entity."""
    subject = _entity_id(relation.subject, entity_of)
    if isinstance(relation.object, Literal):
        return subject, relation.predicate, relation.object
    target = _entity_id(relation.object, entity_of)
    if subject == target:
        return None
    term = ontology.properties.get(relation.predicate)
    if term is not None and term.symmetric:
        subject, target = sorted((subject, target))
    return subject, relation.predicate, target


def _entity_id(mention: Mention, entity_of: Mapping[str, str]) -> str:
    return entity_of[referent_key(mention.document, mention.type, mention.name)]


def _evidence(relation: Relation, text: str) -> Evidence:
    return Evidence(
        document=relation.document,
        begin=relation.begin,
        end=relation.end,
        quote=text[relation.begin : relation.end],
        annotator=relation.annotator,
        confidence=relation.confidence,
        reason=relation.reason,
    )


def _add(places: Places, evidence: Evidence) -> None:
    """One piece of evidence for each place: the surest, then the first annotator of the alphabet."""
    key = evidence.document, evidence.begin, evidence.end
    known = places.get(key)
    if known is None or (-evidence.confidence, evidence.annotator) < (-known.confidence, known.annotator):
        places[key] = evidence


def _gathered(variants: Mapping[Qualifiers, Places], dates: set[str], *, choose: bool) -> dict[Qualifiers, Places]:
    """The variants of one fact, those that say less put to the one that says more.

    When several say more, and none of them the most: with `choose` (inside an article, where a title and the text tell
    one fact) the one with the most qualifiers is taken, else nothing is put together.
    """
    most = {less: [more for more in variants if _says_less(less, more, dates)] or [less] for less in variants}
    tops = {less: [more for more in found if most[more] == [more]] for less, found in most.items()}
    gathered: dict[Qualifiers, Places] = defaultdict(dict)
    for less in sorted(variants):
        into = min(tops[less], key=lambda more: (-len(more), more)) if choose or len(tops[less]) == 1 else less
        for evidence in variants[less].values():
            _add(gathered[into], evidence)
    return gathered


def _says_less(less: Qualifiers, more: Qualifiers, dates: set[str]) -> bool:
    """Whether each qualifier of the one is among the other's, or is a date of which the other has the exact day."""
    given = dict(more)
    return less != more and all(
        key in given and (given[key] == value or (key in dates and given[key].startswith(f"{value}-")))
        for key, value in less
    )


def _statement(fact: Fact, status: str, qualifiers: Qualifiers, places: Places) -> Statement:
    subject, predicate, target = fact
    if status != "actual":
        qualifiers = tuple(sorted((*qualifiers, ("status", status))))
    evidence = tuple(places[key] for key in sorted(places))
    return Statement(
        id=statement_id(subject, predicate, str(target), qualifiers),
        subject=subject,
        predicate=predicate,
        object=target,
        qualifiers=qualifiers,
        evidence=evidence,
        standing="deprecated" if status == "denied" else "normal",
        confidence=_confidence(evidence),
    )


def _confidence(evidence: Iterable[Evidence]) -> float:
    """That at least one article is read right, each by its best sentence, as if they erred independently."""
    best: dict[str, float] = {}
    for each in evidence:
        best[each.document] = max(best.get(each.document, 0.0), each.confidence)
    doubt = math.prod(1 - best[document] for document in sorted(best))
    return round(min(CERTAIN, 1 - doubt), 4)


def _place(problem: Problem) -> tuple[str, int, str, int, int, str, str]:
    return (
        problem.source,
        problem.line,
        problem.document,
        problem.begin,
        problem.end,
        problem.code,
        problem.message,
    )
