"""Nouns with their arguments, and who bears them: "Ada Smith, head of Acme", "Acme became a partner of Borealis"."""

from collections.abc import Iterable, Iterator, Sequence

from kg.extract.attachment import coordinated
from kg.extract.clauses import Frame
from kg.extract.constituents import NP, Chunk, chunk_at, is_possessive, is_word, phrase_at, word_at
from kg.extract.reading import Unit
from kg.extract.vocabulary import english

_COMMON = frozenset({"NN", "NNS", "JJ", "NNP", "NNPS", "VBG", "VBN", "HYPH", "CC"})
_ACTING = english("acting_verbs")
_BEING = english("being_verbs")
_APPOINTING = ("name", "appoint", "hire", "elect", "promote", "make")
_NAMING = english("naming_as_verbs")
_TELLING = frozenset({"be", "include", "remain", "become"}) | _ACTING | _BEING | _NAMING


def nouns(number: int, chunks: Sequence[Chunk], units: Sequence[Unit], verbs: Sequence[Frame]) -> Iterator[Frame]:
    """The frames of a sentence's noun phrases, in order; `verbs` are those of its verbs."""
    for position, item in enumerate(chunks):
        if not isinstance(item, NP) or (item.pronoun and item.last == item.first + 1):
            continue
        lemma = _lemma(item, units)
        if not lemma and not item.refs:
            continue
        frame = Frame("noun", lemma, number, item.first, item.last, phrase=item, index=position)
        if item.owner is not None:
            frame.add("poss", [item.owner])
        for preposition, governed in item.post.items():
            frame.add(preposition, governed)
        for inner in item.post.get("of", ()):
            for preposition in ("by", "with", "from", "at"):
                if preposition in inner.post and preposition not in frame.roles:
                    frame.add(preposition, inner.post[preposition])
        frame.add("setting", _setting(item, chunks))
        _tie_bearers(frame, item, chunks, verbs)
        if not frame.copular:
            frame.governor = next((verb for verb in reversed(verbs) if verb.first <= item.first < verb.last), None)
            if frame.governor is not None:
                frame.add("agent", [phrase for phrase in frame.governor.get("subj") if phrase is not item])
        yield frame


def _setting(phrase: NP, chunks: Sequence[Chunk]) -> list[NP]:
    """Where the sentence is set by its opening: "At Acme, the chairman resigned"."""
    if not is_word(chunk_at(chunks, 0), "at") or not is_word(chunk_at(chunks, 2), ","):
        return []
    opening = phrase_at(chunks, 1)
    return [opening] if opening is not None and opening is not phrase else []


def _lemma(phrase: NP, units: Sequence[Unit]) -> str:
    """The common nouns and modifiers of a phrase; its head and plurals as lemmas."""
    words = enumerate(units[phrase.first : phrase.last], phrase.first)
    return " ".join(
        unit.lemma if i == phrase.head or unit.tag == "NNS" else unit.low for i, unit in words if _common(unit)
    )


def _common(unit: Unit) -> bool:
    return unit.tag in _COMMON if unit.span is None else unit.span.kind == "noun"


def _named(found: Iterable[NP]) -> bool:
    """Whether one of the phrases has a name."""
    return any(span.kind == "name" for phrase in found for span in phrase.refs)


def _tie_bearers(frame: Frame, phrase: NP, chunks: Sequence[Chunk], verbs: Sequence[Frame]) -> None:
    """Who bears a noun: a name in the phrase, an apposition on either side, the subject of "is" or "became"."""
    if _named([phrase]):
        frame.add("self", [phrase])
        return
    frame.add("self", _before(chunks, frame.index) or _behind(chunks, frame.index))
    for verb in verbs:
        for bearers in _told(verb, phrase):
            frame.add("self", bearers)
            frame.governor, frame.copular = verb, True
            if verb.lemma in _APPOINTING and bearers == verb.get("obj"):
                frame.add("agent", verb.get("subj"))
        if verb.lemma == "be" and phrase in verb.get("obj"):
            frame.add("where", verb.get("where"))
    if phrase.refs:
        frame.add("self", [phrase])


def _told(verb: Frame, phrase: NP) -> Iterator[list[NP]]:
    """The arguments of a verb of which it tells that they are what a phrase says."""
    if verb.lemma not in _TELLING:
        return
    subject, target = verb.get("subj"), verb.get("obj")
    if verb.lemma in ("be", "include", "remain") and phrase in subject and _named(target):
        yield target
    if verb.lemma in ("be", "remain") and phrase in verb.get("among"):
        yield [other for other in subject if other is not phrase] or target
    if verb.lemma in ("be", "become", "remain") and _one_of(target, phrase):
        yield subject
    if verb.lemma in _ACTING and phrase in verb.get("as"):
        yield subject
    if verb.lemma in _BEING and (phrase in target or phrase in verb.get("as")):
        yield subject
    if verb.lemma in _NAMING and any(phrase in verb.get(role) for role in ("obj2", "as", "to")):
        yield target


def _one_of(found: Sequence[NP], phrase: NP) -> bool:
    """Whether a phrase hangs on one that names nothing: "one of the makers"."""
    return any(not other.refs and phrase in other.post.get("of", ()) for other in found)


def _before(chunks: Sequence[Chunk], position: int) -> list[NP]:
    """What a comma or bracket before the phrase at a position ties it to: "Acme and Borealis, rivals of Cormorant"."""
    while position >= 2 and is_possessive(chunks[position - 1]):
        position -= 2
    joined = phrase_at(chunks, position - 2)
    if is_word(chunk_at(chunks, position - 1), "and") and joined is not None and not joined.refs:
        position -= 2  # "Ada Smith, founder and head of Acme"
    nearest = phrase_at(chunks, position - 2)
    if nearest is None or not is_word(chunks[position - 1], ",", "(", "–", "—"):
        return []
    host, at = nearest, position - 2
    while host.governed and word_at(chunks, at - 1) is not None and (above := phrase_at(chunks, at - 2)) is not None:
        host, at = above, at - 2
    found = [nearest] if host is nearest else [nearest, host]
    first = phrase_at(chunks, at - 2) if is_word(chunk_at(chunks, at - 1), "and") else None
    return found if first is None else [first, *found]


def _behind(chunks: Sequence[Chunk], position: int) -> list[NP]:
    """What a comma or bracket behind the phrase at a position ties it to: "the maker of the pump, Acme"."""
    position += 1
    while (word := word_at(chunks, position)) is not None and word.tag == "IN":
        if phrase_at(chunks, position + 1) is None:
            break
        position += 2
    return coordinated(chunks, position + 1) if is_word(chunk_at(chunks, position), ",", "(", ":") else []
