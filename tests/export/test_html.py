import base64
import hashlib
import json
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest
from browser import chromium, console, dialog, requests
from sample import HOSTILE, graph
from selenium.webdriver import ActionChains, Chrome, Keys
from selenium.webdriver.common.by import By
from selenium.webdriver.support.wait import WebDriverWait

from kg.export.amount import quantity
from kg.export.details import summary
from kg.export.html import HtmlExporter, embed, page
from kg.export.picture import PALETTE, colours, draw
from kg.ids import BASE, document_id, statement_id
from kg.model import Document, Entity, Evidence, Graph, Literal, Statement
from kg.ontology import load

ONTOLOGY = load()
TRAPS = (
    "</script><script>alert(1)</script>",
    "<img src=x onerror=alert(2)>",
    "\"'><svg onload=alert(3)>",
    "--><!--<script>alert(4)",
    "{{ 7 * 7 }}{% raw %}",
    "line\u2028separator & more",
)


def hostile() -> Graph:
    """A graph in which every text that an article can bring is a trap."""
    trap = " ".join(TRAPS)
    text = f"{trap}\nBefore. {trap} After."
    begin = text.index(trap, 5)
    document = Document(
        id=document_id(None, text),
        text=text,
        sources=(f"{trap}.md",),
        url="javascript:alert(5)",
        title=trap,
        publisher=trap,
        published=trap,
        language=trap,
        lines=(1, 2),
    )
    evidence = Evidence(document=document.id, begin=begin, end=begin + len(trap), quote=trap)
    qualifiers = (("date", trap), ("metric", trap), ("status", trap))
    entities = tuple(
        Entity(
            id=name,
            type=kind,
            labels={"en": trap + name, trap: trap},
            aliases=(trap,),
            same_as=("javascript:alert(6)",),
            documents=(document.id,),
        )
        for name, kind in (("a", trap), (trap, "Company"))
    )
    statements = tuple(
        Statement(
            id=statement_id("a", predicate, str(target), qualifiers),
            subject="a",
            predicate=predicate,
            object=target,
            qualifiers=qualifiers,
            evidence=(evidence,),
        )
        for predicate, target in (
            (trap, trap),
            ("partnerOf", trap),
            ("measurement", Literal(value=trap, datatype="xsd:string")),
        )
    )
    return Graph(base=BASE, documents=(document,), entities=entities, statements=statements)


