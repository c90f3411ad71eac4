// Large networks: which agencies are in which group, and what joins groups. A group is known by a
// key that a later export gives it again: "US-TX" and "US:doj" as the data has them, "country:US"
// for all agencies of a country, and "US-TX/dps" for an agency and what is part of it in its group.

const grouped = data.groups;

const MOST_INSIDE = 36; // boxes in an opened group
const LEAST_PARTS = 4; // agencies of a part that make it a group of its own

const groupRows = new Map(); // key -> rows of its agencies, as they are asked for
const parentRows = { made: null };
function parentOf(row) {
  if (!parentRows.made) {
    const column = agencies.columns.part_of;
    const known = column?.codes ? column.words.map((id) => agencies.place(id)) : null;
    parentRows.made = Int32Array.from({ length: agencies.size }, (_, one) => {
      if (!column) return -1;
      if (known) return column.codes[one] < 0 ? -1 : known[column.codes[one]];
      return column[one] === null ? -1 : agencies.place(column[one]);
    });
  }
  return parentRows.made[row];
}

// The base group of a key, and the agency at the head of a part of it.
function partsOfKey(key) {
  const cut = key.indexOf("/");
  return cut < 0 ? [key, -1] : [key.slice(0, cut), agencies.place(key.slice(cut + 1))];
}

function agenciesOf(key) {
  if (groupRows.has(key)) return groupRows.get(key);
  const [base, head] = partsOfKey(key);
  const wanted = base.startsWith("country:")
    ? new Set(grouped.bands.flatMap((band, n) => (`country:${band}` === base ? [n] : [])))
    : new Set([grouped.keys.indexOf(base)]);
  let found = [];
  for (let row = 0; row < agencies.size; row += 1) if (wanted.has(grouped.of[row])) found.push(row);
  if (key !== base) found = found.filter((row) => row === head || above(row, grouped.of[row]).includes(head));
  groupRows.set(key, found);
  return found;
}

// The agencies of its own group that an agency is part of, the nearest first.
function above(row, group) {
  const found = [];
  for (let one = parentOf(row); one >= 0 && grouped.of[one] === group && found.length < 20; one = parentOf(one)) found.push(one);
  return found;
}

const groupExists = (key) => Boolean(grouped) && agenciesOf(key).length > 0;
const allGroups = () => [...new Set([...grouped.keys, ...grouped.bands.map((band) => `country:${band}`)])];
const countryOf = (key) => (key.startsWith("country:") ? key.slice(8) : key.slice(0, 2));
const severalCountries = () => new Set(grouped.bands).size > 1;

function groupLabel(key) {
  const [base, head] = partsOfKey(key);
  if (key !== base) return `${labelOf(head)} and its parts`;
  if (base.startsWith("country:")) return base === "country:" ? "No country recorded" : areaWords(base.slice(8));
  return grouped.labels[grouped.keys.indexOf(base)];
}

// The keys that lead to a group, the widest first, itself last.
function wayTo(key) {
  const [base, head] = partsOfKey(key);
  const found = severalCountries() && !base.startsWith("country:") ? [`country:${countryOf(base)}`] : [];
  // A country with one group has nothing between itself and that.
  if (found.length && partsOf(found[0]).length < 2) found.pop();
  found.push(base);
  if (key !== base) {
    const heads = above(head, grouped.of[head]).reverse().map((one) => `${base}/${agencies.value("id", one)}`);
    found.push(...heads.filter((one) => agenciesOf(one).length < agenciesOf(base).length), key);
  }
  return found;
}

