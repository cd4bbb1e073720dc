"""The bills of the timeline: a row of cells, one a month, with amount, verdict and findings."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from matplotlib.patches import Rectangle

from ott_toolkit.charts.lettering import TITLE, shorten, width
from ott_toolkit.charts.looks import BILL, BILL_KEY, MUTED, NO_BILL, TONES, Style
from ott_toolkit.charts.months import first_day
from ott_toolkit.charts.records import Finding
from ott_toolkit.charts.sheet import Sheet, money
from ott_toolkit.charts.signs import SIGN, SMALL, VERDICTS, draw_findings, verdict_style
from ott_toolkit.locale import translator

UPRIGHT = 15
"""The width from which a month has room for an amount that stands."""
WORDED = 110
"""The width from which a month has room for what was found in its bill."""
GAP = 8
"""From a sign to the amount behind it."""
LINE_HEIGHT = 20
"""The room for a sign above an amount that stands."""


@dataclass(frozen=True)
class Cells:
    """What the bills say, by counted month of the bill."""

    sheet: Sheet
    periods: list[int]
    """Months of bills: those that are known, and those that known charges would be on."""
    bills: dict[int, int]
    charged: dict[int, int | None]
    """What the charges of the month that each bill covers come to."""
    verdicts: dict[int, tuple[str, str]]
    findings: dict[int, list[Finding]]
    lag: int

    @cached_property
    def amounts(self) -> list[str]:
        """What the bills say, in the fullest form that has room in a month."""
        forms = [
            [
                money(self.bills[month]) if month in self.bills else self.unseen(month, form)
                for month in self.periods
            ]
            for form in ("", "?")
        ]
        short = [text.replace("Rp ", "") for text in forms[1]]
        for texts in forms:
            if all(self.room(text) + 16 <= self.sheet.month for text in texts):
                return texts
        return short if self.sheet.month >= UPRIGHT else [""] * len(short)

    @cached_property
    def judged(self) -> set[int]:
        """The bills that bear the sign of a verdict."""
        drawn = self.sheet.month >= SIGN
        return {month for month in self.bills if month in self.verdicts and drawn}

    @cached_property
    def upright(self) -> bool:
        """Whether amounts have room only where they stand."""
        return any(width(text, weight="bold") + 10 > self.sheet.month for text in self.amounts)

    @cached_property
    def stacked(self) -> bool:
        """Whether signs have room only above their amounts."""
        beside = all(self.room(text) + 10 <= self.sheet.month for text in self.amounts)
        return bool(self.judged) and not beside

    @cached_property
    def worded(self) -> bool:
        """Whether there are findings, and room for their words."""
        found = any(period in self.findings for period in self.periods)
        narrow = self.upright or self.stacked or self.sheet.month < WORDED
        return found and not narrow

    @cached_property
    def height(self) -> float:
        """The height of the row."""
        if not self.periods:
            return 0
        if self.upright:
            return 18 + max(map(width, self.amounts)) + (LINE_HEIGHT if self.stacked else 0)
        return 46 if self.worded or self.stacked else 30

    def unseen(self, period: int, short: str = "") -> str:
        """Return that a bill was not seen, or its detail: something was found in what was."""
        _ = translator(self.sheet.language)
        seen = period in self.findings
        return short or (_("detail not seen here") if seen else _("bill not seen here"))

    def room(self, text: str) -> float:
        """Return the width of an amount and the sign before it."""
        return width(text, weight="bold") + (SIGN + GAP if self.judged else 0)

    def draw(self, top: float) -> None:
        """Draw the bills as a row of cells; a bill that was not seen is dashed."""
        sheet, _ = self.sheet, translator(self.sheet.language)
        sheet.name(top + self.height / 2 - 8, _("Bill"), size=TITLE, weight="bold")
        sheet.name(top + self.height / 2 + 9, "INTERNET CONTENT", color=MUTED)
        for period, text in zip(self.periods, self.amounts, strict=True):
            self.draw_cell(period, top)
            self.write_amount(period, text, top)
            self.draw_findings(period, top)

    def draw_cell(self, period: int, top: float) -> None:
        """Draw a bill's outline, in the colour of its verdict."""
        sheet = self.sheet
        start, end = sheet.ends(range(period, period + 1))
        inset = min(3, sheet.month / 8) * sheet.px
        look = BILL if period in self.bills else NO_BILL
        if period in self.judged:
            look = {**BILL, "edgecolor": self.tone(period), "linewidth": 1.8}
        cell = Rectangle((start + inset, top), end - start - 2 * inset, self.height, **look)
        sheet.add(cell, bill_name(period), self.title(period))

    def write_amount(self, period: int, text: str, top: float) -> None:
        """Write what a bill says, with the sign of its verdict before it, or above it."""
        sheet, judged = self.sheet, period in self.judged
        sign, at = self.places(period, text, top)
        if judged:
            kind, _words = self.verdicts[period]
            name = f"{bill_name(period)}-verdict"
            sheet.dot(*sign, verdict_style(kind), name, self.title(period))
        if text:
            known = period in self.bills
            style: Style = {"weight": "bold"} if known else {"color": MUTED}
            style |= {"color": self.tone(period)} if judged else {}
            style |= {"rotation": 90, "va": "center"} if self.upright and known else {}
            style |= {"label": self.title(period), "gid": f"{bill_name(period)}-amount"}
            sheet.write(*at, text, ha="center", **style)

    def places(
        self, period: int, text: str, top: float
    ) -> tuple[tuple[float, float], tuple[float, float]]:
        """Return where the sign of a verdict stands, and where its amount."""
        middle, px = self.sheet.middle(period), self.sheet.px
        line = top + (15 if self.worded and period in self.findings else self.height / 2)
        if self.stacked:
            return (middle, top + 17 if text else line), (middle, line + LINE_HEIGHT / 2)
        if period not in self.judged:
            return (middle, line), (middle, line)
        whole = SIGN + GAP + width(text, weight="bold")
        return (middle - (whole - SIGN) / 2 * px, line), (middle + (SIGN + GAP) / 2 * px, line)

    def draw_findings(self, period: int, top: float) -> None:
        """Draw what was found in a bill on its upper edge, and say it where there is room."""
        sheet, found = self.sheet, self.findings.get(period)
        if not found:
            return
        start, end = sheet.ends(range(period, period + 1))
        x = max(sheet.middle(period), end - 15 * sheet.px)
        at, step = (x, top), (-6 * sheet.px, 0)
        draw_findings(sheet, found, at, step, scale=SMALL, about=self.title(period))
        if self.worded:
            more = f" +{len(found) - 1}" if len(found) > 1 else ""
            room = (end - start) / sheet.px - 18 - width(more)
            text = shorten(found[0].title or "–", room) + more
            style: Style = {"ha": "center", "color": TONES[found[0].severity]}
            sheet.write(sheet.middle(period), top + 32, text, **style)

    def tone(self, period: int) -> str:
        """Return the colour of a bill's verdict."""
        return VERDICTS[self.verdicts[period][0]][1]

    def title(self, period: int) -> str:
        """Return what a bill is, the month whose charges it carries, and its verdict."""
        sheet, _ = self.sheet, translator(self.sheet.language)
        known = period in self.bills
        billed = f"INTERNET CONTENT {money(self.bills[period])}" if known else self.unseen(period)
        month = sheet.month_text(period - self.lag)
        charged = f"{_('charges')} {month}: {money(self.charged.get(period))}"
        _kind, words = self.verdicts.get(period, ("", ""))
        lines = [f"{_('Bill')} {sheet.month_text(period)} · {billed} · {charged}", words]
        return "\n".join(filter(None, lines))

    def legend(self) -> Iterator[tuple[Style, str]]:
        """Return what a cell is, where one is drawn that says something."""
        if self.bills:
            yield BILL_KEY, translator(self.sheet.language)("bill")


def bill_name(period: int) -> str:
    """Return what the mark of a bill is called."""
    return f"bill-{first_day(period):%Y-%m}"
