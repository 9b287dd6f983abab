// A chat's lines in order, with a separator per day; only what changed is drawn again.

import { el } from "./dom.js";
import { message } from "./message.js";
import { speaker } from "./speaker.js";
import { dayName, dayOf } from "./time.js";

const SHOWN = 200;
const TOGETHER = 5 * 60000;

export class Timeline {
  constructor(box, view) {
    this.box = box;
    this.view = view;
    this.log = el("div", { class: "log", role: "log", "aria-live": "polite", "aria-label": view.label });
    this.tail = el("div", { class: "tail" });
    box.append(this.log, this.tail);
    this.drawn = new Map();
    this.low = true; // whether the newest line is in sight, and should stay so
    box.addEventListener("scroll", () => (this.low = box.scrollHeight - box.scrollTop - box.clientHeight < 80));
    new ResizeObserver(() => this.low && this.sink()).observe(box);
    this.key = "";
    this.shown = SHOWN;
  }

  // `key` names the chat; another one is drawn from scratch, without being read out.
  show(key, items) {
    if (key !== this.key) {
      Object.assign(this, { key, shown: SHOWN });
      this.drawn.clear();
      this.log.replaceChildren();
    }
    const first = this.drawn.size === 0;
    const wanted = this.wanted(items.slice(-this.shown), items.length > this.shown);
    this.log.setAttribute("aria-live", first ? "off" : "polite");
    this.place(wanted);
    if (first || this.low) this.sink();
  }

  sink() {
    this.box.scrollTop = this.box.scrollHeight;
    this.low = true;
  }

  wanted(items, more) {
    const list = more ? [this.earlier()] : [];
    let before = null;
    for (const item of items) {
      const newDay = !before || dayOf(before.at) !== dayOf(item.at);
      if (newDay) list.push({ key: `day ${dayOf(item.at)}`, sign: dayName(item.at), make: () => separator(item.at) });
      const follows = !newDay && together(before, item, this.view.side);
      const sign = `${item.version} ${follows} ${this.view.sign(item)}`;
      list.push({ key: item.id, sign, make: () => message(item, this.view, follows) });
      before = item;
    }
    return list;
  }

  earlier() {
    const more = () => {
      this.shown += SHOWN;
      this.view.redraw();
    };
    return {
      key: "earlier",
      sign: "",
      make: () => el("button", { type: "button", class: "link earlier", onclick: more }, "Show earlier messages"),
    };
  }

  place(wanted) {
    const kept = new Set(wanted.map((entry) => entry.key));
    for (const [key, entry] of this.drawn) {
      if (!kept.has(key)) {
        entry.node.remove();
        this.drawn.delete(key);
      }
    }
    let at = this.log.firstChild; // what is replaced in place moves on with its new node
    for (const entry of wanted) {
      const old = this.drawn.get(entry.key)?.node;
      const node = this.node(entry);
      if (old === at) at = node;
      if (node === at) at = at.nextSibling;
      else this.log.insertBefore(node, at);
    }
  }

  node(entry) {
    const before = this.drawn.get(entry.key);
    if (before && before.sign === entry.sign) return before.node;
    const node = entry.make();
    if (before) exchange(before.node, node);
    this.drawn.set(entry.key, { node, sign: entry.sign });
    return node;
  }
}

// Whoever stood on the third button of the old line stands on the third of the new one.
function exchange(old, node) {
  const at = [...old.querySelectorAll("button, select, input, a")].indexOf(document.activeElement);
  old.replaceWith(node);
  if (at >= 0) [...node.querySelectorAll("button, select, input, a")].at(at)?.focus({ preventScroll: true });
}

function together(before, item, side) {
  if (before.chosen !== undefined) return false; // a press came between
  const [one, other] = [speaker(before, side), speaker(item, side)];
  return one.name === other.name && one.kind === other.kind && item.at - before.at < TOGETHER && one.kind !== "notice";
}

function separator(at) {
  return el("div", { class: "day", role: "separator", "aria-label": dayName(at) }, el("span", {}, dayName(at)));
}
