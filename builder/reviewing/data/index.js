/* The index: every article with what was decided; decisions of all articles are saved and loaded here. */
"use strict";
(() => {
  const articles = JSON.parse(document.getElementById("payload").textContent).articles;
  const main = document.getElementById("main");
  const status = el("p", { class: "status", role: "status" });
  const body = el("tbody");
  const filter = el("input", { id: "filter", type: "search", oninput: () => draw() });
  const open = el("input", { id: "undecided", type: "checkbox", onchange: () => draw() });

  const say = (text, bad = false) => { status.textContent = text; status.classList.toggle("bad", bad); };
  const meets = (row, one) => row.members.includes(one.member_id) || one.members.some((id) => row.members.includes(id));
  const counts = (article) => {
    const decisions = Store.of(article.sha256);
    const judged = article.rows.filter((row) =>
      decisions.some((one) => meets(row, one) && (one.action === "accept" || one.action === "reject")));
    return { decisions: decisions.length, judged: judged.length };
  };

  const line = (article) => {
    const { decisions, judged } = counts(article);
    const all = article.rows.length;
    const finished = all > 0 && judged === all;
    return el("tr", {},
      el("td", {}, el("a", { href: article.file, text: article.title })),
      el("td", { "data-head": "source", text: [article.source, article.published].filter(Boolean).join(", ") || "-" }),
      el("td", { "data-head": "status", text: article.status.replace("_", " ") }),
      el("td", { class: "n", "data-head": "rows", text: String(all) }),
      el("td", { class: "n", "data-head": "excluded", text: String(article.excluded) }),
      el("td", { class: "n", "data-head": "rows judged" }, el("span", { class: finished ? "done" : null, text: `${judged} of ${all}` })),
      el("td", { class: "n", "data-head": "decisions", text: String(decisions) }));
  };
  const draw = () => {
    const wanted = filter.value.toLowerCase();
    const shown = articles.filter((article) => {
      const words = `${article.title} ${article.source} ${article.article_id} ${article.published}`.toLowerCase();
      const { judged } = counts(article);
      return words.includes(wanted) && (!open.checked || judged < article.rows.length);
    });
    body.replaceChildren(...shown.map(line));
    shownCount.textContent = `${shown.length} of ${articles.length} articles`;
  };

  const all = () => articles.flatMap((article, n) =>
    articles.findIndex((other) => other.sha256 === article.sha256) === n ? Store.of(article.sha256) : []);
  const save = () => {
    const decisions = all();
    if (!decisions.length) return say("Nothing was decided yet.", true);
    Store.save(decisions, "reviews.jsonl");
    say(`${decisions.length} decisions saved as reviews.jsonl.`);
  };
  const load = async (event) => {
    const file = event.target.files[0];
    if (!file) return;
    const { decisions, faults } = Store.read(await file.text());
    let fresh = 0, homeless = 0;
    for (const one of decisions) {
      const home = articles.find((article) => article.sha256 === one.article_sha256) ||
        articles.find((article) => article.rows.some((row) => meets(row, one)));
      if (home) fresh += Store.merge(home.sha256, [one]);
      else homeless += 1;
    }
    draw();
    const more = [homeless && `${homeless} belong to no article here`, faults.length && `lines of another shape: ${faults.join(", ")}`];
    say([`${fresh} new decisions of ${decisions.length} loaded`, ...more].filter(Boolean).join("; ") + ".", faults.length > 0);
    event.target.value = "";
  };

  const heads = ["article", "source", "status", "rows", "excluded", "rows judged", "decisions"];
  const shownCount = el("p", { class: "meta" });
  main.append(
    el("h1", { text: "Review" }),
    el("p", { class: "meta", text: "Open an article, judge its rows, come back, and save all decisions as reviews.jsonl for the next build." }),
    ...(Store.lasting ? [] : [el("p", { class: "warning", text: "This browser keeps nothing for pages from the disk: save on each page before you leave it." })]),
    el("div", { class: "bar" },
      el("label", { class: "grow", for: "filter" }, "Find an article", filter),
      el("label", { for: "undecided" }, "Rows still to judge", open),
      el("button", { class: "main", id: "save", text: "Save reviews.jsonl", onclick: save }),
      el("label", { for: "load" }, "Load reviews.jsonl", el("input", { id: "load", type: "file", accept: ".jsonl,.json", onchange: load })),
      status),
    shownCount,
    el("table", {}, el("thead", {}, el("tr", {}, ...heads.map((name, n) => el("th", { scope: "col", class: n > 2 ? "n" : null, text: name })))), body));
  window.addEventListener("pageshow", draw);
  window.addEventListener("storage", draw);
  draw();
})();
