// Names at nodes: at each zoom those that do not lie on each other, the selected and the largest first.

const LABEL_FROM_PX = 12; // a name is never smaller on the screen, and
const LABEL_UP_TO_PX = 19; // hardly larger
const ROW_HEIGHT = 1.2;
const OVER_OTHERS = 12; // the largest nodes, whose names may cover smaller nodes where there is no other room
const widths = new Map();

function paintLabels(ctx, drawing, network) {
  const scale = seenScale(network);
  const size = Math.max(LABEL_FROM_PX, Math.min(LABEL_UP_TO_PX, 14 * scale)) / scale;
  const inView = viewOf(network, 120);
  // While the picture is dragged its names stay where they are.
  if (!drawing.panning || drawing.labelScale !== scale) drawing.labels = placeLabels(ctx, drawing, network, size, scale);
  drawing.labelScale = scale;
  ctx.textBaseline = "top";
  ctx.lineJoin = "round";
  ctx.lineWidth = 4 / scale;
  ctx.strokeStyle = drawing.theme.background;
  for (const box of drawing.labels) {
    if (inView({ x: box.anchor, y: box.y })) write(ctx, drawing, box, size);
  }
}

// Each name stands below its node, or, where that covers another or is cut off, beside or above it.
function placeLabels(ctx, drawing, network, size, scale) {
  const taken = new Taken(90 * size);
  const found = [];
  const inSight = viewOf(network, 0);
  const whole = (box) => drawing.steered || (inSight(box) && inSight({ x: box.right, y: box.bottom }));
  for (const node of drawing.shown) {
    const body = network.body.nodes[node.id];
    if (body) for (const box of bodiesOf(node, body, scale)) taken.put(box);
  }
  for (const [turn, node] of inTurn(drawing).entries()) {
    const body = network.body.nodes[node.id];
    if (!body || !node.rows) continue;
    const boxes = boxesOf(ctx, node, body, size, scale, drawing);
    const room = (over) => boxes.find((one) => whole(one) && taken.free(one, over));
    const box = room(false) ?? (turn < OVER_OTHERS ? room(true) : null) ?? (drawing.atHand(node.id) ? boxes[0] : null);
    if (!box) continue;
    taken.put(box);
    found.push(box);
  }
  return found;
}

// What a node itself covers, and the badge at its corner.
function bodiesOf(node, { x, y }, scale) {
  const reach = node.size * 0.85;
  const body = { id: node.id, x: x - reach, right: x + reach, y: y - reach, bottom: y + reach };
  if (!node.more || node.size * scale < BADGE_FROM_PX) return [body];
  const left = x + node.size * 0.72;
  const foot = y - node.size * 0.72;
  const right = left + (13 + 6 * String(node.more).length) / scale;
  return [body, { id: null, x: left, right, y: foot - 14 / scale, bottom: foot }];
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

function boxesOf(ctx, node, body, size, scale, drawing) {
  const width = Math.max(...node.rows.map((row) => widthOf(ctx, row, drawing, node))) * size;
  const height = node.rows.length * size * ROW_HEIGHT;
  const gap = 3 / scale;
  const away = node.size + gap;
  const middle = { x: body.x - width / 2, align: "center", anchor: body.x };
  const beside = body.y - height / 2;
  const underBadge = body.y - node.size * 0.7;
  const places = [
    { ...middle, y: body.y + away },
    { x: body.x + away, align: "left", anchor: body.x + away, y: beside },
    { x: body.x - away - width, align: "right", anchor: body.x - away, y: beside },
    { ...middle, y: body.y - away - height },
    { x: body.x + away, align: "left", anchor: body.x + away, y: underBadge },
    { x: body.x - away - width, align: "right", anchor: body.x - away, y: underBadge },
    { x: body.x, align: "left", anchor: body.x, y: body.y + away },
    { x: body.x - width, align: "right", anchor: body.x, y: body.y + away },
    { x: body.x, align: "left", anchor: body.x, y: body.y - away - height },
    { x: body.x - width, align: "right", anchor: body.x, y: body.y - away - height },
  ];
  return places.map((place) => ({ ...place, id: node.id, node, right: place.x + width, bottom: place.y + height }));
}

function write(ctx, drawing, box, size) {
  const { node } = box;
  ctx.font = fontOf(drawing, node, size);
  ctx.fillStyle = node.silent ? drawing.theme.muted : drawing.theme.text;
  ctx.textAlign = box.align;
  node.rows.forEach((row, index) => {
    const y = box.y + index * size * ROW_HEIGHT;
    ctx.strokeText(row, box.anchor, y);
    ctx.fillText(row, box.anchor, y);
  });
}

// Which room is taken, by fields of a grid, so that a name is held against few others.
class Taken {
  constructor(side) {
    this.side = side;
    this.fields = new Map();
  }

  // A node's own body does not stand in the way of its name.
  free(box, overNodes = false) {
    const clear = (other) => other.id === box.id || (overNodes && !other.node) || apart(box, other);
    return this.around(box).every((name) => (this.fields.get(name) ?? []).every(clear));
  }

  put(box) {
    for (const name of this.around(box)) {
      const field = this.fields.get(name);
      if (field) field.push(box);
      else this.fields.set(name, [box]);
    }
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
