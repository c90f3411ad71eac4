// Drawing on the canvas: bands, boxes and the words on lines, as the still picture has them.

const accent = () => (forced.matches ? systemColour("Highlight") : dark.matches ? "#8ab8ff" : "#0b57c2");

// Where the reader's system sets all colours, the picture has them too.
const systemColours = new Map();
function systemColour(word) {
  if (!systemColours.has(word)) {
    const probe = h("span", { class: "unseen" });
    probe.style.color = word;
    document.body.append(probe);
    systemColours.set(word, getComputedStyle(probe).color);
    probe.remove();
  }
  return systemColours.get(word);
}

function forcedPalette() {
  const [canvas, ink] = ["Canvas", "CanvasText"].map(systemColour);
  const families = Object.fromEntries(Object.keys(data.palettes.light.families).map((key) => [key, ink]));
  const states = Object.fromEntries(Object.entries(STYLES.forced).map(([key, word]) => [key, systemColour(word)]));
  // A casing in a colour of the system would be the heaviest mark of all.
  const casings = Object.fromEntries(Object.keys({ ...families, ...states }).map((key) => [key, canvas]));
  return { page: canvas, bands: [canvas], box: canvas, border: ink, ink, muted: ink, families, states, casings };
}

const colours = () => (forced.matches ? forcedPalette() : data.palettes[dark.matches ? "dark" : "light"]);
const BOX_FONT = 'Arial, Helvetica, "Liberation Sans", "DejaVu Sans", sans-serif';

const RTL = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]/;
const LTR = /[A-Za-z\u00c0-\u02b8\u0370-\u058f]/;
function directionOf(text) {
  const right = text.search(RTL);
  const left = text.search(LTR);
  return right >= 0 && (left < 0 || right < left) ? "rtl" : "ltr";
}

function write(ctx, text, x, y) {
  ctx.direction = directionOf(text);
  ctx.fillText(text, x, y);
}

function rounded(ctx, x, y, width, height, radius) {
  ctx.beginPath();
  if (ctx.roundRect) {
    ctx.roundRect(x, y, width, height, radius);
    return;
  }
  // Browsers before 2023 have no roundRect.
  ctx.moveTo(x + radius, y);
  ctx.arcTo(x + width, y, x + width, y + height, radius);
  ctx.arcTo(x + width, y + height, x, y + height, radius);
  ctx.arcTo(x, y + height, x, y, radius);
  ctx.arcTo(x, y, x + width, y, radius);
  ctx.closePath();
}

// Letters that shrink less than the picture does.
const larger = (ctx, size, least) => Math.min(size * 1.5, Math.max(size, least / scaleOf(ctx)));

// Countries have their grounds in turn, agencies of no country (-1) the last.
const groundOf = (band, paint) => paint.bands[(band.ground + paint.bands.length) % paint.bands.length];

function drawBands(ctx, scene) {
  const paint = colours();
  for (const band of scene.bands) {
    ctx.fillStyle = groundOf(band, paint);
    rounded(ctx, ...band.box, 10);
    ctx.fill();
  }
}

// Names of bands and columns, over the lines and with a rim of the ground, so that none is struck out.
function drawHeadings(ctx, scene) {
  const paint = colours();
  const usual = scene.layout === "wide" ? 16 : 13;
  Object.assign(ctx, { globalAlpha: 1, lineWidth: 4, lineJoin: "round", textBaseline: "alphabetic" });
  ctx.setLineDash([]);
  const rimmed = (words, x, y) => {
    ctx.strokeText(words, x, y);
    write(ctx, words, x, y);
  };
  for (const band of scene.bands) {
    const [x, y, width] = band.box;
    ctx.strokeStyle = groundOf(band, paint);
    ctx.fillStyle = paint.ink;
    ctx.textAlign = "left";
    ctx.font = `bold ${usual}px ${BOX_FONT}`;
    const most = (usual * (width - 20)) / Math.max(1, ctx.measureText(band.label).width);
    const size = Math.min(larger(ctx, usual, 11), most);
    ctx.font = `bold ${size}px ${BOX_FONT}`;
    // A name as wide as its band begins at the edge of it.
    rimmed(band.label, x + Math.min(16, (width - ctx.measureText(band.label).width) / 2), y + usual + 10 - (size - usual) / 2);
    ctx.textAlign = "center";
    ctx.fillStyle = paint.muted;
    ctx.font = `12px ${BOX_FONT}`;
    for (const [words, at, down] of band.columns) rimmed(words, at, down);
  }
}

