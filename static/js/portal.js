"use strict";

// What every page needs beyond HTML: menus that close, focus on errors, words for those who listen.
(() => {
  const announce = (root) => {
    const said = root.querySelector("[data-announce]");
    const live = document.getElementById("live");
    if (said && live) live.textContent = said.textContent.trim().replace(/\s+/g, " ");
  };

  document.addEventListener("click", (event) => {
    for (const menu of document.querySelectorAll("details.drop[open]")) {
      if (!menu.contains(event.target)) menu.open = false;
    }
    const link = event.target.closest(".error-summary a[href^='#']");
    const field = link && document.getElementById(link.hash.slice(1));
    if (field) {
      event.preventDefault();
      field.scrollIntoView({ block: "center" });
      field.focus({ preventScroll: true });
    }
    if (event.target.closest("[data-print]")) window.print();
  });

  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    const menu = document.activeElement.closest("details.drop[open]");
    if (menu) {
      menu.open = false;
      menu.querySelector("summary").focus();
    }
  });

  document.addEventListener("DOMContentLoaded", () => {
    const errors = document.querySelector(".error-summary");
    if (errors) errors.focus();
    // On a phone the rows come first; filters that are set stay in sight.
    const folded = document.querySelector(".filter-fold");
    if (folded && window.matchMedia("(max-width: 40rem)").matches) {
      const set = [...new FormData(folded.querySelector("form")).values()].some((value) => value !== "");
      folded.open = set;
    }
  });

  // Wide tables of a document scroll inside it on a phone: by keyboard too, where a browser does not see to it.
  const scrollable = () => {
    for (const part of document.querySelectorAll(".document .part")) {
      if (part.scrollWidth > part.clientWidth) part.tabIndex = 0;
      else part.removeAttribute("tabindex");
    }
  };
  document.addEventListener("DOMContentLoaded", scrollable);
  window.addEventListener("resize", scrollable);

  // Sent without a connection, a page would be gone, and what was typed on it too.
  document.addEventListener("submit", (event) => {
    const form = event.target;
    // What saves itself says so itself.
    if (form.matches(".autosave.unsaved")) return;
    if (navigator.onLine || event.defaultPrevented || form.method !== "post") return;
    event.preventDefault();
    const words = form.querySelector(".no-connection") || document.createElement("p");
    words.className = "field-error no-connection";
    words.setAttribute("role", "alert");
    words.textContent = document.body.dataset.offline;
    const button = form.querySelector(".form-actions, .step-actions") || event.submitter;
    if (button && form.contains(button)) button.before(words);
    else form.append(words);
  });
  // A part of a page that is refused (a right that ended, a record that is gone) would be refused silently.
  document.addEventListener("htmx:responseError", (event) => {
    const form = event.target.closest("form");
    if (!form || form.matches(".autosave")) return;
    const words = form.querySelector(".not-done") || document.createElement("p");
    words.className = "field-error not-done";
    words.setAttribute("role", "alert");
    words.textContent = document.body.dataset.refused;
    form.append(words);
  });
  window.addEventListener("online", () => {
    for (const words of document.querySelectorAll(".no-connection")) words.remove();
  });

  // On a phone the tab that is open may stand outside of the row.
  document.addEventListener("DOMContentLoaded", () => {
    const here = document.querySelector(".rooms [aria-current]");
    if (!here) return;
    const row = here.closest("ul");
    row.scrollLeft = here.offsetLeft - row.offsetLeft - (row.clientWidth - here.offsetWidth) / 2;
  });

  // Filters that are not set stay out of the address.
  document.addEventListener("htmx:configRequest", (event) => {
    if (!event.detail.elt.matches(".filters")) return;
    for (const [name, value] of [...event.detail.formData]) {
      if (value === "") event.detail.formData.delete(name);
    }
  });

  document.addEventListener("htmx:afterSwap", (event) => {
    const swapped = document.getElementById(event.detail.target.id) || document.body;
    announce(swapped);
    const errors = swapped.querySelector(".error-summary");
    if (errors) errors.focus();
  });

  // A page reached by the back button must not show what the signed-out no longer may see.
  window.addEventListener("pageshow", (event) => {
    if (event.persisted && document.body.dataset.private) window.location.reload();
  });
})();
