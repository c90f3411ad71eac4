"""The sentences that rules share: who, what is required, what was found, what would clear it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from coordination.model import Case, Described, Evidence, Link, Requirement
from coordination.network import Network
from coordination.rules.finding import Statement

__all__ = [
    "among",
    "condition_of_links",
    "condition_of_requirement",
    "counterpart_phrase",
    "criteria",
    "evidence_of_links",
    "evidence_of_mandates",
    "first_of",
    "for_function",
    "for_functions",
    "found_of",
    "kinds_phrase",
    "link_phrase",
    "link_sentence",
    "listed",
    "looked",
    "names",
    "other_side",
    "sentence",
    "verb",
]

_MUTUAL = {
    "agreement": "the agreement between {all}",
    "information-sharing": "information sharing between {all}",
    "system-access": "access of {all} to each other's systems",
    "request": "the request between {all}",
    "training": "training between {all}",
    "support": "support between {all}",
    "liaison": "liaison between {all}",
    "joint-operation": "joint work of {all}",
    "task-force": "the task force of {all}",
    "referral": "referral between {all}",
    "oversight": "oversight between {all}",
    "funding": "funding between {all}",
    "reporting": "reporting between {all}",
    "membership": "membership between {all}",
    "other": "the link between {all}",
}
_DIRECTED = {
    "agreement": "the agreement of {a} with {b}",
    "information-sharing": "information sharing from {a} to {b}",
    "system-access": "access of {b} to a system of {a}",
    "request": "the request of {a} to {b}",
    "training": "training of {b} by {a}",
    "support": "support from {a} to {b}",
    "liaison": "liaison of {a} with {b}",
    "joint-operation": "joint work of {a} with {b}",
    "task-force": "the task force of {a} with {b}",
    "referral": "referral from {a} to {b}",
    "oversight": "oversight of {b} by {a}",
    "funding": "funding of {b} by {a}",
    "reporting": "reporting from {a} to {b}",
    "membership": "membership of {a} in {b}",
    "other": "the link from {a} to {b}",
}
_WITHIN = {
    "agreement": "the agreement",
    "information-sharing": "information sharing",
    "joint-operation": "joint work",
    "task-force": "the task force",
    "other": "coordination",
}
_STATUS = {
    "active": "in place",
    "strained": "in place, but not working as meant",
    "late": "late or overdue",
    "unmet": "not given",
    "absent": "not there",
    "ended": "over",
    "planned": "planned, not begun",
}
_MANY = 8
"""Most agencies that a sentence names."""

_KIND_WORDS = {"task-force": "task force", "system-access": "access to systems"}
_BODIES = {
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


def listed(words: Sequence[str], joint: str = "and") -> str:
    """Words as a phrase: "a", "a and b", "a, b and c"."""
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} {joint} {words[-1]}"


def names(network: Network, agencies: Iterable[str], joint: str = "and") -> str:
    """Short names of agencies as a phrase: "ATF, ICE and DEA"; of many the first and the number."""
    keys = tuple(agencies)
    shown = keys if len(keys) <= _MANY else keys[: _MANY - 1]
    found = [network.label(agency) for agency in shown]
    if len(keys) > len(shown):
        found.append(f"{len(keys) - len(shown)} others")
    return listed(found, joint)


def verb(network: Network, agencies: Iterable[str], one: str, many: str) -> str:
    """The form of a verb that fits these agencies as its subject; a collective counts as many."""
    found = tuple(agencies)
    plural = len(found) > 1 or any(network.agencies[key].kind == "collective" for key in found)
    return many if plural else one


def among(network: Network, body: str) -> str:
    """Where members act among themselves: "among U.S. agencies", "among members of EPIC"."""
    collective = network.agencies[body].kind == "collective"
    return f"among {'' if collective else 'members of '}{network.label(body)}"


def sentence(text: str) -> str:
    """Text with a capital letter in front and a full stop behind; nothing stays nothing."""
    text = text.strip()
    if not text:
        return ""
    if text[:1].islower() and not text[:2][1:].isupper():  # "eTrace" keeps its own spelling
        text = text[0].upper() + text[1:]
    return text if text.endswith((".", "!", "?")) else text + "."


def for_function(network: Network, function: str | None) -> str:
    """A function as the end of a clause: " for firearms tracing", or "" without one."""
    return for_functions(network, (function,) if function else ())


def for_functions(network: Network, functions: Iterable[str]) -> str:
    """Functions as the end of a clause: " for tracing and training", or "" without any."""
    found = [_in_mid_sentence(network.functions[key].name) for key in functions]
    return f" for {listed(found)}" if found else ""


def _in_mid_sentence(name: str) -> str:
    first = name.partition(" ")[0]
    return name[0].lower() + name[1:] if first[1:].islower() else name


def kinds_phrase(kinds: Iterable[str], joint: str = "or") -> str:
    """Kinds of link in words: "liaison, joint operation or information sharing"."""
    return listed([_KIND_WORDS.get(kind, kind.replace("-", " ")) for kind in kinds], joint)


def asking(network: Network, requirement: Requirement) -> str:
    """Who has a requirement, in words: "ATF and ICE", "every federal agency in Mexico"."""
    described = requirement.agency
    if not isinstance(described, Described):
        return listed([network.label(key) for key in requirement.named])
    body = _BODIES[described.kind] if described.kind else "body"
    words = " ".join(word for word in ("every", described.level, body) if word)
    if described.jurisdiction:
        words += f" in {network.gazetteer.name(described.jurisdiction)}"
    return words + for_function(network, described.function)


def other_side(network: Network, requirement: Requirement) -> str:
    """The other side of a requirement in words: "ICE", "a federal agency in Mexico"."""
    counterpart = requirement.counterpart
    if named := counterpart.agency or counterpart.collective:
        return network.label(named)
    body = _BODIES[counterpart.kind] if counterpart.kind else "body"
    words = " ".join(word for word in (counterpart.level, body) if word)
    where = ""
    if counterpart.jurisdiction:
        where = f" in {network.gazetteer.name(counterpart.jurisdiction)}"
    elif counterpart.same:
        where = " in the same place"
    article = "every" if counterpart.each else "an" if words[0] in "aeio" else "a"
    return f"{article} {words}{where}"


def counterpart_phrase(network: Network, requirement: Case, quality: str = "") -> str:
    """The counterpart that is asked for: "single federal counterpart in Mexico"."""
    counterpart = requirement.counterpart
    body = _BODIES[counterpart.kind] if counterpart.kind else None
    words = [word for word in (quality, counterpart.level, body, "counterpart") if word]
    if counterpart.jurisdiction:
        words.append(f"in {network.gazetteer.name(counterpart.jurisdiction)}")
    elif named := counterpart.agency or counterpart.collective:
        words.append(f"among {network.label(named)}")
    return " ".join(words)


def criteria(network: Network, requirement: Case) -> Statement:
    """What a requirement asks for, with the passages that set it.

    A passage that reports on the requirement also implies it, so those stand in where no other
    passage sets it.
    """
    setting = tuple(passage for passage in requirement.evidence if passage.finds is None)
    text = requirement.says
    if text is None:
        kinds = kinds_phrase(requirement.kinds) if requirement.kinds else "working coordination"
        own = network.label(requirement.agency)
        if requirement.counterpart.agency == requirement.agency:
            between = among(network, requirement.agency)
        else:
            between = f"between {own} and {other_side(network, requirement)}"
        text = f"{kinds} {between}{for_function(network, requirement.function)} is required"
    return Statement(sentence(text), setting or requirement.evidence)


def condition_of_requirement(requirement: Case) -> Statement | None:
    """What sources report of a requirement, or None where none reports on it."""
    found = tuple(passage for passage in requirement.evidence if passage.finds)
    if not found:
        return None
    said = [sentence(passage.says) for passage in found if passage.says]
    text = " ".join(dict.fromkeys(said)) or "Sources report on the requirement."
    return Statement(text, found)


def link_phrase(network: Network, link: Link) -> str:
    """A link in words, with its name where it has one.

    Such as "information sharing between ATF and ICE", "the request of PGR to ATF (Traces)".
    """
    ends = link.agencies
    if len(ends) == 1:
        phrase = f"{_WITHIN.get(link.kind, kinds_phrase([link.kind]))} {among(network, ends[0])}"
    elif link.mutual or len(ends) > 2:
        phrase = _MUTUAL[link.kind].format(all=names(network, ends))
    else:
        phrase = _DIRECTED[link.kind].format(a=network.label(ends[0]), b=network.label(ends[1]))
    return f"{phrase} ({link.name})" if link.name else phrase


def link_sentence(network: Network, link: Link) -> str:
    """A link and its status: "Liaison of ATF with PGR: not there."."""
    return sentence(f"{link_phrase(network, link)}: {_STATUS[link.status]}")


def evidence_of_links(links: Iterable[Link]) -> tuple[Evidence, ...]:
    """The passages of links, each once."""
    return tuple(dict.fromkeys(passage for link in links for passage in link.evidence))


def condition_of_links(network: Network, links: Iterable[Link], otherwise: str = "") -> Statement:
    """What links show, with their passages; `otherwise` is the text where there is no link."""
    found = tuple(dict.fromkeys(links))
    text = " ".join(dict.fromkeys(link_sentence(network, link) for link in found))
    return Statement(text or sentence(otherwise), evidence_of_links(found))


def found_of(
    network: Network, requirement: Case, links: Iterable[Link], otherwise: str = ""
) -> Statement:
    """What was found of a requirement: what sources report of it, then what links show.

    `otherwise` is the text where there is neither.
    """
    reported = condition_of_requirement(requirement)
    shown = condition_of_links(network, links)
    parts = [reported] if reported else []
    parts += [shown] if shown.text else []
    text = " ".join(part.text for part in parts) or sentence(otherwise)
    passages = (passage for part in parts for passage in part.evidence)
    return Statement(text, tuple(dict.fromkeys(passages)))


def evidence_of_mandates(
    network: Network, agencies: Iterable[str], function: str | None
) -> tuple[Evidence, ...]:
    """The passages that give agencies a function (None: any), each once."""
    return tuple(
        dict.fromkeys(
            passage
            for key in agencies
            for mandate in network.agencies[key].mandates
            if function in (None, mandate.function)
            for passage in mandate.evidence
        )
    )


def looked(network: Network, requirement: Case, section: str) -> str:
    """Why silence counts as absence, as the end of a sentence."""
    if section in network.examined:
        return f"the sources cover {section} in full"
    return "somebody looked into the requirement"


def first_of(records: Iterable[Case | Link], field: str) -> str | None:
    """The first "cause" or "effect" that a source gives for one of the records."""
    return next((text for one in records if (text := getattr(one, field))), None)
