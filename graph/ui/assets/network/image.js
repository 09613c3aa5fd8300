// The drawing as a PNG of twice its size on the screen, with its legend and a line that says what it is.

const IMAGE_SCALE = 2;
const MARGIN = 14;
const ROW = 20;

function saveImage(drawing) {
  const image = composed(drawing);
  image.toBlob((blob) => {
    const address = URL.createObjectURL(blob);
    const link = make("a", { href: address, download: `${drawing.file || `armsgraph-${drawing.id}`}.png` });
    link.click();
    setTimeout(() => URL.revokeObjectURL(address), 10_000);
  });
}

function composed(drawing) {
  const width = drawing.canvas.clientWidth;
  const height = drawing.canvas.clientHeight;
  const image = make("canvas");
  const ctx = image.getContext("2d");
  ctx.font = `12px ${drawing.theme.font}`;
  const rows = legendRows(ctx, drawing, width - 2 * MARGIN);
  image.width = width * IMAGE_SCALE;
  image.height = (height + 2 * MARGIN + ROW * (rows.length + 1)) * IMAGE_SCALE;
  ctx.scale(IMAGE_SCALE, IMAGE_SCALE);
  ctx.fillStyle = drawing.theme.background;
  ctx.fillRect(0, 0, image.width, image.height);
  withLargeNetwork(drawing, width, height, (canvas) => ctx.drawImage(canvas, 0, 0, width, height));
  ctx.font = `12px ${drawing.theme.font}`;
  ctx.textBaseline = "middle";
  let y = height + MARGIN + ROW / 2;
  for (const row of rows) {
    for (const item of row) paintSample(ctx, drawing, item, y);
    y += ROW;
  }
  ctx.fillStyle = drawing.theme.text;
  ctx.fillText(fitted(ctx, drawing.line, width - 2 * MARGIN), MARGIN, y);
  return image;
}

// A second network of the same data, out of sight, so that the one on the page does not flicker.
function withLargeNetwork(drawing, width, height, use) {
  const place = make("div");
  place.style.cssText = `position:fixed;left:-99999px;top:0;width:${width * IMAGE_SCALE}px;height:${height * IMAGE_SCALE}px`;
  document.body.append(place);
  const bodies = drawing.network.body.nodes;
  const nodes = drawing.nodes.get().map((node) => ({ ...node, x: bodies[node.id].x, y: bodies[node.id].y }));
  const network = new window.vis.Network(place, { nodes, edges: drawing.edges.get() }, drawing.options());
  network.enlargedBy = IMAGE_SCALE;
  network.setOptions({ edges: { font: { ...drawing.captionFont(), size: drawing.fontSize } } });
  network.on("afterDrawing", (ctx) => {
    paintLayers(ctx, drawing, network);
    paintLabels(ctx, drawing, network);
  });
  network.moveTo({ position: drawing.network.getViewPosition(), scale: drawing.network.getScale() * IMAGE_SCALE });
  network.renderer._redraw();
  use(network.canvas.frame.canvas);
  network.destroy();
  place.remove();
  drawing.network.redraw(); // the boxes of labels and badges are again those on the page
}

function legendRows(ctx, drawing, room) {
  const { classes, statuses } = drawing.legend;
  const items = [
    ...statuses.map((line) => ({ line, label: line.label, reach: 50 })),
    ...classes.map((look) => ({ look, label: look.label, reach: 20 })),
  ];
  const rows = [[]];
  let x = 0;
  for (const item of items) {
    const width = item.reach + ctx.measureText(item.label).width + 18;
    if (x && x + width > room) {
      rows.push([]);
      x = 0;
    }
    rows.at(-1).push({ ...item, x: x + MARGIN });
    x += width;
  }
  return rows;
}

function paintSample(ctx, drawing, { line, look, label, reach, x }, y) {
  ctx.save();
  if (line) paintLine(ctx, line, drawing.theme.dark ? line.darkColour : line.colour, x, y);
  else {
    ctx.translate(x, y - 8);
    ctx.fillStyle = look.colour;
    ctx.fill(outlinePath(OUTLINES[look.shape] ?? OUTLINES.dot));
  }
  ctx.restore();
  ctx.fillStyle = drawing.theme.text;
  ctx.fillText(label, x + reach, y);
}

function paintLine(ctx, line, colour, x, y) {
  ctx.translate(x, y - 7);
  ctx.strokeStyle = ctx.fillStyle = colour;
  ctx.lineWidth = 2;
  ctx.setLineDash(line.dashes ?? []);
  ctx.beginPath();
  ctx.moveTo(0, 7);
  ctx.lineTo(42, 7);
  ctx.stroke();
  if (MARKERS[line.marker]) ctx.fill(outlinePath(MARKERS[line.marker]));
}

function outlinePath([name, at]) {
  if (name === "path") return new Path2D(at.d);
  const path = new Path2D();
  if (name === "circle") path.arc(at.cx, at.cy, at.r, 0, 2 * Math.PI);
  else path.rect(at.x, at.y, at.width, at.height);
  return path;
}

function fitted(ctx, text, room) {
  let cut = text;
  while (cut.length > 1 && ctx.measureText(cut).width > room) cut = `${cut.slice(0, -2).trimEnd()}…`;
  return cut;
}
