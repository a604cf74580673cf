"""Golden cases: short articles, and the statements that must and must not come out of them.

A case is data, in `cases/*.yaml`. A fact is one line, `subject | predicate | object | key=value, ... | status`. Empty
qualifiers and the status `actual` may be left out from the right; qualifiers must be equal, not a part. In `never` a
field may be a shell pattern, and what is left out may be anything. A case with `known_gap` shows what should come out
and does not yet: it must be unmarked as soon as it passes.
"""

from fnmatch import fnmatchcase
from pathlib import Path
from typing import Any

import pytest
import yaml
from factory import SYMMETRIC, extract, extractor, fact

CASES = Path(__file__).parent / "cases"
STATUSES = {"actual", "planned", "forecast", "reported", "denied", "ended"}


def cases() -> list[Any]:
    found = []
    for path in sorted(CASES.glob("*.yaml")):
        for case in yaml.safe_load(path.read_text(encoding="utf-8")):
            marks = [pytest.mark.xfail(reason="known gap", strict=True)] if case.get("known_gap") else []
            found.append(pytest.param(case, id=f"{path.stem}:{case['id']}", marks=marks))
    return found


def fields(line: str) -> list[str]:
    return [field.strip() for field in line.split("|")]


def complete(line: str) -> str:
    """A fact of a case in the form that `factory.fact` gives."""
    subject, predicate, target, qualifiers, status = [*fields(line), "", ""][:5]
    pairs = sorted(pair.strip() for pair in qualifiers.split(",") if pair.strip())
    return f"{subject} | {predicate} | {target} | {', '.join(pairs)} | {status or 'actual'}"


def turned(line: str) -> list[str]:
    """A fact, and the other way round where the predicate is symmetric."""
    subject, predicate, target, *rest = fields(line)
    both = [line]
    if predicate in SYMMETRIC:
        both.append(" | ".join([target, predicate, subject, *rest]))
    return both


def fits(pattern: str, line: str) -> bool:
    return all(fnmatchcase(said, want) for want, said in zip(fields(pattern), fields(line), strict=False))


@pytest.mark.parametrize("case", cases())
def test_case(case: dict[str, Any]) -> None:
    found = {fact(relation) for relation in extract(case["text"].strip(), case.get("published")).relations}
    said = sorted(found)
    every = {line for one in found for line in turned(one)}
    missing = [line for line in case.get("says", ()) if complete(line) not in every]
    wrong = [line for pattern in case.get("never", ()) for line in said if any(fits(pattern, t) for t in turned(line))]
    assert not missing, f"missing; what came out: {said}"
    assert not wrong, "must not come out"


def test_cases_cover_all_predicates_and_statuses() -> None:
    lines = [complete(line) for param in cases() for line in param.values[0].get("says", ())]
    ontology = extractor().ontology
    wanted = {name for name, term in ontology.properties.items() if not term.automatic}
    assert wanted == {fields(line)[1] for line in lines}
    assert {fields(line)[4] for line in lines} == STATUSES
    assert len(cases()) >= 60


def test_every_case_has_a_name_of_its_own_and_says_something() -> None:
    ids = [param.id for param in cases()]
    assert len(ids) == len(set(ids))
    assert all(param.values[0].get("says") or param.values[0].get("never") for param in cases())
