// Draws a graph with vis-network and tells Python what was clicked. Rerun with new data it changes only
// what differs, by id, so that nodes that were there before keep their place.

const shared = (window.__armsgraph ??= { graphs: {}, wanted: {}, places: {} });
const instances = new WeakMap();
const CLICK_HOLD_MS = 220;
const SMALL_SCREEN_PX = 560;
const LEGIBLE_SCALE = 0.62;

function whenLoaded(action) {
  if (window.vis?.Network) action();
  else window.addEventListener("armsgraph-vis-loaded", action, { once: true });
}

function colours(element) {
  const style = getComputedStyle(element);
  const read = (name, fallback) => style.getPropertyValue(name).trim() || fallback;
  const background = read("--st-background-color", "#ffffff");
  return {
    text: read("--st-text-color", "#1f2428"),
    muted: isDark(background) ? "#A3ADB7" : "#5C646B",
    primary: read("--st-primary-color", "#0b5c8a"),
    background,
    dark: isDark(background),
  };
}

function isDark(colour) {
  const probe = document.createElement("canvas").getContext("2d");
  probe.fillStyle = colour;
  const [r, g, b] = [1, 3, 5].map((at) => parseInt(probe.fillStyle.slice(at, at + 2), 16));
  return 0.299 * r + 0.587 * g + 0.114 * b < 128;
}

// A node new to the picture starts beside a neighbour that has its place, and only new ones are moved.
function placeNewcomers(newcomers, placed, edges) {
  const neighbours = new Map(newcomers.map((node) => [node.id, []]));
  for (const edge of edges) {
    neighbours.get(edge.from)?.push(edge.to);
    neighbours.get(edge.to)?.push(edge.from);
  }
  newcomers.forEach((node, index) => {
    const anchor = neighbours.get(node.id).map((id) => placed.get(id)).find(Boolean) ?? { x: 0, y: 0 };
    const angle = index * 2.399963;
    const reach = 150 + 8 * index;
    placed.set(node.id, { x: anchor.x + reach * Math.cos(angle), y: anchor.y + reach * Math.sin(angle) });
  });
  for (let round = 0; round < 120; round += 1) newcomers.forEach((node) => relax(node.id, neighbours, placed));
}

function relax(id, neighbours, placed) {
  const here = placed.get(id);
  let pushX = 0;
  let pushY = 0;
  for (const [other, there] of placed) {
    if (other === id) continue;
    const dx = here.x - there.x;
    const dy = (here.y - there.y) * 1.8;
    const gap = Math.hypot(dx, dy) || 1;
    if (gap < 170) {
      pushX += (dx / gap) * (170 - gap) * 0.3;
      pushY += (dy / gap) * (170 - gap) * 0.2;
    }
  }
  for (const other of neighbours.get(id)) {
    const there = placed.get(other);
    if (!there) continue;
    const gap = Math.hypot(there.x - here.x, there.y - here.y) || 1;
    pushX += ((there.x - here.x) / gap) * (gap - 190) * 0.06;
    pushY += ((there.y - here.y) / gap) * (gap - 190) * 0.06;
  }
  here.x += Math.max(-30, Math.min(30, pushX));
  here.y += Math.max(-30, Math.min(30, pushY));
}

class Drawing {
  constructor(frame, data) {
    this.frame = frame;
    this.canvas = frame.querySelector(".ag-canvas");
    this.id = data.graph;
    this.scene = null;
    this.selected = "";
    this.hovered = "";
    this.nodes = new window.vis.DataSet();
    this.edges = new window.vis.DataSet();
    this.network = new window.vis.Network(this.canvas, { nodes: this.nodes, edges: this.edges }, data.payload.options);
    this.listen();
    this.retheme = () => this.paint();
    document.addEventListener("transitionrun", this.retheme);
    this.watcher = new ResizeObserver(() => this.resized());
    this.watcher.observe(this.canvas);
    shared.graphs[this.id] = this;
  }

  listen() {
    let held = null;
    this.network.on("click", (event) => {
      clearTimeout(held);
      held = setTimeout(() => this.choose(event.nodes[0] ?? event.edges[0] ?? ""), CLICK_HOLD_MS);
    });
    this.network.on("doubleClick", (event) => {
      clearTimeout(held);
      if (event.nodes[0]) this.send("expand", event.nodes[0]);
    });
    this.network.on("dragEnd", () => this.remember());
    this.network.on("zoom", () => (this.steered = true));
    for (const name of ["hoverNode", "hoverEdge"]) {
      this.network.on(name, (event) => this.hover(event.node ?? event.edge));
    }
    for (const name of ["blurNode", "blurEdge"]) this.network.on(name, () => this.hover(""));
    this.frame.querySelector(".ag-fit").onclick = () => this.fit(true);
    this.frame.querySelector(".ag-in").onclick = () => this.zoom(1.3);
    this.frame.querySelector(".ag-out").onclick = () => this.zoom(1 / 1.3);
  }

  choose(id) {
    this.select(id);
    this.send("select", id);
  }

