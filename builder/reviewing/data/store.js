/* Decisions of a reviewer: kept in the browser per article, read from and saved to lines of JSON. Shared by all pages. */
"use strict";
window.Store = (() => {
  const PREFIX = "tocsin-review:";
  let lasting = true;
  const memory = new Map();
  try {
    localStorage.setItem(PREFIX + "test", "1");
    localStorage.removeItem(PREFIX + "test");
  } catch (error) {
    lasting = false;
  }
  let unsaved = false;

  const get = (key) => (lasting ? localStorage.getItem(PREFIX + key) : memory.get(key)) || "";
  const put = (key, value) => {
    memory.set(key, value);
    if (!lasting) return;
    try {
      localStorage.setItem(PREFIX + key, value);
    } catch (error) {
      lasting = false; // the browser's room is full: from here on only memory holds
    }
  };
  const parsed = (text) => text.split("\n").filter((line) => line.trim()).map((line) => JSON.parse(line));
  const lines = (decisions) => decisions.map((one) => JSON.stringify(one) + "\n").join("");
  const order = (a, b) => Date.parse(a.when) - Date.parse(b.when) || (a.who < b.who ? -1 : a.who > b.who ? 1 : 0);

  /* Lines of a file: {decisions, faults}; a line of another shape is a fault with its number. */
  const read = (text) => {
    const decisions = [], faults = [];
    text.replace(/^\uFEFF/, "").split("\n").forEach((line, n) => {
      if (!line.trim()) return;
      try {
        const one = JSON.parse(line);
        const good = ["accept", "correct", "reject", "add"].includes(one.action) && one.member_id && one.who &&
          !Number.isNaN(Date.parse(one.when)) && typeof (one.after || {}) === "object";
        if (!good) throw new Error("shape");
        delete one.outcome;
        delete one.detail;
        decisions.push({ ...one, members: one.members || [], before: one.before || {}, after: one.after || {} });
      } catch (error) {
        faults.push(n + 1);
      }
    });
    return { decisions, faults };
  };

  const of = (sha) => { try { return parsed(get(sha)); } catch (error) { return []; } };
  const set = (sha, decisions, dirty = true) => {
    put(sha, lines(decisions.slice().sort(order)));
    unsaved = unsaved || dirty;
  };
  const same = (a, b) => JSON.stringify(a) === JSON.stringify(b);
  /* Add decisions of a file to those of an article; how many were new. */
  const merge = (sha, more) => {
    const now = of(sha);
    const fresh = more.filter((one) => !now.some((held) => same(held, one)));
    if (fresh.length) set(sha, now.concat(fresh), false);
    return fresh.length;
  };
  const save = (decisions, name) => {
    const url = URL.createObjectURL(new Blob([lines(decisions.slice().sort(order))], { type: "application/jsonl" }));
    const link = document.createElement("a");
    link.href = url;
    link.download = name;
    link.click();
    setTimeout(() => URL.revokeObjectURL(url), 1000);
    unsaved = false;
  };
  window.addEventListener("beforeunload", (event) => {
    if (!lasting && unsaved) event.preventDefault();
  });
  return {
    of, set, read, merge, save, order,
    get lasting() { return lasting; },
    get who() { return get("who"); },
    set who(name) { put("who", name); },
  };
})();

/* An element: el("p", {class: "x", text: "words"}, child ...). Text goes in as text, never as markup. */
window.el = (name, options = {}, ...children) => {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(options)) {
    if (value === null || value === undefined || value === false) continue;
    if (key === "text") made.textContent = value;
    else if (key.startsWith("on")) made.addEventListener(key.slice(2), value);
    else made.setAttribute(key, value === true ? "" : value);
  }
  made.append(...children.filter((child) => child !== null && child !== undefined));
  return made;
};
