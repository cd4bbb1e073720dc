"""Charges whose place is not known, for want of a reference or of a time.

One of them may be the newest charge of an account, or lie between two others. What rests on there
being none is not judged.
"""

from __future__ import annotations

import narwhals as nw

from ott_toolkit.rules.expressions import (
    ACCOUNT,
    LONG_AGO,
    NEVER,
    NUMBER,
    REFERENCE,
    Frame,
    flag,
    known,
    missing,
)


def beside_unplaced(rows: Frame, charges: Frame) -> Frame:
    """Add to rows of accounts or charges what is known of such charges.

    Of the account's: `undated`, how many have no time. Of the number's that have no reference:
    `loose_first` and `loose_last`, and `loose_undated`, how many have no time.
    """
    by_account = (
        charges.filter(known(REFERENCE), missing("trx_time"))
        .group_by(*ACCOUNT)
        .agg(nw.len().alias("undated"))
    )
    by_number = (
        charges.filter(missing(REFERENCE))
        .with_columns(loose_undated=flag(missing("trx_time")))
        .group_by(NUMBER)
        .agg(
            nw.col("trx_time").min().alias("loose_first"),
            nw.col("trx_time").max().alias("loose_last"),
            nw.col("loose_undated").sum(),
        )
    )
    return (
        rows.join(by_account, on=ACCOUNT, how="left")
        .join(by_number, on=NUMBER, how="left")
        .with_columns(
            nw.col("undated", "loose_undated").fill_null(0),
            nw.col("loose_first").fill_null(NEVER),
            nw.col("loose_last").fill_null(LONG_AGO),
        )
    )


def nothing_between(since: nw.Expr, until: nw.Expr | None = None) -> nw.Expr:
    """Whether none of them may lie between two times, both included; by default, from the first on.

    Those without a reference are taken together, from the first of them to the last.
    """
    nothing = nw.col("loose_last") < since
    if until is not None:
        nothing = nothing | (nw.col("loose_first") > until)
    return nothing & (nw.col("undated") == 0) & (nw.col("loose_undated") == 0)
