"""Record agencies' answers in the data file: passages with speaker, stance and status."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from difflib import unified_diff
from pathlib import Path
from typing import Any, Literal

from coordination.arguments import checked_arguments
from coordination.change.answer_records import AnswerState, Taken, recorded
from coordination.errors import CoordinationError, DataError, OutputRefused, expect
from coordination.files import write_text
from coordination.loading import load, loads
from coordination.loading.answer_file import read_answers
from coordination.loading.edit_text import Edit, edited
from coordination.loading.files import bundled, find
from coordination.loading.save import dumps
from coordination.loading.tables.endings import ENDINGS
from coordination.model.validation_messages import printable
from coordination.network import Network
from coordination.rules import RULES
from coordination.rules.rule import Rule
from coordination.text.language import counted

__all__ = ["Accepted", "accept"]


@dataclass(frozen=True)
class Accepted:
    """What became of answers, and the network with them.

    Attributes:
        network: the network with the answers; the one given where nothing was to be recorded.
        answers: each answer in the order of the file, with what became of it.
        file: the data file, or None where the network was given as such or isn't one file.
        text: its text with the answers.
        before: its text without them.
        note: what to know of the file of answers as a whole, or "".
        inputs: the file of answers, which nothing is written over.
    """

    network: Network
    answers: tuple[Taken, ...]
    file: Path | None
    text: str
    before: str
    note: str = ""
    inputs: tuple[Path, ...] = ()

    @property
    def recorded(self) -> tuple[Taken, ...]:
        """Answers that are new in the data."""
        return self.of("recorded")

    @property
    def stale(self) -> tuple[Taken, ...]:
        """Answers that don't apply any more, each with the reason."""
        return self.of("stale")

    def of(self, state: AnswerState) -> tuple[Taken, ...]:
        """Answers of which this became: "recorded", "known" or "stale".

        Args:
            state: what became of them.
        """
        return tuple(one for one in self.answers if one.state == state)

    @property
    def diff(self) -> str:
        """The changes of the data file as a unified diff, "" where there are none."""
        name = printable(str(self.file)) if self.file is not None else "network"
        lines = unified_diff(
            self.before.splitlines(),
            self.text.splitlines(),
            name,
            f"{name} with answers",
            "",
            "",
            lineterm="",
        )
        return "".join(f"{line}\n" for line in lines)

    def to_text(self) -> str:
        """What became of each answer, and the diff."""
        lines = [f"{self.note}\n"] if self.note else []
        counts = [
            f"{counted(len(self.recorded), 'answer', none='no')} to record",
            f"{len(self.of('known'))} recorded already",
            f"{len(self.stale)} that no longer {'applies' if len(self.stale) == 1 else 'apply'}",
        ]
        lines.append(f"{', '.join(counts)}.\n".capitalize())
        for one in self.answers:
            lines.append(f"- {one.answer.to.key}: {one.text}\n")
        return "".join([*lines, "\n" if self.diff else "", self.diff])

    def save(self, path: str | os.PathLike[str] | None = None) -> Path:
        """Write the data file with the answers; it is replaced whole or not at all.

        Args:
            path: file to write; None means the data file itself.

        Returns:
            The file.

        Raises:
            ValueError: there is no data file to write to.
            OutputRefused: the data file has changed since it was read, or the file to write is the
                file of answers.
        """
        if path is None and self.file is None:
            raise ValueError("the network isn't one data file of yours: name the file to write")
        target = Path(self.file if path is None else path)  # type: ignore[arg-type]
        if target.suffix.lower() in ENDINGS:
            raise OutputRefused(
                f"{target}: answers go into a data file; name one that ends in .yaml, which "
                "`coordination convert` makes a workbook"
            )
        text = self.text
        if self.file is None and target.suffix.lower() == ".json":
            text = dumps(self.network, format="json")
        own = self.file is not None and target.resolve() == self.file.resolve()
        if own and _text_of(target) != self.before:
            raise OutputRefused(f"{target} has changed since it was read; accept the answers again")
        write_text(target, text, inputs=self.inputs, data=True, changed=own)
        return target


