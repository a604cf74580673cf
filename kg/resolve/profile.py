"""What a name looks like to the matcher, worked out once for each name and kind of identity.

A kind is the ontology's `identity`: organization, person, place, model, name or value. What is off a name for good is
what never tells two things apart (case, accents, legal forms, titles); what may be left out of a short form
(descriptors) or makes another thing (guards, numbers) is kept apart, for the rules to judge.
"""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from kg.resolve import folding
from kg.resolve.tables import endings, table
from kg.text import has_cjk

_WORD = re.compile(r"[^\W_]+")
_DOMAIN = re.compile(r"\w\.[a-z]{2,}$")
_COMMA = re.compile(r"^([^,]+),\s*([^,]+)$")
_GENERATIONS = frozenset({"jr", "sr", "ii", "iii", "iv"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """A name, folded.

    Attributes:
        name: as written.
        tokens: its words, without what is off for good.
        core: the words glued (a person's keep their spaces), with the generation: equal names have equal cores.
        stem: an organization's words before its descriptors; else the tokens.
        descriptors: canonical words for what the organization does, those after the stem.
        guards: canonical words that make another organization of the name.
        institution: every word counts: a university, an office, a site.
        generation: "3" for "3rd Gen", "jr" for a person's "Jr.".
        runs: letters and digits apart; `head` those before the first number, `tail` from there on.
        cjk: written in Chinese characters.
        proper: names one thing, not a kind: has a capital, a digit or a Chinese word that is not generic.
    """

    name: str
    kind: str
    tokens: tuple[str, ...]
    core: str
    stem: tuple[str, ...]
    descriptors: frozenset[str]
    guards: frozenset[str]
    institution: bool
    generation: str
    head: tuple[str, ...]
    tail: tuple[str, ...]
    cjk: bool
    proper: bool

    @property
    def sorted_words(self) -> tuple[str, ...]:
        """The words in alphabetical order, without function words: "factory in Derby" as "Derby factory"."""
        return tuple(sorted(word for word in self.tokens if word not in folding.FUNCTION_WORDS))


@lru_cache(maxsize=1 << 16)
def profile(name: str, kind: str) -> Profile:
    """The profile of a name; its core is empty when the name has neither letter nor digit."""
    words, generation = folding.tokens(_given_first(name) if kind == "person" else name, numerals=kind != "person")
    if kind == "person":
        generation = next((word for word in words[1:] if word in _GENERATIONS), "")
        words = tuple(word for word in words if word != generation)
    words = _without(words, kind)
    institution, stem, descriptors, guards = False, words, frozenset[str](), frozenset[str]()
    if kind == "organization":
        institution = _is_institution(words)
        guards = _guards(words)
        stem, descriptors = (words, descriptors) if institution else _stem(words)
    runs = folding.runs(words)
    first = next((place for place, run in enumerate(runs) if run[0].isdecimal()), len(runs))
    return Profile(
        name=name,
        kind=kind,
        tokens=words,
        core=_core(words, kind, generation),
        stem=stem,
        descriptors=descriptors,
        guards=guards,
        institution=institution,
        generation=generation,
        head=runs[:first],
        tail=runs[first:],
        cjk=has_cjk(name),
        proper=_is_proper(name),
    )


def glue(words: tuple[str, ...], kind: str) -> str:
    """Words as a core: glued, so that "Data Centre" is "Datacentre", but for persons."""
    return (" " if kind == "person" else "").join(words)


def _core(words: tuple[str, ...], kind: str, generation: str) -> str:
    if kind == "name" and words:
        words = (*words[:-1], folding.singular(words[-1]))
    core = glue(words, kind)
    return f"{core}|{generation}" if generation and core else core


def _given_first(name: str) -> str:
    """A person's name as "given surname": "Yang, Yuanqing" is turned round; hyphens inside a given name go."""
    found = _COMMA.match(name)
    tail = found and found[2].strip(". ").casefold()
    turned = f"{found[2]} {found[1]}" if found and tail not in _GENERATIONS else name
    return turned.replace("-", "").replace("‐", "").replace("·", " ")


def _without(words: tuple[str, ...], kind: str) -> tuple[str, ...]:
    """The words without legal forms, titles or nouns of kind; at least one word stays."""
    if kind == "person":
        kept = tuple(word for word in words if word not in table("titles")) or words
        return tuple(_cut(word, "titles", 2) for word in kept)
    if kind == "organization":
        return _trimmed(words, "legal_forms")
    if kind in ("model", "name"):
        return _trimmed(words, f"tails_{kind}")
    return words


def _trimmed(words: tuple[str, ...], name: str) -> tuple[str, ...]:
    """The words without those at the end that a table lists, of up to three words each."""
    forms = table(name)
    while len(words) > 1:
        sizes = range(1, min(3, len(words) - 1) + 1)
        size = next((size for size in sizes if _joined(words, size) in forms), 0)
        if not size:
            break
        words = words[:-size]
    return (*words[:-1], _cut(words[-1], name, 2)) if words else words


def _joined(words: tuple[str, ...], size: int) -> str:
    text = " ".join(words[-size:])
    return folding.singular(text) if size == 1 and text not in table("legal_forms") else text


def _cut(word: str, name: str, least: int) -> str:
    """A Chinese word without the endings that a table lists, as long as `least` characters stay."""
    while True:
        ending = next((end for end in endings(name) if word.endswith(end) and len(word) - len(end) >= least), "")
        if not ending:
            return word
        word = word.removesuffix(ending)


def _is_institution(words: tuple[str, ...]) -> bool:
    heads = table("institutions")
    return any(word in heads for word in words) or any(word.endswith(endings("institutions")) for word in words)


def _guards(words: tuple[str, ...]) -> frozenset[str]:
    forms = table("guards")
    pairs = [*words[1:], *(f"{left} {right}" for left, right in pairwise(words[1:]))]
    found = {forms[word] for word in pairs if word in forms}
    for word in words:
        found |= {forms[end] for end in endings("guards") if word.endswith(end) and len(word) - len(end) >= 2}
    return frozenset(found)


def _stem(words: tuple[str, ...]) -> tuple[tuple[str, ...], frozenset[str]]:
    """The words before the descriptors that end the name, and those; a name that begins with one is left whole."""
    forms = table("descriptors")
    if not words or words[0] in forms:
        return words, frozenset()
    found: set[str] = set()
    while len(words) > 1:
        size = next((size for size in (2, 1) if len(words) > size and " ".join(words[-size:]) in forms), 0)
        if not size:
            break
        found.add(forms[" ".join(words[-size:])])
        words = words[:-size]
    last = words[-1]
    for end in endings("descriptors"):
        if last.endswith(end) and len(last) - len(end) >= 2:
            found.add(forms[end])
            last = last.removesuffix(end)
    return (*words[:-1], last), frozenset(found)


def _is_proper(name: str) -> bool:
    """Whether a word of the name is marked (a capital, a digit, Chinese) and not generic; or it is a domain."""
    if _DOMAIN.search(name):
        return True
    generic = table("generic")
    for word in _WORD.findall(unicodedata.normalize("NFKC", name)):
        folded = word.casefold()
        marked = word != word.lower() or any(letter.isdecimal() for letter in word) or has_cjk(word)
        spelled = table("spellings").get(folded, folded)
        if marked and spelled not in generic and folding.singular(spelled) not in generic:
            return True
    return False
