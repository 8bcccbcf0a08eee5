// The standings of a State, and one provision of it step by step; from a compound, and back to it.
import { attempt, read } from "./api.js";
import { button, by, make, many, table } from "./dom.js";
import { open } from "./details.js";
import * as state from "./state.js";

let found = null;

const given = () => ({ state: by("standings-state").value, ...(by("standings-on").value ? { on: by("standings-on").value } : {}) });

function row(one) {
  return make("tr", {},
    make("th", { scope: "row" }, button(one.provision, () => cell(one.provision), { class: "link" }), ` ${one.article}`),
    make("td", {}, one.strength ?? "–"), make("td", { class: "sign" }, one.sign), make("td", {}, one.words), make("td", {}, one.bound),
    make("td", {}, one.state_says), make("td", {}, String(one.engaged)));
}

function fill() {
  if (!found) return;
  const instrument = by("standings-instrument").value;
  const within = ({ provision }) => !instrument || provision === instrument || provision.startsWith(`${instrument}-`);
  const rows = found.rows.filter((one) => within(one) && (one.spoken || !by("standings-spoken").checked));
  const none = by("standings-spoken").checked ? ": nothing that is loaded speaks of these" : "";
  by("standings-heading").textContent = `${found.name} (${found.state}) on ${found.on}: ${many(rows.length, "provision")}${rows.length ? "" : none}`;
  table(by("standings-rows"), `Standings of ${found.name}`, ["Provision", "How hard", "Law / practice", "In words", "Bound", "The State says", "Engaged by"], rows.map(row));
}

async function show() {
  found = await attempt(() => read("standings", given()));
  if (!found) return;
  const chosen = by("standings-instrument").value;
  const instruments = found.rows.map(({ provision }) => provision).filter((id, _, ids) => ids.some((other) => other.startsWith(`${id}-`)) && !ids.some((other) => id.startsWith(`${other}-`)));
  const names = [...new Set([...instruments, ...found.rows.map(({ provision }) => provision.slice(0, provision.lastIndexOf("-"))).filter(Boolean)])].sort();
  by("standings-instrument").replaceChildren(make("option", { value: "" }, "all"), ...names.map((name) => make("option", { value: name }, name)));
  by("standings-instrument").value = names.includes(chosen) ? chosen : "";
  by("cell").replaceChildren(make("p", {}, "Choose a provision."));
  fill();
  by("standings-heading").focus();
}

async function cell(provision) {
  const one = await attempt(() => read("cell", { ...given(), provision }));
  if (!one) return;
  const [head, ...lines] = one.lines;
  const nodes = [{ base: "Place", id: one.state }, { base: "Law", id: one.provision }, ...one.statements.map((id) => ({ base: "Statement", id }))];
  by("cell").replaceChildren(
    make("h4", {}, head),
    make("div", { class: "row" }, button("Show in the picture", () => { location.hash = "#explore"; open(nodes); })),
    ...lines.map((line) => make("p", { class: `step step-${Math.min(3, (line.match(/^ */)[0].length + 1) >> 1)}` }, line.trim())));
  by("cell").focus();
}

export function begin() {
  by("standings-form").addEventListener("submit", (event) => { event.preventDefault(); show(); });
  by("standings-instrument").addEventListener("change", fill);
  by("standings-spoken").addEventListener("change", fill);
  by("standings-back").addEventListener("click", () => {
    const { key } = by("standings-back").dataset;
    if (key && state.known.nodes.has(key)) state.choose({ kind: "node", key });
  });
  window.addEventListener("standings", ({ detail }) => {
    by("standings-state").value = detail.state;
    by("standings-back").hidden = false;
    by("standings-back").dataset.key = detail.from.key;
    by("standings-back").firstElementChild.textContent = `Back to ${detail.from.name}`;
    location.hash = "#standings";
    show();
  });
}
