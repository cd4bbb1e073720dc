"""The rows of a practice number, as an exercise offers them to be ticked."""

from __future__ import annotations

from typing import Any

import pandas as pd

from ott_toolkit import rehearsal
from ott_toolkit.amounts import NO_VALUE, format_rupiah
from ott_toolkit.letters import harmless

Rows = dict[str, list[dict[str, Any]]]
"""`charges` and `subscriptions` → their rows: `no`, and the cells that are shown."""

# What tells one row from another: some cases turn on a price before prorating, or on a reference.
_SHOWN = {
    "charges": ("trx_time", "service", "price", "prorated_price", "partner_ref"),
    "subscriptions": ("service", "start_time", "end_time", "status", "price", "partner_ref"),
}


def looked_up(number: str) -> Rows:
    """Return the rows that the practice portal shows for a number, in its order.

    Raises:
        OttError: The look-up failed; the reason is what a trainee has to see.
    """
    with rehearsal.portal() as portal:
        subscriptions = portal.subscriptions(number)
        transactions = portal.transactions(number)
    return {
        name: _rows(frame, _SHOWN[name])
        for name, frame in (("charges", transactions), ("subscriptions", subscriptions))
    }


def _rows(frame: pd.DataFrame, columns: tuple[str, ...]) -> list[dict[str, Any]]:
    shown = frame[list(columns)].itertuples(index=False)
    return [{"no": no, "cells": [_said(cell) for cell in row]} for no, row in enumerate(shown, 1)]


def _said(cell: Any) -> str:
    if pd.isna(cell):
        return NO_VALUE
    if isinstance(cell, pd.Timestamp):
        return f"{cell:%Y-%m-%d %H:%M:%S}"
    return harmless(cell) if isinstance(cell, str) else format_rupiah(int(cell))
