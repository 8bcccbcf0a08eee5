// Paths between two picked parties or compounds.
import { attempt, send } from "./api.js";
import { by } from "./dom.js";
import { suggesting } from "./search.js";
import * as state from "./state.js";
import { setAnswer } from "./tables.js";

async function find() {
  const given = {
    start: by("path-start").value, end: by("path-end").value, k: Number(by("path-k").value), hops: Number(by("path-hops").value),
    modality: by("path-modality").value || null, since: by("path-since").value || null,
    through_cases: by("path-cases").checked, purpose: by("path-purpose").value || null,
  };
  by("path-purpose").value = ""; // a purpose is of one question
  const found = await attempt(() => send("path", { ...given, present: state.present() }));
  if (!found) return;
  if (found.picture) state.add(found.picture);
  setAnswer(found);
}

export function begin() {
  for (const end of ["start", "end"]) suggesting(by(`path-${end}`), by(`path-${end}-list`));
  by("path-cases").addEventListener("change", () => {
    by("path-purpose-part").hidden = !by("path-cases").checked;
    by("path-purpose").required = by("path-cases").checked;
  });
  by("path-form").addEventListener("submit", (event) => { event.preventDefault(); find(); });
}
