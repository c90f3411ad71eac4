"""Requirements in words: what a source finds lacking, what the records show, what to ask."""

from __future__ import annotations

from collections.abc import Sequence

from coordination.network import Network
from coordination.requirements.agreements import to_be_monitored
from coordination.requirements.assess import Assessment
from coordination.rules import phrases as say
from coordination.text.language import with_article

__all__ = ["exchange", "found_lacking", "if_no", "question", "sides"]

_LACKING = {
    "CG101": "{own} {own:does|do} not have the required {counterpart}{purpose}",
    "CG102": "{own} {own:does|do} not have the required {single}{purpose}",
    "CG103": "Coordination {sides}{purpose} is not as required",
    "CG104": "{inside} do not coordinate among themselves{purpose} as required",
    "CG107": "Coordination {sides}{purpose} is not as required",
    "CG202": "The required written agreement {sides}{purpose} is not in place",
    "CG203": "Coordination {sides}{purpose} does not run as required",
    "CG204": "Coordination {sides}{purpose} does not work as required",
    "CG207": "Contrary to what is required, nobody monitors {monitored}",
    "CG401": "Training {ways}{purpose} is not given as required",
    "CG601": "{exchange} {ways}{purpose} does not take place as required",
}
"""What a source finds of a requirement, by the code of the rule that reports it."""

_ASKS = {
    "CG101": "{own:Does|Do} {own} have {a_counterpart}{purpose}, and who is it?",
    "CG102": "{own:Does|Do} {own} have {a_single}{purpose}{one_of_several}?",
    "CG103": "Do {together}{on}?",
    "CG104": "Do {inside} coordinate among themselves{purpose}?",
    "CG107": "Do {together}{on} as required?",
    "CG202": "Have {agreed} in writing{on}?",
    "CG203": "Does coordination {sides}{purpose} run both ways?",
    "CG204": "Does coordination {sides}{purpose} work?",
    "CG207": "Who monitors {monitored}?",
    "CG401": "Is training {ways}{purpose} given?",
    "CG601": "Does {exchange_mid} {ways}{purpose} take place?",
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
    several = " and " in own or " and " in other
    between = f"of {own} with {other}" if several else f"between {own} and {other}"
    inside = network.label(agencies[0])
    if network.agencies[agencies[0]].kind != "collective":
        inside = f"the parts of {inside}"
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
    counterparts = first.counterparts or first.candidates
    counterpart = say.counterpart_phrase(network, requirement)
    single = say.counterpart_phrase(network, requirement, "single")
    purpose = say.for_functions(network, functions)
    monitored = f"what {other} {other:does|do}{purpose}"
    if agreements:
        monitored = f"how {say.link_phrase(network, agreements[0])}{purpose} is carried out"
    kinds = [kind for kind in requirement.kinds if kind in _EXCHANGE]
    exchange = _EXCHANGE[kinds[0]] if len(kinds) == 1 else "exchange of information"
    return {
        "own": own,
        "other": other,
        "counterpart": counterpart,
        "single": single,
        "a_counterpart": with_article(counterpart),
        "a_single": with_article(single),
        "one_of_several": ", or does one of {} answer for the others".format(
            say.names(network, counterparts, "or")
        )
        if len(counterparts) > 1
        else "",
        "sides": between,
        "together": f"{own} work together with {other}"
        if several
        else f"{own} and {other} work together",
        "agreed": f"{own} agreed with {other}" if several else f"{own} and {other} agreed",
        "ways": ways,
        "inside": inside,
        "monitored": monitored,
        "exchange": exchange[0].upper() + exchange[1:],
        "exchange_mid": exchange,
        "purpose": purpose,
        "on": purpose.replace(" for ", " on ", 1),
    }


def _repeats(function: str, kinds: Sequence[str]) -> bool:
    """Whether a function only says again what kinds of link are asked for."""
    words = [kind.replace("-", " ") for kind in kinds if kind != "other"]
    return any(word in function.lower() for word in words)


def _other(network: Network, assessment: Assessment) -> say.Who:
    named = assessment.requirement.counterpart
    agencies = assessment.unlinked or assessment.counterparts
    if named.agency or named.collective:
        return say.who(network, [named.agency or named.collective or ""])
    if not agencies:
        return say.Who(say.other_side(network, assessment.requirement))
    joint = "and" if named.each or len(agencies) < 2 else "or"
    return say.who(network, agencies, joint)
