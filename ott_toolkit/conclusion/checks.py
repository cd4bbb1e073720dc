"""What has to be checked next: everything that was found and is not just information."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from ott_toolkit.conclusion.facts import Facts, unique
from ott_toolkit.conclusion.frames import Row, rows
from ott_toolkit.rules import RULES
from ott_toolkit.sentences import Month, Sentence, sentence


@dataclass(frozen=True, eq=False)
class Point:
    """A finding that is to be checked.

    Attributes:
        finding: The finding.
        at_issue: Whether it is of the disputed period, or of a subscription charged in it.
        bill: The bill that it is of; `None` where it is on a subscription, or bears no time.
    """

    finding: Row
    at_issue: bool
    bill: date | None

    @property
    def row(self) -> str:
        """What it is on: a `charge`, an `account` (a subscription), or a `bill`."""
        return RULES[self.finding["rule"]].row

    @property
    def title(self) -> Sentence:
        """What it is called."""
        return sentence(RULES[self.finding["rule"]].title)


def points(facts: Facts) -> list[Point]:
    """Return everything that is to be checked, in the order of the findings."""
    found = facts.grounds.findings
    at_issue = set() if facts.disputed is None else set(facts.disputed.findings.index)
    charged = {one.reference for one in facts.charged} if facts.disputed else set()

    def concerns(place: int, finding: Row) -> bool:
        if RULES[finding["rule"]].row == "account":
            return finding["partner_ref"] in charged
        return place in at_issue

    return [
        Point(finding, concerns(place, finding), _bill(finding, facts))
        for place, finding in zip(found.index, rows(found), strict=True)
        if RULES[finding["rule"]].severity != "information"
    ]


def to_check(facts: Facts) -> Sentence | None:
    """Return what to have checked, by whom; `None` where nothing was found.

    What is of the disputed period comes first; what is of another is named with its bill.
    """
    every = points(facts)
    titles = unique(one.title for one in every if one.at_issue)
    others = elsewhere(one for one in every if not one.at_issue)
    if titles and others:
        return sentence(
            "Have checked by the team in charge: {findings}; also check {others}.",
            findings=list(titles),
            others=list(others),
        )
    if not titles and not others:
        return None
    return sentence(
        "Have checked by the team in charge: {findings}.", findings=list(titles or others)
    )


def elsewhere(others: Iterable[Point]) -> tuple[Sentence, ...]:
    """Return points by their titles, each with its bill where it has one; each once."""
    return unique(
        one.title
        if one.bill is None
        else sentence("{finding} (bill {month})", finding=one.title, month=Month(one.bill))
        for one in others
    )


def _bill(finding: Row, facts: Facts) -> date | None:
    period, time = finding["period"], finding["time"]
    if period is None and time and RULES[finding["rule"]].row == "charge":
        return facts.grounds.policy.bill_period(time.date())
    return period.date() if period else None
