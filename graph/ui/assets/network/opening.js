// The way in: called with each message of Python, and answers with how to close the drawing.

function whenLoaded(frame, action) {
  try {
    if (!window.vis?.Network) throw new Error("vis-network is not there");
    action();
  } catch (error) {
    console.warn("armsgraph: the drawing failed", error);
    note(frame, word("failed"));
    frame.dataset.failed = "yes";
  }
}

// What was missed is asked for once, however often the page is drawn before it comes.
function lost(data, setTriggerValue) {
  const missing = `${data.graph} ${data.scene} ${data.wire.version}`;
  if (shared.missing === missing) return;
  shared.missing = missing;
  setTriggerValue("lost", { id: data.wire.version, at: Date.now() });
}

shared.open = ({ data, parentElement, setTriggerValue }) => {
  const frame = parentElement.querySelector(".ag-frame");
  furnish(frame);
  const close = () => {
    instances.get(parentElement)?.destroy();
    instances.delete(parentElement);
  };
  const held = received(data);
  if (!held) {
    lost(data, setTriggerValue);
    return close;
  }
  shared.missing = "";
  prepare(frame, data);
  whenLoaded(frame, () => {
    let drawing = instances.get(parentElement);
    if (!drawing) {
      drawing = new Drawing(frame, data, held.rest);
      instances.set(parentElement, drawing);
    }
    const told = (more) => ({ ...more, holds: held.version, at: Date.now() });
    drawing.send = (name, id) => setTriggerValue(name, told({ id }));
    drawing.tell = (kind, ids = [], places = {}) => setTriggerValue("event", told({ kind, ids, places }));
    drawing.relegend = () => showLegend(frame, held.rest.legend, held.rest.glyphs, data, drawing.tell);
    drawing.relegend();
    drawing.show(data, held);
    atHand(drawing, shared.wanted[data.graph]);
    note(frame, held.nodes.size ? "" : word("empty"));
    frame.dataset.drawn = String(held.nodes.size);
  });
  return close;
};

function prepare(frame, data) {
  const canvas = frame.querySelector(".ag-canvas");
  canvas.style.height = data.height;
  canvas.setAttribute("aria-label", data.description);
  canvas.setAttribute("aria-description", word(data.editing ? "keys" : "keys_plain"));
  for (const name of ["box", "more"]) frame.querySelector(`.ag-${name}`).hidden = !data.editing;
}

// What Python holds selected and marked.
function atHand(drawing, wanted) {
  const { selected = "", marked = [] } = typeof wanted === "object" ? wanted : {};
  if (drawing.selected !== selected || !drawing.opened) drawing.select(selected);
  drawing.opened = true;
  drawing.marked = new Set(marked);
  drawing.network.redraw();
}

shared.point = (graph, wanted) => {
  shared.wanted[graph] = wanted;
  if (shared.graphs[graph]) atHand(shared.graphs[graph], wanted);
};

document.addEventListener("keydown", seekSearch);
