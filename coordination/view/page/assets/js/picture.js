// The picture: a scene in vis-network, and what is shown, faded or lit in it.

const picture = { scene: null, vis: null, nodes: null, edges: null, looks: new Map(), hover: null };
const stage = h("div", {
  class: "stage",
  tabindex: "0",
  role: "application",
  "aria-roledescription": "network picture",
  "aria-describedby": "stage-help",
});
const canvasHolder = h("div", { class: "canvas" });
const tip = h("div", { class: "tip", hidden: true });

// The first picture, or the one of everything where that is asked for or where only it has what is
// chosen. A small network has one picture for both.
function sceneNow() {
  if (grouped) return largeScene();
  if (state.near) return kept(`${narrow.matches ? "phone " : ""}near ${state.near}`, () => egoScene(state.near));
  const some = [narrow.matches && data.scenes.phone, data.scenes.wide, data.scenes["wide-every"]].filter(Boolean);
  const whole = some[some.length - 1];
  return state.every ? whole : some.find(holdsChosen) || whole;
}

function holdsChosen(scene) {
  const { type, id } = state.chosen || {};
  const wanted = wouldClear().flatMap(({ from, to }) => [from, to]).filter((end) => typeof end === "number");
  if (type === "agency") wanted.push(agencies.place(id));
  else if (type === "link") wanted.push(...endsOf(links.place(id)));
  else if (type === "recommendation") wanted.push(...[].concat(recommendations.find(id).to).map((key) => agencies.place(key)));
  else if (type) wanted.push(...subjects().agencies);
  scene.agencies ??= new Set(scene.nodes.map((node) => node.agency));
  return wanted.every((row) => row < 0 || scene.agencies.has(row));
}

// The names of the boxes as text that nobody sees, where the boxes are: a browser's own search finds
// them and marks the place. Screen readers have the arrow keys and the text instead.
const namesLayer = h("div", { class: "names", "aria-hidden": "true" });

function showNames() {
  const shown = picture.scene.nodes.filter((node) => node.form !== "junction" && lookOf(node.id) !== "hidden");
  fill(namesLayer, shown.map((node) => {
    const one = h("span", null, node.label.replace(/\n/g, " "));
    one.style.left = `${node.x - node.size[0] / 2}px`;
    one.style.top = `${node.y - node.size[1] / 2}px`;
    one.style.width = `${node.size[0]}px`;
    one.style.height = `${node.size[1]}px`;
    return one;
  }));
}

function moveNames() {
  const scale = picture.vis.getScale();
  const { x, y } = picture.vis.getViewPosition();
  namesLayer.style.transform = `translate(${picture.width / 2 - x * scale}px, ${picture.height / 2 - y * scale}px) scale(${scale})`;
}

function startPicture() {
  picture.nodes = new vis.DataSet();
  picture.edges = new vis.DataSet();
  picture.vis = new vis.Network(
    canvasHolder,
    { nodes: picture.nodes, edges: picture.edges },
    {
      autoResize: false,
      physics: false,
      layout: { improvedLayout: false, randomSeed: 1 },
      interaction: {
        dragNodes: false,
        hover: true,
        multiselect: false,
        selectable: false,
        selectConnectedEdges: false,
        hoverConnectedEdges: false,
        tooltipDelay: 1e8,
        zoomSpeed: 0.6,
      },
      nodes: { shape: "custom", chosen: false, borderWidth: 1, ctxRenderer: renderNode },
      edges: {
        chosen: false,
        smooth: false,
        arrowStrikethrough: false,
        hoverWidth: 0,
        selectionWidth: 0,
      },
    },
  );
  // vis-network makes its frame a tab stop that does nothing; the picture around it is one.
  for (const one of canvasHolder.querySelectorAll("[tabindex]")) one.tabIndex = -1;
  canvasHolder.addEventListener("wheel", (event) => {
    // Where the page itself scrolls, or in an article, only Ctrl and the wheel zoom.
    if (!event.ctrlKey && (embedded || document.documentElement.scrollHeight > window.innerHeight + 1)) event.stopPropagation();
  }, { capture: true });
  picture.vis.on("beforeDrawing", (ctx) => drawBands(ctx, picture.scene));
  picture.vis.on("afterDrawing", drawOver);
  picture.vis.on("afterDrawing", moveNames);
  picture.vis.on("click", clicked);
  picture.vis.on("hoverNode", (event) => hovered("node", event.node, event.event));
  picture.vis.on("hoverEdge", (event) => hovered("edge", event.edge, event.event));
  for (const event of ["blurNode", "blurEdge", "dragStart", "zoom"]) {
    picture.vis.on(event, () => hovered(null));
  }
  if (window.ResizeObserver) new ResizeObserver(resized).observe(canvasHolder);
  else window.addEventListener("resize", resized, whileOpen);
  showScene();
  if (!window.ResizeObserver) resized();
}

