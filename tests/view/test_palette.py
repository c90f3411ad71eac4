from itertools import combinations

import pytest

from coordination.model import vocabulary
from coordination.view.families import FAMILIES, FAMILY_OF
from coordination.view.palette import (
    CONFIDENCE_WIDTHS,
    DARK,
    DASHES,
    FORCED,
    HOLLOW,
    LIGHT,
    STATE_OF,
    STATES,
    STATUS_WORDS,
    stroke_of,
)
from tests.view.colour import SIGHTS, contrast, contrast_seen, distance, seen

PALETTES = pytest.mark.parametrize("palette", [LIGHT, DARK], ids=["light", "dark"])


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [  # pairs of Sharma, Wu and Dalal's test data
        ((50, 2.6772, -79.7751), (50, 0, -82.7485), 2.0425),
        ((50, 0, 0), (50, -1, 2), 2.3669),
        ((50, 2.5, 0), (50, 0, -2.5), 4.3065),
        ((60.2574, -34.0099, 36.2677), (60.4626, -34.1751, 39.4387), 1.2644),
    ],
)
def test_the_distance_is_that_of_its_paper(one, other, expected):
    assert distance(one, other) == pytest.approx(expected, abs=1e-4)


@PALETTES
@pytest.mark.parametrize("sight", SIGHTS)
def test_any_two_families_are_told_apart_whoever_looks(palette, sight):
    near = {
        (one, other): round(distance(seen(a, sight), seen(b, sight)), 1)
        for (one, a), (other, b) in combinations(palette.families.items(), 2)
    }
    assert {pair: d for pair, d in near.items() if d < 20} == {}


def line_ink(stroke):
    """Px of colour that a line lays down for each px of its way, casing left out."""
    drawn = sum(stroke.dashes[::2]) / sum(stroke.dashes) if stroke.dashes else 1.0
    return (stroke.width - stroke.inner) * drawn


def test_the_first_sketch_fails_the_same_measure():
    request, support = "#8a5a00", "#c43c0a"
    assert distance(seen(request, "protan"), seen(support, "protan")) < 20


@PALETTES
def test_lines_stand_out_from_every_ground(palette):
    grounds = [*palette.grounds, palette.box]
    weak = {
        (family, ground): round(contrast(colour, ground), 2)
        for family, colour in palette.families.items()
        for ground in grounds[:-1]
        if contrast(colour, ground) < 3
    }
    assert weak == {}
    assert all(contrast(palette.border, ground) >= 3 for ground in grounds)


@PALETTES
def test_words_are_readable_on_every_ground(palette):
    for words in (palette.ink, palette.muted):
        assert min(contrast(words, ground) for ground in [*palette.grounds, palette.box]) >= 4.5


@PALETTES
def test_a_formal_line_stands_out_from_its_casing(palette):
    for family, colour in palette.families.items():
        assert contrast(colour, palette.casings[family]) >= 1.9
        assert all(contrast(palette.casings[family], g) >= 1.15 for g in palette.grounds)


@PALETTES
@pytest.mark.parametrize("sight", SIGHTS)
def test_states_stand_out_in_one_order_on_every_ground_and_for_every_eye(palette, sight):
    order = list(STATES)
    assert order == ["missing", "troubled", "open", "working"]
    for ground in palette.grounds:
        weights = [contrast_seen(palette.states[state], ground, sight) for state in order]
        assert weights == sorted(weights, reverse=True), (ground, weights)


@PALETTES
@pytest.mark.parametrize("sight", SIGHTS)
def test_any_two_states_are_told_apart_whoever_looks(palette, sight):
    near = {
        (one, other): round(distance(seen(a, sight), seen(b, sight)), 1)
        for (one, a), (other, b) in combinations(palette.states.items(), 2)
    }
    assert {pair: d for pair, d in near.items() if d < 15} == {}


@PALETTES
def test_states_stand_out_from_every_ground_and_what_works_least(palette):
    for ground in palette.grounds:
        seen_at = {state: contrast(colour, ground) for state, colour in palette.states.items()}
        assert min(seen_at.values()) >= 3
        assert seen_at["working"] < 4.1, "quiet"
        assert min(seen_at["missing"], seen_at["troubled"]) > 4


@pytest.mark.parametrize("palette", [LIGHT, DARK], ids=["light", "dark"])
def test_nothing_absent_is_the_heaviest_mark(palette):
    """Ink times contrast: what a line weighs on its ground, casings of formal ones left out."""
    for ground in palette.grounds:
        weight = {
            status: line_ink(stroke_of(status)) * contrast(palette.states[STATE_OF[status]], ground)
            for status in DASHES
        }
        failing = weight["strained"]
        assert all(weight[status] < failing for status in ("absent", "unmet", "missing"))
        assert weight["active"] < failing


def test_what_is_absent_is_hollow_and_has_no_casing():
    assert set(HOLLOW) == {"absent", "unmet"}
    for status in DASHES:
        stroke = stroke_of(status, formal=True)
        assert stroke.cased == (STATE_OF[status] in ("working", "troubled"))
        assert bool(stroke.inner) == (status in HOLLOW)
        assert stroke.width <= 3.4


def test_where_the_system_sets_the_colours_what_works_is_still_the_quietest():
    assert set(FORCED) == set(STATES)
    assert FORCED["working"] == "GrayText"
    assert FORCED["missing"] == FORCED["troubled"] == "CanvasText"


def test_every_kind_has_a_family_and_every_family_a_colour():
    assert set(FAMILY_OF) >= set(vocabulary.LINK_KINDS)
    assert set(FAMILY_OF.values()) == set(FAMILIES) == set(LIGHT.families) == set(DARK.families)


def test_every_status_has_its_own_dashes_and_words():
    assert set(DASHES) == set(STATUS_WORDS) == set(STATE_OF)
    assert set(DASHES) >= {*vocabulary.STATUSES, "missing"}
    assert len(set(DASHES.values())) == len(DASHES)
    assert DASHES["active"] == (), "only what is in force and works is a whole line"


def test_firmer_links_are_heavier():
    assert list(CONFIDENCE_WIDTHS) == list(vocabulary.CONFIDENCE)
    widths = list(CONFIDENCE_WIDTHS.values())
    assert widths == sorted(widths, reverse=True)
    assert len(set(widths)) == len(widths)
