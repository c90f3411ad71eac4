"""Recognise the format of a file, and read or write a network in it."""

from __future__ import annotations

import os
from collections.abc import Collection, Mapping
from dataclasses import replace
from pathlib import Path

from coordination.arguments import checked_arguments
from coordination.errors import DataError, Issue, NetworkNotFound, OutputRefused, no_such
from coordination.files import reads, write_files
from coordination.formats import (
    csv_folder,
    cytoscape,
    followthemoney,
    gephi,
    gexf,
    graphml,
    kumu,
    neo4j,
    node_link,
    pajek,
    parquet,
    records,
    ucinet,
    workbook,
)
from coordination.formats.foreign import Mapped, network_of
from coordination.formats.format import Format
from coordination.formats.written import Written
from coordination.model.validation_messages import printable
from coordination.network import Network
from coordination.quotes.inputs import inputs_of

__all__ = [
    "FORMATS",
    "Written",
    "files_of",
    "format_of",
    "graph_format",
    "read",
    "reader_for",
    "write",
]

FORMATS: dict[str, Format] = {
    one.name: one
    for one in (
        records.YAML,
        records.JSON,
        workbook.FORMAT,
        csv_folder.FORMAT,
        graphml.FORMAT,
        gexf.FORMAT,
        gephi.FORMAT,
        kumu.FORMAT,
        node_link.FORMAT,
        cytoscape.FORMAT,
        ucinet.FORMAT,
        pajek.FORMAT,
        neo4j.FORMAT,
        followthemoney.FORMAT,
        parquet.FORMAT,
    )
}
"""Every format by its name."""

OURS = (records.YAML, records.JSON, workbook.FORMAT, csv_folder.FORMAT)
"""Formats that `load` reads itself."""


@checked_arguments
def write(
    network: Network,
    path: str | os.PathLike[str],
    format: str | None = None,
    *,
    inputs: tuple[str | os.PathLike[str], ...] = (),
) -> Written:
    """Write a network for another tool.

    Each file is replaced whole or not at all. A format of several files adds to the name given:
    "case.csv" as `gephi` becomes case-nodes.csv and case-edges.csv.

    Args:
        network: the network.
        path: file to write.
        format: name of the format; None means the one of the file's ending.
        inputs: files that must not be written over.

    Returns:
        The files, and what they couldn't hold.

    Raises:
        OutputRefused: a file would be written over an input, or over what the network was read from
            (but a data file may take the place of an older one).
        MissingExtra: a package that the format needs isn't installed.
        ValueError: there is no such format, or no format has the ending.

    Example:
        >>> from coordination.loading import load
        >>> network = load("gunrunner-cnn-2010")
        >>> write(network, "gunrunner.graphml").lost
        ()
        >>> load("gunrunner.graphml") == network
        True
    """
    target = Path(path)
    form = format_of(target, format)
    stem = _stem(target)
    contents = form.contents(network, stem.name)
    if form.folder:
        files = {target / name: data for name, data in contents.items()}
        _make_folder(target, contents)
    else:
        files = {
            (target if not addition else stem.with_name(stem.name + addition)): data
            for addition, data in contents.items()
        }
    kept = inputs if form in OURS else (*inputs, *inputs_of(network))
    write_files(files, inputs=kept, data=form in OURS)
    return Written(form.name, tuple(files), tuple(form.lost(network)))


def files_of(path: str | os.PathLike[str], format: str | None = None) -> tuple[Path, ...]:
    """The files that are read where a file of another tool is.

    Args:
        path: the file.
        format: name of its format; None means the one of the ending.
    """
    form = reader_for(Path(path), format)
    return (Path(path),) if form is None else form.parts(Path(path))


def _make_folder(folder: Path, contents: Collection[str]) -> None:
    """The folder, which holds no other data that would be read with what is written."""
    folder.mkdir(exist_ok=True)
    from coordination.loading import files_read

    others = [file.name for file in files_read(folder) if file.name not in contents]
    if others:
        raise OutputRefused(
            f"the folder {folder} holds other data ({', '.join(others[:3])}): name a new folder"
        )


