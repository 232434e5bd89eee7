// Loads what the page has use for. Everything works without any of it. The version in this
// module's own address covers the whole folder and goes on to the modules loaded from here.
const enhancements = [
  ["form[data-suggest]", "./combobox.js"],
  ["form[data-count]", "./facets.js"],
  ["svg[data-map]", "./map.js"],
  ["button[data-copy]", "./copy.js"],
  ["[data-draft], [data-draft-done]", "./draft.js"],
  ["form[data-duplicates]", "./duplicates.js"],
  ["[data-preview]", "./preview.js"],
  ["form[data-builder]", "./builder.js"],
  ["form[data-passkey]", "./passkey.js"],
  ["[data-shortcuts]", "./shortcuts.js"],
];

const version = new URL(import.meta.url).search;

for (const [selector, path] of enhancements) {
  const elements = document.querySelectorAll(selector);
  if (elements.length) {
    import(path + version).then(({ enhance }) => elements.forEach(enhance));
  }
}
