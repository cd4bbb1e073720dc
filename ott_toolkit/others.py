"""What a timeline can show of the menu's other pages, whose layout nobody describes.

Columns are found by the words of their headers. A page that has no such columns, or a time that
cannot be read, is not drawn at all, and the reason is told: half a log would seem whole. Nothing
of these pages enters a rule or a verdict.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

import pandas as pd

from ott_toolkit.amounts import is_missing, parse_time
from ott_toolkit.errors import OttError, ParseError

FREE = ("page", "service", "since", "until")
EVENTS = ("page", "time", "what")

_ABOUT_FREE = frozenset({"gratis", "free", "gimmick", "gimik"})
_WORDS = {
    "service": frozenset({"service", "layanan", "ott", "produk", "product"}),
    "since": frozenset({"mulai", "start", "dari", "since", "from", "awal", "begin"}),
    "until": frozenset({"sampai", "until", "end", "akhir", "berakhir", "hingga", "to"}),
    "time": frozenset({"waktu", "time", "tanggal", "date", "timestamp"}),
    "process": frozenset({"proses", "process", "aktivitas", "activity", "kejadian", "event"}),
    "result": frozenset({"respon", "respons", "response", "hasil", "result", "status"}),
}


@dataclass(frozen=True)
class Drawn:
    """What of one page stands on a timeline.

    Attributes:
        free: Free periods: `page`, `service`, and naive WIB `since` and `until`.
        events: What was processed: `page`, naive WIB `time`, `what`.
        undated: How many rows have no time, and so no place.
        why_not: Why nothing of it is drawn, or `None`.
    """

    free: pd.DataFrame
    events: pd.DataFrame
    undated: int = 0
    why_not: OttError | None = None

    @property
    def count(self) -> int:
        """How many free periods and events are drawn."""
        return len(self.free) + len(self.events)


def drawn(name: str, frame: pd.DataFrame) -> Drawn:
    """Return what of a page can be drawn; `why_not` tells why, where nothing can.

    Args:
        name: The page's name in the menu.
        frame: Its rows as shown (`Portal.table`).
    """
    frame = frame.astype("string").fillna("")
    about_free = any(_ABOUT_FREE & _words(text) for text in (name, *frame.columns))
    read = _free if about_free else _events
    try:
        rows = list(read(name, frame))
    except ParseError as reason:
        return Drawn(_frame(FREE, []), _frame(EVENTS, []), why_not=reason)
    placed = [row for row in rows if None not in row]
    free, events = (placed, []) if about_free else ([], placed)
    return Drawn(_frame(FREE, free), _frame(EVENTS, events), undated=len(rows) - len(placed))


def _free(name: str, frame: pd.DataFrame) -> Iterator[tuple[object, ...]]:
    service, since, until = (_column(frame, role) for role in ("service", "since", "until"))
    if service is None or since is None or until is None:
        raise ParseError(
            "Service, begin and end of a free period cannot be told apart. Headers found: {found}.",
            found=_headers(frame),
        )
    begins, ends = _times(frame, since), _times(frame, until)
    for row, (what, begin, end) in enumerate(zip(frame[service], begins, ends, strict=True), 1):
        if begin and end and end < begin:
            raise ParseError("Row {row}: the free period ends before it begins.", row=row)
        yield name, what, begin, end


def _events(name: str, frame: pd.DataFrame) -> Iterator[tuple[object, ...]]:
    time, process, result = (_column(frame, role) for role in ("time", "process", "result"))
    if time is None or process is None:
        raise ParseError(
            "Time and process cannot be told apart. Headers found: {found}.", found=_headers(frame)
        )
    told = [process] if result is None else [process, result]
    for moment, *texts in zip(
        _times(frame, time), *(frame[column] for column in told), strict=True
    ):
        yield name, moment, " · ".join(text for text in texts if not is_missing(text))


def _column(frame: pd.DataFrame, role: str) -> str | None:
    """Return the one column whose header has a word of `role`; `None` of none or several."""
    found = [str(name) for name in frame.columns if _WORDS[role] & _words(str(name))]
    return found[0] if len(found) == 1 else None


def _words(text: str) -> frozenset[str]:
    return frozenset(re.findall(r"[^\W_]+", text.casefold()))


def _headers(frame: pd.DataFrame) -> str:
    return ", ".join(map(str, frame.columns)) or "–"


def _times(frame: pd.DataFrame, column: str) -> list[datetime | None]:
    """Return the times of a column, a missing one as `None`.

    Raises:
        ParseError: A cell is neither; row and column are named.
    """
    times: list[datetime | None] = []
    for row, text in enumerate(frame[column], 1):
        try:
            times.append(None if is_missing(text) else parse_time(text))
        except ParseError as reason:
            raise ParseError(
                "Row {row}, {column}: {reason}", row=row, column=column, reason=reason
            ) from reason
    return times


def _frame(columns: Sequence[str], rows: Sequence[tuple[object, ...]]) -> pd.DataFrame:
    values = zip(*rows, strict=True) if rows else ((),) * len(columns)
    times = ("since", "until", "time")
    return pd.DataFrame(
        {
            name: pd.Series(list(cells), dtype="datetime64[us]" if name in times else "string")
            for name, cells in zip(columns, values, strict=True)
        }
    )
