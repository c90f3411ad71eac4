// The legend: only what occurs in the picture.

function lineSvg({ family, status, formal, width, head, contested }) {
  const paint = colours();
  const line = { d: "M1 6H33", fill: "none" };
  const ink = family ? paint.families[family] : paint.ink;
  const parts = [];
  if (formal) parts.push(svgElement("path", { ...line, stroke: family ? paint.casings[family] : paint.casings.order, "stroke-width": width + STYLES.casing }));
  const dashes = STYLES.dashes[status] || [];
  parts.push(svgElement("path", { ...line, stroke: ink, "stroke-width": width, ...(dashes.length ? { "stroke-dasharray": dashes.join(" ") } : {}) }));
  if (head) parts.push(svgElement("path", { d: "M34 6l-9-4 1.5 4-1.5 4z", fill: ink }));
  if (contested) parts.push(...questionMark(17, 6, 5.6, paint));
  return svgElement("svg", { viewBox: "0 0 34 12", width: "34", height: "12", "aria-hidden": "true", class: "sample" }, ...parts);
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
    width: STYLES.widths[links.value("confidence", row) || "documented"],
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
    parts.push(svgElement("rect", { ...box, ...outline, ...(shape === "missing" ? { stroke: paint.ink, "stroke-dasharray": "4 3" } : {}) }));
  }
  return svgElement("svg", { viewBox: "0 0 34 17", width: "34", height: "17", "aria-hidden": "true", class: "sample" }, ...parts);
}

const legend = h("div", { class: "legend", id: "legend", role: "group", "aria-label": "Legend" });

function renderLegend() {
  const shown = picture.scene.edges.filter((edge) => state.every || state.near || !edge.later);
  const has = (key) => new Set(shown.map((edge) => edge[key]));
  const summed = shown.some((edge) => edge.rows);
  const families = has("family");
  const statuses = has("status");
  const firmness = has("confidence");
  const formal = new Set(shown.map((edge) => edge.formal));
  const shapes = new Set(picture.scene.nodes.map((node) => (node.missing ? "missing" : node.form)));
  const group = (title, entries) =>
    entries.length ? h("div", { class: "legend-group" }, h("p", { class: "legend-title" }, title), h("ul", null, entries.map(([sample, words]) => h("li", null, sample, h("span", null, words))))) : null;
  const pick = (words, wanted) => Object.entries(words).filter(([key]) => wanted.has(key));
  const directed = shown.some((edge) => edge.directed);
  fill(
    legend,
      group("Kind of link", pick(data.words.lineFamilies, families).map(([family, words]) => [lineSvg({ family, width: 2.4 }), words])),
      group("Status", pick(data.words.statusWords, statuses).map(([status, words]) => [lineSvg({ status, width: 2 }), words])),
      group(
        "Line",
        [
          formal.size === 2 ? [lineSvg({ formal: true, width: 2.4 }), "set down: agreement, oversight, membership"] : null,
          formal.size === 2 ? [lineSvg({ width: 2 }), "practised: work, people, information, money"] : null,
          ...(summed ? [[lineSvg({ width: STYLES.widths.documented }), "many links"], [lineSvg({ width: STYLES.widths.assumed }), "few links"]] : []),
          ...(firmness.size > 1 && !summed ? pick(data.words.confidenceWords, firmness).map(([word, words]) => [lineSvg({ width: STYLES.widths[word] }), words]) : []),
          directed ? [lineSvg({ width: 2, head: true }), "runs one way"] : null,
          shown.some((edge) => edge.contested) ? [lineSvg({ width: 2, contested: true }), data.words.contested] : null,
        ].filter(Boolean),
      ),
    group("Box", shapes.size > 1 ? pick(data.words.shapes, shapes).map(([shape, words]) => [shapeSvg(shape), words]) : []),
  );
}
