// What Streamlit lacks for people who do not point or do not see: after a step the focus is not lost, search
// results are one key away, and parts of its own markup that say something wrong say nothing.
const WATCHED_MS = 10_000;
const LOOK_MS = 120;
const QUIET_LOOKS = 3;
const MEND_MS = 150;
const STEPS = "button, [role=button], summary";
const MATCHES = ".st-key-explore-matches";
const PANEL = ".st-key-explore-panel";

export default function ({ data }) {
  const shared = (window.__armsgraphAccess ??= { asked: null, changes: 0 });
  shared.search = data.search;
  if (shared.listening) return;
  shared.listening = true;
  document.addEventListener("click", (event) => follow(shared, event), true);
  document.addEventListener("keydown", (event) => toMatches(shared, event), true);
  for (const moved of ["pointerdown", "wheel"]) document.addEventListener(moved, () => (shared.asked = null), true);
  new MutationObserver(() => {
    shared.changes += 1;
    shared.mending ??= setTimeout(() => mend(shared), MEND_MS);
  }).observe(document.body, { childList: true, subtree: true });
  mend(shared);
}

// A click without a pointer came from a key or from a reader of the screen: where it leads, the focus follows.
function follow(shared, event) {
  const button = event.detail === 0 && event.target instanceof Element ? event.target.closest(STEPS) : null;
  if (!button?.closest('[data-testid="stMain"], [data-testid="stPopoverBody"]')) return;
  const asked = { button, above: ancestors(button), key: keyed(button), until: Date.now() + WATCHED_MS };
  asked.inMatches = button.closest(MATCHES) !== null;
  asked.title = button.closest(PANEL) ? panelTitle()?.textContent : undefined;
  shared.asked = asked;
  look(shared, asked, shared.changes, 0);
}

function look(shared, asked, changes, quiet) {
  if (shared.asked !== asked || Date.now() > asked.until) return;
  const focused = document.activeElement;
  const lost = !focused || focused === document.body || turned(asked);
  if (!lost && focused !== asked.button && focused !== asked.given) return;
  const still = lost && shared.changes === changes && !running();
  if (still && quiet >= QUIET_LOOKS) give(asked);
  setTimeout(() => look(shared, asked, shared.changes, still ? quiet + 1 : 0), LOOK_MS);
}

// A card that came in place of another, whose buttons look the same but are about something else.
function turned(asked) {
  return asked.title !== undefined && !asked.given && panelTitle()?.textContent !== asked.title;
}

function panelTitle() {
  return document.querySelector(`${PANEL} :is(h2, h3)`);
}

function running() {
  return document.querySelector('[data-testid="stApp"]')?.dataset.testScriptState === "running";
}

function give(asked) {
  const target = turned(asked) ? panelTitle() : (same(asked) ?? beside(asked) ?? heading(asked));
  if (!target) return;
  if (/^H\d$/.test(target.tagName)) target.tabIndex = -1;
  target.focus();
  asked.given = target;
}

// The button itself, if it was only made anew.
function same(asked) {
  const found = asked.key ? document.querySelector(`.${CSS.escape(asked.key)} button`) : null;
  return found && !found.disabled ? found : null;
}

// The one next to it, where it can be pressed no more: redo beside undo.
function beside(asked) {
  const row = asked.button.isConnected ? asked.button.closest('[data-testid="stHorizontalBlock"], .stHorizontalBlock') : null;
  return row?.querySelector("button:enabled") ?? null;
}

// The heading over where it stood, which names what is read now.
function heading(asked) {
  const panel = asked.inMatches ? document.querySelector(PANEL) : null;
  for (const part of [panel, ...asked.above]) {
    const found = part?.isConnected ? part.querySelector("h1, h2, h3, h4") : null;
    if (found) return found;
  }
  return document.querySelector('[data-testid="stMain"] h2');
}

function ancestors(element) {
  const found = [];
  for (let one = element.parentElement; one && one !== document.body; one = one.parentElement) found.push(one);
  return found;
}

function keyed(element) {
  const holder = element.closest('[class*="st-key-"]');
  const owns = holder?.querySelectorAll("button").length === 1;
  return owns ? [...holder.classList].find((name) => name.startsWith("st-key-")) : "";
}

// From the search box the arrow down leads to what it found.
function toMatches(shared, event) {
  if (event.key !== "ArrowDown" || event.target.getAttribute?.("aria-label") !== shared.search) return;
  const first = document.querySelector(`${MATCHES} button`);
  if (!first) return;
  event.preventDefault();
  first.focus();
}

function mend(shared) {
  shared.mending = undefined;
  // Streamlit's menu puts sections between a list and its entries: links under a name are said, broken lists are not.
  for (const one of document.querySelectorAll('[data-testid="stSidebarNavItems"], [data-testid="stSidebarNavItems"] li')) {
    one.setAttribute("role", "none");
  }
  // The frame drawn around the chosen days of a chart has no name and no use without a pointer.
  for (const one of document.querySelectorAll("svg.marks .brush_brush, svg.marks .brush_brush_bg")) {
    one.setAttribute("aria-hidden", "true");
  }
}
