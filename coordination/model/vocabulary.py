"""The words that a data file may use, each with the sentence that defines it.

A term with more to it than its sentence (a link's kind, a link's status) carries that as fields,
so that defaults and rules read data instead of lists of names spread over the code.
"""

from __future__ import annotations

from typing import NamedTuple

from coordination.model.practices import PRACTICES

__all__ = [
    "AGENCY_KINDS",
    "ASPECTS",
    "CONCLUSIONS",
    "CONFIDENCE",
    "EXCHANGE_KINDS",
    "EXTENTS",
    "FAILING",
    "FIGURE_COUNTS",
    "FINDS",
    "FORUM_KINDS",
    "GROUP_KINDS",
    "IN_FORCE",
    "LEVELS",
    "LINK_KINDS",
    "MONITORING_KINDS",
    "OPERATIONAL_KINDS",
    "PAPER_KINDS",
    "PRACTICES",
    "RECOMMENDATION_STATUSES",
    "ROLES",
    "RULE_NAMES",
    "SAME",
    "SECTIONS",
    "SOURCE_KINDS",
    "STANCES",
    "STATUSES",
    "UNDER_AGENCY_KINDS",
    "UNDER_LINK_KINDS",
    "WORKING",
    "LinkKindTerm",
    "StatusTerm",
    "same_level",
]


class LinkKindTerm(NamedTuple):
    """What a kind of link means and what holds of it unless a record says otherwise.

    Attributes:
        meaning: the defining sentence.
        mutual: whether it runs both ways by default.
        formal: whether a rule or a structure puts it there (a memorandum, an oversight mandate)
            rather than work done: information, people, training or money that passes.
        exchange: whether information is what passes.
    """

    meaning: str
    mutual: bool
    formal: bool
    exchange: bool = False


LINK_KINDS: dict[str, LinkKindTerm] = {
    "agreement": LinkKindTerm(
        "A written understanding, memorandum, protocol or treaty between the parties.", True, True
    ),
    "directive": LinkKindTerm(
        "A superior orders the parties to do something, such as a minister's memorandum.",
        True,
        True,
    ),
    "information-sharing": LinkKindTerm(
        "Information or intelligence passes between the parties.", True, False, exchange=True
    ),
    "system-access": LinkKindTerm(
        "The source lets the target use its information system.", False, False, exchange=True
    ),
    "request": LinkKindTerm(
        "The source asks the target for something; the status says what came of it.", False, False
    ),
    "training": LinkKindTerm("The source trains the target.", False, False),
    "support": LinkKindTerm(
        "The source gives the target people, equipment or technical help.", False, False
    ),
    "liaison": LinkKindTerm(
        "Named people keep contact between the parties, or sit with the other.", True, False
    ),
    "joint-operation": LinkKindTerm("The parties investigate or operate together.", True, False),
    "task-force": LinkKindTerm(
        "The parties staff one standing unit or working group.", True, False
    ),
    "referral": LinkKindTerm(
        "The source hands cases or leads to the target.", False, False, exchange=True
    ),
    "oversight": LinkKindTerm(
        "The source audits, inspects, directs or monitors the target.", False, True
    ),
    "funding": LinkKindTerm("The source pays for work of the target.", False, False),
    "reporting": LinkKindTerm(
        "The source reports to the target, as a rule or a law asks.", False, False, exchange=True
    ),
    "membership": LinkKindTerm("The source belongs to the target.", False, True),
    "other": LinkKindTerm(
        "Linked in a way that no other kind names, or that the source leaves open.", True, False
    ),
}


class StatusTerm(NamedTuple):
    """What a link's status means.

    Attributes:
        meaning: the defining sentence.
        in_force: whether the link exists on the network's date.
        working: whether it also does what it is meant to do.
    """

    meaning: str
    in_force: bool
    working: bool


STATUSES: dict[str, StatusTerm] = {
    "active": StatusTerm("It exists, and nothing says that it fails.", True, True),
    "prescribed": StatusTerm(
        "A plan, rule or agreement provides for it, and no source says whether it is done.",
        True,
        False,
    ),
    "strained": StatusTerm("It exists and doesn't work as meant, a source says.", True, False),
    "late": StatusTerm("It came after its time, or is overdue and still awaited.", True, False),
    "unmet": StatusTerm("It was asked for, owed or ordered, and wasn't given.", False, False),
    "absent": StatusTerm("A source says that it isn't there.", False, False),
    "ended": StatusTerm("It existed and is over.", False, False),
    "planned": StatusTerm("It is announced and hasn't begun.", False, False),
}

