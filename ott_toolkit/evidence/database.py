"""The file that evidence is kept in: SQLite, in the user's data folder, only ever added to.

Several notebooks and commands may write at once: each entry is one transaction, tied to the one
before. What `keep` returned survives a killed process; a case, and all before it, a power cut.
"""

from __future__ import annotations

import atexit
import json
import os
import secrets
import sqlite3
import zlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from pathlib import Path
from threading import Lock
from typing import Any

from ott_toolkit.amounts import now
from ott_toolkit.errors import EvidenceError
from ott_toolkit.evidence.chain import BEGINNING, Body, Entry, Kept, Kind, dumped
from ott_toolkit.evidence.failures import FOLDER_VARIABLE, named, still_read
from ott_toolkit.evidence.occasion import occasion

PATIENCE = 30.0
"""Seconds to wait for another program that is writing."""

SCHEMA = (
    """CREATE TABLE entries (
        id INTEGER PRIMARY KEY AUTOINCREMENT, time TEXT NOT NULL, kind TEXT NOT NULL,
        about TEXT NOT NULL, digest TEXT NOT NULL, hash TEXT NOT NULL)""",
    """CREATE TABLE bodies (
        entry INTEGER PRIMARY KEY REFERENCES entries, address TEXT NOT NULL, query TEXT NOT NULL,
        content BLOB NOT NULL, salt BLOB NOT NULL)""",
    """CREATE TRIGGER entries_stay BEFORE DELETE ON entries
        BEGIN SELECT RAISE(ABORT, 'entries are never deleted'); END""",
    """CREATE TRIGGER entries_are_not_changed BEFORE UPDATE ON entries
        BEGIN SELECT RAISE(ABORT, 'entries are never changed'); END""",
    """CREATE TRIGGER bodies_are_not_changed BEFORE UPDATE ON bodies
        BEGIN SELECT RAISE(ABORT, 'bodies are never changed'); END""",
    """CREATE TRIGGER bodies_stay BEFORE DELETE ON bodies
        WHEN (SELECT kind FROM entries ORDER BY id DESC LIMIT 1) <> 'purge'
        BEGIN SELECT RAISE(ABORT, 'only a purge deletes bodies'); END""",
)
"""AUTOINCREMENT remembers the highest number that was given: a cut at the end is seen, too."""

_COLUMNS = "id, time, kind, about, digest, hash"


