"""What a letter answers to what the customer says, as far as the rows allow it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime, time

import pandas as pd

from ott_toolkit.conclusion.accounts import Account
from ott_toolkit.conclusion.claims import ClaimAnswer, ClaimKind
from ott_toolkit.conclusion.facts import paid
from ott_toolkit.conclusion.frames import Row, rows
from ott_toolkit.conclusion.weighing import (
    CUSTOMER_RECORD,
    DATA_LOG,
    GIMMICK,
    OWNER,
    PRODUCT_NOTICE,
    STARCLICK,
    TEAM_RULE,
    TICKETS,
    explaining,
)
from ott_toolkit.replies.facts import SHOWN
from ott_toolkit.replies.fit import Keep, Said
from ott_toolkit.replies.matter import Matter
from ott_toolkit.replies.names import some
from ott_toolkit.sentences import Rupiah, Sentence, sentence


def answer(matter: Matter) -> list[Said]:
    """Return what is answered to the claim; nothing to a mere question, or without a claim."""
    answered = matter.case.claim_answer
    if answered is None or answered.claim.kind == "only-asking":
        return []
    if matter.lacks_tables:
        told = sentence(
            "What you told us cannot be compared yet, because our data are not complete."
        )
        return [Said((told,), "lacking", (), Keep.CLAIM)]
    told = (
        sentence("We have noted what you told us.")
        if matter.settled and answered.status == "supported"
        else _ANSWERS[answered.claim.kind](matter, answered)
    )
    behind = (*rows(answered.rows), *matter.rows_of(matter.concerned), *matter.content_rows)
    said = Said((told,), "rows" if behind else "look-up", behind, Keep.CLAIM)
    return [said, *_asked_for(matter)]


def _asked_for(matter: Matter) -> list[Said]:
    """Return that a missing row is asked for, where nothing but the claim gives rise to it."""
    if not misses_rows(matter):
        return []
    told = sentence("We ask whether there are data that are not seen yet.")
    return [Said((told,), "courtesy", keep=Keep.ANSWER)]


def misses_rows(matter: Matter) -> bool:
    """Whether the note has a missing row asked for, for the claim's sake alone."""
    return _follows(matter, OWNER) and matter.kind in ("explained", None)


def claim_step(matter: Matter) -> Sentence | None:
    """Return where to look next for the claim, as the note carries it.

    What is to be explained or checked of the charges, the note says itself; where the analyst finds
    explained what was found, only what another source holds is left.
    """
    answered = matter.case.claim_answer
    if answered is None or answered.next_step == explaining(matter.facts):
        return None
    if matter.settled and answered.next_step not in _LOOK_UPS:
        return None
    return matter.names.mask.sentence(answered.next_step)


def _follows(matter: Matter, step: Sentence) -> bool:
    """Whether the note carries this step, so that the customer may be told of it."""
    return claim_step(matter) == step


def _not_subscribed(matter: Matter, answered: ClaimAnswer) -> Sentence:
    if answered.status == "supported" and matter.verdict is None:
        return sentence("As you say, no subscription is recorded for this number.")
    if answered.status == "supported":
        return sentence("As you say, no subscription is recorded for this charge.")
    if _follows(matter, DATA_LOG):
        return sentence(
            "Who ordered it is not recorded in our data; we have noted what you told us and look "
            "into the log of the order."
        )
    return sentence("Who ordered it is not recorded in our data; we have noted what you told us.")


def _stopped(matter: Matter, answered: ClaimAnswer) -> Sentence:
    day = answered.claim.day
    last = None if day is None else datetime.combine(day, time.max)
    begun = [
        one
        for one in matter.facts.concerned
        if one.listed and (last is None or one.start is None or one.start <= last)
    ]
    if answered.status == "supported":
        return _stopped_as_told(matter, begun)
    if last is not None and day is not None and begun and not _charged_after(begun, last):
        return sentence(
            "By our data nothing was charged after {day}; when stopping was asked for is not "
            "recorded there.",
            day=day,
        )
    if day is None:
        return sentence(
            "When stopping was asked for is not recorded in our data; please tell us the day, and "
            "the report number if you have one."
        )
    return sentence(
        "When stopping was asked for is not recorded in our data; if you have a report number for "
        "it, please send it to us."
    )


def _stopped_as_told(matter: Matter, begun: list[Account]) -> Sentence:
    """Return how the record agrees, given the accounts that had begun by then."""
    end = max((one.end for one in begun if one.end), default=None)
    began = min((one.start for one in matter.concerned if one.start), default=None)
    if end is None:
        return sentence("Our record agrees with what you told us.")
    if began and began > end:
        return sentence(
            "Our record agrees with you: that subscription is recorded as ended on {end}; this one "
            "is a new one, from {start}, and who ordered it is not recorded.",
            end=end.date(),
            start=began.date(),
        )
    return sentence(
        "Our record agrees with you: the subscription is recorded as ended on {end}.",
        end=end.date(),
    )


