"""Files of other tools: what we write of drawn networks, and what others might."""

from __future__ import annotations

import json
from functools import lru_cache
from random import Random

import coordination as co
from coordination.formats import FORMATS
from tests.fuzz.case import Case
from tests.fuzz.mutate import mutated
from tests.fuzz.records import document
from tests.fuzz.texts import text

NAMES = {
    "graphml": "case.graphml",
    "gexf": "case.gexf",
    "kumu": "case.kumu.json",
    "node-link": "case.node-link.json",
    "cytoscape": "case.cyjs",
    "gephi": "case-nodes.csv",
}
_WORDS = tuple(
    word.encode()
    for word in (
        "<node id='a'>", "</node>", "<data key='d0'>", "<edge source='a' target='b'/>", "<graph>",
        "<!DOCTYPE a [<!ENTITY b 'c'>]>", "&b;", "attr.type='int'", "attr.type='boolean'",
        "<port/>",
        "<hyperedge/>", "encoding='utf-7'", "encoding='x'",
        "<attvalue for='0' value='1'/>", "<viz:color/>",
        "<nodes>", "start='2009'", "mode='dynamic'", "{}", "[]", "null", "true", '"id"', '"nodes"',
        '"edges"', '"links"', '"graph"', '"elements"', '"data"', '"from"', '"to"',
        '"label"', "1e999",
        "NaN", "Infinity", "-0", "9" * 5_000, "[" * 3_000, '"\\ud800"', "Id", "Source", "Target",
        '"',
    )
)  # fmt: skip


def draw(random: Random, seeds: list[Case]) -> Case:
    """One file of another tool; Gephi's are two."""
    if seeds and random.random() < 0.3:
        case = dict(random.choice(seeds))
        name = random.choice(sorted(case))
        others = [data for one in seeds for data in one.values()]
        case[name] = mutated(case[name], random, others, _WORDS)
        return case
    form = random.choice(sorted(NAMES))
    if form in ("kumu", "node-link", "cytoscape") and random.random() < 0.5:
        return {NAMES[form]: json.dumps(_foreign(form, random)).encode("utf-8", "replace")}
    case = dict(_ours(form, random.randrange(40)))
    if random.random() < 0.9:
        name = random.choice(sorted(case))
        case[name] = mutated(case[name], random, [], _WORDS)
    return case


@lru_cache(maxsize=64)
def _ours(form: str, number: int) -> Case:
    """What we write of a network; drawing one that loads takes a few attempts."""
    for attempt in range(100):
        random = Random(f"{number}:{attempt}")
        try:
            network = co.loads(json.dumps(document(random, 0.05)), format="json")
        except co.DataError:
            continue
        written = FORMATS[form].contents(network, "case")
        return {NAMES[form] if not add else f"case{add}": data for add, data in written.items()}
    raise AssertionError("no drawn network loads")


def _foreign(form: str, random: Random) -> object:
    """A graph in JSON, its parts right or of any shape."""

    def odd(value: object) -> object:
        if random.random() > 0.05:
            return value
        return random.choice((None, [], {}, [[]], {"a": [1]}, 0, -1.5, True, "", 10**400, "x"))

    keys = ["a", "b", "c", text(random, 0.5), 1, 2.5, None]
    extra = ["name", "label", "kind", "type", "members", "evidence", "mandates", "weight",
             "id", "jurisdiction", "part_of", "start", "functions", "parties", "link",
             "mutual"]  # fmt: skip

    def attributes() -> dict[str, object]:
        values: list[object] = [text(random, 0.3), "a", ["a"], {"a": "b"}, '[{"source": "s"}]', 1]
        return {
            random.choice(extra): odd(random.choice(values)) for _ in range(random.randint(0, 4))
        }

    nodes = [odd(attributes() | {"id": odd(key)}) for key in random.sample(keys, 4)]
    edges = [
        odd(attributes() | {"source": odd(random.choice(keys)), "target": odd(random.choice(keys)),
                            "from": odd("a"), "to": odd(random.choice(keys))})
        for _ in range(random.randint(0, 4))
    ]  # fmt: skip
    if form == "node-link":
        graph: object = odd({"title": text(random), **attributes()})
        return {"directed": odd(True), "multigraph": odd(True), "graph": graph,
                "nodes": odd(nodes), random.choice(("edges", "links")): odd(edges)}  # fmt: skip
    if form == "kumu":
        return {"elements": odd(nodes), "connections": odd(edges), "name": odd(text(random))}
    return {
        "data": odd(attributes()),
        "elements": odd(
            {"nodes": odd([odd({"data": one}) for one in nodes]),
             "edges": odd([odd({"data": one}) for one in edges])}
        ),
    }  # fmt: skip
