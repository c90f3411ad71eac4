// What is said of a box, by pointer and by arrow keys.

import assert from "node:assert/strict";
import { test } from "node:test";
import { bare, open } from "./page.js";

const { nodeTip } = open(bare({}), "group_layout", ["nodeTip"]);

test("a group of one agency has words, as one of many has", () => {
  for (const members of [undefined, 12]) assert.equal(nodeTip({ group: "MX", label: "Mexico:\nnational agencies", members }).length, 3);
});
