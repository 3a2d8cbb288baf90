// The map and the two series: Vega draws them, this file gives them data, colours, and the part of the world to show.
"use strict";

const specs = JSON.parse(byId("charts").textContent);
const outlines = JSON.parse(byId("outlines").textContent);
const views = {};
const camera = { zoom: 150, east: 0, north: 0 };
let points = []; // the places of the selection
let moved = false; // by the reader, so that only they change what is in view
const NARROWEST = 1.5; // degrees: a single place is shown with its surroundings

/** What is under the pointer, as text. */
function tip(handler, event, item, value) {
  const box = byId("tip");
  if (value === null || value === undefined || value === "") { box.hidden = true; return; }
  const entries = Object.values(value).map(String);
  box.replaceChildren(make("b", null, told(entries[0])), ...entries.slice(1).map((text) => make("div", null, told(text))));
  box.hidden = false;
  box.style.left = Math.max(6, Math.min(event.clientX + 14, window.innerWidth - box.offsetWidth - 6)) + "px";
  box.style.top = Math.max(6, Math.min(event.clientY + 14, window.innerHeight - box.offsetHeight - 6)) + "px";
}

async function makeChart(name) {
  const spec = structuredClone(specs[name]);
  const soft = colour("--soft"), line = colour("--line");
  spec.config = {
    ...spec.config, background: null, font: getComputedStyle(document.body).fontFamily,
    axis: { labelColor: soft, gridColor: line, domainColor: line, tickColor: line, labelFontSize: 11 },
  };
  if (name === "map") {
    spec.datasets = { outlines };
    const values = { land: colour("--land"), border: colour("--border"), halo: colour("--halo"), ink: colour("--ink"), ...camera };
    for (const param of spec.params) param.value = values[param.name];
  }
  const refuse = { load: () => Promise.reject(new Error("nothing is loaded")), sanitize: () => Promise.reject(new Error("nothing is opened")) };
  const options = { mode: "vega-lite", ast: true, actions: false, defaultStyle: false, logLevel: 1, renderer: "canvas", tooltip: tip, loader: refuse };
  if (views[name]) views[name].finalize();
  views[name] = (await vegaEmbed(byId(name), spec, options)).view;
  const canvas = byId(name).querySelector("canvas");
  if (canvas) canvas.setAttribute("aria-hidden", "true");
}

/** Other data for a chart; room for its labels is measured anew. paint shows it: a map takes a tenth of a second. */
function give(name, dataset, values) {
  views[name].data(dataset, values).resize();
}

function paint(name) {
  return views[name].runAsync();
}

// ------------------------------------------------------------------ map

/** One entry per point: its names, its events, its most frequent type. Numbers are summed by place first, for speed. */
function pointsOf(found) {
  const wide = types.length + 1; // events of each type, then deaths
  const sums = new Float64Array(lists.places.length * wide);
  for (const i of found) {
    const at = cells.place[i] * wide;
    sums[at + typeOf[cells.kind[i]]] += cells.n[i];
    sums[at + types.length] += cells.deaths[i];
  }
  const points = new Map();
  lists.places.forEach(([name, , country, latitude, longitude], place) => {
    const byType = sums.subarray(place * wide, (place + 1) * wide - 1);
    if (!byType.some(Boolean)) return;
    const key = latitude + " " + longitude;
    if (!points.has(key)) points.set(key, { latitude, longitude, names: new Set(), country, events: 0, deaths: 0, byType: types.map(() => 0) });
    const point = points.get(key);
    point.names.add(name);
    byType.forEach((events, type) => { point.byType[type] += events; point.events += events; });
    point.deaths += sums[place * wide + types.length];
  });
  return [...points.values()].sort((a, b) => b.events - a.events || a.longitude - b.longitude);
}

function mostly(point) {
  return types[point.byType.indexOf(Math.max(...point.byType))];
}

function drawMap(found, fit) {
  points = pointsOf(found);
  const circles = points.map((point) => {
    const names = [...point.names];
    const name = names.slice(0, 3).join(", ") + (names.length > 3 ? " and more" : "");
    return {
      longitude: point.longitude, latitude: point.latitude, events: point.events, colour: colourOf(mostly(point)),
      place: [name, point.country].filter(Boolean).join(", "), told: counted(point.events, "event"),
      deaths: counted(point.deaths, "reported death"), mostly: (point.byType.filter(Boolean).length > 1 ? "Mostly " : "") + mostly(point),
    };
  });
  if (fit) fitTo();
  give("map", "places", circles);
  nameLargest();
  paint("map");
  drawPointTable();
}

