// Gaps of a State, and their dismissal with author, reason and end.
import { attempt, read, say, send } from "./api.js";
import { button, by, make, many, table } from "./dom.js";

const given = () => ({ state: by("gaps-state").value, ...(by("gaps-on").value ? { on: by("gaps-on").value } : {}) });

async function take(finding, why, until) {
  const step = { fingerprint: finding.fingerprint, by: by("gaps-by").value, why, until, on: by("gaps-on").value || null };
  const done = await attempt(() => send("dismiss", step));
  if (!done) return;
  await list();
  say(done.told);
}

function dismissal(finding, number) {
  const dismissed = finding.dismissal?.startsWith("dismissed");
  const why = make("input", { id: `gap-why-${number}`, required: true, maxlength: 2000 });
  const until = make("input", { id: `gap-until-${number}`, type: "date", required: true });
  const form = make("form", { on: { submit: (event) => { event.preventDefault(); take(finding, why.value, dismissed ? null : until.value); } } },
    make("label", { for: why.id }, "Reason"), why,
    ...(dismissed ? [] : [make("label", { for: until.id }, "Until"), until]),
    make("button", { type: "submit" }, dismissed ? "Take back" : "Dismiss"));
  return make("details", {}, make("summary", {}, dismissed ? "Take the dismissal back" : "Dismiss"), form);
}

function row(finding, number) {
  return make("tr", { class: finding.dismissal ? "dismissed" : null },
    make("td", {}, finding.kind), make("td", {}, finding.gap ? finding.says : `No gap: ${finding.says}`),
    make("td", {}, finding.modality ?? "–"), make("td", {}, finding.evidence.join("; ") || "–"),
    make("td", {}, finding.dismissal ?? "–", finding.gap ? dismissal(finding, number) : null),
    make("td", {}, `${finding.rule}, ${finding.fingerprint}`));
}

async function list() {
  const found = await attempt(() => read("gaps", given()));
  if (!found) return;
  by("gaps-count").textContent = found.rows.length ? `${many(found.rows.length, "finding")} on ${found.on}.` : `No finding on ${found.on}: nothing that is loaded engages this State.`;
  table(by("gaps-rows"), "Gaps", ["Kind", "What is found", "How sure", "Rests on", "Dismissal", "Rule, fingerprint"], found.rows.map(row));
}

export function begin() {
  by("gaps-form").addEventListener("submit", (event) => { event.preventDefault(); list(); });
}