class Page(HTMLParser):
    """Elements with their attributes, and the text inside each script."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.scripts: list[tuple[dict[str, str | None], str]] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        if self.elements and self.elements[-1][0] == "script" and data.strip():
            self.scripts.append((self.elements[-1][1], data))

    def embedded(self, name: str) -> Any:
        return next(json.loads(text) for attributes, text in self.scripts if attributes.get("id") == name)


@pytest.fixture(scope="module")
def text() -> str:
    return page(graph, ONTOLOGY)


# The file


def test_it_is_one_page_that_asks_for_nothing(text: str) -> None:
    elements = Page(text).elements
    assert not [attributes["src"] for _, attributes in elements if "src" in attributes]
    assert [attributes["href"] for _, attributes in elements if "href" in attributes] == ["data:,"]
    assert "cdn." not in text
    assert "bootstrap" not in text.lower()
    assert "sourceMappingURL" not in text


def test_the_policy_allows_only_the_scripts_of_the_page(text: str) -> None:
    parsed = Page(text)
    policy = next(attributes["content"] or "" for tag, attributes in parsed.elements if "http-equiv" in attributes)
    assert "default-src 'none'" in policy
    code = [script for attributes, script in parsed.scripts if attributes.get("type") is None]
    hashes = [base64.b64encode(hashlib.sha256(script.encode()).digest()).decode() for script in code]
    assert re.findall(r"'sha256-([^']+)'", policy) == hashes
    assert len(hashes) == 2


def test_there_is_one_directed_edge_for_each_statement(text: str) -> None:
    edges = Page(text).embedded("kg-edges")
    assert [edge["id"] for edge in edges] == [statement.id for statement in graph.statements]
    assert [edge["from"] for edge in edges] == [statement.subject for statement in graph.statements]
    assert {edge["arrows"] for edge in edges} == {"to"}


def test_statements_between_the_same_two_things_lie_beside_each_other() -> None:
    pair = tuple(
        Statement(id=f"statement/{number}", subject=subject, predicate="partnerOf", object=target)
        for number, (subject, target) in enumerate([("acme", "gamma"), ("acme", "gamma"), ("gamma", "acme")])
    )
    edges = draw(Graph(base=BASE, entities=graph.entities, statements=pair), ONTOLOGY).edges
    curves = [edge["smooth"] and (edge["smooth"]["type"], edge["smooth"]["roundness"]) for edge in edges]
    # The third runs the other way, so that it bends to the other side of the first.
    assert curves == [("curvedCCW", 0.18), False, ("curvedCCW", 0.18)]


def test_every_value_has_a_node_of_its_own_hidden_at_first(text: str) -> None:
    nodes = Page(text).embedded("kg-nodes")
    values = [node for node in nodes if node["value_of"]]
    assert sorted(node["value_of"] for node in values) == ["acme", "acme", "tianjin-center"]
    assert all(node["hidden"] for node in values)
    assert len(nodes) == len(graph.entities) + len(values)


def test_positions_are_integers_and_nothing_moves(text: str) -> None:
    parsed = Page(text)
    assert all(isinstance(node[axis], int) for node in parsed.embedded("kg-nodes") for axis in "xy")
    assert parsed.embedded("kg-options")["physics"] == {"enabled": False}


def test_statements_that_do_not_hold_now_are_dashed(text: str) -> None:
    dashes = {edge["id"]: edge["dashes"] for edge in Page(text).embedded("kg-edges")}
    assert {statement.status for statement in graph.statements if dashes[statement.id]} == {"planned", "denied"}
    assert all(dashes[statement.id] is False for statement in graph.statements if statement.status == "actual")


def test_classes_have_the_ontologys_colours_and_labels(text: str) -> None:
    classes = {row["id"]: row for row in Page(text).embedded("kg-details")["classes"]}
    assert classes["Company"]["color"] == ONTOLOGY.classes["Company"].color
    assert classes["Company"]["above"] == ["Organization"]
    assert classes["Company"]["count"] == 3


def test_classes_without_a_colour_get_different_ones() -> None:
    entities = tuple(Entity(id=kind, type=kind, labels={"en": kind}) for kind in ("Alpha", "Beta"))
    assert list(colours(Graph(base=BASE, entities=entities), ONTOLOGY).values()) == list(PALETTE[:2])


def test_evidence_has_its_sentence_and_the_way_to_it(text: str) -> None:
    rows = {row["id"]: row for row in Page(text).embedded("kg-details")["statements"]}
    by_predicate = {statement.predicate: rows[statement.id]["evidence"] for statement in graph.statements}
    (linked,) = by_predicate["partnerOf"]
    assert linked["quote"] == "Acme and Beta University work together."
    assert linked["before"] == "Acme Corp. unveiled the Acme X1 on June 3, 2026. "
    assert unquote(linked["href"]).endswith("#:~:text=Acme and Beta University work together.")
    (unlinked,) = by_predicate["headquarteredIn"]
    assert (unlinked["href"], unlinked["place"]) == ("", "two.txt")


def test_evidence_of_an_article_that_is_not_there_keeps_its_quote() -> None:
    lost = Graph(base=BASE, entities=graph.entities, statements=graph.statements)
    rows = Page(page(lost, ONTOLOGY)).embedded("kg-details")["statements"]
    assert all(row["evidence"][0]["quote"] for row in rows)


def test_embedded_data_cannot_end_its_element() -> None:
    written = embed(list(TRAPS))
    assert not re.search("[<>&\u2028\u2029]", written)
    assert json.loads(written) == list(TRAPS)


def test_hostile_text_makes_no_element() -> None:
    def tags(of: Graph) -> list[str]:
        return [tag for tag, _ in Page(page(of, ONTOLOGY)).elements]

    assert tags(hostile()) == tags(graph)


def test_the_summary_counts_in_words() -> None:
    assert summary(graph) == "2 articles · 9 entities · 11 statements"
    assert summary(Graph(base=BASE, documents=graph.documents[:1])) == "1 article · 0 entities · 0 statements"


@pytest.mark.parametrize(
    ("value", "unit", "words"),
    [
        ("644000000000", "USD", "644 billion USD"),
        ("1250000", "", "1.25 million"),
        ("-2500000", "EUR", "-2.5 million EUR"),
        ("1234567", "", "1,234,567"),
        ("100000000000000", "USD", "100 trillion USD"),
        ("70000", "", "70,000"),
        ("0.5", "%", "0.5 %"),
        ("NaN", "", "NaN"),
        ("about 5", "s", "about 5 s"),
    ],
)
def test_quantities_are_written_for_people(value: str, unit: str, words: str) -> None:
    assert quantity(Literal(value=value, unit=unit)) == words


def test_the_same_graph_gives_the_same_bytes(text: str) -> None:
    assert page(graph, ONTOLOGY) == text


def test_the_target_is_a_file_or_a_folder(tmp_path: Path) -> None:
    exporter = HtmlExporter(ontology=ONTOLOGY)
    assert exporter.export(graph, tmp_path / "picture.html") == tmp_path / "picture.html"
    assert exporter.export(graph, tmp_path) == tmp_path / "graph.html"
    assert exporter.export(graph, tmp_path / "new") == tmp_path / "new" / "graph.html"


# In a browser


@pytest.fixture(scope="module")
def chrome(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Chrome]:
    with chromium(tmp_path_factory.mktemp("profile")) as browser:
        browser.execute_cdp_cmd(
            "Emulation.setEmulatedMedia", {"features": [{"name": "prefers-reduced-motion", "value": "reduce"}]}
        )
        yield browser


def visit(browser: Chrome, folder: Path, of: Graph, address: str = "") -> None:
    path = HtmlExporter(ontology=ONTOLOGY).export(of, folder / "graph.html")
    browser.get("about:blank")
    console(browser)
    requests(browser)
    browser.get(path.as_uri() + address)


@pytest.fixture
def shown(chrome: Chrome, tmp_path: Path) -> Iterator[Chrome]:
    """The page of the sample graph. What it may never do is checked after each test."""
    visit(chrome, tmp_path, graph)
    yield chrome
    assert dialog(chrome) is None
    assert console(chrome) == []
    assert requests(chrome) == []


def click(browser: Chrome, point: str, *arguments: str) -> None:
    """A click of the mouse on a place of the picture, given in the network's coordinates by a script."""
    at = browser.execute_script(f"return network.canvasToDOM({point})", *arguments)
    canvas = browser.find_element(By.ID, "mynetwork")
    x, y = at["x"] - canvas.size["width"] / 2, at["y"] - canvas.size["height"] / 2
    ActionChains(browser).move_to_element_with_offset(canvas, round(x), round(y)).click().perform()


