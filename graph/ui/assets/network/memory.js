// What outlives a rerun and a change of page: drawings by name, scenes as they were received, and places.

const shared = (window.__armsgraph ??= {});
shared.graphs ??= {}; // the drawings on the page
shared.wanted ??= {}; // what is selected and marked in each, as Python last said
shared.places ??= {}; // where the nodes of each scene stand
shared.views ??= {}; // zoom and middle of each scene
shared.scenes ??= new Map(); // what was received of each scene, the longest unused first
shared.kinds ??= {}; // entries of legends ever seen, for those that are switched off

const KEPT_SCENES = 40;
const instances = new WeakMap();

function word(name, values = {}) {
  return (shared.words?.[name] ?? name).replace(/\{(\w+)\}/g, (_, key) => values[key] ?? "");
}

// Motion is for those who want it.
function still() {
  return window.matchMedia("(prefers-reduced-motion: reduce)").matches;
}
