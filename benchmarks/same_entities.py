"""Which mentions of one document are one entity, by their words alone: the same name, a short form, a surname."""

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Sequence

from kg.extract.learned.layout import DocumentEntity, Span

_SMALL = frozenset("of the and for in de la & du at 's".split())  # noqa: SIM905
_ARTICLE = re.compile(r"^(?:the|a|an) ")
_JOINTS = re.compile(r"[\s\-–.]+")

Mention = tuple[Span, str]


def entities(
    sentences: Sequence[Sequence[str]], mentions: Iterable[Mention], persons: Collection[str], exact: Collection[str]
) -> list[DocumentEntity]:
    """The entities of these mentions (place and type), in reading order; the type that most of its mentions have.

    `persons` are the types with surnames; of the types `exact` (dates, numbers) only the same words are the same.
    """
    groups: dict[tuple[str, str], list[Mention]] = defaultdict(list)
    for span, kind in sorted(mentions):
        words = " ".join(sentences[span.sentence][span.first : span.last])
        groups[kind if kind in exact else "", _plain(words)].append((span, kind))
    names = [_Name(sentences, plain, found) for (_, plain), found in groups.items()]
    parents = [_longer(number, names, persons, exact) for number in range(len(names))]
    joined: dict[int, list[Mention]] = defaultdict(list)
    for number, name in enumerate(names):
        while parents[number] != number:  # a longer name each time, so it ends
            number = parents[number]
        joined[number] += name.mentions
    result = [DocumentEntity(_voted(found), tuple(sorted(span for span, _ in found))) for found in joined.values()]
    return sorted(result, key=lambda entity: entity.spans)


class _Name:
    def __init__(self, sentences: Sequence[Sequence[str]], plain: str, mentions: list[Mention]) -> None:
        self.words = plain.split()
        self.mentions = mentions
        self.type = _voted(mentions)
        spelled = (" ".join(sentences[span.sentence][span.first : span.last]) for span, _ in mentions)
        self.spelled = max(spelled, key=len)


def _plain(name: str) -> str:
    low = _ARTICLE.sub("", name.lower().strip(" \"'.,()"))
    return _JOINTS.sub(" ", low.removesuffix(" '").removesuffix(" 's")).strip() or name


def _voted(mentions: Sequence[Mention]) -> str:
    return Counter(kind for _, kind in mentions).most_common(1)[0][0]


def _longer(number: int, names: Sequence[_Name], persons: Collection[str], exact: Collection[str]) -> int:
    """The longer name that this one is short for: the likeliest way, then the nearest before; itself if none."""
    short = names[number]
    if short.type in exact:
        return number
    found = []
    for other, name in enumerate(names):
        if name.type == short.type and len(name.words) > len(short.words):
            likely = _person(short, name) if short.type in persons else _other(short, name)
            if likely:
                before = max((span for span, _ in name.mentions if span < short.mentions[0][0]), default=Span(-1, 0, 0))
                found.append((likely, before, -other))
    return -max(found)[2] if found else number


def _person(short: _Name, name: _Name) -> int:
    if len(short.words) > 1:
        return 1 if set(short.words) <= set(name.words) else 0
    return {name.words[0]: 2, name.words[-1]: 3}.get(short.words[0], 0)


def _other(short: _Name, name: _Name) -> int:
    """Initials of it, or its last word; parts of names of places and works mostly stand for something else."""
    if len(short.words) > 1:
        return 0
    letters = re.sub(r"[\s.]", "", short.spelled)
    parts = [part for part in re.split(r"[\s\-]+", name.spelled) if part]
    initials = {
        "".join(part[0] for part in parts if part[0].isupper()),
        "".join(part[0] for part in parts if part.lower() not in _SMALL).upper(),
    }
    return 3 if len(letters) > 1 and letters.isupper() and letters in initials else 0
