"""Who does what to whom: every verb and every relational noun of a sentence with its arguments by role.

Roles of a verb: `subj`, `obj`, `obj2`, and each preposition (`with`, `for`, ...); the passive is turned round, so that
`subj` is always who does it. Roles of a noun: `self` (the thing that bears it), `poss` (the owner), `mod` (names inside
the phrase), and each preposition behind it. Where attachment is doubtful an argument is offered to both: rules choose
by type.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from kg.extract.chunks import NP, VG, Chunk, Word, coordinated
from kg.extract.reading import Unit

_RELATIVE = {"which", "who", "that", "whom", "whose", "where"}
_BREAKS = {
    ";",
    ":",
    "while",
    "whereas",
    "although",
    "though",
    "because",
    "since",
    "if",
    "when",
    "but",
    "that",
    "after",
    "before",
    "until",
    "as",
    "unless",
    "once",
    "so",
}
_CONTROL = {
    "choose",
    "select",
    "hire",
    "pick",
    "tap",
    "ask",
    "help",
    "allow",
    "enable",
    "let",
    "commission",
    "appoint",
    "name",
    "tell",
    "order",
    "contract",
    "invite",
}
_CREATION = {"build", "develop", "create", "design", "deploy", "construct"}
_PARTICLES = {
    "up",
    "out",
    "over",
    "off",
    "down",
    "on",
    "in",
    "away",
    "back",
    "together",
    "forward",
    "live",
    "around",
    "through",
}
_REPORT = {
    "say",
    "tell",
    "add",
    "report",
    "announce",
    "claim",
    "note",
    "explain",
    "deny",
    "argue",
    "confirm",
    "state",
    "disclose",
    "warn",
    "estimate",
    "expect",
}


@dataclass(slots=True, eq=False)
class Frame:
    """A verb or noun with its arguments.

    Attributes:
        kind: `verb` or `noun`.
        lemma: of the main verb, or of the noun phrase's common nouns, joined by spaces.
        roles: arguments in reading order.
        group: the verb group, of a verb.
        sentence: number of the sentence.
        first, last: half-open range of units that the clause covers.
        governor: the frame of the verb that this one hangs on ("deny that ..."), if any.
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
        return next((self.roles[role] for role in roles if self.roles.get(role)), [])


def frames(number: int, chunks: Sequence[Chunk], units: Sequence[Unit]) -> list[Frame]:
    """The frames of a sentence: verbs in order, then nouns."""
    verbs = list(_verbs(number, chunks, units))
    return [*verbs, *_nouns(number, chunks, units, verbs)]


def _verbs(number: int, chunks: Sequence[Chunk], units: Sequence[Unit]) -> Iterator[Frame]:
    found: list[Frame] = []
    positions = [position for position, item in enumerate(chunks) if isinstance(item, VG)]
    for place, position in enumerate(positions):
        group = chunks[position]
        assert isinstance(group, VG)
        previous = positions[place - 1] if place else -1
        frame = Frame("verb", group.lemma, number, group.first, group.last, group=group, index=position)
        frame.governor = _governor(found, chunks, previous, position)
        surface = _subjects(chunks, units, previous, position, group, found)
        _after(frame, chunks, units, position)
        _gap(frame, chunks, previous, position, surface)
        _before(frame, chunks, previous, position)
        if group.passive:
            if frame.roles.get("obj"):
                frame.add("obj2", frame.roles.pop("obj"))
            frame.add("obj", surface)
            frame.add("subj", frame.roles.get("by", []))
        else:
            frame.add("subj", surface)
        if (
            frame.governor is not None
            and not group.finite
            and frame.governor.lemma in _CONTROL
            and frame.governor.get("obj")
        ):
            frame.add("gov", frame.governor.get("subj"))
        found.append(frame)
    _opening(found, chunks)
    yield from found


