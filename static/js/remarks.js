"use strict";

// Reading a report: comments stand beside the parts that they speak of, and a button there begins one. Without
// scripts they are listed above the document and begun by choosing the part.
(() => {
  const part = (key) => document.querySelector(`.document [data-part="${CSS.escape(key)}"]`);

  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[data-to]");
    const place = link && link.dataset.to && part(link.dataset.to);
    if (!place) return;
    event.preventDefault();
    place.scrollIntoView({ block: "center" });
    place.classList.add("pointed");
    setTimeout(() => place.classList.remove("pointed"), 3000);
  });

  const panel = document.querySelector("[data-remarks]");
  if (!panel) return;

  // While two texts wait for a decision only a button saves: leaving the field would take that button away.
  document.addEventListener("htmx:confirm", (event) => {
    const form = event.target.closest(".part-form, .decide");
    const { triggeringEvent } = event.detail;
    if (form && form.querySelector(".conflict") && triggeringEvent && triggeringEvent.type !== "submit") {
      event.preventDefault();
    }
  });

  // A comment on the whole report is saved under its own button too, not sent off with a decision.
  document.addEventListener("click", (event) => {
    const button = event.target.closest(".decide .conflict button");
    if (!button) return;
    event.preventDefault();
    const form = button.form;
    form.querySelector('.part-state input[name="revision"]').value = button.value;
    form.querySelector(".conflict").remove();
    htmx.trigger(form, "retry");
  });

  const beside = (place, remark) => {
    const spoken = place.closest("tr");
    if (!spoken) {
      place.after(remark);
      return;
    }
    const row = document.createElement("tr");
    row.className = "remark-row";
    const cell = row.insertCell();
    cell.colSpan = [...spoken.cells].reduce((sum, one) => sum + one.colSpan, 0);
    cell.append(remark);
    spoken.after(row);
  };

  for (const remark of panel.querySelectorAll(".remark")) {
    const place = part(remark.dataset.key);
    if (place) beside(place, remark);
  }

  const blank = document.getElementById("remark-blank");
  const begin = (key, words) => {
    const open = document.querySelector(`.remark[data-key="${CSS.escape(key)}"] textarea[name="body"]`);
    if (open) {
      open.focus();
      return;
    }
    const remark = document.createElement("div");
    remark.className = "remark";
    remark.dataset.key = key;
    remark.append(blank.content.cloneNode(true));
    const form = remark.querySelector("form");
    const name = `markus-${key.replaceAll(":", "-")}`;
    form.id = name;
    form.elements.key.value = key;
    const text = form.elements.body;
    text.id = `text-${name}`;
    text.setAttribute("aria-describedby", `state-${name}`);
    form.querySelector("label").htmlFor = text.id;
    form.querySelector("label").textContent = panel.dataset.about + words;
    form.querySelector(".part-state").id = `state-${name}`;
    beside(part(key), remark);
    htmx.process(remark);
    text.focus();
  };

  const options = [...document.getElementById("uus-osa").options];
  for (const { value, text } of options) {
    const place = part(value);
    if (!place) continue;
    const button = document.createElement("button");
    button.type = "button";
    button.className = "begin-remark";
    button.textContent = panel.dataset.comment;
    const hidden = document.createElement("span");
    hidden.className = "visually-hidden";
    hidden.textContent = `: ${text}`;
    button.append(hidden);
    button.addEventListener("click", () => begin(value, text));
    (place.querySelector("th") || place).append(" ", button);
  }
})();
