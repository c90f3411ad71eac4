"""Each sort of table gives the records that it says, and each record cites its rows."""

import random

import pytest

import coordination as co
from coordination.importing.forms.raci import letters
from coordination.importing.heads import FIELDS
from coordination.model import vocabulary
from tests.importing.tables import csv_file, issue_texts, ties, workbook

NAMES = [
    "Police of the North",
    "Police of the South",
    "Ministère de la Santé",
    "Министерство обороны",
    "国境警備隊",
    'Office "of" <b>Arms</b> & Co.',
    "شرطة الحدود",
    "D.E.A.",
    "Coast Guard (District 7)",
    "__proto__",
]


def cited(network):
    """Every passage of agencies, mandates and links."""
    for record in (*network.agencies.values(), *network.links.values()):
        yield from record.evidence
        for mandate in getattr(record, "mandates", ()):
            yield from mandate.evidence


# -- edge lists ------------------------------------------------------------------------------------


@pytest.mark.parametrize("seed", range(8))
def test_an_edge_list_is_read_whatever_its_heads_and_order(tmp_path, seed):
    draw = random.Random(seed)
    kinds = draw.sample(sorted(set(vocabulary.LINK_KINDS) - {"membership"}), 5)
    links = []
    for _ in range(30):
        one, other = draw.sample(NAMES, 2)
        links.append((draw.choice(kinds), one, other))
    order = draw.sample(["from", "to", "kind"], 3)
    heads = {name: draw.choice(FIELDS["edges"][name][:6]) for name in order}
    rows = [[draw.choice([str.title, str.upper, str])(heads[name]) for name in order]]
    for kind, one, other in links:
        written = {"from": one, "to": f"  {other}\u00a0", "kind": kind.replace("-", " ").title()}
        rows.append([written[name] for name in order])
    imported = co.read_table(csv_file(tmp_path / "ties.csv", rows, draw.choice(",;\t")))
    expected = {
        (kind, *(sorted((a, b)) if vocabulary.LINK_KINDS[kind].mutual else (a, b)))
        for kind, a, b in links
    }
    assert ties(imported.network) == expected
    assert imported.rows == 30
    assert imported.made["links"] + len(imported.repeated) == 30
    assert all(one.source == "ties" and one.at.startswith("row") for one in cited(imported.network))
    assert co.loads(co.dumps(imported.network)) == imported.network


def test_each_link_cites_the_rows_that_say_it(tmp_path):
    rows = [["From", "To", "Type"], ["A", "B", "agreement"], [], ["B", "A", "agreement"]]
    network = co.read_table(csv_file(tmp_path / "t.csv", rows)).network
    (link,) = network.links.values()
    assert [one.at for one in link.evidence] == ["rows 2 and 4"]
    book = workbook(tmp_path / "t.xlsx", {"Ties": rows})
    (link,) = co.read_table(book).network.links.values()
    assert [one.at for one in link.evidence] == ["Ties, rows 2 and 4"]
    found = co.check(network.__class__(network.document), select=["CG902"])
    assert found.network.sources["t"].title == "t"


def test_what_a_report_says_of_imported_links_names_their_rows(tmp_path):
    rows = [["From", "To", "Type", "Status"], ["North", "South", "request", "unmet"]]
    imported = co.read_table(csv_file(tmp_path / "requests.csv", rows))
    report = co.check(imported.network, select=["CG301"])
    assert "row 2" in report.to_text() and "requests" in report.to_text()


def test_several_words_in_a_cell_are_several_links(tmp_path):
    rows = [["From", "To", "Type"], ["A", "B", "MOU; training"], ["A", "C", "Training, support"]]
    network = co.read_table(csv_file(tmp_path / "t.csv", rows)).network
    assert ties(network) == {
        ("agreement", "A", "B"),
        ("training", "A", "B"),
        ("training", "A", "C"),
        ("support", "A", "C"),
    }


