// Files of what is seen: PNG and SVG are drawn here, GEXF and CSV are made by the program.
import { attempt, file } from "./api.js";
import { by } from "./dom.js";
import { last } from "./forms.js";
import { screen } from "./large.js";
import { isLarge, placed } from "./picture.js";
import { svg } from "./svg.js";
import * as state from "./state.js";

// a name that every file system takes
const named = (text) => text.normalize("NFC").replace(/[^\p{L}\p{M}\p{N} _.-]+/gu, "-").replace(/^[-. ]+|[-. ]+$/g, "").slice(0, 80) || "palermo";

export function download(blob, name, ending) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = `${named(name)}.${ending}`;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}

const asPng = (canvas) => new Promise((done) => { canvas.toBlob(done, "image/png"); });

async function png() {
  if (isLarge()) return asPng(screen());
  const drawing = svg(title());
  const picture = new Image();
  picture.src = URL.createObjectURL(drawing.blob);
  await picture.decode();
  const canvas = document.createElement("canvas");
  const scale = Math.min(2, 8000 / Math.max(drawing.width, drawing.height));
  Object.assign(canvas, { width: Math.ceil(drawing.width * scale), height: Math.ceil(drawing.height * scale) });
  canvas.getContext("2d").drawImage(picture, 0, 0, canvas.width, canvas.height);
  URL.revokeObjectURL(picture.src);
  return asPng(canvas);
}

const seen = () => {
  const { nodes, edges } = state.visible();
  return { nodes: placed(nodes), edges: edges.map((edge) => edge.key) };
};
const title = () => by("view-title").value || "palermo";
const forms = {
  svg: () => download(svg(title()).blob, title(), "svg"),
  png: async () => download(await png(), title(), "png"),
  gexf: async () => download(await file("export", { form: "gexf", ...seen() }), title(), "gexf"),
  nodes: async () => download(await file("export", { form: "nodes", ...seen() }), `${title()} nodes`, "csv"),
  edges: async () => download(await file("export", { form: "edges", ...seen() }), `${title()} relationships`, "csv"),
  answer: async () => download(await file("ask-csv", last), last.query, "csv"),
};

export function begin() {
  for (const one of document.querySelectorAll("[data-export]")) {
    one.addEventListener("click", () => attempt(async () => { await forms[one.dataset.export](); }));
  }
}
