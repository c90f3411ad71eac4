"""Try cases in a process of their own, within bounds on time and memory, and watch what it does."""

from __future__ import annotations

import faulthandler
import multiprocessing
import os
import re
import shutil
import signal
import sys
import tempfile
import time
import traceback
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from tests.fuzz.case import Case, Fault, Outcome, write_case

MOST_MEMORY = 2 * 1024**3
"""Memory that a case may take beyond what the process has when it starts."""

_WAITED = 6.0
"""How much longer than its time of the processor a case may take by the clock."""

_PACKAGE = re.compile(r"[/\\]coordination[/\\](?!.*[/\\]tests[/\\])")
_TICKS = os.sysconf("SC_CLK_TCK") if hasattr(os, "sysconf") else 100


class Worker:
    """A process that tries cases; one that dies or doesn't end is replaced."""

    def __init__(self) -> None:
        self._process: Any = None
        self._pipe: Connection | None = None
        self._notes = Path(tempfile.mkdtemp(prefix="fuzz-"))

    def run(self, target: str, case: Case, seconds: float) -> Outcome:
        """Try a case of a target, for so many seconds of the processor at most."""
        if self._process is None or not self._process.is_alive():
            self._start()
        assert self._pipe is not None
        begun, used = time.monotonic(), self._used()
        self._pipe.send((target, dict(case)))
        while True:
            try:
                if self._pipe.poll(0.2):
                    found: Outcome = self._pipe.recv()
                    return found
            except (EOFError, OSError):
                return self._died(time.monotonic() - begun)
            spent = self._used() - used
            if spent > seconds or time.monotonic() - begun > _WAITED * seconds + 60:
                return self._stop(spent)

    def close(self) -> None:
        if self._process is not None:
            self._process.kill()
            self._process.join()
        self._process = None
        shutil.rmtree(self._notes, ignore_errors=True)

    def _start(self) -> None:
        context = multiprocessing.get_context("spawn")
        self._pipe, theirs = context.Pipe()
        self._notes.mkdir(exist_ok=True)
        self._process = context.Process(target=_serve, args=(theirs, str(self._notes)), daemon=True)
        self._process.start()
        theirs.close()
        self._pipe.recv()  # it has imported what it needs

    def _used(self) -> float:
        try:
            stat = Path(f"/proc/{self._process.pid}/stat").read_text().rpartition(")")[2].split()
        except OSError:
            return time.monotonic()
        return (int(stat[11]) + int(stat[12])) / _TICKS

    def _died(self, seconds: float) -> Outcome:
        self._process.join()
        code, said = self._process.exitcode, self._written()
        self._process = None
        return Outcome(f"the process died (status {code}) in {_place(said)}", said, "", seconds)

    def _stop(self, seconds: float) -> Outcome:
        os.kill(self._process.pid, signal.SIGUSR1)
        time.sleep(0.5)
        said = self._written()
        self._process.kill()
        self._process.join()
        self._process = None
        return Outcome("it doesn't end", f"after {seconds:.0f} s in\n{said}", "", seconds)

    def _written(self) -> str:
        try:
            return (self._notes / "stacks").read_text(errors="replace")[-4_000:]
        except OSError:
            return ""


def _serve(pipe: Connection, notes: str) -> None:
    """Try what comes through the pipe until it is closed."""
    sys.dont_write_bytecode = True
    stacks = open(os.path.join(notes, "stacks"), "w")  # noqa: SIM115 - open while the process lives
    faulthandler.enable(stacks, all_threads=False)
    if hasattr(signal, "SIGUSR1"):
        faulthandler.register(signal.SIGUSR1, stacks, all_threads=False)
    from tests.fuzz.targets import TARGETS, warm

    warm()
    watch = Watch()
    _bound_memory()
    pipe.send(None)
    while True:
        try:
            target, case = pipe.recv()
        except EOFError:
            return
        stacks.seek(0)
        stacks.truncate()
        with tempfile.TemporaryDirectory(prefix="fuzz-") as place:
            folder = Path(place) / "case"
            folder.mkdir()
            tempfile.tempdir = os.environ["TMPDIR"] = place
            watch.over(place)
            outcome = tried(TARGETS[target].run, case, folder)
            if not outcome.fault and (acts := watch.acts()):
                outcome = Outcome(acts[0], "\n".join(acts), "", outcome.seconds)
            watch.over("")
        tempfile.tempdir = None
        del os.environ["TMPDIR"]
        pipe.send(outcome)