const rowsOf = (node) => node.label.split("\n").length + (node.caption ? 1 : 0);
const captionSize = (size) => Math.max(12, size - 2);

// Letters as large as the box takes when the picture is small, so that they can be read sooner.
function letterSize(ctx, node, size) {
  const wanted = Math.min(1.4, Math.max(1, 11 / size / scaleOf(ctx)));
  if (wanted === 1) return size;
  if (!node.room) {
    ctx.font = `${size}px ${BOX_FONT}`;
    const lines = node.label.split("\n");
    const widest = Math.max(...lines.map((line) => ctx.measureText(line).width), 1);
    ctx.font = `${captionSize(size)}px ${BOX_FONT}`;
    const caption = node.caption ? ctx.measureText(node.caption).width : 1;
    node.room = Math.min((node.size[0] - 8) / Math.max(widest, caption), (node.size[1] - 4) / ((rowsOf(node) * size * 9) / 7));
  }
  return size * Math.max(1, Math.min(wanted, node.room));
}

// One box; `look` is "plain", "lit", "chosen", "faded" or "hover".
function drawBox(ctx, node, x, y, look, size) {
  const fontSize = letterSize(ctx, node, size);
  const paint = colours();
  const [width, height] = node.size;
  const left = x - width / 2;
  const top = y - height / 2;
  const faded = look === "faded" || look === "gone";
  ctx.globalAlpha = 1;
  ctx.fillStyle = paint.box;
  ctx.strokeStyle = node.missing ? paint.states.missing : paint.border;
  ctx.lineWidth = node.missing ? 1.5 : 1.25;
  if (look === "hover") ctx.lineWidth = 2;
  if (look === "lit" || look === "chosen") {
    ctx.strokeStyle = accent();
    ctx.lineWidth = look === "chosen" ? 3 : 2;
  }
  if (node.missing || node.was) ctx.setLineDash([5, 4]);
  if (node.form === "junction") {
    ctx.beginPath();
    ctx.arc(x, y, width / 2 - 1, 0, 2 * Math.PI);
    ctx.fill();
    ctx.globalAlpha = faded ? 0.3 : 1;
    ctx.stroke();
    return;
  }
  const radius = node.form === "round" ? Math.min(height / 2, 16) : 5;
  for (const shift of node.form === "stack" ? [4, 0] : [0]) {
    rounded(ctx, left + shift, top - shift, width, height, radius);
    ctx.globalAlpha = 1; // a line seen through a box would seem to pass it, or to end elsewhere
    ctx.fill();
    ctx.globalAlpha = faded ? 0.3 : 1;
    ctx.stroke();
  }
  ctx.setLineDash([]);
  ctx.fillStyle = paint.ink;
  ctx.textAlign = "center";
  ctx.textBaseline = "alphabetic";
  ctx.font = `${node.missing ? "italic " : ""}${fontSize}px ${BOX_FONT}`;
  const lines = node.label.split("\n");
  const step = (fontSize * 9) / 7;
  const first = y - ((rowsOf(node) - 1) * step) / 2 + fontSize * 0.35;
  lines.forEach((line, row) => write(ctx, line, x, first + row * step));
  if (node.caption) {
    ctx.fillStyle = paint.muted;
    ctx.font = `${captionSize(fontSize)}px ${BOX_FONT}`;
    write(ctx, node.caption, x, first + lines.length * step);
  }
  if (node.findings && !faded) drawCount(ctx, node.findings, ...countSpot(node, x, y), paint);
}

// The middle of a box's number: a little outside the corner that the layout keeps free of lines.
function countSpot(node, x, y) {
  const [across, down] = node.corner || [-1, -1];
  return [x + across * (node.size[0] / 2 + 2), y + down * (node.size[1] / 2 + 2)];
}

// The number of findings that name an agency, at the corner of its box.
const SEVERAL = 3;
function drawCount(ctx, number, x, y, paint) {
  const size = Math.min(1.3, Math.max(1, 0.8 / scaleOf(ctx)));
  const words = String(number);
  const half = (4.5 + 3.5 * words.length) * size;
  const full = number >= SEVERAL;
  ctx.fillStyle = full ? paint.ink : paint.box;
  ctx.strokeStyle = paint.border;
  ctx.lineWidth = 1.25;
  rounded(ctx, x - half, y - 8 * size, 2 * half, 16 * size, 8 * size);
  ctx.fill();
  ctx.stroke();
  ctx.fillStyle = full ? paint.box : paint.ink;
  ctx.textAlign = "center";
  ctx.textBaseline = "middle";
  ctx.font = `bold ${11 * size}px ${BOX_FONT}`;
  ctx.fillText(words, x, y + 0.5);
}

