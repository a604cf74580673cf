// The panel: an entity with its statements, or a statement with its evidence. The address keeps which: `#id`.

const LONG_LIST = 30;

function dotOf(entity) {
  const dot = make("span", { class: "dot", "aria-hidden": "true" });
  dot.dataset.color = classes.get(entity.type).color;
  dot.style.background = tone(dot.dataset.color);
  return dot;
}

function entityButton(id) {
  const entity = entities.get(id);
  return make("button", { type: "button", class: "entity", onclick: () => go(id) }, dotOf(entity), entity.label);
}

function section(title, ...children) {
  return make("section", {}, make("h3", {}, title), ...children);
}

// A list that shows its beginning, and the rest when asked.
function list(items, attributes = {}) {
  const element = make("ul", attributes, ...items.slice(0, LONG_LIST));
  if (items.length > LONG_LIST) {
    const more = make("li", {}, make("button", { type: "button", class: "more", onclick: () => {
      more.replaceWith(...items.slice(LONG_LIST));
    } }, `${items.length - LONG_LIST} more`));
    element.append(more);
  }
  return element;
}

function chips(statement) {
  const found = statement.qualifiers.map(([name, text]) => make("span", { class: "chip" }, make("b", {}, name), " ", text));
  if (statement.status !== "actual") found.unshift(make("span", { class: "chip status" }, statement.status));
  return found;
}

function languageName(code) {
  try {
    return new Intl.DisplayNames(["en"], { type: "language" }).of(code);
  } catch {
    return code;
  }
}

function entityView(entity) {
  const kind = classes.get(entity.type);
  const names = entity.labels.map(([language, name]) => make("li", {}, make("span", { lang: language }, name),
    make("span", { class: "note" }, languageName(language))));
  const labels = new Set(entity.labels.map((pair) => pair[1]));
  const others = entity.aliases.filter((alias) => !labels.has(alias));
  const links = entity.links.map(({ text, href }) => make("li", {}, href ? link(href, text) : text));
  const documents = entity.documents.map((number) => articleLine(data.documents[number]));
  return [
    make("h2", {}, dotOf(entity), entity.label),
    make("p", { class: "note" }, [kind.label, ...kind.above].join(" › ")),
    section("Names", list(names, { class: "names" }), others.length ? make("p", { class: "note" }, "also: " + others.join(" · ")) : null),
    links.length ? section("Same as", list(links, { class: "links" })) : null,
    ...statementGroups(entity),
    documents.length ? section(`Articles (${documents.length})`, list(documents, { class: "articles" })) : null,
  ];
}

// Its statements by predicate, those about it first; a symmetric predicate has no direction.
function statementGroups(entity) {
  const groups = new Map();
  for (const statement of statementsOf.get(entity.id)) {
    const outward = statement.subject === entity.id;
    const predicate = predicates.get(statement.predicate);
    const key = predicate.label + (predicate.symmetric ? " ↔" : outward ? " →" : "");
    const title = !predicate.symmetric && !outward ? "← " + predicate.label : key;
    if (!groups.has(title)) groups.set(title, { inward: !outward && !predicate.symmetric, items: [] });
    groups.get(title).items.push(statement);
  }
  if (!groups.size) return [make("p", { class: "note" }, "No statement of the articles is about it.")];
  const order = [...groups].sort(([one, a], [other, b]) => a.inward - b.inward || (one < other ? -1 : 1));
  return order.map(([title, { items }]) => section(title, list(items.map((statement) => statementLine(statement, entity)), { class: "statements" })));
}

function statementLine(statement, entity) {
  const other = statement.subject === entity.id ? statement.object : statement.subject;
  const name = other === null ? statement.value : entities.get(other).label;
  const quotes = statement.evidence.length;
  return make("li", {}, make("button", { type: "button", class: "statement", "data-statement": statement.id, onclick: () => go(statement.id) },
    other === null ? make("span", { class: "dot square", "aria-hidden": "true" }) : dotOf(entities.get(other)),
    make("span", { class: "what" }, name, " ", ...chips(statement)),
    make("span", { class: "count", title: quotes === 1 ? "1 quote" : quotes + " quotes" }, `${quotes} ❞`)));
}

function articleLine(article) {
  const about = [article.publisher, article.published].filter(Boolean).join(" · ") || article.place;
  return make("li", {}, article.href ? link(article.href, article.title) : make("span", {}, article.title), make("span", { class: "note" }, about));
}

function statementView(statement) {
  const target = statement.value === null ? entityButton(statement.object) : make("span", { class: "value" }, statement.value);
  return [
    make("h2", { class: "claim" }, entityButton(statement.subject), make("span", { class: "predicate" }, predicates.get(statement.predicate).label), target),
    make("p", { class: "chips" }, make("span", { class: "chip status" }, statement.status), ...chips(statement).filter((chip) => !chip.classList.contains("status")),
      statement.standing === "normal" ? null : make("span", { class: "chip" }, statement.standing),
      make("span", { class: "chip" }, make("b", {}, "confidence"), " ", statement.confidence.toFixed(2))),
    section(statement.evidence.length === 1 ? "Evidence" : `Evidence (${statement.evidence.length})`, ...statement.evidence.map(evidenceView)),
  ];
}

function evidenceView(evidence) {
  const article = evidence.document === null ? { title: "", publisher: "", published: "", language: "" } : data.documents[evidence.document];
  const about = [article.publisher, article.published].filter(Boolean).join(" · ");
  return make("article", { class: "evidence" },
    make("blockquote", { lang: article.language || null }, evidence.before, make("mark", {}, evidence.quote), evidence.after),
    make("p", { class: "source" }, make("strong", {}, about || "publisher unknown"), article.title ? make("span", {}, article.title) : null),
    make("p", { class: "way" }, evidence.href ? link(evidence.href, "Open the article at this sentence ↗") : make("code", {}, evidence.place),
      make("span", { class: "note" }, "confidence " + evidence.confidence.toFixed(2))));
}

function go(id) {
  const hash = "#" + encodeURIComponent(id);
  if (location.hash === hash) show(id);
  else location.hash = hash;
}

function fromAddress() {
  try {
    return decodeURIComponent(location.hash.slice(1));
  } catch {
    return "";
  }
}

// Shows an entity or a statement in the panel and in the picture; anything else closes the panel.
function show(id, jump = false) {
  const [entity, statement] = [entities.get(id), statements.get(id)];
  state.node = entity ? id : null;
  state.statement = statement ? id : null;
  const lines = entity ? statementsOf.get(id) : statement ? [statement] : [];
  state.near = new Set([id, ...lines.flatMap((item) => [item.subject, item.target])]);
  panel.hidden = !entity && !statement;
  const focused = panel.contains(document.activeElement);
  panel.replaceChildren();
  if (!panel.hidden) {
    const close = make("button", { type: "button", class: "close", "aria-label": "Close details", onclick: () => go("") }, "×");
    panel.append(close, ...(entity ? entityView(entity) : statementView(statement)).filter(Boolean));
    panel.scrollTop = 0;
    if (focused) panel.focus();
    const at = entity ? network.getPositions([id])[id] : along(id, 0.5) || network.getPositions([statement.subject])[statement.subject];
    bring(at, jump);
  }
  paint();
}
