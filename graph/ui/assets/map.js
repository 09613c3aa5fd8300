// Draws places on outlines that another component brings, and tells Python what was clicked.
const NS = "http://www.w3.org/2000/svg";
const KM_PER_DEGREE = 111.3;
const views = (window.armsgraphMapViews ??= new Map());

const x = (longitude) => longitude;
const y = (latitude) => {
  const held = Math.max(-84, Math.min(84, latitude));
  return (-Math.log(Math.tan(Math.PI / 4 + (held * Math.PI) / 360)) * 180) / Math.PI;
};
const stretch = (latitude) => 1 / Math.cos((Math.min(80, Math.abs(latitude)) * Math.PI) / 180);

function make(name, attributes, parent) {
  const one = document.createElementNS(NS, name);
  for (const [key, value] of Object.entries(attributes)) one.setAttribute(key, value);
  parent?.append(one);
  return one;
}

function path(lines, closed) {
  return lines
    .map((line) => "M" + line.map(([lon, lat]) => `${lon.toFixed(2)} ${y(lat).toFixed(2)}`).join("L") + (closed ? "Z" : ""))
    .join("");
}

function isDark(element) {
  const [r, g, b] = (getComputedStyle(element).color.match(/[\d.]+/g) ?? [0, 0, 0]).map(Number);
  return r + g + b > 380;
}

function drawGround(ground) {
  const held = window.armsgraphOutlines;
  if (!held || ground.childElementCount) return;
  make("path", { class: "ag-land", d: path(held.land, true) }, ground);
  make("path", { class: "ag-border", d: path(held.borders, false) }, ground);
  make("path", { class: "ag-border ag-open", d: path(held.disputed, false) }, ground);
}

