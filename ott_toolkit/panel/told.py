"""What the analyst told the panel about one case, and the case with it."""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from datetime import date
from functools import cached_property

from ott_toolkit.case import Case
from ott_toolkit.conclusion.answers import Answer, answer_all
from ott_toolkit.conclusion.claims import Claim, ClaimAnswer, weigh
from ott_toolkit.conclusion.verdicts import Kind, Verdict
from ott_toolkit.errors import QueryError

_REACHED = ("_found", "grounds", "verdicts", "arithmetic", "outlook")
"""What follows from the tables alone: a claim or a period changes nothing of it."""


@dataclass(frozen=True, eq=False, repr=False)
class Asked(Case):
    """A case that may be asked about another period than the newest unpaid one.

    Attributes:
        period: The bill's month that is asked about, its first day; `None` for the newest unpaid.
    """

    period: date | None = None

    @property
    def disputed(self) -> Verdict | None:
        """The verdict of the period that is asked about."""
        chosen = (verdict for verdict in self.verdicts if verdict.period == self.period)
        return next(chosen, super().disputed)

    @cached_property
    def claim_answer(self) -> ClaimAnswer | None:
        """What the rows of that period say to the customer's claim; `None` without one."""
        return None if self.claim is None else weigh(self.claim, self.grounds, self._at_issue)

    @cached_property
    def answers(self) -> tuple[Answer, ...]:
        """The standard questions, answered for that period."""
        return answer_all(self.grounds, self._at_issue, self.outlook, self.not_run)

    @property
    def alone(self) -> Asked:
        """This case with the period that was chosen as its only one: letters speak of one."""
        asked = _again(self, replace(self))
        asked.__dict__["verdicts"] = self._at_issue
        return asked

    @property
    def _at_issue(self) -> tuple[Verdict, ...]:
        """The verdicts to choose the disputed one from: one, where it was chosen."""
        verdict = self.disputed if self.period else None
        return (verdict,) if verdict else self.verdicts


@dataclass(frozen=True)
class Told:
    """What is kept of a case while papers are added to it, and gone with a new one.

    Attributes:
        number: Whose case it is; empty before there is one.
        period: The bill's month that is asked about; `None` for the newest unpaid one.
        claim: What the customer says.
        kind: The analyst's own conclusion.
        reason: Why it is another than the tool's.
        decided: The bill's month that her conclusion is on.
    """

    number: str = ""
    period: date | None = None
    claim: Claim | None = None
    kind: Kind | None = None
    reason: str = ""
    decided: date | None = None

    def about(self, number: str) -> Told:
        """Return what was told of `number`: nothing yet, where it is another."""
        return self if number == self.number else Told(number)

    def of(self, case: Case) -> Asked:
        """Return `case` with what was told of it.

        A conclusion that its bill no longer bears out is left out: she has to look again.
        """
        asked = _asked(case, self.period, self.claim)
        if self.kind is None:
            return asked
        try:
            decision = asked.decided(self.kind, self.reason, self.decided).decision
        except QueryError:
            return asked
        return _again(asked, replace(asked, decision=decision))


def _asked(case: Case, period: date | None, claim: Claim | None) -> Asked:
    given = {part.name: getattr(case, part.name) for part in fields(Case)}
    return _again(case, Asked(**{**given, "claim": claim, "decision": None}, period=period))


def _again(case: Case, asked: Asked) -> Asked:
    """Hand on what was reached already from the same tables."""
    asked.__dict__.update({name: case.__dict__[name] for name in _REACHED if name in case.__dict__})
    return asked
