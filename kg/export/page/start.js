// Wiring: what a click, a key, a change of theme or address does.

network.on("afterDrawing", drawLabels);
network.on("click", ({ nodes: hitNodes, edges: hitEdges, pointer }) => {
  const node = hitNodes.length ? hitNodes[0] : labelAt(pointer.DOM);
  if (node !== null) go(entities.has(node) ? node : node.slice("value/".length));
  else go(hitEdges.length ? hitEdges[0] : "");
});
for (const [event, name, key] of [["hoverNode", "hoverNode", "node"], ["hoverEdge", "hoverEdge", "edge"]]) {
  network.on(event, (detail) => hover(name, detail[key]));
}
network.on("blurNode", () => hover("hoverNode", null));
network.on("blurEdge", () => hover("hoverEdge", null));

function hover(name, id) {
  state[name] = id;
  canvas.style.cursor = state.hoverNode !== null || state.hoverEdge !== null ? "pointer" : "";
  network.redraw();
}

function zoom(how) {
  if (how === "fit") fit();
  else move(network.getViewPosition(), network.getScale() * (how === "in" ? 1.4 : 1 / 1.4));
}

for (const button of document.querySelectorAll("[data-zoom]")) button.addEventListener("click", () => zoom(button.dataset.zoom));

const toggle = document.getElementById("kg-toggle");
function openFilters(open) {
  filters.classList.toggle("open", open);
  toggle.setAttribute("aria-expanded", String(open));
}
toggle.addEventListener("click", () => openFilters(!filters.classList.contains("open")));

document.addEventListener("keydown", (event) => {
  if (event.key === "Escape" && document.activeElement !== box) {
    openFilters(false);
    if (!panel.hidden) go("");
  } else if (event.key === "/" && !["INPUT", "TEXTAREA"].includes(document.activeElement.tagName)) {
    event.preventDefault();
    box.focus();
  }
});
window.addEventListener("hashchange", () => show(fromAddress()));
dark.addEventListener("change", () => {
  for (const dot of document.querySelectorAll("[data-color]")) dot.style.background = tone(dot.dataset.color);
  paint();
});

buildFilters();
applyFilters();
paint();
fit(false);
if (fromAddress()) show(fromAddress(), true);
