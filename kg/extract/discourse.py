"""What an article has spoken of so far, and which of it a phrase such as "the company" or "it" takes up."""

from collections import Counter, deque
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from kg.extract.rulebook import Rulebook
from kg.extract.seats import Seats
from kg.extract.sightings import Sighting, Told
from kg.ontology import Ontology

_SEATED = 3.0  # how much speaks for an organization that sits where a phrase says
_FAR = 4  # sentences back that a phrase may reach for something that was hardly ever named
_MEMORY = 500  # mentions that an article is remembered by: more would make long articles slow, and change nothing
_LISTS = 20  # lists that an article is remembered by
_NEAR = 2  # sentences back that a pronoun or "both" may reach
_PERSONAL = ("he", "she", "his", "her", "him")
_NEUTER = ("it", "its", "itself")


@dataclass(slots=True, eq=False)
class Discourse:
    """What the article has spoken of so far, the latest last.

    Attributes:
        seats: where organizations sit.
        told: the latest mentions, in order.
        lists: the latest lists of things of one kind.
        counts: how often each name stands in the whole article.
        renamed: name made from a phrase -> the name that the article gives the thing later.
        nouns: common nouns that the article used of each name.
        topic: what the headline names first.
    """

    seats: Seats
    lists: deque[list[Told]] = field(default_factory=lambda: deque(maxlen=_LISTS))
    told: deque[Told] = field(default_factory=lambda: deque(maxlen=_MEMORY))
    counts: Counter[str] = field(default_factory=Counter)
    renamed: dict[str, str] = field(default_factory=dict)
    nouns: dict[str, set[str]] = field(default_factory=dict)
    topic: str = ""


class Antecedents:
    """Chooses what a phrase takes up, by class, distance, and how much the article is about it."""

    def __init__(self, ontology: Ontology, rulebook: Rulebook) -> None:
        self.ontology = ontology
        self.person = rulebook.part("person")
        self.synonyms: Sequence[Sequence[str]] = rulebook.names.get("synonyms", ())

    def fits(self, type_: str, kind: str) -> bool:
        """Whether a thing of class `type_` may be called by a noun for `kind`."""
        outermost = type_ == self.ontology.root(type_)
        return self.ontology.is_a(type_, kind) or (outermost and self.ontology.is_a(kind, type_))

    def remember(self, discourse: Discourse, name: str, sighting: Sighting) -> None:
        """Keep the nouns with which the article spoke of a name."""
        nouns = (unit.lemma for unit in sighting.words if unit.span is None and unit.tag.startswith("NN"))
        discourse.nouns.setdefault(name, set()).update(map(self._standard, nouns))

    def latest(self, discourse: Discourse, kind: str, sighting: Sighting) -> Told | None:
        """The thing that a phrase headed by a noun for `kind` most likely takes up."""
        holders = self._holders(sighting)
        barred = {unit.span.name for unit in sighting.words if unit.span is not None} | holders
        places = discourse.seats.chains(unit.span for unit in sighting.words if unit.span is not None)
        noun = self._standard(sighting.head.lemma)
        best: float | None = None
        chosen = None
        for told in discourse.told:
            called = noun in told.name.lower().split()
            named = told.name in discourse.counts
            seated = discourse.seats.agree(told.name, places)
            if told.name in barred or seated < 0 or not (self.fits(told.type, kind) or (called and named)):
                continue
            if holders and not self._parts_of(told, holders, noun, discourse):
                continue
            if named and discourse.counts[told.name] < 3 and sighting.number - told.sentence > _FAR:
                continue
            score = _weight(told, noun, discourse, sighting.number) + _SEATED * seated
            if best is None or score >= best:
                best, chosen = score, told
        return chosen

    def _parts_of(self, told: Told, holders: set[str], noun: str, discourse: Discourse) -> bool:
        """Whether an organization may be the one that others have: "Acme's cloud arm" is Acme Cloud, no third party."""
        if self.ontology.identity(told.type) != "organization" or told.name not in discourse.counts:
            return True
        firsts = {name.split()[0] for name in holders if name}
        return told.name.split()[0] in firsts or noun in discourse.nouns.get(told.name, ())

    def _holders(self, sighting: Sighting) -> set[str]:
        """Who has what a phrase is about, and is not it: "ACME's cloud arm", "the cloud arm of ACME"."""
        phrase = sighting.phrase
        owners = phrase.owner.refs if phrase.owner is not None else []
        words = (unit for target in phrase.post.get("of", ()) for unit in sighting.units[target.first : target.last])
        spans = [*owners, *(unit.span for unit in words if unit.is_name() and unit.span is not None)]
        return {span.name for span in spans if span.type and self.ontology.identity(span.type) == "organization"}

    def again(self, discourse: Discourse, kind: str, head: str) -> Told | None:
        """The one thing of a class that the article named by its place, when a phrase has the same noun."""
        known = {told.name: told for told in discourse.told if self.fits(told.type, kind)}
        if len(known) != 1:
            return None
        (told,) = known.values()
        return told if told.name.split()[-1] == head and told.name not in discourse.counts else None

    def other(self, discourse: Discourse, kind: str) -> Told | None:
        """The thing behind "the older machine": of two of a class, the one that the article names less."""
        names = list(dict.fromkeys(told.name for told in reversed(discourse.told) if self.fits(told.type, kind)))
        if len(names) < 2:
            return None
        main = max(names, key=lambda name: discourse.counts[name])
        other = next(name for name in names if name != main)
        return next(told for told in reversed(discourse.told) if told.name == other)

    def pronoun(self, discourse: Discourse, word: str, number: int) -> list[Told]:
        """What a pronoun in sentence `number` stands for: the likeliest first, then others of the same sentence."""
        options = [told for told in self._bearers(discourse, word) if number - told.sentence <= _NEAR]
        if not options:
            return []
        latest = max(told.sentence for told in options)
        recent = [told for told in options if told.sentence == latest]
        subjects = _subjects(recent) or [told for told in _subjects(options) if told.sentence >= latest - 1]
        nearest = subjects or recent
        first = nearest[-1] if word in _PERSONAL else nearest[0]
        others: dict[str, Told] = {}
        for told in reversed(recent):
            if told.name != first.name:
                others.setdefault(told.name, told)
        return [first, *others.values()]

    def _bearers(self, discourse: Discourse, word: str) -> list[Told]:
        """Everything told of that a pronoun could stand for by its gender."""
        if word in _PERSONAL:
            return [told for told in discourse.told if told.type == self.person]
        if word in _NEUTER:
            things = (told for told in discourse.told if told.type != self.person)
            return [told for told in things if self.ontology.identity(told.type) != "place"]
        return []

    def _standard(self, noun: str) -> str:
        """One noun for those that mean the same."""
        return next((group[0] for group in self.synonyms if noun in group), noun)


def _subjects(options: Iterable[Told]) -> list[Told]:
    return [told for told in options if told.subject]


def _weight(told: Told, noun: str, discourse: Discourse, number: int) -> float:
    """How likely a phrase in sentence `number`, headed by a noun, means a thing told of before."""
    distance = number - told.sentence
    score = (2.0 if told.subject else 0.0) + min(discourse.counts[told.name], 4) * 0.4 - distance
    score += 2.0 if told.name == discourse.topic else 0.0
    score -= 0.5 if distance == 0 and not told.subject else 0.0
    score += 3.0 if noun in told.name.lower().split() else 0.0
    score += 2.5 if noun in discourse.nouns.get(told.name, ()) else 0.0
    return score
