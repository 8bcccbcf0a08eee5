// The side panel: one node or relationship with everything that is said of it, and what can be done with it.
import { attempt, read, send } from "./api.js";
import { button, by, make } from "./dom.js";
import { edgeName, told } from "./looks.js";
import * as state from "./state.js";
import { dated } from "./tables.js";

let asked = 0; // answers that come late are of something that is no longer chosen

export const kindName = ({ words, forward }) => (forward ? `${words} →` : `← ${words}`);
const terms = (rows) => make("dl", {}, ...rows.flatMap(([word, text]) => [make("dt", {}, word), make("dd", {}, text)]));

export async function open(nodes) {
  const found = await attempt(() => send("open", { nodes, present: state.present() }));
  if (!found) return;
  state.add(found);
  const [{ base, id }] = nodes;
  state.choose({ kind: "node", key: `${base}:${id}` });
}

function show(heading, ...children) {
  by("panel-heading").textContent = heading;
  by("panel-body").replaceChildren(...children.filter(Boolean));
  by("panel").scrollTop = 0;
}

// the quoted words within their passage
function quoted(text, quote) {
  const at = quote ? text.indexOf(quote) : -1;
  if (at < 0) return [text];
  return [text.slice(0, at), make("mark", {}, quote), text.slice(at + quote.length)];
}

function passage(found, quote) {
  const when = found.date === found.date_latest ? found.date : `${found.date} to ${found.date_latest}`;
  const head = [found.reference ?? found.document, found.title, found.publisher, found.date && when].filter(Boolean).join(", ");
  const around = (label, text) => (text ? make("details", { class: "small" }, make("summary", {}, label), make("p", {}, text)) : null);
  return make("section", { class: "passage", "aria-label": "Passage" },
    make("h3", {}, found.locator ? `${head}: ${found.locator}` : head),
    found.text
      ? make("div", {}, found.heading ? make("p", { class: "hint" }, found.heading) : null, around("Before it", found.before),
        make("blockquote", {}, ...quoted(found.text, quote)), around("After it", found.after))
      : make("p", { class: "hint" }, "The store holds no text of this document; its quote and place are above."),
    button("Open the document", () => open([{ base: "Source", id: found.document }]), { class: "link" }));
}

function claim(edge, of) {
  const other = edge.from === of ? edge.to : edge.from;
  const node = state.known.nodes.get(other);
  return make("li", {},
    button(node.marked, () => open([{ base: node.base, id: node.id }]), { class: "link" }),
    make("div", {}, [told({ ...edge, kind: "" }).replace(/^; /, ""), dated(edge), edge.where].filter(Boolean).join("; ")),
    edge.quote ? make("q", {}, edge.quote) : null);
}

// One kind of relationship: read when it is opened, a page at a time; or put into the picture as a whole.
function kind(of, one) {
  const list = make("ul", {});
  const more = button("More", () => page(), { class: "link", hidden: true });
  const picture = button("Add these to the picture", () => expand());
  const found = [];
  let skip = 0;

  const fetchPage = () => read("kind", { base: of.base, id: of.id, type: one.type, forward: one.forward, skip });
  const remember = (got) => {
    got.nodes.forEach((node) => state.known.nodes.has(node.key) || state.known.nodes.set(node.key, node));
    found.push(got);
    skip = got.rest ?? skip;
    more.hidden = got.rest === null;
    list.append(...got.edges.map((edge) => claim(edge, of.records.has(edge.from) ? edge.from : edge.to)));
  };
  async function page() {
    const got = await attempt(fetchPage);
    if (got) remember(got);
  }
  async function expand() {
    if (!found.length) await page();
    const nodes = found.flatMap((got) => got.nodes).map(({ base, id }) => ({ base, id }));
    const gained = await attempt(() => send("open", { nodes, present: state.present() }));
    if (gained) state.add(gained);
  }
  return make("details", { "data-kind": one.type, on: { toggle: (event) => { if (event.target.open && !found.length) page(); } } },
    make("summary", {}, `${kindName(one)} (${one.count})`), picture, list, more);
}

