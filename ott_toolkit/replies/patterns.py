"""What explains a pattern to a customer: two renewals, a new price, a gap, a leftover."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from ott_toolkit.conclusion.frames import Row, rows
from ott_toolkit.replies.fit import Keep, Said
from ott_toolkit.replies.matter import Matter
from ott_toolkit.sentences import Month, Rupiah, Sentence, sentence


def patterns(matter: Matter) -> Iterator[Said]:
    """Yield what explains why an amount is as it is, or a month looks unusual."""
    yield from _left_over(matter)
    yield from _two_renewals(matter)
    yield from _prices(matter)
    yield from _prorated(matter)
    yield from _gap(matter)
    yield from _came_back(matter)
    yield from turn(matter)


def not_billed(matter: Matter) -> Iterator[Said]:
    """Yield the newest bill that lacks what was charged for it, if none with content is later."""
    found = [
        one
        for one in rows(matter.case.findings)
        if one["rule"] == "charged-not-billed"
        and (matter.verdict is None or one["period"].date() > matter.verdict.period)
    ]
    for finding in found[-1:]:
        period = finding["period"].date()
        told = sentence(
            "The charges of {month}, {amount}, are not seen on bill {bill}.",
            month=Month(matter.case.policy.charge_month(period)),
            amount=Rupiah(finding["expected"]),
            bill=Month(period),
        )
        yield Said((told,), "rows", (finding,), Keep.CLAIM)


def _left_over(matter: Matter) -> Iterator[Said]:
    verdict = matter.verdict
    if verdict is None or verdict.difference is None or verdict.charged is None:
        return
    if verdict.difference < -matter.case.policy.amount_tolerance:
        told = sentence(
            "The charges of {month} come to {charged}; {rest} of them is not on this bill.",
            month=Month(verdict.charged_in),
            charged=Rupiah(verdict.charged),
            rest=Rupiah(-verdict.difference),
        )
        yield Said((told,), "rows", (*matter.content_rows, *matter.charges), Keep.ANSWER)


def _two_renewals(matter: Matter) -> Iterator[Said]:
    found = matter.facts.found("two-renewals-in-month")
    if found and matter.verdict is not None:
        told = sentence(
            "Renewals come every {days} days, so one month can carry two of them; that is normal.",
            days=matter.case.policy.cycle_days,
        )
        yield Said((told,), "rows", tuple(row for pair in found for row in pair), Keep.CLAIM)


def _prices(matter: Matter) -> Iterator[Said]:
    for charge, finding in matter.facts.found("price-change")[:1]:
        told = sentence(
            "The price went from {before} to {after} on {day}.",
            before=Rupiah(finding["expected"]),
            after=Rupiah(finding["amount"]),
            day=charge["trx_time"].date(),
        )
        yield Said((told,), "rows", (charge, finding), Keep.CLAIM)


def _prorated(matter: Matter) -> Iterator[Said]:
    for charge in matter.charges:
        price, prorated = charge["price"], charge["prorated_price"]
        if price is not None and prorated is not None and 0 < prorated < price:
            told = sentence(
                "{amount} is a prorated price; the full one is {price}.",
                amount=Rupiah(prorated),
                price=Rupiah(price),
            )
            yield Said((told,), "rows", (charge,), Keep.CLAIM)
            return


def _gap(matter: Matter) -> Iterator[Said]:
    for charge, finding in matter.facts.found("missing-cycle")[:1]:
        before = [
            one
            for one in rows(matter.facts.grounds.charges)
            if one["partner_ref"] == charge["partner_ref"]
            and one["trx_time"]
            and one["trx_time"] < charge["trx_time"]
        ]
        if before:
            told = sentence(
                "Before that it was charged on {day}; no charge lies between.",
                day=before[-1]["trx_time"].date(),
            )
            yield _detail(told, before[-1], charge, finding)


def _came_back(matter: Matter) -> Iterator[Said]:
    for account, _ in matter.by_account:
        start = account.start
        if not account.listed or start is None:
            continue
        earlier = [
            (one.end, nth, one)
            for nth, one in enumerate(matter.facts.accounts)
            if one.listed and one.folded == account.folded and one.end and one.end <= start
        ]
        if earlier:
            end, _, last = max(earlier)
            told = sentence(
                "An earlier subscription to {service} is recorded as ended on {end}; this is a new "
                "one.",
                service=matter.names.service(account),
                end=end.date(),
            )
            yield _detail(told, *matter.rows_of([last, account]))
            return


def turn(matter: Matter) -> Iterator[Said]:
    """Yield a charge at the turn of the month that would make the amount fit."""
    yield from _turn(
        matter,
        sentence(
            "The charge of {amount} on {time} is close to the turn of the month; counted in "
            "{month}, it would fit this bill."
        ),
    )


def turn_in_short(matter: Matter) -> Iterator[Said]:
    """Yield the same for a colleague."""
    yield from _turn(
        matter,
        sentence("Close to the turn of the month: {amount} on {time} would fit in {month}."),
    )


def _turn(matter: Matter, told: Sentence) -> Iterator[Said]:
    close = matter.verdict.turn if matter.verdict else None
    if close is not None:
        values = {"amount": Rupiah(close.amount), "time": close.time, "month": Month(close.counted)}
        own = [row for row in rows(matter.facts.grounds.charges) if row["trx_time"] == close.time]
        yield Said((replace(told, values=values),), "rows", tuple(own), Keep.CLAIM)


def _detail(told: Sentence, *behind: Row) -> Said:
    return Said((told,), "rows", behind, Keep.DETAIL)
