// Counts of the selected events as tables with bars: types, actors, places, and how sure the rows are.
"use strict";

const LONGEST_LIST = 10;

/** Sums of events and deaths by a key; a line may count under several keys, under each once. */
function sums(found, keysOf) {
  const totals = new Map();
  for (const i of found) {
    const keys = keysOf(i);
    for (let place = 0; place < keys.length; place += 1) {
      const key = keys[place];
      if (keys.indexOf(key) < place) continue;
      const total = totals.get(key) || { key, events: 0, deaths: 0 };
      total.events += cells.n[i];
      total.deaths += cells.deaths[i];
      totals.set(key, total);
    }
  }
  return [...totals.values()];
}

/** The largest first; those alike by name. */
function largest(totals, nameOf) {
  return totals.sort((a, b) => b.events - a.events || b.deaths - a.deaths || (nameOf(a.key) < nameOf(b.key) ? -1 : 1));
}

/**
 * A table of names with bars.
 * lines  [{name, events, deaths, note, colour, press, pressed}]: `press` makes the name a button
 */
function barTable(caption, head, lines) {
  const most = Math.max(1, ...lines.map((line) => line.events));
  const body = lines.map((line) => {
    const share = "--share:" + ((100 * line.events) / most).toFixed(1) + "%";
    const swatch = line.colour ? make("span", { class: "swatch", style: "--swatch:" + line.colour }) : null;
    const name = line.press
      ? make("button", { type: "button", class: "name", style: share, "aria-pressed": String(line.pressed) }, swatch, told(line.name))
      : make("span", { class: "name plain", style: share }, swatch, told(line.name));
    if (line.note) name.setAttribute("title", line.note);
    if (line.press) name.addEventListener("click", line.press);
    const cellsOf = [make("th", { scope: "row" }, name), make("td", { class: "number" }, grouped(line.events))];
    if (head.length === 3) cellsOf.push(make("td", { class: "number" }, grouped(line.deaths)));
    return make("tr", null, ...cellsOf);
  });
  const titles = head.map((title, place) => make("th", { scope: "col", class: place ? "number" : null }, title));
  return make("table", { class: "list" }, make("caption", null, caption), make("thead", null, make("tr", null, ...titles)), make("tbody", null, ...body));
}

/** A line whose name sets a filter, and takes it back when it is set. */
function filterLine(total, name, field, value, more) {
  const pressed = state[field] === value;
  return { ...total, name, pressed, press: () => { choose({ [field]: pressed ? "" : value }); refocus(name); }, ...more };
}

/** The list was drawn anew: give the focus back to the name that was pressed. */
function refocus(name) {
  const again = [...document.querySelectorAll(".list button.name")].find((button) => button.textContent === name);
  if (again) again.focus();
}

function drawLists(found) {
  const head = ["Name", "Events", "Deaths"];
  const byType = sums(found, (i) => [typeOf[cells.kind[i]]]).sort((a, b) => a.key - b.key);
  const kinds = byType.map((total) => filterLine(total, types[total.key], "type", types[total.key], { colour: colourOf(types[total.key]) }));
  byId("kinds").replaceChildren(barTable("Press a name to select it", ["Type", ...head.slice(1)], kinds));

  const actors = largest(sums(found, (i) => [cells.actor1[i], cells.actor2[i]].filter((a) => a >= 0)), (a) => lists.actors[a]);
  byId("actors").replaceChildren(topTable(actors, "actor", "actors", (a) => lists.actors[a], () => ""));

  const placeName = (p) => lists.places[p][0];
  const where = (p) => lists.places[p].slice(1, 3).filter(Boolean).join(", ");
  const places = largest(sums(found, (i) => [cells.place[i]]), placeName);
  byId("places").replaceChildren(topTable(places, "place", "places", placeName, where));
  drawQuality(found);
}

function topTable(totals, field, word, nameOf, noteOf) {
  const shown = totals.slice(0, LONGEST_LIST);
  const caption = shown.length < totals.length ? `${shown.length} of ${grouped(totals.length)} ${word}` : counted(totals.length, word.slice(0, -1));
  const lines = shown.map((total) => filterLine(total, nameOf(total.key), field, nameOf(total.key), { note: noteOf(total.key) }));
  return barTable(caption, [word[0].toUpperCase() + word.slice(1, -1), "Events", "Deaths"], lines);
}

/** How many events have a code; sums carry a column of counts for each. */
function countOf(found, column, key) {
  const counts = cells[column + ":" + key], codes = cells[column];
  let sum = 0;
  for (const i of found) sum += counts ? counts[i] : codes && codes[i] === key ? 1 : 0;
  return sum;
}

function drawQuality(found) {
  const tables = [];
  for (const [title, column, labels] of data.quality) {
    const names = labels || [...lists[column + "s"], "not known"].map((name, place, all) => [place === all.length - 1 ? -1 : place, name, ""]);
    const lines = names.map(([key, name, note]) => ({ name, note, events: countOf(found, column, key) })).filter((line) => labels || line.events);
    if (!labels && column === "scale") lines.sort((a, b) => b.events - a.events);
    if (lines.some((line) => line.events)) tables.push(barTable("", [title, "Events"], lines));
  }
  byId("quality").replaceChildren(...tables);
}
