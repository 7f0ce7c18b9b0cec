// The rounds over the streets, drawn from our own data: nothing is asked of anybody else.
(function () {
  "use strict";
  const box = document.querySelector(".map[data-rounds]");
  if (!box || !window.L) return;
  const still = window.matchMedia("(prefers-reduced-motion: reduce)").matches;
  const map = L.map(box, { zoomAnimation: !still, fadeAnimation: !still, markerZoomAnimation: !still, attributionControl: false });
  const credits = L.control.attribution({ prefix: false }).addTo(map);
  const fetched = (address) => fetch(address, { credentials: "same-origin" }).then((answer) => (answer.ok ? answer.json() : Promise.reject(answer.status)));
  const safe = (text) => { const place = document.createElement("span"); place.textContent = text; return place; };
  map.setView([0, 0], 2);
  map.createPane("streets").style.zIndex = 350;

  fetched(box.dataset.streets).then((streets) => {
    L.geoJSON(streets, {
      pane: "streets", interactive: false,
      style: (one) => ({ className: one.properties.main ? "street main" : "street", weight: one.properties.main ? 3 : 1.5 }),
    }).addTo(map);
  }).catch(() => {});

  fetched(box.dataset.rounds).then((rounds) => {
    const drawn = L.geoJSON(rounds, {
      style: (one) => one.geometry.type === "Point"
        ? { className: "stop round-" + (one.properties.number % 10), weight: 2 }
        : { className: "round-line round-" + (one.properties.number % 10), weight: 4, fill: false },
      pointToLayer: (one, at) => L.circleMarker(at, { radius: 7 }),
      onEachFeature: (one, layer) => {
        const told = one.properties;
        const words = told.order ? told.carer + " · " + told.order + " · " + told.starts + " " + told.client : told.carer;
        layer.bindTooltip(safe(words), { sticky: !told.order });
      },
    }).addTo(map);
    if (drawn.getBounds().isValid()) map.fitBounds(drawn.getBounds(), { padding: [24, 24], animate: false });
    if (rounds.credit) { const place = safe(rounds.credit); credits.addAttribution(place.innerHTML); }
    box.dataset.drawn = String(rounds.features.length);
  }).catch(() => { box.dataset.drawn = "0"; });
})();
