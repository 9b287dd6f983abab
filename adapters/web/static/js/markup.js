// The tree that the server read from our markup, as elements.

import { el } from "./dom.js";

const PLAIN = new Set(["p", "strong", "em", "code", "br"]);

export function blocks(tree) {
  return (tree || []).map(block);
}

// For titles and facts: the same, without the paragraph around it.
export function inline(tree) {
  return (tree || []).flatMap((part, at) => {
    const inner = part[0] === "p" ? part.slice(1).map(node) : [block(part)];
    return at ? [el("br"), ...inner] : inner;
  });
}

function block(part) {
  if (part[0] === "ul")
    return el(
      "ul",
      {},
      part.slice(1).map((item) => el("li", {}, item.map(node))),
    );
  return el("p", {}, part.slice(1).map(node));
}

function node(part) {
  if (typeof part === "string") return part;
  const [name, ...rest] = part;
  if (name === "a") return link(rest[0], rest.slice(1).map(node));
  return PLAIN.has(name) ? el(name, {}, rest.map(node)) : "";
}

export function link(address, children) {
  if (!/^(https?:|mailto:)/i.test(address)) return el("span", {}, children);
  return el("a", { href: address, target: "_blank", rel: "noopener noreferrer" }, children);
}
