"""Requirements that the records show as lacking, or about which they raise a question."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from coordination.model import Case, Link
from coordination.network import Network
from coordination.requirements.assess import Assessment, assess_all
from coordination.rules import phrases as say
from coordination.rules import remedies
from coordination.rules.adverse_records import told_by_links
from coordination.rules.finding import Change, Finding, Statement
from coordination.rules.reported import code_of
from coordination.rules.requirement_words import if_no, question

__all__ = ["Unmet", "gaps_of_requirements"]


@dataclass(frozen=True)
class Unmet:
    """A requirement that isn't met: what the rules that report it have in common.

    Attributes:
        network: the network.
        cases: cases of one requirement of which the same holds; the first stands for all.
    """

    network: Network
    cases: Sequence[Assessment]

    @property
    def first(self) -> Assessment:
        """The assessment of the first case."""
        return self.cases[0]

    @property
    def requirement(self) -> Case:
        """The first case."""
        return self.first.requirement

    @cached_property
    def own(self) -> tuple[str, ...]:
        """Ids of the agencies that the cases start from."""
        return tuple(dict.fromkeys(one.requirement.agency for one in self.cases))

    @cached_property
    def who(self) -> say.Who:
        """The same in words."""
        return say.who(self.network, self.own)

    @cached_property
    def agencies(self) -> tuple[str, ...]:
        """Ids of those on the other side with which something is missing."""
        return tuple(self.first.unlinked or self.first.counterparts)

    @property
    def one_will_do(self) -> bool:
        """Whether there are several of them, and one of them would meet it."""
        return len(self.agencies) > 1 and not self.requirement.counterpart.each

    @property
    def others(self) -> str:
        """The same in words: "ICE and DEA", or "any of ICE and DEA" where one will do."""
        named = say.names(self.network, self.agencies)
        return f"any of {named}" if self.one_will_do else named

    @property
    def functions(self) -> tuple[str, ...]:
        """Id of the function, if any."""
        return (self.requirement.function,) if self.requirement.function else ()

    @cached_property
    def purpose(self) -> str:
        """The function as the end of a clause."""
        return say.for_functions(self.network, self.functions)

    def mended(self, agencies: Iterable[str] | None = None) -> tuple[Change, ...]:
        """What would meet it: links that fail come to work; without any, some are made.

        Args:
            agencies: ids of those with whom; None means `agencies`.
        """
        network, given = self.network, None if agencies is None else tuple(agencies)
        if self.first.failing:
            failing = dict.fromkeys(link for case in self.cases for link in case.failing)
            return remedies.mend(network, failing)
        return remedies.join_each(network, self.cases, given)

    def tell(
        self,
        message: str,
        *,
        agencies: Iterable[str] | None = None,
        links: Iterable[Link] | None = None,
        otherwise: str = "",
        besides: str = "",
        silent: str = "links",
        clears: Iterable[Change] | None = None,
        **fields: Any,
    ) -> Finding:
        """A finding that says what is missing.

        Args:
            message: what is missing, as a clause that names the agencies.
            agencies: ids of the agencies concerned, the one that has to act first; None means those
                on both sides.
            links: the links that show it; None means those that fail.
            otherwise: what isn't recorded, as the condition where no link shows it.
            besides: what isn't recorded, whether a link shows it or not.
            silent: the section whose silence means absence, which is said behind it; "" for none.
            clears: what would clear it; None means `mended()`.
            **fields: other fields of the finding.
        """
        network, requirement = self.network, self.requirement
        shown = self.first.failing if links is None else tuple(links)
        since = f", and {say.looked(network, requirement, silent)}" if silent else ""
        otherwise, besides = (f"{what}{since}" if what else "" for what in (otherwise, besides))
        found = say.condition_of_links(network, shown, otherwise)
        return Finding.of(
            say.sentence(message),
            "derived",
            links=shown,
            agencies=(*self.own, *self.agencies) if agencies is None else agencies,
            requirements=[requirement],
            criteria=say.criteria(network, requirement),
            condition=Statement(
                " ".join(filter(None, [found.text, say.sentence(besides)])), found.evidence
            ),
            clears=self.mended() if clears is None else tuple(clears),
            **fields,
        )


def gaps_of_requirements(
    network: Network, code: str, derived: Callable[[Unmet], Finding] | None = None
) -> Iterator[Finding]:
    """The derived and open findings of a rule about requirements.

    Args:
        network: the network.
        code: code of the rule.
        derived: makes the finding of cases of one requirement that the records show as lacking.
    """
    groups: dict[tuple[Any, ...], list[Assessment]] = defaultdict(list)
    for one in assess_all(network):
        if one.state != "met" and code_of(network, one) == code:
            others = one.unlinked or one.counterparts or one.candidates
            key = (one.requirement.id, one.shown, one.gap, others.codes.tobytes())
            groups[key].append(one)
    per_requirement: dict[str, int] = defaultdict(int)
    for key in groups:
        per_requirement[key[0]] += 1
    for cases in groups.values():
        first = cases[0]
        if derived is not None and (
            first.shown == "derived"
            or (first.shown == "reported" and first.basis and not told_by_links(network, first))
        ):
            finding = derived(Unmet(network, cases))
        elif first.state == "not-examined":
            finding = _open(Unmet(network, cases), code)
        else:
            continue
        yield _keyed(finding, cases, alone=per_requirement[first.requirement.id] == 1)


def _keyed(finding: Finding, cases: Sequence[Assessment], *, alone: bool) -> Finding:
    """The finding under a key of its own, where a requirement comes to several findings."""
    if alone:
        return finding
    place = cases[0].requirement.counterpart.jurisdiction
    own = (one.requirement.agency for one in cases)
    named = (cases[0].requirement.id, *own, *((place,) if place else ()))
    return replace(finding, subjects=named)


_SILENCE = {
    "no-counterpart": "nobody on the other side is recorded as holding the function",
    "no-single-counterpart": "none of those on the other side is recorded as lead or contact",
    "unlinked": "no link that would meet it is recorded",
    "not-working": "the links that are recorded are not known to work",
    "one-way": "links are recorded in one direction only",
    "unwritten": "no agreement that works is recorded",
}


def _open(unmet: Unmet, code: str) -> Finding:
    network, cases, first, own = unmet.network, unmet.cases, unmet.first, unmet.own
    requirement = unmet.requirement
    others = tuple((first.unlinked or first.counterparts or first.candidates)[:8])
    silence = _SILENCE[first.gap or "unlinked"]
    if first.through:
        through = say.who(network, first.through)
        silence = f"only {through} {through:is|are} recorded as joining them"
    targets = others if requirement.counterpart.each else others[:1]
    look = Change(
        "change",
        "requirements",
        "Somebody looks, and records what is found.",
        requirement.id,
        {"examined": True},
    )
    settles = () if first.within else remedies.join(network, first, targets)
    if code == "CG102" and len(others) > 1:
        settles = (remedies.take_the_lead(network, None, requirement.function),)
    return Finding.asked(
        question(network, code, cases),
        links=[link for link in first.links if not link.works and not link.assumed],
        agencies=(*own, *others),
        requirements=[requirement],
        criteria=say.criteria(network, requirement),
        condition=say.sentence(f"{silence}, and no source says that somebody looked"),
        settles=(*settles, look),
        answer=if_no(network, code, cases),
    )
