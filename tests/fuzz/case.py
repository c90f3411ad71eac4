"""Cases: the files that are tried, and where they are kept."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

SEEDS = Path(__file__).with_name("seeds")

Case = Mapping[str, bytes]
"""Content of each file by its name, which may lead into a folder."""


class Fault(Exception):
    """Something that must hold doesn't."""


@dataclass(frozen=True)
class Outcome:
    """What became of a case.

    Attributes:
        fault: what is wrong, alike for the same fault in other cases, or "".
        told: more of it: the traceback, or what was found.
        passed: what the case came to: "loaded", "refused" ...
        seconds: time of the processor that it took.
    """

    fault: str = ""
    told: str = ""
    passed: str = ""
    seconds: float = 0.0


@dataclass
class Seeds:
    """The seeds of each target, by name."""

    cases: dict[str, dict[str, Case]] = field(default_factory=dict)

    def of(self, target: str) -> list[Case]:
        return list(self.cases.get(target, {}).values())


def read_seeds(folder: Path = SEEDS) -> Seeds:
    """All seeds: `TARGET/NAME.ending` is a case of one file, `TARGET/NAME/` one of several."""
    found = Seeds()
    for target in sorted(one for one in folder.iterdir() if one.is_dir()):
        cases = found.cases.setdefault(target.name, {})
        for entry in sorted(target.iterdir()):
            cases[entry.name] = dict(_files(entry))
    return found


def _files(entry: Path) -> Iterator[tuple[str, bytes]]:
    if entry.is_file():
        yield "case" + "".join(entry.suffixes), entry.read_bytes()
        return
    for file in sorted(entry.rglob("*")):
        if file.is_file():
            yield file.relative_to(entry).as_posix(), file.read_bytes()


def write_case(case: Case, folder: Path) -> None:
    """Put the files of a case into a folder that is there."""
    for name, data in case.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)


def keep(case: Case, folder: Path, fault: str) -> Path:
    """Keep a case under a name that is made of its fault and content."""
    digest = hashlib.sha256(repr(sorted(case.items())).encode()).hexdigest()[:8]
    words = "".join(one if one.isalnum() else " " for one in fault.lower()).split()
    name = "-".join([*words[:8], digest])
    if len(case) == 1:
        (only,) = case
        path = folder / (name + "".join(Path(only).suffixes))
        folder.mkdir(parents=True, exist_ok=True)
        path.write_bytes(case[only])
        return path
    (folder / name).mkdir(parents=True, exist_ok=True)
    write_case(case, folder / name)
    return folder / name


def size(case: Case) -> int:
    return sum(map(len, case.values()))
