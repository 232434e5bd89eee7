// Zoom and pan by buttons; the map never needs a drag.
const CAPITAL = { x: 3450, y: 2830, width: 570 };
const CLOSEST = 1 / 16;

export function enhance(map) {
  const { width, height } = map.viewBox.baseVal;
  const words = map.closest("figure").dataset;
  let view = { x: 0, y: 0, width };

  function look(next) {
    const wide = Math.min(width, Math.max(width * CLOSEST, next.width));
    const high = (wide * height) / width;
    view = {
      x: Math.min(width - wide, Math.max(0, next.x)),
      y: Math.min(height - high, Math.max(0, next.y)),
      width: wide,
    };
    map.setAttribute("viewBox", `${view.x} ${view.y} ${wide} ${high}`);
  }

  function zoom(factor) {
    const grown = view.width * factor;
    const shift = (view.width - grown) / 2;
    look({ x: view.x + shift, y: view.y + (shift * height) / width, width: grown });
  }

  function pan(right, down) {
    const step = view.width / 4;
    look({ x: view.x + right * step, y: view.y + down * step, width: view.width });
  }

  const bar = document.createElement("div");
  bar.className = "map-buttons";
  for (const [sign, name, act] of [
    ["+", words.zoomIn, () => zoom(0.6)],
    ["−", words.zoomOut, () => zoom(1 / 0.6)],
    ["←", words.left, () => pan(-1, 0)],
    ["→", words.right, () => pan(1, 0)],
    ["↑", words.up, () => pan(0, -1)],
    ["↓", words.down, () => pan(0, 1)],
    ["", words.capital, () => look(CAPITAL)],
    ["", words.whole, () => look({ x: 0, y: 0, width })],
  ]) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "button button-plain";
    button.textContent = sign || name;
    if (sign) {
      button.setAttribute("aria-label", name);
      button.title = name;
    }
    button.addEventListener("click", act);
    bar.append(button);
  }
  map.before(bar);
}
