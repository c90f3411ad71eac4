// Pictures that the page makes itself from a large network: an opened group with its neighbours, an
// agency with those around it, the subjects of a finding. Places follow from counts alone, so that
// the same choice gives the same picture.

const MOST_BESIDE = 12; // neighbouring groups as boxes of their own
const MOST_AROUND = 18; // agencies around one
const MOST_SUBJECTS = 24;
const MOST_LINES = 40; // lines of such a picture at first, those for most links
const FANNED = 3; // links of two agencies that are drawn one by one
const LETTERS = 13;
const LABEL = 118; // width of a label

let measuring = null;
function wrapped(text) {
  measuring = measuring || document.createElement("canvas").getContext("2d");
  measuring.font = `${LETTERS}px ${BOX_FONT}`;
  const fits = (words) => measuring.measureText(words).width <= LABEL;
  const rows = [""];
  for (const word of text.split(/\s+/)) {
    const last = rows[rows.length - 1];
    const longer = last ? `${last} ${word}` : word;
    if (fits(longer)) rows[rows.length - 1] = longer;
    else if (last) rows.push(word);
    else rows[0] = word;
  }
  const shown = rows.slice(0, 3);
  if (rows.length > 3) shown[2] = `${shown[2]}…`;
  return shown.map((row) => {
    let cut = row;
    while (cut.length > 1 && !fits(cut)) cut = `${cut.slice(0, -2)}…`;
    return cut;
  });
}

// One box of such a picture, not yet placed.
function nodeOf(item, n) {
  const node = { id: `v${n}`, form: "box", x: 0, y: 0 };
  if (item.agency !== undefined) {
    node.agency = item.agency;
    node.lines = wrapped(labelOf(item.agency));
  } else if (item.missing !== undefined) {
    node.requirement = item.missing;
    node.missing = true;
    node.lines = wrapped(capital(data.assessments[item.missing].other));
  } else {
    node.members = item.rows.length;
    node.rows = item.rows;
    node.form = "stack";
    if (item.group !== undefined) node.group = item.group;
    else node.rest = true;
    node.lines = wrapped(item.group === undefined ? item.words : groupLabel(item.group));
    node.caption = count(item.rows.length, "agency", "agencies");
  }
  node.label = node.lines.join("\n");
  node.size = [LABEL + 20, rowsOf(node) * 17 + 18];
  return node;
}

// A ring around the middle on which so many boxes don't touch: an ellipse, walked in steps that are
// equal where a step across counts as much less than a step down as boxes are wider than high.
function ring(size, least, turn) {
  const [across, down] = [LABEL + 40, 66];
  const around = (grow) => {
    const [a, b] = [least[0] * grow, least[1] * grow];
    const steps = [];
    let length = 0;
    for (let n = 0; n < 720; n += 1) {
      const at = (turn + n / 720) * 2 * Math.PI;
      steps.push([length, at]);
      length += Math.hypot((a * Math.sin(at)) / across, (b * Math.cos(at)) / down) * ((2 * Math.PI) / 720);
    }
    return { a, b, steps, length };
  };
  let grow = 1;
  let found = around(grow);
  while (found.length < size * 1.42) found = around((grow *= 1.08));
  const places = [];
  let at = 0;
  for (let n = 0; n < size; n += 1) {
    while (at + 1 < found.steps.length && found.steps[at][0] < (n / size) * found.length) at += 1;
    places.push([Math.cos(found.steps[at][1]) * found.a, Math.sin(found.steps[at][1]) * found.b]);
  }
  return { places, a: found.a, b: found.b };
}

// Boxes in columns, every second one half a row lower, so that lines pass between boxes.
function columnsOf(size, across) {
  const rows = Math.ceil(size / across);
  return Array.from({ length: size }, (_, n) => {
    const column = n % across;
    const row = Math.floor(n / across);
    return [(column - (across - 1) / 2) * (LABEL + 70), (row - (rows - 1) / 2) * 84 + (column % 2 ? 21 : -21)];
  });
}

function placed(nodes, places, dx = 0, dy = 0) {
  nodes.forEach((node, n) => ([node.x, node.y] = [places[n][0] + dx, places[n][1] + dy]));
}

