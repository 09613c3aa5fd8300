// The parts of a drawing on the page: select box, tool bar, canvas, legends, and what is only spoken.

function make(name, attributes = {}, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (value === false || value === undefined) continue;
    if (key === "class") element.className = value;
    else element.setAttribute(key, value === true ? "" : value);
  }
  element.append(...children);
  return element;
}

function svg(name, attributes) {
  const element = document.createElementNS("http://www.w3.org/2000/svg", name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  return element;
}

function tool(name, label, sign = "") {
  const named = sign ? { "aria-label": label, title: label } : {};
  return make("button", { class: `ag-${name}`, type: "button", ...named }, sign || label);
}

function furnish(frame) {
  if (frame.querySelector(".ag-canvas")) return;
  frame.before(make("style", {}, shared.css));
  const tools = make(
    "div",
    { class: "ag-tools", role: "toolbar", "aria-label": word("tools") },
    tool("fit", word("show_all")),
    tool("in", word("zoom_in"), "+"),
    tool("out", word("zoom_out"), "−"),
    tool("relax", word("relax")),
    tool("box", word("box")),
    tool("png", word("png")),
    tool("more", word("actions"), "⋯"),
  );
  const chosen = make("label", { class: "ag-chosen" }, make("span", {}, word("choose")), make("select"));
  const stage = make(
    "div",
    { class: "ag-stage" },
    make("div", { class: "ag-canvas", tabindex: "0", role: "application", "aria-description": word("keys") }),
    make("div", { class: "ag-rubber", hidden: true }),
    make("p", { class: "ag-note", role: "status" }, word("loading")),
  );
  frame.replaceChildren(
    make("div", { class: "ag-bar" }, chosen, tools),
    stage,
    make("p", { class: "ag-spoken", "aria-live": "polite" }),
    make("ul", { class: "ag-legend ag-lines", "aria-label": word("lines") }),
    make("ul", { class: "ag-legend ag-kinds", "aria-label": word("shapes") }),
  );
  frame.querySelector(".ag-box").setAttribute("aria-pressed", "false");
}

// Instead of a picture: that there is none yet, that it failed, or that nothing is in it.
function note(frame, text) {
  const place = frame.querySelector(".ag-note");
  place.textContent = text;
  place.hidden = !text;
}
