"""A small graph made by hand, with something of everything that an export must carry."""

from kg.ids import BASE, document_id, statement_id
from kg.model import Document, Entity, Evidence, Graph, Literal, Match, Problem, Severity, Statement

HOSTILE = 'O\'Brien "x" \\u0027 `t` </script><img src=x onerror=alert(1)>\nC:\\new; {a: 1} \x1f, //'

ENGLISH = document_id(
    "https://news.example.org/acme-and-beta",
    "Acme and Beta University to build a center",
)
CHINESE = document_id(None, "极星新闻")

_TEXTS = {
    ENGLISH: "Acme and Beta University to build a center\n"
    "Acme Corp. unveiled the Acme X1 on June 3, 2026. Acme and Beta University work together.\n"
    "Ada Example, chief executive of Acme, denied that Acme had bought Gamma for $1.5 billion. "
    "The 20 MW center in Tianjin is to open in 2027.\n"
    "Acme shipped the X1 in the second quarter; servers of O'Brien </script> compete with it since early 2026.",
    CHINESE: "极星公司在天津设厂\n极星公司总部位于天津。该公司上半年收入6440亿美元。",
}

DOCUMENTS = (
    Document(
        id=ENGLISH,
        text=_TEXTS[ENGLISH],
        language="en",
        sources=("a/one.md", "b/copy of one.md"),
        url="https://news.example.org/acme-and-beta",
        title="Acme and Beta University to build a center",
        authors=("Ada Example", "Bob Nobody"),
        publisher="Example News",
        publisher_aliases=("news.example.org",),
        published="2026-06-03T10:00:00+08:00",
        digest="00" * 32,
        lines=(2, 4, 6, 8),
        metadata=(("topics", "servers"),),
    ),
    Document(
        id=CHINESE,
        text=_TEXTS[CHINESE],
        language="zh",
        sources=("two.txt",),
        url="not a url",
        title="极星公司在天津设厂",
        publisher="Nobody's Daily",
        published="2026-06",
        digest="11" * 32,
        part_of=ENGLISH,
    ),
)


def _entity(name: str, kind: str, labels: dict[str, str], *aliases: str, same_as: str = "") -> Entity:
    documents = sorted({CHINESE, ENGLISH} if "zh" in labels else {ENGLISH})
    names = tuple(sorted({*labels.values(), *aliases}))
    members = (f"{name}-member",)
    known = (same_as,) if same_as else ()
    return Entity(
        id=name, type=kind, labels=labels, aliases=names, same_as=known, members=members, documents=tuple(documents)
    )


ENTITIES = (
    _entity("acme", "Company", {"en": "Acme", "zh": "极星"}, "Acme Corp.", "极星公司", same_as="http://x.example/Q1"),
    _entity("acme-x1", "Server", {"en": "Acme X1"}, "X1"),
    _entity("ada-example", "Person", {"en": "Ada Example"}),
    _entity("beta-university", "University", {"en": "Beta University"}, same_as="no iri"),
    _entity("example-news", "Publisher", {"en": "Example News"}),
    _entity("gamma", "Company", {"en": "Gamma"}),
    _entity("o-brien", "Company", {"en": HOSTILE}, "O'Brien </script>"),
    _entity("tianjin-center", "Facility", {"en": "the 20 MW center"}),
    _entity("天津", "City", {"zh": "天津", "en": "Tianjin"}),
)


def _statement(
    subject: str, predicate: str, target: str | Literal, document: str, quote: str, **qualifiers: str
) -> Statement:
    begin = _TEXTS[document].index(quote)
    evidence = Evidence(
        document=document,
        begin=begin,
        end=begin + len(quote),
        quote=quote,
        annotator=f"rules/{predicate}",
        confidence=0.9,
    )
    pairs = tuple(sorted(qualifiers.items()))
    return Statement(
        id=statement_id(subject, predicate, str(target), pairs),
        subject=subject,
        predicate=predicate,
        object=target,
        qualifiers=pairs,
        evidence=(evidence,),
        standing="deprecated" if qualifiers.get("status") == "denied" else "normal",
        confidence=0.9,
    )


UNVEILED = "Acme Corp. unveiled the Acme X1 on June 3, 2026."
TOGETHER = "Acme and Beta University work together."
DENIED = "Ada Example, chief executive of Acme, denied that Acme had bought Gamma for $1.5 billion."
PLANNED = "The 20 MW center in Tianjin is to open in 2027."
SHIPPED = "Acme shipped the X1 in the second quarter; servers of O'Brien </script> compete with it since early 2026."
SEATED = "极星公司总部位于天津。"
EARNED = "该公司上半年收入6440亿美元。"

STATEMENTS = tuple(
    sorted(
        (
            _statement("acme", "announced", "acme-x1", ENGLISH, UNVEILED, date="2026-06-03"),
            _statement("acme", "partnerOf", "beta-university", ENGLISH, TOGETHER),
            _statement("ada-example", "worksFor", "acme", ENGLISH, DENIED, role="chief executive"),
            _statement("acme", "acquired", "gamma", ENGLISH, DENIED, amount="1500000000 USD", status="denied"),
            _statement("acme", "announced", "tianjin-center", ENGLISH, PLANNED, date="2027", status="planned"),
            _statement("tianjin-center", "measurement", Literal(value="20", unit="MW"), ENGLISH, PLANNED),
            _statement("tianjin-center", "produces", "acme-x1", ENGLISH, SHIPPED, date="2026-Q2"),
            _statement("acme", "competitorOf", "o-brien", ENGLISH, SHIPPED, date="2026-01"),
            _statement("acme", "headquarteredIn", "天津", CHINESE, SEATED),
            _statement(
                "acme",
                "measurement",
                Literal(value="644000000000", unit="USD"),
                CHINESE,
                EARNED,
                change="-2.5 %",
                date="2026-H1",
                metric="收入",
            ),
            _statement("acme", "measurement", Literal(value="1.15"), CHINESE, EARNED, metric="pue"),
        ),
        key=lambda statement: statement.id,
    )
)

graph = Graph(
    base=BASE,
    documents=tuple(sorted(DOCUMENTS, key=lambda document: document.id)),
    entities=ENTITIES,
    statements=STATEMENTS,
    matches=(
        Match(
            left="acme-member",
            right="gamma-member",
            left_name="Acme",
            right_name="Gamma",
            type="Company",
            score=0.2,
            reasons=("they share no word",),
        ),
    ),
    problems=(
        Problem(code="KG-R01", message="line 3 holds no date", severity=Severity.WARNING, source="a/one.md", line=3),
    ),
)