AGENCY_KINDS: dict[str, str] = {
    "government": "A government as a whole, where a source speaks of it as one actor.",
    "department": "A ministry or department.",
    "agency": "A bureau or agency.",
    "office": "A part of an agency: a division, field office, centre or desk.",
    "police": "A police force.",
    "prosecutor": "A prosecuting authority.",
    "court": "A court or tribunal.",
    "military": "A branch of the armed forces.",
    "state": "A state or province as an actor, its officials taken together.",
    "local-government": "A county, district, borough or city council, or another local authority.",
    "health-service": "A hospital, clinic, ambulance or public health service.",
    "school": "A school, college, university or research institute.",
    "ngo": "A charity, foundation, Red Cross society or other non-governmental organisation.",
    "company": "A company or an association of companies.",
    "multilateral": "An organisation of states: a UN body, or one that a treaty set up.",
    "committee": "A committee, board or council on which several agencies sit.",
    "task-force": "A standing unit that several agencies staff.",
    "program": "A programme or initiative that several agencies carry out.",
    "oversight": "An auditor, inspector general or comptroller.",
    "legislature": "A parliament or one of its committees.",
    "collective": "A named group of agencies that a source speaks of together.",
    "other": "Any other organisation that can act.",
}

UNDER_LINK_KINDS = frozenset({"agreement", "directive", "liaison", "task-force"})
"""Kinds of link under which other links and requirements may stand."""

UNDER_AGENCY_KINDS = frozenset({"committee", "task-force", "program", "collective"})
"""Kinds of agency under which they may stand: forums; any agency with members is one as well."""

LEVELS: dict[str, str] = {
    "international": "Between states: an international agency.",
    "supranational": "Above states: its rules bind them, as those of an EU agency do.",
    "federal": "The national level, also where the state isn't a federation.",
    "national": "The same as federal.",
    "state": "A state, province or region.",
    "local": "A county, city or other local agency.",
    "tribal": "A tribal or indigenous government.",
    "private": "A company or association outside government.",
}


def same_level(level: str | None) -> str | None:
    """The word that stands for a level when levels are compared.

    Example:
        >>> same_level("national"), same_level("local")
        ('federal', 'local')
    """
    return "federal" if level == "national" else level


ROLES: dict[str, str] = {
    "lead": "Answers for the function in its jurisdiction.",
    "contact": "Named point of contact for others in the function.",
    "support": "Helps those who lead.",
    "participant": "Takes part, without a stated role.",
}

CONFIDENCE: dict[str, str] = {
    "documented": "A document of a party or an auditor establishes it.",
    "reported": "Somebody named or a news report says so.",
    "inferred": "It follows from what is documented or reported.",
    "assumed": "Nothing read confirms it; it never carries a finding.",
}

SOURCE_KINDS: dict[str, str] = {
    "audit": "Report of an auditor or inspector general.",
    "agreement": "Text of a memorandum, treaty or protocol.",
    "statute": "Law or regulation.",
    "testimony": "Statement before a parliament or court.",
    "official": "Release, plan or letter of a government body.",
    "research": "Study, thesis or report of a research service.",
    "news": "Press article.",
    "cable": "Diplomatic or internal correspondence.",
    "other": "Any other document.",
}

STANCES: dict[str, str] = {
    "supports": "The passage carries the record.",
    "qualifies": "The passage bears the record out in part, or with a reservation.",
    "disputes": "The passage contradicts the record.",
}

FINDS: dict[str, str] = {
    "met": "The passage reports that the requirement is fulfilled.",
    "lacking": "The passage reports that the requirement isn't fulfilled.",
}

RECOMMENDATION_STATUSES: dict[str, str] = {
    "open": "Made; nothing is known of the answer.",
    "concurred": "The addressee agreed.",
    "partly-concurred": "The addressee agreed in part.",
    "not-concurred": "The addressee disagreed.",
    "implemented": "Carried out.",
    "not-implemented": "Closed without being carried out.",
}

FIGURE_COUNTS: dict[str, str] = {
    "requests": "Requests made in the period.",
    "fulfilled": "Requests fulfilled in the period.",
    "share-fulfilled": "Share of requests fulfilled in the period.",
}

SECTIONS: dict[str, str] = {
    "mandates": "Who holds which function, and who leads: no mandate means that nobody has it.",
    "links": "Who is linked to whom: no link means that there is none.",
    "recommendations": "What was recommended: no recommendation means that none was made.",
}


