"""Check that a record refers to records of a fitting kind."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from coordination.model import vocabulary
from coordination.model.agency import Agency
from coordination.model.evidence import passages_of
from coordination.model.link import Link
from coordination.model.passage import Passage
from coordination.model.problem import Loc, Problem
from coordination.model.record import Record
from coordination.model.requirement import Described, Requirement

__all__ = ["misfits"]

_PASSAGE_FIELDS = ("source", "at", "quote", "speaker")


def misfits(
    sections: Mapping[str, Sequence[tuple[Loc, Record]]],
    checked: Iterable[tuple[Loc, Record]],
) -> Iterator[Problem]:
    """What doesn't fit between records, beyond ids that aren't there.

    Args:
        sections: the valid records of each section, each with its path.
        checked: the records to check against these: valid ones, and what is known of those with the
            wrong shape.
    """
    agencies: dict[str, Agency] = {}
    for _, record in sections.get("agencies", ()):
        if isinstance(record, Agency):
            agencies.setdefault(record.id, record)
    links = {one.id: one for _, one in sections.get("links", ()) if isinstance(one, Link)}
    passages = {one.id: one for _, one in sections.get("passages", ()) if isinstance(one, Passage)}
    for loc, record in checked:
        if isinstance(record, Link):
            yield from _misfits_of_link(loc, record, agencies)
        elif isinstance(record, Requirement):
            yield from _misfits_of_requirement(loc, record, agencies)
        if isinstance(record, Link | Requirement):
            yield from _misfits_of_under(loc, record, links, agencies)
        yield from _misfits_of_evidence(loc, record, passages)


def _collective(agency: Agency) -> bool:
    return agency.kind == "collective" or bool(agency.members)


def _misfits_of_link(loc: Loc, link: Link, agencies: Mapping[str, Agency]) -> Iterator[Problem]:
    end = agencies.get(link.source or "")
    if end is not None and link.source == link.target and not _collective(end):
        yield Problem(
            (*loc, "target"),
            f"it links '{end.id}' with itself, but it isn't a collective",
            expected="two different agencies, or an agency with members or of kind collective",
        )


def _misfits_of_under(
    loc: Loc,
    record: Link | Requirement,
    links: Mapping[str, Link],
    agencies: Mapping[str, Agency],
) -> Iterator[Problem]:
    """`under` leads to an instrument or to a forum, which is what a tie can stand under."""
    key = record.under or ""
    link, agency = links.get(key), agencies.get(key)
    if link is not None and link.kind not in vocabulary.UNDER_LINK_KINDS:
        found = f"'{key}' is a link of kind {link.kind}, under which nothing stands"
    elif (
        link is None
        and agency is not None
        and not (agency.members or agency.kind in vocabulary.UNDER_AGENCY_KINDS)
    ):
        found = f"'{key}' is an agency of kind {agency.kind}, and no forum"
    else:
        return
    kinds = ", ".join(sorted(vocabulary.UNDER_LINK_KINDS))
    yield Problem(
        (*loc, "under"),
        found,
        expected=f"a link of one of the kinds {kinds}; or a forum, which is an agency with members",
    )


def _placed(agency: Agency, function: str | None) -> bool:
    """Whether it is known where an agency is, or where it holds a function."""
    held = (one for one in agency.mandates if one.function == function)
    return agency.jurisdiction is not None or any(one.places for one in held)


def _misfits_of_requirement(
    loc: Loc, requirement: Requirement, agencies: Mapping[str, Agency]
) -> Iterator[Problem]:
    counterpart = requirement.counterpart
    named = agencies.get(counterpart.collective or "")
    if named is not None and not _collective(named):
        yield Problem(
            (*loc, "counterpart", "collective"),
            f"'{named.id}' has no members",
            expected="an agency with members or of kind collective",
            suggestion=f"to name that one agency, write agency: {named.id}",
        )
    if requirement.single and (one := agencies.get(counterpart.agency or "")):
        group = _collective(one)
        yield Problem(
            (*loc, "single"),
            f"single asks for one agency among several, and the counterpart is the one '{one.id}'",
            expected="no single; or a counterpart that may be several agencies",
            suggestion=(
                f"to mean one among its members, write counterpart: {{collective: {one.id}}}"
                if group
                else "to mean whoever answers in a place, write counterpart: {jurisdiction: ...}"
            ),
        )
    several = not isinstance(requirement.agency, str | Described)
    for n, key in enumerate(requirement.named):
        own = agencies.get(key)
        if own is None:
            continue
        whole = agencies.get(counterpart.collective or counterpart.agency or "")
        if (
            whole is not None
            and own.id in whole.members
            and (counterpart.collective or whole.kind == "collective")
        ):
            others = [member for member in whole.members if member not in requirement.named]
            yield Problem(
                (*loc, "agency", n) if several else (*loc, "counterpart"),
                f"the counterpart '{whole.id}' contains '{own.id}' itself",
                expected="a counterpart to which the agency doesn't belong",
                suggestion=(
                    f"for its members among themselves, write agency: {whole.id} and "
                    f"counterpart: {{agency: {whole.id}}}; for the others, write "
                    f"agency: [{', '.join(others)}] and counterpart: {{agency: {own.id}}}"
                    if others
                    else f"for its members among themselves, write agency: {whole.id} and "
                    f"counterpart: {{agency: {whole.id}}}"
                ),
            )
        if counterpart.same and not _placed(own, requirement.function):
            yield Problem(
                (*loc, "agency", n) if several else (*loc, "agency"),
                f"the counterpart is in the same place as '{own.id}', which has none",
                expected="an agency with a jurisdiction, or with places of its mandate",
            )
        if counterpart.agency == own.id and not _collective(own):
            yield Problem(
                (*loc, "agency", n) if several else (*loc, "counterpart", "agency"),
                f"it asks '{own.id}' to coordinate with itself, but it isn't a collective",
                expected="another agency, or an agency with members or of kind collective",
            )


def _misfits_of_evidence(
    loc: Loc, record: Record, passages: Mapping[str, Passage]
) -> Iterator[Problem]:
    for path, evidence in passages_of(record):
        if evidence.finds is not None and not isinstance(record, Requirement):
            yield Problem(
                (*loc, *path, "finds"),
                "finds is given for evidence of a record that isn't a requirement",
                expected="finds only in evidence of requirements",
                suggestion="what a source concludes otherwise goes into conclusions",
            )
        passage = passages.get(evidence.passage or "")
        for field in _PASSAGE_FIELDS if passage is not None else ():
            own = getattr(evidence, field)
            if field in evidence.given and own and own != getattr(passage, field):
                yield Problem(
                    (*loc, *path, field),
                    f"{field} differs from that of the passage '{evidence.passage}'",
                    expected="the passage's id alone, with says, stance, finds or practices",
                    suggestion="another place or quote is a passage of its own",
                )
