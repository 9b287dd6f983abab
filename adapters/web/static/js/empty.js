// What stands where no lines are: it teaches, or says where they are.

import { el } from "./dom.js";
import { state } from "./state.js";

const NO_PLACE = "no staff channel yet";

// A case whose thread is on another platform: it is worked on there, or with commands from here.
export function away(one) {
  return [
    el("h2", {}, one.elsewhere === NO_PLACE ? "There is no staff channel yet" : `Shown in ${one.elsewhere}`),
    el(
      "p",
      {},
      one.elsewhere === NO_PLACE
        ? "Nobody is called until an admin names one: setup staff=web:demo:staff shows cases here."
        : "This case's card and thread are there. Commands still work from here, such as claim or reply.",
    ),
  ];
}

export function teach() {
  const steps = [
    "On the left, be a customer and ask for a person.",
    "Their case appears in the queue, with a card that says who, what and why now.",
    "Press Claim and answer: your words reach their chat, and the bot keeps quiet.",
  ];
  if (state.queue.length)
    return [el("h2", {}, "Choose a case"), el("p", {}, "Its card says who it is, what they want and why now.")];
  return [
    el("h2", {}, "No case is open"),
    el(
      "ol",
      {},
      steps.map((step) => el("li", {}, step)),
    ),
  ];
}
