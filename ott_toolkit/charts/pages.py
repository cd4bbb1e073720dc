"""Rows of the timeline below the subscriptions: what other pages tell of the same time.

They are quieter than charges, and stand apart from them: nothing of them was judged.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

import pandas as pd
from matplotlib.patches import Rectangle

from ott_toolkit.charts.lettering import shorten, width
from ott_toolkit.charts.looks import (
    EVENT,
    EVENTS,
    EVENTS_TEXT,
    FREE,
    FREE_KEY,
    MUTED,
    PLATE,
    Style,
)
from ott_toolkit.charts.marks import LISTED, NEAR
from ott_toolkit.charts.records import records, service_name
from ott_toolkit.charts.sheet import Sheet, day
from ott_toolkit.locale import translator

ROW = 26
"""The height of a row."""
THICK = 12
"""The height of a free period."""
GAP = 8
"""Between the lanes and the first row."""
MOST = 12
"""Rows of free periods at most: more would make a chart that nobody can look at, or keep."""


@dataclass(frozen=True)
class Free:
    """A free period, as a page tells it."""

    page: str
    service: str
    since: datetime
    until: datetime


@dataclass(frozen=True)
class Event:
    """What a page says was processed at a time."""

    page: str
    time: datetime
    what: str


def read_free(frame: pd.DataFrame | None) -> list[Free]:
    """Return free periods, oldest first."""
    found = [
        Free(row["page"] or "", service_name(row["service"]), row["since"], row["until"])
        for row in records(frame, ["page", "service", "since", "until"])
    ]
    return sorted(found, key=lambda free: (free.since, free.until))


def read_events(frame: pd.DataFrame | None) -> list[Event]:
    """Return events, oldest first."""
    found = [
        Event(row["page"] or "", row["time"], row["what"] or "")
        for row in records(frame, ["page", "time", "what"])
    ]
    return sorted(found, key=lambda event: event.time)


@dataclass(frozen=True)
class Pages:
    """The rows: y counts points from the top, as on the timeline."""

    sheet: Sheet
    free: list[Free]
    events: list[Event]

    @cached_property
    def free_rows(self) -> list[list[Free]]:
        """The free periods of each page, those that overlap in rows of their own."""
        rows: list[list[Free]] = []
        for free in filter(self._touches, self.free):
            ended = (r for r in rows if r[0].page == free.page and r[-1].until <= free.since)
            row = next(ended, None)
            if row is not None:
                row.append(free)
            elif len(rows) < MOST:
                rows.append([free])
        return sorted(rows, key=lambda row: row[0].page)

    @cached_property
    def event_rows(self) -> list[list[list[Event]]]:
        """The events of each page, those that stand close together."""
        pages: dict[str, list[Event]] = defaultdict(list)
        for event in self.events:
            if self.sheet.left <= day(event.time) < self.sheet.right:
                pages[event.page].append(event)
        return [_gathered(events, self.sheet.px) for events in pages.values()]

    @property
    def height(self) -> float:
        """The height of all rows; without any, nothing."""
        rows = len(self.free_rows) + len(self.event_rows)
        return rows * ROW + GAP if rows else 0

    @property
    def outside(self) -> int:
        """How many free periods and events lie beyond the months."""
        within = sum(map(self._touches, self.free))
        within += sum(len(mark) for row in self.event_rows for mark in row)
        return len(self.free) + len(self.events) - within

    @property
    def crowded(self) -> int:
        """How many free periods find no row."""
        return sum(map(self._touches, self.free)) - sum(map(len, self.free_rows))

    def draw(self, top: float) -> None:
        """Draw the rows from `top` downwards."""
        y, number = top + GAP + ROW / 2, 0
        for spans in self.free_rows:
            self.sheet.name(y, spans[0].page, color=MUTED)
            for place, free in enumerate(spans):
                later = spans[place + 1 : place + 2]
                room = day(later[0].since) if later else self.sheet.edge
                self._draw_free(free, y, room, f"free-{number}")
                number += 1
            y += ROW
        number = 0
        for marks in self.event_rows:
            self.sheet.name(y, marks[0][0].page, color=MUTED)
            for mark in marks:
                self._draw_events(mark, y, f"event-{number}")
                number += 1
            y += ROW

    def legend(self) -> Iterator[tuple[Style, str]]:
        """Return what the marks are, of those that are drawn."""
        _ = translator(self.sheet.language)
        if self.free_rows:
            yield FREE_KEY, _("free period")
        if self.event_rows:
            yield EVENT, _("entries of other pages (number: how many)")

    def remarks(self) -> Iterator[tuple[Style, str]]:
        """Return what is not drawn."""
        _ = translator(self.sheet.language)
        if self.outside:
            text = _("{count} entries of other pages lie outside these months")
            yield {}, text.format(count=self.outside)
        if self.crowded:
            text = _("{count} free periods overlap too many others to be drawn")
            yield {}, text.format(count=self.crowded)

    def _touches(self, free: Free) -> bool:
        return day(free.until) > self.sheet.left and day(free.since) < self.sheet.right

    def _draw_free(self, free: Free, y: float, room: float, gid: str) -> None:
        """Draw a free period, and its service behind or within it, where there is room."""
        sheet = self.sheet
        start, end = max(day(free.since), sheet.left), min(day(free.until), sheet.right)
        span = f"{sheet.time_text(free.since)} – {sheet.time_text(free.until)}"
        bar = Rectangle((start, y - THICK / 2), end - start, THICK, **FREE)
        sheet.add(bar, gid, f"{free.page} · {free.service} · {span}")
        text = shorten(free.service, 200)
        if width(text) + 14 < (room - end) / sheet.px:
            sheet.write(end + 6 * sheet.px, y, text, color=MUTED, bbox=PLATE)
        elif width(text) + 14 < (end - start) / sheet.px:
            sheet.write(start + 6 * sheet.px, y, text, color=MUTED, size=10)

    def _draw_events(self, mark: list[Event], y: float, gid: str) -> None:
        """Draw an event as a small square, several as their count."""
        sheet, x = self.sheet, day(mark[0].time)
        lines = [f"{sheet.time_text(e.time)} · {e.what}" for e in mark[:LISTED]]
        title = "\n".join([mark[0].page, *lines, *(["…"] if len(mark) > LISTED else [])])
        sheet.dot(x, y, EVENTS if len(mark) > 1 else EVENT, gid, title)
        if len(mark) > 1:
            text: Style = {**EVENTS_TEXT, "label": title, "gid": f"{gid}-count"}
            sheet.write(x, y, f"{len(mark)}", **text)


def _gathered(events: Iterable[Event], px: float) -> list[list[Event]]:
    """Return events, oldest first, in groups that do not cover each other; `px` is a point."""
    groups: list[list[Event]] = []
    for event in events:
        reach = (NEAR if groups and len(groups[-1]) == 1 else 1.5 * NEAR) * px
        if groups and day(event.time) - day(groups[-1][0].time) < reach:
            groups[-1].append(event)
        else:
            groups.append([event])
    return groups
