"""Each kind of link in words: as a subject, as a question, and with each adverse status."""

from __future__ import annotations

from typing import Literal, NamedTuple

__all__ = ["ADVERSE", "KINDS", "Fault", "Kind"]

ADVERSE = ("strained", "late", "unmet", "absent")
"""Statuses with which a link doesn't do what it is meant to do."""

Fault = Literal["source", "target", "both"]


class Kind(NamedTuple):
    """One kind of link in words.

    Attributes:
        noun: the link as the subject of a sentence, where it runs one way.
        between: the same where it runs both ways.
        asks: the question whether it is carried out, one way and both ways.
        thing: what passes where the record has no name for it.
        rules: code for each adverse status.
        faults: side at fault for each adverse status.
        late, unmet, absent: sentences; each one way, then both ways.
    """

    noun: str
    between: str
    asks: tuple[str, str]
    thing: str
    rules: tuple[str, str, str, str]
    faults: tuple[Fault, Fault, Fault, Fault]
    late: tuple[str, str]
    unmet: tuple[str, str]
    absent: tuple[str, str]


_BOTH: tuple[Fault, Fault, Fault, Fault] = ("both", "both", "both", "both")
_SOURCE: tuple[Fault, Fault, Fault, Fault] = ("source", "source", "source", "source")
_EXCHANGE = ("CG601", "CG302", "CG601", "CG601")

