"use strict";

// The writing page of a report: a refused save is shown too, and the page renews itself once the PDF is made.
(() => {
  document.addEventListener("htmx:beforeSwap", (event) => {
    if ([409, 422].includes(event.detail.xhr.status)) {
      event.detail.shouldSwap = true;
      event.detail.isError = false;
    }
  });

  // While two texts wait for a decision only a button saves: leaving the field would take that button away.
  document.addEventListener("htmx:confirm", (event) => {
    const form = event.target.closest(".part-form");
    const { triggeringEvent } = event.detail;
    if (form && form.querySelector(".conflict") && triggeringEvent && triggeringEvent.type !== "submit") {
      event.preventDefault();
    }
  });

  // Texts save themselves here, so a button shows only while something waits to be saved.
  const saveButton = (form) => form.querySelector(".save");
  document.querySelectorAll(".part-form").forEach((form) => (saveButton(form).hidden = true));

  // What a lost connection kept from being saved must not be left behind unseen.
  const unsaved = new Set();
  document.addEventListener("input", (event) => {
    const form = event.target.closest(".part-form");
    if (!form) return;
    unsaved.add(form.id);
    saveButton(form).hidden = false;
  });
  const say = (form) => {
    const state = form.querySelector(".part-state");
    const said = document.createElement("p");
    said.className = "field-error";
    said.setAttribute("role", "alert");
    said.textContent = form.dataset.failed;
    for (const old of state.querySelectorAll(".saved, .field-error")) old.remove();
    state.append(said);
  };
  document.addEventListener("htmx:afterRequest", (event) => {
    const form = event.target.closest && event.target.closest(".part-form");
    if (!form) return;
    const status = event.detail.xhr.status;
    if (status === 200) {
      unsaved.delete(form.id);
      saveButton(form).hidden = true;
    } else if (![409, 422].includes(status)) say(form);
  });
  window.addEventListener("beforeunload", (event) => {
    if (unsaved.size) event.preventDefault();
  });
  document.addEventListener("submit", (event) => unsaved.delete(event.target.id));

  document.addEventListener("job-ended", () => {
    if (!unsaved.size) window.location.reload();
  });
})();
