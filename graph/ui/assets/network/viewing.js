// How a drawing is looked at: zoom, what is in sight, and that both outlive a change of page.

Object.assign(Drawing.prototype, {
  hover(id) {
    this.hovered = id;
    this.caption();
  },

  atHand(id) {
    return id === this.selected || id === this.hovered || this.marked.has(id);
  },

  nodeAt(point) {
    const id = this.network.getNodeAt(point);
    return id ?? inside(this.labels, this.network.DOMtoCanvas(point)) ?? "";
  },

  steer() {
    this.steered = true;
    this.store();
  },

  zoom(factor) {
    this.network.moveTo({ scale: this.network.getScale() * factor });
    this.steer();
  },

  fit(animated) {
    this.steered = false;
    delete shared.views[this.scene];
    this.network.fit({ maxZoomLevel: 1.15 });
    const scale = this.network.getScale() * 0.95;
    const moves = animated && !still();
    this.network.moveTo({ scale, animation: moves ? { duration: 250, easingFunction: "easeInOutQuad" } : false });
    this.enlarge(scale);
  },

  // A small screen cannot hold a large picture legibly: it starts in the middle, and "Show all" shows all.
  open() {
    const view = shared.views[this.scene];
    if (view) {
      this.network.moveTo(view);
      this.steered = true;
      this.enlarge(view.scale);
      return;
    }
    this.fit(false);
    const middle = this.nodes.get({ filter: (node) => node.central })[0];
    if (this.canvas.clientWidth > SMALL_SCREEN_PX || !middle || this.network.getScale() > LEGIBLE_SCALE) return;
    this.steered = true;
    this.network.moveTo({ position: this.network.getPosition(middle.id), scale: LEGIBLE_SCALE });
  },

  // In a picture fitted from afar the captions of links grow, but hardly beyond the room the layout left.
  enlarge(scale) {
    const size = Math.round(Math.max(12, Math.min(14, 9 / scale)));
    if (size === this.fontSize) return;
    this.fontSize = size;
    this.network.setOptions({ edges: { font: { size } } });
  },

  resized() {
    if (!this.steered && this.canvas.clientWidth && this.nodes.length) this.fit(false);
  },

  // Zoom out only when what was added would lie outside the picture.
  reveal(ids) {
    const inSight = ids.every((id) => this.inSight(id, 20));
    if (!inSight) this.fit(true);
  },

  inSight(id, margin) {
    const dot = this.network.canvasToDOM(this.network.getPosition(id));
    const { clientWidth: width, clientHeight: height } = this.canvas;
    return dot.x > margin && dot.y > margin && dot.x < width - margin && dot.y < height - margin - 10;
  },

  store() {
    shared.places[this.scene] = { ...shared.places[this.scene], ...this.network.getPositions() };
    if (!this.steered) return;
    shared.views[this.scene] = { scale: this.network.getScale(), position: this.network.getViewPosition() };
  },

  // Where nodes were moved to is written into the DataSet, or its next update would put them back.
  rest(ids) {
    const places = this.network.getPositions(ids);
    this.nodes.update(ids.map((id) => ({ id, ...places[id] })));
    this.store();
  },

  keepHomes(ids) {
    const homes = ((shared.homes ??= {})[this.scene] ??= {});
    for (const [id, place] of Object.entries(this.network.getPositions(ids))) homes[id] ??= place;
  },
});
