"""Rupiah, times, months and customers' numbers: text to value, and back.

Every reader here is strict: what is not exactly of the expected shape is a `ParseError`, because
a guessed amount or time in a dispute is worse than an error. Which separators group digits is
told by the source (`DASHBOARD` or `BILL`), never guessed from a cell.
"""

from __future__ import annotations

import re
from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal
from typing import NamedTuple
from zoneinfo import ZoneInfo

from ott_toolkit.errors import OttError, ParseError, QueryError

WIB = ZoneInfo("Asia/Jakarta")
NO_VALUE = "–"
"""What is shown where a cell has no value."""
MISSING = frozenset({"", "-", "–", "null", "0000-00-00 00:00:00", "0000-00-00"})

MONTHS = {
    "id": ["Jan", "Feb", "Mar", "Apr", "Mei", "Jun", "Jul", "Agu", "Sep", "Okt", "Nov", "Des"],
    "en": ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"],
}
FULL_MONTHS = (
    "januari februari maret april mei juni juli agustus september oktober november desember",
    "january february march april may june july august september october november december",
)
MONTH_OF = {
    name: month
    for names in (*MONTHS.values(), *(full.split() for full in FULL_MONTHS))
    for month, name in enumerate((name.lower() for name in names), start=1)
} | {"agt": 8, "agust": 8, "sept": 9, "nop": 11}
BILL_YEARS = range(1990, 2101)
"""A bill of another year is misread; the calendar's own ends would leave no month beside it."""


class Notation(NamedTuple):
    """How a source writes money: the pattern of its digits, and the two separators."""

    pattern: re.Pattern[str]
    group: str
    decimal: str


# No amount has more than 15 digits; 64 bits hold them all.
DASHBOARD = Notation(
    re.compile(r"([0-9]{1,15}|[0-9]{1,3}(?:\.[0-9]{3}){1,4})(,([0-9]{1,2}|-))?"), ".", ","
)
BILL = Notation(re.compile(r"([0-9]{1,15}|[0-9]{1,3}(?:,[0-9]{3}){1,4})(\.[0-9]{1,2})?"), ",", ".")

# Between two digits no space is allowed: they may be two amounts.
_SIGNED = re.compile(
    r"(?P<open>\()?\s*+(?P<before>-)?\s*+(?:rp\.?)?\s*+(?P<after>-)?\s*+"
    r"(?P<digits>[0-9.,]+-?)\s*+(?P<close>\))?"
)
_TIME = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2} (?:[01][0-9]|2[0-3]):[0-9]{2}:[0-9]{2}")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_MONTH = re.compile(r"([A-Za-z]+)[ ./-]*([0-9]{4})")
_ISO_MONTH = re.compile(r"([0-9]{4})-([0-9]{2})(?:-01(?: 00:00:00)?)?")
_NUMBER = re.compile(r"[0-9]{6,20}")
_PHONE = re.compile(r"(?:0[2-9]|\+?628)[0-9]{6,11}")
_SCIENTIFIC = re.compile(r"[0-9]+([.,][0-9]+)?E\+?[0-9]+", re.IGNORECASE)
_SHORTENED = OttError(
    "{text} is a number that a spreadsheet has shortened: digits are lost. Format the "
    "column as Text before you open the export, and save it again."
)


def is_missing(text: str) -> bool:
    """Whether a cell says that it has no value: empty, `-`, `NULL` or the zero date."""
    return text.strip().casefold() in MISSING


def exact_amount(text: str, notation: Notation = DASHBOARD) -> Decimal:
    """Return the rupiah that `text` shows, with its sen.

    Args:
        text: `29000`, `29.000`, `Rp 29.000,00`, `(29.000)`; on a bill `29,000`.
        notation: How the source writes money.

    Raises:
        ParseError: `text` is not an amount of that notation.

    >>> exact_amount("Rp 29.000,50")
    Decimal('29000.50')
    >>> exact_amount("499,400", BILL)
    Decimal('499400')
    """
    shown = _SIGNED.fullmatch(text.strip().replace("−", "-").casefold())
    digits = shown and notation.pattern.fullmatch(shown["digits"])
    negative = [sign for sign in ("open", "before", "after") if shown and shown[sign]]
    brackets = shown and bool(shown["open"]) == bool(shown["close"])
    if not shown or not digits or not brackets or len(negative) > 1:
        raise ParseError("not an amount in rupiah: {text}", text=repr(text))
    plain = shown["digits"].removesuffix(f"{notation.decimal}-")
    amount = Decimal(plain.replace(notation.group, "").replace(notation.decimal, "."))
    return -amount if negative else amount


def whole_rupiah(amount: Decimal) -> int:
    """Return `amount` in whole rupiah, half a rupiah rounded up (away from zero).

    >>> whole_rupiah(Decimal("0.5"))
    1
    """
    return int(amount.quantize(Decimal(1), rounding=ROUND_HALF_UP))


