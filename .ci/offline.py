"""Say what a page would fetch from elsewhere, and fail where there is anything."""

import re
import sys
from html.parser import HTMLParser
from pathlib import Path

FETCHING = {"src", "srcset", "poster", "data", "background", "action", "formaction", "manifest"}
OUTSIDE = re.compile(r"^\s*(?:[a-z][a-z0-9+.-]*:)?//|^\s*(?:https?|ftp|wss?):", re.IGNORECASE)
STYLE = re.compile(r"""url\(\s*['"]?(?!data:|#)|@import""", re.IGNORECASE)


class Page(HTMLParser):
    """Collects what a browser would fetch on its own; links that wait for a click are fine."""

    def __init__(self):
        super().__init__()
        self.fetched = []
        self.policies = []
        self.in_style = False

    def handle_starttag(self, tag, attributes):
        given = {name: value or "" for name, value in attributes}
        self.in_style = tag == "style"
        for name, value in given.items():
            loads = name in FETCHING or (name == "href" and tag not in ("a", "area"))
            if name == "xlink:href" or loads:
                if OUTSIDE.search(value) or (tag == "link" and not value.startswith("data:")):
                    self.fetched.append(f"<{tag} {name}={value[:80]!r}>")
            elif name == "style" and STYLE.search(value):
                self.fetched.append(f"<{tag} style={value[:80]!r}>")
        if tag == "meta" and given.get("http-equiv", "").lower() == "content-security-policy":
            self.policies.append(given.get("content", ""))
        if tag == "meta" and given.get("http-equiv", "").lower() == "refresh":
            self.fetched.append("<meta http-equiv='refresh'>")

    def handle_endtag(self, tag):
        self.in_style = False

    def handle_data(self, data):
        if self.in_style and (found := STYLE.search(data)):
            self.fetched.append(f"<style> {found.group()!r}")


def main(paths):
    failed = False
    for path in paths:
        page = Page()
        page.feed(Path(path).read_text(encoding="utf-8"))
        page.close()
        problems = list(page.fetched)
        if not any("default-src 'none'" in policy for policy in page.policies):
            problems.append("no Content-Security-Policy that forbids all by default")
        for problem in problems:
            print(f"{path}: {problem}", file=sys.stderr)
        failed = failed or bool(problems)
        print(f"{path}: {'FAILS' if problems else 'asks for nothing from elsewhere'}")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