def format_of(path: Path, name: str | None) -> Format:
    """The format of that name, or the one of the ending of a file.

    Raises:
        ValueError: there is none.
    """
    if name is not None:
        if name not in FORMATS:
            raise ValueError(no_such("format", name, FORMATS, f"formats: {', '.join(FORMATS)}"))
        return FORMATS[name]
    found = _by_ending(path)
    if found is None:
        endings = ", ".join(ending for one in FORMATS.values() for ending in one.endings)
        folder = "" if path.suffix else "; a folder of CSV files is written by the format csv"
        raise ValueError(
            f"no format has the ending of {path.name!r}{folder}; endings: {endings}; or name one of"
            f" the formats: {', '.join(FORMATS)}"
        )
    return found


def _by_ending(path: Path) -> Format | None:
    """The format with the longest ending that the name has."""
    name = path.name.lower()
    found = [
        (len(ending), one)
        for one in FORMATS.values()
        for ending in one.endings
        if name.endswith(ending)
    ]
    return max(found, key=lambda pair: pair[0])[1] if found else None


def _stem(path: Path) -> Path:
    return path.with_suffix("") if path.suffix else path


def reader_for(path: Path, format: str | None = None) -> Format | None:
    """The format by which a file is read, or None where it is a data file, or nothing we know.

    Args:
        path: the file.
        format: name of the format; None means the one of the ending.

    Raises:
        ValueError: there is no format of that name, or it is only written.
    """
    if format is None:
        found = _by_ending(path)
        return found if found is not None and found.read is not None else None
    found = format_of(path, format)
    if found.read is None and found not in OURS:
        read_too = ", ".join(one.name for one in FORMATS.values() if one.read is not None)
        raise ValueError(f"{found.title} is written, not read; formats that are read: {read_too}")
    return found if found.read is not None else None


def graph_format(keys: Collection[str]) -> str | None:
    """The format of a graph in JSON whose object has these keys, or None where it is none."""
    if "nodes" in keys and ("edges" in keys or "links" in keys):
        return node_link.FORMAT.name
    if "elements" in keys:
        return kumu.FORMAT.name if "connections" in keys else cytoscape.FORMAT.name
    return None


@checked_arguments
def read(
    path: str | os.PathLike[str],
    format: str | None = None,
    *,
    kind: str = "other",
    columns: Mapped | None = None,
    values: Mapping[str, str] | None = None,
) -> Network:
    """Read a network from a file of another tool.

    Args:
        path: the file.
        format: name of the format; None means the one of the ending.
        kind: the kind of links that have none.
        columns: which field an attribute is, by its name; see `coordination.formats.foreign`.
        values: which word of ours a word of theirs is.

    Raises:
        DataError: the file can't be read, or a value isn't accepted where it stands.
        NetworkNotFound: there is no such file.
        ValueError: the format isn't read.
    """
    file = Path(path)
    form = reader_for(file, format)
    if form is None or form.read is None:
        raise ValueError(f"no format of another tool has the ending of {file.name!r}")
    name = printable(os.fspath(path))
    if not any(part.is_file() for part in (file, *form.parts(file))):
        raise NetworkNotFound(f"there is no file '{name}'")
    title = _stem(file).name
    for part in {file, *form.parts(file)}:
        reads(part)
    try:
        graph = form.read(file)
        return network_of(graph, title=title, kind=kind, columns=columns, values=values)
    except DataError as error:
        raise DataError(_named(issue, name) for issue in error.issues) from None


_MOST_SHOWN = 300
"""Letters of an issue's message; it may repeat what stands in the file."""


def _named(issue: Issue, file: str) -> Issue:
    """An issue with the file that it is in, which can be read on one line."""
    message = printable(issue.message)
    if len(message) > _MOST_SHOWN:
        message = f"{message[:_MOST_SHOWN]}..."
    where = printable(issue.where)[:_MOST_SHOWN]
    return replace(issue, file=printable(issue.file or file), where=where, message=message)
