import math
from functools import cache

import pytest

import coordination as co
from coordination.view.first_picture import subject_of
from coordination.view.headings import column_headings
from coordination.view.layout.count_corners import with_corners
from coordination.view.layout.scenes import scene, scenes
from coordination.view.layout.text_width import text_width, wrap
from coordination.view.layout.vis_geometry import clip, control_point, part
from coordination.view.page.page import html_text
from coordination.view.scene import Band, Box, Curve, Label, Scene
from coordination.view.still.svg import description
from tests import bundled
from tests.steps import counted
from tests.view.legibility import (
    crossings,
    curves_behind_boxes,
    overlapping_boxes,
    overlapping_labels,
)

LAYOUTS = ("wide", "phone")

LIMITS = {
    ("gunrunner-2010", "wide"): (4, 0),
    ("gunrunner-2010", "phone"): (0, 0),
    ("gunrunner-2010", "wide-every"): (100, 7),
    ("gunrunner-cnn-2010", "wide"): (0, 0),
    ("gunrunner-cnn-2010", "phone"): (0, 0),
    ("southwest-firearms-2009", "wide"): (1, 0),
    ("southwest-firearms-2009", "phone"): (2, 0),
    ("southwest-firearms-2009", "wide-every"): (1, 0),
    ("southwest-firearms-2016", "wide"): (0, 0),
    ("southwest-firearms-2016", "phone"): (0, 0),
    ("southwest-firearms-2021", "wide"): (0, 0),
    ("southwest-firearms-2021", "phone"): (0, 0),
    ("explosives-2009", "wide"): (2, 0),
    ("explosives-2009", "phone"): (0, 0),
    ("iraq-aftermath-2003", "wide"): (7, 0),
    ("iraq-aftermath-2003", "phone"): (4, 0),
}
"""The most crossings, and curves behind boxes, that each picture of a bundled network has."""

PICTURES = list(LIMITS)


@cache
def pictures(name):
    return scenes(bundled.network(name), bundled.report(name))


def drawn(name, picture):
    return pictures(name)[picture]


def network(links=(), agencies="abc", **fields):
    return co.Network(
        title="Small",
        agencies=[
            {"id": key, "name": f"Agency {key}", "jurisdiction": "MX" if key > "m" else "US"}
            for key in agencies
        ],
        links=[
            {"kind": kind, "source": ends[0], "target": ends[1], "id": f"{kind}-{n}"}
            for n, (kind, ends) in enumerate(links)
        ],
        **fields,
    )


# -- legibility of the bundled networks ------------------------------------------------------


def test_there_is_a_limit_for_each_picture_of_the_bundled_networks():
    assert {(name, key) for name in bundled.NAMES for key in pictures(name)} == set(LIMITS)


@pytest.mark.parametrize(("name", "picture"), PICTURES)
def test_pictures_have_few_crossings_and_hardly_a_curve_behind_a_box(name, picture):
    found = drawn(name, picture)
    crossed, behind = LIMITS[name, picture]
    assert len(crossings(found)) <= crossed
    assert len(curves_behind_boxes(found)) <= behind


def test_lines_that_one_click_adds_keep_clear_too():
    picture = drawn("southwest-firearms-2016", "wide")
    assert any(not curve.first for curve in picture.curves)
    assert len(crossings(picture, first=False)) <= 2
    assert curves_behind_boxes(picture, first=False) == []


@pytest.mark.parametrize("layout", LAYOUTS)
def test_no_line_runs_through_the_name_of_a_country(layout):
    picture = drawn("gunrunner-cnn-2010", layout)
    names = tuple(
        Box(f"name {n}", "", (), band.x + 16 + width / 2, band.y + 20, width, 12)
        for n, band in enumerate(picture.bands)
        for width in [text_width(band.label, 13, bold=True)]
    )
    assert curves_behind_boxes(picture._replace(boxes=names)) == []


@pytest.mark.parametrize(("name", "picture"), PICTURES)
def test_no_box_or_label_overlaps_another(name, picture):
    picture = drawn(name, picture)
    assert overlapping_boxes(picture) == []
    assert overlapping_labels(picture, first=False) == []


