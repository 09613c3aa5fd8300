// Shows HTML that Python has made and escaped, and tells Python what was clicked in it.
export default function ({ data, parentElement, setTriggerValue }) {
  const place = parentElement.querySelector(".ag-clickable");
  if (place.agHtml !== data.html) {
    const held = place.contains(document.activeElement) ? document.activeElement.dataset.go : undefined;
    place.innerHTML = data.html;
    place.agHtml = data.html;
    // Whoever goes by keyboard stays where they were.
    if (held !== undefined) place.querySelector(`[data-go="${CSS.escape(held)}"]`)?.focus();
  }
  place.onclick = (event) => {
    const target = event.target.closest("[data-go]");
    if (!target || !place.contains(target)) return;
    event.preventDefault();
    setTriggerValue("go", { to: target.dataset.go, at: Date.now() });
  };
}
