import pytest

from kg.read.blocks import Block
from kg.read.junk import is_junk, trim


@pytest.mark.parametrize(
    "line",
    [
        "💬 Comments (3)",
        "12 comments",
        "🔒 Log in or register to comment on articles.",
        "Please sign in to leave a comment",
        "No comments yet. Be the first to comment!",
        "Most recent | Most liked",
        "Sort by: newest",
        "Share this article",
        "Share on Facebook, LinkedIn and WeChat",
        "Subscribe to our weekly newsletter.",
        "This website uses cookies to improve your experience.",
        "Accept all cookies",
        "© 2026 Harbour Wire. All rights reserved.",
        "Related articles:",
        "Tags: servers, cooling",
        "Reply",
        "登录后发表评论",
        "暂无评论",
        "评论（3）",
        "责任编辑：李四",
    ],
)
def test_lines_of_the_page(line):
    assert is_junk(line)


@pytest.mark.parametrize(
    "line",
    [
        "",
        "💬",
        "Copyright law is changing fast, say two lawyers.",
        "Comments by the regulator moved the share price of the company by four per cent.",
        "Share prices fell on Monday.",
        "No comments were made by the company about its plant in Kulim, and none are expected.",
        "The views expressed here are the author's.",
        "Sign-ups for the service reached two million in May.",
        "Subscribers get two machines.",
        "公司没有对评论作出回应，也没有说明价格。",
    ],
)
def test_sentences_of_the_article(line):
    assert not is_junk(line)


def test_junk_goes_at_the_end_only():
    texts = ["Headline", "Comments (2)", "A sentence stays.", "Comments (2)", "Log in"]
    assert [block.text for block in trim([Block(text, 1) for text in texts])] == texts[:3]


def test_the_headline_always_stays():
    assert trim([Block("Share", 1), Block("Reply", 2)]) == [Block("Share", 1)]
