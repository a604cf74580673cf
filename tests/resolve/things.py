"""Inputs for the tests of resolution: referents in one line each."""

from functools import cache

from kg import ontology
from kg.ids import referent_key
from kg.lexicon import Entry, Lexicon
from kg.model import Referent, Resolution
from kg.ontology import Ontology

LEXICON = Lexicon(
    entries={
        "lenovo": Entry(id="lenovo", type="Company", names=(("en", "Lenovo"), ("zh", "联想"))),
        "dell": Entry(id="dell", type="Company", names=(("en", "Dell"),)),
    },
    by_name={},
    by_adjective={},
)


@cache
def default() -> Ontology:
    return ontology.load()


def referent(article: str, kind: str, name: str, *names: str, hint: str = "", weight: int = 1) -> Referent:
    """A thing of the article with that full name, and other names."""
    return Referent(
        key=referent_key(article, kind, name),
        document=article,
        type=kind,
        name=name,
        names=tuple(sorted({name, *names})),
        hints=(hint,) if hint else (),
        weight=weight,
    )


def groups(resolution: Resolution) -> set[frozenset[str]]:
    """The entities of a resolution, each as the set of `article/name` that were merged into it."""
    named = {each.key: f"{each.document}/{each.name}" for each in resolution.referents}
    return {frozenset(named[key] for key in cluster) for cluster in resolution.clusters}
