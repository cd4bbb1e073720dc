"""What is planted in the rows of a kind of customer; each says itself what is to be found.

Every planting is thought through against the whole catalogue: a finding that cannot be avoided
is noted with it. Two renewals in one month are left to the calendar: see `truth.py`.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

import pandas as pd

from ott_toolkit.practice.population.drafts import ACTIVE, INACTIVE, UNFORMED, Draft
from ott_toolkit.practice.population.words import ASOF, DAY, NOTHING

Plant: TypeAlias = Callable[[Draft], None]


# --- beside the schedule ------------------------------------------------------------------------


def after_end(seconds: int, *rules: str, sign: int = 1) -> Plant:
    """A charge, or with `sign` -1 a refund, so long after the end."""

    def plant(draft: Draft) -> None:
        newest = draft.charges[draft.charge(left=0)]
        prorated = (sign * newest["prorated"]).to_numpy()
        late = draft.add(newest, time=draft.value("end", newest) + seconds, prorated=prorated)
        _find(draft, rules, late)

    return plant


def first_early(seconds: int, *rules: str) -> Plant:
    """The first charge is made so long before the start."""

    def plant(draft: Draft) -> None:
        draft.charges.loc[draft.charge(k=0), "time"] -= seconds
        _find(draft, rules, draft.charges[draft.charge(k=0)])

    return plant


def cycle_early(draft: Draft) -> None:
    """There is a charge a whole cycle before the start."""
    first = draft.charges[draft.charge(k=0)]
    early = draft.add(first, time=(first["time"] - first["days"] * DAY).to_numpy())
    draft.find("charge-before-start", early)


def again(seconds: int, *rules: str, part: int = 1) -> Plant:
    """The second charge is made again; `part` of it: 1 in full, 0 for nothing, -1 as a refund."""

    def plant(draft: Draft) -> None:
        second = draft.charges[draft.charge(k=1)]
        time, prorated = second["time"] + seconds, part * second["prorated"]
        _find(draft, rules, draft.add(second, time=time.to_numpy(), prorated=prorated.to_numpy()))

    return plant


def again_within(seconds: int, *rules: str) -> Plant:
    """One more charge a cycle but a day after the newest, and so many seconds."""

    def plant(draft: Draft) -> None:
        newest = draft.charges[draft.charge(left=0)]
        time = newest["time"] + (newest["days"] - 1) * DAY + seconds
        _find(draft, rules, draft.add(newest, time=time.to_numpy()))

    return plant


def copied(draft: Draft) -> None:
    """The newest charge is there twice, wholly identical: one of them is too many."""
    newest = draft.charges[draft.charge(left=0)]
    draft.find("duplicate-charge", draft.add(newest, trx=newest["trx"].to_numpy()))


def same_id(draft: Draft) -> None:
    """The newest charge bears the id of the one before."""
    draft.charges.loc[draft.charge(left=0), "trx"] -= 1
    draft.find("duplicate-charge", draft.charges[draft.charge(left=0)])


def same_id_elsewhere(draft: Draft) -> None:
    """The first charge of the second, later subscription bears the id of the first's first."""
    charges = draft.charges
    other = (charges["role"] == 1) & (charges["k"] == 0)
    charges.loc[other, "trx"] = 0
    draft.find("duplicate-charge", charges[other])


# --- the schedule -------------------------------------------------------------------------------


def skipped(draft: Draft) -> None:
    """The third charge was never made."""
    draft.charges = draft.charges[~draft.charge(k=2)].reset_index(drop=True)
    draft.find("missing-cycle", draft.charges[draft.charge(k=3)])


def late(seconds: int, *rules: str) -> Plant:
    """The newest charge comes a cycle, a day and so many seconds after the one before."""

    def plant(draft: Draft) -> None:
        before = draft.charges[draft.charge(left=1)]
        time = before["time"] + (before["days"] + 1) * DAY + seconds
        draft.charges.loc[draft.charge(left=0), "time"] = time.to_numpy()
        _find(draft, rules, draft.charges[draft.charge(left=0)])

    return plant


def free(k: int) -> Plant:
    """The k-th charge is for nothing; after it a cycle seems to be missing, if one was before."""

    def plant(draft: Draft) -> None:
        draft.charges.loc[draft.charge(k=k), "prorated"] = 0
        if k > 0:
            draft.find("missing-cycle", draft.charges[draft.charge(k=k + 1)])

    return plant


# --- prices -------------------------------------------------------------------------------------


