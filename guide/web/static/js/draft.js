// Keeps what is typed in a form in this tab until it is sent. data-draft names the draft;
// a page with data-draft-done of the same name lets it go. What the server filled in wins, and
// so does what was typed before this was loaded.
const SKIPPED = new Set(["hidden", "password", "file", "submit"]);

function fieldsOf(form) {
  return [...form.elements].filter(
    (field) => field.name && !SKIPPED.has(field.type) && !field.closest("[aria-hidden=true]"),
  );
}

function isChoice(field) {
  return field.type === "checkbox" || field.type === "radio";
}

function save(form, key) {
  const kept = fieldsOf(form)
    .filter((field) => !isChoice(field) || field.checked)
    .map((field) => [field.name, field.value]);
  sessionStorage.setItem(key, JSON.stringify(kept));
}

function wasTyped(field) {
  return isChoice(field)
    ? field.checked !== field.defaultChecked
    : field.type !== "select-one" && field.value !== field.defaultValue;
}

function restore(form, key) {
  const fields = fieldsOf(form);
  const touched = fields.some((field) => (isChoice(field) ? field.checked : field.type !== "select-one" && field.value));
  if (touched) {
    return;
  }
  for (const [name, value] of JSON.parse(sessionStorage.getItem(key) || "[]")) {
    for (const field of fields.filter((one) => one.name === name)) {
      if (!isChoice(field)) {
        field.value = value;
      } else if (field.value === value) {
        field.checked = true;
      }
    }
  }
}

export function enhance(element) {
  try {
    if (element.dataset.draftDone) {
      sessionStorage.removeItem(`draft:${element.dataset.draftDone}`);
      return;
    }
    const key = `draft:${element.dataset.draft}`;
    if (fieldsOf(element).some(wasTyped)) {
      save(element, key);
    }
    restore(element, key);
    element.addEventListener("input", () => save(element, key));
  } catch {
    // Storage is switched off: the form works, only the draft is not kept.
  }
}
