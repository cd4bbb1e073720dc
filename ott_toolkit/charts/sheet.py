"""The sheet that both charts are drawn on: months from left to right, names at the left.

Lengths are in points; a point is a pixel of the SVG at its full width. The x axis counts days, as
matplotlib does.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cached_property
from typing import Any

from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D

from ott_toolkit.amounts import format_day, format_month, format_rupiah, format_time
from ott_toolkit.charts.lettering import (
    FAMILY,
    TEXT,
    TITLE,
    apart,
    drawable,
    one_line,
    shorten,
    width,
)
from ott_toolkit.charts.looks import BAND, INK, MUTED, Style
from ott_toolkit.charts.months import Row, first_day, labellings

WIDTH, LEFT, RIGHT, GUTTER = 1240, 252, 32, 18
NAMES = LEFT - GUTTER - 20
EPOCH = datetime(1970, 1, 1)  # noqa: DTZ001 - naive WIB, as in the frames


def day(time: datetime) -> float:
    """Return the place of `time` on the x axis."""
    return (time - EPOCH) / timedelta(days=1)


def money(amount: int | None) -> str:
    """Return an amount as it is shown, a missing one included."""
    return "Rp –" if amount is None else format_rupiah(amount)


def entry_width(text: str) -> float:
    """Return how many points an entry of a legend takes, and the space behind it."""
    return 24 + width(text) + 28


def legend_rows(*groups: Iterable[tuple[Style, str]]) -> list[list[tuple[Style, str]]]:
    """Return the entries of a legend in rows that have room; what belongs together stays so."""
    rows: list[list[tuple[Style, str]]] = [[]]
    room = WIDTH - LEFT - 8

    def used(entries: Iterable[tuple[Style, str]]) -> float:
        return sum(entry_width(text) for _style, text in entries) - 28

    for group in map(list, groups):
        if rows[-1] and used(rows[-1] + group) > room:
            rows.append([])
        for entry in group:
            if rows[-1] and used([*rows[-1], entry]) > room:
                rows.append([])
            rows[-1].append(entry)
    return rows


def own_axes(height: float) -> Axes:
    """Return an Axes on a Figure of its own, `height` points high."""
    figure = Figure(figsize=(WIDTH / 72, height / 72), facecolor="white")
    return figure.add_axes((LEFT / WIDTH, 0, (WIDTH - LEFT - RIGHT) / WIDTH, 1))


def sentence(ax: Axes | None, text: str) -> Axes:
    """Say calmly, in an otherwise empty Axes, why there is nothing to see."""
    ax = ax or Figure(figsize=(WIDTH / 72, 120 / 72), facecolor="white").add_axes((0, 0, 1, 1))
    ax.set_axis_off()
    ax.set_label(text)
    centred: Style = {"ha": "center", "va": "center", "transform": ax.transAxes}
    ax.text(0.5, 0.5, text, size=TITLE, color=MUTED, family=FAMILY, **centred)
    return ax


@dataclass(frozen=True)
class Sheet:
    """An Axes over whole months, its y in any unit that the chart likes, and its language."""

    ax: Axes
    months: range
    language: str

    def __post_init__(self) -> None:
        self.ax.set_axis_off()
        self.ax.set_autoscale_on(False)
        self.ax.xaxis_date()
        self.ax.set_xlim(self.left, self.right)

    @cached_property
    def left(self) -> float:
        """Where the first month begins."""
        return day(first_day(self.months.start))

    @cached_property
    def right(self) -> float:
        """Where the last month ends."""
        return day(first_day(self.months.stop))

    @cached_property
    def px(self) -> float:
        """How many days a point is wide."""
        figure = self.ax.get_figure(root=True)
        inches = figure.get_figwidth() if figure else WIDTH / 72
        return (self.right - self.left) / float(self.ax.get_position().width * inches * 72)

    @property
    def edge(self) -> float:
        """Where the figure ends at the right."""
        return self.right + RIGHT * self.px

    @property
    def month(self) -> float:
        """How many points wide the shortest month is."""
        return 28 / self.px

    def fit(self, height: float) -> None:
        """Make the Figure `height` points high."""
        figure = self.ax.get_figure(root=True)
        if figure:
            figure.set_size_inches(WIDTH / 72, height / 72)

    def ends(self, months: range) -> tuple[float, float]:
        """Return where a block of months begins and ends."""
        return day(first_day(months.start)), day(first_day(months.stop))

    def middle(self, month: int) -> float:
        """Return the middle of a month."""
        return sum(self.ends(range(month, month + 1))) / 2

    def inside(
        self, words: Iterable[tuple[float, str]], weight: str = "normal"
    ) -> list[tuple[float, str]]:
        """Return centred words moved so far that they end within the figure."""
        placed = []
        for x, text in words:
            half = width(text, weight=weight) / 2 * self.px
            placed.append((max(min(x, self.edge - half), self.left - 12 * self.px + half), text))
        return placed

    def apart(self, words: Iterable[tuple[float, str]], weight: str = "normal") -> bool:
        """Return whether centred words can stand in one line."""
        return apart(((x / self.px, text) for x, text in words), weight=weight)

    def add(self, artist: Artist, gid: str | None = None, title: str = "") -> None:
        """Draw `artist`; a `gid` and a `title` make it a mark that can be pointed at."""
        artist.set_clip_on(False)
        if gid:
            artist.set_gid(gid)
            artist.set_label("\n".join(one_line(line) for line in title.split("\n")))
        self.ax.add_artist(artist)

    def dot(
        self, x: float, y: float, style: Style, gid: str | None = None, title: str = ""
    ) -> None:
        """Draw one marker."""
        self.add(Line2D([x], [y], linestyle="none", **style), gid, title)

    def write(self, x: float, y: float, text: str, **style: Any) -> None:
        """Write `text` as it is: dollar signs are no formula, strange letters no warning."""
        defaults: Style = {
            "family": FAMILY,
            "size": TEXT,
            "color": INK,
            "va": "center_baseline",
            "parse_math": False,
            "zorder": 7,
        }
        self.ax.text(x, y, drawable(text), **{**defaults, **style})

    def name(self, y: float, text: str, **style: Any) -> float:
        """Write what a row is called, at the left where the eye starts; return where it begins."""
        font = style.get("size", TEXT), style.get("weight", "normal")
        text = shorten(text, NAMES, *font)
        self.write(self.left - GUTTER * self.px, y, text, ha="right", **style)
        return self.left - (GUTTER + width(text, *font)) * self.px

    def draw_months(self, bottom: float, height: float, rows: dict[float, Row]) -> None:
        """Shade every other label's months, and write the rows of labels, by their y."""
        for shown in labellings(self.months, self.language, rows.values()):
            centres = [sum(self.ends(block)) / 2 for block in shown.blocks]
            lines = [self.inside(zip(centres, texts, strict=True)) for texts in shown.labels]
            if all(map(self.apart, lines)):
                break
        ends = [self.ends(block) for block in shown.blocks[::2]]
        spans = [(start, end - start) for start, end in ends]
        style: Style = {"facecolor": BAND, "linewidth": 0, "zorder": 0, "clip_on": False}
        self.ax.broken_barh(spans, (bottom, height), **style)
        for (y, row), line in zip(rows.items(), lines, strict=True):
            if not shown.worded:
                self.name(y, row.word, color=MUTED)
            for x, text in line:
                self.write(x, y, text, ha="center")

    def legend(self, y: float, rows: Iterable[list[tuple[Style, str]]], step: float = 0) -> None:
        """Say what the marks are, each row a `step` after the one before."""
        for place, entries in enumerate(rows):
            x = self.left
            for style, text in entries:
                self.dot(x + 9 * self.px, y + place * step, style)
                self.write(x + 24 * self.px, y + place * step, text, color=MUTED)
                x += entry_width(text) * self.px

    def time_text(self, time: datetime | None) -> str:
        """Return a time as it is shown, a missing one included."""
        return format_time(time, self.language) if time else "–"

    def day_text(self, time: datetime) -> str:
        """Return the day of a time."""
        return format_day(time, self.language)

    def short_day(self, time: datetime) -> str:
        """Return the day of a time where the axis tells the year."""
        return self.day_text(time).removesuffix(f" {time.year}")

    def month_text(self, month: int) -> str:
        """Return the name of a counted month."""
        return format_month(first_day(month), self.language)
