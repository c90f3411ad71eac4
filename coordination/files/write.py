"""Write a file so that readers see the old content or the new, never half of it."""

from __future__ import annotations

import os
import re
import stat
import sys
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from io import FileIO
from pathlib import Path

from coordination.files.inputs import refuse_inputs

__all__ = ["write_bytes", "write_files", "write_text"]

_Inputs = Iterable[str | os.PathLike[str]]

_UNFINISHED = ".unfinished"
"""What the name of a file ends in while it is being written."""


def write_text(
    path: str | os.PathLike[str],
    text: str,
    *,
    inputs: _Inputs = (),
    data: bool = False,
    named: bool = True,
    changed: bool = False,
) -> None:
    """Write text as UTF-8 with the line ends that it has; see `write_bytes`.

    Half a character, as names of files may hold, is written as "?".
    """
    content = text.encode("utf-8", "replace")
    write_bytes(path, content, inputs=inputs, data=data, named=named, changed=changed)


def write_bytes(
    path: str | os.PathLike[str],
    content: bytes,
    *,
    inputs: _Inputs = (),
    data: bool = False,
    named: bool = True,
    new: bool = False,
    changed: bool = False,
) -> None:
    """Write a file whole or not at all.

    A file that is there keeps its permissions, its owner and its other names; a link keeps leading
    to it. What isn't a file (a pipe, a device, `/dev/stdout`) is written to as it stands, and so is
    a file in a folder that takes no other.

    Args:
        path: the file.
        content: its whole content.
        inputs: files that are read, and so must not be written over.
        data: whether it is a data file, which may replace an older one.
        named: whether somebody named the file; one that nobody named replaces only what we wrote.
        new: whether the file must not be there yet.
        changed: whether it is a file that was read, and what is written is the same, changed.

    Raises:
        OutputRefused: the file is an input, or another file that stays as it is.
        FileExistsError: it is there already, and was to be new.
        OSError: the folder isn't there, nothing may be written to it, or it is full.
    """
    if new:
        _write_new(Path(path), content)
    else:
        refuse_inputs(path, inputs, data=data, named=named, changed=changed)
        _replace({Path(path): content})


def write_files(files: Mapping[Path, bytes], *, inputs: _Inputs = (), data: bool = False) -> None:
    """Write several files that belong together: all of them, or none where there is no room.

    Args:
        files: content by file.
        inputs: files that are read, and so must not be written over.
        data: whether they are data files.

    Raises:
        OutputRefused: one of them is an input, or a file that stays as it is.
        OSError: one can't be written.
    """
    kept = tuple(inputs)
    for path in files:
        refuse_inputs(path, kept, data=data)
    _replace(files)


def _replace(files: Mapping[Path, bytes]) -> None:
    """Write every file beside its place first, then put them all in their places."""
    staged: list[tuple[Path, Path]] = []
    try:
        for path, content in files.items():
            with _errors_about(path):
                if beside := _beside(path, content):
                    staged.append(beside)
        while staged:
            unfinished, target = staged[0]
            os.replace(unfinished, target)
            staged.pop(0)
    finally:
        for unfinished, _ in staged:
            with suppress(OSError):
                os.unlink(unfinished)


def _beside(path: Path, content: bytes) -> tuple[Path, Path] | None:
    """Write the content beside the file and give both places; None where it was written as is."""
    if (number := _stream_number(path)) is not None:
        _write_to_stream(number, content)
        return None
    try:
        about: os.stat_result | None = os.stat(path)
    except FileNotFoundError:
        about = None
    if about is not None and not stat.S_ISREG(about.st_mode):
        with path.open("wb") as stream:
            stream.write(content)
        return None
    target = Path(os.path.realpath(path))
    if about is not None:
        if not os.access(target, os.W_OK):
            raise PermissionError(13, "Permission denied", os.fspath(path))
        if about.st_nlink > 1:
            _write_in_place(target, content)
            return None
    _clear_leftovers(target)
    try:
        return _write_unfinished(target, content, about), target
    except OSError as error:
        if about is None or not _takes_no_new_file(error):
            raise
        _write_in_place(target, content)
        return None


def _takes_no_new_file(error: OSError) -> bool:
    """Whether the folder is at fault: it may not be written to, though its files may."""
    return isinstance(error, PermissionError) or error.errno == 30  # EROFS: one file mounted alone


