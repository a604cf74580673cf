"""What the mention tagger sees of each character of a Chinese document; the counterpart of `features`.

Characters stand for themselves and in pairs; what travels from text to text is of which closed classes they are: family
names, characters that transcribe foreign names, what places and organizations end in, and the names that a lexicon has.
"""

from collections.abc import Hashable, Iterable, Mapping, Sequence
from functools import cache

import yaml

from kg.errors import KgError
from kg.extract import vocabulary
from kg.extract.learned import votes
from kg.extract.learned.words import Word
from kg.text import has_cjk

_EDGE = "<>"
_LONGEST = 12  # characters of a hint or a cue
_NEAR = (-2, -1, 0, 1, 2)


@cache
def _cues() -> Mapping[str, str]:
    """A word or character -> the cues that it has, joined."""
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    try:
        content = yaml.load(vocabulary.read_words("name_cues_zh.yaml"), Loader=loader)
        found: dict[str, list[str]] = {}
        for cue, words in content.items():
            for word in words:
                found.setdefault(str(word), []).append(cue)
    except (yaml.YAMLError, AttributeError, TypeError) as error:
        raise KgError(f"language/name_cues_zh.yaml: damaged ({error}); install kg again") from error
    for line in vocabulary.read_words("surnames_zh.tsv").splitlines():
        found.setdefault(line.partition("\t")[0], []).append("xing")
    return {word: "+".join(cues) for word, cues in found.items()}


class ChineseFeatures:
    """Makes the columns of Chinese documents and spells them out; `hints` as in `Features`."""

    def __init__(self, hints: Mapping[str, Sequence[str]]) -> None:
        self.hints = {name: "|".join(sorted(kinds)) for name, kinds in hints.items() if has_cjk(name)}
        self._starts = {name[0] for name in self.hints}
        self._cue_starts = {word[0] for word in _cues() if len(word) > 1}

    def runs(self, sentences: Sequence[Sequence[Word]]) -> None:
        """None: no letters tell where names stand, so the first reading's own names vote."""
        return

    def columns(self, sentences: Sequence[Sequence[Word]]) -> dict[str, list[Hashable]]:
        """For each column but the votes the keys of all characters, sentence after sentence."""
        result: dict[str, list[Hashable]] = {}
        for sentence in sentences:
            texts = [word.text for word in sentence]
            padded = [_EDGE, _EDGE, *texts, _EDGE, _EDGE]
            size = len(texts)
            for place in _NEAR:
                result.setdefault(f"{place:+d}", []).extend(padded[2 + place : 2 + place + size])
            for place in (-2, -1, 0, 1):
                pairs = zip(padded[2 + place : 2 + place + size], padded[3 + place : 3 + place + size], strict=True)
                result.setdefault(f"pair{place:+d}", []).extend(pairs)
            kinds = [_kind(text) for text in padded]
            result.setdefault("kinds", []).extend(zip(kinds[1:], kinds[2 : size + 2], kinds[3:], strict=False))
            hinted = self._matched(texts, self.hints, self._starts)
            result.setdefault("hint", []).extend(zip(hinted, hinted[1:], hinted[2:], strict=False))
            cued = self._matched(texts, _cues(), self._cue_starts, shortest=2)
            result.setdefault("cue", []).extend(zip(cued, cued[1:], cued[2:], strict=False))
        return result

    def _matched(
        self, texts: Sequence[str], table: Mapping[str, str], starts: set[str], shortest: int = 1
    ) -> list[str]:
        """For each character, and one edge each side, where in a name of the table it stands; the longest counts."""
        found = [""] * (len(texts) + 2)
        position = 0
        while position < len(texts):
            size = 1
            if texts[position][0] in starts:
                for length in range(min(_LONGEST, len(texts) - position), shortest - 1, -1):
                    kind = table.get("".join(texts[position : position + length]))
                    if kind:
                        for inner in range(length):
                            sign = "B" if not inner else "E" if inner == length - 1 else "I"
                            found[position + 1 + inner] = f"{sign}{min(length, 4)}{kind}"
                        size = length
                        break
            position += size
        return found

    def attributes(self, column: str, key: Hashable) -> list[str]:
        """What a key of a column says, one attribute for each way to say it."""
        if column == "vote":
            return votes.attributes(str(key))
        if not isinstance(key, tuple):
            details = [str(key) if not str(key).isdigit() else "0", f"k{_kind(str(key))}"]
            details += [f"l{cue}" for cue in _cues().get(str(key), "").split("+") if cue]
        elif column in ("hint", "cue"):
            before, here, after = key
            details = _present((("-", before), ("", here), ("+", after)))
        else:
            details = ["|".join(key)]
        return [f"{column}={detail}" for detail in details]


def _present(hints: Iterable[tuple[str, str]]) -> list[str]:
    return [detail for place, hint in hints if hint for detail in (place + hint, place + hint[0] + hint[2:])]


def _kind(text: str) -> str:
    """What a token looks like: the cue that narrows it most, else its script."""
    cues = _cues().get(text, "")
    if cues:
        return cues
    if has_cjk(text):
        return "c"
    if text[:1].isdigit():
        return "0"
    return "x" if text[:1].isalpha() else text[:1]
