// The list of findings, one finding, and the tour through them.

const panel = h("aside", { class: "panel", "aria-label": "Findings and details", tabindex: "-1" });

const basisTag = (finding) => h("span", { class: `basis ${basisOf(finding)}`, title: BASIS_MEANINGS[basisOf(finding)] }, BASES[basisOf(finding)]);

function findingItem(finding, sinceSaid) {
  return h(
    "li",
    null,
    h(
      "button",
      { type: "button", class: wouldGo(finding) ? "finding-row gone" : "finding-row", "data-key": finding.key, click: () => choose("finding", finding.key, { focus: true }) },
      h("span", { class: "finding-head" }, h("span", { class: "code" }, name(finding.code)), basisTag(finding), contestedTag(isFindingContested(finding)), findingTags(finding), outcomeTags(finding, sinceSaid === true)),
      tells("span", stop(finding.message), "message"),
    ),
  );
}

function choice(label, key, options) {
  const select = h("select", { change: (event) => {
    state.list[key] = event.target.value;
    shownInList = PAGE;
    refresh();
  }, "data-choice": key }, h("option", { value: "" }, "All"), options.map(([value, words, number]) => h("option", { value }, `${words} (${number.toLocaleString("en")})`)));
  select.value = state.list[key];
  return h("label", null, h("span", null, label), select);
}

function listFilters() {
  const tally = (values) => {
    const found = new Map();
    for (const value of values) found.set(value, (found.get(value) || 0) + 1);
    return [...found].sort(([a], [b]) => (a < b ? -1 : 1));
  };
  const names = new Map(findings.map((finding) => [finding.code, finding.name]));
  const concerned = tally(findings.flatMap((finding) => [...new Set(finding.agencies)]));
  return h(
    "div",
    { class: "list-filters" },
    choice("Rule", "code", tally(findings.map((finding) => finding.code)).map(([code, n]) => [code, `${code} ${spaced(names.get(code) || "")}`, n])),
    choice("Basis", "basis", tally(findings.map(basisOf)).map(([basis, n]) => [basis, capital(BASES[basis]), n])),
    choice("Agency", "agency", concerned.map(([id, n]) => [id, labelOf(id), n]).sort((a, b) => a[1].localeCompare(b[1]))),
  );
}

// What an address asked for and isn't here.
const missingWords = () => [`This file has no ${state.missing.type} “`, name(state.missing.id), "”; it may have been mended since the address was copied."];

const PAGE = 150;
let shownInList = PAGE;

function findingList() {
  const shown = listed();
  const found = shown.filter((finding) => headline.includes(finding));
  const notes = shown.length - found.length;
  const groups = new Map();
  const leading = shown.filter((finding) => firstFindings.has(finding));
  const others = shown.filter((finding) => !firstFindings.has(finding));
  for (const finding of others.slice(0, shownInList)) {
    if (!groups.has(finding.family)) groups.set(finding.family, []);
    groups.get(finding.family).push(finding);
  }
  const sizes = new Map();
  for (const finding of others) sizes.set(finding.family, (sizes.get(finding.family) || 0) + 1);
  const rest = others.length - shownInList;
  return [
    h("div", { class: "list-head" }, h("h2", { tabindex: "-1" }, shown.length === findings.length ? "Findings" : `${found.length} of ${count(headline.length, "finding", "findings")}${notes ? `, ${count(notes, "note about the data", "notes about the data")}` : ""}`), shown.length ? button(["Walk through", icon("next")], () => tour(1), { class: "plain walk" }) : null),
    findings.length ? listFilters() : null,
    data.checked
      ? findings.length
        ? null
        : h("p", { class: "quiet" }, "The rules that ran found nothing.")
      : h("p", { class: "quiet" }, "No rules were put to this network, so there are no findings to show. Choose an agency or a line in the picture."),
    leading.length ? h("section", { class: "family first" }, h("h3", null, "Look at these first", h("span", { class: "count" }, ` ${leading.length}`)), h("ul", { class: "rows" }, leading.map(findingItem))) : null,
    [...groups].map(([family, members]) =>
      h("section", { class: "family" }, h("h3", null, name(data.words.families[family] || family), h("span", { class: "count" }, ` ${sizes.get(family)}`)), h("ul", { class: "rows" }, members.map(findingItem))),
    ),
    rest > 0 ? button(`Show ${Math.min(rest, PAGE)} more of ${rest.toLocaleString("en")}`, () => {
      shownInList += PAGE;
      renderPanel({});
    }, { class: "plain" }) : null,
    shown.length || !findings.length ? null : h("p", { class: "quiet" }, "No finding passes these filters."),
    appearedPart(),
    keysSwitch(),
  ];
}

