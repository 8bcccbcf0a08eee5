// Canned queries by forms that are made from their headers.
import { attempt, read, send } from "./api.js";
import { by, make } from "./dom.js";
import { suggesting } from "./search.js";
import * as state from "./state.js";
import { setAnswer } from "./tables.js";

let queries = [];
export let last = null; // what was asked last, for its file

const query = () => queries.find((one) => one.id === by("query").value);

function field(parameter) {
  const id = `parameter-${parameter.name}`;
  const kinds = { integer: { type: "number", min: parameter.least, max: parameter.most }, date: { type: "date" } };
  const list = make("datalist", { id: `${id}-list` });
  const input = make("input", {
    id, name: parameter.name, autocomplete: "off", placeholder: `such as ${parameter.example}`, "aria-describedby": `${id}-meaning`,
    required: parameter.required && parameter.default === null, value: parameter.default ?? fitting(parameter),
    ...(kinds[parameter.type] ?? { type: "text", list: list.id }),
  });
  if (!kinds[parameter.type]) suggesting(input, list);
  return make("div", {},
    make("label", { for: id }, `${parameter.name.replaceAll("_", " ")}${parameter.required && parameter.default === null ? "" : " (may be empty)"}`),
    input, list, make("p", { class: "hint", id: `${id}-meaning` }, parameter.meaning));
}

// what is chosen in the picture, where the parameter takes such a thing
function fitting(parameter) {
  const node = state.chosen?.kind === "node" && state.known.nodes.get(state.chosen.key);
  const takes = (parameter.type === "state" ? "State" : parameter.of ?? "").split(" or ");
  return node && (takes.includes(node.base) || takes.includes(node.kind)) ? node.id : null;
}

function form() {
  const one = query();
  by("query-question").textContent = `${one.question} For: ${one.audience.join(", ")}.${one.one_of.length ? ` Needs one of: ${one.one_of.join(", ")}.` : ""}`;
  by("query-fields").replaceChildren(...one.parameters.map(field));
  const single = one.sensitivity === "case";
  by("query-purpose-part").hidden = !single;
  by("query-purpose").required = single;
  by("query-purpose").value = ""; // a purpose is of one question
}

function example() {
  for (const parameter of query().parameters) by(`parameter-${parameter.name}`).value = parameter.example;
}

async function ask() {
  const parameters = Object.fromEntries([...by("query-fields").querySelectorAll("input")].map((input) => [input.name, input.value]));
  const given = { query: query().id, parameters, limit: Number(by("query-limit").value), purpose: by("query-purpose").value || null };
  const found = await attempt(() => send("ask", { ...given, present: state.present() }));
  if (!found) return;
  last = given;
  if (found.picture) state.add(found.picture);
  setAnswer(found);
  document.querySelector("[data-export=answer]").disabled = false;
  by("query-text").textContent = `${found.query}\n\nparameters: ${JSON.stringify(found.parameters, null, 1)}`;
  by("table").scrollIntoView({ block: "nearest" });
}

export async function begin() {
  queries = await attempt(() => read("queries")) ?? [];
  const folders = [...new Set(queries.map((one) => one.folder))];
  by("query").replaceChildren(...folders.map((folder) => make("optgroup", { label: folder },
    ...queries.filter((one) => one.folder === folder).map((one) => make("option", { value: one.id }, one.title)))));
  by("query").addEventListener("change", form);
  by("example").addEventListener("click", example);
  by("ask-form").addEventListener("submit", (event) => { event.preventDefault(); ask(); });
  if (queries.length) form();
}
