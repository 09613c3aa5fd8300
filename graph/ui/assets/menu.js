// Streamlit's menu, with what it lacks: its links carry what all pages share, so that one opened in a new tab
// shows it, too. On a narrow screen the button that opens it is called a menu, and it closes once a page is chosen.
const LINKS = ["stTopNavLink", "stTopNavDropdownLink", "stSidebarNavLink"].map((name) => `a[data-testid="${name}"]`).join();
const MOMENTS = ["pointerover", "pointerdown", "focusin"];
const NARROW_PX = 768;

export default function ({ data }) {
  const menu = (window.__armsgraphMenu ??= { listening: false });
  menu.query = data.query;
  menu.name = data.name;
  if (!menu.listening) {
    menu.listening = true;
    // A link is completed when it is pointed at or focused: the menu itself stays Streamlit's.
    for (const moment of MOMENTS) document.addEventListener(moment, (event) => complete(event, menu), true);
    document.addEventListener("click", close);
    const header = document.querySelector('[data-testid="stHeader"]');
    if (header) new MutationObserver(() => name(menu)).observe(header, { childList: true, subtree: true });
  }
  name(menu);
}

function linkOf(event) {
  return event.target instanceof Element ? event.target.closest(LINKS) : null;
}

function complete(event, menu) {
  const link = linkOf(event);
  if (!link) return;
  const address = new URL(link.href);
  address.search = menu.query;
  if (link.href !== address.href) link.href = address.href;
}

function close(event) {
  if (window.innerWidth > NARROW_PX || !linkOf(event) || event.ctrlKey || event.metaKey || event.shiftKey) return;
  setTimeout(() => document.querySelector('[data-testid="stSidebarCollapseButton"] button')?.click(), 0);
}

function name(menu) {
  const button = document.querySelector('[data-testid="stExpandSidebarButton"]');
  if (button && button.getAttribute("aria-label") !== menu.name) button.setAttribute("aria-label", menu.name);
}