  select(id) {
    this.selected = id;
    if (this.nodes.get(id)) this.network.setSelection({ nodes: [id], edges: [] }, { highlightEdges: false });
    else if (this.edges.get(id)) this.network.setSelection({ nodes: [], edges: [id] });
    else this.network.unselectAll();
    this.caption();
  }

  hover(id) {
    this.hovered = id;
    this.caption();
  }

  zoom(factor) {
    this.steered = true;
    this.network.moveTo({ scale: this.network.getScale() * factor });
  }

  fit(animated) {
    this.steered = false;
    this.network.fit({ maxZoomLevel: 1.15 });
    const scale = this.network.getScale() * 0.97;
    this.network.moveTo({ scale, animation: animated ? { duration: 250, easingFunction: "easeInOutQuad" } : false });
    this.enlarge(scale);
  }

  // A small screen cannot hold a large picture legibly: it starts in the middle, and "Show all" shows all.
  open() {
    this.fit(false);
    const middle = this.nodes.get({ filter: (node) => node.central })[0];
    if (this.canvas.clientWidth > SMALL_SCREEN_PX || !middle || this.network.getScale() > LEGIBLE_SCALE) return;
    this.steered = true;
    this.network.moveTo({ position: this.network.getPosition(middle.id), scale: LEGIBLE_SCALE });
  }

  // In a picture fitted from afar the labels grow, but hardly beyond the room that the layout left them.
  enlarge(scale) {
    const size = Math.round(Math.max(14, Math.min(16, 10 / scale)));
    if (size === this.fontSize) return;
    this.fontSize = size;
    this.network.setOptions({ nodes: { font: { size } }, edges: { font: { size: size - 2 } } });
  }

  resized() {
    if (!this.steered && this.canvas.clientWidth) this.fit(false);
  }

  remember() {
    this.steered = true;
    shared.places[this.scene] = { ...shared.places[this.scene], ...this.network.getPositions() };
  }

  show(data) {
    const { nodes, edges } = data.payload;
    const fresh = this.scene !== data.scene;
    this.scene = data.scene;
    const known = fresh ? (shared.places[data.scene] ?? {}) : { ...shared.places[data.scene], ...this.network.getPositions() };
    const first = Object.keys(known).length === 0;
    const placed = new Map(nodes.filter((node) => first || known[node.id]).map((node) => [node.id, known[node.id] ?? { x: node.x, y: node.y }]));
    const newcomers = nodes.filter((node) => !placed.has(node.id));
    placeNewcomers(newcomers, placed, edges);
    if (fresh) {
      this.edges.clear();
      this.nodes.clear();
    }
    this.lines = Object.fromEntries(data.payload.legend.statuses.map((line) => [line.status, line]));
    this.silence = data.payload.legend.silent;
    this.captions = data.payload.captions;
    this.painted = "";
    this.merge(this.nodes, nodes.map((node) => this.prepared(node, placed)));
    this.merge(this.edges, edges);
    shared.places[data.scene] = { ...known, ...this.network.getPositions() };
    this.paint();
    if (fresh) this.open();
    else if (newcomers.length) this.reveal(newcomers.map((node) => node.id));
  }

  prepared(node, placed) {
    const { x, y, ...rest } = node;
    return this.nodes.get(node.id) ? rest : { ...rest, ...placed.get(node.id) };
  }

  merge(dataset, items) {
    const kept = new Set(items.map((item) => item.id));
    dataset.remove(dataset.getIds().filter((id) => !kept.has(id)));
    dataset.update(items);
  }

  // Zoom out only when what was added would lie outside the picture.
  reveal(ids) {
    const inside = ids.every((id) => {
      const dot = this.network.canvasToDOM(this.network.getPosition(id));
      return dot.x > 20 && dot.y > 20 && dot.x < this.canvas.clientWidth - 20 && dot.y < this.canvas.clientHeight - 30;
    });
    if (!inside) this.fit(true);
  }

  paint() {
    const theme = colours(this.frame);
    const key = JSON.stringify(theme) + this.nodes.length + "/" + this.edges.length + this.scene;
    if (key === this.painted) return;
    this.painted = key;
    this.network.setOptions({
      nodes: { font: { color: theme.text, strokeWidth: 4, strokeColor: theme.background } },
      edges: { font: { color: theme.text, strokeWidth: 4, strokeColor: theme.background } },
    });
    this.nodes.update(this.nodes.get().map((node) => ({ id: node.id, ...tint(node, theme, this.silence) })));
    this.edges.update(this.edges.get().map((edge) => ({ id: edge.id, color: this.ink(edge, theme) })));
    this.caption();
  }

  ink(edge, theme) {
    const line = this.lines[edge.status];
    const colour = line ? (theme.dark ? line.darkColour : line.colour) : theme.text;
    return { color: colour, highlight: theme.primary, hover: colour, inherit: false };
  }

