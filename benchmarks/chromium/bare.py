"""The least that a two-way graph in Streamlit can be: five nodes; a click goes to Python, a name comes back.

Run by `streamlit run`; what a click costs here no page with a drawing can do without. With ``?hold=220`` it
waits as many milliseconds for a second click, as components do that tell a double click from two.
"""

from __future__ import annotations

import streamlit as st

from graph.visualization import vis_network_source

NAMES = ("Anvil", "Bellows", "Chisel", "Drill", "Engine")
DRAWING = """
const names = %s;
export default function ({ parentElement, setTriggerValue }) {
  const place = parentElement.querySelector(".bare");
  const draw = () => {
    if (place.dataset.drawn) return;
    const nodes = names.map((label, index) => ({ id: label, label, x: 120 * index, y: 40 * (index %% 2) }));
    const edges = names.slice(1).map((to, index) => ({ from: names[index], to }));
    const options = { physics: false, interaction: { hover: true } };
    const network = new window.vis.Network(place, { nodes, edges }, options);
    const tell = (event) => setTriggerValue("select", { id: event.nodes[0] ?? "", at: Date.now() });
    const hold = Number(new URLSearchParams(location.search).get("hold"));
    network.on("click", (event) => (hold ? setTimeout(tell, hold, event) : tell(event)));
    window.bare = { network, canvas: place };
    place.dataset.drawn = "5";
  };
  if (window.vis) draw();
  else window.addEventListener("library", draw, { once: true });
}
"""
LIBRARY = """export default function () {
  if (window.vis) return;
  (function (module, exports, define) { %s\n}).call(window);
  window.dispatchEvent(new Event("library"));
}"""


@st.cache_resource
def components() -> tuple[object, object]:
    """Return vis-network, which goes to the browser once, and the drawing."""
    script, _ = vis_network_source()
    library = LIBRARY.replace("%s", script)
    drawing = DRAWING % list(NAMES)
    return (
        st.components.v2.component("bare_library", js=library),
        st.components.v2.component(
            "bare_network", html='<div class="bare" style="height: 480px"></div>', js=drawing
        ),
    )


def main() -> None:
    st.set_page_config(page_title="bare", layout="wide")
    library, network = components()
    library(key="library")
    network(key="network", on_select_change=lambda: None)
    told = st.session_state["network"].get("select")
    st.subheader(told["id"] if told else "Nothing", anchor=False)


main()
