"""Places by springs: edges pull as the distance grows, nodes push each other by their degree, steps cool down.

All connected parts move in the same steps, each as if it were alone.
Source: ForceAtlas2 (Jacomy et al. 2014); the sampled repulsion, Gove 2019.
"""

from cmath import rect
from math import pi, sqrt

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.intp]
Floats = NDArray[np.float64]
Spots = NDArray[np.float64]  # a row of x, a row of y

SAMPLE = 32  # other nodes that push each one in a step; a changing choice, so that in the end all do
STEPS = 300  # measured: half as many leave twice the crossings in 800 nodes
TURN = pi * (3 - sqrt(5))  # the golden angle, by which nothing on a spiral stands behind another


def springs(counts: Ints, links: Ints) -> Spots:
    """The places of the nodes of parts that follow each other, each part around the origin.

    `counts` says how many nodes each part has, two or more; `links` are two rows of nodes that hold together.
    """
    count = np.repeat(counts, counts)
    rank = np.arange(len(count)) - np.repeat(np.cumsum(counts) - counts, counts)
    spiral = [rect(sqrt(node + 0.5), node * TURN) for node in rank.tolist()]
    at = np.array([[spot.real for spot in spiral], [spot.imag for spot in spiral]])
    left, right = links
    degree: Floats = np.bincount(links.ravel(), minlength=len(count)) + np.float64(1)
    weight = 2 / np.sqrt(np.minimum(degree[left], degree[right]))
    for step in range(STEPS):
        if step == 0 or counts.max() > SAMPLE + 1:
            others = _others(counts, rank, step)
        force = _push(at, degree, others)
        force *= degree * (count - 1) / np.minimum(count - 1, SAMPLE)
        along = at[:, right] - at[:, left]
        along *= weight / np.sqrt(1 + length(along))
        force += summed(left, along, len(count)) - summed(right, along, len(count))
        force -= 0.05 / np.sqrt(count) * degree * at
        cool = np.sqrt(count) * ((1 - step / STEPS) ** 2 * 0.25) + 0.01
        size = length(force)
        at += force * (np.minimum(size / degree, cool) / np.maximum(size, 1e-12))
    home = np.repeat(np.arange(len(counts)), counts)
    return at - (summed(home, at, len(counts)) / counts)[:, home]


def length(ways: Spots) -> Floats:
    """How long each way is."""
    found: Floats = np.sqrt(ways[0] * ways[0] + ways[1] * ways[1])
    return found


def summed(groups: Ints, ways: Spots, count: int) -> Spots:
    """The ways of each of so many groups, added up in their order."""
    return np.array([np.bincount(groups, row, count) for row in ways])


def _others(counts: Ints, rank: Ints, step: int) -> Ints:
    """For each node (a column) those that push it: all of its part, or a sample; itself where none is left."""
    number = np.arange(min(SAMPLE, int(counts.max()) - 1))[:, None]
    shift = np.where(
        counts - 1 > SAMPLE, 1 + (step * SAMPLE + number) * 7919 % (counts - 1), (number + 1) * (number < counts - 1)
    )
    shift = np.repeat(shift, counts, axis=1)
    back = np.where(shift > rank, shift - np.repeat(counts, counts), shift)
    found: Ints = np.arange(len(rank)) - back
    return found


def _push(at: Spots, degree: Floats, others: Ints) -> Spots:
    """What the others do to each node, without its own weight."""
    away = at[:, None, :] - at.take(others, axis=1)
    away *= degree.take(others) / (away[0] * away[0] + away[1] * away[1] + 0.01)
    found: Spots = away.sum(axis=1)
    return found
