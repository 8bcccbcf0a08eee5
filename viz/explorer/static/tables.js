// The table: the rows of the last answer, or the nodes or relationships that are seen. All of it by keyboard.
import { button, by, make, many, table, told, words } from "./dom.js";
import * as state from "./state.js";

const FIRST = 200; // rows that are shown at once
export const MORE = 2_000; // rows that are added at a time: more than some thousands make every browser slow
const LONG = 160; // letters of a cell; more would push the other rows out of sight, and the text beside has them all
let answer = null; // { title, columns, rows, truncated, note }
let shows = "nodes";
let until = FIRST;
const watchers = [];

// The answer, where the table shows it: then the text tells its rows, too.
export const answered = () => (shows === "answer" ? answer : null);
export const onShow = (work) => watchers.push(work);

export function setAnswer(found) {
  answer = found;
  until = FIRST;
  shows = found ? "answer" : "nodes";
  fill();
}

const cell = (...children) => make("td", {}, ...children);
const choosing = (kind, key, text) => button(text, () => state.choose({ kind, key }), { class: "link", [`data-${kind}`]: key });

function idCell(value, column) {
  const ids = value === null ? [] : Array.isArray(value) ? value : [value];
  const bases = column.of?.split(" or ") ?? [];
  const made = ids.map((id) => {
    const key = bases.map((base) => `${base}:${id}`).find((one) => state.has(one));
    return key ? choosing("node", key, id) : document.createTextNode(id);
  });
  return cell(...(made.length ? made.flatMap((one, place) => (place ? ["; ", one] : [one])) : ["–"]));
}

const short = (text) => (text.length <= LONG ? text
  : make("details", {}, make("summary", {}, `${text.slice(0, LONG / 2)}…`), make("div", {}, text)));

const answerRow = (row) => make("tr", {}, ...row.map((value, place) => {
  const column = answer.columns[place];
  return column.type === "id" || column.type === "ids" ? idCell(value, column) : cell(short(told(value)));
}));

const nodeRow = (one) => make("tr", { "data-row": one.key },
  cell(one.kind), cell(choosing("node", one.key, one.name)), cell(one.says.length > 200 ? `${one.says.slice(0, 199)}…` : one.says),
  cell([one.how, state.pinned(one.key) ? "pinned" : ""].filter(Boolean).join("; ")), cell(one.sources.join("; ")));

function edgeRow(one) {
  const name = (key) => state.known.nodes.get(key).marked;
  return make("tr", { "data-row": one.key },
    cell(name(one.from)), cell(choosing("edge", one.key, one.kind)), cell(name(one.to)), cell(one.how), cell(dated(one)), cell(one.where));
}

export const moreOf = (count, until) => (count - until <= MORE ? `Show all ${count}` : `Show ${MORE} more of ${count}`);

export function dated({ dates }) {
  if (!dates) return "";
  const [first, last] = dates;
  return first === last ? first : `${first ?? "…"} to ${last ?? "…"}`;
}

// caption, headings, what there is, and how one of them becomes a row: only the rows that are shown are made
const parts = {
  answer: () => [answer.title, answer.columns.map((one) => words(one.name)), answer.rows, answerRow],
  nodes: (seen) => ["Nodes that are seen", ["Class", "Name", "What it says", "How sure, how hard", "Sources"], seen.nodes, nodeRow],
  edges: (seen) => ["Relationships that are seen", ["From", "Relationship", "To", "How sure", "Dates", "Source"], seen.edges, edgeRow],
};

function fill() {
  if (shows === "answer" && !answer) shows = "nodes";
  for (const one of document.querySelectorAll("[data-table]")) one.setAttribute("aria-pressed", String(one.dataset.table === shows));
  document.querySelector("[data-table=answer]").disabled = !answer;
  const [caption, heads, items, row] = parts[shows](state.visible());
  table(by("rows"), caption, heads, items.slice(0, until).map(row));
  const more = by("more-rows");
  more.hidden = items.length <= until;
  more.textContent = moreOf(items.length, until);
  const truncated = shows === "answer" && answer.truncated ? ` The first ${answer.rows.length} rows; there are more.` : "";
  by("answer-note").textContent = shows === "answer" ? `${answer.title}: ${many(answer.rows.length, "row")}.${truncated} ${answer.note}`.trim() : "";
  mark();
  watchers.forEach((work) => work());
}

function mark() {
  for (const row of by("rows").querySelectorAll("tr[data-row]")) {
    if (row.dataset.row === state.chosen?.key) row.setAttribute("aria-current", "true");
    else row.removeAttribute("aria-current");
  }
}

export function begin() {
  for (const one of document.querySelectorAll("[data-table]")) {
    one.addEventListener("click", () => { shows = one.dataset.table; until = FIRST; fill(); });
  }
  by("more-rows").addEventListener("click", () => { until += MORE; fill(); });
  state.on("changed", fill);
  state.on("chosen", mark);
  fill();
}
