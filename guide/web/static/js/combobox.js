// Suggestions from the first letter: an ARIA 1.2 combobox on the search box.
// GET data-suggest?q=… answers {"suggestions": [{"label", "hint", "url"}]}.
const WAIT = 90;
let boxes = 0;

export function enhance(form) {
  const input = form.querySelector("input[name=q]");
  const label = form.dataset.suggestLabel;
  const list = document.createElement("ul");
  const status = document.createElement("p");
  let options = [];
  let active = -1;
  let timer = 0;
  let asked = new AbortController();

  list.id = `suggestions-${(boxes += 1)}`;
  list.className = "suggestions";
  list.hidden = true;
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", label);
  status.className = "visually-hidden";
  status.setAttribute("role", "status");
  input.parentElement.append(list);
  form.append(status);
  input.type = "text";
  for (const [name, value] of [
    ["role", "combobox"],
    ["aria-autocomplete", "list"],
    ["aria-expanded", "false"],
    ["aria-controls", list.id],
  ]) {
    input.setAttribute(name, value);
  }

  function close() {
    clearTimeout(timer);
    asked.abort();
    list.hidden = true;
    active = -1;
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
  }

  function choose(number) {
    active = number;
    options.forEach((option, at) => option.setAttribute("aria-selected", String(at === number)));
    if (number < 0) {
      input.removeAttribute("aria-activedescendant");
    } else {
      input.setAttribute("aria-activedescendant", options[number].id);
      options[number].scrollIntoView({ block: "nearest" });
    }
  }

  function show(suggestions) {
    options = suggestions.map((suggestion, at) => {
      const option = document.createElement("li");
      const hint = document.createElement("small");
      option.id = `${list.id}-${at}`;
      option.setAttribute("role", "option");
      option.setAttribute("aria-selected", "false");
      option.dataset.url = suggestion.url;
      hint.textContent = suggestion.hint || "";
      option.append(suggestion.label, " ", hint);
      return option;
    });
    list.replaceChildren(...options);
    active = -1;
    input.removeAttribute("aria-activedescendant");
    list.hidden = options.length === 0;
    input.setAttribute("aria-expanded", String(!list.hidden));
    status.textContent = options.length ? `${label}: ${options.length}` : "";
  }

  async function ask() {
    const words = input.value.trim();
    asked.abort();
    asked = new AbortController();
    if (!words) {
      close();
      return;
    }
    try {
      const address = `${form.dataset.suggest}?${new URLSearchParams({ q: words })}`;
      const answer = await fetch(address, { signal: asked.signal });
      if (answer.ok && document.activeElement === input) {
        show((await answer.json()).suggestions);
      }
    } catch (error) {
      if (error.name !== "AbortError") {
        close();
      }
    }
  }

  input.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(ask, WAIT);
  });
  input.addEventListener("blur", close);
  input.addEventListener("keydown", (event) => {
    const move = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (event.key === "Escape" && !list.hidden) {
      event.preventDefault();
      close();
    } else if (event.key === "Enter" && active >= 0) {
      event.preventDefault();
      location.assign(options[active].dataset.url);
    } else if (move && list.hidden) {
      ask();
    } else if (move) {
      event.preventDefault();
      const places = options.length + 1;
      choose(((active + 1 + move + places) % places) - 1);
    }
  });
  list.addEventListener("mousedown", (event) => {
    event.preventDefault();
    const option = event.target.closest("li");
    if (option) {
      location.assign(option.dataset.url);
    }
  });
  if (document.activeElement === input && input.value !== input.defaultValue) {
    ask(); // typing began before this was loaded
  }
}
