/* The page of one article: words and cells light each other; rows are accepted, corrected, rejected and added. */
"use strict";
(() => {
  const data = JSON.parse(document.getElementById("payload").textContent);
  const { columns, types, actors, places, order } = window.TOCSIN;
  const spec = Object.fromEntries(columns.map((one) => [one.name, one]));
  const SET = columns.filter((one) => one.set).map((one) => one.name);
  const HIDDEN = ["event_id_cnty", "timestamp"];
  const WIDE = ["notes", "source"];
  const PLACE = ["location", "country", "admin1", "admin2", "admin3", "latitude", "longitude", "geo_precision"];
  const TOGETHER = [["actor1", "inter1"], ["actor2", "inter2"], PLACE, ["event_date", "time_precision"]];
  const FOLLOWS = {
    sub_event_type: ["event_type", "disorder_type"], event_date: ["year"], inter1: ["interaction"], inter2: ["interaction"],
    country: ["iso", "region"],
  };
  const KINDS = { actor: "actors", place: "places", time: "times", count: "counts", act: "acts" };
  const main = document.getElementById("main");
  const status = el("p", { class: "status", role: "status" });
  const rowsHome = el("div", { class: "rows", id: "rows" });
  const whoInput = el("input", { id: "who", autocomplete: "off", value: Store.who, oninput: () => { Store.who = whoInput.value.trim(); } });

  let decisions = Store.of(data.sha256);
  let opened = null; // {row, column} or {add}
  let fading = 0;
  const say = (text, bad = false) => {
    status.textContent = text;
    status.classList.toggle("bad", bad);
    clearTimeout(fading);
    if (!bad) fading = setTimeout(() => { status.textContent = ""; }, 8000);
  };
  const keep = () => { Store.set(data.sha256, decisions); decisions = Store.of(data.sha256); };

  /* ------------------------------------------------------------ text and its marks */

  const codePoints = (text) => { let n = 0; for (const _ of text) n += 1; return n; };
  const textOf = (field) => data.fields[field].map(([piece]) => piece).join("");
  const characters = {}; // field -> its characters as Python counts them, made when first asked for
  const slice = (field, start, end) => (characters[field] ||= Array.from(textOf(field))).slice(start, end).join("");

  const cellsOfMark = new Map(); // mark number -> [[row, column], ...]
  data.rows.forEach((row, r) => Object.entries(row.why).forEach(([column, why]) =>
    why.marks.forEach((mark) => cellsOfMark.set(mark, [...(cellsOfMark.get(mark) || []), [r, column]]))));

  const drawField = (field) => {
    const home = el("div", { class: `words of-${field}`, "data-field": field, dir: "auto", lang: "en" });
    const seen = new Set();
    let start = 0;
    for (const [piece, marks] of data.fields[field]) {
      const kinds = marks.filter((n) => data.marks[n].kind !== "excluded").map((n) => data.marks[n].kind);
      const kind = ["act", "count", "time", "place", "actor"].find((one) => kinds.includes(one));
      const tied = marks.filter((n) => cellsOfMark.has(n));
      const first = tied.some((n) => !seen.has(n));
      tied.forEach((n) => seen.add(n));
      const shell = el(kind ? "mark" : "span", {
        class: `m${kind ? ` k-${kind}` : ""}`, "data-start": start, "data-marks": marks.join(" "), text: piece,
        tabindex: first ? "0" : null, role: first ? "button" : null,
        "aria-label": first ? `${piece}: ${tied.flatMap((n) => cellsOfMark.get(n)).map(([, c]) => c).join(", ")}` : null,
      });
      home.append(shell);
      start += codePoints(piece);
    }
    return home;
  };
  const textHome = el("div", { class: "text", id: "text", role: "region", "aria-label": "Article", tabindex: "0" },
    el("ul", { class: "legend", "aria-label": "What is marked" },
      ...Object.entries(KINDS).map(([kind, name]) => el("li", {}, el("span", { class: `k-${kind}`, text: name })))),
    drawField("title"), drawField("text"));

  const piecesOf = (marks) => [...textHome.querySelectorAll(".m")].filter((piece) =>
    piece.dataset.marks.split(" ").some((n) => n !== "" && marks.includes(Number(n))));
  const light = (marks, cells, follow) => {
    document.querySelectorAll(".lit").forEach((one) => one.classList.remove("lit"));
    const pieces = piecesOf(marks);
    pieces.forEach((piece) => piece.classList.add("lit"));
    cells.forEach(([r, column]) => {
      const cell = rowsHome.querySelector(`.cell[data-row="${r}"][data-column="${column}"]`);
      if (cell) cell.classList.add("lit");
    });
    if (follow && pieces.length) {
      const top = pieces[0].getBoundingClientRect().top - textHome.getBoundingClientRect().top;
      if (top < 0 || top > textHome.clientHeight - 40) textHome.scrollTop += top - textHome.clientHeight / 3;
    }
  };
  const lightCell = (cell, follow) => {
    const { row, column } = cell.dataset;
    const why = data.rows[Number(row)].why[column];
    light(why ? why.marks : [], [[row, column]], follow);
  };
  const lightMark = (piece) => {
    const marks = piece.dataset.marks.split(" ").filter((n) => n !== "").map(Number).filter((n) => cellsOfMark.has(n));
    if (marks.length) light(marks, marks.flatMap((n) => cellsOfMark.get(n)), false);
  };
  const lighting = (follow) => (event) => {
    const cell = event.target.closest(".cell[data-row]");
    const piece = event.target.closest(".m");
    const left = event.target.closest(".left[data-mark]");
    if (cell) lightCell(cell, follow);
    else if (piece) lightMark(piece);
    else if (left) light([Number(left.dataset.mark)], [], follow);
  };
  main.addEventListener("mouseover", lighting(false));
  main.addEventListener("focusin", lighting(true));
  const toCell = (event) => {
    const piece = event.target.closest(".m[tabindex]");
    if (!piece || (event.type === "keydown" && event.key !== "Enter" && event.key !== " ")) return;
    if (event.type === "click" && !window.getSelection().isCollapsed) return; // words are being selected
    const mark = piece.dataset.marks.split(" ").map(Number).find((n) => cellsOfMark.has(n));
    const [r, column] = cellsOfMark.get(mark)[0];
    event.preventDefault();
    const cell = rowsHome.querySelector(`.cell[data-row="${r}"][data-column="${column}"]`);
    if (cell) cell.focus();
  };
  textHome.addEventListener("click", toCell);
  textHome.addEventListener("keydown", toCell);

  /* The words selected last, in characters of their field as Python counts them. */
  let selected = null;
  const point = (node, offset) => {
    const piece = (node.nodeType === Node.TEXT_NODE ? node.parentElement : node).closest(".m");
    if (!piece) return null;
    const before = node.nodeType === Node.TEXT_NODE ? node.data.slice(0, offset) : offset ? piece.textContent : "";
    return { field: piece.parentElement.dataset.field, at: Number(piece.dataset.start) + codePoints(before) };
  };
  document.addEventListener("selectionchange", () => {
    const selection = window.getSelection();
    if (selection.isCollapsed || !selection.rangeCount) return;
    const range = selection.getRangeAt(0);
    const from = point(range.startContainer, range.startOffset), to = point(range.endContainer, range.endOffset);
    if (!from || !to || from.field !== to.field || from.at >= to.at) return;
    const words = slice(from.field, from.at, to.at);
    const lead = codePoints(words) - codePoints(words.trimStart()), quote = words.trim();
    if (!quote) return;
    const start = from.at + lead;
    selected = { field: from.field, start, end: start + codePoints(quote), quote };
  });

  /* ------------------------------------------------------------ decisions */

  const meets = (row, one) => row.members.includes(one.member_id) || one.members.some((id) => row.members.includes(id));
  const onRow = (row) => decisions.filter((one) => one.action !== "add" && meets(row, one));
  const added = () => decisions.filter((one) => one.action === "add");
  const known = (row) => ({ ...row.cells, ...Object.assign({}, ...onRow(row).filter((one) => one.action === "correct").map((one) => one.after)) });
  const last = (row) => onRow(row).at(-1);

  const named = () => {
    if (whoInput.value.trim()) return true;
    say("Write your name or initials first: they are kept with each decision.", true);
    whoInput.focus();
    return false;
  };
  const decision = (action, row, more) => ({
    action, member_id: row.member_id, members: row.members, article_id: data.article_id, article_sha256: data.sha256,
    event_id_cnty: row.event_id_cnty, who: whoInput.value.trim(), when: new Date().toISOString(),
    before: {}, after: {}, why: "", rules: {}, ...more,
  });
  const rulesOf = (row, names) => Object.fromEntries(names.filter((name) => row.why[name] && row.why[name].rules.length)
    .map((name) => [name, row.why[name].rules]));
  const pick = (cells, names) => Object.fromEntries(names.map((name) => [name, cells[name]]));
  const mine = (one) => one.who === whoInput.value.trim();

  const judge = (row, action, why = "") => {
    if (!named()) return;
    decisions = decisions.filter((one) => !(mine(one) && ["accept", "reject"].includes(one.action) && meets(row, one)));
    decisions.push(decision(action, row, { before: pick(row.cells, SET), rules: rulesOf(row, SET), why }));
    keep();
    say(`Row ${action}ed.`);
    draw();
  };
  const correct = (row, after, why) => {
    const names = Object.keys(after);
    decisions = decisions.flatMap((one) => {
      if (!(mine(one) && one.action === "correct" && meets(row, one))) return [one];
      const left = Object.keys(one.after).filter((name) => !names.includes(name));
      return left.length ? [{ ...one, after: pick(one.after, left), before: pick(one.before, left) }] : [];
    });
    const changed = names.filter((name) => after[name] !== row.cells[name]);
    if (changed.length) {
      decisions.push(decision("correct", row, {
        before: pick(row.cells, changed), after: pick(after, changed), rules: rulesOf(row, changed), why,
      }));
    }
    keep();
    say(changed.length ? `Corrected: ${changed.join(", ")}.` : "As it was.");
  };
  const undo = (row) => {
    if (!named()) return;
    const before = decisions.length;
    decisions = decisions.filter((one) => !(mine(one) && one.action !== "add" && meets(row, one)));
    keep();
    say(before === decisions.length ? "You decided nothing on this row." : "Your decisions on this row are taken back.", before === decisions.length);
    draw();
  };

  /* ------------------------------------------------------------ fields of an editor */

  const listId = (name) => (name.startsWith("actor") ? "actors" : name === "location" ? "places" : null);
  const control = (name, value, id) => {
    const about = spec[name];
    if (about.values) {
      const choices = about.nullable ? ["", ...about.values] : about.values;
      const all = choices.includes(value) ? choices : [value, ...choices];
      const made = el("select", { id, name });
      all.forEach((choice) => made.append(el("option", { value: choice, text: choice === "" ? "(empty)" : choice })));
      made.value = value;
      return made;
    }
    if (name === "notes") return Object.assign(el("textarea", { id, name, rows: "3" }), { value });
    const made = el("input", { id, name, list: listId(name), autocomplete: "off" });
    if (about.type === "date") made.type = "date";
    if (about.type === "int") { made.type = "number"; made.min = "0"; made.step = "1"; }
    if (about.type === "float") made.inputMode = "decimal";
    made.value = value;
    return made;
  };
  const field = (name, value, prefix) => {
    const id = `${prefix}-${name}`;
    return el("div", { class: `field${name === "notes" ? " wide" : ""}`, "data-field-of": name },
      el("label", { for: id, text: name }), control(name, value, id));
  };
  /* A known actor brings its type, a known place its cells: shown at once, so that nothing changes unseen. */
  const filling = (form) => form.addEventListener("change", (event) => {
    const { name, value } = event.target;
    const put = (column, cell) => { if (form.elements[column] && cell !== undefined) form.elements[column].value = cell; };
    if (name === "actor1" || name === "actor2") {
      const found = actors.find(([actor, inter]) => actor === value && inter);
      if (found) put(name.replace("actor", "inter"), found[1]);
      if (!value && name === "actor2") put("inter2", "");
    }
    if (name === "location") {
      const country = form.elements.country ? form.elements.country.value : "";
      const same = places.filter((place) => place.location === value);
      const found = same.find((place) => place.country === country) || same[0];
      if (found) Object.entries(found).forEach(([column, cell]) => put(column, cell));
    }
  });
  /* What can be told at once; the build judges by the whole contract. */
  const faults = (form, names) => names.filter((name) => {
    const value = form.elements[name].value.trim(), about = spec[name];
    if (!value) return !about.nullable;
    if (about.type === "int" && !about.values) return !/^\d+$/.test(value);
    if (about.type === "float") return Number.isNaN(Number(value)) || Math.abs(Number(value)) > (name === "latitude" ? 90 : 180);
    if (about.type === "date") return !/^\d{4}-\d\d-\d\d$/.test(value);
    return about.type === "string" && !about.values && /[^\x20-\x7e]/.test(value);
  });
  const marked = (form, wrong) => {
    form.querySelectorAll(".field").forEach((home) => home.classList.toggle("wrong", wrong.includes(home.dataset.fieldOf)));
    if (!wrong.length) return true;
    say(`Not a value of its column: ${wrong.join(", ")} (text is plain ASCII; only some cells may be empty).`, true);
    form.elements[wrong[0]].focus();
    return false;
  };
  const values = (form, names) => Object.fromEntries(names.map((name) => [name, form.elements[name].value.trim()]));
  const close = (event) => { if (event.key === "Escape") { event.stopPropagation(); finish(); } };
  const finish = () => {
    const from = opened;
    opened = null;
    draw();
    const back = from && from.column && rowsHome.querySelector(`.cell[data-row="${from.row}"][data-column="${from.column}"]`);
    (back || document.getElementById("add")).focus();
  };

  const editor = (r, column) => {
    const row = data.rows[r], cells = known(row);
    const names = TOGETHER.find((group) => group[0] === column) || [column];
    const why = row.why[column] || { second: [], rules: [], told: [] };
    const told = [
      why.rules.length && `rules: ${why.rules.join(", ")}`, why.second.length && `came second: ${why.second.join(", ")}`,
      ...why.told,
    ].filter(Boolean);
    const form = el("form", { class: "editor", "aria-label": `Correct ${column}`, onkeydown: close },
      el("p", { class: "why", text: spec[column].about }),
      ...told.map((text) => el("p", { class: "why", text })),
      el("div", { class: "fields" }, ...names.map((name) => field(name, cells[name], `r${r}`)),
        el("div", { class: "field wide" }, el("label", { for: `r${r}-why`, text: "Why (kept with the decision)" }), el("input", { id: `r${r}-why`, name: "why", autocomplete: "off" }))),
      el("div", { class: "acts" }, el("button", { class: "main", text: "Save correction" }), el("button", { type: "button", text: "Cancel", onclick: finish })));
    filling(form);
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      const after = values(form, names);
      const changed = names.filter((name) => after[name] !== cells[name]);
      if (!marked(form, faults(form, changed)) || !named()) return;
      correct(row, pick(after, changed), form.elements.why.value.trim());
      finish();
    });
    return form;
  };

  /* ------------------------------------------------------------ rows */

  const cellOf = (r, name) => {
    const row = data.rows[r], was = row.cells[name], now = known(row)[name], changed = was !== now;
    const touched = Object.entries(FOLLOWS).some(([from, to]) => to.includes(name) && known(row)[from] !== row.cells[from]);
    const set = spec[name].set, open = opened && opened.row === r && opened.column === name;
    const follows = name === "event_type" && touched ? types[known(row).sub_event_type] : null;
    const shown = [el("span", { class: "name", text: set ? name : `${name} (computed)` })];
    if (changed) shown.push(el("span", { class: "was", text: was || "(empty)" }), el("span", { class: "now", text: now || "(empty)" }));
    else if (follows && follows !== was) shown.push(el("span", { class: "was", text: was }), el("span", { class: "now", text: follows }));
    else shown.push(el("span", { text: `${was || "(empty)"}${touched ? " - computed again by the next build" : ""}` }));
    const more = { class: `cell${set ? "" : " derived"}`, "data-row": r, "data-column": name };
    const cell = set
      ? el("button", { ...more, type: "button", "aria-expanded": String(Boolean(open)), onclick: () => toggle(r, name) }, ...shown)
      : el("div", { ...more, tabindex: "0" }, ...shown);
    const wide = WIDE.includes(name) ? "wide" : "";
    return el("li", { class: `${wide} ${open ? "open" : ""}`.trim() || null }, cell, open ? editor(r, name) : null);
  };
  const toggle = (r, column) => {
    if (opened && opened.row === r && opened.column === column) return finish();
    opened = { row: r, column };
    draw();
    const form = rowsHome.querySelector("form.editor");
    const home = form.querySelector(`[name="${column}"]`);
    home.focus();
    lightCell(rowsHome.querySelector(`.cell[data-row="${r}"][data-column="${column}"]`), true);
  };
  const rejecting = (r) => {
    opened = { row: r, reject: true };
    draw();
    rowsHome.querySelector("form.editor [name=why]").focus();
  };
  const rejectForm = (r) => {
    const form = el("form", { class: "editor", "aria-label": "Reject this row", onkeydown: close },
      el("div", { class: "field" }, el("label", { for: `r${r}-reject`, text: "Why is this no row?" }), el("input", { id: `r${r}-reject`, name: "why", autocomplete: "off" })),
      el("div", { class: "acts" }, el("button", { class: "main", text: "Reject row" }), el("button", { type: "button", text: "Cancel", onclick: finish })));
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      const why = form.elements.why.value.trim();
      if (!named()) return;
      opened = null;
      judge(data.rows[r], "reject", why);
      focusAct(r, "reject");
    });
    return form;
  };
  const told = (one) => {
    const what = one.action === "correct" ? `corrected ${Object.keys(one.after).join(", ")}` : `${one.action}ed`;
    return `${what} by ${one.who}${one.why ? `: ${one.why}` : ""}`;
  };
  const drawRow = (row, r) => {
    const cells = known(row), on = onRow(row), end = last(row);
    const verdicts = on.filter((one) => one.action !== "correct");
    const verdict = end && end.action === "correct" ? (verdicts.at(-1) || end) : end;
    const rejected = end && end.action === "reject";
    const state = !end ? "" : rejected ? " rejected" : verdict.action === "accept" ? " accepted" : " changed";
    const others = row.articles.filter((id) => id !== data.article_id);
    const lastMine = on.filter(mine).filter((one) => one.action !== "correct").at(-1);
    return el("section", { class: `row${state}`, id: `row-${r}`, tabindex: "-1", "aria-labelledby": `h-${r}` },
      el("h3", { id: `h-${r}`, text: `${cells.sub_event_type}, ${cells.location} (${cells.country}), ${cells.event_date}` }),
      el("p", { class: "meta", text: row.event_id_cnty + (others.length ? `, also told by ${others.join(", ")}` : "") }),
      on.length ? el("p", { class: "badge", text: on.map(told).join("; ") }) : null,
      el("div", { class: "acts" },
        el("button", { type: "button", class: "accept", "aria-pressed": String(Boolean(lastMine && lastMine.action === "accept")), text: "Accept row", onclick: () => { judge(row, "accept"); focusAct(r, "accept"); } }),
        el("button", { type: "button", class: "reject", "aria-pressed": String(Boolean(lastMine && lastMine.action === "reject")), text: "Reject row\u2026", onclick: () => rejecting(r) }),
        on.some(mine) ? el("button", { type: "button", class: "undo", text: "Undo", onclick: () => { undo(row); focusAct(r, "accept"); } }) : null),
      opened && opened.row === r && opened.reject ? rejectForm(r) : null,
      el("ul", { class: "cells" }, ...columns.map((one) => one.name).filter((name) => !HIDDEN.includes(name)).map((name) => cellOf(r, name))));
  };
  const focusAct = (r, name) => { const found = document.querySelector(`#row-${r} button.${name}`); if (found) found.focus(); };

  /* ------------------------------------------------------------ added rows and what was left out */

  const sourceOf = (name) => {
    const found = [...data.rows, ...data.excluded].map((one) => one.cells[name]).find(Boolean);
    return found || (name === "source" ? data.source : "");
  };
  const blank = () => ({
    ...Object.fromEntries(SET.map((name) => [name, ""])), event_date: data.published, time_precision: "1", geo_precision: "1",
    fatalities: "0", source: sourceOf("source"), source_scale: sourceOf("source_scale"), sub_event_type: "Attack",
  });
  const places_ = () => {
    const listed = data.sentences.map((one) => ({ field: one.field, start: one.start, end: one.end, shown: one.shown }));
    if (opened.words) listed.unshift({ ...opened.words, shown: `selected: ${opened.words.quote.slice(0, 120)}` });
    return listed;
  };
  const addForm = () => {
    const start = { ...blank(), ...Object.fromEntries(Object.entries(opened.cells || {}).filter(([name, cell]) => SET.includes(name) && cell !== "")) };
    const listed = places_();
    const words = el("select", { id: "a-words", name: "words" }, ...listed.map((one, n) => el("option", { value: n, text: one.shown })));
    const form = el("form", { class: "editor", id: "add-form", "aria-label": "Add a row", onkeydown: close },
      el("p", { class: "why", text: "Select words in the text first, or choose a sentence. Empty notes are written from the cells; types of generic actors and targeting of civilians follow." }),
      el("div", { class: "field" }, el("label", { for: "a-words", text: "Words it is read from" }), words),
      el("div", { class: "fields" }, ...SET.filter((name) => name !== "civilian_targeting").map((name) => field(name, start[name], "a")),
        el("div", { class: "field wide" }, el("label", { for: "a-why", text: "Why (kept with the decision)" }), el("input", { id: "a-why", name: "why", autocomplete: "off", value: opened.why || "" }))),
      el("div", { class: "acts" }, el("button", { class: "main", text: "Add row" }), el("button", { type: "button", text: "Cancel", onclick: finish })));
    form.elements.inter2.value = start.inter2;
    filling(form);
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      const names = SET.filter((name) => name !== "civilian_targeting");
      if (!listed.length) return say("This article has no words to read a row from.", true);
      const wrong = faults(form, names).filter((name) => !(name === "notes" && !form.elements.notes.value.trim()) &&
        !(name === "tags" && !form.elements.tags.value.trim()));
      if (!marked(form, wrong) || !named()) return;
      const { field: home, start: from, end } = listed[Number(words.value)];
      const place = { field: home, start: from, end, quote: slice(home, from, end) };
      const after = Object.fromEntries(Object.entries(values(form, names)).filter(([, cell]) => cell !== ""));
      if (opened.member_id) decisions = decisions.filter((one) => !(one.action === "add" && one.member_id === opened.member_id && mine(one)));
      decisions.push({ ...decision("add", { member_id: opened.member_id || freshId(place), members: [], event_id_cnty: "" }, { after, why: form.elements.why.value.trim() }), words: place });
      keep();
      say("Row added; it stands in the next build.");
      finish();
    });
    return form;
  };
  const freshId = (place) => {
    const taken = new Set([...decisions.map((one) => one.member_id), ...data.rows.flatMap((row) => row.members)]);
    let n = 0;
    const made = () => `added-${data.sha256.slice(0, 16)}-${place.field}-${place.start}-${n}`;
    while (taken.has(made())) n += 1;
    return made();
  };
  const adding = (more) => {
    opened = { add: true, ...more };
    draw();
    document.getElementById("a-words").focus();
  };
  const drawAdded = (one) => el("section", { class: "row changed", "aria-label": "Added row" },
    el("h3", { text: `${one.after.sub_event_type}, ${one.after.location} (${one.after.country}), ${one.after.event_date}` }),
    el("p", { class: "badge", text: told(one) }),
    el("blockquote", { text: one.words ? one.words.quote : "" }),
    mine(one) ? el("div", { class: "acts" },
      el("button", { type: "button", text: "Change", onclick: () => adding({ words: one.words, cells: one.after, member_id: one.member_id, why: one.why }) }),
      el("button", { type: "button", class: "undo", text: "Remove", onclick: () => { decisions = decisions.filter((other) => other !== one); keep(); say("Added row removed."); draw(); document.getElementById("add").focus(); } })) : null);
  const wordsOf = (one) => (one.mark === null ? null : { ...pick(data.marks[one.mark], ["field", "start", "end"]), quote: one.quote });
  const drawLeft = (one) => el("section", { class: "left", tabindex: "0", "data-mark": one.mark, "aria-label": `Excluded: ${one.reasons.join(", ")}` },
    el("p", { class: "reasons", text: one.reasons.join(", ").replaceAll("_", " ") }),
    el("p", { class: "meta", text: ["event_date", "sub_event_type", "actor1", "actor2", "location", "country"].map((name) => one.cells[name]).filter(Boolean).join(", ") || "nothing coded" }),
    one.quote ? el("blockquote", { text: one.quote }) : null,
    one.detail ? el("p", { class: "why", text: one.detail }) : null,
    el("div", { class: "acts" }, el("button", { type: "button", text: "Make it a row\u2026", onclick: () => adding({ words: wordsOf(one), cells: one.cells }) })));

  /* ------------------------------------------------------------ the page */

  const count = el("span", { class: "meta" });
  function draw() {
    const here = added().filter((one) => !data.rows.some((row) => row.members.includes(one.member_id)));
    rowsHome.replaceChildren(
      el("h2", { text: data.rows.length ? `Rows: ${data.rows.length}` : "No rows" }),
      ...data.rows.map(drawRow),
      ...here.map(drawAdded),
      el("button", { type: "button", id: "add", text: "Add a row from selected words\u2026", onclick: () => adding({ words: selected }) }),
      ...(opened && opened.add ? [addForm()] : []),
      el("h2", { text: `Excluded candidates: ${data.excluded.length}` }),
      ...data.excluded.map(drawLeft));
    count.textContent = `${decisions.length} decision${decisions.length === 1 ? "" : "s"}`;
  }
  const load = async (event) => {
    const file = event.target.files[0];
    if (!file) return;
    const { decisions: found, faults: wrong } = Store.read(await file.text());
    const here = found.filter((one) => one.article_sha256 === data.sha256 || data.rows.some((row) => meets(row, one)));
    const fresh = Store.merge(data.sha256, here);
    decisions = Store.of(data.sha256);
    draw();
    say(`${fresh} new decisions of ${found.length} loaded; ${found.length - here.length} belong to other articles` +
      (wrong.length ? `; lines of another shape: ${wrong.join(", ")}.` : "."), wrong.length > 0);
    event.target.value = "";
  };
  const save = () => {
    if (!decisions.length) return say("Nothing was decided yet.", true);
    Store.save(decisions, "reviews.jsonl");
    say(`${decisions.length} decision${decisions.length === 1 ? "" : "s"} on this article saved as reviews.jsonl.`);
  };

  const at = order.indexOf(decodeURIComponent(location.pathname.split("/").pop()));
  const near = [["Previous", order[at - 1]], ["Next", order[at + 1]]].filter(([, file]) => at >= 0 && file);
  const about = [data.source, data.published, data.article_id, data.status.replace("_", " "), data.reason].filter(Boolean).join(", ");
  const lists = [
    el("datalist", { id: "actors" }, ...actors.map(([name]) => el("option", { value: name }))),
    el("datalist", { id: "places" }, ...[...new Set(places.map((one) => one.location))].map((name) => el("option", { value: name }))),
  ];
  main.append(
    el("a", { class: "skip", href: "#rows", text: "To the rows" }),
    el("nav", { class: "acts", "aria-label": "Articles" }, el("a", { href: "../index.html", text: "All articles" }), ...near.map(([name, file]) => el("a", { href: file, text: name }))),
    el("h1", { text: textOf("title") || data.article_id }),
    el("p", { class: "meta", text: about }),
    ...(Store.lasting ? [] : [el("p", { class: "warning", text: "This browser keeps nothing for pages from the disk: save before you leave this page." })]),
    el("div", { class: "bar" },
      el("label", { class: "grow", for: "who" }, "Your name or initials", whoInput),
      el("button", { type: "button", class: "main", id: "save", text: "Save reviews.jsonl", onclick: save }),
      el("label", { for: "load" }, "Load reviews.jsonl", el("input", { id: "load", type: "file", accept: ".jsonl,.json", onchange: load })),
      count, status),
    el("div", { class: "columns" }, textHome, rowsHome), ...lists);
  draw();
})();
