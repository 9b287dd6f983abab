// One line of a chat: the words, what belongs to them, and how they fared.

import { asks } from "./asks.js";
import { cardOf } from "./card.js";
import { avatar, el, hidden, icon } from "./dom.js";
import { filesOf, sendingOf } from "./files.js";
import { blocks } from "./markup.js";
import { isNote, noteless, speaker } from "./speaker.js";
import { clockTime, fullTime } from "./time.js";

const MARKS = { queued: "queued", sent: "delivered", failed: "not delivered", unknown: "perhaps delivered" };

export function message(item, view, follows) {
  const by = speaker(item, view.side);
  const gone = Boolean(item.gone);
  const classes = ["msg", by.kind, by.mine ? "mine" : "", follows ? "follows" : "", item.failed ? "failed" : ""];
  return el(
    "article",
    { class: classes.filter(Boolean).join(" "), "data-id": item.id, "aria-label": `${by.name}, ${clockTime(item.at)}` },
    by.kind === "notice" ? null : avatar(by.name, by.kind),
    el(
      "div",
      { class: "msg-body" },
      head(by, item),
      gone ? el("div", { class: "bubble gone" }, el("p", {}, "This message was deleted.")) : content(item, view),
      gone ? null : asks(item, view),
      foot(item, by, view),
    ),
  );
}

function head(by, item) {
  const tag = { bot: "automated", note: "note, staff only", desk: "desk", whisper: "only you see this" }[by.kind];
  return el(
    "div",
    { class: "msg-head" },
    el("span", { class: "msg-name" }, by.name),
    tag ? el("span", { class: "tag" }, tag) : null,
    el("time", { class: "msg-when", datetime: new Date(item.at).toISOString() }, clockTime(item.at)),
  );
}

function content(item, view) {
  if (item.kind === "typed") return typed(item);
  const { reply } = item;
  const parts = [
    ...(reply.tree ? blocks(reply.tree) : []),
    reply.quoted ? quotedOf(reply) : null,
    reply.question ? el("div", { class: "question" }, blocks(reply.question.tree)) : null,
  ].filter(Boolean);
  return [
    parts.length ? el("div", { class: "bubble", dir: "auto", title: fullTime(item.at) }, parts) : null,
    reply.card ? cardOf(reply.card) : null,
    filesOf(reply.files || []),
  ];
}

function quotedOf(reply) {
  const words = blocks(reply.quoted.tree);
  return reply.text ? el("blockquote", {}, words) : words;
}

function typed(item) {
  const words = isNote(item.text) && item.thread ? noteless(item.text) : item.text;
  return [
    words
      ? el("div", { class: "bubble", dir: "auto", title: fullTime(item.at) }, el("p", { class: "typed" }, words))
      : null,
    filesOf(item.files || []),
    sendingOf(item.sending || []),
    (item.refused || []).map((why) => el("p", { class: "refused" }, icon("cross"), `${why}, so it was not taken.`)),
  ];
}

function foot(item, by, view) {
  const edited = (item.edited || item.revised) && !item.gone;
  const shown = [
    el("span", { class: "when" }, clockTime(item.at)),
    edited ? el("span", { class: "edited" }, "edited") : null,
    by.mine ? fared(item, view) : null,
    by.mine && !item.gone && !item.pending && !item.failed ? own(item, view) : null,
  ];
  return by.mine || edited ? el("div", { class: "msg-foot" }, shown) : null;
}

function fared(item, view) {
  if (item.failed) {
    return el(
      "span",
      { class: "mark bad" },
      item.failed,
      " ",
      button("Try again", () => view.again(item)),
    );
  }
  if (item.pending) return el("span", { class: "mark" }, icon("clock"), hidden("sending"));
  if (item.gone) return null;
  if (item.mark === "failed") return failed(item, view);
  if (item.mark) {
    const words = view.side === "staff" ? MARKS[item.mark] : hidden(MARKS[item.mark]);
    return el("span", { class: `mark ${item.mark}` }, icon(item.mark === "sent" ? "ticks" : "clock"), words);
  }
  return el("span", { class: "mark" }, icon("tick"), hidden("received"));
}

function failed(item, view) {
  return el(
    "span",
    { class: "mark bad" },
    `not delivered${item.error ? `: ${item.error}` : ""} `,
    item.retry ? button("Retry", () => view.retry(item)) : null,
  );
}

function own(item, view) {
  return el(
    "span",
    { class: "own" },
    el(
      "button",
      {
        type: "button",
        class: "tiny",
        "aria-label": "Edit this message",
        title: "Edit",
        onclick: () => view.edit(item),
      },
      icon("edit"),
    ),
    el(
      "button",
      {
        type: "button",
        class: "tiny",
        "aria-label": "Delete this message",
        title: "Delete",
        onclick: () => view.remove(item),
      },
      icon("bin"),
    ),
  );
}

function button(label, act) {
  return el("button", { type: "button", class: "link", onclick: act }, label);
}
