// What is in the picture as a list, and what is selected in words, for those who do not use the canvas.

function fillChoices(drawing) {
  const box = drawing.frame.querySelector(".ag-chosen select");
  const names = namesIn(drawing);
  const entities = drawing.nodes.get().map((node) => ({ id: node.id, words: names.get(node.id) + quiet(node, drawing) }));
  const links = drawing.edges.get().map((edge) => ({ id: edge.id, words: linkWords(edge, names, drawing) }));
  box.replaceChildren(
    make("option", { value: "" }, word("nothing_chosen")),
    group(word("entities"), entities),
    group(word("links"), links),
  );
  box.value = drawing.selected;
  box.onchange = () => drawing.choose(box.value);
}

function namesIn(drawing) {
  return new Map(drawing.nodes.get().map((node) => [node.id, node.name ?? node.label ?? node.id]));
}

// What follows the name of an entity of which nobody who counts speaks.
function quiet(node, drawing) {
  return node.silent ? ` (${drawing.silence.label})` : "";
}

function group(label, choices) {
  const sorted = choices.sort((one, other) => one.words.localeCompare(other.words));
  return make("optgroup", { label }, ...sorted.map(({ id, words }) => make("option", { value: id }, words)));
}

function linkWords(edge, names, drawing) {
  const relation = (edge.title ?? edge.caption ?? "").split("\n")[0];
  const line = drawing.lines[edge.status];
  const standing = line ? ` (${line.label.toLowerCase()})` : "";
  return `${names.get(edge.from)}, ${relation}, ${names.get(edge.to)}${standing}`;
}

function speak(drawing) {
  const box = drawing.frame.querySelector(".ag-chosen select");
  box.value = drawing.selected;
  if (box.selectedIndex < 0) box.value = "";
  drawing.frame.querySelector(".ag-spoken").textContent = spoken(drawing);
}

function spoken(drawing) {
  const node = drawing.nodes.get(drawing.selected);
  if (node) {
    const n = drawing.network.getConnectedEdges(node.id).length;
    const kind = (node.title ?? "").split("\n")[1] ?? "";
    return word(n === 1 ? "said_one" : "said", { name: node.name ?? node.label, kind, n });
  }
  const edge = drawing.edges.get(drawing.selected);
  return edge ? linkWords(edge, namesIn(drawing), drawing) : "";
}
