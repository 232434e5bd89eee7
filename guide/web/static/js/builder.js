// Shows the box as it is being chosen, and keeps the lines to copy in step with it.
const PAUSE = 300;

export function enhance(form) {
  const preview = document.querySelector(form.dataset.builder);
  const texts = ["#snippet", "#fragment"].map((id) => document.querySelector(id));
  let asked = 0;
  let timer;
  const refresh = async () => {
    const turn = ++asked;
    const address = new URL(location.href);
    address.search = new URLSearchParams([...new FormData(form)].filter(([, value]) => value));
    const answer = await fetch(address);
    if (!answer.ok || turn !== asked) return;
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    for (const text of texts) text.value = page.querySelector(`#${text.id}`).textContent;
    preview.src = page.querySelector(`#${preview.id}`).getAttribute("src");
    history.replaceState(null, "", address);
  };
  form.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(refresh, PAUSE);
  });
}
