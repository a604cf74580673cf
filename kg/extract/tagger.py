"""Parts of speech of English words, for the rules that read sentences.

The tagger is a linear-chain CRF over the Penn tags, trained by benchmarks/train_tagger.py. It expects words as the rest
of the room makes them: punctuation, `'s` and `n't` apart, hyphenated words whole. A word with an underscore stands for
a name of several words (`Acme_Falcon_40`, NNP) or, if it begins with a figure or a currency sign, for an amount
(`$2.3_billion`, CD). Source of the tags: Penn Treebank guidelines, Santorini 1990.
"""

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

import pycrfsuite

from kg.errors import KgError
from kg.extract import lemmas

MODEL = Path(__file__).parent / "model" / "pos_en.crfsuite"

_REPEATED = re.compile(r"(.)\1\1+")
_CLAUSE_ENDS = frozenset(',.;:!?()"–—')
_ENDS = frozenset(".!?\"'”’)")
_OPENERS = frozenset(":\"'([–—•")
_BE = ("am", "are", "is", "was", "were", "be", "been", "being", "'s", "'re", "'m")
_HAVE = ("have", "has", "had", "having", "'ve")
_MODAL = ("do", "does", "did", "to", "can", "could", "will", "would", "may", "might", "must", "shall", "should")
HELPERS: Mapping[str, str] = {
    word: kind
    for kind, forms in (("be", _BE), ("have", _HAVE), ("base", (*_MODAL, "ca", "wo", "'ll", "'d")))
    for word in forms
}
_KEPT = 8192  # words whose attributes stay in memory (20 MB): tagging is twice as fast, as texts repeat their words


@cache
def _model() -> pycrfsuite.Tagger:
    """The trained model. The library crashes on a file that is shorter than its header says, so that is looked at."""
    try:
        size = MODEL.stat().st_size
        with MODEL.open("rb") as file:
            header = file.read(8)
    except OSError as error:
        raise KgError(f"{MODEL}: cannot be read ({error.strerror}); install kg again") from error
    if header[:4] != b"lCRF" or int.from_bytes(header[4:], "little") != size:
        raise KgError(f"{MODEL}: damaged, its {size} bytes are not what was installed; install kg again")
    tagger = pycrfsuite.Tagger()
    tagger.open(str(MODEL))
    return tagger


def tag(words: Sequence[str]) -> list[str]:
    """The Penn tags of the words of one sentence or headline.

    Raises KgError when the model is missing or damaged.
    """
    if not words:
        return []
    result: list[str] = _model().tag(list(features(words)))
    return result


def features(words: Sequence[str]) -> Iterator[list[str]]:
    """The attributes of each word of a sentence, as the model knows them."""
    style = _style(words)
    seen = [_attributes(word) for word in words]
    edge = _EDGE
    helper = ""
    quoted = False
    last = len(seen) - 1
    ended = bool(words) and words[-1] in _ENDS
    for i, here in enumerate(seen):
        before = seen[i - 1] if i else edge
        after = seen[i + 1] if i < last else edge
        case = style or ("first" if not i or words[i - 1] in _OPENERS else "")
        attributes = [
            *here.own,
            *before.before,
            *after.after,
            (seen[i - 2] if i > 1 else edge).before_that,
            (seen[i + 2] if i < last - 1 else edge).after_that,
            f"{case}|{here.shape}",
            f"{case}|{here.case}|{before.case}|{after.case}",
            f"h={helper}|{here.reading}",
            f"n={min(i, 3)}|{ended}|{here.reading}|{before.case}",
            f"b={before.low}|{here.low}",
            f"a={here.low}|{after.low}",
            f"r={before.reading}|{here.reading}|{after.reading}",
        ]
        if here.low == '"':
            attributes.append(f"q={quoted}")
            quoted = not quoted
        yield attributes
        if here.low in HELPERS:
            helper = HELPERS[here.low]
        elif here.low in _CLAUSE_ENDS:
            helper = ""


def _style(words: Sequence[str]) -> str:
    """`title` where nearly all longer words begin with a capital, so that a capital says nothing; else empty."""
    long = [word for word in words if len(word) > 3 and word[0].isalpha() and "_" not in word]
    capital = sum(word[0].isupper() for word in long)
    return "title" if len(long) > 2 and capital >= 0.8 * len(long) else ""


@dataclass(frozen=True, slots=True)
class _Attributes:
    """What is worked out once for a word, wherever it stands."""

    low: str
    shape: str
    case: str
    reading: str
    own: tuple[str, ...]
    before: tuple[str, ...]
    after: tuple[str, ...]
    before_that: str
    after_that: str


def _seen_from_near(low: str, end: str, case: str, reading: str, own: tuple[str, ...], shape: str) -> _Attributes:
    before = (f"-w={low}", f"-s={end}", f"-c={case}", f"-r={reading}")
    after = (f"+w={low}", f"+s={end}", f"+c={case}", f"+r={reading}")
    return _Attributes(low, shape, case, reading, own, before, after, f"--w={low}", f"++w={low}")


_EDGE = _seen_from_near("<>", "", "", "", (), "")


@lru_cache(maxsize=_KEPT)
def _attributes(word: str) -> _Attributes:
    plain = word.translate(lemmas.STRAIGHT)
    if "_" in plain and len(plain) > 1:
        head, _, tail = plain.rpartition("-")
        if head and "_" not in tail and tail.islower():
            kind = "compound"
        else:
            amount = plain[0].isdigit() or unicodedata.category(plain[0]) == "Sc"
            kind = "amount" if amount else "name"
        return _seen_from_near(kind, kind, kind, kind, (f"k={kind}",), kind)
    low = re.sub("[0-9]", "0", plain.lower())
    signs = ("X" if sign.isupper() else "x" if sign.isalpha() else "0" if sign.isdigit() else sign for sign in plain)
    shape = _REPEATED.sub(r"\1\1", "".join(signs))
    case = _case(plain)
    reading = _reading(low)
    own = [f"w={low}", f"r={reading}", f"l={min(len(low), 4)}"]
    own += [f"s={low[-size:]}" for size in range(1, min(5, len(low)))]
    own += [f"p={low[:size]}" for size in range(2, min(5, len(low)))]
    if "-" in low[1:]:
        part = low.rpartition("-")[2]
        own += [f"t={part}", f"t={part[-3:]}", f"t={_reading(part)}"]
    return _seen_from_near(low, low[-3:], case, reading, tuple(own), shape)


def _case(word: str) -> str:
    if any(character.isdigit() for character in word):
        return "figure" if word[0].isdigit() else "code"
    if not word[0].isalpha():
        return "mark"
    if word.islower():
        return "lower"
    if word.isupper() and len(word) > 1:
        return "upper"
    return "camel" if any(character.isupper() for character in word[1:]) else "capital"


def _reading(low: str) -> str:
    """The verb forms that a word can be by its letters: B base, S -s, D -ed, G -ing, I irregular."""
    table = lemmas.words()
    reading = "I" if low in table.verb_forms else ""
    if low in table.verbs:
        reading += "B"
    for ending, sign in (("ed", "D"), ("ing", "G"), ("s", "S")):
        if low.endswith(ending) and any(base in table.verbs for base in lemmas.bases(low, ending)):
            reading += sign
    return reading
