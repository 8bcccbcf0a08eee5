// The explorer: puts its parts to work, and shows one of them at a time.
import { by } from "./dom.js";
import * as details from "./details.js";
import * as files from "./files.js";
import * as filters from "./filters.js";
import * as forms from "./forms.js";
import * as gaps from "./gaps.js";
import * as identity from "./identity.js";
import * as paths from "./paths.js";
import * as looks from "./looks.js";
import * as picture from "./picture.js";
import * as search from "./search.js";
import * as sentences from "./sentences.js";
import * as standings from "./standings.js";
import * as state from "./state.js";
import * as tables from "./tables.js";
import * as views from "./views.js";
import * as whole from "./whole.js";

const PARTS = ["explore", "standings", "identity", "gaps"];

function toolbar() {
  const chosen = () => state.chosen?.kind === "node" && state.chosen.key;
  const work = {
    undo: state.undo, pin: () => state.pin(chosen()), hide: () => state.hide(chosen()), unhide: state.unhide,
    fit: picture.fit, arrange: picture.arrange, clear: () => { state.clear(); tables.setAnswer(null); },
  };
  for (const [id, action] of Object.entries(work)) by(id).addEventListener("click", action);
  document.addEventListener("keydown", (event) => {
    if ((event.ctrlKey || event.metaKey) && event.key === "z" && !event.target.closest("input, select, textarea")) { event.preventDefault(); state.undo(); }
  });
  state.on("changed", () => {
    by("undo").disabled = !state.undoable();
    by("unhide").disabled = !state.hidden().length;
  });
}

function show(opened) {
  const part = PARTS.find((one) => `#${one}` === location.hash) ?? (location.hash ? null : "explore");
  if (!part) return; // a place within the part that is shown
  for (const one of PARTS) {
    by(one).hidden = one !== part;
    const link = document.querySelector(`nav a[href="#${one}"]`);
    if (one === part) link.setAttribute("aria-current", "page");
    else link.removeAttribute("aria-current");
  }
  opened[part]?.();
}

if (await looks.begin()) picture.begin();
for (const part of [tables, sentences, details, filters, paths, search, views, files, standings, gaps]) part.begin();
const opened = { identity: identity.begin() };
toolbar();
await forms.begin();
await whole.begin();
if (matchMedia("(max-width: 1100px)").matches) by("ask").open = false;
window.addEventListener("hashchange", () => show(opened));
show(opened);
document.body.dataset.ready = "yes";
