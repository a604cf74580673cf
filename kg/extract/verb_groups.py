"""Verb groups: a main verb with its auxiliaries, adverbs and the verbs that lead up to it.

Why one group for "has been trying to sell": rules ask for "sell", and everything before it only says how firmly. So the
last verb is the main one, and `kg.extract.status` reads the others.
"""

from collections.abc import Sequence

from kg.extract.constituents import VG
from kg.extract.reading import Unit
from kg.extract.vocabulary import english

VERBAL = frozenset({"VB", "VBD", "VBN", "VBZ", "VBP", "VBG", "MD"})
_NEGATIONS = ("not", "n't")
_NEGATED = frozenset({*_NEGATIONS, "never", "no"})
_AUXILIARIES = ("be", "have", "do", "get")
_CONDITIONALS = frozenset({"would", "should", "could", "might"})
_LINKS = english("link_adjectives")
_CATENATIVES = english("catenatives")
_TITLE_VERBS = english("title_verbs")
_REACH = 7  # how many words a relative clause may have before its verb


def verb_group(units: Sequence[Unit], start: int) -> VG | None:
    """The verb group that begins at a unit, if one does."""
    words: list[int] = []
    main = -1
    for index in range(start, len(units)):
        if not _belongs(units, words, main, index):
            break
        if units[index].tag in VERBAL:
            main = index
        words.append(index)
    return _group(units, [index for index in words if index <= main], main) if main >= 0 else None


def _belongs(units: Sequence[Unit], words: Sequence[int], main: int, index: int) -> bool:
    """Whether a unit goes on with the group of the words before it, whose last verb so far is `main`, or -1."""
    unit = units[index]
    if unit.span is not None:
        return False
    if unit.tag in VERBAL:
        return _goes_on(units, words, index) if main >= 0 else not _modifier(units, index)
    if unit.tag == "TO" or (unit.low == "to" and main >= 0):
        return (main >= 0 or not words) and _verb_follows(units, index + 1)
    if _links(units, main, index):
        return True
    if not _adverb(unit):
        return False
    if main >= 0:
        return _verb_follows(units, index)
    return index + 1 < len(units) and units[index + 1].tag in (*VERBAL, "RB", "RBR", "TO")


def _adverb(unit: Unit) -> bool:
    return unit.tag.startswith("RB") or unit.low in _NEGATIONS


def _modifier(units: Sequence[Unit], index: int) -> bool:
    return units[index].tag in ("VBG", "VBN") and modifies(units, index)


def _links(units: Sequence[Unit], main: int, index: int) -> bool:
    """Whether the word at index joins "is" to an infinitive: "is about to buy", "is set to open"."""
    return (
        main >= 0
        and units[index].low in _LINKS
        and units[main].lemma in ("be", "seem", "look", "come")
        and index + 1 < len(units)
        and units[index + 1].low == "to"
    )


def _verb_follows(units: Sequence[Unit], index: int) -> bool:
    """Whether the next unit is a verb, adverbs passed over."""
    while index < len(units) and _adverb(units[index]):
        index += 1
    return index < len(units) and units[index].span is None and units[index].tag in VERBAL


def _goes_on(units: Sequence[Unit], words: Sequence[int], index: int) -> bool:
    """Whether the verb at index belongs to the group: after an auxiliary, "to", or a verb such as "begin"."""
    previous = next(units[i] for i in reversed(words) if not _adverb(units[i]))
    if previous.tag in ("MD", "TO") or previous.low == "to" or previous.lemma in _AUXILIARIES:
        return True
    return units[index].tag == "VBG" and previous.lemma in _CATENATIVES


def modifies(units: Sequence[Unit], index: int) -> bool:
    """Whether a participle stands before its noun: "increased storage", "leading maker"."""
    after = units[index + 1] if index + 1 < len(units) else None
    before = units[index - 1] if index else None
    if after is None or (before is not None and before.tag == "IN"):
        return False
    gerund = units[index].tag == "VBG"
    if gerund and after.tag == "NN" and before is not None and before.tag.startswith("VB"):
        return index + 2 < len(units) and units[index + 2].is_name()  # "to buy cooling specialist Acme"
    if gerund and before is not None and before.tag == "NN" and after.tag.startswith("NN"):
        return _bare(units, index - 1)
    if after.tag not in ("NN", "NNS", "NNP", "NNPS", "JJ") or (after.span is not None and after.span.kind == "date"):
        return False
    if before is None:
        return not gerund
    return before.tag in ("DT", "PRP$", "POS", "JJ", "CD") and before.low != "that"


def _bare(units: Sequence[Unit], index: int) -> bool:
    """Whether a singular noun opens a list item without an article, so that it modifies: "data handling units"."""
    while index > 0 and units[index - 1].tag in ("NN", "JJ"):
        index -= 1
    return index > 0 and units[index - 1].low in (":", ",", "and", "or") and units[index].span is None


def _past(units: Sequence[Unit], main: int) -> bool:
    """Whether a lone participle is a past tense: an object follows it ("the agency added 400 staff")."""
    verb = units[main]
    if verb.tag != "VBN":
        return False
    for unit in reversed(units[max(main - _REACH, 0) : main]):
        if unit.tag.startswith("VB") or unit.low == ",":
            break
        if unit.low in ("which", "that", "who") and unit is not units[main - 1]:
            return True
    after = units[main + 1] if main + 1 < len(units) else None
    if after is None or verb.lemma in _TITLE_VERBS:
        return False
    return after.tag in ("DT", "CD", "PRP$", "PRP") or (after.is_name() and after.tag != "JJ")


def _lead(unit: Unit) -> str:
    """How a word before the main verb is kept: as a lemma, but "would" is no "will"."""
    return unit.low if unit.tag not in VERBAL or unit.low in _CONDITIONALS else unit.lemma


def _group(units: Sequence[Unit], words: Sequence[int], main: int) -> VG:
    """The group of these words; a lone participle is passive or not by its form, and never finite."""
    verbs = [i for i in words if units[i].tag in VERBAL or units[i].low in _LINKS]
    before = [_lead(units[i]) for i in verbs if i < main]
    first, last = units[words[0]], units[main]
    bare = not before and last.tag in ("VBN", "VBG") and not _past(units, main)
    passive = bool(before) and before[-1] in ("be", "get") and last.tag in ("VBN", "VBD")
    return VG(
        first=words[0],
        last=main + 1,
        main=main,
        lemma=last.lemma,
        verbs=tuple(before),
        words=tuple(units[i].low for i in words),
        passive=passive or (bare and last.tag == "VBN"),
        negated=any(units[i].low in _NEGATED for i in words),
        finite=not bare and first.low != "to" and units[verbs[0]].tag != "VBG",
        infinitive=first.low == "to",
    )
