// Every visible piece of text whose contrast with its ground is too low, as "ratio: text".
() => {
  const canvas = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
  const read = (colour) => {
    canvas.clearRect(0, 0, 1, 1);
    canvas.fillStyle = colour;
    canvas.fillRect(0, 0, 1, 1);
    const [r, g, b, a] = canvas.getImageData(0, 0, 1, 1).data;
    return [r, g, b, a / 255];
  };
  const over = ([r, g, b, a], ground) => [r, g, b].map((part, i) => part * a + ground[i] * (1 - a));
  const luminance = (colour) => {
    const [r, g, b] = colour.map((part) => {
      const p = part / 255;
      return p <= 0.04045 ? p / 12.92 : ((p + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const chain = (element) => {
    const found = [];
    for (let one = element; one; one = one.parentElement ?? one.getRootNode().host) found.unshift(one);
    return found;
  };
  const judge = (element) => {
    let ground = [255, 255, 255];
    let opacity = 1;
    for (const one of chain(element)) {
      const style = getComputedStyle(one);
      ground = over(read(style.backgroundColor), ground);
      opacity *= Number(style.opacity);
    }
    const [r, g, b, a] = read(getComputedStyle(element).color);
    const words = over([r, g, b, a * opacity], ground);
    const [low, high] = [luminance(words), luminance(ground)].sort((x, y) => x - y);
    return (high + 0.05) / (low + 0.05);
  };
  const roots = [document];
  document.querySelectorAll("*").forEach((one) => one.shadowRoot && roots.push(one.shadowRoot));
  const poor = [];
  for (const root of roots) {
    const walker = document.createTreeWalker(root === document ? document.body : root, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
      const text = walker.currentNode.textContent.trim();
      const element = walker.currentNode.parentElement;
      if (!text || !element?.checkVisibility({ opacityProperty: true, visibilityProperty: true })) continue;
      if (["STYLE", "SCRIPT"].includes(element.tagName) || element.closest("canvas, :disabled, [aria-disabled=true]")) continue;
      const ratio = judge(element);
      if (ratio < 4.5) poor.push(`${ratio.toFixed(2)}: ${text.slice(0, 50)}`);
    }
  }
  return poor;
}