// Middle box, boxes within, boxes beside; on a phone all below one another in rows of two.
function placeAll(middle, inner, outer) {
  if (narrow.matches) {
    const all = [...(middle ? [middle] : []), ...inner, ...outer];
    const first = middle ? 1 : 0;
    all.forEach((node, n) => {
      const at = n - first;
      node.x = n < first ? 0 : at % 2 ? 95 : -95;
      node.y = n < first ? 0 : 100 + Math.floor(at / 2) * 88 + (at % 2 ? 22 : 0);
    });
    return;
  }
  if (middle) {
    const near = inner.length + outer.length > 14 ? Math.ceil((inner.length + outer.length) * 0.4) : 99;
    const all = [...inner, ...outer];
    const one = ring(Math.min(near, all.length), [250, 130], -0.25);
    placed(all.slice(0, near), one.places);
    if (all.length > near) placed(all.slice(near), ring(all.length - near, [one.a + 190, one.b + 90], -0.22).places);
    return;
  }
  let half = 0;
  if (inner.length <= 2) placed(inner, inner.length === 1 ? [[0, 0]] : [[-170, 0], [170, 0]]);
  else if (inner.length <= 14) placed(inner, ring(inner.length, [200, 110], -0.25).places);
  else placed(inner, columnsOf(inner.length, Math.max(3, Math.min(5, Math.round(Math.sqrt(inner.length * 0.75))))));
  for (const node of inner) half = Math.max(half, Math.abs(node.x));
  const left = outer.filter((_, n) => n % 2);
  const right = outer.filter((_, n) => n % 2 === 0);
  for (const [side, way] of [[left, -1], [right, 1]]) {
    placed(side, side.map((_, n) => [way * (half + LABEL + 130 + (n % 2) * 30), (n - (side.length - 1) / 2) * 84]));
  }
}

// A scene of items. `middle` is the item that stands in the middle, or null; `rows` are the links
// among which those that join the boxes are looked for, or null for all.
function composed(label, { middle = null, inner, outer = [], rows = null, required = [], every = false, star = false }) {
  const items = [...(middle ? [middle] : []), ...inner, ...outer];
  const nodes = items.map(nodeOf);
  const first = middle ? 1 : 0;
  placeAll(middle ? nodes[0] : null, nodes.slice(first, first + inner.length), nodes.slice(first + inner.length));
  const boxOf = new Int32Array(agencies.size).fill(-1);
  items.forEach((item, n) => {
    if (item.agency === undefined && item.rows) for (const row of item.rows) boxOf[row] = n;
  });
  // An agency with a box of its own isn't counted in its group's.
  items.forEach((item, n) => item.agency !== undefined && (boxOf[item.agency] = n));
  const { between: all, within } = linksBetween(boxOf, rows);
  // What joins neighbours to each other is for another picture.
  const between = all.filter(([one]) => (star ? one === 0 : one < first + inner.length));
  for (const [n, found] of within) {
    if (nodes[n].form !== "stack") continue;
    nodes[n].caption = `${nodes[n].caption}, ${count(found.length, "link", "links")}`;
    measuring.font = `${captionSize(LETTERS)}px ${BOX_FONT}`;
    nodes[n].size[0] = Math.max(nodes[n].size[0], Math.ceil(measuring.measureText(nodes[n].caption).width) + 14);
  }
  const edges = [];
  const most = Math.max(1, ...between.map(([, , found]) => found.length));
  between.sort((a, b) => b[2].length - a[2].length || a[0] - b[0] || a[1] - b[1]);
  for (const [one, other, found] of between) {
    const single = items[one].agency !== undefined && items[other].agency !== undefined;
    const later = !every && edges.length >= MOST_LINES;
    if (single && found.length <= FANNED) edges.push(...fanned(one, other, found, later));
    else edges.push(summed(one, other, found, most, later));
  }
  for (const [requirement, one, other] of required) {
    const [from, to] = [nodeAt(nodes, one), nodeAt(nodes, other)];
    if (!from || !to || from === to) continue;
    const kind = (requirements.value("kinds", requirement) || ["other"])[0];
    edges.push({ ends: [from.id, to.id], requirement, kind, status: "missing", confidence: "documented", bend: 0.12 });
  }
  edges.forEach((edge, n) => (edge.id = `w${n}`));
  return framed({ label, nodes, edges });
}

const nodeAt = (nodes, end) =>
  nodes.find((node) => (typeof end === "number" ? node.agency === end : node.missing && node.requirement === end.requirement));

// Few links of two agencies, each a line of its own.
function fanned(one, other, found, later) {
  return found.map((row, n) => {
    const bend = (n - (found.length - 1) / 2) * 0.16;
    return { ends: [`v${one}`, `v${other}`], link: row, bend, later, towards: isMutual(row) ? null : endsOf(row).slice(-1)[0] };
  });
}

// Many links as one line: of the kind that most of them have, strained where one in five fails.
function summed(one, other, found, most, later) {
  const { failing, kinds, all } = tally(found);
  const formal = found.filter((row) => links.value("formal", row) === true).length * 2 > all;
  const share = Math.log1p(all) / Math.log1p(most);
  const steps = [["documented", 0.85], ["reported", 0.65], ["inferred", 0.45]];
  const confidence = (steps.find(([, least]) => share >= least) || ["assumed"])[0];
  return { ends: [`v${one}`, `v${other}`], rows: found, kind: kinds[0][0], status: failing * 5 >= all ? "strained" : "active", formal, confidence, later };
}

