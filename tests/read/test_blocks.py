import time

from kg.read.blocks import Block, lines, split


def texts(text: str) -> list[str]:
    return [block.text for block in split(text)]


def test_a_line_each_is_a_block_each():
    text = "Headline of the day\nA first paragraph. " + "It goes on. " * 20 + "\nA heading\nA second paragraph."
    assert [block.line for block in split(text)] == [1, 2, 3, 4]


def test_a_wrapped_paragraph_is_one_block():
    text = (
        "Harbour plant opens\n\n"
        "The plant in the old harbour opened its gates on Monday, two years\n"
        "after the council had voted for it, and will employ three hundred\n"
        "people by the end of the year.\n\n"
        "A second hall follows. Its machines come from a supplier that the\n"
        "owner does not name.\n"
    )
    assert split(text) == [
        Block("Harbour plant opens", 1),
        Block(
            "The plant in the old harbour opened its gates on Monday, two years after the council had voted for it, "
            "and will employ three hundred people by the end of the year.",
            3,
        ),
        Block("A second hall follows. Its machines come from a supplier that the owner does not name.", 7),
    ]


def test_a_heading_is_not_folded_into_the_wrapped_paragraph_below():
    text = (
        "Who pays\n"
        "The plant in the old harbour opened its gates on Monday, two years\n"
        "after the council had voted for it, and will employ three hundred\n"
        "people by the end of the year, its owner said on the same evening.\n"
    )
    assert texts(text)[0] == "Who pays"
    assert len(texts(text)) == 2


def test_short_lines_are_not_taken_for_a_wrapped_paragraph():
    assert texts("Headline\nBy Jane Roe\nHarbour Wire\nJune 3, 2026") == [
        "Headline",
        "By Jane Roe",
        "Harbour Wire",
        "June 3, 2026",
    ]


def test_marks_at_the_beginning_go_and_those_inside_stay():
    text = (
        "# Title ##\n\n> quoted\n> again\n\n- one [a link](https://example.org/a)\n"
        "* two **bold** words\n\n**Heading**\n"
        "#1 in the market\n-5 degrees\n| a | b |\n|---|---|\n"
    )
    assert texts(text) == [
        "Title",
        "quoted",
        "again",
        "one [a link](https://example.org/a)",
        "two **bold** words",
        "Heading",
        "#1 in the market",
        "-5 degrees",
        "a | b",
    ]


def test_what_a_page_does_not_show_is_left_out():
    text = "One.\n```py\nx = 1\n```\n<!-- a\nb -->\n![alt](x.png)\n<br/>\n* * *\n[1]: https://example.org\n===\nTwo."
    assert split(text) == [Block("One.", 1), Block("Two.", 12)]


def test_an_unclosed_fence_or_comment_hides_no_text():
    assert texts("One.\n```\nTwo.\n<!-- note\nThree.") == ["One.", "Two.", "Three."]


def test_lines_are_never_joined():
    text = "The plant in the old harbour opened its gates on Monday\nafter the council had voted for it\nand more"
    assert [block.line for block in lines(text, 7)] == [7, 8, 9]


def test_many_fences_take_linear_time():
    begun = time.perf_counter()
    split("```a\n" * 100_000 + "~~~\n" * 100_001)
    assert time.perf_counter() - begun < 5
