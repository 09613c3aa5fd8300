// Asks Python which entities are called so: a question at a time, after a pause in typing, each once.
import { shared } from "./shared.js";

const PAUSE_MS = 180;
const PATIENCE_MS = 4000;
const KEPT = 200;

const answers = new Map();

// Matches for `text`, or null where nobody wants to know any more.
export async function found(view, text, isStale) {
  const asker = shared.askers[view.dom.closest(".ag-editor")?.dataset.key];
  if (!asker) return null;
  await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
  if (isStale()) return null;
  const kept = `${asker.version} ${text}`;
  if (!answers.has(kept)) {
    const told = await ask(asker, text);
    if (told === null) return null;
    answers.set(kept, told);
    if (answers.size > KEPT) answers.delete(answers.keys().next().value);
  }
  return answers.get(kept);
}

function ask(asker, text) {
  return new Promise((resolve) => {
    const late = setTimeout(() => resolve(null), PATIENCE_MS);
    asker.waiting = { text, answer: (matches) => (clearTimeout(late), resolve(matches)) };
    asker.send({ text, at: Date.now() });
  });
}

// What Python has found, or that it is there to be asked.
export function hear(data, setTriggerValue) {
  const asker = (shared.askers[data.editor] ??= {});
  asker.version = data.version;
  asker.send = (question) => setTriggerValue("ask", question);
  if (asker.waiting && asker.waiting.text === data.text) {
    asker.waiting.answer(data.found);
    asker.waiting = null;
  }
}
