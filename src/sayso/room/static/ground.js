// The overview's map: MapLibre over Natural Earth's outlines. map.js brings it in where a graphics card draws for WebGL. It asks
// for nothing but the room's own files: text is drawn with the fonts of the reader's machine.
const HERE = new URL(import.meta.url);
const shipped = (name) => new URL(`./${name}${HERE.search}`, HERE).href;
const EARTH_KM = 6371, CORNERS = 64, LEAST_SPAN = 6, MARGIN = 40, TOOLS = 24;
const FONT = ["sans-serif"], BOLD = ["Bold"]; // MapLibre reads a weight out of the name, and falls back to sans-serif
const UNJOINED = /[\u0590-\u08ff\u0900-\u109f\u1780-\u17ff\ufb1d-\ufdff\ufe70-\ufefc]/; // scripts that WebGL text breaks up
const dark = matchMedia("(prefers-color-scheme: dark)");
let gl, map, frame, box, says, starting, kilometres;
let items = [], over = null, moved = false, focused = false;

const none = { type: "FeatureCollection", features: [] };
const colour = (name) => getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim();
const feature = (type, coordinates, properties) => ({ type: "Feature", properties, geometry: { type, coordinates } });

/** Return the ring of a circle on the ground, so that an area is as wide as what is known wherever the map goes. */
function circle({ lon, lat }, km) {
  const far = km / EARTH_KM, phi = lat * Math.PI / 180;
  return Array.from({ length: CORNERS + 1 }, (_, n) => {
    const way = n / CORNERS * 2 * Math.PI;
    const to = Math.asin(Math.sin(phi) * Math.cos(far) + Math.cos(phi) * Math.sin(far) * Math.cos(way));
    const turn = Math.atan2(Math.sin(way) * Math.sin(far) * Math.cos(phi), Math.cos(far) - Math.sin(phi) * Math.sin(to));
    return [lon + turn * 180 / Math.PI, to * 180 / Math.PI];
  });
}

function hatch() {
  const size = 16, canvas = new OffscreenCanvas(size, size), pen = canvas.getContext("2d");
  pen.strokeStyle = colour("trigger-ink");
  pen.globalAlpha = 0.6;
  pen.lineWidth = 2;
  for (const at of [-size, 0, size]) { pen.moveTo(at - 2, size + 2); pen.lineTo(at + size + 2, -2); }
  pen.stroke();
  return pen.getImageData(0, 0, size, size);
}

function style() {
  const ink = colour("trigger-ink"), panel = colour("panel"), land = colour("land"), coast = colour("coast");
  const size = ["get", "size"], lit = (on, off) => ["case", ["boolean", ["feature-state", "lit"], false], on, off];
  const text = (color, halo) => ({ "text-color": color, "text-halo-color": halo, "text-halo-width": 1.6 });
  const layer = (id, type, source, more) => ({ id, type, source, ...more });
  const spoken = ["in", ["get", "country"], ["literal", [...new Set(items.map((item) => item.country).filter(Boolean))]]];
  const outline = ["==", ["geometry-type"], "Polygon"], wide = ["==", ["get", "kind"], "area"], town = ["==", ["get", "kind"], "town"];
  const middle = ["==", ["get", "kind"], "middle"];
  return {
    version: 8,
    sources: {
      outlines: { type: "geojson", data: shipped("outlines.json"), maxzoom: 7, tolerance: 0.3 },
      places: { type: "geojson", data: places(), promoteId: "number", maxzoom: 12 },
    },
    layers: [
      { id: "sea", type: "background", paint: { "background-color": colour("sea") } },
      layer("land", "fill", "outlines", { filter: outline, paint: { "fill-color": ["case", spoken, colour("spoken-of"), land], "fill-antialias": false } }),
      layer("coasts", "line", "outlines", { filter: outline, layout: { "line-join": "round" }, paint: { "line-color": coast, "line-width": ["interpolate", ["linear"], ["zoom"], 1, 0.5, 6, 1.2] } }),
      layer("areas", "fill", "places", { filter: wide, paint: { "fill-pattern": "hatch", "fill-opacity": lit(1, 0.55) } }),
      layer("rims", "line", "places", { filter: wide, paint: { "line-color": ink, "line-width": lit(2, 1), "line-dasharray": [4, 3] } }),
      layer("countries", "symbol", "outlines", {
        filter: ["all", ["==", ["geometry-type"], "Point"], [">=", ["zoom"], ["get", "zoom"]]],
        layout: { "text-field": ["get", "name"], "text-font": FONT, "text-size": 11.5, "text-letter-spacing": 0.06, "text-max-width": 7, "symbol-sort-key": ["get", "zoom"], "text-padding": 6 },
        paint: text(colour("muted"), land),
      }),
      layer("middles", "circle", "places", { filter: middle, paint: { "circle-radius": ["*", 0.62, size], "circle-color": lit(ink, panel), "circle-stroke-color": ink, "circle-stroke-width": 1.6 } }),
      layer("towns", "circle", "places", { filter: town, layout: { "circle-sort-key": ["-", size] }, paint: { "circle-radius": size, "circle-color": ink, "circle-opacity": lit(1, 0.8), "circle-stroke-color": panel, "circle-stroke-width": 1.3 } }),
      layer("names", "symbol", "places", {
        filter: ["all", ["!", wide], ["get", "named"]],
        layout: {
          "text-field": ["get", "name"], "text-font": BOLD, "text-size": 12.5, "text-max-width": 9, "text-padding": 1, "symbol-sort-key": ["-", ["get", "count"]],
          "text-variable-anchor": ["bottom", "top", "left", "right"], "text-radial-offset": ["get", "gap"],
        },
        paint: text(colour("ink"), land),
      }),
    ],
  };
}

