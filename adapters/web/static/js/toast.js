// A word that is not part of any chat.

import { byId, el } from "./dom.js";

export function toast(words) {
  const note = el("p", { class: "toast" }, words);
  byId("toasts").append(note);
  setTimeout(() => note.remove(), 7000);
}