class Store:
    """A file of evidence.

    Args:
        path: Where it is; it is made when something is first kept.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._lock = Lock()
        self._connection: sqlite3.Connection | None = None
        self._file: tuple[int, int] | None = None

    def __repr__(self) -> str:
        return f"<Store {self.path.name}>"

    def keep(
        self, kind: Kind, body: Body | None = None, *, lasting: bool = False, **about: Any
    ) -> Kept:
        """Keep something, on the occasion that the running code works on.

        Args:
            kind: What it is.
            body: What was asked and seen, salted here.
            lasting: Whether to wait until this and all before is on the disk itself.
            about: What its entry tells beside who asks and why; nothing of a customer.

        Raises:
            EvidenceError: It could not be kept; what to do is said.
        """
        told = {**occasion().told, **about}
        salted = body and replace(body, salt=secrets.token_bytes(16))
        with self.writing(lasting=lasting) as connection:
            return add(connection, kind, told, salted)

    @contextmanager
    def writing(self, *, lasting: bool = False) -> Iterator[sqlite3.Connection]:
        """Give a transaction that is done as a whole or not at all.

        Raises:
            EvidenceError: The file cannot be opened or written.
        """
        with self._lock, named(self.path):
            connection = self._open()
            connection.execute(f"PRAGMA synchronous = {'FULL' if lasting else 'NORMAL'}")
            connection.execute("BEGIN IMMEDIATE")
            try:
                yield connection
            except BaseException:
                with suppress(sqlite3.Error):  # a full disk has rolled it back already
                    connection.execute("ROLLBACK")
                raise
            connection.execute("COMMIT")

    @contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        """Give a view of the file as it is at this moment.

        Raises:
            EvidenceError: There is none, or it cannot be read.
        """
        if not self.path.exists():
            raise EvidenceError(
                "There is no evidence on this computer yet: {file}. It is made with the first "
                "look-up.",
                file=self.path,
            )
        with named(self.path):
            connection = _connected(self.path)
            # Damaged text is still text: it is told from what was kept by its hash.
            connection.text_factory = lambda text: text.decode(errors="replace")
            try:
                connection.execute("BEGIN")
                yield connection
            finally:
                connection.close()

    def entries(self, *kinds: Kind, since: str = "", until: str = "9999") -> list[Entry]:
        """Return entries in their order, those of some kinds and of a time alone.

        Args:
            kinds: Which; none for all.
            since: From this time on, ISO (WIB).
            until: Before this time.

        Raises:
            EvidenceError: As `reading`.
        """
        chosen = f"AND kind IN ({','.join('?' * len(kinds))})" if kinds else ""
        with self.reading() as connection:
            found = connection.execute(
                f"SELECT {_COLUMNS} FROM entries WHERE time >= ? AND time < ? {chosen} ORDER BY id",  # noqa: S608 - only question marks are put in
                (since, until, *kinds),
            )
            return [Entry(*row) for row in found]

    @property
    def head(self) -> Entry:
        """The last entry: to cite it elsewhere proves all before it.

        Raises:
            EvidenceError: There is none, or as `reading`.
        """
        with self.reading() as connection:
            last = connection.execute("SELECT max(id) FROM entries").fetchone()[0]
        return self.entry(last or 0)

    def entry(self, number: int) -> Entry:
        """Return one entry.

        Raises:
            EvidenceError: There is none, or as `reading`.
        """
        with self.reading() as connection:
            found = connection.execute(
                f"SELECT {_COLUMNS} FROM entries WHERE id = ?",  # noqa: S608 - names of columns
                (number,),
            ).fetchone()
        if found is None:
            raise EvidenceError(
                "There is no evidence #{entry} on this computer. Look its number up in `ott log`; "
                "another computer keeps its own.",
                entry=number,
            )
        return Entry(*found)

    def bodies(self, numbers: Iterable[int]) -> dict[int, Body]:
        """Return the bodies of entries, each as it was kept; one that was purged is left out.

        Raises:
            EvidenceError: One is not what its entry says, or as `reading`.
        """
        found: dict[int, Body] = {}
        with self.reading() as connection:
            for number in numbers:
                row = connection.execute(
                    "SELECT digest, address, query, content, salt "
                    "FROM bodies JOIN entries ON id = entry WHERE id = ?",
                    (number,),
                ).fetchone()
                if row is not None:
                    found[number] = unpacked(number, row[0], row[1:])
        return found

    def body(self, number: int) -> Body:
        """Return the body of an entry.

        Raises:
            EvidenceError: It was deleted, is not what its entry says, or as `reading`.
        """
        found = self.bodies([number])
        if number not in found:
            raise EvidenceError(
                "The evidence #{entry} was deleted by the retention rule. Its entry still tells "
                "who looked it up, when and why: `ott log`.",
                entry=number,
            )
        return found[number]

    def settle(self) -> None:
        """Write the log beside the file into it and empty it, and with it what was deleted.

        Raises:
            EvidenceError: Another program is reading it for too long.
        """
        with self._lock, named(self.path):
            busy, *_ = self._open().execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
            if busy:
                raise still_read(self.path)

    def close(self) -> None:
        """Let go of the file."""
        with self._lock:
            self._let_go()

    def _let_go(self) -> None:
        if self._connection is not None:
            self._connection.close()
        self._connection = self._file = None

    def _open(self) -> sqlite3.Connection:
        """Return the connection, to the file that is there now."""
        if self._connection is not None:
            with suppress(OSError):
                if self._file == _identity(self.path):
                    return self._connection
            self._let_go()  # it was moved away: what is written there would be lost
        self.path.parent.mkdir(parents=True, exist_ok=True)
        connection = _connected(self.path)
        try:
            _prepare(connection)
            self._file = _identity(self.path)
        except BaseException:
            connection.close()
            raise
        self._connection = connection
        return connection


def add(
    connection: sqlite3.Connection, kind: str, about: dict[str, Any], body: Body | None
) -> Kept:
    """Add an entry and its body within a transaction."""
    last, previous = connection.execute(
        "SELECT id, hash FROM entries ORDER BY id DESC LIMIT 1"
    ).fetchone() or (0, BEGINNING)
    time = now().isoformat(sep=" ")
    entry = Entry(last + 1, time, kind, dumped(about), body.digest if body else "").after(previous)
    connection.execute(
        f"INSERT INTO entries ({_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?)",  # noqa: S608 - likewise
        (entry.id, entry.time, entry.kind, entry.about, entry.digest, entry.hash),
    )
    if body:
        connection.execute(
            "INSERT INTO bodies VALUES (?, ?, ?, ?, ?)",
            (entry.id, body.address, dumped(body.query), zlib.compress(body.content), body.salt),
        )
    return entry.kept


def unpacked(number: int, digest: str, row: tuple[str, str, bytes, bytes]) -> Body:
    """Return a body as it stands in the file.

    Args:
        number: Its entry.
        digest: What its entry says of it.
        row: Address, query, content and salt as they stand there.

    Raises:
        EvidenceError: It is not what its entry says.
    """
    address, query, content, salt = row
    try:
        body = Body(address, json.loads(query), zlib.decompress(content), salt)
    except (ValueError, TypeError, zlib.error):
        body = Body()
    if body.digest != digest:
        raise EvidenceError(
            "The evidence #{entry} was changed after it was kept, so nothing is concluded from it. "
            "`ott evidence verify` shows what else was; tell your team lead.",
            entry=number,
        )
    return body


def _connected(path: Path) -> sqlite3.Connection:
    # Without a transaction of its own: each begins where it has to. Threads take turns by a lock.
    return sqlite3.connect(path, timeout=PATIENCE, isolation_level=None, check_same_thread=False)


def _prepare(connection: sqlite3.Connection) -> None:
    """Make the tables where they are not there yet; two programs may try at once."""
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA secure_delete = ON")
    if _is_made(connection):
        return
    connection.execute("BEGIN IMMEDIATE")
    if not _is_made(connection):
        for statement in SCHEMA:
            connection.execute(statement)
    connection.execute("COMMIT")


def _is_made(connection: sqlite3.Connection) -> bool:
    found = connection.execute("SELECT count(*) FROM sqlite_master WHERE name = 'entries'")
    return bool(found.fetchone()[0])


def _identity(path: Path) -> tuple[int, int]:
    found = path.stat()
    return found.st_dev, found.st_ino


_open_stores: dict[Path, Store] = {}


def location() -> Path:
    """Return the file that evidence is kept in."""
    import platformdirs

    if named_folder := os.environ.get(FOLDER_VARIABLE):
        return Path(named_folder) / "evidence.sqlite"
    return platformdirs.user_data_path("ott-toolkit", appauthor=False) / "evidence.sqlite"


def store() -> Store:
    """Return the store of this computer's user."""
    path = location()
    return _open_stores.setdefault(path, Store(path))


def close() -> None:
    """Let go of every file."""
    while _open_stores:
        _open_stores.popitem()[1].close()


atexit.register(close)
