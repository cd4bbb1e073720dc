"""A made-up population of customers, as exports of all of them, with everything that is wrong.

    write_population(Path("population"), 100_000)

Every thousand customers hold the same kinds in the same shares, each rule of the catalogue has
something to find among them, and `truth` holds exactly that, as it was planted. A customer's rows
depend on the seed and his count alone: the first thousand of five thousand are the population of a
thousand.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Final, Literal, NamedTuple

import numpy as np
import pandas as pd

from ott_toolkit.practice.population.bills import billed
from ott_toolkit.practice.population.chance import Chance, Whole
from ott_toolkit.practice.population.drafts import Draft, drafted
from ott_toolkit.practice.population.kinds import KINDS, THOUSAND
from ott_toolkit.practice.population.truth import two_renewals
from ott_toolkit.practice.population.words import NOTHING
from ott_toolkit.practice.population.writing import TABLES, Parts

__all__ = ["Population", "write_population"]

AT_ONCE: Final = 50_000
"""So many customers are in memory at one time."""

# Has no factor in common with a thousand: neighbours are of different kinds, each place comes once.
_STRIDE = 619
_PLACES = np.repeat(np.arange(len(KINDS)), [kind.share for kind in KINDS])


class Population(NamedTuple):
    """Where the tables of a population are, and how many rows each has."""

    paths: dict[str, Path]
    rows: dict[str, int]


def write_population(
    folder: Path,
    customers: int,
    *,
    seed: int = 0,
    format: Literal["parquet", "csv"] = "parquet",  # noqa: A002 - what pandas and DuckDB call it
    on_progress: Callable[[int, int], None] | None = None,
) -> Population:
    """Write `subscriptions`, `transactions`, `bills` and `truth` of invented customers.

    Money is whole rupiah, times are naive WIB, numbers are text and run from 999000000001 up. Rows
    are in order of customers, the newest first. `truth` has the columns `rule`, `indihome_number`,
    `partner_ref`, `trx_id` and `period`: the findings at the end of the practice world's day, by
    the usual settings; what a finding has not is missing.

    Args:
        folder: Where the files go; it is made if it is not there.
        customers: How many.
        seed: Another seed makes other customers.
        format: `parquet`, or `csv` with commas and a header, missing values empty.
        on_progress: Called with the customers made so far and all of them.

    Raises:
        ValueError: There is to be no customer.
    """
    if customers < 1:
        message = f"a population has at least one customer, not {customers}"
        raise ValueError(message)
    folder.mkdir(parents=True, exist_ok=True)
    chance = Chance(seed)
    with tempfile.TemporaryDirectory(dir=folder) as place, closing(Parts(Path(place))) as parts:
        for first in range(1, customers + 1, AT_ONCE):
            last = min(first + AT_ONCE - 1, customers)
            parts.write(**_tables(np.arange(first, last + 1), chance))
            if on_progress:
                on_progress(last, customers)
        rows = parts.join(folder, format)
    return Population({name: folder / f"{name}.{format}" for name in TABLES}, rows)


def _tables(customers: Whole, chance: Chance) -> dict[str, pd.DataFrame]:
    """The tables of consecutive customers, still in whole numbers."""
    which = _PLACES[customers * _STRIDE % THOUSAND]
    drafts = [drafted(KINDS[k], customers[which == k], chance) for k in np.unique(which)]
    charges = pd.concat([draft.charges for draft in drafts], ignore_index=True)
    runs = pd.concat([draft.runs for draft in drafts], ignore_index=True)
    lines, found = billed(customers, [KINDS[k].amend for k in which], charges, chance)
    return {
        "subscriptions": _ordered(runs, "start", "run"),
        "transactions": _ordered(charges, "booked", "run", "trx"),
        "bills": lines,
        "truth": _truth(drafts, two_renewals(charges), found),
    }


def _ordered(rows: pd.DataFrame, time: str, *ties: str) -> pd.DataFrame:
    """Rows by customer, the newest first."""
    keys = (*(rows[name] for name in reversed(ties)), -rows[time], rows["customer"])
    return rows.iloc[np.lexsort(keys)]


def _truth(drafts: list[Draft], *more: pd.DataFrame) -> pd.DataFrame:
    """All findings by customer and rule; what a finding has not is NOTHING."""
    planted = [found for draft in drafts for found in draft.truth]
    truth = pd.concat([*planted, *more], ignore_index=True)
    numbers = truth.columns.drop("rule")
    truth["product"], truth["channel"] = truth["product"].fillna(-1), truth["channel"].fillna(-1)
    truth[numbers] = truth[numbers].fillna(NOTHING).astype("int64")
    truth["rule"] = pd.Categorical(truth["rule"])
    order = ["customer", "rule", "month", "ref_time", "trx"]
    return truth.sort_values(order, kind="stable", ignore_index=True)
