"use strict";

// Planning: an end two hours after the start, until somebody says otherwise. The roll: find a name as it is typed.
(() => {
  const starts = document.querySelector("[data-starts]");
  const ends = document.getElementById("id_ends_at");
  if (starts && ends) {
    starts.addEventListener("change", () => {
      if (!starts.value || (ends.value && ends.value > starts.value)) return;
      const [day, clock] = starts.value.split("T");
      const hour = Math.min(Number(clock.slice(0, 2)) + 2, 23);
      ends.value = `${day}T${String(hour).padStart(2, "0")}:${clock.slice(3, 5)}`;
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