@pytest.mark.parametrize(("name", "picture"), PICTURES)
def test_everything_stands_inside_the_picture_and_boxes_in_their_band(name, picture):
    picture = drawn(name, picture)
    for box in picture.boxes:
        if box.shape == "junction":
            continue
        band = picture.bands[box.band]
        assert band.x <= box.x - box.width / 2
        assert box.x + box.width / 2 <= band.x + band.width
        assert band.y <= box.y - box.height / 2
        assert box.y + box.height / 2 <= band.y + band.height
    for band in picture.bands:
        assert band.x >= 0
        assert band.x + band.width <= picture.width
        assert band.y + band.height <= picture.height
    for curve in picture.curves:
        if curve.first and curve.points:
            x0, y0, cx, cy, x1, y1 = curve.points
            middle = (x0 + 2 * cx + x1) / 4, (y0 + 2 * cy + y1) / 4
            assert 0 <= middle[0] <= picture.width, curve.key
            assert 0 <= middle[1] <= picture.height, curve.key


@pytest.mark.parametrize(("name", "picture"), [one for one in PICTURES if "phone" in one[1]])
def test_a_phone_shows_at_most_three_boxes_a_row_at_readable_size(name, picture):
    picture = drawn(name, picture)
    assert picture.width == 390
    assert picture.font_size >= 12
    boxes = [box for box in picture.boxes if box.shape != "junction"]
    for box in boxes:
        beside = [o for o in boxes if abs(o.y - box.y) < (o.height + box.height) / 4]
        assert len(beside) <= 3
        assert max(text_width(line, picture.font_size) for line in box.lines) <= box.width


@pytest.mark.parametrize("name", bundled.NAMES)
def test_every_agency_has_a_box_and_every_link_a_curve(name):
    found, data = pictures(name), bundled.network(name)
    picture = found.get("wide-every", found["wide"])
    assert {box.agency for box in picture.boxes if box.agency} == set(data.agencies)
    assert {curve.link for curve in picture.curves if curve.link} == set(data.links)
    ends = {box.key for box in picture.boxes}
    assert all({curve.source, curve.target} <= ends for curve in picture.curves)


@pytest.mark.parametrize("name", bundled.NAMES)
def test_a_phone_shows_at_first_what_matters_most_of_each_country(name):
    found = pictures(name)
    some, more = ({box.agency for box in found[key].boxes} for key in ("phone", "wide"))
    assert some <= more
    assert len(some) <= 14
    named = {box.agency: box.findings for box in found["wide"].boxes}
    assert max(named, key=named.get) in some
    bands = [{band.jurisdiction for band in found[key].bands} for key in ("phone", "wide")]
    assert bands[0] == bands[1]
    assert found["phone"].height < 900, "all of it is in sight at a size that can be read"


def test_the_first_picture_has_its_subject_and_what_fails():
    picture = drawn("gunrunner-2010", "wide")
    shown = {box.agency for box in picture.boxes}
    assert shown >= {"atf", "ice", "gov-mexico", "project-gunrunner"}
    assert shown >= {"texas", "new-mexico", "arizona", "california"}
    assert any(box.missing for box in picture.boxes)
    named = {key for finding in bundled.report("gunrunner-2010") for key in finding.links}
    working = {
        curve.link
        for curve in picture.curves
        if curve.first and curve.status == "active" and curve.kind != "membership"
    }
    assert working <= named, "what works and no finding names waits"


def test_an_author_says_who_a_network_is_about():
    agencies = [{"id": f"x{n}", "name": f"Agency {n}"} for n in range(30)]
    agencies[7]["main"] = True
    many = co.Network(
        title="Many",
        agencies=agencies,
        links=[
            {"kind": "request", "source": "x0", "target": f"x{n}", "status": "unmet"}
            for n in range(1, 4)
        ]
        + [{"kind": "training", "source": f"x{n}", "target": "x9"} for n in range(10, 30)]
        + [{"kind": "support", "source": f"x{n}", "target": "x9"} for n in range(10, 30)],
    )
    shown = {box.agency for box in scene(many, co.check(many)).boxes}
    assert "x7" in shown
    assert "x20" not in shown


def test_boxes_count_the_findings_that_name_them():
    report = bundled.report("gunrunner-2010")
    for box in drawn("gunrunner-2010", "wide").boxes:
        if box.agency:
            about = [one for one in report.about(box.agency) if one.family != "CG9"]
            assert box.findings == len(about)


