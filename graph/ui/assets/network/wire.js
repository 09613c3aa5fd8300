// Reads what Python sends (graph/ui/wire.py): everything once, then what differs from what is held.

function received(data) {
  const { wire } = data;
  const name = `${data.graph}\n${data.scene}`;
  let held = shared.scenes.get(name);
  const everything = wire.base === undefined && wire.rest !== undefined;
  if (held?.version !== wire.version) {
    if (everything) held = { tables: {}, ids: { nodes: [], edges: [] }, nodes: new Map(), edges: new Map(), rest: {} };
    else if (!held || held.version !== wire.base) return null;
    take(held, wire);
  }
  shared.scenes.delete(name);
  shared.scenes.set(name, held);
  if (shared.scenes.size > KEPT_SCENES) shared.scenes.delete(shared.scenes.keys().next().value);
  return held;
}

function take(held, wire) {
  for (const [name, more] of Object.entries(wire.tables ?? {})) (held.tables[name] ??= []).push(...more);
  for (const part of ["nodes", "edges"]) {
    for (const number of wire.gone?.[part] ?? []) held[part].delete(number);
  }
  for (const row of wire.nodes ?? []) {
    if (row.id) held.ids.nodes[row.n] = held.tables.starts[row.id[0]] + row.id[1];
    held.nodes.set(row.n, nodeOf(held, row));
  }
  for (const row of wire.edges ?? []) {
    if (row.id) held.ids.edges[row.n] = linkId(held, row);
    held.edges.set(row.n, edgeOf(held, row));
  }
  Object.assign(held.rest, restOf(held, wire.rest ?? {}));
  for (const name of wire.dropped ?? []) delete held.rest[name];
  held.version = wire.version;
}

function nodeOf(held, { n, id, look, ...own }) {
  const { named, about, ...shown } = { ...held.tables.kinds[look[0]], ...held.tables.looks[look[1]] };
  const node = { id: held.ids.nodes[n], ...shown, ...own };
  const label = (node.label ?? "").replaceAll("\n", " ");
  if (named) node.name ??= label;
  if (about !== undefined) node.title = (node.name ?? label) + about;
  return node;
}

// The id of a link is mostly what lies between the names of its ends.
function linkId(held, { id: [start, around, between], e: [from, to] }) {
  const [first, last] = [from, to].map((end) => held.ids.nodes[end].slice(held.ids.nodes[end].lastIndexOf("/") + 1));
  const words = held.tables.words[between];
  return held.tables.starts[start] + (around ? first + words + last : words);
}

function edgeOf(held, { n, e: [from, to, line, bend, ...said] }) {
  const [caption, relation, more] = said.map((number) => held.tables.words[number]);
  const edge = { id: held.ids.edges[n], ...held.tables.lines[line], from: held.ids.nodes[from], to: held.ids.nodes[to] };
  const smooth = held.tables.bends[bend];
  if (smooth !== null) edge.smooth = smooth;
  if (caption !== null) edge.caption = caption;
  if (relation !== null) edge.title = more === null ? relation : `${relation}\n${more}`;
  return edge;
}

function restOf(held, { legend, glyphs, ...rest }) {
  const found = rest;
  if (glyphs) found.glyphs = Object.fromEntries(glyphs.map((number) => held.tables.glyphs[number]));
  if (legend) {
    const entries = ([number, count, kinds]) => {
      const counted = { ...held.tables.entries[number], count: count ?? undefined };
      return kinds ? { ...counted, kinds: kinds.map(entries) } : counted;
    };
    const parts = Object.entries(legend).map(([name, rows]) => [name, Array.isArray(rows) ? rows.map(entries) : rows]);
    found.legend = Object.fromEntries(parts);
  }
  return found;
}