ASPECTS: dict[str, str] = {
    "holders": "Who holds the functions.",
    "leads": "Who leads in the functions.",
}

SAME: dict[str, str] = {
    "place": "Agencies where the agency has its mandate, or else its jurisdiction.",
}

EXTENTS: dict[str, str] = {
    "wholly": "It holds throughout.",
    "partly": "It holds in part: of some of the work, or of some of those named.",
    "at-times": "It holds at times.",
}

RULE_NAMES: dict[str, str] = {
    "missing-counterpart": "The other side has no agency that answers for the matter.",
    "no-single-counterpart": "Several agencies stand on the other side, and none answers for all.",
    "unlinked-counterpart": "Those who ought to work together are not in contact.",
    "uncoordinated-counterparts": "The several agencies on one side don't work with each other.",
    "counterpart-through-third-party": "The way to the other side leads through a third agency.",
    "level-mismatch": "The other side is at another level of government.",
    "unmet-requirement": "They do not coordinate as required.",
    "paper-tie": "An agreement isn't carried out, or isn't followed.",
    "unwritten-tie": "Written procedures or an agreement are missing.",
    "one-way-tie": "What ought to run both ways runs one way.",
    "strained-tie": "They work together, and it doesn't go well.",
    "expired-agreement": "An agreement in use has ended.",
    "outdated-agreement": "An agreement is out of date.",
    "unmonitored-agreement": "Nobody watches how an agreement is carried out.",
    "single-channel-tie": "Coordination rests on one channel.",
    "bridge-tie": "One tie alone joins two sides.",
    "unmeasured-results": "Nobody measures the results of coordination.",
    "unmet-request": "What was asked for, owed or ordered was not given.",
    "late-response": "An answer or a delivery came late.",
    "falling-fulfilment": "Fewer of the requests are fulfilled than before.",
    "missing-resources": "Resources, staff or authority that are needed are missing.",
    "training-gap": "Training that is needed isn't given, or isn't good enough.",
    "single-point-of-failure": "The work depends on one agency.",
    "sole-broker": "All exchange between two sides goes through one agency.",
    "isolated-agency": "An agency that shares the work stands alone.",
    "information-not-shared": "Information isn't shared, or not as it should be.",
    "liaison-without-traffic": "A liaison is in place, and nothing passes through it.",
    "contradicting-accounts": "Their accounts contradict each other.",
    "ambiguous-lead": "It isn't clear who leads, or who is responsible.",
    "overlapping-mandate": "Agencies have the same task, and nothing divides it between them.",
    "duplicate-forum": "Several forums do the same work.",
    "fragmented-work": "Responsibility for one matter is spread over several agencies.",
    "duplicated-work": "Agencies do the same work twice.",
    "missing-holder": "Nobody is responsible for a task.",
}
"""Rules that a source's conclusion may name, and what it then says.

Kept here, so that records need no rules; a test sees that each rule about coordination is in it.
Rules about recommendations (CG8) and about the data (CG9) are nothing that a source concludes.
"""

CONCLUSIONS: dict[str, str] = {
    **RULE_NAMES,
    "works": "The coordination works; it makes no finding, and answers others about the same.",
}

WORKING = frozenset(name for name, term in STATUSES.items() if term.working)
"""Statuses of links that do what they are meant to do."""

IN_FORCE = frozenset(name for name, term in STATUSES.items() if term.in_force)
"""Statuses of links that exist, working or not."""

OPERATIONAL_KINDS = frozenset(name for name, term in LINK_KINDS.items() if not term.formal)
"""Kinds in which work, information, people or money passes, by default."""

EXCHANGE_KINDS = frozenset(name for name, term in LINK_KINDS.items() if term.exchange)
"""Kinds in which information passes."""

FAILING = ("strained", "late", "unmet", "absent")
"""Statuses of links that fail or aren't there; what is over, planned or prescribed doesn't fail."""

PAPER_KINDS = ("agreement", "directive")
"""Kinds of link that put on paper what is to be done."""

MONITORING_KINDS = frozenset({"oversight", "reporting"})
"""Kinds of link by which somebody sees how work is done."""

FORUM_KINDS = ("task-force", "program", "committee")
"""Kinds of agency in which others meet."""

GROUP_KINDS = ("collective", "government")
"""Kinds of agency that stand for many and can't act as one."""
