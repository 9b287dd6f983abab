// Why the bot did what it did with the last message, from the turn's own trace.

import { byId, el, fill } from "./dom.js";
import { conversationOf, on, state } from "./state.js";

const STEPS = ["hear", "gather", "decide", "commit"];
const EMPTY = "Say something on the left, and here stands why the bot answered as it did.";

export function openWhy() {
  on("trace who anew ready", draw);
  draw();
}

function draw() {
  const trace = state.traces.get(conversationOf(state.who));
  byId("why-short").textContent = trace ? short(trace) : EMPTY;
  fill(
    byId("why-body"),
    trace ? [heard(trace.heard), rules(trace), facts(trace), cost(trace)] : el("p", { class: "none" }, EMPTY),
  );
}

const total = (trace) => Object.values(trace.milliseconds).reduce((sum, one) => sum + one, 0);
const ms = (value) => `${value < 10 ? value.toFixed(1) : Math.round(value)} ms`;

function short(trace) {
  const top = trace.heard.intents?.[0];
  const heardAs = top ? `heard “${words(top[0])}” ${Math.round(top[1] * 100)} %, ` : "";
  const rule = trace.decided.at(-1);
  return `${heardAs}${trace.outcome}${rule ? `: ${rule}` : ""} · ${ms(total(trace))} · ${trace.rows} rows`;
}

const words = (name) => name.replaceAll("_", " ");

function part(name, ...inner) {
  return el("section", {}, el("h3", {}, name), inner);
}

function heard(told) {
  if (!told.intents) return part("Heard", el("p", { class: "none" }, "A press or an answer: nothing to guess."));
  const bands = { act: "sure enough to act", clarify: "unsure: ask which", person: "not understood: offer a person" };
  return part(
    "Heard",
    el(
      "ul",
      { class: "bars" },
      told.intents.slice(0, 5).map(([name, p]) => bar(words(name), p)),
    ),
    el("p", {}, el("b", {}, told.band), `, ${bands[told.band] || ""}`),
    bar("urgency", told.urgency, told.urgent ? "alarm" : ""),
    bar("frustration", told.frustration, told.frustrated ? "alarm" : ""),
    told.reasons?.length ? el("p", { class: "because" }, told.reasons.join(" · ")) : null,
    told.entities?.length
      ? el(
          "p",
          {},
          told.entities.map((one) => el("span", { class: "entity" }, `${words(one.type)} `, el("code", {}, one.text))),
        )
      : null,
  );
}

function bar(name, value, tone = "") {
  const percent = Math.round((value || 0) * 100);
  const meter = el("span", { class: `bar ${tone}`, "aria-hidden": "true" }, el("span", {}));
  meter.firstChild.style.width = `${percent}%`;
  return el(
    name === "urgency" || name === "frustration" ? "div" : "li",
    { class: "bar-row" },
    el("span", { class: "bar-name" }, name),
    meter,
    el("span", { class: "bar-value" }, `${percent} %`),
  );
}

function rules(trace) {
  return part(
    "Decided",
    trace.decided.length
      ? el(
          "ol",
          {},
          trace.decided.map((one) => el("li", {}, one)),
        )
      : el("p", { class: "none" }, "No rule fired."),
    el("p", {}, "Outcome: ", el("b", {}, trace.outcome)),
  );
}

function facts(trace) {
  return part(
    "Facts used",
    trace.facts.length
      ? el(
          "ul",
          {},
          trace.facts.map((one) => el("li", {}, one)),
        )
      : el("p", { class: "none" }, "None were needed."),
  );
}

function cost(trace) {
  const steps = [...new Set([...STEPS, ...Object.keys(trace.milliseconds)])].filter(
    (step) => step in trace.milliseconds,
  );
  const line = (name, value) => el("div", {}, el("dt", {}, name), el("dd", {}, value));
  return part(
    "Cost",
    el(
      "dl",
      { class: "cost" },
      steps.map((step) => line(step, ms(trace.milliseconds[step]))),
      line("all", ms(total(trace))),
      line("rows written", String(trace.rows)),
    ),
  );
}
