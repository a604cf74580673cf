"""Which classes a rule allows."""

import pytest

from kg import ontology
from kg.extract.allowed import Allowed


@pytest.mark.parametrize(
    ("kind", "types", "expected"),
    [
        ("Company", ("Organization",), True),
        ("Company", ("Place", "Company"), True),
        ("Company", ("Place",), False),
        ("Company", (), True),
        ("Company", ("!Organization",), False),
        ("Company", ("!Place",), True),
        ("University", ("Organization", "!University"), False),
        ("Company", ("Organization", "!University"), True),
        ("", (), False),
        ("Unheard", (), True),
        ("Unheard", ("Organization",), False),
    ],
)
def test_a_class_may_stand_where_it_is_wanted_and_not_barred(kind: str, types: tuple[str, ...], expected: bool) -> None:
    allowed = Allowed(ontology.load())
    assert [allowed(kind, types), allowed(kind, frozenset(types))] == [expected, expected]
