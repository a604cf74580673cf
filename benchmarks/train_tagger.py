"""Trains kg/extract/model/pos_en.crfsuite from the GUM treebank, and measures it on documents held out.

python benchmarks/train_tagger.py GUM/dep            # the model, from all documents
python benchmarks/train_tagger.py GUM/dep --measure  # the figures of kg/extract/model/README.md

The same documents give the same bytes on one kind of machine with one version of python-crfsuite.
"""

# ruff: noqa: SIM905 - lists of words read best as words
import argparse
import random
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path

import pycrfsuite

from kg.extract import lemmas, tagger
from kg.jsonl import write_bytes

GENRES = ("academic", "bio", "court", "interview", "news", "voyage")  # the others' licences forbid commercial use
HELD_OUT = (
    "academic_discrimination academic_eegimaa bio_dvorak court_insanity interview_hill voyage_oakland "
    "news_homeopathic news_iodine news_nasa news_sensitive news_hackers news_taxes"
).split()
SETTINGS = {
    "lbfgs": {"c1": 0.3, "c2": 0.01, "max_iterations": 160, "feature.minfreq": 2},
    "ap": {"max_iterations": 12},
}
CONTENT = ("NN", "NNS", "JJ", "RB", "VB", "VBD", "VBG", "VBN", "VBP", "VBZ")
NAMES = ("NNP", "NNPS")
KEPT_NAMES = frozenset(
    "January February March April May June July August September October November December "
    "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
)
SYLLABLES = (
    "al bor cal den el far gran hal is jor kel lor mar nor or pel quen ras sil tal ul ver wen xan yor zel".split()
)
ENDINGS = (
    "a on ix is um ex mere by gate wick data tech soft ware core tron dyne ara "
    "ia ington field ford man as is us ras els ics ers"
).split()
VOWELS = "aeiou"
PER_TEMPLATE = 60
TEMPLATES = """\
NAME VBZ JJ NN NN
NAME VBZ NN as/IN NN
NAME VBZ NN on/IN NAME NN NN
NAME VBZ NNS to/IN NAME
NAME VBZ first/JJ NNS for/IN NAME
NAME VBZ NUMBER NNS VBN by/IN NAME NNS
NAME VBZ AMOUNT NN NN in/IN NAME
NAME VBZ NN to/TO VB NNS
NAME VBZ NAME for/IN AMOUNT
NN NN NAME VBZ NAME NN VBN on/IN AMOUNT NN
JJ NN VBZ NAME with/IN AMOUNT NN
NAME to/TO VB NAME NN in/IN NAME
NAME and/CC NAME VBP NNS
NAME and/CC NAME VBP to/TO VB JJ NNS
NAME NNS VBP NAME NN
NAME says/VBZ NAME VBZ NN
NNS from/IN NAME VBD in/IN NAME , VBN by/IN NN for/IN NNS .
NAME , which/WDT VBZ NNS to/IN NAME , said/VBD it/PRP VBZ NN of/IN $/$ NUMBER billion/CD this/DT year/NN .
The/DT NN , VBN by/IN NAME and/CC VBN at/IN NAME , VBZ NUMBER NNS and/CC VBZ AMOUNT .
The/DT NN , VBN in/IN NAME , VBZ NNS in/IN NAME , NAME and/CC NAME .
The/DT NN VBN in/IN NAME VBZ NNS and/CC VBZ JJ NNS .
The/DT NAME-based NN VBZ NNS in/IN NAME .
NAME-based NAME VBZ NNS and/CC NNS .
The/DT NAME NN VBZ NNS for/IN NNS .
NAME 's/POS NN officer/NN NAME VBD NNS the/DT NN VBZ AMOUNT .
NAME , chief/JJ executive/NN of/IN NAME , VBD the/DT NN would/MD VB NNS .
NAME , formerly/RB NN of/IN NNS at/IN NAME , VBZ NAME as/IN chief/JJ NN officer/NN .
NAME has/VBZ VBN to/TO VB the/DT JJ NN NN NAME for/IN AMOUNT .
NAME is/VBZ VBG a/DT AMOUNT NN that/WDT VBZ NUMBER NNS .
NAME was/VBD VBN NN of/IN NAME in/IN NUMBER .
The/DT NN VBD its/PRP$ NN and/CC VBD a/DT JJ NN .
Its/PRP$ NAME VBZ NUMBER NNS and/CC AMOUNT of/IN NN .
NAME 's/POS NN VBD in/IN the/DT second/JJ quarter/NN .
NNS VBN by/IN NAME will/MD VB NNS in/IN NAME .
NNS VBD NUMBER percent/NN to/IN $/$ NUMBER million/CD .
NAME VBD the/DT NAME NN and/CC NAME , NUMBER NNS VBN with/IN NAME NNS .
NNS for/IN the/DT JJ NNS VBP in/IN March/NNP .
NAME VBD for/IN an/DT NN on/IN Monday/NNP .
NAME VBD NNS to/IN NAME last/JJ year/NN .
The/DT NN VBZ up/IN to/IN NUMBER NNS and/CC VBZ NAME NNS .
It/PRP VBZ third/RB on/IN the/DT NAME NN .
""".splitlines()
COMMON = (
    "Apple Oracle Meta Arm Block Square Unity Signal Hopper Summit Frontier Anchor Amber Cinder Falcon Harbor Beacon "
    "Orange Shell Target Gap Visa Sage Box Slack Snap Match Zoom Oak Eagle Titan Aurora Polaris Bridges Spark Stripe "
    "Discovery Pioneer Crusoe Together Figure Scale Notion Ripple Compass Rivers Waters Fields Stone"
).split()
UNITS = "GB TB MW kW W GHz nm km x % m bn".split()

