"""Which classes a rule allows, as rules write it: `Place`, `Place|Venue`, or with `!` for classes that are barred."""

from kg.ontology import Ontology

Types = tuple[str, ...] | frozenset[str]


class Allowed:
    """Answers, and remembers the answer, as every rule asks it of every name."""

    def __init__(self, ontology: Ontology) -> None:
        self._ontology = ontology
        self._known: dict[Types, dict[str, bool]] = {}

    def __call__(self, kind: str, types: Types) -> bool:
        """Whether a thing of class `kind` may stand where `types` are allowed; a thing of unknown class never may.

        It must be of one of the classes without `!`, if there are any, and of none that has one.
        """
        known = self._known.get(types)
        if known is None:
            known = self._known[types] = {}
        answer = known.get(kind)
        if answer is None:
            answer = known[kind] = self._fits(kind, types)
        return answer

    def _fits(self, kind: str, types: Types) -> bool:
        wanted = [other for other in types if not other.startswith("!")]
        barred = [other[1:] for other in types if other.startswith("!")]
        if not kind or self._ontology.is_a(kind, *barred):
            return False
        return not wanted or self._ontology.is_a(kind, *wanted)
