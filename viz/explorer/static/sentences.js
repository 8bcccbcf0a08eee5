// The text: what is seen, a sentence a relationship, each with how sure, since when, who says so, where, in which words.
import { button, by, make } from "./dom.js";
import { edgeName } from "./picture.js";
import * as state from "./state.js";
import { dated } from "./tables.js";

const FIRST = 100;
let all = false;

function sentence(edge) {
  const facts = [edge.how, dated(edge), edge.where].filter(Boolean).join("; ");
  return make("li", {},
    button(edgeName(edge), () => state.choose({ kind: "edge", key: edge.key }), { class: "link" }),
    facts ? make("div", { class: "hint" }, facts) : null,
    edge.quote ? make("q", {}, edge.quote) : null);
}

function alone(node) {
  return make("li", {}, `${node.kind}: `, button(node.marked, () => state.choose({ kind: "node", key: node.key }), { class: "link" }),
    node.says ? make("q", {}, node.says) : null);
}

function fill() {
  const seen = state.visible();
  const joined = new Set(seen.edges.flatMap((edge) => [edge.from, edge.to]));
  const lone = seen.nodes.filter((node) => !joined.has(node.key));
  const count = seen.edges.length + lone.length;
  const told = [...seen.edges.map((edge) => () => sentence(edge)), ...lone.map((node) => () => alone(node))];
  by("sentences").replaceChildren(...(all ? told : told.slice(0, FIRST)).map((work) => work()));
  by("more-sentences").hidden = all || count <= FIRST;
  by("more-sentences").textContent = `Show all ${count}`;
}

export function begin() {
  by("more-sentences").addEventListener("click", () => { all = true; fill(); });
  state.on("changed", () => { all = false; fill(); });
}
