"use strict";

// The writing page of a report (its texts save themselves: autosave.js): how much of it is written, which the
// outline counts anew after each save, and the page renews itself once the PDF is made.
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
    if (event.detail.xhr.status !== 200 || event.detail.requestConfig.verb !== "post") return;
    const form = event.target.closest && event.target.closest(".part-form");
    if (form && !form.matches(".english")) recount(form.id);
    if (form || event.detail.pathInfo.requestPath.includes("/markmed/")) {
      document.body.dispatchEvent(new Event("part-saved"));
    }
  });

  // The outline asks by itself: whoever has been signed out meanwhile stays on the page with the text.
  document.addEventListener("htmx:beforeOnLoad", (event) => {
    const asked = event.target.closest && event.target.closest(".contents nav");
    if (asked && event.detail.xhr.getResponseHeader("HX-Redirect")) event.preventDefault();
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
    const mark = () => {
      const links = [...contents.querySelectorAll("a:not(.flag)")];
      const heads = links.map((link) => document.getElementById(link.hash.slice(1)));
      const passed = heads.filter((head) => head && head.getBoundingClientRect().top < 120).length;
      links.forEach((link, place) => {
        if (place === Math.max(passed - 1, 0)) link.setAttribute("aria-current", "location");
        else link.removeAttribute("aria-current");
      });
    };
    document.addEventListener("scroll", () => window.requestAnimationFrame(mark), { passive: true });
    document.addEventListener("htmx:afterSettle", mark);
    mark();
  }

  // A link to notes or to a folded text unfolds it.
  const unfold = () => {
    const place = window.location.hash && document.getElementById(window.location.hash.slice(1));
    if (place && place.matches("details")) place.open = true;
  };
  window.addEventListener("hashchange", unfold);
  unfold();
  document.addEventListener("job-ended", () => {
    if (!document.querySelector(".autosave.unsaved")) window.location.reload();
  });
})();
