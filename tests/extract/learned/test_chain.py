"""The arithmetic of the chain against all paths, one by one."""

from itertools import pairwise, product

import numpy as np

from kg.extract.learned import chain

LENGTHS = [3, 1, 4]
OPENING = np.array([0, -1, 0.5], np.float32)


def random_scores() -> tuple[chain.Floats, chain.Floats]:
    rng = np.random.default_rng(3)
    return rng.normal(size=(sum(LENGTHS), 3)).astype(np.float32), rng.normal(size=(3, 3)).astype(np.float32)


def chances(scores: chain.Floats, transitions: chain.Floats) -> dict[tuple[int, ...], float]:
    """Every path of one sentence with its probability."""
    paths = {}
    for path in product(range(3), repeat=len(scores)):
        score = OPENING[path[0]] + sum(scores[place, label] for place, label in enumerate(path))
        paths[path] = float(np.exp(score + sum(transitions[pair] for pair in pairwise(path))))
    whole = sum(paths.values())
    return {path: chance / whole for path, chance in paths.items()}


def test_a_block_of_sentences_is_read_as_each_of_them() -> None:
    scores, transitions = random_scores()
    starts = [0, 3, 4]
    block, sizes = chain.padded(scores, starts, LENGTHS, [0, 1, 2])
    lattice = chain.Lattice(block, sizes, transitions, OPENING)
    best = chain.best(block, sizes, transitions, OPENING)
    for number, (start, length) in enumerate(zip(starts, LENGTHS, strict=True)):
        paths = chances(scores[start : start + length], transitions)
        assert tuple(best[number]) == max(paths, key=lambda path: paths[path])
        for place in range(length):
            for label in range(3):
                expected = sum(chance for path, chance in paths.items() if path[place] == label)
                assert abs(lattice.marginals[number, place, label] - expected) < 1e-5


def test_a_span_is_as_likely_as_the_paths_with_it() -> None:
    scores, transitions = random_scores()
    block, sizes = chain.padded(scores, [0, 3, 4], LENGTHS, [0, 1, 2])
    lattice = chain.Lattice(block, sizes, transitions, OPENING)
    paths = chances(scores[4:], transitions)
    expected = sum(chance for path, chance in paths.items() if path[1:3] == (1, 2) and path[3] != 2)
    assert abs(lattice.span(2, [1, 2], 1, 4, 2) - expected) < 1e-5


def test_batches_hold_every_sentence_once() -> None:
    lengths = [5, 1, 60_000, 7, 5, 300]
    groups = list(chain.batches(lengths))
    assert sorted(number for group in groups for number in group) == list(range(len(lengths)))
    assert all(len(group) == 1 or max(lengths[number] for number in group) * len(group) <= 40_000 for group in groups)
