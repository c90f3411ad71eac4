// What the picture shows, what it lights, and what would clear a finding.

// Rows that the chosen thing is about; null where nothing is chosen.
function subjects() {
  const lit = { agencies: new Set(), links: new Set(), requirements: new Set() };
  if (!state.chosen) {
    // A list that is narrowed to some findings lights what they are about.
    if (!listNarrowed() || state.list.view !== "findings") return null;
    for (const finding of listed()) addFinding(lit, finding);
    for (const part of ["agencies", "links", "requirements"]) lit[part].delete(-1);
    return lit;
  }
  const { type, id } = state.chosen;
  if (type === "agency") {
    const row = agencies.place(id);
    lit.agencies.add(row);
    for (const link of linksOf(row)) {
      lit.links.add(link);
      for (const end of endsOf(link)) lit.agencies.add(end);
    }
    for (const place of byAgency.get(id) || []) {
      for (const key of findings[place].requirements) lit.requirements.add(requirements.place(key));
    }
  } else if (type === "link") {
    addLink(lit, links.place(id));
  } else if (type === "group" || type === "tie") {
    lit.keys = type === "group" ? [`group:${id}`] : id.split("~");
  } else if (type === "requirement") {
    addRequirement(lit, requirements.place(id));
  } else if (type === "recommendation") {
    addRecommendation(lit, recommendations.find(id));
  } else {
    addFinding(lit, findings[findingPlace.get(id)]);
  }
  for (const part of ["agencies", "links", "requirements"]) lit[part].delete(-1);
  return lit;
}

function addFinding(lit, finding) {
  for (const key of finding.agencies) lit.agencies.add(agencies.place(key));
  for (const key of finding.links) addLink(lit, links.place(key));
  for (const key of finding.requirements) addRequirement(lit, requirements.place(key));
}

function addLink(lit, row) {
  if (row < 0) return;
  lit.links.add(row);
  for (const end of endsOf(row)) lit.agencies.add(end);
}

function addRequirement(lit, row) {
  if (row < 0) return;
  lit.requirements.add(row);
  const { asking, counterparts } = data.assessments[row];
  for (const id of [...asking, ...counterparts]) lit.agencies.add(agencies.place(id));
}

// Rows of an agency and of those that a link joins it to.
function neighbourhood(id) {
  const centre = agencies.place(id);
  const found = new Set([centre]);
  for (const link of linksOf(centre)) for (const end of endsOf(link)) found.add(end);
  return found;
}

// Whether the filters and the day let a link through.
function linkPasses(row) {
  if (state.day && statusAt(row, state.day) === null) return false;
  if (appliedChange(row)?.action === "remove") return false;
  if (!filtersOn()) return true;
  const status = state.day ? statusAt(row, state.day) : statusOf(row);
  if (state.off.kind.has(links.value("kind", row)) || state.off.status.has(status)) return false;
  if (!servesShown(links.value("functions", row))) return false;
  return endsOf(row).every(agencyPasses);
}

function servesShown(served) {
  const off = state.off.function;
  if (!off.size) return true;
  return served?.length ? served.some((id) => !off.has(id)) : !off.has("");
}

function agencyPasses(row) {
  return !state.off.jurisdiction.has(agencies.value("jurisdiction", row) || "");
}

// Whether the filters let a finding through: one of the records that it names must pass.
function findingPasses(finding) {
  if (!filtersOn()) return true;
  const rows = (table, ids) => ids.map((id) => table.place(id)).filter((row) => row >= 0);
  const named = rows(links, finding.links);
  const asked = rows(requirements, finding.requirements);
  if (named.some((row) => linkPasses(row))) return true;
  if (asked.some((row) => requirementFiltered(row, (requirements.value("kinds", row) || ["other"])[0]))) return true;
  return !named.length && !asked.length && rows(agencies, finding.agencies).some(agencyPasses);
}

// What is required is known of the network's own day, not of others.
const requirementPasses = (row, kind) => (!state.day || state.day === data.as_of) && requirementFiltered(row, kind);

function requirementFiltered(row, kind) {
  if (state.off.kind.has(kind) || state.off.status.has("missing")) return false;
  const served = requirements.value("function", row);
  if (!servesShown(served ? [served] : null)) return false;
  return data.assessments[row].asking.some((id) => agencyPasses(agencies.place(id)));
}

// What would clear the chosen finding, as changes of links; none where no finding is chosen.
function clearingChanges() {
  if (state.chosen?.type !== "finding") return [];
  const { clears } = findings[findingPlace.get(state.chosen.id)];
  return clears.filter((change) => change.section === "links" && change.fields);
}

// What a link would be if the chosen finding were cleared, or null where it stays as it is.
function wouldBe(row) {
  const id = links.value("id", row);
  return clearingChanges().find((change) => change.action === "change" && change.id === id)?.fields.status ?? null;
}

const MOST_GHOSTS = 8;

// Lines that would clear the chosen finding, as far as both ends are known: {from, to, words}, an
// end being the row of an agency, or {requirement} for a counterpart that is missing.
function wouldClear() {
  if (state.chosen?.type !== "finding") return appliedLinks();
  const found = [];
  const known = (end) => typeof end === "number";
  for (const change of clearingChanges()) {
    const row = change.id ? links.place(change.id) : -1;
    const fields = row < 0 ? change.fields : { ...links.row(row), ...change.fields };
    if (change.action === "remove" || fields.parties?.length > 3) continue;
    const ends = (fields.parties || [fields.source, fields.target]).map((id) => {
      if (id && agencies.place(id) >= 0) return agencies.place(id);
      const missing = findings[findingPlace.get(state.chosen.id)].requirements.map((key) => requirements.place(key))[0];
      return missing === undefined ? null : { requirement: missing };
    });
    const kind = fields.kind ? spaced(fields.kind === "other" ? "coordination" : fields.kind) : "link";
    const words = row < 0 ? `would clear it: ${kind}` : `would clear it: ${kind} ${fields.status === "active" ? "that works" : fields.status || ""}`;
    for (const end of ends.slice(1)) {
      if (ends[0] === null || end === null || end === ends[0] || (!known(ends[0]) && !known(end))) continue;
      found.push({ from: ends[0], to: end, words: words.trim(), mutual: row < 0 ? fields.mutual !== false : isMutual(row) });
    }
  }
  return found.slice(0, MOST_GHOSTS);
}
