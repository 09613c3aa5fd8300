// What a hand can change in a drawing; Python is told and remembers, and the picture shows it at once.

const STEP_HOLD_MS = 220; // who goes on by arrow key within this time is not asked for the card in between

Object.assign(Drawing.prototype, {
  mark(ids) {
    this.marked = new Set(ids);
    this.network.redraw();
    this.tell("mark", ids);
  },

  pin(ids) {
    for (const id of ids) this.pinned.add(id);
    this.network.redraw();
    this.tell("pin", [], this.placesOf(ids));
  },

  unpin(ids) {
    for (const id of ids) {
      this.pinned.delete(id);
      delete shared.homes?.[this.scene]?.[id];
    }
    this.network.redraw();
    this.tell("unpin", ids);
  },

  placesOf(ids) {
    const found = {};
    for (const [id, { x, y }] of Object.entries(this.network.getPositions(ids))) found[id] = [Math.round(x), Math.round(y)];
    return found;
  },

  isFixed(id) {
    return this.pinned.has(id) || Boolean(this.nodes.get(id)?.central);
  },

  settle() {
    if (this.settling) {
      this.settling.stop();
      return;
    }
    const button = this.frame.querySelector(".ag-relax");
    button.textContent = word("relax_stop");
    const ids = this.nodes.getIds();
    this.keepHomes(ids);
    this.settling = new Settling(this);
    this.settling.start(() => {
      this.settling = null;
      button.textContent = word("relax");
      this.rest(ids);
      if (!this.steered) this.fit(true);
      if (this.editing) this.tell("relaxed", [], this.placesOf(ids));
    });
  },

  // An arrow key goes to the nearest node in its direction, from the selected one or the one in the middle.
  step(direction) {
    const bodies = this.network.body.nodes;
    const from = bodies[this.selected];
    const start = this.nodes.get({ filter: (node) => node.central })[0]?.id ?? this.nodes.getIds()[0];
    const id = from ? nearest(this.network, this.nodes.getIds(), from, direction) : start;
    if (!id) return;
    this.select(id);
    if (!this.inSight(id, 30)) this.network.moveTo({ position: this.network.getPosition(id) });
    clearTimeout(this.held);
    this.held = setTimeout(() => this.send("select", id), STEP_HOLD_MS);
  },

  leave() {
    if (this.marked.size && this.editing) this.mark([]);
    else if (this.selected) this.choose("");
  },

  openMenuAtSelected() {
    if (!this.nodes.get(this.selected)) return;
    openMenu(this, this.selected, this.network.canvasToDOM(this.network.getPosition(this.selected)));
  },
});
