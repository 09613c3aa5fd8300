// Hands over to the editor's code, which another component brings once; until it is there, and where it does not
// start, a plain text area does the same.
export default function (component) {
  const shared = (window.__armsgraphEditor ??= { askers: {}, words: {}, prefixes: {}, terms: [] });
  const { data, parentElement, setTriggerValue } = component;
  let close = null;
  let gone = false;
  const area = data.asks ? null : parentElement.querySelector(".ag-plain");
  const open = () => {
    if (gone) return;
    try {
      close = shared.open(component);
    } catch (error) {
      console.warn("armsgraph: the editor does not start", error);
      plain(area, data, setTriggerValue);
    }
  };
  if (shared.open) open();
  else {
    plain(area, data, setTriggerValue);
    window.addEventListener("armsgraph-editor-ready", open, { once: true });
  }
  return () => {
    gone = true;
    close?.();
  };
}

function plain(area, data, setTriggerValue) {
  if (!area) return;
  area.hidden = false;
  if (area.agRevision !== data.revision) area.value = data.text;
  area.agRevision = data.revision;
  const said = area.getRootNode().querySelector(".ag-said");
  said.textContent = data.problem?.message ?? "";
  area.onchange = () => setTriggerValue("change", { text: area.value, at: Date.now() });
  area.onkeydown = (event) => {
    if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    setTriggerValue("run", { text: area.value, at: Date.now() });
  };
}
