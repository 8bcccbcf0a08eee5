"use strict";
const graph = JSON.parse(document.getElementById("graph").textContent);
const options = typeof graph.options === "string" ? JSON.parse(graph.options) : graph.options;
const canvas = document.getElementById("network");
const dark = matchMedia("(prefers-color-scheme: dark)");
const READ = 12; // pixels on the screen at which a label is easily read
const LEAST = 0.8; // of that size; a name that finds no room is left out rather than made smaller
const ROOM = 7500; // square pixels that a node with a label of that size needs
const LETTER = 0.52; // width of a letter for its height, on average
const CLOSEST = 1.8; // a few nodes are not blown up to fill the whole

const told = (one) => [one.kind, one.how].filter(Boolean).join("; ");
const edgeName = (edge) => `${graph.details[edge.from].marked} ${edge.kind} ${graph.details[edge.to].marked}`;

function element(tag, text, dataset = {}) {
  const made = document.createElement(tag);
  made.textContent = text;
  Object.assign(made.dataset, dataset);
  return made;
}

function show(name, kind, rows, ties) {
  document.getElementById("panel-heading").textContent = name;
  document.getElementById("panel-kind").textContent = kind;
  const terms = rows.flatMap(([word, text]) => [element("dt", word), element("dd", text)]);
  document.getElementById("panel-rows").replaceChildren(...terms);
  document.getElementById("panel-ties").replaceChildren(...ties.map(({ name: tie, dataset, text }) => {
    const item = document.createElement("li");
    const button = element("button", tie, dataset);
    button.type = "button";
    item.append(button, element("div", text));
    return item;
  }));
  document.getElementById("panel").scrollTop = 0;
}

function showNode(number) {
  const node = graph.details[number];
  const ties = graph.edgeDetails.flatMap((edge, place) =>
    edge.from === number || edge.to === number ? [{ name: edgeName(edge), dataset: { edge: place }, text: edge.how }] : []);
  show(node.name, told(node), node.rows, ties);
}

// A reading has no modality of its own: it is never shown without those of the statement that is read.
function showEdge(number) {
  const edge = graph.edgeDetails[number];
  const ties = [edge.from, edge.to].map((end) => {
    const node = graph.details[end];
    return { name: node.name, dataset: { node: end }, text: [told(node), node.quote || node.says].filter(Boolean).join("\n") };
  });
  show(edgeName(edge), ["Relationship", edge.how].filter(Boolean).join("; "), edge.rows, ties);
}

function coloured() {
  const ink = dark.matches ? "#eaeaea" : "#1a1a1a";
  const paper = dark.matches ? "#202224" : "#f4f4f2";
  const line = dark.matches ? "#7c8186" : "#9a9a9a";
  options.nodes.font = { ...options.nodes.font, color: ink, strokeColor: paper };
  options.edges.font = { ...options.edges.font, color: ink, strokeColor: paper };
  options.edges.color = { color: line, highlight: ink, hover: ink };
  return options;
}

const nodes = new vis.DataSet(graph.nodes.map((node) =>
  ({ ...node, title: [graph.details[node.id].name, told(graph.details[node.id])].join("\n") })));
const edges = new vis.DataSet(graph.edges.map((edge) =>
  ({ ...edge, title: [edgeName(graph.edgeDetails[edge.id]), graph.edgeDetails[edge.id].how].join("\n").trim() })));
const network = new vis.Network(canvas, { nodes, edges }, coloured());

// Names are written across and most screens are wider than high: the layout is drawn out to the shape of the canvas,
// and labels get a size that can be read at the scale at which all of it fits.
function settle() {
  const places = Object.entries(network.getPositions());
  const extent = (axis) => Math.max(...places.map(([, at]) => at[axis])) - Math.min(...places.map(([, at]) => at[axis]));
  const stretch = Math.max(1, (canvas.clientWidth / canvas.clientHeight) * ((extent("y") + 1) / (extent("x") + 1)));
  // vis-network rounds places, and writes the name of a line that is exactly level at the origin: no two nodes get one height.
  const taken = new Set();
  const own = (y) => { while (taken.has(y)) y += 1; taken.add(y); return y; };
  nodes.update(places.map(([id, { x, y }]) => ({ id: Number(id), x: x * stretch, y: own(y) })));
  network.fit({ maxZoomLevel: CLOSEST });
  const room = Math.sqrt((canvas.clientWidth * canvas.clientHeight) / (ROOM * places.length));
  const size = (READ * Math.max(LEAST, Math.min(1, room))) / network.getScale();
  options.nodes.font.size = size;
  options.edges.font.size = size * 0.8;
  network.setOptions({ ...coloured(), physics: false });
  network.once("afterDrawing", () => { // labels are measured as they are drawn
    network.fit({ maxZoomLevel: CLOSEST });
    untangle();
    document.body.dataset.settled = "yes";
  });
}

