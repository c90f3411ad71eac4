"""Requirements in words: what a source finds lacking, what the records show, what to ask."""

from __future__ import annotations

from collections.abc import Sequence

from coordination.network import Network
from coordination.requirements.agreements import to_be_monitored
from coordination.requirements.assess import Assessment
from coordination.rules import phrases as say

__all__ = ["exchange", "found_lacking", "if_no", "question", "sides"]

_LACKING = {
    "CG101": "{own} {own:has|have} no {counterpart}{purpose} as required",
    "CG102": "{own} {own:has|have} no {single}{purpose} as required",
    "CG103": "Coordination {sides}{purpose} is not as required",
    "CG104": "{inside} do not coordinate among themselves{purpose} as required",
    "CG107": "Coordination {sides}{purpose} is not as required",
    "CG202": "There is no agreement in writing {sides}{purpose} as required",
    "CG203": "Coordination {sides}{purpose} does not run as required",
    "CG204": "Coordination {sides}{purpose} does not work as required",
    "CG207": "Contrary to what is required, nobody monitors {monitored}",
    "CG401": "Training {ways}{purpose} is not given as required",
    "CG601": "{exchange} {ways}{purpose} does not happen as required",
}
"""What a source finds of a requirement, by the code of the rule that reports it."""

_ASKS = {
    "CG101": "Who is the {counterpart} of {own}{purpose}?",
    "CG102": "Who is the {single} of {own}{purpose}: does one of {bodies} answer for the others?",
    "CG103": "Do {together}{purpose}?",
    "CG104": "Do {inside} coordinate among themselves{purpose}?",
    "CG107": "Do {together}{purpose} as required?",
    "CG202": "Have {own} and {other} agreed in writing{purpose}?",
    "CG203": "Does coordination {sides}{purpose} run both ways?",
    "CG204": "Does coordination {sides}{purpose} work?",
    "CG207": "Who monitors {monitored}?",
    "CG401": "Is the training {ways}{purpose} given?",
    "CG601": "Does {exchange_mid} {ways}{purpose} happen?",
}

_EXCHANGE = {
    "information-sharing": "information sharing",
    "system-access": "access to systems",
    "referral": "referral of cases",
    "reporting": "reporting",
}


def found_lacking(network: Network, code: str, assessments: Sequence[Assessment]) -> str:
    """What a source finds of a requirement, as one sentence that says who says so, and its words.

    Args:
        network: the network.
        code: code of the rule that reports it.
        assessments: the cases of the requirement.
    """
    requirement = assessments[0].requirement
    text = _LACKING[code].format(**_words(network, assessments))
    lacking = (passage for passage in requirement.evidence if passage.finds == "lacking")
    passages = say.besides_answers(network, lacking)
    said = say.according_to(network, passages)
    words = list(dict.fromkeys(passage.says.rstrip(".") for passage in passages if passage.says))
    return say.sentence(f"{text}{said}" + (f": {'; '.join(words[:2])}" if words else ""))


def if_no(network: Network, code: str, assessments: Sequence[Assessment]) -> str:
    """What would be found of a requirement if the answer to its question were no."""
    return say.sentence(_LACKING[code].format(**_words(network, assessments)))


def question(network: Network, code: str, assessments: Sequence[Assessment]) -> str:
    """The question whether a requirement is met."""
    assessment = assessments[0]
    text = _ASKS[code].format(**_words(network, assessments))
    if assessment.through and code in ("CG103", "CG107", "CG204", "CG601"):
        forums = [key for key in assessment.through if key != assessment.requirement.agency]
        labels = say.names(network, [key for key in forums if key not in assessment.counterparts])
        if labels:
            head = text.removesuffix("?").removesuffix(" as required")
            text = f"{head} through {labels}{text.removeprefix(head)}"
    return text[0].upper() + text[1:]


def exchange(network: Network, assessments: Sequence[Assessment]) -> str:
    """What is to pass, between whom: "information sharing from ATF to DEA"."""
    words = _words(network, assessments)
    return f"{words['exchange_mid']} {words['ways']}"


def sides(network: Network, assessments: Sequence[Assessment]) -> str:
    """Who is to coordinate with whom: "between ATF and ICE", "among members of EPIC"."""
    return str(_words(network, assessments)["sides"])


def _words(network: Network, assessments: Sequence[Assessment]) -> dict[str, object]:
    first = assessments[0]
    requirement = first.requirement
    agencies = tuple(dict.fromkeys(one.requirement.agency for one in assessments))
    own = say.who(network, agencies)
    other = _other(network, first)
    one_way = {
        "to-counterpart": f"from {own} to {other}",
        "from-counterpart": f"from {other} to {own}",
    }
    between = (
        f"of {own} with {other}"
        if " and " in own or " and " in other
        else f"between {own} and {other}"
    )
    inside = network.label(agencies[0])
    if network.agencies[agencies[0]].kind != "collective":
        inside = f"the bodies of {inside}"
    if first.within:
        between = say.among(network, agencies[0])
        one_way = {}
    ways = one_way.get(requirement.direction, between)
    if set(requirement.kinds) == {"training"} and one_way:
        ways = {
            "to-counterpart": f"of {other} by {own}",
            "from-counterpart": f"of {own} by {other}",
        }.get(requirement.direction, between)
    functions = [requirement.function] if requirement.function else []
    if functions and _repeats(network.functions[functions[0]].name, requirement.kinds):
        functions = []
    agreements = to_be_monitored(network, requirement)
    purpose = say.for_functions(network, functions)
    monitored = f"what {other} {other:does|do}{purpose}"
    if agreements:
        monitored = f"how {say.link_phrase(network, agreements[0])}{purpose} is carried out"
    kinds = [kind for kind in requirement.kinds if kind in _EXCHANGE]
    exchange = _EXCHANGE[kinds[0]] if len(kinds) == 1 else "exchange of information"
    return {
        "own": own,
        "other": other,
        "bodies": say.names(network, first.counterparts or first.candidates, "or") or other,
        "counterpart": say.counterpart_phrase(network, requirement),
        "single": say.counterpart_phrase(network, requirement, "single"),
        "sides": between,
        "together": f"{own} work together with {other}"
        if " and " in own or " and " in other
        else f"{own} and {other} work together",
        "ways": ways,
        "inside": inside,
        "monitored": monitored,
        "exchange": exchange[0].upper() + exchange[1:],
        "exchange_mid": exchange,
        "purpose": purpose,
    }


def _repeats(function: str, kinds: Sequence[str]) -> bool:
    """Whether a function only says again what kinds of link are asked for."""
    words = [kind.replace("-", " ") for kind in kinds if kind != "other"]
    return any(word in function.lower() for word in words)


def _other(network: Network, assessment: Assessment) -> say.Who:
    named = assessment.requirement.counterpart
    bodies = assessment.unlinked or assessment.counterparts
    if named.agency or named.collective:
        return say.who(network, [named.agency or named.collective or ""])
    if not bodies:
        return say.Who(say.other_side(network, assessment.requirement))
    joint = "and" if named.each or len(bodies) < 2 else "or"
    return say.who(network, bodies, joint)
