import pytest

from kg.read.byline import Byline, is_person, parse


@pytest.mark.parametrize(
    ("line", "byline"),
    [
        ("By Jane Roe, Harbour Wire, June 3, 2026", Byline(("Jane Roe",), "Harbour Wire", "2026-06-03")),
        (
            "By Réka Nagy-Tóth, Steel & Glass, 12 January 2026",
            Byline(("Réka Nagy-Tóth",), "Steel & Glass", "2026-01-12"),
        ),
        ("By Jane Roe", Byline(("Jane Roe",))),
        ("BY JANE ROE AND JOHN DOE", Byline(("JANE ROE", "JOHN DOE"))),
        ("By Jane Roe and John van der Doe | Harbour Wire", Byline(("Jane Roe", "John van der Doe"), "Harbour Wire")),
        ("By Jane Roe, senior reporter, Harbour Wire", Byline(("Jane Roe",), "Harbour Wire")),
        ("By Jane Roe in Taipei", Byline(("Jane Roe",))),
        ("By Newsroom Staff, May 4, 2026", Byline((), "Newsroom Staff", "2026-05-04")),
        ("Harbour Wire | 17 November 2026", Byline((), "Harbour Wire", "2026-11-17")),
        ("Harbour Wire, 17 November 2026", Byline((), "Harbour Wire", "2026-11-17")),
        ("Jane Roe | Harbour Wire | 2026-01-02", Byline(("Jane Roe",), "Harbour Wire", "2026-01-02")),
        ("Harbour Wire | News | 3 June 2026", Byline((), "Harbour Wire", "2026-06-03")),
        ("Harbour Wire | Jane Roe | 3 June 2026", Byline(("Jane Roe",), "Harbour Wire", "2026-06-03")),
        ("3 June 2026", Byline(published="2026-06-03")),
        ("Published: Tuesday, 3 June 2026, 10:15 GMT · 4 min read", Byline(published="2026-06-03T10:15Z")),
        ("TAIPEI, June 3, 2026", Byline(published="2026-06-03")),
        ("Source: Harbour Wire", Byline(publisher="Harbour Wire")),
        ("作者：张三", Byline(("张三",))),
        ("2026年5月11日 来源：海港日报", Byline((), "海港日报", "2026-05-11")),
        ("海港日报 2026年5月11日", Byline((), "海港日报", "2026-05-11")),
        ("来源： 海港日报 作者： 李四 2026-05-11 10:15", Byline(("李四",), "海港日报", "2026-05-11T10:15")),
        ("文/张三 编辑/李四", Byline(("张三",))),
    ],
)
def test_bylines(line, byline):
    assert parse(line) == byline


@pytest.mark.parametrize(
    "line",
    [
        "",
        "Supply is the limit",
        "By the numbers",
        "By design",
        "By 2027 the plant will make ten thousand machines",
        "The plant opened on June 3, 2026 and employs three hundred people.",
        "Why did the council vote on 3 June 2026?",
        "By Jane Roe " + "and others " * 20,
        "海港科技周一发布新服务器",
    ],
)
def test_other_lines_are_no_bylines(line):
    assert parse(line) is None


@pytest.mark.parametrize("name", ["Jane Roe", "J. R. O'Hara", "Ludwig van Beethoven", "张三"])
def test_persons(name):
    assert is_person(name)


@pytest.mark.parametrize("name", ["Roe", "jane roe", "Harbour News", "Steel & Glass", "Area 51", "海港日报社会部"])
def test_no_persons(name):
    assert not is_person(name)
