// The mark on lines whose link a source disputes, where it hides neither a box nor another mark.

function contestedPlaces(skip) {
  const taken = picture.scene.nodes
    .filter((node) => lookOf(node.id) !== "hidden")
    .map(({ x, y, size }) => [x, y, size[0] / 2 + 8, size[1] / 2 + 8]);
  const found = [];
  for (const edge of picture.edgeById.values()) {
    if (!edge.contested || skip.has(edge) || ["hidden", "faded"].includes(lookOf(edge.id))) continue;
    const spots = [0.5, 0.4, 0.6, 0.3, 0.7].map((share) => pointOn(edge, share));
    const free = ([x, y]) => taken.every(([ox, oy, w, h2]) => Math.abs(x - ox) >= w || Math.abs(y - oy) >= h2);
    const [x, y] = spots.find(free) || spots[0];
    taken.push([x, y, 17, 17]);
    found.push([edge, x, y]);
  }
  return found;
}

function drawContested(ctx, skip) {
  const paint = colours();
  const radius = 7.5 / Math.min(1, Math.max(0.6, scaleOf(ctx) * 1.2));
  for (const [, x, y] of contestedPlaces(skip)) {
    ctx.globalAlpha = 1;
    ctx.setLineDash([]);
    ctx.beginPath();
    ctx.arc(x, y, radius, 0, 2 * Math.PI);
    ctx.fillStyle = paint.page;
    ctx.fill();
    ctx.strokeStyle = paint.ink;
    ctx.lineWidth = radius / 5;
    ctx.stroke();
    ctx.fillStyle = paint.ink;
    ctx.textAlign = "center";
    ctx.textBaseline = "middle";
    ctx.font = `bold ${radius * 1.55}px ${BOX_FONT}`;
    ctx.fillText("?", x, y + radius * 0.08);
  }
}

function svgContested(out, paint, worded) {
  for (const [, x, y] of contestedPlaces(worded)) {
    out.push(`<g><circle cx="${short(x)}" cy="${short(y)}" r="7.5" fill="${paint.page}" stroke="${paint.ink}" stroke-width="1.5"/><text x="${short(x)}" y="${short(y + 4)}" font-size="11.5" font-weight="bold" text-anchor="middle" fill="${paint.ink}">?</text></g>`);
  }
}
