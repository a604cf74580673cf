"""A model is one file of tables, arrays and blobs, and a damaged one says so."""

from pathlib import Path

import numpy as np
import pytest

from kg.errors import ModelError
from kg.extract.learned import model_file, models
from kg.extract.learned.model_file import ModelFile

CONTENT = ModelFile(
    {"language": "en", "words": ["bought", "收购"]},
    {"weights": np.arange(6, dtype=np.float16).reshape(2, 3), "bias": np.array([0.5])},
    {"names": b"\x00\x01"},
)


def test_what_was_written_is_read() -> None:
    again = ModelFile.from_bytes(CONTENT.to_bytes(), "m.kgm")
    assert again.tables == CONTENT.tables
    assert again.arrays["weights"].tolist() == [[0, 1, 2], [3, 4, 5]]
    assert again.arrays["bias"].dtype == np.float64
    assert again.blobs == {"names": b"\x00\x01"}


def test_the_same_content_gives_the_same_bytes() -> None:
    assert (
        CONTENT.to_bytes()
        == ModelFile(CONTENT.tables, dict(reversed(CONTENT.arrays.items())), CONTENT.blobs).to_bytes()
    )


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "no model of kg"),
        (b"PK\x03\x04 something else entirely, of some length at least", "no model of kg"),
        (CONTENT.to_bytes()[:-1], "damaged or cut short"),
        (CONTENT.to_bytes()[:60], "damaged or cut short"),
        (CONTENT.to_bytes().replace(b"kg-model\n\x01", b"kg-model\n\x07"), "format 7"),
    ],
)
def test_what_is_no_model_is_refused_with_a_remedy(data: bytes, said: str) -> None:
    with pytest.raises(ModelError, match=said) as error:
        ModelFile.from_bytes(data, "models/en.kgm")
    assert "models/en.kgm" in str(error.value)
    assert "kg train" in str(error.value)


def test_a_missing_file_is_named(tmp_path) -> None:  # type: ignore[no-untyped-def]
    with pytest.raises(ModelError, match="cannot be read"):
        model_file.read(tmp_path / "none.kgm")


def test_a_damaged_tagger_that_came_with_kg_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "mentions_en.bin").write_bytes(b"noise")
    monkeypatch.setattr(models, "_TAGGERS", tmp_path)
    models._shipped.cache_clear()
    with pytest.raises(ModelError, match=r"mentions_en\.bin: .*install kg again"):
        models._shipped("en")
    models._shipped.cache_clear()