QUOTES = {"“": "``", "”": "''"}  # a few are tagged the wrong way round

Token = tuple[str, str]


def documents(folder: Path) -> dict[str, list[list[Token]]]:
    """The sentences of each allowed document, in kg's own words."""
    return {
        path.stem.removeprefix("GUM_"): [kg_words(sentence) for sentence in sentences(path)]
        for path in sorted(folder.glob("GUM_*.conllu"))
        if path.stem.split("_")[1] in GENRES
    }


def sentences(path: Path) -> Iterator[list[tuple[str, str, bool]]]:
    """Word, Penn tag and whether the next word follows without a space."""
    rows: list[tuple[str, str, bool]] = []
    glued_until = ""
    for line in path.read_text(encoding="utf-8").splitlines():
        cells = line.split("\t")
        if len(cells) == 10 and "-" in cells[0]:
            glued_until = cells[0].split("-")[1]
        elif len(cells) == 10 and "." not in cells[0]:
            inside = glued_until != "" and cells[0] != glued_until
            glued_until = glued_until if inside else ""
            rows.append((cells[1], cells[4], inside or "SpaceAfter=No" in cells[9]))
        elif not line and rows:
            yield rows
            rows = []
    if rows:
        yield rows


def kg_words(rows: Sequence[tuple[str, str, bool]]) -> list[Token]:
    """The sentence with hyphenated words, ranges of numbers and numbers with their unit joined."""
    result: list[Token] = []
    i = 0
    while i < len(rows):
        end = i + 1
        while end + 1 < len(rows) and rows[end - 1][2] and rows[end][2] and rows[end][1] in ("HYPH", "SYM"):
            if rows[end][1] == "SYM" and not (rows[end][0] in "-–" and rows[end - 1][1] == rows[end + 1][1] == "CD"):
                break
            end += 2
        parts = rows[i:end]
        following = rows[end][1] if end < len(rows) else "."
        word = "".join(part[0] for part in parts)
        result.append((word, QUOTES.get(word) or joined_tag([part[1] for part in parts], following)))
        i = end
    return result


def joined_tag(tags: Sequence[str], following: str) -> str:
    """The tag of a hyphenated word from those of its parts and of the word behind it."""
    parts = [tag for tag in tags if tag not in ("HYPH", "SYM")] or list(tags)
    last = parts[-1]
    if len(parts) == 1 or set(parts) <= {"NNP", "NNPS"} or set(parts) == {"CD"}:
        return {"GW": "NN", "AFX": "NN"}.get(last, last)
    if last in ("VBN", "VBG", "VBD") or following in ("NN", "NNS", "NNP", "JJ"):
        return "JJ"
    return last if last in (*CONTENT, *NAMES) else "NN"


def made_up(rng: random.Random) -> list[str]:
    """An invented name of one to three words."""
    kind = rng.random()
    word = "".join(rng.choices(SYLLABLES, k=rng.randint(1, 2))).capitalize() + rng.choice(ENDINGS)
    letters = "".join(rng.choices("ABCDEFGHIKLMNPRSTVWX", k=rng.randint(2, 5)))
    number = str(rng.choice([1, 3, 7, 9, 40, 50, 100, 200, 300, 500, 860, 4210, 9000]))
    code = letters[: rng.randint(1, 3)] + number + rng.choice(["", "", "", "X", "L", "c"])
    if kind < 0.12:
        return [letters]
    if kind < 0.2:
        return [rng.choice(COMMON)]
    if kind < 0.28:
        return [code]
    if kind < 0.38:
        return [word + rng.choice(["Systems", "Core", "AI", "Net", "X"])] + ([code] if rng.random() < 0.5 else [])
    if kind < 0.48:
        return [word, code] + (["V2"] if rng.random() < 0.2 else [])
    if kind < 0.6:
        return [word, rng.choice(["Systems", "Technologies", "University", "Group", "Labs", "Institute", "Inc."])]
    if kind < 0.72:
        return [word, rng.choice(SYLLABLES).capitalize() + rng.choice(ENDINGS)]
    return [word]


