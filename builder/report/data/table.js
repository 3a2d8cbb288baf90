// The rows of the selection: sorted by a column, a page at a time, each with a link to its evidence.
"use strict";

const ROWS_PER_PAGE = 25;
const order = { column: "day", descending: true, page: 0 };
let sorted = [];

const placeOf = (i) => lists.places[rows.place[i]];
const COLUMNS = [
  { key: "day", title: "Date", value: (i) => rows.day[i], descending: true, className: "day", cell: (i) => [isoDay(rows.day[i])] },
  { key: "kind", title: "Event", value: (i) => lists.kinds[rows.kind[i]][1], cell: (i) => kindCell(lists.kinds[rows.kind[i]]) },
  { key: "actor1", title: "Actor 1", value: (i) => nameIn(lists.actors, rows.actor1[i]), cell: (i) => sideCell(i, "1") },
  { key: "actor2", title: "Actor 2", value: (i) => nameIn(lists.actors, rows.actor2[i]), cell: (i) => sideCell(i, "2") },
  { key: "place", title: "Place", value: (i) => placeOf(i)[0], cell: (i) => [make("span", null, told(placeOf(i)[0]), sub(placeOf(i).slice(1, 3).filter(Boolean).join(", ")))] },
  { key: "deaths", title: "Deaths", value: (i) => rows.deaths[i], descending: true, className: "number", cell: (i) => [grouped(rows.deaths[i])] },
  { key: "geo", title: "Precision", value: (i) => rows.geo[i] * 10 + rows.time[i], cell: (i) => [make("span", { title: "geo_precision and time_precision" }, `place ${rows.geo[i]}`, sub(`time ${rows.time[i]}`))] },
  { key: "grade", title: "Grade", value: (i) => nameIn(lists.grades, rows.grade[i]), cell: (i) => [nameIn(lists.grades, rows.grade[i]) || "–"] },
  { key: "id", title: "Evidence", value: (i) => rows.id[i], className: "key", cell: (i) => [evidenceLink(i)] },
];

function sub(text) {
  return text ? make("span", { class: "sub" }, told(text)) : null;
}

function kindCell(kind) {
  return [make("span", { class: "kind" }, make("span", { class: "swatch", style: "--swatch:" + colourOf(kind[0]) }), make("span", null, told(kind[1] || kind[0])))];
}

function sideCell(i, side) {
  const name = nameIn(lists.actors, rows["actor" + side][i]);
  return [name ? make("span", null, told(name), sub(nameIn(lists["with" + side], rows["with" + side][i]))) : "–"];
}

function evidenceLink(i) {
  const link = make("a", { href: "#" + new URLSearchParams({ event: rows.id[i] }), "aria-label": "Evidence of " + rows.id[i] }, told(rows.id[i]));
  link.addEventListener("click", (event) => { event.preventDefault(); openEvidence(rows.id[i]); });
  return link;
}

function compare(a, b) {
  return a < b ? -1 : a > b ? 1 : 0;
}

function sortRows() {
  const column = COLUMNS.find((found) => found.key === order.column);
  const way = order.descending ? -1 : 1;
  const values = new Map(sorted.map((i) => [i, column.value(i)]));
  const empty = (value) => value === "";
  sorted.sort((a, b) => {
    const [x, y] = [values.get(a), values.get(b)];
    if (empty(x) !== empty(y)) return empty(x) ? 1 : -1; // empty cells last, either way
    return way * compare(x, y) || a - b;
  });
}

function sortBy(column) {
  if (order.column === column.key) order.descending = !order.descending;
  else Object.assign(order, { column: column.key, descending: Boolean(column.descending) });
  order.page = 0;
  sortRows();
  drawRows();
  byId("table").querySelector(`[data-key="${column.key}"] button`).focus();
}

function headCell(column) {
  const button = make("button", { type: "button" }, column.title);
  button.addEventListener("click", () => sortBy(column));
  const sort = order.column === column.key ? (order.descending ? "descending" : "ascending") : "none";
  return make("th", { scope: "col", role: "columnheader", "aria-sort": sort, "data-key": column.key, class: column.className === "number" ? "number" : null }, button);
}

function drawTable() {
  sorted = selected(rows);
  order.page = 0;
  sortRows();
  drawRows();
}

function drawRows() {
  const pages = Math.max(1, Math.ceil(sorted.length / ROWS_PER_PAGE));
  order.page = Math.min(order.page, pages - 1);
  const here = sorted.slice(order.page * ROWS_PER_PAGE, (order.page + 1) * ROWS_PER_PAGE);
  const body = here.map((i) => make("tr", { role: "row" }, ...COLUMNS.map((column) =>
    make("td", { role: "cell", "data-label": column.title, class: column.className || null }, ...column.cell(i)))));
  byId("table").replaceChildren(make("table", { role: "table", "aria-labelledby": "rows-title" },
    make("thead", { role: "rowgroup" }, make("tr", { role: "row" }, ...COLUMNS.map(headCell))), make("tbody", { role: "rowgroup" }, ...body)));
  byId("page").textContent = `Page ${grouped(order.page + 1)} of ${grouped(pages)}`;
  byId("previous").disabled = order.page === 0;
  byId("next").disabled = order.page >= pages - 1;
  byId("rows-note").textContent = rowsNote();
}

function rowsNote() {
  const some = data.events > rows.id.length ? `The newest ${grouped(rows.id.length)} of ${grouped(data.events)} rows are in this page. ` : "";
  const evidence = data.told < rows.id.length ? ` Evidence of the newest ${grouped(data.told)} is in this page.` : "";
  return some + counted(sorted.length, "row") + "; press a title to sort, a key to see why the row exists." + evidence;
}

function listenToTable() {
  for (const [id, step] of [["previous", -1], ["next", 1]]) {
    byId(id).addEventListener("click", () => { order.page += step; drawRows(); byId("rows").scrollIntoView({ block: "start" }); });
  }
}