// What a group is made of: {group: key, rows} and {agency: row}, those with most links first.
function partsOf(key) {
  const [base, head] = partsOfKey(key);
  const rows = agenciesOf(key);
  if (base.startsWith("country:")) {
    const band = base.slice(8);
    return ordered(grouped.keys.flatMap((one, n) => (grouped.bands[n] === band ? [{ group: one, rows: agenciesOf(one) }] : [])));
  }
  if (rows.length <= MOST_INSIDE) return ordered(rows.map((row) => ({ agency: row })));
  const within = new Set(rows);
  // The agency at the head of a group stands in it as one of its agencies.
  const heads = rows.filter((row) => !within.has(parentOf(row)));
  const top = head >= 0 ? head : heads.length === 1 ? heads[0] : -1;
  const below = new Map();
  for (const row of rows) {
    if (row === top) continue;
    let highest = row;
    for (const one of above(row, grouped.of[row])) if (one !== top && within.has(one)) highest = one;
    note(below, highest, row);
  }
  const found = top >= 0 ? [{ agency: top }] : [];
  for (const [one, members] of below) {
    if (members.length >= LEAST_PARTS) found.push({ group: `${base}/${agencies.value("id", one)}`, rows: members });
    else found.push(...members.map((row) => ({ agency: row })));
  }
  return ordered(found);
}

const weightOf = (item) => (item.agency !== undefined ? linkCount(item.agency) : item.rows.reduce((sum, row) => sum + linkCount(row), 0));
function ordered(items) {
  const weights = new Map(items.map((item) => [item, weightOf(item)]));
  return items.sort((a, b) => weights.get(b) - weights.get(a) || (a.agency ?? a.rows[0]) - (b.agency ?? b.rows[0]));
}

// Links between boxes: for each two boxes the rows of the links that join them, and those within
// each box. `boxOf` tells the box of each agency, -1 for none; an instrument counts once for each
// two boxes that it joins.
function linksBetween(boxOf, rows) {
  const between = new Map();
  const within = new Map();
  const take = (row) => {
    const { source, target } = linkEnds();
    if (source[row] >= 0) {
      const one = boxOf[source[row]];
      const other = boxOf[target[row]];
      if (one < 0 || other < 0) return;
      if (one === other) note(within, one, row);
      else note(between, Math.min(one, other) * 1e6 + Math.max(one, other), row);
      return;
    }
    const boxes = [...new Set(endsOf(row).map((end) => boxOf[end]))].filter((box) => box >= 0).sort((a, b) => a - b);
    if (boxes.length === 1 && endsOf(row).filter((end) => boxOf[end] === boxes[0]).length > 1) note(within, boxes[0], row);
    boxes.forEach((one, n) => boxes.slice(n + 1).forEach((other) => note(between, one * 1e6 + other, row)));
  };
  if (rows) for (const row of rows) take(row);
  else for (let row = 0; row < links.size; row += 1) take(row);
  return { within, between: [...between].map(([key, found]) => [Math.floor(key / 1e6), key % 1e6, found]) };
}

const isFailing = (status) => !["active", "planned", "ended"].includes(status);

// Counts of links by kind and status, the most frequent kind first; of equals the one that the
// vocabulary has first, as in Python.
function tally(rows) {
  const order = Object.keys(data.words.kinds);
  const kinds = new Map();
  let failing = 0;
  for (const row of rows) {
    const kind = links.value("kind", row);
    const status = statusOf(row);
    if (!kinds.has(kind)) kinds.set(kind, { all: 0, statuses: new Map() });
    const one = kinds.get(kind);
    one.all += 1;
    one.statuses.set(status, (one.statuses.get(status) || 0) + 1);
    failing += isFailing(status);
  }
  return { all: rows.length, failing, kinds: [...kinds].sort((a, b) => b[1].all - a[1].all || order.indexOf(a[0]) - order.indexOf(b[0])) };
}

// The groups beside a group: those of the same picture, or countries seen from a country.
function neighboursOf(key) {
  const [base] = partsOfKey(key);
  if (base.startsWith("country:")) {
    return [...new Set(grouped.bands)].map((band) => `country:${band}`).filter((one) => one !== base);
  }
  const others = grouped.keys.filter((one) => one !== base);
  if (!grouped.crowded) return others;
  // Many groups: those of the own country, and each other country as one.
  const own = countryOf(base);
  const countries = [...new Set(grouped.bands)].filter((band) => band !== own).map((band) => `country:${band}`);
  return [...others.filter((one) => countryOf(one) === own), ...countries];
}