def _write_unfinished(target: Path, content: bytes, about: os.stat_result | None) -> Path:
    unfinished = target.with_name(
        f".{target.name[:40]}.{_host()}-{os.getpid()}-{os.urandom(4).hex()}{_UNFINISHED}"
    )
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
    # Others may not read what a file holds that they may not read.
    handle = os.open(unfinished, flags, 0o666 if about is None else 0o600)
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(content)
        if about is not None:
            if hasattr(os, "chown") and (about.st_uid, about.st_gid) != (os.getuid(), os.getgid()):
                with suppress(OSError):
                    os.chown(unfinished, about.st_uid, about.st_gid)
            os.chmod(unfinished, stat.S_IMODE(about.st_mode))
    except BaseException:
        with suppress(OSError):
            os.unlink(unfinished)
        raise
    return unfinished


def _write_in_place(target: Path, content: bytes) -> None:
    """Write over a file where no other can take its place; what fails leaves the old content."""
    with target.open("r+b", buffering=0) as stream:
        old = stream.readall()
        try:
            if hasattr(os, "posix_fallocate") and len(content) > len(old):
                os.posix_fallocate(stream.fileno(), 0, len(content))
            _overwrite(stream, content)
        except BaseException:
            _overwrite(stream, old)
            raise


def _overwrite(stream: FileIO, content: bytes) -> None:
    stream.seek(0)
    rest = memoryview(content)
    while rest:
        rest = rest[stream.write(rest) :]
    stream.truncate()


def _write_new(path: Path, content: bytes) -> None:
    """Write a file that isn't there yet."""
    if os.path.lexists(path):
        raise FileExistsError(17, "File exists", os.fspath(path))
    with _errors_about(path):
        unfinished = _write_unfinished(path, content, None)
    try:
        os.link(unfinished, path)  # fails where somebody else was quicker
    except FileExistsError:
        raise
    except OSError:  # a file system without hard links
        os.rename(unfinished, path)
    finally:
        with suppress(OSError):
            os.unlink(unfinished)


_STREAM = re.compile(r"/(?:dev|proc/(?:self|thread-self|\d+))/fd/(\d+)")


def _stream_number(path: Path) -> int | None:
    """The number of an open stream of ours that a name such as /dev/stdout leads to, or None.

    What it leads to may be a file that others write to as well, and so isn't replaced or emptied.
    """
    shown = os.path.abspath(path)
    for _ in range(10):
        found = _STREAM.fullmatch(shown)
        if found and (f"/{os.getpid()}/" in shown or not re.match(r"/proc/\d", shown)):
            return int(found[1])
        try:
            shown = os.path.join(os.path.dirname(shown), os.readlink(shown))
        except (OSError, ValueError):
            return None
    return None


def _write_to_stream(number: int, content: bytes) -> None:
    for stream in (sys.stdout, sys.stderr):
        if stream is not None:
            stream.flush()
    with os.fdopen(os.dup(number), "wb") as out:
        out.write(content)


def _host() -> str:
    # Readers in processes of their own write nothing, and start sooner without these.
    from hashlib import sha256
    from socket import gethostname

    return sha256(gethostname().encode()).hexdigest()[:6]


def _clear_leftovers(target: Path) -> None:
    """Remove what was left of a file when its writer was killed."""
    if os.name != "posix":
        return
    begin = f".{target.name[:40]}.{_host()}-"
    pattern = re.compile(re.escape(begin) + r"(\d+)-[0-9a-f]{8}" + re.escape(_UNFINISHED))
    with suppress(OSError), os.scandir(target.parent) as entries:
        for entry in entries:
            found = pattern.fullmatch(entry.name)
            if found and not _alive(int(found[1])):
                with suppress(OSError):
                    os.unlink(entry.path)


def _alive(process: int) -> bool:
    try:
        os.kill(process, 0)
    except (ProcessLookupError, OverflowError):
        return False
    except OSError:
        pass
    return True


@contextmanager
def _errors_about(path: Path) -> Iterator[None]:
    """Name the file that was to be written in errors, rather than the one beside it."""
    try:
        yield
    except OSError as error:
        if error.errno is not None:
            error.filename, error.filename2 = os.fspath(path), None
        raise
