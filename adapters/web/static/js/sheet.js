// A form as a dialog: what a verb needs, or several things asked of a customer at once.

import { byId, el, fill } from "./dom.js";

// Resolves to the values by name, or to null if it was closed.
export function askFor({ title, lead = "", fields, submit = "Send" }) {
  const sheet = byId("sheet");
  const inputs = fields.map(input);
  return new Promise((done) => {
    const form = el(
      "form",
      { method: "dialog" },
      el("h2", { id: "sheet-title" }, title),
      lead ? el("p", {}, lead) : null,
      fields.map((field, at) =>
        el(
          "label",
          { class: "field" },
          el("span", {}, field.label, field.required ? "" : el("small", {}, " (if you like)")),
          inputs[at],
        ),
      ),
      el(
        "div",
        { class: "sheet-foot" },
        el("button", { type: "button", class: "quiet", onclick: () => sheet.close("") }, "Cancel"),
        el("button", { type: "submit", class: "main" }, submit),
      ),
    );
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      sheet.close("sent");
    });
    fill(sheet, form);
    sheet.returnValue = "";
    sheet.onclose = () => done(sheet.returnValue === "sent" ? values(fields, inputs) : null);
    sheet.showModal();
    inputs[0]?.focus();
  });
}

function input(field) {
  const shared = { name: field.name, required: field.required, maxlength: field.limit || 2000 };
  if (field.choices?.length) {
    const options = field.choices.map((choice) =>
      el("option", { value: choice.value ?? choice }, choice.label ?? choice),
    );
    return el(
      "select",
      { name: field.name, required: field.required },
      field.required ? null : el("option", { value: "" }, "Choose…"),
      options,
    );
  }
  const made =
    field.kind === "long" || field.long
      ? el("textarea", { ...shared, rows: 4 })
      : el("input", { ...shared, type: "text", autocomplete: "off" });
  made.value = field.value || "";
  return made;
}

function values(fields, inputs) {
  return Object.fromEntries(
    fields.map((field, at) => [field.name, inputs[at].value]).filter(([, value]) => value !== ""),
  );
}