export default function ({ data, parentElement, setTriggerValue }) {
  const root = parentElement.querySelector(".ag-map");
  const svg = root.querySelector("svg");
  const ground = svg.querySelector(".ag-ground");
  const layer = svg.querySelector(".ag-signs");
  const card = root.querySelector(".ag-map-card");
  const tell = (event, value) => setTriggerValue(event, { ...value, at: Date.now() });
  const words = data.words;
  svg.setAttribute("aria-label", words.label);
  root.classList.toggle("ag-dark", isDark(root));
  drawGround(ground);
  window.addEventListener("armsgraph-outlines", () => { drawGround(ground); place(); }, { once: true });

  const size = () => [svg.clientWidth || 600, svg.clientHeight || 300];

  function fitted() {
    const [width, height] = size();
    const near = data.signs.filter((one) => one.precision !== "country");
    const told = near.length ? near : data.signs;
    if (!told.length) return { x: 20, y: y(30), k: width / 300 };
    const reach = (one) => Math.max((one.kilometres ?? 100) / KM_PER_DEGREE, 0.4) * stretch(one.latitude);
    const xs = told.flatMap((one) => [x(one.longitude) - reach(one), x(one.longitude) + reach(one)]);
    const ys = told.flatMap((one) => [y(one.latitude) - reach(one), y(one.latitude) + reach(one)]);
    const [left, right, top, bottom] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
    const k = Math.min((width * 0.8) / Math.max(right - left, 3), (height * 0.76) / Math.max(bottom - top, 2));
    return { x: (left + right) / 2, y: (top + bottom) / 2, k: clamp(k) };
  }
  const clamp = (k) => Math.max(size()[0] / 420, Math.min(k, 900));

  let view = views.get(data.map);
  if (!view || view.of !== data.of) view = null;
  const keep = (next) => { view = { ...next, of: data.of }; views.set(data.map, view); place(); };

  function zoom(factor, at) {
    const [width, height] = size();
    const [px, py] = at ?? [width / 2, height / 2];
    const k = clamp(view.k * factor);
    const held = [view.x + (px - width / 2) / view.k, view.y + (py - height / 2) / view.k];
    keep({ x: held[0] - (px - width / 2) / k, y: held[1] - (py - height / 2) / k, k });
  }
  const move = (dx, dy) => keep({ ...view, x: view.x + dx / view.k, y: view.y + dy / view.k });

  function sign(one) {
    const kinds = ["ag-sign", `ag-${one.precision}`, one.chosen ? "ag-chosen" : ""].join(" ").trim();
    const group = make("g", { class: kinds, role: "button", tabindex: "0", "aria-label": one.name }, layer);
    group.agSign = one;
    if (one.precision !== "exact") make("circle", { class: "ag-ring" }, group);
    const middle = one.precision === "exact" ? "ag-dot" : "ag-hub";
    make("circle", { class: middle, r: one.count ? 9 : 5 }, group);
    if (one.count) make("text", { class: "ag-number", y: 4 }, group).textContent = one.count;
    const label = make("text", { class: "ag-label", x: one.count ? 13 : 9, y: 4 }, group);
    label.textContent = one.label;
    make("title", {}, group).textContent = one.name;
    group.onclick = (event) => { if (!svg.agDragged) { event.stopPropagation(); show(one); } };
    group.onkeydown = (event) => {
      if (event.key !== "Enter" && event.key !== " ") return;
      event.preventDefault();
      show(one);
    };
  }

  function button(text, act, parent) {
    const one = document.createElement("button");
    one.type = "button";
    one.dir = "auto";
    one.textContent = text;
    one.onclick = act;
    parent.append(one);
    return one;
  }

  function show(one) {
    describe(one);
    tell("pick", { places: one.places });
  }

  function describe(one) {
    card.replaceChildren();
    card.hidden = false;
    const title = document.createElement("p");
    title.dir = "auto";
    title.append(Object.assign(document.createElement("strong"), { textContent: one.label }));
    const how = Object.assign(document.createElement("p"), { textContent: one.how, dir: "auto" });
    const list = document.createElement("ul");
    for (const each of one.happenings) {
      const item = document.createElement("li");
      button(each.label, () => tell("select", { id: each.id }), item);
      list.append(item);
    }
    card.append(title, how, list);
    button(words["all-places"], () => { card.hidden = true; tell("pick", { places: [] }); }, card);
  }

  function place() {
    if (!view) {
      view = { ...fitted(), of: data.of };
      if (svg.clientWidth) views.set(data.map, view);
    }
    const [width, height] = size();
    svg.setAttribute("viewBox", `0 0 ${width} ${height}`);
    const put = `translate(${width / 2} ${height / 2}) scale(${view.k}) translate(${-view.x} ${-view.y})`;
    ground.setAttribute("transform", put);
    const taken = [];
    const groups = [...layer.children].sort((a, b) => rank(b.agSign) - rank(a.agSign));
    for (const group of groups) {
      const one = group.agSign;
      const px = width / 2 + (x(one.longitude) - view.x) * view.k;
      const py = height / 2 + (y(one.latitude) - view.y) * view.k;
      group.setAttribute("transform", `translate(${px.toFixed(1)} ${py.toFixed(1)})`);
      const ring = ((one.kilometres ?? 40) / KM_PER_DEGREE) * stretch(one.latitude) * view.k;
      group.querySelector(".ag-ring")?.setAttribute("r", Math.max(ring, 14).toFixed(1));
      const box = [px, py - 9, px + 16 + one.label.length * 6.6, py + 9];
      const crowded = taken.some((other) => box[0] < other[2] && other[0] < box[2] && box[1] < other[3] && other[1] < box[3]);
      group.classList.toggle("ag-crowded", crowded);
      if (!crowded) taken.push(box);
      group.querySelector(".ag-label").setAttribute("visibility", "visible");
    }
    measure(height);
  }
  const rank = (one) => (one.chosen ? 1000 : 0) + one.count * 10 + (one.precision === "country" ? -5 : 0);

  function measure(height) {
    const latitude = (Math.atan(Math.exp((-view.y * Math.PI) / 180)) * 360) / Math.PI - 90;
    const perPixel = KM_PER_DEGREE / stretch(latitude) / view.k;
    const steps = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000];
    const step = steps.findLast((each) => each / perPixel <= 110) ?? 1;
    const scale = root.querySelector(".ag-map-scale");
    scale.textContent = words.scale.replace("{n}", step.toLocaleString("en"));
    scale.style.width = `${step / perPixel}px`;
  }

  // Wide rings lie beneath narrow ones, so that each can be clicked.
  layer.replaceChildren();
  [...data.signs].sort((a, b) => (b.kilometres ?? 40) - (a.kilometres ?? 40)).forEach(sign);
  const chosen = data.signs.find((one) => one.chosen && one.picked);
  if (chosen) describe(chosen);
  else card.hidden = true;
  place();

  const [closer, farther, all] = root.querySelectorAll(".ag-map-tools button");
  closer.setAttribute("aria-label", words["zoom-in"]);
  farther.setAttribute("aria-label", words["zoom-out"]);
  all.textContent = words.fit;
  closer.onclick = () => zoom(1.6);
  farther.onclick = () => zoom(1 / 1.6);
  all.onclick = () => keep(fitted());

  svg.onwheel = (event) => {
    if (!event.ctrlKey && !event.metaKey && !svg.matches(":focus, :focus-within")) return;
    event.preventDefault();
    const box = svg.getBoundingClientRect();
    zoom(event.deltaY < 0 ? 1.25 : 0.8, [event.clientX - box.left, event.clientY - box.top]);
  };
  svg.onkeydown = (event) => {
    if (event.target !== svg) return;
    const steps = { ArrowLeft: [-60, 0], ArrowRight: [60, 0], ArrowUp: [0, -60], ArrowDown: [0, 60] };
    if (steps[event.key]) move(...steps[event.key]);
    else if (event.key === "+" || event.key === "=") zoom(1.6);
    else if (event.key === "-") zoom(1 / 1.6);
    else return;
    event.preventDefault();
  };
  svg.onpointerdown = (event) => { svg.agFrom = [event.clientX, event.clientY]; svg.agDragged = false; };
  svg.onpointermove = (event) => {
    if (!svg.agFrom || !(event.buttons & 1)) return;
    const [dx, dy] = [event.clientX - svg.agFrom[0], event.clientY - svg.agFrom[1]];
    if (!svg.agDragged && Math.hypot(dx, dy) < 5) return;
    svg.agDragged = true;
    svg.setPointerCapture(event.pointerId);
    svg.agFrom = [event.clientX, event.clientY];
    move(-dx, -dy);
  };
  svg.onpointerup = svg.onpointercancel = () => { svg.agFrom = null; };
  svg.ondblclick = (event) => {
    const box = svg.getBoundingClientRect();
    zoom(2, [event.clientX - box.left, event.clientY - box.top]);
  };
  const watching = new ResizeObserver(() => {
    if (!views.has(data.map)) view = null;
    place();
  });
  watching.observe(svg);
  const themed = () => root.classList.toggle("ag-dark", isDark(root));
  document.documentElement.addEventListener("transitionrun", themed);
  return () => { watching.disconnect(); document.documentElement.removeEventListener("transitionrun", themed); };
}
