// Puts the page together once it is known who there is; from then on the stream does the rest.

import { openChat } from "./chat.js";
import { byId } from "./dom.js";
import { read } from "./post.js";
import { openStaff } from "./staff.js";
import { state } from "./state.js";
import { listen } from "./stream.js";
import { toast } from "./toast.js";
import { openTop } from "./topbar.js";
import { openWhy } from "./why.js";

const SIDES = ["customer", "staff"];

function side(name) {
  document.body.dataset.side = name;
  for (const one of SIDES) {
    byId(`tab-${one}`).setAttribute("aria-selected", String(one === name));
    byId(`tab-${one}`).tabIndex = one === name ? 0 : -1;
  }
}

function tabs() {
  SIDES.forEach((name, at) => {
    byId(`tab-${name}`).addEventListener("click", () => side(name));
    byId(`tab-${name}`).addEventListener("keydown", (event) => {
      if (event.key !== "ArrowLeft" && event.key !== "ArrowRight") return;
      side(SIDES[1 - at]);
      byId(`tab-${SIDES[1 - at]}`).focus();
    });
  });
  side("customer");
}

async function begin() {
  openTop();
  tabs();
  const [people, staff, forms] = await Promise.all([read("/people"), read("/staff/people"), read("/staff/forms")]);
  Object.assign(state, { people, staff, forms });
  openStaff();
  openChat();
  openWhy();
  listen();
}

begin().catch((wrong) => toast(wrong.message));
