// Attachments: pictures to look at, anything else by name.

import { el, icon } from "./dom.js";

const SHOWN = /^image\/(png|jpeg|gif|webp)$/;

export function filesOf(files) {
  return files.length ? el("div", { class: "files" }, files.map(file)) : null;
}

export function sendingOf(names) {
  return names.length
    ? el(
        "div",
        { class: "files" },
        names.map((name) => el("span", { class: "file" }, icon("clock"), name)),
      )
    : null;
}

function file(kept) {
  const address = `/files/${encodeURIComponent(kept.ref)}`;
  if (SHOWN.test(kept.media_type)) {
    return el(
      "a",
      { href: address, target: "_blank", rel: "noopener", class: "photo" },
      el("img", { src: address, alt: kept.name }),
    );
  }
  return el(
    "a",
    { href: address, download: kept.name, class: "file" },
    icon("file"),
    `${kept.name} (${size(kept.size)})`,
  );
}

export function size(bytes) {
  if (bytes < 1024) return `${bytes} B`;
  return bytes < 1048576 ? `${Math.round(bytes / 1024)} kB` : `${(bytes / 1048576).toFixed(1)} MB`;
}
