// Scenes with what follows from the records: the look of each edge, and where its curve runs.

const STYLES = data.strokes;

function readScene(scene) {
  const byId = new Map(scene.nodes.map((node) => [node.id, node]));
  for (const node of scene.nodes) node.form = node.form || "box";
  for (const edge of scene.edges) readEdge(edge, byId);
  return scene;
}

function readEdge(edge, byId) {
  [edge.from, edge.to] = edge.ends;
  if (edge.link !== undefined) {
    edge.kind = links.value("kind", edge.link);
    edge.status = statusOf(edge.link);
    edge.formal = links.value("formal", edge.link) === true;
    edge.contested = isContested(links, edge.link);
    edge.confidence = links.value("confidence", edge.link) || "documented";
  }
  edge.family = data.words.kinds[edge.kind].family;
  edge.bend = edge.bend || 0;
  if (!edge.loop) edge.points = curvePoints(byId.get(edge.from), byId.get(edge.to), edge.bend);
}

// Point of a quadratic curve from box centre to box centre, bent as vis-network bends it.
function controlPoint(one, other, bend) {
  const dx = other.x - one.x;
  const dy = other.y - one.y;
  const turn = (bend * Math.PI) / 2;
  const reach = 0.5 + 0.5 * Math.abs(bend);
  return [
    one.x + reach * (dx * Math.cos(turn) + dy * Math.sin(turn)),
    one.y + reach * (dy * Math.cos(turn) - dx * Math.sin(turn)),
  ];
}

const along = (p0, p1, p2, t) => (1 - t) * (1 - t) * p0 + 2 * (1 - t) * t * p1 + t * t * p2;

// Start, control and end of the curve between two boxes, clipped at their borders.
function curvePoints(one, other, bend) {
  const [cx, cy] = controlPoint(one, other, bend);
  const xs = [one.x, cx, other.x];
  const ys = [one.y, cy, other.y];
  const inside = (t, node) =>
    Math.abs(along(...xs, t) - node.x) < node.size[0] / 2 && Math.abs(along(...ys, t) - node.y) < node.size[1] / 2;
  const border = (node, from, to) => {
    let [within, out] = [from, to];
    for (let n = 0; n < 16; n += 1) {
      const middle = (within + out) / 2;
      if (inside(middle, node)) within = middle;
      else out = middle;
    }
    return (within + out) / 2;
  };
  const start = border(one, 0, 0.5);
  const end = border(other, 1, 0.5);
  const mix = ([p0, p1, p2]) => (1 - start) * (1 - end) * p0 + (start + end - 2 * start * end) * p1 + start * end * p2;
  return [along(...xs, start), along(...ys, start), mix(xs), mix(ys), along(...xs, end), along(...ys, end)];
}

// How a line is drawn: [width, width of the nothing inside, dashes], whether it has a casing, and its
// colours, by state or, where the reader asks for it, by kind.
function strokeOf({ status, confidence, formal, family }) {
  const [width, inner, dashes] = STYLES.of[status][confidence || "documented"];
  const paint = colours();
  const key = state.colour === "kind" && family ? family : STYLES.states[status];
  return {
    width,
    inner,
    dashes,
    cased: Boolean(formal) && STYLES.cased.includes(status),
    colour: paint.families[key] || paint.states[key],
    casing: paint.casings[key],
  };
}

for (const scene of Object.values(data.scenes)) readScene(scene);
