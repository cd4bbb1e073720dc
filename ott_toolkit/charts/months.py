"""Months along an axis: counted as year × 12 + month − 1, and named as densely as there is room."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime

from ott_toolkit.amounts import MONTHS, format_month

UNITS = (1, 3, 6, 12, 24, 60, 120, 600, 1200)
"""How many months a label may stand for."""
FEWEST = 3
"""How many months an axis has at least."""
EARLIEST = 12
"""The first month that has a date."""


def month_of(time: date) -> int:
    """Return the counted month of `time`."""
    return time.year * 12 + time.month - 1


def first_day(month: int) -> datetime:
    """Return the moment a counted month begins."""
    return datetime(month // 12, month % 12 + 1, 1)  # noqa: DTZ001 - naive WIB


def dated(times: Iterable[datetime | None]) -> list[int]:
    """Return the counted months of `times`; the year 9999, which means «never», is none."""
    return [month_of(time) for time in times if time and time.year < 9999]


def few(months: range) -> range:
    """Return `months`, with those before them where they would be as wide as a page."""
    return range(min(months.start, max(months.stop - FEWEST, EARLIEST)), months.stop)


@dataclass(frozen=True)
class Row:
    """A row of month names: what they are months of, and how many months later they are."""

    word: str = ""
    shift: int = 0


@dataclass(frozen=True)
class Labelling:
    """The months that each label stands for, and a list of labels for each row."""

    blocks: list[range]
    labels: list[list[str]]
    worded: bool
    """Whether the labels say themselves what they are months of."""


def labellings(months: range, language: str, rows: Iterable[Row]) -> Iterator[Labelling]:
    """Return the ways to name the months of an axis, from the fullest to the barest."""
    rows = list(rows)
    for unit in UNITS:
        blocks = list(_blocks(months, unit))
        full = [[_label(block, unit, row.shift, language) for block in blocks] for row in rows]
        worded = [
            [f"{row.word} {text}".strip() for text in texts]
            for row, texts in zip(rows, full, strict=True)
        ]
        yield Labelling(blocks, worded, worded=True)
        yield Labelling(blocks, full, worded=False)
        bare = [
            texts[:1]
            + [_label(block, unit, row.shift, language, bare=True) for block in blocks[1:]]
            for row, texts in zip(rows, full, strict=True)
        ]
        yield Labelling(blocks, bare, worded=False)
        whole = [
            [
                text if 2 * len(block) >= unit else ""
                for text, block in zip(texts, blocks, strict=True)
            ]
            for texts in bare
        ]
        yield Labelling(blocks, whole, worded=False)


def _blocks(months: range, unit: int) -> Iterator[range]:
    """Return `months` in blocks that begin where a calendar's would."""
    for start in range(months.start - months.start % unit, months.stop, unit):
        yield range(max(start, months.start), min(start + unit, months.stop))


def _label(block: range, unit: int, shift: int, language: str, bare: bool = False) -> str:
    """Return the name of a block of months; a bare one names the year only where it is new."""
    first, last = first_day(block.start + shift), first_day(block.stop - 1 + shift)
    if unit >= 12 and not shift:
        return "–".join(dict.fromkeys((f"{first.year}", f"{last.year}")))
    if unit >= 12:
        ends = (format_month(first, language), format_month(last, language))
        return " – ".join(dict.fromkeys(ends))
    names = MONTHS[language]
    named = "–".join(dict.fromkeys((names[first.month - 1], names[last.month - 1])))
    new_year = first.month == 1 or last.year > first.year
    return named if bare and not new_year else f"{named} {last.year}"
