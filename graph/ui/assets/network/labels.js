// Names beneath nodes: at each zoom those that do not lie on each other, the selected and the largest first.

const LABEL_FROM_PX = 12; // a name is never smaller on the screen, and
const LABEL_UP_TO_PX = 19; // hardly larger
const ROW_HEIGHT = 1.2;
const widths = new Map();

function paintLabels(ctx, drawing, network) {
  const scale = seenScale(network);
  const size = Math.max(LABEL_FROM_PX, Math.min(LABEL_UP_TO_PX, 14 * scale)) / scale;
  const taken = new Taken(90 * size);
  const inView = viewOf(network, 120);
  ctx.textAlign = "center";
  ctx.textBaseline = "top";
  ctx.lineJoin = "round";
  ctx.lineWidth = 4 / scale;
  ctx.strokeStyle = drawing.theme.background;
  drawing.labels = [];
  for (const node of inTurn(drawing)) {
    const body = network.body.nodes[node.id];
    if (!body || !node.rows) continue;
    const box = boxOf(ctx, node, body, size, scale, drawing);
    if (!taken.take(box, drawing.atHand(node.id))) continue;
    if (!inView(body)) continue;
    drawing.labels.push(box);
    write(ctx, drawing, node, box, size);
  }
}

function inTurn(drawing) {
  const first = drawing.shown.filter((node) => drawing.atHand(node.id));
  return first.length ? [...first, ...drawing.shown.filter((node) => !drawing.atHand(node.id))] : drawing.shown;
}

function fontOf(drawing, node, size) {
  const weight = node.central || node.id === drawing.selected ? 600 : 400;
  return `${weight} ${size}px ${drawing.theme.font}`;
}

// A name's width is measured once and scaled.
function widthOf(ctx, text, drawing, node) {
  const key = `${node.central || node.id === drawing.selected}${text}`;
  if (!widths.has(key)) {
    ctx.font = fontOf(drawing, node, 20);
    widths.set(key, ctx.measureText(text).width / 20);
  }
  return widths.get(key);
}

function boxOf(ctx, node, body, size, scale, drawing) {
  const width = Math.max(...node.rows.map((row) => widthOf(ctx, row, drawing, node))) * size;
  const y = body.y + node.size + 3 / scale;
  return { id: node.id, x: body.x - width / 2, y, right: body.x + width / 2, bottom: y + node.rows.length * size * ROW_HEIGHT, middle: body.x };
}

function write(ctx, drawing, node, box, size) {
  ctx.font = fontOf(drawing, node, size);
  ctx.fillStyle = node.silent ? drawing.theme.muted : drawing.theme.text;
  node.rows.forEach((row, index) => {
    const y = box.y + index * size * ROW_HEIGHT;
    ctx.strokeText(row, box.middle, y);
    ctx.fillText(row, box.middle, y);
  });
}

// Which room is taken, by fields of a grid, so that a name is held against few others.
class Taken {
  constructor(side) {
    this.side = side;
    this.fields = new Map();
  }

  take(box, always) {
    const fields = this.around(box);
    const free = fields.every((name) => (this.fields.get(name) ?? []).every((other) => apart(box, other)));
    if (!free && !always) return false;
    for (const name of fields) this.fields.set(name, [...(this.fields.get(name) ?? []), box]);
    return true;
  }

  around(box) {
    const found = [];
    for (let x = Math.floor(box.x / this.side); x <= Math.floor(box.right / this.side); x += 1) {
      for (let y = Math.floor(box.y / this.side); y <= Math.floor(box.bottom / this.side); y += 1) found.push(`${x},${y}`);
    }
    return found;
  }
}

function apart(one, other) {
  return one.right < other.x || other.right < one.x || one.bottom < other.y || other.bottom < one.y;
}

function inside(boxes, { x, y }) {
  return (boxes ?? []).find((box) => x >= box.x && x <= box.right && y >= box.y && y <= box.bottom)?.id;
}
