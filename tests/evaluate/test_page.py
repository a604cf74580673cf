"""The page of `kg eval --html`: marks, links, and what it does with hostile text; in a real browser, too."""

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

import pytest
from browser import chromium, console, dialog, requests
from selenium.webdriver import ActionChains, Chrome, Keys
from selenium.webdriver.common.by import By

from kg import ontology
from kg.evaluate.page import page
from kg.evaluate.score import score
from kg.gold import GoldArticle, GoldEntity, GoldStatement
from kg.model import Document, Entity, Evidence, Graph, Mention, Statement

TERMS = ontology.load()
TEXT = "Acme opens a plant\nAcme bought Beta Works. It is in Ostend. 极星 <b>grew</b>."
TRAP = "\"'><script>alert(1)</script><img src=x onerror=alert(2)> {{ 7 * 7 }} --> javascript:alert(3)"


def scored(text: str = TEXT, source: str = "a.txt", name: str = "Acme") -> str:
    """A page with a right, a wrong and a missed mention, and the same of statements."""
    begin = text.index("Acme bought")
    end = text.index(". It") + 1
    document = Document(id="d", text=text, sources=(source,), title=name, language=name)
    mentions = [
        Mention(document="d", begin=begin, end=begin + 4, anchor="Acme", type="Company", name="Acme"),
        Mention(document="d", begin=begin + 12, end=begin + 16, anchor="Beta", type="City", name="Beta"),
    ]
    acme = Entity(id="acme", type="Company", labels={"en": name}, aliases=("Acme",), documents=("d",))
    beta = Entity(id="beta", type="City", labels={"en": "Beta"}, aliases=("Beta",), documents=("d",))
    evidence = (Evidence(document="d", begin=begin, end=end, quote=text[begin:end]),)
    said = tuple(
        Statement(
            id=f"s{number}", subject="acme", predicate=predicate, object="beta", evidence=evidence, confidence=0.8
        )
        for number, predicate in enumerate(("acquired", "locatedIn"))
    )
    labels = GoldArticle(
        source=source,
        entities=(
            GoldEntity(id="acme", type="Company", names=("Acme",)),
            GoldEntity(id="works", type="Company", names=("Beta Works", "Beta")),
            GoldEntity(id="ostend", type="City", names=("Ostend",)),
        ),
        statements=(
            GoldStatement(subjects=("acme",), predicate="acquired", objects=("works",), qualifiers=(("date", TRAP),)),
            GoldStatement(subjects=("works",), predicate="locatedIn", objects=("ostend",)),
        ),
    )
    graph = Graph(base="", documents=(document,), entities=(acme, beta), statements=said)
    return page(score(graph, [labels], {source: text}, TERMS, mentions), graph.documents)


