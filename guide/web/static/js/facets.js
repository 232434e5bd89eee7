// Tells how many companies the chosen filters would give, before they are applied.
// GET data-count?… answers {"text": "Vis 41 virksomheder"}.
const WAIT = 200;

export function enhance(form) {
  const button = form.querySelector("button[type=submit]");
  const status = form.querySelector("[role=status]");
  let timer = 0;
  let asked = new AbortController();

  async function count() {
    asked.abort();
    asked = new AbortController();
    try {
      const chosen = new URLSearchParams(new FormData(form));
      const answer = await fetch(`${form.dataset.count}?${chosen}`, { signal: asked.signal });
      if (answer.ok) {
        const { text } = await answer.json();
        button.textContent = text;
        status.textContent = text;
      }
    } catch {
      // The button still works as it stands.
    }
  }

  form.addEventListener("change", () => {
    clearTimeout(timer);
    timer = setTimeout(count, WAIT);
  });
}
