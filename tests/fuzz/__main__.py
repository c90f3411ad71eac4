"""`python -m tests.fuzz`: draw cases, try them, and keep what fails."""

from __future__ import annotations

import sys
import time
from argparse import ArgumentParser, Namespace
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

from tests.fuzz.bounded import Worker
from tests.fuzz.case import SEEDS, Case, Outcome, Seeds, keep, read_seeds, size
from tests.fuzz.minimise import minimised
from tests.fuzz.targets import TARGETS, drawn


@dataclass
class Tally:
    """What became of the cases of one target."""

    spent: float = 0.0
    number: int = 0
    passed: Counter[str] = field(default_factory=Counter)
    faults: Counter[str] = field(default_factory=Counter)
    slowest: tuple[float, int] = (0.0, 0)


def main() -> int:
    """Run the fuzzer; the status is 1 where it found something."""
    arguments = _parser().parse_args()
    if arguments.case is not None:
        return _again(arguments)
    seeds = read_seeds()
    targets = arguments.target or list(TARGETS)
    seed = int(time.time()) if arguments.seed is None else arguments.seed
    print(f"seed {seed}, {arguments.minutes:g} minutes: {', '.join(targets)}", flush=True)
    if arguments.atheris:
        return _guided(targets, seed, arguments)
    tallies = {name: Tally(number=arguments.begin) for name in targets}
    worker = Worker()
    until = time.monotonic() + 60 * arguments.minutes
    try:
        while time.monotonic() < until:
            # The target that had least time is next, so that all have the same.
            name = min(targets, key=lambda one: tallies[one].spent)
            begun = time.monotonic()
            _next(name, tallies[name], seed, seeds, worker, arguments)
            tallies[name].spent += time.monotonic() - begun
    except KeyboardInterrupt:
        pass
    finally:
        worker.close()
    _report(tallies)
    return 1 if any(one.faults for one in tallies.values()) else 0


def _parser() -> ArgumentParser:
    parser = ArgumentParser(prog="python -m tests.fuzz", description=main.__doc__)
    parser.add_argument(
        "target", nargs="*", metavar="TARGET", choices=[[], *TARGETS], help=", ".join(TARGETS)
    )
    parser.add_argument("--minutes", type=float, default=1.0, help="how long (default: 1)")
    parser.add_argument("--seed", type=int, help="where chance begins (default: another each time)")
    parser.add_argument("--begin", type=int, default=0, help="number of the first case")
    parser.add_argument(
        "--case", type=int, metavar="NUMBER", help="try this case of a target again"
    )
    parser.add_argument(
        "--atheris", action="store_true", help="let Atheris draw the cases of one target"
    )
    parser.add_argument(
        "--keep", type=Path, default=SEEDS.with_name("found"), help="folder for what fails"
    )
    return parser


def _guided(targets: list[str], seed: int, arguments: Namespace) -> int:
    from tests.fuzz.guided import FILES, guide

    if len(targets) != 1 or targets[0] not in FILES:
        print(f"--atheris takes one of: {', '.join(FILES)}", file=sys.stderr)
        return 2
    return guide(targets[0], arguments.minutes, seed, arguments.keep / targets[0])


def _next(
    name: str, tally: Tally, seed: int, seeds: Seeds, worker: Worker, arguments: Namespace
) -> None:
    number = tally.number
    tally.number += 1
    case = drawn(name, seed, number, seeds)
    outcome = worker.run(name, case, TARGETS[name].seconds)
    tally.slowest = max(tally.slowest, (outcome.seconds, number))
    if not outcome.fault:
        tally.passed[outcome.passed] += 1
        return
    tally.faults[outcome.fault] += 1
    if tally.faults[outcome.fault] > 1:
        return
    small = _smaller(name, case, outcome, worker)
    kept = keep(small, arguments.keep / name, outcome.fault)
    print(
        f"\n{name} {number}: {outcome.fault}\n{outcome.told[-1_500:].rstrip()}\n"
        f"  {size(case):,} bytes, {size(small):,} kept as {kept}\n"
        f"  again: python -m tests.fuzz {name} --seed {seed} --case {number}",
        flush=True,
    )


def _smaller(name: str, case: Case, outcome: Outcome, worker: Worker) -> Case:
    until = time.monotonic() + 15

    def fails(one: Case) -> bool:
        if time.monotonic() > until:
            return False
        return worker.run(name, one, TARGETS[name].seconds).fault == outcome.fault

    return case if outcome.seconds > 5 else minimised(case, fails)


def _again(arguments: Namespace) -> int:
    worker = Worker()
    try:
        for name in arguments.target:
            case = drawn(name, arguments.seed or 0, arguments.case, read_seeds())
            outcome = worker.run(name, case, TARGETS[name].seconds)
            print(f"{name} {arguments.case}: {outcome.fault or outcome.passed}\n{outcome.told}")
            for file, data in case.items():
                print(f"--- {file}, {len(data):,} bytes\n{data[:2_000]!r}")
            if outcome.fault:
                return 1
    finally:
        worker.close()
    return 0


def _report(tallies: dict[str, Tally]) -> None:
    print()
    for name, tally in tallies.items():
        passed = ", ".join(f"{count:,} {word}" for word, count in tally.passed.most_common())
        failed = sum(tally.faults.values())
        seconds, number = tally.slowest
        print(
            f"{name:10} {sum(tally.passed.values()) + failed:>7,} cases: {passed or 'none passed'}"
            + (f"; {failed:,} FAILED" if failed else "")
            + f"; the slowest took {seconds:.1f} s (number {number})"
        )
        for fault, count in tally.faults.most_common():
            print(f"{'':10} {count:>7,} {fault}")


if __name__ == "__main__":
    sys.exit(main())
