"use strict";
// Draws the payload and shows evidence on demand. Text only ever enters the page as text: through
// textContent, or as a copy of rows that the page already holds.
(() => {
  const payload = JSON.parse(document.getElementById("payload").textContent);
  const drawing = document.getElementById("drawing");
  const evidence = document.getElementById("evidence");
  const dark = window.matchMedia("(prefers-color-scheme: dark)");
  const rows = [...document.querySelectorAll("tr[data-iri]")];
  const byIri = new Map(rows.map((row) => [row.dataset.iri, row]));
  const labelled = payload.edges.length <= 120;
  const lines = new Map(payload.legend.statuses.map((line) => [line.status, line]));

  const paint = () => {
    const ink = dark.matches ? "#e6e9ed" : "#1d2329";
    const paper = dark.matches ? "#14181d" : "#ffffff";
    return { color: ink, strokeWidth: 3, strokeColor: paper };
  };
  const drawnNode = (node) => ({ ...node, font: { ...paint(), size: 14 } });
  const drawnEdge = (edge) => {
    const line = lines.get(edge.status);
    const label = labelled || edge.status !== "undisputed" ? edge.caption : undefined;
    return { ...edge, label, color: dark.matches ? line.darkColour : line.colour,
             font: { ...paint(), size: 11, align: "middle" } };
  };

  const nodes = new vis.DataSet(payload.nodes.map(drawnNode));
  const edges = new vis.DataSet(payload.edges.map(drawnEdge));
  const network = new vis.Network(drawing, { nodes, edges }, payload.options);
  dark.addEventListener("change", () => {
    nodes.update(payload.nodes.map(drawnNode));
    edges.update(payload.edges.map(drawnEdge));
  });

  const element = (name, text, className) => {
    const made = document.createElement(name);
    made.textContent = text;
    made.dir = "auto";
    if (className) made.className = className;
    return made;
  };
  const section = (row) => {
    const cells = [...row.cells].map((cell) => cell.textContent);
    return [element("h3", cells.slice(0, 3).join(" · ")), element("p", cells[3], "quiet"),
            row.querySelector(".claims").cloneNode(true)];
  };
  const show = (heading, parts) => {
    evidence.replaceChildren(element("h2", heading), ...parts);
    evidence.scrollTop = 0;
  };
  const showLink = (iri) => show("Evidence of this link", section(byIri.get(iri)));
  const showNode = (iri) => {
    const node = nodes.get(iri);
    const about = rows.filter((row) => row.dataset.source === iri || row.dataset.target === iri);
    const none = about.length ? [] : [element("p", "No claim in this file is about it.")];
    show(node.name, [element("p", node.title.split("\n").pop(), "quiet"), ...none, ...about.flatMap(section)]);
  };
  network.on("click", (event) => {
    if (event.nodes.length) showNode(event.nodes[0]);
    else if (event.edges.length) showLink(event.edges[0]);
  });

  const find = document.getElementById("find");
  const sorted = [...payload.nodes].sort((a, b) => a.name.localeCompare(b.name));
  for (const node of sorted) {
    const option = element("option", node.name);
    option.value = node.id;
    find.append(option);
  }
  find.addEventListener("change", () => {
    if (!find.value) return;
    network.selectNodes([find.value]);
    network.focus(find.value, { scale: 1 });
    showNode(find.value);
  });
  network.fit();
  // For whoever opens the browser's console.
  window.drawing = network;
})();