def _charged_after(accounts: list[Account], last: datetime) -> bool:
    """Whether anything was, or may have been, charged for these accounts after `last`."""
    times = [time for one in accounts for time in paid(one.charges)["trx_time"]]
    return any(pd.isna(time) or time > last for time in times)


def _charged_twice(matter: Matter, answered: ClaimAnswer) -> Sentence:
    facts = matter.facts
    if answered.status == "supported":
        at_issue = facts.found("duplicate-charge") or facts.overlapping()
        if at_issue or facts.of_bill("duplicate-bill-line"):
            return sentence("What we found agrees with what you told us.")
        return sentence(
            "Our data show a charge that looks like a duplicate, on {time}, outside the month of "
            "this bill; we have it checked.",
            time=_outside(matter)["trx_time"],
        )
    if len(paid(facts.charges)) == 1:
        return _single(matter)
    if answered.status == "not-recorded":
        return sentence("Whether something was charged twice cannot be said from our data yet.")
    if len(matter.by_account) == len(matter.charges):
        services = list(dict.fromkeys(matter.names.service(one) for one, _ in matter.by_account))
        return sentence(
            "The charges are for different services: {services}.",
            services=some(services, SHOWN, "subscriptions"),
        )
    return sentence("Each charge came a whole cycle of its subscription after the one before.")


def _single(matter: Matter) -> Sentence:
    """Return that there is one charge; without an overlap, ask for the receipt of another."""
    if matter.facts.overlapping():
        return sentence("For this bill a single charge is recorded.")
    return sentence(
        "For this bill a single charge is recorded. What was paid elsewhere (app store, card) "
        "is not seen here; if you have such a receipt, please send it to us."
    )


def _outside(matter: Matter) -> Row:
    """Return the newest duplicate outside the month at issue."""
    every = rows(matter.facts.grounds.charges)
    return [
        every[place]
        for place, found in sorted(matter.facts.grounds.of_charges.items())
        if any(one["rule"] == "duplicate-charge" for one in found)
    ][-1]


def _other_price(matter: Matter, answered: ClaimAnswer) -> Sentence:
    told = answered.claim.price
    if answered.status == "supported":
        return sentence(
            "As you say, the price differs; whether that was announced is not recorded in our data."
        )
    if answered.status == "contradicted" and told is not None:
        return sentence(
            "The price in our data is the one that you were told, {told}.", told=Rupiah(told)
        )
    return sentence("What price you were told is not recorded in our data.")


def _in_package(matter: Matter, answered: ClaimAnswer) -> Sentence:
    if not _follows(matter, STARCLICK):
        return sentence("What your package includes is not seen in these data.")
    if answered.rows.empty:
        return sentence(
            "What your package includes is not seen in these data; we look it up first."
        )
    return sentence(
        "It was charged on its own; what your package includes is not seen in these data, and we "
        "look it up first."
    )


def _still_free(matter: Matter, answered: ClaimAnswer) -> Sentence:
    day = answered.claim.day
    if answered.status == "supported" and answered.rows.empty:
        return sentence("No charge is recorded so far.")
    if answered.status == "supported" and day is not None:
        return sentence(
            "It was charged before the free period that you name was over ({day}); its terms are "
            "not recorded in our data, and we look them up first.",
            day=day,
        )
    times = answered.rows["trx_time"]
    if day is not None and len(times) and times.gt(datetime.combine(day, time.max)).all():
        return sentence("By our data, nothing was charged up to {day}.", day=day)
    if _follows(matter, GIMMICK):
        return sentence(
            "The terms of a free period are not recorded in our data; we look them up first."
        )
    return sentence("The terms of a free period are not recorded in our data.")


def _not_resident(matter: Matter, answered: ClaimAnswer) -> Sentence:
    day = answered.claim.day
    if answered.status == "supported" and day is not None:
        return sentence(
            "It is recorded since before {day}, when you moved in; who held the number then is not "
            "recorded in these data.",
            day=day,
        )
    if answered.status == "contradicted" and day is not None:
        return sentence(
            "It is recorded not before {day}, when you moved in; who held the number is not "
            "recorded in these data.",
            day=day,
        )
    if _follows(matter, CUSTOMER_RECORD):
        return sentence(
            "Who held the number then is not recorded in these data; we compare the customer "
            "record."
        )
    return sentence(
        "Who held the number then is not recorded in these data; please tell us since when you "
        "live there."
    )


_LOOK_UPS = (
    DATA_LOG, TEAM_RULE, STARCLICK, GIMMICK, PRODUCT_NOTICE, CUSTOMER_RECORD, TICKETS
)  # fmt: skip
"""Steps that lead to another source, whatever is found in the charges."""
_ANSWERS: Mapping[ClaimKind, Callable[[Matter, ClaimAnswer], Sentence]] = {
    "not-subscribed": _not_subscribed,
    "stopped": _stopped,
    "charged-twice": _charged_twice,
    "other-price": _other_price,
    "in-package": _in_package,
    "still-free": _still_free,
    "not-resident": _not_resident,
}
