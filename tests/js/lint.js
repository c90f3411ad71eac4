// Lints the page's scripts as the page joins them, so that a name of one script is known in another
// and a name that none uses is found; then the tests' own files. Messages name file and line.

import { readFileSync, readdirSync } from "node:fs";
import { Linter } from "eslint";
import { page, tests } from "./eslint.config.js";
import { scripts } from "./scripts.js";

// Each line of the joined script with the file and line that it comes from.
function joined() {
  const [first, ...others] = scripts();
  const lines = [];
  const glue = (text) => lines.push({ text, where: "coordination/view/page/frame.py" });
  const take = ({ file, text }) => text.split("\n").forEach((line, n) => lines.push({ text: line, where: `${file}:${n + 1}` }));
  glue("(async () => {");
  take(first);
  glue("function openState(at, hash) {");
  others.forEach(take);
  glue("}");
  glue("begin();");
  glue("})();");
  return lines;
}

const linter = new Linter();
const found = [];
const script = joined();
for (const one of linter.verify(script.map(({ text }) => text).join("\n"), page, { filename: "page.js" })) {
  found.push(`${script[one.line - 1].where}: ${one.message} (${one.ruleId})`);
}
for (const name of readdirSync(new URL(".", import.meta.url))) {
  if (!name.endsWith(".js")) continue;
  const text = readFileSync(new URL(name, import.meta.url), "utf8");
  for (const one of linter.verify(text, tests, { filename: name })) found.push(`tests/js/${name}:${one.line}: ${one.message} (${one.ruleId})`);
}
found.forEach((one) => console.log(one));
process.exitCode = found.length ? 1 : 0;
