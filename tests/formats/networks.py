"""Networks for the tests of formats: small ones that hold everything, and hostile text."""

import coordination as co

HOSTILE = (
    "=1+1",
    "+1",
    "-1",
    "@SUM(A1)",
    "\t=1",
    "'=1",
    "＝1",
    "\"quoted\" and 'quoted'",
    "two\nlines",
    "two\r\nlines of a machine",
    "</script><script>alert(1)</script>",
    "<a href='x'>&amp; ]]> <!-- -->",
    "שלום \u202eabc\u202c",
    "a;b, c|d\tend",
    "back\\slash\\",
    "naïve — “dash” 漢字 🚔",
    '=HYPERLINK("http://x","y")',
    "=cmd|' /C calc'!A0",
    "[not json]",
    "{not json}",
    "NaN",
    "null",
    "true",
    "0123",
    "1e5",
    "`backtick` ${x} %s {0}",
)


def hostile():
    """A network in which every text is one that some reader stumbles over."""
    agencies = [
        {
            "id": f"agency-{number}",
            "name": text,
            "abbreviation": text,
            "note": text,
            "jurisdiction": "NA",
            "mandates": [
                {"function": "f", "role": "lead", "evidence": [passage(text)]},
            ],
        }
        for number, text in enumerate(HOSTILE)
    ]
    links = [
        {
            "id": f"link-{number}",
            "kind": "liaison" if number % 2 else "request",
            "source": f"agency-{number}",
            "target": f"agency-{(number + 1) % len(HOSTILE)}",
            "name": text,
            "cause": text,
            "start": "2009-06" if number % 3 else "2009",
            "evidence": [passage(text)],
        }
        for number, text in enumerate(HOSTILE)
    ]
    return co.Network(
        title=HOSTILE[8],
        summary="\n".join(HOSTILE),
        as_of="2010-11-09",
        examined=["links"],
        sources=[{"id": "s", "title": HOSTILE[11]}],
        functions=[{"id": "f", "name": HOSTILE[0], "description": HOSTILE[12]}],
        agencies=agencies,
        links=links,
        figures=[{"id": "n", "about": "agency-1", "measure": "=1", "value": 3 * 2**40}],
    )


def passage(text):
    return {"source": "s", "at": text, "says": text, "quote": text, "speaker": text}


def whole():
    """A network with every shape of link: of several parties, with itself, parallel, ended."""
    return co.Network(
        title="Whole",
        as_of="2010-11-09",
        headline="Two bodies; and a third [sic]",
        examined=["links", {"section": "mandates", "aspect": "leads", "places": ["valley"]}],
        sources=[{"id": "s", "title": "S", "published": "2009"}],
        passages=[{"id": "p", "source": "s", "at": "page 9", "says": "It works.", "speaker": "X"}],
        places=[{"id": "valley", "name": "The Valley", "within": ["US-TX"], "code": "LR01"}],
        functions=[{"id": "f", "name": "F"}, {"id": "g", "name": "G"}],
        agencies=[
            {"id": "a", "name": "Alpha", "abbreviation": "A", "jurisdiction": "US-TX"},
            {"id": "b", "name": "Beta", "part_of": "a", "succeeds": ["old-b", "older-b"]},
            {"id": "c", "name": "Beta", "kind": "collective", "members": ["a", "b"]},
            {
                "id": "alone",
                "name": "Alone",
                "aliases": ["On its own", "a; b", "[c]"],
                "main": True,
                "jurisdiction": "valley",
                "mandates": [
                    {"function": "f", "places": ["valley", "US"], "evidence": ["p"]},
                    {"function": "g", "role": "lead"},
                ],
            },
        ],
        links=[
            {
                "id": "memo",
                "kind": "agreement",
                "parties": ["a", "b", "c"],
                "functions": ["f", "g"],
            },
            {"id": "one", "kind": "request", "source": "a", "target": "b", "status": "unmet"},
            {
                "id": "two",
                "kind": "request",
                "source": "a",
                "target": "b",
                "functions": ["g"],
                "status": "prescribed",
                "under": "memo",
                "evidence": ["p", {"passage": "p", "says": "Nearly."}, {"source": "s", "at": "3"}],
            },
            {"id": "back", "kind": "liaison", "source": "b", "target": "a", "mutual": False},
            {"id": "self", "kind": "information-sharing", "source": "c", "target": "c"},
            {
                "id": "over",
                "kind": "support",
                "source": "c",
                "target": "a",
                "status": "ended",
                "start": "2001",
                "end": "2009-06",
                "superseded_by": "two",
            },
        ],
        requirements=[
            {"id": "r1", "agency": ["a", "b"], "counterpart": {"agency": "alone"}, "function": "f"},
            {
                "id": "r2",
                "agency": {"function": "f", "jurisdiction": "valley"},
                "counterpart": {"same": "place"},
                "function": "f",
                "evidence": [{"passage": "p", "finds": "lacking"}],
            },
        ],
        conclusions=[
            {"id": "c1", "finds": "works", "agencies": ["a"], "about": ["two"], "evidence": ["p"]}
        ],
    )
