// Taking something along: a citation, the address, the picture as SVG, the data as JSON.

function citation(finding) {
  const evidence = [...new Set([finding.criteria, finding.condition].filter(Boolean).flatMap((one) => one.evidence))];
  const cited = evidence.map((place) => placeWords(passage(place)));
  const where = [`${data.title}${data.as_of ? `, ${asOfWords()}` : ""}`];
  return [
    `${stop(finding.message)} (${finding.code} ${spaced(finding.name)}, ${finding.basis}.)`,
    `In: ${where[0]}.`,
    cited.length ? `Sources: ${[...new Set(cited)].join("; ")}.` : null,
    `Found with ${data.tool.name} ${data.tool.version}.`,
  ].filter(Boolean).join(" ");
}

function copyButton(words, text) {
  const made = button([icon("copy"), words], async () => {
    const done = await copy(text());
    tell(done ? "Copied" : "Not copied: the browser doesn't allow it");
    made.lastChild.textContent = done ? "Copied" : "Not allowed here";
    setTimeout(() => (made.lastChild.textContent = words), 1600);
  });
  return made;
}

// The address of a page on the web; of a file, which is elsewhere for everybody else, its name.
const onWeb = /^https?:$/.test(location.protocol);
const reference = () => (onWeb ? location.href : decodeURIComponent(location.pathname.split("/").pop() || "") + location.hash);
const linkButton = () => copyButton(onWeb ? "Copy link" : "Copy reference", reference);

// One finding on one sheet.
function printChosen() {
  document.documentElement.classList.add("print-chosen");
  window.addEventListener("afterprint", () => document.documentElement.classList.remove("print-chosen"), { once: true });
  window.print();
}

async function copy(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    const field = h("textarea", { class: "unseen", readonly: true });
    field.value = text;
    document.body.append(field);
    field.select();
    const done = document.execCommand("copy");
    field.remove();
    return done;
  }
}

function download(text, type, ending) {
  const stem = folded(data.title).replace(/[^a-z0-9]+/g, "-").replace(/^-|-$/g, "").slice(0, 60) || "network";
  const address = URL.createObjectURL(new Blob([text], { type }));
  h("a", { href: address, download: `${stem}${ending}` }).click();
  setTimeout(() => URL.revokeObjectURL(address), 10000);
}

// The records as a data file holds them, so that the tool reads what the page writes.
function documentJson() {
  const found = { title: data.title };
  if (data.headline) found.headline = data.headline;
  if (data.as_of) found.as_of = data.as_of;
  if (data.summary) found.summary = data.summary;
  if (data.examined.length) found.examined = data.examined;
  if (data.study) found.study = data.study;
  for (const [section, table] of Object.entries(tables)) {
    if (!table.size) continue;
    found[section] = [];
    for (let row = 0; row < table.size; row += 1) {
      found[section].push(table.row(row));
    }
  }
  return `${JSON.stringify(found, null, 1)}\n`;
}

const saveJson = () => download(documentJson(), "application/json", ".json");
const saveSvg = () => download(pictureSvg(), "image/svg+xml", ".svg");

const xml = (text) => String(text).replace(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, "")
  .replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;").replace(/"/g, "&quot;");
const short = (value) => String(Math.round(value * 10) / 10);

