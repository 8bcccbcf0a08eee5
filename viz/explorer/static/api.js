// Asking the program: JSON both ways; what goes wrong is one sentence.
import { by } from "./dom.js";

const csrf = document.querySelector("meta[name=csrf]").content;
let waiting = 0;

export function say(text, wrong = false) {
  by("status").textContent = text;
  by("status").classList.toggle("wrong", wrong);
}

async function reach(address, options) {
  let reply;
  try {
    reply = await fetch(address, options);
  } catch {
    throw new Error("The explorer does not answer; was palermo explore stopped?");
  }
  if (reply.ok) return reply;
  const text = await reply.text();
  let sentence = text;
  try {
    sentence = JSON.parse(text).error;
  } catch { /* the guard answers in plain words */ }
  throw new Error(sentence);
}

const post = (name, given) => reach(`/api/${name}`, {
  method: "POST",
  headers: { "content-type": "application/json", "x-palermo-csrf": csrf },
  body: JSON.stringify(given),
});

export const read = async (name, given = {}) => (await reach(`/api/${name}?${new URLSearchParams(given)}`)).json();
export const send = async (name, given) => (await post(name, given)).json();
export const file = async (name, given) => (await post(name, given)).blob();

// Do what a person asked for, and tell what goes wrong.
export async function attempt(work) {
  waiting += 1;
  document.body.dataset.busy = "yes";
  say("Working …");
  try {
    const result = await work();
    if (by("status").textContent === "Working …") say("");
    return result;
  } catch (error) {
    say(error.message, true);
    return null;
  } finally {
    waiting -= 1;
    if (!waiting) document.body.dataset.busy = "no";
  }
}

// The same for what nobody asked for by a key or click: it says nothing but what goes wrong.
export async function quietly(work) {
  try {
    return await work();
  } catch (error) {
    say(error.message, true);
    return null;
  }
}
