// The words of a query one by one, each with what begins at it.
import { parser } from "./language.js";

const MARKS = /&&|\|\||!=|<=|>=|\S/g;
const TRIPLES = new Set(["TriplesSameSubjectPath", "TriplesSameSubject"]);
const PROPERTIES = new Set(["PropertyListPathNotEmpty", "PropertyListNotEmpty"]);
const BODIES = new Set(["SelectQuery", "ConstructQuery", "AskQuery", "DescribeQuery"]);

// Null for a text that is not SPARQL.
export function tokensOf(text) {
  const tree = parser.parse(text);
  const beginnings = new Map();
  const tokens = [];
  let faulty = false;
  let at = 0;
  const marks = (to, within) => {
    for (const mark of text.slice(at, to).matchAll(MARKS)) add(at + mark.index, mark[0], mark[0], within);
  };
  const add = (from, written, name, within) => {
    tokens.push({ from, to: from + written.length, text: written, name, within, begins: beginnings.get(from) ?? {} });
  };
  tree.iterate({
    enter(node) {
      faulty ||= node.type.isError;
      if (node.to > node.from) note(beginnings, node, text);
      if (node.node.firstChild || node.to === node.from) return;
      marks(node.from, listAround(node.node));
      add(node.from, text.slice(node.from, node.to).trimEnd(), node.name, listAround(node.node));
      at = Math.max(at, node.to);
    },
  });
  marks(text.length, 0);
  return faulty ? null : tokens;
}

function note(beginnings, node, text) {
  const found = beginnings.get(node.from) ?? {};
  if (TRIPLES.has(node.name)) found.triples = true;
  if (PROPERTIES.has(node.name)) found.properties = key(node);
  if (BODIES.has(node.name)) found.body = node.from > 0 && /\S/.test(text.slice(0, node.from));
  if (["Verb", "VerbPath", "VerbSimple"].includes(node.name)) found.property = true;
  if (node.name === "GraphPatternNotTriples") found.pattern = true;
  if (node.name === "DataBlockValue") found.row = true;
  beginnings.set(node.from, found);
}

// What tells a list of properties from others: 0 stands for none.
function key(node) {
  return node.from + 1;
}

function listAround(node) {
  for (let one = node.parent; one; one = one.parent) if (PROPERTIES.has(one.name)) return key(one);
  return 0;
}