@pytest.mark.parametrize("name", bundled.NAMES)
def test_headings_of_columns_stay_in_their_band_and_apart(name):
    for band in drawn(name, "wide").bands:
        ends = {}
        for words, x, y in column_headings(band):
            half = text_width(words, 12) / 2
            assert ends.get(y, band.x) <= x - half
            assert x + half <= band.x + band.width
            ends[y] = x + half


def test_a_phone_shows_the_whole_subject_of_gunrunner():
    shown = {box.agency for box in drawn("gunrunner-2010", "phone").boxes}
    main = {key for key, one in bundled.network("gunrunner-2010").agencies.items() if one.main}
    assert main <= shown
    assert {"texas", "new-mexico", "arizona", "california", "project-gunrunner"} <= shown
    assert any(box.missing for box in drawn("gunrunner-2010", "phone").boxes)


def test_no_line_hides_the_number_of_findings_where_a_corner_is_free():
    data = network([("training", "ab")], "ab")
    (a, b) = (box for box in scene(data).boxes if box.agency)
    (curve,) = scene(data).curves
    for corner in ((-1, -1), (1, -1), (-1, 1), (1, 1)):
        x, y = a.x + corner[0] * (a.width / 2 + 2), a.y + corner[1] * (a.height / 2 + 2)
        through = curve._replace(points=(x - 5, y, x, y, b.x, b.y))
        found = with_corners([a, b], [through])
        assert found[0].corner != corner
        late = curve._replace(points=(b.x, b.y, b.x, b.y, x, y), first=False, mutual=False)
        assert with_corners([a, b], [late])[0].corner != corner, "nor one that comes later"


def test_a_link_with_another_status_is_drawn_without_another_layout(monkeypatch):
    text = """
title: Two statuses
agencies: [{id: a, name: Agency A}, {id: b, name: Agency B}, {id: c, name: Agency C}]
links:
- {id: ab, kind: liaison, source: a, target: b}
- {id: bc, kind: liaison, source: b, target: c}
"""
    before = scene(co.loads(text))
    monkeypatch.setattr("coordination.view.layout.scenes.wide_plans", None)
    after = scene(co.loads(text.replace("target: c}", "target: c, status: strained}")))
    assert {curve.key: curve.status for curve in after.curves} == {"ab": "active", "bc": "strained"}
    assert [(box.x, box.y) for box in after.boxes] == [(box.x, box.y) for box in before.boxes]
    assert {c.key: c.points for c in after.curves} == {c.key: c.points for c in before.curves}


def test_the_first_picture_of_many_agencies_has_those_with_a_line_or_a_finding():
    data, report = bundled.network("gunrunner-2010"), bundled.report("gunrunner-2010")
    picture = drawn("gunrunner-2010", "wide")
    joined = {
        end for curve in picture.curves if curve.first for end in (curve.source, curve.target)
    }
    named = {key for finding in report if finding.family != "CG9" for key in finding.agencies}
    shown = {box.agency for box in picture.boxes if box.agency}
    assert shown == (joined | named | subject_of(data)) & set(data.agencies)
    assert len(shown) < len(data.agencies)
    assert {box.band for box in picture.boxes} == set(range(len(picture.bands)))


def test_a_network_of_few_agencies_has_one_picture_with_all_of_them():
    assert set(scenes(network([("liaison", "ab")]))) == {"wide", "phone"}
    assert len(scene(network([("liaison", "ab")])).boxes) == 3


@pytest.mark.parametrize("name", bundled.NAMES)
def test_letters_of_the_first_picture_are_readable_on_a_laptop(name):
    picture = drawn(name, "wide")
    # What a page of 1280 by 800 px has for the picture, without its rims.
    scale = min((872 - 44) / picture.width, (655 - 44) / picture.height)
    assert picture.font_size * scale >= 9


def test_links_that_a_finding_names_are_in_the_first_picture():
    data, report = bundled.network("gunrunner-2010"), bundled.report("gunrunner-2010")
    picture = drawn("gunrunner-2010", "wide")
    shown = {curve.link for curve in picture.curves if curve.first}
    told = {key for finding in report for key in finding.links}
    by_pair = {}
    for key in told:
        link = data.links[key]
        by_pair.setdefault((frozenset(link.agencies), link.formal), set()).add(key)
    assert all(keys & shown for keys in by_pair.values())


# -- what is drawn ---------------------------------------------------------------------------


