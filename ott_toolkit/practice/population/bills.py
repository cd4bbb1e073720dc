"""The bills of many customers: what follows from their charges, then what a kind amends.

A cell is one customer's bill of one month: `place × months + month`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, TypeAlias, get_args

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from ott_toolkit.practice.population.chance import Chance, Whole
from ott_toolkit.practice.population.truth import months
from ott_toolkit.practice.population.words import (
    MIDNIGHT,
    NOTHING,
    Amend,
    BillWay,
    ContentWay,
    PpnWay,
)

Flags: TypeAlias = NDArray[np.bool_]

MONTHS: Final = 7
"""Bills of so many months; the last is that after the fixed day's, shown where a kind says so."""

NEXT: Final = MONTHS - 1
FIRST_CHARGED: Final = int(months(np.array([MIDNIGHT]))[0]) - NEXT
"""The month whose charges the oldest bill carries."""

CONTENT: Final = (
    *("INTERNET CONTENT", "Internet Conten - Upoint OTT"),
    *("Internet Content", "INTERNET CONTEN-UPOINT OTT"),
    *("internet  content", "internetconten - upoint ott "),
)
"""Two names that are told apart, each in three spellings, in turn."""

LABELS: Final = (
    *CONTENT,
    *("ABONEMEN", "BIAYA INDIHOME 3P", "PERCAKAPAN PONSEL", "RESTUSI/DISKON/DEBET"),
    *("PPN UNSUR KENA PAJAK", "ppn unsur kena pajak"),
    *("METERAI", "Bea Meterai", "BIAYA MATERAI", "DENDA TERBAYAR"),
)
FEE, CALLS, DEBIT, PPN, STAMP, FINE = (
    LABELS.index(label)
    for label in ("ABONEMEN", *LABELS[8:10], "PPN UNSUR KENA PAJAK", "METERAI", "DENDA TERBAYAR")
)
_UNNAMED = -1
_CONTENT_WAYS: Final[tuple[ContentWay, ...]] = get_args(ContentWay)
_FEES = np.array((275_000, 315_000, 360_000, 425_000, 515_000), np.int64)
_INVENTED = 25_000

Lines: TypeAlias = dict[str, Whole]


@dataclass(frozen=True)
class Amended:
    """Which bills are amended, and how: every array has an entry a cell."""

    chosen: Flags
    values: pd.DataFrame

    def content(self, way: ContentWay) -> Flags:
        """The cells whose content is amended in this way."""
        return self._is("content", way)

    def ppn(self, way: PpnWay) -> Flags:
        """The cells whose PPN is amended in this way."""
        return self._is("ppn_way", way)

    def bill(self, way: BillWay) -> Flags:
        """The cells that are amended in this way as a whole."""
        return self._is("way", way)

    def _is(self, column: str, value: str) -> Flags:
        same: Flags = (self.values[column] == value).to_numpy()
        return self.chosen & same

    def more(self, column: str) -> Whole:
        """The rupiah that amended cells have too much, 0 elsewhere."""
        return np.where(self.chosen, self.values[column].to_numpy(), 0)


