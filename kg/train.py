"""Training from labelled articles: a model of names and relations for an ontology, and its figures on new subjects.

Articles that share a subject stay on one side of every split, so the figures are those of subjects never seen.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from kg import gold, lexicon, ontology
from kg.annotate import annotate
from kg.errors import UsageError
from kg.evaluate.labels import check
from kg.extract.learned import relation_training, tagger
from kg.extract.learned.labels import LabelledArticle, labelled_rows, together
from kg.extract.learned.models import Model
from kg.extract.learned.names import LEAST, LearnedNames
from kg.extract.learned.relation_training import LabelledRow, PredicateFigures
from kg.extract.learned.tagger import MentionTagger, Tagged
from kg.extract.learned.words import LabelledDocument
from kg.extract.rules import RuleExtractor
from kg.lexicon import Lexicon
from kg.model import SURE, Mention, Problem
from kg.ontology import Ontology
from kg.read.folder import default_readers, find, merge, read_file

FOLDS = 4
ENOUGH = (0.3, 0.4, 0.5, 0.6, 0.7, 0.8, SURE)
Progress = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Split:
    """Hits, guesses and labels of names on held-out articles, by class."""

    kind: str
    right: int
    said: int
    wanted: int

    @property
    def precision(self) -> float:
        """0 where nothing was said."""
        return self.right / self.said if self.said else 0.0

    @property
    def recall(self) -> float:
        """0 where there was nothing to find."""
        return self.right / self.wanted if self.wanted else 0.0


@dataclass(frozen=True, slots=True)
class Trained:
    """A model with its figures on subjects that it had not seen.

    Attributes:
        articles, groups: how many, and how many groups of them share no subject.
        names: by class.
        relations: by predicate, with the threshold of each.
        calibration_error: of the relations' confidence.
        problems: of reading the articles.
    """

    model: Model
    articles: int
    groups: int
    names: tuple[Split, ...]
    relations: tuple[PredicateFigures, ...]
    calibration_error: float
    problems: tuple[Problem, ...]


def train(
    folders: Sequence[Path],
    folder: Path | None = None,
    language: str = "en",
    progress: Progress = lambda _: None,
    more: Callable[[Ontology], tuple[Iterable[LabelledDocument], Iterable[LabelledRow]]] = lambda _: ((), ()),
) -> Trained:
    """Train on the labelled articles of folders, for the ontology in `folder`; none is kg's own.

    `more` gives texts from elsewhere, with names and with relations marked, that are learned from and not judged by.
    Raises UsageError for labels that are missing, broken or not of the ontology, or too few to split; MissingExtra
    without scikit-learn.
    """
    terms = ontology.load(folder)
    words = lexicon.load(terms.folder)
    articles, problems = _articles(folders, terms, progress)
    groups = together(articles)
    if len(set(groups)) < 2:
        raise UsageError(
            f"{len(articles)} labelled article{'' if len(articles) == 1 else 's'} about one group of subjects: nothing "
            "is left to measure on; label at least two articles that share no subject"
        )
    places = {group: number % FOLDS for number, group in enumerate(dict.fromkeys(groups))}
    folds = [places[group] for group in groups]
    names, rows = more(terms)
    learner = _Learner(articles, folds, terms, words, language, list(names), progress)
    found, split = learner.held_out()
    labelled = [
        row
        for article, group, each in zip(articles, groups, found, strict=True)
        for row in labelled_rows(article, each, terms, language, f"article {group}")
    ]
    known = [*labelled, *rows]
    learned = relation_training.train(known, terms, progress) if relation_training.learnable(known, terms) else None
    relations, figures, error = learned or (None, [], 0.0)
    progress("learning names from all articles")
    about = {"articles": len(articles), "groups": len(set(groups))}
    model = Model.of(learner.names_of(range(len(articles))), relations, language, about, learner.sure)
    return Trained(model, len(articles), len(set(groups)), split, tuple(figures), error, problems)


def table(trained: Trained) -> str:
    """The figures for people: by class and by predicate, then all together."""
    lines = [
        f"{trained.articles} articles in {trained.groups} groups that share no subject; figures are of groups held out",
        "",
        f"{'names':24} labelled  precision  recall",
        *(f"{each.kind:24} {each.wanted:8}  {each.precision:9.2f}  {each.recall:6.2f}" for each in trained.names),
        "",
        *_relation_lines(trained.relations),
    ]
    right, said, wanted = (sum(getattr(each, key) for each in trained.names) for key in ("right", "said", "wanted"))
    names = _f1(right, said, wanted)
    right, said, wanted = (
        sum(getattr(each, key) for each in trained.relations) for key in ("right", "accepted", "examples")
    )
    error = f"calibration error {trained.calibration_error:.3f}"
    return "\n".join([*lines, "", f"F1 of names {names:.2f}, of relations {_f1(right, said, wanted):.2f}; {error}"])


def _relation_lines(figures: Sequence[PredicateFigures]) -> Iterator[str]:
    if not figures:
        yield "no relation was learned: label some sentences with related things, and some with unrelated ones"
        return
    yield f"{'relations, alone':24} labelled  precision  recall  threshold"
    for each in figures:
        shares = f"{each.precision:9.2f}  {each.recall:6.2f}  {each.threshold:9.2f}"
        yield f"{each.predicate:24} {each.examples:8}  {shares}"


def _f1(right: int, said: int, wanted: int) -> float:
    return 2 * right / (said + wanted) if said + wanted else 0.0


def _articles(
    folders: Sequence[Path], terms: Ontology, progress: Progress
) -> tuple[list[LabelledArticle], tuple[Problem, ...]]:
    """The labelled articles, and what was wrong with them."""
    articles, problems = [], []
    for folder in folders:
        labels = {article.source: article for article in gold.load(folder)}
        check(folder, list(labels.values()), terms)
        read = partial(read_file, readers=default_readers())
        documents, said = merge(map(read, (file for file in find([folder]) if file.source in labels)))
        problems += said
        articles += [LabelledArticle(each, labels[each.sources[0]]) for each in documents]
    progress(f"read {len(articles):,} labelled articles")
    return articles, tuple(problems)


class _Learner:
    """Learns names from some of the articles, and finds them in others."""

    def __init__(
        self,
        articles: Sequence[LabelledArticle],
        folds: Sequence[int],
        terms: Ontology,
        words: Lexicon,
        language: str,
        more: Sequence[LabelledDocument],
        progress: Progress,
    ) -> None:
        self.articles, self.folds, self.terms, self.words, self.language = articles, folds, terms, words, language
        self.more, self.progress = more, progress
        self.sure = SURE
        self.marked = [article.named() for article in articles]

    def names_of(self, numbers: Iterable[int]) -> bytes:
        """A tagger's bytes, from these articles and the texts from elsewhere."""
        return tagger.train([*self.more, *(self.marked[number] for number in numbers)], language=self.language)

    def held_out(self) -> tuple[list[tuple[Mention, ...]], tuple[Split, ...]]:
        """The mentions of each article, read by a tagger that has not seen its subjects; and how well that does.

        How sure a name must be that only the tagger sees is chosen by the same articles: `sure`.
        """
        mentions: list[tuple[Mention, ...]] = [() for _ in self.articles]
        pairs = []
        rules = RuleExtractor(self.terms, self.words)
        for fold in sorted(set(self.folds)):
            inside = [number for number, each in enumerate(self.folds) if each == fold]
            self.progress(f"learning names without part {fold + 1} of {len(set(self.folds))}")
            learned = MentionTagger.load(self.names_of(n for n, each in enumerate(self.folds) if each != fold))
            reader = LearnedNames(self.terms, self.words, {self.language: learned}, LEAST)
            for number in inside:
                mentions[number] = annotate([self.articles[number].document], [reader, rules], self.terms).mentions
                pairs.append((learned.tag(self.marked[number].sentences), self.marked[number]))
        self.sure = _enough(mentions, self.marked, LearnedNames.name)
        kept = [
            tuple(m for m in found if m.annotator != LearnedNames.name or m.confidence >= self.sure)
            for found in mentions
        ]
        return kept, tuple(_split(pairs))


