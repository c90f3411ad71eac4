"""What axe-core finds wrong in a page as it is now."""

import functools

import pytest

COLOURS = ("color-contrast", "link-in-text-block")
"""What depends on the colours, and so on the system's light or dark; nothing else does."""

PLACED = (*COLOURS, "scrollable-region-focusable", "target-size")
"""What depends on where things lie, and so on the width."""

RUN = """async ({ only, off, without }) => {
  const text = document.getElementById("text");
  const copy = text.cloneNode(false);
  const seen = new Set();
  const copyOnce = (parent, copied, chain) => {
    let kept = false;
    for (const child of parent.childNodes) {
      const own = child.cloneNode(false);
      if (child.nodeType === Node.ELEMENT_NODE) {
        const names = child.getAttributeNames().join();
        const styled = [child.className, child.getAttribute("style")];
        const key = `${chain} > ${child.tagName} ${names} ${styled}`;
        const isNew = !seen.has(key);
        seen.add(key);
        if (!copyOnce(child, own, key) && !isNew) continue;
        kept = true;
      }
      copied.append(own);
    }
    return kept;
  };
  if (without === "repeats") copyOnce(text, copy, "");
  if (without) text.replaceWith(copy);
  // What was chosen or emulated just before is drawn by then.
  await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
  const options = { resultTypes: ["violations"], selectors: false };
  if (only.length) options.runOnly = only;
  options.rules = Object.fromEntries(off.map((one) => [one, { enabled: false }]));
  const found = await axe.run(options);
  if (without) copy.replaceWith(text);
  return found.violations.map((one) => [one.id, one.nodes[0].html.slice(0, 160)]);
}"""


@functools.cache
def script():
    return pytest.importorskip("axe_playwright_python.sync_playwright").Axe().axe_script


def violations(page, *, colours_only=False, known_text=False):
    """Each violation with one element of it.

    Where the text is hidden axe has nothing to say of it and goes without. Where it shows, all of
    it is tried but for colours, which cost most: these are tried on one of all elements that have
    the same tags and classes above them, and so the same colours. Of a text that was tried at
    another width, only what a width changes is tried again.
    """
    if not page.evaluate("typeof axe !== 'undefined'"):
        page.evaluate(script() + ";0")

    def run(without, only=(), off=()):
        given = {"without": without, "only": list(only), "off": list(off)}
        return page.evaluate(RUN, given)

    only = COLOURS if colours_only else ()
    if not page.locator("#text").is_visible():
        return run("text", only)
    rest = [] if colours_only else run("text" if known_text else "", off=COLOURS)
    return rest + run("repeats", PLACED if known_text else COLOURS)
