"""The verdict on each period with content: does what was charged explain what was billed?

A verdict speaks of the amount alone. «Explained» never means «must be paid»: what the customer says
is weighed apart, as a claim.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Literal

import pandas as pd

from ott_toolkit.amounts import months_later
from ott_toolkit.bill import Bill
from ott_toolkit.conclusion.doubts import Doubts, weigh_doubts
from ott_toolkit.conclusion.frames import Row, in_month, rows
from ott_toolkit.conclusion.grounds import Grounds
from ott_toolkit.conclusion.refunds import hand_out
from ott_toolkit.policy import Policy
from ott_toolkit.rules import RULES
from ott_toolkit.sentences import Month, Sentence, sentence

Kind = Literal["explained", "contested", "partly", "unexplained", "cannot"]

TITLES: Mapping[Kind, Sentence] = {
    "explained": sentence("Explained"),
    "contested": sentence("Explained, contested"),
    "partly": sentence("Partly explained"),
    "unexplained": sentence("Unexplained"),
    "cannot": sentence("Cannot be said yet"),
}


@dataclass(frozen=True)
class Turn:
    """A charge so close to a month's turn that it may be counted in the month beside.

    Attributes:
        time: When it was made.
        amount: What it was.
        counted: The month that would make the period fit, its first day.
    """

    time: datetime
    amount: int
    counted: date


@dataclass(frozen=True, eq=False)
class Verdict:
    """What can be said of a period's INTERNET CONTENT.

    Attributes:
        period: The bill's month, its first day.
        charged_in: The month whose charges it carries.
        kind: `explained`; `contested`: explained, but one of its charges has a money or confirm
            finding; `partly`; `unexplained`; `cannot`: a source is absent, partial or failed.
        billed: INTERNET CONTENT; `None` where an amount is not known.
        charged: What the month's charges come to, refunds included; `None` without them.
        charges: The month's transactions with their `amount`, oldest first.
        findings: What was found on these charges, on this bill, and on an overlap of the charges'
            subscriptions: the rows of `Case.findings`.
        contested: Each charge with a money or confirm finding once, at its larger amount.
        to_confirm: How much of it only confirm findings contest; nothing is proposed for that.
        refunded: What of it negative transactions and lines of the bills give back, each of them
            counted in one period alone; that they are for these charges is presumed.
        proposed: What may be proposed as a correction, before PPN: of the rest, what was billed
            and not given back.
        correction: `proposed` with its PPN, rounded half up.
        vat: PPN on `billed`, rounded half up; `None` where `billed` is not known.
        unpaid: What is still to be paid of the period; `None` where the bill does not say.
        payment_status: As the bill shows it.
        turn: A charge at the turn of the month that would make the period fit, or `None`.
        reasons: Why nothing can be said, and how to get what is missing.
    """

    period: date
    charged_in: date
    kind: Kind
    billed: int | None
    charged: int | None
    charges: pd.DataFrame
    findings: pd.DataFrame
    contested: int
    to_confirm: int
    refunded: int
    proposed: int
    correction: int
    vat: int | None
    unpaid: int | None
    payment_status: str
    turn: Turn | None
    reasons: tuple[Sentence, ...]

    def __repr__(self) -> str:
        """Return period and verdict."""
        amounts = f"{self.billed} billed, {self.charged} charged"
        return f"Verdict({self.period:%Y-%m}, {self.kind}, {amounts})"

    @property
    def title(self) -> Sentence:
        """What the verdict is called."""
        return TITLES[self.kind]

    @property
    def months(self) -> Sentence:
        """Its months by their three names."""
        return sentence(
            "Bill {bill} · charges {charges} · pay {bill}",
            bill=Month(self.period),
            charges=Month(self.charged_in),
        )

    @property
    def difference(self) -> int | None:
        """Billed less charged; `None` where one of them is not known."""
        if self.billed is None or self.charged is None:
            return None
        return self.billed - self.charged


def reach(grounds: Grounds) -> tuple[Verdict, ...]:
    """Return a verdict for every period of the bill that has content, oldest first."""
    bill = grounds.bill
    if bill is None:
        return ()
    lines = bill.content_lines(grounds.policy.content_lines)
    told = lines[lines["amount"].isna() | lines["amount"].ne(0).fillna(value=False)]
    content = {
        pd.Timestamp(str(period)).date(): own["amount"] for period, own in told.groupby("period")
    }
    doubts = {
        period: weigh_doubts(
            grounds, in_month(grounds.charges, grounds.policy.charge_month(period))
        )
        for period in content
    }
    contested = {place: one for own in doubts.values() for place, one in own.charges.items()}
    back = hand_out(grounds, bill, contested)
    return tuple(
        _verdict(grounds, bill, period, own, _Doubted(doubts[period], back))
        for period, own in content.items()
    )


def disputed(verdicts: Sequence[Verdict], period: date | None = None) -> Verdict | None:
    """Return the verdict on `period`, else on the newest unpaid one, else on the newest."""
    chosen = [verdict for verdict in verdicts if verdict.period == period]
    unpaid = [verdict for verdict in verdicts if verdict.unpaid]
    return next(iter([*chosen, *reversed(unpaid), *reversed(verdicts)]), None)


@dataclass(frozen=True)
class _Doubted:
    """What is in doubt of a period, and what was given back of any charge."""

    doubts: Doubts
    back: Mapping[int, int]

    @property
    def refunded(self) -> int:
        return sum(self.back[place] for place in self.doubts.places)

    def proposed(self, content: pd.Series[int], amounts: pd.Series[int]) -> int:
        """What is not on the bill, was given back, or awaits a person needs no correction."""
        sure = self.doubts.sure
        billed, charged = _before_refunds(content, amounts)
        over = min(billed, billed - (charged - sure))
        back = sum(min(one.sure, self.back[place]) for place, one in self.doubts.charges.items())
        return max(0, min(sure, over) - back)


def _before_refunds(content: pd.Series[int], amounts: pd.Series[int]) -> tuple[int, int]:
    """Return what was billed and what was charged, refunds left out: they are handed out apart.

    A bill has a refund as a line of its own, or has taken it off already.
    """
    charged = int(amounts.clip(lower=0).sum())
    netted = min(int(content.sum() - amounts.clip(upper=0).sum()), charged)
    return max(int(content.clip(lower=0).sum()), netted), charged


def _verdict(
    grounds: Grounds, bill: Bill, period: date, content: pd.Series[int], doubted: _Doubted
) -> Verdict:
    policy, doubts = grounds.policy, doubted.doubts
    month = policy.charge_month(period)
    own = in_month(grounds.charges, month)
    billed = None if content.isna().any() else int(content.sum())
    charged = None if grounds.transactions is None else int(own["amount"].sum())
    reasons = tuple(_reasons(grounds, own, billed, charged))
    kind: Kind = "cannot"
    turn, proposed = None, 0
    if billed is not None and charged is not None and not reasons:
        kind = _kind(billed, charged, doubts, policy)
        turn = _turn(grounds.charges, month, billed - charged, policy)
        if "subscriptions" not in grounds.lacking:
            proposed = doubted.proposed(content, own["amount"])
    unpaid, status = _payment(bill, period)
    return Verdict(
        period=period,
        charged_in=month,
        kind=kind,
        billed=billed,
        charged=charged,
        charges=own.reset_index(drop=True),
        findings=_findings(grounds, own, period),
        contested=doubts.contested,
        to_confirm=doubts.to_confirm,
        refunded=doubted.refunded,
        proposed=proposed,
        correction=proposed + policy.vat_of(proposed, period),
        vat=None if billed is None else policy.vat_of(billed, period),
        unpaid=unpaid,
        payment_status=status,
        turn=turn,
        reasons=reasons,
    )


def _kind(billed: int, charged: int, doubts: Doubts, policy: Policy) -> Kind:
    fits = _fits(billed, charged, policy)
    return "contested" if fits == "explained" and doubts.charges else fits


def _fits(billed: int, charged: int, policy: Policy) -> Kind:
    if billed - charged > policy.amount_tolerance:
        return "partly" if charged > 0 else "unexplained"
    return "explained"


def _may_differ(grounds: Grounds, billed: int, charged: int) -> bool:
    """Whether charges without a time, counted in the month or not, would make another verdict."""
    undated = grounds.charges[grounds.charges["trx_time"].isna()]["amount"]
    most, least = undated.clip(lower=0).sum(), undated.clip(upper=0).sum()
    fits = {_fits(billed, charged + int(more), grounds.policy) for more in (0, most, least)}
    return len(fits) > 1 or (bool(undated.isna().any()) and "explained" not in fits)


def _reasons(
    grounds: Grounds, own: pd.DataFrame, billed: int | None, charged: int | None
) -> Iterator[Sentence]:
    """Yield why nothing can be said of a period: a source, a time or an amount is missing."""
    if billed is None:
        yield sentence(
            "A content line of the bill has no amount: copy the bill's detail once more."
        )
    elif charged is None:
        yield grounds.lacking["transactions"]
    else:
        fits = _fits(billed, charged, grounds.policy) == "explained"
        if own["amount"].isna().any() and not fits:
            yield sentence(
                "A charge of the month has no amount: ask the dashboard's owner what it was."
            )
        if _may_differ(grounds, billed, charged):
            yield sentence(
                "A charge has no time, so its month is not known: ask the dashboard's owner when "
                "it was made."
            )
        if "subscriptions" in grounds.lacking and fits:
            # The amount fits; whether a subscription ran at each charge only Subscriptions tell.
            yield grounds.lacking["subscriptions"]


def _findings(grounds: Grounds, own: pd.DataFrame, period: date) -> pd.DataFrame:
    """Return what was found on these charges, on their accounts' overlap, and on the bill."""
    on_charges = {
        (one["rule"], one["partner_ref"], one["trx_id"], one["time"])
        for place in own.index
        for one in grounds.of_charges.get(place, [])
    }
    references = set(own["partner_ref"].dropna())

    def belongs(finding: Row) -> bool:
        rule = RULES[finding["rule"]]
        if rule.row == "charge":
            named = (finding["rule"], finding["partner_ref"], finding["trx_id"], finding["time"])
            return named in on_charges
        if rule.row == "bill":
            return bool(finding["period"].date() == period)
        return rule.contests == "account" and finding["partner_ref"] in references

    kept = [belongs(finding) for finding in rows(grounds.findings)]
    return grounds.findings[pd.array(kept, dtype=bool)]