  // Captions of all links would cover a large picture: then only those at hand are written.
  caption() {
    const all = this.captions;
    const near = new Set([this.selected, this.hovered]);
    const changes = [];
    this.edges.forEach((edge) => {
      const label = all || near.has(edge.id) || near.has(edge.from) || near.has(edge.to) ? edge.caption : " ";
      if ((edge.label ?? " ") !== label) changes.push({ id: edge.id, label });
    });
    if (changes.length) this.edges.update(changes);
  }

  destroy() {
    if (this.scene) shared.places[this.scene] = { ...shared.places[this.scene], ...this.network.getPositions() };
    document.removeEventListener("transitionrun", this.retheme);
    this.watcher.disconnect();
    this.network.destroy();
    if (shared.graphs[this.id] === this) delete shared.graphs[this.id];
  }
}

function tint(node, theme, silence) {
  const grey = theme.dark ? silence.darkColour : silence.colour;
  const fill = node.silent ? grey : node.fill;
  const edge = node.central ? theme.text : node.silent ? theme.muted : fill;
  const color = {
    background: fill,
    border: edge,
    highlight: { background: fill, border: theme.primary },
    hover: { background: fill, border: theme.text },
  };
  return { color, font: { color: node.silent ? theme.muted : theme.text } };
}

function svg(name, attributes) {
  const element = document.createElementNS("http://www.w3.org/2000/svg", name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  return element;
}

const OUTLINES = {
  dot: ["circle", { cx: 8, cy: 8, r: 6.5 }],
  square: ["rect", { x: 2, y: 2, width: 12, height: 12 }],
  diamond: ["path", { d: "M8 1 15 8 8 15 1 8Z" }],
  triangle: ["path", { d: "M8 1.5 15 14H1Z" }],
  triangleDown: ["path", { d: "M8 14.5 1 2h14Z" }],
  star: ["path", { d: "M8 .8l2 4.8 5.2.4-4 3.4 1.3 5.1L8 11.7l-4.5 2.8 1.3-5.1-4-3.4L6 5.6z" }],
  hexagon: ["path", { d: "M4.3 1.6h7.4L15.4 8l-3.7 6.4H4.3L.6 8Z" }],
};

const MARKERS = {
  diamond: ["path", { d: "M21 2 26 7 21 12 16 7Z" }],
  circle: ["circle", { cx: 21, cy: 7, r: 4 }],
  bar: ["rect", { x: 19, y: 1, width: 4, height: 12 }],
};

function entry(drawing, label, meaning) {
  const item = document.createElement("li");
  const words = document.createElement("span");
  words.textContent = label;
  item.append(drawing, words);
  if (meaning) {
    const small = document.createElement("small");
    small.textContent = meaning;
    item.append(small);
  }
  return item;
}

function silentEntry({ label, colour, darkColour, count }, { dark, muted }) {
  const drawing = svg("svg", { width: 16, height: 16, "aria-hidden": "true" });
  const fill = dark ? darkColour : colour;
  drawing.append(svg("circle", { cx: 8, cy: 8, r: 6.5, fill, stroke: muted, "stroke-dasharray": "3 2" }));
  return entry(drawing, label[0].toUpperCase() + label.slice(1), `${count}`);
}

function legend(frame, { classes, statuses, silent }) {
  const theme = colours(frame);
  const dark = theme.dark;
  const kinds = classes.map((look) => {
    const drawing = svg("svg", { width: 16, height: 16, "aria-hidden": "true" });
    const [name, attributes] = OUTLINES[look.shape];
    drawing.append(svg(name, { ...attributes, fill: look.colour }));
    return entry(drawing, look.label);
  });
  const lines = statuses.map((line) => {
    const stroke = dark ? line.darkColour : line.colour;
    const drawing = svg("svg", { width: 42, height: 14, "aria-hidden": "true" });
    drawing.append(svg("line", { x1: 0, x2: 42, y1: 7, y2: 7, stroke, "stroke-width": 2, "stroke-dasharray": line.dashes.join(" ") }));
    const [name, attributes] = MARKERS[line.marker] ?? [];
    if (name) drawing.append(svg(name, { ...attributes, fill: stroke }));
    return entry(drawing, line.label, line.meaning);
  });
  if (silent.count) kinds.push(silentEntry(silent, theme));
  frame.querySelector(".ag-kinds").replaceChildren(...kinds);
  frame.querySelector(".ag-lines").replaceChildren(...lines);
}

export default function (component) {
  const { data, parentElement, setTriggerValue } = component;
  const frame = parentElement.querySelector(".ag-frame");
  const canvas = frame.querySelector(".ag-canvas");
  canvas.style.height = data.height;
  canvas.setAttribute("aria-label", data.description);
  legend(frame, data.payload.legend);
  whenLoaded(() => {
    let drawing = instances.get(parentElement);
    if (!drawing) {
      drawing = new Drawing(frame, data);
      instances.set(parentElement, drawing);
    }
    drawing.send = (name, id) => setTriggerValue(name, { id, at: Date.now() });
    drawing.show(data);
    drawing.select(shared.wanted[data.graph] ?? "");
    frame.dataset.drawn = String(data.payload.nodes.length);
  });
  return () => {
    instances.get(parentElement)?.destroy();
    instances.delete(parentElement);
  };
}
