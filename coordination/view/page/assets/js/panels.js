// What the panel says of one agency, one link and one requirement.

function chip(type, id, words, extra) {
  return h("button", { type: "button", class: `chip ${type}`, click: () => choose(type, id, { focus: true }) }, name(words), extra);
}

const agencyChip = (id) => (agencies.place(id) >= 0 ? chip("agency", id, labelOf(id)) : name(id));
const agencyChips = (ids) => h("p", { class: "chips" }, ids.map(agencyChip));

function heading(kicker, title) {
  return [h("p", { class: "kicker" }, kicker), h("h2", { tabindex: "-1", dir: title.startsWith("\u2068") ? "ltr" : "auto" }, title)];
}

function linkRow(row, from) {
  const others = endsOf(row).filter((end) => end !== from);
  const status = statusOf(row);
  const mutual = isMutual(row);
  const outgoing = agencies.place(links.value("source", row)) === from;
  const way = from === undefined || !others.length ? "" : mutual ? "with " : outgoing ? "to " : "from ";
  const named = links.value("name", row);
  return h(
    "li",
    null,
    h(
      "button",
      { type: "button", class: "row", click: () => choose("link", links.value("id", row), { focus: true }) },
      lineSample(row),
      h(
        "span",
        { class: "row-words" },
        h("span", null, `${kindWords(links.value("kind", row))} ${others.length ? way : "among themselves"}`, others.length ? name(others.map(labelOf).join(", ")) : null),
        named ? h("small", null, name(named)) : null,
      ),
      contestedTag(isContested(links, row)),
      status === "active" ? null : h("span", { class: `tag ${status}` }, status),
    ),
  );
}

const contestedTag = (is) => (is ? h("span", { class: "tag disputes", title: data.words.contested }, "disputed") : null);

// Who disputes a record, as far as its passages say.
function disputedPart(record) {
  const against = (record.evidence || []).filter((passage) => passage.stance === "disputes");
  const who = new Set(against.map((passage) => passage.speaker || sources.find(passage.source)?.publisher || passage.source));
  return against.length ? tells("p", `Disputed by ${[...who].join("; ")}; see the evidence.`, "disputes") : null;
}

const SHOWN = 30;
function longList(items, make, what) {
  const list = h("ul", { class: "rows" }, items.slice(0, SHOWN).map(make));
  if (items.length <= SHOWN) return list;
  const all = button(`Show all ${items.length.toLocaleString("en")} ${what}`, () => {
    append(list, items.slice(SHOWN, 2000).map(make));
    all.remove();
  }, { class: "plain" });
  return [list, all];
}

function findingRows(places) {
  return longList(places, (place) => findingItem(findings[place]), "findings");
}

function agencyPanel(id) {
  const row = agencies.place(id);
  const one = agencies.row(row);
  const parts = [];
  for (let other = 0; other < agencies.size; other += 1) if (agencies.value("part_of", other) === id) parts.push(agencies.value("id", other));
  const sorted = new Intl.Collator("en");
  const own = [...linksOf(row)].map((link) => [endsWords(link), link]).sort((a, b) => sorted.compare(a[0], b[0])).map(([, link]) => link);
  const needs = [];
  for (let other = 0; other < requirements.size; other += 1) {
    const { asking, counterparts } = data.assessments[other];
    if (asking.includes(id) || counterparts.includes(id)) needs.push(other);
  }
  return [
    heading(`${capital(spaced(one.kind || "agency"))} · ${areaWords(one.jurisdiction)}${one.level ? ` · ${one.level}` : ""}`, one.name),
    h(
      "p",
      { class: "acts" },
      button([icon("near"), state.near === id ? "Whole network" : "Neighbourhood only"], () => {
        set({ near: state.near === id ? null : id });
        showStart(true);
      }),
      linkButton(),
    ),
    grouped ? part("In the group", h("p", { class: "chips" }, wayTo(grouped.keys[grouped.of[row]]).map(groupChip))) : null,
    one.abbreviation ? part("Known as", says("p", one.abbreviation)) : null,
    one.note ? part("Note", says("p", one.note)) : null,
    one.part_of ? part("Part of", agencyChips([one.part_of])) : null,
    one.since ? part("In its present form since", h("p", null, dayWords(one.since))) : null,
    part("Findings", byAgency.has(id) ? findingRows(byAgency.get(id)) : null),
    part("Functions", (one.mandates || []).map((mandate) => h("div", null, h("p", null, name(functionName(mandate.function)), `: ${mandate.role || "participant"}`), passageList(mandate.evidence)))),
    part(`Links (${own.length.toLocaleString("en")})`, own.length ? longList(own, (link) => linkRow(link, row), "links") : null),
    part("Required", needs.length ? h("ul", { class: "rows" }, needs.map(requirementItem)) : null),
    parts.length ? part("Its parts", agencyChips(parts.slice(0, 60))) : null,
    one.members?.length ? part("Members", agencyChips(one.members.slice(0, 60))) : null,
    figuresAbout([id]),
    part("Evidence", passageList(one.evidence)),
  ];
}

