// Why a row exists, cell by cell: value, words, rules, and what came second. Portions are unpacked when first needed.
"use strict";

const portions = new Map();

/** The story of a row, or null when the page does not carry it. */
async function storyOf(i) {
  if (i >= data.told || !("DecompressionStream" in window)) return null;
  const number = Math.floor(i / data.portion);
  if (!portions.has(number)) portions.set(number, unpack(byId("evidence-" + number).textContent));
  return (await portions.get(number))[i % data.portion];
}

async function unpack(text) {
  const bytes = Uint8Array.from(atob(text.trim()), (sign) => sign.charCodeAt(0));
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
  return JSON.parse(await new Response(stream).text());
}

async function openEvidence(id) {
  const i = rows.id.indexOf(id);
  const dialog = byId("evidence");
  state.event = id;
  writeAddress();
  byId("evidence-title").replaceChildren(told(id));
  const body = i < 0 ? [make("p", null, "No such row in this page.")] : evidenceBody(i, await storyOf(i));
  byId("evidence-body").replaceChildren(...body, commandLine(id));
  if (!dialog.open) dialog.showModal();
  dialog.scrollTop = 0;
}

function commandLine(id) {
  const why = data.build ? "Everything that is known of this row:" : "This file carries no evidence; where its build folder is at hand:";
  const quoted = (text) => (/^[\w.\/-]+$/.test(text) ? text : "'" + text.replaceAll("'", "'\\''") + "'");
  return make("p", { class: "note" }, why + " ", make("code", null, `tocsin explain ${quoted(data.name)} ${quoted(id)}`));
}

function evidenceBody(i, story) {
  const place = lists.places[rows.place[i]];
  const line = [isoDay(rows.day[i]), lists.kinds[rows.kind[i]][1], place[0] + (place[2] ? ", " + place[2] : ""), counted(rows.deaths[i], "reported death")];
  const parts = [make("p", { class: "note" }, told(line.join(" · ")))];
  if (!story) return [...parts, make("p", null, "The evidence of this row is not in this page, to keep it small.")];
  return [make("p", { class: "told" }, told(story.notes)), ...parts, ...articleList(story.articles), cellTable(story.cells)];
}

function articleList(articles) {
  if (!articles.length) return [];
  const items = articles.map(([id, title, source, day, address]) => {
    const name = told(title || id);
    const shown = address ? make("a", { href: address, rel: "noopener noreferrer", target: "_blank" }, name) : name;
    return make("li", null, shown, make("span", { class: "sub" }, " ", told([source, day, title ? id : ""].filter(Boolean).join(", "))));
  });
  return [make("h3", null, articles.length === 1 ? "Told by" : "Told by " + counted(articles.length, "article")), make("ul", null, ...items)];
}

function cellTable(groups) {
  const body = groups.map(([pairs, reasons]) => make("tr", null,
    make("th", { scope: "row" }, ...pairs.map(([column, value]) => make("div", { class: "cell" }, make("div", { class: "column" }, column), told(value || "(empty)")))),
    make("td", null, ...(reasons.length ? reasons.map(reason) : [make("span", { class: "lost" }, "as given")]))));
  const head = make("tr", null, make("th", { scope: "col" }, "Cell"), make("th", { scope: "col" }, "Words and rules"));
  return make("table", null, make("thead", null, head), make("tbody", null, ...body));
}

/** What a cell rests on that quotes no words. */
const BASES = { derived: "worked out from other cells or by rule", metadata: "given with the article", default: "taken where nothing is said" };
const ROLES = { runner_up: "came second: ", conflict: "contradicts: ", addend: "adds " };

function reason([role, value, words, article, rules]) {
  const lost = role === "runner_up" || role === "conflict";
  const before = role === "value" ? "" : ROLES[role] + (value ? value + " " : "");
  return make("div", { class: lost ? "reason lost" : "reason" }, told(before + (BASES[words] || words)),
    article ? make("span", { class: "sub" }, " ", told(article)) : null, make("span", { class: "rules" }, told(rules.join(", "))));
}

function listenToEvidence() {
  const dialog = byId("evidence");
  byId("close").addEventListener("click", () => dialog.close());
  dialog.addEventListener("click", (event) => { if (event.target === dialog) dialog.close(); });
  dialog.addEventListener("close", () => { state.event = ""; writeAddress(); });
}
