"""The customers in SQLite: built anew at every start, read by all threads of the server.

Those of the pool come in when they are first searched for.
"""

import sqlite3
import weakref
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from threading import Lock
from typing import Any

from ott_toolkit.practice.search import ALL, EVERY_STATUS, Query
from ott_toolkit.practice.sheets import SHEETS, Sheet
from ott_toolkit.practice.world import Account, Bill, BillLine, Payment, Shown

SCHEMA = """
CREATE TABLE customers (
    number TEXT PRIMARY KEY, name TEXT, product TEXT, phone TEXT, group_id TEXT, regional TEXT
) WITHOUT ROWID;
CREATE TABLE bills (
    id INTEGER PRIMARY KEY, number TEXT REFERENCES customers, period TEXT, total INTEGER,
    paid_at TEXT, paid_day TEXT, paid_time TEXT
);
CREATE INDEX bills_of ON bills (number);
CREATE TABLE bill_lines (bill_id INTEGER REFERENCES bills, name TEXT, amount INTEGER);
CREATE INDEX bill_lines_of ON bill_lines (bill_id);
"""


@dataclass(frozen=True)
class Holder:
    """Who a number belongs to, as the head of the bill says it."""

    number: str
    name: str
    product: str
    phone: str
    group_id: str


class Store:
    """Answers searches; safe to use from several threads.

    One connection under a lock: a search takes less than a millisecond, and a database in memory
    leaves nothing behind.

    Args:
        accounts: The customers that are there from the start.
        later: Tells the customer of a number that is searched for; None where there is none.
    """

    def __init__(self, accounts: Iterable[Account], later: Callable[[str], Account | None]) -> None:
        self._lock = Lock()
        self._later = later
        self._asked: set[str] = set()
        self._db = sqlite3.connect(":memory:", check_same_thread=False)
        self.close = weakref.finalize(self, self._db.close)
        with self._db:
            self._db.executescript(SCHEMA + "".join(map(_table, SHEETS.values())))
            for account in accounts:
                self._add(account)

    def find(self, sheet: Sheet, query: Query, limit: int = -1, offset: int = 0) -> list[list[str]]:
        """The rows of a search as they are written on the page, without the counter.

        Args:
            sheet: The page.
            query: The search.
            limit: How many rows at most; -1 is all.
            offset: How many rows are skipped before.
        """
        names = ", ".join(f"row.{column.name}" for column in sheet.columns)
        self._tell(query.number)
        matching, values = _matching(sheet, query)
        rows = self._all(
            f"SELECT {names} {matching} ORDER BY row.rowid LIMIT ? OFFSET ?",
            [*values, limit, offset],
        )
        return [
            [column.write(value) for column, value in zip(sheet.columns, row, strict=True)]
            for row in rows
        ]

    def count(self, sheet: Sheet, query: Query) -> int:
        """How many rows a search has on all pages."""
        self._tell(query.number)
        matching, values = _matching(sheet, query)
        rows = self._all(f"SELECT count(*) {matching}", values)
        return int(rows[0][0])

    def holder(self, number: str) -> Holder | None:
        """Who a number belongs to, or None."""
        self._tell(number)
        rows = self._all(
            "SELECT number, name, product, phone, group_id FROM customers WHERE number = ?",
            [number],
        )
        return Holder(*rows[0]) if rows else None

    def bills(self, number: str) -> list[Bill]:
        """The bills of a number, the newest first."""
        self._tell(number)
        rows = self._all("SELECT * FROM bills WHERE number = ? ORDER BY id", [number])
        return [
            Bill(period, total, self._lines(key), Payment(*paid) if paid[0] else None)
            for key, _, period, total, *paid in rows
        ]

    def _tell(self, number: str) -> None:
        """Take a customer of the pool in, once."""
        with self._lock, self._db:
            if number in self._asked or (account := self._later(number)) is None:
                return
            self._add(account)
            self._asked.add(number)

    def _lines(self, bill: int) -> tuple[BillLine, ...]:
        rows = self._all(
            "SELECT name, amount FROM bill_lines WHERE bill_id = ? ORDER BY rowid", [bill]
        )
        return tuple(BillLine(*row) for row in rows)

    def _all(self, sql: str, values: list[Any]) -> list[tuple[Any, ...]]:
        with self._lock:
            return self._db.execute(sql, values).fetchall()

    def _add(self, account: Account) -> None:
        a = account
        header = (a.number, a.name, a.product, a.phone, a.group_id, a.regional)
        self._db.execute("INSERT INTO customers VALUES (?, ?, ?, ?, ?, ?)", header)
        for sheet in SHEETS.values():
            marks = ", ".join("?" * len(sheet.columns))
            self._db.executemany(
                f"INSERT INTO {sheet.slug} VALUES ({marks})",  # noqa: S608 - our own name and question marks
                [_values(sheet, account.number, row) for row in sheet.rows(account)],
            )
        for bill in account.bills:
            self._add_bill(account.number, bill)

    def _add_bill(self, number: str, bill: Bill) -> None:
        p = bill.payment
        paid = (p.location, p.day, p.time) if p else (None, None, None)
        added = self._db.execute(
            "INSERT INTO bills VALUES (NULL, ?, ?, ?, ?, ?, ?)",
            (number, bill.period, bill.total, *paid),
        )
        self._db.executemany(
            "INSERT INTO bill_lines VALUES (?, ?, ?)",
            [(added.lastrowid, line.name, line.amount) for line in bill.lines],
        )


# Names of tables and columns come from the sheets declared in this package; everything that was
# typed by a person travels as a parameter.
def _table(sheet: Sheet) -> str:
    columns = ", ".join(column.name for column in sheet.columns)
    return (
        f"CREATE TABLE {sheet.slug} ({columns});"
        f"CREATE INDEX {sheet.slug}_of ON {sheet.slug} (number);"
    )


def _values(sheet: Sheet, number: str, row: object) -> list[Shown]:
    return [
        number if column.name == "number" else getattr(row, column.name) for column in sheet.columns
    ]


def _matching(sheet: Sheet, query: Query) -> tuple[str, list[str]]:
    """The tables and the condition of a search, with the values of its parameters."""
    conditions = {"row.number = ?": [query.number]}
    if query.status != EVERY_STATUS:
        conditions["row.status = ?"] = [query.status]
    if query.since:
        conditions[f"substr(row.{sheet.dated}, 1, 10) BETWEEN ? AND ?"] = [query.since, query.until]
    if query.service != ALL:
        conditions["row.service = ?"] = [sheet.service_case(query.service)]
    if query.regional != ALL:
        conditions["customers.regional = ?"] = [query.regional]
    sql = f"FROM {sheet.slug} AS row JOIN customers USING (number) WHERE {' AND '.join(conditions)}"
    return sql, [value for values in conditions.values() for value in values]
