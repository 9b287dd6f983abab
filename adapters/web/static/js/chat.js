// The customer's side: a chat as people know it.

import { Composer } from "./composer.js";
import { avatar, byId, dotsOf, el, fill, icon } from "./dom.js";
import { Line } from "./line.js";
import { peopleList } from "./people.js";
import { newId, post, withFiles } from "./post.js";
import { channel, chatOf, conversationOf, hush, on, pending, state, tell, touch, typing } from "./state.js";
import { Timeline } from "./timeline.js";
import { toast } from "./toast.js";

const DOTS_AFTER = 150;
const LOOKS = [
  ["plain", "Plain"],
  ["discord", "Discord"],
  ["slack", "Slack"],
];
const STAGES = {
  waiting: "Waiting for a person",
  claimed: "is with you",
  snoozed: "is with you",
  waiting_on_customer: "is with you",
};

const here = () => channel(chatOf(state.who));
const person = () => state.people.find((one) => one.id === state.who);
const line = new Line();
let choosing = false;

const composer = new Composer({
  id: "say",
  label: "Write a message",
  send,
  save,
  last,
  typing: () => ({ who: conversationOf(state.who), channel: here().name }),
});
const view = {
  side: "customer",
  label: "Conversation",
  sign: (item) => (item.kind === "post" ? `${past(item)} ${open(item, item.reply.question?.ask || "offer")}` : ""),
  open,
  past,
  press,
  again,
  retry: () => {},
  edit: (item) => composer.edit(item),
  remove,
  attach: () => composer.picker.click(),
  redraw: draw,
};
const who = el("button", { type: "button", class: "who", "aria-haspopup": "true", onclick: () => choose(!choosing) });
const looks = el(
  "select",
  { class: "wear", "aria-label": "Which platform's look to wear", onchange: () => wear(looks.value) },
  LOOKS.map(([id, name]) => el("option", { value: id }, name)),
);
const bar = el("div", { class: "phone-bar" });
const box = el("div", { class: "scroll", tabindex: "-1" });
const start = el("div", { class: "start" });
const list = el("div", { class: "scroll people-scroll", hidden: true });
const phone = el("div", { class: "phone" }, bar, list, box, composer.form);
const timeline = new Timeline(box, view);

export function openChat() {
  byId("customer").append(el("div", { class: "pane-head" }, who, looks), phone);
  box.append(start);
  wear(state.look);
  on("feed queue who anew", draw);
  on("typing", dots);
  on("anew", () => state.who && enter());
  choose(!person());
  if (person()) enter();
}

function wear(look) {
  state.look = look;
  localStorage.setItem("baton-look", look);
  byId("customer").dataset.look = look;
  looks.value = look;
}

function choose(yes) {
  choosing = yes;
  who.setAttribute("aria-expanded", String(yes));
  list.hidden = !yes;
  box.hidden = composer.form.hidden = bar.hidden = yes;
  if (yes) fill(list, peopleList(become));
  draw();
}

async function become(id) {
  state.who = id;
  localStorage.setItem("baton-who", id);
  choose(false);
  tell("who");
  composer.clear();
  await enter();
}

async function enter() {
  try {
    await post("/enter", { who: state.who });
  } catch (wrong) {
    toast(wrong.message);
  }
}

function draw() {
  const one = person();
  const chevron = icon("down");
  who.title = one ? one.story : "";
  if (one)
    fill(
      who,
      avatar(one.name, one.id === "guest" ? "guest" : "me"),
      el("span", { class: "person-words" }, el("b", {}, one.name), el("span", {}, one.story)),
      chevron,
    );
  else
    fill(
      who,
      el("span", { class: "person-words" }, el("b", {}, "Nobody yet"), el("span", {}, "Choose who you are")),
      chevron,
    );
  if (!one || choosing) return;
  status();
  timeline.show(here().key, here().items);
  const said = here().items.some((item) => item.kind === "typed");
  fill(start, said || !one.ask ? null : suggestion(one));
  dots();
}

function suggestion(one) {
  const words = here().items.length
    ? "Or ask what brought you here:"
    : "Say what brings you here, in your own words. For example:";
  return el(
    "div",
    { class: "try" },
    el("p", {}, words),
    el("button", { type: "button", class: "ask", onclick: () => composer.write(one.ask) }, one.ask),
  );
}

function status() {
  const open = state.queue.find((one) => one.conversation === conversationOf(state.who) && one.stage !== "closed");
  const words = !open
    ? "Automated. A person is one tap away."
    : open.ownerName
      ? `${open.ownerName} ${STAGES[open.stage]}`
      : STAGES.waiting;
  const face = open?.ownerName
    ? avatar(open.ownerName, "human")
    : el("img", { src: "/static/baton.svg", alt: "", width: 36, height: 36 });
  fill(
    bar,
    face,
    el(
      "div",
      {},
      el("b", {}, open?.ownerName || "Baton"),
      el("span", { class: open && !open.ownerName ? "is-waiting" : "" }, words),
    ),
  );
}

function dots(name) {
  if (name && name !== here().name) return;
  const by = state.typing.get(here().name);
  fill(timeline.tail, by ? dotsOf(by.who) : null);
  if (by && timeline.low) timeline.sink();
}

function open(item, ask) {
  if (item.gone || item.chosen !== undefined) return false;
  return ask === "offer" || (here().question === item && !((here().pressed.get(ask)?.seq || 0) > item.seq));
}

// Offers stay good, but step back once the talk has gone on.
function past(item) {
  return here().items.at(-1) !== item;
}

function expect(name) {
  const before = state.seen;
  return setTimeout(
    () => (state.seen === before || !channel(name).items.at(-1)?.outbox ? typing(name, "Baton", 10) : null),
    DOTS_AFTER,
  );
}

// Tries once; the bot is expected to answer in this chat, unless a person has it.
async function attempt(path, body, name) {
  const owned = state.queue.some(
    (one) => `chat-${one.conversation}` === name && one.ownerName && one.stage !== "closed",
  );
  const sent = post(path, body);
  const expecting = path === "/change" || owned ? 0 : expect(name);
  try {
    await sent;
  } catch (wrong) {
    clearTimeout(expecting);
    hush(name);
    throw wrong;
  }
}

async function act(path, body, item, undo) {
  try {
    await attempt(path, body, here().name);
  } catch (wrong) {
    undo(wrong.message);
    touch(item);
    draw();
  }
}

function send(text, files) {
  const id = newId();
  const item = pending(here(), id, conversationOf(state.who), text, files);
  item.resend = () => withFiles({ id, who: state.who, text }, files);
  timeline.sink();
  deliver(item);
}

function deliver(item) {
  return line.hand(item, () => attempt("/say", item.resend(), item.channel));
}

function again(item) {
  touch(Object.assign(item, { pending: true, failed: "" }));
  draw();
  deliver(item);
}

function press(item, ask, value, label) {
  item.chosen = value;
  touch(item);
  draw();
  const body = { id: newId(), who: state.who, ask, value, label, of: item.outbox };
  act("/press", body, item, (words) => {
    delete item.chosen;
    toast(words);
  });
}

function save(item, text) {
  act("/change", { id: newId(), who: state.who, message: item.message, text }, item, toast);
}

function remove(item) {
  act("/change", { id: newId(), who: state.who, message: item.message }, item, toast);
  composer.text.focus();
}

function last() {
  return here().items.findLast((item) => item.kind === "typed" && !item.gone && !item.pending);
}
