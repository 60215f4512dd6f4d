"use strict";

// Noting a contact fast: Ctrl+Enter saves, "in a week" fills the date, what was refused is shown in place.
(() => {
  const ready = (root) => {
    for (const bar of root.querySelectorAll(".in-days")) bar.hidden = false;
  };

  const written = (date) =>
    [date.getDate(), date.getMonth() + 1].map((part) => String(part).padStart(2, "0")).join(".") +
    `.${date.getFullYear()}`;

  document.addEventListener("click", (event) => {
    const button = event.target.closest(".in-days [data-days]");
    if (!button) return;
    const field = button.closest("form").querySelector("[data-follow-up]");
    const day = new Date();
    day.setDate(day.getDate() + Number(button.dataset.days));
    field.value = written(day);
    field.focus();
  });

  document.addEventListener("keydown", (event) => {
    const form = event.target.closest?.(".contact-form");
    if (!form || event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    form.requestSubmit(form.querySelector("button[type=submit]"));
  });

  document.addEventListener("htmx:beforeSwap", (event) => {
    if (event.detail.xhr.status === 422) event.detail.shouldSwap = true;
  });

  document.addEventListener("htmx:afterSwap", () => {
    const entry = document.getElementById("contact-entry");
    const form = entry?.querySelector(".contact-form");
    if (!form) {
      // Saved: the keyboard goes on from where the next one begins.
      if (document.querySelector("#contacts [data-announce]")) entry?.querySelector("a")?.focus();
      return;
    }
    ready(form);
    if (!form.querySelector(".error-summary")) form.querySelector("input:checked")?.focus();
  });

  ready(document);
})();
