"""The commands that measure, compare, plan and prove."""

import csv
import io
import json
from pathlib import Path

import pytest

import coordination as co
from coordination.measures import MEASURES
from tests import bundled

ARTICLE, CASE = "gunrunner-cnn-2010", "gunrunner-2010"


@pytest.fixture
def run(tmp_path, monkeypatch, typed):
    """Types a command in an empty folder; bundled networks are read once for all commands."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(
        "coordination.loading.load",
        lambda name: bundled.network(name) if name in bundled.NAMES else co.load(name),
    )
    return typed


def test_measures_of_the_whole_network_with_their_projection(run):
    status, out, _ = run("measures", CASE)
    assert status == 0
    assert f"{co.measures.network_density(co.load(CASE)):.4g}" in out
    weak = "links of any kind; status active; either way; unweighted"
    assert f"network_density, network_fragmentation, network_distance_fragmentation: {weak}" in out
    assert "network_reciprocity: links of any kind; status active; directed; unweighted" in out


def test_every_format_says_what_numbers_were_taken_from(run):
    wanted = ["measures", CASE, "agency_degree", "agency_out_degree", "--kinds", "liaison"]
    weak, directed = (
        f"links of kind liaison; status active; {way}; unweighted"
        for way in ("either way", "directed")
    )
    for form in ("text", "markdown"):
        _, out, _ = run(*wanted, "--format", form)
        assert out.endswith(f"agency_degree: {weak}\n\nagency_out_degree: {directed}\n")
    _, out, _ = run(*wanted, "--format", "json")
    taken = {"agency_degree": weak, "agency_out_degree": directed}
    assert json.loads(out)["taken_from"] == taken
    _, out, _ = run(*wanted, "--format", "csv")
    row = next(csv.DictReader(io.StringIO(out)))
    assert row["agency_degree taken from"] == weak
    assert row["agency_out_degree taken from"] == directed
    _, out, _ = run("measures", CASE, "network_reciprocity", "--format", "csv")
    assert next(csv.DictReader(io.StringIO(out)))["taken from"].endswith("directed; unweighted")


def test_measures_of_different_things_stand_in_tables_of_their_own(run):
    wanted = ["measures", CASE, "agency_degree", "agency_removal", "tie_overlap", "network_density"]
    _, out, _ = run(*wanted, "--top", "2")
    tables = [part.splitlines() for part in out.split("\n\n")]
    assert [len(table) for table in tables[:3]] == [3, 3, 2]
    assert tables[0][0].split()[:4] == ["agency", "agency_degree", "separated", "fragmentation"]
    assert tables[0][1].split()[:2] == ["atf", "14"]
    status, _, err = run(*wanted, "--format", "csv")
    assert status == 2
    assert "a CSV file holds one table" in err


def test_options_of_measures(run, tmp_path):
    (tmp_path / "groups.csv").write_text("agency,group\natf,one\nice,two\n", "utf-8-sig")
    for groups in ("level", "function", "groups.csv"):
        _, out, _ = run("measures", CASE, "agency_brokerage", "agency_ei", "--groups", groups)
        told = "as given" if groups.endswith("csv") else groups
        assert f"groups: {told}" in out
    _, out, _ = run("measures", CASE, "network_reciprocity", "--form", "dyad", "--format", "json")
    dyad = co.measures.network_reciprocity(co.load(CASE), form="dyad")
    assert json.loads(out)["rows"] == [{"measure": "network_reciprocity", "value": dyad}]
    _, out, _ = run("measures", CASE, "agency_betweenness", "--sources", "20", "--seed", "3")
    assert "agency_betweenness_error" in out
    assert "estimated from 20 of 53 sources" in out
    _, out, _ = run("measures", CASE, "network_ei", "--permutations", "50", "--format", "json")
    assert json.loads(out)["rows"][0]["permutations"] == 50
    _, out, _ = run("measures", CASE, "bridge_ties", "--kinds", "oversight", "--date", "1900-01-01")
    assert out.startswith("none\n")
    _, out, _ = run("measures", CASE, "bridge_ties", "--kinds", "oversight")
    assert out.startswith("agency")


def test_measures_of_agencies_side_by_side(run):
    wanted = ["agency_constraint", "agency_degree"]
    _, out, _ = run("measures", CASE, *wanted, "--statuses", "active,strained", "--format", "csv")
    rows = {row["agency"]: row for row in csv.DictReader(io.StringIO(out))}
    projection = co.Projection(statuses=("active", "strained"))
    degree = co.measures.agency_degree(co.load(CASE), projection)
    assert {key: int(row["agency_degree"]) for key, row in rows.items()} == dict(degree)


def test_every_measure_runs_from_the_command_line(run):
    for name in MEASURES:
        status, out, err = run("measures", ARTICLE, name, "--format", "json")
        assert status == 0, err
        assert "rows" in json.loads(out)
    _, out, _ = run("measures", "--list")
    assert all(name in out for name in MEASURES)


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["measures", CASE, "agency_constrant"], "did you mean 'agency_constraint'"),
        (["measures", CASE, "--kinds", "liason"], "did you mean 'liaison'"),
        (["measures", CASE, "--functions", "trace"], "there is no 'trace'"),
        (["measures", CASE, "--date", "2009-13"], "'2009-13' is not a day such as 2010-11-09"),
        (["measures", CASE, "--jurisdiction", "Mexico"], "did you mean 'MX'"),
        (["measures", CASE, "agency_ei", "--groups", "contry"], "did you mean 'country'"),
        (
            ["measures", CASE, "agency_degree", "--form", "dyad"],
            "--form is for network_reciprocity",
        ),
        (["measures", CASE, "tie_layers", "--kinds", "liaison"], "tie_layers takes no projection"),
        (["measures", CASE, "agency_ei", "--groups", "pyproject.toml"], "columns agency and group"),
        (["measures"], "name a network"),
        (["measures", CASE, "agency_degree", "--top", "0"], "a positive number of rows"),
        (
            ["measures", CASE, "network_ei", "--permutations", "-1"],
            "permutations must be 0 or more",
        ),
        (["measures", CASE, "agency_betweenness", "--sources", "1"], "sources must be at least 2"),
        (["mirror", CASE, "--functions", "tracin"], "there is no function"),
        (["mirror", CASE, "--jurisdictions", "Mexico"], "did you mean 'MX'"),
        (["grand", CASE, "--functions", "trace"], "there is no 'trace'"),
        (["what-if", CASE, "--set", "x"], "--set takes ID.FIELD=VALUE"),
        (["what-if", CASE, "--set", "atf-ice-moux.status=active"], "did you mean 'atf-ice-mou'"),
        (["what-if", CASE, "--add", "liaison:atf"], "--add takes KIND:SOURCE:TARGET"),
        (["what-if", CASE, "--add", "lason:atf:ice"], "liaison"),
        (["what-if", CASE, "--apply", "nothing"], "there is no recommendation"),
        (["plan", CASE, "--select", "CG99"], "no rule has the code or prefix 'CG99'"),
        (["plan", ARTICLE, "--select", "CG201:x"], "there is no finding 'CG201:x'"),
        (["compare", CASE], "two or more networks"),
        (["compare", "southwest-firearms-2021", CASE], "the earlier network comes first"),
        (["practices", CASE, "atf"], "two or more agencies"),
        (["verify", CASE, "--sources", "nowhere"], "no folder"),
    ],
)
def test_what_cannot_be_done_is_said(run, arguments, message):
    Path("pyproject.toml").write_text("[project]\n")
    status, out, err = run(*arguments)
    assert status == 2
    assert message in err
    assert out == ""
    assert "Traceback" not in err


def test_mirror_as_table_and_rows(run):
    _, out, _ = run("mirror", CASE)
    assert out.startswith("| Function | United States | Mexico |")
    assert out.endswith(f"mirror: {co.measures.Mirror.note}\n")
    _, out, _ = run("mirror", CASE, "--format", "json", "--jurisdictions", "MX")
    assert {row["jurisdiction"] for row in json.loads(out)["rows"]} == {"MX"}
    assert json.loads(out)["taken_from"] == {"mirror": co.measures.Mirror.note}


def test_grand_and_methods(run):
    _, out, _ = run("grand", CASE)
    assert out.count("\n| ") == 26
    _, out, _ = run("grand", CASE, "--methods")
    assert "GRAND guideline" in out


def test_what_if_by_hand_and_by_recommendation(run):
    _, out, _ = run(
        "what-if",
        ARTICLE,
        "--add",
        "liaison:atf:gov-mexico",
        "--set",
        "atf-ice-mou.status=ended",
        "--output",
        "result.md",
    )
    text = Path("result.md").read_text("utf-8")
    assert out == ""
    assert "- atf-ice-mou: status ended" in text
    assert "CG201" in text.partition("## Cleared")[2].partition("## Appear")[0]
    _, out, _ = run("what-if", CASE, "--apply", "share-intelligence")
    assert "CG601" in out.partition("## Cleared")[2].partition("## Appear")[0]


def test_plan_for_chosen_findings(run):
    _, out, _ = run("plan", ARTICLE, "--select", "CG301")
    assert "1 change (the fewest, none can be left out) clears 1 finding." in out


def test_what_if_and_plan_for_programs(run):
    _, out, _ = run("what-if", ARTICLE, "--set", "mexico-asks-atf-for-help.status=active",
                    "--format", "json")  # fmt: skip
    assert {"cleared", "stayed"} <= {one["state"] for one in json.loads(out)["findings"]}
    _, out, _ = run("plan", ARTICLE, "--select", "CG301", "--format", "json")
    clears = [one["clears"] for one in json.loads(out)["steps"]]
    assert clears == [["CG301:mexico-asks-atf-for-help"]]


LOUD = """
import coordination as co