def tried(run: Any, case: Case, folder: Path) -> Outcome:
    """What becomes of a case in a folder of its own."""
    write_case(case, folder)
    begun = time.process_time()
    try:
        passed = run(case, folder)
    except KeyboardInterrupt:
        raise
    except BaseException as error:
        return Outcome(*_fault(error), "", time.process_time() - begun)
    return Outcome(passed=passed, seconds=time.process_time() - begun)


def _fault(error: BaseException) -> tuple[str, str]:
    """What is wrong, alike for the same fault in other cases; and the whole of it."""
    whole = "".join(traceback.format_exception(error))[-6_000:]
    if isinstance(error, Fault):
        return re.sub(r"\d+", "N", re.sub(r"'.*|\".*", "...", str(error)))[:120], whole
    return f"{type(error).__name__} in {_place(whole)}", whole


def _place(stack: str) -> str:
    """The innermost function of ours in a traceback."""
    frames = re.findall(r'File "([^"]+)", line \d+,? in (\S+)', stack)
    ours = [(file, name) for file, name in frames if _PACKAGE.search(file)]
    if not ours:
        return "nothing of ours"
    # Tracebacks of Python end with the innermost frame, those of faulthandler begin with it.
    file, name = ours[0] if "most recent call first" in stack else ours[-1]
    return f"{Path(file).stem}.{name}"


def _bound_memory() -> None:
    try:
        import resource
    except ImportError:
        return
    held = int(Path("/proc/self/statm").read_text().split()[0]) * resource.getpagesize()
    resource.setrlimit(resource.RLIMIT_AS, (held + MOST_MEMORY, held + MOST_MEMORY))
    resource.setrlimit(resource.RLIMIT_FSIZE, (256 * 1024**2, 256 * 1024**2))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


class Watch:
    """Notes whom the process calls, and lets nothing be written outside of one folder."""

    def __init__(self) -> None:
        self._folder, self._acts = "", []  # type: ignore[var-annotated]
        self._asleep = False
        sys.addaudithook(self._look)

    def over(self, folder: str) -> None:
        self._folder, self._acts = folder and os.path.realpath(folder), []

    def acts(self) -> list[str]:
        return self._acts

    def _look(self, event: str, args: tuple[Any, ...]) -> None:
        if not self._folder or self._asleep:
            return
        self._asleep = True
        try:
            if event in ("socket.connect", "socket.bind", "socket.getaddrinfo", "socket.sendto"):
                self._acts.append(f"a connection: {event}")
            elif event in ("os.system", "os.exec", "os.posix_spawn", "os.startfile", "pty.spawn"):
                self._acts.append(f"a program is run: {event}")
            elif event == "subprocess.Popen" and args[0] != sys.executable:
                self._acts.append(f"a program is run: {args[0]!r}")
            elif event == "open":
                path, _, flags = args
                writes = isinstance(flags, int) and flags & (os.O_WRONLY | os.O_RDWR | os.O_CREAT)
                if writes and isinstance(path, str | bytes):
                    self._written(path)
            elif event in ("os.remove", "os.rmdir", "os.mkdir"):
                self._written(args[0], args[-1])
            elif event == "os.rename":
                self._written(args[0], args[2])
                self._written(args[1], args[3])
            elif event == "os.truncate":
                self._written(args[0])
        finally:
            self._asleep = False

    def _written(self, path: Any, within: int = -1) -> None:
        """A path may be relative to an open folder, as where a folder is cleared away."""
        if not isinstance(path, str | bytes | os.PathLike):
            return
        folder = "" if within < 0 else f"/proc/self/fd/{within}"
        where = os.path.realpath(os.path.join(folder, os.fsdecode(path)))
        if where.startswith(self._folder + os.sep) or where in ("/dev/null", self._folder):
            return
        self._acts.append(f"something is written outside: {Path(where).suffix or 'a file'}")
        raise PermissionError(13, "the fuzzer lets nothing be written outside", where)