// The scene with a band around its boxes, its upper left corner at the origin.
function framed({ label, nodes, edges }) {
  const [left, top, right, bottom] = boundsOf(nodes);
  const pad = 40;
  const head = 30;
  for (const node of nodes) {
    node.x = Math.round(node.x - left + pad);
    node.y = Math.round(node.y - top + pad + head);
  }
  const byId = new Map(nodes.map((node) => [node.id, node]));
  for (const edge of edges) {
    if (edge.towards !== undefined && edge.towards !== null) {
      // An arrow leads from the one to the other.
      edge.directed = true;
      if (byId.get(edge.ends[1]).agency !== edge.towards) edge.ends.reverse(), (edge.bend = -edge.bend);
    }
    readEdge(edge, byId);
  }
  const [width, height] = [right - left + 2 * pad, bottom - top + 2 * pad + head];
  const bands = [{ label, box: [8, 8, width - 16, height - 16], columns: [], ground: 0 }];
  return { width, height, layout: narrow.matches ? "phone" : "wide", grouped: true, made: true, fontSize: LETTERS, bands, nodes, edges };
}

function rest(items, most, words) {
  if (items.length <= most) return items;
  const [shown, left] = [items.slice(0, most - 1), items.slice(most - 1)];
  return [...shown, { rows: left.flatMap((item) => item.rows || [item.agency]), words: words(left.length) }];
}

function openScene(key) {
  const parts = rest(partsOf(key), MOST_INSIDE, (n) => `and ${n.toLocaleString("en")} more, listed beside`);
  const [base] = partsOfKey(key);
  const own = new Set(agenciesOf(key));
  const outer = neighboursOf(key).map((one) => ({ group: one, rows: agenciesOf(one) }));
  // A part of a group has the rest of that group beside it.
  if (key !== base) outer.push({ rows: agenciesOf(base).filter((row) => !own.has(row)), words: `the rest of ${groupLabel(base)}` });
  const joined = countsTo(own, outer);
  const beside = outer.filter((item) => joined.get(item)).sort((a, b) => joined.get(b) - joined.get(a));
  return composed(bandLabel(key), { inner: parts, outer: rest(beside, MOST_BESIDE, (n) => `${n} other groups`) });
}

// What the ground of an opened group is called: its neighbours stand on it too.
function bandLabel(key) {
  return /: national agencies$/.test(groupLabel(key)) ? `${groupLabel(key)}, with what joins them` : groupLabel(key);
}

// How many links join some rows to each of some items.
function countsTo(own, items) {
  const boxOf = new Int32Array(agencies.size).fill(-1);
  items.forEach((item, n) => item.rows.forEach((row) => (boxOf[row] = n)));
  const found = new Map(items.map((item) => [item, 0]));
  const seen = new Set();
  for (const row of own) {
    for (const link of linksOf(row)) {
      if (seen.has(link)) continue;
      seen.add(link);
      for (const box of new Set(endsOf(link).map((end) => boxOf[end]))) if (box >= 0) found.set(items[box], found.get(items[box]) + 1);
    }
  }
  return found;
}

function egoScene(id) {
  const centre = agencies.place(id);
  const own = linksOf(centre);
  const counts = new Map();
  for (const link of own) for (const end of endsOf(link)) if (end !== centre) counts.set(end, (counts.get(end) || 0) + 1);
  const around = [...counts.keys()].sort((a, b) => counts.get(b) - counts.get(a) || linkCount(b) - linkCount(a) || a - b);
  const some = around.length <= MOST_AROUND + 4 ? around : around.slice(0, MOST_AROUND);
  const byGroup = new Map();
  const groupOf = (row) => (grouped ? grouped.of[row] : 0);
  for (const row of around.slice(some.length)) note(byGroup, groupOf(row), row);
  const more = [...byGroup].sort((a, b) => b[1].length - a[1].length || a[0] - b[0]).map(([group, rows]) => ({ rows, words: `${rows.length.toLocaleString("en")} more${grouped ? `: ${grouped.labels[group]}` : ""}` }));
  // Boxes of one group stand side by side.
  some.sort((a, b) => groupOf(a) - groupOf(b) || a - b);
  return composed(`Around ${labelOf(centre)}`, {
    middle: { agency: centre },
    inner: some.map((agency) => ({ agency })),
    outer: rest(more, 6, () => "more in other groups"),
    rows: own,
    every: true,
    star: true, // an instrument of many joins its other parties too, which is for another picture
  });
}

