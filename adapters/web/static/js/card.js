// Facts at a glance, the same order of lines everywhere.

import { el } from "./dom.js";
import { inline, link } from "./markup.js";

export function cardOf(card) {
  return el(
    "div",
    { class: `card ${card.state ? `is-${card.state}` : ""}` },
    card.title?.length ? el("h3", {}, inline(card.title)) : null,
    card.facts?.length ? el("dl", {}, card.facts.map(fact)) : null,
    card.image ? picture(card) : null,
  );
}

function fact([label, tree]) {
  return el("div", { class: "fact" }, el("dt", {}, label), el("dd", { dir: "auto" }, inline(tree)));
}

// A picture on another host is linked, not loaded: nothing here is fetched from elsewhere.
function picture(card) {
  if (/^https?:/i.test(card.image)) return el("p", {}, link(card.image, ["Open the picture"]));
  return el("img", {
    src: `/files/${encodeURIComponent(card.image)}`,
    alt: "Picture from the carrier",
    loading: "lazy",
  });
}
