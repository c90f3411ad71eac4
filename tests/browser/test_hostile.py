"""Data from strangers: nothing of it runs, nothing is requested, and the page still works."""

import pytest

import coordination as co

PAYLOADS = (
    "<script>alert(1)</script>",
    "</script><script>alert(1)</script>",
    "<!--<script>alert(1)//-->",
    "<img src=x onerror=alert(1)>",
    "<svg onload=alert(1)>",
    "<iframe src='https://example.org/'></iframe>",
    "<a href='javascript:alert(1)'>click</a>",
    "javascript:alert(1)",
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
    "__proto__",
    "constructor",
    "\u202egnp.exe\u2066",
    "]]><x:script xmlns:x='http://www.w3.org/1999/xhtml'>alert(1)</x:script>",
    "\u2028alert(1)\u2029",
    "a" * 3000,
)


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


def network_of(payload: str) -> co.Network:
    evidence = [{"source": "s", "at": payload, "says": payload, "quote": payload,
                 "speaker": payload}]  # fmt: skip
    return co.Network(
        title=payload,
        as_of="2020-01-01",
        summary=payload,
        sources=[{"id": "s", "title": payload, "publisher": payload, "author": payload,
                  "note": payload, "url": "https://example.org/?q=%22%3E<b>"}],
        functions=[{"id": "constructor", "name": payload, "description": payload}],
        agencies=[
            {"id": "proto", "name": payload, "abbreviation": payload, "jurisdiction": "US",
             "mandates": [{"function": "constructor", "role": "lead", "evidence": evidence}],
             "note": payload, "evidence": evidence},
            {"id": "valueof", "name": payload + " two", "jurisdiction": "MX"},
        ],
        links=[
            {"id": "hasownproperty", "kind": "liaison", "source": "proto", "target": "valueof",
             "name": payload, "status": "strained", "cause": payload, "effect": payload,
             "functions": ["constructor"], "evidence": evidence},
        ],
        requirements=[
            {"id": "tostring", "agency": "proto", "counterpart": {"agency": "valueof"},
             "says": payload, "cause": payload, "effect": payload, "evidence": evidence},
        ],
        recommendations=[
            {"id": "r", "by": "proto", "to": "valueof", "says": payload, "answers": "tostring",
             "evidence": evidence},
        ],
        figures=[{"id": "f", "about": "proto", "measure": payload, "value": 1, "unit": payload,
                  "qualifier": payload, "evidence": evidence}],
    )  # fmt: skip


ELEMENTS = (
    "[...new Set([...document.querySelectorAll("
    "'script,style,link,meta,base,iframe,object,form')].map(element => element.tagName))]"
    ".sort().concat(document.scripts.length <= 4, document.querySelectorAll('[src]').length).join()"
)
"""What could run or load something. A large page is packed, which takes a script less."""


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


@pytest.mark.parametrize("payload", PAYLOADS, ids=range(len(PAYLOADS)))
def test_nothing_runs_and_the_page_still_works(reader, tmp_path, usual, payload):
    network = network_of(payload)
    report = co.check(network, rules=[*co.RULES, hostile])
    path = tmp_path / "page.html"
    co.write_html(network, path, report)
    visit = reader(path)  # the fixture asserts no request, no error and no dialog afterwards
    page = visit.page
    page.locator(".rows button, .rows a").first.click()
    page.wait_for_function("location.hash.startsWith('#finding=')")
    page.keyboard.press("Escape")
    page.keyboard.press("/")
    page.keyboard.insert_text(payload[:20].replace("\u2028", "") or "a")
    page.wait_for_timeout(60)
    page.evaluate("location.hash = '#agency=proto'")
    page.wait_for_function("document.querySelector('.panel h2').innerText.length > 0")
    for address, relation in page.evaluate(ADDRESSES):
        assert address.startswith(("#", "https://", "http://")), address
        if not address.startswith("#"):
            assert "noopener" in relation
    assert page.evaluate(ELEMENTS) == usual


def test_addresses_that_are_not_web_addresses_are_refused():
    for address in ("javascript:alert(1)", "data:text/html,x", "file:///etc/passwd", " //x"):
        with pytest.raises(co.DataError, match="not a web address"):
            co.Network(title="t", sources=[{"id": "s", "title": "S", "url": address}])
