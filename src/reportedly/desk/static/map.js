"use strict";
(() => {
  const token = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();
  const colours = { contested: "--contested", corroborated: "--corroborated", single_source: "--single" };
  const boxes = [...document.querySelectorAll("div.map[data-areas]")];
  if (!boxes.length || !window.L) return;

  function draw(box, land) {
    const areas = JSON.parse(box.dataset.areas);
    const map = L.map(box, { worldCopyJump: true, minZoom: 1, maxZoom: 12, scrollWheelZoom: false, attributionControl: true });
    map.attributionControl.setPrefix(false);
    map.setView([25, 20], 2);
    if (box.dataset.tiles) L.tileLayer(box.dataset.tiles, { maxZoom: 19 }).addTo(map);
    const shaded = new Map(areas.filter((it) => it.country).map((it) => [it.country, it]));
    const bounds = L.latLngBounds([]);
    const shapes = [];
    if (land) {
      L.geoJSON(land, {
        interactive: false,
        attribution: box.dataset.credit,
        style: (it) => ({ color: token("--frontier"), weight: 0.7, fillColor: token("--land"), fillOpacity: box.dataset.tiles ? 0 : 1 }),
        onEachFeature: (it, layer) => {
          const area = shaded.get(it.id);
          if (area) shapes.push([area, layer]);
        },
      }).addTo(map);
      for (const [area, layer] of shapes) {
        const over = L.geoJSON(layer.feature, { style: { color: token(colours[area.status] || "--c1"), weight: 1, fillOpacity: 0.2 } });
        name(over, area).addTo(map);
        bounds.extend(layer.getBounds());
      }
    }
    for (const area of areas) {
      if (area.lat === undefined) continue;
      const circle = L.circle([area.lat, area.lon], { radius: area.km * 1000, color: token(colours[area.status] || "--c1"), weight: 1.5, fillOpacity: 0.25 });
      name(circle, area).addTo(map);
      /* On a map of the world the area itself would not be seen: a ring stands around it. */
      const near = area.km <= 30;
      const ring = { radius: near ? 4 : 9, color: token(colours[area.status] || "--c1"), weight: 1.2, fillOpacity: near ? 0.35 : 0.08, dashArray: near ? null : "3 2" };
      name(L.circleMarker([area.lat, area.lon], ring), area).addTo(map);
      bounds.extend(L.latLng(area.lat, area.lon).toBounds(Math.max(area.km, 40) * 4000));
    }
    if (bounds.isValid()) map.fitBounds(bounds, { maxZoom: 5 });
  }

  /* Text from a report is put in as text, never as markup. */
  function name(layer, area) {
    const label = document.createElement("span");
    label.textContent = area.name;
    label.dir = "auto";
    layer.bindTooltip(label, { sticky: true });
    if (area.href && area.href !== location.pathname) layer.on("click", () => { location.href = area.href; });
    return layer;
  }

  fetch("/static/borders.json")
    .then((it) => (it.ok ? it.json() : null))
    .catch(() => null)
    .then((land) => boxes.forEach((box) => draw(box, land)));
})();
