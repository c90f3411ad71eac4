"""The mapping: what each column of a table is, and what its words mean."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

from pydantic import Field, model_validator

from coordination.model import vocabulary
from coordination.model.annotations import Many, Term, misfit
from coordination.model.evidence import WebAddress
from coordination.model.place import PlaceName
from coordination.model.record import Day, Id, Name, PartialDate, Record, Text

__all__ = [
    "FORMS",
    "NOTHING",
    "Activities",
    "AgencySheet",
    "Defaults",
    "Edges",
    "Matrix",
    "Members",
    "Raci",
    "TableMapping",
    "TableSource",
    "columns_of",
]

NOTHING = "nothing"
"""What a word means that says nothing, such as "n/a"."""

Head = Annotated[str, Field(min_length=1, max_length=1_000)]
"""The head of a column, as the table has it, whatever its capitals and blanks."""


class TableSource(Record):
    """The table as a source that every record made of it cites."""

    id: Id | None = None
    """Id of the source; else one made of the name of the file."""
    title: Name | None = None
    """Title of the table; else the name of its file."""
    publisher: Name | None = None
    """Who published it."""
    author: Name | None = None
    """Who made it."""
    published: PartialDate | None = None
    """When it was published."""
    kind: Annotated[str, Term(vocabulary.SOURCE_KINDS)] = "other"
    """What sort of document it is."""
    url: WebAddress | None = None
    """Where it can be read."""
    note: Text | None = None
    """What a reader should know of it."""


class Defaults(Record):
    """What holds of records of which the table says nothing else."""

    kind: Annotated[str, Term(vocabulary.LINK_KINDS)] | None = None
    """Kind of the links."""
    status: Annotated[str, Term(vocabulary.STATUSES)] | None = None
    """Status of the links."""
    confidence: Annotated[str, Term(vocabulary.CONFIDENCE)] | None = None
    """How firm the links are."""
    agency_kind: Annotated[str, Term(vocabulary.AGENCY_KINDS)] | None = None
    """Kind of the agencies that are new."""
    agency_level: Annotated[str, Term(vocabulary.LEVELS)] | None = None
    """Level of the agencies that are new."""
    forum_kind: Annotated[str, Term(vocabulary.AGENCY_KINDS)] = "committee"
    """Kind of the forums that are new."""
    place: PlaceName | None = None
    """Place of the mandates: an ISO 3166 code, or the id of a place."""
    role: Annotated[str, Term(vocabulary.ROLES)] | None = None
    """Role of those who hold an activity."""


class AgencySheet(Record):
    """A table with one row an agency, beside the one that is read."""

    file: Text | None = None
    """Its file, where it isn't in the same one; relative to the table."""
    sheet: Text | None = None
    """Its sheet, in a workbook."""
    heads: Annotated[int, Field(ge=1, le=1_000)] | None = None
    """Number of the row with the heads; else it is looked for."""
    name: Head
    """Column of the names."""
    key: Head | None = None
    """Column of what the other table calls them, where that isn't the name."""
    abbreviation: Head | None = None
    """Column of short names."""
    aliases: Head | None = None
    """Column of other names."""
    kind: Head | None = None
    """Column of what sort of agency it is."""
    level: Head | None = None
    """Column of the level of government."""
    jurisdiction: Head | None = None
    """Column of the country or place that it acts for."""
    part_of: Head | None = None
    """Column of the agency that it is part of."""
    note: Head | None = None
    """Column of remarks."""
    ignore: Annotated[tuple[Head, ...], Many] = ()
    """Columns that are left out on purpose."""


Words = dict[str, str]
"""Words of the table, each with what it means."""


class TableMapping(Record):
    """What holds of every sort of table."""

    FORM: ClassVar[str] = ""
    TITLE: ClassVar[str] = ""

    form: str
    """What sort of table it is."""
    title: Name | None = None
    """Title of the network; else the name of the file."""
    as_of: Day | None = None
    """Day on which the table holds."""
    sheet: Text | None = None
    """Sheet of a workbook; else the first with rows."""
    heads: Annotated[int, Field(ge=0, le=1_000)] | None = None
    """Number of the row with the heads, 0 where there is none; else it is looked for."""
    source: TableSource = TableSource()
    """The table as a source."""
    separator: Annotated[str, Field(min_length=1, max_length=5)] = ";"
    """What separates several words in one cell."""
    values: dict[str, str | Words] = Field(default_factory=dict)
    """What words mean: `MOU: agreement`, or by field: `status: {ongoing: active}`."""
    same_as: dict[Name, Name] = Field(default_factory=dict)
    """Names that mean an agency that has another name: its name, abbreviation or id."""
    national: Annotated[tuple[Name, ...], Many] = ()
    """Names that mean another agency in each country, such as Ministry of Health."""
    default: Defaults = Defaults()
    """What holds where the table says nothing."""
    agencies: AgencySheet | None = None
    """A table of the agencies themselves, beside this one."""
    dates: Literal["day-first", "month-first"] | None = None
    """Which number is the day where dates such as 1/2/2009 may be read either way."""
    ignore: Annotated[tuple[Head, ...], Many] = ()
    """Columns that are left out on purpose."""
    leave_out: Annotated[tuple[Name, ...], Many] = ()
    """Names that are no agencies, such as Total."""

    @model_validator(mode="after")
    def _check_values(self) -> TableMapping:
        fields = (*columns_of(type(self)), "cells", "agency_kind", "agency_level")
        for word, ours in self.values.items():
            if isinstance(ours, dict) and word not in fields:
                found = f"values: '{word[:80]}' is no field of this form"
                raise misfit(found, f"one of {', '.join(fields)}")
        return self


