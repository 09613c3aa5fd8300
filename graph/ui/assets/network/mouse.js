// Mouse and finger: clicks choose, double clicks show neighbours, dragging a node pins it.

function listen(drawing) {
  const { network, canvas, frame } = drawing;
  network.on("click", (event) => clicked(drawing, event));
  network.on("doubleClick", (event) => {
    const id = nodeHit(drawing, event);
    if (id && drawing.expands) drawing.send("expand", id);
  });
  network.on("oncontext", (event) => {
    event.event.preventDefault();
    menuAt(drawing, event.pointer.DOM);
  });
  network.on("hold", (event) => {
    if (event.event.pointerType !== "mouse") menuAt(drawing, event.pointer.DOM);
  });
  listenForDrags(drawing);
  network.on("zoom", () => drawing.steer());
  for (const name of ["hoverNode", "hoverEdge"]) {
    network.on(name, (event) => drawing.hover(event.node ?? event.edge));
  }
  for (const name of ["blurNode", "blurEdge"]) network.on(name, () => drawing.hover(""));
  canvas.addEventListener("pointerdown", () => {
    drawing.settling?.stop();
    canvas.focus({ preventScroll: true });
  });
  canvas.addEventListener("keydown", (event) => onKey(drawing, event));
  listenForTools(drawing, frame);
  listenForBoxes(drawing);
}

function listenForTools(drawing, frame) {
  const tools = {
    fit: () => drawing.fit(true),
    in: () => drawing.zoom(1.3),
    out: () => drawing.zoom(1 / 1.3),
    relax: () => drawing.settle(),
    png: () => saveImage(drawing),
    more: () => drawing.openMenuAtSelected(),
  };
  for (const [name, act] of Object.entries(tools)) frame.querySelector(`.ag-${name}`).onclick = act;
}

function clicked(drawing, event) {
  const badge = inside(drawing.badges, event.pointer.canvas);
  if (badge && drawing.expands) {
    drawing.send("expand", badge);
    return;
  }
  const node = nodeHit(drawing, event);
  const pressed = event.event?.srcEvent ?? {};
  if (node && drawing.editing && (pressed.ctrlKey || pressed.metaKey)) {
    drawing.select(drawing.selected);
    drawing.mark(toggled(drawing.marked, [node]));
    return;
  }
  const chosen = node || event.edges[0] || "";
  // A double click begins with a click: what is chosen by that is not chosen again.
  if (chosen === drawing.selected) drawing.select(chosen);
  else drawing.choose(chosen);
}

// A click on a node's name is one on the node.
function nodeHit(drawing, event) {
  return event.nodes[0] ?? inside(drawing.labels, event.pointer.canvas) ?? "";
}

function menuAt(drawing, point) {
  const id = drawing.nodeAt(point);
  if (id) openMenu(drawing, id, point);
}

function listenForDrags(drawing) {
  const { network } = drawing;
  network.on("dragStart", (event) => {
    drawing.panning = event.nodes.length === 0;
    drawing.keepHomes(event.nodes);
  });
  network.on("dragEnd", (event) => {
    drawing.panning = false;
    drawing.steer();
    if (event.nodes.length) dropped(drawing, event.nodes);
    network.redraw();
  });
}

function dropped(drawing, ids) {
  drawing.rest(ids);
  drawing.select(drawing.selected);
  if (drawing.editing) drawing.pin(ids);
}
