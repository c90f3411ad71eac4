// Moving about in the picture: what is in sight, what a click chooses, what the pointer is on.

const animation = () => (calm.matches ? false : { duration: 350, easingFunction: "easeInOutQuad" });

function moveTo([left, top, right, bottom], largest, animate) {
  const pad = narrow.matches ? 4 : 14;
  const across = (picture.width - 2 * pad) / (right - left);
  const down = (picture.height - 2 * pad) / (bottom - top);
  picture.vis.moveTo({
    position: { x: (left + right) / 2, y: (top + bottom) / 2 },
    scale: Math.min(across, down, largest),
    animation: animate ? animation() : false,
  });
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

function fitAll(animate) {
  picture.moved = false;
  const scene = picture.scene;
  const shown = scene.nodes.filter((node) => lookOf(node.id) !== "hidden");
  if (state.near && shown.length) {
    const [left, top, right, bottom] = boundsOf(shown);
    moveTo([left - 30, top - 30, right + 30, bottom + 30], 1.3, animate);
  } else {
    moveTo([0, 0, scene.width, scene.height], 1.5, animate);
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
  moveTo([left - 60, top - 50, right + 60, bottom + 50], 1.15, true);
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
  if (node.members || node.rest || node.group !== undefined) return [says("strong", node.label.replace(/\n/g, " ")), h("span", null, node.caption || count(node.members || 1, "body", "bodies")), node.group !== undefined ? h("span", null, "Choose it to read about it; choose it again to open it.") : ""];
  return [says("strong", requirementTitle(node.requirement)), h("span", null, "Nobody is known to stand here.")];
}

function edgeTip(edge) {
  if (edge.ghost) return [says("strong", edge.words)];
  if (edge.rows) return [says("strong", [edge.from, edge.to].map((id) => picture.byId.get(id).label.replace(/\n/g, " ")).join(" – ")), h("span", null, sumWords(passing(edge)))];
  if (edge.was) return [says("strong", kindWords(edge.kind)), h("span", null, `In ${stateNames[at - 1].label}: ${edge.was}`)];
  if (edge.link === undefined) return [says("strong", requirementTitle(edge.requirement)), h("span", null, "required, not met")];
  return [says("strong", linkTitle(edge.link)), h("span", null, `${data.words.statusWords[shownStatus(edge)]}; ${edge.confidence}`)];
}
