"""Subscriptions and charges of many customers of one kind: planned, planted in, then settled.

Every column is of whole numbers, with NOTHING where a value is missing; they become text and times
only when they are written.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
import pandas as pd

from ott_toolkit.practice.population.chance import Chance, Whole
from ott_toolkit.practice.population.words import (
    DAY,
    MIDNIGHT,
    MONTHLY,
    NOTHING,
    PRODUCTS,
    Kind,
    Plan,
)

INACTIVE, ACTIVE = 0, 1
STATUSES = ("Inactive", "Active", " ACTIVE", "inactive")
CHANNELS = ("STB", "MyIndiHome", "Web", "SMS", "CC 147")

FORMED, UNKNOWN, UNFORMED = 0, 1, 2
"""How a reference is shown: in its usual form, not at all, in a form that carries nothing."""

REFERENCE = ["customer", "product", "ref_form", "ref_time", "ref_number", "channel"]
"""The columns that a finding takes over from a subscription; from a charge `trx` as well."""

_EXTRA = 900
"""Charges beside the schedule are counted from here on."""

_FURTHER = Plan(since=(290, 5), cycles=(1, 9), running=60)
_DAYS = np.array([product.days for product in PRODUCTS], np.int64)
_PRICES = np.array([product.price for product in PRODUCTS], np.int64)
_LOST = {"partner_ref": ("ref_form", UNKNOWN), "item": ("item", -1), "service": ("service", -1)}


@dataclass
class Draft:
    """The rows of some customers, and what is to be found in them.

    Attributes:
        runs: A row a subscription; `role` counts a customer's subscriptions from 0.
        charges: A row a charge; `k` counts a subscription's charges from its start, `left` from
            its end. Charges beside the schedule have -1 in both.
        truth: Findings: the rule and the columns that identify its row.
    """

    runs: pd.DataFrame
    charges: pd.DataFrame
    truth: list[pd.DataFrame] = field(default_factory=list)

    def run(self, role: int = 0) -> pd.Series[bool]:
        """Which rows of `runs` play a role; the first is what a kind is about."""
        return self.runs["role"] == role

    def charge(self, *, k: int | None = None, left: int | None = None) -> pd.Series[bool]:
        """Which charges of the first subscription are the k-th, or the one with `left` to come."""
        place = self.charges["k"] == k if left is None else self.charges["left"] == left
        return (self.charges["role"] == 0) & place

    def value(self, column: str, charges: pd.DataFrame) -> Whole:
        """A column of the subscriptions, for each of some charges."""
        return self.runs.set_index("run")[column].loc[charges["run"]].to_numpy()

    def add(self, like: pd.DataFrame, **changes: Whole | int) -> pd.DataFrame:
        """Add charges beside the schedule, like others but for `changes`; return their rows."""
        added = like.assign(k=-1, left=-1, trx=like["trx"] + _EXTRA).assign(**changes)
        self.charges = pd.concat([self.charges, added], ignore_index=True)
        return added

    def find(self, rule: str, rows: pd.DataFrame) -> None:
        """Note that `rule` finds these rows of `runs` or `charges`."""
        columns = [*REFERENCE, "trx"] if "trx" in rows else REFERENCE
        self.truth.append(rows[columns].assign(rule=rule))


def drafted(kind: Kind, customers: Whole, chance: Chance) -> Draft:
    """The rows of customers who are of one kind, all planting done."""
    runs: list[pd.DataFrame] = []
    for role, plan in enumerate(kind.plans):
        runs.append(_planned(plan, role, customers, runs, chance))
    if not kind.alone:
        first = runs[0]["product"].to_numpy() if kind.plans else customers
        runs += _further(customers, first, len(kind.plans), chance)
    together = (
        pd.concat(runs, ignore_index=True)
        if runs
        else _planned(Plan(), 0, customers[:0], [], chance)
    )
    draft = Draft(together, _charges(together, chance))
    if kind.plant:
        kind.plant(draft)
    _settle(draft, kind)
    return draft


def _further(customers: Whole, first: Whole, role: int, chance: Chance) -> list[pd.DataFrame]:
    """Up to three further subscriptions, of services that the customer has not yet."""
    count = chance.draw("further", customers, 0, 3)
    places = np.array([*MONTHLY, 0], np.int64)
    home = np.searchsorted(places[:-1], first) % len(MONTHLY)
    found = []
    for turn in range(3):
        has = count > turn
        step = 1 + 2 * turn + chance.draw(f"service {turn}", customers, 0, 1)
        product = places[(home + step) % len(MONTHLY)]
        found.append(
            _planned(_FURTHER, role + turn, customers[has], [], chance, product=product[has])
        )
    return found


def _planned(
    plan: Plan,
    role: int,
    customers: Whole,
    before: list[pd.DataFrame],
    chance: Chance,
    *,
    product: Whole | None = None,
) -> pd.DataFrame:
    """One subscription for each customer, by the plan."""
    run = customers * 8 + role
    product = _products(plan, run, before, chance) if product is None else product
    days = _DAYS[product]
    start = _starts(plan, run, before, chance)
    midnight = start - start % DAY
    possible = (MIDNIGHT - midnight) // DAY // days + 1
    active = chance.draw("running", run, 1, 100) <= plan.running
    paid = np.minimum(chance.draw("cycles", run, *plan.cycles), possible)
    count = np.where(active, possible, paid)
    end = _after_midnight(midnight + count * days * DAY, run, count, chance)
    return pd.DataFrame(
        {
            "customer": customers,
            "role": role,
            "run": run,
            "product": product,
            "item": product,
            "service": product,
            "loud": 0,
            "days": days,
            "channel": chance.draw("channel", customers, 0, len(CHANNELS) - 1),
            "start": start,
            "start_time": start,
            "end": np.where(active, NOTHING, end),
            "status": np.where(active, ACTIVE, INACTIVE),
            "count": count,
            "price": _PRICES[product],
            "later": 0,
            "hidden": 0,
            "ref_form": FORMED,
            "ref_time": start,
            "ref_number": customers,
        }
    )


def _products(plan: Plan, run: Whole, before: list[pd.DataFrame], chance: Chance) -> Whole:
    """What is subscribed to: what was before, or one of the plan's products."""
    if plan.same:
        return before[0]["product"].to_numpy()
    drawn = chance.draw("product", run, 0, len(plan.products) - 1)
    return np.array(plan.products, np.int64)[drawn]


