"""A trained model as one file: a head with version and checksum, then tables as JSON, arrays and blobs, compressed.

No pickle, so that a model from elsewhere can do no harm, and no clock, so that the same training gives the same bytes.
"""

import hashlib
import json
import zlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from kg.errors import ModelError

SUFFIX = ".kgm"
VERSION = 1
_MAGIC = b"kg-model\n"
_HEAD = len(_MAGIC) + 1 + 32
_KINDS = ("<f2", "<f4", "<f8", "<u2", "<u4", "<i4", "<i8", "|u1", "|i1")


@dataclass(frozen=True, slots=True)
class ModelFile:
    """What a model holds: `tables` of JSON values, `arrays` of numbers, `blobs` that have a form of their own."""

    tables: Mapping[str, Any] = field(default_factory=dict)
    arrays: Mapping[str, NDArray[Any]] = field(default_factory=dict)
    blobs: Mapping[str, bytes] = field(default_factory=dict)

    def to_bytes(self) -> bytes:
        """The file's content."""
        parts: list[bytes] = []
        places: dict[str, list[Any]] = {}
        for name, array in sorted(self.arrays.items()):
            plain = np.ascontiguousarray(array, array.dtype.newbyteorder("<"))
            places[name] = [plain.dtype.str, list(plain.shape)]
            parts.append(plain.tobytes())
        sizes = {name: len(blob) for name, blob in sorted(self.blobs.items())}
        parts += [self.blobs[name] for name in sizes]
        head = {"tables": self.tables, "arrays": places, "blobs": sizes}
        text = json.dumps(head, ensure_ascii=False, sort_keys=True).encode()
        body = zlib.compress(b"".join([len(text).to_bytes(8, "little"), text, *parts]), 9)
        return _MAGIC + bytes([VERSION]) + hashlib.sha256(body).digest() + body

    @classmethod
    def from_bytes(cls, data: bytes, name: str) -> "ModelFile":
        """What `to_bytes` made. Raises ModelError, naming the file `name`, when it is damaged or of another version."""
        if data[: len(_MAGIC)] != _MAGIC or len(data) < _HEAD:
            raise ModelError(f"{name}: no model of kg, or cut short ({len(data)} bytes); {_remedy()}")
        version, body = data[len(_MAGIC)], data[_HEAD:]
        if version != VERSION:
            raise ModelError(f"{name}: a model of format {version}, this kg reads {VERSION}; {_remedy()}")
        if hashlib.sha256(body).digest() != data[len(_MAGIC) + 1 : _HEAD]:
            raise ModelError(f"{name}: damaged or cut short ({len(data)} bytes, wrong checksum); {_remedy()}")
        try:
            return cls._unpacked(zlib.decompress(body))
        except (zlib.error, ValueError, KeyError, TypeError) as error:
            raise ModelError(f"{name}: not as kg writes models ({error}); {_remedy()}") from error

    @classmethod
    def _unpacked(cls, content: bytes) -> "ModelFile":
        place = 8 + int.from_bytes(content[:8], "little")
        head = json.loads(content[8:place])
        arrays, blobs = {}, {}
        for name, (kind, shape) in sorted(head["arrays"].items()):
            if kind not in _KINDS:
                raise ValueError(f"an array of kind {kind}")
            count = int(np.prod(shape, dtype=np.int64))
            arrays[name] = np.frombuffer(content, kind, count, place).reshape(shape)
            place += arrays[name].nbytes
        for name, size in sorted(head["blobs"].items()):
            blobs[name] = content[place : place + size]
            place += size
        return cls(head["tables"], arrays, blobs)


def read(path: Path) -> ModelFile:
    """The model of a file. Raises ModelError, with a remedy, when it is missing, damaged or of another version."""
    try:
        data = path.read_bytes()
    except OSError as error:
        raise ModelError(f"{path}: cannot be read ({error.strerror}); {_remedy()}") from error
    return ModelFile.from_bytes(data, str(path))


def _remedy() -> str:
    return "train it again with kg train, or install kg again if the file came with it"
