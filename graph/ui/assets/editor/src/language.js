// SPARQL as the editor reads it: the parser, what stands out in it, and where a text stops being SPARQL.
import { HighlightStyle, indentService, LanguageSupport, syntaxHighlighting, syntaxTree } from "@codemirror/language";
import { styleTags, tags } from "@lezer/highlight";
import { SparqlLanguage } from "codemirror-lang-sparql";

// The package marks functions as keywords and prefixed names as nothing.
const language = SparqlLanguage.configure({
  props: [
    styleTags({
      "STR LANG LANGMATCHES DATATYPE BOUND IRI URI BNODE RAND ABS CEIL FLOOR ROUND": tags.function(tags.name),
      "CONCAT STRLEN UCASE LCASE ENCODE_FOR_URI CONTAINS STRSTARTS STRENDS STRBEFORE STRAFTER": tags.function(tags.name),
      "YEAR MONTH DAY HOURS MINUTES SECONDS TIMEZONE TZ NOW UUID STRUUID": tags.function(tags.name),
      "MD5 SHA1 SHA256 SHA384 SHA512 COALESCE IF STRLANG STRDT SAMETERM": tags.function(tags.name),
      "ISIRI ISURI ISBLANK ISLITERAL ISNUMERIC SUBSTR REPLACE REGEX": tags.function(tags.name),
      "COUNT SUM MIN MAX AVG SAMPLE GROUP_CONCAT SEPARATOR": tags.function(tags.name),
      "Pname_ln Pname_ns": tags.labelName,
      "A_predicate/... A_predicate": tags.keyword,
      IriRef: tags.url,
      Langtag: tags.annotation,
      Var: tags.variableName,
      "IntegerPositive IntegerNegative DecimalPositive DecimalNegative DoublePositive DoubleNegative": tags.number,
    }),
  ],
});

// The colours are those of the page, light or dark: see editor.css.
const look = HighlightStyle.define(
  [
    [tags.keyword, "keyword"],
    [tags.function(tags.name), "function"],
    [tags.variableName, "variable"],
    [tags.string, "string"],
    [[tags.number, tags.integer, tags.float, tags.bool], "number"],
    [[tags.url, tags.namespace, tags.typeName], "iri"],
    [tags.labelName, "name"],
    [tags.annotation, "string"],
    [tags.comment, "comment"],
  ].map(([tag, name]) => ({ tag, class: `ag-${name}` })),
);

export function sparql() {
  const comments = language.data.of({ commentTokens: { line: "#" }, closeBrackets: { brackets: ["(", "[", "{", '"'] }, indentOnInput: /^\s*\}$/ });
  return [new LanguageSupport(language, comments), syntaxHighlighting(look), indentService.of(depth)];
}

const ASIDE = /<[^<>\s]*>|#[^\n]*|"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'/g;
const INDENT = 2;

// How far a new line is set in: by the groups that are open before it.
function depth(context, at) {
  const marks = context.state.sliceDoc(0, at).replace(ASIDE, "").match(/[{}]/g) ?? [];
  const open = marks.reduce((level, mark) => Math.max(0, level + (mark === "{" ? 1 : -1)), 0);
  const closes = /^\s*\}/.test(context.textAfterPos(at));
  return INDENT * Math.max(0, open - (closes ? 1 : 0));
}

export const parser = language.parser;

// Whether what stands at a place is words that mean nothing to a query.
export function isProse(state, at) {
  return ["Comment", "String"].includes(syntaxTree(state).resolveInner(at, -1).name);
}

// The place from which on a text is no SPARQL; null where all of it is, or none of it is there yet.
export function firstFault(text) {
  let fault = null;
  if (!/^[^#\s]/m.test(text.replace(/#.*$/gm, ""))) return null;
  parser.parse(text).iterate({
    enter(node) {
      if (node.type.isError && !fault) fault = { from: node.from, to: node.to };
      return !fault;
    },
  });
  return fault;
}
