"""One logistic regression that all questions of a kind share: does this relation hold between these two?

An example is the features of a thing (a pair of mentions, say) crossed with the *aspects* of what is asked of it: a
relation's id, its range, the words of its label, and one aspect that all relations have in common. What one relation
learns of "founded by" another one with "founder" in its label then knows too, and a relation with eight examples
leans on the others. Features and aspects are strings, hashed; a cross is a place in one table of weights.

Hashes are CRC-32, mixed with the finaliser of MurmurHash3: the same on every machine and in every run, unlike `hash()`.
Why not a table per relation: it measured worse with few examples (the label budget of most ontologies). Why not
stochastic gradient descent: on these sparse, unbalanced rows it was far behind liblinear at any rate tried.
Source: feature hashing, Weinberger et al. 2009; liblinear, Fan et al. 2008.
"""

import zlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from kg.errors import KgError, MissingExtra

Hashes = NDArray[np.uint32]
Floats = NDArray[np.float64]

BITS = 20  # 2 ** 20 weights: 4 MB as float32; with 2 ** 18 collisions begin to cost at some 100,000 crosses


def hashes(names: Iterable[str]) -> Hashes:
    """The hash of each feature or aspect, each once, sorted: any order of the names gives the same."""
    return np.array(sorted({zlib.crc32(name.encode()) for name in names}), dtype=np.uint32)


def crossed(features: Hashes, aspects: Hashes) -> Hashes:
    """The hash of each feature with each aspect: shape (features, aspects)."""
    return mixed(features[:, None], aspects[None, :])


def mixed(features: Hashes, aspects: Hashes) -> Hashes:
    """The hash of each feature with the aspect at its place."""
    with np.errstate(over="ignore"):
        result: Hashes = features * np.uint32(0x9E3779B1) ^ aspects * np.uint32(0x85EBCA6B)
        result ^= result >> np.uint32(16)
        result *= np.uint32(0x85EBCA6B)
        result ^= result >> np.uint32(13)
        result *= np.uint32(0xC2B2AE35)
        result ^= result >> np.uint32(16)
    return result


@dataclass(frozen=True, slots=True)
class Rows:
    """Sets of hashes, one a row: row `i` is `values[starts[i]:starts[i + 1]]`."""

    values: Hashes
    starts: NDArray[np.int64]

    @classmethod
    def of(cls, rows: Sequence[Hashes]) -> "Rows":
        """These rows."""
        starts = np.zeros(len(rows) + 1, dtype=np.int64)
        np.cumsum([len(row) for row in rows], out=starts[1:])
        return cls(np.concatenate(rows) if rows else np.zeros(0, dtype=np.uint32), starts)

    def __len__(self) -> int:
        return len(self.starts) - 1


@dataclass(frozen=True, slots=True)
class LinearModel:
    """Weights by hash, and a bias. The table's length is a power of two."""

    weights: NDArray[np.float32]
    bias: float

    def __post_init__(self) -> None:
        size = len(self.weights)
        if size < 2 or size & (size - 1):
            raise KgError(f"a model with {size} weights: expected a power of two; the file is damaged, train it again")

    def scores(self, rows: Rows) -> Floats:
        """The log odds of each row of crosses."""
        return _sums(self.weights[rows.values & np.uint32(len(self.weights) - 1)], rows.starts) + self.bias

    def grid(self, features: Rows, aspects: Rows) -> Floats:
        """The log odds of each row of features under each row of aspects: shape (features, aspects).

        The same as `scores` of all the crosses, at a fraction of the time.
        """
        once, columns = np.unique(aspects.values, return_inverse=True)
        places = crossed(features.values, once) & np.uint32(len(self.weights) - 1)
        by_thing = _sums(self.weights[places], features.starts)
        return _sums(by_thing.T[columns], aspects.starts).T + self.bias

    def arrays(self, kind: str = "float16") -> dict[str, NDArray[Any]]:
        """The model as arrays to save; half precision moves a probability by less than .001."""
        return {"weights": self.weights.astype(kind), "bias": np.array([self.bias])}

    @classmethod
    def from_arrays(cls, arrays: "dict[str, NDArray[Any]]") -> "LinearModel":
        """The model that `arrays` gave. Raises KgError when they are none."""
        try:
            return cls(arrays["weights"].astype(np.float32), float(arrays["bias"][0]))
        except (KeyError, IndexError, ValueError) as error:
            raise KgError(f"no linear model ({error!r}): expected arrays weights and bias; train it again") from error


def probabilities(scores: ArrayLike) -> Floats:
    """Log odds as probabilities."""
    return np.asarray(1.0 / (1.0 + np.exp(-np.clip(np.asarray(scores, dtype=float), -50, 50))))


def train(
    rows: Rows,
    labels: Sequence[bool] | NDArray[np.bool_],
    importance: Sequence[float] | Floats | None = None,
    *,
    bits: int = BITS,
    cost: float = 0.1,
) -> LinearModel:
    """The L2-regularised logistic regression of these rows of crosses, which must have both labels.

    `importance` weighs the rows; `cost` is liblinear's C: less means smaller weights. Deterministic.
    Raises MissingExtra without scikit-learn.
    """
    try:
        from scipy.sparse import csr_matrix
        from sklearn.linear_model import LogisticRegression
    except ImportError as error:
        raise MissingExtra('training needs scikit-learn: pip install "kg[train]"') from error
    wanted = np.asarray(labels, dtype=bool)
    if wanted.all() or not wanted.any():
        raise KgError(f"{len(wanted)} examples that are all {bool(len(wanted) and wanted[0])}: nothing to learn")
    places = (rows.values & np.uint32((1 << bits) - 1)).astype(np.int32)
    # Only columns that occur: liblinear's time and memory go with the width of the table.
    used = np.flatnonzero(np.bincount(places, minlength=1 << bits))
    column = np.zeros(1 << bits, dtype=np.int32)
    column[used] = np.arange(len(used), dtype=np.int32)
    matrix = csr_matrix(
        (np.ones(len(places)), column[places], rows.starts.astype(np.int32)), shape=(len(rows), len(used))
    )
    matrix.sum_duplicates()
    learner = LogisticRegression(solver="liblinear", C=cost, tol=1e-3, max_iter=200, random_state=0)
    learner.fit(matrix, wanted, sample_weight=importance)
    weights = np.zeros(1 << bits, dtype=np.float32)
    weights[used] = learner.coef_[0]
    return LinearModel(weights, float(learner.intercept_[0]))


def _sums(values: NDArray[Any], starts: NDArray[np.int64]) -> Floats:
    """The sum of each run of rows; a run may be empty, which `np.add.reduceat` alone would get wrong."""
    result = np.zeros((len(starts) - 1, *values.shape[1:]))
    filled = np.flatnonzero(np.diff(starts))
    if len(filled):
        result[filled] = np.add.reduceat(values, starts[filled], axis=0, dtype=np.float64)
    return result
