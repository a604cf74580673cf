import pickle
import time
from pathlib import Path

import pytest

from kg import lexicon
from kg.errors import OntologyError

ONTOLOGY = Path(__file__).parent.parent / "ontology"
HEADER = "id\tclass\twithin\tcued\ten\tzh\tadjective\n"


def folder(root: Path, **files: str) -> Path:
    (root / "lexicon").mkdir()
    for name, text in files.items():
        (root / "lexicon" / name.replace("_", ".")).write_text(text, encoding="utf-8")
    return root


@pytest.fixture(scope="module")
def own() -> lexicon.Lexicon:
    return lexicon.load(ONTOLOGY)


def test_yaml_entry_has_all_fields(tmp_path: Path) -> None:
    text = (
        "class: Company\nentries:\n"
        "  acme: {en: [Acme, Acme Group], zh: [艾克米], wikidata: Q42, same_as: ['https://example.org/a']}\n"
        "  acme-city: {class: City, en: Acme City, adjective: [Acmean], within: acme, cued: true}\n"
    )
    loaded = lexicon.load(folder(tmp_path, a_yaml=text))
    assert loaded.entries["acme"] == lexicon.Entry(
        id="acme",
        type="Company",
        names=(("en", "Acme"), ("en", "Acme Group"), ("zh", "艾克米")),
        same_as=("http://www.wikidata.org/entity/Q42", "https://example.org/a"),
    )
    assert loaded.entries["acme-city"] == lexicon.Entry(
        id="acme-city", type="City", names=(("en", "Acme City"),), adjectives=("Acmean",), within="acme", cued=True
    )
    assert loaded.entries["acme"].label("zh") == "艾克米"
    assert loaded.entries["acme"].label("de") is None


def test_tsv_row_is_the_entry_that_yaml_would_give(tmp_path: Path) -> None:
    rows = "utopia\tCountry\t\t\tUtopia\t乌托邦\tUtopian\noz\tCity\tutopia\ttrue\tOz|Ozz\t\t\n"
    loaded = lexicon.load(folder(tmp_path, places_tsv=HEADER + rows))
    assert list(loaded.entries) == ["utopia", "oz"]
    assert loaded.entries["utopia"].adjectives == ("Utopian",)
    assert loaded.entries["utopia"].within is None
    assert loaded.entries["oz"] == lexicon.Entry(
        id="oz", type="City", names=(("en", "Oz"), ("en", "Ozz")), within="utopia", cued=True
    )
    assert loaded.by_adjective == {"Utopian": ("utopia",)}


def test_find_gives_uncued_first_and_keeps_case(tmp_path: Path) -> None:
    text = "class: City\nentries:\n  small: {en: [Ada], cued: true}\n  large: {en: [Ada], adjective: [Adan]}\n"
    loaded = lexicon.load(folder(tmp_path, a_yaml=text))
    assert [entry.id for entry in loaded.find("Ada")] == ["large", "small"]
    assert loaded.by_name["Ada"] == ("large", "small")
    assert loaded.find("ada") == loaded.find("Adan") == ()


def test_names_are_nfc_and_never_yaml_values(tmp_path: Path) -> None:
    loaded = lexicon.load(folder(tmp_path, a_yaml="class: City\nentries:\n  no: {en: [NO, 2026, Zu\u0308rich]}\n"))
    assert [name for _, name in loaded.entries["no"].names] == ["NO", "2026", "Z\u00fcrich"]


def test_no_folder_is_an_empty_lexicon(tmp_path: Path) -> None:
    assert len(lexicon.load(tmp_path).entries) == 0


@pytest.mark.parametrize(
    ("text", "place", "says"),
    [
        ("class: City\nentries:\n  a: {en: [A]}\n  b: {de: [B], cue: true}\n", ":4:", 'unknown field "cue"'),
        ("class: City\nentries:\n  a: {en: [A]}\n  B b: {en: [B]}\n", ":4:", "no id"),
        ("class: City\nentries:\n  a: {en: []}\n", ":3:", "needs a name"),
        ("entries:\n  a: {en: [A]}\n", ":2:", "a class"),
        ("class: City\nentries:\n  a: {en: [A], cued: maybe}\n", ":3:", "true or false"),
        ("class: City\nentries:\n  a: {en: [A]}\n  a: {en: [B]}\n", ":4:", 'id "a" is also at'),
        ("class: City\nentries:\n  a: {en: [A], en: [B]}\n", ":3:", "stands here twice"),
        ("class: City\nentries:\n  a: {en: [A], within: nowhere}\n", ":3:", "no entry has as its id"),
        ("class: City\nentries:\n  a: [A]\n", ":3:", "pairs"),
        ("class: City\nentries:\n  a: {en: [{b: c}]}\n", ":3:", "a word or a name"),
        ("class: City\nentry:\n  a: {en: [A]}\n", ":1:", "class, entry"),
        ("class: City\nentries: [a]\n", ":2:", "under entries"),
        ("class: City\nentries:\n  a: {en: [A\n", ":4:", "no valid YAML"),
    ],
)
def test_broken_yaml_is_named_with_its_line(tmp_path: Path, text: str, place: str, says: str) -> None:
    with pytest.raises(OntologyError) as error:
        lexicon.load(folder(tmp_path, a_yaml=text))
    assert "a.yaml" + place in str(error.value)
    assert says in str(error.value)


