// The easy answers under a message: buttons, a menu, or boxes to tick; once used, the chosen one stays.

import { el, icon } from "./dom.js";
import { link } from "./markup.js";

const BUTTONS_AT_MOST = 5;

export function asks(item, view) {
  if (item.kind !== "post") return null;
  const { question, offers = [] } = item.reply;
  return [
    question ? answers(item, question, view) : null,
    offers.length ? easy(item, "offer", offers, view, view.open(item, "offer")) : null,
  ];
}

function answers(item, question, view) {
  const open = view.open(item, question.ask);
  const { choices = [] } = question;
  return [
    choices.length ? several(item, question, choices, view, open) : null,
    question.wants_file && open ? photo(view) : null,
  ];
}

function several(item, question, choices, view, open) {
  return question.several ? boxes(item, question, choices, view, open) : easy(item, question.ask, choices, view, open);
}

function easy(item, ask, choices, view, open) {
  return choices.length > BUTTONS_AT_MOST ? menu(item, ask, choices, view, open) : row(item, ask, choices, view, open);
}

function row(item, ask, choices, view, open) {
  const group = { class: "asks", role: "group", "aria-label": "Answers" };
  return el(
    "div",
    group,
    choices.map((choice) => button(item, ask, choice, view, open)),
  );
}

// A used button keeps the focus and says that it is off, instead of falling out of the page's order.
function button(item, ask, choice, view, open) {
  if (choice.link) return el("span", { class: "linked" }, link(choice.link, [choice.label]));
  const chosen = item.chosen === choice.value;
  const act = () => open && view.press(item, ask, choice.value, choice.label);
  const settled = open && view.past(item);
  const classes = ["ask", settled ? "settled" : choice.style, chosen ? "chosen" : ""].join(" ").trim();
  return el(
    "button",
    { type: "button", class: classes, "aria-disabled": open ? null : "true", onclick: act },
    chosen ? icon("tick") : null,
    choice.label,
    chosen ? el("span", { class: "unseen" }, " (chosen)") : null,
  );
}

function menu(item, ask, choices, view, open) {
  if (!open)
    return row(
      item,
      ask,
      choices.filter((choice) => choice.value === item.chosen),
      view,
      false,
    );
  const options = choices.map((choice) => el("option", { value: choice.value }, choice.label));
  const select = el("select", { "aria-label": "Your answer" }, el("option", { value: "" }, "Choose…"), options);
  const send = () => {
    const choice = choices.find((one) => one.value === select.value);
    if (choice) view.press(item, ask, choice.value, choice.label);
    else select.focus();
  };
  return el(
    "div",
    { class: "asks menu" },
    select,
    el("button", { type: "button", class: view.past(item) ? "ask settled" : "ask primary", onclick: send }, "Choose"),
  );
}

function boxes(item, question, choices, view, open) {
  const chosen = new Set((item.chosen || "").split(","));
  const ticks = choices.map((choice) =>
    el("input", { type: "checkbox", value: choice.value, disabled: !open, checked: chosen.has(choice.value) }),
  );
  const lines = choices.map((choice, at) => el("label", { class: "tickbox" }, ticks[at], choice.label));
  const send = () => {
    const picked = choices.filter((_, at) => ticks[at].checked);
    if (!picked.length) return ticks[0].focus();
    return view.press(
      item,
      question.ask,
      picked.map((one) => one.value).join(","),
      picked.map((one) => one.label).join(", "),
    );
  };
  const done = open ? el("button", { type: "button", class: "ask primary", onclick: send }, "These") : null;
  return el("fieldset", { class: "asks boxes" }, el("legend", { class: "unseen" }, "Choose one or more"), lines, done);
}

function photo(view) {
  return el(
    "div",
    { class: "asks" },
    el("button", { type: "button", class: "ask", onclick: view.attach }, icon("clip"), "Add a photo"),
  );
}
