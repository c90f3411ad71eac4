// What changed since the state before: findings first, then records.

const SECTION_WORDS = { links: "Links", requirements: "Requirements", conclusions: "Conclusions", recommendations: "Recommendations", agencies: "Agencies", places: "Places" };
const TYPES = { links: "link", requirements: "requirement", recommendations: "recommendation", agencies: "agency" };
const RECORD_STATES = [
  ["formed", "New", (one) => one.state === "formed"],
  ["first", "Recorded for the first time", (one) => one.state === "first recorded"],
  ["ended", "Ended", (one) => one.state === "ended"],
  ["changed", "Changed", (one) => one.state === "changed" && !one.lesser],
  ["lesser", "Other evidence or confidence", (one) => one.lesser],
  ["silent", "Not looked at again", (one) => one.state === "not looked at again"],
];

function changesList() {
  const before = stateNames[at - 1];
  const after = stateNames[at + 1];
  const walk = after ? button([after.label, icon("next")], () => goTo(at + 1, { focus: "panel" }), { class: "plain", "aria-label": `What changed by ${after.label}` }) : null;
  if (!before) {
    return [
      h("div", { class: "list-head" }, h("h2", { tabindex: "-1" }, `The first state: ${stateNames[at].label}`), walk),
      data.summary ? says("p", data.summary, "quiet") : null,
      h("p", { class: "quiet" }, "The later states say what changed since."),
    ];
  }
  const { findings: told, records, successions } = sinceStep;
  const here = (places) => places.map((place) => findingItem(findings[place], true));
  const there = (places) => places.map((place) => earlierFinding(place));
  return [
    h("div", { class: "list-head" }, h("h2", { tabindex: "-1" }, `What changed since ${before.label}`), walk),
    h("p", { class: "quiet" }, `Findings: ${told.opened.length} opened, ${told.closed.length} closed, ${told.persisting.length} persist, ${told["no longer examined"].length} no longer examined.`),
    changeGroup("Findings opened", here(told.opened), true),
    changeGroup("Findings closed", there(told.closed), true),
    changeGroup("Findings that persist", here(told.persisting), told.persisting.length < 6),
    changeGroup("Findings no longer examined", there(told["no longer examined"]), false, "This state's sources don't speak of what they are about: that isn't the same as closed."),
    successions.length ? changeGroup("Agencies renamed, merged or split", successions.map((one) => h("li", { class: "quiet" }, capital(one.what), ": ", name(one.before.join(", ")), " to ", name(one.after.join(", ")))), true) : null,
    RECORD_STATES.map(([key, words, picks]) => {
      const found = records.filter(picks);
      const parts = Object.keys(SECTION_WORDS).map((section) => [section, found.filter((one) => one.section === section)]);
      const items = parts.flatMap(([section, members]) => (members.length ? [h("li", { class: "quiet section-of" }, SECTION_WORDS[section]), ...members.map(recordItem)] : []));
      const note_ = key === "first" ? "The state before doesn't speak of them: they may have been there." : key === "silent" ? "The sources of this state don't mention them: that isn't the same as ended." : null;
      return changeGroup(`${words}`, items, key === "ended" || key === "changed", note_, found.length);
    }),
  ];
}

function changeGroup(title, items, open, words, size = items.length) {
  if (!size) return null;
  return h("details", { class: "family", open }, h("summary", null, h("h3", null, title, h("span", { class: "count" }, ` ${size.toLocaleString("en")}`))), words ? h("p", { class: "quiet" }, words) : null, h("ul", { class: "rows" }, items));
}

// A finding of the state before; choosing it leads there.
function earlierFinding(place) {
  const finding = networks[at - 1].findings[place];
  return h(
    "li",
    null,
    h(
      "button",
      { type: "button", class: "finding-row gone", click: () => goTo(at - 1, { type: "finding", id: finding.key, focus: "panel" }) },
      h("span", { class: "finding-head" }, h("span", { class: "code" }, name(finding.code)), basisTag(finding), h("span", { class: "tag" }, `in ${stateNames[at - 1].label}`)),
      tells("span", stop(finding.message), "message"),
    ),
  );
}

function recordItem(one) {
  const where = one.earlier ? at - 1 : at;
  const type = TYPES[one.section];
  const words = [h("span", { class: "row-words" }, name(one.title)), one.earlier ? h("span", { class: "tag" }, `in ${stateNames[where].label}`) : null];
  return h(
    "li",
    { class: "change" },
    type
      ? h("button", { type: "button", class: "row", click: () => (where === at ? choose(type, one.id, { focus: true }) : goTo(where, { type, id: one.id, focus: "panel" })) }, words)
      : h("div", { class: "row" }, words),
    one.fields.length ? h("ul", { class: "diff" }, one.fields.map(fieldItem)) : null,
  );
}

function fieldItem(field) {
  if (field.field !== "evidence") {
    return h("li", null, h("span", { class: "quiet" }, `${capital(field.field)}: `), h("del", { dir: "auto" }, field.before), " ", h("span", { "aria-hidden": "true" }, "→"), " ", h("ins", { dir: "auto" }, field.after));
  }
  const list = (passages, tag) => passages.map((words) => h("li", null, h(tag, { dir: "auto" }, words)));
  const words = [field.fresh.length ? `${field.fresh.length} new` : "", field.gone.length ? `${field.gone.length} no longer` : ""].filter(Boolean).join(", ");
  return h("li", null, h("details", null, h("summary", null, `Evidence: ${words}`), h("ul", null, list(field.gone, "del"), list(field.fresh, "ins"))));
}
