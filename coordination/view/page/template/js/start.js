// Putting the page together.

function tabs() {
  const tab = (key, words) => button(words, () => {
    set({ tab: key });
    if (key === "text") document.getElementById("text").focus();
  }, { "aria-pressed": "false", "data-tab": key });
  const group = h("div", { class: "tabs", role: "group", "aria-label": "Show" }, tab("picture", "Picture"), tab("text", h("span", null, "Text", h("span", { class: "wider" }, " and tables"))));
  onChange(() => {
    for (const one of group.children) one.setAttribute("aria-pressed", String(one.dataset.tab === state.tab));
  });
  return group;
}

function saveMenu() {
  const menu = h("details", { class: "menu" }, h("summary", { "aria-label": "Save" }, icon("save"), h("span", null, "Save")), h("div", { class: "menu-items" }, button("Picture as SVG", saveSvg), button("Data as JSON", saveJson), button("Print", () => window.print())));
  menu.addEventListener("click", (event) => event.target.closest("button") && (menu.open = false));
  menu.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    menu.open = false;
    menu.firstChild.focus();
  });
  document.addEventListener("click", (event) => menu.contains(event.target) || (menu.open = false), whileOpen);
  return menu;
}

function lineChoice() {
  const scenes = Object.values(data.scenes);
  const whole = data.scenes["wide-every"];
  if (!grouped && !whole && !scenes.some((scene) => scene.edges.some((edge) => edge.later))) return null;
  const everyShown = () => (whole ? whole === sceneNow() : state.every);
  const box = h("input", { type: "checkbox", change: () => {
    if (box.checked) return set({ every: true });
    state.every = false;
    // What only the picture of everything has can't stay chosen in the other one.
    return set(everyShown() ? { near: null, chosen: null } : {});
  } });
  onChange(() => (box.checked = everyShown()));
  return h("label", { class: "switch" }, box, h("span", null, whole ? "Everything" : "All lines"));
}

function toolbar() {
  const filter = button([icon("filter"), h("span", null, "Filters")], openFilters, { "aria-haspopup": "dialog" });
  onChange(() => filter.classList.toggle("on", filtersOn() || Boolean(state.list.basis)));
  const key = button([icon("key"), h("span", null, "Legend")], () => {
    legend.hidden = !legend.hidden;
    key.setAttribute("aria-expanded", String(!legend.hidden));
  }, { "aria-expanded": String(!legend.hidden), "aria-controls": "legend" });
  return h("div", { class: "toolbar" }, filter, lineChoice(), startDays(), key);
}

function zoomButtons() {
  return h("div", { class: "zoom" }, button(icon("plus"), () => zoomBy(1.3), { "aria-label": "Zoom in" }), button(icon("minus"), () => zoomBy(1 / 1.3), { "aria-label": "Zoom out" }), button(icon("fit"), () => fitAll(true), { "aria-label": "Show all" }));
}

function sheetButton() {
  const made = button(icon("up"), () => {
    const high = document.documentElement.classList.toggle("sheet-high");
    made.setAttribute("aria-expanded", String(high));
    made.setAttribute("aria-label", high ? "Less room for the text" : "More room for the text");
  }, { class: "sheet", "aria-expanded": "false", "aria-label": "More room for the text" });
  return made;
}

function build() {
  const text = document.getElementById("text");
  const skip = button("Skip to text and tables", () => {
    set({ tab: "text" });
    text.focus();
  }, { class: "skip" });
  document.body.prepend(skip);
  showHead();
  document.querySelector(".head").append(h("div", { class: "tools" }, h("div", { class: "search" }, icon("search"), searchField, hits), tabs(), saveMenu()));
  stage.setAttribute("aria-label", `Picture of the network: ${count(agencies.size, "agency", "agencies")}, ${count(links.size, "link", "links")}`);
  stage.append(canvasHolder, tip);
  const help = h("p", { id: "stage-help", class: "unseen" }, `Arrow keys go from ${grouped ? "group to group, Enter tells of one and a second Enter opens it" : "agency to agency, Enter opens one"}, plus and minus zoom, 0 shows all. The same content stands under Text and tables.`);
  legend.hidden = narrow.matches || window.innerHeight < 900;
  const left = h("main", { class: "left", "aria-label": "Picture" }, toolbar(), breadcrumb, dayBar, narrowing, h("div", { class: "stage-holder" }, stage, zoomButtons()), legend, help);
  const app = h("div", { class: "app" }, left, h("div", { class: "right" }, sheetButton(), panel));
  text.before(app);
  document.body.append(filterDialog);
  document.documentElement.classList.add("js");
  onChange(() => {
    document.documentElement.classList.toggle("show-text", state.tab === "text");
    letScroll();
  });
}

function start() {
  read(hash);
  build();
  startTables();
  startSearch();
  startPicture();
  startKeyboard();
  renderLegend();
  onChange(updatePicture);
  onChange(renderPanel);
  onChange(renderBreadcrumb);
  onChange(renderNarrowing);
  onChange(renderLegend);
  dark.addEventListener("change", () => changed({}), whileOpen);
  window.addEventListener("resize", letScroll, whileOpen);
  narrow.addEventListener("change", () => changed({ refit: true }), whileOpen);
  const follow = () => {
    if (askedState(location.hash) !== at) {
      closeState();
      openState(askedState(location.hash), location.hash);
      return;
    }
    read(location.hash);
    changed({ chosen: true, move: true });
  };
  window.addEventListener("popstate", follow, whileOpen);
  window.addEventListener("hashchange", follow, whileOpen);
  changed({ chosen: true, move: true });
}

start();
