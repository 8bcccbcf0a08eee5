// How things look and what they are called, whichever library draws them.
import { attempt, read } from "./api.js";
import * as state from "./state.js";

export const dark = matchMedia("(prefers-color-scheme: dark)");
export let settings;

export const told = (one) => [one.kind, one.how].filter(Boolean).join("; ");
export const edgeName = (edge) => `${state.known.nodes.get(edge.from)?.marked ?? edge.from} ${edge.kind} ${state.known.nodes.get(edge.to)?.marked ?? edge.to}`;
export const colours = () => (dark.matches
  ? { ink: "#eaeaea", paper: "#202224", line: "#7c8186" }
  : { ink: "#1a1a1a", paper: "#f4f4f2", line: "#9a9a9a" });

export async function begin() {
  settings = await attempt(() => read("settings"));
  return Boolean(settings);
}
