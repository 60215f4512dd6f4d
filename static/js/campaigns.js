"use strict";

// A merge field is put where the cursor stands; a call's outcome is chosen by its number.
(() => {
  let target = document.getElementById("id_body");
  document.addEventListener("focusin", (event) => {
    if (["id_subject", "id_body"].includes(event.target.id)) target = event.target;
  });

  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-field]");
    if (!button || !target) return;
    target.focus();
    target.setRangeText(`{{${button.dataset.field}}}`, target.selectionStart, target.selectionEnd, "end");
  });

  document.addEventListener("keydown", (event) => {
    const form = document.querySelector(".call-form");
    const typing = event.target.closest?.("textarea, input:not([type=radio])");
    if (!form || typing || event.ctrlKey || event.altKey || event.metaKey) return;
    const radio = form.querySelectorAll(".call-outcomes input")[Number(event.key) - 1];
    if (!radio) return;
    radio.checked = true;
    radio.focus();
  });
})();
