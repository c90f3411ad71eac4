"""The sentences that rules share: who, what is required, what was found, what would clear it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from coordination.model import Case, Described, Evidence, Link, Requirement
from coordination.network import Network
from coordination.rules.finding import Statement
from coordination.rules.kind_words import KINDS
from coordination.text.language import listed, sentence

__all__ = [
    "Who",
    "according_to",
    "among",
    "between",
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
    "in_places",
    "kinds_phrase",
    "link_phrase",
    "link_sentence",
    "listed",
    "looked",
    "names",
    "names_of_functions",
    "other_side",
    "place_name",
    "sentence",
    "shared_end",
    "thing",
    "unrecorded",
    "who",
    "words_of",
]

_STATUS = {
    "active": "in place",
    "prescribed": "provided for; nobody reports whether it is carried out",
    "strained": "in place, but not working as meant",
    "late": "late or overdue",
    "unmet": "not given",
    "absent": "not there",
    "ended": "over",
    "planned": "planned, not begun",
}
_UNMET = {
    "agreement": "not carried out",
    "directive": "not carried out",
    "oversight": "not exercised",
    "referral": "not acted on",
    "reporting": "not made",
    "request": "not fulfilled",
}
"""What an unmet link of a kind is, where "not given" doesn't fit."""
_WITH_ARTICLE = re.compile(
    r"^(United|Netherlands|Philippines|Bahamas|Gambia|Maldives|Comoros|Seychelles)\b"
    r"|\b(Republic|Islands|Emirates|Federation)$"
)
"""Names of places that stand with an article in a sentence."""

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


def names(network: Network, agencies: Iterable[str], joint: str = "and") -> str:
    """Short names of agencies as a phrase: "ATF, ICE and DEA"; of many the first and the number."""
    keys = tuple(agencies)
    shown = keys if len(keys) <= _MANY else keys[: _MANY - 1]
    found = [network.label(agency) for agency in shown]
    if len(keys) > len(shown):
        found.append(f"{len(keys) - len(shown)} others")
    return listed(found, joint)


class Who(str):
    """Agencies as the subject or object of a sentence: "ATF", "ATF and ICE".

    In a format, a pair of words gives the one that fits them: "{who} {who:does|do} not answer".

    Example:
        >>> "{who} {who:has|have} no liaison".format(who=Who("ATF and ICE", plural=True))
        'ATF and ICE have no liaison'
    """

    plural: bool

    def __new__(cls, text: str, *, plural: bool = False) -> Who:
        """The words, and whether they are more than one agency."""
        found = super().__new__(cls, text)
        found.plural = plural
        return found

    def __format__(self, pair: str) -> str:
        one, _, many = pair.partition("|")
        return (many if self.plural else one) if pair else str(self)


def who(network: Network, agencies: Iterable[str], joint: str = "and") -> Who:
    """Agencies as the subject or object of a sentence; a collective counts as many."""
    found = tuple(dict.fromkeys(agencies))
    plural = len(found) > 1 or any(network.agencies[key].kind == "collective" for key in found)
    return Who(names(network, found, joint), plural=plural)


def between(network: Network, agencies: Iterable[str]) -> str:
    """Two sides or more: "between ATF and ICE", "among ATF, ICE and CBP", "among U.S. agencies"."""
    found = tuple(dict.fromkeys(agencies))
    if len(found) == 1:
        return among(network, found[0])
    return f"{'between' if len(found) == 2 else 'among'} {names(network, found)}"


def place_name(network: Network, place: str) -> str:
    """A place as a sentence names it: "Malta", "the United States"."""
    name = network.gazetteer.name(place)
    return f"the {name}" if _WITH_ARTICLE.search(name) else name


def in_places(network: Network, places: Iterable[str]) -> str:
    """Places as the end of a clause: " in Lofa and Bong", or "" without any."""
    found = [place_name(network, place) for place in dict.fromkeys(places)]
    if len(found) > _MANY:
        found = [*found[: _MANY - 1], f"{len(found) - _MANY + 1} other places"]
    return f" in {listed(found)}" if found else ""


def thing(name: str) -> str:
    """What passes, by its name: as it is where it begins with an article, else in quotes."""
    return name if name[:1].islower() else f'"{name}"'


def according_to(network: Network, evidence: Iterable[Evidence], *, most: int = 3) -> str:
    """Who says so, as the end of a clause: ", according to DOJ OIG", or "" where nobody is named.

    The speaker where the source reports somebody's words, else who published or wrote it.

    Args:
        network: the network.
        evidence: passages; those that dispute it are passed over.
        most: how many are named. Whoever merely corroborates a conclusion didn't draw it.
    """
    found = []
    for passage in evidence:
        if passage.stance == "supports":
            source = network.sources.get(passage.source)
            named = source and (source.publisher or source.author or f'"{source.title}"')
            found.append(passage.speaker or named or "")
    who_say = list(dict.fromkeys(filter(None, found)))[:most]
    return f", according to {listed(who_say)}" if who_say else ""


