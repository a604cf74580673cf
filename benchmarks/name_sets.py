"""Public sets of texts with marked names, as kg's labelled documents, in their own words and with their own types."""

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kg.extract.learned.words import Labelled, LabelledDocument, placed, sentences
from kg.extract.vocabulary import english

CROSSNER = ("ai", "literature", "music", "politics", "science")
GUM_GENRES = ("academic", "bio", "court", "interview", "news", "voyage")  # the others' licences forbid commercial use
_BLOCK = 12  # sentences of a document where a set does not say where its documents end
_ARTICLES = ("the", "a", "an", "this", "these", "their", "its", "his", "her", "our")

_CLOSING = ".,;:!?)]}%'’”"
_OPENING = ("(", "[", "{", "$", "£", "€", "“", "‘", "``", "#")

Rows = list[tuple[str, str]]


def crossner(folder: Path, domain: str, parts: Sequence[str] = ("train", "dev", "test")) -> list[LabelledDocument]:
    """Sentences of one domain of CrossNER, each a document of its own."""
    return [
        _document([rows])
        for part in parts
        for rows in _conll((folder / "crossner" / domain / f"{part}.txt").read_text(encoding="utf-8"))
    ]


def wikigold(folder: Path) -> list[LabelledDocument]:
    """Sentences of Wikipedia; the set does not tell its documents apart."""
    text = (folder / "wikigold/CONLL-format/data/wikigold.conll.txt").read_text(encoding="utf-8")
    return _blocks(list(_conll(text)))


def sec_filings(folder: Path) -> list[LabelledDocument]:
    """Loan agreements."""
    data = folder / "sec_filings/CONLL-format/data"
    texts = [(data / part).read_text(encoding="utf-8") for part in ("train/FIN5.txt", "test/FIN3.txt")]
    agreements = [agreement for text in texts for agreement in text.split("-DOCSTART-")[1:]]
    return [_document(list(_conll(agreement.partition("\n")[2]))) for agreement in agreements]


def uner(folder: Path, name: str, parts: Sequence[str]) -> list[LabelledDocument]:
    """Universal NER: `# newdoc` parts documents, the second and third columns are word and label."""
    result = []
    for part in parts:
        path = next((folder / name).glob(f"*-ud-{part}.iob2"))
        for text in re.split(r"# newdoc id.*\n", path.read_text(encoding="utf-8"))[1:]:
            lines = (line for line in text.split("\n") if not line.startswith("#"))
            found = list(_conll("\n".join(lines), word=1, label=2))
            if found:
                result.append(_document(found))
    return result


def uner_text(folder: Path, name: str, part: str) -> list[tuple[int, LabelledDocument]]:
    """The same in kg's own words, from the texts joined without spaces; with the number of marks that no words meet."""
    return [from_offsets(*_joined(document)) for document in uner(folder, name, (part,))]


def _joined(document: LabelledDocument) -> tuple[str, list[tuple[int, int, str]]]:
    text, marks = "", []
    for words, spans in zip(document.sentences, document.spans, strict=True):
        begins, ends = [], []
        for word in words:
            if text[-1:].isascii() and text[-1:].isalnum() and word.text[0].isascii():
                text += " "
            begins.append(len(text))
            text += word.text
            ends.append(len(text))
        marks += [(begins[span.first], ends[span.last - 1], span.type) for span in spans]
        text += "\n"
    return text, marks


def gum(folder: Path) -> list[LabelledDocument]:
    """GUM's proper names of the genres whose licence is free: the capitalised words around the head of each mention."""
    paths = [path for path in sorted((folder / "gum/dep").glob("*.conllu")) if path.stem.split("_")[1] in GUM_GENRES]
    return [_gum_document(path) for path in paths]


def docred(path: Path) -> list[LabelledDocument]:
    """A file of DocRED's or Re-DocRED's form; a place that several types claim has the first."""
    result = []
    for article in json.loads(path.read_text(encoding="utf-8")):
        marked: list[list[Labelled]] = [[] for _ in article["sents"]]
        taken = set()
        for entity in article["vertexSet"]:
            for mention in entity:
                first, last = mention["pos"]
                place = (mention["sent_id"], first, last)
                if place not in taken:
                    taken.add(place)
                    marked[mention["sent_id"]].append(Labelled(first, last, mention["type"]))
        result.append(LabelledDocument([placed(words) for words in article["sents"]], marked))
    return result


