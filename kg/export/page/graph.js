"use strict";
// The data, the network, and which parts of it are shown. `nodes`, `edges` and `network` are named as pyvis names them.

function read(id) {
  return JSON.parse(document.getElementById(id).textContent);
}

const data = read("kg-details");
const entities = new Map(data.entities.map((entity) => [entity.id, entity]));
const statements = new Map(data.statements.map((statement) => [statement.id, statement]));
const classes = new Map(data.classes.map((kind) => [kind.id, kind]));
const predicates = new Map(data.predicates.map((predicate) => [predicate.id, predicate]));
const statementsOf = new Map(data.entities.map((entity) => [entity.id, []]));
for (const statement of data.statements) {
  statement.target = statement.value === null ? statement.object : "value/" + statement.id;
  const publishers = statement.evidence.map((item) => (item.document === null ? "" : data.documents[item.document].publisher));
  statement.publishers = publishers.length ? [...new Set(publishers)] : [""];
  statementsOf.get(statement.subject).push(statement);
  if (statement.object !== null && statement.object !== statement.subject) statementsOf.get(statement.object).push(statement);
}

const stage = document.getElementById("kg-stage");
const canvas = document.getElementById("mynetwork");
const panel = document.getElementById("kg-panel");
const dark = window.matchMedia("(prefers-color-scheme: dark)");
const calm = window.matchMedia("(prefers-reduced-motion: reduce)");
const narrow = window.matchMedia("(max-width: 760px)");

// The layout is made for a screen; on one that stands upright, so does the picture.
const upright = canvas.clientHeight > 1.2 * canvas.clientWidth;
var nodes = new vis.DataSet(read("kg-nodes").map((node) => (upright ? { ...node, x: node.y, y: node.x } : node)));
var edges = new vis.DataSet(read("kg-edges"));
const baseColor = new Map(nodes.map((node) => [node.id, node.color]));
var network = new vis.Network(canvas, { nodes, edges }, read("kg-options"));

const state = { node: null, statement: null, hoverNode: null, hoverEdge: null, near: new Set() };

// An element with text and attributes: the only way that data becomes part of the page.
function make(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name === "onclick") element.addEventListener("click", value);
    else if (value !== null && value !== false) element.setAttribute(name, value === true ? "" : value);
  }
  element.append(...children.filter((child) => child !== null));
  return element;
}

function link(href, text) {
  return make("a", { href, target: "_blank", rel: "noopener noreferrer" }, text);
}

// The value of a custom property of the style sheet.
function styled(name) {
  return getComputedStyle(document.documentElement).getPropertyValue(name).trim();
}

// The colour of a node; dark ones are lightened on a dark page.
function tone(color) {
  const parts = [1, 3, 5].map((at) => parseInt(color.slice(at, at + 2), 16));
  const light = (0.299 * parts[0] + 0.587 * parts[1] + 0.114 * parts[2]) / 255;
  if (!dark.matches || light > 0.5) return color;
  const share = 0.62 - light;
  return "rgb(" + parts.map((part) => Math.round(part + (255 - part) * share)).join(",") + ")";
}

// Colours of everything, by theme and selection: what is not beside the selection steps back.
function paint() {
  const focus = state.node !== null || state.statement !== null;
  const [edge, accent, paper] = [styled("--edge"), styled("--accent"), styled("--paper")];
  nodes.update(nodes.map((node) => {
    const color = tone(baseColor.get(node.id));
    const chosen = node.id === state.node;
    return {
      id: node.id,
      opacity: !focus || state.near.has(node.id) ? 1 : 0.16,
      borderWidth: chosen ? 4 : 1.5,
      color: { background: color, border: chosen ? accent : paper, hover: { background: color, border: accent } },
    };
  }));
  edges.update(edges.map((item) => {
    const chosen = item.id === state.statement;
    const beside = chosen || (state.node !== null && (item.from === state.node || item.to === state.node));
    return {
      id: item.id,
      width: chosen ? 3 : beside ? 1.9 : 1.3,
      color: { color: beside ? accent : edge, hover: accent, opacity: !focus || beside ? 1 : 0.18, inherit: false },
    };
  }));
}

function move(position, scale) {
  network.moveTo({ position, scale, animation: calm.matches ? false : { duration: 350, easingFunction: "easeInOutQuad" } });
}

// Shows the whole of what is not filtered out.
function fit(animated = true) {
  const seen = nodes.get({ filter: (node) => !node.hidden });
  if (!seen.length) return;
  const places = Object.values(network.getPositions(seen.map((node) => node.id)));
  const [left, right] = [Math.min(...places.map((at) => at.x)), Math.max(...places.map((at) => at.x))];
  const [top, bottom] = [Math.min(...places.map((at) => at.y)), Math.max(...places.map((at) => at.y))];
  const margin = Math.min(120, canvas.clientWidth / 6);
  const [wide, high] = [canvas.clientWidth - margin, canvas.clientHeight - 90];
  const scale = Math.min(wide / Math.max(right - left, 1), high / Math.max(bottom - top, 1), 1.6);
  const position = { x: (left + right) / 2, y: (top + bottom) / 2 };
  if (animated) move(position, scale);
  else network.moveTo({ position, scale });
}

// The part of the canvas that the panel leaves free, in pixels of the canvas.
function free() {
  const area = { left: 0, top: 0, right: canvas.clientWidth, bottom: canvas.clientHeight };
  if (panel.hidden) return area;
  const [box, cover] = [canvas.getBoundingClientRect(), panel.getBoundingClientRect()];
  if (narrow.matches) area.bottom = Math.min(area.bottom, cover.top - box.top);
  else area.right = Math.min(area.right, cover.left - box.left);
  return area;
}

// Moves the view so that a place stands free of the panel; a jump goes there in any case, near enough to read.
function bring(position, jump) {
  const [area, at] = [free(), network.canvasToDOM(position)];
  const inside = at.x > area.left + 60 && at.x < area.right - 60 && at.y > area.top + 40 && at.y < area.bottom - 50;
  const scale = jump ? Math.max(network.getScale(), 0.9) : network.getScale();
  if (inside && !jump) return;
  const aside = { x: canvas.clientWidth / 2 - (area.left + area.right) / 2, y: canvas.clientHeight / 2 - (area.top + area.bottom) / 2 };
  move({ x: position.x + aside.x / scale, y: position.y + aside.y / scale }, scale);
}