def test_a_missing_counterpart_stands_as_a_ghost_in_its_country():
    data = network(
        agencies="an",
        functions=[{"id": "tracing", "name": "Tracing"}],
        requirements=[
            {
                "id": "need",
                "agency": "a",
                "counterpart": {"jurisdiction": "MX"},
                "function": "tracing",
                "kinds": ["liaison"],
                "examined": True,
            }
        ],
    )
    picture = scene(data)
    (ghost,) = [box for box in picture.boxes if box.missing]
    assert (ghost.agency, ghost.requirement) == ("", "need")
    assert picture.bands[ghost.band].jurisdiction == "MX"
    assert " ".join(ghost.lines) == "no counterpart for tracing"
    (curve,) = picture.curves
    assert (curve.source, curve.target, curve.status) == ("a", ghost.key, "missing")
    assert (curve.link, curve.requirement, curve.family) == ("", "need", "joint")


def test_a_required_tie_that_nobody_meets_runs_to_the_counterpart():
    data = network(
        requirements=[
            {"id": "need", "agency": "a", "counterpart": {"agency": "b"}, "examined": True}
        ]
    )
    picture = scene(data)
    (curve,) = picture.curves
    assert (curve.key, curve.source, curve.target) == ("required:need", "a", "b")
    assert not any(box.missing for box in picture.boxes)


def unmet(links=(), *, within=False, agencies="abc", more=()):
    """Curves for requirements that a source finds unmet, between a and b or within a."""
    finds = {"source": "s", "at": "p. 1", "finds": "lacking"}
    need = {"agency": "a", "counterpart": {"agency": "a" if within else "b"}, "evidence": [finds]}
    data = co.Network(
        title="Unmet",
        sources=[{"id": "s", "title": "S"}],
        agencies=[
            {"id": key, "name": key.upper(), "kind": "collective" if within else "agency"}
            for key in agencies
        ],
        links=links,
        requirements=[{"id": "need", **need}, *({"id": key, **need} for key in more)],
    )
    picture = scene(data, co.check(data))
    return {curve.key: curve for curve in picture.curves if curve.requirement}


def test_what_a_source_finds_unmet_has_a_line_where_no_failing_link_shows_it():
    need = unmet()["required:need"]
    assert (need.source, need.target, need.status, need.first) == ("a", "b", "missing", True)
    link = {"kind": "information-sharing", "source": "a", "target": "b"}
    assert set(unmet([{"kind": "agreement", "source": "a", "target": "b"}])) == {"required:need"}
    for status in ("strained", "late", "unmet", "absent"):
        assert unmet([{**link, "status": status}]) == {}
    assert unmet([{**link, "target": "c", "status": "strained"}])["required:need"].first


def test_what_is_unmet_within_a_body_is_a_loop():
    assert unmet(within=True)["required:need"].loop is not None
    own = {"kind": "liaison", "source": "a", "target": "a", "status": "absent"}
    assert unmet([own], within=True) == {}


def test_one_line_stands_for_all_that_is_unmet_between_two_until_one_is_chosen():
    found = unmet(more=["more"])
    assert [found[key].first for key in ("required:need", "required:more")] == [True, False]
    forum = {"id": "forum", "kind": "agreement", "parties": ["a", "b", "c"]}
    assert not unmet([forum])["required:need"].first, "they meet at the instrument already"


def test_a_line_that_comes_with_its_finding_keeps_clear_of_boxes():
    for name in bundled.NAMES:
        for picture in (drawn(name, "wide"), drawn(name, "phone")):
            late = {c.key for c in picture.curves if c.requirement and not c.first}
            behind = curves_behind_boxes(picture, first=False)
            assert [key for key, _ in behind if key in late] == [], name


def test_no_line_slips_through_a_loop():
    for name in ("gunrunner-2010", "gunrunner-cnn-2010"):
        picture = drawn(name, "wide")
        loops = {curve.key for curve in picture.curves if curve.loop}
        assert loops and not any(loops & set(pair) for pair in crossings(picture))


def test_silence_draws_nothing():
    data = network(requirements=[{"id": "need", "agency": "a", "counterpart": {"agency": "b"}}])
    assert scene(data).curves == ()


def test_a_recorded_absent_link_stands_for_its_requirement():
    data = co.Network(
        title="Absent",
        agencies=[{"id": key, "name": key.upper()} for key in "ab"],
        links=[{"id": "gap", "kind": "liaison", "source": "a", "target": "b", "status": "absent"}],
        requirements=[
            {"id": "need", "agency": "a", "counterpart": {"agency": "b"}, "kinds": ["liaison"]}
        ],
    )
    (curve,) = scene(data).curves
    assert (curve.key, curve.status) == ("gap", "absent")


