"""Where on a bar stands what was found beside its charges: in the subscription, or to explain."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from ott_toolkit.charts.findings import gravest_first
from ott_toolkit.charts.marks import NEAR, Mark, account_title, mark_title, ringed
from ott_toolkit.charts.records import Account, Finding
from ott_toolkit.charts.sheet import Sheet, day
from ott_toolkit.charts.signs import draw_findings


@dataclass(frozen=True)
class Place:
    """What stands together, gravest first, and what it is about."""

    x: float
    findings: list[Finding]
    about: str


@dataclass(frozen=True)
class Beside:
    """What stands above a bar because it is wrong, and below it because it explains."""

    wrong: list[Place]
    explains: list[Place]

    @property
    def findings(self) -> Iterator[Finding]:
        """Everything that stands there."""
        for place in (*self.wrong, *self.explains):
            yield from place.findings

    def draw(self, sheet: Sheet, above: float, below: float, step: float, scale: float) -> None:
        """Draw it at these heights; those that share a place a `step` of points apart."""
        for y, places in ((above, self.wrong), (below, self.explains)):
            for place in places:
                at = place.x, y
                draw_findings(
                    sheet, place.findings, at, (step * sheet.px, 0), scale=scale, about=place.about
                )


def beside(
    sheet: Sheet,
    accounts: Iterable[Account],
    marks: Sequence[Mark],
    asof: datetime | None,
    lag: int,
) -> Beside:
    """Return what was found beside the marks of a bar; what is near stands together."""
    single = [Place(m.x, [f], mark_title(sheet, m, lag)) for m in marks for f in m.informing]
    for account in accounts:
        single += _of_account(sheet, account, marks, asof)
    wrong = [place for place in single if not place.findings[0].explains]
    explains = [place for place in single if place.findings[0].explains]
    return Beside(_together(wrong, sheet.px), _together(explains, sheet.px))


def _of_account(
    sheet: Sheet, account: Account, marks: Sequence[Mark], asof: datetime | None
) -> Iterator[Place]:
    """Return the places of what was found in a subscription itself.

    That is at its time, or at the mark or the ring that holds it; without one, at the start.
    """
    span, ring = account.span(asof), ringed(account, marks, sheet.px)
    if span is None:
        return
    for finding in account.findings:
        time = finding.key[2] or span[0]
        held = [m.x for m in marks if any(charge.time == time for charge in m.charges)]
        if ring is not None and time == account.last_charge:
            held.append(ring)
        x = held[0] if held else min(max(day(time), sheet.left), sheet.right)
        yield Place(x, [finding], account_title(sheet, account))


def _together(single: list[Place], px: float) -> list[Place]:
    groups: list[list[Place]] = []
    for place in sorted(single, key=lambda place: place.x):
        if groups and place.x - groups[-1][0].x < NEAR * px:
            groups[-1].append(place)
        else:
            groups.append([place])
    return [
        Place(
            group[0].x,
            gravest_first(finding for place in group for finding in place.findings),
            "\n".join(dict.fromkeys(place.about for place in group)),
        )
        for group in groups
    ]
