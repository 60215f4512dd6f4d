"use strict";

// The arrow keys lead from tile to tile of a map; Tab enters the map once instead of 79 times.
(() => {
  const TILES = ".tile-map [data-column]";
  const STEPS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

  const place = (tile) => [Number(tile.dataset.column), Number(tile.dataset.row)];
  const tilesOf = (map) => [...map.querySelectorAll("[data-column]")];

  const enter = (tile) => {
    for (const other of tilesOf(tile.closest(".tile-map"))) {
      other.setAttribute("tabindex", other === tile ? "0" : "-1");
    }
  };

  // The nearest tile ahead, straight before aside; nothing that lies more aside than ahead.
  const ahead = (tile, [right, down]) => {
    const [column, row] = place(tile);
    let best = null;
    let least = Infinity;
    for (const other of tilesOf(tile.closest(".tile-map"))) {
      const [across, along] = [place(other)[0] - column, place(other)[1] - row];
      const forward = across * right + along * down;
      const aside = Math.abs(across * down) + Math.abs(along * right);
      if (forward > 0 && aside <= forward && forward + 3 * aside < least) {
        best = other;
        least = forward + 3 * aside;
      }
    }
    return best;
  };

  const wanted = (tile, key) => {
    if (STEPS[key]) return ahead(tile, STEPS[key]);
    const tiles = tilesOf(tile.closest(".tile-map"));
    return key === "Home" ? tiles[0] : key === "End" ? tiles.at(-1) : null;
  };

  document.addEventListener("keydown", (event) => {
    const tile = event.target.closest?.(TILES);
    if (!tile || event.ctrlKey || event.altKey || event.metaKey) return;
    const next = wanted(tile, event.key);
    if (STEPS[event.key] || next) event.preventDefault();
    if (!next) return;
    enter(next);
    next.focus();
    next.scrollIntoView({ block: "nearest", inline: "nearest" });
  });

  const prepare = (root) => {
    for (const map of root.querySelectorAll(".tile-map")) {
      const first = map.querySelector("[data-column]");
      if (first) enter(first);
    }
  };

  prepare(document);
  document.addEventListener("htmx:afterSwap", (event) => prepare(event.target));
})();
