"""The names of an article's Chinese sentences, in two rounds: what is sure of itself in one place is known in all."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import chain

from kg.extract.chinese.naming import Candidate, Namer
from kg.extract.chinese.posts import Posts
from kg.extract.chinese.segmenting import Vocabulary, Word, reach_of, segment
from kg.extract.chinese.surroundings import Surroundings
from kg.extract.chinese.vocabulary import COMMON, chinese, closed, dictionary
from kg.extract.models import has_digit
from kg.extract.reading import Reading, Span, Unit, over
from kg.extract.rulebook import Rulebook
from kg.extract.runs import Scope
from kg.extract.votes import CUED, LIST
from kg.lexicon import Lexicon
from kg.ontology import Ontology
from kg.text import has_cjk

Latin = Callable[[Scope, int], Span | None]
_OTHER = re.compile(r"[\u3040-\u30ff\uac00-\ud7af](?:.*[\u3040-\u30ff\uac00-\ud7af]){2}", re.S)  # kana, hangul
_PLACE = 4  # characters of a place in front of a name
_QUOTES = frozenset("“”「」‘’《》")


class Known(dict[str, Candidate]):
    """The names that an article was found to use, and `reach` over them."""

    def __init__(self, candidates: Mapping[str, Candidate]) -> None:
        super().__init__(candidates)
        self.reach = reach_of(candidates)


class Finder:
    """Finds names in Chinese sentences and makes their units."""

    def __init__(self, ontology: Ontology, lexicon: Lexicon, rules: Rulebook, base: Rulebook, latin: Latin) -> None:
        self.ontology = ontology
        self.lexicon = lexicon
        self.rules = rules
        self.latin = latin
        self.posts = Posts(rules)
        self.namer = Namer(rules, self.identity, base)
        self.surroundings = Surroundings(rules, ontology, self.identity)
        self.terms = frozenset(_terms(rules))
        self.acronyms = rules.measuring.metrics | frozenset(rules.measuring.units.values())

    @cached_property
    def reach(self) -> dict[str, int]:
        """Over all words: made when the first Chinese sentence comes, since most articles have none."""
        named = (name for name in self.lexicon.by_name if has_cjk(name))
        return reach_of(chain(dictionary(), self.terms, named))

    def find(self, reading: Reading) -> None:
        """Put the names of the Chinese sentences into `reading.spans`, and their units into `reading.prepared`."""
        text = reading.document.text
        rows = enumerate(reading.sentences)
        numbers = [number for number, row in rows if row.language == "zh" and not _OTHER.search(row.text(text))]
        if not numbers:
            return
        known: dict[str, Candidate] = {}
        nothing = Known({})
        for number in numbers:
            for item in self.namer.find(self._words(reading, number, nothing)):
                if item.sure and (item.votes or has_cjk(item.text)):
                    known[item.text] = _stronger(known.get(item.text), item)
        brands = self._brands(known)
        every = Known({**known, **brands})
        for number in numbers:
            self._finish(reading, number, every)
        reading.aliases.update(
            {brand: item.text for item in known.values() for brand in [item.brand] if brand in brands}
        )
        reading.aliases.update(self._short_forms(known))

    def identity(self, span: Span) -> str:
        """What tells things of a lexicon name's class apart; empty for other names."""
        return self.ontology.identity(self.lexicon.entries[span.entries[0]].type) if span.entries else ""

    def _words(self, reading: Reading, number: int, known: Known) -> list[Word]:
        """The words of a sentence, names of the lexicon marked."""
        sentence = reading.sentences[number]
        taken = {i: span for span in reading.spans[number] for i in range(span.first, span.last)}
        scope = Scope(sentence, number, reading.document.text, taken, frozenset())
        bare = {i: span for i, span in taken.items() if span.kind != "number"}
        latin = Scope(sentence, number, reading.document.text, bare, frozenset())
        posts = self.posts.find(reading.document.text, sentence.begin, sentence.end)
        vocabulary = Vocabulary(
            terms=self.terms,
            names=self._plain,
            known=known,
            latin=lambda position: self._latin(latin, position),
            reach=self.reach,
            known_reach=known.reach,
            posts=posts,
        )
        words = segment(scope, vocabulary)
        for word in words:
            entries = self.lexicon.by_name.get(word.text) if word.tag == "nz" and word.span is None else None
            if entries and word.text not in known:
                word.span = over(sentence, number, word.first, word.last, reading.document.text)
                word.span.entries = entries
                word.span.kind = self._kind(entries[0])
        return self._in_full(reading, number, words, known)

    def _in_full(self, reading: Reading, number: int, words: list[Word], known: Known) -> list[Word]:
        """The words with organizations of the lexicon and their legal form as one: "辰风" + "科技" + "集团"."""
        index = 0
        while index < len(words):
            span, end = words[index].span, index + 1
            while end < len(words) and self._is_form(words[end]):
                end += 1
            if end > index + 1 and span is not None and self.identity(span) == "organization":
                longer = over(reading.sentences[number], number, span.first, words[end - 1].last, reading.document.text)
                longer.entries = span.entries
                words[index:end] = [Word(longer.text, longer.first, longer.last, "nz", longer)]
            index += 1
        return words

    def _is_form(self, word: Word) -> bool:
        """Whether a word is a legal form, or what stands in front of one, and makes no other thing of a name."""
        text = word.text
        plain = word.span is None and text in self.rules.descriptors and text not in self.rules.others
        return plain and text not in self.namer.verbs

    def _latin(self, scope: Scope, position: int) -> Span | None:
        """The Latin name at a token; an acronym of the rules is none."""
        if scope.tokens[position].text in self.acronyms:
            return None
        return self.latin(scope, position)

    def _plain(self, text: str) -> bool | None:
        """Whether a lexicon name needs no cue; None when there is no such name."""
        entries = self.lexicon.by_name.get(text) if text not in closed() else None
        if entries and text in self.namer.stops and self._kind(entries[0]) == "name":
            return None
        return None if not entries else not self.lexicon.entries[entries[0]].cued

    def _kind(self, entry: str) -> str:
        """A thing whose English name is written in lower case is a noun."""
        label = self.lexicon.entries[entry].label("en") or ""
        return "noun" if label and label.split()[-1].islower() else "name"

    def _finish(self, reading: Reading, number: int, known: Known) -> None:
        """The second round for one sentence."""
        sentence = reading.sentences[number]
        text = reading.document.text
        words = self._words(reading, number, known)
        for word in words:
            if word.span is None and word.text in known and word.tag == "nz":
                word.span = over(sentence, number, word.first, word.last, text)
                word.span.votes = known[word.text].votes
        for item in self.namer.find(words):
            span = over(sentence, number, item.first, item.last, text)
            span.votes = item.votes
            words = _replaced(words, Word(item.text, item.first, item.last, "nz", span))
        words = self._weak(reading, number, words)
        self._vote(words)
        names = [word.span for word in words if word.span is not None]
        reading.spans[number] = names
        reading.prepared[number] = [_unit(word) for word in words]

    def _weak(self, reading: Reading, number: int, words: list[Word]) -> list[Word]:
        """Runs of characters that nobody knows, where a neighbour says that they are a name."""
        index = 0
        while index < len(words):
            end, size = index, 0
            while end < len(words) and self.namer.part(words[end]) and not words[end].text.isascii():
                size += len(words[end].text)
                end += 1
            run = "".join(word.text for word in words[index:end])
            named = run[:1] not in chinese("unnamed_heads") and run[-1:] not in chinese("counters")
            if 2 <= size <= 4 and named and self._cued(words, index, end):
                span = over(
                    reading.sentences[number], number, words[index].first, words[end - 1].last, reading.document.text
                )
                words = _replaced(words, Word(span.text, span.first, span.last, "nz", span))
                end = index + 1
            index = max(end, index + 1)
        return words

    def _cued(self, words: Sequence[Word], index: int, end: int) -> bool:
        """Whether a word beside words[index:end] speaks for a name, or a list that it stands in."""
        opens = index == 0 or words[index - 1].tag == "w" or words[index - 1].text == "，"
        if opens and end < len(words) and self.surroundings.said_to_be(words, end):
            return True
        before = words[index - 1].text if index else ""
        behind = words[end].text if end < len(words) else ""
        if before in chinese("particles") and index > 1:
            before = words[index - 2].text
        joined = (before in chinese("joining") and index > 1 and words[index - 2].span is not None) or (
            behind in chinese("joining") and end + 1 < len(words) and words[end + 1].span is not None
        )
        return joined or before in self.rules.beside["before"] or behind in self.rules.beside["behind"]

    def _vote(self, words: list[Word]) -> None:
        """Let surroundings vote, then let lists of names share their class."""
        for index, word in enumerate(words):
            span = word.span
            if span is None or span.kind != "name":
                continue
            span.votes = (*span.votes, *self.surroundings.votes(words, index))
        for index, word in enumerate(words):
            if word.span is not None and word.span.kind == "noun" and _only_says(words, index):
                word.span = None
        for index, word in enumerate(words[:-2]):
            left, right = word.span, words[index + 2].span
            if words[index + 1].text not in chinese("joining") or left is None or right is None:
                continue
            for one, other in ((left, right), (right, left)):
                if one.kind == other.kind == "name" and not one.votes and not one.entries:
                    one.votes = tuple((kind, LIST) for kind in self._guess(other))

    def _guess(self, span: Span) -> tuple[str, ...]:
        """The class that a name most likely has, before all votes are counted."""
        if span.entries:
            return (self.lexicon.entries[span.entries[0]].type,)
        best = max(span.votes, key=lambda vote: vote[1], default=None)
        return (best[0],) if best is not None and best[1] > CUED else ()

    def _brands(self, known: Mapping[str, Candidate]) -> dict[str, Candidate]:
        """Brands by which organizations go alone, and names that go on from a brand."""
        brands: dict[str, Candidate] = {}
        for item in known.values():
            usual = dictionary().get(item.brand, (0, ""))[0] >= COMMON or item.brand in closed()
            if len(item.brand) < 2 or usual or item.brand in known or self.lexicon.by_name.get(item.brand):
                continue
            brands[item.brand] = Candidate(0, 0, item.brand, item.votes)
            for unit, kind in self.rules.others.items():
                longer = item.brand + unit
                if longer != item.text and longer not in known:
                    brands[longer] = Candidate(0, 0, longer, ((kind, item.votes[0][1]),))
        return brands

    def _short_forms(self, known: Mapping[str, Candidate]) -> Iterator[tuple[str, str]]:
        """Pairs of a name and the longest one that adds a place before it, or words of a legal form behind it."""
        longer: dict[str, str] = {}
        for name in sorted(known, key=lambda name: (len(name), name)):
            for short in self._shortened(name):
                if short in known:
                    longer[short] = name
        yield from longer.items()

    def _shortened(self, name: str) -> Iterator[str]:
        """What is left of a name without a place at its head, without words of a legal form at its end, or both."""
        for first in range(min(len(name), _PLACE) + 1):
            if first and not any(self._is_place(entry.type) for entry in self.lexicon.find(name[:first])):
                continue
            for last in range(len(name), first + 1, -1):
                if (first or last < len(name)) and _is_chain(name[last:], self.rules.descriptors):
                    yield name[first:last]

    def _is_place(self, kind: str) -> bool:
        return self.ontology.identity(kind) == "place"


