// What the page holds: rows as columns of numbers, and the lists of names that the numbers point into.
"use strict";

const DAY = 86400000; // milliseconds
const data = JSON.parse(document.getElementById("data").textContent);
const lists = data.lists;
const cells = data.cells; // what is counted: a line per event, or per group of events with their number in n
const rows = data.summed ? data.rows : { ...cells, ...data.rows }; // what the table shows

const COLOURS = {
  "Battles": "--battles", "Explosions/Remote violence": "--explosions", "Violence against civilians": "--civilians",
  "Protests": "--protests", "Riots": "--riots", "Strategic developments": "--strategic",
};

const types = [...new Set(lists.kinds.map((kind) => kind[0]))];
const typeOf = lists.kinds.map((kind) => types.indexOf(kind[0]));

/** The name in a list, or "" for an empty cell. */
function nameIn(list, index) {
  return index < 0 ? "" : list[index];
}

/** Days since 1970 -> "2024-09-17". */
function isoDay(day) {
  return new Date(day * DAY).toISOString().slice(0, 10);
}

/** "2024-09-17" -> days since 1970; null for anything else. */
function dayOf(text) {
  const time = /^\d{4}-\d{2}-\d{2}$/.test(text) ? Date.parse(text + "T00:00:00Z") : NaN;
  return Number.isNaN(time) ? null : time / DAY;
}

/** 1234567 -> "1,234,567". */
function grouped(number) {
  return number.toLocaleString("en-US");
}

/** (2, "event") -> "2 events". */
function counted(number, word, plural) {
  return grouped(number) + " " + (number === 1 ? word : plural || word + "s");
}

const known = new Map(); // colours of the theme; emptied when it changes

/** A colour of the style sheet: "--ink". */
function colour(name) {
  if (!known.has(name)) known.set(name, getComputedStyle(document.documentElement).getPropertyValue(name).trim());
  return known.get(name);
}

function colourOf(type) {
  return colour(COLOURS[type] || "--other");
}

/** A new element: make("td", {class: "day"}, "2024-09-17", child ...). Texts become text, never markup. */
function make(tag, attributes, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes || {})) {
    if (value !== null && value !== undefined) element.setAttribute(name, value);
  }
  element.append(...children.filter((child) => child !== null && child !== ""));
  return element;
}

/** A text from the data, apart from its surroundings, whatever direction it is written in. */
function told(text) {
  return make("bdi", null, text);
}

function byId(id) {
  return document.getElementById(id);
}
