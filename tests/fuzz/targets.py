"""The targets: for each, how cases are drawn and what is tried with them."""

from __future__ import annotations

import io
import json
import os
import sys
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from random import Random

import coordination as co
from tests.fuzz import arguments, documents, graphs, growth, oracle, records, tables
from tests.fuzz.case import Case, Fault, Seeds
from tests.fuzz.mutate import mutated

Draw = Callable[[Random, list[Case]], Case]
Run = Callable[[Case, Path], str]


@dataclass(frozen=True)
class Target:
    """Something that reads what strangers write.

    Attributes:
        draw: a case, of chance and the seeds.
        run: tries a case whose files are in a folder; says what it came to.
        seconds: time of the processor that one case may take.
    """

    draw: Draw
    run: Run
    seconds: float = 10.0


@contextmanager
def _within(folder: Path) -> Iterator[None]:
    before = os.getcwd()
    os.chdir(folder)
    try:
        yield
    finally:
        os.chdir(before)


def _loaded(load: Callable[[], co.Network], given: str = "") -> co.Network | None:
    """A network, or None where it was refused as it should be."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", co.errors.DataWarning)
        try:
            return load()
        except Exception as error:
            oracle.told(error, given)
            return None


def _allowed(use: Callable[[co.Network], None], network: co.Network) -> str:
    """Use a network; work that is refused because it would take too long is fine."""
    try:
        use(network)
    except co.errors.TooLong:
        return "too long"
    return "loaded"


# -- data files --------------------------------------------------------------------------------

_YAML = tuple(
    word.encode()
    for word in (
        "- ", ": ", "{", "}", "[", "]", "&a ", "*a", "!x ", "? ", "| ", "> ", "'", '"', "#", "%TAG",
        "---\n", "...\n", "<<: ", "@", "`", "\t", "~", "null", "true", "id", "title", "links",
        "\\u",
        "agencies", "evidence", "agency", "parties", "members", "\n", "\n  ", "\n- ",
    )
)  # fmt: skip


def _data(ending: str, write: Callable[[object, Random], bytes]) -> Draw:
    def draw(random: Random, seeds: list[Case]) -> Case:
        others = [data for case in seeds for data in case.values()]
        way = random.random()
        if others and way < 0.25:
            data = mutated(random.choice(others), random, others, _YAML)
        elif way < 0.75:
            data = write(records.document(random), random)
        else:
            data = mutated(write(records.document(random), random), random, others, _YAML)
        return {f"case.{ending}": data}

    return draw


def _read(case: Case, folder: Path) -> str:
    (name,) = case
    given = case[name].decode("utf-8", "replace")
    network = _loaded(lambda: co.load(folder / name), given)
    if network is None:
        return "refused"
    oracle.comes_back(network)
    return _allowed(oracle.can_be_used, network)


def _show(case: Case, folder: Path) -> str:
    (name,) = case
    network = _loaded(lambda: co.load(folder / name), case[name].decode("utf-8", "replace"))
    if network is None:
        return "refused"
    co.write_svg(network, folder / "case.svg")
    oracle.is_picture((folder / "case.svg").read_text("utf-8"))
    return _allowed(oracle.can_be_shown, network)


def _draw_shown(random: Random, seeds: list[Case]) -> Case:
    if seeds and random.random() < 0.1:
        return random.choice(seeds)
    hostile = random.choice((0.1, 0.5, 1.0))
    return {"case.json": records.as_json(records.document(random, hostile), random)}


def _draw_growth(random: Random, seeds: list[Case]) -> Case:
    most = random.choice((50, 200, 1_000))
    return {"case.json": json.dumps(growth.document(random, most)).encode()}


def _grow(case: Case, folder: Path) -> str:
    network = _loaded(lambda: co.load(folder / "case.json"))
    if network is None:
        return "refused"

    def use(network: co.Network) -> None:
        from coordination.view.page.page import html_text

        oracle.can_be_used(network, parsed=False)
        html_text(network, co.check(network))

    return _allowed(use, network)


# -- tables ------------------------------------------------------------------------------------

_CELLS = (
    b",",
    b";",
    b'"',
    b"\t",
    b"\n",
    b"\r",
    b"\r\n",
    b'""',
    b"id",
    b"name",
    b"kind",
    b" ",
    b"=",
)
_XML = (
    b"<c r='XFD1048576'/>", b"<c", b"<v>", b"</v>", b"<f>1</f>", b"<row>", b"<si><t>", b"t='s'",
    b"table:number-columns-repeated='99999'", b"table:number-rows-repeated='999999'", b"&b;",
    b"<mergeCell ref='A1:XFD9'/>", b"<!DOCTYPE a [<!ENTITY b 'c'>]>", b"r:id='rId9'", b"<sheet>",
)  # fmt: skip


def _changed(case: dict[str, bytes], random: Random, seeds: list[Case]) -> Case:
    """A case of tables with one of its files changed."""
    name = random.choice(sorted(case))
    if name.endswith((".xlsx", ".ods")):
        case[name] = tables.mutated_archive(case[name], random, _XML)
    else:
        others = [data for one in seeds for key, data in one.items() if key[-4:] == name[-4:]]
        case[name] = mutated(case[name], random, others, _CELLS)
    return case


def _draw_tables(random: Random, seeds: list[Case]) -> Case:
    if seeds and random.random() < 0.15:
        return _changed(dict(random.choice(seeds)), random, seeds)
    agencies, links = tables.agencies(random), tables.links(random)
    rest = {"title": "Tables", "sources": [{"id": "s", "title": "S"}],
            "functions": [{"id": "f", "name": "F"}, {"id": "g", "name": "G"}]}  # fmt: skip
    case: dict[str, bytes] = {}
    way = random.random()
    if way < 0.55:
        for name, table in (("agencies", agencies), ("links", links)):
            if random.random() < 0.97:
                case[f"{name}.csv"] = tables.as_csv(table, random, random.random() < 0.8)
        if not case or random.random() < 0.8:
            case["rest.json"] = json.dumps(rest).encode()
    elif way < 0.7:
        for name, table in (("agencies", agencies), ("links", links)):
            case[f"{name}.parquet"] = tables.as_parquet(table)
        case["rest.json"] = json.dumps(rest).encode()
    else:
        sheets = {"agencies": agencies, "links": links, "functions": [["id", "name"], ["f", "F"]]}
        if way < 0.9:
            case["case.xlsx"] = tables.as_xlsx(sheets, random)
        else:
            case["case.ods"] = tables.as_ods(sheets)
    return case if random.random() < 0.6 else _changed(case, random, seeds)


def _read_tables(case: Case, folder: Path) -> str:
    books = [name for name in case if name.endswith((".xlsx", ".ods", ".xls"))]
    if not books:
        return _table_network(lambda: co.load(folder), case)
    try:
        return _table_network(lambda: co.load(folder / books[0]), case)
    except co.errors.NetworkNotFound:
        return "refused"


def _table_network(load: Callable[[], co.Network], case: Case) -> str:
    given = " ".join(data.decode("utf-8", "replace") for data in case.values())
    network = _loaded(load, given)
    if network is None:
        return "refused"
    oracle.comes_back(network)
    return _allowed(oracle.can_be_used, network)


def _draw_raw(random: Random, seeds: list[Case]) -> Case:
    if seeds and random.random() < 0.3:
        return _changed(dict(random.choice(seeds)), random, seeds)
    table = tables.foreign(random)
    way = random.random()
    if way < 0.6:
        case = {"case.csv": tables.as_csv(table, random)}
    elif way < 0.85:
        case = {"case.xlsx": tables.as_xlsx({"One": table, "Two": tables.foreign(random)}, random)}
    else:
        case = {"case.ods": tables.as_ods({"One": table})}
    if random.random() < 0.5:
        case |= {"mapping.yaml": _mapping(random, table)}
    return case if random.random() < 0.5 else _changed(case, random, seeds)


def _mapping(random: Random, table: tables.Rows) -> bytes:
    heads = [*(table[0] if table else ()), "x", "From", ""]

    def head() -> object:
        one: object = random.choice(heads)
        return random.choice((one, one, one, [one], {"column": one}, None, 1))

    fields = (
        "source", "target", "kind", "status", "agency", "forum", "activity", "place", "start",
        "rows",
        "functions", "weight", "name", "ignore", "members", "end", "sheet", "title", "heads",
        "agencies",
        "separator", "values", "same_as", "national", "default", "leave_out", "as_of", "roles",
        "columns",
    )  # fmt: skip
    said: dict[str, object] = {
        "form": random.choice(("edges", "matrix", "members", "activities", "raci", "raci", "x"))
    }
    for name in random.sample(fields, random.randint(1, 8)):
        said[name] = random.choice(
            (head(), head(), {"MOU": "agreement"}, {"status": {"ongoing": "active"}}, [head()], 1,
             {"kind": random.choice(("liaison", "x"))}, {"name": head(), "kind": head()})
        )  # fmt: skip
    data = records.as_yaml(said, random)
    return data if random.random() < 0.7 else mutated(data, random, [], _YAML)


def _read_raw(case: Case, folder: Path) -> str:
    """A table of others, as rows and, where it can be made one, as a network."""
    from coordination.loading.tables.raw_rows import read_raw

    (name,) = [one for one in case if one.startswith("case.")] or [""]
    if not name:
        return "refused"
    issues: list[co.errors.Issue] = []
    raw = read_raw(folder / name, name, issues)
    if issues:
        oracle.told(co.DataError(issues))
    for table in raw:
        table.unmerged()
    read_table = getattr(co, "read_table", None)
    if read_table is None:
        return "rows"
    mapping = folder / "mapping.yaml" if "mapping.yaml" in case else None
    given = " ".join(data.decode("utf-8", "replace") for data in case.values())
    return _table_network(lambda: read_table(folder / name, mapping).network, {"": given.encode()})


# -- sources, answers, other tools -------------------------------------------------------------

CANARY = "the words of a file that nobody named"


def _verify(case: Case, folder: Path) -> str:
    (folder.parent / "secret.txt").write_text(CANARY)
    data = next((name for name in case if name.startswith("data.")), "")
    if not data:
        return "refused"
    network = _loaded(lambda: co.load(folder / data), case[data].decode("utf-8", "replace"))
    if network is None:
        return "refused"
    found = co.verify(network)
    oracle.is_markdown(found.to_markdown())
    json.loads(found.to_json())
    for one in found.quotes:
        if one.state == "exact" and CANARY in (one.evidence.quote or ""):
            raise Fault("a file outside of the folder is a source")
    for source in found.sources:
        _short(source.note)
    return " ".join(sorted({one.state for one in found.sources}))


def _short(note: str) -> None:
    if len(note) > 2_000 or "Traceback" in note:
        raise Fault(f"a note of a source in words of others: {note[:100]!r}")


def _draw_answers(random: Random, seeds: list[Case]) -> Case:
    if seeds and random.random() < 0.2:
        case = dict(random.choice(seeds))
        case["answers.json"] = mutated(case.get("answers.json", b"{}"), random, [], _YAML)
        return case
    document = records.document(random)
    matters = [("finding", key) for key in ("CG107:a", "CG204:a-b", "x", "")] + [
        (section.removesuffix("s"), row.get("id", "x"))
        for section in ("recommendations", "conclusions", "links")
        for row in document.get(section) or ()
        if isinstance(row, dict)
    ]
    said: dict[str, object] = {
        "answers_version": random.choice((1,) * 30 + (2, "1", None)),
        "network": {"title": document.get("title")},
        "answers": [_answer(random, *random.choice(matters)) for _ in range(random.randint(0, 4))],
    }
    data = json.dumps(said).encode("utf-8", "replace")
    return {
        "data.yaml": records.as_yaml(document, random),
        "answers.json": mutated(data, random, [], _YAML) if random.random() < 0.3 else data,
    }


def _answer(random: Random, kind: str, key: str) -> dict[str, object]:
    answer: dict[str, object] = {
        "to": {"kind": kind, "key": key or "x"},
        "position": random.choice(("agrees", "disagrees", "agrees-in-part")),
        "agency": random.choice(records.IDS[:3]),
        "words": records.text(random, 0.4),
    }
    if random.random() < 0.4:
        answer["speaker"] = records.text(random, 0.4)
    if random.random() < 0.4:
        names = ("document", "document", "place", "quote")
        answer["passage"] = {"document": "s"} | {
            name: records.text(random, 0.3) for name in random.sample(names, 2)
        }
    if random.random() < 0.1:
        answer[random.choice((*answer, "day", "x"))] = random.choice(("x", None, [], {}, "2010"))
    return answer


def _accept(case: Case, folder: Path) -> str:
    from coordination.change.accept import accept

    def accepted() -> co.Network:
        found = accept(folder / "data.yaml", folder / "answers.json")
        found.to_text()
        return found.network

    if not {"data.yaml", "answers.json"} <= set(case):
        return "refused"
    given = " ".join(data.decode("utf-8", "replace") for data in case.values())
    network = _loaded(accepted, given)
    if network is None:
        return "refused"
    oracle.comes_back(network)
    return "accepted"


def _read_graph(case: Case, folder: Path) -> str:
    name = sorted(case)[-1]
    form = "gephi" if name.endswith(".csv") else None
    given = " ".join(data.decode("utf-8", "replace") for data in case.values())
    network = _loaded(lambda: co.load(folder / name, format=form), given)
    if network is None:
        return "refused"
    oracle.comes_back(network)
    return _allowed(oracle.can_be_used, network)


# -- the command line --------------------------------------------------------------------------


def _command(case: Case, folder: Path) -> str:
    from coordination.cli import main

    typed = oracle.values_of(case.get("arguments.json", b""))
    if not isinstance(typed, list) or not arguments.may_be_run(typed):
        return "not run"
    kept = {name: (folder / name).read_bytes() for name in case}
    out, err = _stream(), _stream()
    before = sys.stdout, sys.stderr, sys.stdin
    sys.stdout, sys.stderr, sys.stdin = out, err, _stream()
    try:
        with _within(folder):
            try:
                status = main(typed)
            except SystemExit as left:
                status = left.code if isinstance(left.code, int) else 2
    finally:
        sys.stdout, sys.stderr, sys.stdin = before
    said, complained = _said(out), _said(err)
    if status not in (0, 1, 2):
        raise Fault(f"status {status}: {complained[-2_000:]}")
    if "Traceback" in complained:
        raise Fault(f"a traceback: {complained[-2_000:]}")
    oracle.is_printed(said, "github" in typed)
    oracle.is_printed(complained)
    if typed and typed[0] != "accept":
        for name, data in kept.items():
            if name in arguments.read_by(typed) and (folder / name).read_bytes() != data:
                raise Fault("what is read was written over")
    return f"status {status}"


def _stream() -> io.TextIOWrapper:
    return io.TextIOWrapper(io.BytesIO(), encoding="utf-8", newline="\n", write_through=True)


def _said(stream: io.TextIOWrapper) -> str:
    stream.flush()
    buffer = stream.buffer
    assert isinstance(buffer, io.BytesIO)
    return buffer.getvalue().decode("utf-8", "replace")


TARGETS: dict[str, Target] = {
    "yaml": Target(_data("yaml", records.as_yaml), _read),
    "json": Target(_data("json", records.as_json), _read),
    "shown": Target(_draw_shown, _show, 20.0),
    "growth": Target(_draw_growth, _grow, 20.0),
    "tables": Target(_draw_tables, _read_tables),
    "import": Target(_draw_raw, _read_raw),
    "quotes": Target(documents.draw, _verify, 30.0),
    "answers": Target(_draw_answers, _accept),
    "graphs": Target(graphs.draw, _read_graph),
    "arguments": Target(arguments.draw, _command, 20.0),
}
"""Every target by its name."""


def drawn(target: str, seed: int, number: int, seeds: Seeds) -> Case:
    """The case of a number; the same each time."""
    return TARGETS[target].draw(Random(f"{seed}:{target}:{number}"), seeds.of(target))


def warm() -> None:
    """Import what the targets need and draw one page, so that no case pays for it."""
    network = co.load("gunrunner-cnn-2010")
    oracle.can_be_used(network)
    oracle.can_be_shown(network)