def _only_says(words: Sequence[Word], index: int) -> bool:
    """Whether a category only says what the name beside it is: "加速卡辰光K7", "辰光K7加速卡"."""
    for step in (+1, -1):
        at = index + step
        quoted = 0 <= at < len(words) and words[at].text in _QUOTES
        at += step if quoted else 0
        span = words[at].span if 0 <= at < len(words) else None
        if (
            span is not None
            and span.kind == "name"
            and (has_digit(span.text) or (not span.entries and (step > 0 or quoted)))
        ):
            return True
    return False


def _is_chain(text: str, words: frozenset[str]) -> bool:
    """Whether a text is nothing but some of the words, one after another."""
    if not text:
        return True
    return any(text.startswith(word) and _is_chain(text[len(word) :], words) for word in words)


def _stronger(one: Candidate | None, other: Candidate) -> Candidate:
    """Of two candidates with one text the one with the stronger vote."""
    if one is None:
        return other
    return max(one, other, key=lambda item: (sum(weight for _, weight in item.votes), item.brand))


def _replaced(words: list[Word], new: Word) -> list[Word]:
    """The words with those under a new one taken out; a word cut by it leaves its rest."""
    result: list[Word] = []
    for word in words:
        if word.last <= new.first or word.first >= new.last:
            result.append(word)
            continue
        if word.first < new.first:
            result.append(Word(word.text[: new.first - word.first], word.first, new.first, "x"))
        if new not in result:
            result.append(new)
        if word.last > new.last:
            result.append(Word(word.text[new.last - word.last :], new.last, word.last, "x"))
    return result


def _unit(word: Word) -> Unit:
    low = word.text.lower()
    return Unit(word.text, low, word.tag, low, word.first, word.last, word.span)


def _terms(rules: Rulebook) -> Iterator[str]:
    """Every Chinese word that the rules speak of."""
    measuring = rules.measuring
    for rule in rules.frames:
        for verb in (*rule.verbs, *rule.nouns, *rule.needs):
            yield from verb.split()
    for words in (rules.heads, rules.kinds, rules.bearers, rules.others, *rules.beside.values()):
        yield from words
    yield from (*measuring.metrics, *measuring.counts, *measuring.verbs, *measuring.between, *measuring.changes)
    yield from (*measuring.counted, *measuring.earlier, *rules.titles)
    for listed in rules.cues.values():
        yield from listed
    for key in ("prepositions", "conjunctions", "adverbs", "pronouns", "negations", "including", "light", "definite"):
        yield from chinese(key)