function resized() {
  const { width, height } = canvasHolder.getBoundingClientRect();
  if (!width || !height) return;
  const changedSize = picture.width !== width || picture.height !== height;
  picture.width = width;
  picture.height = height;
  if (changedSize) {
    picture.vis.setSize(`${width}px`, `${height}px`);
    if (picture.drawn) picture.vis.redraw();
    else drawWhole();
    if (!picture.moved) {
      showStart(false);
      if (state.chosen) showSubjects();
    }
  }
}

function showScene() {
  const scene = sceneNow();
  if (picture.scene === scene) return;
  const { agency } = (picture.scene && picture.byId.get(picture.cursor)) || {};
  // vis-network may draw as soon as something changes: what goes still needs its scene.
  if (picture.scene) {
    picture.edges.clear();
    picture.nodes.clear();
  }
  picture.scene = scene;
  picture.byId = new Map(scene.nodes.map((node) => [node.id, node]));
  picture.edgeById = new Map(scene.edges.map((edge) => [edge.id, edge]));
  picture.looks.clear();
  picture.hover = null;
  picture.cursor = agency === undefined ? null : scene.nodes.find((node) => node.agency === agency)?.id;
  tip.hidden = true;
  picture.nodes.add(scene.nodes.map(({ id, x, y, size }) => ({ id, x, y, size: Math.max(...size) / 2 })));
  picture.edges.add(scene.edges.map(styled));
  picture.moved = false;
  picture.drawn = false;
  if (picture.width) drawWhole();
  if (picture.width) showStart(false);
}

const ARROW = { to: { enabled: true, scaleFactor: 0.5 } };
// vis-network draws no casing along a straight edge, so a formal one is a curve without a bend.
const smoothOf = (bend, curved) =>
  bend || curved ? { enabled: true, type: bend > 0 ? "curvedCW" : "curvedCCW", roundness: Math.abs(bend) } : false;

// vis-network learns where a box ends when it first draws it, and leaves out what it believes to be
// out of sight: everything is drawn once before anything is moved.
function drawWhole() {
  const { width, height } = picture.scene;
  picture.drawn = true;
  picture.vis.moveTo({ position: { x: width / 2, y: height / 2 }, scale: Math.min(picture.width / width, picture.height / height) / 2 });
  picture.vis.redraw();
}

function styled(edge) {
  const { id, from, to } = edge;
  const found = { id, from, to, smooth: smoothOf(edge.bend, true) };
  if (edge.loop) found.selfReference = { size: edge.loop[2], angle: edge.loop[3], renderBehindTheNode: true };
  return found;
}

const lookOf = (id) => picture.looks.get(id) || "plain";

function renderNode({ ctx, id, x, y }) {
  const node = picture.byId.get(id);
  return {
    drawNode() {
      const look = lookOf(id);
      if (look === "hidden") return;
      const hover = picture.hover === id && look === "plain";
      drawBox(ctx, node, x, y, hover ? "hover" : look, picture.scene.fontSize);
    },
    nodeDimensions: { width: node.size[0], height: node.size[1] },
  };
}

// Most lines that have words at once; where more are lit, the panel lists them.
const WORDED = 12;

// The lines that have words now, those that would clear a finding first.
function wordedNow() {
  const lit = [...picture.edgeById.values()].filter((edge) => lookOf(edge.id) === "lit");
  lit.sort((a, b) => Number(b.ghost || 0) - Number(a.ghost || 0));
  return lit.length <= WORDED ? lit : lit.filter((edge) => edge.ghost || edge.id === picture.hover);
}

