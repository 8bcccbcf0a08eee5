// The search box: suggestions while one writes, chosen by arrow keys or pointer. Also for fields that take a name.
import { quietly, read, say } from "./api.js";
import { by, make, many } from "./dom.js";
import { open } from "./details.js";

const PAUSE = 150; // milliseconds without a key before the program is asked
let rows = [];
let at = -1;
let asked = 0;
let timer = 0;

const box = by("search");
const list = by("suggestions");

function shut() {
  list.hidden = true;
  box.setAttribute("aria-expanded", "false");
  box.removeAttribute("aria-activedescendant");
  at = -1;
}

function point(place) {
  at = place;
  [...list.children].forEach((item, number) => item.setAttribute("aria-selected", String(number === at)));
  if (at >= 0) {
    box.setAttribute("aria-activedescendant", list.children[at].id);
    list.children[at].scrollIntoView({ block: "nearest" });
  } else box.removeAttribute("aria-activedescendant");
}

function take(row) {
  shut();
  box.value = "";
  open([{ base: row.base, id: row.id }]);
}

function fill(found) {
  rows = found;
  list.replaceChildren(...rows.map((row, number) => make("li", {
    id: `suggestion-${number}`, role: "option", "aria-selected": "false",
    on: { mousedown: (event) => event.preventDefault(), click: () => take(row) },
  }, make("strong", {}, row.name), make("span", { class: "class" }, ` ${row.class} `), make("span", { class: "hint" }, row.why || row.id))));
  list.hidden = !rows.length;
  box.setAttribute("aria-expanded", String(rows.length > 0));
  at = -1;
  say(rows.length ? many(rows.length, "suggestion") : `Nothing that is loaded goes by “${box.value.trim()}”.`);
}

async function suggest() {
  const mine = ++asked;
  if (!box.value.trim()) { shut(); say(""); return []; }
  const found = await quietly(() => read("search", { q: box.value }));
  if (found && mine === asked) fill(found);
  return found ?? [];
}

const keys = {
  ArrowDown: () => point(Math.min(at + 1, rows.length - 1)),
  ArrowUp: () => point(Math.max(at - 1, -1)),
  Escape: shut,
  Enter: async () => {
    clearTimeout(timer);
    if (at >= 0) take(rows[at]);
    else {
      const [first] = await suggest();
      if (first) point(0);
    }
  },
};

// A field that takes a name or id: the same suggestions, as a list of the browser's own.
export function suggesting(field, datalist) {
  let waiting = 0;
  field.addEventListener("input", () => {
    clearTimeout(waiting);
    if (!field.value.trim()) return;
    waiting = setTimeout(async () => {
      const found = await quietly(() => read("search", { q: field.value }));
      datalist.replaceChildren(...(found ?? []).filter((row) => row.base === "Entity" || row.base === "Place")
        .map((row) => make("option", { value: row.id }, `${row.name} (${row.class})`)));
    }, PAUSE);
  });
}

export function begin() {
  box.addEventListener("input", () => { clearTimeout(timer); timer = setTimeout(suggest, PAUSE); });
  box.addEventListener("keydown", (event) => {
    if (!(event.key in keys) || event.isComposing) return; // an input method is still writing
    if (list.hidden && event.key !== "Enter") return;
    event.preventDefault();
    keys[event.key]();
  });
  box.addEventListener("blur", shut);
}
