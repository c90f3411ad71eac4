// Recommendations: what they answer, and the network as if one were carried out.

const asked = data.recommended;
const effects = new Map(Object.entries(asked?.effects || {}));
const effectOf = (id) => effects.get(id) || null;
const effectNow = () => effectOf(state.applied);
const answeredBy = (id) => new Map(Object.entries(asked?.answers || {})).get(id) || [];

function recommendationTitle(id) {
  const words = recommendations.find(id).says;
  return words.length > 60 ? `${words.slice(0, 58).trimEnd()}…` : words;
}

const whoToWhom = (one) => [name(labelOf(one.by)), " to ", name([].concat(one.to).map(labelOf).join(", "))];
const statusTag = (one) => h("span", { class: "tag" }, spaced(one.status || "open"));

function recommendationRow(id) {
  const one = recommendations.find(id);
  const answers = answeredBy(id).length;
  return h(
    "li",
    null,
    h(
      "button",
      { type: "button", class: "finding-row", "data-key": id, click: () => choose("recommendation", id, { focus: true }) },
      h("span", { class: "finding-head" }, h("span", { class: "basis-less" }, whoToWhom(one)), statusTag(one), state.applied === id ? h("span", { class: "tag fresh" }, "applied") : null),
      says("span", stop(one.says), "message"),
      asked ? h("small", { class: "count" }, answers ? `Answers ${count(answers, "finding", "findings")}` : one.answers?.length ? "Answers no finding" : "Doesn't say what it answers") : null,
    ),
  );
}

function recommendationIds() {
  return Array.from({ length: recommendations.size }, (_, row) => recommendations.value("id", row));
}

function recommendationList() {
  const without = asked ? asked.uncovered : [];
  const nothing = asked?.complete ? "No recommendation" : "No recommendation recorded";
  return [
    h("div", { class: "list-head" }, h("h2", { tabindex: "-1" }, "Recommendations")),
    longList(recommendationIds(), recommendationRow, "recommendations"),
    without.length
      ? h(
        "section",
        { class: "family" },
        h("h3", null, nothing, h("span", { class: "count" }, ` ${without.length}`)),
        h("p", { class: "quiet" }, asked.complete ? "The sources cover all recommendations; these findings have none." : "Of these findings the sources that were read record no recommendation; there may be one."),
        findingRows(without),
      )
      : null,
  ];
}

function recommendationPanel(id) {
  const one = recommendations.find(id);
  const effect = effectOf(id);
  const rows = (table, make) => (one.answers || []).filter((key) => table.place(key) >= 0).map((key) => make(table.place(key)));
  const answered = [...rows(requirements, requirementItem), ...rows(links, (row) => linkRow(row))];
  return [
    h("p", { class: "kicker" }, "Recommendation", one.date ? ` · ${dayWords(one.date)}` : null, " ", statusTag(one)),
    h("h2", { tabindex: "-1", dir: "auto" }, stop(one.says)),
    h("p", { class: "chips" }, agencyChip(one.by), h("span", { class: "quiet" }, "asks"), [].concat(one.to).map(agencyChip)),
    h("p", { class: "acts" }, respondButton("recommendation", id), linkButton()),
    ownPart("recommendation", id),
    agenciesSay(answersToRecord(id)),
    effect ? effectPart(id, effect) : null,
    asked ? answersPart(id, one) : null,
    part("Meant to mend", answered.length ? h("ul", { class: "rows" }, answered) : null),
    part("Evidence", passageList(one.evidence)),
  ];
}

// The findings that it answers; those that would clear stand above where it is applied.
function answersPart(id, one) {
  const applied = state.applied === id;
  const shown = applied ? answeredBy(id).filter((place) => !effectOf(id).cleared.includes(place)) : answeredBy(id);
  if (shown.length) return part(applied ? "Findings that it answers and that would stay" : "Findings that it answers", findingRows(shown));
  if (answeredBy(id).length) return null;
  return part("Findings that it answers", h("p", { class: "quiet" }, one.answers?.length ? "None of the findings." : "It doesn't say what it answers."));
}

// What carrying it out would change, and the button that shows the network so.
function effectPart(id, effect) {
  const on = state.applied === id;
  return part(
    "If it were carried out",
    h("p", { class: "acts apply" }, button(on ? "Undo" : "Apply", () => apply(on ? null : id), { class: on ? "" : "main", "data-apply": id }), h("span", { class: "quiet" }, `${effectWords(effect)}.`)),
    h("ul", { class: "clears" }, effect.changes.map((change) => tells("li", stop(capital(change.text))))),
    on && effect.cleared.length ? h("section", { class: "family" }, h("h3", null, "Would clear", h("span", { class: "count" }, ` ${effect.cleared.length}`)), findingRows(effect.cleared)) : null,
    on ? appearedPart() : null,
  );
}

