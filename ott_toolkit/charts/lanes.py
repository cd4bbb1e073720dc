"""A lane of the timeline: one subscription's bar, its charges and its Last Charge."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from matplotlib.collections import LineCollection
from matplotlib.lines import Line2D
from matplotlib.patches import Rectangle

from ott_toolkit.charts.lettering import TITLE, shorten, width
from ott_toolkit.charts.looks import (
    ACCENT,
    BAR,
    COUNT,
    COUNTED_TEXT,
    DOT,
    DOUBT,
    LINE,
    MUTED,
    PLATE,
    REFUND,
    RING,
    TONES,
    Style,
)
from ott_toolkit.charts.marks import (
    NEAR,
    Mark,
    account_title,
    gathered,
    last_charge_title,
    mark_title,
    ringed,
)
from ott_toolkit.charts.places import Beside, beside
from ott_toolkit.charts.records import Account, Finding
from ott_toolkit.charts.sheet import NAMES, Sheet, day, money
from ott_toolkit.charts.signs import SMALL, draw_findings, findings_title
from ott_toolkit.locale import translator

ROOMY = 56
"""The height from which a lane has room for words above its bar."""
TALL = 81
"""The height from which it has room for two lines of them."""
ARROW = 24
SAID = (360, 200, 165, 135, 105)
"""The widths to which the words of findings are cut: the widest at which most have room."""


@dataclass(frozen=True)
class Lane:
    """Where an account is drawn: y is the middle of its bar, counted downwards."""

    sheet: Sheet
    account: Account
    number: int
    y: float
    height: float
    asof: datetime | None
    lag: int

    @cached_property
    def bar(self) -> float:
        """The height of the bar."""
        return min(26, self.height * 0.5)

    @cached_property
    def marks(self) -> list[Mark]:
        """The charges as marks."""
        return gathered(self.account.charges, self.sheet.px)

    @cached_property
    def ring(self) -> float | None:
        """Where Last Charge stands."""
        return ringed(self.account, self.marks, self.sheet.px)

    @cached_property
    def beside(self) -> Beside:
        """What was found beside the charges."""
        return beside(self.sheet, [self.account], self.marks, self.asof, self.lag)

    @property
    def found(self) -> Iterator[Finding]:
        """The findings that have a mark."""
        for mark in self.marks:
            yield from mark.findings
        yield from self.beside.findings

    def draw(self) -> None:
        """Draw the lane."""
        self.draw_names()
        span = self.account.span(self.asof)
        if span:
            self.draw_bar(day(span[0]), min(day(span[1]), self.sheet.right))
        if self.ring is not None:
            title = last_charge_title(self.sheet, self.account)
            self.sheet.dot(self.ring, self.y, RING, f"last-charge-{self.number}", title)
        for place, mark in enumerate(self.marks):
            self.draw_mark(mark, f"charge-{self.number}-{place}")
        edge = self.bar / 2
        self.beside.draw(self.sheet, self.y - edge, self.y + edge, step=6, scale=SMALL)
        if self.height >= ROOMY:
            self.draw_words()

    def draw_names(self) -> None:
        """Write what the lane is, at the left."""
        account, _ = self.account, translator(self.sheet.language)
        where = _("no subscription") if account.stray else account.channel
        item = shorten(account.item, NAMES - width(f" · {where}")) if account.item else ""
        details = [where] if account.stray else [item, where]
        self.sheet.name(self.y - 8, account.service, size=TITLE, weight="bold")
        self.sheet.name(self.y + 9, " · ".join(filter(None, details)), color=MUTED)

    def draw_bar(self, start: float, end: float) -> None:
        """Draw Start to End, cut where a charge begins to pay; arrows where no end is recorded."""
        low, high = self.y - self.bar / 2, self.y + self.bar / 2
        bar = Rectangle((start, low), end - start, self.bar, **BAR)
        self.sheet.add(bar, f"subscription-{self.number}", account_title(self.sheet, self.account))
        cuts = [[(mark.x, low), (mark.x, high)] for mark in self.marks if start < mark.x < end]
        if cuts:
            self.sheet.add(LineCollection(cuts, colors="white", linewidths=2, zorder=3))
        if self.leads_on(end):
            self.draw_arrow(end, ARROW, ACCENT, "open-end")
        if not self.account.start:
            self.draw_arrow(start, -ARROW, LINE, "open-start")
        self.draw_end(start, end)

    def leads_on(self, end: float) -> bool:
        """Return whether the subscription goes on where its bar ends."""
        return self.account.runs_on or bool(self.account.end and day(self.account.end) > end)

    def draw_arrow(self, x: float, length: float, colour: str, gid: str) -> None:
        """Draw an arrow that leads on from the bar's end, or back from its beginning."""
        style: Style = {"marker": ">" if length > 0 else "<", "markersize": 7, "markevery": [1]}
        tip = x + length * self.sheet.px
        line = Line2D([x, tip], [self.y] * 2, color=colour, linewidth=2, zorder=3, **style)
        self.sheet.add(line, f"{gid}-{self.number}", account_title(self.sheet, self.account))

    def draw_end(self, begin: float, end: float) -> None:
        """Write how the bar ends: beside it, or within, where the lane is free that far."""
        account, px, edge = self.account, self.sheet.px, self.sheet.edge
        ended = self.sheet.day_text(account.end) if account.end else "–"
        text = account.status if account.runs_on else f"End Time {ended}"
        marked = [mark.x for mark in self.marks] + ([] if self.ring is None else [self.ring])
        at_end = any(abs(x - end) < NEAR * px for x in marked)
        start = end + (ARROW + 8 if self.leads_on(end) else 16 if at_end else 8) * px
        room = (width(text) + 10) * px
        if start + room < edge and not any(end + NEAR * px <= x < start + room for x in marked):
            self.sheet.write(start, self.y, text, color=MUTED, bbox=PLATE)
        elif end - room > begin and not any(end - room - NEAR * px < x <= end for x in marked):
            self.sheet.write(end - 6 * px, self.y, text, color=MUTED, ha="right")

    def draw_mark(self, mark: Mark, gid: str) -> None:
        """Draw a charge as a dot, a refund with a minus in it, several as their count."""
        title, found = mark_title(self.sheet, mark, self.lag), mark.findings
        several = len(mark.charges) > 1
        if several:
            self.sheet.dot(mark.x, self.y, COUNT, gid, title)
            label = findings_title(self.sheet, found, title)
            text: Style = {**COUNTED_TEXT, "label": label, "gid": f"{gid}-count"}
            if found and found[0].severity == "confirm":
                text["color"] = DOUBT
            self.sheet.write(mark.x, self.y, f"{len(mark.charges)}", **text)
        else:
            refund = (mark.amount or 0) < 0
            self.sheet.dot(mark.x, self.y, REFUND if refund else DOT, gid, title)
        at, scale = (mark.x, self.y), 1.6 if several else 1
        draw_findings(self.sheet, found, at, (0, -4.5), scale=scale, about=title)

    def draw_words(self) -> None:
        """Write above the bar what there is room for: first what is wrong."""
        y = self.y - self.bar / 2 - 13
        said = self.said()
        for x, text, severity in said:
            style: Style = {"color": TONES[severity], "weight": "bold", "bbox": PLATE}
            above = 16 if self.height >= TALL else 0
            self.sheet.write(x, y - above, text, ha="center", **style)
        taken = [] if self.height >= TALL else [(x, text) for x, text, _severity in said]
        weight = "bold" if taken else "normal"
        for words in self.words():
            placed = self.sheet.inside(words)
            if self.sheet.apart(sorted([*placed, *taken]), weight):
                for x, text in placed:
                    self.sheet.write(x, y, text, ha="center", bbox=PLATE)
                return

    def said(self) -> list[tuple[float, str, str]]:
        """Return the words of as many findings as have room, and how grave each is."""
        places = [(mark.x, mark.findings) for mark in self.marks]
        places += [(place.x, place.findings) for place in self.beside.wrong]
        grave = [place for place in places if place[1] and place[1][0].severity != "record"]
        grave.sort(key=lambda place: (place[1][0].severity != "money", place[0]))
        return max((self.said_within(grave, room) for room in SAID), key=len)

    def said_within(
        self, places: list[tuple[float, list[Finding]]], room: float
    ) -> list[tuple[float, str, str]]:
        """Return the words of findings, each cut to `room`, save those that would cover others."""
        said: list[tuple[float, str, str]] = []
        for x, found in places:
            (word,) = self.sheet.inside([(x, _words(found, room))], "bold")
            if self.sheet.apart(sorted([*((x, text) for x, text, _ in said), word]), "bold"):
                said.append((*word, found[0].severity))
        return said

    def words(self) -> Iterator[list[tuple[float, str]]]:
        """Return what could stand above the marks, from the fullest form to the barest."""
        _ = translator(self.sheet.language)
        ring, last, near = self.ring, self.account.last_charge, NEAR * self.sheet.px
        said: list[tuple[float, list[str], list[str]]] = []
        for mark in self.marks:
            several = len(mark.charges) > 1
            when = self.sheet.short_day(mark.time)
            what = f"{len(mark.charges)} {_('charges')}" if several else when
            ringed = ring is not None and abs(mark.x - ring) < near
            said.append((mark.x, ["Last Charge"] * ringed, [what, money(mark.amount)]))
        if ring is not None and last and not any(name for _x, name, _parts in said):
            said.append((ring, ["Last Charge"], [self.sheet.short_day(last)]))
        for fullness in (2, 1, 0):
            words = [(x, " · ".join(name + parts[:fullness])) for x, name, parts in said]
            yield sorted((x, text) for x, text in words if text)


def _words(found: Sequence[Finding], room: float) -> str:
    """Return what was found in one place, cut to `room`."""
    more = f" +{len(found) - 1}" if len(found) > 1 else ""
    return shorten(found[0].title or "–", room, weight="bold") + more
