// Views: saved as a file that names what is shown and where it stands, and opened again from one.
import { attempt, say, send } from "./api.js";
import { by } from "./dom.js";
import { download } from "./files.js";
import { restore, saved } from "./filters.js";
import * as picture from "./picture.js";
import * as state from "./state.js";
import { setAnswer } from "./tables.js";

function save() {
  const view = { palermo_view: 1, title: by("view-title").value, nodes: picture.placed(state.all().nodes), filters: saved() };
  download(new Blob([JSON.stringify(view, null, 1)], { type: "application/json" }), by("view-title").value || "view", "json");
}

async function reopen(file) {
  const found = await attempt(async () => {
    let view;
    try {
      view = JSON.parse(await file.text());
    } catch {
      throw new Error(`${file.name} is no saved view; choose a file that Save view made.`);
    }
    return send("view", view);
  });
  if (!found) return;
  const { view, nodes, edges, missing } = found;
  const keys = (flag) => new Set(view.nodes.filter((one) => one[flag]).map(({ base, id }) => `${base}:${id}`));
  nodes.forEach((one) => state.known.nodes.set(one.key, one));
  edges.forEach((one) => state.known.edges.set(one.key, one));
  restore(view.filters);
  by("view-title").value = view.title;
  const stood = view.nodes.filter((one) => one.x !== null && one.y !== null);
  const places = Object.fromEntries(stood.map(({ base, id, x, y }) => [`${base}:${id}`, { x, y }]));
  setAnswer(null);
  state.choose(null);
  state.remake({
    nodes: new Set(nodes.map((one) => one.key)), edges: new Set(edges.map((one) => one.key)), hidden: keys("hidden"), pinned: keys("pinned"),
  }, stood.length === view.nodes.length ? { places } : {});
  picture.fit();
  if (missing.length) say(`The store has no more: ${missing.join(", ")}.`, true);
}

export function begin() {
  by("save").addEventListener("click", save);
  by("view-file").addEventListener("change", async () => {
    const [file] = by("view-file").files;
    if (file) await reopen(file);
    by("view-file").value = ""; // the same file can be opened again
  });
}
