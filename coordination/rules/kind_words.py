"""Each kind of link in words: as a subject, as a question, and with each adverse status."""

from __future__ import annotations

from typing import Literal, NamedTuple

__all__ = ["KINDS", "Fault", "Kind"]

Fault = Literal["source", "target", "both"]


class Kind(NamedTuple):
    """One kind of link in words.

    Attributes:
        noun: the link as the subject of a sentence, where it runs one way.
        between: the same where it runs both ways.
        asks: the question whether it is carried out, one way and both ways.
        if_no: what a plain no to that question says, one way and both ways.
        thing: what passes where the record has no name for it.
        rules: code for each adverse status.
        faults: side at fault for each adverse status.
        late, unmet, absent: sentences; each one way, then both ways.
    """

    noun: str
    between: str
    asks: tuple[str, str]
    if_no: tuple[str, str]
    thing: str
    rules: tuple[str, str, str, str]
    faults: tuple[Fault, Fault, Fault, Fault]
    late: tuple[str, str]
    unmet: tuple[str, str]
    absent: tuple[str, str]


_BOTH: tuple[Fault, Fault, Fault, Fault] = ("both", "both", "both", "both")
_SOURCE: tuple[Fault, Fault, Fault, Fault] = ("source", "source", "source", "source")
_ACTING: tuple[Fault, Fault, Fault, Fault] = ("both", "source", "source", "source")
_EXCHANGE = ("CG601", "CG302", "CG601", "CG601")

Words = tuple[str, str]
"""One way, then both ways."""


def _kind(
    noun: str,
    between: str,
    *,
    rules: tuple[str, str, str, str],
    late: str | Words = "",
    does: Words = ("", ""),
    came_late: Words | None = None,
    due: str = "",
    faults: tuple[Fault, Fault, Fault, Fault] = _ACTING,
    thing: str = "",
    asks: Words | None = None,
    if_no: Words | None = None,
    unmet: Words | None = None,
    absent: Words | None = None,
) -> Kind:
    """A kind whose sentences follow from what an agency does, but for those that are given.

    `late` is what it is late in doing, or the first word of that; `due` what it owes.
    """
    one, both = does
    if isinstance(late, str):
        late = (f"{late} {one.partition(' ')[2]}", f"{late} {both.partition(' ')[2]}")
    came_late = came_late or (
        f"{{source}} {{source:was|were}} late in {late[0]}",
        f"{{ends}} were late in {late[1]}",
    )
    if due:
        gave = f"the {due} due{{named}}{{purpose}}"
        unmet = (
            f"{{source}} did not give {{target}} {gave}",
            f"{{ends}} did not give each other {gave}",
        )
    unmet = unmet or (f"{{source}} did not {one}", f"{{ends}} did not {both}")
    absent = absent or (f"{{source}} {{source:does|do}} not {one}", f"{{ends}} do not {both}")
    if if_no is None:
        if_no = unmet if asks else absent
    asks = asks or (f"{{source:Does|Do}} {{source}} {one}?", f"Do {{ends}} {both}?")
    return Kind(noun, between, asks, if_no, thing, rules, faults, came_late, unmet, absent)