function drawOver(ctx) {
  drawHeadings(ctx, picture.scene);
  drawHollowHeads(ctx);
  const hover = picture.edgeById.get(picture.hover);
  const taken = picture.scene.nodes
    .filter((node) => ["lit", "chosen"].includes(lookOf(node.id)))
    .flatMap((node) => [[node.x, node.y, node.size[0] + 4, node.size[1] + 4], ...(node.findings ? [[...countSpot(node, node.x, node.y), 20, 18]] : [])]);
  taken.push(...headingsOf(picture.scene));
  if (hover && !wordedNow().includes(hover)) drawWords(ctx, hover, taken, true);
  if (grouped) drawCounts(ctx, taken);
  const written = new Set();
  for (const edge of wordedNow()) if (drawWords(ctx, edge, taken, edge === hover)) written.add(edge);
  drawContested(ctx, written);
  drawChanges(ctx, written);
  const at = picture.cursor && document.activeElement === stage && picture.byId.get(picture.cursor);
  if (at) focusRing(ctx, at, at.x, at.y);
}

// Where the names of countries and the headings of columns stand.
const headingsOf = (scene) =>
  scene.bands.flatMap(({ label, box: [x, y], columns }) => [
    [x + 16 + label.length * 5, y + 20, label.length * 10, 24],
    ...columns.map(([words, at, down]) => [at, down - 4, words.length * 7, 16]),
  ]);

// Counts stand on the lines of groups, those for most links first, wherever there is room.
function drawCounts(ctx, taken) {
  const all = picture.scene.nodes.map(({ x, y, size }) => [x, y, size[0] + 4, size[1] + 4]);
  all.push(...taken, ...headingsOf(picture.scene));
  const summed = picture.scene.edges.filter((edge) => edge.rows && lookOf(edge.id) === "plain").slice(0, MOST_LINES);
  for (const edge of summed) if (edge.id !== picture.hover) drawWords(ctx, edge, all, false);
}

function edgeWords(edge) {
  if (edge.ghost) return edge.words;
  if (edge.rows) return sumWords(passing(edge));
  if (edge.was) return `${spaced(edge.kind)}: ${edge.was}`;
  if (edge.link === undefined) return "required, not met";
  const kind = spaced(edge.kind === "other" ? "coordination" : edge.kind);
  const status = shownStatus(edge);
  const applied = appliedStatus(edge);
  if (applied && applied !== edge.status) return `${kind}: ${edge.status} → ${applied}`;
  const mended = wouldBe(edge.link);
  if (mended && mended !== status) return `${kind}: ${status} → ${mended}`;
  return `${kind}${status === "active" ? "" : `: ${status}`}${edge.contested ? ", disputed" : ""}`;
}

// How each node and edge looks now.
function looksNow() {
  const lit = subjects();
  // The picture of a neighbourhood in a large network holds nothing else.
  const near = state.near && !grouped ? neighbourhood(state.near) : null;
  const looks = new Map();
  const used = new Set();
  for (const edge of picture.scene.edges) {
    const look = edgeLook(edge, lit, near);
    looks.set(edge.id, look);
    if (look !== "hidden") used.add(edge.from).add(edge.to);
  }
  for (const node of picture.scene.nodes) looks.set(node.id, nodeLook(node, lit, near, used, looks));
  for (const edge of picture.scene.edges) {
    if (looks.get(edge.from) === "hidden" || looks.get(edge.to) === "hidden") looks.set(edge.id, "hidden");
  }
  return looks;
}

function edgeLook(edge, lit, near) {
  if (edge.rows) return sumLook(edge, lit);
  if (edge.was) return state.day || state.near || filtersOn() ? "hidden" : "gone";
  const isLink = edge.link !== undefined;
  if (isLink ? !linkPasses(edge.link) : !requirementPasses(edge.requirement, edge.kind)) return "hidden";
  if (near && isLink && !endsOf(edge.link).every((end) => near.has(end))) return "hidden";
  if (near && !isLink && !data.assessments[edge.requirement].asking.includes(state.near)) return "hidden";
  const shines = lit && (isLink ? lit.links.has(edge.link) : lit.requirements.has(edge.requirement));
  if (shines) return "lit";
  if (edge.later && !state.every && !near) return "hidden";
  if (lit) return "faded";
  // Nobody knows whether what has no date was there on another day.
  return isLink && state.day && state.day !== data.as_of && isUndated(edge.link) ? "faint" : "plain";
}