// The picture of what is chosen: its agencies, what joins them, and who is missing.
function subjectScene() {
  const lit = subjects();
  if (!lit.agencies.size) return null; // about sources or records alone
  const all = [...lit.agencies].sort((a, b) => a - b);
  const required = [];
  const missing = [];
  for (const requirement of lit.requirements) {
    const found = data.assessments[requirement];
    if (found.state !== "lacking") continue;
    const cases = found.cases || found.asking.map((id) => [id, found.counterparts]);
    if (cases.some(([, counterparts]) => !counterparts.length)) missing.push({ missing: requirement });
    for (const [id, counterparts] of cases) {
      const others = counterparts.length ? counterparts.map((one) => agencies.place(one)) : [{ requirement }];
      for (const other of others) required.push([requirement, agencies.place(id), other]);
    }
  }
  if (all.length === 1 && !missing.length) return egoScene(agencies.value("id", all[0]));
  const items = [...rest(all.map((agency) => ({ agency })), MOST_SUBJECTS, (n) => `and ${n.toLocaleString("en")} more`), ...missing];
  const rows = new Set(all.slice(0, 400).flatMap((row) => [...linksOf(row)]));
  return composed(chosenWords(), { inner: items, rows: [...rows].sort((a, b) => a - b), required });
}

function tieScene(id) {
  const items = id.split("~").map((key) => (key.startsWith("group:") ? { group: key.slice(6), rows: agenciesOf(key.slice(6)) } : { agency: agencies.place(key) }));
  return composed("Links between two", { inner: items });
}

function chosenWords() {
  const { type, id } = state.chosen;
  if (type === "finding") return `${findings[findingPlace.get(id)].code} ${spaced(findings[findingPlace.get(id)].name)}`;
  if (type === "agency") return labelOf(id);
  if (type === "link") return linkTitle(links.place(id));
  if (type === "group") return groupLabel(id);
  if (type === "tie") return tieWords(id);
  if (type === "requirement") return "Requirement";
  return "Recommendation";
}

// Whether a picture shows what is chosen where it stands.
function holds(scene) {
  const { type, id } = state.chosen;
  const alone = (row) => scene.nodes.some((node) => node.agency === row);
  if (type === "agency") return alone(agencies.place(id));
  if (type === "link") return endsOf(links.place(id)).every(alone);
  if (type === "group") return state.open === id || scene.nodes.some((node) => node.group === id);
  if (type === "tie") return id.split("~").every((key) => nodeOfKey(scene, key));
  return false;
}

const keyOfNode = (node) => (node.group !== undefined ? `group:${node.group}` : node.agency !== undefined ? agencies.value("id", node.agency) : null);
const nodeOfKey = (scene, key) => scene.nodes.find((node) => keyOfNode(node) === key);

// The picture of a large network now. What was made last is kept.
const made = new Map();
function kept(key, make) {
  if (!made.has(key)) {
    if (made.size > 20) made.clear();
    made.set(key, make());
  }
  return made.get(key);
}

function overview() {
  const scene = (narrow.matches && data.scenes.phone) || data.scenes.wide;
  if (!scene.counted) {
    scene.counted = true;
    const boxOf = new Int32Array(agencies.size);
    const places = new Map(scene.nodes.map((node, n) => [node.group, n]));
    const of = grouped.keys.map((key, n) => places.get(grouped.crowded ? `country:${grouped.bands[n]}` : key));
    for (let row = 0; row < agencies.size; row += 1) boxOf[row] = of[grouped.of[row]];
    const found = new Map(linksBetween(boxOf, null).between.map(([one, other, rows]) => [`${scene.nodes[one].id} ${scene.nodes[other].id}`, rows]));
    for (const edge of scene.edges) edge.rows = found.get(edge.ends.join(" ")) || found.get([...edge.ends].reverse().join(" ")) || [];
  }
  return scene;
}

function largeScene() {
  const phone = narrow.matches ? "phone " : "";
  const base = state.near
    ? kept(`${phone}near ${state.near}`, () => egoScene(state.near))
    : state.open
      ? kept(`${phone}open ${state.open}`, () => openScene(state.open))
      : overview();
  if (!state.chosen || holds(base)) return base;
  const { type, id } = state.chosen;
  if (type === "group") {
    const parent = wayTo(id).slice(-2, -1)[0];
    return parent ? kept(`${phone}open ${parent}`, () => openScene(parent)) : overview();
  }
  if (type === "tie") return kept(`${phone}tie ${id}`, () => tieScene(id));
  if (type === "agency") return kept(`${phone}near ${id}`, () => egoScene(id));
  return kept(`${phone}${type} ${id}`, subjectScene) || base;
}

// Links of a line that the filters and the day let through.
function passing(edge) {
  return filtersOn() || state.day || state.applied ? edge.rows.filter(linkPasses) : edge.rows;
}
function sumWords(rows) {
  const failing = rows.filter((row) => isFailing(state.day ? statusAt(row, state.day) : statusOf(row))).length;
  return `${count(rows.length, "link", "links")}${failing ? `, ${failing.toLocaleString("en")} failing` : ""}`;
}
