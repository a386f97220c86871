"use strict";
// Maps: a dot for a town, a hatched circle for what is wider. ground.js has the overview's. What is drawn here, with
// Natural Earth's outlines in Mercator's projection, is an incident's, and the overview's without a graphics card.
(() => {
  const OWN = new URL(document.currentScript.src);
  const NS = "http://www.w3.org/2000/svg";
  const WIDTH = 560, HEIGHT = 400, KM_A_DEGREE = 111.2;
  const AREA_KM = { near: 20, admin2: 40, part: 70, admin1: 100, country: 250, region: 400 };
  const DEGREE = 100; // units of the drawing
  const LEAST = 5 * DEGREE; // of longitude: the outlines are too coarse for less
  const WHOLE = 360 * DEGREE;
  let world = null;

  const element = (name, attributes, ...inside) => {
    const made = document.createElementNS(NS, name);
    for (const [key, value] of Object.entries(attributes || {})) made.setAttribute(key, value);
    made.append(...inside);
    return made;
  };
  const x = (lon) => lon * DEGREE;
  const y = (lat) => {
    const bounded = Math.max(-84, Math.min(84, lat)) * Math.PI / 180;
    return -Math.log(Math.tan(Math.PI / 4 + bounded / 2)) * 180 / Math.PI * DEGREE;
  };
  const latitude = (at) => Math.atan(Math.sinh(-at / DEGREE * Math.PI / 180)) * 180 / Math.PI;

  async function shapes(address) {
    world ??= fetch(address).then((answer) => answer.json());
    return world;
  }

  function land(data) {
    const group = element("g", { class: "lands" });
    for (const shape of data.shapes) {
      const path = shape.rings.map((ring) => {
        let d = "";
        for (let n = 0; n < ring.length; n += 2) {
          d += `${n ? "L" : "M"}${x(ring[n] / data.units).toFixed(0)},${y(ring[n + 1] / data.units).toFixed(0)}`;
        }
        return `${d}Z`;
      }).join("");
      group.append(element("path", { d: path, class: "land", "data-country": shape.country || "" }, element("title", {}, shape.name)));
    }
    return group;
  }

  const places = (box) => [...box.querySelectorAll(".spots li[data-lat]")].map((item) => ({
    lat: Number(item.dataset.lat), lon: Number(item.dataset.lon), count: Number(item.dataset.count),
    precision: item.dataset.precision, country: item.dataset.country, link: item.querySelector("a"),
    name: item.querySelector("a").textContent.trim(),
  }));

  async function draw(box, items) {
    const data = await shapes(box.dataset.world);
    if (box.querySelector("svg.chart")) return;
    const svg = element("svg", { class: "chart map", role: "img", "aria-label": `Map of ${items.length} places; the list below has them`, preserveAspectRatio: "xMidYMid slice" });
    const id = `hatch-${Math.random().toString(36).slice(2)}`;
    const pattern = element("pattern", { id, width: 6, height: 6, patternUnits: "userSpaceOnUse" }, element("path", { class: "hatch", d: "M-1,7L7,-1M-1,1L1,-1M5,7L7,5" }));
    const lands = land(data);
    const spoken = new Set(items.map((item) => item.country));
    for (const path of lands.children) if (path.dataset.country && spoken.has(path.dataset.country)) path.classList.add("spoken-of");
    const marks = element("g", { class: "marks" });
    svg.append(element("defs", {}, pattern), lands, marks);
    const most = Math.max(...items.map((item) => item.count));
    const drawn = items.sort((a, b) => (AREA_KM[b.precision] || 0) - (AREA_KM[a.precision] || 0) || b.count - a.count).map((item) => {
      const km = AREA_KM[item.precision];
      const dot = element("circle", { cx: x(item.lon), cy: y(item.lat), class: km ? "area" : "dot" });
      if (km) dot.style.fill = `url(#${id})`;
      const mark = element("g", { class: "mark" }, element("title", {}, `${item.name}: ${item.count}`), dot);
      if (km) mark.append(element("circle", { cx: x(item.lon), cy: y(item.lat), class: "core" }));
      if (item.link.getAttribute("href") !== "#") mark.addEventListener("click", () => item.link.click());
      else mark.classList.add("still");
      const label = element("text", { x: x(item.lon), y: y(item.lat), "text-anchor": "middle" }, item.name);
      marks.append(mark);
      return { ...item, km, dot, core: mark.querySelector(".core"), mark, label };
    });
    const names = element("g", { class: "names", "aria-hidden": "true" });
    svg.append(names);

    const view = fit(items);
    const area = box.querySelector("form.area");
    const only = area && area.querySelector("button");
    let moved = false;
    function show() {
      const unit = view.width / WIDTH; // of the drawing, a pixel
      svg.setAttribute("viewBox", `${view.left} ${view.top} ${view.width} ${view.width * HEIGHT / WIDTH}`);
      pattern.setAttribute("patternTransform", `scale(${unit})`);
      svg.style.setProperty("--unit", unit);
      for (const one of drawn) {
        const size = 3.5 + 9 * Math.sqrt(one.count / most);
        const wide = one.km ? Math.max(one.km / KM_A_DEGREE * DEGREE / Math.cos(one.lat * Math.PI / 180), 9 * unit) : size * unit;
        one.dot.setAttribute("r", wide);
        if (one.core) one.core.setAttribute("r", Math.min(wide * 0.6, size * 0.6 * unit));
      }
      label(unit);
      if (only) only.hidden = !moved;
    }
    function label(unit) {
      names.replaceChildren();
      const taken = [];
      for (const one of [...drawn].sort((a, b) => b.count - a.count)) {
        const wide = (one.name.length * 6.2 + 6) * unit, tall = 13 * unit;
        const cx = x(one.lon), cy = y(one.lat) - (8 + (one.km ? 2 : 9 * Math.sqrt(one.count / most))) * unit;
        if (cx - wide / 2 < view.left || cx + wide / 2 > view.left + view.width) continue;
        const room = [cx - wide / 2, cy - tall, cx + wide / 2, cy];
        if (taken.some(([l, t, r, b]) => room[0] < r && room[2] > l && room[1] < b && room[3] > t)) continue;
        taken.push(room);
        one.label.style.fontSize = `${11.5 * unit}px`;
        one.label.setAttribute("stroke-width", 3 * unit);
        one.label.setAttribute("y", cy);
        names.append(one.label);
        if (taken.length > 30) break;
      }
    }
    function bound() {
      view.width = Math.max(LEAST / 2, Math.min(WHOLE, view.width));
      view.left = Math.max(-190 * DEGREE, Math.min(190 * DEGREE - view.width, view.left));
      const tall = view.width * HEIGHT / WIDTH;
      view.top = Math.max(-170 * DEGREE, Math.min(170 * DEGREE - Math.min(tall, 340 * DEGREE), view.top));
    }
    function zoom(factor, at = [view.left + view.width / 2, view.top + view.width * HEIGHT / WIDTH / 2]) {
      const width = Math.max(LEAST / 2, Math.min(WHOLE, view.width * factor));
      const share = width / view.width;
      view.left = at[0] - (at[0] - view.left) * share;
      view.top = at[1] - (at[1] - view.top) * share;
      view.width = width;
      moved = true;
      bound();
      show();
    }
    const tools = document.createElement("p");
    tools.className = "map-tools";
    for (const [sign, what, act] of [["+", "Closer", () => zoom(0.6)], ["−", "Farther", () => zoom(1 / 0.6)],
      ["⌂", "All places", () => { Object.assign(view, fit(items)); moved = false; show(); }]]) {
      const button = document.createElement("button");
      button.type = "button";
      button.textContent = sign;
      button.title = what;
      button.setAttribute("aria-label", what);
      button.addEventListener("click", act);
      tools.append(button);
    }
    let held = null;
    svg.addEventListener("pointerdown", (event) => { held = { x: event.clientX, y: event.clientY, left: view.left, top: view.top, far: false }; });
    svg.addEventListener("pointermove", (event) => {
      if (!held) return;
      const scale = view.width / svg.clientWidth;
      const dx = event.clientX - held.x, dy = event.clientY - held.y;
      if (!held.far && Math.hypot(dx, dy) < 4) return;
      if (!held.far) { held.far = true; svg.setPointerCapture(event.pointerId); svg.classList.add("moving"); }
      view.left = held.left - dx * scale;
      view.top = held.top - dy * scale;
      moved = true;
      bound();
      show();
    });
    const drop = () => { held = null; svg.classList.remove("moving"); };
    svg.addEventListener("pointerup", drop);
    svg.addEventListener("pointercancel", drop);
    svg.addEventListener("wheel", (event) => {
      if (!event.ctrlKey && !event.shiftKey) return;
      event.preventDefault();
      const frame = svg.getBoundingClientRect();
      zoom(event.deltaY > 0 ? 1.25 : 0.8, [view.left + (event.clientX - frame.left) / frame.width * view.width,
        view.top + (event.clientY - frame.top) / frame.height * view.width * HEIGHT / WIDTH]);
    }, { passive: false });
    svg.addEventListener("dblclick", (event) => { event.preventDefault(); zoom(0.5); });
    if (area) {
      area.addEventListener("submit", () => {
        const tall = view.width * HEIGHT / WIDTH;
        const round = (number) => number.toFixed(2);
        area.elements.box.value = [Math.max(-180, view.left / DEGREE), latitude(view.top + tall), Math.min(180, (view.left + view.width) / DEGREE), latitude(view.top)].map(round).join(",");
      }, true);
    }
    box.querySelector(".map-frame").replaceChildren(svg, tools);
    show();
  }

  function fit(items) {
    const xs = items.map((item) => x(item.lon)), ys = items.map((item) => y(item.lat));
    const west = Math.min(...xs), east = Math.max(...xs), north = Math.min(...ys), south = Math.max(...ys);
    const width = Math.min(WHOLE, Math.max((east - west) * 1.3, (south - north) * 1.4 * WIDTH / HEIGHT, LEAST * 2));
    return { left: (west + east - width) / 2, top: (north + south - width * HEIGHT / WIDTH) / 2, width };
  }

  // Where the processor stands in for a graphics card, MapLibre takes seconds of it: there the plain drawing is better.
  function webgl() {
    const found = document.createElement("canvas").getContext("webgl2", { failIfMajorPerformanceCaveat: true });
    found?.getExtension("WEBGL_lose_context")?.loseContext();
    return found !== null;
  }

  let ground = null;
  async function lay(box) {
    const items = places(box);
    if (!items.length) return;
    if (box.dataset.map !== "ground") return draw(box, items);
    try {
      ground ??= webgl() ? import(new URL(`ground.js${OWN.search}`, OWN)) : Promise.reject(new Error("There is no fast WebGL."));
      await (await ground).show(box, items, AREA_KM);
    } catch (error) {
      console.info(`The map is drawn plainly. ${error}`);
      await draw(box, items);
    }
  }

  // The page is there first, then its map, and that once somebody comes near it.
  const near = new IntersectionObserver((seen) => seen.filter((one) => one.isIntersecting).forEach((one) => {
    near.unobserve(one.target);
    lay(one.target);
  }), { rootMargin: "300px" });
  const boxes = () => document.querySelectorAll("[data-map]");
  const every = () => requestAnimationFrame(() => setTimeout(() => boxes().forEach((box) => near.observe(box))));
  addEventListener("DOMContentLoaded", every);
  document.addEventListener("htmx:afterSwap", () => ground ? boxes().forEach(lay) : every());
})();