def _governor(found: Sequence[Frame], chunks: Sequence[Chunk], previous: int, position: int) -> Frame | None:
    """The verb before, where "that", "to" or nothing but a subject joins the two."""
    if not found:
        return None
    between = chunks[previous + 1 : position]
    group = chunks[position]
    assert isinstance(group, VG)
    if any(
        isinstance(item, Word) and item.low in (";", "and", "but", ".", "which", "who") for item in between
    ) and not any(isinstance(item, Word) and item.low == "that" for item in between):
        return (
            found[-1].governor
            if found[-1].governor and any(isinstance(i, Word) and i.low == "and" for i in between)
            else None
        )
    return found[-1]


def _subjects(
    chunks: Sequence[Chunk], units: Sequence[Unit], previous: int, position: int, group: VG, found: Sequence[Frame]
) -> list[NP]:
    """The surface subject of the verb at a position."""
    segment = list(range(previous + 1, position))
    relative = next((i for i in reversed(segment) if _is(chunks[i], *_RELATIVE) and _relative(chunks, i)), None)
    if not group.finite:
        return _implied(chunks, previous, position, group, found)
    if relative is not None:
        own = [chunks[i] for i in segment if i > relative and _free(chunks, i)]
        antecedent = _antecedent(chunks, relative)
        if own or _is(chunks[relative], "where"):
            return own  # type: ignore[return-value]
        return antecedent
    if found and position and _is(chunks[position - 1], ","):
        outer = _inside_relative(chunks, found[-1])
        if outer is not None and _is(chunks[outer - 1], ","):
            return _antecedent(chunks, outer)[:1]
    start = previous + 1
    for i in segment:
        if _is(chunks[i], *_BREAKS):
            start = i + 1
    free = [i for i in range(start, position) if _free(chunks, i)]
    joined = any(_is(item, "and", "or", "but") for item in chunks[free[-1] + 1 : position]) if free else False
    if not free or (joined and found):
        shared = _shared(chunks, previous, position, found)
        return shared or [item for i in range(position) if _free(chunks, i) and isinstance(item := chunks[i], NP)][:1]
    if previous >= 0 and found and not _is_break(chunks, previous, position) and found[-1].lemma not in _REPORT:
        cut = _clause_start(chunks, start, position, free)
        free = [i for i in free if i >= cut]
    last = free[-1]
    group_ = [last]
    for i in reversed(free[:-1]):
        between = chunks[i + 1 : group_[0]]
        if all(
            _is(item, ",", "and", "or", "both", "(", ")")
            or (isinstance(item, NP) and item.governed)
            or isinstance(item, Word)
            for item in between
        ):
            group_.insert(0, i)
    return [chunks[i] for i in group_]  # type: ignore[misc]


def _gap(frame: Frame, chunks: Sequence[Chunk], previous: int, position: int, surface: Sequence[NP]) -> None:
    """Give a relative clause what it hangs on: "a system that Acme switched off", "a plant where it makes servers"."""
    relative = next(
        (i for i in range(position - 1, previous, -1) if _is(chunks[i], *_RELATIVE) and _relative(chunks, i)), None
    )
    if relative is None or frame.group is None or not frame.group.finite:
        return
    antecedent = _antecedent(chunks, relative)
    if _is(chunks[relative], "where"):
        frame.add("where", [*antecedent, *_hosts(chunks, relative - 1)])
        i = relative - 1
        while i > 0 and not isinstance(chunks[i], VG):
            if isinstance(chunks[i], NP):
                frame.add("where", [chunks[i]])  # type: ignore[list-item]
            i -= 1
    elif (
        _is(chunks[relative], "which", "that")
        and not frame.roles.get("obj")
        and antecedent
        and antecedent[0] not in surface
    ):
        frame.add("obj", antecedent[:1])


def _is_break(chunks: Sequence[Chunk], previous: int, position: int) -> bool:
    return any(_is(item, *_BREAKS) for item in chunks[previous + 1 : position])


def _clause_start(chunks: Sequence[Chunk], start: int, position: int, free: Sequence[int]) -> int:
    """Where, after an earlier verb and its objects, the next clause begins: behind the last comma or "and"."""
    last = free[-1]
    for i in range(last - 1, start - 1, -1):
        if _is(chunks[i], ",", "and", "but", "or", "–", "—"):
            if (
                _is(chunks[i], "and", "or")
                and i - 1 in free
                and not (i - 2 >= start and _is(chunks[i - 2], ","))
                and i - 1 != start
            ):
                continue
            return i
    return start


