// What can be completed: prefixes, names of the ontology, entities of the graph, variables, words of SPARQL.
import { pickedCompletion, snippetCompletion } from "@codemirror/autocomplete";
import { found } from "./asking.js";
import { isProse } from "./language.js";
import { shared, word } from "./shared.js";

const KEYWORDS = `SELECT CONSTRUCT DESCRIBE ASK WHERE PREFIX BASE DISTINCT REDUCED FROM NAMED OPTIONAL UNION MINUS FILTER
BIND VALUES GRAPH EXISTS NOT IN AS UNDEF GROUP HAVING ORDER BY ASC DESC LIMIT OFFSET`.split(/\s+/);
const FUNCTIONS = `STR LANG LANGMATCHES DATATYPE BOUND IRI URI BNODE RAND ABS CEIL FLOOR ROUND CONCAT STRLEN UCASE LCASE
ENCODE_FOR_URI CONTAINS STRSTARTS STRENDS STRBEFORE STRAFTER YEAR MONTH DAY HOURS MINUTES SECONDS TIMEZONE TZ NOW UUID
STRUUID MD5 SHA1 SHA256 SHA384 SHA512 COALESCE IF STRLANG STRDT SAMETERM ISIRI ISBLANK ISLITERAL ISNUMERIC REGEX SUBSTR
REPLACE COUNT SUM MIN MAX AVG SAMPLE GROUP_CONCAT`.split(/\s+/);
const WORD = /[\p{L}_][\p{L}\p{N}_-]*:?[\p{L}\p{N}_-]*$/u;
const VARIABLE = /[?$][\p{L}\p{N}_]*$/u;
const IN_BRACKETS = /<[^<>"{}|^`\\\n=&]*$/;
const DECLARED = /^[^\S\n]*PREFIX\s+([\p{L}\p{N}_.-]*):\s*<([^>\n]*)>/gimu;
const SHORTEST_NAME = 2;

// Completions that need nothing but the text and the ontology.
export function known(context) {
  if (isProse(context.state, context.pos) && !context.explicit) return null;
  const variable = context.matchBefore(VARIABLE);
  if (variable) return { from: variable.from, options: variables(context, variable), validFor: /^[?$][\p{L}\p{N}_]*$/u };
  if (context.matchBefore(IN_BRACKETS)) return null;
  const typed = context.matchBefore(WORD);
  if (!typed && !context.explicit) return null;
  const declared = declarations(context.state.doc.toString());
  const like = ranked([...prefixes(declared), ...terms(declared), ...words()], typed?.text ?? "");
  return { from: typed?.from ?? context.pos, options: offered(like, typed?.text ?? "", "in_query", 0, shared.offered.names) };
}

// Those whose name begins as was typed first, then those of which a word of name or label does.
function ranked(options, typed) {
  const wanted = typed.toLowerCase();
  const rank = ({ displayLabel, local, detail = "" }) => {
    if (local.toLowerCase().startsWith(wanted) || displayLabel.toLowerCase().startsWith(wanted)) return 0;
    const spaced = `${local.replace(/([a-z])([A-Z])/g, "$1 $2")} ${detail}`.toLowerCase();
    return ` ${spaced}`.includes(` ${wanted}`) ? 1 : 2;
  };
  const length = (one) => (wanted ? one.local.length : 0);
  const judged = options.map((one) => ({ one, rank: rank(one) })).filter((each) => each.rank < 2);
  return judged.sort((a, b) => a.rank - b.rank || length(a.one) - length(b.one)).map((each) => each.one);
}

// The first few, under a heading that says where there are more. They have been matched by other words than those
// that are shown: the label by which CodeMirror keeps them is what was typed.
function offered(options, typed, heading, rank, most) {
  const cut = options.length > most;
  const section = { name: word(cut ? `${heading}_more` : heading), rank };
  return options.slice(0, most).map((one, index) => ({ ...one, label: typed, section, boost: -index }));
}

// Entities by any of their names, which Python knows.
export async function entities(context) {
  if (isProse(context.state, context.pos)) return null;
  const typed = context.matchBefore(IN_BRACKETS) ?? context.matchBefore(WORD);
  const text = typed?.text.replace(/^<|^id:/, "").trim() ?? "";
  const wanted = text.replace(/^\w+\//, "").replaceAll("-", " ");
  if (context.matchBefore(VARIABLE) || wanted.length < SHORTEST_NAME || /[:]/.test(wanted)) return null;
  const matches = await found(context.view, wanted, () => context.aborted);
  if (!matches?.length || context.aborted) return null;
  return { from: typed.from, options: offered(matches.map(entity), typed.text, "in_graph", 1, shared.offered.entities) };
}

function variables({ state, pos }, typed) {
  const text = state.doc.toString();
  const before = text.slice(0, typed.from);
  const others = `${before} ${text.slice(pos)}`.match(/[?$][\p{L}_][\p{L}\p{N}_]*/gu) ?? [];
  return [...new Set(others)].map((label) => ({ label, type: "variable" }));
}

function prefixes(declared) {
  const names = { ...shared.prefixes, ...Object.fromEntries(declared) };
  return Object.entries(names).map(([name, iri]) => ({
    displayLabel: `${name}:`,
    local: name,
    detail: iri,
    type: "namespace",
    apply: (view, one, from, to) => insertPrefix(view, one, from, to, [name, iri]),
  }));
}

function terms(declared) {
  return shared.terms.map(({ prefix, local, label, definition, kind }) => ({
    displayLabel: `${prefix}:${local}`,
    local,
    detail: label,
    type: kind,
    info: definition ? () => described(definition) : undefined,
    apply: (view, one, from, to) => insertTerm(view, one, from, to, { prefix, local, declared }),
  }));
}

function words() {
  const functions = FUNCTIONS.map((name) => snippetCompletion(`${name}(\${})`, { label: name, type: "function" }));
  const keywords = KEYWORDS.map((label) => ({ label, type: "keyword", apply: label }));
  return [...keywords, ...functions].map((one) => ({ ...one, displayLabel: one.label, local: one.label }));
}

function entity({ iri, label, type, name }) {
  const other = name && name !== label ? word("also", { name }) : "";
  return {
    displayLabel: label,
    detail: [type, other].filter(Boolean).join(" · "),
    type: "entity",
    apply(view, one, from, to) {
      const end = view.state.sliceDoc(to, to + 1) === ">" ? to + 1 : to;
      insert(view, one, { from, to: end, text: `<${iri}>` });
    },
  };
}

function described(text) {
  const node = document.createElement("div");
  node.textContent = text;
  return node;
}

// The prefixes that a text declares, each with its IRI.
export function declarations(text) {
  return new Map([...text.matchAll(DECLARED)].map(([, name, iri]) => [name, iri]));
}

function insertTerm(view, completion, from, to, { prefix, local, declared }) {
  const namespace = shared.prefixes[prefix];
  const other = [...declared].find(([, iri]) => iri === namespace)?.[0];
  const taken = declared.has(prefix) && declared.get(prefix) !== namespace;
  const text = other !== undefined ? `${other}:${local}` : taken ? `<${namespace}${local}>` : `${prefix}:${local}`;
  const line = other === undefined && !taken ? [prefix, namespace] : null;
  insert(view, completion, { from, to, text, declare: line });
}

function insertPrefix(view, completion, from, to, [name, iri]) {
  const before = view.state.sliceDoc(Math.max(0, from - 20), from);
  if (/\bPREFIX\s+$/i.test(before)) insert(view, completion, { from, to, text: `${name}: <${iri}>\n` });
  else insert(view, completion, { from, to, text: `${name}:`, declare: [name, iri] });
}

// One step that can be undone: what was chosen and, where it is not there yet, the line that declares its prefix.
function insert(view, completion, { from, to, text, declare = null }) {
  const changes = [{ from, to, insert: text }];
  const whole = view.state.doc.toString();
  if (declare && !declarations(whole).has(declare[0])) changes.unshift(declaration(whole, declare));
  const ahead = changes.length > 1 ? changes[0].insert.length : 0;
  view.dispatch({
    changes,
    selection: { anchor: from + ahead + text.length },
    annotations: pickedCompletion.of(completion),
    userEvent: "input.complete",
    scrollIntoView: true,
  });
}

// After the last line of its kind; else before the first line that is more than a comment.
function declaration(text, [name, iri]) {
  const last = [...text.matchAll(DECLARED)].at(-1);
  const line = `PREFIX ${name}: <${iri}>`;
  if (last) return { from: last.index + last[0].length, insert: `\n${line}` };
  const comments = text.match(/^(?:[^\S\n]*(?:#[^\n]*)?\n)*/)[0];
  return { from: comments.length, insert: `${line}\n` };
}
