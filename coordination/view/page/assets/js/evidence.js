// Passages of sources, figures and recommendations, wherever a panel shows them.

function passageItem(passage, head) {
  const source = sources.find(passage.source) || {};
  const address = safeAddress(source.url);
  const title = name(source.title || passage.source);
  return h(
    "li",
    { class: passage.stance === "disputes" ? "passage disputes" : "passage" },
    head ? says("p", head, "tag position") : passage.stance === "disputes" ? h("p", { class: "tag" }, "disputes it") : passage.stance === "qualifies" ? h("p", { class: "tag" }, "bears it out in part") : null,
    passage.says ? says("p", passage.says) : null,
    passage.quote ? h("blockquote", { dir: "auto" }, passage.quote) : null,
    h(
      "p",
      { class: "place" },
      passage.speaker ? [name(passage.speaker), ", in "] : null,
      source.publisher ? [name(source.publisher), ", "] : null,
      address
        ? h("a", { href: address, rel: "noopener noreferrer", target: "_blank" }, title)
        : h("cite", null, title),
      source.published ? `, ${dayWords(source.published)}` : null,
      ", ",
      name(passage.at),
    ),
  );
}

// The passage that says most for a finding: one in the source's own words, where there is one.
function firstPassage(finding) {
  const places = [finding.criteria, finding.condition].filter(Boolean).flatMap((one) => one.evidence);
  const found = places.map(passage).filter((one) => !one.stance || one.stance === "supports");
  return found.find((one) => one.quote) || found[0] || null;
}

function passageList(passages) {
  return passages?.length ? h("ul", { class: "passages" }, passages.map((one) => passageItem(one))) : null;
}

function part(title, ...content) {
  const filled = content.flat(3).filter(Boolean);
  return filled.length ? h("section", { class: "part" }, h("h3", null, title), filled) : null;
}

// A statement with its passages; those that stand above already are only named.
function statementPart(title, statement, above) {
  if (!statement) return null;
  const shown = new Set(above?.evidence);
  const [again, fresh] = [[], []];
  for (const place of statement.evidence) (shown.has(place) ? again : fresh).push(passage(place));
  const places = [...new Set(again.map(placeWords))];
  return part(
    title,
    tells("p", statement.text),
    passageList(fresh),
    places.length ? h("p", { class: "place" }, "See above: ", name(places.join("; "))) : null,
  );
}

function figuresAbout(ids) {
  const rows = [];
  for (let row = 0; row < figures.size; row += 1) if (ids.includes(figures.value("about", row))) rows.push(figures.row(row));
  return part(
    "Figures",
    rows.map((one) =>
      h(
        "div",
        { class: "figure" },
        h(
          "p",
          null,
          one.qualifier ? [name(one.qualifier), " "] : null,
          h("strong", null, typeof one.value === "number" ? one.value.toLocaleString("en") : String(one.value)),
          one.unit ? [" ", name(one.unit)] : null,
        ),
        h("p", { class: "quiet" }, name(one.measure), one.period ? `, ${periodWords(one.period)}` : null),
        passageList(one.evidence),
      ),
    ),
  );
}

function periodWords(period) {
  const [start, end] = period.split("/");
  if (!end) return dayWords(start);
  return end === ".." ? `since ${dayWords(start)}` : `${dayWords(start)} to ${dayWords(end)}`;
}

function recommendationItem(one) {
  const to = [].concat(one.to || []).map(labelOf).join(", ");
  return h(
    "li",
    { class: "passage" },
    says("p", one.says),
    h("p", { class: "place" }, name(labelOf(one.by)), " to ", name(to), `, ${spaced(one.status || "open")}`, one.date ? `, ${dayWords(one.date)}` : null),
  );
}

function recommendationPart(ids) {
  const found = ids.map((id) => recommendations.find(id)).filter(Boolean);
  return found.length ? part("Recommended", h("ul", { class: "passages" }, found.map(recommendationItem))) : null;
}

// Ids of the recommendations that answer one of some records.
function answering(ids) {
  const found = [];
  for (let row = 0; row < recommendations.size; row += 1) {
    const answers = [].concat(recommendations.value("answers", row) || []);
    if (answers.some((id) => ids.includes(id))) found.push(recommendations.value("id", row));
  }
  return found;
}