def kg_words(document: LabelledDocument) -> LabelledDocument:
    """A document in kg's own words: its text put together as people write it, and parted again."""
    text, marks = "", []
    for words, spans in zip(document.sentences, document.spans, strict=True):
        begins, ends, glued, quoted = [], [], True, False
        for word in words:
            closing = word.text[0] in _CLOSING or word.text in ("''", "n't", "-", "–") or (word.text == '"' and quoted)
            if not glued and not closing:
                text += " "
            begins.append(len(text))
            text += {"``": '"', "''": '"', "-LRB-": "(", "-RRB-": ")"}.get(word.text, word.text)
            ends.append(len(text))
            glued = word.text in _OPENING or word.text in ("-", "–") or (word.text == '"' and not quoted)
            quoted ^= word.text == '"'
        marks += [(begins[span.first], ends[span.last - 1], span.type) for span in spans]
        text += "\n"
    return from_offsets(text, marks)[1]


def re3d(folder: Path) -> list[LabelledDocument]:
    """Reports and news items, in kg's own words; marks that do not meet the borders of words are left out."""
    return [document for _, document in re3d_counted(folder)]


def re3d_counted(folder: Path) -> list[tuple[int, LabelledDocument]]:
    """The same, each with the number of its marks that no words meet."""
    result = []
    for source in sorted(path for path in (folder / "re3d").iterdir() if path.is_dir()):
        marks: dict[str, list[tuple[int, int, str]]] = {}
        for row in _json_lines(source / "entities.json"):
            marks.setdefault(row["documentId"], []).append((row["begin"], row["end"], row["type"]))
        texts = _json_lines(source / "documents.json")
        result += [from_offsets(row["text"], marks.get(row["_id"], [])) for row in texts]
    return result


def from_offsets(text: str, marks: Iterable[tuple[int, int, str]]) -> tuple[int, LabelledDocument]:
    """A text in kg's words with marks by characters, and how many of those have no words of their own."""
    parts = sentences(text)
    begins = {word.begin: (row, number) for row, words in enumerate(parts) for number, word in enumerate(words)}
    ends = {word.end: (row, number + 1) for row, words in enumerate(parts) for number, word in enumerate(words)}
    marked: list[list[Labelled]] = [[] for _ in parts]
    lost = 0
    for begin, end, kind in sorted(set(marks)):
        row, first = begins.get(begin, (-1, 0))
        other, last = ends.get(end, (-2, 0))
        if row == other:
            marked[row].append(Labelled(first, last, kind))
        else:
            lost += 1
    return lost, LabelledDocument(parts, marked)


def names_only(document: LabelledDocument) -> LabelledDocument:
    """Names among marked noun phrases: without article, their first and last word with a capital, none a pronoun.

    Of a name inside another the longer counts, for persons the shorter ("Boris Johnson", not with the post before it);
    what is marked as a place and as something else is a place.
    """
    marked = []
    for words, spans in zip(document.sentences, document.spans, strict=True):
        kept: set[Labelled] = set()
        for span in spans:
            first = span.first
            while first < span.last and words[first].text.lower() in _ARTICLES:
                first += 1
            texts = [word.text for word in words[first : span.last]]
            pronoun = len(texts) == 1 and texts[0].lower() in english("function_words")
            if texts and not pronoun and all(text[:1].isupper() for text in (texts[0], texts[-1])):
                kept.add(Labelled(first, span.last, span.type))
        marked.append(_flat(kept))
    return LabelledDocument(document.sentences, marked)


def _flat(spans: set[Labelled]) -> list[Labelled]:
    def outer(span: Labelled) -> tuple[object, ...]:
        person = span.type == "Person"
        size = span.last - span.first
        return (not person, size if person else -size, span.first, span.type != "Location", span.type)

    kept: list[Labelled] = []
    for span in sorted(spans, key=outer):
        if all(span.last <= other.first or span.first >= other.last for other in kept):
            kept.append(span)
    return sorted(kept, key=lambda span: span.first)


def _json_lines(path: Path) -> Iterator[dict[str, Any]]:
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.strip():
            yield json.loads(line)


def _conll(text: str, word: int = 0, label: int = -1) -> Iterator[Rows]:
    """Words with their labels, by sentence: columns of a file, parted by white space, sentences by empty lines."""
    rows: Rows = []
    for line in [*text.split("\n"), ""]:
        cells = line.split()
        if cells and cells[0] != "-DOCSTART-":
            rows.append((cells[word], cells[label]))
        elif rows:
            yield rows
            rows = []


