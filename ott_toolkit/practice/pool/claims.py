"""Claims that fit a subscription, each with what the rows will say to it.

What a customer says is drawn from several, so that neither the words give the rows away nor the
rows the words.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from ott_toolkit.practice.key import ClaimKind, ClaimStatus
from ott_toolkit.practice.story import Run


@dataclass(frozen=True)
class Claim:
    """What the customer says, and what the rows say to it.

    Attributes:
        kind: What it comes to.
        status: What the rows say to it.
        allows: Other answers to it that an expert may give.
        day: The day that it names, YYYY-MM-DD.
        price: The price that it names, in rupiah.
    """

    kind: ClaimKind
    status: ClaimStatus = "not-recorded"
    day: str = ""
    price: int | None = None
    allows: tuple[ClaimStatus, ...] = ()


ASKS = Claim("only-asking")
DENIES = Claim("not-subscribed")
NOTHING_BEHIND = Claim("not-subscribed", "supported")
TWICE = Claim("charged-twice", "supported")
NOT_TWICE = Claim("charged-twice", "contradicted")
PERHAPS_TWICE = Claim("charged-twice")
ONCE = Claim("charged-twice", allows=("contradicted",))
"""Of one charge that was billed once: what was paid elsewhere is not recorded."""
UNBILLED = Claim("not-subscribed", allows=("contradicted",))
"""Of a bill without the add-on that the customer sees on it."""
PACKAGE = Claim("in-package")


def stopped_after(chance: Random, time: str, within: int = 3) -> Claim:
    """Stopped on the day of an End Time or a little later: the record agrees."""
    return Claim("stopped", "supported", days_later(time, chance.randint(0, within)))


def stopped_before(chance: Random, time: str) -> Claim:
    """Stopped some days before an End Time: no row says when stopping was asked for."""
    return Claim("stopped", day=days_later(time, -chance.randint(4, 20)))


def moved_in(chance: Random, run: Run) -> Claim:
    """Moved in before or after the subscription began: only the latter agrees."""
    if chance.random() < 0.5:
        day = days_later(run.start, chance.randint(2, 20))
        return Claim("not-resident", "supported", day, allows=("not-recorded",))
    return Claim("not-resident", "contradicted", days_later(run.start, -chance.randint(10, 200)))


def told(price: int, status: ClaimStatus) -> Claim:
    """Was told another price than is charged; or that very one, as the rows agree."""
    allows: tuple[ClaimStatus, ...] = ("supported",) if status == "contradicted" else ()
    return Claim("other-price", status, price=price, allows=allows)


def days_later(time: str, days: int) -> str:
    """The day so many days after that of a time, YYYY-MM-DD."""
    return str(date.fromisoformat(time[:10]) + timedelta(days=days))
