"""The features of each language that a mention tagger can read."""

from collections.abc import Mapping, Sequence

from kg.errors import KgError
from kg.extract.learned.features import Features
from kg.extract.learned.features_zh import ChineseFeatures

AnyFeatures = Features | ChineseFeatures


def language_features(language: str, hints: Mapping[str, Sequence[str]], clusters: Mapping[str, str]) -> AnyFeatures:
    """The features for a language. Raises KgError for one that has none."""
    if language == "en":
        return Features(hints, clusters)
    if language == "zh":
        return ChineseFeatures(hints)
    raise KgError(f'no mention tagger reads the language "{language}"; available: en, zh')