/** Turn the map to the points: the largest scale at which all lie within the panel. */
function fitTo() {
  const size = mapSize();
  moved = false;
  if (!points.length) { Object.assign(camera, { east: 10, north: 15, zoom: size[0] / 5.6 }); aim(); return; }
  const range = (name) => [Math.min(...points.map((p) => p[name])), Math.max(...points.map((p) => p[name]))];
  const [west, east] = range("longitude"), [south, north] = range("latitude");
  const radians = Math.PI / 180;
  const wide = Math.max(east - west, NARROWEST) * radians * 0.88 * Math.max(0.45, Math.cos(((south + north) / 2) * radians * 0.55));
  const high = Math.max(north - south, NARROWEST) * radians * 1.02;
  const zoom = 0.84 * Math.min(size[0] / wide, size[1] / high);
  Object.assign(camera, { east: (west + east) / 2, north: (south + north) / 2, zoom: Math.min(Math.max(zoom, size[0] / 6.2), 60 * size[0]) });
  aim();
}

function mapSize() {
  const box = byId("map").getBoundingClientRect();
  return [Math.max(box.width, 200), Math.max(box.height, 200)];
}

/** Tell the map what the camera looks at. */
function aim() {
  camera.north = Math.max(-85, Math.min(85, camera.north));
  camera.east = ((camera.east + 540) % 360) - 180;
  for (const [name, value] of Object.entries(camera)) views.map.signal(name, value);
}

/** Names of the largest places, as far as they do not run into each other. */
function nameLargest() {
  const kept = [];
  const scale = (camera.zoom * Math.PI) / 180; // pixels in a degree, about
  for (const point of points.slice(0, 60)) {
    const name = [...point.names][0];
    const x = (point.longitude - camera.east) * scale * 0.88, y = -(point.latitude - camera.north) * scale;
    const half = name.length * 3.3 + 6;
    const size = mapSize();
    const inside = Math.abs(x) + half < size[0] / 2 && Math.abs(y) < size[1] / 2 - 20;
    const free = kept.every((other) => Math.abs(other.x - x) > other.half + half || Math.abs(other.y - y) > 17);
    if (inside && free && name.length <= 30) kept.push({ x, y, half, name, longitude: point.longitude, latitude: point.latitude });
    if (kept.length >= 10) break;
  }
  give("map", "names", kept);
}

function drawPointTable() {
  const LONGEST = 200;
  const body = points.slice(0, LONGEST).map((point) => make("tr", null,
    make("th", { scope: "row" }, told([...point.names].slice(0, 3).join(", "))), make("td", null, told(point.country)),
    make("td", { class: "number" }, grouped(point.events)), make("td", { class: "number" }, grouped(point.deaths)),
    make("td", null, mostly(point)), make("td", { class: "number" }, point.latitude + ", " + point.longitude)));
  const caption = points.length > LONGEST ? `The ${LONGEST} places with most events, of ${grouped(points.length)}` : counted(points.length, "place");
  byId("map-table").querySelector(".scroll").replaceChildren(plainTable(caption, ["Place", "Country", "Events", "Deaths", "Mostly", "Latitude, longitude"], [2, 3, 5], body));
}

function plainTable(caption, titles, numbers, body) {
  const head = titles.map((title, place) => make("th", { scope: "col", class: numbers.includes(place) ? "number" : null }, title));
  return make("table", null, make("caption", null, caption), make("thead", null, make("tr", null, ...head)), make("tbody", null, ...body));
}

// ------------------------------------------------------------------ moving the map

const STEPS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, 1], ArrowDown: [0, -1] };

function zoomBy(factor) {
  moved = true;
  camera.zoom = Math.min(Math.max(camera.zoom * factor, mapSize()[0] / 6.5), 90 * mapSize()[0]);
  settle();
}

function moveBy(across, up) {
  moved = true;
  const degrees = 180 / Math.PI / camera.zoom;
  camera.east += across * degrees / Math.max(0.3, Math.cos((camera.north * Math.PI) / 180 * 0.55));
  camera.north += up * degrees;
  aim();
}

function settle() {
  aim();
  nameLargest();
  paint("map");
}

function fitMap() {
  fitTo();
  nameLargest();
  paint("map");
}

/** The panel changed its size: fill it. */
function sizeMap() {
  const [width, height] = mapSize();
  if (width === views.map.width() && height === views.map.height()) return;
  views.map.width(width).height(height).resize();
  if (moved) settle(); else fitMap();
}