// A line that stands for many links.
function sumLook(edge, lit) {
  if (!passing(edge).length) return "hidden";
  const keys = [edge.from, edge.to].map((id) => keyOfNode(picture.byId.get(id)));
  if (lit && (lit.keys ? lit.keys.every((key) => keys.includes(key)) : edge.rows.some((row) => lit.links.has(row)))) return "lit";
  if (edge.later && !state.every) return "hidden";
  return lit && !(lit.keys && state.open === state.chosen?.id) ? "faded" : "plain";
}

// A box while a group, or what joins two, is chosen.
function keyLook(node, lit, looks) {
  if (lit.keys.includes(keyOfNode(node))) return "chosen";
  if (state.chosen.id === state.open) return "plain";
  const joined = picture.scene.edges.some((edge) => looks.get(edge.id) === "lit" && (edge.from === node.id || edge.to === node.id));
  return joined ? "lit" : "faded";
}

// A box that stands for many agencies.
function groupLook(node, lit) {
  if (!lit) return "plain";
  return (node.rows || agenciesOf(node.group)).some((row) => lit.agencies.has(row)) ? "lit" : "faded";
}

function nodeLook(node, lit, near, used, looks) {
  if (lit?.keys) return keyLook(node, lit, looks);
  if (node.members || node.rest || node.group !== undefined) return groupLook(node, lit);
  if (node.agency !== undefined) {
    if (!agencyPasses(node.agency) || (near && !near.has(node.agency))) return "hidden";
    if (lit) {
      if (isChosen("agency", agencies.value("id", node.agency))) return "chosen";
      return lit.agencies.has(node.agency) ? "lit" : "faded";
    }
    return ((filtersOn() || state.day) && !used.has(node.id)) || isFormedLater(node.agency) ? "faded" : "plain";
  }
  if (!used.has(node.id)) return "hidden";
  if (node.was) return "gone";
  if (!lit) return "plain";
  const shines = node.link !== undefined ? lit.links.has(node.link) : lit.requirements.has(node.requirement);
  return shines ? "lit" : "faded";
}

// The status of an edge on the day that is shown.
function shownStatus(edge) {
  return appliedStatus(edge) || (edge.link !== undefined && state.day && statusAt(edge.link, state.day)) || edge.status;
}

// How much of its colour a line keeps that isn't to be seen first.
const OPACITY = { faded: 0.16, gone: 0.3, faint: 0.4 };

// Bring the picture in line with the state.
function updatePicture(what) {
  showScene();
  const looks = looksNow();
  const paint = colours();
  const ghosts = ghostEdges(looks);
  picture.looks = looks;
  picture.edges.update(
    picture.scene.edges.map((edge) => {
      const look = looks.get(edge.id);
      const how = strokeOf({ ...edge, status: shownStatus(edge) });
      const opacity = OPACITY[look] || 1;
      const more = look === "lit" ? 1.2 : 0;
      const dashes = how.dashes.length ? how.dashes : false;
      const found = {
        id: edge.id,
        hidden: look === "hidden",
        width: how.width + more,
        dashes,
        arrows: edge.directed && !how.inner ? ARROW : "",
        color: { color: how.colour, opacity, inherit: false },
        background: { enabled: how.cased && opacity === 1, size: how.width + more + STYLES.casing, dashes: false, color: how.casing },
      };
      if (how.inner && opacity === 1) {
        // Hollow: a line of the ground's colour on a wider one.
        Object.assign(found, { width: how.inner + more / 3, color: { color: paint.page, opacity: 1, inherit: false } });
        found.background = { enabled: true, size: how.width + more, dashes, color: how.colour };
      } else if (how.inner) found.width = how.width - how.inner;
      return found;
    }),
  );
  const old = picture.edges.getIds({ filter: (edge) => edge.id.startsWith("g") });
  picture.edges.remove(old);
  for (const id of old) picture.edgeById.delete(id);
  for (const ghost of ghosts) {
    picture.edgeById.set(ghost.id, ghost);
    picture.looks.set(ghost.id, "lit");
    picture.edges.add(ghostStyled(ghost));
  }
  showNames();
  picture.vis.redraw();
  if (what.chosen && what.move && state.chosen) showSubjects();
  else if (what.chosen && !state.chosen && picture.moved) showStart(true);
  else if (what.refit) showStart(true);
}
