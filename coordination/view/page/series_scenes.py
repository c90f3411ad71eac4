"""Pictures of a series: one layout for all its states, so that only what changed moves the eye.

The states' pictures are joined before they are laid out. Each state then has its own boxes and
lines in the places of the joint picture, and what the state before had and this one hasn't.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

from coordination.change.comparison import Comparison
from coordination.network import Network
from coordination.rules.report import Report
from coordination.view.groups import FULL
from coordination.view.layout.columns import wide_plans
from coordination.view.layout.labels import finish, routed
from coordination.view.layout.rows import phone_plans
from coordination.view.layout.scenes import scenes
from coordination.view.picture_content import Draft, draft
from coordination.view.scene import Box, Curve, Scene

__all__ = ["series_scenes"]

_PHONE_BOXES = 14
"""Boxes up to which a phone has a picture of its own for all states; else the wide one serves."""


def series_scenes(
    networks: Sequence[Network], reports: Sequence[Report], steps: Sequence[Comparison]
) -> list[dict[str, Scene]]:
    """The pictures of each state by name, as `scenes` has them, all in one layout.

    Args:
        networks: the states, earliest first.
        reports: the report on each.
        steps: what changed from each to the next.
    """
    if any(len(network.agencies) > FULL for network in networks):
        return [scenes(network, report) for network, report in zip(networks, reports, strict=True)]
    both = list(zip(networks, reports, strict=True))
    first = [draft(network, report) for network, report in both]
    pictures: dict[str, list[Draft]] = {"wide": first}
    if not all(one.whole for one in first):
        pictures["wide-every"] = [draft(network, report, every=True) for network, report in both]
    few = [draft(network, report, phone=True) for network, report in both]
    if len({key for one in few for key in one.boxes}) <= _PHONE_BOXES:
        pictures["phone"] = few
    gone = [{}, *(_gone(step) for step in steps)]
    found: list[dict[str, Scene]] = [{} for _ in networks]
    for name, drafts in pictures.items():
        joint = _joined(drafts)
        layout = "phone" if name == "phone" else "wide"
        plans = phone_plans(joint) if layout == "phone" else wide_plans(joint)
        whole = finish(networks[-1].title, joint, routed(joint, plans), layout)  # type: ignore[arg-type]
        for n, network in enumerate(networks):
            before = drafts[n - 1] if n else None
            found[n][name] = _state(whole, network.title, drafts[n], before, gone[n])
    return found


def _gone(step: Comparison) -> dict[str, str]:
    """Links of the earlier state that the later hasn't, and what became of them."""
    return {
        one.before_id: one.state
        for one in step.changes
        if one.section == "links"
        and one.state in ("ended", "not looked at again")
        and one.before_id
        and one.before_id not in step.after_report.network.links
    }


def _joined(drafts: Sequence[Draft]) -> Draft:
    """All boxes and curves of some drafts, each as the last of them has it."""
    count = Counter(one.bands[box.band] for one in drafts for box in one.boxes.values())
    for code in (code for one in drafts for code in one.bands):
        count.setdefault(code, 0)
    bands = sorted((code for code in count if code), key=lambda code: (-count[code], code))
    if "" in count:
        bands.insert(1 if len(bands) == 2 else len(bands), "")
    result = Draft(bands)
    result.whole = all(one.whole for one in drafts)
    for one in drafts:
        for key, box in one.boxes.items():
            result.add_box(box._replace(band=bands.index(one.bands[box.band])), one.names[key])
    shown = {key for one in drafts for key, curve in one.curves.items() if curve.first}
    for one in drafts:
        for key, curve in one.curves.items():
            own = _key(curve)
            result.add_curve(curve._replace(key=own, first=key in shown), one.words[key])
    return result


def _key(curve: Curve) -> str:
    """A key that two states share only where a link joins the same two in both."""
    return f"{curve.key}\n{curve.source}\n{curve.target}"


def _state(
    whole: Scene, title: str, drafted: Draft, before: Draft | None, gone: Mapping[str, str]
) -> Scene:
    """One state's part of the joint picture, and faintly what it no longer has."""
    placed = {box.key: box for box in whole.boxes}
    drawn = {curve.key: curve for curve in whole.curves}
    lost = list(_lost(before, drafted, gone)) if before is not None else []
    keys = {curve.key for curve in drafted.curves.values()}
    ends = {end for curve in lost for end in (curve.source, curve.target)}
    boxes = [_own(placed[key], box) for key, box in drafted.boxes.items()]
    if before is not None:
        boxes += [
            _own(placed[key], before.boxes[key])._replace(
                agency="",
                link="",
                findings=0,
                was="no longer here",
            )
            for key in before.boxes
            if key in ends and key not in drafted.boxes
        ]
    curves = [_placed(curve, drawn) for curve in drafted.curves.values()]
    curves += [
        _placed(curve, drawn)._replace(
            key=f"was:{curve.key}" if curve.key in keys else curve.key,
            link="",
            requirement="",
            was=gone[curve.link],
            contested=False,
        )
        for curve in lost
    ]
    return whole._replace(title=title, boxes=tuple(boxes), curves=tuple(curves))


def _lost(before: Draft, now: Draft, gone: Mapping[str, str]) -> Iterator[Curve]:
    here: Iterable[str] = {curve.link for curve in now.curves.values()}
    for curve in before.curves.values():
        if curve.first and curve.link in gone and curve.link not in here:
            yield curve


def _own(placed: Box, box: Box) -> Box:
    """A state's own box in the place, with the words and of the size, of the joint picture."""
    return placed._replace(agency=box.agency, findings=box.findings, first=box.first, kind=box.kind)


def _placed(curve: Curve, drawn: Mapping[str, Curve]) -> Curve:
    joint = drawn[_key(curve)]
    return curve._replace(bend=joint.bend, points=joint.points, loop=joint.loop, label=joint.label)