// Names that would hide others are left out, the largest and most joined nodes first to be named; who comes closer sees them.
function untangle() {
  const size = options.nodes.font.size;
  const at = network.getPositions();
  const big = (id) => graph.nodes[id].size ?? options.nodes.size;
  const joined = graph.nodes.map(() => 0);
  for (const edge of graph.edges) { joined[edge.from] += 1; joined[edge.to] += 1; }
  const shrunk = closer();
  const taken = graph.nodes.map(({ id }) => box(at[id].x, at[id].y, big(id), big(id)));
  const free = (one, own) => taken.every((other, place) => place === own || !hides(one, other));
  const written = (wanted, one, own) => {
    if (!wanted || !free(one, own)) return " "; // an empty name would leave the one before
    taken.push(one);
    return wanted;
  };
  const extent = (text, height) => {
    const lines = text.split("\n");
    return [Math.max(...lines.map((line) => line.length)) * height * LETTER / 2, (lines.length * height * 1.15) / 2];
  };
  const order = graph.nodes.map(({ id }) => id).sort((a, b) => big(b) - big(a) || joined[b] - joined[a] || a - b);
  const named = order.map((id) => {
    const [wide, high] = extent(graph.nodes[id].label, size / shrunk);
    return { id, label: written(graph.nodes[id].label, box(at[id].x, at[id].y + big(id) + high, wide, high), id) };
  });
  const lines = graph.edges.map(({ id, from, to, label = "", smooth }) => {
    const [long, high] = extent(label, (size * 0.8) / shrunk);
    const [dx, dy] = [at[to].x - at[from].x, at[to].y - at[from].y];
    const bend = (smooth?.roundness ?? 0) / 2; // as far as vis-network draws it out, for its length
    const angle = Math.atan2(dy, dx);
    const wide = Math.abs(long * Math.cos(angle)) + high / 2;
    const tall = Math.abs(long * Math.sin(angle)) + high / 2;
    const middle = [(at[from].x + at[to].x) / 2 + bend * dy, (at[from].y + at[to].y) / 2 - bend * dx];
    return { id, label: written(label, box(...middle, wide, tall)) };
  });
  nodes.update(named);
  edges.update(lines);
  const left = named.filter(({ label }) => label === " ").length + lines.filter(({ label, id }) => label === " " && graph.edges[id].label).length;
  document.getElementById("unwritten").textContent = left ? `${left} names of nodes or lines would hide others and are not written: come closer, point at one, or see the tables.` : "";
}

// How much closer somebody has come than the picture began: letters keep their size on the screen, so that there is room for more.
let whole = null;
function closer() {
  whole ??= network.getScale();
  return Math.max(1, network.getScale() / whole);
}

const box = (x, y, wide, high) => [x - wide, y - high, x + wide, y + high];
const hides = (a, b) => a[0] < b[2] && b[0] < a[2] && a[1] < b[3] && b[1] < a[3];

let waiting = null;
network.on("zoom", () => {
  clearTimeout(waiting);
  waiting = setTimeout(() => {
    const size = options.nodes.font.size / closer();
    network.setOptions({ nodes: { font: { ...options.nodes.font, size } }, edges: { font: { ...options.edges.font, size: size * 0.8 } } });
    untangle();
  }, 120);
});

// After it has settled the layout stays: a picture that moves on its own cannot be read.
if (graph.nodes.length) network.once("stabilizationIterationsDone", settle);
else document.body.dataset.settled = "yes";
dark.addEventListener("change", () => network.setOptions({ ...coloured(), physics: false }));
network.on("selectNode", (event) => showNode(event.nodes[0]));
network.on("selectEdge", (event) => { if (!event.nodes.length) showEdge(event.edges[0]); });
document.addEventListener("click", (event) => {
  const { node, edge } = event.target.dataset ?? {};
  if (node !== undefined) { network.selectNodes([Number(node)]); showNode(Number(node)); }
  if (edge !== undefined) { network.selectEdges([Number(edge)]); showEdge(Number(edge)); }
});
