"""Why evidence could not be kept or read, in words that say what to do."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from ott_toolkit.errors import EvidenceError, refusal

FOLDER_VARIABLE = "OTT_EVIDENCE"
"""Environment variable: the folder that evidence is kept in; on this computer, not on a share."""

_SAID = {
    sqlite3.SQLITE_FULL: EvidenceError(
        "The disk is full, so the evidence {file} could not be written, and nothing was concluded. "
        "Make room, then search again; what was kept before is safe."
    ),
    sqlite3.SQLITE_READONLY: EvidenceError(
        "The evidence {file} can only be read, so nothing can be kept. Ask for the right to write "
        "to its folder, or name another in {variable}, then search again."
    ),
    sqlite3.SQLITE_CANTOPEN: EvidenceError(
        "The evidence {file} cannot be opened. Ask for the right to write to its folder, or name "
        "another in {variable}, then search again."
    ),
    sqlite3.SQLITE_BUSY: EvidenceError(
        "Another program has been writing to the evidence {file} for too long. Close other "
        "notebooks and commands of the toolkit, then search again."
    ),
    sqlite3.SQLITE_NOTADB: EvidenceError(
        "The evidence {file} is damaged. Move it and the files beside it of the same name to a "
        "safe place and tell your team lead; a new one is begun with the next search."
    ),
    sqlite3.SQLITE_CONSTRAINT: EvidenceError(
        "The evidence {file} refuses to be changed: what was kept stays as it is."
    ),
}
_SAID[sqlite3.SQLITE_CORRUPT] = _SAID[sqlite3.SQLITE_NOTADB]
_SAID[sqlite3.SQLITE_LOCKED] = _SAID[sqlite3.SQLITE_BUSY]
_PRIMARY = 0xFF
"""The part of an error code that says what went wrong; the rest says where."""


@contextmanager
def named(path: Path) -> Iterator[None]:
    """Say what the file system or the database says no for as an `EvidenceError`."""
    try:
        yield
    except sqlite3.Error as error:
        raise _as_evidence_error(error, path) from None
    except UnicodeDecodeError:  # a damaged name breaks the message that would tell of it
        damaged = _SAID[sqlite3.SQLITE_CORRUPT].template
        raise EvidenceError(damaged, file=path, variable=FOLDER_VARIABLE) from None
    except OSError as error:
        raise EvidenceError(
            "The evidence {file} cannot be written: {reason}. Name another folder in {variable}, "
            "or ask for the right to write there, then search again.",
            file=path,
            reason=refusal(error),
            variable=FOLDER_VARIABLE,
        ) from None


def still_read(path: Path) -> EvidenceError:
    """Return the error for a file that another program did not let go of."""
    return EvidenceError(
        "What was deleted is still in the log beside {file}, which another program reads. Close "
        "other notebooks and commands of the toolkit, and purge again.",
        file=path,
    )


def _as_evidence_error(error: sqlite3.Error, path: Path) -> EvidenceError:
    code = getattr(error, "sqlite_errorcode", 0) & _PRIMARY
    if code in _SAID:
        return EvidenceError(_SAID[code].template, file=path, variable=FOLDER_VARIABLE)
    return EvidenceError(
        "The evidence {file} cannot be read or written ({reason}). `ott evidence verify` looks "
        "through it; if that does not help, move it to a safe place and tell your team lead.",
        file=path,
        reason=getattr(error, "sqlite_errorname", type(error).__name__),
    )