KINDS: dict[str, Kind] = {
    "agreement": _kind(
        "the agreement of {source} with {target}{named}",
        "the agreement {between}{named}",
        asks=("Have {ends} made the agreement{named} that is provided for{purpose}?",) * 2,
        rules=("CG201", "CG302", "CG202", "CG202"),
        faults=_BOTH,
        came_late=("{ends} were late in making their agreement{named}{purpose}", ""),
        unmet=("{ends} did not make the agreement{named} that was due{purpose}", ""),
        absent=("No agreement{named} is in place {between}{purpose}", ""),
    ),
    "directive": _kind(
        "the directive of {source} to {target}{named}",
        "the directive to {ends}{named}",
        asks=(
            "Has the directive of {source} to {target}{named}{purpose} been carried out?",
            "Has the directive to {ends}{named}{purpose} been carried out?",
        ),
        rules=("CG201", "CG302", "CG201", "CG202"),
        faults=("target", "target", "target", "source"),
        came_late=(
            "{target} {target:was|were} late in carrying out the directive of"
            " {source}{named}{purpose}",
            "The directive to {ends}{named}{purpose} was carried out late",
        ),
        unmet=(
            "{target} did not carry out the directive of {source}{named}{purpose}",
            "The directive to {ends}{named}{purpose} was not carried out",
        ),
        absent=(
            "{source} {source:has|have} given {target} no directive{named}{purpose}",
            "No directive{named} to {ends} is in place{purpose}",
        ),
    ),
    "information-sharing": _kind(
        "information sharing from {source} to {target}{named}",
        "information sharing {between}{named}",
        does=("share {thing} with {target}{purpose}", "share {thing} with each other{purpose}"),
        thing="information",
        rules=_EXCHANGE,
        unmet=(
            "{source} did not pass on {thing} to {target}{purpose}",
            "{ends} did not share {thing} with each other{purpose}",
        ),
        late=(
            "passing on {thing} to {target}{purpose}",
            "sharing {thing} with each other{purpose}",
        ),
    ),
    "system-access": _kind(
        "access of {target} to systems of {source}{named}",
        "access of {ends} to each other's systems{named}",
        does=(
            "give {target} access to {thing}{purpose}",
            "give each other access to {thing}{purpose}",
        ),
        thing="the systems concerned",
        rules=_EXCHANGE,
        late="giving",
    ),
    "request": _kind(
        "the request of {source} to {target}{named}",
        "requests {between}{named}",
        asks=(
            "Has {target} answered the request of {source}{named}{purpose}?",
            "Do {ends} answer each other's requests{named}{purpose}?",
        ),
        thing="help",
        rules=("CG204", "CG302", "CG301", "CG103"),
        faults=("both", "target", "target", "source"),
        came_late=(
            "{target} {target:was|were} late in answering the request of {source}{named}{purpose}",
            "{ends} were late in answering each other's requests{named}{purpose}",
        ),
        unmet=(
            "{target} did not fulfil the request of {source}{named}{purpose}",
            "{ends} did not fulfil each other's requests{named}{purpose}",
        ),
        absent=(
            "{source} did not request {thing} from {target}{purpose}",
            "{ends} did not request {thing} from each other{purpose}",
        ),
    ),
    "training": _kind(
        "training of {target} by {source}{named}",
        "joint training of {ends}{named}",
        does=("train {target}{named}{purpose}", "train together{named}{purpose}"),
        rules=("CG401", "CG401", "CG401", "CG401"),
        unmet=(
            "{source} did not give {target} the training that was due{named}{purpose}",
            "{ends} did not hold the joint training that was due{named}{purpose}",
        ),
        late="training",
    ),
    "support": _kind(
        "support from {source} to {target}{named}",
        "support {between}{named}",
        does=("support {target}{named}{purpose}", "support each other{named}{purpose}"),
        rules=("CG204", "CG302", "CG301", "CG301"),
        late="supporting",
        due="support that was",
    ),
    "liaison": _kind(
        "liaison of {source} with {target}{named}",
        "liaison {between}{named}",
        does=(
            "keep a liaison with {target}{named}{purpose}",
            "keep a liaison with each other{named}{purpose}",
        ),
        rules=("CG204", "CG302", "CG103", "CG103"),
        unmet=(
            "{source} did not set up the liaison with {target}{named} that was due{purpose}",
            "{ends} did not set up the liaison{named} that was due{purpose}",
        ),
        absent=(
            "{source} {source:has|have} no liaison with {target}{named}{purpose}",
            "{ends} have no liaison{named} with each other{purpose}",
        ),
        late=(
            "setting up the liaison with {target}{named}{purpose}",
            "setting up the liaison{named} with each other{purpose}",
        ),
    ),
    "joint-operation": _kind(
        "joint work of {source} with {target}{named}",
        "joint work {between}{named}",
        does=("work jointly with {target}{named}{purpose}", "work jointly{named}{purpose}"),
        rules=("CG204", "CG302", "CG103", "CG103"),
        unmet=(
            "{source} did not carry out the joint work with {target}{named} that was due{purpose}",
            "{ends} did not carry out the joint work{named} that was due{purpose}",
        ),
        late=(
            "beginning joint work with {target}{named}{purpose}",
            "beginning their joint work{named}{purpose}",
        ),
    ),
    "task-force": _kind(
        "the task force of {ends}{named}",
        "the task force of {ends}{named}",
        asks=("Have {ends} set up the task force{named}{purpose}?",) * 2,
        rules=("CG204", "CG302", "CG103", "CG103"),
        faults=_BOTH,
        came_late=("{ends} were late in setting up the task force{named}{purpose}", ""),
        unmet=("{ends} did not set up the task force{named} that was due{purpose}", ""),
        absent=("{ends} have no task force{named}{purpose}", ""),
    ),
    "referral": _kind(
        "referral of cases from {source} to {target}{named}",
        "referral of cases {between}{named}",
        does=("refer {thing} to {target}{purpose}", "refer {thing} to each other{purpose}"),
        thing="cases",
        rules=_EXCHANGE,
        faults=("both", "source", "target", "source"),
        came_late=(
            "The referral of {source} to {target}{named}{purpose} came late",
            "Referrals {between}{named}{purpose} came late",
        ),
        unmet=(
            "{target} did not act on the referral of {source}{named}{purpose}",
            "{ends} did not act on each other's referrals{named}{purpose}",
        ),
    ),
    "oversight": _kind(
        "oversight of {target} by {source}{named}",
        "oversight of {ends} by each other{named}",
        does=("oversee {target}{named}{purpose}", "oversee each other{named}{purpose}"),
        rules=("CG207", "CG302", "CG207", "CG207"),
        faults=_SOURCE,
        late="beginning to oversee",
    ),
    "funding": _kind(
        "funding of {target} by {source}{named}",
        "funding of {ends} by each other{named}",
        does=("fund {target}{named}{purpose}", "fund each other{named}{purpose}"),
        rules=("CG304", "CG302", "CG304", "CG304"),
        faults=_SOURCE,
        late="funding",
        due="funds that were",
    ),
    "reporting": _kind(
        "reporting from {source} to {target}{named}",
        "reporting {between}{named}",
        does=("report to {target}{named}{purpose}", "report to each other{named}{purpose}"),
        rules=_EXCHANGE,
        late="reporting",
    ),
    "membership": _kind(
        "membership of {source} in {target}{named}",
        "membership of {ends} in each other{named}",
        does=("belong to {target}{named}{purpose}", "belong to each other{named}{purpose}"),
        asks=(
            "{source:Does|Do} {source} take part in {target}{named}{purpose}?",
            "Do {ends} take part in each other's work{named}{purpose}?",
        ),
        if_no=(
            "{source} {source:does|do} not take part in {target}{named}{purpose}",
            "{ends} do not take part in each other's work{named}{purpose}",
        ),
        rules=("CG204", "CG302", "CG103", "CG103"),
        unmet=(
            "{source} did not join {target}{named} as {source:it|they} should have{purpose}",
            "{ends} did not join each other{named} as they should have{purpose}",
        ),
        late=("joining {target}{named}{purpose}", "joining each other{named}{purpose}"),
    ),
    "other": _kind(
        "coordination of {source} with {target}{named}",
        "coordination {between}{named}",
        does=(
            "coordinate with {target}{named}{purpose}",
            "coordinate with each other{named}{purpose}",
        ),
        rules=("CG204", "CG302", "CG103", "CG103"),
        late="beginning to coordinate",
    ),
}
"""Words for each kind of link."""
