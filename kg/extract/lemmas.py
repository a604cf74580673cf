"""Lemmas: the dictionary form of English verbs and nouns, from a table of irregular forms and the rules of spelling.

Why not a bigger table: the verbs of news are open-ended ("rebranded", "overclocked"), and spelling decides nearly all
of them. The table, `language/lemmas_en.tsv`, has what spelling can't know.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

from kg.errors import KgError

LEMMAS = Path(__file__).parent / "language" / "lemmas_en.tsv"

STRAIGHT = str.maketrans("‘’", "''")  # quotation marks as the table writes them
_KEPT = 16384  # words whose lemmas stay in memory (3 MB)


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


@lru_cache(maxsize=_KEPT)
def lemma(word: str, tag: str) -> str:
    """The dictionary form of a verb or noun with that Penn tag, in lower case; a proper name keeps its case.

    Other words are only lowered, and words with an underscore are left alone.
    """
    if "_" in word:
        return word
    plain = word.translate(STRAIGHT)
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
    candidates = bases(form, ending)
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


def bases(form: str, ending: str) -> list[str]:
    """The base forms that could have this form with the ending `s`, `ed` or `ing`, the likeliest first."""
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
