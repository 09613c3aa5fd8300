// "Relax": nodes give way to each other for a bounded number of rounds; what is pinned or central stays.

const SETTLING_ROUNDS = 160;
const APART = 200; // canvas units that two nodes keep between them
const JOINED = 160; // length that links strive for

class Settling {
  constructor(drawing) {
    this.drawing = drawing;
    this.bodies = drawing.nodes.getIds().map((id) => drawing.network.body.nodes[id]);
    this.fixed = new Set(drawing.nodes.getIds().filter((id) => drawing.isFixed(id)));
    const at = new Map(this.bodies.map((body, index) => [body.id, index]));
    this.joined = drawing.edges.get().map((edge) => [at.get(edge.from), at.get(edge.to)]);
    this.round = 0;
  }

  start(done) {
    this.done = done;
    if (still()) {
      while (this.step());
      this.stop();
    } else this.frame = requestAnimationFrame(() => this.run());
  }

  run() {
    const on = this.step();
    this.drawing.network.redraw();
    if (on) this.frame = requestAnimationFrame(() => this.run());
    else this.stop();
  }

  stop() {
    cancelAnimationFrame(this.frame);
    this.done?.();
    this.done = null;
  }

  // One round; says whether another is worth it.
  step() {
    const heat = 1 - this.round / SETTLING_ROUNDS;
    const pushes = this.bodies.map(() => [0, 0]);
    this.spread(pushes);
    for (const [a, b] of this.joined) this.pull(a, b, pushes);
    let most = 0;
    this.bodies.forEach((body, index) => {
      if (this.fixed.has(body.id)) return;
      const [x, y] = pushes[index].map((push) => Math.max(-18, Math.min(18, push)) * heat);
      body.x += x;
      body.y += y;
      most = Math.max(most, Math.abs(x), Math.abs(y));
    });
    this.round += 1;
    return this.round < SETTLING_ROUNDS && most > 0.25;
  }

  // Only nodes in the same or the next field of a grid are near enough to push each other.
  spread(pushes) {
    const fields = new Map();
    const key = (x, y) => `${x},${y}`;
    const field = (body) => [Math.floor(body.x / APART), Math.floor(body.y / APART)];
    this.bodies.forEach((body, index) => {
      const name = key(...field(body));
      fields.set(name, [...(fields.get(name) ?? []), index]);
    });
    this.bodies.forEach((body, index) => {
      const [column, row] = field(body);
      for (let x = column - 1; x <= column + 1; x += 1) {
        for (let y = row - 1; y <= row + 1; y += 1) {
          for (const other of fields.get(key(x, y)) ?? []) if (other > index) this.part(index, other, pushes);
        }
      }
    });
  }

  part(a, b, pushes) {
    const dx = this.bodies[a].x - this.bodies[b].x || (a % 7) - 3.5;
    const dy = (this.bodies[a].y - this.bodies[b].y || (b % 5) - 2.5) * 1.5;
    const gap = Math.hypot(dx, dy);
    if (gap >= APART) return;
    const push = (0.22 * (APART - gap)) / gap;
    pushes[a][0] += dx * push;
    pushes[a][1] += dy * push;
    pushes[b][0] -= dx * push;
    pushes[b][1] -= dy * push;
  }

  pull(a, b, pushes) {
    const dx = this.bodies[b].x - this.bodies[a].x;
    const dy = this.bodies[b].y - this.bodies[a].y;
    const gap = Math.hypot(dx, dy) || 1;
    if (gap < JOINED) return;
    const pull = Math.min(12, 0.03 * (gap - JOINED)) / gap;
    pushes[a][0] += dx * pull;
    pushes[a][1] += dy * pull;
    pushes[b][0] -= dx * pull;
    pushes[b][1] -= dy * pull;
  }
}
