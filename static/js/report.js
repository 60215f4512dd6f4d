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

  // What a lost connection kept from being saved must not be left behind unseen.
  const unsaved = new Set();
  document.addEventListener("input", (event) => {
    const form = event.target.closest(".part-form");
    if (form) unsaved.add(form.id);
  });
  // Whoever signs in again, in this tab or another, has a new token: the cookie knows it, the page does not.
  const token = () => (document.cookie.match(/(?:^|; )csrftoken=([^;]+)/) || [])[1];
  document.addEventListener("htmx:configRequest", (event) => {
    if (event.detail.verb === "get" || !token()) return;
    event.detail.headers["X-CSRFToken"] = token();
    event.detail.formData.set("csrfmiddlewaretoken", token());
  });
  document.addEventListener("submit", (event) => {
    const field = event.target.elements.csrfmiddlewaretoken;
    if (field && token()) field.value = token();
  });

  // A writer who was signed out stays on the page with the text; it is saved on coming back from signing in.
  const leads = (xhr) => Boolean(xhr.getResponseHeader("HX-Redirect"));
  document.addEventListener("htmx:beforeOnLoad", (event) => {
    if (event.target.closest(".part-form") && leads(event.detail.xhr)) event.preventDefault();
  });
  window.addEventListener("focus", () => {
    for (const form of document.querySelectorAll(".part-form.failed")) window.htmx.trigger(form, "change");
  });

  document.addEventListener("htmx:afterRequest", (event) => {
    const form = event.target.closest && event.target.closest(".part-form");
    if (!form) return;
    const { xhr } = event.detail;
    const status = leads(xhr) ? 401 : xhr.status;
    if (status === 200) {
      unsaved.delete(form.id);
      recount(form.id);
    }
    // 409 and 422 bring their own words.
    const failed = ![200, 409, 422].includes(status);
    form.classList.toggle("failed", failed);
    form.querySelector(".not-saved").hidden = !failed;
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
  window.addEventListener("beforeunload", (event) => {
    if (unsaved.size) event.preventDefault();
  });
  document.addEventListener("submit", (event) => unsaved.delete(event.target.id));

  document.addEventListener("job-ended", () => {
    if (!unsaved.size) window.location.reload();
  });
})();
