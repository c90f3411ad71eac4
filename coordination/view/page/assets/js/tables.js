// The tables of large networks: the page writes out the first rows, the others come page by page.

const ROWS = 200;

const TABLES = {
  links: {
    size: () => links.size,
    row: (row) => {
      const one = links.row(row);
      return [
        tells("th", endsWords(row)),
        h("td", null, kindWords(one.kind), one.name ? [h("br"), name(one.name)] : null, h("br"), h("small", null, `${one.formal ? "set down" : "practised"}, ${one.confidence || "documented"}`)),
        h("td", null, statusOf(row), isContested(links, row) ? [h("br"), h("small", null, "disputed by a source")] : null),
        h("td", { dir: "auto" }, (one.functions || []).map(functionName).join("; ")),
        h("td", null, datesWords(row)),
        h("td", null, passageList(one.evidence)),
      ];
    },
  },
  agencies: {
    size: () => agencies.size,
    row: (row) => {
      const one = agencies.row(row);
      return [
        says("th", one.name),
        h("td", { dir: "auto" }, one.abbreviation || ""),
        h("td", null, spaced(one.kind || "agency")),
        h("td", null, areaWords(one.jurisdiction)),
        h("td", { dir: "auto" }, one.part_of ? labelOf(one.part_of) : ""),
        h("td", { dir: "auto" }, (one.mandates || []).map((mandate) => `${functionName(mandate.function)} (${mandate.role || "participant"})`).join("; ")),
      ];
    },
  },
};

function startTables() {
  for (const [key, kind] of Object.entries(TABLES)) {
    const holder = textOfState().querySelector(`[data-table="${key}"]`);
    const body = holder?.querySelector("tbody");
    if (!body || body.rows.length >= kind.size()) continue;
    for (const old of holder.parentNode.querySelectorAll(".more, .pager")) old.remove();
    pager(holder, body, kind);
  }
}

function pager(holder, body, kind) {
  let first = 0;
  const where = h("span", { role: "status" });
  const back = button([icon("back"), "Earlier rows"], () => show(first - ROWS));
  const next = button(["Later rows", icon("next")], () => show(first + ROWS));
  const show = (start) => {
    first = Math.max(0, Math.min(start, Math.floor((kind.size() - 1) / ROWS) * ROWS));
    const last = Math.min(kind.size(), first + ROWS);
    const made = [];
    for (let row = first; row < last; row += 1) {
      const cells = kind.row(row);
      cells[0].setAttribute("scope", "row");
      made.push(h("tr", null, cells));
    }
    fill(body, made);
    where.textContent = `Rows ${(first + 1).toLocaleString("en")} to ${last.toLocaleString("en")} of ${kind.size().toLocaleString("en")}`;
    back.disabled = first === 0;
    next.disabled = last === kind.size();
  };
  holder.before(h("p", { class: "pager" }, back, where, next));
  show(0);
}

// Tables wider than the page can be scrolled by keyboard too.
function letScroll() {
  if (state.tab !== "text") return;
  for (const holder of document.querySelectorAll("#text .wide")) {
    const scrolls = holder.scrollWidth > holder.clientWidth;
    holder.toggleAttribute("tabindex", scrolls);
    if (!scrolls) continue;
    holder.setAttribute("tabindex", "0");
    holder.setAttribute("role", "group");
    holder.setAttribute("aria-label", holder.querySelector("caption").textContent);
  }
}
