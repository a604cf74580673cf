"""The tagger and the lemmas: what the rules lean on."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from kg.errors import KgError
from kg.extract import lemmas, tagger

LEMMAS = """\
unveil: unveils/VBZ unveiled/VBD unveiling/VBG | introduce: introduces/VBZ introduced/VBD introducing/VBG
raise: raises/VBZ raised/VBN raising/VBG | accommodate: accommodates/VBZ accommodating/VBG
use: uses/VBZ used/VBN using/VBG
manufacture: manufactures/VBZ manufactured/VBN manufacturing/VBG | locate: located/VBN locating/VBG | base: based/VBN
ship: ships/VBZ shipped/VBD shipping/VBG | plan: plans/VBZ planned/VBN planning/VBG | supply: supplies/VBZ supplied/VBD
acquire: acquires/VBZ acquired/VBD acquiring/VBG | buy: bought/VBD buying/VBG buys/VBZ | sell: sold/VBN selling/VBG
build: built/VBN building/VBG builds/VBZ | make: made/VBN making/VBG makes/VBZ | take: took/VBD taken/VBN takes/VBZ
power: powered/VBN powers/VBZ powering/VBG | offer: offered/VBD offering/VBG | deliver: delivered/VBD delivers/VBZ
install: installed/VBN installing/VBG | launch: launches/VBZ launched/VBD | announce: announced/VBD announces/VBZ
release: released/VBD releases/VBZ releasing/VBG | open: opened/VBD opening/VBG | close: closed/VBD closing/VBG
employ: employs/VBZ employed/VBN | operate: operates/VBZ operating/VBG | run: ran/VBD running/VBG runs/VBZ
equip: equipped/VBN | fit: fitted/VBN fitting/VBG | cut: cut/VBD cutting/VBG cuts/VBZ | set: set/VBN setting/VBG
appoint: appointed/VBD | name: named/VBD naming/VBG | hire: hired/VBD hiring/VBG | lead: led/VBD leads/VBZ leading/VBG
found: founded/VBN founds/VBZ | find: found/VBD finds/VBZ | head: headed/VBN heads/VBZ | join: joined/VBD joins/VBZ
leave: left/VBD leaves/VBZ leaving/VBG | resign: resigned/VBD | replace: replaced/VBD replacing/VBG
say: said/VBD says/VBZ | tell: told/VBD | deny: denied/VBD denies/VBZ denying/VBG | claim: claimed/VBD
expect: expects/VBZ expected/VBN | forecast: forecasts/VBZ forecast/VBD forecasting/VBG | predict: predicted/VBD
estimate: estimated/VBD estimates/VBZ | reach: reaches/VBZ reached/VBD | exceed: exceeded/VBD | double: doubled/VBD
triple: tripled/VBD tripling/VBG | rise: rose/VBD risen/VBN rising/VBG | fall: fell/VBD fallen/VBN falling/VBG
grow: grew/VBD grown/VBN | drop: dropped/VBD dropping/VBG | jump: jumped/VBD | soar: soared/VBD | slip: slipped/VBD
plunge: plunged/VBD | surge: surged/VBD surging/VBG | hit: hit/VBD hits/VBZ hitting/VBG | beat: beat/VBD beaten/VBN
win: won/VBD winning/VBG | award: awarded/VBD | sign: signed/VBD | strike: struck/VBD | agree: agreed/VBN agreeing/VBG
partner: partnered/VBD partners/VBZ | team: teamed/VBD | collaborate: collaborates/VBZ | invest: invested/VBD
fund: funded/VBN | back: backed/VBN | finance: financed/VBN financing/VBG | value: valued/VBN values/VBZ valuing/VBG
pay: paid/VBD pays/VBZ | spend: spent/VBD spending/VBG | cost: costs/VBZ cost/VBD | price: priced/VBN | earn: earned/VBD
report: reported/VBD | post: posted/VBD | rank: ranks/VBZ ranked/VBD | top: topped/VBD tops/VBZ topping/VBG
host: hosts/VBZ hosted/VBN | house: houses/VBZ housed/VBN housing/VBG | store: stores/VBZ stored/VBN storing/VBG
contain: contains/VBZ | hold: held/VBD holds/VBZ | include: includes/VBZ including/VBG | comprise: comprises/VBZ
consist: consists/VBZ | feature: features/VBZ featured/VBD featuring/VBG | pack: packs/VBZ packed/VBN
carry: carries/VBZ carried/VBD carrying/VBG | bear: bore/VBD bears/VBZ | draw: drew/VBD drawn/VBN
consume: consumes/VBZ
cool: cooled/VBN cools/VBZ | heat: heated/VBN | train: trained/VBN training/VBG | process: processed/VBN processes/VBZ
compute: computed/VBN computing/VBG | design: designed/VBN | develop: developed/VBN developing/VBG
produce: produced/VBN producing/VBG | assemble: assembled/VBN assembling/VBG | create: created/VBN creating/VBG
establish: establishes/VBZ established/VBD | construct: constructed/VBN | expand: expanded/VBD | extend: extended/VBD
upgrade: upgraded/VBN upgrading/VBG | move: moved/VBD moving/VBG | relocate: relocated/VBD | shut: shut/VBD shutting/VBG
stop: stopped/VBD stopping/VBG | begin: began/VBD begun/VBN beginning/VBG | start: started/VBD | finish: finishes/VBZ
complete: completed/VBN | merge: merged/VBD merging/VBG | split: split/VBD splitting/VBG | spin: spun/VBD spinning/VBG
own: owns/VBZ owned/VBN | control: controlled/VBN controls/VBZ | belong: belongs/VBZ
compete: competes/VBZ competing/VBG
rival: rivals/VBZ rivalled/VBD | challenge: challenged/VBD | sue: sued/VBD suing/VBG | settle: settled/VBD
approve: approved/VBN | block: blocked/VBD | ban: banned/VBD banning/VBG | study: studies/VBZ studied/VBD
work: works/VBZ worked/VBD | serve: serves/VBZ served/VBD serving/VBG | teach: taught/VBD | become: became/VBD
be: is/VBZ was/VBD were/VBD been/VBN being/VBG 're/VBP 's/VBZ | have: has/VBZ had/VBD having/VBG | do: does/VBZ did/VBD
go: went/VBD gone/VBN goes/VBZ | undergo: underwent/VBD | oversee: oversees/VBZ oversaw/VBD overseen/VBN
commission: commissioned/VBN | provision: provisioned/VBN | license: licensed/VBD licenses/VBZ licensing/VBG
tap: taps/VBZ tapped/VBD tapping/VBG | debut: debuted/VBD debuts/VBZ | tout: touted/VBD
pledge: pledges/VBZ pledging/VBG
vow: vowed/VBD | poach: poaches/VBZ poached/VBD | mull: mulls/VBZ mulling/VBG | eye: eyes/VBZ eyeing/VBG eyed/VBD
die: died/VBD dying/VBG | lie: lies/VBZ lying/VBG | tie: tied/VBD tying/VBG | see: saw/VBD seen/VBN sees/VBZ
quit: quit/VBD quitting/VBG | refer: referred/VBD referring/VBG | occur: occurred/VBD | commit: committed/VBD
outpace: outpaced/VBD outpacing/VBG | overclock: overclocked/VBN | rebrand: rebranded/VBD | resell: resold/VBD
re-elect: re-elected/VBN | cross-license: cross-licensed/VBD | focus: focused/VBD focuses/VBZ | benefit: benefited/VBD
"""
NOUNS = (
    "companies/company chips/chip analyses/analysis bases/base buses/bus campuses/campus children/child men/man "
    "chairmen/chairman women/woman series/series news/news factories/factory switches/switch boxes/box "
    "processes/process "
    "lenses/lens matrices/matrix criteria/criterion shelves/shelf houses/house buses/bus "
    "matches/match batteries/battery bases/base "
    "people/person spokespeople/spokesperson countries/country universities/university viruses/virus "
    "headquarters/headquarters "
    "racks/rack knives/knife caches/cache licenses/license businesses/business heroes/hero movies/movie chassis/chassis"
)


def verbs() -> Iterator[tuple[str, str, str]]:
    for group in LEMMAS.replace("\n", " | ").split(" | "):
        lemma, _, forms = group.partition(": ")
        for form in forms.split():
            word, tag = form.split("/")
            yield word, tag, lemma


def test_lemmas_of_the_verbs_that_news_uses() -> None:
    assert len({lemma for _, _, lemma in verbs()}) > 150
    assert [(form, lemmas.lemma(form, tag)) for form, tag, lemma in verbs() if lemmas.lemma(form, tag) != lemma] == []


@pytest.mark.parametrize("pair", NOUNS.split())
def test_lemmas_of_nouns(pair: str) -> None:
    plural, singular = pair.split("/")
    assert lemmas.lemma(plural, "NNS") == singular


@pytest.mark.parametrize(
    ("form", "tag", "lemma"),
    [
        ("flumped", "VBD", "flump"),
        ("frobnicated", "VBN", "frobnicate"),
        ("grepped", "VBD", "grep"),
        ("quantrizing", "VBG", "quantrize"),
        ("snuzzes", "VBZ", "snuzz"),
        ("brickifies", "VBZ", "brickify"),
        ("brickified", "VBN", "brickify"),
    ],
)
def test_lemmas_of_verbs_that_the_table_lacks(form: str, tag: str, lemma: str) -> None:
    assert form not in lemmas.words().verbs
    assert lemmas.lemma(form, tag) == lemma


def test_lemma_keeps_names_and_lowers_the_rest() -> None:
    assert lemmas.lemma("Lenovo", "NNP") == "Lenovo"
    assert lemmas.lemma("Technologies", "NNPS") == "Technology"
    assert lemmas.lemma("ThinkSystem_SR860_V2", "NNP") == "ThinkSystem_SR860_V2"
    assert lemmas.lemma("New", "JJ") == "new"
    assert lemmas.lemma("Has", "VBZ") == "have"
    assert lemmas.lemma("ca", "MD") == "can"
    assert lemmas.lemma("’re", "VBP") == "be"


def tagged(text: str) -> str:
    words = text.split()
    return " ".join(f"{word}/{tag}" for word, tag in zip(words, tagger.tag(words), strict=True))


@pytest.mark.parametrize(
    "expected",
    [
        "Northgate_Systems/NNP unveils/VBZ two/CD servers/NNS built/VBN around/IN the/DT Sextant_K7/NNP ./.",
        "Foxconn/NNP breaks/VBZ ground/NN on/IN Houston/NNP server/NN plant/NN",
        "The/DT machine/NN ,/, installed/VBN in/IN Porto/NNP ,/, draws/VBZ 15MW/CD ./.",
        "The/DT San_Jose-based/JJ company/NN manufactures/VBZ boards/NNS in/IN Taiwan/NNP ./.",
        "Quarvel/NNP has/VBZ agreed/VBN to/TO buy/VB Brennick_Labs/NNP for/IN $2.3_billion/CD ./.",
        "Dell/NNP Technologies/NNP Wins/VBZ $5_billion/CD Order/NN From/IN xAI/NNP",
        "“/`` We/PRP ship/VBP what/WP we/PRP sell/VBP ,/, ”/'' said/VBD Kim/NNP ./.",
        "It/PRP does/VBZ n’t/RB plan/VB layoffs/NNS ./.",
        "The/DT high-performance/JJ cluster/NN houses/VBZ 500,000/CD GPUs/NNS ./.",
    ],
)
def test_tags_of_news(expected: str) -> None:
    assert tagged(" ".join(token.rsplit("/", 1)[0] for token in expected.split())) == expected


@pytest.mark.parametrize("verb", ["announced", "makes", "of", "bought", "and", "The"])
def test_placeholders_are_names_and_amounts_wherever_they_stand(verb: str) -> None:
    tags = tagger.tag(["Sextant_K7", verb, "Bowline_H4210_V2", "€900_million", "Ashgrove_Labs"])
    assert [tags[0], *tags[2:]] == ["NNP", "NNP", "CD", "NNP"]


def test_no_words_no_tags() -> None:
    assert tagger.tag([]) == []


def test_the_same_words_get_the_same_tags_whatever_came_before() -> None:
    words = ["Quarvel", "ships", "the", "racks", "to", "Brennick", "."]
    first = tagger.tag(words)
    tagger.tag(['"', "What", "racks"])
    assert tagger.tag(words) == first


@pytest.fixture
def model(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    path = tmp_path / "pos.crfsuite"
    monkeypatch.setattr(tagger, "MODEL", path)
    monkeypatch.setattr(tagger, "_model", tagger._model.__wrapped__)
    return path


def test_a_missing_model_is_a_clear_error(model: Path) -> None:
    with pytest.raises(KgError, match=r"pos\.crfsuite: cannot be read"):
        tagger.tag(["Quarvel"])


@pytest.mark.parametrize("cut", [0, 4, 1000])
def test_a_truncated_model_is_a_clear_error(model: Path, cut: int) -> None:
    whole = (Path(tagger.__file__).parent / "model" / "pos_en.crfsuite").read_bytes()
    model.write_bytes(whole[:cut])
    with pytest.raises(KgError, match="damaged"):
        tagger.tag(["Quarvel"])


def test_a_missing_table_is_a_clear_error(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(lemmas, "LEMMAS", tmp_path / "lemmas.tsv")
    with pytest.raises(KgError, match="missing or damaged"):
        lemmas.words.__wrapped__()


def test_the_table_is_sorted_and_says_one_thing_of_each_form() -> None:
    lines = [line for line in lemmas.LEMMAS.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    rows = [tuple(line.split("\t")) for line in lines]
    assert rows == sorted(set(rows))
    irregular = [(form, kind) for form, lemma, kind in rows if form != lemma]
    assert len(irregular) == len(set(irregular))