// What is seen, as an SVG document: same places, same colours, what is faded stays faded.
function pictureSvg() {
  const paint = colours();
  const scene = picture.scene;
  const out = [];
  const foot = legendSvg(scene, paint);
  const height = scene.height + 40 + foot.height;
  const text = (words, x, y, more) => out.push(`<text x="${short(x)}" y="${short(y)}" ${more}>${xml(words)}</text>`);
  out.push(`<svg xmlns="http://www.w3.org/2000/svg" width="${scene.width}" height="${short(height)}" viewBox="0 -40 ${scene.width} ${short(height)}" font-family="${xml(BOX_FONT)}" font-size="${scene.fontSize}">`);
  out.push(`<title>${xml(data.title)}</title><rect x="0" y="-40" width="${scene.width}" height="${short(height)}" fill="${paint.page}"/>`);
  text(data.title + (state.day ? `, in force on ${dayWords(state.day)}` : ""), 18, -14, `font-size="18" font-weight="bold" fill="${paint.ink}"`);
  const headings = [];
  for (const band of scene.bands) {
    const [x, y, width, height] = band.box;
    const ground = groundOf(band, paint);
    const rimmed = (words, left, down, more) => headings.push(() => text(words, left, down, `${more} stroke="${ground}" stroke-width="4" paint-order="stroke"`));
    out.push(`<rect x="${short(x)}" y="${short(y)}" width="${short(width)}" height="${short(height)}" rx="10" fill="${ground}"/>`);
    const wide = widthOf(band.label, 15) * 1.1; // bold
    const size = Math.min(15, (15 * (width - 20)) / Math.max(1, wide));
    rimmed(band.label, x + Math.min(16, (width - (wide * size) / 15) / 2), y + 25, `font-size="${short(size)}" font-weight="bold" fill="${paint.ink}"`);
    for (const [words, at, down] of band.columns) rimmed(words, at, down, `font-size="12" text-anchor="middle" fill="${paint.muted}"`);
  }
  for (const edge of picture.edgeById.values()) if (lookOf(edge.id) !== "hidden") svgEdge(out, edge, paint);
  for (const write_ of headings) write_();
  for (const node of scene.nodes) if (lookOf(node.id) !== "hidden") svgNode(out, node, paint, scene.fontSize);
  const written = svgWords(out, paint, scene);
  svgContested(out, paint, written);
  out.push(...foot.marks);
  out.push("</svg>");
  return `${out.join("\n")}\n`;
}

// The words on lines by the rule of the screen: few, and each in a place that nothing else takes.
function svgWords(out, paint, scene) {
  const taken = scene.nodes.filter((node) => lookOf(node.id) !== "hidden").map(({ x, y, size }) => [x, y, size[0] + 4, size[1] + 4]);
  const written = new Set();
  for (const edge of wordedNow()) {
    if (!(edge.points || edge.loop)) continue;
    const words = edgeWords(edge);
    const [width, height] = [widthOf(words, 12) + 8, 16];
    const free = ([x, y]) => taken.every(([ox, oy, w, h2]) => Math.abs(x - ox) >= (width + w) / 2 || Math.abs(y - oy) >= (height + h2) / 2);
    const place = wordPlaces(edge, height).find(free);
    if (!place) continue;
    const [x, y] = place;
    taken.push([x, y, width, height]);
    written.add(edge);
    out.push(`<text x="${short(x)}" y="${short(y + 4)}" text-anchor="middle" font-size="12" stroke="${paint.page}" stroke-width="4" paint-order="stroke" fill="${edge.ghost ? accent() : paint.ink}">${xml(words)}</text>`);
  }
  return written;
}

function widthOf(words, size) {
  measuring = measuring || document.createElement("canvas").getContext("2d");
  measuring.font = `${size}px ${BOX_FONT}`;
  return measuring.measureText(words).width;
}

// Legend, sources and date below a saved picture, which leaves the page that explains it.
function legendSvg(scene, paint) {
  const marks = ['<g class="legend">'];
  let [x, y] = [18, scene.height + 22];
  const right = scene.width - 18;
  const put = (words, more = `fill="${paint.ink}"`) => marks.push(`<text x="${short(x)}" y="${short(y)}" font-size="12" ${more}>${xml(words)}</text>`);
  for (const [title, entries] of legendGroups(scene)) {
    x = 18;
    put(title, `font-weight="bold" fill="${paint.muted}"`);
    x = 118;
    for (const [what, words] of entries) {
      const wide = 42 + widthOf(words, 12) + 18;
      if (x + wide > right && x > 118) [x, y] = [118, y + 22];
      const sample = sampleOf(what);
      sample.setAttribute("x", short(x));
      sample.setAttribute("y", short(y - 4 - Number(sample.getAttribute("height")) / 2));
      sample.removeAttribute("class");
      marks.push(new XMLSerializer().serializeToString(sample));
      x += 42;
      put(words);
      x += wide - 42;
    }
    y += 24;
  }
  x = 18;
  const about = [data.claim, data.as_of ? capital(asOfWords()) : "", data.byline].filter(Boolean);
  for (const line of linesOf(`${about.map(stop).join(" ")} Made with ${data.tool.name} ${data.tool.version}.`, right - 18)) {
    put(line, `fill="${paint.muted}"`);
    y += 16;
  }
  marks.push("</g>");
  return { marks, height: y - scene.height + 8 };
}

