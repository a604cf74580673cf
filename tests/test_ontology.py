"""The default ontology is complete, and ontologies from elsewhere load."""

import pickle
import time
from pathlib import Path

import pytest

from kg import ontology
from kg.errors import OntologyError
from kg.ids import ONTOLOGY

DEFAULT = ontology.load()
SECOND = Path(__file__).parent / "data" / "second_ontology"
HEAD = """\
@prefix x: <http://other.example/ns/> .
@prefix kg: <https://kg.example/schema#> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix schema: <http://schema.org/> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
"""

CLASSES = {
    "": "Person Organization Place Product ComputingSystem Technology Ranking Market Article",
    "Organization": "Company University ResearchInstitute GovernmentBody Publisher",
    "Place": "Country Region City Facility",
    "Product": "ProductLine ProductCategory Server Processor Accelerator Software",
}
PREDICATES = """\
announced: Organization -> Product Facility ComputingSystem Technology
manufacturer: Product -> Organization
inProductLine: Product -> ProductLine
hasComponent: Product ComputingSystem -> Product
usesTechnology: Product ComputingSystem Facility Organization -> Technology
headquarteredIn: Organization -> Place
locatedIn: Facility ComputingSystem University ResearchInstitute Place -> Place
operator: Facility ComputingSystem -> Organization
builder: ComputingSystem Facility -> Organization
produces: Facility -> Product
worksFor: Person -> Organization
partnerOf: Organization -> Organization
customerOf: Organization -> Organization
subsidiaryOf: Organization -> Organization
acquired: Organization -> Organization Product
investedIn: Organization -> Organization Facility
competitorOf: Organization -> Organization
rankedIn: Organization Product ComputingSystem -> Ranking Market
measurement: ->
mentions: Article ->
publishedBy: Article -> Publisher
"""


def load_text(folder: Path, text: str) -> ontology.Ontology:
    (folder / "any.ttl").write_text(HEAD + text, encoding="utf-8")
    return ontology.load(folder)


def test_default_has_the_classes_of_the_vocabulary() -> None:
    expected = {name: parent for parent, names in CLASSES.items() for name in names.split()}
    assert {name: "".join(term.parents) for name, term in DEFAULT.classes.items()} == expected


def test_default_has_the_predicates_of_the_vocabulary() -> None:
    assert len(PREDICATES.splitlines()) == len(DEFAULT.properties)
    for line in PREDICATES.splitlines():
        name, _, ends = line.partition(":")
        domain, _, target = ends.partition("->")
        term = DEFAULT.properties[name]
        assert (term.domain, term.range) == (tuple(domain.split()), tuple(target.split())), name


def test_default_kinds_of_predicates() -> None:
    terms = DEFAULT.properties.values()
    assert {term.name for term in terms if term.symmetric} == {"partnerOf", "competitorOf"}
    assert {term.name for term in terms if term.automatic} == {"mentions", "publishedBy"}
    assert {term.name for term in terms if term.quantity} == {"measurement"}
    assert {term.name for term in terms if term.functional} == {"publishedBy"}
    assert all(term.hint.endswith(".") for term in terms if not term.automatic)


def test_default_qualifiers() -> None:
    assert {name: term.datatype for name, term in DEFAULT.qualifiers.items()} == {
        "amount": "quantity",
        "change": "percentage",
        "count": "range",
        "date": "date",
        "metric": "text",
        "rank": "range",
        "role": "text",
        "status": "status",
    }
    assert not DEFAULT.qualifiers.keys() & DEFAULT.properties.keys()


def test_default_terms_are_described_in_english_and_chinese() -> None:
    for terms in (DEFAULT.classes, DEFAULT.properties, DEFAULT.qualifiers):
        assert list(terms) == sorted(terms)
        for name, term in terms.items():
            assert set(term.labels) == {"en", "zh"}, name
            assert term.comment.endswith("."), name
            assert term.iri == ONTOLOGY + name


@pytest.mark.parametrize(
    ("iri", "expected"),
    [
        ("https://schema.org/Person", "Person"),
        ("http://schema.org/NewsMediaOrganization", "Publisher"),
        ("http://www.w3.org/ns/org#Organization", "Organization"),
        ("https://schema.org/Place", "Place"),
        ("https://schema.org/Recipe", None),
    ],
)
def test_class_for_an_aligned_iri(iri: str, expected: str | None) -> None:
    assert DEFAULT.class_for(iri) == expected


def test_class_as_wide_is_no_narrower_one() -> None:
    football = ontology.load(Path(__file__).parent / "data" / "second_ontology")
    assert football.class_for("https://schema.org/Person") == "Player"
    assert football.class_as_wide("https://schema.org/Person") is None
    assert DEFAULT.class_as_wide("http://schema.org/Person") == "Person"
    assert DEFAULT.class_as_wide("https://schema.org/Recipe") is None


