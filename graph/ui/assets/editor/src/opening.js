// The way in of one editor: called with each message of Python, and answers with how to close it.
import { hear } from "./asking.js";
import { Editor } from "./editing.js";
import { shared } from "./shared.js";

const editors = new WeakMap();

export function open({ data, parentElement, setStateValue, setTriggerValue }) {
  if (data.asks) {
    hear(data, setTriggerValue);
    return () => {};
  }
  let editor = editors.get(parentElement);
  if (!editor) {
    // Streamlit may close an editor and open it again in the same place, as when one goes back and forth.
    const style = parentElement.querySelector("style.ag-style") ?? document.createElement("style");
    style.className = "ag-style";
    style.textContent = shared.css;
    parentElement.prepend(style);
    editor = new Editor(parentElement.querySelector(".ag-editor"), data);
    editors.set(parentElement, editor);
  }
  // A trigger is sent a moment later: after what was clicked when the focus left, which needs the text.
  editor.send = (name, text) => (name === "run" ? setTriggerValue : setStateValue)(name, { text, at: Date.now() });
  editor.receive(data);
  return () => {
    editor.close();
    editors.delete(parentElement);
  };
}
