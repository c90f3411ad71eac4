// Where the words of a line may stand.

import assert from "node:assert/strict";
import { test } from "node:test";
import { bare, open } from "./page.js";

const { picture, wordPlaces } = open(bare({}), "picture", ["picture", "wordPlaces"]);
const edge = { id: "e0", points: [0, 0, 50, 0, 100, 0] };
const farthest = (one) => Math.max(...wordPlaces(one, 20).map(([, y]) => Math.abs(y)));

test("counts and marks stand on their line, words of what is chosen beside it at most", () => {
  assert.equal(farthest(edge), 0);
  assert.equal(farthest({ ...edge, mark: "new" }), 0);
  picture.looks.set("e0", "lit");
  assert.ok(farthest(edge) > 0 && farthest(edge) <= 20);
});

test("what would clear a finding has words in any case near by", () => {
  assert.ok(farthest({ ...edge, id: "g0", ghost: true }) > 40);
});
