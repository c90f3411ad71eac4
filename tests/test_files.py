import os
import stat

import pytest

from coordination.files import write_bytes, write_text


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
