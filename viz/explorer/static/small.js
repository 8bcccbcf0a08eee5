// Up to some thousands of nodes: vis-network draws what is visible, and stands still once it has settled.
import { by } from "./dom.js";
import { colours, edgeName, settings, told } from "./looks.js";
import * as state from "./state.js";

const READ = 12; // pixels on the screen at which a label is easily read
const ROOM = 7500; // square pixels that a node with a label of that size needs
const ITERATIONS = 150;
export const LABELLED = 25; // lines whose type is written on them; beside panels there is less room than on a page of its own
const canvas = by("network");
const nodes = new vis.DataSet();
const edges = new vis.DataSet();
let network;
let options;

function coloured() {
  const { ink, paper, line } = colours();
  options.nodes.font = { ...options.nodes.font, color: ink, strokeColor: paper };
  options.edges.font = { ...options.edges.font, color: ink, strokeColor: paper };
  options.edges.color = { color: line, highlight: ink, hover: ink };
  return options;
}

const node = (one) => {
  const look = settings.palette[one.kind];
  const pinned = state.pinned(one.key);
  return {
    id: one.key, label: one.label, shape: look.shape, borderWidth: pinned ? 3 : 1, borderWidthSelected: 4,
    color: { background: look.colour, border: pinned ? colours().ink : look.colour, highlight: { background: look.colour, border: colours().ink } },
    fixed: pinned, title: [one.name, told(one), pinned ? "pinned" : ""].filter(Boolean).join("\n"),
  };
};
// Lines that join the same two lie beside each other: a denial must not hide what it denies.
function bent(lines) {
  const before = new Map();
  return new Map(lines.map((one) => {
    const pair = [one.from, one.to].sort().join("\n");
    const count = before.get(pair) ?? 0;
    before.set(pair, count + 1);
    const left = (one.from < one.to) === (count % 2 === 1); // to either side in turn, whichever way a line leads
    return [one.key, count > 0 && { enabled: true, type: left ? "curvedCW" : "curvedCCW", roundness: 0.2 * Math.ceil(count / 2) }];
  }));
}

const edge = (one, labelled, smooth) => ({
  id: one.key, from: one.from, to: one.to, dashes: one.dashes, label: labelled ? one.label : "", smooth,
  title: [edgeName(one), one.how].join("\n").trim(),
});

// New nodes begin beside what they are joined to, so that the rest need not move far.
function beside(fresh, seen) {
  const there = network.getPositions();
  const placed = {};
  fresh.forEach((one, number) => {
    const joined = seen.edges.find((line) => (line.from === one.key && there[line.to]) || (line.to === one.key && there[line.from]));
    const at = joined && there[joined.from === one.key ? joined.to : joined.from];
    const angle = number * 2.4; // the golden angle spreads them evenly
    const far = 60 + 12 * Math.sqrt(number);
    if (at) placed[one.key] = { x: at.x + far * Math.cos(angle), y: at.y + far * Math.sin(angle) };
  });
  return placed;
}

export function draw(seen, { places = null, arrange = false } = {}) {
  const keys = { nodes: new Set(seen.nodes.map((one) => one.key)), edges: new Set(seen.edges.map((one) => one.key)) };
  const fresh = seen.nodes.filter((one) => !nodes.get(one.key));
  const placed = places ?? beside(fresh, seen);
  edges.remove(edges.getIds().filter((key) => !keys.edges.has(key)));
  nodes.remove(nodes.getIds().filter((key) => !keys.nodes.has(key)));
  nodes.update(seen.nodes.map((one) => ({ ...node(one), ...(placed[one.key] ?? {}) })));
  const labelled = seen.edges.length <= LABELLED;
  const bends = bent(seen.edges);
  edges.update(seen.edges.map((one) => edge(one, labelled, bends.get(one.key))));
  if ((fresh.length && !places) || arrange) settle();
  else finish(places !== null);
}

function settle() {
  document.body.dataset.settled = "no";
  network.setOptions({ physics: { ...options.physics, enabled: true } });
  network.once("stabilizationIterationsDone", () => {
    network.setOptions({ physics: { enabled: false } });
    spread();
    finish(true);
  });
  network.stabilize(ITERATIONS);
}

// Names are written across and most screens are wider than high: the layout is drawn out to the shape of the canvas.
// vis-network writes the name of a line that is exactly level at the origin: no two nodes get one height.
function spread() {
  const places = Object.entries(network.getPositions());
  if (!places.length) return;
  const extent = (axis) => Math.max(...places.map(([, at]) => at[axis])) - Math.min(...places.map(([, at]) => at[axis]));
  const free = !places.some(([key]) => state.pinned(key)); // what is pinned stays, and the rest with it
  const stretch = free ? Math.max(1, (canvas.clientWidth / canvas.clientHeight) * ((extent("y") + 1) / (extent("x") + 1))) : 1;
  const taken = new Set();
  const own = (y) => { while (taken.has(y)) y += 1; taken.add(y); return y; };
  nodes.update(places.map(([id, { x, y }]) => ({ id, x: x * stretch, y: own(y) })));
}

// Labels get a size that can be read at the scale at which all of it fits.
function finish(refit = false) {
  const count = nodes.length;
  if (count && refit) {
    network.fit();
    const room = Math.sqrt((canvas.clientWidth * canvas.clientHeight) / (ROOM * count));
    const size = (READ * Math.min(1, room)) / Math.min(1, network.getScale());
    options.nodes.font.size = size;
    options.edges.font.size = size * 0.8;
    network.setOptions({ nodes: coloured().nodes, edges: options.edges });
    network.once("afterDrawing", () => { network.fit(); mark(); document.body.dataset.settled = "yes"; });
    network.redraw();
  } else {
    mark();
    document.body.dataset.settled = "yes";
  }
}

export function mark() {
  const one = state.chosen;
  network.unselectAll();
  if (one?.kind === "node" && nodes.get(one.key)) network.selectNodes([one.key], false);
  if (one?.kind === "edge" && edges.get(one.key)) network.selectEdges([one.key]);
}

export const positions = () => network.getPositions();
export const fontSize = () => options.nodes.font.size;
export const fit = () => network.fit();
// where a node is on the canvas, in pixels
export const spot = (key) => network.canvasToDOM(network.getPosition(key));
export const recolour = () => network.setOptions({ nodes: coloured().nodes, edges: options.edges });

export function begin() {
  options = structuredClone(settings.options);
  options.physics.enabled = false;
  options.nodes.widthConstraint = { maximum: 130 }; // long names are broken into lines
  options.interaction.selectConnectedEdges = false;
  options.layout.improvedLayout = false; // it only serves a first drawing, and here every drawing adds to one
  network = new vis.Network(canvas, { nodes, edges }, coloured());
  network.on("selectNode", ({ nodes: [key] }) => state.choose({ kind: "node", key }));
  network.on("selectEdge", ({ nodes: some, edges: [key] }) => { if (!some.length) state.choose({ kind: "edge", key }); });
}