function requirementItem(row) {
  const state_ = data.assessments[row].state;
  return h(
    "li",
    null,
    h(
      "button",
      { type: "button", class: "row", click: () => choose("requirement", requirements.value("id", row), { focus: true }) },
      h("span", { class: "row-words" }, name(requirements.value("says", row) || requirementTitle(row))),
      h("span", { class: `tag ${state_}` }, STATES[state_]),
    ),
  );
}

function linkPanel(id) {
  const row = links.place(id);
  const one = links.row(row);
  const status = statusOf(row);
  const kind = links.value("kind", row);
  return [
    heading(`${kindWords(kind)} · ${status} · ${one.formal ? "set down" : "practised"}`, one.name || endsWords(row)),
    h("p", { class: "acts" }, respondButton("link", id), linkButton()),
    ownPart("link", id),
    agenciesSay(answersToRecord(id)),
    part("Between", agencyChips(endsOf(row).map((end) => agencies.value("id", end))), isMutual(row) ? null : h("p", { class: "quiet" }, `From ${labelOf(endsOf(row)[0])}.`)),
    part("Kind", h("p", null, data.words.kinds[kind].meaning)),
    part("Status", h("p", null, `${capital(data.words.statusWords[status])}. ${data.words.statuses[status]}`), datesWords(row) ? h("p", null, capital(datesWords(row))) : null, one.due ? h("p", null, `Due ${dayWords(one.due)}`) : null),
    part("How firm", h("p", null, `${capital(one.confidence || "documented")}. ${data.words.confidence[one.confidence || "documented"]}`), disputedPart(one)),
    part("Findings", byLink.has(id) ? findingRows(byLink.get(id)) : null),
    part("Functions", (one.functions || []).length ? h("p", null, one.functions.map((key, n) => [n ? "; " : null, name(functionName(key))])) : null),
    one.cause ? part("Cause", says("p", one.cause)) : null,
    one.effect ? part("Effect", says("p", one.effect)) : null,
    one.superseded_by && links.place(one.superseded_by) >= 0 ? part("Replaced by", h("p", { class: "chips" }, chip("link", one.superseded_by, linkTitle(links.place(one.superseded_by))))) : null,
    figuresAbout([id]),
    recommendationPart(answering([id])),
    part("Evidence", passageList(one.evidence)),
  ];
}

function requirementPanel(id) {
  const row = requirements.place(id);
  const one = requirements.row(row);
  const found = data.assessments[row];
  return [
    heading(`Requirement · ${STATES[found.state]}${found.basis ? ` · ${found.basis}` : ""}`, one.says || requirementTitle(row)),
    h("p", { class: "acts" }, linkButton()),
    part("Who needs it", found.asking.length === 1 ? null : tells("p", stop(capital(found.who))), agencyChips(found.asking.slice(0, 60))),
    part("With whom", tells("p", stop(capital(found.other))), found.counterparts.length ? agencyChips(found.counterparts.slice(0, 60)) : null),
    one.function ? part("Function", says("p", functionName(one.function))) : null,
    part("Disputed", disputedPart(one)),
    part("What would meet it", h("p", null, capital((one.kinds || []).map((kind) => spaced(kind)).join(", ") || "any working link in which work, information, people or money passes"))),
    part("Findings", byRequirement.has(id) ? findingRows(byRequirement.get(id)) : null),
    one.cause ? part("Cause", says("p", one.cause)) : null,
    one.effect ? part("Effect", says("p", one.effect)) : null,
    figuresAbout([id]),
    recommendationPart(answering([id])),
    part("Evidence", passageList(one.evidence)),
  ];
}
