// One drawing: vis-network over two DataSets, of which only what differs is changed, so that nodes stay put.

const SMALL_SCREEN_PX = 560;
const LEGIBLE_SCALE = 0.62;
const PLAIN_ABOVE_LINKS = 250; // more links are plain lines while the picture is dragged
const NEAR_CAPTIONS = 12; // links of a node at hand whose captions are written; of more they would be a tangle
const NEVER = 1e6;

class Drawing {
  constructor(frame, data, rest) {
    Object.assign(this, { frame, id: data.graph, scene: null, version: "", selected: "", hovered: "" });
    this.canvas = frame.querySelector(".ag-canvas");
    this.marked = new Set();
    this.pinned = new Set();
    this.shown = [];
    this.theme = colours(frame);
    this.nodes = new window.vis.DataSet();
    this.edges = new window.vis.DataSet();
    this.visOptions = rest.options;
    this.network = new window.vis.Network(this.canvas, { nodes: this.nodes, edges: this.edges }, this.options());
    // One stop for the key Tab is enough: the one around it has a name.
    this.canvas.querySelector(".vis-network")?.setAttribute("tabindex", "-1");
    this.network.on("beforeDrawing", (ctx) => this.panning && this.plain() && paintPlainLinks(ctx, this, this.network));
    this.network.on("afterDrawing", (ctx) => {
      paintLayers(ctx, this, this.network);
      paintLabels(ctx, this, this.network);
    });
    listen(this);
    this.retheme = () => this.paint();
    this.canvas.addEventListener("transitionrun", this.retheme);
    this.watcher = new ResizeObserver(() => this.resized());
    this.watcher.observe(this.canvas);
    shared.graphs[this.id] = this;
  }

  // Names are drawn by labels.js, so vis-network's own are held back.
  options() {
    const given = this.visOptions;
    return {
      ...given,
      nodes: { ...given.nodes, scaling: { label: { enabled: false, drawThreshold: NEVER } } },
      interaction: { ...given.interaction, hideEdgesOnDrag: this.plain(), keyboard: false },
    };
  }

  plain() {
    return this.edges.length > PLAIN_ABOVE_LINKS;
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
    this.frame.querySelector(".ag-more").disabled = !this.nodes.get(id);
    this.caption();
    speak(this);
  }

  show(data, held) {
    this.file = data.file;
    this.line = data.caption || data.description;
    this.expands = data.expands;
    this.editing = data.editing;
    if (this.scene === data.scene && this.version === held.version) return;
    const nodes = [...held.nodes.values()];
    const edges = [...held.edges.values()];
    const fresh = this.scene !== data.scene;
    if (fresh) this.begin(data.scene);
    this.version = held.version;
    this.read(held.rest);
    const newcomers = this.put(nodes, edges, fresh);
    if (this.drawnPlain !== this.plain()) {
      this.drawnPlain = this.plain();
      this.network.setOptions({ interaction: this.options().interaction });
    }
    this.paint();
    fillChoices(this);
    if (fresh) this.open();
    else if (newcomers.length) this.reveal(newcomers.map((node) => node.id));
  }

  begin(scene) {
    if (this.scene) this.store();
    this.scene = scene;
    this.edges.clear();
    this.nodes.clear();
    this.marked.clear();
    this.steered = false;
  }

  read(rest) {
    this.legend = rest.legend;
    this.lines = Object.fromEntries(rest.legend.statuses.map((line) => [line.status, line]));
    this.silence = rest.legend.silent;
    this.captions = rest.captions;
    this.glyphs = rest.glyphs ?? {};
    this.painted = "";
  }

  // Changes the DataSets to hold `nodes` and `edges`; returns the nodes that had no place yet.
  put(nodes, edges, fresh) {
    const known = { ...shared.places[this.scene], ...(fresh ? {} : this.network.getPositions()) };
    const first = Object.keys(known).length === 0;
    const placed = new Map();
    for (const node of nodes) {
      if (first || known[node.id] || node.at) placed.set(node.id, given(node) ?? known[node.id] ?? { x: node.x, y: node.y });
    }
    const newcomers = nodes.filter((node) => !placed.has(node.id));
    placeNewcomers(newcomers, placed, edges);
    this.pinned = new Set(nodes.filter((node) => node.pinned).map((node) => node.id));
    this.shown = nodes.map((node) => ({ ...node, rows: node.label ? node.label.split("\n") : null }));
    this.shown.sort((one, other) => (other.central ?? 0) - (one.central ?? 0) || other.size - one.size);
    const merged = nodes.map((node) => this.prepared(node, placed));
    merge(this.nodes, merged);
    merge(this.edges, edges);
    shared.places[this.scene] = { ...known, ...this.network.getPositions() };
    return newcomers;
  }

  // A node in the picture moves only where Python gives it another place, or takes one back.
  prepared({ x, y, at, ...rest }, placed) {
    const before = this.nodes.get(rest.id);
    const kept = { ...rest, at: at ?? null };
    if (!before) return { ...kept, ...placed.get(rest.id) };
    if (String(before.at ?? "") === String(at ?? "")) return kept;
    const homes = (shared.homes ??= {});
    const home = at ? given({ at }) : homes[this.scene]?.[rest.id];
    if (!at && home) delete homes[this.scene][rest.id];
    return { ...kept, ...home };
  }

  paint() {
    this.theme = colours(this.frame);
    const { theme } = this;
    const key = JSON.stringify(theme) + this.version + this.scene;
    if (key === this.painted) return;
    this.painted = key;
    this.network.setOptions({
      nodes: { font: { color: theme.text, strokeWidth: 4, strokeColor: theme.background } },
      edges: { font: this.captionFont() },
    });
    this.nodes.update(this.nodes.get().map((node) => ({ id: node.id, ...tint(node, theme, this.silence) })));
    this.edges.update(this.edges.get().map((edge) => ({ id: edge.id, color: this.ink(edge, theme) })));
    this.relegend?.();
    this.caption();
  }

  captionFont() {
    const { text: color, font: face, background: strokeColor } = this.theme;
    return { color, face, strokeWidth: 4, strokeColor };
  }

  ink(edge, theme) {
    const line = this.lines[edge.status];
    const colour = line ? (theme.dark ? line.darkColour : line.colour) : theme.text;
    return { color: colour, highlight: theme.primary, hover: colour, inherit: false };
  }

  // Captions of all links would cover a large picture: then only those at hand are written.
  caption() {
    const few = (id) => !this.nodes.get(id) || this.network.getConnectedEdges(id).length <= NEAR_CAPTIONS;
    const near = new Set([this.selected, this.hovered].filter(few));
    const wanted = (edge) => this.captions || near.has(edge.id) || near.has(edge.from) || near.has(edge.to);
    const changes = [];
    this.edges.forEach((edge) => {
      const label = wanted(edge) ? edge.caption : " ";
      if ((edge.label ?? " ") !== label) changes.push({ id: edge.id, label });
    });
    if (changes.length) this.edges.update(changes);
  }

  destroy() {
    this.settling?.stop();
    clearTimeout(this.held);
    closeMenu();
    if (this.scene) this.store();
    this.canvas.removeEventListener("transitionrun", this.retheme);
    this.watcher.disconnect();
    this.network.destroy();
    if (shared.graphs[this.id] === this) delete shared.graphs[this.id];
  }
}

function given(node) {
  return node.at ? { x: node.at[0], y: node.at[1] } : undefined;
}

function merge(dataset, items) {
  const kept = new Set(items.map((item) => item.id));
  dataset.remove(dataset.getIds().filter((id) => !kept.has(id)));
  dataset.update(items);
}
