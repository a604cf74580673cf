"""The data types, and nothing else: they never save, query or render themselves.

Two levels and one bridge. The text level (`Document`, `Mention`, `Relation`) lives inside one article and knows no
other. The graph level (`Statement`, `Entity`) knows no text but its evidence. Resolution is the bridge: it folds an
article's mentions into `Referent`s and says which referents of all articles are one entity.

Offsets are Unicode code points into `Document.text`, half-open. Confidence is in [0, 1].
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class Severity(StrEnum):
    """How bad a problem is; the words are SHACL's. A `violation` makes the exit code 1, an `info` does not."""

    INFO = "info"
    WARNING = "warning"
    VIOLATION = "violation"


class Judgement(StrEnum):
    """What a person says of two names. Source: nomenklatura."""

    SAME = "same"
    DIFFERENT = "different"
    UNSURE = "unsure"


class Obstacle(StrEnum):
    """What kept something that was seen in a sentence out of the graph."""

    NO_RULE = "no rule"
    NEGATION = "negation"
    HEDGE = "hedge"
    ARGUMENT = "missing argument"
    TYPE = "type"
    THRESHOLD = "threshold"
    VETO = "veto"


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """Bad content, as data. Source of the severities: SHACL.

    Attributes:
        code: `KG-` and a letter for the stage and two digits, documented in docs/problems.md.
        message: what was found, what was expected, what was done and what to do.
        source: the file, relative to the folder built; empty when it is no file's fault.
        line: the line in that file, from 1; 0 when unknown.
        document, begin, end: the place in a document, when there is one.
    """

    code: str
    message: str
    severity: Severity = Severity.VIOLATION
    source: str = ""
    line: int = 0
    document: str = ""
    begin: int = 0
    end: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """One article. Source: NIF Context, schema.org, PROV.

    Attributes:
        id: hash of URL and text, so that copies are one Document with several sources.
        text: NFC; title, excerpt, paragraphs and list items stand in blocks parted by line ends, and no quote crosses
            a line end. A block stands word for word (up to white space) in the decoded content of the file, or, where
            the format escapes its text (HTML, feeds, JSON, tables, PDF), in the text that the format stands for.
        language: BCP 47; `und` when unknown. Extraction reads English and Chinese.
        sources: paths relative to the folder built, `/` between parts, sorted.
        title: the headline, also the first block of `text`.
        authors: names of persons.
        publisher: name of the outlet, `publisher_aliases` its other names (a domain).
        published: ISO 8601, as exact as the source.
        digest: SHA-256 of the raw bytes, hexadecimal.
        part_of: id of the document in whose file this one stood.
        lines: the line in the file where each block of `text` begins, from 1; in a table or JSON Lines the line of the
            record, in a PDF the page. Empty when unknown.
        metadata: other fields worth keeping, sorted.
    """

    id: str
    text: str
    language: str = "und"
    sources: tuple[str, ...]
    url: str | None = None
    title: str | None = None
    authors: tuple[str, ...] = ()
    publisher: str | None = None
    publisher_aliases: tuple[str, ...] = ()
    published: str | None = None
    digest: str = ""
    part_of: str | None = None
    lines: tuple[int, ...] = ()
    metadata: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """A place in a document that speaks of one thing. `document.text[begin:end] == anchor`, always.

    Attributes:
        type: a class of the ontology.
        name: the full name that the article gives the thing ("ThinkSystem SR860 V2" for "the SR860 V2", "Lenovo" for
            "the company"). Mentions of one type with one name are one thing inside the article.
        nominal: True for a pronoun or a phrase ("the company"), which is no alias of the thing.
        hint: the id of the lexicon entry that the anchor named, or none.
        annotator: which extractor, and which of its rules, said so. Source: ITS `taAnnotatorsRef`.
        reason: what other extractors said of it, and why this stands; empty where only one spoke.
    """

    document: str
    begin: int
    end: int
    anchor: str
    type: str
    name: str
    nominal: bool = False
    hint: str | None = None
    annotator: str = ""
    confidence: float = 1.0
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Literal:
    """A value: a number with a unit (UCUM code or ISO 4217 currency), or a plain string. Source: RDF, QUDT.

    Attributes:
        value: canonical: a decimal number without exponent and trailing zeros, or the string.
        datatype: `xsd:decimal` or `xsd:string`.
        unit: empty for a bare number.
    """

    value: str
    datatype: str = "xsd:decimal"
    unit: str = ""
    language: str = ""

    def __str__(self) -> str:
        return f"{self.value} {self.unit}".rstrip()


@dataclass(frozen=True, slots=True, kw_only=True)
class Relation:
    """A statement as one sentence makes it, between mentions. Source: RDF, Wikidata.

    Attributes:
        qualifiers: sorted pairs of name and canonical value, without the status.
        begin, end: the sentence that says it.
        status: actual, planned, forecast, reported, denied or ended.
        annotator: the extractor and rule that read it.
        reason: what other extractors said of it, and why this stands; empty where only one spoke.
    """

    document: str
    subject: Mention
    predicate: str
    object: Mention | Literal
    qualifiers: tuple[tuple[str, str], ...] = ()
    begin: int
    end: int
    status: str = "actual"
    annotator: str = ""
    confidence: float = 1.0
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Refusal:
    """Something that was seen in a sentence and is not in the graph, and what blocked it.

    Attributes:
        begin, end: the sentence, or the words, where it was seen.
        annotator: the extractor and rule that would have said it.
        what: what it would have said, or the word that nobody understood.
        detail: a clause that says why, for people.
    """

    document: str
    begin: int
    end: int
    annotator: str
    what: str
    obstacle: Obstacle
    detail: str = ""


