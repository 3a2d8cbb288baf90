// Which rows are selected. The address of the page keeps the choice, so that it can be copied and comes back.
"use strict";

const FIELDS = ["from", "to", "country", "type", "actor", "place"];
const state = { from: "", to: "", country: "", type: "", actor: "", place: "", event: "" };

/** Indices of the names that hold a part, upper and lower case alike. */
function namesWith(list, part) {
  const found = new Uint8Array(list.length);
  list.forEach((name, index) => { if (name.toLowerCase().includes(part)) found[index] = 1; });
  return found;
}

/** A test of one line of a table of columns, made once for a choice. */
function chosen(columns) {
  const tests = [];
  const from = dayOf(state.from), to = dayOf(state.to);
  const until = columns.until || columns.day;
  if (from !== null) tests.push((i) => until[i] >= from);
  if (to !== null) tests.push((i) => columns.day[i] <= to);
  if (state.country) tests.push((i) => lists.places[columns.place[i]][2] === state.country);
  if (state.type) tests.push(kindTest(columns));
  if (state.actor) tests.push(actorTest(columns));
  if (state.place) tests.push(placeTest(columns));
  return (i) => tests.every((test) => test(i));
}

function kindTest(columns) {
  const [type, sub] = state.type.split("|");
  const wanted = lists.kinds.map((kind) => kind[0] === type && (sub === undefined || kind[1] === sub));
  return (i) => wanted[columns.kind[i]];
}

function actorTest(columns) {
  const part = state.actor.trim().toLowerCase();
  const sides = [["actor1", "actors"], ["actor2", "actors"], ["with1", "with1"], ["with2", "with2"]];
  const counted = sides.filter(([column]) => cells[column]); // sums tell no associates, so neither does the table
  const found = counted.map(([column, list]) => [columns[column], namesWith(lists[list], part)]);
  return (i) => found.some(([codes, names]) => codes[i] >= 0 && names[codes[i]] === 1);
}

function placeTest(columns) {
  const part = state.place.trim().toLowerCase();
  const found = namesWith(lists.places.map((place) => place[0] + "\n" + place[1]), part);
  return (i) => found[columns.place[i]] === 1;
}

/** Indices of the selected lines. */
function selected(columns) {
  const test = chosen(columns);
  const found = [];
  for (let i = 0; i < columns.day.length; i += 1) if (test(i)) found.push(i);
  return found;
}

function readAddress() {
  const given = new URLSearchParams(location.hash.slice(1));
  for (const name of [...FIELDS, "event"]) state[name] = given.get(name) || "";
}

function writeAddress() {
  const kept = new URLSearchParams();
  for (const name of [...FIELDS, "event"]) if (state[name]) kept.set(name, state[name]);
  history.replaceState(null, "", kept.toString() ? "#" + kept : location.pathname + location.search);
}

/** Put the names of the data into the fields. */
function fillFields() {
  for (const name of lists.countries) byId("country").append(make("option", { value: name }, name));
  for (const type of types) {
    const group = make("optgroup", { label: type }, make("option", { value: type }, "All " + type));
    for (const kind of lists.kinds) {
      if (kind[0] === type && kind[1] !== "") group.append(make("option", { value: kind.join("|") }, kind[1]));
    }
    byId("type").append(group);
  }
  const some = (names) => names.slice(0, 400).map((name) => make("option", { value: name }));
  byId("actor-names").append(...some(lists.actors));
  byId("place-names").append(...some([...new Set(lists.places.flatMap((place) => [place[1], place[0]]))].filter(Boolean)));
  for (const name of ["from", "to"]) {
    if (cells.day.length) [byId(name).min, byId(name).max] = [isoDay(data.first), isoDay(data.last)];
  }
}

function showFields() {
  for (const name of FIELDS) if (byId(name).value !== state[name]) byId(name).value = state[name];
  byId("clear").disabled = FIELDS.every((name) => !state[name]);
}

/** Change the choice and draw the page anew. */
function choose(change) {
  Object.assign(state, change);
  showFields();
  writeAddress();
  draw();
}
