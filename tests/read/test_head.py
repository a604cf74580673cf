from kg.read.blocks import lines
from kg.read.byline import Byline
from kg.read.head import take

PARAGRAPH = "The plant in the old harbour opened its gates on Monday, said its owner."


def shown(text: str) -> list[str]:
    return [block.text for block in take(lines(text)).blocks]


def test_a_byline_below_the_headline_is_taken_off():
    head = take(lines(f"Harbour plant opens at last\nBy Jane Roe, Harbour Wire, June 3, 2026\n{PARAGRAPH}"))
    assert head.title == "Harbour plant opens at last"
    assert head.byline == Byline(("Jane Roe",), "Harbour Wire", "2026-06-03")
    assert [block.text for block in head.blocks] == [head.title, PARAGRAPH]


def test_a_byline_on_two_lines_or_below_a_standfirst():
    assert take(lines(f"Harbour plant opens\nBy Jane Roe\nUpdated 3 June 2026\n{PARAGRAPH}")).byline == Byline(
        ("Jane Roe",), None, "2026-06-03"
    )
    assert shown(f"Harbour plant opens\nAfter two years\nBy Jane Roe\n{PARAGRAPH}") == [
        "Harbour plant opens",
        "After two years",
        PARAGRAPH,
    ]


def test_label_and_date_line_above_the_headline_are_taken_off():
    head = take(lines(f"Workflow\nHarbour Wire | 3 June 2026\nHarbour plant opens at last\n{PARAGRAPH}"))
    assert (head.title, head.byline) == ("Harbour plant opens at last", Byline((), "Harbour Wire", "2026-06-03"))
    assert shown(f"快讯\n海港科技周一发布新服务器\n{PARAGRAPH}")[0] == "海港科技周一发布新服务器"


def test_a_one_word_headline_above_a_paragraph_stays():
    assert take(lines(f"Workflow\n{PARAGRAPH}")).title == "Workflow"


def test_a_headline_with_a_date_above_a_paragraph_stays():
    assert take(lines(f"Harbour Fair, June 3, 2026\n{PARAGRAPH}")).title == "Harbour Fair, June 3, 2026"


def test_a_first_line_that_is_a_sentence_is_no_title():
    assert take(lines(f"{PARAGRAPH}\n{PARAGRAPH}")).title is None
    assert take(lines(f"Plant opens in the U.S.\n{PARAGRAPH}")).title == "Plant opens in the U.S."


def test_nothing_has_no_head():
    assert take([]).blocks == ()
