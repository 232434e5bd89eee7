// Shows a text as it will stand, and how many characters are left, while it is typed.
export function enhance(field) {
  const shown = document.querySelector(field.dataset.preview);
  const empty = shown.dataset.empty;
  const most = Number(field.getAttribute("maxlength"));
  const count = document.createElement("span");
  count.className = "hint";
  count.setAttribute("role", "status");
  field.after(count);

  function show() {
    shown.textContent = field.value.trim() || empty;
    count.textContent = most ? `${field.value.length} / ${most}` : "";
  }

  field.addEventListener("input", show);
  show();
}
