// The page as a whole: what is drawn when the choice changes, and what the page listens to.
"use strict";

let shown = []; // lines of `cells` that are selected
let aimedAt = null; // the choice that the map was last turned to

function draw() {
  shown = selected(cells);
  drawTally();
  const aim = FIELDS.map((name) => state[name]).join("\n");
  drawMap(shown, aim !== aimedAt);
  aimedAt = aim;
  drawSeries(shown);
  drawLists(shown);
  drawTable();
}

function drawTally() {
  const count = (of) => { let sum = 0; for (const i of shown) sum += of(i); return sum; };
  const events = count((i) => cells.n[i]);
  const distinct = (of) => new Set(shown.map(of)).size;
  const all = FIELDS.every((name) => !state[name]);
  byId("tally").textContent = all ? `All ${counted(data.events, "event")}` : `${grouped(events)} of ${counted(data.events, "event")} selected`;
  const figures = [
    ["events", "Events", events], ["deaths", "Reported deaths", count((i) => cells.deaths[i])],
    ["deadly", "Events with deaths", count((i) => (cells.deadly ? cells.deadly[i] : cells.deaths[i] > 0 ? 1 : 0))],
    ["countries", "Countries", distinct((i) => lists.places[cells.place[i]][2])], ["places", "Places", distinct((i) => cells.place[i])],
  ];
  byId("figures").replaceChildren(...figures.map(([key, title, number]) =>
    make("div", null, make("dt", null, title), make("dd", { "data-figure": key }, grouped(number)))));
}

function drawHead() {
  byId("title").replaceChildren(told(data.title));
  const span = data.events ? `${isoDay(data.first)} to ${isoDay(data.last)}` : "";
  byId("lead").textContent = [data.lead, span].filter(Boolean).join(" ");
  byId("summed").textContent = data.summed;
  byId("summed").hidden = !data.summed;
  byId("about").replaceChildren(make("dl", { class: "facts" }, ...data.about.flatMap(([name, value]) => [make("dt", null, name), make("dd", null, told(value))])));
}

function drawEmpty() {
  const note = byId("empty");
  note.textContent = data.empty;
  note.hidden = false;
  for (const id of ["filters", "shown", "rows"]) byId(id).hidden = true;
  byId("tally").textContent = "No events";
}

function listen() {
  const form = byId("filters");
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("reset", (event) => { event.preventDefault(); choose(Object.fromEntries(FIELDS.map((name) => [name, ""]))); });
  let waiting = 0;
  form.addEventListener("input", (event) => {
    clearTimeout(waiting);
    const change = { [event.target.name]: event.target.value };
    waiting = setTimeout(() => choose(change), event.target.type === "search" ? 150 : 0);
  });
  window.addEventListener("hashchange", () => { readAddress(); showFields(); draw(); if (state.event) openEvidence(state.event); });
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => { known.clear(); drawCharts().then(draw); });
  listenToMap();
  listenToTable();
  listenToEvidence();
}

function drawCharts() {
  return Promise.all(Object.keys(specs).map(makeChart));
}

async function start() {
  drawHead();
  if (!data.events) { drawEmpty(); document.body.dataset.ready = "yes"; return; }
  readAddress();
  fillFields();
  showFields();
  await drawCharts();
  draw();
  listen();
  new ResizeObserver(() => requestAnimationFrame(sizeMap)).observe(byId("map"));
  if (state.event) openEvidence(state.event);
  document.body.dataset.ready = "yes";
}

start();
