// Ghost links: what would clear the chosen finding, drawn where it would stand.

function ghostEdges(looks) {
  const found = [];
  for (const { from, to, words, mutual } of wouldClear()) {
    const one = nodeFor(from);
    const other = nodeFor(to);
    if (!one || !other || one === other) continue;
    for (const node of [one, other]) if (looks.get(node.id) !== "chosen") looks.set(node.id, "lit");
    const taken = picture.scene.edges
      .filter((edge) => new Set([edge.from, edge.to, one.id, other.id]).size === 2)
      .map((edge) => (edge.from === one.id ? 1 : -1) * edge.bend);
    const bend = freeBend([...taken, ...found.filter((g) => g.from === one.id && g.to === other.id).map((g) => g.bend)]);
    const points = curvePoints(one, other, bend);
    found.push({
      id: `g${found.length}`,
      from: one.id,
      to: other.id,
      ghost: true,
      directed: !mutual,
      bend,
      points,
      words,
    });
  }
  return found;
}

function nodeFor(end) {
  if (typeof end === "number") return picture.scene.nodes.find((node) => node.agency === end);
  return picture.scene.nodes.find((node) => node.missing && node.requirement === end.requirement);
}

function freeBend(taken) {
  const wanted = [0.18, -0.18, 0.3, -0.3, 0, 0.42, -0.42];
  const room = (bend) => Math.min(1, ...taken.map((other) => Math.abs(other - bend)));
  return wanted.find((bend) => room(bend) > 0.14) ?? 0.5;
}

function ghostStyled(ghost) {
  const { id, from, to, bend, directed } = ghost;
  return {
    id,
    from,
    to,
    width: 3,
    dashes: [9, 6],
    color: { color: accent(), opacity: 1, inherit: false },
    arrows: directed ? ARROW : "",
    smooth: smoothOf(bend),
  };
}
