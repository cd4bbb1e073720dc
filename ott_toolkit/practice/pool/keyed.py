"""Gives a story of the pool its words and its key.

A pattern declares what is wrong with a customer and what follows; the rows that prove it, and
the amounts and days of the explanation, are read from what the portal will show.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from random import Random
from typing import Any, Final

from ott_toolkit.practice.key import PERIOD, Key, Step, Text, Verdict
from ott_toolkit.practice.pool.claims import Claim
from ott_toolkit.practice.pool.complaints import COMPLAINTS
from ott_toolkit.practice.pool.speech import before, day, filled, listed, moment, money, month
from ott_toolkit.practice.story import Run, Story
from ott_toolkit.practice.telling import told
from ott_toolkit.practice.world import Account, Subscription, Transaction

_NOTHING: Final = Text("", "")
_BLANK: Final = Story(0, "", _NOTHING, key=Key("cannot", hint=_NOTHING, explanation=_NOTHING))
"""What a story is before its words and its key are known."""


@dataclass(frozen=True)
class Answer:
    """What is right about a case, as far as the pattern says it; the rest is read from the rows.

    Attributes:
        verdict: On the INTERNET CONTENT of `period`.
        hint: Where to look, without the answer.
        explanation: What is right, and why; its places are filled with `values` and with
            `{charges}`, `{charged}`, `{billed}`, `{service}`, `{bill}` and `{month}`.
        rules: What is found on the whole case.
        steps: What may be done next, the best first.
        contested: The amount in doubt.
        refunded: What of it seems to be given back already.
        proposed: What of it may be proposed as a correction.
        proof: The charges that prove it; None is every charge of the month.
        values: What else the explanation says.
        period: The bill's month in dispute.
    """

    verdict: Verdict
    hint: Text
    explanation: Text
    rules: tuple[str, ...] = ()
    steps: tuple[Step, ...] = ("explain",)
    contested: int = 0
    refunded: int = 0
    proposed: int = 0
    proof: tuple[Transaction, ...] | None = None
    values: tuple[tuple[str, Text], ...] = ()
    period: str = PERIOD


class Seen:
    """A customer without words yet: what the portal shows of one.

    Args:
        serial: The end of the number.
        runs: The subscriptions.
        **said: What else is said of the story.
    """

    def __init__(self, serial: int, *runs: Run, **said: Any) -> None:
        self.story: Story = replace(_BLANK, serial=serial, runs=runs, **said)
        self.account: Account = told(self.story)

    def charges(self, month: str = before(PERIOD)) -> list[Transaction]:
        """The charges of a month, the oldest first."""
        own = [row for row in self.account.transactions if row.trx_time.startswith(month)]
        return own[::-1]

    def of(self, run: Run) -> Subscription:
        """The row of a run in Subscriptions."""
        return next(row for row in self.account.subscriptions if row.start_time == run.start)

    def billed(self, period: str) -> int | None:
        """INTERNET CONTENT of a bill; None where there is no such bill."""
        shown = dict(zip(_periods(), self.account.bills, strict=False))
        if period not in shown:
            return None
        return sum(line.amount for line in shown[period].lines if line.name == "INTERNET CONTENT")


def keyed(seen: Seen, chance: Random, answer: Answer, claims: Sequence[Claim]) -> Story:
    """The story of a case: its words drawn, its key filled.

    Args:
        seen: The customer.
        chance: What is drawn from.
        answer: What is right about the case.
        claims: What the customer may say, one of which is drawn.
    """
    claim = chance.choice(claims)
    proof = tuple(seen.charges(before(answer.period))) if answer.proof is None else answer.proof
    words = _words(seen, answer, claim)
    complaint = filled(chance.choice(COMPLAINTS[claim.kind]), **words)
    key = Key(
        verdict=answer.verdict,
        hint=answer.hint,
        explanation=filled(answer.explanation, **words, **dict(answer.values)),
        claim=claim.kind,
        claim_status=claim.status,
        claim_allows=claim.allows,
        day=claim.day,
        price=claim.price,
        period=answer.period,
        contested=answer.contested,
        refunded=answer.refunded,
        proposed=answer.proposed,
        charges=_places(seen.account.transactions, proof),
        subscriptions=_places(seen.account.subscriptions, _behind(seen, proof)),
        rules=tuple(sorted(answer.rules)),
        steps=answer.steps,
    )
    return replace(seen.story, complaint=complaint, key=key)


def _periods() -> tuple[str, ...]:
    """The bills that are shown, the newest first."""
    periods = [PERIOD]
    while len(periods) < 12:
        periods.append(before(periods[-1]))
    return tuple(periods)


def _words(seen: Seen, answer: Answer, claim: Claim) -> dict[str, Text | str]:
    charges = seen.charges(before(answer.period))
    services = list(dict.fromkeys(_named(row) for row in charges)) or [
        row.service.split(" - ")[1] for row in seen.account.subscriptions[:1]
    ]
    return {
        "bill": month(answer.period),
        "month": month(before(answer.period)),
        "billed": money(seen.billed(answer.period) or 0),
        "charged": money(sum(row.amount for row in charges)),
        "charges": listed([said(row) for row in charges]),
        "service": services[0] if services else "add-on",
        "day": day(claim.day) if claim.day else "",
        "price": money(claim.price) if claim.price is not None else "",
    }


def said(row: Transaction) -> Text:
    """A charge in words: service, amount, time."""
    parts: dict[str, Text | str] = {
        "amount": money(row.amount),
        "time": moment(row.trx_time),
        "service": _named(row),
    }
    return filled(Text("{service} {amount} ({time})", "{service} {amount} ({time})"), **parts)


def _named(row: Transaction) -> str:
    name = row.service.split(" - ")[1]
    return " ".join(word.capitalize() for word in name.split())


def _behind(seen: Seen, proof: Sequence[Transaction]) -> list[Subscription]:
    """The subscriptions of the charges; without any charge, all there are: they show that none."""
    own = {row.partner_ref for row in proof}
    rows = seen.account.subscriptions
    return [row for row in rows if not own or row.partner_ref in own]


def _places(rows: Sequence[object], wanted: Sequence[object]) -> tuple[int, ...]:
    """The «No» of rows on an unfiltered page."""
    return tuple(place for place, row in enumerate(rows, start=1) if row in wanted)