function listenToMap() {
  const map = byId("map");
  map.addEventListener("keydown", (event) => {
    const step = STEPS[event.key];
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (step) { moveBy(step[0] * 60, step[1] * 60); settle(); }
    else if (event.key === "+" || event.key === "=") zoomBy(1.5);
    else if (event.key === "-") zoomBy(1 / 1.5);
    else if (event.key === "0") fitMap();
    else return;
    event.preventDefault();
  });
  document.querySelectorAll("[data-map]").forEach((button) => button.addEventListener("click", () => {
    const way = button.dataset.map;
    if (way === "fit") fitMap(); else zoomBy(way === "in" ? 1.5 : 1 / 1.5);
  }));
  let last = null;
  map.addEventListener("pointerdown", (event) => {
    if (event.pointerType !== "mouse" || event.button !== 0) return; // a finger scrolls the page
    last = [event.clientX, event.clientY];
    map.setPointerCapture(event.pointerId);
    map.classList.add("moving");
  });
  map.addEventListener("pointermove", (event) => {
    if (!last) return;
    moveBy(last[0] - event.clientX, event.clientY - last[1]);
    paint("map");
    last = [event.clientX, event.clientY];
  });
  for (const end of ["pointerup", "pointercancel"]) {
    map.addEventListener(end, () => { if (last) settle(); last = null; map.classList.remove("moving"); });
  }
}

// ------------------------------------------------------------------ series

/** The unit of the bars for a span of days, never finer than the data. */
function unitFor(span) {
  const units = ["day", "week", "month", "year"];
  const wanted = span <= 70 ? 0 : span <= 730 ? 1 : span <= 366 * 20 ? 2 : 3;
  return units[Math.max(wanted, units.indexOf(data.unit))];
}

/** The first day of the day, week (from Saturday, as in ACLED's), month or year of a day, and the first of the next. */
function periodOf(day, unit) {
  if (unit === "day") return [day, day + 1];
  if (unit === "week") { const first = day - ((day + 5) % 7 + 7) % 7; return [first, first + 7]; }
  const date = new Date(day * DAY);
  const [year, month] = [date.getUTCFullYear(), date.getUTCMonth()];
  if (unit === "month") return [Date.UTC(year, month, 1) / DAY, Date.UTC(year, month + 1, 1) / DAY];
  return [Date.UTC(year, 0, 1) / DAY, Date.UTC(year + 1, 0, 1) / DAY];
}

const PERIOD_NAMES = {
  day: (day) => isoDay(day), week: (day) => "Week of " + isoDay(day), month: (day) => isoDay(day).slice(0, 7), year: (day) => isoDay(day).slice(0, 4),
};

function drawSeries(found) {
  let first = Infinity, last = -Infinity;
  for (const i of found) { first = Math.min(first, cells.day[i]); last = Math.max(last, cells.day[i]); }
  const unit = unitFor(found.length ? last - first : 0);
  const totals = new Map();
  const periods = new Map(); // of each day
  for (const i of found) {
    const day = cells.day[i], order = typeOf[cells.kind[i]];
    if (!periods.has(day)) periods.set(day, periodOf(day, unit));
    const [from, to] = periods.get(day);
    const key = from * types.length + order;
    if (!totals.has(key)) totals.set(key, { from: from * DAY, to: to * DAY, order, period: PERIOD_NAMES[unit](from), type: types[order], colour: colourOf(types[order]), events: 0, deaths: 0 });
    totals.get(key).events += cells.n[i];
    totals.get(key).deaths += cells.deaths[i];
  }
  const values = [...totals.values()].sort((a, b) => a.from - b.from || a.order - b.order);
  byId("unit").textContent = found.length ? "by " + unit : "";
  give("events", "series", stacked(values, "events", "event"));
  give("deaths", "series", stacked(values, "deaths", "reported death"));
  paint("events");
  paint("deaths");
  drawSeriesTable(values);
}

/** Bars of one measure, those of a period one upon the other; bars of nothing keep both series to the same span. */
function stacked(values, measure, word) {
  const heights = new Map();
  return values.map((value) => {
    const low = heights.get(value.from) || 0;
    const high = low + value[measure];
    heights.set(value.from, high);
    return { from: value.from, to: value.to, colour: value.colour, period: value.period, type: value.type, told: counted(value[measure], word), low, high };
  });
}

function drawSeriesTable(values) {
  const body = values.map((value) => make("tr", null, make("th", { scope: "row" }, value.period), make("td", null, told(value.type)),
    make("td", { class: "number" }, grouped(value.events)), make("td", { class: "number" }, grouped(value.deaths))));
  byId("series-table").querySelector(".scroll").replaceChildren(plainTable("", ["Period", "Type", "Events", "Deaths"], [2, 3], body));
}
