"use strict";
// Shows evidence on demand and moves the drawing. Text only ever enters the page as text: through
// textContent, or as a copy of rows that the page already holds.
(() => {
  const at = (id) => document.getElementById(id);
  const [drawing, evidence, search, choice, found, matches] =
    ["drawing", "evidence", "search", "choice", "found", "matches"].map(at);
  const rows = [...document.querySelectorAll("tr[data-iri]")];
  const rowOf = new Map(rows.map((row) => [row.dataset.iri, row]));
  const partOf = new Map([...drawing.querySelectorAll("[data-iri]")].map((part) => [part.dataset.iri, part]));
  const choices = [...choice.querySelectorAll("optgroup option")];
  const nameOf = new Map(choices.map((option) => [option.value, option.textContent]));
  const MOST_MATCHES = 12;
  const LEGIBLE = 0.62;
  const STEP = 1.3;

  const element = (name, text, className) => {
    const made = document.createElement(name);
    made.textContent = text;
    made.dir = "auto";
    if (className) made.className = className;
    return made;
  };

  // What is said, copied from the tables.
  const section = (row) => {
    const cells = [...row.cells].map((cell) => cell.textContent);
    return [element("h3", cells.slice(0, 3).join(" · ")), element("p", cells[3], "quiet"),
            row.querySelector(".sides").cloneNode(true)];
  };
  const about = (iri) => rows.filter((row) => row.dataset.source === iri || row.dataset.target === iri);
  const show = (iri) => {
    const row = rowOf.get(iri);
    const said = row ? [row] : about(iri);
    const title = element("h2", row ? "Evidence of this link" : nameOf.get(iri) ?? "");
    const none = said.length ? [] : [element("p", "No claim in this file is about it.")];
    evidence.replaceChildren(title, ...none, ...said.flatMap(section));
    evidence.scrollTop = 0;
  };
  const mark = (iri) => {
    for (const part of drawing.querySelectorAll(".picked, .near")) part.classList.remove("picked", "near");
    drawing.classList.toggle("chosen", Boolean(iri));
    if (!iri) return;
    partOf.get(iri)?.classList.add("picked");
    const near = rowOf.has(iri) ? [iri] : about(iri).map((row) => row.dataset.iri);
    for (const link of near) partOf.get(link)?.classList.add("near");
  };
  const choose = (iri) => {
    mark(iri);
    choice.value = iri;
    if (!iri) return;
    show(iri);
    // Where the evidence lies below the drawing, it would be shown out of sight.
    if (evidence.offsetTop > drawing.clientHeight) evidence.scrollIntoView({ block: "nearest" });
  };

  // The part of the drawing that is seen, in its own pixels.
  const whole = drawing.viewBox.baseVal;
  const all = { x: whole.x, y: whole.y, width: whole.width, height: whole.height };
  let seen = { ...all };
  const look = (next) => {
    seen = next;
    drawing.setAttribute("viewBox", `${seen.x} ${seen.y} ${seen.width} ${seen.height}`);
  };
  const scale = () => Math.min(drawing.clientWidth / seen.width, drawing.clientHeight / seen.height) || 1;
  const inside = (event) => {
    const box = drawing.getBoundingClientRect();
    return { x: seen.x + seen.width / 2 + (event.clientX - box.x - box.width / 2) / scale(),
             y: seen.y + seen.height / 2 + (event.clientY - box.y - box.height / 2) / scale() };
  };
  const middle = () => ({ x: seen.x + seen.width / 2, y: seen.y + seen.height / 2 });
  const zoom = (factor, kept = middle()) => {
    const share = Math.min(Math.max(1 / factor, 80 / seen.width), (4 * all.width) / seen.width);
    look({ x: kept.x - (kept.x - seen.x) * share, y: kept.y - (kept.y - seen.y) * share,
           width: seen.width * share, height: seen.height * share });
  };
  const move = (dx, dy) => look({ ...seen, x: seen.x - dx / scale(), y: seen.y - dy / scale() });
  const closeUp = (x, y) => {
    const width = drawing.clientWidth / LEGIBLE;
    const height = drawing.clientHeight / LEGIBLE;
    look({ x: x - width / 2, y: y - height / 2, width, height });
  };
  // A small screen cannot hold a large drawing legibly: it starts in the middle, and "Show all" shows all.
  const open = () => {
    const centre = (drawing.dataset.centre ?? "").split(" ").map(Number);
    if (centre.length === 2 && drawing.clientWidth < 560 && scale() < LEGIBLE) closeUp(...centre);
  };
  const reveal = (iri) => {
    const box = partOf.get(iri)?.getBBox();
    if (!box) return;
    const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
    const outside = x < seen.x || y < seen.y || x > seen.x + seen.width || y > seen.y + seen.height;
    if (outside) look({ ...seen, x: x - seen.width / 2, y: y - seen.height / 2 });
  };

  // One finger or the mouse moves the drawing, two fingers zoom it; what hardly moved was a click.
  const pointers = new Map();
  let travelled = 0;
  const spread = () => {
    const [one, other] = [...pointers.values()];
    return Math.hypot(one.clientX - other.clientX, one.clientY - other.clientY);
  };
  drawing.addEventListener("pointerdown", (event) => {
    pointers.set(event.pointerId, event);
    if (pointers.size === 1) travelled = 0;
  });
  drawing.addEventListener("pointermove", (event) => {
    const last = pointers.get(event.pointerId);
    if (!last) return;
    const before = pointers.size === 2 ? spread() : 0;
    pointers.set(event.pointerId, event);
    const [dx, dy] = [event.clientX - last.clientX, event.clientY - last.clientY];
    travelled += Math.hypot(dx, dy);
    if (travelled > 4) drawing.setPointerCapture(event.pointerId);
    drawing.classList.toggle("moving", travelled > 4);
    if (before) zoom(spread() / before, inside(event));
    else move(dx, dy);
  });
  for (const name of ["pointerup", "pointercancel", "pointerleave"]) {
    drawing.addEventListener(name, (event) => {
      pointers.delete(event.pointerId);
      drawing.classList.remove("moving");
    });
  }
  drawing.addEventListener("click", (event) => {
    if (travelled <= 4) choose(event.target.closest("[data-iri]")?.dataset.iri ?? "");
  });
  drawing.addEventListener("wheel", (event) => {
    event.preventDefault();
    zoom(event.deltaY < 0 ? STEP ** 0.5 : STEP ** -0.5, inside(event));
  }, { passive: false });
  at("in").onclick = () => zoom(STEP);
  at("out").onclick = () => zoom(1 / STEP);
  at("all").onclick = () => look({ ...all });

  // Words are looked for in names and in everything that is said.
  const folded = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
  const wordsOf = new Map(rows.map((row) => [row, folded(row.textContent)]));
  const pick = (iri) => {
    choose(iri);
    reveal(iri);
  };
  const matchButton = (option) => {
    const item = document.createElement("li");
    const button = element("button", option.textContent);
    button.type = "button";
    button.onclick = () => pick(option.value);
    item.append(button);
    return item;
  };
  const searched = () => {
    const words = folded(search.value).split(/\s+/).filter(Boolean);
    const fits = (text) => words.every((word) => text.includes(word));
    let kept = 0;
    for (const row of rows) {
      row.hidden = !fits(wordsOf.get(row));
      kept += row.hidden ? 0 : 1;
    }
    const hits = words.length ? choices.filter((option) => {
      const row = rowOf.get(option.value);
      return row ? !row.hidden : fits(folded(option.textContent));
    }) : [];
    matches.replaceChildren(...hits.slice(0, MOST_MATCHES).map(matchButton));
    matches.hidden = hits.length === 0;
    const more = hits.length > MOST_MATCHES ? `, the first ${MOST_MATCHES} as buttons` : "";
    found.textContent = words.length ? `${hits.length} found${more}; the tables show ${kept} of ${rows.length} rows.` : "";
  };
  search.addEventListener("input", searched);
  choice.addEventListener("change", () => pick(choice.value));
  document.addEventListener("keydown", (event) => {
    if (event.target.closest("input, select, textarea")) {
      if (event.key === "Escape" && event.target === search) {
        search.value = "";
        searched();
      }
      return;
    }
    const steps = { ArrowLeft: [40, 0], ArrowRight: [-40, 0], ArrowUp: [0, 40], ArrowDown: [0, -40] };
    if (event.key === "/") search.focus();
    else if (event.key === "Escape") choose("");
    else if (event.key in steps && event.target.closest("#frame")) move(...steps[event.key]);
    else return;
    event.preventDefault();
  });

  // On paper nothing can be unfolded.
  window.addEventListener("beforeprint", () => {
    look({ ...all });
    for (const each of document.querySelectorAll("details")) each.open = true;
  });
  for (const part of document.querySelectorAll(".find, .tools")) part.hidden = false;
  open();
})();