def test_an_ignored_requirement_is_not_drawn_as_lacking():
    data = network(
        requirements=[
            {"id": "need", "agency": "a", "counterpart": {"agency": "b"}, "examined": True}
        ]
    )
    report = co.check(data, ignore={"CG103": "by design"})
    assert scene(data, report).curves == ()


def test_an_instrument_of_several_parties_meets_in_one_junction():
    data = co.Network(
        title="Instrument",
        agencies=[{"id": key, "name": key.upper()} for key in "abcd"],
        links=[{"id": "pact", "kind": "agreement", "parties": list("abcd")}],
    )
    picture = scene(data)
    (junction,) = [box for box in picture.boxes if box.shape == "junction"]
    assert junction.link == "pact"
    assert sorted(c.key for c in picture.curves) == ["pact:a", "pact:b", "pact:c", "pact:d"]
    assert {c.target for c in picture.curves} == {junction.key}
    assert crossings(picture) == []


def test_a_self_link_of_a_collective_is_a_loop_at_its_border():
    data = co.Network(
        title="Loop",
        agencies=[{"id": "all", "name": "All of them", "kind": "collective"}],
        links=[{"kind": "liaison", "source": "all", "target": "all", "status": "absent"}],
    )
    picture = scene(data)
    (curve,), (box,) = picture.curves, picture.boxes
    assert curve.points == ()
    dx, dy = abs(curve.loop.x - box.x), abs(curve.loop.y - box.y)
    on_side = math.isclose(dx, box.width / 2, abs_tol=0.1) and dy <= box.height / 2 + 0.1
    on_top = math.isclose(dy, box.height / 2, abs_tol=0.1) and dx <= box.width / 2 + 0.1
    assert on_side or on_top


def test_parallel_links_lie_apart():
    kinds = ("agreement", "training", "request", "liaison")
    picture = scene(network([(kind, "ab") for kind in kinds], "ab"))
    middles = sorted(
        ((p[0] + 2 * p[2] + p[4]) / 4, (p[1] + 2 * p[3] + p[5]) / 4)
        for p in (curve.points for curve in picture.curves)
    )
    apart = [math.dist(a, b) for a in middles for b in middles if a < b]
    assert min(apart) > 10


@pytest.mark.parametrize("name", bundled.NAMES)
def test_parallel_links_do_not_cross_each_other(name):
    picture = drawn(name, "wide")
    ends = {curve.key: {curve.source, curve.target} for curve in picture.curves}
    assert not [pair for pair in crossings(picture) if ends[pair[0]] == ends[pair[1]]]


def test_a_network_of_nobody_and_one_of_one_are_pictures_too():
    empty = co.Network(title="Nobody")
    alone = network(agencies="a")
    for layout in LAYOUTS:
        assert scene(empty, layout=layout).boxes == ()
        (box,) = scene(alone, layout=layout).boxes
        assert box.lines == ("Agency a",)


def test_a_country_keeps_its_ground_in_every_picture():
    found, abroad = {}, {}
    for name in {name for name, _ in PICTURES}:
        grounds = abroad if name == "iraq-aftermath-2003" else found
        for picture in pictures(name).values():
            for band, ground in zip(picture.bands, picture.grounds, strict=True):
                grounds.setdefault(band.jurisdiction, set()).add(ground)
    assert found == {"US": {0}, "MX": {1}, "": {-1}}
    assert abroad == {"GB": {0}, "US": {1}}


def test_a_body_of_no_country_has_a_band_of_its_own():
    data = co.Network(
        title="Abroad",
        agencies=[
            {"id": "interpol", "name": "INTERPOL", "level": "international"},
            {"id": "a", "name": "A", "jurisdiction": "FR"},
        ],
    )
    assert [band.label for band in scene(data).bands] == ["France", "International"]


@pytest.mark.parametrize("layout", ["wide", "phone"])
def test_where_no_country_is_recorded_none_is_named(layout):
    data = co.Network(
        title="A table", agencies=[{"id": "a", "name": "A"}, {"id": "b", "name": "B"}]
    )
    assert [band.label for band in scene(data, layout=layout).bands] == [""]
    assert "International" not in html_text(data)
    assert description(scene(data)).endswith("0 links.")


