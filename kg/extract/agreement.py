"""How extractors agree: the one place that decides between overlapping mentions and between what two say of one pair.

An extractor that runs later has seen what those before it said. So of two mentions of the same words the later one
counts, and a proposal (`Annotations.tentative`) that nobody took up must be as sure as its extractor asks for. Two
extractors that read one fact from one sentence make it surer; one that contradicts what an earlier one read has to
give way. Every verdict is kept: as the `reason` of what stands, or as a `Refusal` of what does not.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from kg.model import Annotations, Literal, Mention, Obstacle, Refusal, Relation
from kg.ontology import Ontology

CERTAIN = 0.99  # no number of extractors makes a reading certain
_CELL = 64  # characters of a text that share a list of the mentions there

Pair = tuple[str, str]


def agree(parts: Sequence[Annotations], ontology: Ontology) -> Annotations:
    """What the extractors of one document say together; `parts` in the order in which they ran.

    Mentions are sorted by place; relations keep the order in which they were read.
    """
    if len(parts) == 1 and not parts[0].tentative:
        return parts[0]
    mentions, lost = _mentions(parts, ontology)
    relations, beaten = _relations(parts, ontology)
    return Annotations(
        document=parts[0].document,
        mentions=tuple(sorted(mentions, key=lambda mention: (mention.begin, mention.end, mention.type))),
        relations=tuple(relations),
        problems=tuple(problem for part in parts for problem in part.problems),
        refusals=(*(refusal for part in parts for refusal in part.refusals), *lost, *beaten),
    )


class _Places:
    """Mentions by place."""

    def __init__(self) -> None:
        self.mentions: list[Mention] = []
        self._cells: dict[int, list[int]] = defaultdict(list)

    def add(self, mention: Mention) -> None:
        for cell in range(mention.begin // _CELL, (mention.end - 1) // _CELL + 1):
            self._cells[cell].append(len(self.mentions))
        self.mentions.append(mention)

    def over(self, mention: Mention) -> list[int]:
        """The numbers of the mentions that share a character with this one."""
        cells = range(mention.begin // _CELL, (mention.end - 1) // _CELL + 1)
        near = sorted({number for cell in cells for number in self._cells.get(cell, ())})
        return [n for n in near if self.mentions[n].begin < mention.end and mention.begin < self.mentions[n].end]


def _mentions(parts: Sequence[Annotations], ontology: Ontology) -> tuple[list[Mention], list[Refusal]]:
    """The mentions that stand, and those that do not."""
    kept, lost = _Places(), []
    for part in reversed(parts):
        standing = len(kept.mentions)
        added = []
        for mention in part.mentions:
            rivals = [number for number in kept.over(mention) if number < standing]
            same = next((n for n in rivals if _place(kept.mentions[n]) == _place(mention)), None)
            named = [n for n in rivals if not kept.mentions[n].nominal]
            if same is not None:
                other = kept.mentions[same]
                kept.mentions[same] = _with_reason(other, mention)
                if not ontology.is_a(other.type, mention.type):
                    lost.append(_lost(mention, f"{_who(other)} takes it for {other.type}, having weighed that"))
            elif named:
                other = kept.mentions[named[0]]
                lost.append(_lost(mention, f'{_who(other)} reads "{other.anchor}" ({other.type}) there'))
            elif part.tentative and mention.confidence < part.sure:
                lost.append(
                    _lost(mention, f"nobody else sees it, and alone it needs {part.sure:g}", Obstacle.THRESHOLD)
                )
            else:
                added.append(mention)
        for mention in added:
            kept.add(mention)
    return kept.mentions, lost


def _place(mention: Mention) -> tuple[int, int]:
    return mention.begin, mention.end


def _who(said: Mention | Relation) -> str:
    """The extractor, without its rule."""
    return said.annotator.partition(":")[0]


def _with_reason(mention: Mention, other: Mention) -> Mention:
    """A mention with what another extractor said of the same words."""
    verdict = "agrees" if other.type == mention.type else f"says {other.type}"
    said = f"{_who(other)} {verdict} ({other.confidence:g})"
    return replace(mention, reason="; ".join(filter(None, (mention.reason, said))))


def _lost(mention: Mention, detail: str, obstacle: Obstacle = Obstacle.VETO) -> Refusal:
    return Refusal(
        document=mention.document,
        begin=mention.begin,
        end=mention.end,
        annotator=mention.annotator,
        what=f'"{mention.anchor}" is a {mention.type} ({mention.confidence:g})',
        obstacle=obstacle,
        detail=detail,
    )


def _relations(parts: Sequence[Annotations], ontology: Ontology) -> tuple[list[Relation], list[Refusal]]:
    """The relations that stand, and those that do not."""
    said, beaten = _Said(ontology), []
    for part in parts:
        fresh = []
        for relation in part.relations:
            known, rival = said.same(relation), said.rival(relation)
            if known is not None and _who(said.relations[known]) != _who(relation):
                said.relations[known] = _surer(said.relations[known], relation)
            elif rival is not None:
                beaten.append(_beaten(relation, rival))
            else:
                fresh.append(relation)
        for relation in fresh:
            said.add(relation)
    return said.relations, beaten


class _Said:
    """What the extractors before have read."""

    def __init__(self, ontology: Ontology) -> None:
        self.relations: list[Relation] = []
        self._ontology = ontology
        self._places: dict[tuple[str, Pair, int], int] = {}
        self._facts: dict[tuple[str, Pair], Relation] = {}
        self._pairs: dict[tuple[Pair, int], Relation] = {}

    def add(self, relation: Relation) -> None:
        self._places.setdefault((*self._fact(relation), relation.begin), len(self.relations))
        self._facts.setdefault((relation.predicate, _pair(relation)), relation)
        self._pairs.setdefault((_sorted(_pair(relation)), relation.begin), relation)
        self.relations.append(relation)

    def same(self, relation: Relation) -> int | None:
        """The number of a relation that says the same in the same sentence."""
        return self._places.get((*self._fact(relation), relation.begin))

    def rival(self, relation: Relation) -> Relation | None:
        """What a relation contradicts: the same the other way round or with another status, or another in its place."""
        left, right = _pair(relation)
        if not self._symmetric(relation):
            turned = self._facts.get((relation.predicate, (right, left)))
            if turned is not None:
                return turned
        same = self._facts.get((relation.predicate, (left, right)))
        if same is not None and same.status != relation.status:
            return same
        return self._pairs.get((_sorted((left, right)), relation.begin))

    def _fact(self, relation: Relation) -> tuple[str, Pair]:
        """Predicate and ends; the ends of a symmetric one sorted."""
        pair = _pair(relation)
        return relation.predicate, _sorted(pair) if self._symmetric(relation) else pair

    def _symmetric(self, relation: Relation) -> bool:
        term = self._ontology.properties.get(relation.predicate)
        return term is not None and term.symmetric


def _sorted(pair: Pair) -> Pair:
    return min(pair), max(pair)


def _pair(relation: Relation) -> Pair:
    target = str(relation.object) if isinstance(relation.object, Literal) else relation.object.name
    return relation.subject.name, target


def _surer(relation: Relation, other: Relation) -> Relation:
    """A relation that another extractor reads in the same sentence too, as if the two erred independently."""
    together = 1 - (1 - relation.confidence) * (1 - other.confidence)
    said = f"{_who(other)} agrees ({other.confidence:g})"
    return replace(
        relation,
        confidence=round(min(CERTAIN, max(together, relation.confidence)), 4),
        reason="; ".join(filter(None, (relation.reason, said))),
    )


def _beaten(relation: Relation, rival: Relation) -> Refusal:
    subject, target = _pair(rival)
    return Refusal(
        document=relation.document,
        begin=relation.begin,
        end=relation.end,
        annotator=relation.annotator,
        what=" ".join((_pair(relation)[0], relation.predicate, _pair(relation)[1])),
        obstacle=Obstacle.VETO,
        detail=f"{_who(rival)} read {subject} {rival.predicate} {target} ({rival.status}) in the article",
    )
