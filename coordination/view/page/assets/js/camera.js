// Moving about in the picture: what is in sight, what a click chooses, what the pointer is on.

const animation = () => (calm.matches ? false : { duration: 350, easingFunction: "easeInOutQuad" });

// On a phone nobody reads the letters of a picture at less than one scale; at another they can be read.
const [UNREADABLE, READABLE] = [0.5, 0.55];

// The middle and scale that show an area in a stage that is so much narrower and lower.
function viewOf([left, top, right, bottom], largest, [across, down]) {
  const pad = narrow.matches ? 4 : 14;
  const room = [picture.width - across - 2 * pad, picture.height - down - 2 * pad];
  const scale = Math.min(room[0] / (right - left), room[1] / (bottom - top), largest);
  return { scale, position: { x: (left + right + across / scale) / 2, y: (top + bottom + down / scale) / 2 } };
}

// The part of an area that a reader looks at first, at a scale at which it can be read.
function partOf([left, top, right, bottom], nodes, [across, down]) {
  const [wide, high] = [(picture.width - across) / READABLE, (picture.height - down) / READABLE];
  const y = bestStretch(nodes, 1, [top, bottom], high);
  const within = nodes.filter((node) => node.y - node.size[1] / 2 >= y && node.y + node.size[1] / 2 <= y + high);
  const x = bestStretch(within, 0, [left, right], wide);
  return { scale: READABLE, position: { x: x + picture.width / 2 / READABLE, y: y + picture.height / 2 / READABLE } };
}

// What a reader looks at first: what is chosen, what is missing, what most findings and lines name.
function weightsIn(nodes) {
  const lines = new Map();
  for (const { from, to } of picture.scene.edges) for (const id of [from, to]) lines.set(id, (lines.get(id) || 0) + 1);
  const weight = (node) => (lookOf(node.id) === "chosen" ? 99 : 0) + (node.missing ? 6 : 0) + 2 * (node.findings || 0) + (lines.get(node.id) || 0) / 4 + 1;
  return new Map(nodes.map((node) => [node, weight(node)]));
}

const NUMBER = 12; // how far the number of findings stands out of a box

// Where a stretch of so much room begins that holds most of what is looked at first.
function bestStretch(nodes, axis, [from, to], room) {
  if (room >= to - from || !nodes.length) return (from + to - room) / 2;
  const spans = [...weightsIn(nodes)].map(([node, weight]) => {
    const [middle, half] = [node[axis ? "y" : "x"], node.size[axis] / 2 + NUMBER];
    return [Math.max(from, middle - half), Math.min(to, middle + half), weight];
  });
  const held = (start) => spans.reduce((sum, [first, last, weight]) => (first >= start - 0.1 && last <= start + room + 0.1 ? sum + weight : sum), 0);
  const starts = [from, to - room, ...spans.map(([first]) => Math.min(first, to - room))];
  return starts.reduce((best, start) => (held(start) > held(best) ? start : best));
}

// What lies over the picture, as rectangles in it: its buttons, and the handle of a phone's panel.
function overlays() {
  const holder = canvasHolder.getBoundingClientRect();
  const boxes = [...document.querySelectorAll(".zoom, .sheet")].map((one) => one.getBoundingClientRect());
  return boxes.filter((box) => box.width && box.top < holder.bottom).map((box) => ({ left: box.left - holder.left, top: box.top - holder.top, right: box.right - holder.left, bottom: box.bottom - holder.top }));
}

function lies(node, { scale, position }, over) {
  const x = picture.width / 2 + (node.x - position.x) * scale;
  const y = picture.height / 2 + (node.y - position.y) * scale;
  const [half, high] = node.size.map((size) => (size * scale) / 2);
  return x + half > over.left && x - half < over.right && y + high > over.top && y - high < over.bottom;
}

// Of the views in all of the stage and beside what lies over it, the first that has fewest boxes below that.
function freest(make, nodes) {
  const over = overlays();
  const across = Math.max(0, ...over.filter(({ left }) => left > picture.width / 2).map(({ left }) => picture.width - left));
  const down = Math.max(0, ...over.filter(({ left }) => left <= picture.width / 2).map(({ top }) => picture.height - top));
  const views = [[0, 0], [0, down], [across, 0], [across, down]].map(make);
  const covered = (view) => nodes.filter((node) => over.some((one) => lies(node, view, one))).length;
  return views.reduce((best, view) => (covered(view) < covered(best) ? view : best));
}

function moveTo(bounds, largest, nodes, { animate, readable }) {
  let view = freest((less) => viewOf(bounds, largest, less), nodes);
  if (readable && narrow.matches && view.scale < UNREADABLE) view = freest((less) => partOf(bounds, nodes, less), nodes);
  picture.vis.moveTo({ ...view, animation: animate ? animation() : false });
}

function boundsOf(nodes) {
  const bounds = [Infinity, Infinity, -Infinity, -Infinity];
  for (const { x, y, size } of nodes) {
    bounds[0] = Math.min(bounds[0], x - size[0] / 2);
    bounds[1] = Math.min(bounds[1], y - size[1] / 2);
    bounds[2] = Math.max(bounds[2], x + size[0] / 2);
    bounds[3] = Math.max(bounds[3], y + size[1] / 2);
  }
  return bounds;
}

// The picture as it is seen first: all of it, or on a small phone what matters most of it.
function showStart(animate) {
  showAll(animate, picture.scene !== data.scenes["wide-every"]);
}

function showAll(animate, readable) {
  picture.moved = false;
  const scene = picture.scene;
  const shown = scene.nodes.filter((node) => lookOf(node.id) !== "hidden");
  if (state.near && shown.length) {
    const [left, top, right, bottom] = boundsOf(shown);
    moveTo([left - 30, top - 30, right + 30, bottom + 30], 1.3, shown, { animate, readable });
  } else {
    moveTo([0, 0, scene.width, scene.height], 1.5, shown, { animate, readable });
  }
}