class Elements(HTMLParser):
    """Elements with their attributes."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))

    def of(self, attribute: str) -> list[str]:
        return [str(attributes[attribute]) for _, attributes in self.found if attribute in attributes]


def text_of(html: str) -> str:
    """The article as a reader sees it, without the chips."""
    body = html[html.index('<div class="text"') : html.index("<aside")]
    body = re.sub(r'<a class="chip.*?</a>', "", body)
    return re.sub(r"\n+", "\n", re.sub("<[^>]*>", "", body)).strip().replace("&lt;", "<").replace("&gt;", ">")


def test_the_whole_text_is_there_and_every_link_leads_somewhere() -> None:
    html = scored()
    elements = Elements(html)
    ids = elements.of("id")
    assert text_of(html) == TEXT
    assert len(ids) == len(set(ids))
    assert {link for link in elements.of("href") if link[1:] not in ids} == {"data:,"}
    assert "article-1" in ids


def test_mentions_are_marked_where_they_overlap_too() -> None:
    """ "Beta" as a city is wrong, "Beta Works" is missed."""
    html = scored()
    assert '<span class="mark right" title="mention right: Company">Acme</span> bought ' in html
    pieces = re.findall(
        r'<a class="mark ([a-z ]+)" href="#f\d+" title="([^"]*)">(?:<span id="p\d+"></span>)*([^<]*)</a>', html
    )
    assert pieces == [
        ("missed", "mention missed: Company", "Acme"),
        ("missed wrong", "mention not in the labels: City; mention missed: Company", "Beta"),
        ("missed", "mention missed: Company", " Works"),
        ("missed", "mention missed: City", "Ostend"),
    ]


def test_statements_stand_after_their_sentence_and_in_the_list() -> None:
    html = scored()
    chips = re.findall(r'<a class="chip (\w+)" id="p(\d+)" href="#f\2" title="([^"]*)">(. \d+)</a>', html)
    assert [(verdict, sign) for verdict, _, _, sign in chips] == [
        ("wrong", "✗ 1"),
        ("right", "✓ 3"),
        ("missed", "○ 4"),
        ("missed", "○ 2"),
    ]
    assert "statement not in the labels: Acme locatedIn Beta" in chips[0][2]
    assert html.index("bought") < html.index('class="chip right"') < html.index("It is in")
    assert 'kind">statement missed:</span> <bdi>works locatedIn ostend' in html


def test_no_script_and_no_style_but_its_own_may_run() -> None:
    html = scored(TEXT + TRAP, f"{TRAP}.txt", TRAP)
    tags = {tag for tag, _ in Elements(html).found}
    attributes = {name for _, each in Elements(html).found for name in each}
    assert not tags & {"script", "img"}
    assert not {name for name in attributes if name.startswith("on") or name in ("style", "src")}
    assert "<b>grew" not in html
    assert "{{ 7 * 7 }}" in html
    policy = next(each["content"] for tag, each in Elements(html).found if "http-equiv" in each)
    assert str(policy).startswith("default-src 'none'; style-src 'sha256-")


def test_the_page_is_the_same_each_time() -> None:
    assert scored() == scored()


def test_a_file_that_gave_no_article_says_so() -> None:
    figures = score(Graph(base=""), [GoldArticle(source="a.txt")], {}, TERMS, [])
    assert "No article was read from this file." in page(figures, ())


# In a browser.


@pytest.fixture(scope="module")
def chrome(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Chrome]:
    with chromium(tmp_path_factory.mktemp("profile")) as browser:
        yield browser


@pytest.fixture
def shown(chrome: Chrome, tmp_path: Path) -> Chrome:
    path = tmp_path / "page.html"
    path.write_text(scored(), encoding="utf-8")
    chrome.execute_cdp_cmd(
        "Emulation.setEmulatedMedia", {"features": [{"name": "prefers-reduced-motion", "value": "reduce"}]}
    )
    chrome.get(path.as_uri())
    return chrome


@pytest.mark.service
def test_its_style_is_allowed_and_it_asks_for_nothing(shown: Chrome) -> None:
    assert shown.find_element(By.CSS_SELECTOR, ".mark.wrong").value_of_css_property("text-decoration-style") == "wavy"
    assert console(shown) == []
    assert requests(shown) == []


@pytest.mark.service
def test_hostile_text_stays_text(chrome: Chrome, tmp_path: Path) -> None:
    path = tmp_path / "trap.html"
    path.write_text(scored(TEXT + TRAP, f"{TRAP}.txt", TRAP), encoding="utf-8")
    chrome.get(path.as_uri())
    assert dialog(chrome) is None
    assert TRAP in chrome.find_element(By.CSS_SELECTOR, "article h2").text
    assert console(chrome) == []


@pytest.mark.service
def test_a_mark_leads_to_its_entry_and_back(shown: Chrome) -> None:
    shown.find_element(By.CSS_SELECTOR, ".chip.wrong").click()
    entry = shown.find_element(By.CSS_SELECTOR, "li:target")
    assert entry.text == "✗ 1 statement not in the labels: Acme locatedIn Beta 0.80"
    entry.find_element(By.TAG_NAME, "a").click()
    assert shown.find_element(By.CSS_SELECTOR, ".chip:target").text == "✗ 1"


@pytest.mark.service
def test_everything_is_reached_by_keyboard(shown: Chrome) -> None:
    """From the table of articles to the article; tabbing meets every mistake marked in the text."""
    link = shown.find_element(By.CSS_SELECTOR, "th a[href='#article-1']")
    shown.execute_script("arguments[0].focus()", link)
    ActionChains(shown).send_keys(Keys.ENTER).perform()
    assert shown.current_url.endswith("#article-1")
    wanted = {each.get_attribute("href") for each in shown.find_elements(By.CSS_SELECTOR, ".texts a")}
    seen = set()
    for _ in range(40):
        ActionChains(shown).send_keys(Keys.TAB).perform()
        seen.add(shown.execute_script("return document.activeElement.href"))
    assert wanted <= seen


@pytest.mark.service
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_it_fits_a_phone_and_can_be_read_in_either_scheme(shown: Chrome, scheme: str) -> None:
    metrics = {"width": 360, "height": 800, "deviceScaleFactor": 2, "mobile": True}
    shown.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", metrics)
    shown.execute_cdp_cmd(
        "Emulation.setEmulatedMedia", {"features": [{"name": "prefers-color-scheme", "value": scheme}]}
    )
    try:
        assert shown.execute_script("return document.documentElement.scrollWidth") <= 360
        for chosen in (".kind", ".chip.right", ".chip.wrong", ".chip.missed", "td", "th a"):
            element = shown.find_element(By.CSS_SELECTOR, chosen)
            assert contrast(shown, element) >= 4.5, (scheme, chosen)
    finally:
        shown.execute_cdp_cmd("Emulation.clearDeviceMetricsOverride", {})
        shown.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": []})


_COLOURS = """
let ground = arguments[0];
while (getComputedStyle(ground).backgroundColor === 'rgba(0, 0, 0, 0)') ground = ground.parentElement;
return [getComputedStyle(arguments[0]).color, getComputedStyle(ground).backgroundColor];
"""


def contrast(browser: Chrome, element: object) -> float:
    """The ratio of WCAG 2.2, https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio."""
    low, high = sorted(map(luminance, browser.execute_script(_COLOURS, element)))
    return (high + 0.05) / (low + 0.05)


def luminance(colour: str) -> float:
    parts = [int(part) / 255 for part in re.findall(r"\d+", colour)[:3]]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