@co.rule("CG199", "said-aloud")
def said_aloud(network, *, loud: bool = False):
    '''A rule that reports only where its option says so.'''
    if loud:
        link = next(iter(network.links.values()))
        change = co.Change.set_link(link, "Speak.", name="spoken")
        if link.name != "spoken":
            yield co.Finding("Somebody speaks.", "derived", link.agencies, links=(link.id,),
                             clears=(change,))
"""


@pytest.mark.parametrize("command", ["coverage", "firmness", "plan", "what-if", "compare"])
def test_rules_run_with_the_options_given(run, command, tmp_path):
    rules = tmp_path / "loud.py"
    rules.write_text(LOUD, encoding="utf-8")
    networks = [ARTICLE] * (2 if command == "compare" else 1)
    given = [command, *networks, "--rules", str(rules)]
    _, plain, _ = run(*given)
    status, out, err = run(*given, "--option", "CG199.lout=true")
    assert status == 2 and "CG199 has no option 'lout'" in err
    status, out, err = run(*given, "--option", "CG199.loud=true")
    assert status == 0, err
    assert ("CG199" in plain, "CG199" in out) == (False, True)


def test_compare_two_and_more(run):
    status, out, _ = run("compare", ARTICLE, CASE)
    assert status == 0
    assert out.count("# What changed") == 1
    _, out, _ = run("compare", ARTICLE, ARTICLE, CASE, "--format", "json")
    assert [part["version"] for part in json.loads(out)] == [1, 1]


def test_compare_writes_a_page_of_both_states(run, tmp_path):
    page = tmp_path / "both.html"
    status, out, _ = run(
        "compare", "southwest-firearms-2016", "southwest-firearms-2021", "--html", str(page)
    )
    assert (status, out) == (0, f"{page}\n")
    assert "What changed from" in page.read_text(encoding="utf-8")


def test_verify_with_its_exit_status(run, tmp_path):
    status, out, _ = run("verify", ARTICLE)
    assert status == 0
    assert "source missing" in out
    (tmp_path / "cnn-2010.txt").write_text("Nothing of it.")
    status, out, _ = run("verify", ARTICLE, "--sources", str(tmp_path))
    assert status == 1
    assert "not found" in out


def test_firmness_coverage_and_practices(run):
    _, out, _ = run("firmness", CASE)
    assert "It rests on" in out
    _, out, _ = run("coverage", CASE)
    assert "| share-intelligence | concurred |" in out
    _, out, _ = run("practices", CASE, "atf", "ice", "--format", "csv")
    assert len(list(csv.DictReader(io.StringIO(out)))) == 8
