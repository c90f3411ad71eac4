"""Choose what a picture shows of a network: boxes and curves, before layout."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from itertools import combinations

from coordination.model import Link, vocabulary
from coordination.network import Network
from coordination.requirements.assess import Assessment, assess_all
from coordination.rules.report import Report
from coordination.view.families import FAMILY_OF, band_of, role_of
from coordination.view.first_picture import (
    agencies_first,
    agencies_on_phone,
    links_first,
    telling,
)
from coordination.view.missing import undrawn
from coordination.view.scene import Box, Curve

__all__ = ["Draft", "draft"]

APART = 10
"""With more lines left out of the first picture than this, all get a layout of their own."""


class Draft:
    """Boxes and curves without a place; it stays as `draft` has made it.

    Those that draw the same are equal.

    Attributes:
        bands: countries in the order of their bands.
        boxes: boxes by key, with band and with the role's index as column.
        names: the words of each box, by key.
        curves: curves by key.
        words: the words of each curve, by key.
        whole: whether nothing is left out that needs a layout of its own.
    """

    def __init__(self, bands: Iterable[str]) -> None:
        self.bands = tuple(bands)
        self.whole = True
        self.boxes: dict[str, Box] = {}
        self.names: dict[str, str] = {}
        self.curves: dict[str, Curve] = {}
        self.words: dict[str, str] = {}

    def _content(self) -> tuple[object, ...]:
        parts = (self.boxes, self.names, self.curves, self.words)
        return (self.bands, self.whole, *(tuple(part.items()) for part in parts))

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Draft) and self._content() == other._content()

    def __hash__(self) -> int:
        return hash(self._content())

    def add_box(self, box: Box, name: str) -> None:
        """Add a box and its words."""
        self.boxes[box.key] = box
        self.names[box.key] = name

    def outline(self) -> Draft:
        """What of it decides where things stand: without the words and looks of curves."""
        found = Draft(self.bands)
        found.boxes = {key: box._replace(findings=0, was="") for key, box in self.boxes.items()}
        found.names = self.names
        found.curves = {
            key: Curve(key, one.source, one.target, first=one.first)
            for key, one in self.curves.items()
        }
        return found

    def tied(self) -> set[str]:
        """Keys of the boxes that the first picture joins with others."""
        return {
            end
            for curve in self.curves.values()
            if curve.first and curve.source != curve.target
            for end in (curve.source, curve.target)
        }

    def between(self) -> dict[frozenset[str], int]:
        """How many curves of the first picture join each two boxes."""
        return Counter(frozenset((c.source, c.target)) for c in self.curves.values() if c.first)

    def pairs(self) -> Iterator[tuple[str, str, float]]:
        """Each two boxes that a link joins, with how much that counts.

        The parties of an instrument share what one link counts among their pairs.
        """
        parties: dict[str, list[Curve]] = defaultdict(list)
        for curve in self.curves.values():
            if self.boxes[curve.target].shape == "junction":
                parties[curve.target].append(curve)
            elif curve.source != curve.target:
                yield curve.source, curve.target, 1.0 if curve.first else 0.1
        for curves in parties.values():
            share = (1.0 if curves[0].first else 0.1) * 2 / len(curves)
            for one, other in combinations(curves, 2):
                yield one.source, other.source, share

    def add_curve(self, curve: Curve, words: str) -> None:
        """Add a curve and its words."""
        self.curves[curve.key] = curve
        self.words[curve.key] = words


def draft(
    network: Network, report: Report | None = None, *, every: bool = False, phone: bool = False
) -> Draft:
    """Boxes and curves of a network.

    A link of two has a curve; an instrument of several parties has a junction at which a curve from
    each party meets. A requirement that is not met adds what is missing: a ghost box in the
    counterpart's band where nobody (or nobody single) holds the function there, a curve to each
    counterpart that no recorded link reaches, and one to each with which a source finds it unmet
    and no failing link shows that. What boxes meet at an instrument for waits until it is chosen.

    The first picture of a network of more than twenty agencies has boxes only for those that a line
    of it joins, a finding names or the network is about; see `first_picture`.

    Args:
        network: the network.
        report: its findings; only requirements that they name are then drawn as not met.
        every: a box for every agency and a line for every link, all of one weight.
        phone: only as many agencies as a phone can show at a size that can be read.
    """
    shown = set(network.links) if every else links_first(network, report)
    wanted = None
    if report is not None:
        wanted = {key for finding in report for key in finding.requirements}
    lacking = [
        one
        for one in assess_all(network)
        if one.state == "lacking" and (wanted is None or one.requirement.id in wanted)
    ]
    agencies = set(network.agencies)
    if not every:
        agencies = agencies_first(network, report, shown, lacking)
    if phone:
        agencies = agencies_on_phone(network, report, agencies)
    links = [link for link in network.links.values() if agencies.issuperset(link.agencies)]
    named = Counter(key for finding in telling(report) for key in set(finding.agencies))
    result = Draft(_bands(network, agencies, shown, lacking))
    later = sum(link.id not in shown for link in links)
    result.whole = len(agencies) == len(network.agencies) and later <= APART
    index = {code: n for n, code in enumerate(result.bands)}
    for key, agency in network.agencies.items():
        if key not in agencies:
            continue
        shape = "box"
        if agency.kind in ("task-force", "program"):
            shape = "round"
        elif agency.kind == "collective":
            shape = "stack"
        box = Box(
            key,
            key,
            (),
            0.0,
            0.0,
            0.0,
            0.0,
            shape=shape,  # type: ignore[arg-type]
            kind=agency.kind,
            band=index[band_of(agency)],
            column=role_of(network, key),
            caption=_caption(network, key),
            findings=named[key],
        )
        result.add_box(box, agency.label)
    for link in links:
        for curve in _link_curves(link, link.id in shown, result, index, network):
            result.add_curve(curve, _words(link))
    cases = Counter(one.requirement.id for one in lacking)
    for assessment in lacking:
        if assessment.requirement.agency in agencies:
            several = cases[assessment.requirement.id] > 1
            _add_missing(network, assessment, result, index, several=several)
    return result


def _bands(
    network: Network, agencies: set[str], shown: set[str], lacking: list[Assessment]
) -> list[str]:
    """Countries, the one with most agencies first; agencies of no country between two or last.

    They stand between two countries only where the first picture ties them to somebody.
    """
    count = Counter(band_of(network.agencies[key]) for key in agencies)
    for assessment in lacking:
        area = assessment.requirement.counterpart.jurisdiction
        if area:
            count.setdefault(area[:2], 0)
    countries = sorted((code for code in count if code), key=lambda code: (-count[code], code))
    if "" in count:
        tied = any(
            band_of(network.agencies[key]) == ""
            for link in shown
            for key in network.links[link].agencies
        )
        countries.insert(1 if len(countries) == 2 and tied else len(countries), "")
    return countries


def _words(link: Link) -> str:
    # What a source leaves open is coordination of some sort.
    kind = "coordination" if link.kind == "other" else link.kind.replace("-", " ")
    return kind if link.status == "active" else f"{kind}: {link.status}"


def _caption(network: Network, key: str) -> str:
    """What an agency is part of, where its own label doesn't say it."""
    agency = network.agencies[key]
    if agency.part_of is None or network.agencies[agency.part_of].kind == "government":
        return ""  # that is what its band says
    parent = network.label(agency.part_of)
    return "" if parent in agency.label or len(parent) > 18 else f"part of {parent}"


