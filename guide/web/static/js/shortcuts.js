// Single keys for editors, off until they are switched on (WCAG 2.1.4): j and k move among items,
// o opens one, and a button with data-key is pressed by its key. The choice stays in this browser.
const KEPT = "desk-shortcuts";

function isOn() {
  try {
    return localStorage.getItem(KEPT) === "on";
  } catch {
    return false;
  }
}

function keep(on) {
  try {
    localStorage.setItem(KEPT, on ? "on" : "off");
  } catch {
    // Storage is switched off: the choice holds for this page only.
  }
}

function move(step) {
  const items = [...document.querySelectorAll("[data-item]")];
  const at = items.findIndex((item) => item.contains(document.activeElement));
  const next = items[Math.min(Math.max(at + step, 0), items.length - 1)];
  next?.querySelector("a, button")?.focus();
}

function press(event) {
  const typing = event.target.closest("input:not([type=checkbox]), textarea, select");
  if (typing || event.ctrlKey || event.metaKey || event.altKey) {
    return;
  }
  if (event.key === "j" || event.key === "k") {
    move(event.key === "j" ? 1 : -1);
  } else if (event.key === "o") {
    document.activeElement.closest("[data-item]")?.querySelector("a")?.click();
  } else {
    document.querySelector(`[data-key="${CSS.escape(event.key)}"]`)?.click();
  }
}

export function enhance(element) {
  const label = document.createElement("label");
  const box = document.createElement("input");
  box.type = "checkbox";
  label.className = "shortcuts";
  label.append(box, ` ${element.dataset.shortcutsLabel}`);
  element.before(label);
  let on = isOn();
  box.checked = on;
  box.addEventListener("change", () => {
    on = box.checked;
    keep(on);
  });
  document.addEventListener("keydown", (event) => on && press(event));
}
