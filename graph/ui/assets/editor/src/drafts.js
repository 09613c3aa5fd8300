// What was typed and not told yet outlives a change of page and a reload: it waits in the browser's own tab.

const NAME = "armsgraph-editor";

// The text last typed over `base`; null where there is none.
export function draft(key, base) {
  try {
    const kept = JSON.parse(sessionStorage.getItem(`${NAME} ${key}`));
    return kept?.base === base && typeof kept.text === "string" ? kept.text : null;
  } catch {
    return null; // A browser that keeps nothing loses only what it was not told.
  }
}

export function keepDraft(key, base, text) {
  try {
    if (text === base) sessionStorage.removeItem(`${NAME} ${key}`);
    else sessionStorage.setItem(`${NAME} ${key}`, JSON.stringify({ base, text }));
  } catch {
    // As above.
  }
}
