// The page's colours, light or dark, and what follows from them for nodes and lines.

function colours(element) {
  const style = getComputedStyle(element);
  const read = (name, fallback) => style.getPropertyValue(name).trim() || fallback;
  const background = read("--st-background-color", "#ffffff");
  const dark = isDark(background);
  return {
    text: read("--st-text-color", "#1f2428"),
    muted: dark ? "#A3ADB7" : "#5C646B",
    primary: read("--st-primary-color", "#0b5c8a"),
    line: read("--st-border-color", "#d5d9de"),
    font: read("--st-font", "sans-serif"),
    background,
    dark,
  };
}

const probe = document.createElement("canvas").getContext("2d");

function brightness(colour) {
  probe.fillStyle = colour;
  const [r, g, b] = [1, 3, 5].map((at) => parseInt(probe.fillStyle.slice(at, at + 2), 16));
  return 0.299 * r + 0.587 * g + 0.114 * b;
}

function isDark(colour) {
  return brightness(colour) < 128;
}

function luminance(colour) {
  probe.fillStyle = colour;
  const [r, g, b] = [1, 3, 5].map((at) => {
    const part = parseInt(probe.fillStyle.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

const inks = new Map();

// White or nearly black, whichever stands out more from `fill`.
function inkOn(fill) {
  if (!inks.has(fill)) {
    const light = luminance(fill) + 0.05;
    inks.set(fill, 1.05 / light >= light / (luminance("#16191c") + 0.05) ? "#ffffff" : "#16191c");
  }
  return inks.get(fill);
}

function tint(node, theme, silence) {
  const grey = theme.dark ? silence.darkColour : silence.colour;
  const fill = node.silent ? grey : node.fill;
  const edge = node.central ? theme.text : node.silent ? theme.muted : fill;
  const color = {
    background: fill,
    border: edge,
    highlight: { background: fill, border: theme.primary },
    hover: { background: fill, border: theme.text },
  };
  return { color, font: { color: node.silent ? theme.muted : theme.text } };
}
