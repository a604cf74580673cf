"""Why: a statement with its quotes and what made its ends, an entity with its names, two names and their verdict."""

import difflib
from collections.abc import Iterator, Sequence
from urllib.parse import unquote

from kg.errors import UsageError
from kg.model import Document, Entity, Evidence, Graph, Literal, Match, Statement
from kg.text import fold

_MOST = 20  # statements listed with an entity


def explain(graph: Graph, what: str) -> str:
    """What the graph knows of a statement's id, an entity's id or a name, and from where.

    An id may also stand as the IRI that it is the end of, or as `kg query` shortens that: `id:lenovo`.
    Raises UsageError, with the nearest name, when the graph has no such thing.
    """
    name = _local(graph, what)
    statement = next((s for s in graph.statements if name in (s.id, s.id.removeprefix("statement/"))), None)
    if statement is not None:
        return "\n".join(_statement(graph, statement))
    return "\n\n".join("\n".join(_entity(graph, entity)) for entity in find(graph, what))


def explain_pair(graph: Graph, left: str, right: str) -> str:
    """Why two names are one thing, or are not. Raises UsageError as `explain`."""
    ones, others = find(graph, left), find(graph, right)
    same = [entity for entity in ones if entity in others]
    if same:
        return "\n".join(line for entity in same for line in _one(graph, entity, left, right))
    keys = ([key for each in ones for key in each.members], [key for each in others for key in each.members])
    found = list(_reasons(_between(graph, *keys, joined=False)))
    verdict = f"{left} and {right} are two: {_titles(ones)} and {_titles(others)}."
    return "\n".join([verdict, *(found or ["  nothing brought them together: their names share too little"])])


def find(graph: Graph, what: str) -> list[Entity]:
    """The entities with an id, else those that bear a name. Raises UsageError with the nearest one."""
    name = _local(graph, what)
    exact = [entity for entity in graph.entities if entity.id == name]
    if exact:
        return exact
    wanted = fold(what)
    named = [e for e in graph.entities if any(fold(name) == wanted for name in (*e.labels.values(), *e.aliases))]
    if named:
        return named
    names = sorted({name for entity in graph.entities for name in (*entity.aliases, entity.id)})
    near = difflib.get_close_matches(what, names, n=1)
    guess = f' Did you mean "{near[0]}"?' if near else ""
    raise UsageError(f'the build has no statement, entity or name "{what}".{guess}')


def _local(graph: Graph, what: str) -> str:
    """The id at the end of an IRI of the graph, or what was given."""
    return unquote(what.strip("<>").removeprefix(graph.base).removeprefix("id:"))


def _one(graph: Graph, entity: Entity, left: str, right: str) -> Iterator[str]:
    """Why both names are of one entity: the matches between them if there are any, else all that made it."""
    yield f"{left} and {right} are one: {_title(entity)}."
    matches = _between(graph, entity.members, entity.members, joined=True)
    wanted = {fold(left), fold(right)}
    direct = [match for match in matches if {fold(match.left_name), fold(match.right_name)} == wanted]
    found = list(_reasons(direct or matches))
    yield from found or ["  an article uses both names for it"]


def _statement(graph: Graph, statement: Statement) -> Iterator[str]:
    entities = {entity.id: entity for entity in graph.entities}
    documents = {document.id: document for document in graph.documents}
    yield _sentence(statement, entities)
    yield f"  id {statement.id}, standing {statement.standing}, confidence {statement.confidence}"
    for key, value in statement.qualifiers:
        yield f"  {key}: {value}"
    for evidence in statement.evidence:
        yield from _quote(evidence, documents[evidence.document])
    for end in (statement.subject, statement.object):
        if isinstance(end, str) and end in entities:
            yield ""
            yield from _names(graph, entities[end])


def _sentence(statement: Statement, entities: dict[str, Entity]) -> str:
    target = str(statement.object) if isinstance(statement.object, Literal) else entities[statement.object].label
    status = "" if statement.asserted else f"  [{statement.status}]"
    return f"{entities[statement.subject].label}  {statement.predicate}  {target}{status}"


def _quote(evidence: Evidence, document: Document) -> Iterator[str]:
    who = ", ".join(part for part in (document.publisher, document.published) if part)
    block = document.text.count("\n", 0, evidence.begin)
    line = f":{document.lines[block]}" if block < len(document.lines) else ""
    yield f"  “{evidence.quote}”"
    yield f"    {who or 'publisher unknown'}; {', '.join(f'{source}{line}' for source in document.sources)}"
    if document.url:
        yield f"    {document.url}"
    agreed = f"; {evidence.reason}" if evidence.reason else ""
    yield f"    read by {evidence.annotator}, confidence {evidence.confidence}{agreed}"


def _entity(graph: Graph, entity: Entity) -> Iterator[str]:
    yield from _names(graph, entity)
    entities = {each.id: each for each in graph.entities}
    found = [s for s in graph.statements if entity.id in (s.subject, s.object)]
    for statement in found[:_MOST]:
        yield f"  {_sentence(statement, entities)}  ({statement.id})"
    if len(found) > _MOST:
        yield f"  and {len(found) - _MOST} more"


def _names(graph: Graph, entity: Entity) -> Iterator[str]:
    count = len(entity.documents)
    yield f"{_title(entity)}, in {count} article{'' if count == 1 else 's'}"
    yield f"  names: {', '.join(entity.aliases)}"
    for same in entity.same_as:
        yield f"  the same as {same}"
    yield from _reasons(_between(graph, entity.members, entity.members, joined=True))


def _between(graph: Graph, left: Sequence[str], right: Sequence[str], joined: bool) -> list[Match]:
    """The matches between two sets of referents."""
    ones, others = set(left), set(right)
    return [
        match
        for match in graph.matches
        if match.joined == joined
        and ((match.left in ones and match.right in others) or (match.left in others and match.right in ones))
    ]


def _reasons(matches: Sequence[Match]) -> Iterator[str]:
    """The verdicts, each pair of names once, whichever side it was found from."""
    seen: set[frozenset[str]] = set()
    for match in matches:
        pair = frozenset((match.left_name, match.right_name))
        if pair not in seen:
            seen.add(pair)
            yield _verdict(match)


def _verdict(match: Match) -> str:
    why = match.veto or "; ".join(match.reasons)
    sign = "=" if match.joined else "≠" if match.veto else "?"
    return f"  {match.left_name} {sign} {match.right_name}: {why} ({match.score})"


def _title(entity: Entity) -> str:
    return f"{entity.label} ({entity.type}, {entity.id})"


def _titles(entities: Sequence[Entity]) -> str:
    return " or ".join(map(_title, entities))
