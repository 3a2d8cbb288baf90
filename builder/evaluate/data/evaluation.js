/* Show the errors of one kind or column, or those with some words; without a script all of them are shown. */
"use strict";
(() => {
  const bar = document.getElementById("bar");
  if (bar === null) return;
  const kind = document.getElementById("kind");
  const words = document.getElementById("words");
  const tally = document.getElementById("tally");
  const errors = [...document.querySelectorAll(".error")].map((node) => ({
    node, kinds: [node.dataset.kind, node.dataset.column],
    text: `${node.parentElement.firstElementChild.textContent} ${node.textContent}`.toLowerCase(),
  }));
  const articles = [...document.querySelectorAll(".article")];
  const draw = () => {
    const wanted = words.value.trim().toLowerCase();
    let count = 0;
    for (const error of errors) {
      const shown = (kind.value === "" || error.kinds.includes(kind.value)) && error.text.includes(wanted);
      error.node.hidden = !shown;
      count += Number(shown);
    }
    for (const article of articles) article.hidden = article.querySelector(".error:not([hidden])") === null;
    tally.textContent = `${count.toLocaleString("en")} of ${errors.length.toLocaleString("en")} errors`;
  };
  kind.addEventListener("change", draw);
  words.addEventListener("input", draw);
  bar.hidden = false;
})();
