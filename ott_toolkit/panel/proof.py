"""Which rows of the tables a finding, a mark on a chart or a verdict points at."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Literal

import pandas as pd

from ott_toolkit.amounts import format_time, months_later
from ott_toolkit.case import Case
from ott_toolkit.conclusion.frames import Row, rows
from ott_toolkit.panel.filters import Filters
from ott_toolkit.rules import RULES, Rule

Place = Literal["subscriptions", "transactions", "bill"]
_KEYS = {
    "subscriptions": ("partner_ref",),
    "transactions": ("partner_ref", "trx_id", "trx_time"),
}


@dataclass(frozen=True)
class Proof:
    """Rows by what tells them apart.

    Attributes:
        place: The tab that shows them.
        keys: The values of their telling columns; of a bill its month and the kind of its lines.
    """

    place: Place
    keys: frozenset[tuple[Any, ...]] = frozenset()

    def positions(self, place: str, frame: pd.DataFrame) -> list[int]:
        """Return where its rows stand in `frame`, the table of `place`."""
        if place != self.place or place not in _KEYS:
            return []
        columns = [name for name in _KEYS[place] if name in frame]
        return [n for n, row in enumerate(rows(frame[columns])) if _key(row, place) in self.keys]

    def kinds(self, period: date) -> set[str]:
        """Return which kinds of lines of the bill of `period` are its rows; of the total, «»."""
        return (
            {kind for month, kind in self.keys if month == period}
            if self.place == "bill"
            else set()
        )


def of_finding(case: Case, n: int) -> Proof:
    """Return the rows of the finding that is row `n` of `case.findings`."""
    finding = rows(case.findings)[n]
    rule = RULES[finding["rule"]]
    if rule.row == "bill":
        return Proof("bill", frozenset({(finding["period"].date(), _lines(rule))}))
    if rule.row == "account":
        return Proof("subscriptions", frozenset({(finding["partner_ref"],)}))
    key = finding["partner_ref"], finding["trx_id"], finding["time"]
    return Proof("transactions", frozenset({key}))


def _lines(rule: Rule) -> str:
    """Return the kind of lines that a finding on a bill is about; of its total, none."""
    return (
        "content" if "content_lines" in rule.settings else "ppn" if "vat" in rule.settings else ""
    )


def of_text(case: Case, text: str, language: str) -> Proof:
    """Return the charges whose time `text`, the tooltip of a mark, names."""
    charges = [] if case.transactions is None else rows(case.transactions)
    named = {
        _key(row, "transactions")
        for row in charges
        if row["trx_time"] and format_time(row["trx_time"], language) in text
    }
    return Proof("transactions", frozenset(named))


def of_period(case: Case) -> tuple[Proof, Filters]:
    """Return the charges of the disputed period, and the filter that shows its month alone.

    Without a period in dispute nothing is singled out.
    """
    verdict = case.disputed
    if verdict is None:
        return Proof("transactions"), Filters()
    until = months_later(verdict.charged_in, 1) - timedelta(days=1)
    keys = frozenset(_key(row, "transactions") for row in rows(verdict.charges))
    return Proof("transactions", keys), Filters(verdict.charged_in, until)


def _key(row: Row, place: str) -> tuple[Any, ...]:
    return tuple(row.get(name) for name in _KEYS[place])
