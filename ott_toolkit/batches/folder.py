"""The folder that a batch's results go to: held by one run at a time, and known again."""

from __future__ import annotations

import secrets
from pathlib import Path
from types import TracebackType
from typing import Self

from filelock import FileLock, Timeout

from ott_toolkit.amounts import now
from ott_toolkit.errors import QueryError
from ott_toolkit.report import write_whole

_MARK = ".ott-batch"
_LOCK = ".ott-batch.lock"


class Folder:
    """A folder of results, held while a run works on it; the hold dies with the process.

    Args:
        path: Where it is; it is made when it is entered.

    Attributes:
        batch: The batch's name, by which the evidence knows it. It is no product of the list,
            which may grow and shrink between two runs, nor of the path, which may be moved.
        is_new: Whether no run began in it yet.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self.batch = ""
        self.is_new = True
        self._lock = FileLock(path / _LOCK)

    def __enter__(self) -> Self:
        """Hold it.

        Raises:
            QueryError: Another run holds it, or it holds other files.
            OSError: It cannot be made or written.
        """
        self.path.mkdir(parents=True, exist_ok=True)
        try:
            self._lock.acquire(timeout=0)
        except Timeout:
            raise QueryError(
                "Another run works on {folder}. Wait until it ends, or name another folder with "
                "-o; nothing was sent.",
                folder=self.path,
            ) from None
        try:
            self._know()
        except BaseException:
            self._lock.release()
            raise
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._lock.release()

    def begin(self) -> None:
        """Mark it as the batch's, once the evidence knows the batch."""
        if self.is_new:
            write_whole(self.path / _MARK, f"{self.batch}\n".encode())

    def _know(self) -> None:
        mark = self.path / _MARK
        if mark.exists():
            self.is_new, self.batch = False, mark.read_text(encoding="utf-8").strip()
            return
        if any(not one.name.startswith(".") for one in self.path.iterdir()):
            raise QueryError(
                "{folder} holds other files. Name a new or an empty folder with -o.",
                folder=self.path,
            )
        self.batch = f"{now():%Y%m%d}-{secrets.token_hex(4)}"
