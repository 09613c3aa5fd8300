// Asks Python to look again every so often, but only between two runs. A request that reaches Streamlit while a
// run ends lets it drop the end of that run, and one on behalf of the page before empties the page.
const RETRY_MS = 150;

export default function ({ data, parentElement, setTriggerValue }) {
  clearTimeout(parentElement.agDue);
  const look = (quiet) => {
    const idle = quiet && !running();
    if (idle) setTriggerValue("tick", Date.now());
    parentElement.agDue = setTimeout(() => look(idle || !running()), idle ? data.milliseconds : RETRY_MS);
  };
  parentElement.agDue = setTimeout(() => look(!running()), data.milliseconds);
  return () => clearTimeout(parentElement.agDue);
}

function running() {
  return document.querySelector('[data-testid="stApp"]')?.dataset.testScriptState !== "notRunning";
}