def _relative(chunks: Sequence[Chunk], i: int) -> bool:
    """Whether "that" or "which" begins a relative clause: a noun phrase stands before it."""
    before = chunks[i - 1] if i else None
    if _is(chunks[i], "that"):
        item = chunks[i]
        return isinstance(before, NP) and not (isinstance(item, Word) and item.tag == "IN" and _reports(before))
    return isinstance(before, NP) or (_is(before, ",", "of", "in", "with", "for", "to", "at", "from") and i > 1)


def _reports(phrase: NP) -> bool:
    return False


def _antecedent(chunks: Sequence[Chunk], relative: int) -> list[NP]:
    i = relative - 1
    while i >= 0 and not isinstance(chunks[i], NP):
        if isinstance(chunks[i], VG):
            return []
        i -= 1
    if i < 0:
        return []
    item = chunks[i]
    assert isinstance(item, NP)
    found = [item]
    while i >= 2 and _is(chunks[i - 1], "and", ",", "or") and isinstance(chunks[i - 2], NP):
        before = chunks[i - 2]
        assert isinstance(before, NP)
        found.insert(0, before)
        i -= 2
    hosts = _hosts(chunks, relative - 1)
    return [*found, *(host for host in hosts if host not in found)] if len(found) == 1 else found


def _hosts(chunks: Sequence[Chunk], i: int) -> list[NP]:
    """The phrases that the phrase at i hangs on through prepositions: "the plant in Kulim" for Kulim."""
    hosts = []
    while (
        i >= 2
        and isinstance(chunks[i], NP)
        and isinstance(chunks[i - 1], Word)
        and chunks[i - 1].tag == "IN"
        and isinstance(chunks[i - 2], NP)
    ):  # type: ignore[union-attr]
        host = chunks[i - 2]
        assert isinstance(host, NP)
        hosts.append(host)
        i -= 2
    return hosts


def _implied(chunks: Sequence[Chunk], previous: int, position: int, group: VG, found: Sequence[Frame]) -> list[NP]:
    """The subject that a participle or infinitive leaves out."""
    before = chunks[position - 1] if position else None
    if group.infinitive:
        if not found:
            return []
        governor = found[-1]
        if governor.lemma in _CONTROL and governor.get("obj"):
            return governor.get("obj")
        return governor.get("obj") if governor.group is not None and governor.group.passive else governor.get("subj")
    if isinstance(before, NP):
        return [before, *_hosts(chunks, position - 1)]
    if _is(before, ",") and group.passive and position >= 2 and isinstance(chunks[position - 2], NP):
        phrase = chunks[position - 2]
        assert isinstance(phrase, NP)
        return [phrase]
    if found:
        last = found[-1]
        made = last.get("obj") if last.lemma in _CREATION else []
        return [*made, *last.get("obj" if last.group is not None and last.group.passive else "subj")]
    return []


def _shared(chunks: Sequence[Chunk], previous: int, position: int, found: Sequence[Frame]) -> list[NP]:
    """The subject that a verb shares with one before it: "opened a plant and hired 200 people"."""
    new_clause = position > 1 and _is(chunks[position - 1], "and", "but") and _is(chunks[position - 2], ",")
    for frame in reversed(found):
        if frame.group is None or not frame.group.finite:
            continue
        if new_clause and _inside_relative(chunks, frame) is not None:
            continue
        relative = _inside_relative(chunks, frame)
        comma = _is(chunks[position - 1], ",") if position else False
        if relative is not None and comma:
            outer = _antecedent(chunks, relative)
            return outer[-1:] if len(outer) > 1 and outer[-1].first < outer[0].first else outer[:1]
        return frame.get("obj") if frame.group.passive else frame.get("subj")
    return []


