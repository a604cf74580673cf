"""Mentions against labels: every occurrence of a labelled name in the text is wanted, with its borders and its kind.

A mention is right with the borders of an occurrence, a leading "the" aside, and a class of the label's root. For a
longer name of a thing a shorter one inside will do, if both are labelled ("Acme" in "Acme Group"). Neither right nor
wrong are names of vague things, names of other things inside longer ones, and pronouns and phrases ("the company").
"""

from collections.abc import Iterator, Mapping

from kg.evaluate.findings import Finding, Judged, Verdict
from kg.evaluate.index import Part
from kg.evaluate.places import Places, Span, without_determiner
from kg.model import Mention

Key = tuple[Span, str]  # a place, and the root of a class

_AROUND = 24  # characters of the text beside a mention, so that a person can find it


def judge_mentions(part: Part) -> None:
    """Count the mentions of the article's documents, and note each, in the order of the text."""
    known = _Labels(part)
    said: dict[str, dict[Key, Mention]] = {each.document.id: {} for each in part.places}
    for mention in part.mentions():
        key = without_determiner(mention.begin, mention.anchor), part.ontology.root(mention.type)
        others = said[mention.document]
        if key not in others or known.is_neutral(others[key]):
            others[key] = mention
    for each in part.places:
        here = said[each.document.id]
        notes = [*_wanted(part.judged, each, here, known), *_said(part.judged, each, here, known)]
        part.judged.findings += sorted(notes, key=lambda note: (note.begin, note.end, note.verdict, note.name))


class _Labels:
    """The labels of an article by id, and which of them and of the mentions do not count."""

    def __init__(self, part: Part) -> None:
        self.part = part
        self.types = {label.id: label.type for label in part.article.entities}
        self.roots = {id_: part.ontology.root(kind) for id_, kind in self.types.items()}
        self.vague = {id_ for id_, kind in self.types.items() if part.is_vague(kind)}

    def is_neutral(self, mention: Mention) -> bool:
        return mention.nominal or self.part.is_vague(mention.type)


def _wanted(judged: Judged, found: Places, said: Mapping[Key, Mention], known: _Labels) -> Iterator[Finding]:
    """Count the occurrences that are wanted; those that no mention has."""
    for span in found.wanted:
        named = sorted(found.labels[span] - known.vague)
        if not named:
            continue
        judged.mentions.wanted += 1
        if any(
            (place, known.roots[label]) in said
            for label in named
            for place in found.inside[span]
            if label in found.labels[place]
        ):
            judged.mentions.found += 1
        else:
            yield _note(judged, found, span, known.types[named[0]], Verdict.MISSED)


def _said(judged: Judged, found: Places, said: Mapping[Key, Mention], known: _Labels) -> Iterator[Finding]:
    """Count the mentions that are right or wrong, each of them noted."""
    for (span, root), mention in said.items():
        labels = found.labels.get(span, frozenset())
        right = any(known.roots[label] == root for label in labels - known.vague)
        only_vague = not right and labels and labels <= known.vague
        outer = found.around.get(span, span)
        shares = found.labels.get(outer, frozenset()) & labels
        inside_longer = right and outer != span and ((outer, root) in said or not shares)
        if known.is_neutral(mention) or only_vague or inside_longer:
            continue
        judged.mentions.said += 1
        judged.mentions.right += right
        yield _note(judged, found, span, mention.type, Verdict.RIGHT if right else Verdict.WRONG)


def _note(judged: Judged, found: Places, span: Span, kind: str, verdict: Verdict) -> Finding:
    text, (begin, end) = found.document.text, span
    first, last = max(0, begin - _AROUND), min(len(text), end + _AROUND)
    around = f"{'…' * (first > 0)}{text[first:last]}{'…' * (last < len(text))}"
    return Finding(
        source=judged.source,
        verdict=verdict,
        about="mention",
        name=kind,
        what=f'{kind} "{text[begin:end]}" in "{" ".join(around.split())}"',
        document=found.document.id,
        begin=begin,
        end=end,
    )
