"""Whether rules can work: keys that exist, terms that the ontology has, posts that are patterns.

A misspelt key or class would silently find nothing, so each is an error that names the file, the rule and the nearest
word that there is.
"""

import difflib
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from kg.errors import OntologyError
from kg.ontology import STATUSES, Ontology

RULE_KEYS = frozenset(
    {"id", "predicate", "subject", "object", "verbs", "nouns", "qualifiers", "status", "needs", "voice", "take"}
    | {"confidence", "patterns", "when", "reverse", "unless", "through"}
)
BY_CLASS = ("heads", "descriptors", "units", "leads", "endings", "kinds", "bearers", "contexts", "before", "behind")
_PARTS = ("model", "person", "organization", "place", "line", "placed", "seated", "described", "national")
_PREDICATES = ("line_predicate", "rank_predicate")
_WORDS = ("rank_verbs", "ignored", "synonyms", "titles", "roles", "independent")
NAME_KEYS = frozenset({*BY_CLASS, *_PARTS, *_PREDICATES, *_WORDS})
_SLOT = re.compile(r"\{\w+:([^}]*)\}|<kind:([^>]*)>")
_CONTEXT = re.compile(r"<([A-Z][^>]*)>")


def check_rule(where: str, ontology: Ontology, row: Mapping[str, Any]) -> None:
    """Raise OntologyError for a key, a predicate, a class or a status that there is not."""
    _known(where, "key", row, RULE_KEYS)
    predicates = [row[key] for key in ("predicate", "when", "through") if key in row] + _listed(row.get("unless"))
    _known(where, "predicate", predicates, ontology.properties)
    _known(where, "status", [row["status"]] if row.get("status") else [], STATUSES)
    _known(where, "class", _classes(row), ontology.classes)


def check_names(where: str, ontology: Ontology, names: Mapping[str, Any]) -> None:
    """The same for names.yaml, and for posts that are no patterns."""
    _known(where, "key", names, NAME_KEYS)
    for section in BY_CLASS:
        for kind in names.get(section, {}):
            if kind not in ontology.classes:
                raise OntologyError(f'{where}: {section} names the class "{kind}", which the ontology does not have')
    _known(where, "class", [kind for key in _PARTS for kind in _listed(names.get(key))], ontology.classes)
    for patterns in (text for weighted in names.get("contexts", {}).values() for text in weighted.values()):
        inside = [kind for text in patterns for found in _CONTEXT.findall(text) for kind in found.split("|")]
        _known(where, "class", inside, ontology.classes)
    for post in names.get("roles", ()):
        try:
            re.compile(post)
        except re.error as error:
            raise OntologyError(f'{where}: roles: "{post}" is no regular expression ({error}); mend it') from error


def check_measures(where: str, ontology: Ontology, measures: Mapping[str, Any]) -> None:
    """The same for the predicate and the classes of measures.yaml."""
    _known(where, "class", _listed(measures.get("never")), ontology.classes)
    _known(where, "predicate", _listed(measures.get("predicate")), ontology.properties)


def check_predicates(where: str, ontology: Ontology, names: Mapping[str, Any]) -> None:
    """The same for the predicates that names.yaml gives to lines and ranks."""
    _known(where, "predicate", [names[key] for key in _PREDICATES if names.get(key)], ontology.properties)


def _known(where: str, what: str, words: Iterable[str], there: Iterable[str]) -> None:
    known = list(there)
    for word in words:
        if word not in known:
            near = difflib.get_close_matches(str(word), known, n=1)
            guess = f'; did you mean "{near[0]}"?' if near else f"; there are {', '.join(sorted(known))}"
            raise OntologyError(f'{where}: unknown {what} "{word}"{guess}')


def _classes(row: Mapping[str, Any]) -> Iterator[str]:
    """The classes that a rule names, in its slots, patterns and nouns; without the mark that excludes one."""
    found: list[str] = [noun[1:] for noun in _listed(row.get("nouns")) if noun.startswith("@")]
    for end in ("subject", "object"):
        value = row.get(end)
        found += (
            _split(value.partition(":")[2])
            if isinstance(value, str) and ":" in value
            else _listed(value, "when" in row)
        )
    for text in _listed(row.get("patterns")):
        found += [kind for groups in _SLOT.findall(text) for kind in _split("|".join(filter(None, groups)))]
    return (kind.removeprefix("!") for kind in found)


def _listed(value: Any, wanted: bool = True) -> list[str]:
    """A list, or one word as a list; nothing where nothing is wanted."""
    if value is None or not wanted:
        return []
    return [value] if isinstance(value, str) else list(value)


def _split(text: str) -> list[str]:
    return [part.strip() for part in re.split(r"[|,]", text) if part.strip()]
