"""A verb or noun with its arguments by role, and the place in a sentence where a verb's arguments are sought."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from kg.extract.constituents import NP, VG, Chunk


@dataclass(slots=True, eq=False)
class Frame:
    """A verb or noun with its arguments.

    Attributes:
        kind: `verb` or `noun`.
        lemma: of the main verb, or of the noun phrase's common nouns, joined by spaces.
        sentence: number of the sentence.
        first, last: half-open range of units that the clause covers.
        roles: arguments in reading order.
        group: the verb group, of a verb.
        phrase: the noun phrase, of a noun.
        governor: the frame of the verb that this one hangs on ("deny that ..."), if any.
        index: position of the group or phrase among the chunks.
        copular: the governor is a verb such as "become", so that its status is the noun's.
    """

    kind: str
    lemma: str
    sentence: int
    first: int
    last: int
    roles: dict[str, list[NP]] = field(default_factory=dict)
    group: VG | None = None
    phrase: NP | None = None
    governor: "Frame | None" = None
    index: int = 0
    copular: bool = False

    def add(self, role: str, phrases: Sequence[NP]) -> None:
        """Add arguments under a role, each once."""
        known = self.roles.setdefault(role, [])
        known.extend(phrase for phrase in phrases if phrase not in known)

    def get(self, *roles: str) -> list[NP]:
        """The arguments of the first of the roles that is filled."""
        for role in roles:
            found = self.roles.get(role)
            if found:
                return found
        return []

    @property
    def passive(self) -> bool:
        """Whether it is a verb in the passive."""
        return self.group is not None and self.group.passive

    @property
    def finite(self) -> bool:
        """Whether it is a verb that makes a clause of its own."""
        return self.group is not None and self.group.finite

    @property
    def surface(self) -> list[NP]:
        """What stands before the verb as its subject: who does it, or in the passive to whom it is done."""
        return self.get("obj" if self.passive else "subj")


@dataclass(frozen=True, slots=True, eq=False)
class Clause:
    """A verb group in its sentence, while its arguments are sought.

    Attributes:
        position: of the group among the chunks; `previous` that of the verb group before, or -1.
        earlier: the frames of the verbs before, in order.
    """

    chunks: Sequence[Chunk]
    group: VG
    position: int
    previous: int
    earlier: Sequence[Frame]

    @property
    def segment(self) -> range:
        """The positions between the verb group before and this one."""
        return range(self.previous + 1, self.position)

    @property
    def between(self) -> Sequence[Chunk]:
        """The chunks between the verb group before and this one."""
        return self.chunks[self.previous + 1 : self.position]
