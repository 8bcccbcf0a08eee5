// The picture: what is visible, drawn by one library or, above some thousands of nodes, by another; counts and legend.
import { by, drawn, make, many } from "./dom.js";
import * as large from "./large.js";
import * as looks from "./looks.js";
import * as small from "./small.js";
import * as state from "./state.js";

let drawer = small;

export const isLarge = () => drawer === large;

async function draw(detail = {}) {
  const seen = state.visible();
  const { most } = looks.settings;
  const next = seen.nodes.length > most ? large : small;
  let { places = null } = detail;
  if (next !== drawer) {
    const stood = drawer.positions(); // what both draw stays where it was
    if (seen.nodes.every((one) => stood[one.key])) places ??= stood;
    drawer = next;
    by("network").hidden = next !== small;
    by("large").hidden = next !== large;
  }
  by("empty").hidden = seen.nodes.length > 0;
  counted(seen);
  legend(seen);
  await drawer.draw(seen, { ...detail, places });
}

function counted(seen) {
  const { nodes: every } = state.all();
  const { readable, most } = looks.settings;
  const out = every.length - seen.nodes.length;
  const hard = seen.nodes.length > readable ? ` More than ${readable} are hard to read as a picture: filter, or use the table.` : "";
  const brief = every.length > most ? " What each says is read when you choose it." : "";
  by("counts").textContent = `${many(seen.nodes.length, "node")}, ${many(seen.edges.length, "relationship")}${out ? `; ${many(out, "node")} hidden or filtered out` : ""}.${hard}${brief}`;
  for (const id of ["network", "large"]) by(id).setAttribute("aria-label", `Picture of ${many(seen.nodes.length, "node")} and ${many(seen.edges.length, "relationship")}; the table and the text below hold the same`);
}

export function lines(seen) {
  const broken = new Set(seen.edges.map((one) => JSON.stringify(one.dashes)));
  if (isLarge()) return broken.size > 1 || !broken.has("false") ? [large.meaning] : [];
  return looks.settings.lines.filter(({ dashes }) => broken.has(JSON.stringify(dashes))).map(({ meaning }) => meaning);
}

function legend(seen) {
  const classes = new Set(seen.nodes.map((one) => one.kind));
  const shown = Object.entries(looks.settings.palette).filter(([name]) => classes.has(name));
  const path = (look) => (isLarge() ? looks.settings.palette.Organisation.path : look.path); // sigma draws dots only
  by("legend").replaceChildren(
    ...shown.map(([name, look]) => make("li", {}, drawn(path(look), look.colour), name)),
    ...lines(seen).map((meaning) => make("li", {}, meaning)),
  );
}

export const positions = () => drawer.positions();
// nodes as a file names them, each with where it stands
export const placed = (some) => {
  const stood = drawer.positions();
  return some.map(({ key, base, id }) => {
    const at = stood[key]; // what is hidden stands nowhere
    return { base, id, x: at?.x ?? null, y: at?.y ?? null, pinned: state.pinned(key), hidden: state.isHidden(key) };
  });
};
export const fit = () => drawer.fit();
export const arrange = () => draw({ arrange: true });
// where a node is on the canvas, in pixels
export const spot = (key) => drawer.spot(key);

export function begin() {
  small.begin();
  looks.dark.addEventListener("change", () => { drawer.recolour(); draw(); });
  state.on("changed", draw);
  state.on("chosen", () => drawer.mark());
}