def test_dates_functions_status_and_remarks_are_kept(tmp_path):
    rows = [
        ["Agency 1", "Agency 2", "Relation", "Status", "Start date", "Purpose", "Comments"],
        ["A", "B", "MOU", "ongoing", "2009-06-30", "Tracing; Training", "Signed in Albuquerque"],
    ]
    network = co.read_table(csv_file(tmp_path / "t.csv", rows)).network
    (link,) = network.links.values()
    assert (link.status, link.start, link.functions) == (
        "active",
        "2009-06-30",
        ("tracing", "training"),
    )
    assert link.evidence[0].says == "Signed in Albuquerque"
    assert network.functions["tracing"].name == "Tracing"


def test_rows_that_make_no_link_are_accounted_for(tmp_path):
    rows = [
        ["From", "To", "Type"],
        ["A", "B", "training"],
        ["Alone", "", "training"],
        ["A", "A", "training"],
        ["Total", "-", ""],
        ["A", "C", "no"],
    ]
    imported = co.read_table(csv_file(tmp_path / "t.csv", rows))
    left = {row: one.reason for one in imported.left_out for row in one.rows}
    assert set(left) == {3, 4, 5, 6}
    assert "Alone" in [one.name for one in imported.network.agencies.values()]
    assert len(imported.network.links) + len(left) == imported.rows == 5
    assert all(reason in imported.to_text() for reason in left.values())


def test_links_of_one_pair_that_differ_in_status_are_two_records(tmp_path):
    rows = [
        ["From", "To", "Type", "Status"],
        ["A", "B", "MOU", "ended"],
        ["A", "B", "MOU", "active"],
    ]
    network = co.read_table(csv_file(tmp_path / "t.csv", rows)).network
    assert {one.status for one in network.links.values()} == {"ended", "active"}


def test_a_survey_that_asks_for_each_kind_in_a_column_of_its_own(tmp_path):
    rows = [
        ["From", "To", "MOU in place?", "Joint training", "Contact person"],
        ["A", "B", "Yes", "no", "Ms X"],
        ["A", "C", "N", "x", ""],
        ["B", "C", "", "", ""],
    ]
    imported = co.read_table(csv_file(tmp_path / "t.csv", rows))
    assert ties(imported.network) == {("agreement", "A", "B"), ("training", "A", "C")}
    assert [one.rows for one in imported.left_out] == [(4,)]
    assert imported.unused == ("Contact person",)
    wrong = {"form": "edges", "from": "From", "to": "To", "kinds": {"Joint trainig": "training"}}
    with pytest.raises(co.DataError, match="did you mean 'Joint training'"):
        co.read_table(tmp_path / "t.csv", wrong)


# -- matrices --------------------------------------------------------------------------------------


@pytest.mark.parametrize("seed", range(4))
def test_a_matrix_leads_from_its_rows_and_keeps_those_without_links(tmp_path, seed):
    draw = random.Random(seed)
    rows = [["", *NAMES]]
    expected = set()
    for one in NAMES:
        cells = []
        for other in NAMES:
            kind = draw.choice(["", "", "", "training", "request; training"])
            cells.append("x" if one == other else kind)
            if one != other:
                expected |= {(word, one, other) for word in kind.split("; ") if word}
        rows.append([one, *cells])
    path = workbook(tmp_path / "m.xlsx", {"Matrix": rows})
    imported = co.read_table(path)
    assert imported.mapping.form == "matrix"
    assert ties(imported.network) == expected
    assert {one.name for one in imported.network.agencies.values()} == set(NAMES)
    assert any("diagonal" in one.reason for one in imported.left_out)
    for link in imported.network.links.values():
        row = NAMES.index(imported.network.agencies[link.source].name) + 2
        assert f"row {row}, cell" in link.evidence[0].at


def test_a_mutual_kind_on_both_sides_of_the_diagonal_is_one_link(tmp_path):
    rows = [["", "A", "B", "C"], ["A", "", "MOU", ""], ["B", "MOU", "", "3"], ["C", "", "0", ""]]
    imported = co.read_table(csv_file(tmp_path / "m.csv", rows))
    assert ties(imported.network) == {("agreement", "A", "B"), ("other", "B", "C")}
    agreement = next(x for x in imported.network.links.values() if x.kind == "agreement")
    assert agreement.evidence[0].at == "row 2, cell C2; row 3, cell B3"
    other = next(x for x in imported.network.links.values() if x.kind == "other")
    assert other.evidence[0].says == "The cell reads: 3"