SURE = 0.9  # for a proposal that no later extractor takes up, unless training measured better


@dataclass(frozen=True, slots=True, kw_only=True)
class Annotations:
    """What one article yields.

    Attributes:
        refusals: what the extractors disagreed on, and who lost.
        tentative: whether the mentions are proposals: one that no later extractor takes up must be sure to stay.
        sure: how sure that is.
    """

    document: str
    mentions: tuple[Mention, ...] = ()
    relations: tuple[Relation, ...] = ()
    problems: tuple[Problem, ...] = ()
    refusals: tuple[Refusal, ...] = ()
    tentative: bool = False
    sure: float = SURE


@dataclass(frozen=True, slots=True, kw_only=True)
class Referent:
    """One thing that one article speaks of: what resolution merges. Made of mentions, or of metadata.

    Attributes:
        key: hash of document, type and name: the id that it was born with, and that a merge never changes.
        name: the article's full name for it; `names` all that it uses, phrases left out, sorted.
        hints: lexicon entries that its names stand for, sorted.
        weight: how many mentions.
    """

    key: str
    document: str
    type: str
    name: str
    names: tuple[str, ...] = ()
    hints: tuple[str, ...] = ()
    weight: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """The sentence that says it. Source: Web Annotation `TextQuoteSelector`, PROV `wasDerivedFrom`.

    Attributes:
        reason: what other extractors said of it; empty where only one spoke.
    """

    document: str
    begin: int
    end: int
    quote: str
    annotator: str = ""
    confidence: float = 1.0
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """A fact of the graph, over resolved entities. Source: Wikidata's statement.

    Attributes:
        id: hash of subject, predicate, object and qualifiers; never of the evidence.
        object: an entity's id, or a value.
        qualifiers: sorted pairs; `status` is among them unless it is actual.
        standing: Wikidata's rank: `normal`, or `deprecated` for what is denied.
        confidence: that at least one piece of evidence is read right, from the evidence's own confidences.
    """

    id: str
    subject: str
    predicate: str
    object: str | Literal
    qualifiers: tuple[tuple[str, str], ...] = ()
    evidence: tuple[Evidence, ...] = ()
    standing: str = "normal"
    confidence: float = 1.0

    @property
    def status(self) -> str:
        """The status qualifier; `actual` when there is none."""
        return dict(self.qualifiers).get("status", "actual")

    @property
    def asserted(self) -> bool:
        """Whether the statement holds now according to its source, so that it also stands as a plain triple."""
        return self.status == "actual"


@dataclass(frozen=True, slots=True, kw_only=True)
class Entity:
    """One thing of the graph: a view over the referents that were merged. Source: RDFS, SKOS, OWL.

    Attributes:
        labels: the best name by language (BCP 47).
        aliases: every name the articles use, sorted, the labels among them.
        same_as: IRIs of the same thing elsewhere (Wikidata).
        members: keys of the referents merged into it, sorted.
        documents: ids of the documents that speak of it, sorted.
    """

    id: str
    type: str
    labels: Mapping[str, str]
    aliases: tuple[str, ...] = ()
    same_as: tuple[str, ...] = ()
    members: tuple[str, ...] = ()
    documents: tuple[str, ...] = ()

    @property
    def label(self) -> str:
        """The name to show: English if there is one, else the first language in the alphabet."""
        return self.labels.get("en") or self.labels[min(self.labels)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """A person's word on two names, which every build obeys. Source: nomenklatura.

    Attributes:
        left, right: readable keys: `Type: name`, or an entity's id.
        by, on, note: who, when (ISO 8601), why.
    """

    left: str
    right: str
    judgement: Judgement
    by: str = ""
    on: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """Why two names are held to be one, or are not.

    Attributes:
        left, right: keys of referents, left < right.
        left_name, right_name: what they are called.
        score: in [0, 1]; 0 under a veto.
        reasons: sentences, the strongest first.
        veto: the rule that forbids it, or empty.
        joined: whether the two ended in one entity.
    """

    left: str
    right: str
    left_name: str
    right_name: str
    type: str
    score: float
    reasons: tuple[str, ...] = ()
    veto: str = ""
    joined: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Resolution:
    """Which referents are one thing, and why.

    Attributes:
        referents: all of all articles, sorted by key.
        clusters: a partition of their keys, each sorted, sorted.
        matches: the pairs that were compared and came near, with reasons, sorted.
    """

    referents: tuple[Referent, ...] = ()
    clusters: tuple[tuple[str, ...], ...] = ()
    matches: tuple[Match, ...] = ()
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Graph:
    """A build: all that the exporters may know. Every tuple is sorted by id, so equal content is equal bytes."""

    base: str
    documents: tuple[Document, ...] = ()
    entities: tuple[Entity, ...] = ()
    statements: tuple[Statement, ...] = ()
    matches: tuple[Match, ...] = ()
    problems: tuple[Problem, ...] = field(default=())
