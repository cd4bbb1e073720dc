"""What the calendar alone makes to be found."""

from __future__ import annotations

import numpy as np
import pandas as pd

from ott_toolkit.practice.population.chance import Whole
from ott_toolkit.practice.population.drafts import REFERENCE, UNKNOWN
from ott_toolkit.practice.population.words import DAY, NOTHING

_NEVER = 2**62
TWO_RENEWALS = "two-renewals-in-month"


def two_renewals(charges: pd.DataFrame) -> pd.DataFrame:
    """Charges of 30-day items whose predecessor fell on the first day of the same long month.

    Only charges of a known time, reference, product and amount above 0 count, next to one another.
    Nearer than 29 days they are duplicates, which are noted where they are planted.
    """
    placed = (charges["time"] != NOTHING) & (charges["ref_form"] != UNKNOWN)
    shown = (charges["price"] != NOTHING) | (charges["prorated"] != NOTHING)
    possible = charges[placed & ((charges["amount"] > 0) | ~shown)]
    possible = possible.sort_values(["run", "time", "trx"])
    sure = shown[possible.index].to_numpy()
    run, time = possible["run"].to_numpy(), possible["time"].to_numpy()
    follows = np.zeros(len(possible), bool)
    follows[1:] = (np.diff(run) == 0) & (np.diff(months(time)) == 0) & (np.diff(time) >= 29 * DAY)
    follows[1:] &= sure[1:] & sure[:-1]
    found = follows & ((possible["days"] == 30) & (possible["item"] >= 0)).to_numpy()
    pairs = possible.assign(before=np.roll(time, 1))[found]
    return _placed_apart(pairs, charges)[[*REFERENCE, "trx"]].assign(rule=TWO_RENEWALS)


def _placed_apart(pairs: pd.DataFrame, charges: pd.DataFrame) -> pd.DataFrame:
    """Leave out pairs between which a charge may lie whose time or reference is not shown.

    Those of a customer without a reference count from the first of them to the last.
    """
    undated = charges["time"] == NOTHING
    loose = charges[charges["ref_form"] == UNKNOWN].groupby("customer")["time"]
    first = pairs["customer"].map(loose.min()).fillna(_NEVER)
    last = pairs["customer"].map(loose.max()).fillna(-_NEVER)
    between = (first <= pairs["time"]) & (last >= pairs["before"])
    lost = charges.loc[undated & (charges["ref_form"] == UNKNOWN), "customer"]
    unclear = pairs["run"].isin(charges.loc[undated, "run"]) | pairs["customer"].isin(lost)
    return pairs[~unclear & ~between]


def months(seconds: Whole) -> Whole:
    """The calendar months of times, counted from January of the year 0."""
    counted: Whole = seconds.astype("datetime64[s]").astype("datetime64[M]").astype(np.int64)
    return counted + 1970 * 12
