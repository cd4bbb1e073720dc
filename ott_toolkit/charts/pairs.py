"""The charge chart: what was charged in a month beside the bill that should carry it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.collections import LineCollection
from matplotlib.ticker import MaxNLocator

from ott_toolkit.charts.bars import Bars
from ott_toolkit.charts.facts import Facts, read_facts
from ott_toolkit.charts.lettering import width
from ott_toolkit.charts.looks import (
    ALERT,
    BILL_KEY,
    GRID,
    LIMIT,
    LINE,
    MUTED,
    PLATE,
    SMALL_DOT,
    SMALL_RING,
    Style,
)
from ott_toolkit.charts.months import Row, dated, few, first_day, month_of
from ott_toolkit.charts.records import Finding
from ott_toolkit.charts.services import Service, by_service, stack
from ott_toolkit.charts.sheet import Sheet, legend_rows, money, own_axes, sentence
from ott_toolkit.charts.signs import (
    Verdicts,
    findings_legend,
    findings_summary,
    verdicts_legend,
)
from ott_toolkit.charts.strips import Strip
from ott_toolkit.locale import translator

TOP, ROW, BARS, FOOT = 12, 24, 190, 82
"""Points from top to bottom: a margin, a strip for each service, the bars, and what is below."""
AMOUNT, DIFFERENCE, UPRIGHT = 24, 52, 70
"""The room above the bars, by what is written there."""
WIDEST = 84
"""The width beyond which a bar would look like a field."""
USUAL = 30_000
"""The height of the scale where there is no amount at all."""
KEY = 21
"""From one row of the legend to the next."""
ROUNDING = 1
"""Rupiah by which a bill may differ without a word."""


def charge_chart(
    subscriptions: pd.DataFrame | None,
    transactions: pd.DataFrame | None,
    billed: pd.DataFrame | None = None,
    *,
    asof: datetime | None = None,
    lag_months: int = 1,
    language: str = "id",
    findings: pd.DataFrame | None = None,
    verdicts: Verdicts | None = None,
    ax: Axes | None = None,
) -> Axes:
    """Return an Axes with each month's charges beside the bill that should carry them.

    Above the bars, a strip for each service shows Start, End, Last Charge and every charge at its
    time, in the colour that the service has in the bars. The y axis is in rupiah.

    The mark of a finding is called as in `timeline`, whose arguments these are; the part of a bar
    that holds a charge with findings is outlined as well. What has no month has no mark here.

    Args:
        subscriptions: Rows of Subscriptions; None where they were not read.
        transactions: Rows of Transactions Data; None where they were not read.
        billed: `period` (first day of the bill's month) and `amount` (INTERNET CONTENT).
        asof: The moment of looking (WIB); subscriptions that run on are drawn up to it.
        lag_months: How many months after a charge the bill that carries it comes.
        language: `id` or `en`.
        findings: What the rules found.
        verdicts: What each bill's verdict is.
        ax: Where to draw; without it, a Figure as high as the strips need.
    """
    facts = read_facts(
        subscriptions, transactions, billed, findings, verdicts, asof=asof, lag=lag_months
    )
    months = _months(facts)
    if not months:
        return sentence(ax, translator(language)("Nothing for this number"))
    drawing = _Pairs(Sheet(ax or own_axes(BARS), months, language), facts)
    if ax is None:
        drawing.sheet.fit(drawing.height)
    drawing.draw()
    return drawing.sheet.ax


def _months(facts: Facts) -> range:
    """Return the months of charges, bills, starts and Last Charges, and of an End soon after."""
    months = dated(time for account in facts.accounts for time in account.times())
    months += [period - facts.lag for period in (*facts.bills, *facts.ledger)]
    ends = dated(account.end for account in facts.accounts)
    months = months or ends
    if facts.asof and any(account.runs_on for account in facts.accounts):
        months.append(month_of(facts.asof))
    if not months:
        return range(0)
    last = max([max(months), *(end for end in ends if end <= max(months) + 1)])
    return few(range(min(months), last + 1))


@dataclass(frozen=True)
class _Pairs:
    """What is drawn, and where; y is in rupiah, and `rupiah` says how many make a point."""

    sheet: Sheet
    facts: Facts

    @cached_property
    def services(self) -> list[Service]:
        """The services, what cost most first."""
        return by_service(self.facts.accounts, translator(self.sheet.language)("other services"))

    @cached_property
    def bills(self) -> dict[int, int]:
        """Counted month of the charges → what the bill that should carry them says."""
        return {period - self.facts.lag: amount for period, amount in self.facts.bills.items()}

    @cached_property
    def charged(self) -> dict[int, int]:
        """Counted month → what was charged in it."""
        months = sorted({month for service in self.services for month in service.months})
        return {
            month: sum(sum(service.months.get(month, ())) for service in self.services)
            for month in months
        }

    @cached_property
    def differences(self) -> dict[int, int]:
        """Counted month → what its bill has above its charges, where all amounts are known."""
        unknown = {month_of(c.time) for c in self.facts.charges if c.amount is None}
        found = {month: bill - self.charged.get(month, 0) for month, bill in self.bills.items()}
        return {
            month: difference
            for month, difference in found.items()
            if self.facts.charges_read and abs(difference) > ROUNDING and month not in unknown
        }

    @cached_property
    def scale(self) -> list[int]:
        """The amounts at the left: round ones, that enclose every bar."""
        tops = [end for month in self.charged for *_from, end in stack(self.services, month)]
        amounts = [0, *tops, *self.bills.values()]
        high = max(amounts) if any(amounts) else USUAL
        locator = MaxNLocator(nbins=3, steps=[1, 2, 3, 5, 10], integer=True)
        return [int(step) for step in locator.tick_values(min(amounts), high)]

    @cached_property
    def rupiah(self) -> float:
        """How many rupiah a point is high."""
        return (self.scale[-1] - self.scale[0]) / BARS

    @cached_property
    def bar(self) -> float:
        """The width of a bar, in points."""
        return min(WIDEST, self.sheet.month * 0.43)

    @cached_property
    def bars(self) -> Bars:
        """The bars themselves."""
        facts = self.facts
        return Bars(
            self.sheet,
            self.services,
            self.charged,
            self.bills,
            facts.lag,
            facts.ledger,
            facts.verdicts,
            self.bar,
            self.rupiah,
        )

    @cached_property
    def upright(self) -> bool:
        """Whether a difference has room only where it stands."""
        return self.sheet.month < 110

    @cached_property
    def above(self) -> float:
        """The room above the bars, in points."""
        return (UPRIGHT if self.upright else DIFFERENCE) if self.differences else AMOUNT

    @property
    def height(self) -> float:
        """The height of it all, in points."""
        return self.head + BARS + self.foot

    @property
    def head(self) -> float:
        """The room above the scale, in points."""
        return TOP + ROW * len(self.services) + self.above

    @property
    def top(self) -> float:
        """Where the chart begins."""
        return self.scale[-1] + self.head * self.rupiah

    @property
    def found_in(self) -> set[int]:
        """The months of the charges in whose bills something was found."""
        return {period - self.facts.lag for period in self.facts.ledger}

    @cached_property
    def key(self) -> list[list[tuple[Style, str]]]:
        """The rows of the legend."""
        language = self.sheet.language
        kinds = (self.facts.verdicts[month][0] for month in self.bars.judged)
        judged = [*findings_legend(language, self.drawn()), *verdicts_legend(language, kinds)]
        return legend_rows(self.legend(), judged, self.remarks())

    @property
    def foot(self) -> float:
        """The room below the bars, in points."""
        return FOOT + KEY * (len(self.key) - 1)

    @cached_property
    def strips(self) -> list[Strip]:
        """The strips of the services, from the top downwards."""
        facts, tops = self.facts, [TOP + ROW * (n + 0.5) for n in range(len(self.services))]
        ys = [self.top - top * self.rupiah for top in tops]
        return [
            Strip(self.sheet, service, f"strip-{n}", y, self.rupiah, facts.asof, facts.lag)
            for n, (service, y) in enumerate(zip(self.services, ys, strict=True))
        ]

    def draw(self) -> None:
        """Draw everything."""
        bottom = self.scale[0] - self.foot * self.rupiah
        self.sheet.ax.set_ylim(bottom, self.top)
        self.sheet.ax.set_label(self.summary())
        self.draw_background()
        for strip in self.strips:
            strip.draw()
        for month in sorted({*self.charged, *self.bills, *self.found_in}):
            self.bars.draw(month)
        for month in self.differences:
            self.draw_difference(month)
        first = bottom + (18 + self.foot - FOOT) * self.rupiah
        self.sheet.legend(first, self.key, -KEY * self.rupiah)

    def summary(self) -> str:
        """Return in one line what the chart shows."""
        _, months = translator(self.sheet.language), self.sheet.months
        text = _("Charges {first} – {last}: {charged} charged, {billed} billed").format(
            first=self.sheet.month_text(months[0]),
            last=self.sheet.month_text(months[-1]),
            charged=money(sum(self.charged.values())) if self.facts.charges_read else "–",
            billed=money(sum(self.bills.values())) if self.bills else "–",
        )
        return ", ".join([text, *findings_summary(self.sheet.language, self.drawn())])

    def draw_background(self) -> None:
        """Draw the months, those of charges above those of their bills, and the amounts."""
        sheet, _ = self.sheet, translator(self.sheet.language)
        bottom = self.scale[0] - 6 * self.rupiah
        rows = {
            bottom - 12 * self.rupiah: Row(_("charges")),
            bottom - 29 * self.rupiah: Row(_("bill"), self.facts.lag),
        }
        sheet.draw_months(bottom, self.top - bottom - 4 * self.rupiah, rows)
        for step in self.scale:
            sheet.name(step, money(step).replace("Rp ", ""), color=MUTED)
        lines = [[(sheet.left, step), (sheet.right, step)] for step in self.scale]
        colours = [GRID if step else LINE for step in self.scale]
        sheet.add(LineCollection(lines, colors=colours, linewidths=1, zorder=1))

    def draw_difference(self, month: int) -> None:
        """Say what a bill has above its charges, or what it lacks."""
        sheet, difference = self.sheet, self.differences[month]
        _ = translator(sheet.language)
        amount = f"{'+ ' if difference > 0 else ''}{money(abs(difference))}"
        words = _("without charges") if difference > 0 else _("not on the bill")
        tops = [end for *_part, end in stack(self.services, month)]
        x, y = sheet.middle(month), max(0, self.bills[month], *tops)
        period = month + self.facts.lag
        mark: Style = {
            "gid": f"difference-{first_day(period):%Y-%m}",
            "label": f"{_('Bill')} {sheet.month_text(period)}: {amount} {words}",
            "color": ALERT,
            "ha": "center",
            "bbox": PLATE,
        }
        if self.upright:
            text = f"{difference:+,}".replace(",", ".").replace("-", "−")
            mark |= {"rotation": 90, "va": "bottom"}
            sheet.write(x, y + (22 if self.bar > 40 else 6) * self.rupiah, text, **mark)
        elif width(f"{amount} {words}") + 10 < sheet.month:
            sheet.write(x, y + 26 * self.rupiah, f"{amount} {words}", **mark)
        else:
            sheet.write(x, y + 41 * self.rupiah, amount, **mark)
            sheet.write(x, y + 26 * self.rupiah, words, **{**mark, "gid": f"{mark['gid']}-words"})

    def drawn(self) -> Iterator[Finding]:
        """Return the findings that have a mark."""
        for strip in self.strips:
            yield from strip.found
        for found in self.facts.ledger.values():
            yield from found

    def legend(self) -> Iterator[tuple[Style, str]]:
        """Return what the marks are, of those that are drawn."""
        _ = translator(self.sheet.language)
        accounts = self.facts.accounts
        if self.charged:
            yield {**SMALL_DOT, "markerfacecolor": MUTED}, _("charge")
        if any(account.start or account.end for account in accounts):
            yield {**LIMIT, "color": MUTED}, "Start Time, End Time"
        if any(account.last_charge for account in accounts):
            yield SMALL_RING, "Last Charge"
        if self.bills:
            yield BILL_KEY, f"{_('bill')}: INTERNET CONTENT"

    def remarks(self) -> Iterator[tuple[Style, str]]:
        """Return what is not drawn, and what stands upright."""
        _ = translator(self.sheet.language)
        count = self.facts.undated
        if count:
            yield {}, _("{count} charges without a time are not drawn").format(count=count)
        if self.upright and self.differences:
            plus, minus = _("without charges"), _("not on the bill")
            red: Style = {"markeredgecolor": ALERT, "markersize": 8, "markeredgewidth": 1.6}
            yield {**red, "marker": "+"}, plus
            yield {**red, "marker": "_"}, minus
