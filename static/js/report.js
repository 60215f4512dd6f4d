"use strict";

// The writing page of a report (its texts save themselves: autosave.js): how much of it is written, and the
// page renews itself once the PDF is made.
(() => {
  // While two texts wait for a decision only a button saves: leaving the field would take that button away.
  document.addEventListener("htmx:confirm", (event) => {
    const form = event.target.closest(".part-form");
    const { triggeringEvent } = event.detail;
    if (form && form.querySelector(".conflict") && triggeringEvent && triggeringEvent.type !== "submit") {
      event.preventDefault();
    }
  });

  document.addEventListener("htmx:afterRequest", (event) => {
    const form = event.target.closest && event.target.closest(".part-form");
    if (form && event.detail.xhr.status === 200) recount(form.id);
  });

  // The contents beside the page: how much is written, and where one is.
  const written = (id) => document.querySelector(`#${CSS.escape(id)} textarea[name="body"]`).value.trim() !== "";
  const saved = new Set();
  const recount = (id) => {
    saved.add(id);
    const chapter = document.querySelector(`.contents [data-parts~="${CSS.escape(id)}"]`);
    if (!chapter) return;
    const parts = chapter.dataset.parts.split(" ");
    const isDraft = (part) => !saved.has(part) && document.querySelector(`#${CSS.escape(part)} [data-draft]`);
    const filled = parts.filter((part) => written(part) && !isDraft(part)).length;
    chapter.querySelector(".count").textContent = `${filled}/${parts.length}`;
    chapter.dataset.state = filled === parts.length ? "full" : filled ? "some" : "none";
  };
  const contents = document.querySelector(".contents");
  if (contents) {
    if (window.matchMedia("(width < 76rem)").matches) contents.open = false;
    const links = [...contents.querySelectorAll("a")];
    const heads = links.map((link) => document.getElementById(link.hash.slice(1)));
    const mark = () => {
      const passed = heads.filter((head) => head.getBoundingClientRect().top < 120).length;
      links.forEach((link, place) => {
        if (place === Math.max(passed - 1, 0)) link.setAttribute("aria-current", "location");
        else link.removeAttribute("aria-current");
      });
    };
    document.addEventListener("scroll", () => window.requestAnimationFrame(mark), { passive: true });
    mark();
  }
  document.addEventListener("job-ended", () => {
    if (!document.querySelector(".autosave.unsaved")) window.location.reload();
  });
})();