/** Return the places as the map has them: a point for a town, a ring with a point in its middle for what is wider. */
function places() {
  if (!items.length) return none;
  const most = Math.max(...items.map((item) => item.count));
  const first = new Map([...items.entries()].reverse().map(([number, item]) => [item.name, number])); // a name is written once
  return { type: "FeatureCollection", features: items.flatMap((item, number) => {
    const km = kilometres[item.precision], size = 3.5 + 7 * Math.sqrt(item.count / most), at = [item.lon, item.lat];
    const gap = (km ? size * 0.62 : size) / 12.5 + 0.3; // in the height of a letter
    const more = { number, size, gap, name: item.name, count: item.count, named: first.get(item.name) === number && !UNJOINED.test(item.name) };
    const point = feature("Point", at, { ...more, kind: km ? "middle" : "town" });
    return km ? [feature("Polygon", [circle(item, km)], { ...more, kind: "area" }), point] : [point];
  }) };
}

/** Return the corners of all places, areas with their width, but not narrower than a few degrees. */
function extent() {
  const all = new gl.LngLatBounds();
  for (const item of items) for (const at of circle(item, Math.max(kilometres[item.precision] || 0, 1))) all.extend(at);
  const middle = all.getCenter(), grow = LEAST_SPAN / 2;
  return all.extend([middle.lng - grow, Math.max(-84, middle.lat - grow / 2)]).extend([middle.lng + grow, Math.min(84, middle.lat + grow / 2)]);
}

function fit(options = {}) {
  const asked = box.dataset.box && !options.all ? box.dataset.box.split(",").map(Number) : null;
  if (asked && asked[0] > asked[2]) asked[2] += 360;
  const free = Math.min(MARGIN, frame.clientWidth / 8), padding = { top: free, bottom: free, left: free, right: free + TOOLS };
  map.fitBounds(asked ? [[asked[0], asked[1]], [asked[2], asked[3]]] : extent(), { padding: asked ? 0 : padding, maxZoom: 8, linear: true, ...options });
}

function button() {
  const only = box.querySelector("form.area button");
  if (only) only.hidden = !moved;
}

/** Put the west, south, east and north of what the map shows into the form's field. */
function fill(form) {
  const seen = map.getBounds(), wide = seen.getEast() - seen.getWest() >= 360;
  const turned = (degrees) => ((degrees + 180) % 360 + 360) % 360 - 180;
  const [west, east] = wide ? [-180, 180] : [turned(seen.getWest()), turned(seen.getEast())];
  form.elements.box.value = [west, Math.max(-90, seen.getSouth()), east, Math.min(90, seen.getNorth())].map((degrees) => degrees.toFixed(2)).join(",");
}

