// Who one can be: each sample customer with the line of their story.

import { avatar, el } from "./dom.js";
import { state } from "./state.js";

export function peopleList(choose) {
  return el(
    "div",
    { class: "people" },
    el("h2", {}, "Who do you want to be?"),
    el("p", { class: "lead" }, "Each has a story at the shop. Sit down as one of them and write as a customer would."),
    el(
      "ul",
      {},
      state.people.map((person) => el("li", {}, one(person, choose))),
    ),
  );
}

function one(person, choose) {
  const current = person.id === state.who;
  return el(
    "button",
    {
      type: "button",
      class: `person ${current ? "current" : ""}`,
      "aria-current": current ? "true" : null,
      onclick: () => choose(person.id),
    },
    avatar(person.name, person.id === "guest" ? "guest" : "me"),
    el("span", { class: "person-words" }, el("b", {}, person.name), el("span", {}, person.story)),
  );
}