// What the structure asks and no record answers: whom to ask, why, and what would settle it.
function questionList() {
  return [
    h("div", { class: "list-head" }, h("h2", { tabindex: "-1" }, "Questions")),
    h("p", { class: "quiet" }, "The structure asks them and no record answers. A question is no finding: whoever is asked may have done all there is to do. Those on which most hangs come first."),
    longList(questions, questionItem, "questions"),
  ];
}

function questionItem(one) {
  const rule = data.rules[one.code];
  const many = one.cases.length + one.more > 1;
  // What is asked stands above already.
  const cases = one.cases.map((text) => (text.startsWith(one.text) ? text.slice(one.text.length).trim() : text)).filter(Boolean);
  return h(
    "li",
    { class: "question" },
    h(
      "details",
      { open: Boolean(ownAnswer({ kind: "question", key: one.key })) },
      h("summary", null, tells("span", one.text)),
      one.asks.length ? part("Ask", agencyChips(one.asks)) : null,
      rule?.why ? part("Why", says("p", rule.why)) : null,
      cases.length ? part(many ? `Cases (${one.cases.length + one.more})` : "Recorded", h("ul", { class: "firm" }, cases.map((text) => tells("li", text)), one.more ? h("li", null, `and ${one.more} more`) : null)) : null,
      one.answer ? part(many ? "A finding if, such as" : "A finding if", tells("p", one.answer)) : null,
      one.clears.length ? part("What would settle it", h("ul", { class: "clears" }, one.clears.map((text) => tells("li", stop(capital(text)))))) : null,
      agenciesSay(one.answers.map((answer) => ({ ...answer, position: "answers" }))),
      h("p", { class: "acts" }, respondButton("question", one.key)),
      ownPart("question", one.key),
    ),
  );
}

const LISTS = {
  ...(stateNames.length ? { changes: changesList } : {}),
  findings: findingList,
  ...(questions.length ? { questions: questionList } : {}),
  recommendations: recommendationList,
  answers: answersList,
};

// What the list in the panel is of, where there is more than findings.
function listTabs() {
  const kinds = [["changes", "Changes", null], ["findings", "Findings", headline.length], ["questions", "Questions", questions.length], ["recommendations", "Recommendations", recommendations.size], ["answers", "Your answers", mine.answers.length]];
  const shown = kinds.filter(([key, , size]) => (key === "changes" ? stateNames.length : key === "findings" || size));
  if (shown.length < 2) return null;
  return h(
    "div",
    { class: "tabs list-tabs", role: "group", "aria-label": "List" },
    shown.map(([key, words, size]) => button([words, size === null ? null : h("span", { class: "count" }, ` ${size.toLocaleString("en")}`)], () => {
      state.list.view = key;
      set({});
    }, { "aria-pressed": String(state.list.view === key), "data-list": key })),
  );
}

function findingPanel(id) {
  const finding = findings[findingPlace.get(id)];
  const rule = data.rules[finding.code];
  const number = (value) => value.toLocaleString("en", { maximumFractionDigits: 3 });
  const measured = finding.value === undefined ? "" : `${number(finding.value)} ${finding.value === 1 ? singular(finding.unit || "") : finding.unit || ""}`.trim();
  return [
    h("p", { class: "kicker" }, h("span", { class: "code" }, name(finding.code)), " ", name(spaced(finding.name)), " ", basisTag(finding), " ", contestedTag(isFindingContested(finding))),
    h("h2", { tabindex: "-1", dir: wayOf(finding.message) }, stop(finding.message)),
    agencyChips(finding.agencies),
    h("p", { class: "acts" }, respondButton("finding", finding.key)),
    ownPart("finding", finding.key),
    wouldGo(finding) ? appliedNotice("This finding would clear.") : null,
    statementPart("Required", finding.criteria),
    statementPart("Found", finding.condition, finding.criteria),
    measured ? part("Measured", h("p", null, `${measured}${finding.threshold === undefined ? "" : `; threshold ${number(finding.threshold)}`}`)) : null,
    concludedPart(finding),
    agenciesSay(answersToFinding(finding)),
    finding.cause ? part("Cause", says("p", finding.cause)) : null,
    finding.effect ? part("Effect", says("p", finding.effect)) : null,
    finding.firm ? part("How firm", h("ul", { class: "firm" }, finding.firm.map((text) => tells("li", text)))) : null,
    finding.clears.length ? part("What would clear it", h("ul", { class: "clears" }, finding.clears.map((change) => tells("li", stop(capital(change.text)))))) : null,
    finding.links.length ? part("Links", h("ul", { class: "rows" }, finding.links.filter((key) => links.place(key) >= 0).slice(0, SHOWN).map((key) => linkRow(links.place(key))))) : null,
    recommendedFor(finding),
    rule ? h("details", { class: "part" }, h("summary", null, "About this rule"), says("p", rule.sentence), rule.why ? says("p", rule.why) : null, rule.remedy ? says("p", rule.remedy) : null) : null,
    h("p", { class: "acts" }, copyButton("Copy citation", () => citation(finding)), linkButton(), button("Print this", printChosen)),
  ];
}

