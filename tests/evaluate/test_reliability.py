import pytest

from kg.evaluate.calibration import Bin, calibration


def test_the_bins_and_the_two_figures() -> None:
    found = calibration([(0.8, True), (0.8, False), (0.85, True), (1.0, True), (0.05, False)])
    low, middle, high = found.bins
    assert low == Bin(low=0.0, high=0.1, count=1, confidence=0.05, accuracy=0.0)
    assert (middle.low, middle.count, middle.accuracy) == (0.8, 3, 2 / 3)
    assert middle.confidence == pytest.approx(2.45 / 3)
    assert (high.low, high.high, high.accuracy) == (0.9, 1.0, 1.0)
    assert found.ece == pytest.approx((0.05 + 3 * (2.45 / 3 - 2 / 3) + 0) / 5)
    assert found.brier == pytest.approx((0.04 + 0.64 + 0.0225 + 0 + 0.0025) / 5)


def test_a_bin_begins_at_its_low_end() -> None:
    assert [each.low for each in calibration([(place / 10, True) for place in range(10)]).bins] == [
        place / 10 for place in range(10)
    ]


def test_nothing_is_calibrated() -> None:
    assert (calibration([]).ece, calibration([]).brier, calibration([]).bins) == (0, 0, ())
