"""Names of parts, and where they are: loaded on first use, so that nothing heavy is imported by name alone.

To add a part of your own, declare an entry point in the group `kg.readers`, `kg.extractors` or `kg.exporters`, whose
name is the part's and whose object makes it: without arguments, but an extractor from an `Ontology` and a `Lexicon`.
"""

import difflib
from collections.abc import Callable
from importlib import import_module
from importlib.metadata import entry_points
from typing import Any

from kg.errors import MissingExtra, UsageError

PARTS: dict[str, dict[str, str]] = {
    "readers": {
        "frontmatter": "kg.read.frontmatter:FrontMatterReader",
        "pdf": "kg.read.pdf:PdfReader",
        "webpage": "kg.read.webpage:WebPageReader",
        "feed": "kg.read.feed:FeedReader",
        "json": "kg.read.jsonrecords:JsonReader",
        "table": "kg.read.table:TableReader",
        "digest": "kg.read.digest:DigestReader",
        "prose": "kg.read.prose:ProseReader",
    },
    "extractors": {
        "names": "kg.extract.learned.names:LearnedNames",
        "rules": "kg.extract.rules:RuleExtractor",
        "relations": "kg.extract.learned.relations:LearnedRelations",
    },
    "exporters": {
        "turtle": "kg.export.turtle:TurtleExporter",
        "html": "kg.export.html:HtmlExporter",
        "neo4j": "kg.export.neo4j:Neo4jExporter",
    },
}


def names(kind: str) -> tuple[str, ...]:
    """The parts of a kind: kg's own in their order, then the entry points', sorted."""
    own = PARTS[kind]
    return (*own, *sorted(point.name for point in entry_points(group=f"kg.{kind}") if point.name not in own))


def make(kind: str, name: str, *arguments: Any) -> Any:
    """The part of that name, made from the arguments.

    Raises UsageError with the names there are, and the nearest one; MissingExtra when a library that it needs is not
    installed.
    """
    try:
        return _load(kind, name)(*arguments)
    except ModuleNotFoundError as error:
        what = f'the {kind.removesuffix("s")} "{name}" needs the Python module "{error.name}", which is not installed'
        raise MissingExtra(f"{what}; install it with pip") from error


def _load(kind: str, name: str) -> Callable[..., Any]:
    target = PARTS[kind].get(name)
    if target is not None:
        module, _, attribute = target.partition(":")
        made: Callable[..., Any] = getattr(import_module(module), attribute)
        return made
    for point in entry_points(group=f"kg.{kind}"):
        if point.name == name:
            loaded: Callable[..., Any] = point.load()
            return loaded
    available = names(kind)
    near = difflib.get_close_matches(name, available, n=1)
    guess = f' Did you mean "{near[0]}"?' if near else ""
    raise UsageError(f'unknown {kind.removesuffix("s")} "{name}". Available: {", ".join(available)}.{guess}')
