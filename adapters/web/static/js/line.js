// Words on their way, one after the other: while the line is down they are kept, and go in their order once it is back.

import { on, tell, touch } from "./state.js";

const AGAIN = 5000;
const KEPT = "Not sent yet: the line is down. It goes by itself once the line is back.";

export class Line {
  constructor() {
    this.waiting = [];
    this.busy = false;
    on("line", () => this.go());
    on("anew", () => (this.waiting = []));
  }

  // `send` tries once, always under the same id, so that what arrived without our hearing of it acts once.
  hand(item, send) {
    if (!this.waiting.some((one) => one.item === item)) this.waiting.push({ item, send });
    return this.go();
  }

  async go() {
    clearTimeout(this.timer);
    if (this.busy) return;
    this.busy = true;
    while (this.waiting.length && (await this.first(this.waiting[0])));
    this.busy = false;
    if (this.waiting.length) this.timer = setTimeout(() => this.go(), AGAIN);
  }

  // Whether it is done with, arrived or refused.
  async first(one) {
    try {
      await one.send();
      becomes(one.item, "", !one.item.seq);
    } catch (wrong) {
      if (wrong.away) {
        for (const { item } of this.waiting) becomes(item, KEPT);
        return false;
      }
      becomes(one.item, wrong.message);
    }
    this.waiting = this.waiting.filter((other) => other !== one);
    return true;
  }
}

function becomes(item, failed, pending = false) {
  if (item.failed === failed || (!item.failed && !failed)) return;
  touch(Object.assign(item, { failed, pending }));
  tell("feed");
}
