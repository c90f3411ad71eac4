"""Requirements in words: who is asked for what, what was found, what silence means."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from coordination.model import Case, Described, Evidence, Link, Requirement
from coordination.network import Network
from coordination.rules.finding import Statement
from coordination.rules.phrases.agencies import (
    among,
    besides_answers,
    for_function,
    place_name,
)
from coordination.rules.phrases.links import condition_of_links, kinds_phrase
from coordination.text.language import listed, sentence, with_article

__all__ = [
    "asking",
    "condition_of_requirement",
    "counterpart_phrase",
    "criteria",
    "evidence_of_mandates",
    "found_of",
    "looked",
    "other_side",
    "unrecorded",
]

_KINDS = {
    "government": "government",
    "department": "department",
    "agency": "agency",
    "office": "office",
    "police": "police force",
    "prosecutor": "prosecutor",
    "military": "military branch",
    "state": "state",
    "task-force": "task force",
    "program": "programme",
    "oversight": "overseer",
    "legislature": "legislature",
    "court": "court",
    "local-government": "local authority",
    "health-service": "health service",
    "school": "school",
    "ngo": "non-governmental organisation",
    "company": "company",
    "multilateral": "organisation of states",
    "committee": "committee",
    "collective": "group of agencies",
    "other": "organisation",
}


def asking(network: Network, requirement: Requirement) -> str:
    """Who has a requirement, in words: "ATF and ICE", "every federal agency in Mexico"."""
    described = requirement.agency
    if not isinstance(described, Described):
        return listed([network.label(key) for key in requirement.named])
    kind = _KINDS[described.kind] if described.kind else "agency"
    words = " ".join(word for word in ("every", described.level, kind) if word)
    if described.jurisdiction:
        words += f" in {place_name(network, described.jurisdiction)}"
    return words + for_function(network, described.function)


def other_side(network: Network, requirement: Requirement) -> str:
    """The other side of a requirement in words: "ICE", "a federal agency in Mexico"."""
    counterpart = requirement.counterpart
    if named := counterpart.agency or counterpart.collective:
        return network.label(named)
    kind = _KINDS[counterpart.kind] if counterpart.kind else "agency"
    words = " ".join(word for word in (counterpart.level, kind) if word)
    where = ""
    if counterpart.jurisdiction:
        where = f" in {place_name(network, counterpart.jurisdiction)}"
    elif counterpart.same:
        where = " in the same place"
    return f"{f'every {words}' if counterpart.each else with_article(words)}{where}"


def counterpart_phrase(network: Network, requirement: Case, quality: str = "") -> str:
    """The counterpart that is asked for: "single federal counterpart in Mexico"."""
    counterpart = requirement.counterpart
    kind = _KINDS[counterpart.kind] if counterpart.kind else None
    words = [word for word in (quality, counterpart.level, kind, "counterpart") if word]
    if counterpart.jurisdiction:
        words.append(f"in {place_name(network, counterpart.jurisdiction)}")
    elif named := counterpart.agency or counterpart.collective:
        words.append(f"{'among' if counterpart.collective else 'at'} {network.label(named)}")
    return " ".join(words)


def criteria(network: Network, requirement: Requirement) -> Statement:
    """What a requirement asks for, with the passages that set it.

    A passage that reports on the requirement also implies it, so those stand in where no other
    passage sets it.
    """
    setting = tuple(passage for passage in requirement.evidence if passage.finds is None)
    text = requirement.says
    if text is None:
        kinds = kinds_phrase(requirement.kinds) if requirement.kinds else "working coordination"
        # What is asked for is asked of all, whichever case a finding is about.
        recorded = network.requirements.get(requirement.id, requirement)
        own, other = asking(network, recorded), other_side(network, requirement)
        if requirement.counterpart.agency == requirement.agency:
            sides = among(network, requirement.counterpart.agency)
        elif len(recorded.named) == 1:
            sides = f"between {own} and {other}"
        else:
            sides = f"of {own} with {other}"
        text = f"{kinds} {sides}{for_function(network, requirement.function)} is required"
    return Statement(sentence(text), setting or requirement.evidence)


def condition_of_requirement(network: Network, requirement: Case) -> Statement | None:
    """What sources report of a requirement, or None where none reports on it."""
    found = tuple(passage for passage in requirement.evidence if passage.finds)
    if not found:
        return None
    told = besides_answers(network, found)
    said = [sentence(passage.says) for passage in told if passage.says]
    text = " ".join(dict.fromkeys(said)) or "Sources report on the requirement."
    return Statement(text, found)


def found_of(network: Network, requirement: Case, links: Iterable[Link]) -> Statement:
    """What was found of a requirement: what sources report of it, then what links show."""
    reported = condition_of_requirement(network, requirement)
    shown = condition_of_links(network, links)
    parts = [reported] if reported else []
    parts += [shown] if shown.text else []
    text = " ".join(part.text for part in parts)
    passages = (passage for part in parts for passage in part.evidence)
    return Statement(text, tuple(dict.fromkeys(passages)))


def evidence_of_mandates(
    network: Network,
    agencies: Iterable[str],
    *functions: str | None,
    places: Collection[str] = (),
) -> tuple[Evidence, ...]:
    """The passages that give agencies some functions (None: any), each once.

    Args:
        network: the network.
        agencies: the agencies.
        functions: the functions.
        places: the places in which it holds, where others don't matter.
    """
    holders = tuple(agencies)
    return tuple(
        dict.fromkeys(
            passage
            for function in functions
            for key in holders
            for mandate in network.agencies[key].mandates
            if function in (None, mandate.function)
            and _held_there(network, network.agencies[key].places_of(mandate), places)
            for passage in mandate.evidence
        )
    )


def _held_there(network: Network, held: Collection[str], places: Collection[str]) -> bool:
    """Whether a mandate holds in one of some places, or where nobody says."""
    if not held or not places:
        return True
    return any(network.gazetteer.meet(one, other) for one in held for other in places)


def looked(network: Network, requirement: Case, section: str) -> str:
    """Why silence counts as absence, as the end of a sentence."""
    if section in network.examined:
        return f"the sources cover {section} in full"
    return "somebody looked into the requirement"


def unrecorded(what: str, covered: str) -> str:
    """What isn't recorded, as a sentence, with what sources cover so that it isn't there either.

    Args:
        what: what isn't recorded, as a clause.
        covered: what the sources cover in full; "" where they may be silent about it.
    """
    return sentence(what + (f", and the sources cover {covered} in full" if covered else ""))
