// A named network as a whole.
import { attempt, read, send } from "./api.js";
import { by, make } from "./dom.js";
import * as state from "./state.js";
import { setAnswer } from "./tables.js";

async function open(event) {
  event.preventDefault();
  const found = await attempt(() => send("network", { network: by("whole-network").value, present: state.present() }));
  if (!found) return;
  setAnswer(null);
  state.add(found);
}

export async function begin() {
  const networks = await attempt(() => read("networks")) ?? [];
  by("whole-network").replaceChildren(...networks.map(({ name, title }) => make("option", { value: name, title }, name.replaceAll("-", " "))));
  const tell = () => { by("whole-title").textContent = networks.find(({ name }) => name === by("whole-network").value)?.title ?? ""; };
  by("whole-network").addEventListener("change", tell);
  by("whole-form").addEventListener("submit", open);
  tell();
}
