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
  const figure = [button("This finding as SVG", saveCard), button("This finding as PNG", saveCardPng)];
  onChange(() => {
    for (const one of figure) one.hidden = !hasCard();
  });
  const menu = h("details", { class: "menu" }, h("summary", { "aria-label": "Save" }, icon("save"), h("span", null, "Save")), h("div", { class: "menu-items" }, figure, button("Picture as SVG", saveSvg), button("Data as JSON", saveJson), button("Print", () => window.print())));
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
  const whole = data.scenes["wide-every"] || (narrow.matches && data.scenes.phone && data.scenes.phone.nodes.length < data.scenes.wide.nodes.length && data.scenes.wide);
  if (!grouped && !whole && !scenes.some((scene) => scene.edges.some((edge) => edge.later))) return null;
  const everyShown = () => (whole ? whole === sceneNow() : state.every);
  const box = h("input", { type: "checkbox", change: () => {
    if (box.checked) return set({ every: true });
    state.every = false;
    // What only the picture of everything has can't stay chosen in the other one.
    return set(everyShown() ? { near: null, chosen: null } : {});
  } });
  onChange(() => (box.checked = everyShown()));
  return h("label", { class: "switch" }, box, h("span", null, "Everything"));
}

function colourChoice() {
  const box = h("input", { type: "checkbox", change: () => set({ colour: box.checked ? "kind" : "state" }) });
  onChange(() => (box.checked = state.colour === "kind"));
  return h("label", { class: "switch" }, box, h("span", null, "Colour by kind"));
}

function toolbar() {
  const filter = button([icon("filter"), h("span", null, "Filters")], openFilters, { "aria-haspopup": "dialog" });
  onChange(() => filter.classList.toggle("on", filtersOn() || Boolean(state.list.basis)));
  const key = button([icon("key"), h("span", null, "Legend")], () => {
    legend.hidden = !legend.hidden;
    key.setAttribute("aria-expanded", String(!legend.hidden));
  }, { "aria-expanded": String(!legend.hidden), "aria-controls": "legend" });
  return h("div", { class: "toolbar" }, filter, lineChoice(), colourChoice(), startDays(), key);
}

function zoomButtons() {
  return h("div", { class: "zoom" }, button(icon("plus"), () => zoomBy(1.3), { "aria-label": "Zoom in" }), button(icon("minus"), () => zoomBy(1 / 1.3), { "aria-label": "Zoom out" }), button(icon("fit"), () => showAll(true), { "aria-label": "Show all" }));
}

function sheetButton() {
  const made = button(icon("up"), () => {
    const high = document.documentElement.classList.toggle("sheet-high");
    made.setAttribute("aria-expanded", String(high));
    made.setAttribute("aria-label", high ? "Less room for the text" : "More room for the text");
  }, { class: "sheet", "aria-expanded": "false", "aria-label": "More room for the text" });
  return made;
}

// The way from the text to the picture, and from each finding there to its place in it.
function startText() {
  const text = document.getElementById("text");
  document.querySelector(".way-back")?.remove();
  text.prepend(h("p", { class: "way-back" }, button([icon("back"), "Back to the picture"], () => {
    set({ tab: "picture" });
    window.scrollTo(0, 0);
    stage.focus();
  })));
  for (const one of textOfState().querySelectorAll("article[data-finding]")) {
    one.querySelector(".shows")?.remove();
    const finding = findings[Number(one.dataset.finding)];
    one.append(h("p", { class: "shows" }, button("Show in the picture", () => {
      window.scrollTo(0, 0);
      choose("finding", finding.key, { focus: true });
    }, { class: "plain" })));
  }
}

// Where the text is shown: the place that the address names, or the finding that is chosen.
function goToPlace(where) {
  if (state.tab !== "text") return;
  const place = state.chosen?.type === "finding" ? findingPlace.get(state.chosen.id) : null;
  const found = isPlace(where) ? document.getElementById(where.slice(1)) : place === null ? null : textOfState().querySelector(`article[data-finding="${place}"]`);
  found?.scrollIntoView();
}

// A frame in an article has the whole page a step away.
function wholePage() {
  if (!embedded) return null;
  const whole = h("a", { href: `${location.href.split("#")[0]}#`, target: "_blank", rel: "noopener" }, "Open the whole page");
  const source = h("span", { dir: "auto" });
  // One finding in an article claims what it says, and names where it stands.
  onChange(() => {
    whole.setAttribute("href", `${location.href.split("#")[0]}${address().replace(/embed&?/, "")}`);
    const finding = chosenFinding();
    const claim = document.querySelector(".claim");
    if (claim) {
      claim.textContent = finding ? stop(finding.message) : data.claim;
      claim.dir = finding ? wayOf(finding.message) : claimWay();
    }
    const first = finding ? firstPassage(finding) : null;
    fill(source, state.missing ? [missingWords(), " "] : first ? `${[first.speaker, placeWords(first)].filter(Boolean).join(", ")}. ` : null);
  });
  return h("p", { class: "whole-page" }, source, whole);
}

// A title of the window that names what is chosen, so that a tab or a bookmark does.
function titleWindow() {
  const words = state.chosen ? document.querySelector(".panel h2")?.textContent : "";
  document.title = words ? `${words} – ${data.title}` : data.title;
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
  stage.append(canvasHolder, namesLayer, tip);
  const help = h("p", { id: "stage-help", class: "unseen" }, `Arrow keys go from ${grouped ? "group to group, Enter tells of one and a second Enter opens it" : "agency to agency, Enter opens one"}, plus and minus zoom, 0 shows all. The same content stands under Text and tables.`);
  legend.hidden = narrow.matches || window.innerHeight < 900;
  const left = h("main", { class: "left", "aria-label": "Picture" }, toolbar(), breadcrumb, dayBar, narrowing, h("div", { class: "stage-holder" }, stage, zoomButtons()), legend, wholePage(), help);
  const app = h("div", { class: "app" }, left, h("div", { class: "right" }, sheetButton(), panel));
  text.before(app);
  document.body.append(filterDialog);
  document.documentElement.classList.add("js");
  document.documentElement.classList.toggle("embed", embedded);
  onChange(() => {
    document.documentElement.classList.toggle("show-text", state.tab === "text");
    letScroll();
  });
}

function start() {
  read(hash);
  build();
  startTables();
  startText();
  startResponses();
  startSearch();
  startPicture();
  startKeyboard();
  renderLegend();
  onChange(updatePicture);
  onChange(renderPanel);
  onChange(renderBreadcrumb);
  onChange(renderNarrowing);
  onChange(renderLegend);
  onChange(titleWindow);
  forced.addEventListener("change", () => changed({}), whileOpen);
  dark.addEventListener("change", () => changed({}), whileOpen);
  window.addEventListener("resize", letScroll, whileOpen);
  narrow.addEventListener("change", () => changed({ refit: true }), whileOpen);
  const follow = () => {
    if (!embedded && /[#&]embed(&|$)/.test(location.hash)) {
      location.reload();
      return;
    }
    if (askedState(location.hash) !== at) {
      closeState();
      openState(askedState(location.hash), location.hash);
      return;
    }
    read(location.hash);
    changed({ chosen: true, move: true });
    goToPlace(location.hash);
  };
  window.addEventListener("popstate", follow, whileOpen);
  window.addEventListener("hashchange", follow, whileOpen);
  changed({ chosen: true, move: true });
  goToPlace(hash);
}

start();
