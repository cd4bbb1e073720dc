"""A bill as I-Payment shows it: whose it is, its periods, and every line of each.

A bill is read as the sequence of what its page shows, saved or pasted: the customer's header, a
row for each period, and below it the detail of that period.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, fields, replace
from functools import cached_property

import pandas as pd

from ott_toolkit.amounts import BILL, is_missing, parse_number
from ott_toolkit.errors import ParseError, QueryError
from ott_toolkit.page import Grid
from ott_toolkit.parse import Note, note, typed
from ott_toolkit.rows import refuse_near_miss, tables_in
from ott_toolkit.schema import BILL_PERIODS, BILL_TABLES, CONTENT_LINES, TABLES, header_key

_NOBODYS = note("The bill does not say whose it is.")

LINE_COLUMNS = ("indihome_number", "period", "bill", "line", "amount", "status", "billed")
_PERIOD_COLUMNS = [column.name for column in BILL_PERIODS.columns[:-2]] + ["paid_time"]
_HEADER = re.compile(
    r"(nama|name|produk|product|phone|telepon|internet|group ?id)\s*(?::\s*(.*))?", re.IGNORECASE
)
_FIELDS = {
    "nama": "name",
    "name": "name",
    "produk": "product",
    "product": "product",
    "phone": "phone",
    "telepon": "phone",
    "internet": "number",
    "groupid": "group_id",
}


@dataclass(frozen=True)
class Customer:
    """Whose a bill is, as its header shows it; `number` is the IndiHome number («Internet»)."""

    name: str = ""
    product: str = ""
    phone: str = ""
    number: str = ""
    group_id: str = ""

    def __repr__(self) -> str:
        """Return the end of the number alone: a bill's header is personal data."""
        return f"Customer(…{self.number[-4:]})"

    def refuse_other(self, number: str) -> None:
        """Refuse an IndiHome number that is not this customer's; a bill may not say whose it is.

        Raises:
            QueryError: It is another's, or this customer's phone or group.
        """
        if self.number in ("", number):
            return
        if number == _leading_number(self.phone):
            raise QueryError(
                "{number} is the phone number of this bill. Enter its Internet number, {internet}.",
                number=number,
                internet=self.number,
            )
        if number == _leading_number(self.group_id):
            raise QueryError(
                "{number} is the GroupID of this bill. Enter its Internet number, {internet}.",
                number=number,
                internet=self.number,
            )
        raise QueryError(
            "The bill is of {internet}, not of {number}. Start a new case for another customer.",
            number=number,
            internet=self.number,
        )


def _leading_number(text: str) -> str:
    """Return the leading number of a header's value: `34000000017 (TSI)`."""
    return re.sub(r"[^0-9]", "", text.partition("(")[0])


@dataclass(frozen=True)
class Bill:
    """One customer's bills of one or more periods.

    Attributes:
        customer: The header.
        periods: A row a bill: `period` (first day of the month), `currency`, `billed`, `unpaid`
            (whole rupiah), `payment_status`, `paid_at_location`, `instalment`, `paid_time` (text).
        lines: A row a line: `indihome_number`, `period`, `bill` (`1`, and `2` … where a period has
            several), `line`, `amount` (before PPN), `status`, `billed` (the bill's total).
        notes: Remarks on how it was read.

    `.attrs` of both frames tell `source`, `fetched` (WIB) and `evidence`, as those of any table.
    """

    customer: Customer
    periods: pd.DataFrame
    lines: pd.DataFrame
    notes: tuple[Note, ...] = ()

    def __repr__(self) -> str:
        """Return whose bill it is, masked, with its months."""
        months = ", ".join(f"{period:%Y-%m}" for period in self.periods["period"])
        return f"Bill({self.customer!r}, {months}, {len(self.lines)} lines)"

    def content_lines(self, labels: Iterable[str] = CONTENT_LINES) -> pd.DataFrame:
        """Return the rows of `lines` that bill OTT content; case and spaces do not matter."""
        keys = {_label_key(label) for label in labels}
        return self.lines[self.lines["line"].fillna("").map(_label_key).isin(keys)]

    def content(self, labels: Iterable[str] = CONTENT_LINES) -> pd.DataFrame:
        """Return `period` and `amount`: what each period bills for OTT content, where it does."""
        amounts = self.content_lines(labels).groupby("period")["amount"]
        return amounts.sum(min_count=1).reset_index()  # what is not told is missing, not 0

    def answered(self, labels: Iterable[str] = CONTENT_LINES) -> pd.DataFrame:
        """Return `content`, and 0 for each period whose whole detail is at hand and has none."""
        content = self.content(labels)
        without = set(self.lines["period"]) - self.partial - set(content["period"])
        none = pd.DataFrame({"period": sorted(without), "amount": 0}).astype(content.dtypes)
        return pd.concat([content, none]).sort_values("period", ignore_index=True)

    @cached_property
    def partial(self) -> set[pd.Timestamp]:
        """The periods whose detail is not at hand, or not all of it."""
        return {row["period"].iloc[0] for row, lines in self.each() if not _is_whole(row, lines)}

    def each(self) -> Iterator[tuple[pd.DataFrame, pd.DataFrame]]:
        """Yield each bill: its row of `periods`, a frame of one row, and its rows of `lines`."""
        nth: Counter[pd.Timestamp] = Counter()
        for place, period in enumerate(self.periods["period"]):
            nth[period] += 1
            own = (self.lines["period"] == period) & (self.lines["bill"] == str(nth[period]))
            yield self.periods.iloc[[place]], self.lines[own]


