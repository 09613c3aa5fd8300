// The way in: brings the editor's code, the words of the page and the names of the ontology, once for a page.
import { formatted } from "./formatting.js";
import { open } from "./opening.js";
import { shared } from "./shared.js";

export default function ({ data }) {
  Object.assign(shared, { words: data.words, prefixes: data.prefixes, terms: data.terms, offered: data.offered, css: data.css });
  if (shared.open) return;
  shared.open = open;
  shared.formatted = formatted;
  window.dispatchEvent(new Event("armsgraph-editor-ready"));
}
