import errno
import os
import signal
import stat
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from coordination.files import write as writing
from coordination.files import write_bytes, write_files, write_text


def mode(path):
    return stat.S_IMODE(path.stat().st_mode)


def test_a_new_file_follows_the_umask(tmp_path):
    old = os.umask(0o027)
    try:
        write_text(tmp_path / "new.txt", "Policía\n")
    finally:
        os.umask(old)
    assert (tmp_path / "new.txt").read_bytes() == "Policía\n".encode()
    assert mode(tmp_path / "new.txt") == 0o640


def test_a_file_keeps_its_permissions_and_a_link_its_target(tmp_path):
    target, link = tmp_path / "real.txt", tmp_path / "link.txt"
    target.write_text("old")
    target.chmod(0o600)
    link.symlink_to(target)
    write_text(link, "new")
    assert link.is_symlink() and target.read_text() == "new"
    assert mode(target) == 0o600


def test_a_failed_write_leaves_the_old_file_and_nothing_beside_it(tmp_path, monkeypatch):
    target = tmp_path / "real.txt"
    target.write_text("old")

    def full(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "replace", full)
    with pytest.raises(OSError, match="No space left"):
        write_bytes(target, b"new")
    assert [path.name for path in tmp_path.iterdir()] == ["real.txt"]
    assert target.read_text() == "old"


def test_a_device_is_written_to_as_it_stands():
    write_bytes(os.devnull, b"gone")
    assert stat.S_ISCHR(os.stat(os.devnull).st_mode)


@settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(
    old=st.none() | st.binary(max_size=300),
    new=st.binary(max_size=300),
    mode_=st.sampled_from([0o600, 0o644, 0o664, 0o755]),
    names=st.sampled_from(["one", "soft", "hard", "chain"]),
)
def test_a_file_is_written_whole_and_keeps_what_it_was(tmp_path_factory, old, new, mode_, names):
    folder = tmp_path_factory.mktemp("whole")
    target, path = folder / "target", folder / "target"
    if old is not None:
        target.write_bytes(old)
        target.chmod(mode_)
    if names == "hard" and old is not None:
        path = folder / "hard"
        os.link(target, path)
    if names in ("soft", "chain"):
        path = folder / "soft"
        path.symlink_to("target")
    if names == "chain":
        (folder / "chain").symlink_to("soft")
        path = folder / "chain"
    before = {one.name for one in folder.iterdir()} | {"target"}
    write_bytes(path, new)
    assert target.read_bytes() == new
    assert {one.name for one in folder.iterdir()} == before
    assert path.is_symlink() == (names in ("soft", "chain"))
    if old is not None:
        assert mode(target) == mode_
        assert target.stat().st_nlink == (2 if names == "hard" else 1)


@pytest.mark.parametrize("fails", ["write", "replace", "fallocate"])
@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EFBIG, errno.EDQUOT, errno.EIO])
@pytest.mark.parametrize("names", [1, 2])
def test_where_there_is_no_room_everything_stays(tmp_path, monkeypatch, fails, number, names):
    target = tmp_path / "target"
    target.write_bytes(b"old")
    if names == 2:
        os.link(target, tmp_path / "hard")

    def full(*_):
        raise OSError(number, os.strerror(number))

    if names == 2:
        monkeypatch.setattr(os, "posix_fallocate", full)
    elif fails == "replace":
        monkeypatch.setattr(os, "replace", full)
    else:
        monkeypatch.setattr(os, "fdopen", full)
    before = sorted(one.name for one in tmp_path.iterdir())
    with pytest.raises(OSError) as told:
        write_bytes(target, b"new and longer")
    assert told.value.errno == number
    assert target.read_bytes() == b"old"
    assert sorted(one.name for one in tmp_path.iterdir()) == before


def test_files_that_belong_together_are_all_written_or_none(tmp_path, monkeypatch):
    (tmp_path / "a").write_text("old")
    with pytest.raises(OSError, match="No such file"):
        write_files({tmp_path / "a": b"new", tmp_path / "none" / "b": b"new"})
    assert (tmp_path / "a").read_text() == "old"
    assert [one.name for one in tmp_path.iterdir()] == ["a"]
    write_files({tmp_path / "a": b"new", tmp_path / "b": b"new"})
    assert (tmp_path / "a").read_bytes() == (tmp_path / "b").read_bytes() == b"new"


def test_a_device_without_room_says_so():
    with pytest.raises(OSError, match="No space left"):
        write_bytes("/dev/full", b"text")


@pytest.mark.parametrize("path", ["/dev/fd/{}", "/proc/self/fd/{}", "/proc/{pid}/fd/{}", "link"])
@pytest.mark.parametrize("kind", ["pipe", "file"])
def test_an_open_stream_is_written_to_as_it_stands(tmp_path, path, kind):
    if kind == "pipe":
        reader, writer = os.pipe()
    else:
        reader = os.open(tmp_path / "file", os.O_RDWR | os.O_CREAT)
        writer = os.dup(reader)
    os.write(writer, b"before ")
    name = path.format(writer, pid=os.getpid())
    if path == "link":
        (tmp_path / "link").symlink_to(f"/proc/self/fd/{writer}")
        name = tmp_path / "link"
    write_bytes(name, b"text")
    os.write(writer, b" after")
    os.close(writer)
    if kind == "file":
        os.lseek(reader, 0, os.SEEK_SET)
    assert os.read(reader, 100) == b"before text after"
    os.close(reader)


