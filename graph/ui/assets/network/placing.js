// Where nodes stand that the picture did not have: beside a neighbour that has its place. Only they move.

const NEWCOMER_ROUNDS = 120;

function placeNewcomers(newcomers, placed, edges) {
  const neighbours = new Map(newcomers.map((node) => [node.id, []]));
  for (const edge of edges) {
    neighbours.get(edge.from)?.push(edge.to);
    neighbours.get(edge.to)?.push(edge.from);
  }
  newcomers.forEach((node, index) => {
    const anchor = neighbours.get(node.id).map((id) => placed.get(id)).find(Boolean) ?? { x: 0, y: 0 };
    const angle = index * 2.399963;
    const reach = 150 + 8 * index;
    placed.set(node.id, { x: anchor.x + reach * Math.cos(angle), y: anchor.y + reach * Math.sin(angle) });
  });
  const rounds = Math.min(NEWCOMER_ROUNDS, Math.ceil(3e6 / (newcomers.length * placed.size + 1)));
  for (let round = 0; round < rounds; round += 1) newcomers.forEach((node) => makeRoom(node.id, neighbours, placed));
}

function makeRoom(id, neighbours, placed) {
  const here = placed.get(id);
  let pushX = 0;
  let pushY = 0;
  for (const [other, there] of placed) {
    if (other === id) continue;
    const dx = here.x - there.x;
    const dy = (here.y - there.y) * 1.8;
    const gap = Math.hypot(dx, dy) || 1;
    if (gap < 170) {
      pushX += (dx / gap) * (170 - gap) * 0.3;
      pushY += (dy / gap) * (170 - gap) * 0.2;
    }
  }
  for (const other of neighbours.get(id)) {
    const there = placed.get(other);
    if (!there) continue;
    const gap = Math.hypot(there.x - here.x, there.y - here.y) || 1;
    pushX += ((there.x - here.x) / gap) * (gap - 190) * 0.06;
    pushY += ((there.y - here.y) / gap) * (gap - 190) * 0.06;
  }
  here.x += Math.max(-30, Math.min(30, pushX));
  here.y += Math.max(-30, Math.min(30, pushY));
}
