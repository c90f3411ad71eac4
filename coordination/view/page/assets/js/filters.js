// Filters of the picture: kind, status, function and jurisdiction of what is drawn.

const filterDialog = h("dialog", { class: "dialog", "aria-labelledby": "filter-title" });

// The values that occur, as [value, words, how many].
function filterGroups() {
  const kinds = [...links.counts("kind", "other")].map(([kind, n]) => [kind, kindWords(kind), n]);
  const statuses = [...links.counts("status", "active")].map(([status, n]) => [status, capital(data.words.statusWords[status]), n]);
  const lacking = data.assessments.filter((one) => one.state === "lacking").length;
  if (lacking) statuses.push(["missing", capital(data.words.statusWords.missing), lacking]);
  const served = [...links.counts("functions", "")].map(([id, n]) => [id, id ? capital(functionName(id)) : "None named", n]);
  const areas = [...agencies.counts("jurisdiction", "")].map(([area, n]) => [area, areaWords(area), n]);
  return [
    ["kind", "Kind of link", kinds],
    ["status", "Status", statuses],
    ["function", "Function", served],
    ["jurisdiction", "Jurisdiction", areas],
  ];
}

function basisGroup() {
  const pick = (value, words) =>
    h("label", { class: "check" }, h("input", { type: "radio", name: "basis", value, checked: state.list.basis === value, change: () => {
      state.list.basis = value;
      refresh();
    } }), h("span", null, words));
  return h("fieldset", null, h("legend", null, "Basis of findings"), pick("", "All"), Object.keys(BASES).filter((key) => findings.some((one) => basisOf(one) === key)).map((key) => pick(key, `${capital(BASES[key])}: ${BASIS_MEANINGS[key]}`)));
}

function filterSet([key, title, values]) {
  const off = state.off[key];
  const boxes = [];
  const turn = (value, on) => {
    if (on) off.delete(value);
    else off.add(value);
  };
  const items = values
    .sort((a, b) => b[2] - a[2] || a[1].localeCompare(b[1]))
    .map(([value, words, n]) => {
      const box = h("input", { type: "checkbox", checked: !off.has(value), change: (event) => {
        turn(value, event.target.checked);
        refresh();
      } });
      boxes.push([box, value]);
      return h("label", { class: "check" }, box, name(words), h("span", { class: "count" }, n.toLocaleString("en")));
    });
  const all = (on) => () => {
    for (const [box, value] of boxes) {
      box.checked = on;
      turn(value, on);
    }
    refresh();
  };
  return h("fieldset", null, h("legend", null, title), h("p", { class: "all-none" }, button("All", all(true), { class: "plain", "aria-label": `All: ${title}` }), button("None", all(false), { class: "plain", "aria-label": `None: ${title}` })), items);
}

function openFilters() {
  fill(
    filterDialog,
    h("div", { class: "dialog-head" }, h("h2", { id: "filter-title" }, "Filters"), button(icon("close"), () => filterDialog.close(), { "aria-label": "Close" })),
    h("div", { class: "filter-sets", tabindex: "0", role: "group", "aria-label": "Filters" }, filterGroups().filter(([, , values]) => values.length > 1).map(filterSet), findings.length ? basisGroup() : null),
    h("p", { class: "dialog-foot" }, h("span", { class: "shown-links", role: "status" }, shownWords()), button("Clear all", () => {
      clearFilters();
      openFilters();
    }), button("Done", () => filterDialog.close(), { class: "main" })),
  );
  if (!filterDialog.open) filterDialog.showModal();
}

function clearFilters() {
  for (const off of Object.values(state.off)) off.clear();
  state.list.basis = "";
  refresh();
}

function shownWords() {
  let shown = 0;
  for (let row = 0; row < links.size; row += 1) if (linkPasses(row)) shown += 1;
  return `${shown.toLocaleString("en")} of ${count(links.size, "link", "links")} shown`;
}

// What narrows the picture at present, each with a way to undo it.
const narrowing = h("div", { class: "narrowing" });
function renderNarrowing() {
  const undo = (words, act) => h("button", { type: "button", class: "chip on", click: act }, name(words), icon("close"), h("span", { class: "unseen" }, "remove"));
  const chips = [];
  if (state.near) chips.push(undo(`Neighbourhood of ${labelOf(state.near)}`, () => {
    set({ near: null });
    showStart(true);
  }));
  if (state.day) chips.push(undo(`On ${dayWords(state.day)}`, () => set({ day: null })));
  if (state.applied) chips.push(undo(`As if carried out: ${recommendationTitle(state.applied)}`, () => apply(null)));
  if (filtersOn()) chips.push(undo(`Filtered: ${shownWords()}`, clearFilters));
  fill(narrowing, chips);
  narrowing.hidden = !chips.length;
  const shown = filterDialog.querySelector(".shown-links");
  if (shown) shown.textContent = shownWords();
}
