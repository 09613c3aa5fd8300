// What can be done with a node: right click, long press, the Menu key, or the button with three dots.

const menu = { element: null, leave: null, canvas: null };

function openMenu(drawing, id, at) {
  closeMenu();
  const node = drawing.nodes.get(id);
  if (!node || !drawing.editing) return;
  const label = word("menu_of", { name: node.name ?? node.label });
  menu.element = make("div", { class: "ag-menu", role: "menu", "aria-label": label });
  for (const [name, act] of deeds(drawing, id)) {
    const item = make("button", { type: "button", role: "menuitem", tabindex: "-1" }, word(name));
    item.onclick = () => {
      closeMenu();
      drawing.canvas.focus({ preventScroll: true });
      act();
    };
    menu.element.append(item);
  }
  menu.element.onkeydown = (event) => menuKey(drawing, event);
  drawing.frame.querySelector(".ag-stage").append(menu.element);
  menu.canvas = drawing.canvas;
  menu.canvas.classList.add("ag-asked"); // no tooltip over the menu
  place(drawing, at);
  menu.element.firstChild.focus({ preventScroll: true });
  menu.leave = (event) => event.composedPath().includes(menu.element) || closeMenu();
  setTimeout(() => menu.leave && document.addEventListener("pointerdown", menu.leave, true));
}

function deeds(drawing, id) {
  const pinned = drawing.pinned.has(id);
  const marked = drawing.marked.has(id);
  return [
    ["expand", () => drawing.send("expand", id)],
    ["collapse", () => drawing.tell("collapse", [id])],
    ["centre", () => drawing.tell("centre", [id])],
    [pinned ? "unpin" : "pin", () => (pinned ? drawing.unpin([id]) : drawing.pin([id]))],
    ["hide", () => drawing.tell("hide", [id])],
    [marked ? "unmark" : "mark", () => drawing.mark(toggled(drawing.marked, [id]))],
  ];
}

function place(drawing, at) {
  const { clientWidth: width, clientHeight: height } = drawing.canvas;
  const box = menu.element.getBoundingClientRect();
  menu.element.style.left = `${Math.max(4, Math.min(at.x, width - box.width - 4))}px`;
  menu.element.style.top = `${Math.max(4, Math.min(at.y, height - box.height - 4))}px`;
}

function closeMenu() {
  menu.element?.remove();
  menu.canvas?.classList.remove("ag-asked");
  document.removeEventListener("pointerdown", menu.leave, true);
  menu.element = menu.leave = menu.canvas = null;
}

function menuKey(drawing, event) {
  const items = [...menu.element.children];
  const here = items.indexOf(menu.element.getRootNode().activeElement);
  const steps = { ArrowDown: here + 1, ArrowUp: here - 1, Home: 0, End: items.length - 1 };
  event.stopPropagation();
  if (event.key in steps) {
    event.preventDefault();
    items[(steps[event.key] + items.length) % items.length].focus();
  } else if (event.key === "Escape" || event.key === "Tab") {
    event.preventDefault();
    closeMenu();
    drawing.canvas.focus({ preventScroll: true });
  }
}

// `ids` added to `marked`, or taken away if all of them are in it.
function toggled(marked, ids) {
  const all = ids.every((id) => marked.has(id));
  const kept = [...marked].filter((id) => !ids.includes(id));
  return all ? kept : [...kept, ...ids];
}
