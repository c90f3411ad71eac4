"""The names that people give to the columns of tables, by form and field."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from rapidfuzz import fuzz

from coordination.importing.grid import plain_name

__all__ = ["FIELDS", "PLACES", "field_heads"]


def _names(text: str) -> tuple[str, ...]:
    return tuple(plain_name(name) for name in text.split("|"))


FIELDS: dict[str, dict[str, tuple[str, ...]]] = {
    "edges": {
        "from": _names(
            "from|source|sender|from agency|source agency|agency a|agency 1|agency1|agency from|"
            "organisation 1|organization 1|organisation a|organization a|org 1|org a|org1|actor 1|"
            "actor a|actor|ego|vertex 1|node 1|node a|party 1|party a|partner a|partner 1|"
            "requester|"
            "requesting agency|requestor|start|start id|subject|from id|source id|respondent|"
            "from organisation|from organization|source name|from name|von|de|origen|desde|"
            "your organisation|your organization|your agency"
        ),
        "to": _names(
            "to|target|receiver|recipient|to agency|target agency|agency b|agency 2|agency2|"
            "agency to|organisation 2|organization 2|organisation b|organization b|org 2|org b|"
            "org2|"
            "actor 2|actor b|alter|vertex 2|node 2|node b|party 2|party b|partner b|partner 2|"
            "partner|requested agency|responding agency|end id|object|to id|target id|counterpart|"
            "to organisation|to organization|target name|to name|nach|an|destino|hacia|nominee|"
            "partners|works with|work with|collaborates with|cooperates with|contacts"
        ),
        "kind": _names(
            "kind|type|relation|relationship|link type|type of link|tie|tie type|edge type|"
            "relation type|type of relation|type of relationship|relationship type|connection|"
            "connection type|interaction|type of tie|category|nature|form of cooperation|"
            "type of cooperation|mechanism|instrument|art|typ|tipo|nature of relationship|"
            "art der zusammenarbeit|type de relation|tipo de relación"
        ),
        "status": _names(
            "status|state|condition|quality|strength|working|current status|stand|estado|statut"
        ),
        "direction": _names("direction|directed|directionality|directedness|richtung"),
        "functions": _names(
            "function|functions|purpose|activity|topic|area|subject matter|issue|for|task|theme|"
            "sector|domain|thema|objet|función|field"
        ),
        "name": _names("name|label|title|agreement|agreement name|document|instrument name|titel"),
        "start": _names(
            "start|start date|since|from date|begin|began|date|date signed|signed|effective|"
            "effective date|year|start year|beginn|seit|début|inicio|date started"
        ),
        "end": _names(
            "end|end date|until|expires|expiry|expiration|to date|ended|end year|ende|fin"
        ),
        "due": _names("due|due date|deadline"),
        "confidence": _names("confidence|certainty|reliability|firmness"),
        "says": _names(
            "description|note|notes|comment|comments|remark|remarks|details|evidence|bemerkung|"
            "remarques|observaciones"
        ),
        "from_kind": _names("source type|from type|type of source|source kind|from kind"),
        "to_kind": _names("target type|to type|type of target|target kind|to kind"),
    },
    "activities": {
        "agency": _names(
            "organisation|organization|org|agency|agency name|organisation name|organization name|"
            "name of organisation|name of organization|org name|organisation acronym|body|"
            "institution|actor|implementing agency|implementing organisation|"
            "implementing organization|implementer|who|ngo|reporting organisation|"
            "reporting organization|lead organisation|organización|organisme|behörde|"
            "name of agency|"
            "responsible agency|implementing partner|partner|provider"
        ),
        "activity": _names(
            "activity|activities|function|functions|what|service|services|task|sector|cluster|"
            "activity type|type of activity|intervention|programme area|program area|actividad|"
            "activité|aktivität|aufgabe|role and activity|sub sector|sector cluster|mandate|"
            "response activity|area of work"
        ),
        "role": _names("role|rôle|rol|rolle|function role|capacity"),
        "status": _names("status|activity status|project status|state of activity|statut|estado"),
        "agency_kind": _names(
            "org type|organisation type|organization type|type of organisation|agency kind|"
            "type of organization|agency type|type of agency|org category|kind|kind of agency|type|"
            "type d organisation|tipo de organización|organisation category|organization category"
        ),
        "agency_level": _names("level|level of government|government level|tier"),
        "abbreviation": _names(
            "abbreviation|acronym|short name|org acronym|organisation acronym|"
            "organization acronym|abbr|sigle|siglas"
        ),
        "place_code": _names(
            "pcode|p code|admin3 pcode|admin2 pcode|admin1 pcode|adm3 pcode|adm2 pcode|"
            "adm1 pcode|place code|location code|code"
        ),
        "says": _names(
            "description|note|notes|comment|comments|remark|remarks|details|activity description|"
            "project description"
        ),
    },
    "raci": {
        "task": _names(
            "task|tasks|activity|function|step|deliverable|process|work|what|action|duty|aufgabe|"
            "process step|tarea|tâche|responsibility area"
        ),
        "responsible": _names("responsible|r|who does it|durchführung|responsable"),
        "accountable": _names("accountable|a|approver|owner|answers for it|aprobador"),
        "support": _names("support|supportive|supporting|s"),
        "consulted": _names("consulted|consult|c|consultado|consulté"),
        "informed": _names("informed|inform|i|informado|informé"),
    },
    "members": {
        "agency": _names(
            "member|members|agency|organisation|organization|org|body|institution|participant|"
            "member agency|member organisation|member organization|agency name|actor|mitglied|"
            "organisation name|organization name|name of organisation|name of organization|membre|"
            "miembro|represented by|attendee|who"
        ),
        "forum": _names(
            "forum|committee|working group|task force|taskforce|group|board|council|platform|"
            "network|coalition|cluster|meeting|body attended|forum name|committee name|gremium|"
            "comité|comisión|member of|mechanism|coordination body|coordination forum|commission|"
            "panel|partnership|alliance"
        ),
        "status": _names("status|membership status"),
        "start": _names("start|since|joined|start date|member since"),
        "end": _names("end|left|end date|until"),
        "says": _names("role|position|capacity|note|notes|comment|comments|remark|remarks"),
        "agency_kind": _names(
            "org type|organisation type|organization type|agency type|member type|type of agency|"
            "type of organisation|type of organization"
        ),
        "forum_kind": _names("forum type|committee type|type of forum|group type"),
    },
    "agencies": {
        "name": _names(
            "name|label|vertex|agency|organisation|organization|node|title|agency name|actor|"
            "organisation name|organization name"
        ),
        "key": _names("id|vertex|key|code|node|name"),
        "abbreviation": _names("abbreviation|acronym|short name|abbr"),
        "aliases": _names("aliases|alias|other names|also known as|aka"),
        "kind": _names(
            "kind|type|org type|organisation type|organization type|agency type|category"
        ),
        "level": _names("level|level of government|tier"),
        "jurisdiction": _names("jurisdiction|country|state|place|location"),
        "part_of": _names("part of|parent|department|belongs to|parent agency|ministry"),
        "note": _names("description|note|notes|comment|comments|remark|remarks|details"),
    },
}
"""For each form the heads that its fields have, the likeliest first."""

PLACES: tuple[tuple[str, ...], ...] = (
    _names("country|nation|pays|país|land|state country|admin0|adm0|admin 0|country name"),
    _names(
        "region|state|province|admin1|adm1|admin 1|governorate|county|région|departamento|"
        "bundesland|admin1 name|adm1 name|admin 1 name|region name|jurisdiction"
    ),
    _names(
        "district|prefecture|préfecture|admin2|adm2|admin 2|department|zone|division|"
        "admin2 name|adm2 name|admin 2 name|district name|municipality|lga|kreis"
    ),
    _names(
        "place|location|where|city|town|village|site|community|admin3|adm3|admin 3|commune|"
        "sub district|chiefdom|camp|area|locality|ort|lieu|lugar|ward|admin3 name|facility"
    ),
)
"""Heads of places, from countries down."""

_NEAR = 90


def field_heads(
    heads: Sequence[str], fields: Mapping[str, Iterable[str]], taken: Iterable[int] = ()
) -> dict[str, int]:
    """Which column each field may be: by its head, by words of the head, or one spelled almost so.

    Args:
        heads: the heads.
        fields: what the heads of each field are called.
        taken: columns that are something else already.

    Example:
        >>> field_heads(["Source", "Target", "Typ"], FIELDS["edges"])
        {'from': 0, 'to': 1, 'kind': 2}
    """
    plain = [plain_name(head) for head in heads[:300]]
    used = set(taken)
    found: dict[str, int] = {}
    ranked = {name: list(known) for name, known in fields.items()}
    for test in (_is, _holds, _spelled):
        for name, known in ranked.items():
            if name in found:
                continue
            best = None
            for place, head in enumerate(plain):
                if place in used or not head:
                    continue
                rank = test(head, known)
                if rank is not None and (best is None or rank < best[0]):
                    best = rank, place
            if best is not None:
                found[name] = best[1]
                used.add(best[1])
    return {name: found[name] for name in ranked if name in found}


def _is(head: str, known: Sequence[str]) -> int | None:
    return known.index(head) if head in known else None


def _holds(head: str, known: Sequence[str]) -> int | None:
    """Whether a head of several words holds a known one: "Name of the organisation (full)"."""
    words = f" {head} "
    held = [one for one in known if len(one) > 4 and f" {one} " in words]
    return -max(map(len, held)) if held else None


def _spelled(head: str, known: Sequence[str]) -> int | None:
    if len(head) < 5 or len(head) > 80:
        return None
    digits = re.findall(r"\d", head)
    alike = [one for one in known if re.findall(r"\d", one) == digits]
    best = max((fuzz.ratio(head, one) for one in alike), default=0)
    return -int(best) if best >= _NEAR else None