# -- geometry and text -----------------------------------------------------------------------


@pytest.mark.parametrize("bend", [0.0, 0.2, -0.2, 0.55, -0.7])
def test_curves_bend_as_vis_network_bends_them(bend):
    """The formula of BezierEdgeStatic in vis-network 9.1, written out as it stands there."""
    (x0, y0), (x1, y1), factor = (10.0, 20.0), (110.0, -80.0), abs(bend)
    dx, dy = x1 - x0, y0 - y1
    signed = factor if bend >= 0 else -factor
    angle = (math.atan2(dy, dx) + (signed * 0.5 + 0.5) * math.pi) % (2 * math.pi)
    reach = (factor * 0.5 + 0.5) * math.hypot(dx, dy)
    expected = x0 + reach * math.sin(angle), y0 + reach * math.cos(angle)
    assert control_point(x0, y0, x1, y1, bend) == pytest.approx(expected)


@pytest.mark.parametrize("bend", [0.0, 0.3, -0.5])
def test_curves_end_at_the_borders_of_their_boxes(bend):
    x0, y0, x1, y1 = 0.0, 0.0, 300.0, 120.0
    cx, cy = control_point(x0, y0, x1, y1, bend)
    start, end = clip(x0, y0, cx, cy, x1, y1, 80, 40, 100, 60)
    xs, ys = part(x0, cx, x1, start, end), part(y0, cy, y1, start, end)
    first = abs(xs[0]) / 40, abs(ys[0]) / 20
    last = abs(xs[2] - x1) / 50, abs(ys[2] - y1) / 30
    assert max(first) == pytest.approx(1)
    assert max(last) == pytest.approx(1)


def test_lines_of_a_label_fit_and_are_about_equal():
    lines = wrap("Bureau of Alcohol, Tobacco, Firearms and Explosives", 14, 150)
    assert " ".join(lines) == "Bureau of Alcohol, Tobacco, Firearms and Explosives"
    widths = [text_width(line, 14) for line in lines]
    assert max(widths) <= 150
    assert min(widths) > 0.5 * max(widths)


@pytest.mark.parametrize(
    "text",
    [
        "Procuraduría General de la República",
        "مكتب مكافحة المخدرات",
        "麻薬取締局関東信越厚生局",
        "x" * 90,
    ],
)
def test_any_script_breaks_into_lines_that_fit(text):
    lines = wrap(text, 12, 86)
    assert 1 <= len(lines) <= 4
    assert max(text_width(line, 12) for line in lines) <= 86


@pytest.mark.parametrize("word", ["-" * 60_000, "a/" * 30_000, "a-b/" * 15_000, "x" * 60_000])
def test_a_word_of_any_length_breaks_in_one_pass(word):
    with counted() as steps:
        lines = wrap(word, 12, 86)
    assert len(lines) == 4 and lines[-1].endswith("…")
    assert steps.count < 40 * len(word)


# -- the counts count ------------------------------------------------------------------------


def plain(boxes, curves):
    return Scene("Plain", 400, 400, (Band("", 0, 0, 400, 400),), boxes, curves)


def box(key, x, y):
    return Box(key, key, (key,), x, y, 20, 20)


def test_counts_find_what_is_there():
    boxes = (box("a", 50, 50), box("b", 350, 350), box("c", 350, 50), box("d", 50, 350))
    curves = (
        Curve("ab", "a", "b", points=(60, 60, 200, 200, 340, 340)),
        Curve("cd", "c", "d", points=(340, 60, 200, 200, 60, 340)),
        Curve("ac", "a", "c", points=(60, 50, 200, 50, 340, 50), first=False),
    )
    assert crossings(plain(boxes, curves)) == [("ab", "cd")]
    assert curves_behind_boxes(plain(boxes, curves)) == []
    middle = box("m", 200, 200)
    assert curves_behind_boxes(plain((*boxes, middle), curves)) == [("ab", "m"), ("cd", "m")]
    assert overlapping_boxes(plain((*boxes, box("e", 60, 60)), ())) == [("a", "e")]
    beside = tuple(
        Curve(key, "a", "b", points=(60, 60, 200, 200, 340, 340), label=Label(key, x, 100, 30, 10))
        for key, x in (("x", 100), ("y", 125), ("z", 160))
    )
    assert overlapping_labels(plain(boxes, beside)) == [("x", "y")]