// The conclusions of sources that a finding repeats.
function concludedPart(finding) {
  const found = (finding.conclusions || []).map((id) => tables.conclusions?.find(id)).filter(Boolean);
  return found.length ? part("Concluded", found.map((one) => h("div", null, says("p", one.says || capital(spaced(one.finds))), found.length > 1 || ownAnswer({ kind: "conclusion", key: one.id }) ? h("p", { class: "acts" }, respondButton("conclusion", one.id, { plain: true })) : null, ownPart("conclusion", one.id)))) : null;
}

function panelHead() {
  const shown = listed();
  const at = state.chosen.type === "finding" ? shown.findIndex((one) => one.key === state.chosen.id) : -1;
  // What the list counts as findings; notes about the data, which are last, are counted apart.
  const alike = at < 0 ? [] : shown.filter((one) => headline.includes(one) === headline.includes(shown[at]));
  const counted = at < 0 ? "" : `${headline.includes(shown[at]) ? "" : "note "}${alike.indexOf(shown[at]) + 1} of ${alike.length}`;
  return h(
    "div",
    { class: "panel-head" },
    button([icon("back"), state.list.view === "findings" && findings.length ? "All findings" : state.list.view === "recommendations" ? "All recommendations" : state.list.view === "changes" ? "What changed" : state.list.view === "answers" ? "Your answers" : "Back"], backToList, { class: "plain" }),
    at >= 0
      ? h("div", { class: "tour" }, h("span", null, counted), button(icon("back"), () => tour(-1), { "aria-label": "Previous finding", disabled: at === 0 }), button(icon("next"), () => tour(1), { "aria-label": "Next finding", disabled: at === shown.length - 1 }))
      : null,
  );
}

// The finding before or after the chosen one, in the order of the list.
function tour(way) {
  const shown = listed();
  const at = state.chosen?.type === "finding" ? shown.findIndex((one) => one.key === state.chosen.id) : -1;
  const next = shown[at < 0 ? (way > 0 ? 0 : shown.length - 1) : at + way];
  if (!next) return;
  choose("finding", next.key, { focus: true });
  tell(`Finding ${panel.querySelector(".tour").innerText.trim()}`);
}

function backToList() {
  const last = state.chosen;
  choose(null, null, { focus: !fromStage });
  if (fromStage) {
    fromStage = false;
    stage.focus();
    return;
  }
  const row = [...panel.querySelectorAll(".finding-row")].find((one) => one.dataset.key === last?.id);
  row?.focus();
  row?.scrollIntoView({ block: "center" });
}

const PANELS = { finding: findingPanel, recommendation: recommendationPanel, agency: agencyPanel, link: linkPanel, requirement: requirementPanel, group: groupPanel, tie: tiePanel };

// Where the page itself scrolls, the panel may be out of sight: what was chosen there is read from its
// beginning, what was chosen in the picture is seen below it.
function bringIntoSight(read) {
  if (state.tab === "text" || document.documentElement.scrollHeight <= window.innerHeight + 1) return;
  if (read) panel.scrollIntoView({ block: "start" });
  else panel.firstElementChild.scrollIntoView({ block: "nearest" });
}

let panelShows = "";
function renderPanel(what) {
  const shows = JSON.stringify([state.chosen, state.list, state.near, state.open, state.missing, state.applied, shownInList, mine.changes]);
  if (shows === panelShows && !what.chosen) return;
  panelShows = shows;
  const all = () => [...panel.querySelectorAll("button, select, summary, a")];
  const held = all().indexOf(document.activeElement);
  if (state.chosen) fill(panel, panelHead(), h("div", { class: "detail" }, PANELS[state.chosen.type](state.chosen.id)));
  else fill(panel, h("div", { class: "list" }, listTabs(), state.missing ? h("p", { class: "notice", role: "alert" }, missingWords()) : null, (LISTS[state.list.view] || findingList)()));
  if (what.chosen) panel.scrollTop = 0;
  if (what.focus) panel.querySelector("h2")?.focus({ preventScroll: true });
  if (what.chosen && (state.chosen || what.focus)) bringIntoSight(what.focus);
  else if (held >= 0) all()[held]?.focus({ preventScroll: true });
}