def test_class_for_takes_the_first_iri_that_has_a_class() -> None:
    assert (
        DEFAULT.class_for("https://schema.org/Recipe", "https://schema.org/City", "https://schema.org/Person") == "City"
    )


def test_default_alignments_of_predicates() -> None:
    assert "http://www.wikidata.org/prop/direct/P176" in DEFAULT.properties["manufacturer"].aligned
    assert "https://schema.org/worksFor" in DEFAULT.properties["worksFor"].aligned


def test_is_a_ancestors_and_root() -> None:
    assert DEFAULT.is_a("Company", "Company")
    assert DEFAULT.is_a("Company", "Person", "Organization")
    assert not DEFAULT.is_a("Organization", "Company")
    assert not DEFAULT.is_a("Unicorn", "Unicorn")
    assert DEFAULT.ancestors("Server") == ("Server", "Product")
    assert DEFAULT.root("Server") == "Product"
    assert DEFAULT.root("Unicorn") == "Unicorn"


@pytest.mark.parametrize(
    ("kind", "identity"),
    [
        ("Company", "organization"),
        ("Facility", "organization"),
        ("City", "place"),
        ("Server", "model"),
        ("ComputingSystem", "model"),
        ("ProductCategory", "name"),
        ("Technology", "name"),
        ("Person", "person"),
        ("Unicorn", "name"),
    ],
)
def test_identity_is_inherited_unless_given(kind: str, identity: str) -> None:
    assert DEFAULT.identity(kind) == identity


def test_color_is_inherited_unless_given() -> None:
    classes = DEFAULT.classes
    assert classes["Company"].color == classes["Organization"].color
    assert classes["University"].color != classes["Organization"].color