def _inside_relative(chunks: Sequence[Chunk], frame: Frame) -> int | None:
    i = frame.index - 1
    while i >= 0 and not isinstance(chunks[i], VG):
        if _is(chunks[i], "which", "who", "that") and _relative(chunks, i):
            return i
        if _is(chunks[i], ";"):
            return None
        i -= 1
    return None


def _opening(found: Sequence[Frame], chunks: Sequence[Chunk]) -> None:
    """Give a participle that opens the sentence the subject of the clause behind it: "Supplied by X in 2017, Y is ..."."""
    for frame, following in zip(found, found[1:], strict=False):
        group = frame.group
        if group is None or group.finite or frame.index > 1 or group.infinitive and frame.index > 0:
            continue
        main = next(
            (later for later in found if later.index > frame.index and later.group is not None and later.group.finite),
            following,
        )
        subjects = main.get("obj") if main.group is not None and main.group.passive else main.get("subj")
        role = "obj" if group.passive else "subj"
        if not frame.roles.get(role):
            frame.add(role, subjects)


def _after(frame: Frame, chunks: Sequence[Chunk], units: Sequence[Unit], position: int) -> None:
    """Objects and prepositional phrases to the right of the verb, up to the next clause."""
    i = position + 1
    while (
        i < len(chunks)
        and isinstance(chunks[i], Word)
        and (chunks[i].low in _PARTICLES or chunks[i].low in ("both", "either") or chunks[i].tag in ("RB", "RP", "RBR"))
    ):  # type: ignore[union-attr]
        if (
            isinstance(chunks[i], Word)
            and chunks[i].tag == "IN"
            and i + 1 < len(chunks)
            and isinstance(chunks[i + 1], NP)
        ):  # type: ignore[union-attr]
            break
        i += 1
    if i < len(chunks) and isinstance(chunks[i], NP):
        objects = coordinated(chunks, i)
        objects = [phrase for phrase in objects if phrase.value is None or phrase.value.kind != "date"]
        frame.add("obj", objects)
        i = _index(chunks, objects[-1]) + 1 if objects else i + 1
        if (
            i < len(chunks)
            and isinstance(chunks[i], NP)
            and objects
            and chunks[i].value is not None
            and chunks[i].value.kind != "date"
        ):  # type: ignore[union-attr]
            frame.add("obj2", coordinated(chunks, i))
            i += 1
    end = i
    while i < len(chunks):
        item = chunks[i]
        if isinstance(item, VG) and item.finite:
            break
        if (
            _is(item, ":", "–", "—")
            and frame.roles.get("obj")
            and i + 1 < len(chunks)
            and isinstance(chunks[i + 1], NP)
        ):
            frame.add("obj", coordinated(chunks, i + 1))
            break
        if isinstance(item, Word) and (
            item.low in ("which", "who", ";", ":", "while", "whereas", "where", "because", "although")
            or (item.low == "that" and item.tag in ("WDT", "IN"))
        ):
            break
        if frame.roles.get("obj") and _including(chunks, i):
            step = i + 1 if isinstance(item, VG) else i + 2
            frame.add("obj", coordinated(chunks, step))
            i = step + 1
            end = i
            continue
        if isinstance(item, VG) and not _is(chunks[i - 1], "by", "for", "from", "of", "in", "with", "to", "on", "at"):
            break
        if isinstance(item, Word) and item.tag in ("IN", "TO") and i + 1 < len(chunks):
            targets = coordinated(chunks, i + 1)
            frame.add(item.low, targets)
            if targets:
                i = _index(chunks, targets[-1])
        elif isinstance(item, NP) and not item.governed and frame.roles.get("obj") and _continues(chunks, i):
            frame.add("obj", [item])
        i += 1
        end = i
    frame.last = max(frame.last, _unit_end(chunks, end))


def _including(chunks: Sequence[Chunk], i: int) -> bool:
    """Whether examples of an object follow: "nine sites, among them A and B", "partners including A"."""
    item = chunks[i]
    if isinstance(item, VG):
        return item.lemma == "include" and not item.finite and i + 1 < len(chunks) and isinstance(chunks[i + 1], NP)
    after = chunks[i + 1] if i + 1 < len(chunks) else None
    if _is(item, "such") and _is(after, "as"):
        return True
    return _is(item, "among") and isinstance(after, NP) and after.pronoun == "them"


