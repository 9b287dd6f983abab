// Above both sides: the shop's clock, its money, its mails, its faults.

import { byId, el, fill } from "./dom.js";
import { post, read } from "./post.js";
import { askFor } from "./sheet.js";
import { now, on, state } from "./state.js";
import { fullTime } from "./time.js";
import { toast } from "./toast.js";

const FAULTS = [
  ["slow", "Shop slow", "Each answer of the shop takes 3 seconds, longer than the bot waits."],
  ["down", "Shop down", "The shop answers nothing; nothing is done."],
  ["lying", "Shop drops the line", "It does what it was asked, then the line breaks before the answer."],
  ["drops", "Platform drops the line", "Messages arrive, but the platform's answer is lost."],
];
const THEMES = ["auto", "light", "dark"];
let opened = "";

export function openTop() {
  for (const button of document.querySelectorAll("[data-hours]"))
    button.addEventListener("click", () => move({ hours: Number(button.dataset.hours) }));
  byId("next-scan").addEventListener("click", () => move({ next_scan: true }));
  byId("open-ledger").addEventListener("click", () => open("ledger"));
  byId("open-mails").addEventListener("click", () => open("mails"));
  byId("open-faults").addEventListener("click", () => open("faults"));
  byId("drawer-close").addEventListener("click", () => byId("drawer").close());
  byId("drawer").addEventListener("close", () => (opened = ""));
  byId("drawer").addEventListener("click", (event) => event.target === byId("drawer") && byId("drawer").close());
  byId("reset").addEventListener("click", reset);
  byId("theme").addEventListener("click", () => dress(THEMES[(THEMES.indexOf(theme()) + 1) % THEMES.length]));
  dress(theme());
  on("clock", tick);
  on("faults", faulty);
  on("feed clock", () => ["ledger", "mails"].includes(opened) && draw());
  setInterval(tick, 1000);
  tick();
}

const theme = () => localStorage.getItem("baton-theme") || "auto";

function dress(name) {
  localStorage.setItem("baton-theme", name);
  if (name === "auto") delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = name;
  byId("theme").setAttribute("aria-label", `Theme: ${name}`);
  fill(byId("theme"), el("span", { class: "theme-word" }, "Theme: "), el("span", {}, whole(name)));
}

function tick() {
  const [day, time] = fullTime(now()).split(/,? (?=\d\d:)/);
  const [weekday, ...date] = day.split(" ");
  fill(byId("clock-time"), el("span", { class: "weekday" }, `${weekday} `), `${date.join(" ")} ${time}`);
  byId("clock-time").dateTime = new Date(now()).toISOString();
}

async function tried(work) {
  try {
    await work();
  } catch (wrong) {
    toast(wrong.message);
  }
}

const move = (how) => tried(() => post("/shop/clock", how));

async function reset() {
  const lead = "Every conversation, case and payment is forgotten, and the stories begin anew.";
  if (await askFor({ title: "Start over?", lead, fields: [], submit: "Start over" }))
    await tried(() => post("/reset", {}));
}

function faulty() {
  const some = Object.values(state.faults).filter(Boolean).length;
  byId("open-faults").classList.toggle("warn", some > 0);
  byId("open-faults").textContent = some ? `Faults: ${some} on` : "Faults";
  for (const box of document.querySelectorAll("[data-fault]")) box.checked = Boolean(state.faults[box.dataset.fault]);
}

function open(name) {
  opened = name;
  byId("drawer-title").textContent = { ledger: "The shop's ledger", mails: "Mails", faults: "Faults" }[name];
  fill(byId("drawer-body"));
  byId("drawer").showModal();
  draw();
}

async function draw() {
  const name = opened;
  if (name === "faults") return fill(byId("drawer-body"), FAULTS.map(fault));
  return tried(async () => {
    const lines = await read(`/shop/${name}`);
    if (opened === name) fill(byId("drawer-body"), name === "ledger" ? ledger(lines) : mails(lines));
  });
}

function fault([name, label, help]) {
  const box = el("input", {
    type: "checkbox",
    role: "switch",
    "data-fault": name,
    checked: state.faults[name],
    onchange: () => tried(() => post("/shop/faults", { fault: name, on: box.checked })),
  });
  return el("label", { class: "switch" }, box, el("span", {}, el("b", {}, label), el("span", {}, help)));
}

const KINDS = { pay_back: "Paid back", pay_back_charge: "Charge paid back", credit: "Store credit" };
const whole = (words) => words[0].toUpperCase() + words.slice(1);

function what(line) {
  const did = KINDS[line.kind] || whole(line.kind.replaceAll("_", " "));
  return line.currency ? `${did} to ${line.to || "the customer"}` : did;
}

function money(amount, currency) {
  const shape = { style: "currency", currency, currencyDisplay: "narrowSymbol" };
  return new Intl.NumberFormat("en-US", shape).format(Number(amount));
}

// Short until one points at it or reaches it by keyboard.
function keyOf(line) {
  return el("code", { class: "key", tabindex: "0", "aria-label": `Key ${line.key}` }, line.key);
}

// Credit is no money that has left the shop.
const isCredit = (line) => line.kind === "credit" || line.to === "store credit";

function totals(label, lines) {
  const sums = new Map();
  for (const line of lines.filter((line) => line.currency))
    sums.set(line.currency, (sums.get(line.currency) || 0) + Number(line.amount));
  return [...sums].map(([currency, sum]) => el("p", { class: "total" }, label, el("b", {}, money(sum, currency))));
}

function ledger(lines) {
  if (!lines.length)
    return el(
      "p",
      { class: "none" },
      "Nothing was paid or done yet. Let the bot refund something, and it stands here, once.",
    );
  const head = ["When", "Customer", "Order", "What", "Amount"].map((name) => el("th", { scope: "col" }, name));
  const rows = lines.map((line) =>
    el(
      "tr",
      {},
      el("td", {}, fullTime(line.at)),
      el("td", {}, line.customer),
      el("td", {}, line.order ? el("code", {}, line.order) : ""),
      el("td", {}, what(line), keyOf(line)),
      el("td", { class: "sum" }, line.shown),
    ),
  );
  const foot = [
    ...totals("Paid back in all: ", lines.filter((line) => !isCredit(line))),
    ...totals("Store credit in all: ", lines.filter(isCredit)),
  ];
  return [el("table", {}, el("thead", {}, el("tr", {}, head)), el("tbody", {}, rows)), foot];
}

function mails(list) {
  if (!list.length)
    return el(
      "p",
      { class: "none" },
      "No mail yet. As the guest, name a customer's address: the code that proves it is theirs arrives here.",
    );
  return list.map((mail) =>
    el(
      "article",
      { class: "mail" },
      el("header", {}, el("b", {}, mail.subject), el("span", {}, `to ${mail.to} · ${fullTime(mail.at)}`)),
      el("pre", {}, mail.text),
    ),
  );
}
