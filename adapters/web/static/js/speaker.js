// Whose words a line is, for its name, its picture and its colour.

import { state } from "./state.js";

const ROLES = { customer: "customer", staff: "human", bot: "bot", note: "note" };

export function speaker(item, side) {
  if (item.kind === "typed") return typed(item, side);
  if (item.voice === "whisper") return { name: "Baton", kind: "whisper", mine: false };
  const quoted = item.reply.quoted;
  if (quoted) return { name: quoted.speaker, kind: ROLES[quoted.role] || "bot", mine: false };
  if (item.voice === "notice" || item.reply.notice) return { name: "Baton", kind: "notice", mine: false };
  if (item.voice === "staff") return { name: "A colleague", kind: "human", mine: false };
  return { name: "Baton", kind: item.voice === "desk" ? "desk" : "bot", mine: false };
}

function typed(item, side) {
  const note = side === "staff" && staysHere(item);
  const own = side === "staff" ? item.who === `web:${state.mate}` : true;
  return { name: item.name || nameOf(item.who), kind: note ? "note" : side === "staff" ? "human" : "me", mine: own };
}

function nameOf(who) {
  const id = who.replace(/^web:/, "");
  return [...state.people, ...state.staff].find((person) => person.id === id)?.name || id;
}

// Words are on their way only once the desk has set a mark at them; until then we go by what they were meant for.
const staysHere = (item) => isNote(item.text) || (!item.mark && item.meant !== "customer");

// As handoff/noted.py reads them; never more than it, for what this calls a note must not reach the customer.
const NOTE =
  /^[\s\\*_~`>|#•(\[{"'“‘«-]*(?:[/／]{2}|[/／!！]\s*note(?![\p{L}\p{N}_’'])(?=[^\p{L}\p{N}_]*[\p{L}\p{N}_])[\s:,;.–—-]*|note[\s*_~`]*[:：]|(?<=[\[({])\s*note\s*\\?[\])}])\s*/iu;
export const isNote = (text) => NOTE.test(text);
export const noteless = (text) => text.replace(NOTE, "");