def _is_whole(row: pd.DataFrame, lines: pd.DataFrame) -> bool:
    """Whether a bill's lines come to its total: a line may have been left out in copying."""
    difference = lines["amount"].sum(skipna=False) - row["billed"].iloc[0]
    return len(lines) > 0 and not pd.isna(difference) and abs(int(difference)) <= 1


def read_grid(grid: Grid) -> Bill | None:
    """Return the bill that `grid` shows, or `None` where it shows none.

    Raises:
        ParseError: Bills of two customers; a detail that no period explains; a cell that is not
            what its column holds.
    """
    notes: list[Note] = []
    months: list[_Month] = []
    above: list[_Month] = []
    for rows in tables_in(grid, TABLES, exact=False):
        if rows.table not in BILL_TABLES:
            continue
        frame = typed(rows, BILL)
        notes += frame.attrs["notes"]
        if rows.table is BILL_PERIODS:
            above = [_Month(frame.iloc[[place]]) for place in range(len(frame))]
            months += above
        else:
            if not above:
                refuse_near_miss([grid], [BILL_PERIODS])
            _owner(above, frame).lines = frame
    return _assembled(_customer(grid), months, notes) if months else None


def join(bills: Iterable[Bill]) -> Bill:
    """Return several bills of one customer as one; those identical in every line are one.

    Raises:
        ParseError: They are bills of two customers.
    """
    bills = list(bills)
    if len(bills) == 1 and bills[0].periods["period"].is_unique:
        return bills[0]
    customer = _one_customer(bill.customer for bill in bills)
    months = [month for bill in bills for month in _months(bill)]
    joined = _assembled(customer, months, [remark for bill in bills for remark in bill.notes])
    about = [bill.periods.attrs for bill in bills]
    sources = dict.fromkeys(one["source"] for one in about if "source" in one)
    fetched = max((one["fetched"] for one in about if "fetched" in one), default="")
    evidence = [kept for one in about for kept in one.get("evidence", ())]
    once = [kept for n, kept in enumerate(evidence) if kept not in evidence[:n]]
    return told(joined, ", ".join(sources), fetched, once)


def told(bill: Bill, source: str, fetched: str, evidence: Sequence[list[int | str]] = ()) -> Bill:
    """Return `bill`, its frames telling where it was read, when, and by which evidence."""
    for frame in (bill.periods, bill.lines):
        frame.attrs = {"source": source, "fetched": fetched, "evidence": list(evidence)}
    return bill


@dataclass(eq=False)
class _Month:
    """A period's row (a frame of one row) and, where it was shown, its detail."""

    row: pd.DataFrame
    lines: pd.DataFrame | None = None

    @cached_property
    def period(self) -> pd.Timestamp:
        return pd.Timestamp(self.row["period"].iloc[0])

    @property
    def total(self) -> int | None:
        billed = self.row["billed"].iloc[0]
        return None if pd.isna(billed) else int(billed)

    def repeats(self, other: _Month) -> bool:
        """Whether this shows nothing that `other` does not."""
        if self.period != other.period:
            return False
        shared = self.row.columns.intersection(other.row.columns)
        same = (
            self.row[shared].reset_index(drop=True).equals(other.row[shared].reset_index(drop=True))
        )
        if not same or self.lines is None:
            return same
        return self._bills_like(other, ["line", "amount", "status"])

    def restates(self, other: _Month) -> bool:
        """Whether this bills what `other` does, whatever has been paid in between."""
        billed = ["period", "currency", "billed"]
        same = (
            self.row[billed].reset_index(drop=True).equals(other.row[billed].reset_index(drop=True))
        )
        return same and self._bills_like(other, ["line", "amount"])

    def _bills_like(self, other: _Month, columns: list[str]) -> bool:
        if self.lines is None or other.lines is None:
            return False
        return self.lines[columns].equals(other.lines[columns])


def _owner(above: list[_Month], detail: pd.DataFrame) -> _Month:
    """Return the month that a detail belongs to: the row above it, or the one of its sum."""
    if len(above) == 1 and above[0].lines is None:
        return above[0]
    total = int(detail["amount"].sum())
    owners = [month for month in above if month.lines is None and month.total == total]
    if len(owners) != 1:
        raise ParseError(
            "A detail of the bill that sums to {total} belongs to {count} of the periods above "
            "it. Copy each period together with its own detail.",
            total=total,
            count=len(owners),
        )
    return owners[0]