def _turn(charges: pd.DataFrame, month: date, difference: int, policy: Policy) -> Turn | None:
    """Return a charge near a turn of `month` that would fit the bill on the turn's other side."""
    if abs(difference) <= policy.amount_tolerance:
        return None
    after = months_later(month, 1)
    begins, ends = (datetime(day.year, day.month, 1) for day in (month, after))  # noqa: DTZ001
    near = timedelta(hours=policy.turn_of_month_hours)
    for charge in rows(charges):
        time, amount = charge["trx_time"], charge["amount"]
        turn = next((t for t in (begins, ends) if time and abs(time - t) <= near), None)
        if turn is None or amount is None:
            continue
        inside = begins <= time < ends
        if abs(difference + (amount if inside else -amount)) <= policy.amount_tolerance:
            beside = date((turn - near).year, (turn - near).month, 1) if turn == begins else after
            return Turn(time, amount, beside if inside else month)
    return None


def _payment(bill: Bill, period: date) -> tuple[int | None, str]:
    """Return what is still to be paid of a period, and its status as shown."""
    own = bill.periods[bill.periods["period"] == pd.Timestamp(period)]
    unpaid = own["unpaid"]
    statuses = dict.fromkeys(own["payment_status"].dropna())
    return None if unpaid.isna().any() or own.empty else int(unpaid.sum()), " / ".join(statuses)
