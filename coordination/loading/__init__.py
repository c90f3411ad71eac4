"""Read networks from data files and write them; the only part that knows YAML.

The package isn't called `load`, because `coordination.load` is the function: importing a package of
that name would put it in the function's place.

Readers of tables and of JSON are imported when there is one: most networks are one YAML file.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Literal

from coordination.arguments import checked_arguments
from coordination.errors import DataError, Issue, expect
from coordination.loading.assemble import Part, build
from coordination.loading.files import SUFFIXES, bulk_folder, bundled, checked_text, find, read
from coordination.loading.gc_pause import collector_paused
from coordination.loading.nodes import Mapping, Node, Refused, Text, describe
from coordination.loading.tables.endings import SHEET_ENDINGS, is_table
from coordination.loading.yaml_text import read_yaml
from coordination.network import Network

__all__ = [
    "bundled",
    "files_read",
    "load",
    "loads",
]


@checked_arguments
def load(path_or_name: str | os.PathLike[str], *, format: str | None = None) -> Network:
    """Read a network from a data file, a folder of data files, or by the name of a bundled one.

    A workbook (.xlsx, .ods, .xls) has a sheet for each section. A folder is the union of its files
    that end in .yaml, .yml or .json, of its workbooks, and of tables named as sections, such as
    agencies.csv. Columns are named as the fields of the records; several words of one field are
    separated by semicolons. Agencies and links in bulk are two tables in Parquet, or in CSV where
    they are large; these need the extra `bulk`. A table that isn't understood is an issue.

    Args:
        path_or_name: a path, or a name such as "gunrunner-2010". A bundled network goes before a
            file or folder of the same name in the working directory; write "./name" for the latter.
            Files of other tools (.graphml, .gexf, .cyjs, JSON of Kumu or networkx) are read too.
        format: name of the format of another tool, such as "gephi"; None means the one that the
            ending or the content shows.

    Raises:
        NetworkNotFound: there is no such file, folder or bundled network.
        DataError: the data is wrong; it holds every issue with file, line and column.
        MissingExtra: the folder holds tables in Parquet, and polars isn't installed.
        ValueError: the format isn't read.

    Example:
        >>> load("no-such-network.yaml")
        Traceback (most recent call last):
        ...
        coordination.errors.NetworkNotFound: there is no file or folder 'no-such-network.yaml'
    """
    expect((str, os.PathLike), path_or_name, "path_or_name", "path or name")
    if _is_foreign(path_or_name, format):
        from coordination.formats import read as read_foreign

        return read_foreign(path_or_name, format)
    issues: list[Issue] = []
    parts = []
    with collector_paused():
        if format in (None, "xlsx") and is_table(Path(path_or_name)):
            return _load_table(path_or_name)
        files = find(path_or_name)
        for path, name in files:
            text = read(path, name, issues)
            is_json = path.suffix.lower() == ".json"
            parts.append(_part(text, name, issues, "json" if is_json else "yaml"))
        if format is None and (found := _graph_in(parts)):
            from coordination.formats import read as read_foreign

            return read_foreign(path_or_name, found)
        folder = bulk_folder(path_or_name)
        if folder is not None and (network := _load_tables(path_or_name, folder, parts, issues)):
            return network
        if not files:
            none = Issue(
                os.fspath(path_or_name),
                message="the folder holds no data file",
                expected="files that end in .yaml, .yml or .json, a workbook, or tables "
                "such as agencies.csv and links.csv",
            )
            raise DataError([none, *issues])
        return build(parts, issues)


def _load_table(path_or_name: str | os.PathLike[str]) -> Network:
    """The network in a workbook; a single CSV file is none, and the issue says what to do."""
    from coordination.loading.tables.reading import not_ours, tree_of_files

    ((path, name),) = find(path_or_name)
    issues: list[Issue] = []
    if path.suffix.lower() not in SHEET_ENDINGS:
        raise DataError([not_ours(path, name)])
    text, root = tree_of_files([(path, name)], name, (), issues)
    return build([Part(text, root)], issues, title=path.stem)


def _load_tables(
    path_or_name: str | os.PathLike[str], folder: Path, parts: list[Part], issues: list[Issue]
) -> Network | None:
    """The network of a folder that holds tables, or None where it holds none."""
    from coordination.loading.tables.files import bulk_tables, read_tables
    from coordination.loading.tables.folder import folder_tables
    from coordination.loading.tables.reading import tree_of_files

    name = os.fspath(path_or_name)
    bulk = bulk_tables(folder)
    files = folder_tables(folder, name, issues, tuple(bulk.values()))
    if not (bulk or files):
        return None
    title = "" if parts else folder.resolve().name
    if files:
        beside = [part.root for part in parts if isinstance(part.root, Mapping)]
        text, root = tree_of_files(files, name, beside, issues)
        parts = [*parts, Part(text, root)]
    if not bulk:
        return build(parts, issues, title=title)
    named = {table: (path, os.path.join(name, path.name)) for table, path in bulk.items()}
    return build(parts, issues, tables=read_tables(named, issues), title=title)


def files_read(
    path_or_name: str | os.PathLike[str], *, format: str | None = None
) -> tuple[Path, ...]:
    """The files that `load` reads, so that nobody writes over them.

    Args:
        path_or_name: what `load` takes.
        format: name of the format of another tool.
    """
    if _is_foreign(path_or_name, format):
        from coordination.formats import files_of

        return files_of(path_or_name, format)
    folder = bulk_folder(path_or_name)
    found = [path for path, _ in find(path_or_name)]
    if folder is not None:
        from coordination.loading.tables.files import bulk_tables
        from coordination.loading.tables.folder import folder_tables

        bulk = bulk_tables(folder).values()
        found += [*bulk, *(path for path, _ in folder_tables(folder, "", [], tuple(bulk)))]
    return tuple(found)


def _is_foreign(path_or_name: str | os.PathLike[str], format: str | None) -> bool:
    """Whether it is a file of another tool, by the format named or by its ending."""
    path = Path(path_or_name)
    if format is None and (not path.suffix or path.suffix.lower() in SUFFIXES):
        return False
    from coordination.formats import reader_for

    return reader_for(path, format) is not None


def _graph_in(parts: list[Part]) -> str | None:
    """The format of a graph that another tool wrote as JSON, by its keys."""
    root = parts[0].root if len(parts) == 1 else None
    if not isinstance(root, Mapping) or "agencies" in root.entries:
        return None
    from coordination.formats import graph_format

    return graph_format(root.entries)


@checked_arguments
def loads(text: str, *, name: str = "<text>", format: Literal["yaml", "json"] = "yaml") -> Network:
    """Read a network from text.

    Args:
        text: the content of a data file.
        name: what issues call it.
        format: "yaml" or "json".

    Raises:
        DataError: the data is wrong; it holds every issue with line and column.
        ValueError: another format.

    Example:
        >>> loads("title: Two agencies\\nagencies: [{id: a, name: A}, {id: b, name: B}]")
        <Network 'Two agencies': 2 agencies, 0 links, 0 requirements, 0 recommendations, 0 figures>
    """
    expect(str, text, "text", "text")
    if format not in ("yaml", "json"):
        raise ValueError(f"format is 'yaml' or 'json', not {format!r}")
    issues: list[Issue] = []
    with collector_paused():
        checked = checked_text(Text(name, text.removeprefix("\ufeff")), issues)
        return build([_part(checked, name, issues, format)], issues)


def _part(text: Text | None, name: str, issues: list[Issue], format: str) -> Part:
    if text is None:
        return Part(Text(name, ""), None)
    root: Node | None = None
    try:
        if format == "json":
            from coordination.loading.json_text import read_json

            root = read_json(text, issues)
        else:
            root = read_yaml(text, issues)
    except Refused as error:
        issues.append(error.issue_in(text))
        return Part(text, None)
    if not isinstance(root, Mapping):
        found = "nothing" if root is None else describe(root)
        expected = "a mapping: title, and lists such as agencies and links"
        span = (0, 1) if root is None else root.span
        issues.append(text.issue(span, f"the file holds {found}", expected))
    return Part(text, root)