/** Take the map that there is into the page that came, with that page's form. */
function adopt() {
  const slot = box.querySelector(".map-frame");
  if (slot !== frame) slot.replaceWith(frame);
  const area = box.querySelector("form.area");
  area.addEventListener("submit", () => fill(area), true);
  moved = false;
  button();
  light(null);
  if (focused) map.getCanvas().focus({ preventScroll: true });
}

function light(number) {
  if (number === over) return;
  if (over !== null) map.setFeatureState({ source: "places", id: over }, { lit: false });
  if (number !== null) map.setFeatureState({ source: "places", id: number }, { lit: true });
  over = number;
  map.getCanvas().style.cursor = number === null ? "" : "pointer";
  says.hidden = number === null;
}

function tool(sign, what, act) {
  const made = document.createElement("button");
  Object.assign(made, { type: "button", textContent: sign, title: what });
  made.setAttribute("aria-label", what);
  made.addEventListener("click", act);
  return made;
}

function listen() {
  const under = (point) => {
    const near = [[point.x - 4, point.y - 4], [point.x + 4, point.y + 4]];
    const [found] = map.queryRenderedFeatures(near, { layers: ["towns", "middles"] }).concat(map.queryRenderedFeatures(point, { layers: ["areas"] }));
    return found && items[found.properties.number] ? found.properties.number : null;
  };
  map.on("mousemove", (event) => {
    const number = under(event.point);
    light(number);
    if (number === null) return;
    says.textContent = `${items[number].name}: ${items[number].count}`;
    const left = Math.min(event.point.x + 12, frame.clientWidth - says.offsetWidth - 6);
    says.style.transform = `translate(${left}px, ${Math.max(event.point.y - 34, 4)}px)`;
  });
  map.on("mouseout", () => light(null));
  map.on("click", (event) => {
    const number = under(event.point);
    if (number !== null) items[number].link.click();
  });
  map.on("moveend", (event) => {
    if (!event.originalEvent && !event.byTool) return;
    moved = true;
    button();
  });
  document.addEventListener("htmx:beforeSwap", () => { focused = document.activeElement === map.getCanvas(); });
  dark.addEventListener("change", () => { map.updateImage("hatch", hatch()); map.setStyle(style()); });
}

async function begin() {
  frame = box.querySelector(".map-frame");
  gl = await import(shipped("maplibre-gl.mjs"));
  gl.setWorkerUrl(shipped("maplibre-gl-worker.mjs"));
  map = new gl.Map({
    container: frame, style: style(), bounds: extent(), attributionControl: false, maplibreLogo: false,
    cooperativeGestures: true, dragRotate: false, pitchWithRotate: false, touchPitch: false, maxPitch: 0, maxZoom: 11,
    fadeDuration: 0, locale: { "Map.Title": "Map; the list below has its places" },
  });
  map.touchZoomRotate.disableRotation();
  map.keyboard.disableRotation();
  map.addControl(new gl.ScaleControl({ maxWidth: 90 }), "bottom-left");
  map.addImage("hatch", hatch(), { pixelRatio: 2 });
  const tools = document.createElement("p");
  tools.className = "map-tools";
  const byTool = { byTool: true };
  tools.append(
    tool("+", "Closer", () => map.zoomIn({}, byTool)), tool("−", "Farther", () => map.zoomOut({}, byTool)),
    tool("⌂", "All places", () => { fit({ all: true }); moved = false; button(); }),
  );
  says = document.createElement("p");
  says.className = "map-says";
  says.hidden = true;
  frame.append(tools, says);
  listen();
  fit({ duration: 0 });
  await new Promise((ready) => map.once("load", ready));
  frame.classList.add("drawn");
}

/** Show *found* on the map of the page's part *page*; the view stays as it is where any of them lies in it. */
export async function show(page, found, km) {
  if (page === box) return;
  [box, items, kilometres] = [page, found, km];
  const first = !starting;
  await (starting ??= begin());
  if (page !== box) return;
  adopt();
  if (first) return;
  map.setStyle(style());
  const seen = map.getBounds();
  if (!items.some((item) => seen.contains([item.lon, item.lat]))) fit();
}