# -- members ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("wide", [False, True])
def test_members_of_forums_as_rows_or_as_marks(tmp_path, wide):
    belongs = {("Police", "Board"), ("Hospital", "Board"), ("Hospital", "Crisis Cell")}
    members, forums = ["Police", "Hospital", "Fire Service"], ["Board", "Crisis Cell"]
    if wide:
        rows = [["Agency", *forums]]
        rows += [[m, *("x" if (m, f) in belongs else "" for f in forums)] for m in members]
    else:
        rows = [["Member", "Committee"], *map(list, sorted(belongs)), ["Fire Service", ""]]
    imported = co.read_table(csv_file(tmp_path / "m.csv", rows))
    network = imported.network
    assert imported.mapping.form == "members"
    assert ties(network) == {("membership", *pair) for pair in belongs}
    kinds = {one.name: one.kind for one in network.agencies.values()}
    assert kinds["Board"] == kinds["Crisis Cell"] == "committee" and kinds["Police"] == "agency"
    assert "Fire Service" in kinds


# -- RACI ------------------------------------------------------------------------------------------


def test_letters_of_a_raci_chart_become_mandates_and_prescribed_links(tmp_path):
    rows = [
        ["Task", "Police", "Prosecutor", "Hospital", "Social Services"],
        ["Receive report", "R", "A", "I", "C"],
        ["Medical exam", "", "", "A/R", "S"],
        ["Home visit", "C", "", "", ""],
    ]
    imported = co.read_table(csv_file(tmp_path / "raci.csv", rows))
    network = imported.network
    assert imported.mapping.form == "raci"
    held = {
        (one.name, network.functions[m.function].name, m.role)
        for one in network.agencies.values()
        for m in one.mandates
    }
    assert held == {
        ("Prosecutor", "Receive report", "lead"),
        ("Police", "Receive report", "participant"),
        ("Hospital", "Medical exam", "lead"),
        ("Social Services", "Medical exam", "support"),
    }
    links = {(x.source, x.target, x.mutual, x.status) for x in network.links.values()}
    assert links == {
        ("prosecutor", "social-services", True, "prescribed"),
        ("prosecutor", "hospital", False, "prescribed"),
    }
    assert {one.rows for one in imported.left_out} == {(4,)}
    assert "home-visit" in network.functions


def test_letters_alone_are_no_chart_for_no_column_is_left_for_its_tasks(tmp_path):
    table = csv_file(tmp_path / "raci.csv", [list("RACI"), ["Police", "Court", "", "Press"]])
    with pytest.raises(co.DataError, match="nothing shows what sort of table it is"):
        co.read_table(table)


@pytest.mark.parametrize("separator", [", ", "; "])
def test_a_chart_whose_columns_are_the_letters(tmp_path, separator):
    rows = [
        ["Task", "Responsible", "Accountable", "Consulted", "Informed"],
        ["Receive report", "Police", "Prosecutor", "Social Services", separator.join("AB")],
        ["Home visit", separator.join(["Police", "Hospital"]), "Police", "", "Prosecutor"],
    ]
    imported = co.read_table(csv_file(tmp_path / "raci.csv", rows))
    network = imported.network
    held = {
        (one.name, network.functions[m.function].name, m.role)
        for one in network.agencies.values()
        for m in one.mandates
    }
    assert held == {
        ("Prosecutor", "Receive report", "lead"),
        ("Police", "Receive report", "participant"),
        ("Police", "Home visit", "lead"),
        ("Hospital", "Home visit", "participant"),
    }
    links = {(x.source, x.target, x.mutual) for x in network.links.values()}
    assert links == {
        ("prosecutor", "social-services", True),
        ("prosecutor", "a", False),
        ("prosecutor", "b", False),
        ("police", "prosecutor", False),
    }


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("r", ["responsible"]),
        ("A, C", ["accountable", "consulted"]),
        ("Accountable", ["accountable"]),
        ("RACI", ["responsible", "accountable", "consulted", "informed"]),
        ("weekly", None),
        ("X", None),
    ],
)
def test_letters(text, found):
    assert letters(text, {}) == found