def luminance(color: str) -> float:
    """Relative luminance. Source: WCAG 2.2."""
    parts = [int(color[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def test_colors_stand_out_from_white_and_roots_from_each_other() -> None:
    for name, term in DEFAULT.classes.items():
        assert 1.05 / (luminance(term.color) + 0.05) >= 3, name
    roots = [term.color for term in DEFAULT.classes.values() if not term.parents]
    assert len(set(roots)) == len(roots)


@pytest.mark.parametrize(
    ("predicate", "subject", "target", "expected"),
    [
        ("worksFor", "Person", "Company", True),
        ("worksFor", "Company", "Person", False),
        ("worksFor", "Person", None, False),
        ("locatedIn", "City", "Country", True),
        ("locatedIn", "University", "City", True),
        ("locatedIn", "Company", "City", False),
        ("measurement", "Market", None, True),
        ("measurement", "Market", "Company", False),
        ("measurement", "Unicorn", None, False),
        ("mentions", "Article", "Ranking", True),
        ("eats", "Person", "Product", False),
    ],
)
def test_fits(predicate: str, subject: str, target: str | None, expected: bool) -> None:
    assert DEFAULT.fits(predicate, subject, target) is expected


def test_survives_pickling() -> None:
    copy = pickle.loads(pickle.dumps(DEFAULT))
    assert copy.ancestors("City") == ("City", "Place")
    assert copy.classes == DEFAULT.classes


def test_loads_fast() -> None:
    begin = time.perf_counter()
    ontology.load()
    assert time.perf_counter() - begin < 0.25


def test_second_ontology() -> None:
    loaded = ontology.load(SECOND)
    assert loaded.iri == "https://football.example/terms/"
    assert loaded.folder == SECOND
    assert list(loaded.classes) == ["Club", "Competition", "Player", "Stadium", "Team", "Town"]
    assert loaded.classes["Club"].labels == {"de": "Verein", "en": "Club"}
    assert loaded.classes["Stadium"].color == ontology.DEFAULT_COLOR
    assert loaded.identity("Club") == "organization"
    assert loaded.identity("Stadium") == "name"
    assert loaded.fits("basedIn", "Club", "Town")
    assert loaded.fits("capacity", "Stadium", None)
    assert loaded.properties["rivalOf"].symmetric
    assert list(loaded.qualifiers) == ["date", "status"]


def test_ontology_without_annotations(tmp_path: Path) -> None:
    loaded = load_text(
        tmp_path,
        """
        x:Fish a rdfs:Class ; rdfs:label "poisson"@fr ; rdfs:subClassOf schema:Thing , [ a owl:Restriction ] .
        x:Sea a owl:Class .
        x:livesIn a rdf:Property ; rdfs:domain x:Fish ; rdfs:range x:Sea .
        x:shelters a owl:ObjectProperty ; rdfs:domain x:Sea ; rdfs:range x:Fish ; owl:inverseOf x:livesIn .
        x:depth a rdf:Property ; rdfs:range xsd:decimal .
        x:weight a owl:ObjectProperty ; rdfs:range schema:QuantitativeValue .
        x:near a owl:SymmetricProperty ; rdfs:domain owl:Thing .
        """,
    )
    assert loaded.iri == "http://other.example/ns/"
    assert loaded.classes["Fish"].label == "poisson"
    assert loaded.classes["Fish"].aligned == ()
    assert loaded.classes["Sea"].label == "Sea"
    assert loaded.identity("Fish") == "name"
    assert loaded.properties["livesIn"].inverse == "shelters"
    assert loaded.properties["shelters"].inverse == "livesIn"
    assert [term.name for term in loaded.properties.values() if term.quantity] == ["depth", "weight"]
    assert loaded.properties["near"].domain == ()
    assert loaded.qualifiers["status"].iri == "https://kg.example/schema#status"


def test_domain_may_name_the_class_that_ours_is_aligned_with(tmp_path: Path) -> None:
    loaded = load_text(
        tmp_path,
        """
        x:Sailor a owl:Class ; skos:closeMatch schema:Person .
        x:knows a owl:ObjectProperty ; rdfs:domain <https://schema.org/Person> ; rdfs:range schema:Person .
        """,
    )
    assert loaded.properties["knows"].domain == loaded.properties["knows"].range == ("Sailor",)


def test_terms_of_other_namespaces_do_not_count(tmp_path: Path) -> None:
    loaded = load_text(
        tmp_path,
        """
        <http://other.example/ns> a owl:Ontology .
        schema:Person a owl:Class . schema:Place a owl:Class .
        x:Sailor a owl:Class ; rdfs:subClassOf schema:Person .
        """,
    )
    assert list(loaded.classes) == ["Sailor"]
    assert loaded.classes["Sailor"].aligned == ("https://schema.org/Person",)


def test_several_parents_nearest_first(tmp_path: Path) -> None:
    loaded = load_text(
        tmp_path,
        """
        x:A a owl:Class . x:B a owl:Class ; rdfs:subClassOf x:A .
        x:C a owl:Class ; rdfs:subClassOf x:A , x:B . x:D a owl:Class ; rdfs:subClassOf x:C .
        """,
    )
    assert loaded.ancestors("D") == ("D", "C", "A", "B")
    assert loaded.root("D") == "A"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("x:A a owl:Class", r"any\.ttl: broken Turtle, perhaps cut short"),
        ("x:A a owl:Class .\nx:B a nowhere:Class .", r"any\.ttl:10: broken Turtle \(.*nowhere"),
        ("", r"any\.ttl: has no class; declare"),
        (
            "x:Boat a owl:Class .\n\nx:on a rdf:Property ;\n  rdfs:domain x:Boot .",
            r"any\.ttl:11: the domain of property on names Boot, which is no class.*declare.*Did you mean Boat\?",
        ),
        ("x:A a owl:Class . x:p a rdf:Property ; rdfs:range x:Q .", r"the range of property p names Q"),
        ("x:A a owl:Class . x:p a rdf:Property ; rdfs:domain schema:Recipe .", r"the domain .* names Recipe"),
        (
            "x:A a owl:Class . x:p a rdf:Property ; rdfs:range [ owl:complementOf x:A ] .",
            r"neither a class nor|neither",
        ),
        ("x:A a owl:Class ; rdfs:subClassOf x:B .", r"any\.ttl:9: class A is below B, which is no class"),
        (
            "x:A a owl:Class ; rdfs:subClassOf x:B .\nx:B a owl:Class ; rdfs:subClassOf x:A .",
            r"any\.ttl:9: class A is below itself",
        ),
        ('x:A a owl:Class ; kg:identity "nam" .', r'kg:identity "nam"; expected one of name, organization'),
        ('x:A a owl:Class ; kg:color "red; x" .', r'kg:color "red; x"; expected six hexadecimal digits'),
        ('x:A a owl:Class . x:q a kg:Qualifier ; kg:datatype "int" .', r'kg:datatype "int"; expected one of text'),
    ],
)
def test_errors_name_the_place_and_the_remedy(tmp_path: Path, text: str, message: str) -> None:
    with pytest.raises(OntologyError, match=message):
        load_text(tmp_path, text)


def test_missing_folder_and_files(tmp_path: Path) -> None:
    with pytest.raises(OntologyError, match="nowhere: no such folder; expected"):
        ontology.load(tmp_path / "nowhere")
    with pytest.raises(OntologyError, match=r"expected kg\.ttl or one other Turtle file, found none"):
        ontology.load(tmp_path)
    (tmp_path / "a.ttl").touch()
    (tmp_path / "b.ttl").touch()
    with pytest.raises(OntologyError, match=r"found a\.ttl, b\.ttl"):
        ontology.load(tmp_path)


def test_not_utf8(tmp_path: Path) -> None:
    (tmp_path / "kg.ttl").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(OntologyError, match=r"kg\.ttl: cannot be read .* expected Turtle in UTF-8"):
        ontology.load(tmp_path)


def test_shapes_beside_it_are_no_ontology(tmp_path: Path) -> None:
    (tmp_path / "shapes.ttl").touch()
    assert list(load_text(tmp_path, "x:A a owl:Class .").classes) == ["A"]