function linesOf(words, most) {
  const lines = [""];
  for (const word of words.split(" ")) {
    const longer = `${lines[lines.length - 1]} ${word}`.trim();
    if (widthOf(longer, 12) <= most) lines[lines.length - 1] = longer;
    else lines.push(word);
  }
  return lines;
}

function svgEdge(out, edge, paint) {
  const look = lookOf(edge.id);
  const how = edge.ghost ? { width: 3, inner: 0, dashes: [9, 6], colour: accent() } : strokeOf({ ...edge, status: shownStatus(edge) });
  const { colour, dashes } = how;
  const width = how.width + (look === "lit" && !edge.ghost ? 1.2 : 0);
  const shape = edge.loop
    ? `<circle cx="${short(edge.loop[0])}" cy="${short(edge.loop[1])}" r="${short(edge.loop[2])}"`
    : `<path d="M${edge.points.slice(0, 2).map(short).join(" ")}Q${edge.points.slice(2).map(short).join(" ")}"`;
  const faint = OPACITY[look] ? ` opacity="${OPACITY[look]}"` : "";
  const dashed = dashes.length ? ` stroke-dasharray="${dashes.join(" ")}"` : "";
  if (how.cased && !faint) out.push(`${shape} fill="none" stroke="${how.casing}" stroke-width="${short(width + STYLES.casing)}"/>`);
  out.push(`${shape} fill="none" stroke="${colour}" stroke-width="${short(how.inner && faint ? how.width - how.inner : width)}"${dashed}${faint}/>`);
  if (how.inner && !faint) out.push(`${shape} fill="none" stroke="${paint.page}" stroke-width="${short(how.inner)}"${dashed}/>`);
  if (edge.directed && edge.points) {
    const corners = headCorners(edge.points, 7.5 + 3 * (width - how.inner)).map((at) => at.map(short).join(" "));
    out.push(`<path d="M${corners.join("L")}Z" fill="${colour}"${faint}/>`);
  }
}

function svgNode(out, node, paint, fontSize) {
  const look = lookOf(node.id);
  const [width, height] = node.size;
  const [left, top] = [node.x - width / 2, node.y - height / 2];
  const lit = look === "lit" || look === "chosen";
  const outline = `fill="${paint.box}" stroke="${lit ? accent() : node.missing ? paint.states.missing : paint.border}" stroke-width="${lit ? 2.5 : 1.25}"${node.missing ? ' stroke-dasharray="5 4"' : ""}`;
  out.push(`<g${look === "faded" || look === "gone" ? ' opacity="0.28"' : ""}>`);
  if (node.form === "junction") out.push(`<circle cx="${short(node.x)}" cy="${short(node.y)}" r="${short(width / 2 - 1)}" ${outline}/>`);
  else {
    const rect = (x, y) => out.push(`<rect x="${short(x)}" y="${short(y)}" width="${short(width)}" height="${short(height)}" rx="${node.form === "round" ? Math.min(height / 2, 16) : 5}" ${outline}/>`);
    if (node.form === "stack") rect(left + 4, top - 4);
    rect(left, top);
    const lines = node.label.split("\n");
    const step = (fontSize * 9) / 7;
    const first = node.y - ((rowsOf(node) - 1) * step) / 2 + fontSize * 0.35;
    lines.forEach((line, row) => out.push(`<text x="${short(node.x)}" y="${short(first + row * step)}" text-anchor="middle" fill="${paint.ink}"${node.missing ? ' font-style="italic"' : ""}>${xml(line)}</text>`));
    if (node.findings && look !== "faded") {
      const half = 4.5 + 3.5 * String(node.findings).length;
      const full = node.findings >= SEVERAL;
      const [x, y] = countSpot(node, node.x, node.y);
      out.push(`<rect x="${short(x - half)}" y="${short(y - 8)}" width="${short(2 * half)}" height="16" rx="8" fill="${full ? paint.ink : paint.box}" stroke="${paint.border}" stroke-width="1.25"/><text x="${short(x)}" y="${short(y + 4)}" font-size="11" font-weight="bold" text-anchor="middle" fill="${full ? paint.box : paint.ink}">${node.findings}</text>`);
    }
    if (node.caption) out.push(`<text x="${short(node.x)}" y="${short(first + lines.length * step)}" font-size="${captionSize(fontSize)}" text-anchor="middle" fill="${paint.muted}">${xml(node.caption)}</text>`);
  }
  out.push("</g>");
}
