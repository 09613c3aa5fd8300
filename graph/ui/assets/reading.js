// Brings the pane into sight when another claim is read; drawn again for the same claim it moves nothing.
export default function ({ data, parentElement }) {
  const pane = parentElement.closest(".st-key-reading-pane");
  if (!pane || pane.agRead === data.read) return;
  pane.agRead = data.read;
  pane.style.scrollMargin = "4.5rem 0 1rem"; // Clear of the bar at the top of the window.
  requestAnimationFrame(() => pane.scrollIntoView({ block: "nearest" }));
}
