// Loads what the page has use for. Everything works without any of it.
const enhancements = [
  ["form[data-suggest]", "./combobox.js"],
  ["form[data-count]", "./facets.js"],
  ["svg[data-map]", "./map.js"],
  ["button[data-copy]", "./copy.js"],
  ["[data-draft], [data-draft-done]", "./draft.js"],
];

for (const [selector, path] of enhancements) {
  const elements = document.querySelectorAll(selector);
  if (elements.length) {
    import(path).then(({ enhance }) => elements.forEach(enhance));
  }
}
