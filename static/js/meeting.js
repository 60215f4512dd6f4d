"use strict";

// Planning: an end two hours after the start, until somebody says otherwise. The roll: find a name as it is typed.
(() => {
  const starts = document.querySelector("[data-starts]");
  const ends = document.getElementById("id_ends_at");
  if (starts && ends) {
    starts.addEventListener("change", () => {
      const typed = /^\s*(\d{1,2}\.\d{1,2}\.\d{4})\s+(\d{1,2})[:.](\d{2})\s*$/.exec(starts.value);
      if (!typed || ends.value) return;
      const [, day, hour, minute] = typed;
      ends.value = `${day} ${String(Math.min(Number(hour) + 2, 23)).padStart(2, "0")}:${minute}`;
    });
  }

  const plain = (text) => text.toLowerCase().normalize("NFD").replace(/\p{M}/gu, "");
  const find = document.querySelector("[data-roll-find]");
  if (find) {
    find.addEventListener("input", () => {
      const typed = plain(find.value.trim());
      for (const line of document.querySelectorAll(".roll-line")) {
        line.hidden = !plain(line.dataset.name).includes(typed);
      }
    });
  }
})();
