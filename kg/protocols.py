"""The seams: what a part must do to take another's place. `kg.registry` names the parts."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Protocol, TypeVar, runtime_checkable

from kg.model import Annotations, Document, Graph, Match, Problem, Referent, Refusal

T = TypeVar("T")
R = TypeVar("R")


class Reader(Protocol):
    """Turns one text file into Documents, and says in Problems what it could not read.

    Attributes:
        verbatim: whether blocks stand word for word in the decoded content; False for a format that escapes its text,
            like HTML. True for a reader that does not say.
    """

    name: str
    verbatim: bool

    def accepts(self, path: Path, text: str) -> bool:
        """Whether the decoded content of a file looks like this reader's format. Cheap; looks at the beginning."""
        ...

    def read(self, source: str, text: str, digest: str) -> Iterator[Document | Problem]:
        """The documents of the file `source` (its path relative to the folder built), whose decoded content is `text`.

        A broken part is a Problem with its line; the other parts are still read.
        """
        ...


@runtime_checkable
class BytesReader(Protocol):
    """Turns one file that is no text, like a PDF, into Documents. Asked before the file is decoded."""

    name: str

    def accepts_bytes(self, path: Path, data: bytes) -> bool:
        """Whether the bytes look like this reader's format. Cheap; looks at the beginning."""
        ...

    def read_bytes(self, source: str, data: bytes, digest: str) -> Iterator[Document | Problem]:
        """The documents of the file `source`, as `Reader.read`."""
        ...


class Extractor(Protocol):
    """Adds mentions and relations to what the extractors before it found."""

    name: str
    version: str

    def extract(self, document: Document, so_far: Annotations, beside: Sequence[Document] = ()) -> Annotations:
        """Only what this extractor adds; `beside` are the other articles of the file, which share its names."""
        ...


@runtime_checkable
class Explainer(Protocol):
    """An extractor that can also say what it did not say. Slower than extraction: for a person's question only."""

    def refusals(self, document: Document, so_far: Annotations, beside: Sequence[Document] = ()) -> tuple[Refusal, ...]:
        """What was seen in the sentences of a document and blocked, in reading order."""
        ...


class Matcher(Protocol):
    """Compares two referents of one kind."""

    def score(self, left: Referent, right: Referent) -> Match:
        """The match, with the reasons for it or the veto against it."""
        ...


class Exporter(Protocol):
    """Writes a graph into a form that another program reads."""

    def export(self, graph: Graph, target: Path) -> Path:
        """Write it atomically to the file or into the folder `target`; the path that was written."""
        ...


class Engine(Protocol):
    """Where the work runs. Results come in the order of the items, whatever runs first."""

    def map(self, function: Callable[[T], R], items: Iterable[T]) -> Iterator[R]:
        """The function of every item. The function and the items must be picklable."""
        ...
