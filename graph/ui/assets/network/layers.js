// What is painted over the nodes: glyphs, rings of what is marked, pins, and how many neighbours are not shown.

const GLYPH_REACH = { dot: 1.2, square: 1.35, diamond: 0.95, triangle: 0.8, triangleDown: 0.8, star: 0.75, hexagon: 1.15 };
const GLYPH_DROP = { triangle: 0.2, triangleDown: -0.2 }; // in radii: where a shape's middle lies
const GLYPH_FROM_PX = 8; // radius on the screen from which a glyph can be made out
const BADGE_FROM_PX = 8;
const drawnGlyphs = new Map();

function glyphPath(data) {
  if (!drawnGlyphs.has(data)) drawnGlyphs.set(data, new Path2D(data));
  return drawnGlyphs.get(data);
}

function paintLayers(ctx, drawing, network) {
  const scale = seenScale(network);
  const inView = viewOf(network, 60);
  drawing.badges = [];
  for (const node of drawing.shown) {
    const body = network.body.nodes[node.id];
    if (!body || !inView(body)) continue;
    const radius = node.size * scale;
    if (node.glyph && radius >= GLYPH_FROM_PX) paintGlyph(ctx, drawing, node, body);
    if (drawing.marked.has(node.id)) paintRing(ctx, drawing.theme, node, body, scale);
    if (drawing.panning) continue;
    if (drawing.pinned.has(node.id)) paintPin(ctx, drawing.theme, node, body, scale);
    if (node.more && radius >= BADGE_FROM_PX) paintBadge(ctx, drawing, node, body, scale);
  }
}

// The zoom as one sees it: in an image of twice the size, marks and names are twice as large too.
function seenScale(network) {
  return network.getScale() / (network.enlargedBy ?? 1);
}

function viewOf(network, margin) {
  const { width, height } = network.canvas.frame.canvas;
  const ratio = network.canvas.pixelRatio || 1;
  const from = network.DOMtoCanvas({ x: -margin, y: -margin });
  const to = network.DOMtoCanvas({ x: width / ratio + margin, y: height / ratio + margin });
  return ({ x, y }) => x > from.x && x < to.x && y > from.y && y < to.y;
}

function paintGlyph(ctx, drawing, node, body) {
  const data = drawing.glyphs[node.glyph];
  if (!data) return;
  const side = (GLYPH_REACH[node.shape] ?? 1) * node.size;
  ctx.save();
  ctx.translate(body.x - side / 2, body.y - side / 2 + (GLYPH_DROP[node.shape] ?? 0) * node.size);
  ctx.scale(side / 16, side / 16);
  ctx.fillStyle = node.silent ? drawing.theme.muted : inkOn(node.fill);
  ctx.fill(glyphPath(data));
  ctx.restore();
}

function paintRing(ctx, theme, node, body, scale) {
  ctx.beginPath();
  ctx.arc(body.x, body.y, node.size + 5 / scale, 0, 2 * Math.PI);
  ctx.lineWidth = 2.5 / scale;
  ctx.strokeStyle = theme.primary;
  ctx.setLineDash([]);
  ctx.stroke();
}

function paintPin(ctx, theme, node, body, scale) {
  const x = body.x - node.size * 0.8;
  const y = body.y - node.size * 0.8;
  ctx.beginPath();
  ctx.moveTo(x, y);
  ctx.lineTo(x - 4 / scale, y - 5 / scale);
  ctx.strokeStyle = theme.text;
  ctx.lineWidth = 1.5 / scale;
  ctx.stroke();
  ctx.beginPath();
  ctx.arc(x - 5.5 / scale, y - 7 / scale, 3.5 / scale, 0, 2 * Math.PI);
  ctx.fillStyle = theme.text;
  ctx.fill();
}

function paintBadge(ctx, drawing, node, body, scale) {
  const { theme } = drawing;
  const words = `+${node.more.toLocaleString("en")}`;
  ctx.font = `600 ${10 / scale}px ${theme.font}`;
  const width = ctx.measureText(words).width + 7 / scale;
  const height = 14 / scale;
  const x = body.x + node.size * 0.72;
  const y = body.y - node.size * 0.72 - height;
  ctx.beginPath();
  ctx.roundRect(x, y, width, height, height / 2);
  ctx.fillStyle = theme.background;
  ctx.strokeStyle = theme.muted;
  ctx.lineWidth = 1 / scale;
  ctx.fill();
  ctx.stroke();
  ctx.fillStyle = theme.text;
  ctx.textAlign = "center";
  ctx.textBaseline = "middle";
  ctx.fillText(words, x + width / 2, y + height / 2 + 0.5 / scale);
  drawing.badges.push({ id: node.id, x, y, right: x + width, bottom: y + height });
}

// While a large picture is dragged its links are plain lines: one path for all of a colour.
function paintPlainLinks(ctx, drawing, network) {
  const ways = new Map();
  drawing.edges.forEach((edge) => {
    const a = network.body.nodes[edge.from];
    const b = network.body.nodes[edge.to];
    const colour = edge.color?.color;
    if (!a || !b || !colour) return;
    if (!ways.has(colour)) ways.set(colour, new Path2D());
    ways.get(colour).moveTo(a.x, a.y);
    ways.get(colour).lineTo(b.x, b.y);
  });
  ctx.lineWidth = 1 / network.getScale();
  ctx.setLineDash([]);
  for (const [colour, way] of ways) {
    ctx.strokeStyle = colour;
    ctx.stroke(way);
  }
}
