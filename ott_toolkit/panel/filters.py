"""Which rows of a case its tables show; the case itself stays whole."""

from __future__ import annotations

from dataclasses import asdict, dataclass, replace
from datetime import date

import pandas as pd

from ott_toolkit.case import Case
from ott_toolkit.errors import QueryError


@dataclass(frozen=True)
class Filters:
    """Which rows to show: inclusive days, and one service; nothing chosen shows all.

    Raises:
        QueryError: It ends before it begins.
    """

    since: date | None = None
    until: date | None = None
    service: str = ""

    def __post_init__(self) -> None:
        if self.since and self.until and self.until < self.since:
            raise QueryError(
                "The first day {since} is after the last, {until}. Swap them.",
                since=self.since,
                until=self.until,
            )

    def __bool__(self) -> bool:
        return bool(self.since or self.until or self.service)

    @property
    def chosen(self) -> dict[str, str]:
        """What was chosen, as the fields of its form hold it."""
        return {name: str(value or "") for name, value in asdict(self).items()}

    def narrowed(self, case: Case) -> Case:
        """Return `case` with the rows to be shown; the bill stays whole."""
        return replace(
            case,
            subscriptions=self._kept(case.subscriptions, "start_time", "end_time"),
            transactions=self._kept(case.transactions, "trx_time", "trx_time"),
        )

    def _kept(self, frame: pd.DataFrame | None, begin: str, end: str) -> pd.DataFrame | None:
        if frame is None or not self:
            return frame
        kept = pd.Series(True, index=frame.index)
        if self.since:
            kept &= frame[end].isna() | (frame[end] >= pd.Timestamp(self.since))
        if self.until:
            after = pd.Timestamp(self.until) + pd.Timedelta(days=1)
            kept &= frame[begin].isna() | (frame[begin] < after)
        if self.service:
            kept &= frame["service"].fillna("").str.casefold() == self.service.casefold()
        return frame[kept].reset_index(drop=True)


def services(case: Case) -> list[str]:
    """Return the services of a case, each once whatever its letters' case."""
    frames = [frame for frame in (case.subscriptions, case.transactions) if frame is not None]
    named = [name for frame in frames for name in frame["service"].dropna()]
    return list({name.casefold(): name for name in reversed(named)}.values())[::-1]
