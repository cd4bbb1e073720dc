"""A full disk, a folder that can only be read, a damaged file: each has its name, nothing is lost.

A disk of a few hundred kilobytes is mounted where Linux lets a process have mounts of its own.
"""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from ott_toolkit import evidence, practice
from ott_toolkit.errors import EvidenceError, QueryError
from ott_toolkit.evidence import Body, Store
from ott_toolkit.locale import explain
from ott_toolkit.portal import Portal

KEEPER = Path(__file__).with_name("keeper.py")


def own_mounts() -> bool:
    """Whether a process may have mounts of its own here."""
    try:
        tried = subprocess.run(["unshare", "-rm", "true"], capture_output=True, check=False)
    except OSError:
        return False
    return tried.returncode == 0


needs_mounts = pytest.mark.skipif(not own_mounts(), reason="no process may mount a disk here")


def shell(script: str, folder: Path) -> str:
    """Run a script with mounts of its own; return what it said."""
    done = subprocess.run(
        ["unshare", "-rm", "sh", "-ec", script],
        env={**os.environ, "PYTHON": sys.executable, "KEEPER": str(KEEPER), "DISK": str(folder)},
        capture_output=True,
        text=True,
        stdin=subprocess.DEVNULL,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def confirmed(lines):
    return {int(line.split()[0]): line.split()[1] for line in lines if not line.startswith("!")}


@needs_mounts
def test_a_full_disk_has_its_name_and_loses_nothing(tmp_path, figures):
    disk = tmp_path / "disk"
    disk.mkdir()
    saved = tmp_path / "saved"
    saved.mkdir()
    said = shell(
        """mount -t tmpfs -o size=400k tmpfs "$DISK"
        "$PYTHON" "$KEEPER" "$DISK" 120 0
        echo ---
        mount -o remount,size=4m "$DISK"
        "$PYTHON" "$KEEPER" "$DISK" 5 0
        cp "$DISK"/* "$DISK"/../saved
        """,
        disk,
    )
    first, _, after = said.partition("---\n")
    refused = [line for line in first.splitlines() if line.startswith("!")]
    assert refused, "the disk was never full"
    assert {line.split()[1] for line in refused} == {"EvidenceError"}
    assert all("The disk is full" in line for line in refused)
    told = confirmed(first.splitlines()) | confirmed(after.splitlines())
    there = {entry.id: entry.hash for entry in Store(saved / "evidence.sqlite").entries()}
    lost = [number for number, proof in told.items() if there.get(number) != proof]
    figures("full disk", refused=len(refused), confirmed=len(told), lost=len(lost))
    assert lost == []
    assert len(confirmed(after.splitlines())) == 5, "with room again it goes on"
    assert evidence.verify(saved / "evidence.sqlite").faults == ()


@needs_mounts
@pytest.mark.parametrize("there", [True, False], ids=["a file is there", "an empty folder"])
def test_a_folder_that_can_only_be_read_has_its_name(tmp_path, there):
    if there:
        store = Store(tmp_path / "evidence.sqlite")
        store.keep("page")
        store.close()
    said = shell(
        """mount --bind "$DISK" "$DISK"; mount -o remount,ro,bind "$DISK"
        "$PYTHON" "$KEEPER" "$DISK" 1 0""",
        tmp_path,
    )
    assert said.startswith("! EvidenceError")
    assert "OTT_EVIDENCE" in said


def test_a_folder_that_cannot_be_made_has_its_name(tmp_path):
    (tmp_path / "file").write_text("in the way", encoding="utf-8")
    with pytest.raises(EvidenceError, match="OTT_EVIDENCE") as refused:
        Store(tmp_path / "file" / "evidence.sqlite").keep("page")
    assert "Sebutkan folder lain" in explain(refused.value, "id")


@pytest.mark.parametrize("content", [b"", b"no database", b"SQLite format 3\0" + bytes(5000)])
def test_a_damaged_file_has_its_name_and_is_left_as_it_is(tmp_path, content):
    path = tmp_path / "evidence.sqlite"
    path.write_bytes(content)
    store = Store(path)
    if not content:
        assert store.keep("page").entry == 1, "an empty file is a file that is not made yet"
        store.close()
        return
    with pytest.raises(EvidenceError, match="damaged"):
        store.keep("page", Body(content=b"seen"))
    with pytest.raises(EvidenceError, match="damaged"):
        store.entries()
    assert path.read_bytes() == content
    path.rename(tmp_path / "kept apart")  # as the message says
    assert store.keep("page").entry == 1
    store.close()


def test_a_file_that_is_damaged_while_it_is_open_has_its_name(tmp_path):
    path = tmp_path / "evidence.sqlite"
    store = Store(path)
    for _ in range(50):
        store.keep("page", Body(content=os.urandom(3000)))
    store.settle()
    content = bytearray(path.read_bytes())
    content[100:] = os.urandom(len(content) - 100)
    with path.open("r+b") as file:
        file.write(content)
    with pytest.raises(EvidenceError, match=r"damaged|cannot be read"):
        store.bodies(range(1, 51))
    store.close()


# --- a look-up ----------------------------------------------------------------------------------


def test_a_lookup_that_cannot_be_kept_concludes_nothing(tmp_path, monkeypatch):
    (tmp_path / "file").write_text("in the way", encoding="utf-8")
    with practice.serve() as server:
        portal = Portal(server.url, practice=True)
        portal.login(practice.USERNAME, practice.PASSWORD, name="Analis", regional=1)
        monkeypatch.setenv("OTT_EVIDENCE", str(tmp_path / "file"))
        with pytest.raises(EvidenceError):
            portal.subscriptions(practice.SAMPLE_NUMBER)
        monkeypatch.setenv("OTT_EVIDENCE", str(tmp_path))
        assert len(portal.subscriptions(practice.SAMPLE_NUMBER)) == 1
        portal.close()
    assert [entry.kind for entry in evidence.store().entries("lookup")] == ["lookup"]


def test_a_paste_that_cannot_be_kept_is_not_read(tmp_path, monkeypatch):
    import ott_toolkit as ott

    (tmp_path / "file").write_text("in the way", encoding="utf-8")
    monkeypatch.setenv("OTT_EVIDENCE", str(tmp_path / "file"))
    with pytest.raises(EvidenceError):
        ott.read_bill("no bill\nat all")
    with pytest.raises(QueryError):
        ott.read_bill(tmp_path / "absent")  # nothing was there to be kept
