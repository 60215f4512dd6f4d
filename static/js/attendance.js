"use strict";

// The attendance grid by keyboard, and what a mark's answer means. Marks themselves are HTMX.
(() => {
  const MOVES = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] };

  const focusIn = (cell) => {
    const input = cell && (cell.querySelector("input:checked") || cell.querySelector("input"));
    if (input) input.focus();
    return Boolean(input);
  };

  // The next cell that can be marked, in a direction: headings and sessions that lie ahead are passed over.
  const move = (cell, [down, right]) => {
    const rows = cell.closest("table").rows;
    let row = cell.parentElement.rowIndex;
    let place = cell.cellIndex;
    do {
      row += down;
      place += right;
    } while (rows[row] && rows[row].cells[place] && !focusIn(rows[row].cells[place]));
  };

  const choose = (cell, input) => {
    input.checked = true;
    input.focus();
    input.dispatchEvent(new Event("change", { bubbles: true }));
  };

  document.addEventListener("keydown", (event) => {
    const cell = event.target.closest(".attendance td.mark");
    if (!cell || event.ctrlKey || event.metaKey || event.altKey) return;
    const typing = event.target.type === "text";
    if (event.key in MOVES && !(typing && MOVES[event.key][1])) {
      event.preventDefault();
      move(cell, MOVES[event.key]);
    } else if (typing) {
      if (event.key === "Enter") {
        event.preventDefault();
        move(cell, MOVES.ArrowDown);
      }
    } else if (event.key === "Delete" || event.key === "Backspace") {
      const clear = cell.querySelector('input[value=""]');
      event.preventDefault();
      if (clear) choose(cell, clear);
    } else {
      const input = [...cell.querySelectorAll("input[data-key]")].find(
        (one) => one.dataset.key && one.dataset.key === event.key.toLowerCase(),
      );
      if (!input) return;
      event.preventDefault();
      choose(cell, input);
      if (input.value !== "part") move(cell, MOVES.ArrowDown);
    }
  });

  const say = (words, failed) => {
    const status = document.getElementById("saved");
    status.textContent = words;
    status.classList.toggle("field-error", failed);
  };

  // A refused mark answers 422 with its cell and the reason: show it like any other answer.
  document.addEventListener("htmx:beforeSwap", (event) => {
    if (event.detail.xhr.status === 422) {
      event.detail.shouldSwap = true;
      event.detail.isError = false;
    }
  });

  // A mark that did not arrive shows so in its cell, and is sent again until it does.
  const RETRY = 4000;
  let timer;
  const lost = () => document.querySelectorAll(".attendance td.unsaved");
  const again = () => {
    for (const cell of lost()) {
      const input = cell.querySelector("input:checked");
      if (input) input.dispatchEvent(new Event("change", { bubbles: true }));
    }
  };
  window.addEventListener("online", again);
  window.addEventListener("beforeunload", (event) => {
    if (lost().length) event.preventDefault();
  });

  document.addEventListener("htmx:beforeRequest", (event) => event.detail.elt.classList.remove("unsaved"));

  document.addEventListener("htmx:afterRequest", (event) => {
    const status = document.getElementById("saved");
    const { xhr, failed, elt } = event.detail;
    if (![200, 422].includes(xhr.status)) elt.classList.add("unsaved");
    clearTimeout(timer);
    if (lost().length) {
      timer = setTimeout(again, RETRY);
      say(status.dataset.failed, true);
    } else if (xhr.status === 200 && !failed) {
      const time = new Date().toLocaleTimeString("et", { hour: "2-digit", minute: "2-digit" });
      say(`${status.dataset.saved} ${time}`, false);
    } else if (xhr.status === 422) {
      say("", false); // the cell itself says what to correct
    } else {
      say(status.dataset.failed, true);
    }
  });
})();
