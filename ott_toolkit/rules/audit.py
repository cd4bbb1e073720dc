"""All rules on frames of any engine: pandas, Polars, DuckDB relations, Spark frames."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date, datetime, time
from typing import Any

import narwhals as nw
import pandas as pd

from ott_toolkit.amounts import WIB, now
from ott_toolkit.policy import Policy
from ott_toolkit.rules import accounts, bills, charges
from ott_toolkit.rules.expressions import Frame, View
from ott_toolkit.schema import SUBSCRIPTIONS, TRANSACTIONS, Table

Kinds = Mapping[str, nw.dtypes.DType]
Keep = Callable[[Any, str], Any]
"""Takes rows that several views look at, and a name for them; returns the same, reckoned once."""

_TEXT, _MONEY, _TIME = nw.String(), nw.Int64(), nw.Datetime("us")
_TYPES = {"text": _TEXT, "number": _TEXT, "amount": _MONEY, "time": _TIME}
_PANDAS = {_TEXT: "string", _MONEY: "Int64", _TIME: "datetime64[us]"}

_LINES: Kinds = {
    "indihome_number": _TEXT, "period": _TIME, "bill": _TEXT, "line": _TEXT, "amount": _MONEY,
    "status": _TEXT, "billed": _MONEY,
}  # fmt: skip
FINDINGS: Kinds = {
    "rule": _TEXT, "indihome_number": _TEXT, "partner_ref": _TEXT, "trx_id": _TEXT,
    "period": _TIME, "time": _TIME, "amount": _MONEY, "expected": _MONEY,
}  # fmt: skip
"""The columns of findings, in their order, and what they hold."""


def _as_it_is(rows: Any, name: str) -> Any:
    return rows


def audit(
    subscriptions: Any,
    transactions: Any,
    bill_lines: Any,
    policy: Policy | None = None,
    asof: date | datetime | None = None,
) -> Any:
    """Return every finding of every rule that the frames at hand allow.

    Args:
        subscriptions: Rows of Subscriptions (`schema.SUBSCRIPTIONS`): a pandas or Polars frame, a
            DuckDB relation, a Spark frame; `None` where it is absent, which is not the same as a
            frame without rows. All three are of one kind.
        transactions: Rows of Transactions Data (`schema.TRANSACTIONS`); likewise.
        bill_lines: `indihome_number`, `period` (first day of the month), `line`, `amount`,
            `status`, and where there are any `billed` (the bill's total) and `bill` (which of
            several bills of a period); likewise.
        policy: The inferred settings; by default `Policy()`.
        asof: The time to judge at, WIB; a date alone means its end. By default now.

    Returns:
        A frame of the kind that was passed in, in no particular order: `rule`, `indihome_number`,
        `partner_ref`, `trx_id` (text), `period` (first day of the bill's month), `time` (naive
        WIB), `amount` and `expected` (whole rupiah). All but the first two may be missing.

    Raises:
        TypeError: No frame was passed, or frames of different kinds.
    """
    given = [frame for frame in (subscriptions, transactions, bill_lines) if frame is not None]
    if not given:
        raise TypeError("audit needs at least one of subscriptions, transactions and bill_lines")
    found = nw.concat(list(_found(subscriptions, transactions, bill_lines, policy, asof)))
    if isinstance(given[0], pd.DataFrame):
        return _to_pandas(found.collect(backend="polars"))
    if isinstance(nw.from_native(given[0]), nw.DataFrame):
        return found.collect().to_native()
    return found.to_native()


def audit_by_view(
    subscriptions: Any,
    transactions: Any,
    bill_lines: Any,
    policy: Policy | None = None,
    asof: date | datetime | None = None,
    *,
    keep: Keep = _as_it_is,
) -> list[Any]:
    """Return the findings of `audit` in parts, for engines that reckon when they write.

    Written one after the other, they need the memory of the largest alone.
    """
    found = _found(subscriptions, transactions, bill_lines, policy, asof, keep=keep)
    return [part.to_native() for part in found]


def _found(
    subscriptions: Any,
    transactions: Any,
    bill_lines: Any,
    policy: Policy | None,
    asof: date | datetime | None,
    *,
    keep: Keep = _as_it_is,
) -> Iterator[Frame]:
    views = _views(
        _read(subscriptions, _columns(SUBSCRIPTIONS)),
        _read(transactions, _columns(TRANSACTIONS)),
        _read(bill_lines, _LINES),
        policy or Policy(),
        judged_at(asof),
        keep=keep,
    )
    return (_findings(view) for view in views)


def judged_at(asof: date | datetime | None) -> datetime:
    """Return the time to judge at, naive WIB; a date alone means its end, nothing means now."""
    if asof is None:
        return now()
    if isinstance(asof, datetime):
        local = asof.astimezone(WIB) if asof.tzinfo else asof
        return local.replace(tzinfo=None)
    return datetime.combine(asof, time(23, 59, 59))


def _read(native: Any, columns: Kinds) -> Frame | None:
    """Return a frame with these columns, of these types; a column that is not there is missing."""
    if native is None:
        return None
    if isinstance(native, pd.DataFrame):
        return nw.from_native(_from_pandas(native, columns))
    frame = nw.from_native(native).lazy()
    there = frame.collect_schema().names()
    return frame.select(
        (nw.col(name).cast(kind) if name in there else nw.lit(None, dtype=kind)).alias(name)
        for name, kind in columns.items()
    )


def _from_pandas(native: pd.DataFrame, columns: Kinds) -> Any:
    """Return a frame for Polars, which reckons four times as fast with the rows of a customer."""
    import polars as pl

    kinds = {name: _PANDAS[kind] for name, kind in columns.items()}
    typed = native.reindex(columns=list(kinds)).astype(kinds)
    types: dict[Any, Any] = {_TEXT: pl.String, _MONEY: pl.Int64, _TIME: pl.Datetime("us")}
    return pl.LazyFrame(
        {name: pl.Series(_values(typed[name]), dtype=types[kind]) for name, kind in columns.items()}
    )


def _values(column: pd.Series[Any]) -> Any:
    if column.dtype.kind == "M":
        return column.to_numpy()
    return column.astype(object).where(column.notna(), None).tolist()


def _to_pandas(found: nw.DataFrame[Any]) -> pd.DataFrame:
    return pd.DataFrame(
        {
            name: pd.Series(found[name].to_list(), dtype=_PANDAS[kind])
            for name, kind in FINDINGS.items()
        }
    )


def _views(
    subscriptions: Frame | None,
    transactions: Frame | None,
    lines: Frame | None,
    policy: Policy,
    asof: datetime,
    *,
    keep: Keep,
) -> Iterator[View]:
    """Yield the views that the frames at hand allow."""

    def kept(frame: Frame, name: str) -> Frame:
        return nw.from_native(keep(frame.to_native(), name))

    made = None if transactions is None else charges.priced(transactions)
    if subscriptions is not None:
        owned = kept(accounts.merged(subscriptions), "accounts")
        termed = None if made is None else charges.with_terms(made, owned)
        yield accounts.view(owned, termed, policy, asof)
        if termed is not None:
            yield charges.view(made, owned, policy)
    elif made is not None:
        yield charges.view(made, None, policy)
    if lines is not None:
        told = bills.sorted_out(lines, policy)
        every = kept(bills.summed(told), "bills")
        summed = bills.different(every, kept(bills.compared(told, every), "bill-lines"))
        yield bills.bills_view(summed, policy)
        if made is not None:
            yield bills.ledger_view(told, summed, made, policy)


def _columns(table: Table) -> Kinds:
    return {column.name: _TYPES[column.kind] for column in table.columns}


def _findings(view: View) -> Frame:
    """Return a row for each rule that a row of the view breaks; the view is scanned once."""
    mark = ","  # Spark splits by a pattern: a sign that means nothing there
    broken = nw.concat_str(
        *(nw.when(rule).then(nw.lit(f"{name}{mark}")).otherwise(nw.lit(""))
          for name, rule in view.rules.items())
    )  # fmt: skip
    rows = view.rows.filter(nw.any_horizontal(*view.rules.values(), ignore_nulls=True))
    each = (
        rows.with_columns(_broken=broken)
        .with_columns(rule=nw.col("_broken").str.split(mark))
        .explode("rule")
    )
    each = each.filter(nw.col("rule") != "")
    identity = [
        name
        for name in ("rule", "indihome_number", "partner_ref", "trx_id", "period")
        if name in each.collect_schema().names()
    ]
    details = {"time": view.time, "amount": view.amount, "expected": view.expected}
    shown = each.select(
        *identity, **{name: _shown(columns) for name, columns in details.items() if columns}
    )
    return _read(shown, FINDINGS)


def _shown(columns: Mapping[str, str]) -> nw.Expr:
    """Return the column that a finding of each rule shows; missing where it shows none."""
    named = [(rule, column) for rule, column in columns.items() if rule]
    if not named:
        return nw.col(columns[""])
    (rule, column), *others = named
    usual = nw.col(columns[""]) if "" in columns else None
    first = nw.when(nw.col("rule") == rule).then(nw.col(column))
    shown = first if usual is None else first.otherwise(usual)
    for rule, column in others:
        shown = nw.when(nw.col("rule") == rule).then(nw.col(column)).otherwise(shown)
    return shown
