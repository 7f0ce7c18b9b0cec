// Show how a plan gets on, as the service tells it; the page is loaded anew when it is over.
(function () {
  "use strict";
  const box = document.querySelector("[data-events]");
  if (!box || !window.EventSource) return;
  const numbers = new Intl.NumberFormat(document.documentElement.lang, { maximumFractionDigits: 0 });
  const source = new EventSource(box.dataset.events);
  source.addEventListener("progress", (event) => {
    const told = JSON.parse(event.data);
    for (const place of box.querySelectorAll("[data-tell]")) {
      const value = told[place.dataset.tell];
      if (typeof value === "number") place.textContent = numbers.format(value);
    }
  });
  for (const end of ["done", "stopped", "failed", "cancelled"]) {
    source.addEventListener(end, () => { source.close(); window.location.reload(); });
  }
})();