@pytest.mark.parametrize(
    ("text", "place", "says"),
    [
        ("id\tname\n", ":1:", "header"),
        (HEADER + "a\tCity\t\t\tA\t\t\n" + "b\tCity\n", ":3:", "2 columns"),
        (HEADER + "a\tCity\t\tyes\tA\t\t\n", ":2:", "as cued"),
        (HEADER + "a\tCity\t\t\t\t\t\n", ":2:", "a name"),
        (HEADER + "a\tCity\t\t\tA\t\t\n" + "a\tCity\t\t\tB\t\t\n", ":3:", "is also at"),
        (HEADER + "a\tCity\tb\t\tA\t\t\n", ":2:", "no entry has as its id"),
    ],
)
def test_broken_tsv_is_named_with_its_line(tmp_path: Path, text: str, place: str, says: str) -> None:
    with pytest.raises(OntologyError) as error:
        lexicon.load(folder(tmp_path, a_tsv=text))
    assert "a.tsv" + place in str(error.value)
    assert says in str(error.value)


def test_one_id_in_two_files_names_both_places(tmp_path: Path) -> None:
    yaml = "class: City\nentries:\n  a: {en: [A]}\n"
    with pytest.raises(OntologyError, match=r'b\.tsv:2: the id "a" is also at .*a\.yaml:3'):
        lexicon.load(folder(tmp_path, a_yaml=yaml, b_tsv=HEADER + "a\tCity\t\t\tA\t\t\n"))


def test_file_that_is_not_utf8_is_an_error(tmp_path: Path) -> None:
    folder(tmp_path)
    (tmp_path / "lexicon" / "a.tsv").write_bytes(b"\xff\xfe")
    with pytest.raises(OntologyError, match="UTF-8"):
        lexicon.load(tmp_path)


def test_lexicon_can_be_sent_to_another_process(tmp_path: Path) -> None:
    loaded = lexicon.load(folder(tmp_path, a_tsv=HEADER + "a\tCity\t\t\tA\t\t\n"))
    assert pickle.loads(pickle.dumps(loaded)).find("A") == loaded.find("A")


@pytest.mark.parametrize(
    ("name", "identity", "kind"),
    [
        ("United States", "united-states", "Country"),
        ("U.S.", "united-states", "Country"),
        ("美国", "united-states", "Country"),
        ("UK", "united-kingdom", "Country"),
        ("Türkiye", "turkey", "Country"),
        ("Hong Kong", "hong-kong", "Region"),
        ("广东省", "guangdong", "Region"),
        ("Köln", "cologne", "City"),
        ("Krakow", "krakow", "City"),
        ("成都市", "chengdu", "City"),
        ("纽约", "new-york", "City"),
        ("Singapore", "singapore", "Country"),
        ("联想", "lenovo", "Company"),
        ("北大", "peking-university", "University"),
        ("CERN", "cern", "ResearchInstitute"),
        ("MI300X", "mi300x", "Accelerator"),
        ("液冷", "liquid-cooling", "Technology"),
        ("AI servers", "ai-servers", "ProductCategory"),
        ("TOP500", "top500", "Ranking"),
    ],
)
def test_well_known_names(own: lexicon.Lexicon, name: str, identity: str, kind: str) -> None:
    best = own.find(name)[0]
    assert (best.id, best.type, best.cued) == (identity, kind, False)


@pytest.mark.parametrize("name", ["Reading", "Mobile", "Nice", "Orange", "Georgia", "Grace", "Pest"])
def test_words_and_names_of_persons_need_a_context(own: lexicon.Lexicon, name: str) -> None:
    assert own.find(name)
    assert all(entry.cued for entry in own.find(name))


@pytest.mark.parametrize("word", ["来宾", "东方", "字节"])
def test_chinese_words_are_no_names(own: lexicon.Lexicon, word: str) -> None:
    assert own.find(word) == ()


def test_adjectives_of_countries(own: lexicon.Lexicon) -> None:
    expected = {"Chinese": "china", "Dutch": "netherlands", "American": "united-states", "British": "united-kingdom"}
    assert {word: own.by_adjective[word][0] for word in expected} == expected
    assert own.by_adjective["European"] == ("europe",)


def test_among_cities_of_one_name_the_largest_or_best_known_is_first(own: lexicon.Lexicon) -> None:
    assert own.find("Paris")[0].within == "france"
    assert own.find("London")[0].within == "united-kingdom"
    assert own.find("Santa Clara")[0].within == "united-states"
    assert [entry.cued for entry in own.find("Paris")] == [False, True]


def test_own_lexicon_loads_fast() -> None:
    begin = time.process_time()
    lexicon.load(ONTOLOGY)
    assert time.process_time() - begin < 1.0
