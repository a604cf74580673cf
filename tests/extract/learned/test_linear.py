import subprocess
import sys

import numpy as np
import pytest

from kg.errors import KgError
from kg.extract.learned.linear import LinearModel, Rows, crossed, hashes, probabilities, train


def question(features: str, aspects: str) -> np.ndarray:
    return crossed(hashes(features.split()), hashes(aspects.split())).ravel()


def test_hashes_are_the_same_in_every_process() -> None:
    code = "from kg.extract.learned.linear import crossed, hashes; print(crossed(hashes('ab'), hashes('xy')).tolist())"
    other = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert other.stdout.strip() == str(crossed(hashes("ab"), hashes("yx")).tolist())


def test_a_relation_learns_from_another_by_the_words_of_its_label() -> None:
    rows, labels = [], []
    for _ in range(10):
        rows += [question("by founded", "id=founder word=founder"), question("near lies", "id=founder word=founder")]
        rows += [question("by founded", "id=place word=place"), question("near lies", "id=place word=place")]
        labels += [True, False, False, True]
    model = train(Rows.of(rows), labels, bits=12, cost=1.0)
    fits, fails = model.scores(
        Rows.of([question("by founded", "id=cofounder word=founder"), question("by founded", "id=site word=place")])
    )
    assert fits > 0.5 > -0.5 > fails


def test_a_grid_is_the_scores_of_all_crosses_empty_rows_too() -> None:
    rng = np.random.default_rng(3)
    model = LinearModel(rng.normal(size=1 << 10).astype(np.float32), -0.5)
    features = [hashes(["a", "b"]), hashes([]), hashes(["c"])]
    aspects = [hashes(["x"]), hashes(["y", "z"])]
    grid = model.grid(Rows.of(features), Rows.of(aspects))
    single = model.scores(Rows.of([crossed(left, right).ravel() for left in features for right in aspects]))
    assert grid.shape == (3, 2)
    assert np.allclose(grid.ravel(), single)
    assert grid[1, 0] == -0.5


def test_arrays_bring_the_model_back() -> None:
    rows = Rows.of([question("yes", "r"), question("no", "r")])
    model = train(rows, [True, False], bits=8, cost=10.0)
    again = LinearModel.from_arrays(model.arrays())
    assert np.allclose(probabilities(again.scores(rows)), probabilities(model.scores(rows)), atol=1e-3)
    assert train(rows, [True, False], bits=8, cost=10.0).weights.tobytes() == model.weights.tobytes()


def test_importance_weighs_the_examples() -> None:
    rows = Rows.of([question("same", "r")] * 2)
    model = train(rows, [True, False], [9.0, 1.0], bits=8, cost=100.0)
    assert probabilities(model.scores(rows))[0] == pytest.approx(0.9, abs=0.05)


@pytest.mark.parametrize("arrays", [{}, {"weights": np.zeros(3), "bias": np.zeros(1)}, {"weights": np.zeros(4)}])
def test_a_damaged_model_is_an_error(arrays: dict[str, np.ndarray]) -> None:
    with pytest.raises(KgError, match="train it again"):
        LinearModel.from_arrays(arrays)


def test_one_label_is_nothing_to_learn() -> None:
    with pytest.raises(KgError, match="nothing to learn"):
        train(Rows.of([question("a", "r")]), [True])
