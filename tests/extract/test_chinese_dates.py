"""Chinese dates and numbers."""

from datetime import date

import pytest

from kg.extract.chinese.values import quantities
from kg.extract.dates import Clock, dates

FRIDAY = date(2031, 6, 20)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("6月18日发布", "2031-06-18"),
        ("2030年6月底", "2030-06"),
        ("去年第三季度", "2030-Q3"),
        ("今年上半年", "2031-H1"),
        ("2032年底投产", "2032"),
        ("年底前完成", "2031"),
        ("本周四签约", "2031-06-19"),
        ("上周三签约", "2031-06-11"),
        ("周一收于", "2031-06-16"),
        ("上月签署", "2031-05"),
        ("2032财年第二季度", "2032-Q2"),
        ("15日上午", "2031-06-15"),
        ("2030年半年度报告", "2030-H1"),
        ("2月30日", ""),
    ],
)
def test_dates_are_relative_to_the_article(text: str, value: str) -> None:
    assert [found.value for found in dates(text, Clock(FRIDAY, ahead=False))] == [value]


@pytest.mark.parametrize("text", ["13月发布", "112月", "三个月内", "多年底蕴"])
def test_what_is_no_date(text: str) -> None:
    assert list(dates(text, Clock(FRIDAY, ahead=False))) == []


def test_a_weekday_ahead_is_the_next_one() -> None:
    assert [found.value for found in dates("周一将发布", Clock(FRIDAY, ahead=True))] == ["2031-06-23"]


@pytest.mark.parametrize(
    ("text", "kind", "value", "unit"),
    [
        ("营收为86.3亿元", "money", "8630000000", "CNY"),
        ("2,600亿新台币", "money", "260000000000", "TWD"),
        ("十亿美元", "money", "1000000000", "USD"),
        ("八颗加速卡", "number", "8", ""),
        ("1.2万张", "number", "12000", ""),
        ("4-8张", "range", "4-8", ""),
        ("百分之十五", "percent", "15", "%"),
        ("三成", "percent", "30", "%"),
        ("12万平方米", "quantity", "120000", "m2"),
        ("第六位", "ordinal", "6", ""),
        ("第二十一名", "ordinal", "21", ""),
    ],
)
def test_numbers(text: str, kind: str, value: str, unit: str) -> None:
    assert [(found.kind, found.value, found.unit) for found in quantities(text)] == [(kind, value, unit)]


@pytest.mark.parametrize("text", ["5G网络", "一体化", "成立于成都"])
def test_what_is_no_number(text: str) -> None:
    assert list(quantities(text)) == []
