// Drawing on the canvas: bands, boxes and the words on lines, as the still picture has them.

const colours = () => data.palettes[dark.matches ? "dark" : "light"];
const accent = () => (dark.matches ? "#8ab8ff" : "#0b57c2");
const FONT = 'system-ui, -apple-system, "Segoe UI", Arial, "Liberation Sans", sans-serif';
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
  ctx.roundRect(x, y, width, height, radius);
}

function drawBands(ctx, scene) {
  const paint = colours();
  const wide = scene.layout === "wide";
  scene.bands.forEach((band, index) => {
    const [x, y, width, height] = band.box;
    ctx.fillStyle = paint.bands[index % paint.bands.length];
    rounded(ctx, x, y, width, height, 10);
    ctx.fill();
    ctx.fillStyle = paint.ink;
    ctx.textAlign = "left";
    ctx.textBaseline = "alphabetic";
    ctx.font = `bold ${wide ? 16 : 13}px ${BOX_FONT}`;
    write(ctx, band.label, x + 16, y + (wide ? 26 : 23));
    ctx.textAlign = "center";
    ctx.fillStyle = paint.muted;
    ctx.font = `12px ${BOX_FONT}`;
    for (const [words, at] of band.columns) write(ctx, words, at, y + 52);
  });
}

// One box; `look` is "plain", "lit", "chosen", "faded" or "hover".
function drawBox(ctx, node, x, y, look, fontSize) {
  const paint = colours();
  const [width, height] = node.size;
  const left = x - width / 2;
  const top = y - height / 2;
  ctx.globalAlpha = look === "faded" ? 0.28 : 1;
  ctx.fillStyle = paint.box;
  ctx.strokeStyle = node.missing ? paint.ink : paint.border;
  ctx.lineWidth = node.missing ? 1.5 : 1.25;
  if (look === "hover") ctx.lineWidth = 2;
  if (look === "lit" || look === "chosen") {
    ctx.strokeStyle = accent();
    ctx.lineWidth = look === "chosen" ? 3 : 2;
  }
  if (node.missing) ctx.setLineDash([5, 4]);
  if (node.form === "junction") {
    ctx.beginPath();
    ctx.arc(x, y, width / 2 - 1, 0, 2 * Math.PI);
    ctx.fill();
    ctx.stroke();
    return;
  }
  const radius = node.form === "round" ? Math.min(height / 2, 16) : 5;
  if (node.form === "stack") {
    rounded(ctx, left + 4, top - 4, width, height, 5);
    ctx.fill();
    ctx.stroke();
  }
  rounded(ctx, left, top, width, height, radius);
  ctx.fill();
  ctx.stroke();
  ctx.setLineDash([]);
  ctx.fillStyle = paint.ink;
  ctx.textAlign = "center";
  ctx.textBaseline = "alphabetic";
  ctx.font = `${node.missing ? "italic " : ""}${fontSize}px ${BOX_FONT}`;
  const lines = node.label.split("\n");
  const step = (fontSize * 9) / 7;
  const first = y - ((lines.length - 1) * step) / 2 + fontSize * 0.35;
  lines.forEach((line, row) => write(ctx, line, x, first + row * step));
}

// Words on a line, on a piece of ground that the line doesn't cross.
function drawWords(ctx, text, x, y, strong) {
  const paint = colours();
  ctx.globalAlpha = 1;
  ctx.font = `${strong ? "bold " : ""}12px ${BOX_FONT}`;
  const width = ctx.measureText(text).width + 10;
  ctx.fillStyle = paint.page;
  rounded(ctx, x - width / 2, y - 9, width, 18, 9);
  ctx.fill();
  ctx.strokeStyle = strong ? accent() : paint.border;
  ctx.lineWidth = strong ? 1 : 0.6;
  ctx.stroke();
  ctx.fillStyle = strong ? accent() : paint.ink;
  ctx.textAlign = "center";
  ctx.textBaseline = "middle";
  write(ctx, text, x, y + 0.5);
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
