"""The graph as pyvis draws it: a node for each entity and each value, an edge for each statement."""

import math
from collections import Counter, defaultdict

from pyvis.edge import Edge
from pyvis.network import Network
from pyvis.node import Node

from kg.export.amount import quantity
from kg.export.layout import place
from kg.export.satellites import Satellites
from kg.model import Graph, Literal, Statement
from kg.ontology import DEFAULT_COLOR, Ontology

VALUE_COLOUR = "#8A8F98"
# For classes without a colour: eight that stay apart for colour-blind readers. Source: Okabe and Ito 2008, Tol 2021.
PALETTE = ("#0072B2", "#D55E00", "#009E73", "#AA4499", "#C4820E", "#56B4E9", "#882255", "#117733")
DASHES = {"planned": [7, 4], "forecast": [7, 4], "reported": [7, 4], "denied": [2, 4], "ended": [2, 4]}
OPTIONS = {
    "physics": {"enabled": False},
    "layout": {"improvedLayout": False},
    "interaction": {"hover": True, "selectConnectedEdges": False, "hideEdgesOnDrag": False, "tooltipDelay": 10**9},
    "nodes": {"shape": "dot", "borderWidth": 1.5, "font": {"size": 0}, "chosen": False},
    "edges": {
        "width": 1.3,
        "arrows": {"to": {"enabled": True, "scaleFactor": 0.45}},
        "arrowStrikethrough": False,
        "font": {"size": 0},
        "chosen": False,
        "hoverWidth": 0,
        "selectionWidth": 0,
        "selfReference": {"size": 16},
    },
}


def colours(graph: Graph, ontology: Ontology) -> dict[str, str]:
    """The colour of every class in use: the ontology's, or one of the palette by alphabetical order."""
    found: dict[str, str] = {}
    for number, kind in enumerate(sorted({entity.type for entity in graph.entities})):
        own = ontology.classes[kind].color if kind in ontology.classes else DEFAULT_COLOR
        found[kind] = PALETTE[number % len(PALETTE)] if own == DEFAULT_COLOR else own
    return found


def draw(graph: Graph, ontology: Ontology) -> Network:
    """The whole network, laid out, with nodes and edges in the order of the graph.

    The nodes and edges are put into pyvis's lists directly: its `add_node` and `add_edge` look through all that is
    there each time (13 s for 20,000 nodes).
    """
    network = Network(directed=True, cdn_resources="in_line", notebook=False, heading="")
    network.options = OPTIONS
    degree = Counter(end for statement in graph.statements for end in (statement.subject, _target(statement)))
    radius = {entity.id: round(7 + 2.6 * math.sqrt(min(degree[entity.id], 60)), 1) for entity in graph.entities}
    at = _positions(graph, radius)
    hue = colours(graph, ontology)
    for entity in graph.entities:
        node = Node(entity.id, "dot", entity.label, x=at[entity.id][0], y=at[entity.id][1], kind=entity.type)
        node.options.update(color=hue[entity.type], size=radius[entity.id], value_of="")
        network.nodes.append(node.options)
    bend = _bends(graph.statements)
    for statement in graph.statements:
        target = _target(statement)
        if isinstance(statement.object, Literal):
            x, y = at[target]
            node = Node(target, "square", quantity(statement.object), x=x, y=y, kind="", hidden=True)
            node.options.update(color=VALUE_COLOUR, size=5, value_of=statement.subject)
            network.nodes.append(node.options)
        edge = Edge(statement.subject, target, True, id=statement.id, smooth=bend[statement.id])
        edge.options.update(dashes=DASHES.get(statement.status, False), hidden=isinstance(statement.object, Literal))
        network.edges.append(edge.options)
    return network


def _target(statement: Statement) -> str:
    """The node that the statement's edge leads to. Every value has its own: equal numbers tie no things together."""
    return "value/" + statement.id if isinstance(statement.object, Literal) else statement.object


def _positions(graph: Graph, radius: dict[str, float]) -> dict[str, tuple[int, int]]:
    """Entities by the layout, values around the entity that they measure."""
    index = {entity.id: number for number, entity in enumerate(graph.entities)}
    sizes = [
        (max(2 * radius[entity.id], _width(entity.label)) + 14, 2 * radius[entity.id] + 24) for entity in graph.entities
    ]
    edges = [
        (index[statement.subject], index[statement.object])
        for statement in graph.statements
        if isinstance(statement.object, str)
    ]
    at = dict(zip(index, place(sizes, edges), strict=True))
    values: defaultdict[str, list[str]] = defaultdict(list)
    for statement in graph.statements:
        if isinstance(statement.object, Literal):
            values[statement.subject].append(_target(statement))
    satellites = Satellites(at.values())
    for owner, nodes in values.items():
        at.update(zip(nodes, satellites.around(at[owner], radius[owner] + 34, len(nodes)), strict=True))
    return at


def _width(label: str) -> float:
    """About how wide the page writes a label: Chinese characters are twice as wide, long labels are cut."""
    return min(sum(13.0 if character > "\u2e7f" else 6.8 for character in label), 190.0)


def _bends(statements: tuple[Statement, ...]) -> dict[str, object]:
    """How each edge is curved, so that several between two nodes lie beside each other: none for a single one."""
    beside: defaultdict[tuple[str, str], list[Statement]] = defaultdict(list)
    for statement in statements:
        ends = sorted((statement.subject, _target(statement)))
        beside[ends[0], ends[1]].append(statement)
    bends: dict[str, object] = {}
    for (first, _), group in beside.items():
        for number, statement in enumerate(group):
            slot = number - (len(group) - 1) / 2
            turn = slot if statement.subject == first else -slot
            kind = "curvedCW" if turn > 0 else "curvedCCW"
            bends[statement.id] = (
                {"enabled": True, "type": kind, "roundness": min(abs(slot) * 0.18, 0.9)} if slot else False
            )
    return bends
