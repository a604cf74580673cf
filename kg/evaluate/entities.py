"""An article's entities against its labels."""

from collections import defaultdict
from collections.abc import Mapping, Sequence

from kg.evaluate.compare import name_key
from kg.evaluate.findings import Verdict
from kg.evaluate.index import Part
from kg.gold import GoldEntity
from kg.model import Entity

Meanings = Mapping[str, set[str]]  # by an entity's id, the ids of the labels that it can stand for


def judge_entities(part: Part) -> Meanings:
    """Count which entities are labelled and which labels have an entity; what each entity stands for.

    An entity stands for the labels that have one of its names and a class of the same root, else for those that have
    one of its names.
    """
    named = _by_name(part.article.entities)
    meanings: dict[str, set[str]] = {}
    holders: dict[str, list[str]] = defaultdict(list)
    for entity in part.entities():
        like = _named_like(entity, named)
        alike = _alike(part, entity, like)
        meanings[entity.id] = alike or like
        for label in sorted(meanings[entity.id]):
            holders[label].append(entity.id)
        if not part.is_vague(entity.type):
            _said(part, entity, like, alike)
    for gold in part.article.entities:
        if not part.is_vague(gold.type):
            _wanted(part, gold, holders.get(gold.id, []))
    return meanings


def _said(part: Part, entity: Entity, like: set[str], alike: set[str]) -> None:
    """Count an entity; one that has the name of vague things only is neither right nor wrong."""
    types = {label.id: label.type for label in part.article.entities}
    if not alike and like and all(part.is_vague(types[label]) for label in like):
        return
    part.judged.entities.said += 1
    part.judged.entities.right += bool(alike)
    part.judged.exact += any(types[label] == entity.type for label in alike)
    verdict = Verdict.RIGHT if alike else Verdict.WRONG
    part.note(verdict, "entity", entity.type, f'{entity.type} "{entity.label}"')


def _wanted(part: Part, gold: GoldEntity, holders: Sequence[str]) -> None:
    part.judged.entities.wanted += 1
    part.judged.entities.found += bool(holders)
    part.judged.pairs += [(gold.id, holder) for holder in holders]
    if not holders:
        part.note(Verdict.MISSED, "entity", gold.type, f'{gold.type} "{gold.names[0]}"')


def _alike(part: Part, entity: Entity, like: set[str]) -> set[str]:
    root = part.ontology.root
    return {label.id for label in part.article.entities if label.id in like and root(label.type) == root(entity.type)}


def _by_name(labels: Sequence[GoldEntity]) -> dict[str, set[str]]:
    """Ids of labels by the key of each of their names."""
    named: dict[str, set[str]] = defaultdict(set)
    for label in labels:
        for name in label.names:
            named[name_key(name)].add(label.id)
    return dict(named)


def _named_like(entity: Entity, named: Mapping[str, set[str]]) -> set[str]:
    keys = {name_key(name) for name in (*entity.labels.values(), *entity.aliases)}
    return {label for key in keys for label in named.get(key, ())}
