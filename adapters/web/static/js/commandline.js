// The command line: every verb of the desk, with completion as one types.

import { byId, el, fill } from "./dom.js";
import { newId, post, read } from "./post.js";
import { channel, state } from "./state.js";
import { toast } from "./toast.js";
import { whisper } from "./whisper.js";

const SHOWN = 8;
const past = [];
let found = [];
let at = -1;
let asked = 0;
let back = 0;

// `how` a verb came: typed as a line, pressed as a button's value, or filled in as a form.
export async function run({ line, how = "typed", given = {}, case: number = 0 }) {
  const place = channel("staff", number ? `case-${number}` : "");
  try {
    const told = await post("/staff/command", { id: newId(), who: state.mate, line, how, given, case: number });
    whisper(place, told.reply);
    return !told.refused;
  } catch (wrong) {
    toast(wrong.message);
    return false;
  }
}

export function commandLine(open) {
  const list = el("ul", {
    class: "completions",
    id: "completions",
    role: "listbox",
    "aria-label": "Commands",
    hidden: true,
  });
  const input = el("input", {
    id: "command",
    type: "text",
    autocomplete: "off",
    spellcheck: "false",
    placeholder: "Type a command, such as queue or policy show",
    role: "combobox",
    "aria-label": "Command",
    "aria-expanded": "false",
    "aria-controls": "completions",
    "aria-autocomplete": "list",
  });
  input.addEventListener("input", () => complete(input, list));
  input.addEventListener("focus", () => complete(input, list));
  input.addEventListener("blur", () => setTimeout(() => draw(input, list, []), 120));
  input.addEventListener("keydown", (event) => key(event, input, list, open));
  return el("div", { class: "command" }, list, el("span", { class: "prompt", "aria-hidden": "true" }, "›"), input);
}

async function complete(input, list) {
  const mine = ++asked;
  const query = new URLSearchParams({ line: input.value, who: state.mate });
  const told = await read(`/staff/complete?${query}`).catch(() => []);
  if (mine === asked && document.activeElement === input) draw(input, list, told.slice(0, SHOWN));
}

function draw(input, list, suggestions) {
  found = suggestions;
  at = -1;
  list.hidden = !found.length;
  input.setAttribute("aria-expanded", String(found.length > 0));
  input.removeAttribute("aria-activedescendant");
  fill(
    list,
    found.map((one, n) => option(one, n, input, list)),
  );
}

function option(one, n, input, list) {
  const take = (event) => {
    event.preventDefault();
    accept(input, list, n);
  };
  return el(
    "li",
    { role: "option", id: `completion-${n}`, "aria-selected": "false", onmousedown: take },
    el("b", {}, one.text),
    el("span", {}, one.help),
  );
}

function accept(input, list, n) {
  const words = input.value.replace(/\S*$/, "");
  input.value = `${words}${found[n].text} `;
  complete(input, list);
}

function move(input, by) {
  at = (at + by + found.length + 1) % (found.length + 1);
  if (at === found.length) at = by > 0 ? 0 : found.length - 1;
  found.forEach((_, n) => byId(`completion-${n}`).setAttribute("aria-selected", String(n === at)));
  byId(`completion-${at}`).scrollIntoView({ block: "nearest" });
  input.setAttribute("aria-activedescendant", `completion-${at}`);
}

function key(event, input, list, open) {
  const { key: pressed } = event;
  if (pressed === "Escape") return draw(input, list, []);
  if ((pressed === "ArrowDown" || pressed === "ArrowUp") && found.length) {
    event.preventDefault();
    return move(input, pressed === "ArrowDown" ? 1 : -1);
  }
  if (pressed === "ArrowUp" && past.length) {
    back = Math.min(back + 1, past.length);
    input.value = past.at(-back);
    return event.preventDefault();
  }
  if (pressed === "Tab" && found.length && input.value && !event.shiftKey && !input.value.endsWith(" ")) {
    event.preventDefault();
    return accept(input, list, Math.max(at, 0));
  }
  if (pressed === "Enter") enter(input, list, open());
  return null;
}

async function enter(input, list, number) {
  if (at >= 0) return accept(input, list, at);
  const line = input.value.trim();
  if (!line) return null;
  past.push(line);
  back = 0;
  input.value = "";
  asked += 1; // what is still on its way was asked for the line that is gone
  draw(input, list, []);
  if (!(await run({ line, case: number }))) input.value = line;
  return null;
}