# -- who does what where ---------------------------------------------------------------------------

WHO = [
    ["Country", "Region", "Organisation", "Activity", "Org type"],
    ["Liberia", "Lofa", "Red Cross", "Safe Burial", "National NGO"],
    ["Liberia", "Bong", "Red Cross", "Safe Burial", "National NGO"],
    ["Liberia", "Bong", "Ministry of Health", "Coordination", "Government"],
    ["Guinea", "Boffa", "Ministry of Health", "Coordination", "Government"],
    ["Guinea", "(blank)", "UNICEF", "WASH", "UN Agency"],
    ["Guinea", "Boffa", "UNICEF", "", "UN Agency"],
    ["Liberia", "Bong", "red cross ", "safe burial", "National NGO"],
]


def test_who_does_what_where_has_a_mandate_for_each_place_with_its_row(tmp_path):
    imported = co.read_table(csv_file(tmp_path / "3w 2014-12-10.csv", WHO))
    network = imported.network
    assert str(network.as_of) == "2014-12-10"
    red_cross = network.agencies["red-cross"]
    assert [(m.places, m.evidence[0].at) for m in red_cross.mandates] == [
        (("LR-LO",), "row 2"),
        (("LR-BG",), "rows 3 and 8"),
    ]
    assert red_cross.kind == "ngo"
    assert imported.repeated == (8,)
    assert [one.rows for one in imported.left_out] == [(7,)]
    assert network.agencies["unicef"].mandates[0].places == ("GN",)
    assert network.agencies["unicef"].level == "international"


def test_a_ministry_is_one_agency_for_each_country(tmp_path):
    network = co.read_table(csv_file(tmp_path / "t.csv", WHO)).network
    ministries = {
        key: x.jurisdiction for key, x in network.agencies.items() if "Ministry" in x.name
    }
    assert ministries == {"ministry-of-health-lr": "LR", "ministry-of-health-gn": "GN"}


def test_questions_cite_the_rows_of_the_place_that_they_are_about(tmp_path):
    rows = [WHO[0]]
    for region in ("Lofa", "Bong", "Nimba", "Bomi"):
        rows += [
            ["Liberia", region, agency, "Safe Burial", "National NGO"]
            for agency in ("Red Cross", "Global Communities")
        ]
    network = co.read_table(csv_file(tmp_path / "t.csv", rows)).network
    report = co.check(network)
    asked = [one for one in report.open if one.code == "CG701"]
    by_place = {one.places: sorted(x.at for x in one.evidence) for one in asked}
    assert by_place[("LR-LO",)] == ["row 2", "row 3"]
    assert by_place[("LR-BM",)] == ["row 8", "row 9"]


def test_activities_that_are_planned_or_over_give_no_mandate(tmp_path):
    rows = [
        ["Organisation", "Sector", "District", "Status"],
        ["A", "WASH", "Bong", "ongoing"],
        ["A", "WASH", "Lofa", "planned"],
        ["B", "WASH", "Lofa", "completed"],
    ]
    imported = co.read_table(csv_file(tmp_path / "t.csv", rows))
    assert imported.made["mandates"] == 1
    assert {row for one in imported.left_out for row in one.rows} == {3, 4}
    assert set(imported.network.agencies) == {"a", "b"}


def test_a_row_of_hxl_tags_is_no_data(tmp_path):
    rows = [WHO[0], ["#country", "#adm1+name", "#org", "#sector", "#org+type"], *WHO[1:3]]
    imported = co.read_table(csv_file(tmp_path / "t.csv", rows))
    assert imported.rows == 2 and set(imported.network.agencies) == {"red-cross"}
    assert any("row 2 holds HXL tags" in note for note in imported.notes)


