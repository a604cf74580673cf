"""Parts of speech and lemmas of English words, for the rules that read sentences.

The tagger is a linear-chain CRF over the Penn tags, trained by benchmarks/train_tagger.py. It expects words as the rest
of the room makes them: punctuation, `'s` and `n't` apart, hyphenated words whole. A word with an underscore stands for
a name of several words (`ThinkSystem_SR860_V2`, NNP) or, if it begins with a figure or a currency sign, for an amount
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

MODEL = Path(__file__).parent / "model" / "pos_en.crfsuite"
LEMMAS = Path(__file__).parent / "language" / "lemmas_en.tsv"

_QUOTES = str.maketrans("‘’", "''")
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


@dataclass(frozen=True, slots=True)
class Words:
    """The table of lemmas: verbs in the base form, and irregular forms with their lemma."""

    verbs: frozenset[str]
    verb_forms: Mapping[str, str]
    noun_forms: Mapping[str, str]


@cache
def words() -> Words:
    """The table of language/lemmas_en.tsv. Raises KgError when it is missing or damaged."""
    try:
        lines = LEMMAS.read_text(encoding="utf-8").splitlines()
        rows = [line.split("\t") for line in lines if not line.startswith("#")]
        return Words(
            verbs=frozenset(lemma for _, lemma, kind in rows if kind == "verb"),
            verb_forms={form: lemma for form, lemma, kind in rows if kind == "verb" and form != lemma},
            noun_forms={form: lemma for form, lemma, kind in rows if kind == "noun"},
        )
    except (OSError, ValueError) as error:
        raise KgError(f"{LEMMAS}: missing or damaged ({error}); install kg again") from error


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
    plain = word.translate(_QUOTES)
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
    table = words()
    reading = "I" if low in table.verb_forms else ""
    if low in table.verbs:
        reading += "B"
    for ending, sign in (("ed", "D"), ("ing", "G"), ("s", "S")):
        if low.endswith(ending) and any(base in table.verbs for base in _bases(low, ending)):
            reading += sign
    return reading


def lemma(word: str, tag: str) -> str:
    """The dictionary form of a verb or noun with that Penn tag, in lower case; a proper name keeps its case.

    Other words are only lowered, and words with an underscore are left alone.
    """
    if "_" in word:
        return word
    plain = word.translate(_QUOTES)
    if tag.startswith("NNP"):
        return _singular(plain) if tag == "NNPS" else plain
    low = plain.lower()
    head, hyphen, part = low.rpartition("-")
    if tag.startswith("V") or tag == "MD":
        return head + hyphen + _base(part, tag)
    return head + hyphen + _singular(part) if tag == "NNS" else low


def _base(form: str, tag: str) -> str:
    table = words()
    if tag in ("VB", "VBP") and form in table.verbs:
        return form
    if form in table.verb_forms:
        return table.verb_forms[form]
    if form == "'s":
        return "be"
    ending = {"VBZ": "s", "VBG": "ing", "VBD": "ed", "VBN": "ed"}.get(tag, "")
    if not ending or not form.endswith(ending):
        return _with_prefix(form)
    candidates = _bases(form, ending)
    for candidate in candidates:
        if candidate in table.verbs:
            return candidate
    for candidate in candidates:
        if _without_prefix(candidate) in table.verbs:
            return candidate
    return _guess(form, ending)


_PREFIX = re.compile("^(?:over|under|out|re|un|mis|dis|pre|co|fore|inter|de|up|down|sub|back)-?(?=[a-z]{3})")


def _without_prefix(verb: str) -> str:
    return _PREFIX.sub("", verb, count=1)


def _with_prefix(form: str) -> str:
    """The lemma of an irregular form behind a prefix that the table does not have ("resold"), else the form."""
    rest = _without_prefix(form)
    known = words().verb_forms.get(rest) if rest != form else None
    return form.removesuffix(rest) + known if known else form


def _bases(form: str, ending: str) -> list[str]:
    """The base forms that could have this form, the likeliest first."""
    if ending == "s":
        found = [form[:-1]]
        if form.endswith("ies"):
            found.insert(0, form[:-3] + "y")
        elif form.endswith("es"):
            found.append(form[:-2])
        return found
    stem = form.removesuffix(ending)
    found = [stem + "e", stem]
    if ending == "ed" and stem.endswith("i"):
        found.insert(0, stem[:-1] + "y")
    if len(stem) > 2 and stem[-1] == stem[-2]:
        found.append(stem[:-1])
    return found


_DOUBLED = re.compile(r"[^aeiou][aeiouy]([bdgkmnprtv])\1$")
_SILENT_E = re.compile(
    r"(?:^[^aeiou]*(?:qu)?[aeiouy][^aeiouwxy]"  # of one syllable: a short vowel would have doubled the consonant
    r"|[cvu]|[^z]z|[^s]s|[adenlru]g|[bcdfgkptz]l|(?:[^aeiou]|[iu])at|[^aeiou]ut|[^aeiou][aou][kdm]"
    r"|[^aeio]i[rnd]|[^o]ur|[^aeiou]ar|[sxl]um|rib|[^e]re|ee|ced|[td]e)$"
)


def _guess(form: str, ending: str) -> str:
    """The base of a verb that the table lacks, by English spelling."""
    if ending == "s":
        if form.endswith("ies"):
            return form[:-3] + "y"
        return form[:-2] if re.search("(?:ss|sh|ch|x|zz|o)es$", form) else form[:-1]
    stem = form.removesuffix(ending)
    if ending == "ed" and stem.endswith("i"):
        return stem[:-1] + "y"
    if _DOUBLED.search(stem):
        return stem[:-1]
    return stem + "e" if _SILENT_E.search(stem) else stem


def _singular(noun: str) -> str:
    low = noun.lower()
    known = words().noun_forms.get(low)
    if known is not None:
        return noun[:1] + known[1:] if noun[:1].lower() == known[:1] else known
    for ending in ("men", "women", "people"):
        if low.endswith(ending) and len(low) > len(ending) + 2:
            return noun[: -len(ending)] + words().noun_forms[ending]
    if low.endswith(("ss", "us", "is")) or not low.endswith("s"):
        return noun
    if low.endswith("ies") and len(low) > 4:
        return noun[:-3] + "y"
    return noun[:-2] if re.search("(?:ss|sh|ch|x|zz)es$", low) else noun[:-1]
