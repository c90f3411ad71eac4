"""Let Atheris draw the cases: changes of seeds that reach code which nothing reached before.

It knows nothing of records or sheets and tries some hundred cases a second, so it goes deeper into
the readers of one text than our own generator, and not beyond them. It needs `pip install atheris`
and takes one target of one file.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from tests.fuzz.bounded import tried
from tests.fuzz.case import read_seeds, write_case

FILES = {
    "yaml": "case.yaml",
    "json": "case.json",
    "import": "case.csv",
    "graphs": "case.node-link.json",
}
"""The targets that it may take, and the file that a case of each is."""

_MEASURED = ("coordination.loading", "coordination.model", "coordination.formats",
             "coordination.importing")  # fmt: skip
_MOST_BYTES = 4_000


def guide(target: str, minutes: float, seed: int, kept: Path) -> int:
    """Run Atheris on one target, in a process that has imported nothing of ours yet.

    It ends with the first case that fails, which is kept.
    """
    arguments = [target, str(minutes), str(seed), str(kept)]
    return subprocess.run([sys.executable, "-m", "tests.fuzz.guided", *arguments]).returncode


def _run(target: str, minutes: float, seed: int, kept: Path) -> None:
    import atheris

    with atheris.instrument_imports(include=[*_MEASURED]):
        from tests.fuzz.targets import TARGETS, warm

        warm()
    name = FILES[target]
    scratch = Path(tempfile.mkdtemp(prefix="fuzz-"))
    corpus = scratch / "corpus"
    corpus.mkdir()
    for number, case in enumerate(read_seeds().of(target)):
        if list(case) == [name]:
            (corpus / str(number)).write_bytes(case[name])
    kept.mkdir(parents=True, exist_ok=True)

    def one(data: bytes) -> None:
        folder = scratch / "case"
        folder.mkdir()
        try:
            outcome = tried(TARGETS[target].run, {name: data}, folder)
        finally:
            shutil.rmtree(folder)
        if outcome.fault:
            print(outcome.told, file=sys.stderr)
            write_case({f"guided-{target}{''.join(Path(name).suffixes)}": data}, kept)
            raise AssertionError(outcome.fault)

    options = [
        f"-max_total_time={int(60 * minutes)}",
        f"-max_len={_MOST_BYTES}",
        f"-seed={seed}",
        f"-timeout={int(TARGETS[target].seconds * 6)}",
        "-rss_limit_mb=3000",
        f"-artifact_prefix={kept}/",
    ]
    atheris.Setup([sys.argv[0], str(corpus), *options], one)
    atheris.Fuzz()


if __name__ == "__main__":
    _run(sys.argv[1], float(sys.argv[2]), int(sys.argv[3]), Path(sys.argv[4]))
