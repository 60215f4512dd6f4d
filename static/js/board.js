"use strict";

// Dragging a card to a column opens the same decision as the card's own menu does; nothing else moves it.
(() => {
  let dragged = null;

  const wayTo = (card, column) => card.querySelector(`.card-menu a[data-to="${column.dataset.state}"]`);

  const clear = () => {
    for (const column of document.querySelectorAll(".board-column")) {
      column.classList.remove("drop-here", "no-drop");
    }
  };

  // Cards come anew with each filter: they are made draggable when the pointer reaches them.
  document.addEventListener("pointerover", (event) => {
    const card = event.target.closest?.(".board-card");
    if (card && event.pointerType === "mouse") card.draggable = Boolean(card.querySelector(".card-menu"));
  });

  document.addEventListener("dragstart", (event) => {
    dragged = event.target.closest?.(".board-card");
    if (!dragged) return;
    event.dataTransfer.effectAllowed = "move";
    event.dataTransfer.setData("text/plain", dragged.querySelector(".card-name").textContent);
    for (const column of document.querySelectorAll(".board-column")) {
      column.classList.toggle("no-drop", !column.contains(dragged) && !wayTo(dragged, column));
    }
  });

  document.addEventListener("dragover", (event) => {
    const column = event.target.closest?.(".board-column");
    if (!dragged || !column) return;
    event.preventDefault();
    for (const other of document.querySelectorAll(".drop-here")) other.classList.remove("drop-here");
    if (wayTo(dragged, column)) column.classList.add("drop-here");
  });

  document.addEventListener("drop", (event) => {
    const column = event.target.closest?.(".board-column");
    if (!dragged || !column) return;
    event.preventDefault();
    const way = wayTo(dragged, column);
    const says = document.getElementById("board-says");
    if (way) window.location.assign(way.href);
    else if (!column.contains(dragged)) says.textContent = says.dataset.no;
  });

  document.addEventListener("dragend", () => {
    dragged = null;
    clear();
  });

  // One menu open at a time, and Escape closes it.
  document.addEventListener("toggle", (event) => {
    if (!event.target.matches?.(".card-menu") || !event.target.open) return;
    for (const menu of document.querySelectorAll(".card-menu[open]")) {
      if (menu !== event.target) menu.open = false;
    }
  }, true);

  document.addEventListener("keydown", (event) => {
    const menu = event.key === "Escape" && document.activeElement.closest?.(".card-menu[open]");
    if (!menu) return;
    menu.open = false;
    menu.querySelector("summary").focus();
  });
})();
