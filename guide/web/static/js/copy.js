// Copies the text of the element that data-copy points to. The button is hidden until it works.
const SHOWN = 2500;

export function enhance(button) {
  const source = document.querySelector(button.dataset.copy);
  const label = button.textContent;
  button.hidden = false;
  button.setAttribute("aria-live", "polite");
  button.addEventListener("click", async () => {
    try {
      await navigator.clipboard.writeText(source.value ?? source.textContent);
      button.textContent = button.dataset.copied;
      setTimeout(() => {
        button.textContent = label;
      }, SHOWN);
    } catch {
      source.focus();
      getSelection().selectAllChildren(source);
      source.select?.();
    }
  });
}