function effectWords(effect) {
  return `${count(effect.cleared.length, "finding", "findings")} would clear, ${effect.appeared.length.toLocaleString("en")} would appear`;
}

function apply(id) {
  set({ applied: id });
  tell(id ? effectWords(effectOf(id)) : "Undone: the network as recorded");
  panel.querySelector("[data-apply]")?.focus({ preventScroll: true });
}

function appliedNotice(words) {
  return h("div", { class: "applied" }, h("p", null, words, " ", says("span", `As if carried out: ${stop(recommendations.find(state.applied).says)}`)), h("p", { class: "acts" }, button("Undo", () => apply(null))));
}

const goneNow = { of: undefined, places: new Set() };
function wouldGo(finding) {
  if (goneNow.of !== state.applied) {
    goneNow.of = state.applied;
    goneNow.places = new Set((effectNow()?.cleared || []).map((place) => findings[place]));
  }
  return goneNow.places.has(finding);
}

const findingTags = (finding) => (wouldGo(finding) ? h("span", { class: "tag gone" }, "would clear") : null);

// Findings that there would be, in full, since the page holds no panel for them.
function appearedPart() {
  const fresh = effectNow()?.appeared || [];
  if (!fresh.length) return null;
  return h(
    "section",
    { class: "family" },
    h("h3", null, "Would appear", h("span", { class: "count" }, ` ${fresh.length}`)),
    h(
      "ul",
      { class: "appeared" },
      fresh.map((finding) =>
        h(
          "li",
          null,
          h("p", { class: "finding-head" }, h("span", { class: "code" }, name(finding.code)), h("span", { class: `basis ${finding.basis}` }, finding.basis), h("span", { class: "tag fresh" }, "would appear")),
          tells("p", finding.message),
          finding.found ? tells("p", finding.found, "place") : null,
        ),
      ),
    ),
  );
}

// -- in the picture ------------------------------------------------------------------------------

function addRecommendation(lit, one) {
  for (const place of answeredBy(one.id)) {
    const finding = findings[place];
    for (const key of finding.agencies) lit.agencies.add(agencies.place(key));
    for (const key of finding.links) addLink(lit, links.place(key));
    for (const key of finding.requirements) addRequirement(lit, requirements.place(key));
  }
  for (const key of one.answers || []) {
    addLink(lit, links.place(key));
    addRequirement(lit, requirements.place(key));
  }
  for (const change of effectOf(one.id)?.changes || []) if (change.section === "links" && change.id) addLink(lit, links.place(change.id));
  for (const key of [one.by, ...[].concat(one.to)]) lit.agencies.add(agencies.place(key));
}

const appliedNow = { of: undefined, byRow: new Map() };
function appliedChange(row) {
  if (appliedNow.of !== state.applied) {
    appliedNow.of = state.applied;
    const changes = (effectNow()?.changes || []).filter((change) => change.section === "links" && change.id);
    appliedNow.byRow = new Map(changes.map((change) => [links.place(change.id), change]));
  }
  return appliedNow.byRow.get(row);
}

// The status that a link would have, where the applied recommendation changes it.
function appliedStatus(edge) {
  return edge.link === undefined ? undefined : appliedChange(edge.link)?.fields?.status;
}

// New links of the applied recommendation, as ghosts.
function appliedLinks() {
  const found = [];
  for (const { action, section, fields } of effectNow()?.changes || []) {
    if (action !== "add" || section !== "links") continue;
    const ends = (fields.parties?.length ? fields.parties : [fields.source, fields.target]).map((id) => agencies.place(id));
    const words = `new: ${spaced(fields.kind === "other" ? "coordination" : fields.kind)}`;
    for (const end of ends.slice(1)) if (ends[0] >= 0 && end >= 0) found.push({ from: ends[0], to: end, words, mutual: fields.mutual !== false });
  }
  return found;
}

// The recommendations that answer a finding, each of them a way to its panel.
function recommendedFor(finding) {
  if (finding.recommendations.length) return part("Recommended", h("ul", { class: "rows" }, finding.recommendations.filter((id) => recommendations.place(id) >= 0).map(recommendationRow)));
  if (!asked || !asked.uncovered.includes(findings.indexOf(finding))) return null;
  return part("Recommended", h("p", { class: "quiet" }, asked.complete ? "None." : "None recorded."));
}
