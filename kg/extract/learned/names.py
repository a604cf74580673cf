"""The extractor of names: what a trained tagger takes for the name of a thing, as proposals for the next."""

from collections.abc import Mapping, Sequence

from kg.extract.learned.models import models_of, taggers_of
from kg.extract.learned.tagger import MentionTagger, Tagged
from kg.extract.tokens import sentences
from kg.lexicon import Lexicon
from kg.model import SURE, Annotations, Document, Mention
from kg.ontology import Ontology

LEAST = 0.2  # a guess below this is no help to anybody


class LearnedNames:
    """Tags the names of a document with the models of an ontology, or with other `taggers` by language.

    A name that nobody else sees stands if it is as sure as the model of its language asks for, or as `sure`.

    Without one for the document's language, or without one of its classes in the ontology, it says nothing.
    """

    name = "names"
    version = "1"

    def __init__(
        self,
        ontology: Ontology,
        lexicon: Lexicon,
        taggers: Mapping[str, MentionTagger] | None = None,
        sure: float | None = None,
    ) -> None:
        self._taggers = taggers_of(ontology) if taggers is None else taggers
        own = models_of(ontology) if taggers is None else {}
        learned = {language: model.sure for language, model in own.items() if model.tagger is not None}
        self._sure = {language: learned.get(language, SURE) if sure is None else sure for language in self._taggers}
        self._classes = frozenset(ontology.classes)

    def extract(self, document: Document, so_far: Annotations, beside: Sequence[Document] = ()) -> Annotations:
        """Names with their classes, tentative; those of classes that the ontology lacks are left out."""
        mentions: list[Mention] = []
        sure = 0.0
        parts = sentences(document.text) if self._taggers else ()
        for language, tagger in self._taggers.items():
            rows = [part.tokens for part in parts if part.language == language]
            sure = max(sure, self._sure[language]) if rows else sure
            for found in tagger.tag(rows) if rows else ():
                mentions += [
                    self._mention(document, tagged)
                    for tagged in found
                    if tagged.confidence >= LEAST and tagged.type in self._classes
                ]
        mentions.sort(key=lambda mention: (mention.begin, mention.end))
        return Annotations(document=document.id, mentions=tuple(mentions), tentative=True, sure=sure)

    def _mention(self, document: Document, tagged: Tagged) -> Mention:
        anchor = document.text[tagged.begin : tagged.end]
        return Mention(
            document=document.id,
            begin=tagged.begin,
            end=tagged.end,
            anchor=anchor,
            type=tagged.type,
            name=anchor,
            annotator=self.name,
            confidence=round(tagged.confidence, 4),
        )
