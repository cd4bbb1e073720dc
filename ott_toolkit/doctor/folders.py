"""Whether the folders that the toolkit writes to can be written, hold enough, and lie here."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path, PurePath
from tempfile import TemporaryFile

import platformdirs

from ott_toolkit import evidence
from ott_toolkit.doctor.check import Check, Grade, of_error
from ott_toolkit.errors import OttError, refusal
from ott_toolkit.sentences import Sentence, sentence

_MIB = 1 << 20
LITTLE, TOO_LITTLE = 1024 * _MIB, 50 * _MIB
"""Free bytes of a disk: below the first it may run full, below the second it is."""
_CONFIG, _DATA = sentence("Settings folder"), sentence("Data folder")
_DOCUMENTS = sentence("Notebooks folder")
_REMOTE = frozenset(
    ["nfs", "nfs4", "cifs", "smb3", "smbfs", "afpfs", "webdav", "fuse.sshfs", "fuse.davfs", "afs"]
)
_DRIVE_REMOTE = 4
_SYNCHRONISED = ("onedrive", "dropbox", "google drive", "googledrive", "mobile documents",
                 "icloud", "cloudstorage", "nextcloud", "owncloud", "box sync")  # fmt: skip
_ONEDRIVE = ("OneDrive", "OneDriveCommercial", "OneDriveConsumer")


def folders() -> Iterator[Check]:
    """Yield whether each folder can be written, and whether the data lie where they should."""
    from ott_toolkit.lab import notebooks

    data = evidence.location().parent
    yield writable(_CONFIG, platformdirs.user_config_path("ott-toolkit", appauthor=False))
    yield writable(_DATA, data, needed=True)
    yield writable(_DOCUMENTS, notebooks.in_checkout() or notebooks.users_folder())
    yield room(shutil.disk_usage(_existing(data)).free)
    yield from place(data)


def writable(about: Sentence, folder: Path, *, needed: bool = False) -> Check:
    """Return whether `folder` can be written; nothing stays in it, and it is not made.

    Args:
        about: Which folder it is.
        folder: Where it lies.
        needed: Whether work stops without it.
    """
    there = _existing(folder)
    try:
        with TemporaryFile(dir=there) as trial:
            trial.write(b"ott")
    except OSError as reason:
        why = refusal(reason)
        said = of_error(why) if isinstance(why, OttError) else why
        found = sentence("{folder} cannot be written: {reason}", folder=folder, reason=said)
        grade: Grade = "stop" if needed else "warning"
        return Check(about, found, grade, _MADE_WRITABLE)
    made = sentence("{folder} can be written", folder=folder)
    later = sentence("{folder} is made when it is needed", folder=folder)
    return Check(about, made if there == folder else later)


_MADE_WRITABLE = sentence(
    "Ask whoever manages this computer to let you write there. Notebooks may lie elsewhere: "
    "ott lab --dir FOLDER."
)


def room(free: int) -> Check:
    """Return whether `free` bytes of the data folder's disk are enough."""
    about = sentence("Free disk space")
    found = sentence("{count} MiB", count=free // _MIB)
    if free >= LITTLE:
        return Check(about, found)
    grade: Grade = "stop" if free < TOO_LITTLE else "warning"
    return Check(about, found, grade, sentence("Empty the bin, or delete what is not needed."))


def place(data: Path) -> Iterator[Check]:
    """Yield whether the data folder lies on this computer alone."""
    there = _existing(data).resolve()
    about = sentence("Place of the data")
    advice = sentence(
        "Two computers may write there at once, or a copy may leave this one: ask for a folder on "
        "this computer's own disk."
    )
    if share := _share(there):
        on_share = sentence("{folder} lies on a network share ({kind})", folder=data, kind=share)
        yield Check(about, on_share, "warning", advice)
    elif service := synchronised(data, os.environ):
        found = sentence("{folder} is synchronised by {service}", folder=data, service=service)
        yield Check(about, found, "warning", advice)
    else:
        yield Check(about, sentence("on this computer's own disk"))


def synchronised(folder: PurePath, environ: Mapping[str, str]) -> str:
    """Return which service copies `folder` to the network, empty where none is known.

    Args:
        folder: Where it lies.
        environ: The environment, where OneDrive says which folder is its own.
    """
    roots = [type(folder)(environ[name]) for name in _ONEDRIVE if environ.get(name)]
    if any(folder.is_relative_to(root) for root in roots):
        return "OneDrive"
    parts = [part.casefold() for part in folder.parts]
    return next((name for part in parts for name in _SYNCHRONISED if part.startswith(name)), "")


def remote_kind(folder: PurePath, mounts: str) -> str:
    """Return what kind of network share `folder` lies on, empty where on none.

    Args:
        folder: Where it lies.
        mounts: What is mounted, as Linux lists it in `/proc/mounts`.
    """
    fields = [line.split() for line in mounts.splitlines()]
    listed = [(one[1].replace("\\040", " "), one[2]) for one in fields if len(one) > 2]
    around = [(len(where), kind) for where, kind in listed if folder.is_relative_to(where)]
    kind = max(around, default=(0, ""))[1]
    return kind if kind in _REMOTE else ""


def _share(folder: Path) -> str:
    if sys.platform == "win32":
        import ctypes

        drive = folder.anchor
        remote = ctypes.windll.kernel32.GetDriveTypeW(drive) == _DRIVE_REMOTE
        return drive if remote or drive.startswith("\\\\") else ""
    try:
        return remote_kind(folder, Path("/proc/mounts").read_text(encoding="utf-8"))
    except OSError:
        return ""


def _existing(folder: Path) -> Path:
    """Return `folder`, or the nearest one around it that is there."""
    return next(path for path in (folder, *folder.parents) if path.exists())