def _blocks(found: Sequence[Rows]) -> list[LabelledDocument]:
    return [_document(found[begin : begin + _BLOCK]) for begin in range(0, len(found), _BLOCK)]


def _document(found: Sequence[Rows]) -> LabelledDocument:
    return LabelledDocument(
        [placed([word for word, _ in rows]) for rows in found],
        [list(_spans([label for _, label in rows])) for rows in found],
    )


def _spans(labels: Sequence[str]) -> Iterator[Labelled]:
    """The spans of IOB1 or IOB2 labels."""
    first, kind = -1, ""
    for position, label in enumerate([*labels, "O"]):
        sign, _, name = label.partition("-")
        if first >= 0 and (sign != "I" or name != kind):
            yield Labelled(first, position, kind)
            first = -1
        if sign in ("B", "I") and (first < 0 or sign == "B"):
            first, kind = position, name


# GUM


@dataclass(slots=True)
class _Open:
    first: int
    kind: str
    head: int


def _gum_document(path: Path) -> LabelledDocument:
    parts, marked = [], []
    for block in path.read_text(encoding="utf-8").split("\n\n"):
        rows = [cells for line in block.split("\n") if len(cells := line.split("\t")) == 10 and cells[0].isdigit()]
        if rows:
            parts.append(placed([cells[1] for cells in rows]))
            marked.append(_without_overlap(_gum_names(rows)))
    return LabelledDocument(parts, marked)


def _gum_names(rows: Sequence[Sequence[str]]) -> Iterator[Labelled]:
    """The names among the mentions of a sentence: `(1-person-new-...-cf1-2-coref` opens one, `1)` closes it."""
    opened: dict[str, list[_Open]] = {}
    order: list[str] = []
    for position, cells in enumerate(rows):
        entity = next((part[7:] for part in cells[9].split("|") if part.startswith("Entity=")), "")
        for number, details, closed in re.findall(r"\((\d+)-([^()]*)|(\d*)\)", entity):
            if number:
                fields = details.split("-")
                head = next((int(field.split(",")[0]) for field in fields[3:] if re.fullmatch(r"[\d,]+", field)), 1)
                opened.setdefault(number, []).append(_Open(position, fields[0], position + head - 1))
                order.append(number)
                continue
            number = closed or (order[-1] if order else "")
            if opened.get(number):
                mention = opened[number].pop()
                order.reverse()
                order.remove(number)
                order.reverse()
                yield from _gum_name(rows, mention, position + 1)


def _gum_name(rows: Sequence[Sequence[str]], mention: _Open, end: int) -> Iterator[Labelled]:
    tags = [cells[4] for cells in rows]
    if mention.head >= end or not tags[mention.head].startswith("NNP"):
        return
    first = last = mention.head
    while first > mention.first and _inside(rows, first - 1, mention.first, end):
        first -= 1
    while last + 1 < end and _inside(rows, last + 1, mention.first, end):
        last += 1
    while not tags[first].startswith(("NNP", "JJ", "CD", "NN")):
        first += 1
    while not tags[last].startswith(("NNP", "CD", "NN")):
        last -= 1
    if first <= mention.head <= last:
        yield Labelled(first, last + 1, mention.kind)


def _inside(rows: Sequence[Sequence[str]], position: int, begin: int, end: int) -> bool:
    """Whether a word is part of a name: capitalised, a figure, or `of` and the like between such words."""
    word, tag = rows[position][1], rows[position][4]
    if tag.startswith("NNP") or (word[:1].isupper() and tag not in ("DT", "PRP$", "IN")) or tag in ("HYPH",):
        return True
    around = begin < position < end - 1 and rows[position - 1][1][:1].isupper()
    following = [rows[place][1] for place in range(position + 1, min(end, position + 3))]
    small = word in ("of", "for", "and", "the", "&", "de", "la", "'s")
    return around and small and any(other[:1].isupper() for other in following[: 2 if word in ("of", "for") else 1])


def _without_overlap(spans: Iterable[Labelled]) -> list[Labelled]:
    kept: list[Labelled] = []
    for span in sorted(set(spans), key=lambda span: (span.first - span.last, span.first, span.type)):
        if all(span.last <= other.first or span.first >= other.last for other in kept):
            kept.append(span)
    return sorted(kept, key=lambda span: span.first)