function actions(node) {
  const party = node.base === "Entity" || node.base === "Place";
  const pick = (field) => () => { by(field).value = node.id; by("paths").open = true; by(field).focus(); };
  return make("div", { class: "row" },
    button(state.pinned(node.key) ? "Unpin" : "Pin", () => state.pin(node.key)),
    button("Hide", () => state.hide(node.key)),
    party ? button("Path from here", pick("path-start")) : null,
    party ? button("Path to here", pick("path-end")) : null);
}

async function showNode(key) {
  const node = state.known.nodes.get(key);
  const mine = ++asked;
  const about = await attempt(() => read("about", { base: node.base, id: node.id }));
  if (!about || mine !== asked) return;
  const of = { base: node.base, id: node.id, records: new Set([node.id, ...about.records].map((id) => `${node.base}:${id}`)) };
  const states = about.states.map(({ id, name }) => button(`Standings of ${name} (${id})`, () => {
    window.dispatchEvent(new CustomEvent("standings", { detail: { state: id, from: { key, name: node.name } } }));
  }));
  show(about.node.name,
    make("p", {}, told(about.node)),
    actions(node),
    states.length ? make("div", { class: "row" }, ...states) : null,
    terms(about.node.rows),
    about.records.length ? make("h3", {}, "One with") : null,
    about.records.length ? make("ul", {}, ...about.records.map((id) => make("li", {}, button(id, () => open([{ base: node.base, id }]), { class: "link" })))) : null,
    ...about.passages.map((found) => passage(found, about.node.quote)),
    make("h3", {}, "What is said of it"),
    ...(about.kinds.length ? about.kinds.map((one) => kind(of, one)) : [make("p", {}, "Nothing that is loaded says anything of it.")]));
}

// A line of a large picture came without its sentence: it is read, with both ends, when it is chosen.
async function whole(edge) {
  const known = [edge.from, edge.to].map((end) => state.known.nodes.get(end));
  if (!edge.brief) return [edge, known];
  const found = await attempt(() => send("open", { nodes: known.map(({ base, id }) => ({ base, id })) }));
  const told = found?.edges.find((one) => one.key === edge.key);
  if (!told) return [edge, known];
  state.known.edges.set(edge.key, told);
  return [told, [told.from, told.to].map((end) => found.nodes.find((one) => one.key === end))];
}

// A reading has no modality of its own: it is never shown without those of the statement that is read.
async function showEdge(key) {
  const [edge, ends] = await whole(state.known.edges.get(key));
  if (state.chosen?.key !== key) return;
  const places = make("div", {});
  show(edgeName(edge),
    make("p", {}, ["Relationship", edge.how, dated(edge)].filter(Boolean).join("; ")),
    terms(edge.rows),
    places,
    make("h3", {}, "Between"),
    make("ul", {}, ...ends.map((node) => make("li", {},
      button(node.name, () => state.choose({ kind: "node", key: node.key }), { class: "link" }), make("div", {}, told(node)),
      node.quote || node.says ? make("q", {}, node.quote || node.says) : null))));
  const mine = ++asked;
  const where = edge.document ? { document: edge.document, locator: edge.locator ?? "" } : ends[0].base === "Statement" ? { statement: ends[0].id } : null;
  const found = where && await attempt(() => read("where", where));
  if (found && mine === asked) places.replaceChildren(...found.map((one) => passage(one, edge.document ? edge.quote : ends[0].quote)));
}

function showChosen(one) {
  asked += 1;
  by("pin").disabled = by("hide").disabled = one?.kind !== "node";
  if (!one) show("Details", make("p", {}, "Choose a node or a line, in the picture, the table or the text."));
  else if (one.kind === "node") showNode(one.key);
  else showEdge(one.key);
}

export function begin() {
  state.on("chosen", showChosen);
  state.on("changed", () => {
    const one = state.chosen;
    by("pin").textContent = one?.kind === "node" && state.pinned(one.key) ? "Unpin" : "Pin";
    for (const button_ of by("panel-body").querySelectorAll("button")) {
      if (one && ["Pin", "Unpin"].includes(button_.textContent)) button_.textContent = by("pin").textContent;
    }
  });
}