// Arrow heads of hollow lines: vis-network would draw them in the colour of the nothing inside.
function drawHollowHeads(ctx) {
  for (const edge of picture.edgeById.values()) {
    const look = lookOf(edge.id);
    if (edge.ghost || !edge.directed || !edge.points || look === "hidden") continue;
    const how = strokeOf({ ...edge, status: shownStatus(edge) });
    if (!how.inner) continue;
    const corners = headCorners(edge.points, 7.5 + 3 * (how.width - how.inner));
    ctx.globalAlpha = OPACITY[look] || 1;
    ctx.fillStyle = how.colour;
    ctx.beginPath();
    corners.forEach(([x, y], n) => (n ? ctx.lineTo(x, y) : ctx.moveTo(x, y)));
    ctx.fill();
    ctx.globalAlpha = 1;
  }
}

// The four corners of an arrow head at the end of a curve, its tip first.
function headCorners([, , cx, cy, x, y], size) {
  const far = Math.hypot(x - cx, y - cy) || 1;
  const [ux, uy] = [(x - cx) / far, (y - cy) / far];
  const corner = (back, side) => [x - back * size * ux - side * size * uy, y - back * size * uy + side * size * ux];
  return [[x, y], corner(1, 0.3), corner(0.9, 0), corner(1, -0.3)];
}

const scaleOf = (ctx) => ctx.getTransform().a / (window.devicePixelRatio || 1);

// Words on a line, as large on the screen at any zoom that is of use; in a place that nothing else takes, or not
// at all. Returns whether they were written.
function drawWords(ctx, edge, taken, needed) {
  const paint = colours();
  // In a picture so small that nobody reads it, words that stayed large would only cover it.
  const size = (edge.mark ? 9.5 : 11) * Math.min(1.8, Math.max(1, 1 / scaleOf(ctx)));
  const text = edge.mark || edgeWords(edge);
  ctx.globalAlpha = 1;
  ctx.setLineDash([]);
  ctx.font = `${edge.ghost ? "bold " : ""}${size}px ${BOX_FONT}`;
  const width = ctx.measureText(text).width + size;
  const height = size * 1.6;
  const places = wordPlaces(edge, height);
  const free = ([x, y]) =>
    taken.every(([ox, oy, w, h2]) => Math.abs(x - ox) >= (width + w) / 2 || Math.abs(y - oy) >= (height + h2) / 2);
  const place = places.find(free) || (needed ? places[0] : null);
  if (!place) return false;
  const [x, y] = place;
  taken.push([x, y, width, height]);
  ctx.fillStyle = paint.page;
  rounded(ctx, x - width / 2, y - height / 2, width, height, height / 2);
  ctx.fill();
  ctx.strokeStyle = edge.ghost ? accent() : paint.border;
  ctx.lineWidth = size / (edge.ghost ? 12 : 20);
  ctx.stroke();
  ctx.fillStyle = edge.ghost ? accent() : edge.was ? paint.muted : paint.ink;
  ctx.textAlign = "center";
  ctx.textBaseline = "middle";
  write(ctx, text, x, y + size * 0.04);
  return true;
}

// Where the words of a line may stand: on it, or a little above or below its middle.
function wordPlaces(edge, height) {
  const on = [0.5, 0.4, 0.6, 0.3, 0.7, 0.2, 0.8].map((share) => pointOn(edge, share));
  const [x, y] = on[0];
  // Farther away nobody knows which line they are about; what would clear a finding is the only one.
  const far = edge.ghost ? [1, -1, 2, -2, 3, -3, 4, -4] : edge.mark || lookOf(edge.id) === "plain" ? [] : [1, -1];
  const beside = far.map((rows) => [x, y + rows * height * 0.9]);
  return [...(edge.at ? [edge.at] : []), ...on, ...beside];
}

function focusRing(ctx, node, x, y) {
  const [width, height] = node.size;
  ctx.globalAlpha = 1;
  ctx.setLineDash([]);
  ctx.strokeStyle = accent();
  ctx.lineWidth = 2.5;
  rounded(ctx, x - width / 2 - 7, y - height / 2 - 9, width + 14, height + 16, 9);
  ctx.stroke();
}

// A point of a curve or loop at a share of its way.
function pointOn(edge, share) {
  if (edge.loop) return [edge.loop[0], edge.loop[1] - edge.loop[2] - 10];
  const [x0, y0, cx, cy, x1, y1] = edge.points;
  return [along(x0, cx, x1, share), along(y0, cy, y1, share)];
}