def _months(bill: Bill) -> Iterator[_Month]:
    """Take a bill apart again."""
    for row, lines in bill.each():
        yield _Month(row, lines.reset_index(drop=True) if len(lines) else None)


def _assembled(customer: Customer, months: list[_Month], notes: list[Note]) -> Bill:
    notes = [remark for remark in notes if remark != _NOBODYS]
    notes += [] if customer.number else [_NOBODYS]
    kept: list[_Month] = []
    for month in months:
        if any(month.repeats(other) for other in kept):
            notes = [*notes, note("A bill that was given twice is counted once.")]
            continue
        if any(month.restates(other) for other in kept):
            notes = [*notes, note("A bill that was given in two states of payment is counted once, "
                                  "as it was given last.")]  # fmt: skip
        kept = [
            *(other for other in kept if not (other.repeats(month) or month.restates(other))),
            month,
        ]
    kept.sort(key=lambda month: month.period)
    nth: Counter[pd.Timestamp] = Counter()
    lines = []
    for month in kept:
        nth[month.period] += 1
        if month.lines is not None:
            lines.append(
                month.lines.assign(
                    indihome_number=customer.number or None,
                    period=month.period,
                    bill=str(nth[month.period]),
                    billed=month.row["billed"].iloc[0],
                )
            )
    periods = pd.concat([_with_paid_time(month.row) for month in kept], ignore_index=True)
    return Bill(customer, periods[_PERIOD_COLUMNS], _line_frame(lines), tuple(notes))


def _line_frame(lines: list[pd.DataFrame]) -> pd.DataFrame:
    empty = pd.DataFrame({name: [] for name in LINE_COLUMNS})
    joined = pd.concat(lines, ignore_index=True)[list(LINE_COLUMNS)] if lines else empty
    return joined.astype(
        {
            "indihome_number": "string",
            "period": "datetime64[us]",
            "bill": "string",
            "line": "string",
            "amount": "Int64",
            "status": "string",
            "billed": "Int64",
        }
    )


def _with_paid_time(row: pd.DataFrame) -> pd.DataFrame:
    """Join day and hour of a payment, each as shown, to one text."""
    if "paid_time" in row:
        return row
    shown = [
        str(row[name].iloc[0]) for name in ("paid_day", "paid_hour") if row[name].notna().all()
    ]
    return row.assign(paid_time=pd.array([" ".join(shown) or None], dtype="string"))


def _label_key(label: str) -> str:
    return "".join(label.split()).casefold()


def _customer(grid: Grid) -> Customer:
    said = [pair for row in grid for pair in _said(row)]
    return _one_customer(
        replace(Customer(), **{name: _number(value) if name == "number" else value})
        for name, value in said
        if not is_missing(value)
    )


def _said(row: list[str]) -> Iterator[tuple[str, str]]:
    """Yield the fields of a bill's header in `row`: `Nama: X` in one cell, or in two."""
    cells = [" ".join(cell.split()) for cell in row if cell.strip(" :")]
    told = [_HEADER.fullmatch(cell) for cell in cells]
    if all(match and match[2] for match in told):
        pairs = [(match, match[2]) for match in told if match]
    elif len(cells) % 2 == 0 and all(match and not match[2] for match in told[::2]):
        values = (cell.lstrip(" :") for cell in cells[1::2])
        pairs = [(match, value) for match, value in zip(told[::2], values, strict=True) if match]
    else:
        pairs = []
    yield from ((_FIELDS[header_key(match[1])], value) for match, value in pairs)


def _number(text: str) -> str:
    try:
        return parse_number(re.sub(r"[\s.\-]|\(.*", "", text))
    except ParseError as reason:
        raise ParseError("«Internet» on the bill: {reason}", reason=reason) from None


def _one_customer(headers: Iterable[Customer]) -> Customer:
    """Return what several headers say of one customer; the first to say a thing is heard.

    They are of one customer if they agree on the first thing that both tell of number, phone,
    group and name.
    """
    customer = Customer()
    for header in headers:
        both = (
            (getattr(customer, name), getattr(header, name))
            for name in ("number", "phone", "group_id", "name")
        )
        one, other = next(((a, b) for a, b in both if a and b), ("", ""))
        if one != other:
            raise ParseError(
                "These are bills of different customers, {one} and {other}. "
                "Read one customer's bills at a time.",
                one=one,
                other=other,
            )
        known = {part.name: getattr(customer, part.name) for part in fields(Customer)}
        said = {part.name: getattr(header, part.name) for part in fields(Customer)}
        customer = Customer(**{name: known[name] or said[name] for name in known})
    return customer
