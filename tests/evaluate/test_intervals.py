import pytest

from kg.evaluate.intervals import Draws
from kg.evaluate.rates import Tally, merging

GOOD, BAD = Tally(right=9, said=10, found=9, wanted=10), Tally(right=1, said=10, found=1, wanted=10)


def test_articles_that_differ_give_a_wider_interval() -> None:
    mixed, even = Draws(20).f1([GOOD, BAD] * 10), Draws(20).f1([GOOD] * 20)
    assert mixed is not None
    assert even == pytest.approx((0.9, 0.9))
    assert 0.25 < mixed[0] < 0.4
    assert 0.6 < mixed[1] < 0.75


def test_the_same_articles_give_the_same_interval() -> None:
    assert Draws(6).f1([GOOD, BAD] * 3) == Draws(6).f1([GOOD, BAD] * 3)


def test_what_no_label_wants_and_a_single_article_have_none() -> None:
    assert Draws(2).f1([Tally(said=1), Tally()]) is None
    assert Draws(1).f1([GOOD]) is None
    assert Draws(1).merging_f1([[("a", "x")]]) is None
    assert Draws(2).merging_f1([[], []]) is None


def test_merging_is_drawn_as_it_is_counted() -> None:
    """Of two articles there are three draws; every one is B-cubed of the pairs drawn."""
    one, two = [("a", "x"), ("b", "x")], [("c", "y")]
    all_ = {round(merging(each).f1, 9) for each in (one * 2, one + two, two * 2)}
    low_high = Draws(2).merging_f1([one, two])
    assert low_high is not None
    assert {round(each, 9) for each in low_high} == {min(all_), max(all_)}
