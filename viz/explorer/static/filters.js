// Filters by source, modality, class and time: what is taken out of sight stays in the picture.
import { by, make } from "./dom.js";
import * as state from "./state.js";

const LISTS = { sources: "Source", modalities: "Modality", classes: "Class" };
const month = (text) => { const [year, part] = text.split("-").map(Number); return year * 12 + part - 1; };
const text = (number) => `${String(Math.floor(number / 12)).padStart(4, "0")}-${String((number % 12) + 1).padStart(2, "0")}`;

// how often each source, modality and class is there
function counts() {
  const { nodes, edges } = state.all();
  const found = { sources: new Map(), modalities: new Map(), classes: new Map() };
  const count = (list, name) => name && found[list].set(name, (found[list].get(name) ?? 0) + 1);
  for (const one of [...nodes, ...edges]) { one.sources.forEach((name) => count("sources", name)); count("modalities", one.modality); }
  nodes.forEach((one) => count("classes", one.kind));
  return found;
}

function box(list, name, number) {
  const input = make("input", { type: "checkbox", checked: !state.filters[list].has(name), "data-filter": list, value: name });
  input.addEventListener("change", () => { state.filters[list][input.checked ? "delete" : "add"](name); state.refilter(); });
  return make("label", { class: "check" }, input, ` ${name} (${number})`);
}

function span() {
  const { nodes, edges } = state.all();
  const days = [...nodes, ...edges].flatMap((one) => one.dates ?? []).filter(Boolean).map(month);
  return days.length ? [Math.min(...days), Math.max(...days)] : null;
}

function fill() {
  const held = document.activeElement?.dataset?.filter ? [document.activeElement.dataset.filter, document.activeElement.value] : null;
  const found = counts();
  by("filter-lists").replaceChildren(...Object.entries(LISTS).map(([list, heading]) => make("fieldset", {}, make("legend", {}, heading),
    ...(found[list].size ? [...found[list]].sort(([a], [b]) => a.localeCompare(b)).map(([name, number]) => box(list, name, number)) : [make("p", { class: "hint" }, "none yet")]))));
  if (held) [...document.querySelectorAll(`[data-filter=${held[0]}]`)].find((one) => one.value === held[1])?.focus();
  const range = span();
  by("time").disabled = !range;
  if (!range) return;
  const [first, last] = range;
  for (const [id, other, value] of [["time-since", first, state.filters.since], ["time-until", last, state.filters.until]]) {
    Object.assign(by(id), { min: first, max: last });
    by(id).value = value ? month(value) : other;
    by(id).setAttribute("aria-valuetext", text(Number(by(id).value)));
    by(`${id}-shown`).textContent = text(Number(by(id).value));
  }
}

function slide() {
  const since = by("time-since");
  const until = by("time-until");
  state.filters.since = Number(since.value) > Number(since.min) ? text(Number(since.value)) : null;
  state.filters.until = Number(until.value) < Number(until.max) ? text(Number(until.value)) : null;
  state.refilter();
}

// As a view's file holds them, both ways.
export const saved = () => Object.fromEntries(Object.entries(state.filters).map(([name, value]) => [name, value instanceof Set ? [...value].sort() : value]));
export function restore(given) {
  for (const list of Object.keys(LISTS)) state.filters[list] = new Set(given[list]);
  Object.assign(state.filters, { since: given.since, until: given.until, undated: given.undated });
  by("undated").checked = given.undated;
}

export function begin() {
  by("time-since").addEventListener("input", slide);
  by("time-until").addEventListener("input", slide);
  by("undated").addEventListener("change", () => { state.filters.undated = by("undated").checked; state.refilter(); });
  by("unfilter").addEventListener("click", () => {
    restore({ sources: [], modalities: [], classes: [], since: null, until: null, undated: true });
    state.refilter();
  });
  state.on("changed", fill);
  fill();
}
