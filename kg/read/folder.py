"""Files and folders into Documents: which files there are, one file read, copies joined."""

import hashlib
import os
import stat
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import TypeAlias

from kg import registry
from kg.errors import UsageError
from kg.model import Document, Problem
from kg.protocols import BytesReader, Reader
from kg.read import decode
from kg.read.decode import Decoded

# A newspaper's whole day is about a megabyte: a larger file is an archive, a dump or a mistake.
LARGEST = 20_000_000

Result: TypeAlias = tuple[tuple[Document, ...], tuple[Problem, ...]]


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A file to read. `source` is what documents and problems call it."""

    path: Path
    source: str


def read(paths: Sequence[Path], readers: Sequence[str] | None = None) -> tuple[list[Document], list[Problem]]:
    """Read files and folders, any mix, any depth: `find`, `read_file`, `merge`.

    Raises UsageError for a path that does not exist, and for a reader that is not registered.
    """
    names = default_readers() if readers is None else readers
    return merge(read_file(file, names) for file in find(paths))


def default_readers() -> tuple[str, ...]:
    """The readers in the order they are asked: those of other packages, then kg's own, whose last one takes most.

    Looking for other packages takes milliseconds: whoever maps `read_file` over many files should ask once.
    """
    own = registry.PARTS["readers"]
    return (*(name for name in registry.names("readers") if name not in own), *own)


def find(paths: Sequence[Path]) -> list[SourceFile]:
    """The files to read, sorted by source, each once.

    A source is the path relative to the folder given, or the name of a file given directly. Where two files would have
    one source, as many folders are put in front of both as tell them apart (`a.md` twice: `june/a.md`, `july/a.md`).
    A file that two inputs reach has the longer source. Hidden files and folders are skipped, and a folder that a link
    leads back to is entered once.
    Raises UsageError for a path that does not exist.
    """
    found: dict[str, int] = {}
    for path in sorted(paths):
        if not os.path.exists(path):
            raise UsageError(f"{path} does not exist; give files or folders with articles")
        for file in _walk(path, set()):
            full = os.path.abspath(file)
            found[full] = max(len(file.relative_to(path).parts), found.get(full, 1))
    sources = _distinct({Path(full): parts for full, parts in found.items()})
    return sorted((SourceFile(path, source) for path, source in sources.items()), key=lambda file: file.source)


def read_file(file: SourceFile, readers: Sequence[str] | None = None) -> Result:
    """What one file holds, by the first reader that accepts it. Pure; `readers` are names of the registry.

    At most `LARGEST` bytes are ever in memory.
    """
    data = _bytes(file)
    if isinstance(data, Problem):
        return (), (data,)
    asked = _made(tuple(default_readers() if readers is None else readers))
    found = list(_found(file, data, asked))
    documents = tuple(item for item in found if isinstance(item, Document))
    return documents, tuple(item for item in found if isinstance(item, Problem))


def quoted(file: SourceFile, readers: Sequence[str] | None = None) -> str:
    """What quotes of a file's articles stand in, up to white space; empty when it cannot be read.

    The decoded content, or the text of the articles where the format escapes it (`Reader.verbatim`).
    """
    data = _bytes(file)
    asked = _made(tuple(default_readers() if readers is None else readers))
    if isinstance(data, Problem):
        return ""
    if _bytes_reader(file, data, asked) is None:
        decoded = decode.decode(data, file.source)
        if isinstance(decoded, Problem):
            return ""
        if getattr(_reader(file, decoded, asked), "verbatim", True):
            return decoded.text
    return "\n".join(item.text for item in _found(file, data, asked) if isinstance(item, Document))


def _found(file: SourceFile, data: bytes, asked: "_Asked") -> Iterator[Document | Problem]:
    """What the first reader that accepts the file makes of it: of its bytes, or of its text."""
    digest = hashlib.sha256(data).hexdigest()
    opener = _bytes_reader(file, data, asked)
    if opener is not None:
        yield from opener.read_bytes(file.source, data, digest)
        return
    decoded = decode.decode(data, file.source)
    if isinstance(decoded, Problem):
        yield decoded
        return
    reader = _reader(file, decoded, asked)
    if reader is None:
        yield decode.notice(file.source, "it is data, code, notes or a licence, no article")
    else:
        yield from reader.read(file.source, decoded.text, digest)


def _bytes_reader(file: SourceFile, data: bytes, asked: "_Asked") -> BytesReader | None:
    return next((reader for reader in asked.openers if reader.accepts_bytes(file.path, data)), None)


def _reader(file: SourceFile, decoded: Decoded, asked: "_Asked") -> Reader | None:
    return next((reader for reader in asked.readers if reader.accepts(file.path, decoded.text)), None)


def merge(results: Iterable[Result]) -> tuple[list[Document], list[Problem]]:
    """All documents sorted by id, and all problems sorted by place; the results may come in any order.

    Copies become one Document: `sources` are all theirs, the rest is that of the smallest source. No document at all is
    a Problem.
    """
    copies: dict[str, list[Document]] = {}
    problems: list[Problem] = []
    for documents, said in results:
        problems += said
        for document in documents:
            copies.setdefault(document.id, []).append(document)
    if not copies:
        message = "no article was found; expected at least one file with an article. Add one."
        problems.append(Problem(code="KG-R10", message=message))
    problems.sort(key=lambda problem: (problem.source, problem.line, problem.code, problem.message))
    return [_joined(copies[key]) for key in sorted(copies)], problems


def _joined(copies: Sequence[Document]) -> Document:
    sources = sorted({source for copy in copies for source in copy.sources})
    return replace(min(copies, key=lambda copy: copy.sources), sources=tuple(sources))


def _walk(folder: Path, entered: set[tuple[int, int]]) -> Iterator[Path]:
    """The files below a folder, or the file itself; what cannot be listed is left for `read_file` to report."""
    if not os.path.isdir(folder):
        yield folder
        return
    try:
        state = folder.stat()
        names = sorted(os.listdir(folder))
    except OSError:
        yield folder
        return
    if (state.st_dev, state.st_ino) in entered:
        return
    entered.add((state.st_dev, state.st_ino))
    for name in names:
        if not name.startswith("."):
            yield from _walk(folder / name, entered)


def _distinct(wanted: dict[Path, int]) -> dict[Path, str]:
    """The last so many parts of each path; more for those that are not alone with their name."""
    parts = dict(wanted)
    while True:
        names = {path: _name(path, parts[path]) for path in parts}
        count = Counter(names.values())
        again = [path for path in parts if count[names[path]] > 1 and parts[path] < len(path.parts)]
        if not again:
            return names
        for path in again:
            parts[path] += 1


def _name(path: Path, parts: int) -> str:
    """The last parts of a path, as text that can be written: a name that is no UTF-8 has marks in its place."""
    return os.fsencode("/".join(path.parts[-parts:])).decode("utf-8", "replace")


def _bytes(file: SourceFile) -> bytes | Problem:
    """The content of a regular file that is not too large."""
    try:
        state = file.path.stat()
        if not stat.S_ISREG(state.st_mode) and not stat.S_ISDIR(state.st_mode):
            return decode.notice(file.source, "it is no regular file")
        if state.st_size > LARGEST:
            return _too_large(state.st_size, file.source)
        with file.path.open("rb") as stream:
            data = stream.read(LARGEST + 1)
    except OSError as error:
        message = f"the file cannot be read ({error.strerror}); check that it exists and that you may read it."
        return Problem(code="KG-R03", source=file.source, message=message)
    return data if len(data) <= LARGEST else _too_large(len(data), file.source)


def _too_large(size: int, source: str) -> Problem:
    message = (
        f"the file has {size:,} bytes; expected at most {LARGEST:,}. It was left out; split it, one file an article."
    )
    return Problem(code="KG-R11", source=source, message=message)


@dataclass(frozen=True, slots=True)
class _Asked:
    """The readers of files, in the order in which they are asked: of bytes, and of text."""

    openers: tuple[BytesReader, ...]
    readers: tuple[Reader, ...]


@cache
def _made(readers: tuple[str, ...]) -> _Asked:
    """The readers with these names, made once: a reader keeps nothing of the files that it reads."""
    made: list[Reader | BytesReader] = [registry.make("readers", name) for name in readers]
    openers = tuple(reader for reader in made if isinstance(reader, BytesReader))
    return _Asked(openers, tuple(reader for reader in made if not isinstance(reader, BytesReader)))
