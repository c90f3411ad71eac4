// A link on a day, by the same table as `Network.at` (tests/test_days.py).

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { bare, open } from "./page.js";

const cases = JSON.parse(readFileSync(new URL("../shared/days.json", import.meta.url), "utf8"));

const withLink = (link, { since = null } = {}) => {
  const record = { id: "l", kind: "liaison", source: "a", target: "b", ...link };
  const columns = Object.fromEntries(Object.entries(record).map(([name, value]) => [name, [value]]));
  return bare({ agencies: { size: 2, columns: { id: ["a", "b"], since: [null, since] } }, links: { size: 1, columns } });
};

for (const { what, link, agency, day, in_force, status } of cases) {
  test(`on a day: ${what}`, () => {
    const { statusAt } = open(withLink(link, agency), "data", ["statusAt"]);
    const found = statusAt(0, day);
    assert.equal(found !== null, in_force);
    if (status) assert.equal(found, status);
  });
}
