"""Folders and tables of strangers: read as they are called, and refused where they can't be."""

import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

import coordination as co
from coordination.errors import CoordinationError, DataError
from coordination.files import parquet as parquet_files
from coordination.loading.tables import files
from tests.loading.parquet_here import run_here

pl = pytest.importorskip("polars")

AGENCIES = "id,name\na,A\nb,B\n"
LINKS = "kind,source,target\nliaison,a,b\n"
LENIENT = settings(
    deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)


def folder(path, agencies=AGENCIES, links=LINKS):
    path.mkdir(parents=True, exist_ok=True)
    for name, content in (("agencies", agencies), ("links", links)):
        data = content.encode("utf-8", "surrogateescape") if isinstance(content, str) else content
        (path / f"{name}.csv").write_bytes(data)
    return path


def located(path):
    """The network, or None where each issue says where it is."""
    try:
        return co.load(path)
    except DataError as error:
        assert error.issues and all(issue.file for issue in error.issues)
        assert str(error).isprintable() or all(
            line.isprintable() for line in str(error).splitlines()
        )
        return None


@settings(LENIENT, max_examples=20)
@given(st.text(st.sampled_from("ab*?[]{}!-^$~%#&;' \\é"), min_size=1, max_size=12))
@example("audit [2024]")
@example("a*")
@example("[b]")
@example("**")
def test_the_name_of_a_folder_is_no_pattern(tmp_path_factory, name):
    root = tmp_path_factory.mktemp("names")
    own = folder(root / f"x{name}")
    for other in ("xa", "xab", "xb", "xaudit 2"):
        if other != own.name:
            folder(root / other, AGENCIES.replace("a,A", "q,Q"), LINKS.replace("a,b", "q,b"))
    assert set(co.load(own).agencies) == {"a", "b"}


@pytest.mark.parametrize("name", ["agencies.csv", "links.csv", "rest.yaml", "rest.json"])
@pytest.mark.parametrize("way", ["file", "relative", "chain", "circle"])
def test_no_link_leads_out_of_a_folder(tmp_path, name, way):
    secret = tmp_path / "secret"
    secret.write_text("top,secret\nwords: [\n")
    inside = folder(tmp_path / "inside")
    (inside / name).unlink(missing_ok=True)
    targets = {"file": secret, "relative": "../secret", "chain": tmp_path / "hop", "circle": name}
    (tmp_path / "hop").symlink_to(secret)
    (inside / name).symlink_to(targets[way])
    with pytest.raises(CoordinationError) as told:
        co.load(inside)
    assert "words" not in str(told.value) and "top" not in str(told.value).replace("stop", "")


def test_a_link_inside_a_folder_is_followed(tmp_path):
    inside = folder(tmp_path / "inside")
    (inside / "agencies.csv").rename(inside / "older.txt")
    (inside / "agencies.csv").symlink_to("older.txt")
    (tmp_path / "outside").symlink_to(inside)
    assert set(co.load(tmp_path / "outside").agencies) == {"a", "b"}


HEADS = st.lists(
    st.sampled_from(
        ["id", "name", " name", "name ", "kind", "source", "target", "start", "", "\x1b[1m", "ID"]
    ),
    max_size=5,
)
CELLS = st.text(
    st.sampled_from("ab19-;,\"'\n\r\t\x00\x07\x1b\x85\ufffe\uffff\u202e\u0661\uff11=\udcff"),
    max_size=8,
)


@settings(LENIENT, max_examples=40)
@given(
    heads=HEADS,
    rows=st.lists(st.lists(CELLS, max_size=5), max_size=3),
    which=st.sampled_from(["agencies", "links"]),
    end=st.sampled_from(["\n", "\r\n", ""]),
    bulk=st.booleans(),
)
@example(["id", "name", " name"], [["a", "A", "B"]], "agencies", "\n", True)
@example(["id", "name"], [], "agencies", "\n", True)
@example(["kind", "source", "target"], [], "links", "\n", True)
@example([], [], "agencies", "", True)
@example([], [["\r", "\n"]], "agencies", "", True)
@example(["id", "name"], [["a", "A\x07"], ["b", "B"]], "agencies", "\n", True)
@example(
    ["kind", "source", "target", "start"], [["liaison", "a", "b", "٢٠٠٩"]], "links", "\n", True
)
@example(
    ["kind", "source", "target", "end"], [["liaison", "a", "b", "9999-12"]], "links", "\n", True
)
def test_any_table_is_read_or_says_where_it_is_wrong(
    tmp_path_factory, heads, rows, which, end, bulk
):
    text = end.join(",".join(row) for row in [heads, *rows]) + end
    path = folder(tmp_path_factory.mktemp("tables"), **{which: text})
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(files, "MOST_BYTES", 0 if bulk else files.MOST_BYTES)
        network = located(path)
    if network is not None:
        co.verify(network)
        co.check(network)
        assert all(agency.name for agency in network.agencies.values())