def among(network: Network, body: str) -> str:
    """Where members act among themselves: "among U.S. agencies", "among members of EPIC"."""
    collective = network.agencies[body].kind == "collective"
    return f"among {'' if collective else 'members of '}{network.label(body)}"


def for_function(network: Network, function: str | None) -> str:
    """A function as the end of a clause: " for firearms tracing", or "" without one."""
    return for_functions(network, (function,) if function else ())


def for_functions(network: Network, functions: Iterable[str]) -> str:
    """Functions as the end of a clause: " for tracing and training", or "" without any."""
    found = [network.functions[key].name for key in dict.fromkeys(functions)]
    return f" for {listed(found)}" if found else ""


def names_of_functions(network: Network, functions: Iterable[str]) -> str:
    """Names of functions as a phrase; of many the first and the number."""
    found = [network.functions[key].name for key in dict.fromkeys(functions)]
    if len(found) > _MANY:
        found = [*found[: _MANY - 1], f"{len(found) - _MANY + 1} other functions"]
    return listed(found)


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
        words += f" in {place_name(network, described.jurisdiction)}"
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
        where = f" in {place_name(network, counterpart.jurisdiction)}"
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
        own = asking(network, requirement)
        if requirement.counterpart.agency == requirement.agency:
            sides = among(network, requirement.counterpart.agency)
        else:
            sides = f"between {own} and {other_side(network, requirement)}"
        text = f"{kinds} {sides}{for_function(network, requirement.function)} is required"
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
    kind = KINDS[link.kind]
    both_ways = link.mutual or len(link.agencies) != 2
    return (kind.between if both_ways else kind.noun).format(**words_of(network, [link]))


def link_sentence(network: Network, link: Link) -> str:
    """A link and its status: "Liaison of ATF with PGR: not there."."""
    state = _STATUS[link.status]
    if link.status == "unmet":
        state = _UNMET.get(link.kind, state)
    return sentence(f"{link_phrase(network, link)}: {state}")


def shared_end(links: Sequence[Link]) -> str:
    """The agency that all links share on one side, as source before target; "" where none is."""
    if links[0].mutual:
        shared = set.intersection(*(set(link.agencies) for link in links))
        return next((end for end in links[0].ends if end in shared), "")
    for side in (0, 1):
        if len({link.ends[side] for link in links}) == 1:
            return links[0].ends[side]
    return ""


def words_of(network: Network, links: Sequence[Link]) -> dict[str, object]:
    """What the sentences about links of one kind are filled with."""
    first = links[0]
    ends: tuple[str, ...] = tuple(dict.fromkeys(end for link in links for end in link.agencies))
    sources = tuple(dict.fromkeys(link.ends[0] for link in links))
    targets = tuple(dict.fromkeys(link.ends[1] for link in links))
    if first.mutual and len(links) > 1:
        one = shared_end(links)
        sources, targets = (one,), tuple(end for end in ends if end != one)
    acting = who(network, ends)
    if len(ends) == 1:
        collective = network.agencies[ends[0]].kind == "collective"
        label = network.label(ends[0])
        acting = Who(label if collective else f"The bodies of {label}", plural=True)
        sides = among(network, ends[0])
    else:
        sides = between(network, ends)
    kind = KINDS[first.kind]
    functions = [
        key
        for key in first.functions
        if key in network.functions and not _says_so(network.functions[key].name, first.kind)
    ]
    return {
        "source": who(network, sources),
        "target": who(network, targets),
        "ends": acting,
        "between": sides,
        "named": f" ({first.name})" if first.name else "",
        "thing": thing(first.name) if first.name else kind.thing,
        "purpose": for_functions(network, functions),
    }


def _says_so(function: str, kind: str) -> bool:
    """Whether a function only repeats what the kind of link says: training, information sharing."""
    return kind.replace("-", " ") in function.lower() and kind != "other"


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
    network: Network, agencies: Iterable[str], *functions: str | None
) -> tuple[Evidence, ...]:
    """The passages that give agencies some functions (None: any), each once."""
    holders = tuple(agencies)
    return tuple(
        dict.fromkeys(
            passage
            for function in functions
            for key in holders
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


def unrecorded(what: str, covered: str) -> str:
    """What isn't recorded, as a sentence, with what sources cover so that it isn't there either.

    Args:
        what: what isn't recorded, as a clause.
        covered: what the sources cover in full; "" where they may be silent about it.
    """
    return sentence(what + (f", and the sources cover {covered} in full" if covered else ""))


def first_of(records: Iterable[Case | Link], field: str) -> str | None:
    """The first "cause" or "effect" that a source gives for one of the records."""
    return next((text for one in records if (text := getattr(one, field))), None)
