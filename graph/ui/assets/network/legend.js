// What shapes, colours and lines mean and how often they occur; where the drawing is edited it filters.

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

function shapeSample(look, glyphs) {
  const drawing = svg("svg", { width: 16, height: 16, "aria-hidden": "true" });
  const [name, attributes] = OUTLINES[look.shape] ?? OUTLINES.dot;
  drawing.append(svg(name, { ...attributes, fill: look.colour }));
  const glyph = glyphs?.[look.glyph];
  if (glyph) {
    const side = GLYPH_REACH[look.shape] ?? 1;
    const scale = (side * 6.5) / 16;
    const corner = 8 - scale * 8;
    const move = `translate(${corner} ${corner + (GLYPH_DROP[look.shape] ?? 0) * 6.5}) scale(${scale})`;
    drawing.append(svg("path", { d: glyph, fill: inkOn(look.colour), transform: move }));
  }
  return drawing;
}

function lineSample(line, dark) {
  const stroke = dark ? line.darkColour : line.colour;
  const drawing = svg("svg", { width: 42, height: 14, "aria-hidden": "true" });
  const dashes = (line.dashes ?? []).join(" ");
  drawing.append(svg("line", { x1: 0, x2: 42, y1: 7, y2: 7, stroke, "stroke-width": 2, "stroke-dasharray": dashes }));
  const [name, attributes] = MARKERS[line.marker] ?? [];
  if (name) drawing.append(svg(name, { ...attributes, fill: stroke }));
  return drawing;
}

function silentSample({ colour, darkColour }, { dark, muted }) {
  const drawing = svg("svg", { width: 16, height: 16, "aria-hidden": "true" });
  const fill = dark ? darkColour : colour;
  drawing.append(svg("circle", { cx: 8, cy: 8, r: 6.5, fill, stroke: muted, "stroke-dasharray": "3 2" }));
  return drawing;
}

// What the glyphs in shapes of one class tell apart, where there is more than one.
function within(look, glyphs, ink) {
  const kinds = (look.kinds ?? []).filter((kind) => glyphs?.[kind.glyph]);
  if (new Set(kinds.map((kind) => kind.glyph)).size < 2) return [];
  return kinds.map((kind) => {
    const drawing = svg("svg", { width: 13, height: 13, viewBox: "0 0 16 16", "aria-hidden": "true" });
    drawing.append(svg("path", { d: glyphs[kind.glyph], fill: ink }));
    return make("small", { class: "ag-within" }, drawing, `${kind.label} ${kind.count}`);
  });
}

function entry(sample, { label, meaning, count }, toggle, off, more = []) {
  const words = make("span", {}, label);
  const parts = [sample, words];
  if (count !== undefined && !off) parts.push(make("span", { class: "ag-count" }, String(count)));
  // Where the legend filters, what a line means is spoken and shown to who points at it; Help tells it to all.
  if (meaning) parts.push(toggle ? make("span", { class: "ag-meaning" }, meaning) : make("small", {}, meaning));
  if (!toggle) return make("li", {}, ...parts, ...more);
  const title = [meaning, word(off ? "switch_on" : "switch_off", { label })].filter(Boolean).join(". ");
  const button = make("button", { type: "button", class: off ? "ag-off" : "", "aria-pressed": String(!off), title }, ...parts);
  button.onclick = toggle;
  return make("li", {}, button, ...more);
}

function showLegend(frame, { classes, statuses, silent }, glyphs, data, tell) {
  const theme = colours(frame);
  const off = data.off ?? { kinds: [], statuses: [] };
  const offKinds = new Set(off.kinds.map((kind) => kind.type));
  const offStatuses = new Set(off.statuses.map((line) => line.status));
  for (const look of classes) shared.kinds[look.type ?? look.label] = look;
  const gone = off.kinds.filter((kind) => !classes.some((look) => look.type === kind.type));
  const looks = [...classes, ...gone.map((kind) => ({ ...shared.kinds[kind.type], ...kind, count: undefined }))];
  const toggle = (kind, id) => (data.editing && id ? () => tell(kind, [id]) : null);
  const kinds = looks.map((look) => {
    const id = look.type ?? look.label;
    const shown = { shape: "dot", colour: theme.muted, ...look };
    const more = within(look, glyphs, theme.text);
    return entry(shapeSample(shown, glyphs), look, toggle("kind", id), offKinds.has(id), more);
  });
  if (silent?.count) {
    const label = silent.label[0].toUpperCase() + silent.label.slice(1);
    kinds.push(entry(silentSample(silent, theme), { label, count: silent.count }));
  }
  const absent = off.statuses.filter((line) => !statuses.some((one) => one.status === line.status));
  const lines = [...statuses, ...absent].map((line) =>
    entry(lineSample(line, theme.dark), line, toggle("status", line.status), offStatuses.has(line.status)),
  );
  frame.querySelector(".ag-kinds").replaceChildren(...kinds);
  frame.querySelector(".ag-lines").replaceChildren(...lines);
}