class Edges(TableMapping):
    """An edge list: one row a link."""

    FORM: ClassVar[str] = "edges"
    TITLE: ClassVar[str] = "an edge list, one row a link"

    form: Literal["edges"]
    from_: Annotated[Head, Field(alias="from")]
    """Column of the agency that the link starts from."""
    to: Head
    """Column of the agency that it leads to."""
    kind: Head | None = None
    """Column of what sort of link it is."""
    kinds: dict[Head, Annotated[str, Term(vocabulary.LINK_KINDS)]] = Field(default_factory=dict)
    """Columns in which a mark says that there is a link of a kind: `Joint training: training`."""
    status: Head | None = None
    """Column of whether it exists and works."""
    direction: Head | None = None
    """Column that says directed or undirected."""
    functions: Head | None = None
    """Column of the functions that it serves."""
    name: Head | None = None
    """Column of the names by which readers know the links."""
    start: Head | None = None
    """Column of when it began."""
    end: Head | None = None
    """Column of when it ended or ends."""
    due: Head | None = None
    """Column of when it was to be answered or delivered."""
    confidence: Head | None = None
    """Column of how firm it is."""
    says: Head | None = None
    """Column of remarks, which become what the row says as evidence."""
    from_kind: Head | None = None
    """Column of what sort of agency the link starts from."""
    to_kind: Head | None = None
    """Column of what sort of agency it leads to."""


class Matrix(TableMapping):
    """An adjacency matrix: one row and one column an agency; the row is where a link starts."""

    FORM: ClassVar[str] = "matrix"
    TITLE: ClassVar[str] = "an adjacency matrix; a link leads from the agency of the row"

    form: Literal["matrix"]
    agency: Head | None = None
    """Column of the agencies of the rows; else the first."""


class Members(TableMapping):
    """A list of members: who belongs to which forum."""

    FORM: ClassVar[str] = "members"
    TITLE: ClassVar[str] = "a list of members of forums"

    form: Literal["members"]
    agency: Head
    """Column of the members."""
    forum: Head | None = None
    """Column of the forums; without it each other column is a forum, and a mark a membership."""
    status: Head | None = None
    """Column of whether the membership exists and works."""
    start: Head | None = None
    """Column of when it began."""
    end: Head | None = None
    """Column of when it ended."""
    says: Head | None = None
    """Column of remarks, which become what the row says as evidence."""
    agency_kind: Head | None = None
    """Column of what sort of agency the member is."""
    forum_kind: Head | None = None
    """Column of what sort of agency the forum is."""


class Activities(TableMapping):
    """Who does what where: one row an agency, an activity and a place."""

    FORM: ClassVar[str] = "activities"
    TITLE: ClassVar[str] = "who does what where, one row an agency, activity and place"

    form: Literal["activities"]
    agency: Head
    """Column of the agencies."""
    activity: Head
    """Column of what they do, which become functions."""
    place: Head | None = None
    """Column of where, the narrowest there is."""
    within: Annotated[tuple[Head, ...], Many] = ()
    """Columns of the places that it lies in, the narrowest first."""
    place_code: Head | None = None
    """Column of the code of the narrowest place, such as a p-code."""
    role: Head | None = None
    """Column of the role that the agency has in the activity."""
    status: Head | None = None
    """Column of whether the activity goes on; planned and ended ones give no mandate."""
    says: Head | None = None
    """Column of remarks, which become what the row says as evidence."""
    abbreviation: Head | None = None
    """Column of short names of the agencies."""
    agency_kind: Head | None = None
    """Column of what sort of agency it is."""
    agency_level: Head | None = None
    """Column of the level of government."""


class Raci(TableMapping):
    """A RACI chart: one row a task, and letters below agencies, or agencies below letters."""

    FORM: ClassVar[str] = "raci"
    TITLE: ClassVar[str] = "a RACI chart, one row a task"

    form: Literal["raci"]
    task: Head | None = None
    """Column of the tasks, which become functions; else the first."""
    responsible: Head | None = None
    """Column of who is responsible, where the cells hold names rather than letters."""
    accountable: Head | None = None
    """Column of who is accountable, likewise."""
    support: Head | None = None
    """Column of who supports, likewise."""
    consulted: Head | None = None
    """Column of who is consulted, likewise."""
    informed: Head | None = None
    """Column of who is informed, likewise."""

    @property
    def named(self) -> bool:
        """Whether the cells hold names of agencies."""
        return any((self.responsible, self.accountable, self.consulted, self.informed))


FORMS: dict[str, type[TableMapping]] = {
    form.FORM: form for form in (Edges, Matrix, Members, Activities, Raci)
}
"""Every sort of table by its name."""


def columns_of(form: type[Record]) -> dict[str, str]:
    """The fields of a form that name columns, each with the attribute that holds it.

    Example:
        >>> list(columns_of(Edges))[:3]
        ['from', 'to', 'kind']
    """
    return {
        field.alias or name: name
        for name, field in form.model_fields.items()
        if name not in _NO_COLUMNS
    }


_NO_COLUMNS = frozenset(TableMapping.model_fields) | {"file", "kinds"}
