// Marking several: a rectangle drawn with Shift held or in box mode, and clicks with Ctrl or Shift held.

const A_CLICK_PX = 4;

function listenForBoxes(drawing) {
  const { canvas } = drawing;
  const button = drawing.frame.querySelector(".ag-box");
  button.onclick = () => setBoxMode(drawing, button.getAttribute("aria-pressed") !== "true");
  canvas.addEventListener("pointerdown", (event) => begin(drawing, event), true);
}

function setBoxMode(drawing, on) {
  drawing.frame.querySelector(".ag-box").setAttribute("aria-pressed", String(on));
  drawing.canvas.style.touchAction = on ? "none" : "";
}

function boxMode(drawing) {
  return drawing.frame.querySelector(".ag-box").getAttribute("aria-pressed") === "true";
}

// vis-network must not see what happens here, or it would drag the picture under the rectangle.
function begin(drawing, event) {
  if (!drawing.editing || event.button !== 0 || !(event.shiftKey || boxMode(drawing))) return;
  event.stopPropagation();
  event.preventDefault();
  const { canvas } = drawing;
  canvas.focus({ preventScroll: true });
  const start = pointIn(canvas, event);
  const move = (moved) => stretch(drawing, start, pointIn(canvas, moved));
  const stop = (ended) => {
    canvas.ownerDocument.removeEventListener("pointermove", move, true);
    for (const name of ["pointerup", "pointercancel"]) canvas.ownerDocument.removeEventListener(name, stop, true);
    drawing.frame.querySelector(".ag-rubber").hidden = true;
    if (ended.type === "pointerup") finish(drawing, start, pointIn(canvas, ended));
  };
  canvas.ownerDocument.addEventListener("pointermove", move, true);
  for (const name of ["pointerup", "pointercancel"]) canvas.ownerDocument.addEventListener(name, stop, true);
}

function pointIn(canvas, event) {
  const box = canvas.getBoundingClientRect();
  return { x: event.clientX - box.x - canvas.clientLeft, y: event.clientY - box.y - canvas.clientTop };
}

function stretch(drawing, start, end) {
  const rubber = drawing.frame.querySelector(".ag-rubber");
  rubber.hidden = false;
  rubber.style.left = `${Math.min(start.x, end.x)}px`;
  rubber.style.top = `${Math.min(start.y, end.y)}px`;
  rubber.style.width = `${Math.abs(end.x - start.x)}px`;
  rubber.style.height = `${Math.abs(end.y - start.y)}px`;
}

function finish(drawing, start, end) {
  if (Math.hypot(end.x - start.x, end.y - start.y) < A_CLICK_PX) {
    const id = drawing.nodeAt(end);
    if (id) drawing.mark(toggled(drawing.marked, [id]));
    return;
  }
  setBoxMode(drawing, false);
  const from = drawing.network.DOMtoCanvas({ x: Math.min(start.x, end.x), y: Math.min(start.y, end.y) });
  const to = drawing.network.DOMtoCanvas({ x: Math.max(start.x, end.x), y: Math.max(start.y, end.y) });
  const within = drawing.nodes.getIds().filter((id) => {
    const { x, y } = drawing.network.body.nodes[id];
    return x >= from.x && x <= to.x && y >= from.y && y <= to.y;
  });
  drawing.mark([...new Set([...drawing.marked, ...within])]);
}
