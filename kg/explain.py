"""Why: a statement with its quotes and the decisions behind its ends, an entity with its names, two names and their verdict."""

import difflib
from collections.abc import Iterator

from kg.errors import UsageError
from kg.model import Document, Entity, Evidence, Graph, Literal, Match, Statement
from kg.text import fold

_MOST = 20  # statements listed with an entity


def explain(graph: Graph, what: str) -> str:
    """What the graph knows of a statement's id, an entity's id or a name, and from where.

    Raises UsageError, with the nearest name, when the graph has no such thing.
    """
    statement = next((s for s in graph.statements if what in (s.id, s.id.removeprefix("statement/"))), None)
    if statement is not None:
        return "\n".join(_statement(graph, statement))
    return "\n\n".join("\n".join(_entity(graph, entity)) for entity in find(graph, what))


def explain_pair(graph: Graph, left: str, right: str) -> str:
    """Why two names are one thing, or are not."""
    ones, others = find(graph, left), find(graph, right)
    same = [entity for entity in ones if entity in others]
    lines = []
    if same:
        lines.append(f"{left} and {right} are one: {_title(same[0])}.")
        lines += _reasons(graph, same[0].members, same[0].members, joined=True)
    else:
        lines.append(f"{left} and {right} are two: {_title(ones[0])} and {_title(others[0])}.")
        keys = ([key for e in ones for key in e.members], [key for e in others for key in e.members])
        found = list(_reasons(graph, *keys, joined=False))
        lines += found or ["  no rule brought them together: their names share too little"]
    return "\n".join(lines)


def find(graph: Graph, what: str) -> list[Entity]:
    """The entities with an id, else those that bear a name. Raises UsageError with the nearest one."""
    exact = [entity for entity in graph.entities if entity.id == what]
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
    yield f'  “{evidence.quote}”'
    yield f"    {who or 'publisher unknown'}; {document.sources[0]}, characters {evidence.begin}-{evidence.end}"
    if document.url:
        yield f"    {document.url}"
    yield f"    read by {evidence.annotator}, confidence {evidence.confidence}"


def _entity(graph: Graph, entity: Entity) -> Iterator[str]:
    yield from _names(graph, entity)
    entities = {each.id: each for each in graph.entities}
    found = [s for s in graph.statements if entity.id in (s.subject, s.object)]
    for statement in found[:_MOST]:
        yield f"  {_sentence(statement, entities)}  ({statement.id})"
    if len(found) > _MOST:
        yield f"  and {len(found) - _MOST} more"


def _names(graph: Graph, entity: Entity) -> Iterator[str]:
    yield f"{_title(entity)}, in {len(entity.documents)} articles"
    yield f"  names: {', '.join(entity.aliases)}"
    yield from _reasons(graph, entity.members, entity.members, joined=True)


def _reasons(graph: Graph, left: "list[str] | tuple[str, ...]", right: "list[str] | tuple[str, ...]", joined: bool) -> Iterator[str]:
    """The matches between two sets of referents, each wording once."""
    ones, others = set(left), set(right)
    seen = set()
    for match in graph.matches:
        inside = (match.left in ones and match.right in others) or (match.left in others and match.right in ones)
        if inside and match.joined == joined:
            line = _verdict(match)
            if line not in seen:
                seen.add(line)
                yield line


def _verdict(match: Match) -> str:
    why = match.veto or "; ".join(match.reasons)
    sign = "=" if match.joined else "≠" if match.veto else "?"
    return f"  {match.left_name} {sign} {match.right_name}: {why} ({match.score})"


def _title(entity: Entity) -> str:
    return f"{entity.label} ({entity.type}, {entity.id})"
