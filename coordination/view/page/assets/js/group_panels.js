// What the panel says of a group, and of what joins two groups or agencies of a large network.

function openGroup(key) {
  state.open = key;
  state.near = null;
  choose("group", key, { focus: true, move: false });
  showStart(false);
}

// Kind by status, with counts.
function kindTable(rows) {
  const { kinds, failing, all } = tally(rows);
  const words = ([status, n]) => `${n.toLocaleString("en")} ${status}`;
  return h(
    "table",
    { class: "kinds" },
    h("thead", null, h("tr", null, h("th", { scope: "col" }, "Kind"), h("th", { scope: "col" }, "Links"), h("th", { scope: "col" }, "Status"))),
    h("tbody", null, kinds.map(([kind, one]) => h("tr", null, h("th", { scope: "row" }, kindWords(kind)), h("td", null, one.all.toLocaleString("en")), h("td", null, [...one.statuses].sort((a, b) => b[1] - a[1]).map(words).join(", "))))),
    kinds.length > 1 ? h("tfoot", null, h("tr", null, h("th", { scope: "row" }, "All"), h("td", null, all.toLocaleString("en")), h("td", null, failing ? `${failing.toLocaleString("en")} failing` : ""))) : null,
  );
}

function agencyRow(row) {
  const words = [count(linkCount(row), "link", "links")];
  const found = (byAgency.get(agencies.value("id", row)) || []).length;
  if (found) words.push(count(found, "finding", "findings"));
  return h("li", null, h("button", { type: "button", class: "row", click: () => choose("agency", agencies.value("id", row), { focus: true }) }, h("span", { class: "row-words" }, name(agencies.value("name", row)), h("small", null, words.join(", ")))));
}

const groupChip = (key) => chip("group", key, groupLabel(key));

// Findings whose agencies all belong to a set of rows, and those of which only some do.
function findingsOf(rows) {
  const own = new Set(rows);
  const within = [];
  const across = [];
  findings.forEach((finding, place) => {
    const inside = finding.agencies.filter((id) => own.has(agencies.place(id))).length;
    if (inside) (inside === finding.agencies.length ? within : across).push(place);
  });
  return { within, across };
}

function groupPanel(key) {
  const rows = agenciesOf(key);
  const items = [{ group: key, rows }, ...neighboursOf(key).map((one) => ({ group: one, rows: agenciesOf(one) }))];
  const boxOf = new Int32Array(agencies.size).fill(-1);
  items.slice().reverse().forEach((item, n) => item.rows.forEach((row) => (boxOf[row] = items.length - 1 - n)));
  const { within, between } = linksBetween(boxOf, null);
  const inside = within.get(0) || [];
  const outward = between.filter(([one]) => one === 0).sort((a, b) => b[2].length - a[2].length || a[1] - b[1]);
  const found = findingsOf(rows);
  const parts = partsOf(key).filter((item) => item.group !== undefined);
  const way = wayTo(key);
  const isOpen = state.open === key && !state.near;
  return [
    heading(`Group · ${count(rows.length, "agency", "agencies")}${way.length > 1 ? ` · ${groupLabel(way[0])}` : ""}`, groupLabel(key)),
    h(
      "p",
      { class: "acts" },
      isOpen ? null : button("Open", () => openGroup(key), { class: "main open-group" }),
      linkButton(),
    ),
    parts.length ? part("Groups in it", h("p", { class: "chips" }, parts.slice(0, 60).map((item) => groupChip(item.group)))) : null,
    inside.length ? part(`Links inside (${inside.length.toLocaleString("en")})`, kindTable(inside)) : null,
    outward.length
      ? part(
          "Joined to",
          longList(outward, ([, other, links_]) => h("li", null, h("button", { type: "button", class: "row", click: () => choose("tie", `group:${key}~group:${items[other].group}`, { focus: true }) }, h("span", { class: "row-words" }, name(groupLabel(items[other].group)), h("small", null, sumWords(links_))))), "groups"),
        )
      : null,
    outward.length ? part("These links by kind and status", kindTable([...new Set(outward.flatMap(([, , links_]) => links_))])) : null,
    part(`Findings within (${found.within.length})`, found.within.length ? findingRows(found.within) : h("p", { class: "quiet" }, "None.")),
    part(`Findings with agencies elsewhere (${found.across.length})`, found.across.length ? findingRows(found.across) : h("p", { class: "quiet" }, "None.")),
    part(`Agencies (${rows.length.toLocaleString("en")})`, longList([...rows].sort((a, b) => linkCount(b) - linkCount(a) || a - b), agencyRow, "agencies")),
  ];
}

// The two ends of a tie: rows of agencies and words.
const endOfTie = (key) => (key.startsWith("group:") ? { rows: agenciesOf(key.slice(6)), words: groupLabel(key.slice(6)), chip: () => groupChip(key.slice(6)) } : { rows: [agencies.place(key)], words: labelOf(key), chip: () => agencyChip(key) });
const tieExists = (id) => Boolean(grouped) && id.split("~").length === 2 && id.split("~").every((key) => (key.startsWith("group:") ? groupExists(key.slice(6)) : agencies.place(key) >= 0));
const tieWords = (id) => id.split("~").map((key) => endOfTie(key).words).join(" – ");

function tiePanel(id) {
  const ends = id.split("~").map(endOfTie);
  const boxOf = new Int32Array(agencies.size).fill(-1);
  // An agency that stands alone beside its own group isn't counted in that.
  [...ends.entries()].sort((a, b) => b[1].rows.length - a[1].rows.length).forEach(([n, end]) => end.rows.forEach((row) => (boxOf[row] = n)));
  const found = linksBetween(boxOf, null).between[0]?.[2] || [];
  const sides = ends.map((end) => new Set(end.rows.map((row) => agencies.value("id", row))));
  const across = findings.flatMap((finding, place) => (sides.every((side) => finding.agencies.some((key) => side.has(key))) ? [place] : []));
  return [
    heading("What joins two", tieWords(id)),
    h("p", { class: "acts" }, linkButton()),
    part("Between", h("p", { class: "chips" }, ends.map((end) => end.chip()))),
    part(`Links (${found.length.toLocaleString("en")})`, found.length ? kindTable(found) : h("p", { class: "quiet" }, "None is recorded.")),
    part(`Findings across (${across.length})`, across.length ? findingRows(across) : h("p", { class: "quiet" }, "None.")),
    found.length ? part("Each link", longList(found, (row) => linkRow(row), "links")) : null,
  ];
}

// The way from all groups to what is shown.
const breadcrumb = h("nav", { class: "breadcrumb", "aria-label": "Where the picture is", hidden: !grouped });

function renderBreadcrumb() {
  if (!grouped) return;
  const steps = [];
  const step = (words, act) => steps.push(h("li", null, act ? button(name(words), act, { class: "plain" }) : h("span", { "aria-current": "location" }, name(words))));
  const scene = picture.scene;
  const all = scene === data.scenes.wide || scene === data.scenes.phone;
  step("All groups", all ? null : () => {
    Object.assign(state, { open: null, near: null });
    choose(null, null, { focus: true });
    showStart(false);
  });
  if (!all) {
    const way = state.near || !state.open ? [] : wayTo(state.open);
    const here = state.open && scene.bands[0].label === bandLabel(state.open);
    way.forEach((key, n) => step(groupLabel(key), here && n === way.length - 1 ? null : () => openGroup(key)));
    if (!here) step(scene.bands[0].label, null);
  }
  fill(breadcrumb, h("ol", null, steps));
}