def amount(rng: random.Random) -> str:
    """A number with its unit, as one word."""
    number = rng.choice(["3", "1.4", "96", "120", "300", "2.3", "1,500", "40", "7"])
    if rng.random() < 0.5:
        return number + rng.choice(UNITS)
    return rng.choice("$€£¥") + number + rng.choice(["_billion", "_million", "bn", "m", "_trillion"])


def names_replaced(sentence: Iterable[Token], rng: random.Random) -> list[Token]:
    """Some runs of proper nouns become invented names, some of them in one word."""
    result: list[Token] = []
    run: list[str] = []
    for word, tag in [*sentence, ("", "")]:
        if tag in NAMES and word not in KEPT_NAMES:
            run.append(word)
            continue
        if run:
            chosen = made_up(rng) if rng.random() < 0.6 else run
            chosen = ["_".join([*chosen, "V2"] if len(chosen) == 1 else chosen)] if rng.random() < 0.4 else chosen
            result += [(name, "NNP") for name in chosen]
            run = []
        result.append((word, tag))
    return result[:-1]


def content_replaced(sentence: Iterable[Token], pools: Mapping[str, Sequence[str]], rng: random.Random) -> list[Token]:
    """Some content words become others with the same tag, so that the model learns to read the context."""
    result = []
    curly = rng.random() < 0.5
    for word, tag in sentence:
        if tag in CONTENT and word.islower() and word not in tagger.HELPERS and rng.random() < 0.25:
            word = rng.choice(pools[tag])
        elif tag == "CD" and rng.random() < 0.15:
            word = amount(rng)
        elif word == '"' and curly:
            word = "“" if tag == "``" else "”"
        result.append((word, tag))
    return result


def headline(sentence: Sequence[Token], rng: random.Random) -> list[Token]:
    """The sentence without its last mark, and now and then in title case."""
    result = list(sentence[:-1] if sentence[-1][1] == "." else sentence)
    if rng.random() < 0.5:
        small = ("IN", "DT", "CC", "TO")
        result = [
            (word if tag in small and i else word[:1].upper() + word[1:], tag) for i, (word, tag) in enumerate(result)
        ]
    return result


def varied(sentence: list[Token], pools: Mapping[str, Sequence[str]], rng: random.Random) -> Iterator[list[Token]]:
    """The sentence, and one or two variants of it."""
    yield sentence
    yield content_replaced(names_replaced(sentence, rng), pools, rng)
    if rng.random() < 0.3:
        yield headline(names_replaced(sentence, rng), rng) or sentence


def inflected(verb: str, tag: str) -> str | None:
    """A regular verb's form; none where spelling depends on the stress, or the verb is irregular."""
    if verb in lemmas.words().verb_forms.values() or "-" in verb:
        return None
    if tag in ("VB", "VBP"):
        return verb
    soft_y = verb[-1] == "y" and verb[-2] not in VOWELS
    if tag == "VBZ":
        if soft_y:
            return verb[:-1] + "ies"
        return verb + ("es" if verb.endswith(("s", "x", "z", "ch", "sh", "o")) else "s")
    if verb[-1] not in "aeiouwxy" and verb[-2] in VOWELS and verb[-3:-2] not in VOWELS:
        if sum(letter in VOWELS for letter in verb) > 1 and not verb.endswith(("er", "en", "on", "or", "it", "et")):
            return None
        verb += verb[-1] if sum(letter in VOWELS for letter in verb) == 1 else ""
    if tag == "VBG":
        return (verb[:-1] if verb.endswith("e") and not verb.endswith(("ee", "oe", "ye", "ie")) else verb) + "ing"
    return verb[:-1] + "ied" if soft_y else verb + ("d" if verb.endswith("e") else "ed")


def word_pools(training: Iterable[Sequence[Token]]) -> dict[str, list[str]]:
    """The words of each tag, frequent and rare ones alike; verbs also from the table of lemmas."""
    seen: dict[str, set[str]] = defaultdict(set)
    for sentence in training:
        for word, tag in sentence:
            if word.islower() and word.isalpha() and word not in tagger.HELPERS:
                seen[tag].add(word)
    for verb in lemmas.words().verbs:
        for tag in ("VB", "VBD", "VBG", "VBN", "VBP", "VBZ"):
            form = inflected(verb, tag)
            if form:
                seen[tag].add(form)
    return {tag: sorted(seen[tag]) for tag in CONTENT}


