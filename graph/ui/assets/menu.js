// Lets the links of Streamlit's menu carry what all pages share, so that one opened in a new tab shows it, too.
// A link is completed at the moment it is pointed at or focused: the menu itself stays Streamlit's.
const LINKS = ["stTopNavLink", "stTopNavDropdownLink", "stSidebarNavLink"].map((name) => `a[data-testid="${name}"]`).join();
const MOMENTS = ["pointerover", "pointerdown", "focusin"];

export default function ({ data }) {
  const menu = (window.__armsgraphMenu ??= { query: "", listening: false });
  menu.query = data.query;
  if (menu.listening) return;
  menu.listening = true;
  const complete = (event) => {
    const link = event.target instanceof Element && event.target.closest(LINKS);
    if (!link) return;
    const address = new URL(link.href);
    address.search = menu.query;
    link.href = address.href;
  };
  for (const moment of MOMENTS) document.addEventListener(moment, complete, true);
}
