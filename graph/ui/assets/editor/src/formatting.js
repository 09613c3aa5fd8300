// Lays a query out anew. Only white space and the case of keywords change, so that its meaning cannot.
import { tokensOf } from "./tokens.js";

const CLAUSES = new Set("PREFIX BASE SELECT CONSTRUCT DESCRIBE ASK FROM WHERE GROUP HAVING ORDER LIMIT OFFSET".split(" "));
const PATTERNS = new Set("VALUES FILTER BIND OPTIONAL MINUS GRAPH SERVICE".split(" "));
const SPACED = new Set(["=", "!=", "<=", ">=", "&&", "||", "{", "}", ";", "."]);
const AFTER_GROUPS = new Set(["UNION", ".", ")", ",", "&&", "||"]);
const STAYING = new Set([".", ";", ",", ")", "{", "UNION"]);
const ENDS = new Set(["]", ".", ";"]);
const INDENT = 2;
const CONTINUED = 4;
const SHORT_GROUP = 72;
const FARTHEST_COLUMN = 40;

// The text laid out; null for what is no SPARQL, or would not be the same query.
export function formatted(text) {
  const tokens = tokensOf(text);
  if (!tokens?.length) return null;
  const laidOut = new Layout(text, tokens).print();
  const same = tokensOf(laidOut);
  const equal = same?.length === tokens.length && same.every((one, index) => alike(one, tokens[index]));
  return equal ? laidOut : null;
}

function alike(one, other) {
  return one.name === other.name && spelt(one) === spelt(other);
}

// Keywords are written large, as the specification writes them.
function spelt({ name, text }) {
  return name === text.toUpperCase() && !/^(TRUE|FALSE)$/.test(name) ? name : text;
}

class Layout {
  constructor(text, tokens) {
    this.text = text;
    this.tokens = tokens;
    this.lines = [];
    this.line = "";
    this.columns = new Map();
    this.groups = [];
    this.parens = 0;
  }

  print() {
    this.tokens.forEach((token, index) => this.put(token, this.tokens[index - 1], index));
    this.lines.push(this.line);
    return `${this.lines.map((line) => line.trimEnd()).join("\n")}\n`;
  }

  put(token, before, index) {
    if (token.text === "}") this.groups.pop();
    if (token.text === ")") this.parens -= 1;
    if (before) this.separate(before, token);
    if (token.begins.properties) this.columns.set(token.begins.properties, this.line.length);
    this.line += spelt(token);
    if (token.text === "{") this.groups.push({ inline: this.isShort(index), closed: false });
    if (token.text === "(") this.parens += 1;
  }

  separate(before, token) {
    const between = this.text.slice(before.to, token.from);
    const broken = before.name === "Comment" || between.includes("\n");
    if (!this.breaks(before, token, broken)) {
      this.line += space(before, token, between !== "") ? " " : "";
      return;
    }
    this.lines.push(this.line);
    if (this.leavesOut(before, token, between)) this.lines.push("");
    this.line = " ".repeat(this.indent(before, token));
  }

  breaks(before, token, broken) {
    if (token.name === "Comment") return broken;
    if (before.name === "Comment") return true;
    if (this.groups.at(-1)?.inline || (token.text === "}" && this.closesShort(token))) return false;
    if (before.text === "{" && token.text === "}") return false;
    if (before.text === "{" || token.text === "}") return true;
    if (before.text === "." || before.text === ";") return this.parens === 0 && !ENDS.has(token.text);
    if (this.parens === 0 && this.starts(token, before)) return true;
    return broken && !STAYING.has(token.name);
  }

  starts(token, before) {
    if (before.text === "}" && !AFTER_GROUPS.has(token.name)) return true;
    if (this.groups.length === 0 && token.name === "VALUES") return true;
    return CLAUSES.has(token.name) || (PATTERNS.has(token.name) && this.groups.length > 0) || Boolean(token.begins.triples || token.begins.pattern);
  }

  // A blank line of the text stays, as one; the prologue is set apart.
  leavesOut(before, token, between) {
    if (before.text === "{" || token.text === "}") return false;
    if (token.begins.body && before.name !== "Comment") return true;
    return between.split("\n").length > 2;
  }

  indent(before, token) {
    const base = this.groups.length * INDENT;
    if (token.within && before.text !== "." && this.columns.has(token.within)) {
      const column = this.columns.get(token.within);
      if (token.begins.property || token.name === "Comment") return column <= FARTHEST_COLUMN ? column : base + CONTINUED;
    }
    const starts = token.name === "Comment" || token.text === "}" || this.starts(token, before) || token.begins.row;
    return (starts && this.parens === 0) || before.text === "{" ? base : base + CONTINUED;
  }

  // A group inside another that was written on one line, and is short, stays on it.
  isShort(index) {
    if (this.groups.length === 0) return false;
    const open = this.tokens[index];
    const rest = this.tokens.slice(index + 1);
    const inside = rest.slice(0, rest.findIndex((one) => one.text === "}"));
    const written = this.text.slice(open.from, (inside.at(-1) ?? open).to);
    const plain = inside.every((one) => one.text !== "{" && one.name !== "Comment");
    const short = plain && !written.includes("\n") && written.length <= SHORT_GROUP;
    if (short) this.shortEnd = rest[inside.length].from;
    return short;
  }

  closesShort(token) {
    return this.shortEnd === token.from;
  }
}

function space(before, token, had) {
  if (token.name === "Comment") return true;
  if (before.text === "(" || token.text === ")" || token.text === ",") return false;
  return before.text === "," || SPACED.has(before.text) || SPACED.has(token.text) || had;
}