def panel(browser: Chrome, heading: str) -> str:
    """The text of the panel, once its heading has these words."""

    def ready(driver: Chrome) -> bool:
        return any(heading in found.text for found in driver.find_elements(By.CSS_SELECTOR, "#kg-panel h2"))

    WebDriverWait(browser, 10).until(ready)
    return browser.find_element(By.ID, "kg-panel").text


def hidden(browser: Chrome, kind: str) -> list[str]:
    return list(
        browser.execute_script(f"return {kind}.get({{ filter: (item) => item.hidden }}).map((item) => item.id)")
    )


def statement(predicate: str) -> Statement:
    return next(each for each in graph.statements if each.predicate == predicate)


@pytest.mark.service
def test_requests_errors_and_dialogs_would_be_seen(chrome: Chrome, tmp_path: Path) -> None:
    path = tmp_path / "bad.html"
    path.write_text("<script src=http://127.0.0.1:9/x.js></script><script>setTimeout(alert, 50, 'seen')</script>")
    requests(chrome)
    chrome.get(path.as_uri())
    WebDriverWait(chrome, 10).until(lambda driver: dialog(driver) == "seen")
    chrome.switch_to.alert.accept()
    assert requests(chrome) == ["http://127.0.0.1:9/x.js"]
    assert console(chrome)


@pytest.mark.service
def test_a_click_on_a_node_shows_names_types_and_statements(shown: Chrome) -> None:
    click(shown, "network.getPositions([arguments[0]])[arguments[0]]", "acme")
    words = panel(shown, "Acme")
    for expected in ("Company › Organization", "极星", "Acme Corp.", "http://x.example/Q1", "644 billion USD", "Gamma"):
        assert expected in words


@pytest.mark.service
def test_a_click_on_an_edge_shows_the_marked_quote_and_the_link_to_it(shown: Chrome) -> None:
    click(shown, "network.body.edges[arguments[0]].edgeType.getPoint(0.5)", statement("partnerOf").id)
    words = panel(shown, "partner of")
    assert shown.find_element(By.CSS_SELECTOR, "#kg-panel mark").text == "Acme and Beta University work together."
    assert "Example News · 2026-06-03" in words
    assert "confidence 0.90" in words
    link = shown.find_element(By.CSS_SELECTOR, "#kg-panel .way a")
    assert link.get_attribute("href").startswith("https://news.example.org/acme-and-beta#:~:text=Acme%20and%20Beta")
    assert link.get_attribute("rel") == "noopener noreferrer"
    assert link.get_attribute("target") == "_blank"


@pytest.mark.service
def test_a_statement_in_the_panel_leads_to_its_evidence(shown: Chrome) -> None:
    click(shown, "network.getPositions([arguments[0]])[arguments[0]]", "acme")
    panel(shown, "Acme")
    denied = statement("acquired")
    shown.find_element(By.CSS_SELECTOR, f'[data-statement="{denied.id}"]').click()
    words = panel(shown, "acquired")
    assert "denied" in words
    assert "amount 1.5 billion USD" in words
    assert shown.find_element(By.CSS_SELECTOR, "#kg-panel mark").text == denied.evidence[0].quote


