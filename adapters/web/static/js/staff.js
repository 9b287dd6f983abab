// The staff channel: the queue, the open case's card and thread, and where one writes to whom.

import { commandLine, run } from "./commandline.js";
import { Composer } from "./composer.js";
import { avatar, byId, dotsOf, el, fill, icon } from "./dom.js";
import { away, teach } from "./empty.js";
import { newId, post, withFiles } from "./post.js";
import { Line } from "./line.js";
import { drawQueue, since, stageClass, stageName } from "./queue.js";
import { askFor } from "./sheet.js";
import { isNote } from "./speaker.js";
import { channel, conversationOf, on, pending, staffItems, state, touch } from "./state.js";
import { Timeline } from "./timeline.js";
import { toast } from "./toast.js";
import { whisper } from "./whisper.js";

const line = new Line();
let mode = "reply";
const shown = () => state.queue.find((one) => one.number === state.open);
const threadName = () => (state.open ? `case-${state.open}` : "");
const here = () => channel("staff", threadName());

const composer = new Composer({
  id: "answer",
  label: "Write",
  send,
  save,
  last,
  typing: () => (goes().to === "customer" ? { who: nameOfMate(), channel: `chat-${shown().conversation}` } : null),
});
const view = {
  side: "staff",
  label: "Case",
  sign: (item) => `${item.chosen || ""} ${state.mate}`,
  open: (item) => !item.gone && item.chosen === undefined,
  past: () => false,
  press,
  again,
  retry: (item) => run({ line: `retry ${item.retry}`, how: "pressed", case: state.open }),
  edit: (item) => composer.edit(item),
  remove,
  attach: () => composer.picker.click(),
  redraw: draw,
};
const mates = el("div", { class: "segments mates", role: "group", "aria-label": "Which teammate are you" });
const queue = el("nav", { class: "queue", "aria-label": "Queue" });
const title = el("div", { class: "thread-head" });
const box = el("div", { class: "scroll", tabindex: "-1" });
const empty = el("div", { class: "empty" });
const note = el("div", { class: "away" });
const modes = ["reply", "note"].map((name) =>
  el("button", { type: "button", class: "seg", "data-mode": name, onclick: () => write(name) }),
);
const hint = el("span", { class: "hint", id: "answer-hint" });
const timeline = new Timeline(box, view);

export function openStaff() {
  const commands = commandLine(() => state.open);
  composer.form.prepend(
    el(
      "div",
      { class: "to" },
      el("div", { class: "segments", role: "group", "aria-label": "To whom the words go" }, modes),
      hint,
    ),
  );
  composer.text.setAttribute("aria-describedby", "answer-hint");
  composer.text.addEventListener("input", destination);
  const thread = el("div", { class: "thread" }, title, note, empty, box, composer.form, commands);
  const name = el("div", { class: "pane-title" }, el("h2", {}, "Staff"), el("span", {}, "what the support team sees"));
  byId("staff").append(el("div", { class: "pane-head" }, name, mates), el("div", { class: "counter" }, queue, thread));
  on("feed queue", draw);
  on("clock", drawn);
  on("typing", dots);
  on("anew", () => choose(0));
  setInterval(drawn, 20000);
  sit(state.mate);
}

function sit(id) {
  state.mate = id;
  localStorage.setItem("baton-mate", id);
  fill(
    mates,
    state.staff.map((mate) =>
      el(
        "button",
        {
          type: "button",
          class: "seg",
          "data-mate": mate.id,
          "aria-pressed": String(mate.id === id),
          onclick: () => sit(mate.id),
        },
        mate.name,
        el("small", {}, ` ${mate.role}`),
      ),
    ),
  );
  byId("command").placeholder =
    id === "ada" ? "Type a command, such as policy show or doctor" : "Type a command, such as queue or mine";
  draw();
}

export function choose(number) {
  state.open = number;
  sessionStorage.setItem("baton-case", String(number));
  composer.stop();
  byId("staff").classList.toggle("in-thread", number > 0);
  write("reply");
  draw();
}

function write(name) {
  mode = name;
  destination();
  composer.text.focus();
}

function drawn() {
  drawQueue(queue, choose);
  heading();
}

function draw() {
  drawn();
  const waiting = state.queue.filter((one) => one.stage === "waiting").length;
  byId("tab-badge").hidden = !waiting;
  byId("tab-badge").textContent = String(waiting);
  const one = shown();
  const hanging = staffItems(threadName()).filter((item) => !item.mate || item.mate === state.mate);
  const items = one ? [...cards(one), ...hanging] : hanging.filter((item) => item.mate || !item.reply?.card);
  fill(empty, items.length ? null : one?.elsewhere ? away(one) : teach());
  fill(note, one?.elsewhere && items.length ? away(one) : null);
  note.hidden = !note.firstChild;
  empty.hidden = items.length > 0;
  box.hidden = items.length === 0;
  composer.form.hidden = !one || Boolean(one.elsewhere);
  timeline.show(`${here().key} ${state.mate}`, items);
  dots();
  destination();
}

