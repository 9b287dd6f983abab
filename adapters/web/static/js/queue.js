// The cases at the staff channel's edge: who waits, since when, and who has whom.

import { el, fill } from "./dom.js";
import { now, state } from "./state.js";
import { span } from "./time.js";

const STAGES = {
  waiting: "waiting",
  claimed: "claimed",
  snoozed: "snoozed",
  waiting_on_customer: "customer's turn",
  closed: "closed",
};

export const stageName = (one) => STAGES[one.stage] || one.stage;
export const stageClass = (one) =>
  one.stage === "closed" ? "closed" : one.stage === "waiting" ? (one.urgent ? "urgent" : "waiting") : "claimed";

export function since(one) {
  if (one.stage === "closed") return span(now() - one.closed);
  return span(now() - (one.stage === "waiting" ? one.opened : one.claimed || one.opened));
}

export function drawQueue(box, choose) {
  const open = state.queue.filter((one) => one.stage !== "closed");
  const closed = state.queue.filter((one) => one.stage === "closed");
  fill(
    box,
    el(
      "button",
      {
        type: "button",
        class: `entry channel ${state.open ? "" : "current"}`,
        "aria-current": state.open ? null : "true",
        onclick: () => choose(0),
      },
      el("span", { "aria-hidden": "true" }, "#"),
      " support",
    ),
    el("h3", {}, "Open", open.length ? el("span", { class: "count" }, String(open.length)) : null),
    open.length
      ? el(
          "ul",
          {},
          open.map((one) => el("li", {}, entry(one, choose))),
        )
      : el("p", { class: "none" }, "No case is open. Ask for a person on the left."),
    closed.length
      ? [
          el("h3", {}, "Closed"),
          el(
            "ul",
            {},
            closed.map((one) => el("li", {}, entry(one, choose))),
          ),
        ]
      : null,
  );
}

function entry(one, choose) {
  const current = one.number === state.open;
  return el(
    "button",
    {
      type: "button",
      class: `entry is-${stageClass(one)} ${current ? "current" : ""}`,
      "data-case": one.number,
      "aria-current": current ? "true" : null,
      onclick: () => choose(one.number),
    },
    el("span", { class: "entry-top" }, el("b", {}, one.name), el("span", { class: "entry-wait" }, since(one))),
    el(
      "span",
      { class: "entry-low" },
      el(
        "span",
        { class: `chip-state is-${stageClass(one)}` },
        one.urgent && one.stage === "waiting" ? "urgent" : stageName(one),
      ),
      el(
        "span",
        { class: "entry-more" },
        `#${one.number} · ${one.blocked ? "blocked · " : ""}${one.ownerName && one.stage !== "closed" ? one.ownerName : one.department}`,
      ),
    ),
    one.elsewhere && one.stage !== "closed" ? el("span", { class: "entry-where" }, one.elsewhere) : null,
  );
}
