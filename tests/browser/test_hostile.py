"""Data from strangers: nothing of it runs, nothing is requested, and the page still works."""

import pytest

import coordination as co

MARKUP = (
    "<script>alert(1)</script>",
    "</script><script>alert(1)</script>",
    "<!--<script>alert(1)//-->",
    "<img src=x onerror=alert(1)>",
    "<svg onload=alert(1)>",
    "<iframe src='https://example.org/'></iframe>",
    "<a href='javascript:alert(1)'>click</a>",
    "<body onload=alert(1)>",
    '"><img src=x onerror=alert(1)>',
    "' onmouseover='alert(1)",
    "{{ 7 * 7 }}{% raw %}",
    "${alert(1)}`",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "<style>*{display:none}</style>",
    "<link rel=stylesheet href=https://example.org/x.css>",
    "<meta http-equiv=refresh content='0;url=https://example.org/'>",
    "<base href='https://example.org/'>",
    "<form action='https://example.org/'><input></form>",
    "<object data='https://example.org/'></object>",
    "]]><x:script xmlns:x='http://www.w3.org/1999/xhtml'>alert(1)</x:script>",
)
"""What would be seen wherever in a text it stands: one network has several of these."""

WORDS = (
    "javascript:alert(1)",
    "__proto__",
    "constructor",
    "\u202egnp.exe\u2066",
    "\u2028alert(1)\u2029",
    "a" * 3000,
)
"""What does harm only as the whole of a text: a network has one of these."""

AT_ONCE = 10
CASES = [(word,) for word in WORDS]
CASES += [MARKUP[n : n + AT_ONCE] for n in range(0, len(MARKUP), AT_ONCE)]


@co.rule("XS101", "hostile")
def hostile(network):
    """A rule of a stranger repeats what the data says."""
    for agency in network.agencies.values():
        yield co.Finding(
            f"{agency.name} lacks something.",
            "derived",
            (agency.id,),
            condition=co.Statement(agency.name),
            cause=agency.name,
            effect=agency.name,
        )


def network_of(*payloads: str) -> co.Network:
    """Each payload is all that its records say; together they are what the network says."""
    records = [records_of(payload, n or "") for n, payload in enumerate(payloads)]
    sections = {name: [one for made in records for one in made[name]] for name in records[0]}
    together = " ".join(payloads)
    return co.Network(title=together, as_of="2020-01-01", summary=together, **sections)


def records_of(payload, n):
    evidence = [{"source": f"s{n}", "at": payload, "says": payload, "quote": payload,
                 "speaker": payload}]  # fmt: skip
    return {
        "sources": [
            {"id": f"s{n}", "title": payload, "publisher": payload, "author": payload,
             "note": payload, "url": "https://example.org/?q=%22%3E<b>"},
        ],
        "functions": [{"id": f"constructor{n}", "name": payload, "description": payload}],
        "agencies": [
            {"id": f"proto{n}", "name": payload, "abbreviation": payload, "jurisdiction": "US",
             "mandates": [{"function": f"constructor{n}", "role": "lead", "evidence": evidence}],
             "note": payload, "evidence": evidence},
            {"id": f"valueof{n}", "name": payload + " two", "jurisdiction": "MX"},
        ],
        "links": [
            {"id": f"hasownproperty{n}", "kind": "liaison", "source": f"proto{n}",
             "target": f"valueof{n}", "name": payload, "status": "strained", "cause": payload,
             "effect": payload, "functions": [f"constructor{n}"], "evidence": evidence},
        ],
        "requirements": [
            {"id": f"tostring{n}", "agency": f"proto{n}", "counterpart": {"agency": f"valueof{n}"},
             "says": payload, "cause": payload, "effect": payload, "evidence": evidence},
        ],
        "recommendations": [
            {"id": f"r{n}", "by": f"proto{n}", "to": f"valueof{n}", "says": payload,
             "answers": f"tostring{n}", "evidence": evidence},
        ],
        "figures": [
            {"id": f"f{n}", "about": f"proto{n}", "measure": payload, "value": 1,
             "unit": payload, "qualifier": payload, "evidence": evidence},
        ],
    }  # fmt: skip


ELEMENTS = (
    "[...new Set([...document.querySelectorAll("
    "'script,style,link,meta,base,iframe,object,form')].map(element => element.tagName))]"
    ".sort().concat(document.scripts.length <= 4, document.querySelectorAll('[src]').length).join()"
)
"""What could run or load something. A large page is packed, which takes a script less."""


HEADINGS_AT = """async (places) => {
  const told = [];
  for (const place of places) {
    const heard = new Promise((done) => addEventListener("hashchange", done, { once: true }));
    location.hash = place;
    await heard;
    await new Promise((done) => setTimeout(done, 0));
    told.push(document.querySelector(".panel h2").innerText);
  }
  return told;
}"""

ADDRESSES = (
    "[...document.querySelectorAll('a[href]')]"
    ".map(link => [link.getAttribute('href'), link.getAttribute('rel')])"
)


@pytest.fixture(scope="module")
def usual(visit, tmp_path_factory):
    """These elements of a page without anything hostile in it."""
    network = network_of("plain")
    path = tmp_path_factory.mktemp("plain") / "page.html"
    co.write_html(network, path, co.check(network, rules=[*co.RULES, hostile]))
    one = visit(path)
    found = one.page.evaluate(ELEMENTS)
    one.close()
    return found


@pytest.mark.parametrize("payloads", CASES, ids=range(len(CASES)))
def test_nothing_runs_and_the_page_still_works(reader, tmp_path, usual, payloads, monkeypatch):
    if len(payloads) > 1:  # as in a page of one: data that anyone can read, and markup could end
        monkeypatch.setattr("coordination.view.page.frame.PACKED_ABOVE", 10**6)
    network = network_of(*payloads)
    report = co.check(network, rules=[*co.RULES, hostile])
    path = tmp_path / "page.html"
    co.write_html(network, path, report)
    visit = reader(path)  # the fixture asserts no request, no error and no dialog afterwards
    page = visit.page
    if len(payloads) > 1:
        assert page.locator("#data").get_attribute("type") == "application/json"
    page.locator(".rows button, .rows a").first.click()
    page.wait_for_function("location.hash.startsWith('#finding=')")
    page.keyboard.press("Escape")
    for n, payload in enumerate(payloads):
        page.keyboard.press("/")
        page.keyboard.insert_text(payload[:20].replace("\u2028", "") or "a")
        page.keyboard.press("Escape")
        places = [f"#finding=XS101:proto{n or ''}", f"#agency=proto{n or ''}"]
        for told in page.evaluate(HEADINGS_AT, places):
            text = payload.strip("\u202e\u2066")  # what turns the direction is left out
            assert " ".join(text.split()) in " ".join(told.split())
    for address, relation in page.evaluate(ADDRESSES):
        assert address.startswith(("#", "https://", "http://")), address
        if not address.startswith("#"):
            assert "noopener" in relation
    assert page.evaluate(ELEMENTS) == usual


def test_addresses_that_are_not_web_addresses_are_refused():
    for address in ("javascript:alert(1)", "data:text/html,x", "file:///etc/passwd", " //x"):
        with pytest.raises(co.DataError, match="not a web address"):
            co.Network(title="t", sources=[{"id": "s", "title": "S", "url": address}])