def _enough(found: Sequence[Sequence[Mention]], marked: Sequence[LabelledDocument], annotator: str) -> float:
    """How sure the names that `annotator` alone sees must be: what gives all names together the best F1."""
    alone: list[tuple[float, bool]] = []
    right = said = wanted = 0
    for mentions, document in zip(found, marked, strict=True):
        truth = {
            (words[span.first].begin, words[span.last - 1].end, span.type)
            for words, spans in zip(document.sentences, document.spans, strict=True)
            for span in spans
        }
        wanted += len(truth)
        for mention in (mention for mention in mentions if not mention.nominal):
            good = (mention.begin, mention.end, mention.type) in truth
            if mention.annotator == annotator:
                alone.append((mention.confidence, good))
            else:
                right, said = right + good, said + 1

    def score(sure: float) -> float:
        taken = [good for confidence, good in alone if confidence >= sure]
        return _f1(right + sum(taken), said + len(taken), wanted)

    return max(ENOUGH, key=lambda sure: (score(sure), sure))


def _split(pairs: Iterable[tuple[Sequence[Sequence[Tagged]], LabelledDocument]]) -> Iterator[Split]:
    """Names found against names labelled, by class: right are those with the same words and the same class."""
    right: Counter[str] = Counter()
    said: Counter[str] = Counter()
    wanted: Counter[str] = Counter()
    for tagged, marked in pairs:
        for found, labelled in zip(tagged, marked.spans, strict=True):
            guesses = {(each.first, each.last, each.type) for each in found}
            truth = {(each.first, each.last, each.type) for each in labelled}
            said.update(kind for *_, kind in guesses)
            wanted.update(kind for *_, kind in truth)
            right.update(kind for *_, kind in guesses & truth)
    for kind in sorted(said | wanted):
        yield Split(kind, right[kind], said[kind], wanted[kind])
