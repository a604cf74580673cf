"""Labels that cannot be meant for an ontology: they would silently count as misses."""

from collections.abc import Collection, Iterator, Sequence
from difflib import get_close_matches
from pathlib import Path

from kg.errors import UsageError
from kg.gold import FILE, GoldArticle
from kg.ontology import Ontology

_SHOWN = 10


def check(folder: Path, gold: Sequence[GoldArticle], ontology: Ontology) -> None:
    """Raises UsageError, with file and line, for classes, predicates and qualifiers that the ontology does not have."""
    unknown = [f"{folder / FILE}:{line}: {what}" for article in gold for line, what in _unknown(article, ontology)]
    if unknown:
        more = [f"and {len(unknown) - _SHOWN:,} more"] if len(unknown) > _SHOWN else []
        remedy = f"mend the labels, or name the ontology that they are for: --ontology DIR (now {ontology.file.name})"
        raise UsageError("\n".join([*unknown[:_SHOWN], *more, remedy]))


def _unknown(article: GoldArticle, ontology: Ontology) -> Iterator[tuple[int, str]]:
    """Line and complaint of each."""
    for entity in article.entities:
        if entity.type not in ontology.classes:
            what = f'{article.source}: entity "{entity.id}" is of the unknown class'
            yield entity.line, f"{what} {_named(entity.type, ontology.classes)}"
    for number, statement in enumerate(article.statements, 1):
        what = f"{article.source}: statement {number} has the unknown"
        if statement.predicate not in ontology.properties:
            yield statement.line, f"{what} predicate {_named(statement.predicate, ontology.properties)}"
        for key, _ in statement.qualifiers:
            if key not in ontology.qualifiers:
                yield statement.line, f"{what} qualifier {_named(key, ontology.qualifiers)}"


def _named(name: str, known: Collection[str]) -> str:
    """The name, and the nearest of those that are known."""
    near = get_close_matches(name, known, n=1)
    return f'"{name}".' + (f' Did you mean "{near[0]}"?' if near else "")