def _continues(chunks: Sequence[Chunk], i: int) -> bool:
    """Whether a phrase behind "and" goes on with a list of objects that an apposition or a preposition broke."""
    if not (
        i > 1
        and (
            _is(chunks[i - 1], "and", "or") or (_is(chunks[i - 1], "with") and _is(chunks[i - 2], "together", "along"))
        )
    ):
        return False
    after = chunks[i + 1] if i + 1 < len(chunks) else None
    return not (isinstance(after, VG) and after.finite)


def _before(frame: Frame, chunks: Sequence[Chunk], previous: int, position: int) -> None:
    """Prepositional phrases that open the clause: "On Wednesday", "Together with Acme"."""
    start = previous + 1
    for i in range(start, position):
        item = chunks[i]
        if (
            isinstance(item, Word)
            and item.tag in ("IN", "TO")
            and i + 1 < position
            and (i == start or _is(chunks[i - 1], ",", "and", "but", "together", "along", ".", ":"))
        ):
            frame.add(item.low, coordinated(chunks, i + 1))
    first = next((i for i in range(start, position) if not _is(chunks[i], ",")), position)
    frame.first = min(frame.first, _unit_start(chunks, first))


def _unit_start(chunks: Sequence[Chunk], i: int) -> int:
    item = chunks[i]
    return item.index if isinstance(item, Word) else item.first


def _unit_end(chunks: Sequence[Chunk], i: int) -> int:
    if i <= 0:
        return 0
    item = chunks[i - 1]
    return item.index + 1 if isinstance(item, Word) else item.last


def _index(chunks: Sequence[Chunk], phrase: NP) -> int:
    return next(i for i, item in enumerate(chunks) if item is phrase)


def _is(item: Chunk | None, *words: str) -> bool:
    return isinstance(item, Word) and item.low in words


def _free(chunks: Sequence[Chunk], i: int) -> bool:
    """Whether a phrase can be a subject: no preposition before it, no date, and no owner of the next phrase."""
    item = chunks[i]
    if not isinstance(item, NP) or item.governed or (item.value is not None and item.value.kind == "date"):
        return False
    return not (i + 1 < len(chunks) and isinstance(chunks[i + 1], Word) and chunks[i + 1].tag == "POS")  # type: ignore[union-attr]


def _nouns(number: int, chunks: Sequence[Chunk], units: Sequence[Unit], verbs: Sequence[Frame]) -> Iterator[Frame]:
    for position, item in enumerate(chunks):
        if not isinstance(item, NP) or item.pronoun and item.last == item.first + 1:
            continue
        words = [
            unit.lemma if i == item.head or unit.tag == "NNS" else unit.low
            for i, unit in enumerate(units[item.first : item.last], item.first)
            if _common(unit)
        ]
        if not words and not item.refs:
            continue
        frame = Frame("noun", " ".join(words), number, item.first, item.last, phrase=item, index=position)
        if item.owner is not None:
            frame.add("poss", [item.owner])
        for preposition, phrases in item.post.items():
            frame.add(preposition, phrases)
        _bearer(frame, chunks, position, item, verbs)
        if not frame.copular:
            frame.governor = next((verb for verb in reversed(verbs) if verb.first <= item.first < verb.last), None)
        if frame.governor is not None and not frame.copular:
            frame.add("agent", frame.governor.get("subj"))
        yield frame


def _common(unit: Unit) -> bool:
    return (
        unit.span is None
        and unit.tag in ("NN", "NNS", "JJ", "NNP", "NNPS", "VBG", "VBN", "HYPH", "CC")
        or (unit.span is not None and unit.span.kind == "noun")
    )