# -- a table of agencies beside it -----------------------------------------------------------------


@pytest.mark.parametrize("preset", [None, "kumu"])
def test_kumus_sheets_keep_elements_without_connections(tmp_path, preset):
    path = workbook(
        tmp_path / "map.xlsx",
        {
            "Elements": [["Label", "Type"], ["ATF", "Police"], ["ICE", "Agency"], ["Alone", "NGO"]],
            "Connections": [
                ["From", "To", "Type", "Direction"],
                ["ATF", "ICE", "Training | MOU" if preset else "Training", "directed"],
                ["ATF", "ICE", "Referral", "undirected"],
            ],
        },
    )
    imported = co.read_table(path, preset)
    network = imported.network
    assert [(one.name, one.kind) for one in network.agencies.values()] == [
        ("ATF", "police"),
        ("ICE", "agency"),
        ("Alone", "ngo"),
    ]
    mutual = {one.kind: one.mutual for one in network.links.values()}
    assert mutual["training"] is False and mutual["referral"] is True
    assert ("agreement" in mutual) == bool(preset)


def test_nodexls_heads_stand_in_the_second_row(tmp_path):
    path = workbook(
        tmp_path / "n.xlsx",
        {
            "Edges": [
                ["", "", "Visual Properties", "", "Labels"],
                ["Vertex 1", "Vertex 2", "Color", "Width", "Relationship"],
                ["ATF", "ICE", "Red", 2, "MOU"],
            ],
            "Vertices": [["", "Visual Properties"], ["Vertex", "Color"], ["Alone", ""]],
        },
    )
    for preset in (None, "nodexl"):
        imported = co.read_table(path, preset)
        assert ties(imported.network) == {("agreement", "ATF", "ICE")}
        assert "alone" in imported.network.agencies
        assert next(iter(imported.network.links.values())).evidence[0].at == "Edges, row 3"


def test_gephis_type_is_the_direction_and_its_ids_mean_the_nodes(tmp_path):
    path = workbook(
        tmp_path / "g.xlsx",
        {
            "Edges": [
                ["Source", "Target", "Type", "Kind", "Weight"],
                [1, 2, "Undirected", "Training", 1],
                [2, 3, "Directed", "Training", 2],
            ],
            "Nodes": [["Id", "Label"], [1, "Police"], [2, "Hospital"], [3, "School"]],
        },
    )
    for preset in (None, "gephi"):
        network = co.read_table(path, preset).network
        assert ties(network) == {
            ("training", "Hospital", "Police"),
            ("training", "Hospital", "School"),
        }


def test_tables_of_r_with_row_numbers_and_without_heads(tmp_path):
    numbered = [["", "from", "to", "type"], ["1", "a", "b", "MOU"], ["2", "b", "c", "training"]]
    imported = co.read_table(csv_file(tmp_path / "r.csv", numbered), "igraph")
    assert ties(imported.network) == {("agreement", "a", "b"), ("training", "b", "c")}
    bare = [["a", "b", "MOU"], ["b", "c", "training"], ["c", "a", "support"]]
    imported = co.read_table(csv_file(tmp_path / "bare.csv", bare))
    assert len(imported.network.links) == 3
    assert next(iter(imported.network.links.values())).evidence[0].at == "row 1"


def test_a_table_of_which_nothing_is_known_says_what_to_write(tmp_path):
    with pytest.raises(co.DataError) as caught:
        co.read_table(csv_file(tmp_path / "t.csv", [["a", "b"], ["1", "2"]]))
    assert "form: edges" in issue_texts(caught.value)
    with pytest.raises(co.DataError, match="as Kumu"):
        co.read_table(tmp_path / "t.csv", "kumu")


# -- what people's own tables look like ------------------------------------------------------------


