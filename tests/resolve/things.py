"""Inputs for the tests of resolution, and its results in short forms."""

from kg.lexicon import Entry, Lexicon
from kg.model import Resolution

LEXICON = Lexicon(
    entries={
        "lenovo": Entry(id="lenovo", type="Company", names=(("en", "Lenovo"), ("zh", "联想"))),
        "dell": Entry(id="dell", type="Company", names=(("en", "Dell"),)),
    },
    by_name={},
    by_adjective={},
)


def groups(resolution: Resolution) -> set[frozenset[str]]:
    """The entities of a resolution, each as the set of `article/name` that were merged into it."""
    named = {each.key: f"{each.document}/{each.name}" for each in resolution.referents}
    return {frozenset(named[key] for key in cluster) for cluster in resolution.clusters}