def billed(
    customers: Whole, amends: Sequence[Amend | None], charges: pd.DataFrame, chance: Chance
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """The bill lines of consecutive customers, and what is to be found in them.

    Args:
        customers: Their counts, without a gap.
        amends: How one bill of each deviates, if it does.
        charges: Their charges: `customer`, `product`, `booked` and `amount`.
        chance: The chance of the population.
    """
    place, month, product, amount = _ledger(charges, int(customers[0]))
    cell = place * MONTHS + month
    charged = np.bincount(cell, amount, len(customers) * MONTHS).astype(np.int64)
    amended = _amended(amends, charged.reshape(-1, MONTHS))
    draw = _Drawn(customers, chance)
    content = _content(cell, amount, product, draw, amended)
    lines = _taxed(_joined([content, *_other(draw, amended)]), draw, amended)
    return _shown(lines, customers, amended), _found(customers, amends, amended)


class _Drawn:
    """What is drawn for each cell of consecutive customers."""

    def __init__(self, customers: Whole, chance: Chance) -> None:
        self.cells: Whole = np.repeat(customers, MONTHS) * 16 + np.tile(
            np.arange(MONTHS), len(customers)
        )
        self._chance = chance

    def customer(self, subject: str, high: int) -> Whole:
        """A number from 0 to `high` that is the same in all bills of a customer."""
        return self._chance.draw(subject, self.cells // 16, 0, high)

    def bill(self, subject: str, low: int, high: int) -> Whole:
        """A number from `low` to `high`."""
        return self._chance.draw(subject, self.cells, low, high)


def _ledger(charges: pd.DataFrame, first: int) -> tuple[Whole, Whole, Whole, Whole]:
    """Place of the customer, month, product and amount of the charges that a bill carries."""
    month = months(charges["booked"].to_numpy()) - FIRST_CHARGED
    on = (month >= 0) & (month < MONTHS)
    place = charges["customer"].to_numpy()[on] - first
    return place, month[on], charges["product"].to_numpy()[on], charges["amount"].to_numpy()[on]


def _amended(amends: Sequence[Amend | None], charged: Whole) -> Amended:
    """Choose the bill that is amended: of each customer one or none."""
    kinds = {kind: k for k, kind in enumerate(dict.fromkeys(amends))}
    which = np.array([kinds[kind] for kind in amends])
    table = pd.DataFrame([kind or Amend() for kind in kinds], columns=Amend._fields)
    values = table.loc[np.repeat(which, MONTHS)].reset_index(drop=True)
    before = charged[:, :NEXT]
    at = {
        "charged": NEXT - 1 - np.argmax(before[:, ::-1] > 0, axis=1),
        "empty": np.argmax(before == 0, axis=1),
        "newest": np.full(len(charged), NEXT - 1),
        "next": np.full(len(charged), NEXT),
    }
    where = values["at"].to_numpy()[::MONTHS]
    month = np.select([where == name for name in at], list(at.values()))
    deviates = np.array([kind is not None for kind in amends])
    chosen = (np.arange(MONTHS) == month[:, None]) & deviates[:, None]
    return Amended(chosen.ravel(), values)


def _content(cell: Whole, amount: Whole, product: Whole, draw: _Drawn, amended: Amended) -> Lines:
    """The lines of content: one a service or one for all, none where nothing is due."""
    split = draw.customer("split", 1)[cell] == 1
    keys, group = np.unique(cell * 64 + np.where(split, product, 0), return_inverse=True)
    due = np.bincount(group, amount, len(keys)).astype(np.int64)
    cells, due = keys[due != 0] // 64, due[due != 0]
    first = np.diff(cells, prepend=-1) != 0
    label = draw.customer("content", len(CONTENT) - 1)
    lines = _lines(cells, label[cells], due + np.where(first, amended.more("more")[cells], 0))
    lines["bill"] += amended.bill("apart")[cells]
    ways = {way: amended.content(way) for way in _CONTENT_WAYS}
    lines["label"][ways["unnamed"][cells]] = _UNNAMED
    lines["amount"][ways["zero"][cells]] = 0
    lines["blank"] = (first & ways["blank"][cells]).astype(np.int64)
    # The next label is another name, the one after it the same in another spelling.
    step = ways["repeated"] * len(CONTENT) + 2 * ways["respelled"] + ways["renamed"]
    again = first & (step[cells] > 0)
    more = {name: column[again] for name, column in lines.items()}
    more["label"] = (more["label"] + step[more["cell"]]) % len(CONTENT)
    invented = np.flatnonzero(ways["invented"] | ways["invented twice"])
    twice = np.flatnonzero(ways["invented twice"])
    kept = ~ways["dropped"][cells]
    return _joined(
        [
            {name: column[kept] for name, column in lines.items()},
            more,
            *(_lines(some, label[some], _INVENTED) for some in (invented, twice)),
        ]
    )


def _other(draw: _Drawn, amended: Amended) -> list[Lines]:
    """The fee, calls, refunds and debits, stamp duty and fines."""
    fee = _FEES[draw.customer("fee", len(_FEES) - 1)] + 5 * amended.values["half"].to_numpy()
    every = np.arange(len(fee))
    fees = _lines(every, FEE + draw.customer("fee line", 1), fee)
    fees["blank"] = amended.more("blank").astype(np.int64)
    called = np.flatnonzero(draw.bill("calls", 1, 100) <= 10)
    debited = np.flatnonzero(draw.bill("debit", 1, 100) <= 6)
    fined = np.flatnonzero(draw.bill("fine", 1, 100) <= 8)
    stamp = np.where(draw.bill("stamp", 1, 100) <= 30, 10_000, 0)
    return [
        fees,
        _lines(called, CALLS, 10 * draw.bill("call", 50, 5_000)[called]),
        _lines(debited, DEBIT, 1_000 * draw.bill("debited", -30, 30)[debited]),
        _lines(every, STAMP + draw.customer("stamp line", 2), stamp),
        _lines(fined, FINE, 500 * draw.bill("fined", 10, 60)[fined]),
    ]


def _taxed(lines: Lines, draw: _Drawn, amended: Amended) -> Lines:
    """The lines with PPN and every bill's total."""
    bills = 2 * len(draw.cells)
    where = 2 * lines["cell"] + lines["bill"]
    taxable = np.where(lines["label"] < STAMP, lines["amount"], 0)
    base = np.bincount(where, taxable, bills).astype(np.int64)
    # From April 2022 on PPN is 11 %; rounded half up.
    rate = np.where(draw.cells % 16 == NEXT, 11, 10)
    told = amended.more("rate")
    rate = np.repeat(np.where(told > 0, told, rate), 2)
    more, total = (np.repeat(amended.more(name), 2) for name in ("ppn", "total"))
    tax = (base * rate + 50) // 100 + more
    used = np.bincount(where, minlength=bills) > 0
    none, split = (np.repeat(amended.ppn(way), 2) for way in ("none", "split"))
    small = np.repeat(amended.ppn("small letters"), 2)
    part = np.where(split, tax // 3, 0)
    shown, parts = np.flatnonzero(used & ~none), np.flatnonzero(used & split)
    taxes = _lines(shown // 2, PPN + small[shown], (tax - part)[shown], shown % 2)
    rest = _lines(parts // 2, PPN, part[parts], parts % 2)
    together = _joined([lines, taxes, rest])
    where = 2 * together["cell"] + together["bill"]
    due = np.bincount(where, together["amount"], bills).astype(np.int64)
    missing = total == NOTHING
    together["billed"] = np.where(missing, NOTHING, due + np.where(missing, 0, total))[where]
    return together


def _shown(lines: Lines, customers: Whole, amended: Amended) -> pd.DataFrame:
    """The lines that the bills show, by customer, the newest month first."""
    month = lines["cell"] % MONTHS
    # An amended bill of the last month is shown, for it is chosen by name alone.
    last = np.arange(len(amended.chosen)) % MONTHS == NEXT
    hidden = amended.bill("absent") | (last & ~amended.chosen)
    frame = pd.DataFrame(
        {
            "customer": customers[lines["cell"] // MONTHS],
            "month": FIRST_CHARGED + 1 + month,
            "bill": lines["bill"] + 1,
            "line": lines["label"],
            "amount": np.where(lines["blank"] == 1, NOTHING, lines["amount"]),
            "paid": (month < NEXT - 1).astype(np.int64),
            "billed": lines["billed"],
        }
    )
    twice = frame[amended.bill("twice")[lines["cell"]]].assign(bill=2)
    shown = pd.concat([frame[~hidden[lines["cell"]]], twice])
    order = (shown["line"], shown["bill"], -shown["month"], shown["customer"])
    ordered: pd.DataFrame = shown.iloc[np.lexsort(order)]
    return ordered


def _found(customers: Whole, amends: Sequence[Amend | None], amended: Amended) -> pd.DataFrame:
    """The findings that amended bills announce."""
    month = np.flatnonzero(amended.chosen) % MONTHS
    place = np.flatnonzero(amended.chosen) // MONTHS
    rules = [amend.finds for amend in amends if amend is not None]
    found = pd.DataFrame(
        {"customer": customers[place], "month": FIRST_CHARGED + 1 + month, "rule": rules}
    )
    return found.explode("rule").dropna(subset="rule")


def _lines(cell: Whole, label: Whole | int, amount: Whole | int, bill: Whole | int = 0) -> Lines:
    columns = {"cell": cell, "label": label, "amount": amount, "bill": bill, "blank": 0}
    return {
        name: np.broadcast_to(np.asarray(column, np.int64), cell.shape).copy()
        for name, column in columns.items()
    }


def _joined(parts: Sequence[Lines]) -> Lines:
    return {name: np.concatenate([part[name] for part in parts]) for name in parts[0]}
