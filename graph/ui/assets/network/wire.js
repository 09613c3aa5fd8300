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
    for (const row of wire[part] ?? []) {
      if (row.id) held.ids[part][row.n] = held.tables.starts[row.id[0]] + row.id[1];
    }
  }
  for (const row of wire.nodes ?? []) held.nodes.set(row.n, nodeOf(held, row));
  for (const row of wire.edges ?? []) held.edges.set(row.n, edgeOf(held, row));
  Object.assign(held.rest, wire.rest);
  for (const name of wire.dropped ?? []) delete held.rest[name];
  held.version = wire.version;
}

function nodeOf(held, { n, id, look, ...own }) {
  const { named, about, ...shown } = held.tables.looks[look];
  const node = { id: held.ids.nodes[n], ...shown, ...own };
  const label = (node.label ?? "").replaceAll("\n", " ");
  if (named) node.name ??= label;
  if (about !== undefined) node.title = (node.name ?? label) + about;
  return node;
}

function edgeOf(held, { n, from, to, look, says }) {
  const ends = { from: held.ids.nodes[from], to: held.ids.nodes[to] };
  return { id: held.ids.edges[n], ...held.tables.lines[look], ...held.tables.says[says], ...ends };
}