def test_a_pipe_with_a_name_is_written_to(tmp_path):
    os.mkfifo(tmp_path / "pipe")
    read = []
    thread = threading.Thread(target=lambda: read.append((tmp_path / "pipe").read_bytes()))
    thread.start()
    write_bytes(tmp_path / "pipe", b"text")
    thread.join(10)
    assert read == [b"text"] and stat.S_ISFIFO((tmp_path / "pipe").stat().st_mode)


def test_a_file_in_a_folder_that_takes_no_other_is_written_in_its_place(tmp_path, monkeypatch):
    target = tmp_path / "target"
    target.write_text("a longer old text")
    for number in (errno.EACCES, errno.EPERM, errno.EROFS):

        def refused(*_, number=number):
            raise OSError(number, os.strerror(number))

        with monkeypatch.context() as patch:
            patch.setattr(writing, "_write_unfinished", refused)
            write_text(target, f"new {number}")
            assert target.read_text() == f"new {number}"
            with pytest.raises(OSError) as told:
                write_text(tmp_path / "not-there", "new")
    assert told.value.filename == str(tmp_path / "not-there")


def test_a_file_that_may_not_be_written_stays(tmp_path, monkeypatch):
    (tmp_path / "target").write_text("old")
    monkeypatch.setattr(os, "access", lambda path, mode: False)  # as for anybody but root
    with pytest.raises(PermissionError):
        write_text(tmp_path / "target", "new")
    assert (tmp_path / "target").read_text() == "old"


def test_writers_at_once_never_mix(tmp_path):
    texts = [letter * 200_000 for letter in "abcdef"]
    threads = [
        threading.Thread(target=write_text, args=(tmp_path / "target", text)) for text in texts
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert (tmp_path / "target").read_text() in texts
    assert len(list(tmp_path.iterdir())) == 1


_STOPPED = """
import os, sys
from coordination.cli.main import main
main(["schema", "--output", os.devnull])  # what it imports, its copies needn't import again
for number in sys.argv[1:]:
    if os.fork() == 0:
        os.chdir(number)
        os.replace = lambda *_: os.kill(os.getpid(), int(number))
        sys.exit(main(["schema", "--output", "target"]))
    print(number, os.waitstatus_to_exitcode(os.wait()[1]), flush=True)
"""
_ENDING = (signal.SIGTERM, signal.SIGINT, signal.SIGHUP)


@pytest.fixture(scope="module")
def stopped(tmp_path_factory):
    """How a command ends that a signal stops while it writes, and the folder that it leaves."""
    place = tmp_path_factory.mktemp("stopped")
    numbers = [str(int(one)) for one in (*_ENDING, signal.SIGKILL)]
    for number in numbers:
        (place / number).mkdir()
        if int(number) != signal.SIGKILL:
            (place / number / "target").write_text("old")
    command = [sys.executable, "-c", _STOPPED, *numbers]
    done = subprocess.run(command, cwd=place, check=True, capture_output=True, text=True)
    statuses = dict(line.split() for line in done.stdout.splitlines())
    return {int(number): (int(status), place / number) for number, status in statuses.items()}


@pytest.mark.parametrize("number", _ENDING)
def test_a_signal_leaves_nothing_behind(stopped, number):
    status, folder = stopped[number]
    assert status == 128 + number
    assert [one.name for one in folder.iterdir()] == ["target"]
    assert (folder / "target").read_text() == "old"


def test_what_a_killed_writer_left_says_so_and_goes_with_the_next_write(stopped):
    status, folder = stopped[signal.SIGKILL]
    assert status == -signal.SIGKILL
    (left,) = folder.iterdir()
    assert left.name.startswith(".target.") and left.name.endswith(".unfinished")
    write_text(folder / "target", "new")
    assert [one.name for one in folder.iterdir()] == ["target"]


def test_what_another_process_is_writing_is_left_alone(tmp_path):
    other = tmp_path / f".target.{writing._host()}-{os.getppid()}-0123abcd.unfinished"
    other.write_text("half")
    write_text(tmp_path / "target", "new")
    assert other.exists()


def test_a_new_file_never_takes_the_place_of_another(tmp_path):
    Path(tmp_path / "dangling").symlink_to("nowhere")
    (tmp_path / "there").write_text("old")
    for name in ("dangling", "there"):
        with pytest.raises(FileExistsError):
            write_bytes(tmp_path / name, b"new", new=True)
    write_bytes(tmp_path / "other", b"new", new=True)
    assert {one.name for one in tmp_path.iterdir()} == {"dangling", "there", "other"}
    assert (tmp_path / "there").read_text() == "old"
