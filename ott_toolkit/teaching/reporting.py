"""A class's summary as a chart, and as a table that a spreadsheet opens."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pandas as pd

from ott_toolkit.letters import harmless
from ott_toolkit.locale import translator
from ott_toolkit.plain import spared
from ott_toolkit.teaching.classroom import Summary, summary
from ott_toolkit.teaching.scoring import GRAVE_SLIPS

if TYPE_CHECKING:
    from matplotlib.axes import Axes

_SHOWN = 12
_COLUMNS = (*GRAVE_SLIPS, "needless-doubt")
"""Slips that have a column of their own among a trainee's figures."""


def chart(group: Summary, ax: Axes | None = None) -> Axes:
    """Return a chart of what went wrong and how often: what to teach again comes first.

    The mistakes that a customer pays for are red, and marked with «!».
    """
    from matplotlib.figure import Figure

    from ott_toolkit.charts.looks import ACCENT, ALERT

    _ = translator(group.language)
    shown = group.slips.head(_SHOWN).iloc[::-1]
    ax = ax or Figure(figsize=(9, 1.2 + 0.34 * len(shown)), layout="constrained").add_subplot()
    grave = [slip in GRAVE_SLIPS for slip in shown["slip"]]
    titles = [
        f"! {title}" if bad else title for title, bad in zip(shown["title"], grave, strict=True)
    ]
    bars = ax.barh(titles, shown["times"], color=[ALERT if bad else ACCENT for bad in grave])
    counted = [
        _("{times} times, {who} trainees").format(times=times, who=who)
        for times, who in zip(shown["times"], shown["trainees"], strict=True)
    ]
    ax.bar_label(bars, counted, padding=4)
    title = _("Nothing went wrong so far") if shown.empty else _("What went wrong, and how often")
    ax.set_title(title, loc="left")
    ax.spines[["top", "right", "bottom"]].set_visible(False)
    ax.margins(x=0.3)
    ax.set_xticks([])
    return ax


def write_csv(folder: str | Path, path: str | Path, language: str | None = None) -> Path:
    """Write one row a trainee, with how often each misconception showed; return where.

    Indonesian Excel opens it with a double click: semicolons, decimal commas, a byte order mark.
    No cell is taken for a formula.

    Raises:
        QueryError: As `summary`.
        OSError: It cannot be written.
    """
    group = summary(folder, language)
    titles = headings(group.language)
    slips = {row.slip: row.title for row in group.slips.itertuples() if row.slip not in _COLUMNS}
    counts = {(row.trainee, row.slip): row.times for row in group.shown.itertuples()}
    with Path(path).open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file, delimiter=";")
        writer.writerow([*titles.values(), *(spared(str(title)) for title in slips.values())])
        for row in group.trainees.itertuples(index=False):
            own = [counts.get((row.trainee, slip), 0) for slip in slips]
            writer.writerow([*(cell(getattr(row, name)) for name in titles), *own])
    return Path(path)


def headings(language: str) -> dict[str, str]:
    """Return column of `Summary.trainees` → its heading."""
    _ = translator(language)
    return {
        "trainee": _("Trainee"),
        "cases": _("Cases"),
        "tries": _("Tries"),
        "solved": _("Solved"),
        "points": _("Points"),
        "minutes": _("Minutes"),
        "round": _("Round"),
        "wrong_must_pay": _("Wrong «must pay»"),
        "wrong_refund": _("Wrong correction"),
        "false_certainty": _("Sure, but wrong"),
        "needless_doubt": _("Needless doubt"),
        "questions": _("Questions"),
        "questions_right": _("Questions right at once"),
        "slip": _("Most often"),
        "last": _("Last try"),
    }


def told(value: Any) -> str:
    """Return a value for a person: decimal comma, nothing where it is missing."""
    if isinstance(value, float):
        return "" if pd.isna(value) else f"{value:.1f}".replace(".", ",")
    return harmless(str(value))


def cell(value: Any) -> str:
    """Return a value for a spreadsheet, which takes none for a formula."""
    return str(spared(value)) if isinstance(value, str) else told(value)
