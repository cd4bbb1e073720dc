"""Typed answers, read leniently: in any form in which a trainee would write the same thing."""

from __future__ import annotations

import re
from datetime import date
from typing import Literal, TypeAlias

from ott_toolkit.amounts import BILL, DASHBOARD, exact_amount, parse_month, whole_rupiah
from ott_toolkit.errors import ParseError, QueryError
from ott_toolkit.sentences import Month, Rupiah

Kind: TypeAlias = Literal["rupiah", "number", "month", "day", "time", "text"]

_CURRENCY = re.compile(r"^\s*idr\b|\b(rupiah|idr)\s*$", re.IGNORECASE)
_THOUSANDS = re.compile(r"(?:rp\.?)?\s*(\d{1,6})\s*(?:rb|ribu)", re.IGNORECASE)
_COUNT = re.compile(r"\+?(\d+)[a-z]*", re.IGNORECASE)
_CLOCK = re.compile(
    r"(?:^|[\sT,]+)([01]?\d|2[0-3])[:.]([0-5]\d)(?:[:.]([0-5]\d))?(?:\s*wib)?$", re.I
)
_YEAR_FIRST = re.compile(r"(\d{4})[-/. ](\d{1,2})(?:[-/. ](\d{1,2}))?")
_YEAR_LAST = re.compile(r"(?:(\d{1,2})[-/. ])?(\d{1,2})[-/. ](\d{4}|\d{2})")
_NAMED = re.compile(r"(?:(\d{1,2})[-/. ]*)?([a-z]+)[-/. ']*(\d{4}|\d{2})", re.IGNORECASE)
_AMERICAN = re.compile(r"([a-z]+)\.? (\d{1,2}), ?(\d{4})", re.IGNORECASE)


def same(kind: Kind, typed: str, right: str) -> bool:
    """Whether two texts mean the same; of times what both tell is compared (day, seconds).

    Raises:
        QueryError: One of them is nothing of that kind.
    """
    if kind != "time":
        return _read(kind, typed) == _read(kind, right)
    (day, clock), (right_day, right_clock) = _time(typed), _time(right)
    days = not day or not right_day or day == right_day
    return days and (clock.startswith(right_clock) or right_clock.startswith(clock))


def shown(kind: Kind, right: str) -> object:
    """Return a right answer as a sentence says it: an amount, a month or a day in full."""
    match kind:
        case "rupiah":
            return Rupiah(rupiah(right))
        case "month":
            return Month(_month(right))
        case "day":
            return _day(right)
        case _:
            return right


def _read(kind: Kind, text: str) -> object:
    match kind:
        case "rupiah":
            return rupiah(text)
        case "number":
            return _number(text)
        case "month":
            return _month(text)
        case "day":
            return _day(text)
        case _:
            return " ".join(text.casefold().split()).strip(" .,;:!?\"'«»“”")


def rupiah(text: str) -> int:
    """Return the whole rupiah that a person typed, in the dashboard's notation or a bill's.

    Raises:
        QueryError: It is no amount.

    >>> [rupiah(text) for text in ("29000", "Rp 29.000,00", "29,000", "29 ribu")]
    [29000, 29000, 29000, 29000]
    """
    if thousands := _THOUSANDS.fullmatch(text.strip()):
        return int(thousands[1]) * 1000
    plain = _CURRENCY.sub("", text)
    for notation in (DASHBOARD, BILL):
        try:
            return whole_rupiah(exact_amount(plain, notation))
        except ParseError:
            continue
    raise QueryError("{text} is no amount. Type it like 29.000.", text=repr(text))


def _number(text: str) -> str:
    counted = _COUNT.fullmatch(re.sub(r"[\s.\-()]", "", text))
    if not counted:
        raise QueryError("{text} is no number. Type digits.", text=repr(text))
    return counted[1]


def _month(text: str) -> date:
    found = _calendar(text)
    if not found:
        raise QueryError("{text} is no month. Type it like Mar 2022.", text=repr(text))
    return found[0].replace(day=1)


def _day(text: str) -> date:
    found = _calendar(text)
    if not found or not found[1]:
        raise QueryError("{text} is no day. Type it like 1 Feb 2022.", text=repr(text))
    return found[0]


def _time(text: str) -> tuple[date | None, str]:
    """Return the day, where there is one, and the clock as HH:MM or HH:MM:SS."""
    clock = _CLOCK.search(text.strip())
    rest = text.strip()[: clock.start()].strip() if clock else ""
    if not clock or (rest and not (_calendar(rest) or (None, 0))[1]):
        raise QueryError("{text} is no time. Type it like 2022-02-01 00:04:25.", text=repr(text))
    parts = (f"{int(part):02d}" for part in clock.groups() if part is not None)
    return (_day(rest) if rest else None), ":".join(parts)


def _calendar(text: str) -> tuple[date, bool] | None:
    """Return the day that is written, or the first of the month, and whether a day was named."""
    parts = _parts(" ".join(text.split()))
    if not parts:
        return None
    day, month, year = parts
    try:
        named = parse_month(month) if not month.isdigit() else None
        number = named.month if named else int(month)
        return date(int(year) + (2000 if len(year) == 2 else 0), number, int(day or 1)), bool(day)
    except ValueError:
        return None


def _parts(text: str) -> tuple[str, str, str] | None:
    if found := _YEAR_FIRST.fullmatch(text):
        return found[3] or "", found[2], found[1]
    if found := _AMERICAN.fullmatch(text):
        return found[2], f"{found[1]} 2000", found[3]
    if found := _YEAR_LAST.fullmatch(text):
        return found[1] or "", found[2], found[3]
    if found := _NAMED.fullmatch(text):
        return found[1] or "", f"{found[2]} 2000", found[3]
    return None
