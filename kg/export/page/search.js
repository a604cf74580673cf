// The search box: names in every language and aliases. Enter jumps to the thing and opens it.

const box = document.getElementById("kg-search");
const results = document.getElementById("kg-results");
const MOST = 12;
let active = -1;

function fold(text) {
  return text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
}

const index = data.entities.map((entity) => ({
  entity,
  names: [...new Set([entity.label, ...entity.labels.map((pair) => pair[1]), ...entity.aliases])].map((name) => [fold(name), name]),
  weight: statementsOf.get(entity.id).length,
}));

// How well a name fits: whole, beginning, beginning of a word, anywhere; 0 for not at all.
function fits(name, query) {
  if (name === query) return 4;
  if (name.startsWith(query)) return 3;
  if (name.includes(" " + query)) return 2;
  return name.includes(query) ? 1 : 0;
}

function find(text) {
  const query = fold(text.trim());
  const found = [];
  for (const { entity, names, weight } of index) {
    let [best, by] = [0, ""];
    for (const [folded, name] of names) {
      const quality = fits(folded, query);
      if (quality > best) [best, by] = [quality, name];
    }
    if (best) found.push({ entity, best, by, weight });
  }
  return found.sort((one, other) => other.best - one.best || other.weight - one.weight || (one.entity.label < other.entity.label ? -1 : 1)).slice(0, MOST);
}

function choose(id) {
  closeResults();
  box.blur();
  if (nodes.get(id).hidden) showAll();
  if (location.hash !== "#" + encodeURIComponent(id)) history.pushState(null, "", "#" + encodeURIComponent(id));
  show(id, true);
  panel.focus();
}

function closeResults() {
  results.hidden = true;
  active = -1;
  box.setAttribute("aria-expanded", "false");
  box.removeAttribute("aria-activedescendant");
}

function offer() {
  const found = find(box.value);
  results.replaceChildren(...found.map(({ entity, by }, number) => make("li", {
    role: "option", id: "kg-result-" + number, "data-id": entity.id, "aria-selected": "false", onclick: () => choose(entity.id),
  }, dotOf(entity), make("span", { class: "name" }, entity.label, by === entity.label ? null : make("span", { class: "note" }, by)),
  make("span", { class: "note" }, classes.get(entity.type).label))));
  if (!found.length) results.replaceChildren(make("li", { class: "note" }, "Nothing has that name."));
  results.hidden = false;
  box.setAttribute("aria-expanded", "true");
  activate(found.length && box.value ? 0 : -1);
}

function activate(number) {
  const options = [...results.querySelectorAll("[role=option]")];
  active = options.length ? Math.max(-1, Math.min(number, options.length - 1)) : -1;
  options.forEach((option, at) => option.setAttribute("aria-selected", String(at === active)));
  if (active < 0) box.removeAttribute("aria-activedescendant");
  else {
    box.setAttribute("aria-activedescendant", options[active].id);
    options[active].scrollIntoView({ block: "nearest" });
  }
}

box.addEventListener("input", offer);
box.addEventListener("focus", offer);
box.addEventListener("blur", () => setTimeout(closeResults, 150));
box.addEventListener("keydown", (event) => {
  if (event.key === "ArrowDown" || event.key === "ArrowUp") {
    event.preventDefault();
    activate(active + (event.key === "ArrowDown" ? 1 : -1));
  } else if (event.key === "Enter") {
    const option = results.querySelectorAll("[role=option]")[Math.max(active, 0)];
    if (option) choose(option.dataset.id);
  } else if (event.key === "Escape") {
    closeResults();
  }
});