@checked_arguments
def accept(
    path_or_network: str | os.PathLike[str] | Network,
    answers: str | os.PathLike[str] | Mapping[str, Any],
    *,
    rules: Iterable[Rule] = RULES,
) -> Accepted:
    """Record what agencies answer to findings, recommendations, conclusions and links.

    An answer becomes a passage of a source, with its speaker. What it answers cites the passage,
    with `stance: disputes` where the agency disagrees and `qualifies` where it agrees in part; a
    recommendation gets its status. An answer to a finding goes to the records that report it, to
    one that follows from the structure by the finding's key. Nothing is written until `save`.
    Answers that are in the data already change nothing, and those whose finding or record is gone
    or has changed since are listed with the reason.

    Args:
        path_or_network: a data file, a name of a bundled network, or a network.
        answers: the file that the page saved, or its content.
        rules: the rules whose findings were answered.

    Returns:
        What became of each answer, the changes, and the network with them.

    Raises:
        DataError: the data, or the file of answers, is wrong; it holds every issue.

    Example:
        >>> answer = {"to": {"kind": "recommendation", "key": "better-leads"},
        ...           "position": "agrees", "agency": "atf", "words": "ATF concurs."}
        >>> found = accept("gunrunner-cnn-2010", {"answers_version": 1, "answers": [answer],
        ...                "network": {"title": "Project Gunrunner"}})
        >>> found.network.passages["atf-on-better-leads"].says
        'ATF concurs.'
    """
    given = read_answers(answers)
    file, network, text = _opened(path_or_network)
    format = _format(file)
    inputs = () if isinstance(answers, Mapping) else (Path(answers),)
    own = None if _is_bundled(path_or_network) else file
    taken, edits = recorded(network, given, tuple(rules))
    note = (
        ""
        if given.network.title == network.title
        else (f"The answers were given to {given.network.title!r}; this is {network.title!r}.")
    )
    if not edits:
        return Accepted(network, taken, own, text, text, note, inputs)
    try:
        after, changed = _changed(text, edits, format)
    except DataError as error:  # it names lines of the text, which is the file's
        name = printable(os.fspath(file or "the network"))
        raise DataError(replace(one, file=name) for one in error.issues) from None
    return Accepted(changed, taken, own, after, text, note, inputs)


def _opened(given: str | os.PathLike[str] | Network) -> tuple[Path | None, Network, str]:
    """The data file, the network in it and its text; without one file the text that we write."""
    expect((str, os.PathLike, Network), given, "path_or_network", "a path, a name or a network")
    network = given if isinstance(given, Network) else load(given)
    if not isinstance(given, Network):
        files = [path for path, _ in find(given)]
        if len(files) == 1 and not Path(given).is_dir():
            text = _text_of(files[0])
            try:
                if text is not None and loads(text, format=_format(files[0])) == network:
                    return files[0], network, text
            except CoordinationError:
                pass  # a file of another tool
    return None, network, dumps(network)


def _text_of(file: Path) -> str | None:
    data = file.read_bytes()
    for encoding in ("utf-8", "utf-16"):
        with suppress(UnicodeDecodeError):
            return data.decode(encoding).removeprefix("\ufeff")
    return None


def _format(path: Path | None) -> Literal["yaml", "json"]:
    return "json" if path is not None and path.suffix.lower() == ".json" else "yaml"


def _is_bundled(given: object) -> bool:
    return isinstance(given, str) and given in bundled()


def _changed(text: str, edits: list[Edit], format: Literal["yaml", "json"]) -> tuple[str, Network]:
    """The text after the changes, read again, so that nothing is written that can't be read."""
    after, whole = edited(text, edits, format=format)
    wanted = loads(whole, format=format)
    try:
        if loads(after, format=format) == wanted:
            return after, wanted
    except CoordinationError:
        pass
    return whole, wanted  # the author's lines couldn't be kept; ruamel.yaml's say the same
