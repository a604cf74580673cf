import pytest

from kg.read import dates


@pytest.mark.parametrize(
    ("line", "iso"),
    [
        ("June 3, 2026", "2026-06-03"),
        ("3rd of June 2026", "2026-06-03"),
        ("Wednesday, 17 November 2026", "2026-11-17"),
        ("Sept. 5, 2025 at 10:15 a.m.", "2025-09-05"),
        ("2026-01-02", "2026-01-02"),
        ("2026-01-02 08:30", "2026-01-02T08:30"),
        ("2026-01-02T08:30:05Z", "2026-01-02T08:30:05Z"),
        ("2026-01-02 08:30:05.250 +0200", "2026-01-02T08:30:05+02:00"),
        ("Fri, 02 Jan 2026 08:30:05 GMT", "2026-01-02T08:30:05Z"),
        ("2026年5月11日", "2026-05-11"),
        ("发布于2026年5月11日 10:15", "2026-05-11T10:15"),
        ("2026/5/11", "2026-05-11"),
        ("2026.05.11", "2026-05-11"),
        ("May 2026", "2026-05"),
        ("2026-01-02 25:99", "2026-01-02"),
    ],
)
def test_dates_are_iso_8601_and_as_exact_as_written(line, iso):
    found = dates.find(line)
    assert found is not None
    assert found.iso == iso
    assert found.begin < found.end <= len(line)


@pytest.mark.parametrize(
    "line", ["", "03/06/2026", "2023-13-01", "February 30, 2026", "version 2026.1.2.3", "may be late"]
)
def test_what_is_no_certain_date_is_none(line):
    assert dates.find(line) is None


@pytest.mark.parametrize(
    ("value", "iso"),
    [("2026", "2026"), ("2026-06", "2026-06"), ("2026-13", None), ("soon", None), (" 2026-06-03 ", "2026-06-03")],
)
def test_a_value_may_be_a_year_or_a_month(value, iso):
    assert dates.parse(value) == iso


def test_a_value_is_mostly_its_date():
    assert dates.parse("a long tale that began on 2026-06-03") is None
