// Where words are typed: grows with them, takes files, edits what was said. Enter sends.

import { el, fill, icon } from "./dom.js";
import { size } from "./files.js";
import { post } from "./post.js";

const TYPING_EVERY = 3000;

export class Composer {
  // `send(text, files)` and `save(item, text)` do the work; `last()` is what ArrowUp edits.
  constructor({ id, label, send, save, last, typing }) {
    Object.assign(this, { send, save, last, typing, files: [], editing: null, told: 0 });
    this.text = el("textarea", {
      id,
      rows: 1,
      "aria-label": label,
      placeholder: label,
      maxlength: 60000,
      autocomplete: "off",
    });
    this.picker = el("input", { type: "file", multiple: true, class: "unseen", tabindex: "-1", "aria-hidden": "true" });
    this.clip = el(
      "button",
      { type: "button", class: "tool", "aria-label": "Attach a photo or file", title: "Attach" },
      icon("clip"),
    );
    this.go = el("button", { type: "submit", class: "send", "aria-label": "Send", title: "Send" }, icon("send"));
    this.above = el("div", { class: "above" });
    this.form = el(
      "form",
      { class: "composer" },
      this.above,
      el("div", { class: "compose-row" }, this.clip, this.picker, this.text, this.go),
    );
    this.listen();
  }

  listen() {
    this.form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.submit();
    });
    this.text.addEventListener("keydown", (event) => this.key(event));
    this.text.addEventListener("input", () => this.typed());
    this.text.addEventListener(
      "paste",
      (event) => event.clipboardData.files.length && this.attach(event.clipboardData.files),
    );
    this.clip.addEventListener("click", () => this.picker.click());
    this.picker.addEventListener("change", () => {
      this.attach(this.picker.files);
      this.picker.value = "";
    });
    this.form.addEventListener("dragover", (event) => event.preventDefault());
    this.form.addEventListener("drop", (event) => {
      event.preventDefault();
      this.attach(event.dataTransfer.files);
    });
  }

  key(event) {
    if (event.isComposing) return;
    if (event.key === "Enter" && !event.shiftKey) {
      event.preventDefault();
      this.submit();
    } else if (event.key === "Escape" && this.editing) {
      this.stop();
    } else if (event.key === "ArrowUp" && !this.text.value && !this.editing) {
      const item = this.last();
      if (item) this.edit(item);
    }
  }

  submit() {
    const text = this.text.value.trim();
    if (this.editing) {
      if (text && text !== this.editing.text) this.save(this.editing, text);
      this.stop();
    } else if (text || this.files.length) {
      this.send(text, this.files);
      this.files = [];
      this.clear();
    }
  }

  edit(item) {
    this.editing = item;
    this.text.value = item.text;
    this.draw();
    this.text.focus();
  }

  stop() {
    this.editing = null;
    this.clear();
  }

  clear() {
    this.told = 0;
    this.text.value = "";
    this.draw();
    this.text.focus();
  }

  write(text) {
    this.text.value = text;
    this.draw();
    this.text.focus();
  }

  attach(list) {
    this.files.push(...list);
    this.draw();
    this.text.focus();
  }

  typed() {
    this.grow();
    if (!this.text.value || Date.now() - this.told < TYPING_EVERY) return;
    this.told = Date.now();
    const words = this.typing();
    if (words) post("/typing", words).catch(() => {});
  }

  grow() {
    this.text.style.height = "auto";
    if (this.text.scrollHeight) this.text.style.height = `${Math.min(this.text.scrollHeight, 160)}px`;
  }

  draw() {
    this.grow();
    const stop = el("button", { type: "button", class: "link", onclick: () => this.stop() }, "Cancel");
    const banner = this.editing ? el("p", { class: "editing" }, icon("edit"), "Editing your message ", stop) : null;
    fill(
      this.above,
      banner,
      this.files.map((file) => this.preview(file)),
    );
  }

  preview(file) {
    const away = () => {
      this.files = this.files.filter((one) => one !== file);
      this.draw();
    };
    const picture = /^image\//.test(file.type) ? el("img", { src: URL.createObjectURL(file), alt: "" }) : icon("file");
    const remove = el(
      "button",
      { type: "button", class: "tiny", "aria-label": `Remove ${file.name}`, onclick: away },
      icon("cross"),
    );
    return el(
      "span",
      { class: "preview" },
      picture,
      el("span", {}, file.name, el("small", {}, size(file.size))),
      remove,
    );
  }
}
