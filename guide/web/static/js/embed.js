// On the paper's page: gives each frame of the guide the height that its box asks for. Listens to
// the guide's own origin and to one shape of message only.
(() => {
  const origin = new URL(document.currentScript.src).origin;
  addEventListener("message", (event) => {
    const told = event.data;
    if (event.origin !== origin || told === null || typeof told !== "object") return;
    if (told.kind !== "brancheguide-height" || !Number.isInteger(told.height)) return;
    if (told.height < 40 || told.height > 4000) return;
    for (const frame of document.querySelectorAll("iframe.brancheguide")) {
      if (frame.contentWindow === event.source) frame.height = String(told.height);
    }
  });
})();
