// Hands over to the drawing's code, which another component brings once, so that it is not sent with each change.
export default function (component) {
  const shared = (window.__armsgraph ??= {});
  let close = null;
  let gone = false;
  const open = () => {
    if (!gone) close = shared.open(component);
  };
  if (shared.open) open();
  else window.addEventListener("armsgraph-ready", open, { once: true });
  return () => {
    gone = true;
    close?.();
  };
}
