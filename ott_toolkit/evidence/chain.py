"""Entries and bodies: what is kept, and the hashes that tie an entry to its body and to the last.

An entry holds nothing of a customer and stays for ever. What was asked and what was seen is the
body, which may have to be deleted; its hash is salted, so that without the body, which holds the
salt, nobody can find out by trial whose number it was.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from hashlib import sha256
from typing import Any, Literal, TypeAlias

Kind: TypeAlias = Literal[
    "page", "failed", "login", "lookup", "file", "case", "decision", "text", "report", "shown",
    "replay", "export", "purge",
]  # fmt: skip
"""What an entry is of: a page that came, a request that failed, a log-in, a look-up as a whole, a
file or paste; a case as it stood, the analyst's decision on it, a text or report of it, full
numbers shown; a case opened again, handed over as an archive; bodies deleted."""

BEGINNING = "0" * 64
"""What the first entry is tied to."""


@dataclass(frozen=True)
class Body:
    """What was asked and what was seen.

    Attributes:
        address: Where: a page's address without its query, a file's name.
        query: What was asked or concluded; never a password, cookie or token.
        content: What came, byte for byte; empty where nothing did.
        salt: What keeps its hash from being guessed.
    """

    address: str = ""
    query: Mapping[str, Any] = field(default_factory=dict)
    content: bytes = field(default=b"", repr=False)
    salt: bytes = field(default=b"", repr=False)

    def __repr__(self) -> str:
        """Return its size alone: all else is a customer's."""
        return f"Body({len(self.content)} bytes)"

    @property
    def digest(self) -> str:
        """SHA-256 over salt and all parts, each with its length before it."""
        whole = sha256()
        for part in (self.salt, self.address.encode(), dumped(self.query).encode(), self.content):
            whole.update(len(part).to_bytes(8, "big"))
            whole.update(part)
        return whole.hexdigest()


@dataclass(frozen=True)
class Kept:
    """What proves that something was kept: the entry's number, when, and its hash."""

    entry: int
    time: datetime
    hash: str

    @property
    def cited(self) -> list[int | str]:
        """Number and hash, as `.attrs` of a frame and a report cite them."""
        return [self.entry, self.hash]


@dataclass(frozen=True)
class Entry:
    """A line of the record.

    Attributes:
        id: Its number, from 1, without a gap.
        time: When it was written (WIB), ISO.
        kind: What it is of.
        about: Who, for what, and how it went, as JSON; nothing of a customer.
        digest: The salted hash of its body; empty where it has none.
        hash: SHA-256 over the hash of the entry before and all of the above.
    """

    id: int
    time: str
    kind: str
    about: str
    digest: str
    hash: str = ""

    def after(self, previous: str) -> Entry:
        """Return this entry, tied to the one whose hash is `previous`."""
        told = dumped([self.id, self.time, self.kind, self.about, self.digest])
        return replace(self, hash=sha256(f"{previous}\n{told}".encode()).hexdigest())

    @property
    def told(self) -> dict[str, Any]:
        """What `about` says."""
        return dict(json.loads(self.about))

    @property
    def kept(self) -> Kept:
        """What proves it."""
        return Kept(self.id, datetime.fromisoformat(self.time), self.hash)


def dumped(value: Any) -> str:
    """Return `value` as JSON that is always written alike."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
