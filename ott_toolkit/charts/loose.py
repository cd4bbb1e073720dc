"""What was found and has no place in time: a list below the timeline."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from matplotlib.axes import Axes

from ott_toolkit.charts.lettering import TITLE, shorten
from ott_toolkit.charts.looks import MUTED, TONES
from ott_toolkit.charts.marks import LISTED
from ott_toolkit.charts.months import month_of
from ott_toolkit.charts.records import Finding
from ott_toolkit.charts.sheet import EPOCH, WIDTH, Sheet, own_axes, sentence
from ott_toolkit.charts.signs import draw_findings, finding_words
from ott_toolkit.locale import translator

ROW = 21
"""The height of a row."""


@dataclass(frozen=True)
class Loose:
    """A row for each kind of finding, with a sign for each of them."""

    sheet: Sheet
    findings: list[Finding]

    @cached_property
    def kinds(self) -> list[list[Finding]]:
        """The findings that are called the same, together."""
        kinds: dict[tuple[str, str], list[Finding]] = {}
        for finding in self.findings:
            kinds.setdefault((finding.severity, finding.title), []).append(finding)
        return list(kinds.values())

    @property
    def height(self) -> float:
        """The height of the list; of none, nothing."""
        return ROW * len(self.kinds)

    def draw(self, top: float) -> None:
        """Draw the list from `top` downwards."""
        sheet, _ = self.sheet, translator(self.sheet.language)
        if self.kinds:
            sheet.name(top + ROW / 2, _("no time recorded"), color=MUTED)
        for place, found in enumerate(self.kinds):
            y = top + ROW * (place + 0.5)
            about = "\n".join(filter(None, map(_row, found[:LISTED])))
            draw_findings(sheet, found, (sheet.left + 9 * sheet.px, y), (5 * sheet.px, 0),
                          about=about)  # fmt: skip
            words = shorten(self.words(found), WIDTH / 2)
            colour = TONES[found[0].severity]
            sheet.write(sheet.left + 32 * sheet.px, y, words, color=colour)

    def words(self, found: list[Finding]) -> str:
        """Return what was found, and in which row, or in how many."""
        several = f"{found[0].title or '–'} · {len(found)}"
        one = " · ".join(filter(None, [finding_words(self.sheet, found[0]), _row(found[0])]))
        return several if len(found) > 1 else one


def without_months(ax: Axes | None, reason: str, findings: list[Finding], language: str) -> Axes:
    """Say why there is nothing to see, and what was found all the same."""
    if not findings:
        return sentence(ax, reason)
    month = month_of(EPOCH)  # any will do: none is shown
    sheet = Sheet(ax or own_axes(ROW), range(month, month + 1), language)
    loose = Loose(sheet, findings)
    height = 64 + loose.height
    if ax is None:
        sheet.fit(height)
    sheet.ax.set_ylim(height, 0)
    sheet.ax.set_label(reason)
    sheet.write(sheet.left, 28, reason, size=TITLE, color=MUTED)
    loose.draw(50)
    return sheet.ax


def _row(finding: Finding) -> str:
    """Return what tells the row of a finding: its trx_id, or its reference."""
    (_number, reference), trx_id, _time = finding.key
    return trx_id or reference
