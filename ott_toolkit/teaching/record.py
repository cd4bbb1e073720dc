"""What a trainee tried: one line a try, in a file of her own.

The files are in the user's data folder, or where `OTT_LEARNING` says: a shared folder, a stick.
Only practice numbers and choices get in, never a typed text: no real customer's data.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field, fields, replace
from datetime import datetime
from functools import lru_cache
from pathlib import Path
from typing import Literal, TypeAlias

from ott_toolkit import rehearsal, settings
from ott_toolkit.amounts import now
from ott_toolkit.errors import OttError, refusal
from ott_toolkit.letters import harmless
from ott_toolkit.sentences import Sentence, sentence
from ott_toolkit.teaching.cases import seat_sign

FOLDER_VARIABLE = "OTT_LEARNING"
"""Environment variable: the folder of the records."""
NAMELESS = "tanpa nama"
_NAME_LENGTH = 60
_UNHEARD_OF = 10**9
"""No try comes to so many seconds or points."""

Kind: TypeAlias = Literal["case", "first", "seen", "question", "begun", "ended"]
"""A final answer to a case, a decision before the panel, a look at the solution, an answer to a
question; a round that began or ended."""


@dataclass(frozen=True)
class Entry:
    """One try.

    Attributes:
        kind: What was tried.
        lesson: 1 to 9.
        name: The practice number, or the question's name.
        attempt: Which try of it, from 1.
        seconds: Since it was first shown; of a round's beginning and end, since the round began.
        right: Whether the verdict, or the answer to the question, was right.
        points: What it earned; `None` of a question.
        confidence: 1 to 3; 0 where it was not asked.
        verdict: The verdict given; empty of a question.
        slips: The misconceptions that showed.
        round: The round's seed; empty outside one.
        trainee: Who tried.
        when: Local time (WIB), to the second.
        seat: The seat in a class, as `cases.seat_sign` gives it; empty outside one.
    """

    kind: Kind
    lesson: int
    name: str
    attempt: int = 1
    seconds: int = 0
    right: bool = False
    points: int | None = None
    confidence: int = 0
    verdict: str = ""
    slips: tuple[str, ...] = ()
    round: str = ""
    trainee: str = ""
    when: datetime = field(default_factory=now)
    seat: str = ""


@dataclass(frozen=True)
class Records:
    """What stands in files of records, and which lines could not be read."""

    entries: tuple[Entry, ...]
    damaged: tuple[Sentence, ...]


def trainee() -> str:
    """Return who practises: the name that was given, else the seat's; empty for neither."""
    return settings.trainee() or (f"peserta{sign[:2]}" if (sign := seat_sign()) else "")


def folder() -> Path:
    """Return where the records are kept."""
    import platformdirs

    if named := os.environ.get(FOLDER_VARIABLE):
        return Path(named)
    return Path(platformdirs.user_data_dir("ott-toolkit", appauthor=False)) / "learning"


def keep(entry: Entry, place: Path | None = None) -> Entry:
    """Append `entry` to the trainee's file; return it with whose it is.

    Args:
        entry: What was tried; without a name it is by who practises here.
        place: The folder of the file; `None` is where the records of this computer are kept.

    Raises:
        QueryError: A case of a number that nobody invented.
        OttError: The folder cannot be written.
    """
    if entry.kind in ("case", "first", "seen"):
        rehearsal.refuse_stranger(entry.name)
    named = entry if entry.trainee else replace(entry, trainee=_known(), seat=seat_sign())
    content = {**asdict(named), "when": named.when.isoformat(sep=" ")}
    path = (place or folder()) / _file_name(named.trainee, named.seat)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        _append(path, json.dumps(content, ensure_ascii=False))
    except OSError as reason:
        raise OttError(
            "The try was not recorded in {folder}: {reason}. The points on screen hold; tell the "
            "trainer.",
            folder=path.parent,
            reason=refusal(reason),
        ) from None
    return named


def read(place: Path) -> Records:
    """Return the records of a file, or of all files within a folder, by file and line.

    Raises:
        OSError: It cannot be opened.
    """
    within = sorted(place.rglob("*.jsonl")) if place.is_dir() else [place]
    paths = [path for path in within if path.is_file()]
    entries, damaged = [], []
    for path in paths:
        for n, line in enumerate(path.read_bytes().splitlines(), start=1):
            if not line:  # who appended saw half a line of another process, and began a new one
                continue
            try:
                entries.append(_entry(line))
            except (ValueError, TypeError, KeyError, RecursionError):
                damaged.append(sentence("{file}: line {line} cannot be read and is left out.",
                                        file=harmless(path.name), line=n))  # fmt: skip
    return Records(tuple(entries), tuple(damaged))


def own() -> Iterator[Entry]:
    """Yield what the trainee of this computer tried, the oldest first; what is damaged is not.

    A folder that cannot be read, such as a share that is gone, holds nothing: practice goes on.
    """
    path = folder() / _file_name(_known(), seat_sign())
    try:
        yield from read(path).entries if path.is_file() else ()
    except OSError:
        return


def _append(path: Path, line: str) -> None:
    """Write a line at once and to the disk, on a line of its own even where one broke off."""
    with path.open("ab+", buffering=0) as file:
        end = file.seek(0, os.SEEK_END)
        file.seek(max(end - 1, 0))
        broken = file.read(1) not in (b"", b"\n")
        file.write(f"{chr(10) * broken}{line}\n".encode())
        os.fsync(file.fileno())


@lru_cache(maxsize=10_000)  # every widget of a notebook reads the file again after each answer
def _entry(line: bytes) -> Entry:
    content = json.loads(line)
    known = {part.name: content[part.name] for part in fields(Entry) if part.name != "seat"}
    entry = Entry(**{**known, "slips": tuple(known["slips"]), "seat": content.get("seat", ""),
                     "when": datetime.fromisoformat(known["when"])})  # fmt: skip
    texts = (entry.kind, entry.name, entry.verdict, entry.round, entry.trainee, entry.seat,
             *entry.slips)  # fmt: skip
    whole = (entry.lesson, entry.attempt, entry.seconds, entry.confidence, entry.points or 0)
    if not all(isinstance(text, str) for text in texts) or not isinstance(entry.right, bool):
        raise TypeError
    if not all(isinstance(number, int) and abs(number) < _UNHEARD_OF for number in whole):
        raise TypeError
    if entry.when.tzinfo:
        raise ValueError
    return entry


def plain_name(name: str) -> str:
    """Return a name without what its bearer may write otherwise tomorrow: capitals and spaces."""
    return " ".join(name.casefold().split())


def _known() -> str:
    return trainee() or NAMELESS


def _file_name(name: str, sign: str) -> str:
    """Return a name that every file system takes, and no two trainees share.

    A seat's does not change with the name that is given there.
    """
    whole = f"peserta{sign}" if sign else name
    plain = unicodedata.normalize("NFKD", whole.casefold()).encode("ascii", "ignore").decode()
    shape = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:_NAME_LENGTH]
    whose = hashlib.sha256(plain_name(whole).encode()).hexdigest()[:6]
    return f"{shape or 'x'}-{whose}.jsonl"
