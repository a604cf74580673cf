// Names are drawn after the picture, always in the same size on the screen, the best connected things first, and only
// where there is room: so the picture can be read at every zoom.

const FONT = 'system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "Noto Sans CJK SC", "PingFang SC", "Microsoft YaHei", sans-serif';
const CELL = 80;
const SPECK = 4; // a dot of a smaller radius on the screen may lie under a name; half as large, it has no name yet
const widths = new Map();
let written = []; // the names on the screen, for clicks on them

function width(context, text) {
  const key = context.font + text;
  if (!widths.has(key)) widths.set(key, context.measureText(text).width);
  return widths.get(key);
}

// Which places of the screen are taken.
class Room {
  constructor() {
    this.cells = new Map();
  }

  keys(box) {
    const keys = [];
    for (let x = Math.floor(box.left / CELL); x <= Math.floor(box.right / CELL); x += 1) {
      for (let y = Math.floor(box.top / CELL); y <= Math.floor(box.bottom / CELL); y += 1) keys.push(x + ":" + y);
    }
    return keys;
  }

  free(box, owner) {
    return this.keys(box).every((key) => (this.cells.get(key) || []).every((other) => other.owner === owner
      || box.right < other.left || other.right < box.left || box.bottom < other.top || other.bottom < box.top));
  }

  take(box, owner) {
    for (const key of this.keys(box)) {
      if (!this.cells.has(key)) this.cells.set(key, []);
      this.cells.get(key).push({ ...box, owner });
    }
  }
}

function shorten(text, longest) {
  const letters = [...text];
  return letters.length > longest ? letters.slice(0, longest - 1).join("").trimEnd() + "…" : text;
}

function spots(at, radius, wide, high) {
  const gap = radius + 3;
  const box = (left, top) => ({ left, top, right: left + wide, bottom: top + high });
  return [
    box(at.x - wide / 2, at.y + gap), box(at.x - wide / 2, at.y - gap - high),
    box(at.x + gap + 1, at.y - high / 2), box(at.x - gap - 1 - wide, at.y - high / 2),
  ];
}

// Whether a name is not cut by the canvas's side, unless its node is.
function inside(box, at) {
  const wide = canvas.clientWidth;
  return at.x < 0 || at.x > wide || (box.left >= 2 && box.right <= wide - 2);
}

function write(context, text, box, color, paper) {
  context.lineWidth = 3.5;
  context.strokeStyle = paper;
  context.strokeText(text, box.left, box.top + 1);
  context.fillStyle = color;
  context.fillText(text, box.left, box.top + 1);
}

// A place on an edge's curve, by its share of the way; none for an edge from a node to itself.
function along(id, share) {
  const drawn = network.body.edges[id];
  return drawn && drawn.connected && drawn.from !== drawn.to ? drawn.edgeType.getPoint(share) : null;
}

function nodeOrder(seen) {
  const weight = (node) => (node.id === state.node ? 1e6 : 0) + (node.id === state.hoverNode ? 1e5 : 0)
    + (state.near.has(node.id) ? 1e3 : 0) + node.size - (node.value_of ? 6 : 0);
  return seen.map((node) => [weight(node), node]).sort((one, other) => other[0] - one[0]).map((pair) => pair[1]);
}

function drawLabels(context) {
  const [scale, ink, faint, paper] = [network.getScale(), styled("--ink"), styled("--faint"), styled("--paper")];
  const focus = state.node !== null || state.statement !== null;
  const seen = nodes.get({ filter: (node) => !node.hidden });
  const places = network.getPositions(seen.map((node) => node.id));
  const screen = new Map(seen.map((node) => [node.id, network.canvasToDOM(places[node.id])]));
  const ratio = context.canvas.width / canvas.clientWidth;
  context.save();
  context.setTransform(ratio, 0, 0, ratio, 0, 0);
  context.textBaseline = "top";
  context.lineJoin = "round";
  const room = new Room();
  written = [];
  for (const node of seen.filter((one) => !focus || state.near.has(one.id))) {
    const [at, radius] = [screen.get(node.id), node.size * scale];
    if (radius < SPECK) continue;
    room.take({ left: at.x - radius, right: at.x + radius, top: at.y - radius, bottom: at.y + radius }, node.id);
  }
  for (const node of nodeOrder(seen)) {
    const at = screen.get(node.id);
    if (at.x < -100 || at.y < -50 || at.x > canvas.clientWidth + 100 || at.y > canvas.clientHeight + 50) continue;
    const forced = node.id === state.node || node.id === state.hoverNode;
    if (!forced && (focus ? !state.near.has(node.id) : node.size * scale < SPECK / 2)) continue;
    const size = node.value_of ? 11 : node.size > 14 ? 14 : 12.5;
    context.font = `${node.size > 14 || forced ? 600 : 400} ${size}px ${FONT}`;
    const texts = forced ? [node.label] : [...new Set([shorten(node.label, 30), shorten(node.label, 16)])];
    const choices = texts.flatMap((text) => spots(at, node.size * scale, width(context, text), size + 4).map((spot) => ({ ...spot, text })));
    const box = choices.find((choice) => inside(choice, at) && room.free(choice, node.id)) || (forced ? choices[0] : null);
    if (!box) continue;
    room.take(box, node.id);
    written.push({ box, node: node.id });
    write(context, box.text, box, node.value_of ? faint : ink, paper);
  }
  drawPredicates(context, room, scale, { faint, paper });
  context.restore();
}

function drawPredicates(context, room, scale, { faint, paper }) {
  const focus = state.node !== null || state.statement !== null;
  context.font = `italic 400 11px ${FONT}`;
  for (const edge of edges.get({ filter: (item) => !item.hidden })) {
    const forced = edge.id === state.statement || edge.id === state.hoverEdge;
    const beside = state.node !== null && (edge.from === state.node || edge.to === state.node);
    if (!forced && !beside && (focus || scale < 1.1)) continue;
    const text = predicates.get(statements.get(edge.id).predicate).label;
    const places = [0.5, 0.36, 0.64].map((share) => along(edge.id, share)).filter(Boolean).map((point) => network.canvasToDOM(point));
    const wide = width(context, text);
    const choices = places.map((at) => ({ left: at.x - wide / 2, right: at.x + wide / 2, top: at.y - 8, bottom: at.y + 8 }));
    const box = choices.find((choice) => room.free(choice, edge.id)) || (forced ? choices[0] : null);
    if (!box) continue;
    room.take(box, edge.id);
    write(context, text, box, forced ? styled("--accent") : faint, paper);
  }
}

function labelAt(point) {
  const hit = written.find(({ box }) => point.x >= box.left && point.x <= box.right && point.y >= box.top && point.y <= box.bottom);
  return hit ? hit.node : null;
}
