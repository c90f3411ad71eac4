// What the reader has chosen, and the address that says it.

const state = {
  tab: "picture", // or "text"
  chosen: null, // {type: "finding" | "agency" | "link" | "requirement", id}
  missing: null, // what an address asked for and this file doesn't hold
  colour: "state", // what colours tell: "state" or "kind"
  every: false, // all lines, or those of the first picture
  applied: null, // id of the recommendation that is shown as if carried out
  near: null, // id of the agency whose neighbourhood is shown
  day: null, // ISO day, or null for the network as recorded
  off: { kind: new Set(), status: new Set(), function: new Set(), jurisdiction: new Set() },
  list: { view: stateNames.length ? "changes" : "findings", code: "", basis: "", agency: "" },
  open: null, // key of the group that is opened, in a large network
};

const firstList = state.list.view;

const listeners = [];
const onChange = (act) => listeners.push(act);

function changed(what) {
  for (const act of listeners) act(what || {});
}

const HOLDERS = {
  finding: (id) => findingPlace.has(id),
  agency: (id) => agencies.place(id) >= 0,
  link: (id) => links.place(id) >= 0,
  requirement: (id) => requirements.place(id) >= 0,
  recommendation: (id) => recommendations.place(id) >= 0,
  group: (id) => groupExists(id),
  tie: (id) => tieExists(id), // what joins two groups or agencies
};

// "kind.training,status.active": what the filters leave out.
const offWords = () => Object.entries(state.off).flatMap(([key, values]) => [...values].sort().map((value) => `${key}.${value}`)).join(",");
function readOff(words) {
  for (const values of Object.values(state.off)) values.clear();
  for (const one of (words || "").split(",")) {
    const [key, ...rest] = one.split(".");
    if (rest.length && Object.keys(state.off).includes(key)) state.off[key].add(rest.join("."));
  }
}

// In a frame of somebody else's page, reading adds no steps to that page's Back.
const inFrame = (() => {
  try {
    return window.self !== window.top;
  } catch {
    return true;
  }
})();

// In an article: the picture, what it claims and where it comes from.
const embedded = /[#&]embed(&|$)/.test(hash) || /[#&]embed(&|$)/.test(location.hash);

function address() {
  const parts = [];
  const say = (key, value) => parts.push(`${key}=${encodeURIComponent(value).replace(/%3A/g, ":").replace(/%2C/g, ",")}`);
  if (embedded) parts.push("embed");
  if (stateNames.length) say("state", stateNames[at].key);
  if (state.chosen) say(state.chosen.type, state.chosen.id);
  if (state.list.view !== firstList) say("list", state.list.view);
  if (state.applied) say("apply", state.applied);
  if (state.open) say("open", state.open);
  if (state.near) say("near", state.near);
  if (state.day) say("day", state.day);
  if (filtersOn()) say("off", offWords());
  if (state.list.code) say("rule", state.list.code);
  if (state.list.basis) say("basis", state.list.basis);
  if (state.list.agency) say("about", state.list.agency);
  if (state.every) say("lines", "all");
  if (state.colour !== "state") say("colour", state.colour);
  if (state.tab === "text") say("show", "text");
  return parts.length ? `#${parts.join("&")}` : "#";
}

// A frame from srcdoc has no address of its own to change; the page works without.
function remember(replace) {
  try {
    if (location.hash === address() || (address() === "#" && !location.hash)) return;
    history[replace || inFrame ? "replaceState" : "pushState"](null, "", address());
  } catch {
    // nothing to remember it in
  }
}

const isPlace = (hash) => /^#(((\d+-)?[sf]|state-|step-)\d+|(\d+-)?h-[a-z]+|text)$/.test(hash);

function read(hash) {
  if (isPlace(hash)) {
    state.tab = "text"; // a place in the text, such as a source in the list of sources
    return;
  }
  const asked = Object.create(null);
  for (const part of hash.replace(/^#/, "").split("&")) {
    const [key, ...rest] = part.split("=");
    try {
      asked[key] = decodeURIComponent(rest.join("="));
    } catch {
      asked[key] = rest.join("=");
    }
  }
  state.chosen = state.missing = null;
  for (const type of Object.keys(HOLDERS)) {
    if (asked[type] === undefined) continue;
    if (HOLDERS[type](asked[type])) state.chosen = { type, id: asked[type] };
    else state.missing = { type, id: asked[type] };
  }
  if (asked.state !== undefined && stateNames.length && placeOfState(asked.state) < 0) state.missing = { type: "state", id: asked.state };
  state.list.view = Object.keys(LISTS).includes(asked.list) ? asked.list : firstList;
  readOff(asked.off);
  state.list.code = findings.some((one) => one.code === asked.rule) ? asked.rule : "";
  state.list.basis = Object.keys(BASES).includes(asked.basis) ? asked.basis : "";
  state.list.agency = asked.about && agencies.place(asked.about) >= 0 ? asked.about : "";
  state.applied = effectOf(asked.apply) ? asked.apply : null;
  state.open = groupExists(asked.open || "") ? asked.open : null;
  state.near = asked.near && agencies.place(asked.near) >= 0 ? asked.near : null;
  state.day = /^\d{4}-\d{2}-\d{2}$/.test(asked.day || "") ? asked.day : null;
  state.every = asked.lines === "all";
  state.colour = asked.colour === "kind" ? "kind" : "state";
  state.tab = asked.show === "text" ? "text" : "picture";
}

function choose(type, id, options) {
  state.chosen = type ? { type, id } : null;
  state.missing = null;
  state.tab = "picture";
  remember();
  changed({ chosen: true, focus: options?.focus ?? false, move: options?.move ?? true });
}

function set(values) {
  // From the text the reader's Back leads to the picture; all else changes where they are.
  const turned = values.tab !== undefined && values.tab !== state.tab;
  Object.assign(state, values);
  remember(!turned);
  changed({});
}

// After a choice of the reader's that isn't what is chosen: the address says it too.
function refresh() {
  remember(true);
  changed({});
}

const isChosen = (type, id) => state.chosen?.type === type && state.chosen.id === id;

// The findings that the list's filters let through.
function listed() {
  const { code, basis, agency } = state.list;
  return inOrder.filter(
    (finding) =>
      (!code || finding.code === code) &&
      (!basis || basisOf(finding) === basis) &&
      (!agency || finding.agencies.includes(agency)) &&
      findingPasses(finding),
  );
}

const listNarrowed = () => Boolean(state.list.code || state.list.basis || state.list.agency);
const filtersOn = () => Object.values(state.off).some((off) => off.size);
