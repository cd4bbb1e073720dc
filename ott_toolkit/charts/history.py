"""The timeline: subscriptions as lanes, and below them the bills that carry their charges."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.collections import LineCollection
from matplotlib.colors import to_rgba
from matplotlib.lines import Line2D

from ott_toolkit.charts.cells import Cells
from ott_toolkit.charts.facts import Facts, read_facts
from ott_toolkit.charts.lanes import ROOMY, Lane
from ott_toolkit.charts.lettering import width
from ott_toolkit.charts.looks import (
    COUNT,
    DOT,
    LINE,
    LINK,
    NOW,
    REFUND,
    RING,
    TONES,
    Style,
)
from ott_toolkit.charts.loose import Loose, without_months
from ott_toolkit.charts.marks import Mark
from ott_toolkit.charts.months import Row, dated, few, first_day, month_of
from ott_toolkit.charts.pages import Pages
from ott_toolkit.charts.records import total
from ott_toolkit.charts.sheet import RIGHT, Sheet, day, legend_rows, own_axes
from ott_toolkit.charts.signs import (
    Verdicts,
    findings_legend,
    findings_summary,
    verdicts_legend,
)
from ott_toolkit.locale import translator

HEAD, LANES, LINKS, FOOT = 26, 340, 44, 66
"""Points from top to bottom; the lanes share theirs, within the limits of a lane."""
LANE_LIMITS = (40, 88)
FAR = 13
"""Months after everything else beyond which an End Time is not followed."""
ASIDE = 3
"""Months before or after everything else within which other pages are followed."""
KEY = 21
"""From one row of the legend to the next."""
CLEAR, CROWDED = 40, 120
"""Links from which they fade, and from which they would hide what they link."""


def timeline(
    subscriptions: pd.DataFrame | None,
    transactions: pd.DataFrame | None,
    billed: pd.DataFrame | None = None,
    *,
    asof: datetime | None = None,
    lag_months: int = 1,
    language: str = "id",
    findings: pd.DataFrame | None = None,
    verdicts: Verdicts | None = None,
    free: pd.DataFrame | None = None,
    events: pd.DataFrame | None = None,
    ax: Axes | None = None,
) -> Axes:
    """Return an Axes with subscriptions from Start to End, their charges, and the bills.

    The mark of a finding has the gid `finding-<n>`, where n is its row in `findings`. Those that
    share a place stand one behind the other, the gravest in front, and each names all of them.

    Args:
        subscriptions: Rows of Subscriptions; None where they were not read.
        transactions: Rows of Transactions Data; None where they were not read.
        billed: `period` (first day of the bill's month) and `amount` (INTERNET CONTENT).
        asof: The moment of looking (WIB); bars that run on are drawn up to it.
        lag_months: How many months after a charge the bill that carries it comes.
        language: `id` or `en`.
        findings: What the rules found: the columns of findings, `severity` (`money`, `confirm` and
            `record` are wrong, `information` explains) and `title` in the language of the
            chart. What has no place in time is listed below.
        verdicts: First day of a bill's month → which verdict (`explained`, `contested`,
            `partly`, `unexplained`, `cannot`), and its words for the tooltip.
        free: Free periods that other pages tell of: `page`, `service`, `since`, `until` (WIB).
        events: What other pages say was processed: `page`, `time` (WIB), `what`.
        ax: Where to draw; without it, a Figure as high as the lanes need.
    """
    facts = read_facts(
        subscriptions,
        transactions,
        billed,
        findings,
        verdicts,
        asof=asof,
        lag=lag_months,
        free=free,
        events=events,
    )
    months = _months(facts)
    if not months:
        return without_months(ax, _nothing(facts, language), facts.findings, language)
    drawing = _Timeline(Sheet(ax or own_axes(LANES), months, language), facts)
    if ax is None:
        drawing.sheet.fit(drawing.height)
    drawing.draw()
    return drawing.sheet.ax


def _nothing(facts: Facts, language: str) -> str:
    """Return why there is nothing to draw."""
    _ = translator(language)
    empty = not facts.accounts and not facts.undated
    return _("Nothing for this number") if empty else _("No times to draw are recorded")


def _months(facts: Facts) -> range:
    """Return the months that hold all times, save an `asof` or an End Time that is far ahead."""
    asof = facts.asof
    ends = dated(account.end for account in facts.accounts)
    times = dated(time for account in facts.accounts for time in account.times())
    told = [time for free in facts.free for time in (free.since, free.until)]
    told += [event.time for event in facts.events]
    months = [*times, *facts.bills, *facts.carried, *facts.ledger] or ends or dated(told)
    if not months:
        return range(0)
    first, last = min(months), max(months)
    near = [month for month in dated(told) if first - ASIDE <= month <= last + ASIDE]
    first, last = min([first, *near]), max([last, *near])
    last = max([last, *(end for end in ends if end <= last + FAR)])
    runs_on = any(account.runs_on for account in facts.accounts)
    if asof and (runs_on or first <= month_of(asof) <= last + max(3, last - first)):
        last = max(last, month_of(asof))
        if runs_on and (first_day(last + 1) - asof).days < 3 * (last - first + 1):
            last += 1  # room for the arrow
    return few(range(first, last + 1))


@dataclass(frozen=True)
class _Timeline:
    """What is drawn, and where; y counts points from the top."""

    sheet: Sheet
    facts: Facts

    @cached_property
    def periods(self) -> list[int]:
        """Months of bills: those that are known, and those that known charges would be on."""
        return sorted({*self.facts.bills, *self.facts.carried, *self.facts.ledger})

    @cached_property
    def lanes(self) -> list[Lane]:
        """The lanes: as high as all of them allow, with room for words above a bar."""
        low, high = LANE_LIMITS
        facts = self.facts
        height = min(max(LANES / max(len(facts.accounts), 1), low), high)
        middle = 0.58 if height >= ROOMY else 0.5
        ys = [HEAD + height * (number + middle) for number in range(len(facts.accounts))]
        return [
            Lane(self.sheet, account, number, y, height, facts.asof, facts.lag)
            for number, (account, y) in enumerate(zip(facts.accounts, ys, strict=True))
        ]

    @cached_property
    def linked(self) -> list[tuple[Lane, Mark, int]]:
        """Each mark and the months of its bills, unless there are too many to follow one."""
        pairs = [
            (lane, mark, period)
            for lane in self.lanes
            for mark in lane.marks
            for period in sorted({self.carrier(charge.time) for charge in mark.charges})
        ]
        return pairs if len(pairs) < CROWDED else []

    @cached_property
    def cells(self) -> Cells:
        """The bills."""
        facts = self.facts
        charged = {month: total(charges) for month, charges in facts.carried.items()}
        return Cells(
            self.sheet,
            self.periods,
            facts.bills,
            charged,
            facts.verdicts,
            facts.ledger,
            facts.lag,
        )

    @cached_property
    def pages(self) -> Pages:
        """What other pages tell."""
        return Pages(self.sheet, self.facts.free, self.facts.events)

    @cached_property
    def loose(self) -> Loose:
        """What was found and has no place in time."""
        placed = {finding.number for lane in self.lanes for finding in lane.found}
        return Loose(
            self.sheet,
            [f for f in self.facts.findings if f.number not in placed and f.period is None],
        )

    @cached_property
    def top(self) -> float:
        """Where the bills begin."""
        return self.under + self.pages.height + (LINKS if self.linked else 8)

    @property
    def under(self) -> float:
        """Where the lanes end."""
        return HEAD + sum(lane.height for lane in self.lanes)

    @cached_property
    def bottom(self) -> float:
        """Where the bills end."""
        return self.top + self.cells.height

    @cached_property
    def key(self) -> list[list[tuple[Style, str]]]:
        """The rows of the legend."""
        language = self.sheet.language
        kinds = (self.facts.verdicts[month][0] for month in self.cells.judged)
        found = findings_legend(language, self.facts.findings)
        judged = [*found, *verdicts_legend(language, kinds)]
        return legend_rows(self.legend(), judged, self.remarks())

    @property
    def foot(self) -> float:
        """Where the legend ends."""
        return self.bottom + FOOT + KEY * (len(self.key) - 1)

    @property
    def height(self) -> float:
        """The height of it all."""
        return self.foot + self.loose.height

    def draw(self) -> None:
        """Draw everything."""
        self.sheet.ax.set_ylim(self.height, 0)
        self.sheet.ax.set_label(self.summary())
        band = self.bottom + 6 - (HEAD - 4)
        self.sheet.draw_months(HEAD - 4, band, {self.bottom + 18: Row()})
        self.draw_asof()
        for lane in self.lanes:
            lane.draw()
        self.pages.draw(self.under)
        self.draw_links()
        if self.periods:
            self.cells.draw(self.top)
        self.sheet.legend(self.bottom + 50, self.key, KEY)
        self.loose.draw(self.foot)

    def summary(self) -> str:
        """Return in one line what the chart shows."""
        _ = translator(self.sheet.language)
        months = self.sheet.months
        text = _(
            "Timeline {first} – {last}: {subscriptions} subscriptions, {charges} charges, "
            "{bills} bills"
        ).format(
            first=self.sheet.month_text(months[0]),
            last=self.sheet.month_text(months[-1]),
            subscriptions=sum(account.subscribed for account in self.facts.accounts),
            charges=len(self.facts.charges),
            bills=len(self.facts.bills),
        )
        return ", ".join([text, *findings_summary(self.sheet.language, self.facts.findings)])

    def draw_asof(self) -> None:
        """Draw the moment of looking; one beyond the months is named at the edge."""
        asof = self.facts.asof
        if not asof:
            return
        sheet, _ = self.sheet, translator(self.sheet.language)
        x = min(max(day(asof), sheet.left), sheet.right)
        text = _("as of {day}").format(day=sheet.day_text(asof))
        if x == day(asof):
            line = Line2D([x, x], [HEAD - 8, self.bottom + 6], **NOW)
            sheet.add(line, "asof", f"{text} {asof:%H:%M:%S}")
        else:
            text = f"{text} →" if x == sheet.right else f"← {text}"
        room = (sheet.right - x) / sheet.px + RIGHT - 8
        sheet.write(x, 10, text, ha="center" if room > width(text) / 2 else "right")

    def draw_links(self) -> None:
        """Draw a thin line from each charge to the bill that carries it: the month between them."""
        quiet = to_rgba(LINE, min(1, CLEAR / max(len(self.linked), 1)))
        lines = []
        for lane, mark, period in self.linked:
            start = mark.x, lane.y + lane.bar / 2 + 3
            tone = self.link_tone(mark, period)
            lines.append(([start, (self.sheet.middle(period), self.top - 2)], tone or quiet))
        lines.sort(key=lambda line: line[1] != quiet)
        if lines:
            paths, colours = zip(*lines, strict=True)
            self.sheet.add(LineCollection(paths, colors=colours, gid="links", **LINK))

    def link_tone(self, mark: Mark, period: int) -> str:
        """Return the colour of the gravest finding in the charges of a mark that a bill carries."""
        for finding in mark.findings:
            time = finding.key[2]
            if time and self.carrier(time) == period:
                return TONES[finding.severity]
        return ""

    def carrier(self, time: datetime) -> int:
        """Return the month of the bill that carries a charge of `time`."""
        return month_of(time) + self.facts.lag

    def legend(self) -> Iterator[tuple[Style, str]]:
        """Return what the marks are, of those that are drawn."""
        _ = translator(self.sheet.language)
        charges = self.facts.charges
        if charges:
            yield DOT, _("charge")
        if any(len(mark.charges) > 1 for lane in self.lanes for mark in lane.marks):
            yield COUNT, _("several charges, counted")
        if any((charge.amount or 0) < 0 for charge in charges):
            yield REFUND, _("refund")
        if any(account.last_charge for account in self.facts.accounts):
            yield {**RING, "markersize": 13}, "Last Charge"
        yield from self.pages.legend()
        yield from self.cells.legend()

    def remarks(self) -> Iterator[tuple[Style, str]]:
        """Return what is not drawn."""
        _ = translator(self.sheet.language)
        count = self.facts.undated
        if count:
            yield {}, _("{count} charges without a time are not drawn").format(count=count)
        yield from self.pages.remarks()