@pytest.mark.service
def test_evidence_without_a_web_address_names_the_file(shown: Chrome) -> None:
    shown.execute_script("location.hash = arguments[0]", "#" + statement("headquarteredIn").id)
    panel(shown, "headquartered in")
    assert shown.find_element(By.CSS_SELECTOR, "#kg-panel .way code").text == "two.txt"
    assert not shown.find_elements(By.CSS_SELECTOR, "#kg-panel .way a")


@pytest.mark.service
@pytest.mark.parametrize(("typed", "found"), [("beta", "Beta University"), ("极星公司", "Acme"), ("tianj", "Tianjin")])
def test_search_finds_names_in_every_language_and_enter_jumps_there(shown: Chrome, typed: str, found: str) -> None:
    box = shown.find_element(By.ID, "kg-search")
    box.send_keys(typed, Keys.ENTER)
    panel(shown, found)
    node = shown.execute_script("return state.node")
    at = shown.execute_script("return network.canvasToDOM(network.getPositions([arguments[0]])[arguments[0]])", node)
    right = shown.execute_script("return free().right")
    assert 0 < at["x"] < right


@pytest.mark.service
def test_an_address_with_an_id_opens_it(chrome: Chrome, tmp_path: Path) -> None:
    visit(chrome, tmp_path, graph, "#%E5%A4%A9%E6%B4%A5")
    assert "City" in panel(chrome, "Tianjin")


@pytest.mark.service
@pytest.mark.parametrize(
    ("group", "value", "gone", "stays"),
    [
        ("class", "Server", {"acme-x1"}, {"acme", "gamma"}),
        ("predicate", "acquired", {"gamma"}, {"acme", "acme-x1"}),
        ("publisher", "Nobody's Daily", {"天津"}, {"acme", "gamma"}),
        ("status", "denied", {"gamma"}, {"acme", "tianjin-center"}),
    ],
)
def test_a_filter_hides_nodes_and_edges(shown: Chrome, group: str, value: str, gone: set[str], stays: set[str]) -> None:
    before = set(hidden(shown, "edges"))
    shown.execute_script("for (const part of document.querySelectorAll('#kg-filters details')) part.open = true")
    shown.find_element(By.CSS_SELECTOR, f'input[data-group="{group}"][data-value="{value}"]').click()
    assert gone <= set(hidden(shown, "nodes"))
    assert not stays & set(hidden(shown, "nodes"))
    assert set(hidden(shown, "edges")) > before
    shown.find_element(By.ID, "kg-reset").click()
    assert set(hidden(shown, "edges")) == before


@pytest.mark.service
def test_values_are_shown_when_asked_for(shown: Chrome) -> None:
    assert len(hidden(shown, "nodes")) == 3
    shown.find_element(By.XPATH, "//label[contains(., 'Measured values')]").click()
    assert hidden(shown, "nodes") == []
    assert hidden(shown, "edges") == []


@pytest.mark.service
def test_the_whole_graph_is_in_sight_and_named_at_first(shown: Chrome) -> None:
    named = shown.execute_script("network.redraw(); return written.map((label) => label.node)")
    assert set(named) == {entity.id for entity in graph.entities}


@pytest.mark.service
def test_the_page_is_used_by_keyboard_alone(shown: Chrome) -> None:
    ActionChains(shown).send_keys("/").pause(0.1).send_keys("gamma", Keys.ENTER).perform()
    panel(shown, "Gamma")
    ActionChains(shown).send_keys(Keys.ESCAPE).perform()
    WebDriverWait(shown, 10).until(lambda driver: not driver.find_element(By.ID, "kg-panel").is_displayed())


@pytest.mark.service
@pytest.mark.parametrize("of", [hostile(), Graph(base=BASE)], ids=["hostile", "empty"])
def test_hostile_text_stays_text(chrome: Chrome, tmp_path: Path, of: Graph) -> None:
    visit(chrome, tmp_path, of)
    for each in (*of.entities, *of.statements):
        chrome.execute_script("show(arguments[0])", each.id)
        assert dialog(chrome) is None
        assert not chrome.find_elements(By.CSS_SELECTOR, "img, svg, [onerror], [onload], a[href^='javascript']")
        assert "onerror=alert(2)" in chrome.find_element(By.ID, "kg-panel").text
    chrome.find_element(By.ID, "kg-search").send_keys("img")
    assert dialog(chrome) is None
    assert console(chrome) == []
    assert requests(chrome) == []


@pytest.mark.service
def test_an_evil_name_is_drawn_and_listed(shown: Chrome) -> None:
    shown.execute_script("show('o-brien')")
    assert " ".join(HOSTILE.replace("\x1f", " ").split())[:20] in panel(shown, "O'Brien")
