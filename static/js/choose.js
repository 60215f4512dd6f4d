"use strict";

// Many checkboxes: all or none at once, and how many are chosen.
(() => {
  for (const field of document.querySelectorAll("[data-choose]")) {
    const boxes = [...field.querySelectorAll("input[type=checkbox]")];
    const bar = field.querySelector(".choose-all");
    const said = bar.querySelector("[data-count]");
    const count = () => {
      said.textContent = `${said.dataset.count} ${boxes.filter((box) => box.checked).length}`;
    };
    bar.hidden = false;
    bar.addEventListener("click", (event) => {
      const button = event.target.closest("[data-all]");
      if (!button) return;
      for (const box of boxes) box.checked = Boolean(button.dataset.all);
      count();
    });
    field.addEventListener("change", count);
    count();
  }
})();