def invented(template: str, pools: Mapping[str, Sequence[str]], rng: random.Random) -> list[Token]:
    """A sentence of TEMPLATES: tags become words of the pool, NAME an invented name, AMOUNT a number with its unit."""
    result: list[Token] = []
    for part in template.split():
        word, slash, tag = part.rpartition("/")
        if slash:
            result.append((word, tag))
        elif tag == "NAME":
            name = made_up(rng)
            result += [("_".join(name), "NNP")] if rng.random() < 0.4 else [(word, "NNP") for word in name]
        elif tag == "NAME-based":
            result.append(("_".join(made_up(rng)) + "-based", "JJ"))
        elif tag == "AMOUNT":
            result.append((amount(rng), "CD"))
        elif tag == "NUMBER":
            result.append((rng.choice(["two", "three", "four", "12", "500", "2,000", "1.2"]), "CD"))
        elif tag == "NNS" and rng.random() < 0.1:
            result.append(("".join(rng.choices("ACDGPSTU", k=3)) + "s", "NNS"))
        else:
            result.append((rng.choice(pools[tag]) if tag in pools else tag, tag))
    first, tag = result[0]
    return [(first[:1].upper() + first[1:], tag), *result[1:]]


def append(trainer: pycrfsuite.Trainer, sentence: Sequence[Token]) -> None:
    """Give the trainer one sentence."""
    trainer.append(list(tagger.features([word for word, _ in sentence])), [tag for _, tag in sentence])


def train(training: Sequence[list[Token]], target: Path, algorithm: str = "lbfgs") -> None:
    """Write the model of these sentences to the file."""
    rng = random.Random(17)
    pools = word_pools(training)
    trainer = pycrfsuite.Trainer(algorithm, params=SETTINGS[algorithm], verbose=False)
    for sentence in training:
        for variant in varied(sentence, pools, rng):
            append(trainer, variant)
    for template in TEMPLATES:
        for _ in range(PER_TEMPLATE):
            append(trainer, invented(template, pools, rng))
    with tempfile.TemporaryDirectory() as folder:
        made = Path(folder) / "model"
        trainer.train(str(made))
        write_bytes(target, made.read_bytes())


def accuracy(pairs: Iterable[tuple[Token, str]], wanted: Callable[[Token], bool]) -> str:
    """Right and all of the words wanted, as text."""
    right = [token[1] == guess for token, guess in pairs if wanted(token)]
    return f"{100 * sum(right) / max(1, len(right)):.2f} % of {len(right)}"


def report(held_out: Mapping[str, list[list[Token]]], known: frozenset[str], model: Path) -> list[str]:
    """The figures of a model on documents that it was not trained on."""
    crf = pycrfsuite.Tagger()
    crf.open(str(model))
    guessed = {
        name: [
            pair
            for sentence in part
            for pair in zip(sentence, crf.tag(list(tagger.features([word for word, _ in sentence]))), strict=True)
        ]
        for name, part in held_out.items()
    }
    every = [pair for part in guessed.values() for pair in part]
    news = [pair for name, part in guessed.items() if name.startswith("news") for pair in part]
    lines = [
        f"all: {accuracy(every, lambda token: True)}",
        f"news: {accuracy(news, lambda token: True)}",
        f"unknown words: {accuracy(every, lambda token: token[0].lower() not in known)}",
        f"unknown words in news: {accuracy(news, lambda token: token[0].lower() not in known)}",
    ]
    for tag in ("VBD", "VBN", "VBZ", "VBP", "VBG", "VB", "NNS", "NN", "NNP", "JJ"):
        right = sum(token[1] == guess == tag for token, guess in every)
        guesses = sum(guess == tag for _, guess in every)
        gold = sum(token[1] == tag for token, _ in every)
        wrong = Counter(guess for token, guess in every if token[1] == tag != guess).most_common(4)
        lines.append(f"{tag}: precision {right / guesses:.3f}, recall {right / gold:.3f} of {gold}; taken for {wrong}")
    return lines


def main() -> None:
    """Train, and with --measure say how well."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--measure", action="store_true")
    parser.add_argument("--algorithm", default="lbfgs", choices=("lbfgs", "ap"))
    options = parser.parse_args()
    corpus = documents(options.folder)
    if not options.measure:
        train([sentence for part in corpus.values() for sentence in part], tagger.MODEL)
        return
    training = [sentence for name, part in corpus.items() if name not in HELD_OUT for sentence in part]
    known = frozenset(word.lower() for sentence in training for word, _ in sentence)
    with tempfile.TemporaryDirectory() as folder:
        model = Path(folder) / "measured.crfsuite"
        start = time.perf_counter()
        train(training, model, options.algorithm)
        print(f"trained in {time.perf_counter() - start:.0f} s, {model.stat().st_size} bytes")
        print("\n".join(report({name: corpus[name] for name in HELD_OUT}, known, model)))


if __name__ == "__main__":
    main()
