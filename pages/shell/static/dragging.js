// A step, a phase or a note that was set aside is dragged to where it is to stand; the buttons beside it do the same.
"use strict";

let dragged = null;
const draggable = () => main().querySelectorAll("[data-drag]").forEach((each) => { each.draggable = true; });
const clear = () => main().querySelectorAll("[data-side]").forEach((each) => { delete each.dataset.side; });

// Where it would stand, and what says so to the server; null where it cannot.
const place = (event) => {
  const head = dragged && event.target.closest?.(dragged.startsWith("Phase:") ? "th[data-phase]" : "th[data-step], th[data-phase]");
  if (!head) return null;
  const { left, width } = head.getBoundingClientRect();
  const side = event.clientX < left + width / 2 ? "before" : "after";
  if (head.querySelector("[data-drag]").dataset.drag === dragged) return null;  // put back where it was
  const { step, phase } = head.dataset, note = dragged.startsWith("Note:") && dragged.slice(5);
  const fields = note ? { verb: "place", note } : { verb: "move", id: dragged };
  if (step) return { head, side, fields: { ...fields, [side]: step } };
  if (dragged.startsWith("Phase:")) return { head, side, fields: { ...fields, [side]: phase } };
  return { head, side: "into", fields: { ...fields, ...(note ? { phase } : { into: `Phase:${phase}` }) } };
};

document.addEventListener("dragstart", (event) => {
  dragged = event.target.closest?.("[data-drag]")?.dataset.drag ?? null;
  if (dragged) event.dataTransfer.effectAllowed = "move";
});
document.addEventListener("dragover", (event) => {
  const found = place(event);
  clear();
  if (!found) return;
  event.preventDefault();
  found.head.dataset.side = found.side;
});
document.addEventListener("drop", (event) => {
  const found = place(event);
  if (!found) return;
  event.preventDefault();
  act(document.getElementById("act"), found.head, new URLSearchParams(found.fields).toString());
  dragged = null;
  clear();
});
document.addEventListener("dragend", () => {
  dragged = null;
  clear();
});
document.addEventListener("shown", draggable);
draggable();
