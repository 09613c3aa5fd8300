// One editor on a page: its text and Python's, its keys and what is said beneath it.
import { acceptCompletion, autocompletion } from "@codemirror/autocomplete";
import { isolateHistory, toggleComment } from "@codemirror/commands";
import { openSearchPanel } from "@codemirror/search";
import { EditorState, Prec, Transaction } from "@codemirror/state";
import { EditorView, keymap } from "@codemirror/view";
import { basicSetup } from "codemirror";
import { checking, showProblem } from "./checking.js";
import { entities, known } from "./completing.js";
import { draft, keepDraft } from "./drafts.js";
import { formatted } from "./formatting.js";
import { sparql } from "./language.js";
import { word } from "./shared.js";

const DARK_BELOW = 128;

export class Editor {
  constructor(frame, data) {
    this.frame = frame;
    this.heard = data.text;
    this.told = data.text;
    this.revision = data.revision;
    frame.dataset.key = data.editor;
    const area = frame.querySelector(".ag-plain");
    const typing = area.getRootNode().activeElement === area;
    // What was typed into the plain area before the editor came goes on in the editor.
    const typed = area.agRevision === data.revision && area.value !== data.text ? area.value : null;
    frame.querySelector(".ag-keys").textContent = word("keys");
    this.said = frame.querySelector(".ag-said");
    const kept = typed ?? draft(data.editor, data.text);
    this.view = new EditorView({
      state: EditorState.create({
        doc: kept ?? data.text,
        selection: { anchor: typing ? Math.min(area.selectionStart, (kept ?? data.text).length) : 0 },
        extensions: this.extensions(),
      }),
      parent: frame.querySelector(".ag-text"),
      root: frame.getRootNode(),
    });
    this.restored = kept !== null;
    if (typing) this.view.focus();
    this.tools();
    this.retheme = () => (frame.dataset.theme = isDark(frame) ? "dark" : "light");
    this.leave = () => document.visibilityState === "hidden" && this.tell();
    frame.addEventListener("transitionrun", this.retheme);
    this.press = (event) => this.pressed(event);
    document.addEventListener("visibilitychange", this.leave);
    document.addEventListener("pointerdown", this.press, true);
    this.retheme();
    area.onchange = area.onkeydown = null;
    area.remove();
    this.area = area;
    frame.dataset.open = "yes";
  }

  extensions() {
    const named = { "aria-label": word("name"), "aria-describedby": "ag-keys", spellcheck: "false", autocapitalize: "off" };
    return [
      this.keys(),
      basicSetup,
      sparql(),
      autocompletion({ override: [known, entities], icons: false }),
      checking(),
      EditorView.lineWrapping,
      EditorView.contentAttributes.of(named),
      EditorView.updateListener.of((update) => update.docChanged && this.typed()),
      EditorView.domEventHandlers({ focusout: (event) => this.left(event) }),
    ];
  }

  keys() {
    return Prec.highest(
      keymap.of([
        { key: "Mod-Enter", run: () => this.run() },
        { key: "Ctrl-Enter", run: () => this.run() },
        { key: "Shift-Alt-f", run: () => this.format() },
        { key: "Tab", run: acceptCompletion },
      ]),
    );
  }

  tools() {
    const bar = this.frame.querySelector(".ag-tools");
    bar.replaceChildren();
    const actions = { format: () => this.format(), comment: () => toggleComment(this.view), find: () => openSearchPanel(this.view) };
    for (const [name, action] of Object.entries(actions)) {
      const button = document.createElement("button");
      button.type = "button";
      button.textContent = word(name);
      button.title = word(`${name}_key`);
      button.addEventListener("click", () => {
        action();
        if (name !== "find") this.view.focus();
      });
      bar.append(button);
    }
    bar.setAttribute("aria-label", word("tools"));
  }

  get text() {
    return this.view.state.doc.toString();
  }

  // What Python says: a text that it has set replaces what stands here, one that it only repeats does not.
  receive(data) {
    if (data.revision !== this.revision) {
      this.revision = data.revision;
      this.told = data.text;
      this.replace(data.text, "set");
    }
    this.heard = data.text;
    this.keep();
    if (this.restored) this.tell();
    this.restored = false;
    this.view.contentDOM.setAttribute("aria-busy", String(data.running));
    this.frame.dataset.running = String(data.running);
    const problem = JSON.stringify([data.runs, data.problem]);
    if (problem !== this.problem) this.judge(data.problem);
    this.problem = problem;
  }

  judge(problem) {
    showProblem(this.view, problem);
    this.say(problem?.message ?? "", "problem");
  }

  say(text, kind = "") {
    this.said.textContent = text;
    this.said.dataset.kind = kind;
  }

  replace(text, event) {
    if (text === this.text) return;
    this.view.dispatch({
      changes: { from: 0, to: this.view.state.doc.length, insert: text },
      selection: { anchor: event === "set" ? 0 : sameSpot(this.view.state, text) },
      annotations: [isolateHistory.of("full"), Transaction.userEvent.of(event)],
      scrollIntoView: true,
    });
  }

  typed() {
    if (this.said.dataset.kind === "format") this.say("");
    this.keep();
  }

  // Until Python is seen to hold the text.
  keep() {
    keepDraft(this.frame.dataset.key, this.heard, this.text);
  }

  // Who follows a link leaves a draft: a text told at that moment would call the other page back.
  left({ relatedTarget }) {
    if (!this.view.dom.contains(relatedTarget) && !relatedTarget?.closest?.("a[href]")) this.tell();
  }

  // A finger takes the focus away only with its click: what is pressed needs the text before that.
  pressed({ target }) {
    if (this.view.hasFocus && !this.frame.getRootNode().host?.contains(target)) this.left({ relatedTarget: target });
  }

  tell(name = "change") {
    const text = this.text;
    if (name === "change" && text === this.told) return;
    this.told = text;
    this.send(name, text);
  }

  run() {
    this.tell("run");
    return true;
  }

  format() {
    const text = formatted(this.text);
    if (text === null) this.say(word("unformatted"), "format");
    else this.replace(text, "format");
    return true;
  }

  close() {
    this.keep();
    document.removeEventListener("visibilitychange", this.leave);
    document.removeEventListener("pointerdown", this.press, true);
    this.area.hidden = true;
    this.view.dom.replaceWith(this.area);
    this.view.destroy();
  }
}

// Where the cursor is in the same query, laid out otherwise: after as many letters.
function sameSpot(state, text) {
  let left = state.sliceDoc(0, state.selection.main.head).replace(/\s/g, "").length;
  let at = 0;
  while (at < text.length && left > 0) if (/\S/.test(text[at++])) left -= 1;
  return at;
}

const probe = document.createElement("canvas").getContext("2d");

function isDark(element) {
  probe.fillStyle = getComputedStyle(element).getPropertyValue("--st-background-color").trim() || "#ffffff";
  const [r, g, b] = [1, 3, 5].map((at) => parseInt(probe.fillStyle.slice(at, at + 2), 16));
  return 0.299 * r + 0.587 * g + 0.114 * b < DARK_BELOW;
}