const cards = (one) => staffItems().filter((item) => item.about === one.number && item.reply?.card);

function heading() {
  const one = shown();
  const back = el(
    "button",
    { type: "button", class: "tiny back", "aria-label": "Back to the queue", onclick: () => choose(0) },
    icon("back"),
  );
  title.hidden = !one;
  if (!one) return;
  fill(
    title,
    back,
    avatar(one.name, "customer"),
    el("div", {}, el("b", {}, one.name), el("span", {}, `#${one.number} · ${one.department} · tier ${one.tier}`)),
    el(
      "span",
      { class: `chip-state is-${stageClass(one)}` },
      one.ownerName && one.stage !== "closed" ? `${stageName(one)}: ${one.ownerName}` : stageName(one),
    ),
    el("span", { class: "since" }, since(one)),
  );
}

function dots() {
  const one = shown();
  fill(timeline.tail, one && state.typing.has(`staff chat-${one.conversation}`) ? dotsOf(one.name) : null);
  if (timeline.low) timeline.sink();
}

// To whom the words go if they were sent now, said as it is.
function goes() {
  const one = shown();
  if (!one) return { to: "nobody", words: "" };
  if (mode === "note" || isNote(composer.text.value)) return { to: "note", words: "Only colleagues read this." };
  if (one.stage === "closed") return { to: "note", words: "This case is closed: your words stay here." };
  if (!one.owner && one.tier > 1 && roleOfMate() === "Support")
    return { to: "note", words: `At tier ${one.tier} only a lead can take this: your words stay a note.` };
  if (!one.owner)
    return { to: "unclaimed", words: "Nobody has claimed this yet: you will be asked to claim and send." };
  if (one.owner !== state.mate) return { to: "note", words: `${one.ownerName} has this case: your words stay a note.` };
  return { to: "customer", words: `${one.name} reads this in their chat, from ${nameOfMate()}.` };
}

function destination() {
  const one = shown();
  if (!one) return;
  const { to, words } = goes();
  modes[0].textContent = `To ${one.name}`;
  modes[1].textContent = "Note, staff only";
  for (const button of modes) button.setAttribute("aria-pressed", String(button.dataset.mode === (to === "note" ? "note" : mode)));
  composer.form.dataset.to = to;
  hint.textContent = words;
  composer.text.placeholder = to === "note" ? "Write a note for colleagues" : `Write to ${one.name}`;
  composer.text.setAttribute("aria-label", composer.text.placeholder);
}

const roleOfMate = () => state.staff.find((mate) => mate.id === state.mate)?.role;
const nameOfMate = () => state.staff.find((mate) => mate.id === state.mate)?.name || state.mate;

async function press(item, ask, value, label) {
  if (value === "reply" || value === "note") return write(value);
  const form = value.includes(" ") ? null : state.forms[value];
  const wanted = form && (/…$/.test(label) || form.fields.some((one) => one.required));
  const named = label.replace("…", "");
  const given = wanted
    ? await askFor({ title: `${named} #${state.open}`, lead: form.help, submit: named, fields: form.fields })
    : {};
  if (given === null) return null;
  if (item.voice === "whisper") touch(Object.assign(item, { chosen: value }));
  const done = await run({ line: value, how: wanted ? "filled" : "pressed", given, case: state.open });
  const claimed = /^claim (\d+)$/.exec(value);
  if (done && claimed) choose(Number(claimed[1]));
  return done;
}

function send(text, files) {
  const id = newId();
  const words = mode === "note" && !isNote(text) ? `// ${text}` : text;
  const item = pending(here(), id, conversationOf(state.mate), words, files, isNote(words) ? "note" : goes().to);
  const open = state.open;
  item.resend = () => withFiles({ id, who: state.mate, case: open, text: words }, files);
  timeline.sink();
  deliver(item);
}

function deliver(item) {
  return line.hand(item, () => attempt(item));
}

async function attempt(item) {
  const place = channel("staff", item.thread);
  const { reply } = await post("/staff/say", item.resend());
  if (reply) touch(Object.assign(item, { meant: "note" })); // unless a mark tells otherwise
  whisper(place, reply);
}

function again(item) {
  touch(Object.assign(item, { pending: true, failed: "" }));
  deliver(item);
}

async function change(item, text) {
  const place = here();
  try {
    whisper(
      place,
      (await post("/staff/change", { id: newId(), who: state.mate, case: state.open, message: item.message, text }))
        .reply,
    );
  } catch (wrong) {
    toast(wrong.message);
  }
}

function save(item, text) {
  return change(item, text);
}

function remove(item) {
  return change(item, null);
}

function last() {
  return staffItems(threadName()).findLast(
    (item) => item.kind === "typed" && item.who === conversationOf(state.mate) && !item.gone && !item.pending,
  );
}
