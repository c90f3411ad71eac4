// The page's data: tables of columns, read row by row when somebody asks.

const data = networks[at];

// Passages stand once in the data, and records tell their places.
const passage = (place) => passages.row(place);
function withPassages(record) {
  if (record.evidence) record.evidence = record.evidence.map(passage);
  if (record.mandates) record.mandates = record.mandates.map((mandate) => withPassages({ ...mandate }));
  return record;
}

class Table {
  constructor(packed) {
    this.size = packed.size;
    this.columns = packed.columns;
    this.made = new Map();
  }

  value(name, row) {
    const column = this.columns[name];
    if (column === undefined) return null;
    if (Array.isArray(column)) return column[row];
    const code = column.codes[row];
    return code < 0 ? null : column.words[code];
  }

  row(row) {
    if (!this.made.has(row)) {
      const found = {};
      for (const name of Object.keys(this.columns)) {
        const value = this.value(name, row);
        if (value !== null) found[name] = value;
      }
      withPassages(found);
      this.made.set(row, found);
    }
    return this.made.get(row);
  }

  // Place of an id. A Map, because ids may be words that plain objects know already.
  place(id) {
    if (!this.places) {
      this.places = new Map();
      for (let row = 0; row < this.size; row += 1) this.places.set(this.value("id", row), row);
    }
    return this.places.has(id) ? this.places.get(id) : -1;
  }

  find(id) {
    const row = this.place(id);
    return row < 0 ? null : this.row(row);
  }

  // Distinct values of a column with how often each occurs, in the order in which they occur.
  counts(name, fallback) {
    const found = new Map();
    for (let row = 0; row < this.size; row += 1) {
      const value = this.value(name, row) ?? fallback;
      for (const one of Array.isArray(value) ? value : [value]) {
        found.set(one, (found.get(one) || 0) + 1);
      }
    }
    return found;
  }
}

const tables = {};
for (const name of Object.keys(data.tables)) tables[name] = new Table(data.tables[name]);
const { agencies, links, requirements, sources, functions, recommendations, figures } = tables;
const passages = new Table(data.passages);

const findings = data.findings.map((finding) => ({
  agencies: [], links: [], requirements: [], functions: [], clears: [], recommendations: [], ...finding,
}));
// Those on which most hangs, before all others; the rest in the order of the report.
const FIRST = 5;
const ranked = (data.order || findings.map((_, place) => place)).map((place) => findings[place]);
// Findings about the data itself are listed with the others, and no headline counts them.
const headline = findings.filter((one) => !one.code.startsWith("CG9"));
const firstFindings = new Set(findings.length > FIRST + 2 ? ranked.slice(0, FIRST) : []);
const inOrder = [...firstFindings, ...findings.filter((finding) => !firstFindings.has(finding))];

// How a finding is known: "reported", "both" (reported and shown by the structure) or "derived".
const basisOf = (finding) => (finding.basis === "reported" && finding.also_derived ? "both" : finding.basis);
const BASES = { reported: "reported", both: "reported and shown by the structure", derived: "derived" };
const BASIS_MEANINGS = { reported: "a source says so", both: "a source says so, and the structure shows it", derived: "it follows from the structure" };

const findingPlace = new Map(findings.map((finding, place) => [finding.key, place]));

// Rows of the agencies that a link joins, one entry each.
function endsOf(row) {
  const source = linkEnds().source[row];
  if (source < 0) return links.value("parties", row).map((id) => agencies.place(id));
  const target = linkEnds().target[row];
  return source === target ? [source] : [source, target];
}

// Whether a passage that carries a record disputes it.
const disputing = new Set();
for (let place = 0; place < passages.size; place += 1) if (passages.value("stance", place) === "disputes") disputing.add(place);
function isContested(table, row) {
  return disputing.size > 0 && (table.value("evidence", row) || []).some((place) => disputing.has(place));
}
function isFindingContested(finding) {
  if (finding.disputed) return true;
  const among = (table, ids) => ids.some((id) => table.place(id) >= 0 && isContested(table, table.place(id)));
  return disputing.size > 0 && (among(links, finding.links) || among(requirements, finding.requirements));
}

