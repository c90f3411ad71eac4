// The picture by keyboard: arrows go from box to box, Enter chooses, + and - zoom.

let fromStage = false; // whether what is chosen was chosen by keyboard in the picture

const keysOn = { is: true };
try {
  keysOn.is = localStorage.getItem("coordination-keys") !== "off";
} catch {
  // a frame or a file without a store of its own
}

function keysSwitch() {
  const box = h("input", { type: "checkbox", checked: keysOn.is, change: () => {
    keysOn.is = box.checked;
    try {
      localStorage.setItem("coordination-keys", keysOn.is ? "on" : "off");
    } catch {
      // only for this visit, then
    }
  } });
  return h("p", { class: "keys quiet" }, h("label", { class: "check" }, box, h("span", null, "Single keys in the picture and in this panel: n next finding, p previous, / search")));
}

const WAYS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

function startKeyboard() {
  stage.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.target !== stage) return;
    if (WAYS[event.key]) step(...WAYS[event.key]);
    else if (event.key === "Enter" || event.key === " ") {
      const node = picture.byId.get(picture.cursor);
      if (node) {
        fromStage = true;
        chooseNode(node, { focus: true, move: false });
      }
    } else if (event.key === "+" || event.key === "=") zoomBy(1.3);
    else if (event.key === "-") zoomBy(1 / 1.3);
    else if (event.key === "0") showAll(true);
    else return;
    event.preventDefault();
  });
  for (const event of ["focus", "blur"]) stage.addEventListener(event, () => picture.vis.redraw());
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const typing = event.target.closest?.("input, select, textarea, dialog");
    if (event.key === "Escape" && !typing && state.chosen) backToList();
    // Single letters only where the reader is in the picture or its panel, and can be switched off:
    // who speaks to the computer would set them off by words.
    if (typing || !keysOn.is || !event.target.closest?.(".stage, .panel")) return;
    if (event.key === "/") {
      event.preventDefault();
      searchField.focus();
    } else if ((event.key === "n" || event.key === "p") && listed().length) {
      tour(event.key === "n" ? 1 : -1);
    }
  }, whileOpen);
}

// The next box in a direction: near, and rather ahead than aside.
function step(dx, dy) {
  const shown = picture.scene.nodes.filter((node) => lookOf(node.id) !== "hidden" && node.form !== "junction");
  const from = picture.byId.get(picture.cursor);
  let best = null;
  if (!from || lookOf(from.id) === "hidden") {
    best = shown.find((node) => node.agency !== undefined && isChosen("agency", agencies.value("id", node.agency))) || shown[0];
  } else {
    let least = Infinity;
    for (const node of shown) {
      const ahead = (node.x - from.x) * dx + (node.y - from.y) * dy;
      const aside = Math.abs((node.x - from.x) * dy) + Math.abs((node.y - from.y) * dx);
      const cost = ahead + 2.5 * aside;
      if (node !== from && ahead > 4 && cost < least) {
        least = cost;
        best = node;
      }
    }
  }
  if (!best) return;
  picture.cursor = best.id;
  tell(nodeTip(best).map((part) => part.textContent).join(", "));
  keepInSight(best);
  picture.vis.redraw();
}

function keepInSight(node) {
  const scale = picture.vis.getScale();
  const { x, y } = picture.vis.getViewPosition();
  const far = Math.abs(node.x - x) > picture.width / 2 / scale - node.size[0] ||
    Math.abs(node.y - y) > picture.height / 2 / scale - node.size[1];
  if (far) picture.vis.moveTo({ position: { x: node.x, y: node.y }, animation: animation() });
}
