// The table: the rows of the last answer, or the nodes or relationships that are seen. All of it by keyboard.
import { button, by, make, many, table, told, words } from "./dom.js";
import * as state from "./state.js";

const FIRST = 200; // rows that are shown at once
const LONG = 160; // letters of a cell; more would push the other rows out of sight, and the text beside has them all
let answer = null; // { title, columns, rows, truncated, note }
let shows = "nodes";
let all = false;
const watchers = [];

// The answer, where the table shows it: then the text tells its rows, too.
export const answered = () => (shows === "answer" ? answer : null);
export const onShow = (work) => watchers.push(work);

export function setAnswer(found) {
  answer = found;
  all = false;
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

function answerRows() {
  return answer.rows.map((row) => make("tr", {}, ...row.map((value, place) => {
    const column = answer.columns[place];
    return column.type === "id" || column.type === "ids" ? idCell(value, column) : cell(short(told(value)));
  })));
}

const nodeRows = (seen) => seen.nodes.map((one) => make("tr", { "data-row": one.key },
  cell(one.kind), cell(choosing("node", one.key, one.name)), cell(one.says.length > 200 ? `${one.says.slice(0, 199)}…` : one.says),
  cell([one.how, state.pinned(one.key) ? "pinned" : ""].filter(Boolean).join("; ")), cell(one.sources.join("; "))));

function edgeRows(seen) {
  const name = (key) => state.known.nodes.get(key).marked;
  return seen.edges.map((one) => make("tr", { "data-row": one.key },
    cell(name(one.from)), cell(choosing("edge", one.key, one.kind)), cell(name(one.to)), cell(one.how), cell(dated(one)), cell(one.where)));
}

export function dated({ dates }) {
  if (!dates) return "";
  const [first, last] = dates;
  return first === last ? first : `${first ?? "…"} to ${last ?? "…"}`;
}

const parts = {
  answer: () => [answer.title, answer.columns.map((one) => words(one.name)), answerRows()],
  nodes: (seen) => ["Nodes that are seen", ["Class", "Name", "What it says", "How sure, how hard", "Sources"], nodeRows(seen)],
  edges: (seen) => ["Relationships that are seen", ["From", "Relationship", "To", "How sure", "Dates", "Source"], edgeRows(seen)],
};

function fill() {
  if (shows === "answer" && !answer) shows = "nodes";
  for (const one of document.querySelectorAll("[data-table]")) one.setAttribute("aria-pressed", String(one.dataset.table === shows));
  document.querySelector("[data-table=answer]").disabled = !answer;
  const [caption, heads, rows] = parts[shows](state.visible());
  table(by("rows"), caption, heads, all ? rows : rows.slice(0, FIRST));
  const more = by("more-rows");
  more.hidden = all || rows.length <= FIRST;
  more.textContent = `Show all ${rows.length}`;
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
    one.addEventListener("click", () => { shows = one.dataset.table; all = false; fill(); });
  }
  by("more-rows").addEventListener("click", () => { all = true; fill(); });
  state.on("changed", fill);
  state.on("chosen", mark);
  fill();
}
