// What all editors of a page share, whichever copy of this code Streamlit starts.

export const shared = (window.__armsgraphEditor ??= { askers: {}, words: {}, prefixes: {}, terms: [] });

export function word(name, values = {}) {
  const text = shared.words[name] ?? name;
  return text.replace(/\{(\w+)\}/g, (whole, key) => values[key] ?? whole);
}
