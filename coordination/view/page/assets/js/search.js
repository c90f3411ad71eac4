// Search over agencies, links, findings and requirements, by keyboard and by pointer.

const searchField = h("input", {
  type: "search",
  id: "search",
  role: "combobox",
  placeholder: "Search",
  autocomplete: "off",
  spellcheck: "false",
  "aria-label": "Search agencies, links and findings",
  "aria-expanded": "false",
  "aria-controls": "hits",
  "aria-autocomplete": "list",
});
const hits = h("ul", { id: "hits", role: "listbox", class: "hits", "aria-label": "Results", hidden: true });
const search = { found: [], at: -1, index: null };
const MOST = 14;

// What is searched, folded once: [type, row or place, folded words].
function searchIndex() {
  if (search.index) return search.index;
  const index = [];
  if (grouped) for (const key of allGroups()) index.push(["group", key, folded(groupLabel(key))]);
  for (let row = 0; row < agencies.size; row += 1) {
    index.push(["agency", row, folded(`${agencies.value("abbreviation", row) || ""} ${agencies.value("name", row)} ${agencies.value("id", row)}`)]);
  }
  findings.forEach((finding, place) => index.push(["finding", place, folded(`${finding.code} ${spaced(finding.name)} ${finding.message}`)]));
  for (let row = 0; row < requirements.size; row += 1) {
    index.push(["requirement", row, folded(`${requirements.value("says", row) || ""} ${requirementTitle(row)}`)]);
  }
  // Links without a name are found through their agencies where there are very many.
  const every = links.size <= 20000;
  for (let row = 0; row < links.size; row += 1) if (every || links.value("name", row)) index.push(["link", row, folded(`${linkTitle(row)} ${endsWords(row)} ${statusOf(row)}`)]);
  search.index = index;
  return index;
}

function searchFor(text) {
  const words = folded(text).split(/\s+/).filter(Boolean);
  if (!words.length) return [];
  const ranked = [];
  for (const entry of searchIndex()) {
    const at = words.map((word) => entry[2].indexOf(word));
    if (at.includes(-1)) continue;
    const starts = words.filter((word, n) => at[n] === 0 || entry[2][at[n] - 1] === " ").length;
    const order = { agency: 3, group: 3, finding: 2, requirement: 1, link: 0 }[entry[0]];
    ranked.push([starts * 10 + order * 3 + (at[0] === 0 ? 2 : 0), entry]);
  }
  ranked.sort((a, b) => b[0] - a[0]);
  search.total = ranked.length;
  return ranked.slice(0, MOST).map(([, entry]) => entry);
}

function hitWords([type, row]) {
  if (type === "agency") {
    const [title, area] = [agencies.value("name", row), areaWords(agencies.value("jurisdiction", row))];
    const kind = capital(spaced(agencies.value("kind", row) || "agency"));
    return [title, agencies.value("abbreviation", row) || (area === title ? kind : area)];
  }
  if (type === "group") return [groupLabel(row), count(agenciesOf(row).length, "agency", "agencies")];
  if (type === "finding") return [stop(findings[row].message), `${findings[row].code}, ${findings[row].basis}`];
  if (type === "link") return [linkTitle(row), `${endsWords(row)}, ${statusOf(row)}`];
  return [requirements.value("says", row) || requirementTitle(row), STATES[data.assessments[row].state]];
}

function showHits() {
  search.found = searchFor(searchField.value);
  search.at = search.found.length ? 0 : -1;
  const asked = searchField.value.trim();
  fill(
    hits,
    search.found.map((entry, n) => {
      const [title, more] = hitWords(entry);
      return h("li", { role: "option", id: `hit${n}`, "aria-selected": "false", mousedown: (event) => event.preventDefault(), click: () => takeHit(n) }, h("span", { class: "hit-type" }, entry[0]), h("span", { class: "hit-words" }, name(title), " ", h("small", null, name(more))));
    }),
    asked && !search.found.length ? h("li", { class: "none", role: "option", "aria-selected": "false", "aria-disabled": "true" }, "Nothing found.") : null,
    search.total > MOST && search.found.length ? h("li", { class: "none", role: "option", "aria-selected": "false", "aria-disabled": "true" }, `and ${(search.total - MOST).toLocaleString("en")} more`) : null,
  );
  openHits(Boolean(asked));
  markHit();
}

function openHits(open) {
  hits.hidden = !open;
  searchField.setAttribute("aria-expanded", String(open));
  if (!open) searchField.removeAttribute("aria-activedescendant");
}

function markHit() {
  [...hits.children].forEach((item, n) => item.setAttribute("aria-selected", String(n === search.at)));
  if (search.at >= 0) {
    searchField.setAttribute("aria-activedescendant", `hit${search.at}`);
    hits.children[search.at].scrollIntoView({ block: "nearest" });
  }
}

function takeHit(n) {
  const entry = search.found[n];
  if (!entry) return;
  const [type, row] = entry;
  openHits(false);
  searchField.value = "";
  const id = type === "finding" ? findings[row].key : type === "group" ? row : { agency: agencies, link: links, requirement: requirements }[type].value("id", row);
  choose(type, id, { focus: true });
}

function startSearch() {
  searchField.addEventListener("input", showHits);
  searchField.addEventListener("focus", () => searchField.value.trim() && showHits());
  searchField.addEventListener("blur", () => openHits(false));
  searchField.addEventListener("keydown", (event) => {
    const size = search.found.length;
    if (event.key === "ArrowDown" && size) search.at = (search.at + 1) % size;
    else if (event.key === "ArrowUp" && size) search.at = (search.at + size - 1) % size;
    else if (event.key === "Enter") {
      takeHit(search.at);
      event.preventDefault();
      return;
    } else if (event.key === "Escape") {
      searchField.value = "";
      openHits(false);
      return;
    } else return;
    event.preventDefault();
    markHit();
  });
}