// Bring what is lit into sight, at a size at which it can be read; leave well alone.
function showSubjects() {
  const nodes = picture.scene.nodes.filter((node) => ["lit", "chosen"].includes(lookOf(node.id)));
  if (!nodes.length || !picture.width) return;
  const bounds = boundsOf(nodes);
  const scale = picture.vis.getScale();
  const { x, y } = picture.vis.getViewPosition();
  const half = [picture.width / 2 / scale - 12, picture.height / 2 / scale - 12];
  const inSight =
    bounds[0] > x - half[0] && bounds[2] < x + half[0] && bounds[1] > y - half[1] && bounds[3] < y + half[1];
  if (inSight && scale * picture.scene.fontSize >= 10.5) return;
  const [left, top, right, bottom] = bounds;
  picture.moved = true;
  moveTo([left - 60, top - 50, right + 60, bottom + 50], 1.15, nodes, { animate: true, readable: true });
}

function zoomBy(factor) {
  picture.moved = true;
  const scale = Math.min(4, Math.max(0.05, picture.vis.getScale() * factor));
  picture.vis.moveTo({ scale, animation: animation() });
}

function chooseNode(node, options) {
  if (node.group !== undefined) {
    // A second time opens it.
    if (isChosen("group", node.group) && state.open !== node.group) openGroup(node.group);
    else choose("group", node.group, options);
  } else if (node.rest && state.open) choose("group", state.open, options);
  else if (node.agency !== undefined) choose("agency", agencies.value("id", node.agency), options);
  else if (node.link !== undefined) choose("link", links.value("id", node.link), options);
  else if (node.requirement !== undefined) choose("requirement", requirements.value("id", node.requirement), options);
}

function clicked({ pointer }) {
  const nodeId = picture.vis.getNodeAt(pointer.DOM);
  const node = nodeId !== undefined && lookOf(nodeId) !== "hidden" ? picture.byId.get(nodeId) : null;
  if (node) {
    chooseNode(node, { move: false });
    return;
  }
  const edgeId = picture.vis.getEdgeAt(pointer.DOM);
  const edge = edgeId !== undefined ? picture.edgeById.get(edgeId) : null;
  const ends = edge?.rows ? [edge.from, edge.to].map((id) => keyOfNode(picture.byId.get(id))) : [];
  if (ends.length && ends.every(Boolean)) choose("tie", ends.join("~"), { move: false });
  else if (edge?.link !== undefined) choose("link", links.value("id", edge.link), { move: false });
  else if (edge?.requirement !== undefined) choose("requirement", requirements.value("id", edge.requirement), { move: false });
  else if (!edge && state.chosen) choose(null);
}

function hovered(type, id, event) {
  if (type && noHover.matches) return; // a tap chooses; the panel says what a tip would
  const known = type === "node" ? picture.byId.get(id) : type === "edge" ? picture.edgeById.get(id) : null;
  const shown = known && lookOf(id) !== "hidden";
  picture.hover = shown ? id : null;
  canvasHolder.classList.toggle("pointing", Boolean(shown));
  tip.hidden = !shown;
  if (shown) {
    fill(tip, (type === "node" ? nodeTip(known) : edgeTip(known)));
    const box = canvasHolder.getBoundingClientRect();
    const x = event.clientX - box.left;
    const y = event.clientY - box.top;
    tip.style.left = `${Math.max(4, Math.min(x + 14, box.width - tip.offsetWidth - 8))}px`;
    tip.style.top = `${y + 18 + tip.offsetHeight > box.height ? y - tip.offsetHeight - 10 : y + 18}px`;
  }
  picture.vis.redraw();
}

function nodeTip(node) {
  if (node.agency !== undefined) {
    const row = agencies.row(node.agency);
    const found = (byAgency.get(row.id) || []).length;
    return [
      says("strong", row.name),
      h("span", null, `${capital(spaced(row.kind || "agency"))}, ${areaWords(row.jurisdiction)}`),
      h("span", null, `${count(linksOf(node.agency).length, "link", "links")}${found ? `, ${count(found, "finding", "findings")}` : ""}`),
    ];
  }
  if (node.was) return [says("strong", node.label.replace(/\n/g, " ")), h("span", null, `In ${stateNames[at - 1].label}, ${node.was}.`)];
  if (node.link !== undefined) return [says("strong", linkTitle(node.link))];
  if (node.members || node.rest || node.group !== undefined) return [says("strong", node.label.replace(/\n/g, " ")), h("span", null, node.caption || count(node.members || 1, "agency", "agencies")), node.group !== undefined ? h("span", null, "Choose it to read about it; choose it again to open it.") : ""];
  return [says("strong", requirementTitle(node.requirement)), h("span", null, "Nobody is known to stand here.")];
}

function edgeTip(edge) {
  if (edge.ghost) return [says("strong", edge.words)];
  if (edge.rows) return [says("strong", [edge.from, edge.to].map((id) => picture.byId.get(id).label.replace(/\n/g, " ")).join(" – ")), h("span", null, sumWords(passing(edge)))];
  if (edge.was) return [says("strong", kindWords(edge.kind)), h("span", null, `In ${stateNames[at - 1].label}: ${edge.was}`)];
  if (edge.link === undefined) return [says("strong", requirementTitle(edge.requirement)), h("span", null, "required, not met")];
  return [says("strong", linkTitle(edge.link)), h("span", null, `${data.words.statusWords[shownStatus(edge)]}; ${edge.confidence}`)];
}
