// Identity review: two records side by side, and a decision with its author and reason.
import { attempt, read, say, send } from "./api.js";
import { button, by, make, many, table } from "./dom.js";
import * as state from "./state.js";

const VERDICTS = { same: "The same", different: "Different", undecided: "It cannot be told" };
let undoing = null; // the last decision, which can be taken back

async function decide(pair, verdict, why) {
  const given = { one: pair.one, other: pair.other, verdict, by: by("identity-by").value, why };
  if (!given.by.trim()) { say("A decision needs its author; write a name under “Who decides”.", true); by("identity-by").focus(); return; }
  const step = await attempt(() => send("decide", given));
  if (!step) return;
  undoing = verdict === "undo" ? null : pair;
  await list();
  await refreshed();
  say(step.told);
}

// who is one has changed: the picture is told anew
async function refreshed() {
  const nodes = state.present();
  if (!nodes.length) return;
  const found = await attempt(() => send("open", { nodes, present: [] }));
  if (found) state.replace(found);
}

function card(pair, number) {
  const why = make("input", { id: `why-${number}`, maxlength: 2000, required: true });
  const rows = make("table", {});
  table(rows, `${pair.one} and ${pair.other}`, ["Compared", "One", "Other"],
    pair.rows.map(([what, ...values]) => make("tr", {}, make("th", { scope: "row" }, what), ...values.map((value) => make("td", {}, value || "–")))));
  const take = (verdict) => () => {
    if (!why.value.trim()) { say("A decision needs its reason; write a sentence under “Why”.", true); why.focus(); return; }
    decide(pair, verdict, why.value);
  };
  return make("section", { class: "pair-card", "aria-label": `${pair.one} and ${pair.other}` },
    rows,
    make("p", { class: "hint" }, `score ${pair.score ?? "–"}, ${pair.by}: ${pair.why.join("; ")}`),
    make("label", { for: why.id }, "Why"), why,
    make("div", { class: "row" }, ...Object.entries(VERDICTS).map(([verdict, words]) => button(words, take(verdict)))));
}

async function list() {
  const found = await attempt(() => read("review", { undecided: by("identity-undecided").checked }));
  if (!found) return;
  const shown = found.pairs.length < found.count ? `, the first ${found.pairs.length} are shown` : "";
  by("identity-count").textContent = found.count ? `${many(found.count, "pair")} to be decided${shown}.` : "No candidates wait for a decision.";
  const back = undoing && button(`Undo the decision on ${undoing.one} and ${undoing.other}`, () => decide(undoing, "undo", "taken back in the explorer"));
  by("pairs").replaceChildren(...(back ? [back] : []), ...found.pairs.map(card));
}

export function begin() {
  by("identity-form").addEventListener("submit", (event) => event.preventDefault());
  by("identity-undecided").addEventListener("change", list);
  return list;
}
