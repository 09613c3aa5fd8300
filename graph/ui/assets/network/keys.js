// The keyboard: what keys do while the canvas has the focus, and "/" anywhere on the page.

const SEARCH = 'input[aria-label="Search actors, weapons, incidents and places"]';
const DIRECTIONS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

function onKey(drawing, event) {
  const act = keyed(drawing, event);
  if (!act) return;
  event.preventDefault();
  event.stopPropagation();
  act();
}

function keyed(drawing, event) {
  const { key } = event;
  if (event.altKey) return null;
  if (event.ctrlKey || event.metaKey) return drawing.editing ? reversed(drawing, event) : null;
  if (DIRECTIONS[key]) return () => drawing.step(DIRECTIONS[key]);
  const selected = drawing.nodes.get(drawing.selected) ? drawing.selected : "";
  const always = {
    "+": () => drawing.zoom(1.3),
    "=": () => drawing.zoom(1.3),
    "-": () => drawing.zoom(1 / 1.3),
    0: () => drawing.fit(true),
    Escape: () => drawing.leave(),
  };
  if (key === "Enter" && selected && drawing.expands) return () => drawing.send("expand", selected);
  if (always[key]) return always[key];
  return drawing.editing ? edited(drawing, event, selected) : null;
}

function edited(drawing, event, selected) {
  const ids = drawing.marked.size ? [...drawing.marked] : selected ? [selected] : [];
  if ((event.key === "Delete" || event.key === "Backspace") && ids.length) return () => drawing.tell("hide", ids);
  if (event.key === " " && selected) return () => drawing.mark(toggled(drawing.marked, [selected]));
  const asks = event.key === "ContextMenu" || (event.shiftKey && event.key === "F10");
  return asks && selected ? () => drawing.openMenuAtSelected() : null;
}

function reversed(drawing, event) {
  const key = event.key.toLowerCase();
  if (key === "z") return () => drawing.tell(event.shiftKey ? "redo" : "undo");
  return key === "y" ? () => drawing.tell("redo") : null;
}

// The node that lies nearest in a direction, seen from another; what lies off to the side counts as farther.
function nearest(network, ids, from, [x, y]) {
  let best = "";
  let least = Infinity;
  for (const id of ids) {
    if (id === from.id) continue;
    const there = network.body.nodes[id];
    const along = (there.x - from.x) * x + (there.y - from.y) * y;
    const aside = Math.abs((there.x - from.x) * y) + Math.abs((there.y - from.y) * x);
    if (along > 0 && aside <= 2 * along && along + 2 * aside < least) {
      least = along + 2 * aside;
      best = id;
    }
  }
  return best;
}

// With "/" one writes in the page's search box, unless one is writing already.
function seekSearch(event) {
  const at = event.composedPath()[0];
  const writing = at.isContentEditable || ["INPUT", "TEXTAREA", "SELECT"].includes(at.tagName);
  const box = document.querySelector(SEARCH);
  if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || writing || !box) return;
  event.preventDefault();
  box.focus();
  box.select();
}
