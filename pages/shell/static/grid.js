// What the grid of a map offers beside its forms: arrows from cell to cell, and one's last act taken back at its head.
"use strict";

// What can be used in a cell; Tab goes on from one to the next as everywhere.
const usable = (cell) => [...cell.querySelectorAll(":scope a, :scope > button, :scope summary[id^=menu]")].filter((each) => each.offsetParent && !each.closest(".menu > div"));
// The cells of a row one after the other; of another row the one that stands at the same place.
const beside = (cell, step) => {
  const cells = [...cell.parentElement.cells];
  return (at) => cells[cells.indexOf(cell) + step * at];
};
const beyond = (cell, step) => {
  const rows = [...cell.closest("table").rows], row = rows.indexOf(cell.parentElement);
  const { left, width } = cell.getBoundingClientRect(), middle = cell.colSpan > 1 ? left + 1 : left + width / 2;
  const covers = (each) => each.getBoundingClientRect().left <= middle && middle < each.getBoundingClientRect().right;
  return (at) => {
    const cells = [...rows[row + step * at]?.cells ?? []];
    return cell.cellIndex ? cells.slice(1).find(covers) ?? cells[0] : cells[0];
  };
};
const WAYS = { ArrowLeft: [beside, -1], ArrowRight: [beside, 1], ArrowUp: [beyond, -1], ArrowDown: [beyond, 1] };

document.addEventListener("keydown", (event) => {
  const used = event.target, cell = used.closest?.(".drawing th, .drawing td");
  const [way, step] = WAYS[event.key] ?? [];
  if (!way || !cell || !usable(cell).includes(used) || event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return;
  event.preventDefault();
  const own = usable(cell), reached = way(cell, step);
  let found = way === beyond ? own[own.indexOf(used) + step] : undefined;
  for (let at = 1; !found && reached(at); at += 1) found = usable(reached(at)).at(step < 0 && way === beyond ? -1 : 0);
  found?.focus();
});

// One's last act can be taken back at the head of the map, too, once no band tells of it any more.
const back = () => {
  const button = document.querySelector("[data-back]");
  if (button) button.hidden = !undoable.last() || document.querySelector("[data-undo]") !== null;
};
document.addEventListener("shown", back);
document.addEventListener("click", ({ target }) => {
  if (target.matches("[data-back]")) act(document.getElementById("act"), target, undoable.last());
});
back();
