import numpy as np
import pytest

from kg.extract.learned.calibration import Calibration, calibrate, calibration_error, thresholds


def outcomes(scores: np.ndarray, truth: np.ndarray, seed: int = 1) -> np.ndarray:
    return np.random.default_rng(seed).random(len(scores)) < truth


def test_confidence_comes_to_mean_the_share_that_is_right() -> None:
    scores = np.linspace(-6, 6, 4000)
    labels = outcomes(scores, 1 / (1 + np.exp(-(0.5 * scores - 1))))
    found = calibrate(scores, labels)
    assert (found.slope, found.intercept) == (pytest.approx(0.5, abs=0.05), pytest.approx(-1, abs=0.1))
    raw = 1 / (1 + np.exp(-scores))
    assert calibration_error(found.confidence(scores), labels) < 0.03 < calibration_error(raw, labels)


def test_a_group_with_many_labels_has_its_own_offset_and_one_with_few_follows() -> None:
    scores = np.zeros(406)
    groups = ["often"] * 200 + ["rarely"] * 200 + ["few"] * 6
    labels = np.array([True] * 180 + [False] * 20 + [True] * 20 + [False] * 180 + [True] * 6)
    found = calibrate(scores, labels, groups)
    assert found.confidence([0], "often")[0] > 0.85
    assert found.confidence([0], "rarely")[0] < 0.15
    assert 0.6 < found.confidence([0], "few")[0] < 0.9
    assert found.confidence([0], "unseen")[0] == pytest.approx(0.5, abs=0.05)
    assert Calibration.from_json(found.to_json()) == found


def test_thresholds_maximise_f1_over_all_groups_together() -> None:
    confidences = [0.9, 0.8, 0.7, 0.6, 0.9, 0.8, 0.7, 0.6]
    labels = [True, True, True, False, True, False, False, False]
    groups = ["good"] * 4 + ["bad"] * 4
    chosen, common = thresholds(confidences, labels, groups, shrink=0)
    assert 0.6 < chosen["good"] < 0.7
    assert 0.8 < chosen["bad"] < 0.9
    assert 0 < common < 1


def test_a_group_of_one_example_follows_the_others() -> None:
    confidences = [0.9] * 30 + [0.4] * 30 + [0.3]
    labels = [True] * 30 + [False] * 30 + [True]
    groups = ["many"] * 60 + ["one"]
    assert thresholds(confidences, labels, groups, shrink=0)[0]["one"] < 0.3
    assert thresholds(confidences, labels, groups)[0]["one"] > 0.4


def test_what_was_never_a_candidate_lowers_the_thresholds() -> None:
    confidences = [0.9] * 10 + [0.5] * 10
    labels = [True] * 10 + [True] * 3 + [False] * 7
    groups = ["r"] * 20
    assert thresholds(confidences, labels, groups)[0]["r"] > 0.5
    assert thresholds(confidences, labels, groups, {"r": 60})[0]["r"] < 0.5


def test_nothing_right_accepts_nothing() -> None:
    assert thresholds([0.9, 0.1], [False, False], ["r", "r"]) == ({}, 1.0)
    assert calibrate([1.0, 2.0], [False, False]) == Calibration(1.0, 0.0, {})
    assert calibration_error([], []) == 0.0
