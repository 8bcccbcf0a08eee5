// The text: what is seen, a sentence a relationship, each with how sure, since when, who says so, where, in which words;
// or, while the table shows an answer, its rows in words.
import { button, by, make, told, words } from "./dom.js";
import { edgeName } from "./looks.js";
import * as state from "./state.js";
import { MORE, answered, dated, moreOf, onShow } from "./tables.js";

const FIRST = 100;
let until = FIRST;

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

const inWords = ({ columns, rows }) => rows.map((row) => () => make("li", {}, ...columns.flatMap(({ name }, place) => (
  row[place] === null || row[place]?.length === 0 ? [] : [make("div", {}, make("strong", {}, `${words(name)}: `), told(row[place]))]))));

function ofPicture() {
  const seen = state.visible();
  const joined = new Set(seen.edges.flatMap((edge) => [edge.from, edge.to]));
  const lone = seen.nodes.filter((node) => !joined.has(node.key));
  return [...seen.edges.map((edge) => () => sentence(edge)), ...lone.map((node) => () => alone(node))];
}

function fill() {
  const lines = answered() ? inWords(answered()) : ofPicture();
  by("sentences").replaceChildren(...lines.slice(0, until).map((work) => work()));
  by("more-sentences").hidden = lines.length <= until;
  by("more-sentences").textContent = moreOf(lines.length, until);
}

export function begin() {
  by("more-sentences").addEventListener("click", () => { until += MORE; fill(); });
  onShow(() => { until = FIRST; fill(); }); // the table is filled anew at every step
}
