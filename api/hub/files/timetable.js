// Drag a visit in the timetable to another time or carer: the form that the keyboard fills elsewhere is sent.
(function () {
  "use strict";
  const form = document.querySelector("form[data-move]");
  const table = document.querySelector("table.timetable");
  if (!form || !table) return;
  const hint = document.querySelector("[data-drag-hint]");
  if (hint) hint.hidden = false;
  const opens = Number(table.dataset.opens), closes = Number(table.dataset.closes);
  const STEP = 5; // minutes
  const FAR = 6; // pixels: less is a click
  let held = null;

  function minute(svg, x) {
    const box = svg.getBoundingClientRect();
    return opens + ((x - box.left) / box.width) * (closes - opens);
  }
  function roundAt(x, y) {
    return document.elementsFromPoint(x, y).find((one) => one.matches("svg.round")) || null;
  }
  function mark(svg) {
    if (held.target === svg) return;
    if (held.target) held.target.classList.remove("target");
    held.target = svg;
    if (svg) svg.classList.add("target");
  }
  function shift(event) {
    const from = held.link.ownerSVGElement.getBoundingClientRect();
    const scale = (closes - opens) / from.width;
    held.link.setAttribute("transform", `translate(${(event.clientX - held.x) * scale} 0)`);
  }
  function end() {
    if (!held) return;
    mark(null);
    held.link.classList.remove("dragged");
    held.link.removeAttribute("transform");
    held = null;
  }

  table.addEventListener("pointerdown", (event) => {
    const link = event.target.closest("a[data-visit]");
    if (!link || event.button !== 0 || event.pointerType === "touch") return;
    held = { link, x: event.clientX, y: event.clientY, moved: false, target: null,
             off: minute(link.ownerSVGElement, event.clientX) - Number(link.dataset.start) };
  });
  table.addEventListener("dragstart", (event) => event.preventDefault());
  document.addEventListener("pointermove", (event) => {
    if (!held) return;
    if (!held.moved && Math.hypot(event.clientX - held.x, event.clientY - held.y) < FAR) return;
    held.moved = true;
    held.link.classList.add("dragged");
    shift(event);
    mark(roundAt(event.clientX, event.clientY));
  });
  document.addEventListener("pointerup", (event) => {
    if (!held || !held.moved) { held = null; return; }
    const { link, off, target } = held;
    end();
    document.addEventListener("click", (click) => click.preventDefault(), { capture: true, once: true });
    if (!target) return;
    const start = Math.round((minute(target, event.clientX) - off) / STEP) * STEP;
    const clock = (start + 1440) % 1440;
    form.elements.visit.value = link.dataset.visit;
    form.elements.carer.value = target.dataset.carer;
    form.elements.time.value =
      String(Math.floor(clock / 60)).padStart(2, "0") + ":" + String(clock % 60).padStart(2, "0");
    form.requestSubmit();
  });
  document.addEventListener("keydown", (event) => { if (event.key === "Escape") end(); });
})();