KINDS: dict[str, Kind] = {
    "agreement": Kind(
        "the agreement of {source} with {target}{named}",
        "the agreement {between}{named}",
        (
            "Do {ends} carry out their agreement{named}{purpose}?",
            "Do {ends} carry out their agreement{named}{purpose}?",
        ),
        "",
        ("CG201", "CG302", "CG202", "CG202"),
        _BOTH,
        ("{ends} made their agreement{named}{purpose} late", ""),
        ("{ends} did not make the agreement{named} that was due{purpose}", ""),
        ("No agreement{named} is in place {between}{purpose}", ""),
    ),
    "directive": Kind(
        "the directive of {source} to {target}{named}",
        "the directive to {ends}{named}",
        (
            "Has the directive of {source} to {target}{named}{purpose} been carried out?",
            "Has the directive to {ends}{named}{purpose} been carried out?",
        ),
        "",
        ("CG201", "CG302", "CG201", "CG202"),
        ("target", "target", "target", "source"),
        (
            "{target} carried out the directive of {source}{named}{purpose} late",
            "The directive to {ends}{named}{purpose} was carried out late",
        ),
        (
            "{target} did not carry out the directive of {source}{named}{purpose}",
            "The directive to {ends}{named}{purpose} was not carried out",
        ),
        (
            "{source} {source:has|have} given {target} no directive{named}{purpose}",
            "No directive{named} to {ends} is in place{purpose}",
        ),
    ),
    "information-sharing": Kind(
        "information sharing from {source} to {target}{named}",
        "information sharing {between}{named}",
        (
            "{source:Does|Do} {source} pass on {thing} to {target}{purpose}?",
            "Do {ends} share {thing} with each other{purpose}?",
        ),
        "information",
        _EXCHANGE,
        ("both", "source", "source", "source"),
        (
            "{source} passed on {thing} to {target}{purpose} late",
            "{ends} shared {thing} with each other{purpose} late",
        ),
        (
            "{source} did not pass on {thing} to {target}{purpose}",
            "{ends} did not share {thing} with each other{purpose}",
        ),
        (
            "{source} {source:does|do} not share {thing} with {target}{purpose}",
            "{ends} do not share {thing} with each other{purpose}",
        ),
    ),
    "system-access": Kind(
        "access of {target} to systems of {source}{named}",
        "access of {ends} to each other's systems{named}",
        (
            "{source:Does|Do} {source} give {target} access to {thing}{purpose}?",
            "Do {ends} give each other access to {thing}{purpose}?",
        ),
        "the systems concerned",
        _EXCHANGE,
        ("both", "source", "source", "source"),
        (
            "{source} gave {target} access to {thing}{purpose} late",
            "{ends} gave each other access to {thing}{purpose} late",
        ),
        (
            "{source} did not give {target} access to {thing}{purpose}",
            "{ends} did not give each other access to {thing}{purpose}",
        ),
        (
            "{source} {source:does|do} not give {target} access to {thing}{purpose}",
            "{ends} do not give each other access to {thing}{purpose}",
        ),
    ),
    "request": Kind(
        "the request of {source} to {target}{named}",
        "requests {between}{named}",
        (
            "Has {target} answered the request of {source}{named}{purpose}?",
            "Do {ends} answer each other's requests{named}{purpose}?",
        ),
        "help",
        ("CG204", "CG302", "CG301", "CG103"),
        ("both", "target", "target", "source"),
        (
            "{target} answered the request of {source}{named}{purpose} late",
            "{ends} answered each other's requests{named}{purpose} late",
        ),
        (
            "{target} did not fulfil the request of {source}{named}{purpose}",
            "{ends} did not fulfil each other's requests{named}{purpose}",
        ),
        (
            "{source} did not ask {target} for {thing}{purpose}",
            "{ends} did not ask each other for {thing}{purpose}",
        ),
    ),
    "training": Kind(
        "training of {target} by {source}{named}",
        "training {between}{named}",
        (
            "{source:Does|Do} {source} train {target}{named}{purpose}?",
            "Do {ends} train together{named}{purpose}?",
        ),
        "",
        ("CG401", "CG401", "CG401", "CG401"),
        ("both", "source", "source", "source"),
        (
            "{source} trained {target}{named}{purpose} late",
            "{ends} trained together{named}{purpose} late",
        ),
        (
            "{source} did not give {target} the training that was due{named}{purpose}",
            "{ends} did not hold the joint training that was due{named}{purpose}",
        ),
        (
            "{source} {source:does|do} not train {target}{named}{purpose}",
            "{ends} do not train together{named}{purpose}",
        ),
    ),
    "support": Kind(
        "support from {source} to {target}{named}",
        "support {between}{named}",
        (
            "{source:Does|Do} {source} support {target}{named}{purpose}?",
            "Do {ends} support each other{named}{purpose}?",
        ),
        "",
        ("CG204", "CG302", "CG301", "CG301"),
        ("both", "source", "source", "source"),
        (
            "{source} supported {target}{named}{purpose} late",
            "{ends} supported each other{named}{purpose} late",
        ),
        (
            "{source} did not give {target} the support that was due{named}{purpose}",
            "{ends} did not give each other the support that was due{named}{purpose}",
        ),
        (
            "{source} {source:does|do} not support {target}{named}{purpose}",
            "{ends} do not support each other{named}{purpose}",
        ),
    ),
    "liaison": Kind(
        "liaison of {source} with {target}{named}",
        "liaison {between}{named}",
        (
            "{source:Does|Do} {source} keep a liaison with {target}{named}{purpose}?",
            "Do {ends} keep a liaison with each other{named}{purpose}?",
        ),
        "",
        ("CG204", "CG302", "CG103", "CG103"),
        ("both", "source", "source", "source"),
        (
            "{source} set up the liaison with {target}{named}{purpose} late",
            "{ends} set up the liaison{named} with each other{purpose} late",
        ),
        (
            "{source} did not set up the liaison with {target}{named} that was due{purpose}",
            "{ends} did not set up the liaison{named} that was due{purpose}",
        ),
        (
            "{source} {source:has|have} no liaison with {target}{named}{purpose}",
            "{ends} have no liaison{named} with each other{purpose}",
        ),
    ),
    "joint-operation": Kind(
        "joint work of {source} with {target}{named}",
        "joint work {between}{named}",
        (
            "{source:Does|Do} {source} work jointly with {target}{named}{purpose}?",
            "Do {ends} work jointly{named}{purpose}?",
        ),
        "",
        ("CG204", "CG302", "CG103", "CG103"),
        ("both", "source", "source", "source"),
        (
            "{source} began joint work with {target}{named}{purpose} late",
            "{ends} began their joint work{named}{purpose} late",
        ),
        (
            "{source} did not carry out the joint work with {target}{named} that was due{purpose}",
            "{ends} did not carry out the joint work{named} that was due{purpose}",
        ),
        (
            "{source} {source:does|do} not work jointly with {target}{named}{purpose}",
            "{ends} do not work jointly{named}{purpose}",
        ),
    ),
    "task-force": Kind(
        "the task force of {source} with {target}{named}",
        "the task force {between}{named}",
        (
            "Do {ends} staff the task force{named}{purpose}?",
            "Do {ends} staff the task force{named}{purpose}?",
        ),
        "",
        ("CG204", "CG302", "CG103", "CG103"),
        _BOTH,
        ("{ends} set up the task force{named}{purpose} late", ""),
        ("{ends} did not set up the task force{named} that was due{purpose}", ""),
        ("{ends} have no task force{named}{purpose}", ""),
    ),
    "referral": Kind(
        "referral from {source} to {target}{named}",
        "referral {between}{named}",
        (
            "{source:Does|Do} {source} refer {thing} to {target}{purpose}?",
            "Do {ends} refer {thing} to each other{purpose}?",
        ),
        "cases",
        _EXCHANGE,
        ("both", "source", "target", "source"),
        (
            "The referral of {source} to {target}{named}{purpose} came late",
            "Referrals {between}{named}{purpose} came late",
        ),
        (
            "{target} did not act on the referral of {source}{named}{purpose}",
            "{ends} did not act on each other's referrals{named}{purpose}",
        ),
        (
            "{source} {source:does|do} not refer {thing} to {target}{purpose}",
            "{ends} do not refer {thing} to each other{purpose}",
        ),
    ),
    "oversight": Kind(
        "oversight of {target} by {source}{named}",
        "oversight {between}{named}",
        (
            "{source:Does|Do} {source} oversee {target}{named}{purpose}?",
            "Do {ends} oversee each other{named}{purpose}?",
        ),
        "",
        ("CG207", "CG302", "CG207", "CG207"),
        _SOURCE,
        (
            "{source} began to oversee {target}{named}{purpose} late",
            "{ends} began to oversee each other{named}{purpose} late",
        ),
        (
            "{source} did not oversee {target}{named}{purpose}",
            "{ends} did not oversee each other{named}{purpose}",
        ),
        (
            "{source} {source:does|do} not oversee {target}{named}{purpose}",
            "{ends} do not oversee each other{named}{purpose}",
        ),
    ),
    "funding": Kind(
        "funding of {target} by {source}{named}",
        "funding {between}{named}",
        (
            "{source:Does|Do} {source} fund {target}{named}{purpose}?",
            "Do {ends} fund each other{named}{purpose}?",
        ),
        "",
        ("CG304", "CG302", "CG304", "CG304"),
        _SOURCE,
        (
            "{source} funded {target}{named}{purpose} late",
            "{ends} funded each other{named}{purpose} late",
        ),
        (
            "{source} did not give {target} the funds that were due{named}{purpose}",
            "{ends} did not give each other the funds that were due{named}{purpose}",
        ),
        (
            "{source} {source:does|do} not fund {target}{named}{purpose}",
            "{ends} do not fund each other{named}{purpose}",
        ),
    ),
    "reporting": Kind(
        "reporting from {source} to {target}{named}",
        "reporting {between}{named}",
        (
            "{source:Does|Do} {source} report to {target}{named}{purpose}?",
            "Do {ends} report to each other{named}{purpose}?",
        ),
        "",
        _EXCHANGE,
        ("both", "source", "source", "source"),
        (
            "{source} reported to {target}{named}{purpose} late",
            "{ends} reported to each other{named}{purpose} late",
        ),
        (
            "{source} did not report to {target}{named}{purpose}",
            "{ends} did not report to each other{named}{purpose}",
        ),
        (
            "{source} {source:does|do} not report to {target}{named}{purpose}",
            "{ends} do not report to each other{named}{purpose}",
        ),
    ),
    "membership": Kind(
        "membership of {source} in {target}{named}",
        "membership {between}{named}",
        (
            "{source:Does|Do} {source} take part in {target}{named}{purpose}?",
            "Do {ends} take part in each other's work{named}{purpose}?",
        ),
        "",
        ("CG204", "CG302", "CG103", "CG103"),
        ("both", "source", "source", "source"),
        (
            "{source} joined {target}{named}{purpose} late",
            "{ends} joined each other{named}{purpose} late",
        ),
        (
            "{source} did not join {target}{named} as was due{purpose}",
            "{ends} did not join each other{named} as was due{purpose}",
        ),
        (
            "{source} {source:does|do} not belong to {target}{named}{purpose}",
            "{ends} do not belong to each other{named}{purpose}",
        ),
    ),
    "other": Kind(
        "coordination of {source} with {target}{named}",
        "coordination {between}{named}",
        (
            "{source:Does|Do} {source} coordinate with {target}{named}{purpose}?",
            "Do {ends} coordinate with each other{named}{purpose}?",
        ),
        "",
        ("CG204", "CG302", "CG103", "CG103"),
        ("both", "source", "source", "source"),
        (
            "{source} began to coordinate with {target}{named}{purpose} late",
            "{ends} began to coordinate with each other{named}{purpose} late",
        ),
        (
            "{source} did not coordinate with {target}{named}{purpose}",
            "{ends} did not coordinate with each other{named}{purpose}",
        ),
        (
            "{source} {source:does|do} not coordinate with {target}{named}{purpose}",
            "{ends} do not coordinate with each other{named}{purpose}",
        ),
    ),
}
"""Words for each kind of link."""
