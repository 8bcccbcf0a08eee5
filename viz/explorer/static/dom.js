// Making elements: what comes from a source only ever becomes text.

export const by = (id) => document.getElementById(id);

// attributes are of the program; text and children's text may come from anywhere
export function make(tag, attributes = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name === "on") for (const [event, work] of Object.entries(value)) made.addEventListener(event, work);
    else if (value === true) made.setAttribute(name, "");
    else if (value !== false && value !== null && value !== undefined) made.setAttribute(name, value);
  }
  made.append(...children.filter((child) => child !== null && child !== undefined));
  return made;
}

export const button = (text, work, attributes = {}) => make("button", { type: "button", ...attributes, on: { click: work } }, text);

export function drawn(path, fill) {
  const space = "http://www.w3.org/2000/svg";
  const svg = document.createElementNS(space, "svg");
  const shape = document.createElementNS(space, "path");
  for (const [name, value] of Object.entries({ viewBox: "-1.1 -1.1 2.2 2.2", width: 18, height: 18, "aria-hidden": "true" })) svg.setAttribute(name, value);
  for (const [name, value] of Object.entries({ d: path, fill, stroke: "currentColor", "stroke-width": 0.08 })) shape.setAttribute(name, value);
  svg.append(shape);
  return svg;
}

// A value for people. Not known is a dash, so that it is never taken for no or nought.
export function told(value) {
  if (value === null || value === undefined || value === "") return "–";
  if (value === true) return "yes";
  if (value === false) return "no";
  if (Array.isArray(value)) return value.map(told).join("; ") || "–";
  if (typeof value === "object") return Object.entries(value).map(([name, one]) => `${name.replaceAll("_", " ")}: ${told(one)}`).join(", ");
  return String(value);
}

export const many = (number, word) => `${number} ${word}${number === 1 ? "" : "s"}`;
export const words = (name) => name.replaceAll("_", " ");

export function table(element, caption, heads, rows) {
  element.replaceChildren(
    make("caption", { class: "quiet" }, caption),
    make("thead", {}, make("tr", {}, ...heads.map((head) => make("th", { scope: "col" }, head)))),
    make("tbody", {}, ...rows),
  );
}