def parse_time(text: str) -> datetime:
    """Return the naive WIB time that `text` (`YYYY-MM-DD HH:MM:SS`) shows.

    Raises:
        ParseError: Another shape, or no such day or hour.

    >>> parse_time("2022-02-01 00:04:25")
    datetime.datetime(2022, 2, 1, 0, 4, 25)
    """
    text = text.strip()
    try:
        if _TIME.fullmatch(text):
            return datetime.fromisoformat(text)
    except ValueError:
        pass  # the shape is right, the day does not exist: the same answer as for a wrong shape
    raise ParseError("not a time like 2022-02-01 00:04:25: {text}", text=repr(text))


def parse_charge_time(text: str) -> datetime:
    """Return the time of a charge, as `parse_time`.

    Raises:
        ParseError: As there; or a year that no bill is of (`BILL_YEARS`).
    """
    time = parse_time(text)
    if time.year not in BILL_YEARS:
        years = {"first": BILL_YEARS[0], "last": BILL_YEARS[-1]}
        raise ParseError(
            "not a time of the years {first} to {last}: {text}", text=repr(text), **years
        )
    return time


def parse_day(text: str) -> date:
    """Return the day that a typed `text` (`YYYY-MM-DD`) means.

    Raises:
        QueryError: Another shape, or no such day.
    """
    try:
        if _DAY.fullmatch(text.strip()):
            return date.fromisoformat(text.strip())
    except ValueError:
        pass
    raise QueryError("{text} is not a date. Type it like 2022-03-20.", text=repr(text))


def parse_month(text: str) -> date:
    """Return the first day of the month that a bill's period names, English or Indonesian.

    Raises:
        ParseError: No month is named, or one of a year that no bill is of (`BILL_YEARS`).

    >>> parse_month("Agu 2022")
    datetime.date(2022, 8, 1)
    """
    named, iso = _MONTH.fullmatch(text.strip()), _ISO_MONTH.fullmatch(text.strip())
    month = int(iso[2]) if iso else MONTH_OF.get(named[1].lower(), 0) if named else 0
    year = int(iso[1]) if iso else int(named[2]) if named else 0
    if not 1 <= month <= 12:
        raise ParseError("not a month like Mar 2022: {text}", text=repr(text))
    if year not in BILL_YEARS:
        years = {"first": BILL_YEARS[0], "last": BILL_YEARS[-1]}
        raise ParseError(
            "not a month of the years {first} to {last}: {text}", text=repr(text), **years
        )
    return date(year, month, 1)


def parse_number(text: str) -> str:
    """Return a customer's number from a cell: 6 to 20 digits, leading zeros kept.

    Raises:
        ParseError: Anything else; a spreadsheet's `1.215E+11` gets advice of its own.
    """
    text = text.strip()
    if _NUMBER.fullmatch(text):
        return text
    if _SCIENTIFIC.fullmatch(text):
        raise ParseError(_SHORTENED.template, text=text)
    raise ParseError("not a customer's number of 6 to 20 digits: {text}", text=repr(text))


def typed_number(text: str) -> str:
    """Return the number that a person typed; spaces, dots and hyphens are dropped.

    Raises:
        QueryError: Not 6 to 20 digits, a phone number, or shortened by a spreadsheet.

    >>> typed_number("1215 0000.0017")
    '121500000017'
    """
    if _SCIENTIFIC.fullmatch(text.strip()):
        raise QueryError(_SHORTENED.template, text=text.strip())
    number = re.sub(r"[\s.\-]", "", text)
    if _PHONE.fullmatch(number):
        raise QueryError(
            "{text} looks like a phone number: enter the number behind «Internet» on the bill.",
            text=repr(text),
        )
    if not _NUMBER.fullmatch(number):
        raise QueryError(
            "{text} is not an IndiHome number: 6 to 20 digits, as on the bill behind «Internet».",
            text=repr(text),
        )
    return number


def now() -> datetime:
    """Return the time in WIB, naive and to the second."""
    return datetime.now(WIB).replace(tzinfo=None, microsecond=0)


def months_later(day: date, count: int) -> date:
    """Return the first day of the month that comes `count` months after that of `day`.

    >>> months_later(date(2022, 1, 31), -1)
    datetime.date(2021, 12, 1)
    """
    months = day.year * 12 + day.month - 1 + count
    return date(months // 12, months % 12 + 1, 1)


def format_rupiah(amount: int) -> str:
    """Return an amount as Indonesians write it.

    >>> format_rupiah(-29000)
    '-Rp 29.000'
    """
    return f"{'-' if amount < 0 else ''}Rp {abs(amount):,}".replace(",", ".")


def format_month(day: date, language: str = "id") -> str:
    """Return a month's name and year.

    >>> format_month(date(2022, 5, 1))
    'Mei 2022'
    """
    return f"{MONTHS[language][day.month - 1]} {day.year}"


def format_day(day: date, language: str = "id") -> str:
    """Return a day as a letter names it.

    >>> format_day(date(2022, 5, 1))
    '1 Mei 2022'
    """
    return f"{day.day} {format_month(day, language)}"


def format_time(time: datetime, language: str = "id") -> str:
    """Return a day and a time to the second, which charges at midnight need.

    >>> format_time(datetime(2022, 2, 1, 0, 4, 25))
    '1 Feb 2022 00:04:25'
    """
    return f"{format_day(time, language)} {time:%H:%M:%S}"
