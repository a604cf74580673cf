"""The room's one job: which things of all articles are one, and why."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from kg.graph import entities
from kg.lexicon import Lexicon
from kg.model import Annotations, Decision, Document, Judgement, Match, Problem, Referent, Resolution
from kg.ontology import Ontology
from kg.resolve.block import candidates
from kg.resolve.cluster import Clustering, Orders, Pair, cluster
from kg.resolve.decisions import orders
from kg.resolve.match import NEAR_MISS, Verdict, compare
from kg.resolve.referents import referents
from kg.resolve.tables import table
from kg.resolve.thing import Thing, thing

_SHOWN = 12  # near misses kept for one referent


def resolve(
    documents: Iterable[Document],
    annotations: Iterable[Annotations],
    ontology: Ontology,
    lexicon: Lexicon,
    decisions: Sequence[Decision] = (),
) -> Resolution:
    """The resolution of all articles, equal whatever their order. Articles without annotations still have metadata."""
    by_document = {each.document: each for each in annotations}
    found = [
        referent
        for document in documents
        for referent in referents(
            document, by_document.get(document.id, Annotations(document=document.id)), ontology, lexicon
        )
    ]
    return resolve_referents(found, ontology, lexicon, decisions)


def resolve_referents(
    found: Iterable[Referent], ontology: Ontology, lexicon: Lexicon, decisions: Sequence[Decision] = ()
) -> Resolution:
    """`resolve` for things that are already folded from their articles."""
    known = tuple(sorted(found, key=lambda referent: referent.key))
    things = [thing(referent, ontology) for referent in known]
    edges = {pair: compare(things[pair[0]], things[pair[1]]) for pair in candidates(things)}
    done = cluster(things, edges, Orders())
    said: Mapping[Pair, Decision] = {}
    problems: list[Problem] = []
    if decisions:
        plain = entities(known, _keys(known, done), ontology, lexicon)
        what, said, problems = orders(decisions, things, plain, ontology)
        done = cluster(things, edges, what)
    return Resolution(
        referents=known,
        clusters=_keys(known, done),
        matches=_matches(things, edges, done, said),
        problems=tuple(sorted(problems, key=lambda problem: (problem.code, problem.message))),
    )


def _keys(known: Sequence[Referent], done: Clustering) -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(known[place].key for place in places) for places in done.clusters)


def _matches(
    things: Sequence[Thing], edges: Mapping[Pair, Verdict], done: Clustering, said: Mapping[Pair, Decision]
) -> tuple[Match, ...]:
    """The pairs that were joined or came near, with what people said of them; near misses bounded for each thing."""
    entity_of = {place: number for number, places in enumerate(done.clusters) for place in places}
    shown: Counter[int] = Counter()
    matches: list[tuple[Pair, Match]] = []
    for pair in sorted(edges, key=lambda pair: (-edges[pair].score, pair)):
        joined = entity_of[pair[0]] == entity_of[pair[1]]
        if pair in said or not (joined or _is_near(things, pair, edges[pair])):
            continue
        if not joined and max(shown[place] for place in pair) >= _SHOWN:
            continue
        shown.update(() if joined else pair)
        matches.append((pair, _match(things, pair, edges[pair], done.refused.get(pair, ""), joined)))
    for pair, decision in said.items():
        joined = entity_of[pair[0]] == entity_of[pair[1]]
        matches.append((pair, _match(things, pair, _decided(decision), "", joined)))
    return tuple(match for _, match in sorted(matches, key=lambda item: item[0]))


def _is_near(things: Sequence[Thing], pair: Pair, verdict: Verdict) -> bool:
    if not verdict.veto:
        return verdict.score >= NEAR_MISS
    heads = table("institutions")
    one, two = ({word for word in things[place].main.sorted_words if word not in heads} for place in pair)
    return bool(verdict.reasons) or 2 * len(one & two) >= max(len(one), len(two), 1)


def _decided(decision: Decision) -> Verdict:
    """A person's word as a verdict."""
    by = f" by {decision.by}" if decision.by else ""
    on = f" on {decision.on}" if decision.on else ""
    sentence = f"decided {decision.judgement.value}{by}{on}" + (f": {decision.note}" if decision.note else "")
    same = decision.judgement is Judgement.SAME
    return Verdict(score=float(same), reasons=(sentence,), veto="" if same else sentence, joins=same, leaf=False)


def _match(things: Sequence[Thing], pair: Pair, verdict: Verdict, refused: str, joined: bool) -> Match:
    left, right = (things[place].referent for place in pair)
    forbidden = "" if joined and not verdict.veto else verdict.veto or refused
    return Match(
        left=left.key,
        right=right.key,
        left_name=left.name,
        right_name=right.name,
        type=left.type,
        score=0.0 if forbidden else verdict.score,
        reasons=verdict.reasons,
        veto=forbidden,
        joined=joined,
    )
