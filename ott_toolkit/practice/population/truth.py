"""What the calendar alone makes to be found."""

from __future__ import annotations

import numpy as np
import pandas as pd

from ott_toolkit.practice.population.chance import Whole
from ott_toolkit.practice.population.drafts import REFERENCE, UNKNOWN
from ott_toolkit.practice.population.words import DAY, NOTHING

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
    return possible.loc[found, [*REFERENCE, "trx"]].assign(rule=TWO_RENEWALS)


def months(seconds: Whole) -> Whole:
    """The calendar months of times, counted from January of the year 0."""
    counted: Whole = seconds.astype("datetime64[s]").astype("datetime64[M]").astype(np.int64)
    return counted + 1970 * 12