def _within_sentence(name: str) -> str:
    """A name as it stands inside a sentence: "Tracing" becomes "tracing", "EPIC" stays."""
    return name if name[1:2].isupper() else name[:1].lower() + name[1:]


def _link_curves(
    link: Link, first: bool, result: Draft, index: dict[str, int], network: Network
) -> Iterator[Curve]:
    shared = {
        "link": link.id,
        "kind": link.kind,
        "family": FAMILY_OF[link.kind],
        "status": link.status,
        "formal": link.formal,
        "confidence": link.confidence,
        "contested": any(passage.stance == "disputes" for passage in link.evidence),
        "first": first,
    }
    if not link.parties:
        source, target = link.ends
        yield Curve(link.id, source, target, mutual=link.mutual, **shared)  # type: ignore[arg-type]
        return
    junction = f"instrument:{link.id}"
    bands = [index[band_of(network.agencies[party])] for party in link.parties]
    middle = sorted(bands)[len(bands) // 2]
    box = Box(
        junction,
        "",
        (),
        0,
        0,
        0,
        0,
        link=link.id,
        shape="junction",
        band=middle,
        column=-1,
        first=first,
    )
    result.add_box(box, "")
    for party in link.parties:
        yield Curve(f"{link.id}:{party}", party, junction, mutual=True, **shared)  # type: ignore[arg-type]


def _add_missing(
    network: Network, assessment: Assessment, result: Draft, index: dict[str, int], *, several: bool
) -> None:
    """What one case of a requirement misses; one ghost stands for what several cases miss."""
    requirement = assessment.requirement
    kind = requirement.kinds[0] if requirement.kinds else "other"
    key = f"required:{requirement.id}"
    if several:
        key += f":{requirement.agency}"
    reached: list[tuple[str, str, str]]
    if assessment.gap in ("no-counterpart", "no-single-counterpart"):
        others = assessment.candidates or (requirement.agency,)
        code = (requirement.counterpart.jurisdiction or "")[:2]
        band = index[code] if code else index[band_of(network.agencies[others[0]])]
        ghost = f"missing:{requirement.id}"
        if network.requirements[requirement.id].counterpart.same:
            ghost += f":{requirement.counterpart.jurisdiction}"
        box = Box(
            ghost, "", (), 0, 0, 0, 0, requirement=requirement.id, band=band, column=2, missing=True
        )
        single = assessment.gap == "no-single-counterpart"
        name = "no single counterpart" if single else "no counterpart"
        if requirement.function:
            function = network.functions[requirement.function].name
            name += f" for {_within_sentence(function)}"
        result.add_box(box, name)
        reached = [(key, requirement.agency, ghost)]
    elif assessment.gap in ("unlinked", "unmet", "unwritten"):
        agencies = undrawn(network, assessment)
        reached = [
            (f"{key}:{agency}" if len(agencies) > 1 else key, requirement.agency, agency)
            for agency in agencies
        ]
    elif assessment.gap == "one-way":
        back = [link for link in assessment.working if not link.mutual]
        reached = [(key, link.ends[1], link.ends[0]) for link in back[:1]]
    else:
        return
    if requirement.direction == "from-counterpart" and assessment.gap != "one-way":
        reached = [(name, target, source) for name, source, target in reached]
    mutual = requirement.direction in ("mutual", "any") and assessment.gap != "one-way"
    for name, source, target in reached:
        if source not in result.boxes or target not in result.boxes:
            continue
        # One line is enough at first; the others of the same two come with their findings.
        alone = not _joined(result, {source, target})
        curve = Curve(
            name,
            source,
            target,
            first=alone,
            requirement=requirement.id,
            kind=kind,
            family=FAMILY_OF[kind],
            status="missing",
            formal=vocabulary.LINK_KINDS[kind].formal,
            mutual=mutual,
        )
        result.add_curve(curve, "required, not met")


def _joined(result: Draft, ends: set[str]) -> bool:
    """Whether two boxes share a line for what isn't met, or meet at an instrument of several."""
    met: dict[str, set[str]] = defaultdict(set)
    for curve in result.curves.values():
        if curve.first and curve.requirement and {curve.source, curve.target} == ends:
            return True
        if curve.first and result.boxes[curve.target].shape == "junction":
            met[curve.target].add(curve.source)
    return any(ends <= parties for parties in met.values())
