// Tells while a number or a name is typed which companies of the guide it may be.
// GET data-duplicates?cvr=…&name=… answers {"companies": [{"label", "hint", "url"}]}.
const WAIT = 300;

export function enhance(form) {
  const shown = form.querySelector("#duplicates");
  let timer = 0;
  let asked = new AbortController();

  function show(companies) {
    if (!companies.length) {
      shown.replaceChildren();
      return;
    }
    const box = document.createElement("div");
    const heading = document.createElement("strong");
    const list = document.createElement("ul");
    box.className = "notice";
    heading.textContent = form.dataset.duplicatesLabel;
    for (const company of companies) {
      const item = document.createElement("li");
      const link = document.createElement("a");
      link.href = company.url;
      link.textContent = company.label;
      item.append(link, company.hint ? ` · ${company.hint}` : "");
      list.append(item);
    }
    box.append(heading, list);
    shown.replaceChildren(box);
  }

  async function ask() {
    asked.abort();
    asked = new AbortController();
    const words = { cvr: form.elements.cvr.value, name: form.elements.name.value };
    try {
      const address = `${form.dataset.duplicates}?${new URLSearchParams(words)}`;
      const answer = await fetch(address, { signal: asked.signal });
      if (answer.ok) {
        show((await answer.json()).companies);
      }
    } catch {
      // The form works without it.
    }
  }

  for (const field of [form.elements.cvr, form.elements.name]) {
    field.addEventListener("input", () => {
      clearTimeout(timer);
      timer = setTimeout(ask, WAIT);
    });
  }
}
