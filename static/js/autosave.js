"use strict";

// Forms that save themselves (class "autosave", sent by HTMX) or warn before they are left (class "guarded").
// A refused save is shown, a lost one is tried again until it arrives, and nothing is left behind unseen.
(() => {
  const FIRST_RETRY = 3000;
  const LAST_RETRY = 30000;
  const formOf = (node) => node.closest && node.closest("form.autosave, form.guarded");
  const waits = new WeakMap();
  const timers = new WeakMap();

  document.addEventListener("htmx:beforeSwap", (event) => {
    if ([409, 422].includes(event.detail.xhr.status)) {
      event.detail.shouldSwap = true;
      event.detail.isError = false;
    }
  });

  // Leaving a field changes nothing more: only what is typed or chosen counts.
  document.addEventListener("input", (event) => {
    const form = formOf(event.target);
    if (form) {
      form.classList.add("unsaved");
      form.dataset.typed = String(Number(form.dataset.typed || 0) + 1);
    }
  });

  const again = (form) => {
    clearTimeout(timers.get(form));
    if (form.isConnected && form.classList.contains("failed")) htmx.trigger(form, "retry");
  };

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
    if (formOf(event.target) && leads(event.detail.xhr)) event.preventDefault();
  });
  window.addEventListener("focus", () => document.querySelectorAll("form.autosave.failed").forEach(again));

  document.addEventListener("htmx:beforeRequest", (event) => {
    const form = formOf(event.target);
    if (form) form.dataset.sent = form.dataset.typed || "0";
  });

  document.addEventListener("htmx:afterRequest", (event) => {
    const form = formOf(event.target);
    if (!form) return;
    const status = leads(event.detail.xhr) ? 401 : event.detail.xhr.status;
    // What was typed while the answer was on its way is not saved yet.
    if (status === 200 && form.dataset.sent === (form.dataset.typed || "0")) form.classList.remove("unsaved");
    // 409 and 422 bring their own words.
    const failed = ![200, 409, 422].includes(status);
    form.classList.toggle("failed", failed);
    const signedOut = status === 401 && form.querySelector(".signed-out");
    for (const words of form.querySelectorAll(".not-saved, .signed-out")) {
      words.hidden = !failed || words.matches(".signed-out") !== Boolean(signedOut);
    }
    clearTimeout(timers.get(form));
    if (failed) {
      const wait = Math.min((waits.get(form) || FIRST_RETRY / 2) * 2, LAST_RETRY);
      waits.set(form, wait);
      timers.set(form, setTimeout(() => again(form), wait));
    } else {
      waits.delete(form);
    }
    // A page that was sent while it was being saved goes now, with the mark of what was saved.
    // One that could not be saved stays, with its words: sent now, it would be lost with the page.
    const { resume } = form;
    form.resume = null;
    if (resume && !failed) {
      form.arrived = true;
      setTimeout(() => form.requestSubmit(resume.isConnected ? resume : null), 0);
    }
  });

  window.addEventListener("online", () => document.querySelectorAll("form.autosave.failed").forEach(again));

  document.addEventListener("submit", (event) => {
    const form = formOf(event.target);
    if (!form || event.defaultPrevented) return;
    const saving = form.classList.contains("htmx-request");
    if (window.htmx && form.matches(".autosave:not(.part-form)") && !form.arrived) {
      // What was typed arrives before its page is left.
      if (saving || form.classList.contains("unsaved")) {
        event.preventDefault();
        form.resume = event.submitter;
        if (!saving) htmx.trigger(form, "retry");
        return;
      }
    }
    form.arrived = false;
    form.classList.remove("unsaved");
  });

  window.addEventListener("beforeunload", (event) => {
    if (document.querySelector("form.autosave.unsaved, form.guarded.unsaved")) event.preventDefault();
  });
})();
