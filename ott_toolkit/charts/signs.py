"""The signs that judge: one for each finding, and one for the verdict on a bill."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import cache

from matplotlib.font_manager import FontProperties
from matplotlib.path import Path
from matplotlib.textpath import TextPath

from ott_toolkit.charts.findings import SEVERITIES
from ott_toolkit.charts.lettering import FAMILY
from ott_toolkit.charts.looks import ALERT, DIAMONDS, DOUBT, GOOD, MUTED, Style
from ott_toolkit.charts.marks import LISTED
from ott_toolkit.charts.months import month_of
from ott_toolkit.charts.records import Finding
from ott_toolkit.charts.sheet import Sheet, money
from ott_toolkit.locale import translator

Verdicts = Mapping[date, tuple[str, str]]
"""First day of a bill's month → which verdict it is, of `VERDICTS`, and its words."""

VERDICTS = {
    "explained": ("✓", GOOD),
    "contested": ("!", DOUBT),
    "partly": ("½", ALERT),
    "unexplained": ("✗", ALERT),
    "cannot": ("?", MUTED),
}
"""Verdict → its sign and its colour."""
SIGN = 11
"""The height of a verdict's sign."""
DEEP = 2
"""How many diamonds of one place look out from behind the first."""
SMALL = 0.78
"""The size of a diamond that marks a place where no charge stands."""


def read_verdicts(verdicts: Verdicts | None) -> dict[int, tuple[str, str]]:
    """Return counted month of the bill → its verdict.

    Raises:
        ValueError: A verdict is none of `VERDICTS`.
    """
    for kind, _words in (verdicts or {}).values():
        if kind not in VERDICTS:
            raise ValueError(f"not a verdict of {', '.join(VERDICTS)}: {kind!r}")
    return {month_of(period): verdict for period, verdict in (verdicts or {}).items()}


def verdict_style(kind: str) -> Style:
    """Return the marker of a verdict: drawn, since few fonts have all the signs."""
    sign, colour = VERDICTS[kind]
    path = _sign_path(sign)
    box = path.get_extents()
    return {
        "marker": path,
        "markersize": SIGN * max(box.width / box.height, 1),
        "markerfacecolor": colour,
        "markeredgewidth": 0,
        "zorder": 7,
    }


def draw_findings(
    sheet: Sheet,
    findings: Sequence[Finding],
    at: tuple[float, float],
    step: tuple[float, float],
    *,
    scale: float = 1,
    about: str = "",
) -> None:
    """Draw the sign of each finding, the first in front; the next look out a `step` further.

    Args:
        sheet: Where to draw.
        findings: What was found in one place, gravest first.
        at: The place of the first.
        step: How far behind it the next stands, in the units of the axes.
        scale: The size of the diamonds, of that of a charge's.
        about: What the place is; its tooltip follows the findings.
    """
    for place in reversed(range(len(findings))):
        finding, back = findings[place], min(place, DEEP)
        style = dict(DIAMONDS[finding.severity])
        style["markersize"] *= scale if finding.severity in ("money", "confirm") else max(scale, 1)
        others = [*findings[:place], *findings[place + 1 :]]
        title = findings_title(sheet, [finding, *others], about)
        x, y = at[0] + back * step[0], at[1] + back * step[1]
        sheet.dot(x, y, style, f"finding-{finding.number}", title)


def findings_title(sheet: Sheet, findings: Sequence[Finding], about: str = "") -> str:
    """Return what was found in one place, then what the place is."""
    lines = [_finding_title(sheet, finding) for finding in findings[:LISTED]]
    if len(findings) > LISTED:
        lines.append("◆ …")
    return "\n".join(filter(None, [*lines, about]))


def _finding_title(sheet: Sheet, finding: Finding) -> str:
    """Return what was found, after its sign."""
    return f"{'△' if finding.explains else '◆'} {finding_words(sheet, finding)}"


def finding_words(sheet: Sheet, finding: Finding) -> str:
    """Return what was found, with its amount and what that was held against."""
    _ = translator(sheet.language)
    texts = [finding.title or "–"]
    if finding.amount is not None and finding.expected is not None:
        amounts = {"amount": money(finding.amount), "expected": money(finding.expected)}
        texts.append(_("{amount} against {expected}").format(**amounts))
    return " · ".join(texts)


def findings_legend(language: str, findings: Iterable[Finding]) -> Iterator[tuple[Style, str]]:
    """Return what the signs mean, of those that are drawn."""
    drawn = {finding.severity for finding in findings}
    for severity, words in _severities(language):
        if severity in drawn:
            yield DIAMONDS[severity], words


def findings_summary(language: str, findings: Iterable[Finding]) -> Iterator[str]:
    """Return how many signs of each kind are drawn."""
    drawn = Counter(finding.severity for finding in findings)
    for severity, words in _severities(language):
        if drawn[severity]:
            yield f"{drawn[severity]} {words}"


def _severities(language: str) -> list[tuple[str, str]]:
    """Return what a finding of each severity asks for, gravest first."""
    _ = translator(language)
    words = (
        _("to be checked"),
        _("to be confirmed"),
        _("sources disagree"),
        _("explains a pattern"),
    )
    return list(zip(SEVERITIES, words, strict=True))


def verdicts_legend(language: str, kinds: Iterable[str]) -> Iterator[tuple[Style, str]]:
    """Return what the signs of verdicts mean, of those that are drawn."""
    _ = translator(language)
    words = (
        _("amount explained"),
        _("explained, contested"),
        _("explained in part"),
        _("without charges"),
        _("cannot be said yet"),
    )
    drawn = set(kinds)
    for kind, text in zip(VERDICTS, words, strict=True):
        if kind in drawn:
            yield verdict_style(kind), text


@cache
def _sign_path(sign: str) -> Path:
    """Return the outline of a sign, around its middle."""
    path = TextPath((0, 0), sign, size=100, prop=FontProperties(family=FAMILY, weight="bold"))
    box = path.get_extents()
    vertices = path.vertices - [(box.x0 + box.x1) / 2, (box.y0 + box.y1) / 2]
    return Path(vertices, path.codes)
