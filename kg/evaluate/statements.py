"""An article's statements and their qualifiers against its labels.

A label may be met by several statements (two articles in one file, a fact with and without its date): each of them is
right, the label is found once, and its qualifiers are those of the first.
"""

from kg.evaluate.compare import same_qualifier, same_value
from kg.evaluate.entities import Meanings
from kg.evaluate.findings import Verdict
from kg.evaluate.index import Part, Where
from kg.evaluate.places import likely_sentence
from kg.gold import GoldStatement
from kg.model import Literal, Statement
from kg.text import squeeze


def judge_statements(part: Part, meanings: Meanings, text: str) -> None:
    """Count statements and qualifiers, and quotes that stand in the article's `text`, which is squeezed."""
    found: set[int] = set()
    for statement in part.statements():
        term = part.ontology.properties.get(statement.predicate)
        if term is not None and term.automatic:
            continue
        quotes = [squeeze(each.quote) for each in statement.evidence if each.document in part.documents]
        part.judged.quotes += len(quotes)
        part.judged.quotes_in_text += sum(bool(quote) and quote in text for quote in quotes)
        _said(part, statement, _met(part, meanings, statement, found), found)
    for place, label in enumerate(part.article.statements):
        if not label.optional:
            part.judged.predicates[label.predicate].wanted += 1
            part.judged.predicates[label.predicate].found += place in found
            if place not in found:
                _missed(part, label)


def _said(part: Part, statement: Statement, place: int | None, found: set[int]) -> None:
    """Count a statement, and its qualifiers where it is the first to meet the label at that place."""
    right = place is not None
    tally = part.judged.predicates[statement.predicate]
    tally.said += 1
    tally.right += right
    part.judged.confidences[statement.id] = statement.confidence, right
    quote = next(each for each in statement.evidence if each.document in part.documents)
    where = quote.document, (quote.begin, quote.end)
    names, target = part.index.names, str(statement.object)
    what = f"{names[statement.subject]} {statement.predicate} {names.get(target, target)}"
    verdict = Verdict.RIGHT if right else Verdict.WRONG
    part.note(verdict, "statement", statement.predicate, what, where, statement.confidence)
    if place is not None and place not in found:
        found.add(place)
        _qualifiers(part, part.article.statements[place], statement, where)


def _missed(part: Part, label: GoldStatement) -> None:
    for key, _ in label.qualifiers:
        part.judged.qualifiers[key].wanted += 1
    where = likely_sentence(label, part.places)
    part.note(Verdict.MISSED, "statement", label.predicate, _worded(label), where)


def _qualifiers(part: Part, label: GoldStatement, statement: Statement, where: Where) -> None:
    """Count those that the label lists; others are neither right nor wrong."""
    said, right = dict(statement.qualifiers), _right(part, label, statement)
    for key, value in label.qualifiers:
        tally = part.judged.qualifiers[key]
        tally.wanted += 1
        tally.said += key in said
        tally.right += key in right
        tally.found += key in right
        if key not in right:
            verdict, given = (Verdict.WRONG, f" ({said[key]})") if key in said else (Verdict.MISSED, "")
            part.note(verdict, "qualifier", key, f"{key}={value}{given} of {_worded(label)}", where)


def _met(part: Part, meanings: Meanings, statement: Statement, found: set[int]) -> int | None:
    """The place of the label that it meets: one not found yet, then with the most qualifiers right, then first."""
    labels = part.article.statements
    rights = {
        place: len(_right(part, label, statement))
        for place, label in enumerate(labels)
        if _meets(part, meanings, statement, label)
    }
    return min(rights, key=lambda place: (place in found, -rights[place], place), default=None)


def _meets(part: Part, meanings: Meanings, statement: Statement, label: GoldStatement) -> bool:
    if statement.predicate != label.predicate:
        return False
    subject = meanings.get(statement.subject, set())
    if isinstance(statement.object, Literal):
        same = label.value is not None and same_value(label.value, str(statement.object))
        return same and not subject.isdisjoint(label.subjects)
    target = meanings.get(statement.object, set())
    term = part.ontology.properties.get(label.predicate)
    ways = [(subject, target), (target, subject)] if term is not None and term.symmetric else [(subject, target)]
    return any(not left.isdisjoint(label.subjects) and not right.isdisjoint(label.objects) for left, right in ways)


def _right(part: Part, label: GoldStatement, statement: Statement) -> set[str]:
    """The label's qualifiers that the statement has, too."""
    said, terms = dict(statement.qualifiers), part.ontology.qualifiers
    return {
        key
        for key, value in label.qualifiers
        if key in said and same_qualifier(terms[key].datatype if key in terms else "", value, said[key])
    }


def _worded(label: GoldStatement) -> str:
    ends = label.value or "|".join(label.objects)
    return f"{'|'.join(label.subjects)} {label.predicate} {ends}"
