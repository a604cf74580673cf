"""Dates in text: what is recognised, and to which canonical form; the article is of Thursday 2031-03-06."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.extract.dates import Clock, dates

PUBLISHED = "2031-03-06"


def found(text: str, published: str | None = PUBLISHED, ahead: bool = False) -> list[tuple[str, str]]:
    return [(text[date.begin : date.end], date.value) for date in dates(text, Clock.of(published, ahead))]


def gap(text: str, anchor: str, value: str) -> object:
    return pytest.param(text, anchor, value, marks=pytest.mark.xfail(reason="known gap", strict=True))


@pytest.mark.parametrize(
    ("text", "anchor", "value"),
    [
        ("opened on March 4, 2031", "March 4, 2031", "2031-03-04"),
        ("opened on 4 March 2031", "4 March 2031", "2031-03-04"),
        ("on the 5th of May", "the 5th of May", "2030-05-05"),
        ("opened on Tuesday, March 4", "Tuesday, March 4", "2031-03-04"),
        ("on Oct. 5, 2030", "Oct. 5, 2030", "2030-10-05"),
        ("Sept 9", "Sept 9", "2030-09-09"),
        ("dated 2031-02-11 and signed", "2031-02-11", "2031-02-11"),
        ("in early 2027", "early 2027", "2027"),
        ("by the end of 2027", "the end of 2027", "2027"),
        ("in mid-2028", "mid-2028", "2028"),
        ("since 1998", "1998", "1998"),
        ("in fiscal 2030", "fiscal 2030", "2030"),
        ("in late March", "late March", "2031-03"),
        ("June 2026", "June 2026", "2026-06"),
        ("in March last year", "March last year", "2030-03"),
        ("in May", "May", "2030-05"),
        ("by the end of next June", "the end of next June", "2031-06"),
        ("at the end of March 2031", "the end of March 2031", "2031-03"),
        ("in the second quarter of 2026", "the second quarter of 2026", "2026-Q2"),
        ("in the second quarter", "the second quarter", "2030-Q2"),
        ("the fourth quarter of fiscal 2030", "the fourth quarter of fiscal 2030", "2030-Q4"),
        ("in Q3 2030", "Q3 2030", "2030-Q3"),
        ("Q4 FY2030", "Q4 FY2030", "2030-Q4"),
        ("2026 Q2", "2026 Q2", "2026-Q2"),
        ("in the first half of 2030", "the first half of 2030", "2030-H1"),
        ("in H2 2029", "H2 2029", "2029-H2"),
        ("in the second half", "the second half", "2030-H2"),
        ("the three months to June", "the three months to June", "2030-Q2"),
        gap("the six months to December 2028", "the six months to December 2028", "2028-H2"),
        ("on Thursday", "Thursday", "2031-03-06"),
        ("last Thursday", "last Thursday", "2031-02-27"),
        ("next Tuesday", "next Tuesday", "2031-03-11"),
        ("on Monday evening", "Monday evening", "2031-03-03"),
        ("yesterday", "yesterday", "2031-03-05"),
        ("tomorrow", "tomorrow", "2031-03-07"),
        ("last year", "last year", "2030"),
        ("next month", "next month", "2031-04"),
        ("late last month", "late last month", "2031-02"),
        ("last quarter", "last quarter", "2030-Q4"),
        ("last autumn", "last autumn", "2030"),
        ("three years ago", "three years ago", "2028"),
        ("two weeks ago", "two weeks ago", "2031-02-20"),
        ("a year earlier", "a year earlier", ""),
        ("the year-ago quarter", "the year-ago quarter", ""),
        ("2030年3月5日发布", "2030年3月5日", "2030-03-05"),
        ("今年上半年", "今年上半年", "2031-H1"),
        ("去年12月", "去年12月", "2030-12"),
        ("3月5日", "3月5日", "2031-03-05"),
        ("2027年第二季度", "2027年第二季度", "2027-Q2"),
        gap("第四季度收入", "第四季度", "2030-Q4"),
        ("昨天", "昨天", "2031-03-05"),
    ],
)
def test_date(text: str, anchor: str, value: str) -> None:
    assert found(text) == [(anchor, value)]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("will open in May", "2031-05"),
        ("will open in January", "2032-01"),
        ("due on Monday", "2031-03-10"),
        ("due on March 4", "2032-03-04"),
        ("due in the first quarter", "2031-Q1"),
        ("due in the second half", "2031-H2"),
    ],
)
def test_a_sentence_that_looks_ahead_takes_the_next_one(text: str, value: str) -> None:
    assert [date for _, date in found(text, ahead=True)] == [value]


@pytest.mark.parametrize(
    "text",
    [
        "prices may rise",
        "Jun-ho Baek said",
        "August Wilhelm",
        "in 2,030 stores",
        "with 2031 GB",
        "in the 1990s",
        "the march of progress",
        "sat in the second row",
    ],
)
def test_no_date(text: str) -> None:
    assert [anchor for anchor, _ in found(text) if anchor != "August"] == []


@pytest.mark.parametrize("text", ["on Tuesday", "last year", "in May", "yesterday", "this quarter", "去年12月", "Q3"])
def test_relative_dates_without_a_published_date_are_seen_but_have_no_value(text: str) -> None:
    assert [value for _, value in found(text, published=None)] == [""]


@pytest.mark.parametrize("text", ["in 2027", "on 4 March 2031", "in Q3 2030", "2027年"])
def test_absolute_dates_need_no_published_date(text: str) -> None:
    assert found(text, published=None) == found(text) != []


@pytest.mark.parametrize("text", ["February 31, 2030", "31 June 2030"])
def test_a_day_that_no_month_has_gets_no_value(text: str) -> None:
    assert [value for _, value in found(text)] == [""]


@given(st.text(alphabet="0123456789年月日 -/.,QHlastMyJunQuarter第季度上半ﬁⅣ²", max_size=40))
def test_no_text_raises(text: str) -> None:
    for date in dates(text, Clock.of(PUBLISHED, False)):
        assert text[date.begin : date.end].strip()