def dearer(
    *places: int, terms: bool = False, changes: tuple[int, ...] = (), mismatch: bool = False
) -> Plant:
    """Charges with so many to come cost Rp 5,000 more.

    Args:
        places: How many charges are still to come after each of the dearer ones.
        terms: Whether the subscription shows the higher price.
        changes: Where a changed price is found.
        mismatch: Whether the newest charge then costs something else than the terms say.
    """

    def plant(draft: Draft) -> None:
        for left in places:
            draft.charges.loc[draft.charge(left=left), ["price", "prorated"]] += 5_000
        if terms:
            draft.runs.loc[draft.run(), "price"] += 5_000
        for left in changes:
            draft.find("price-change", draft.charges[draft.charge(left=left)])
        if mismatch:
            draft.find("price-mismatch", draft.charges[draft.charge(left=0)])

    return plant


def prorated(more: int, *rules: str) -> Plant:
    """The newest charge's prorated price differs by so many rupiah from its price."""

    def plant(draft: Draft) -> None:
        draft.charges.loc[draft.charge(left=0), "prorated"] += more
        _find(draft, rules, draft.charges[draft.charge(left=0)])

    return plant


# --- the subscription ---------------------------------------------------------------------------


def changed(*rules: str, role: int = 0, **columns: int) -> Plant:
    """Columns of a subscription hold something else."""

    def plant(draft: Draft) -> None:
        draft.runs.loc[draft.run(role), list(columns)] = list(columns.values())
        _find(draft, rules, draft.runs[draft.run(role)])

    return plant


still_active = changed("status-mismatch", "renewal-overdue", status=ACTIVE)
no_end = changed("status-mismatch", status=INACTIVE, end=NOTHING)
overdue = changed("renewal-overdue", status=ACTIVE, end=NOTHING)
unseen = changed("last-charge-unseen", later=0)
ends_now = changed(end=ASOF)
ended_just_now = changed("status-mismatch", end=ASOF - 1)


def overlapping(*roles: int) -> Plant:
    """Later subscriptions of the same service begin before an earlier one ends."""

    def plant(draft: Draft) -> None:
        draft.find("overlapping-subscriptions", draft.runs[draft.runs["role"].isin(roles)])

    return plant


def last_charge_before(draft: Draft) -> None:
    """Last Charge still shows the charge before the newest."""
    newest, before = (draft.charges[draft.charge(left=left)] for left in (0, 1))
    runs = draft.run()
    draft.runs.loc[runs, "later"] = before["time"].to_numpy() - newest["time"].to_numpy()
    draft.find("last-charge-stale", draft.runs[runs])


def hidden(draft: Draft) -> None:
    """The second subscription is not shown, though its charges are."""
    draft.runs.loc[draft.run(1), "hidden"] = 1
    draft.find("unknown-subscription", draft.charges[draft.charges["role"] == 1])


def borrowed(draft: Draft) -> None:
    """The charges of the second, hidden subscription bear a reference of the next customer."""
    draft.charges.loc[draft.charges["role"] == 1, "ref_number"] += 1
    hidden(draft)


def other_number(draft: Draft) -> None:
    """The reference carries the next customer's number, in both tables."""
    for rows in (draft.runs, draft.charges):
        rows.loc[rows["role"] == 0, "ref_number"] += 1
    draft.find("reference-mismatch", draft.runs[draft.run()])


def other_start(draft: Draft) -> None:
    """The start is a second later than the reference says."""
    draft.runs.loc[draft.run(), "start_time"] += 1
    draft.find("reference-mismatch", draft.runs[draft.run()])


def unformed(draft: Draft) -> None:
    """The reference is of a form that carries neither time nor number."""
    for rows in (draft.runs, draft.charges):
        rows.loc[rows["role"] == 0, "ref_form"] = UNFORMED


def relisted(**columns: int) -> Plant:
    """The subscription has an older row too: it ended earlier, or holds these values."""

    def plant(draft: Draft) -> None:
        row = draft.runs[draft.run()]
        older = row.assign(end=row["end"] - 60 * DAY, later=-30 * DAY).assign(**columns)
        draft.runs = pd.concat([older, draft.runs], ignore_index=True)

    return plant


def both(first: Plant, second: Plant) -> Plant:
    """One planting, then another."""

    def plant(draft: Draft) -> None:
        first(draft)
        second(draft)

    return plant


def _find(draft: Draft, rules: tuple[str, ...], rows: pd.DataFrame) -> None:
    for rule in rules:
        draft.find(rule, rows)
