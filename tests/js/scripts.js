// The page's scripts, joined in the order in which frame.py joins them.

import { readFileSync } from "node:fs";

const VIEW = new URL("../../coordination/view/page/", import.meta.url);

const order = () => {
  const [, names] = readFileSync(new URL("frame.py", VIEW), "utf8").match(/^SCRIPTS = \(([^)]*)\)/m);
  return [...names.matchAll(/"(\w+)"/g)].map(([, name]) => name);
};

export const scripts = () =>
  order().map((name) => ({
    name,
    file: `coordination/view/page/assets/js/${name}.js`,
    text: readFileSync(new URL(`assets/js/${name}.js`, VIEW), "utf8"),
  }));