def test_ochas_own_heads_give_the_narrowest_place_within_the_wider(tmp_path):
    rows = [
        ["Organization Name", "Organization Acronym", "Cluster", "Admin1 Name", "Admin1 Pcode",
         "Admin2 Name", "Admin2 Pcode", "Status"],
        ["Save the Children", "SCI", "Education", "Tillabéri", "NE001",
         "Téra", "NE001005", "Ongoing"],
    ]  # fmt: skip
    network = co.read_table(csv_file(tmp_path / "t.csv", rows)).network
    (mandate,) = network.agencies["save-the-children"].mandates
    (place,) = mandate.places
    assert (network.places[place].name, network.places[place].code) == ("Téra", "NE001005")
    (above,) = network.places[place].within
    assert network.places[above].name == "Tillabéri" and network.places[above].code is None
    assert network.label("save-the-children") == "SCI"


def test_seats_in_a_table_of_forums_are_memberships(tmp_path):
    rows = [
        ["Agency", "JTTF", "Fusion Center", "Border Council"],
        ["Police", "Chair", "Member", ""],
        ["FBI", "Member", "", "Observer"],
        ["Coast Guard", "", "", "Member"],
    ]
    network = co.read_table(csv_file(tmp_path / "t.csv", rows)).network
    assert len(ties(network)) == 5
    chair = next(x for x in network.links.values() if x.target == "jttf" and x.source == "police")
    assert chair.evidence[0].says == "Chair"


@pytest.mark.parametrize(
    ("texts", "days"),
    [
        (["30/06/2009", "01/02/2010"], ["2009-06-30", "2010-02-01"]),
        (["6/30/2009", "1/2/2010"], ["2009-06-30", "2010-01-02"]),
        (["June 2010", "30 June 2009"], ["2010-06", "2009-06-30"]),
        (["Mar 3, 2011", "2010"], ["2011-03-03", "2010"]),
        (["2009-06-30 00:00:00", "2009/06/30"], ["2009-06-30", "2009-06-30"]),
        (["3.4.2009", "13.4.2009"], ["2009-04-03", "2009-04-13"]),
    ],
)
def test_dates_of_any_locale(tmp_path, texts, days):
    rows = [["From", "To", "Type", "Start date"]]
    rows += [[f"A{n}", "B", "MOU", text] for n, text in enumerate(texts)]
    network = co.read_table(csv_file(tmp_path / "t.csv", rows)).network
    assert [link.start for link in network.links.values()] == days


@pytest.mark.parametrize("text", ["1/2/2009", "31/31/2009", "soon", "30 Floreal 2009"])
def test_a_date_that_may_be_two_or_is_none_is_an_issue(tmp_path, text):
    rows = [["From", "To", "Type", "Start date"], ["A", "B", "MOU", text]]
    table = csv_file(tmp_path / "t.csv", rows)
    with pytest.raises(co.DataError) as caught:
        co.read_table(table)
    said = issue_texts(caught.value)
    assert "row 2" in said and "Start date" in said
    assert ("dates: day-first" in said) == (text == "1/2/2009")
    given = {"form": "edges", "from": "From", "to": "To", "start": "Start date"}
    if text == "1/2/2009":
        (link,) = co.read_table(table, {**given, "dates": "month-first"}).network.links.values()
        assert link.start == "2009-01-02"


def test_a_register_of_agreements_is_a_list_of_agreements(tmp_path):
    rows = [
        ["Title", "Party 1", "Party 2"],
        ["MOU on tracing", "A", "B"],
        ["Agreement 7", "A", "C"],
    ]
    network = co.read_table(csv_file(tmp_path / "t.csv", rows)).network
    assert ties(network) == {("agreement", "A", "B"), ("agreement", "A", "C")}
    assert {one.name for one in network.links.values()} == {"MOU on tracing", "Agreement 7"}


def test_a_survey_that_asks_with_whom_one_works(tmp_path):
    rows = [
        ["Your organisation", "Which organisations do you work with?", "How often"],
        ["Police", "Hospital; Fire Service", "weekly"],
    ]
    imported = co.read_table(csv_file(tmp_path / "t.csv", rows))
    assert {one[1:] for one in ties(imported.network)} == {
        ("Hospital", "Police"),
        ("Fire Service", "Police"),
    }
    assert imported.unused == ("How often",)
