// Groups of a large network, and the lines between them, as Python counts them. The cases are made
// of networks by tests/test_scripts.py, which says where they are.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { open } from "./page.js";

const file = process.env.COORDINATION_CASES;
const cases = file ? JSON.parse(readFileSync(file, "utf8")) : [];
const skip = file ? false : "run by tests/test_scripts.py, which makes the networks";

const plain = (value) => JSON.parse(JSON.stringify(value));

test("many links are one line of the same look", { skip }, () => {
  for (const { what, data, curves } of cases) {
    const { linksBetween, summed, grouped, agencies } = open(data, "group_layout", ["linksBetween", "summed", "grouped", "agencies"]);
    const countries = [...new Set(grouped.bands)].sort();
    const boxOf = Int32Array.from({ length: agencies.size }, (_, row) =>
      grouped.crowded ? countries.indexOf(grouped.bands[grouped.of[row]]) : grouped.of[row],
    );
    const keyOf = (box) => (grouped.crowded ? `country:${countries[box]}` : grouped.keys[box]);
    const { between } = linksBetween(boxOf, null);
    const most = Math.max(...between.map(([, , rows]) => rows.length));
    const found = Object.fromEntries(
      between.map(([one, other, rows]) => {
        const { kind, status, formal, confidence } = summed(one, other, rows, most, false);
        return [[keyOf(one), keyOf(other)].sort().join("~"), { links: rows.length, kind, status, formal, confidence }];
      }),
    );
    assert.deepEqual(plain(found), curves, what);
  }
});

test("a group's key leads to the agencies that are in it, and to its words", { skip }, () => {
  for (const { what, data, groups } of cases) {
    const { allGroups, agenciesOf, groupLabel, agencies } = open(data, "groups", ["allGroups", "agenciesOf", "groupLabel", "agencies"]);
    const found = Object.fromEntries(
      allGroups().map((key) => [key, { label: groupLabel(key), agencies: agenciesOf(key).map((row) => agencies.value("id", row)) }]),
    );
    assert.deepEqual(plain(found), groups, what);
  }
});

test("a line is drawn as in the still picture", { skip }, () => {
  for (const { what, data, strokes } of cases) {
    const { strokeOf } = open(data, "strokes", ["strokeOf"]);
    for (const [look, expected] of strokes) {
      const { width, inner, dashes, cased, colour } = plain(strokeOf(look));
      assert.deepEqual({ width, inner, dashes, cased, colour }, expected, `${what}: ${JSON.stringify(look)}`);
    }
  }
});
