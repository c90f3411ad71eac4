// The page's scripts in a room of their own: no browser, only the few things of one that they ask
// for while they load.

import vm from "node:vm";
import { scripts } from "./scripts.js";

const element = () => ({
  style: {},
  classList: { add() {}, remove() {}, toggle() {} },
  append() {},
  replaceChildren() {},
  setAttribute() {},
  addEventListener() {},
  remove() {},
  // Letters of one width, as wide as most are at the size at which boxes are written.
  getContext: () => ({ measureText: (text) => ({ width: 7 * text.length }) }),
});

const browser = () => ({
  AbortController,
  Node: class {},
  URLSearchParams,
  document: { body: element(), createElement: element, createElementNS: element, createTextNode: element },
  history: { replaceState() {}, pushState() {} },
  location: { hash: "" },
  window: { matchMedia: () => ({ matches: false, addEventListener() {} }), addEventListener() {} },
});

/**
 * What some scripts define, over the data of one network.
 *
 * @param data the page's data of the network
 * @param last name of the last script that is loaded; those before it are too
 * @param names what is wanted of what they define
 */
export function open(data, last, names) {
  const all = scripts();
  const until = all.findIndex(({ name }) => name === last);
  if (until < 0) throw new Error(`the page has no script ${last}`);
  const text = all.slice(1, until + 1).map((one) => one.text).join("\n");
  const source = `"use strict";(networks, at, hash, stateNames, changesOf) => {${text}\nreturn {${names.join(",")}};}`;
  return vm.runInNewContext(source, browser(), { filename: "page.js" })([data], 0, "", [], []);
}

/** The least data that a page can have: tables of columns, no findings and no picture. */
export function bare(tables) {
  const sections = ["agencies", "links", "requirements", "sources", "functions", "recommendations", "figures"];
  const empty = Object.fromEntries(sections.map((section) => [section, { size: 0, columns: {} }]));
  return { tables: { ...empty, ...tables }, passages: { size: 0, columns: {} }, findings: [], assessments: [], groups: null, scenes: {} };
}
