import pytest

import coordination as co

DATA = """
title: Two agencies and a hostile <name>
as_of: 2010-11-09
sources:
  - id: audit
    title: "Review of *both* | agencies"
    author: "Ann [A.]"
    publisher: OIG
    published: 2010-11
    kind: audit
    url: "https://example.org/a?b=1|2"
  - {id: news, title: A press report, kind: news}
functions: [{id: tracing, name: Firearms tracing}]
agencies:
  - {id: a, name: Agency A, abbreviation: A, jurisdiction: US}
  - {id: b, name: "B <script>alert(1)</script>", jurisdiction: MX}
links:
  - id: a-b-memo
    kind: agreement
    source: a
    target: b
    evidence: [{source: audit, at: page 3, says: They signed., quote: "a memo_of [both]"}]
requirements:
  - id: share
    agency: a
    counterpart: {agency: b}
    function: tracing
    evidence: [{source: news, at: paragraph 2, says: They should share.}]
recommendations:
  - {id: r1, by: b, to: a, says: Share more., status: concurred, answers: [a-b-memo]}
"""


@co.rule("MY101", "memo-alone")
def memo_alone(network, *, minimum: int = 2):
    """An agreement joins two agencies and nothing else does.

    Why it matters:
        A memo {alone} [moves] nothing.
    """
    for link in network.links.values():
        passage = link.evidence[0]
        yield co.Finding(
            "A and B <script>alert(1)</script> have a memo, 100% of it: on paper,\nno more.",
            "reported",
            link.agencies,
            criteria=co.Statement("They are to share.", network.requirements["share"].evidence),
            condition=co.Statement("They signed | and stopped.", (passage,)),
            cause="No time.",
            effect="Guns pass.",
            links=(link.id,),
            functions=("tracing",),
            value=1,
            threshold=minimum,
            clears=(co.Change.new_link("They share.", kind="information-sharing", source="a"),),
        )


@co.rule("AA904", "requirement-not-examined")
def silent(network):
    """Nobody looked."""
    for requirement in network.requirements.values():
        yield co.Finding("Nobody looked.", "derived", ("a", "b"), requirements=(requirement.id,))
        yield co.Finding("Do they share?", "open", ("a", "b"), records=("q",), asks=("a",))


@pytest.fixture
def network():
    return co.loads(DATA, name="data/two agencies.yaml")


@pytest.fixture
def report(network):
    return co.check(network, rules=[memo_alone, silent])


@pytest.fixture
def ignoring(network):
    return co.check(network, rules=[memo_alone, silent], ignore={"MY101": "by | design"})


@pytest.fixture
def empty(network):
    return co.check(network, rules=[])
