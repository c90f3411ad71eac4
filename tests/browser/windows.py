"""Open windows of a browser, led back to how they were and given to the next who asks."""

from collections import Counter

MEDIA = {"color_scheme": "light", "reduced_motion": "reduce", "forced_colors": "none"}
"""Where a test asks for nothing else: a picture that moves at once is where it is looked for."""

REST = """async (rest) => {
  document.querySelector("dialog[open]")?.close();
  document.querySelector("details.about[open]")?.removeAttribute("open");
  document.querySelector("[aria-controls=day-bar][aria-expanded=true]")?.click();
  if (location.hash.length > 1) {
    const heard = new Promise((done) => addEventListener("hashchange", done, { once: true }));
    location.hash = "";
    await heard;
  }
  const search = document.querySelector(".search input");
  if (search) search.dispatchEvent(new Event("input"));
  const told = document.querySelector("p.unseen[role=status]");
  if (told) told.textContent = "";
  document.activeElement?.blur();
  for (const one of document.querySelectorAll("body, body *")) {
    if (one.scrollTop || one.scrollLeft) one.scrollTo(0, 0);
  }
  const describe = () => {
    const dialog = document.querySelector("dialog:not([open])");
    const parts = [...document.querySelectorAll("body > :not(script, dialog:not([open]))")];
    const hides = document.getElementById("text")?.checkVisibility() === false;
    const all = [...document.querySelectorAll(hides ? ":not(#text *)" : "*")];
    const inputs = all.filter((one) => one.matches("input, select") && !dialog?.contains(one));
    const moved = all.filter((one) => one.scrollTop || one.scrollLeft);
    const seen = [
      document.documentElement.className,
      document.title,
      ...parts.map((one) => one.outerHTML.replaceAll(/ (class|style)=""/g, "")),
      ...inputs.map((one) => `${one.value} ${one.checked}`),
      ...moved.map((one) => one.className),
      scrollY,
    ].join();
    const size = seen.length;
    let sum = 0;
    for (let at = 0; at < size; at += 1) sum = (Math.imul(sum, 31) + seen.charCodeAt(at)) | 0;
    return [size, sum];
  };
  await new Promise(requestAnimationFrame);
  if (rest && String(rest) === String(describe())) return rest;
  await new Promise((done) => setTimeout(done, 30));
  return describe();
}"""
"""Lead a page back to where its address names nothing, and describe what is seen there.

What a reader opened is closed, and what they scrolled is scrolled back. A search or dialog that is
closed isn't seen: it is filled anew before it opens again. Nor is what was told last. Of the
description, as long as the page, only its length and a sum are returned.
"""

MOST = 3
"""Windows of the same options: one for each of the pages that a file of tests goes between."""


class Windows:
    """Open windows of a browser, by their options: a reader gets one that another has left.

    A page that nothing has been left of is still open there, as loading it is what costs most.
    Whether it is as it was when it was loaded is seen only when somebody asks for it.
    """

    def __init__(self, browser):
        self.browser = browser
        self.left = {}
        self.opened = Counter()
        self.altered = set()
        self.at_rest = {}

    def take(self, file, options, *, anew):
        """A window for the file, and whether it shows it already."""
        fixed, size, media = sorted_out(options)
        left = self.left.setdefault(repr(fixed), [])
        shows = False
        for window in () if anew else [one for one in left if shown(one) == file]:
            if shows := self.is_as_loaded(window, file, options):
                break
        else:
            window = next((one for one in left if one in self.altered), None)
            if window is None and left and self.opened[repr(fixed)] >= MOST:
                window = left[0]  # the one that nobody has asked for longest
        if window is None:
            self.opened[repr(fixed)] += 1
            window = self.browser.new_context(viewport=size, **fixed).new_page()
            window.set_default_timeout(30_000)  # a slow machine is no fault of the page
            window.emulate_media(**media)
            return window, False
        left.remove(window)
        self.altered.discard(window)
        if not shows:
            if options.get("java_script_enabled", True):
                window.evaluate("localStorage.clear()")
            window.goto("about:blank")
            self.tidy(window)
        if size != window.viewport_size:
            window.set_viewport_size(size)
        if media != MEDIA:
            window.emulate_media(**media)
        return window, shows

    def load(self, window, file, fragment, options, *, anew):
        """Load the file as somebody who opens it, at this place."""
        fixed, size, media = sorted_out(options)
        kind = repr((fixed, size, file))
        scripted = options.get("java_script_enabled", True)
        describe = scripted and not anew and kind not in self.at_rest and media == MEDIA
        window.goto(file if describe else file + fragment)
        if scripted:
            window.wait_for_selector("html.js")
        if describe:
            self.at_rest[kind] = window.evaluate(REST)
            if fragment:
                window.goto(file + fragment)

    def is_as_loaded(self, window, file, options):
        """Whether nothing is left in a window of what a reader did to it."""
        fixed, size, _ = sorted_out(options)
        rest = self.at_rest.get(repr((fixed, size, file)))
        if rest is None or window in self.altered or size != window.viewport_size:
            return False
        self.tidy(window)
        window.evaluate("localStorage.clear()")
        if "#embed" not in window.url and window.evaluate(REST, rest) == rest:
            return True
        self.altered.add(window)
        return False

    def tidy(self, window):
        """Take back what a reader may have set around a page."""
        window.context.clear_permissions()
        window.emulate_media(media="null", **MEDIA)
        window.mouse.move(0, 0)

    def leave(self, window, options):
        """Give a window back for others, as large as it was."""
        if window.viewport_size != options["viewport"]:
            window.set_viewport_size(options["viewport"])
        self.left[repr(sorted_out(options)[0])].append(window)


def shown(window):
    """The file that a window shows."""
    return window.url.partition("#")[0]


def sorted_out(options):
    """Of the options of a window: what is fixed with it, its size, and what it emulates."""
    media = {name: options.get(name, usual) for name, usual in MEDIA.items()}
    fixed = {k: v for k, v in sorted(options.items()) if k not in (*MEDIA, "viewport")}
    return fixed, options["viewport"], media
