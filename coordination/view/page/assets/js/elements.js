// Building elements. Text only ever enters as text, so that no name can become markup.

function h(tag, attributes, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes || {})) {
    if (value === null || value === undefined || value === false) continue;
    if (typeof value === "function") element.addEventListener(name, value);
    else element.setAttribute(name, value === true ? "" : value);
  }
  append(element, children);
  return element;
}

function append(element, children) {
  for (const child of children.flat(9)) {
    if (child === null || child === undefined || child === false) continue;
    element.append(child instanceof Node ? child : document.createTextNode(String(child)));
  }
}

function fill(element, ...children) {
  element.replaceChildren();
  append(element, children);
  return element;
}

// A name from the data: its own writing direction, whatever stands around it.
const name = (text) => h("bdi", null, text);
const says = (tag, text, kind) => h(tag, { dir: "auto", class: kind }, text);

// A sentence of ours is English whatever names stand in it: one that begins with a name from the
// right would otherwise be read from its end, and say of one agency what is true of the other.
const wayOf = (text) => (/[A-Za-z\u2068]/.test(text) ? "ltr" : "auto");
const tells = (tag, text, kind) => h(tag, { dir: wayOf(text), class: kind }, text);

const claimWay = () => (data.headline ? "auto" : wayOf(data.claim));

// A name that keeps to itself in a text, so that an arrow beside it points where it should.
const apart = (text) => (RTL.test(text) ? `\u2068${text}\u2069` : text);

function button(words, act, attributes) {
  return h("button", { type: "button", click: act, ...attributes }, words);
}

const SVG = "http://www.w3.org/2000/svg";
function svgElement(tag, attributes, ...children) {
  const element = document.createElementNS(SVG, tag);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  element.append(...children);
  return element;
}

// Icons as paths in a square of 16.
const ICONS = {
  back: "M10 3 5 8l5 5",
  next: "M6 3l5 5-5 5",
  plus: "M8 3v10M3 8h10",
  minus: "M3 8h10",
  fit: "M3 6V3h3M10 3h3v3M13 10v3h-3M6 13H3v-3",
  close: "M4 4l8 8M12 4l-8 8",
  filter: "M2 4h12M4.5 8h7M7 12h2",
  search: "M7 12A5 5 0 1 0 7 2a5 5 0 0 0 0 10zM11 11l3.5 3.5",
  save: "M8 2v8M4.5 7 8 10.5 11.5 7M3 13.5h10",
  near: "M8 6a2 2 0 1 0 0 4 2 2 0 0 0 0-4zM3 3l3.4 3.4M13 3 9.6 6.4M3 13l3.4-3.4M13 13 9.6 9.6",
  day: "M2.5 4h11v9.5h-11zM2.5 7h11M5.5 2v3M10.5 2v3",
  key: "M2 4h4M2 8h4M2 12h4M9 4h5M9 8h5M9 12h5",
  copy: "M5.5 5.5h8v8h-8zM10.5 5.5v-3h-8v8h3",
  up: "M3 10l5-5 5 5",
};
function icon(which) {
  return svgElement(
    "svg",
    { viewBox: "0 0 16 16", width: "16", height: "16", "aria-hidden": "true", class: "icon" },
    svgElement("path", {
      d: ICONS[which],
      fill: "none",
      stroke: "currentColor",
      "stroke-width": "1.5",
      "stroke-linecap": "round",
      "stroke-linejoin": "round",
    }),
  );
}

const calm = window.matchMedia("(prefers-reduced-motion: reduce)");
const dark = window.matchMedia("(prefers-color-scheme: dark)");
const forced = window.matchMedia("(forced-colors: active)");
const noHover = window.matchMedia("(hover: none)");
const narrow = window.matchMedia("(max-width: 699px)");

// Ends with the state that is shown: what listens beyond the elements that go with it.
const alive = new AbortController();
const whileOpen = { signal: alive.signal };