def test_a_table_of_a_million_columns_is_refused(tmp_path):
    path = folder(tmp_path / "wide", agencies="id,name" + ",x" * 1_000_000 + "\n")
    with pytest.raises(DataError, match=r"columns|longer"):
        co.load(path)


def parquet(path, agencies, links=None):
    path.mkdir(exist_ok=True)
    links = pl.DataFrame({"kind": ["liaison"], "source": ["a"], "target": ["b"]}, strict=False)
    agencies.write_parquet(path / "agencies.parquet")
    links.write_parquet(path / "links.parquet")
    return path


@pytest.mark.parametrize(
    "agencies",
    [
        {"id": [], "name": []},
        {"id": [None, None], "name": [None, None]},
        {"id": [1, 2], "name": [True, False]},
        {"id": ["a", "b"], "name": [["x"], ["y"]]},
        {"id": ["a", "b"], "name": ["A", "B"]},
    ],
)
def test_any_parquet_table_is_read_or_says_where_it_is_wrong(tmp_path, monkeypatch, agencies):
    monkeypatch.setattr(parquet_files, "run_apart", run_here)
    located(parquet(tmp_path / "p", pl.DataFrame(agencies, strict=False)))


@pytest.mark.parametrize("damage", range(3))
def test_a_damaged_parquet_file_says_where_it_is_wrong(tmp_path, monkeypatch, damage):
    if damage < 2:  # no reader dies of these
        monkeypatch.setattr(parquet_files, "run_apart", run_here)
    path = parquet(tmp_path / "p", pl.DataFrame({"id": ["a", "b"], "name": ["A", "B"]}))
    file = path / "agencies.parquet"
    data = bytearray(file.read_bytes())
    if damage == 0:
        data[-8:-4] = b"\xff\xff\xff\x7f"
    elif damage == 1:
        data = data[: len(data) // 2]
    else:
        for at in range(len(data) // 3, len(data) - 12, 7):
            data[at] ^= 0x55
    file.write_bytes(bytes(data))
    located(path)


def test_one_process_reads_all_tables_and_a_broken_one_keeps_none_from_being_read(
    tmp_path, monkeypatch
):
    path = parquet(tmp_path / "p", pl.DataFrame({"id": ["a", "b"], "name": ["A", "B"]}))
    started = []
    real = parquet_files.run_apart
    monkeypatch.setattr(
        parquet_files, "run_apart", lambda *given, **more: started.append(1) or real(*given, **more)
    )
    assert set(co.load(path).agencies) == {"a", "b"}
    assert len(started) == 1
    (path / "agencies.parquet").write_bytes(b"PAR1 and nothing else PAR1")
    with pytest.raises(DataError) as told:
        co.load(path)
    assert {Path(issue.file).name for issue in told.value.issues} == {"agencies.parquet"}


def test_a_parquet_file_that_expands_is_refused(tmp_path):
    frame = pl.select(id=pl.repeat("a" * 1_000, 600_000), name=pl.lit("x" * 30))
    path = parquet(tmp_path / "p", frame)
    assert os.path.getsize(path / "agencies.parquet") < 1_000_000
    with pytest.raises(DataError, match=r"expands|memory"):
        co.load(path)


@pytest.mark.parametrize("character", ["\uffff", "\ufffe", "\x07", "\x1b", "\x7f", "\x00"])
def test_what_can_be_written_can_be_read(tmp_path, character):
    with pytest.raises((DataError, ValueError)):
        co.Network(title="T", agencies=[{"id": "a", "name": f"A{character}"}])
    assert not Path(tmp_path / "x.json").exists()
