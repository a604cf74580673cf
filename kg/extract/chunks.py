"""Sentences as noun phrases and verb groups, from parts of speech: a shallow parse, in one pass from left to right.

Why not a parser: on two cores without a model of hundreds of megabytes a dependency parser errs on one word in five, and
worst on long news sentences. Chunks with typed arguments err less on what rules ask for, and never cross a name.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from kg.extract.reading import Span, Unit

_NOMINAL = {"NN", "NNS", "NNP", "NNPS", "CD"}
_MODIFIER = {"JJ", "JJR", "JJS", "CD", "DT", "PRP$", "PDT", "VBN", "VBG", "RBS", "RBR", *_NOMINAL}
_VERBAL = {"VB", "VBD", "VBN", "VBZ", "VBP", "VBG", "MD"}
_LINKING_ADJECTIVES = {
    "set",
    "due",
    "about",
    "likely",
    "unlikely",
    "close",
    "ready",
    "able",
    "expected",
    "keen",
    "slated",
    "bound",
    "free",
    "poised",
    "scheduled",
    "unable",
    "willing",
    "near",
}
CLAUSAL = {"that", "because", "if", "while", "although", "though", "whether", "whereas", "unless"}
_CATENATIVE = {
    "begin", "start", "stop", "keep", "continue", "finish", "cease", "consider", "avoid", "resume", "help", "go", "become",
    "say", "report", "rumour", "rumor", "expect", "believe", "think", "schedule", "plan", "forecast", "predict", "understand",
}  # fmt: skip


@dataclass(slots=True, eq=False)
class NP:
    """A noun phrase.

    Attributes:
        first, last: half-open range of units.
        head: the last noun; equal to a name's unit where the phrase ends in one.
        owner: the phrase before `'s`, or the phrase's own `its`.
        refs: the spans that it stands for: its name, or what the phrase refers to.
        post: prepositional phrases that follow it directly: preposition -> phrases.
        governed: the preposition before it, or empty.
        value: the date or quantity that it is.
        others: what a pronoun may stand for instead, where `refs` are of the wrong class.
        root: the outermost class of the name that it ends in; empty for other phrases.
    """

    first: int
    last: int
    head: int
    owner: "NP | None" = None
    pronoun: str = ""
    refs: list[Span] = field(default_factory=list)
    post: dict[str, list["NP"]] = field(default_factory=dict)
    governed: str = ""
    apposed: "NP | None" = None
    value: Span | None = None
    root: str = ""
    others: list[Span] = field(default_factory=list)


@dataclass(slots=True, eq=False)
class VG:
    """A verb group: "will not be acquired", "plans to launch".

    Attributes:
        main: index of the unit of the main verb.
        verbs: lemmas of the verbs and linking words before the main one, in order.
        passive, negated: as said.
        finite: False for a participle or infinitive that has no auxiliary.
    """

    first: int
    last: int
    main: int
    lemma: str
    verbs: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    passive: bool = False
    negated: bool = False
    finite: bool = True
    infinitive: bool = False


@dataclass(slots=True, eq=False)
class Word:
    """Anything between: a preposition, a conjunction, a mark."""

    index: int
    low: str
    tag: str


Chunk = NP | VG | Word


def chunk(units: Sequence[Unit]) -> list[Chunk]:
    """The chunks of a sentence, in order, every unit in exactly one of them."""
    chunks: list[Chunk] = []
    index = 0
    while index < len(units):
        verb = _verb_group(units, index)
        if verb is not None:
            chunks.append(verb)
            index = verb.last
            continue
        phrase = _noun_phrase(units, index)
        if phrase is not None:
            chunks.append(phrase)
            index = phrase.last
            continue
        unit = units[index]
        chunks.append(Word(index, unit.low, unit.tag))
        index += 1
    _owners(chunks, units)
    _posts(chunks)
    return chunks


def phrases(chunks: Sequence[Chunk]) -> Iterator[NP]:
    """The noun phrases, in order."""
    return (item for item in chunks if isinstance(item, NP))


def _verb_group(units: Sequence[Unit], start: int) -> VG | None:
    index = start
    main = -1
    words: list[int] = []
    while index < len(units):
        unit = units[index]
        if unit.span is not None:
            break
        if unit.tag in _VERBAL:
            if main >= 0 and not _goes_on(units, words, index):
                break
            if main < 0 and unit.tag in ("VBG", "VBN") and _modifies(units, index):
                return None
            main = index
        elif unit.tag == "TO" or (unit.low == "to" and main >= 0):
            following = _next_verb(units, index + 1)
            if following is None or (main < 0 and index != start):
                break
        elif _links(units, main, index):
            pass
        elif unit.tag.startswith("RB") or unit.low in ("n't", "not"):
            if main < 0 and not (index + 1 < len(units) and units[index + 1].tag in (*_VERBAL, "RB", "TO")):
                break
            if main >= 0 and _next_verb(units, index) is None:
                break
        else:
            break
        words.append(index)
        index += 1
    if main < 0:
        return None
    words = [i for i in words if i <= main]
    return _group(units, words, main)


def _links(units: Sequence[Unit], main: int, index: int) -> bool:
    """Whether the word at index joins "is" to an infinitive: "is about to buy", "is set to open"."""
    return (
        main >= 0
        and units[index].low in _LINKING_ADJECTIVES
        and units[main].lemma in ("be", "seem", "look", "come")
        and index + 1 < len(units)
        and units[index + 1].low == "to"
    )


def _next_verb(units: Sequence[Unit], index: int) -> int | None:
    """The next verb, adverbs between left out."""
    while index < len(units) and (units[index].tag.startswith("RB") or units[index].low in ("n't", "not")):
        index += 1
    return index if index < len(units) and units[index].span is None and units[index].tag in _VERBAL else None


def _goes_on(units: Sequence[Unit], words: Sequence[int], index: int) -> bool:
    """Whether the verb at index belongs to the group: after an auxiliary, "to", or a verb such as "begin"."""
    previous = next(
        units[i] for i in reversed(words) if not units[i].tag.startswith("RB") and units[i].low not in ("n't", "not")
    )
    if previous.tag == "MD" or previous.low == "to" or previous.tag == "TO":
        return True
    if previous.lemma in ("be", "have", "do", "get"):
        return True
    return units[index].tag == "VBG" and previous.lemma in _CATENATIVE


def _modifies(units: Sequence[Unit], index: int) -> bool:
    """Whether a participle stands before its noun: "increased storage", "leading maker"."""
    after = units[index + 1] if index + 1 < len(units) else None
    before = units[index - 1] if index else None
    if before is not None and before.tag == "IN":
        return False
    if (
        units[index].tag == "VBG"
        and before is not None
        and before.tag == "NN"
        and after is not None
        and after.tag.startswith("NN")
    ):
        return _bare(units, index - 1)
    if (
        after is None
        or after.tag not in ("NN", "NNS", "NNP", "NNPS", "JJ")
        or (after.span and after.span.kind == "date")
    ):
        return False
    return (
        before is not None
        and before.tag in ("DT", "PRP$", "POS", "JJ", "CD", "IN")
        and before.low not in ("that", "than", "by", "after", "before", "of", "in", "for", "while", "without")
        or (before is None and units[index].tag == "VBN")
    )


def _past(units: Sequence[Unit], main: int) -> bool:
    """Whether a lone participle is a past tense: an object follows it ("the agency added 400 staff")."""
    after = units[main + 1] if main + 1 < len(units) else None
    for unit in reversed(units[max(main - 7, 0) : main]):
        if unit.tag.startswith("VB") or unit.low == ",":
            break
        if unit.low in ("which", "that", "who") and unit is not units[main - 1] and units[main].tag == "VBN":
            return True
    if units[main].tag != "VBN" or after is None or units[main].lemma in ("call", "name", "dub", "christen", "title"):
        return False
    return after.tag in ("DT", "CD", "PRP$", "PRP") or (after.is_name() and after.tag != "JJ")


def _bare(units: Sequence[Unit], index: int) -> bool:
    """Whether a singular noun opens a list item without an article, so that it only modifies: "data processing servers"."""
    while index > 0 and units[index - 1].tag in ("NN", "JJ"):
        index -= 1
    return index > 0 and units[index - 1].low in (":", ",", "and", "or") and units[index].span is None


def _group(units: Sequence[Unit], words: Sequence[int], main: int) -> VG:
    verbs = [i for i in words if units[i].tag in _VERBAL or units[i].low in _LINKING_ADJECTIVES]
    before = [units[i].lemma if units[i].tag in _VERBAL else units[i].low for i in verbs if i < main]
    first = units[verbs[0]]
    passive = units[main].tag in ("VBN", "VBD") and bool(before) and before[-1] in ("be", "get")
    bare = not before and units[main].tag in ("VBN", "VBG") and not _past(units, main)
    return VG(
        first=words[0],
        last=main + 1,
        main=main,
        lemma=units[main].lemma,
        verbs=tuple(before),
        words=tuple(units[i].low for i in words),
        passive=passive or (bare and units[main].tag == "VBN"),
        negated=any(units[i].low in ("not", "n't", "never", "no") for i in words),
        finite=not bare and units[words[0]].low != "to" and first.tag != "VBG",
        infinitive=units[words[0]].low == "to",
    )


def _noun_phrase(units: Sequence[Unit], start: int) -> NP | None:
    unit = units[start]
    if unit.tag == "PRP" or (unit.span is None and unit.tag == "EX"):
        return NP(start, start + 1, start, pronoun=unit.low)
    if unit.tag == "DATE":
        return NP(start, start + 1, start, value=unit.span)
    index = start
    head = -1
    owner = ""
    while index < len(units):
        unit = units[index]
        if unit.tag == "DATE":
            if not (index + 1 < len(units) and units[index + 1].tag in ("NN", "NNS")):
                break
        elif unit.tag == "PRP$":
            if index != start:
                break
            owner = unit.low
        elif unit.tag in ("DT", "PDT") and unit.low not in (
            "that",
            "this",
            "these",
            "those",
            "both",
            "all",
            "no",
            "any",
            "some",
            "each",
            "every",
            "another",
            "either",
            "neither",
            "half",
        ):
            if index != start and not (index == start + 1 and units[start].tag == "PDT"):
                break
        elif unit.tag in _MODIFIER:
            if unit.tag in ("VBN", "VBG") and index > start and not _modifies(units, index):
                break
            if unit.span is not None and unit.span.kind == "name" and _separate(units, start, index):
                break
            if (
                unit.span is not None
                and unit.span.kind in ("money", "quantity", "percent")
                and head >= start
                and units[head].tag != "CD"
            ):
                break
        elif (
            unit.tag.startswith("RB")
            and index + 1 < len(units)
            and units[index + 1].tag in ("JJ", "CD", "JJR")
            and units[index + 1].tag != "DATE"
        ):
            pass
        elif unit.low in (
            "-based",
            "-headquartered",
            "-owned",
            "-backed",
            "-led",
            "-listed",
            "-born",
            "-built",
            "-made",
            "-designed",
            "-run",
        ):
            pass
        elif unit.low in ('"', "“", "”", "'", "‘", "’", "``", "''") and _quoted(units, start, index):
            pass
        else:
            break
        if unit.tag in _NOMINAL or unit.tag in ("JJ",) and unit.span is not None:
            head = index
        index += 1
    if head < 0:
        if index > start and units[start].tag == "DT" and units[index - 1].tag in ("JJ", "JJR", "JJS", "DT") or owner:
            return NP(start, index, index - 1, pronoun=owner)
        return None
    phrase = NP(start, head + 1, head)
    if owner:
        phrase.owner = NP(start, start + 1, start, pronoun=owner)
    last = units[head].span
    if last is not None and not last.named:
        phrase.value = last
    elif last is not None and last.kind == "name" and not last.adjective:
        phrase.root = last.root
    return phrase


def _quoted(units: Sequence[Unit], start: int, index: int) -> bool:
    """Whether a quotation mark stands around a name inside the phrase: the cluster "Blue Whale"."""
    after = units[index + 1] if index + 1 < len(units) else None
    before = units[index - 1] if index > start else None
    opening = (
        before is not None
        and before.tag in ("NN", "DT", "JJ")
        and after is not None
        and after.is_name()
        and after.span.kind == "name"
    )  # type: ignore[union-attr]
    return opening


def _separate(units: Sequence[Unit], start: int, index: int) -> bool:
    """Whether two names side by side are two phrases: "told Acme Ada Smith"; a person ends a phrase."""
    previous = units[index - 1]
    return (
        index > start and previous.span is not None and previous.span.kind == "name" and previous.span.type == "Person"
    )


def _owners(chunks: Sequence[Chunk], units: Sequence[Unit]) -> None:
    """Tie "X 's Y": X becomes the owner of Y."""
    for left, mark, right in zip(chunks, chunks[1:], chunks[2:], strict=False):
        if isinstance(left, NP) and isinstance(mark, Word) and isinstance(right, NP) and mark.tag == "POS":
            if right.owner is None:
                right.owner = left
    for left, mark, right in zip(chunks, chunks[1:], chunks[2:], strict=False):
        if (
            isinstance(left, NP) and isinstance(mark, Word) and isinstance(right, NP) and right.owner is None
            and mark.low in ("'", "’") and left.last and units[left.last - 1].low.endswith("s")
        ):  # fmt: skip
            right.owner = left


def _posts(chunks: Sequence[Chunk]) -> None:
    """Tie prepositional phrases to the noun phrase right before them, and mark what a preposition governs."""
    for position, item in enumerate(chunks):
        if (
            not (isinstance(item, Word) and item.tag in ("IN", "TO") and position + 1 < len(chunks))
            or item.low in CLAUSAL
        ):
            continue
        targets = coordinated(chunks, position + 1)
        for target in targets:
            target.governed = target.governed or item.low
        before = chunks[position - 1] if position else None
        if item.low == "with" and position > 1 and isinstance(before, Word) and before.low == ",":
            before = chunks[position - 2]
        if isinstance(before, NP) and targets:
            before.post.setdefault(item.low, []).extend(targets)


def coordinated(chunks: Sequence[Chunk], position: int) -> list[NP]:
    """The phrases of the list that begins at a position: "A", "A and B", "A, B and C"; owners are passed over."""
    found: list[NP] = []
    index = _owned(chunks, position)
    if index >= len(chunks) or not isinstance(chunks[index], NP):
        return found
    found.append(chunks[index])  # type: ignore[arg-type]
    index += 1
    while index + 1 < len(chunks):
        step = index
        seen = ""
        while (
            step < len(chunks)
            and isinstance(chunks[step], Word)
            and (chunks[step].low in (",", "and", "or", "&", "both", "but", "also", "well") or _as_well(chunks, step))
        ):  # type: ignore[union-attr]
            seen = chunks[step].low if chunks[step].low != "," or not seen else seen  # type: ignore[union-attr]
            step += 1
        if not seen:
            break
        target = _owned(chunks, step)
        if target >= len(chunks) or not isinstance(chunks[target], NP):
            break
        if seen == "," and not _listed(chunks, target):
            break
        if target + 1 < len(chunks) and isinstance(chunks[target + 1], VG) and chunks[target + 1].finite:  # type: ignore[union-attr]
            break
        if not _alike(found[0], chunks[target]):  # type: ignore[arg-type]
            break
        found.append(chunks[target])  # type: ignore[arg-type]
        index = target + 1
    return found


def _as_well(chunks: Sequence[Chunk], index: int) -> bool:
    """Whether "as" belongs to "as well as"."""
    around = [item.low for item in chunks[max(index - 2, 0) : index + 3] if isinstance(item, Word)]
    return isinstance(chunks[index], Word) and chunks[index].low == "as" and "well" in around  # type: ignore[union-attr]


def _alike(one: NP, other: NP) -> bool:
    """Whether two phrases can stand in one list: names of unlike things cannot."""
    return not one.root or not other.root or one.root == other.root


def _owned(chunks: Sequence[Chunk], position: int) -> int:
    """Past "X 's" to the phrase that X owns."""
    while (
        position + 2 < len(chunks)
        and isinstance(chunks[position], NP)
        and isinstance(chunks[position + 1], Word)
        and chunks[position + 1].tag == "POS"  # type: ignore[union-attr]
        and isinstance(chunks[position + 2], NP)
    ):
        position += 2
    return position


def _listed(chunks: Sequence[Chunk], position: int) -> bool:
    """Whether after a comma a list goes on, and no apposition or new clause begins: an "and" must come."""
    for item in chunks[position + 1 : position + 12]:
        if isinstance(item, VG) or (
            isinstance(item, Word) and item.low in (".", ";", ":", "which", "who", "that", "(")
        ):
            return False
        if isinstance(item, Word) and item.low in ("and", "or"):
            return True
    return False