def _starts(plan: Plan, run: Whole, before: list[pd.DataFrame], chance: Chance) -> Whole:
    """When the subscriptions begin: some time ago, or after the ones before."""
    if plan.follows is not None:
        return before[-1]["end"].to_numpy() + plan.follows
    midnight = MIDNIGHT - DAY * chance.draw("start", run, plan.since[1], plan.since[0])
    return midnight + chance.draw("clock", run, *plan.clock)


def _after_midnight(midnight: Whole, run: Whole, k: Whole, chance: Chance) -> Whole:
    """Some second of the fifth minute of a day: renewals are made just after midnight."""
    return midnight + 240 + chance.draw("second", run * 1024 + k, 0, 59)


def _charges(runs: pd.DataFrame, chance: Chance) -> pd.DataFrame:
    """The charges of subscriptions by the schedule: at the start, then every cycle."""
    count = runs["count"].to_numpy()
    shared = ["customer", "role", "run", "product", "item", "service", "days", "channel"]
    charges = runs.loc[
        np.repeat(runs.index.to_numpy(), count),
        [*shared, "price", "start", "ref_form", "ref_time", "ref_number"],
    ].reset_index(drop=True)
    k = np.arange(len(charges)) - np.repeat(np.cumsum(count) - count, count)
    start, run = charges.pop("start").to_numpy(), charges["run"].to_numpy()
    due = start - start % DAY + k * charges["days"].to_numpy() * DAY
    charges["time"] = np.where(k == 0, start, _after_midnight(due, run, k, chance))
    charges["prorated"] = charges["price"]
    charges["k"], charges["left"] = k, np.repeat(count, count) - 1 - k
    charges["trx"] = charges["role"] * 10_000 + k
    return charges


def _settle(draft: Draft, kind: Kind) -> None:
    """Fix what follows from the rows - amounts, last charges -, then let values get lost."""
    charges, runs = draft.charges, draft.runs
    charges["amount"], charges["booked"] = charges["prorated"], charges["time"]
    newest = runs["run"].map(charges.groupby("run")["time"].max())
    runs["last_charge"] = newest.fillna(NOTHING).astype("int64") + runs.pop("later")
    _lose(charges, draft.charge(left=0), kind.lose)
    _lose(runs, draft.run(), kind.blank)
    draft.runs = runs[runs["hidden"] == 0]


def _lose(rows: pd.DataFrame, which: pd.Series[bool], names: tuple[str, ...]) -> None:
    for name in names:
        column, value = _LOST.get(name, (name, NOTHING))
        rows.loc[which, column] = value
