// The legend, which is the filter by class, and the filters by predicate, publisher and status.

const VALUES = "\u0000values";
const STATUSES = ["actual", "planned", "forecast", "reported", "ended", "denied"];
const off = { class: new Set([VALUES]), predicate: new Set(), publisher: new Set(), status: new Set() };
const filters = document.getElementById("kg-filters");

function count(values) {
  const counts = new Map();
  for (const value of values) counts.set(value, (counts.get(value) || 0) + 1);
  return counts;
}

function statementPasses(statement) {
  return !off.predicate.has(statement.predicate) && !off.status.has(statement.status)
    && statement.publishers.some((publisher) => !off.publisher.has(publisher))
    && !off.class.has(entities.get(statement.subject).type)
    && (statement.object === null || !off.class.has(entities.get(statement.object).type));
}

// Under a filter on statements, an entity stays while a statement of it does.
function applyFilters() {
  const narrowed = off.predicate.size + off.publisher.size + off.status.size > 0;
  const live = new Set();
  const changedEdges = [];
  const visible = new Map();
  for (const statement of data.statements) {
    statement.passes = statementPasses(statement);
    if (statement.passes) [statement.subject, statement.object].forEach((end) => live.add(end));
    const hidden = !statement.passes || (statement.object === null && off.class.has(VALUES));
    changedEdges.push({ id: statement.id, hidden });
    if (statement.object === null) visible.set(statement.target, !hidden);
  }
  for (const entity of data.entities) visible.set(entity.id, !off.class.has(entity.type) && (!narrowed || live.has(entity.id)));
  edges.update(changedEdges.filter((edge) => Boolean(edges.get(edge.id).hidden) !== edge.hidden));
  nodes.update([...visible].map(([id, on]) => ({ id, hidden: !on })).filter((node) => Boolean(nodes.get(node.id).hidden) !== node.hidden));
  report(data.entities.filter((entity) => visible.get(entity.id)).length);
}

function report(seen) {
  const passing = data.statements.filter((statement) => statement.passes).length;
  const whole = seen === data.entities.length && passing === data.statements.length;
  document.getElementById("kg-status").textContent = whole ? ""
    : `${seen} of ${data.entities.length} entities, ${passing} of ${data.statements.length} statements`;
  document.getElementById("kg-reset").hidden = whole;
}

function row(group, item) {
  const box = make("input", { type: "checkbox" });
  box.checked = !off[group].has(item.id);
  box.dataset.group = group;
  box.dataset.value = item.id;
  box.addEventListener("change", () => {
    if (box.checked) off[group].delete(item.id);
    else off[group].add(item.id);
    applyFilters();
  });
  const only = item.id === VALUES ? null : make("button", { type: "button", class: "only", "aria-label": "Only " + item.label, onclick: () => {
    set(group, (id) => id === item.id);
  } }, "only");
  const label = make("label", {}, box, mark(item), make("span", { class: "name" }, item.label), make("span", { class: "count" }, String(item.count)));
  return make("li", {}, label, only);
}

function mark(item) {
  if (item.color) {
    const dot = make("span", { class: item.id === VALUES ? "dot square" : "dot", "aria-hidden": "true" });
    dot.dataset.color = item.color;
    dot.style.background = tone(item.color);
    return dot;
  }
  return item.line ? make("span", { class: "line " + item.line, "aria-hidden": "true" }) : null;
}

function set(group, keep) {
  for (const box of filters.querySelectorAll("input")) {
    if (box.dataset.group !== group) continue;
    box.checked = keep(box.dataset.value);
    if (box.checked) off[group].delete(box.dataset.value);
    else off[group].add(box.dataset.value);
  }
  applyFilters();
}

function showAll() {
  for (const name of Object.keys(off)) set(name, (id) => id !== VALUES);
}

function group(name, title, items, open) {
  const all = make("button", { type: "button", class: "all", "aria-label": "All: " + title, onclick: () => set(name, () => true) }, "all");
  const none = make("button", { type: "button", class: "all", "aria-label": "None: " + title, onclick: () => set(name, () => false) }, "none");
  return make("details", { open }, make("summary", {}, title, make("span", { class: "count" }, String(items.length))),
    make("p", { class: "choose" }, all, " · ", none), make("ul", {}, ...items.map((item) => row(name, item))));
}

function buildFilters() {
  const values = data.statements.filter((statement) => statement.value !== null).length;
  const kinds = data.classes.map((kind) => ({ ...kind }));
  if (values) kinds.push({ id: VALUES, label: "Measured values", count: values, color: "#8A8F98" });
  const byPublisher = [...count(data.statements.flatMap((statement) => statement.publishers))].sort((one, other) => other[1] - one[1]);
  const byStatus = [...count(data.statements.map((statement) => statement.status))]
    .sort((one, other) => STATUSES.indexOf(one[0]) - STATUSES.indexOf(other[0]));
  const line = (status) => (status === "actual" ? "solid" : ["denied", "ended"].includes(status) ? "dotted" : "dashed");
  const reset = make("button", { type: "button", id: "kg-reset", hidden: true, onclick: showAll }, "Show everything again");
  filters.replaceChildren(
    group("class", "Classes", kinds, true),
    group("predicate", "Predicates", data.predicates, false),
    group("publisher", "Publishers", byPublisher.map(([id, number]) => ({ id, label: id || "unknown", count: number })), false),
    group("status", "Status", byStatus.map(([id, number]) => ({ id, label: id, count: number, line: line(id) })), true),
    reset,
  );
}