def _bearer(frame: Frame, chunks: Sequence[Chunk], position: int, phrase: NP, verbs: Sequence[Frame]) -> None:
    """Who bears a noun: a name in the phrase, an apposition on either side, the subject of "is" or "became"."""
    if any(span.kind == "name" for span in phrase.refs):
        frame.add("self", [phrase])
        return
    before, behind = _apposed(chunks, position)
    if before is not None:
        frame.add("self", before)
    elif behind is not None:
        frame.add("self", behind)
    for verb in verbs:
        subject = phrase in verb.get("subj")
        if (
            verb.lemma in ("be", "include", "remain")
            and subject
            and any(span.kind == "name" for other in verb.get("obj") for span in other.refs)
        ):
            frame.add("self", verb.get("obj"))
            frame.governor, frame.copular = verb, True
        if verb.lemma in ("be", "remain") and phrase in verb.get("among"):
            frame.add("self", verb.get("subj"))
            frame.governor, frame.copular = verb, True
        one = any(not other.refs and phrase in other.post.get("of", ()) for other in verb.get("obj"))
        if verb.lemma in ("be", "become", "remain") and one:
            frame.add("self", verb.get("subj"))
            frame.governor, frame.copular = verb, True
        if verb.lemma in (
            "take",
            "join",
            "serve",
            "return",
            "work",
            "act",
            "start",
            "begin",
            "continue",
        ) and phrase in verb.get("as"):
            frame.add("self", verb.get("subj"))
            frame.governor, frame.copular = verb, True
        if phrase in verb.get("obj") and verb.lemma == "be":
            frame.add("where", verb.get("where"))
        if verb.lemma in ("be", "become", "remain", "serve") and (
            phrase in verb.get("obj") or phrase in verb.get("as")
        ):
            frame.add("self", verb.get("subj"))
            frame.governor, frame.copular = verb, True
        if verb.lemma in (
            "name",
            "appoint",
            "hire",
            "elect",
            "promote",
            "make",
            "count",
            "list",
            "describe",
            "win",
            "gain",
            "have",
            "cite",
            "sign",
            "add",
        ) and (phrase in verb.get("obj2") or phrase in verb.get("as") or phrase in verb.get("to")):
            frame.add("self", verb.get("obj"))
            frame.governor, frame.copular = verb, True
    if phrase.refs:
        frame.add("self", [phrase])


def _apposed(chunks: Sequence[Chunk], position: int) -> tuple[list[NP] | None, list[NP] | None]:
    """The phrase that a comma or bracket ties to the one at a position: before it (a list of them), or behind it."""
    start = position
    while (
        start >= 2
        and _is(chunks[start - 1], ",") is False
        and isinstance(chunks[start - 1], Word)
        and chunks[start - 1].tag == "POS"
    ):  # type: ignore[union-attr]
        start -= 2
    before: list[NP] | None = None
    if start >= 2 and _is(chunks[start - 1], ",", "(", "–", "—"):
        i = start - 2
        while (
            i >= 2
            and isinstance(chunks[i], NP)
            and chunks[i].governed
            and isinstance(chunks[i - 1], Word)
            and isinstance(chunks[i - 2], NP)
        ):  # type: ignore[union-attr]
            i -= 2
        candidate = chunks[start - 2]
        options = [chunks[j] for j in (start - 2, i) if isinstance(chunks[j], NP)]
        if isinstance(candidate, NP):
            before = [
                option for k, option in enumerate(options) if isinstance(option, NP) and option not in options[:k]
            ]
            if i >= 2 and _is(chunks[i - 1], "and") and isinstance(chunks[i - 2], NP):
                before.insert(0, chunks[i - 2])  # type: ignore[arg-type]
    after = position + 1
    while (
        after + 1 < len(chunks)
        and isinstance(chunks[after], Word)
        and chunks[after].tag == "IN"
        and isinstance(chunks[after + 1], NP)
    ):  # type: ignore[union-attr]
        after += 2
    behind: list[NP] | None = None
    if after + 1 < len(chunks) and _is(chunks[after], ",", "(", ":") and isinstance(chunks[after + 1], NP):
        behind = coordinated(chunks, after + 1)
    return before, behind
