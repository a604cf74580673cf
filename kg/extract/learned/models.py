"""The trained models of an ontology: one file for each language, in the folder `models` beside lexicon and rules."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from kg.errors import KgError, ModelError
from kg.extract.learned import model_file
from kg.extract.learned.model_file import ModelFile
from kg.extract.learned.relation_model import RelationModel
from kg.extract.learned.tagger import MentionTagger
from kg.model import SURE
from kg.ontology import Ontology

FOLDER = "models"
SHIPPED = ("en", "zh")  # languages of the taggers that come with kg
_TAGGERS = Path(__file__).parent.parent / "model"


@dataclass(frozen=True, slots=True)
class Model:
    """What was learned for one language; either part may be missing.

    Attributes:
        about: what it was trained on and how well it did, as JSON.
        sure: how sure a name must be that only the tagger sees.
    """

    language: str
    names: bytes | None
    tagger: MentionTagger | None
    relations: RelationModel | None
    about: Mapping[str, Any]
    sure: float = SURE

    @classmethod
    def of(
        cls,
        names: bytes | None,
        relations: RelationModel | None,
        language: str,
        about: Mapping[str, Any],
        sure: float = SURE,
    ) -> "Model":
        """A model of a tagger's bytes and a relation model."""
        tagger = MentionTagger.load(names) if names is not None else None
        return cls(language, names, tagger, relations, about, sure)

    def to_bytes(self) -> bytes:
        """The content of its file."""
        tables: dict[str, Any] = {"language": self.language, "about": self.about}
        if self.sure != SURE:
            tables["sure"] = self.sure
        if self.relations is not None:
            tables["relations"] = self.relations.tables()
        return ModelFile(
            tables,
            self.relations.arrays() if self.relations is not None else {},
            {"names": self.names} if self.names is not None else {},
        ).to_bytes()


def read(path: Path) -> Model:
    """The model of a file. Raises ModelError, with a remedy, when it is missing, damaged or of another version."""
    return _of(model_file.read(path), str(path))


def place(folder: Path, language: str) -> Path:
    """Where an ontology's folder keeps its model of a language."""
    return folder / FOLDER / f"{language}{model_file.SUFFIX}"


def models_of(ontology: Ontology) -> Mapping[str, Model]:
    """The models in an ontology's folder, by language. Raises ModelError."""
    return _models_in(ontology.folder)


def taggers_of(ontology: Ontology) -> Mapping[str, MentionTagger]:
    """The taggers by language: the ontology's own, else the one that comes with kg if it has a class of the ontology.

    Raises ModelError for a model that is damaged.
    """
    own = {language: model.tagger for language, model in models_of(ontology).items()}
    found = {}
    for language in sorted({*own, *SHIPPED}):
        tagger = own.get(language) or _shipped(language)
        if tagger is not None and not ontology.classes.keys().isdisjoint(tagger.types):
            found[language] = tagger
    return found


@cache
def _shipped(language: str) -> MentionTagger | None:
    path = _TAGGERS / f"mentions_{language}.bin"
    if language not in SHIPPED:
        return None
    try:
        return MentionTagger.load(path.read_bytes())
    except OSError as error:
        raise ModelError(f"{path}: cannot be read ({error.strerror}); install kg again") from error
    except KgError as error:
        raise ModelError(f"{path}: {error}") from error


@cache
def _models_in(folder: Path) -> Mapping[str, Model]:
    found = {}
    for path in sorted((folder / FOLDER).glob(f"*{model_file.SUFFIX}")):
        model = read(path)
        found[model.language] = model
    return found


def _of(content: ModelFile, name: str) -> Model:
    tables = content.tables
    if not isinstance(tables.get("language"), str):
        raise ModelError(f"{name}: it does not say its language; train it again with kg train")
    relations = None
    if "relations" in tables:
        relations = RelationModel.of(tables["relations"], content.arrays, name)
    about, sure = tables.get("about", {}), tables.get("sure", SURE)
    return Model.of(content.blobs.get("names"), relations, tables["language"], about, sure)
