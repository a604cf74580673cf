from pathlib import Path

import pytest

from kg.model import Document, Problem, Severity
from kg.read.feed import FeedReader
from kg.read.folder import SourceFile, read_file

RSS = """<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel><title>The Harbour Ledger RSS Feed</title><link>https://ledger.example.org</link><language>en-us</language>
<item>
  <title>Ardent &amp;#8220;opens&amp;#8221; a&nbsp;plant</title>
  <link>https://ledger.example.org/1?a=1&b=2</link>
  <pubDate>Tue, 04 Mar 2031 08:15:00 GMT</pubDate>
  <dc:creator><![CDATA[Mira Solberg]]></dc:creator>
  <category>Business</category><category>Norwick</category>
  <description>&lt;p&gt;Ardent Tools opened its second plant. […]&lt;/p&gt;</description>
  <content:encoded><![CDATA[<p>Ardent Tools opened its <b>second</b> plant. It employs 340 people &amp; more.</p>
    <p>The post <a href="x">Ardent opens</a> appeared first on <a href="y">The Ledger</a>.</p>]]></content:encoded>
</item>
<item>
  <title>Ferry fares rise</title><media:thumbnail url="x"/>
  <guid>https://ledger.example.org/2</guid><author>desk@example.org (Jane Roe)</author>
  <source url="https://wire.example.org/">Coast Wire</source>
  <description>Ferry fares rise to 11 dollars & more in May.</description>
</item>
</channel></rss>
"""
ATOM = """<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en" xml:base="https://notes.example.org/">
<title type="text">Supply Notes</title><id>tag:x</id>
<entry><title type="html">Quillon &lt;b&gt;buys&lt;/b&gt; Marrow</title><link rel="edit" href="/e"/>
<link rel="alternate" href="/a/1"/><id>tag:1</id><updated>2030-01-01T00:00:00Z</updated>
<published>2029-06-30T05:00:00Z</published><author><name>Tomas Reyes</name></author>
<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>Quillon buys <b>Mar</b>row Steel.</p>
<p>Marrow employs 1,150 people.</p></div></content></entry></feed>
"""
RDF = """<?xml version="1.0"?>
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"
 xmlns:dc="http://purl.org/dc/elements/1.1/"><channel rdf:about="x"><title>海潮新闻</title></channel>
<item rdf:about="x"><title>岚山重工建第三座工厂</title><link>https://news.example.org/1</link>
<dc:date>2031-05-06T09:30:00+08:00</dc:date><description>岚山重工周二表示，公司将建设第三座工厂。</description></item></rdf:RDF>
"""


def found(text: str) -> list[Document | Problem]:
    reader = FeedReader()
    assert reader.accepts(Path("a.xml"), text)
    return list(reader.read("a.xml", text, "00"))


def articles(text: str) -> list[Document]:
    return [item for item in found(text) if isinstance(item, Document)]


def problems(text: str) -> list[tuple[str, int]]:
    return [(item.code, item.line) for item in found(text) if isinstance(item, Problem)]


def test_every_item_of_rss_is_an_article():
    one, two = articles(RSS)
    assert one.text == "Ardent “opens” a plant\nArdent Tools opened its second plant. It employs 340 people & more."
    assert (one.title, one.url) == ("Ardent “opens” a plant", "https://ledger.example.org/1?a=1&b=2")
    assert (one.publisher, one.authors, one.published) == (
        "The Harbour Ledger",
        ("Mira Solberg",),
        "2031-03-04T08:15:00Z",
    )
    assert (one.language, one.metadata, one.lines) == ("en", (("topics", "Business; Norwick"),), (4, 4))
    assert two.text == "Ferry fares rise\nFerry fares rise to 11 dollars & more in May."
    assert (two.url, two.authors, two.publisher) == ("https://ledger.example.org/2", ("Jane Roe",), "Coast Wire")
    assert two.lines == (14, 14)
    assert problems(RSS) == []


def test_atom():
    (document,) = articles(ATOM)
    assert document.text == "Quillon buys Marrow\nQuillon buys Marrow Steel.\nMarrow employs 1,150 people."
    assert (document.url, document.published) == ("https://notes.example.org/a/1", "2029-06-30T05:00:00Z")
    assert (document.authors, document.publisher) == (("Tomas Reyes",), "Supply Notes")


def test_rss_1():
    (document,) = articles(RDF)
    assert (document.title, document.publisher, document.language) == ("岚山重工建第三座工厂", "海潮新闻", "zh")
    assert document.published == "2031-05-06T09:30:00+08:00"


def test_a_feed_that_breaks_off_is_read_up_to_there():
    text = RSS[: RSS.index("& more in May")]
    assert [document.title for document in articles(text)] == ["Ardent “opens” a plant", "Ferry fares rise"]
    ((code, line),) = problems(text)
    assert (code, line) == ("KG-R16", 18)


def test_a_tag_that_is_not_closed_costs_nothing_else():
    text = RSS.replace("<title>Ferry fares rise</title>", "<title>Ferry fares rise")
    assert articles(text)[0].title == "Ardent “opens” a plant"
    assert problems(text)[0][0] == "KG-R16"


def test_nothing_outside_the_file_is_opened_and_no_entity_grows(tmp_path):
    secret = tmp_path / "secret.txt"
    secret.write_text("the secret")
    bomb = "".join(f'<!ENTITY e{level + 1} "{f"&e{level};" * 10}">' for level in range(12))
    doctype = f'<!DOCTYPE rss [<!ENTITY e0 "lol"><!ENTITY x SYSTEM "{secret.as_uri()}">{bomb}]>\n'
    text = RSS.replace("<rss", doctype + "<rss", 1).replace("Ferry fares rise to", "&e12; &x; Ferry fares rise to")
    documents = articles(text)
    assert len(documents) == 2
    assert all("secret" not in document.text and "lol" not in document.text for document in documents)


def test_a_date_that_is_not_understood_is_a_warning():
    text = RSS.replace("Tue, 04 Mar 2031 08:15:00 GMT", "some day")
    assert problems(text) == [("KG-R04", 4)]


def test_a_feed_without_items_is_a_notice(tmp_path):
    path = tmp_path / "a.xml"
    path.write_text('<?xml version="1.0"?><rss version="2.0"><channel><title>Ledger</title></channel></rss>')
    documents, (problem,) = read_file(SourceFile(path, "a.xml"))
    assert (documents, problem.code, problem.severity) == ((), "KG-R05", Severity.INFO)


@pytest.mark.parametrize(
    "text",
    [
        '<?xml version="1.0"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"></urlset>',
        '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"></rdf:RDF>',
        "A feed of news\n\nThe <rss> of the plant is read by many.",
    ],
)
def test_other_xml_is_no_feed(text):
    assert not FeedReader().accepts(Path("a.xml"), text)
