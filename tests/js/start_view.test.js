// What a small phone shows first, where all of a picture would be too small to read.

import assert from "node:assert/strict";
import { test } from "node:test";
import { bare, open } from "./page.js";

const { picture, bestStretch } = open(bare({}), "camera", ["picture", "bestStretch"]);
const box = (id, y, more) => ({ id, x: 0, y, size: [80, 30], ...more });
const nodes = [box("a", 20), box("b", 60), box("c", 400, { findings: 9 }), box("d", 450, { missing: true }), box("e", 600)];
picture.scene = { edges: [] };

test("it holds what most findings name and what is missing", () => {
  const start = bestStretch(nodes, 1, [0, 640], 200);
  assert.ok(start <= 385 && start + 200 >= 465, String(start));
});

test("what fits is in the middle, and nothing beyond the edges is shown", () => {
  assert.equal(bestStretch(nodes, 1, [0, 640], 700), -30);
  for (const one of nodes) {
    const start = bestStretch([one], 1, [0, 640], 200);
    assert.ok(start >= 0 && start <= 440, String(start));
  }
});