const statusOf = (row) => links.value("status", row) || "active";

// Rows of source and target of each link as two arrays, -1 for an instrument of several parties.
const endArrays = { made: null };
function linkEnds() {
  if (!endArrays.made) {
    const read = (name) => {
      const column = links.columns[name];
      if (column === undefined) return new Int32Array(links.size).fill(-1);
      if (Array.isArray(column)) return Int32Array.from(column, (id) => (id === null ? -1 : agencies.place(id)));
      const known = column.words.map((id) => agencies.place(id));
      return Int32Array.from(column.codes, (code) => (code < 0 ? -1 : known[code]));
    };
    endArrays.made = { source: read("source"), target: read("target") };
  }
  return endArrays.made;
}

// Rows of the links of each agency, one after the other, and where those of each begin.
const linksByAgency = { begin: null, rows: null };
function linksOf(agency) {
  if (!linksByAgency.begin) {
    const begin = new Int32Array(agencies.size + 1);
    for (let row = 0; row < links.size; row += 1) for (const end of endsOf(row)) begin[end + 1] += 1;
    for (let one = 0; one < agencies.size; one += 1) begin[one + 1] += begin[one];
    const next = begin.slice();
    const rows = new Int32Array(begin[agencies.size]);
    for (let row = 0; row < links.size; row += 1) for (const end of endsOf(row)) rows[next[end]++] = row;
    Object.assign(linksByAgency, { begin, rows });
  }
  return linksByAgency.rows.subarray(linksByAgency.begin[agency], linksByAgency.begin[agency + 1]);
}
const linkCount = (agency) => linksOf(agency).length;

const byAgency = new Map();
const byLink = new Map();
const byRequirement = new Map();
function note(map, key, value) {
  if (!map.has(key)) map.set(key, []);
  map.get(key).push(value);
}
findings.forEach((finding, place) => {
  for (const id of finding.agencies) note(byAgency, id, place);
  for (const id of finding.links) note(byLink, id, place);
  for (const id of finding.requirements) note(byRequirement, id, place);
});

// First and last day of a date that may be a year, a month or a day; ISO texts compare as dates.
// Fiscal years of the U.S. Government begin in October, until 1976 in July.
function firstDay(when) {
  if (when.startsWith("FY")) {
    const year = Number(when.slice(2));
    return `${String(year - 1).padStart(4, "0")}-${year > 1976 ? "10" : "07"}-01`;
  }
  return when.length === 4 ? `${when}-01-01` : when.length === 7 ? `${when}-01` : when;
}
function lastDay(when) {
  if (when.startsWith("FY")) return `${when.slice(2)}-${Number(when.slice(2)) > 1976 ? "09" : "06"}-30`;
  if (when.length === 10) return when;
  if (when.length === 4) return `${when}-12-31`;
  const [year, month] = when.split("-").map(Number);
  return `${when}-${new Date(Date.UTC(year, month, 0)).getUTCDate()}`;
}

// Whether an agency has its present form only since after the day that is shown. It may be older:
// agreements are, and `Network.at` keeps it, so it is drawn.
function isFormedLater(row) {
  const since = agencies.value("since", row);
  return Boolean(state.day && since && firstDay(since) > state.day);
}

const isUndated = (row) => !links.value("start", row) && !links.value("end", row);

// The status that a link has on a day, or null where it isn't in force: as Network.at has it.
function statusAt(row, day) {
  const start = links.value("start", row);
  const end = links.value("end", row);
  const status = statusOf(row);
  if (start && firstDay(start) > day) return null;
  if (end && lastDay(end) < day) return null;
  if (status === "planned" && !start) return null;
  if (status === "ended") return end ? "active" : null;
  return status;
}
