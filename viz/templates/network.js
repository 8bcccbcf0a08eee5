"use strict";
const graph = JSON.parse(document.getElementById("graph").textContent);
const options = typeof graph.options === "string" ? JSON.parse(graph.options) : graph.options;
const dark = matchMedia("(prefers-color-scheme: dark)");

function show(details, kind) {
  document.getElementById("panel-heading").textContent = details.name;
  document.getElementById("panel-kind").textContent = kind;
  const list = document.getElementById("panel-rows");
  list.replaceChildren();
  for (const [name, value] of details.rows) {
    const term = document.createElement("dt");
    term.textContent = name;
    const text = document.createElement("dd");
    text.textContent = value;
    list.append(term, text);
  }
}

const showNode = (number) => show(graph.details[number], graph.details[number].kind);
const showEdge = (number) => show(graph.edgeDetails[number], "Relationship");

function coloured() {
  const ink = dark.matches ? "#eaeaea" : "#1a1a1a";
  const paper = dark.matches ? "#202224" : "#f4f4f2";
  options.nodes.font = { ...options.nodes.font, color: ink };
  options.edges.font = { ...options.edges.font, color: ink, background: paper };
  options.edges.color = { color: dark.matches ? "#8a8f94" : "#8a8a8a", highlight: ink, hover: ink };
  return options;
}

const network = new vis.Network(
  document.getElementById("network"),
  { nodes: new vis.DataSet(graph.nodes), edges: new vis.DataSet(graph.edges) },
  coloured(),
);
// After it has settled the layout stays: a picture that moves on its own cannot be read.
network.once("stabilizationIterationsDone", () => {
  network.setOptions({ physics: false });
  network.fit();
  document.body.dataset.settled = "yes";
});
dark.addEventListener("change", () => network.setOptions(coloured()));
network.on("selectNode", (event) => showNode(event.nodes[0]));
network.on("selectEdge", (event) => { if (!event.nodes.length) showEdge(event.edges[0]); });
document.addEventListener("click", (event) => {
  const { node, edge } = event.target.dataset ?? {};
  if (node !== undefined) { showNode(Number(node)); network.selectNodes([Number(node)]); }
  if (edge !== undefined) { showEdge(Number(edge)); network.selectEdges([Number(edge)]); }
});
