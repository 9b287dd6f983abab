// Moments and spans, as people say them.

import { now } from "./state.js";

const CLOCK = new Intl.DateTimeFormat("en-GB", { hour: "2-digit", minute: "2-digit" });
const DAY = new Intl.DateTimeFormat("en-GB", { weekday: "long", day: "numeric", month: "long" });
const FULL = new Intl.DateTimeFormat("en-GB", {
  weekday: "short",
  day: "numeric",
  month: "short",
  hour: "2-digit",
  minute: "2-digit",
});

export const clockTime = (at) => CLOCK.format(at);
export const fullTime = (at) => FULL.format(at);

export function dayOf(at) {
  return new Date(at).toDateString();
}

export function dayName(at) {
  if (dayOf(at) === dayOf(now())) return "Today";
  if (dayOf(at) === dayOf(now() - 86400000)) return "Yesterday";
  return DAY.format(at);
}

export function span(milliseconds) {
  const minutes = Math.max(0, Math.floor(milliseconds / 60000));
  if (minutes < 1) return "just now";
  if (minutes < 60) return `${minutes} min`;
  if (minutes < 48 * 60) return `${Math.floor(minutes / 60)} h ${minutes % 60 ? `${minutes % 60} min` : ""}`.trim();
  return `${Math.floor(minutes / 1440)} days`;
}
