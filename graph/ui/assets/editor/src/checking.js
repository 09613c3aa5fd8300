// Underlines what Python found wrong, and, while one types, the place from which on a text is no SPARQL.
import { forceLinting, linter } from "@codemirror/lint";
import { StateEffect, StateField } from "@codemirror/state";
import { firstFault } from "./language.js";
import { word } from "./shared.js";

const PAUSE_MS = 1200;

const setProblem = StateEffect.define();
const problems = StateField.define({
  create: () => null,
  update(problem, change) {
    for (const effect of change.effects) if (effect.is(setProblem)) return effect.value;
    if (!problem || !change.docChanged) return problem;
    return { ...problem, from: change.changes.mapPos(problem.from), to: change.changes.mapPos(problem.to, 1) };
  },
});

export function checking() {
  const told = (update) => update.transactions.some((one) => one.effects.some((effect) => effect.is(setProblem)));
  return [problems, linter(faults, { delay: PAUSE_MS, needsRefresh: told })];
}

function faults({ state }) {
  const problem = state.field(problems);
  if (problem) return [{ from: problem.from, to: Math.max(problem.to, problem.from), severity: "error", message: problem.message }];
  const fault = firstFault(state.doc.toString());
  return fault ? [{ ...seen(state, fault), severity: "warning", message: word("not_sparql") }] : [];
}

// A place that is nothing, such as the end, is shown by the word before it.
function seen(state, { from, to }) {
  if (to > from) return { from, to };
  const before = state.sliceDoc(0, from).match(/\S+\s*$/);
  return { from: from - (before?.[0].length ?? 0), to: from };
}

// Shows what Python found in the text that ran last; nothing for null or where the place is not known.
export function showProblem(view, problem) {
  const { doc } = view.state;
  let place = null;
  if (problem?.line >= 1 && problem.line <= doc.lines) {
    const line = doc.line(problem.line);
    const from = Math.min(line.from + Math.max(problem.column - 1, 0), line.to);
    const rest = problem.column ? (view.state.sliceDoc(from, line.to).match(/^(?:[\p{L}\p{N}_:?$-]+|\S)/u)?.[0].length ?? 0) : line.length;
    place = { ...seen(view.state, { from, to: from + rest }), message: problem.message };
  }
  view.dispatch({ effects: setProblem.of(place) });
  forceLinting(view);
}
