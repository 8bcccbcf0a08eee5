// What is in the picture: what is there, hidden, pinned or chosen; every step can be undone.

export const known = { nodes: new Map(), edges: new Map() }; // all that was told so far, by key
export const filters = { sources: new Set(), modalities: new Set(), classes: new Set(), since: null, until: null, undated: true };
export let chosen = null; // { kind: "node" or "edge", key }

const empty = () => ({ nodes: new Set(), edges: new Set(), hidden: new Set(), pinned: new Set() });
let now = empty();
const before = [];
const listeners = { changed: [], chosen: [] };

export const on = (event, work) => listeners[event].push(work);
const tell = (event, detail) => listeners[event].forEach((work) => work(detail));

// Take a step; `change` is given a copy of what there is.
function step(change, detail = {}) {
  before.push(now);
  now = { nodes: new Set(now.nodes), edges: new Set(now.edges), hidden: new Set(now.hidden), pinned: new Set(now.pinned) };
  change(now);
  tell("changed", detail);
}

export function add({ nodes, edges, brief }, detail = {}) {
  if (brief) edges.forEach((edge) => { edge.brief = true; });
  const fresh = nodes.filter((node) => !now.nodes.has(node.key)).map((node) => node.key);
  for (const node of nodes) known.nodes.set(node.key, node);
  for (const edge of edges) known.edges.set(edge.key, edge);
  step((next) => {
    nodes.forEach((node) => { next.nodes.add(node.key); next.hidden.delete(node.key); });
    edges.forEach((edge) => next.edges.add(edge.key));
  }, { fresh, ...detail });
  return fresh.length;
}

export const remake = (next, detail) => step((made) => Object.assign(made, empty(), next), detail);

// The store has changed: what is known is told anew, and what it has no more goes.
export function replace({ nodes, edges }) {
  known.nodes = new Map(nodes.map((node) => [node.key, node]));
  known.edges = new Map(edges.map((edge) => [edge.key, edge]));
  before.length = 0;
  const kept = (keys) => new Set([...keys].filter((key) => known.nodes.has(key)));
  now = { nodes: kept(now.nodes), edges: new Set(known.edges.keys()), hidden: kept(now.hidden), pinned: kept(now.pinned) };
  if (chosen && !known[`${chosen.kind}s`].has(chosen.key)) choose(null);
  tell("changed", {});
}

export function undo() {
  if (!before.length) return;
  now = before.pop();
  tell("changed", {});
}

export const undoable = () => before.length > 0;
export const clear = () => { if (now.nodes.size) step((next) => Object.assign(next, empty())); choose(null); };
export const hide = (key) => step((next) => next.hidden.add(key));
export const unhide = () => step((next) => next.hidden.clear());
export const pin = (key) => step((next) => { if (!next.pinned.delete(key)) next.pinned.add(key); });
export const pinned = (key) => now.pinned.has(key);
export const hidden = () => [...now.hidden].filter((key) => now.nodes.has(key));
export const isHidden = (key) => now.hidden.has(key);
export const has = (key) => now.nodes.has(key);
export const refilter = () => tell("changed", {});

export function choose(one) {
  chosen = one;
  tell("chosen", one);
}

// What the program has to know of the picture to add to it.
export const present = () => [...now.nodes].map((key) => known.nodes.get(key)).map(({ base, id }) => ({ base, id }));
export const all = () => ({
  nodes: [...now.nodes].map((key) => known.nodes.get(key)),
  edges: [...now.edges].map((key) => known.edges.get(key)).filter((edge) => edge && now.nodes.has(edge.from) && now.nodes.has(edge.to)),
});

function passes(one) {
  if (one.sources.length && one.sources.every((source) => filters.sources.has(source))) return false;
  if (one.modality && filters.modalities.has(one.modality)) return false;
  // only what happened or was claimed lacks a date; a person or an article has none to lack
  if (!one.dates) return filters.undated || !(one.document || one.kind === "Event");
  const [first, last] = one.dates; // where a source gives no end, it may go on: then only its beginning counts
  return !(filters.until && first && first.slice(0, 7) > filters.until) && !(filters.since && last && last.slice(0, 7) < filters.since);
}

export function visible() {
  const { nodes, edges } = all();
  const seen = nodes.filter((node) => !now.hidden.has(node.key) && !filters.classes.has(node.kind) && passes(node));
  const keys = new Set(seen.map((node) => node.key));
  return { nodes: seen, edges: edges.filter((edge) => keys.has(edge.from) && keys.has(edge.to) && passes(edge)) };
}
