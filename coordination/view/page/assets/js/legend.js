// The legend: only what occurs in the picture.

function lineSvg({ family, status = "active", confidence, formal, head, contested }) {
  const paint = colours();
  const how = strokeOf({ family, status, confidence, formal });
  const line = { d: "M1 6H33", fill: "none" };
  const dashes = how.dashes.length ? { "stroke-dasharray": how.dashes.join(" ") } : {};
  const parts = [];
  if (how.cased) parts.push(svgElement("path", { ...line, stroke: how.casing, "stroke-width": how.width + STYLES.casing }));
  parts.push(svgElement("path", { ...line, stroke: how.colour, "stroke-width": how.width, ...dashes }));
  if (how.inner) parts.push(svgElement("path", { ...line, stroke: paint.page, "stroke-width": how.inner, ...dashes }));
  if (head) parts.push(svgElement("path", { d: "M34 6l-9-4 1.5 4-1.5 4z", fill: how.colour }));
  if (contested) parts.push(...questionMark(17, 6, 5.6, paint));
  return svgElement("svg", { viewBox: "0 0 34 12", width: "34", height: "12", "aria-hidden": "true", class: "sample" }, ...parts);
}

function countSvg() {
  const paint = colours();
  const words = svgElement("text", { x: 17, y: 12.5, "font-size": 11, "font-weight": "bold", "text-anchor": "middle", fill: paint.box }, "3");
  return svgElement("svg", { viewBox: "0 0 34 17", width: "34", height: "17", "aria-hidden": "true", class: "sample" }, svgElement("circle", { cx: 17, cy: 8.5, r: 8, fill: paint.ink }), words);
}

function questionMark(x, y, radius, paint) {
  const words = svgElement("text", { x, y: y + radius * 0.55, "font-size": radius * 1.55, "font-weight": "bold", "text-anchor": "middle", fill: paint.ink }, "?");
  return [svgElement("circle", { cx: x, cy: y, r: radius, fill: paint.page, stroke: paint.ink, "stroke-width": "1.2" }), words];
}

function lineSample(row) {
  return lineSvg({
    family: data.words.kinds[links.value("kind", row)].family,
    status: statusOf(row),
    formal: links.value("formal", row),
    confidence: links.value("confidence", row) || "documented",
    head: !isMutual(row),
  });
}

function shapeSvg(shape) {
  const paint = colours();
  const outline = { fill: paint.box, stroke: paint.border, "stroke-width": "1.25" };
  const box = { x: "5", y: "3", width: "24", height: "12", rx: shape === "round" ? "6" : "3" };
  const parts = [];
  if (shape === "junction") parts.push(svgElement("circle", { cx: "17", cy: "9", r: "5", ...outline }));
  else {
    if (shape === "stack") parts.push(svgElement("rect", { ...box, x: "8", y: "0.7", ...outline }));
    parts.push(svgElement("rect", { ...box, ...outline, ...(shape === "missing" ? { stroke: paint.states.missing, "stroke-dasharray": "4 3" } : {}) }));
  }
  return svgElement("svg", { viewBox: "0 0 34 17", width: "34", height: "17", "aria-hidden": "true", class: "sample" }, ...parts);
}

const legend = h("div", { class: "legend", id: "legend", role: "group", "aria-label": "Legend" });

// What the legend of a scene has to explain: groups of [title, [[sample, words]]].
function legendGroups(scene) {
  const shown = scene.edges.filter((edge) => lookOf(edge.id) !== "hidden");
  const has = (key) => new Set(shown.map((edge) => edge[key]));
  const summed = shown.some((edge) => edge.rows);
  const statuses = new Set(shown.map(shownStatus));
  const firmness = has("confidence");
  // A required tie that is missing is neither set down nor practised, but it has no casing.
  const cased = new Set(shown.map((edge) => strokeOf({ ...edge, status: shownStatus(edge) }).cased));
  const nodes = scene.nodes.filter((node) => lookOf(node.id) !== "hidden");
  const shapes = new Set(nodes.map((node) => (node.missing ? "missing" : node.form)));
  const pick = (words, wanted) => Object.entries(words).filter(([key]) => wanted.has(key));
  const byKind = state.colour === "kind";
  const order = Object.keys(data.words.stateWords);
  const told = pick(data.words.statusWords, statuses).sort((a, b) => order.indexOf(STYLES.states[a[0]]) - order.indexOf(STYLES.states[b[0]]));
  return [
    ["Kind of link", byKind ? pick(data.words.lineFamilies, has("family")).map(([family, words]) => [{ family }, words]) : []],
    ["Status", told.map(([status, words]) => [{ status }, words])],
    [
      "Line",
      [
        ...(cased.size === 2 ? [[{ formal: true }, "set down: agreement, oversight, membership"], [{}, "practised: work, people, information, money"]] : []),
        ...(summed ? [[{}, "many links"], [{ confidence: "assumed" }, "few links"]] : []),
        ...(firmness.size > 1 && !summed ? pick(data.words.confidenceWords, firmness).map(([word, words]) => [{ confidence: word }, words]) : []),
        ...(shown.some((edge) => edge.directed) ? [[{ head: true }, "runs one way"]] : []),
        ...(shown.some((edge) => edge.contested) ? [[{ contested: true }, data.words.contested]] : []),
      ],
    ],
    [
      "Box",
      [
        ...(shapes.size > 1 ? pick(data.words.shapes, shapes).map(([shape, words]) => [{ shape }, words]) : []),
        ...(nodes.some((node) => node.findings) ? [[{ count: true }, data.words.counted]] : []),
      ],
    ],
  ].filter(([, entries]) => entries.length);
}

const sampleOf = (what) => (what.shape ? shapeSvg(what.shape) : what.count ? countSvg() : lineSvg(what));

function renderLegend() {
  const groups = legendGroups(picture.scene).map(([title, entries]) =>
    h("div", { class: "legend-group" }, h("p", { class: "legend-title" }, title), h("ul", null, entries.map(([what, words]) => h("li", null, sampleOf(what), h("span", null, words))))));
  fill(legend, groups);
}
