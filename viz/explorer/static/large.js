// Thousands of nodes: sigma draws what is visible, by WebGL; where things stand is found by the program, once.
import { attempt, send } from "./api.js";
import { by, make, many } from "./dom.js";
import { colours, settings } from "./looks.js";
import * as state from "./state.js";

const UNIT = 60; // pixels, as vis-network counts them, between two that are joined
const THIN = 0.4; // a line that is alleged, denied or retracted; others are as wide as 1
const canvas = by("large");
let graph = null;
const stood = new Map(); // where nodes stand, also those that are out of sight
let renderer = null;
let turn = 0;
export let lacking = ""; // why nothing can be drawn

export const meaning = "thin line: alleged, denied or retracted; choose it to see which";

function hovered(context, node, { labelFont, labelSize }) {
  const { ink, paper } = colours();
  context.font = `${labelSize}px ${labelFont}`;
  const width = context.measureText(node.label).width + node.size + 12;
  context.fillStyle = paper;
  context.strokeStyle = ink;
  context.fillRect(node.x, node.y - labelSize, width, labelSize * 2);
  context.strokeRect(node.x, node.y - labelSize, width, labelSize * 2);
  context.beginPath();
  context.arc(node.x, node.y, node.size + 2, 0, Math.PI * 2);
  context.fillStyle = node.color;
  context.fill();
  context.stroke();
  context.fillStyle = ink;
  context.fillText(node.label, node.x + node.size + 6, node.y + labelSize / 3);
}

const drawsWebGL = () => ["webgl2", "webgl"].some((kind) => document.createElement("canvas").getContext(kind));

const library = (name) => new Promise((done, failed) => {
  document.head.append(make("script", { src: `/static/${name}`, on: { load: done, error: () => failed(new Error(`${name} cannot be read; was palermo explore stopped?`)) } }));
});

async function start() {
  if (drawsWebGL()) {
    await library("graphology.umd.min.js");
    await library("sigma.min.js"); // needs WebGL already when it is read
    graph = new graphology.MultiDirectedGraph();
    renderer = new Sigma(graph, canvas, {
      defaultDrawNodeHover: hovered, labelFont: "system-ui, 'Noto Sans', sans-serif", labelSize: 13,
      labelRenderedSizeThreshold: 5, minEdgeThickness: 0.3, enableEdgeEvents: true, zIndex: true, allowInvalidContainer: true,
    });
  } else {
    lacking = `This browser draws no WebGL, which more than ${settings.most.toLocaleString("en")} nodes need. The table and the text hold all of it; filters that leave fewer bring the picture back.`;
    canvas.replaceChildren(make("p", {}, lacking));
    return;
  }
  renderer.on("clickNode", ({ node }) => state.choose({ kind: "node", key: node }));
  renderer.on("clickEdge", ({ edge }) => state.choose({ kind: "edge", key: edge }));
}

async function arranged(seen, again) {
  const place = new Map(seen.nodes.map((one, number) => [one.key, number]));
  const ends = (side) => seen.edges.map((one) => place.get(one[side]));
  const found = await attempt(() => send("places", { count: seen.nodes.length, start: ends("from"), end: ends("to") }));
  if (!found) return false;
  seen.nodes.forEach((one, number) => {
    if (again ? !state.pinned(one.key) : !stood.has(one.key)) stood.set(one.key, { x: found[number][0] * UNIT, y: found[number][1] * UNIT });
  });
  return true;
}

export async function draw(seen, { places = null, arrange = false } = {}) {
  document.body.dataset.settled = "no";
  const mine = ++turn;
  if (!renderer && !lacking) await attempt(start);
  for (const [key, at] of Object.entries(places ?? {})) stood.set(key, at);
  // a few that are new do not move the rest; where many are, all are placed anew
  const fresh = seen.nodes.filter((one) => !stood.has(one.key)).length;
  const ready = lacking || (!fresh && !arrange) || await arranged(seen, arrange || fresh > seen.nodes.length / 20);
  if (mine !== turn) return;
  if (ready && renderer) fill(seen);
  document.body.dataset.settled = "yes";
}

function fill(seen) {
  const { ink, line } = colours();
  const degree = new Map();
  for (const { from, to } of seen.edges) for (const key of [from, to]) degree.set(key, (degree.get(key) ?? 0) + 1);
  graph.clear();
  for (const one of seen.nodes) {
    const { x, y } = stood.get(one.key);
    graph.addNode(one.key, { x, y: -y, size: 2 + Math.log2(1 + (degree.get(one.key) ?? 0)), label: one.label.replace("\n", ", "), color: settings.palette[one.kind].colour });
  }
  for (const one of seen.edges) graph.addDirectedEdgeWithKey(one.key, one.from, one.to, { size: one.dashes ? THIN : 1, color: line });
  renderer.setSetting("labelColor", { color: ink });
  renderer.refresh();
  mark();
}

let marked = null;
export function mark() {
  if (!renderer) return;
  if (marked && graph.hasNode(marked)) graph.removeNodeAttribute(marked, "highlighted");
  marked = null;
  const one = state.chosen;
  if (one?.kind !== "node" || !graph.hasNode(one.key)) return;
  marked = one.key;
  graph.setNodeAttribute(marked, "highlighted", true);
  const { x, y } = renderer.getNodeDisplayData(marked);
  renderer.getCamera().setState({ x, y, ratio: Math.min(renderer.getCamera().ratio, 0.2), angle: 0 });
}

export const positions = () => Object.fromEntries(stood);
export const fit = () => renderer?.getCamera().setState({ x: 0.5, y: 0.5, ratio: 1, angle: 0 });
// where a node is on the canvas, in pixels
export const spot = (key) => renderer.graphToViewport(graph.getNodeAttributes(key));
export const recolour = () => {};

// What is on the screen, as a canvas: WebGL forgets what it drew, so it is drawn and copied in one go.
export function screen() {
  if (!renderer) throw new Error(lacking || "Nothing is in the picture; there is nothing to draw.");
  renderer.refresh();
  const layers = Object.values(renderer.getCanvases());
  const copy = make("canvas", { width: layers[0].width, height: layers[0].height });
  const context = copy.getContext("2d");
  context.fillStyle = colours().paper;
  context.fillRect(0, 0, copy.width, copy.height);
  for (const one of layers) context.drawImage(one, 0, 0);
  const foot = `${many(graph.order, "node")}, ${many(graph.size, "relationship")}; ${meaning}; made by Palermo: what sources say, never a finding of its own`;
  context.fillStyle = colours().ink;
  context.font = "13px system-ui, sans-serif";
  context.fillText(foot, 8, copy.height - 8);
  return copy;
}
