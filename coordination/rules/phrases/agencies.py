"""Agencies, places and functions in words, as the parts of a sentence."""

from __future__ import annotations

import re
from collections.abc import Iterable

from coordination.engine.engine import per_network, per_setting
from coordination.model import Evidence
from coordination.network import Network
from coordination.text.language import listed

__all__ = [
    "Who",
    "according_to",
    "among",
    "besides_answers",
    "between",
    "for_function",
    "for_functions",
    "in_places",
    "names",
    "names_of_functions",
    "place_name",
    "who",
]

_WITH_ARTICLE = re.compile(
    r"^(United|Netherlands|Philippines|Bahamas|Gambia|Maldives|Comoros|Seychelles)\b"
    r"|\b(Republic|Islands|Emirates|Federation)$"
)
"""Names of places that stand with an article in a sentence."""

_QUALIFIER = re.compile(r" (?:of|for|in|on|at|and|under|with) | ?[,(]")
_PLURAL = re.compile(r"\b(?:[a-z]+[^\Wsui]s|police)$")
"""The noun of a name that means several: "states", "police forces", not "Customs"."""

_MANY = 8
"""Most agencies that a sentence names."""


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
    return _who(network, tuple(dict.fromkeys(agencies)), joint)


@per_setting
def _who(network: Network, agencies: tuple[str, ...], joint: str) -> Who:
    plural = len(agencies) > 1 or any(_is_plural(network, key) for key in agencies)
    return Who(names(network, agencies, joint), plural=plural)


def _is_plural(network: Network, agency: str) -> bool:
    """Whether a verb after the name is that of several: a collective, "Mexican states"."""
    head = _QUALIFIER.split(network.label(agency), maxsplit=1)[0]
    return network.agencies[agency].kind == "collective" or bool(_PLURAL.search(head))


def between(network: Network, agencies: Iterable[str]) -> str:
    """Two sides or more: "between ATF and ICE", "among ATF, ICE and CBP", "among U.S. agencies"."""
    found = tuple(dict.fromkeys(agencies))
    if len(found) == 1:
        return among(network, found[0])
    return f"{'between' if len(found) == 2 else 'among'} {names(network, found)}"


def among(network: Network, agency: str) -> str:
    """Where members act among themselves: "among U.S. agencies", "among members of EPIC"."""
    collective = network.agencies[agency].kind == "collective"
    return f"among {'' if collective else 'members of '}{network.label(agency)}"


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


def according_to(network: Network, evidence: Iterable[Evidence], *, most: int = 3) -> str:
    """Who says so, as the end of a clause: ", according to DOJ OIG", or "" where nobody is named.

    The speaker where the source reports somebody's words, else who published or wrote it.

    Args:
        network: the network.
        evidence: passages; those that dispute it are passed over.
        most: how many are named. Whoever merely corroborates a conclusion didn't draw it.
    """
    found = []
    for passage in besides_answers(network, evidence):
        if passage.stance == "supports":
            source = network.sources.get(passage.source)
            named = source and (source.publisher or source.author or f'"{source.title}"')
            found.append(passage.speaker or named or "")
    who_say = list(dict.fromkeys(filter(None, found)))[:most]
    return f", according to {listed(who_say)}" if who_say else ""


def besides_answers(network: Network, evidence: Iterable[Evidence]) -> list[Evidence]:
    """The passages in which sources speak for themselves; what agencies answer stands apart.

    Args:
        network: the network.
        evidence: passages. Where all of them are answers, they are what there is.
    """
    given = list(evidence)
    answers = _answers(network)
    return [one for one in given if one.passage not in answers] or given


@per_network
def _answers(network: Network) -> frozenset[str]:
    return frozenset(one.id for one in network.passages.values() if one.answer_by is not None)


def for_function(network: Network, function: str | None) -> str:
    """A function as the end of a clause: " for firearms tracing", or "" without one."""
    return for_functions(network, (function,) if function else ())


def for_functions(network: Network, functions: Iterable[str]) -> str:
    """Functions as the end of a clause: " for tracing and training", or "" without any."""
    found = [network.functions[key].name for key in dict.fromkeys(functions)]
    if any(" and " in name for name in found):  # "for movement and residence and for customs"
        found = [found[0], *(f"for {name}" for name in found[1:])]
    return f" for {listed(found)}" if found else ""


def names_of_functions(network: Network, functions: Iterable[str]) -> str:
    """Names of functions as a phrase; of many the first and the number."""
    found = [network.functions[key].name for key in dict.fromkeys(functions)]
    if len(found) > _MANY:
        found = [*found[: _MANY - 1], f"{len(found) - _MANY + 1} other functions"]
    return listed(found)
