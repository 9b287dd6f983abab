// Elements, made one by one: a string is always text, never HTML.

const SVG = "http://www.w3.org/2000/svg";
const PATHS = {
  send: "M4 12l16-8-6 16-3-7-7-1z",
  clip: "M8 12.5l6-6a3 3 0 0 1 4.3 4.3l-8 8a5 5 0 0 1-7-7l7.5-7.5",
  edit: "M4 20h4L19 9l-4-4L4 16v4z",
  bin: "M5 7h14M10 7V4h4v3M7 7l1 13h8l1-13",
  tick: "M4 13l4 4L18 7",
  ticks: "M2 13l4 4L16 7M11 16l1.5 1L22 7",
  clock: "M12 4a8 8 0 1 0 .01 0zM12 8v4l3 2",
  note: "M5 4h14v11l-5 5H5zM14 20v-5h5",
  back: "M14 5l-7 7 7 7",
  down: "M6 9l6 6 6-6",
  file: "M7 3h7l4 4v14H7zM14 3v4h4",
  cross: "M6 6l12 12M18 6L6 18",
};

export function el(tag, props = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(props)) set(node, name, value);
  node.append(...children.flat(9).filter((child) => child !== null && child !== undefined && child !== false));
  return node;
}

function set(node, name, value) {
  if (value === null || value === undefined || value === false) return;
  if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
  else if (name === "class") node.className = value;
  else if (name === "text") node.textContent = value;
  else if (name === "value") node.value = value;
  else node.setAttribute(name, value === true ? "" : value);
}

export function icon(name) {
  const drawing = document.createElementNS(SVG, "svg");
  for (const [key, value] of Object.entries({ viewBox: "0 0 24 24", class: "icon", "aria-hidden": "true" })) {
    drawing.setAttribute(key, value);
  }
  const path = document.createElementNS(SVG, "path");
  path.setAttribute("d", PATHS[name]);
  drawing.append(path);
  return drawing;
}

export const byId = (id) => document.getElementById(id);

export function fill(node, ...children) {
  node.replaceChildren(...children.flat(9).filter((child) => child !== null && child !== undefined && child !== false));
}

export function avatar(name, kind = "") {
  const letters = name
    .replace(/^(\p{L})\.\s*/u, "$1 ")
    .split(/\s+/)
    .filter(Boolean)
    .slice(0, 2);
  const initials = letters.map((word) => [...word][0].toUpperCase()).join("");
  return el("span", { class: `avatar ${kind}`, "aria-hidden": "true" }, initials || "?");
}

export function dotsOf(name) {
  return el(
    "div",
    { class: "dots", role: "img", "aria-label": `${name} is typing` },
    el("span"),
    el("span"),
    el("span"),
  );
}

export function hidden(text) {
  return el("span", { class: "unseen" }, text);
}
