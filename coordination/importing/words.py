"""Synonyms of our words in tables, and the nearest of our words to any other."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from rapidfuzz import fuzz, process

from coordination.importing.grid import plain_name
from coordination.model import vocabulary

__all__ = [
    "MARKS",
    "NO_MARKS",
    "SEATS",
    "TABLES",
    "TASK_LETTERS",
    "exact_word",
    "near_word",
    "our_word",
]


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split("|"))


MARKS = _words("x|xx|y|yes|true|1|1.0|ok|v|✓|✔|☑|●|•|■|oui|si|sí|ja|da|member|m|tick")
"""What fills a cell and says no more than that something is there."""

NO_MARKS = _words("0|0.0|no|n|false|none|nil|non|nein|nie|not|✗|✘|☐|○|na|n/a")
"""What fills a cell and says that nothing is there."""

SEATS = _words(
    "chair|chairs|co-chair|cochair|vice chair|chairperson|member|members|observer|secretary|"
    "secretariat|lead|participant|associate|alternate|full member|permanent member|invited"
)
"""What fills a cell and says what seat a member of a forum has."""

TASK_LETTERS: dict[str, str] = {
    "r": "responsible",
    "a": "accountable",
    "s": "support",
    "c": "consulted",
    "i": "informed",
    "responsible": "responsible",
    "accountable": "accountable",
    "support": "support",
    "supportive": "support",
    "supporting": "support",
    "consulted": "consulted",
    "consult": "consulted",
    "informed": "informed",
    "inform": "informed",
    "l": "accountable",
    "lead": "accountable",
    "approver": "accountable",
    "p": "responsible",
    "participant": "responsible",
}
"""Letters and words of a RACI chart."""

_LINKS = {
    "agreement": "mou|memorandum|memorandum of understanding|moa|"
    "memorandum of agreement|treaty|protocol|contract|sla|"
    "service level agreement|pact|convention|accord|letter of intent|"
    "written agreement|data sharing agreement|isa|convenio|"
    "formal agreement|partnership",
    "directive": "order|instruction|presidential directive|mandate|decree",
    "information-sharing": "information|intelligence|data|data sharing|information exchange|"
    "intelligence sharing|data exchange|exchange|communication|"
    "shares information|info|info sharing|shares data",
    "system-access": "access|database access|access to system|system|database",
    "request": "asks|request for assistance|rfa|mutual legal assistance|mlat|requests",
    "training": "trains|train|exercise|exercises|joint training|joint exercise|"
    "capacity building|course",
    "support": "assistance|technical assistance|aid|supplies|equipment|advice|helps|"
    "mutual aid|supports|resources|secondment",
    "liaison": "liaison officer|contact|point of contact|focal|focal point|meeting|"
    "meetings|regular meetings|named contact",
    "joint-operation": "joint operation|operation|cooperation|collaboration|works with|joint|"
    "joint work|joint investigation|collaborates|cooperates|"
    "joint programme|joint program",
    "task-force": "taskforce|working group|joint team|cell|fusion center|fusion centre",
    "referral": "refers|case referral|handover|transfer|hands over|refer|referrals",
    "oversight": "supervision|supervises|oversees|audit|inspection|inspects|monitors|"
    "regulation|regulates|accountability|directs|manages",
    "funding": "funds|finance|grant|grants|donor|finances|pays|money|budget",
    "reporting": "reports|reports to|report|reporting line|notifies",
    "membership": "member of|member|belongs|sits|part of|is member of",
    "other": "misc|various|unspecified|coordination|coordinates|coordinates with|"
    "tie|link|connection|relationship|linked|connected|knows",
}
_STATUSES = {
    "active": "ongoing|existing|in force|current|yes|working|open|implemented|"
    "operational|good|in place|running|underway|on-going|functioning|"
    "in progress|strong|live",
    "prescribed": "required|mandated|by law|formal|on paper|should|expected|provided",
    "strained": "weak|poor|difficult|partial|partly working|problematic|tense|informal|limited",
    "late": "overdue|delayed|pending",
    "unmet": "refused|denied|rejected|not fulfilled|unanswered|unfulfilled|failed|not met",
    "absent": "none|missing|no|does not exist|not in place|nonexistent|never",
    "ended": "closed|expired|completed|finished|former|terminated|past|inactive|"
    "done|stopped|cancelled",
    "planned": "proposed|future|draft|pipeline|to start|not started|upcoming|intended",
}
_AGENCIES = {
    "government": "national government|federal government|country",
    "department": "ministry|government department|ministère|ministerio|goverment|"
    "governmental|government ministry|gov|govt|line ministry",
    "agency": "bureau|government agency|authority|federal agency|directorate|"
    "public body|organisation|organization",
    "office": "field office|division|unit|desk|centre|center|branch",
    "police": "police force|law enforcement|constabulary|sheriff|gendarmerie",
    "prosecutor": "prosecution|attorney|public prosecutor",
    "court": "tribunal|judiciary|courts",
    "military": "army|armed forces|navy|defence|defense|air force",
    "state": "province|state government",
    "local-government": "municipality|council|city|county|borough|district|local authority|"
    "local government|commune",
    "health-service": "hospital|clinic|health service|ambulance|health facility|health",
    "school": "university|college|academia|academic|laboratory|research institute|lab|education",
    "ngo": "international ngo|national ngo|ingo|nngo|lngo|local ngo|charity|"
    "foundation|red cross movement|red cross|red crescent|civil society|"
    "cbo|faith based|cso|non-profit|nonprofit|association|"
    "national organization|national organisation|ong",
    "company": "private|private sector|business|firm|contractor|corporation|industry|commercial",
    "multilateral": "un agency|un|united nations|international organization|"
    "international organisation|igo|intergovernmental|un body|io",
    "committee": "board|forum|coordination body|commission|working group|panel",
    "task-force": "taskforce|joint team",
    "program": "programme|project|initiative",
    "oversight": "auditor|inspectorate|ombudsman|inspector general|regulator|watchdog",
    "legislature": "parliament|congress|assembly",
    "collective": "group|group of agencies|cluster|sector|consortium",
    "other": "donor|donors|unknown|individual|person|media|other organisation",
}
_LEVELS = {
    "international": "un agency|international ngo|ingo|international organization|global|un|"
    "international organisation",
    "supranational": "eu|european|regional",
    "federal": "national|central government|country|federal|state-wide",
    "state": "province|provincial|regional|state|region|departmental",
    "local": "county|city|municipal|district|borough|community|local ngo|town",
    "tribal": "indigenous",
    "private": "company|business|private sector",
}
_ROLES = {
    "lead": "leader|lead agency|leads|chair|coordinator|responsible|primary|"
    "leading|head|co-lead|cluster lead|principal",
    "contact": "focal point|point of contact|poc|liaison",
    "support": "supports|supporting|secondary|assisting|support agency|donor|funder",
    "participant": "member|partner|implementer|implementing partner|participating|observer",
}
_CONFIDENCE = {
    "documented": "document|official|confirmed|verified|high|written",
    "reported": "interview|survey|stated|claimed|medium|self-reported",
    "inferred": "estimated|derived|deduced|low",
    "assumed": "guess|unverified|unconfirmed|unknown",
}
_DIRECTIONS = {
    "directed": "one-way|one way|directed|oneway|unidirectional|uni|->|forward",
    "mutual": "undirected|two-way|both|mutual|reciprocal|bidirectional|two way|bi|<->",
}


def _by_word(ours: Mapping[str, str], table: Mapping[str, Any]) -> dict[str, str]:
    found: dict[str, str] = {}
    for word, others in ours.items():
        for other in others.split("|"):
            found.setdefault(plain_name(other) or other, word)
    return found | {plain_name(word): word for word in table}


TABLES: dict[str, Mapping[str, Any]] = {
    "kind": vocabulary.LINK_KINDS,
    "status": vocabulary.STATUSES,
    "agency_kind": vocabulary.AGENCY_KINDS,
    "agency_level": vocabulary.LEVELS,
    "role": vocabulary.ROLES,
    "confidence": vocabulary.CONFIDENCE,
    "direction": dict.fromkeys(("directed", "mutual"), ""),
    "task": dict.fromkeys(("responsible", "accountable", "support", "consulted", "informed"), ""),
}
"""Our words by what they say."""

_SYNONYMS = {
    name: _by_word(others, TABLES[name])
    for name, others in (
        ("kind", _LINKS),
        ("status", _STATUSES),
        ("agency_kind", _AGENCIES),
        ("agency_level", _LEVELS),
        ("role", _ROLES),
        ("confidence", _CONFIDENCE),
        ("direction", _DIRECTIONS),
        ("task", {}),
    )
}

_NEAR = 82
"""Least likeness, of 100, of a word that is proposed."""


def our_word(word: str, table: str) -> str | None:
    """Our word that a text is, whatever its capitals, blanks and hyphens, or None.

    Example:
        >>> our_word("Information sharing", "kind"), our_word("MOU", "kind")
        ('information-sharing', None)
    """
    ours = "-".join(plain_name(word).split())
    return ours if ours in TABLES[table] else None


def exact_word(word: str, table: str) -> str | None:
    """Our word for one that is in use for it, or None."""
    return _SYNONYMS[table].get(plain_name(word) or word.lower())


def near_word(word: str, table: str) -> str | None:
    """Our word that a text may mean, or None: a word in use for it, or one written almost so.

    Example:
        >>> near_word("MOU", "kind"), near_word("Trainning", "kind"), near_word("Zebra", "kind")
        ('agreement', 'training', None)
    """
    plain = plain_name(word) or word.lower()
    known = _SYNONYMS[table]
    if plain in known:
        return known[plain]
    if len(plain) > 200:
        return None
    near = process.extractOne(plain, list(known), scorer=fuzz.ratio, score_cutoff=_NEAR)
    if near is not None and len(plain) > 3:
        return known[near[0]]
    # "Joint training exercise": the longest word of those in use that it holds.
    held = [one for one in known if len(one) > 2 and f" {one} " in f" {plain} "]
    return known[max(held, key=len)] if held else None
