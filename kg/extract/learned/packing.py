"""A trained mention tagger as bytes: a head with a checksum, then tables as JSON and the weights as arrays, compressed.

No pickle and no library's own format: CRFsuite's crashes the process when it is damaged, and holds each attribute's
text, of which four bytes of hash are enough to look it up.
"""

import hashlib
import json
import math
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from kg.errors import KgError
from kg.extract.learned.chain import Floats

_MAGIC = b"kg-mentions\n"
VERSION = 1
_REMEDY = "train it again with `kg train`, or install kg again if it came with it"


@dataclass(frozen=True, slots=True)
class Weights:
    """A linear-chain CRF.

    Attributes:
        hashes: of the attributes, ascending; `states` has their rows, with a weight for each label, those of a first
            reading before those of a second.
        transitions: for each reading by label and next label.
    """

    hashes: NDArray[np.uint32]
    states: NDArray[np.float16]
    transitions: Floats

    def sums(self, rows: Sequence[Sequence[str]]) -> Floats:
        """The score of each label for each list of attributes."""
        sizes = np.array([len(row) for row in rows], np.int64)
        result = np.zeros((len(rows), self.states.shape[1]), np.float32)
        asked = np.array([attribute_hash(attribute) for row in rows for attribute in row], np.uint32)
        if not len(asked) or not len(self.hashes):
            return result
        places = np.minimum(np.searchsorted(self.hashes, asked), len(self.hashes) - 1)
        known = self.hashes[places] == asked
        owners = np.repeat(np.arange(len(rows)), sizes)[known]
        if len(owners):
            starts = np.flatnonzero(np.r_[True, owners[1:] != owners[:-1]])
            found = self.states[places[known]].astype(np.float32)
            result[owners[starts]] = np.add.reduceat(found, starts, axis=0)
        return result


def attribute_hash(attribute: str) -> int:
    """What stands for an attribute in the weights."""
    return zlib.crc32(attribute.encode("utf-8", "surrogatepass"))


def weights_of(states: Mapping[tuple[str, str], float], transitions: Floats, labels: Sequence[str]) -> Weights:
    """The weights of named attributes, those near zero left out."""
    number = {label: place for place, label in enumerate(labels)}
    rows: dict[int, dict[int, float]] = {}
    for (attribute, label), weight in sorted(states.items()):
        if abs(weight) > 0.005:
            row = rows.setdefault(attribute_hash(attribute), {})
            row[number[label]] = row.get(number[label], 0.0) + weight
    hashes = np.array(sorted(rows), np.uint32)
    dense = np.zeros((len(hashes), len(labels)), np.float16)
    for place, key in enumerate(hashes.tolist()):
        for label_number, weight in rows[key].items():
            dense[place, label_number] = weight
    return Weights(hashes, dense, transitions.astype(np.float32)[None])


def mean(several: Sequence[Weights]) -> Weights:
    """The average of models with the same labels: what each half of the documents taught, taken together."""
    hashes = np.unique(np.concatenate([weights.hashes for weights in several]))
    states = np.zeros((len(hashes), several[0].states.shape[1]), np.float32)
    for weights in several:
        states[np.searchsorted(hashes, weights.hashes)] += weights.states.astype(np.float32) / len(several)
    transitions = np.stack([weights.transitions for weights in several]).mean(axis=0, dtype=np.float32)
    return Weights(hashes, states.astype(np.float16), transitions)


def joined(first: Weights, second: Weights) -> Weights:
    """Two readings as one, so that an attribute is looked up once for both."""
    hashes = np.union1d(first.hashes, second.hashes)
    size = first.states.shape[1]
    states = np.zeros((len(hashes), 2 * size), np.float16)
    states[np.searchsorted(hashes, first.hashes), :size] = first.states
    states[np.searchsorted(hashes, second.hashes), size:] = second.states
    return Weights(hashes, states, np.concatenate([first.transitions, second.transitions]))


def pack(tables: Mapping[str, Any], weights: Weights) -> bytes:
    """The bytes of a model."""
    filled = weights.states != 0
    parts = (
        weights.hashes.astype("<u4"),
        filled.sum(axis=1).astype("<u2"),
        np.nonzero(filled)[1].astype("<u2"),
        weights.states[filled].astype("<f2"),
        weights.transitions.astype("<f4"),
    )
    sizes = [*weights.states.shape, int(filled.sum()), *weights.transitions.shape]
    head = json.dumps({"tables": tables, "sizes": sizes}, ensure_ascii=False, sort_keys=True).encode()
    content = b"".join([len(head).to_bytes(8, "little"), head, *(part.tobytes() for part in parts)])
    body = zlib.compress(content, 9)
    return _MAGIC + bytes([VERSION]) + hashlib.sha256(body).digest() + body


def unpack(data: bytes) -> tuple[dict[str, Any], Weights]:
    """Tables and weights of a model's bytes. Raises KgError when they are not what `pack` made."""
    start = len(_MAGIC)
    if data[:start] != _MAGIC or len(data) < start + 33:
        raise KgError(f"the mention tagger's {len(data)} bytes are no model of kg, or cut short; {_REMEDY}")
    if data[start] != VERSION:
        raise KgError(f"the mention tagger has format {data[start]}, this kg reads {VERSION}; {_REMEDY}")
    body = data[start + 33 :]
    if hashlib.sha256(body).digest() != data[start + 1 : start + 33]:
        raise KgError(f"the mention tagger is damaged or cut short ({len(data)} bytes); {_REMEDY}")
    content = zlib.decompress(body)
    end = 8 + int.from_bytes(content[:8], "little")
    head = json.loads(content[8:end])
    rows, width, cells, *square = head["sizes"]
    taken = []
    for kind, count in (("<u4", rows), ("<u2", rows), ("<u2", cells), ("<f2", cells), ("<f4", math.prod(square))):
        array = np.frombuffer(content, kind, count, end)
        end += array.nbytes
        taken.append(array)
    hashes, counts, places, values, transitions = taken
    states = np.zeros((rows, width), np.float16)
    states[np.repeat(np.arange(rows), counts), places] = values
    return head["tables"], Weights(hashes.astype(np.uint32), states, transitions.astype(np.float32).reshape(square))
