// The picture as SVG: the same places, shapes and words, with its legend; text goes in as text.
import { colours, settings } from "./looks.js";
import { isLarge, lines, positions } from "./picture.js";
import { LABELLED, fontSize } from "./small.js";
import * as state from "./state.js";

const SPACE = "http://www.w3.org/2000/svg";
const SIZE = 14; // half a node, as in the picture
const MARGIN = 80;
const FOLD = 20; // letters to a line, about as in the picture

function make(tag, attributes, ...children) {
  const made = document.createElementNS(SPACE, tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  made.append(...children);
  return made;
}

const clean = (text) => text.replace(/[^\t\n\r\x20-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/gu, "\u{FFFD}"); // what XML has no place for

function written(text, x, y, size, ink, paper) {
  return clean(text).split("\n").map((line, number) => make("text", {
    x, y: y + size * 1.15 * number, "font-size": size, "text-anchor": "middle", fill: ink, stroke: paper, "stroke-width": size / 5,
    "paint-order": "stroke", "font-family": "system-ui, 'Noto Sans', sans-serif",
  }, line));
}

function folded(text) {
  return text.split("\n").flatMap((line) => line.split(" ").reduce((lines, word) => {
    const last = lines.at(-1);
    if (last !== undefined && `${last} ${word}`.length <= FOLD) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
    return lines;
  }, [])).join("\n");
}

const dashed = (dashes) => (Array.isArray(dashes) ? dashes.join(" ") : dashes ? "6 5" : "none");

export function svg(title) {
  const { nodes, edges } = state.visible();
  if (!nodes.length) throw new Error("Nothing is in the picture; there is nothing to draw.");
  if (isLarge()) throw new Error(`More than ${settings.most.toLocaleString("en")} nodes are no SVG; filter, or take PNG, GEXF or CSV.`);
  const { ink, paper, line } = colours();
  const at = positions();
  const size = fontSize();
  const xs = nodes.map(({ key }) => at[key].x);
  const ys = nodes.map(({ key }) => at[key].y);
  const margin = MARGIN + size * 8;
  const [left, top] = [Math.min(...xs) - margin, Math.min(...ys) - MARGIN];
  const [width, height] = [Math.max(...xs) - left + margin, Math.max(...ys) - top + MARGIN + size * 2];
  const classes = Object.entries(settings.palette).filter(([name]) => nodes.some((one) => one.kind === name));
  const foot = [...lines({ edges }), "made by Palermo: what sources say, never a finding of its own"].join("; ");
  const below = size * (classes.length * 1.5 + 4);
  const root = make("svg", { xmlns: SPACE, viewBox: `${left} ${top} ${width} ${height + below}`, width, height: height + below, role: "img" },
    make("title", {}, clean(title)),
    make("rect", { x: left, y: top, width, height: height + below, fill: paper }),
    make("defs", {}, make("marker", { id: "arrow", viewBox: "0 0 8 8", refX: 8 + SIZE * 0.9, refY: 4, markerWidth: 8, markerHeight: 8, orient: "auto", markerUnits: "userSpaceOnUse" },
      make("path", { d: "M0 0 8 4 0 8z", fill: line }))));
  for (const { from, to, dashes } of edges) {
    root.append(make("line", { x1: at[from].x, y1: at[from].y, x2: at[to].x, y2: at[to].y, stroke: line, "stroke-dasharray": dashed(dashes), "marker-end": "url(#arrow)" }));
  }
  for (const one of nodes) {
    const look = settings.palette[one.kind];
    root.append(make("g", { transform: `translate(${at[one.key].x} ${at[one.key].y}) scale(${SIZE})` },
      make("path", { d: look.path, fill: look.colour }), make("title", {}, clean(one.name))));
  }
  if (edges.length <= LABELLED) {
    for (const { from, to, label } of edges) root.append(...written(label, (at[from].x + at[to].x) / 2, (at[from].y + at[to].y) / 2, size * 0.8, ink, paper));
  }
  for (const one of nodes) root.append(...written(folded(one.label), at[one.key].x, at[one.key].y + SIZE + size * 1.1, size, ink, paper));
  classes.forEach(([name, look], number) => {
    const y = top + height + size * (1 + number * 1.5);
    root.append(make("path", { d: look.path, fill: look.colour, transform: `translate(${left + size * 1.5} ${y}) scale(${size * 0.6})` }));
    const [word] = written(name, left + size * 2.5, y + size * 0.35, size, ink, paper);
    word.setAttribute("text-anchor", "start");
    root.append(word);
  });
  const [last] = written(foot, left + size, top + height + below - size, size * 0.8, ink, paper);
  last.setAttribute("text-anchor", "start");
  root.append(last);
  const text = `<?xml version="1.0" encoding="UTF-8"?>\n${new XMLSerializer().serializeToString(root)}`;
  return { width, height: height + below, blob: new Blob([text], { type: "image/svg+xml" }) };
}
