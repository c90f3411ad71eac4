"""The mark of doubt on a contested line lies where it hides no box and no other mark."""

import re

from coordination.view.palette import LIGHT
from coordination.view.scene import Box, Curve, Scene
from coordination.view.still.svg_marks import RADIUS, contested_marks


def box(key, x, y):
    return Box(key, key, (key,), x, y, 100, 40)


def line(key, y):
    return Curve(key, "a", "b", points=(50, y, 250, y, 450, y), contested=True)


def places(scene):
    marks = contested_marks(scene, scene.curves, LIGHT)
    found = [re.search(r"translate\((\S+) (\S+)\)", mark) for mark in marks]
    return [(float(one[1]), float(one[2])) for one in found]


def picture(boxes, curves):
    return Scene("Two", 500, 200, (), tuple(boxes), tuple(curves))


def test_it_lies_in_the_middle_where_nothing_is_in_the_way():
    ((x, y),) = places(picture([box("a", 0, 100), box("b", 500, 100)], [line("one", 100)]))
    assert (x, y) == (250, 100)


def test_it_hides_no_box_that_the_line_passes():
    between = box("c", 250, 100)
    ((x, _),) = places(picture([box("a", 0, 100), box("b", 500, 100), between], [line("one", 100)]))
    assert abs(x - between.x) >= between.width / 2 + RADIUS


def test_it_hides_no_other_mark():
    (one, _), (other, _) = places(picture([], [line("one", 100), line("two", 101)]))
    assert abs(one - other) >= 2 * RADIUS
