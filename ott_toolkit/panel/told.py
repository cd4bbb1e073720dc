"""What the analyst told the panel about one case, and the case with it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from ott_toolkit.case import Case
from ott_toolkit.conclusion.claims import Claim
from ott_toolkit.conclusion.decisions import Decision
from ott_toolkit.conclusion.verdicts import Kind
from ott_toolkit.errors import QueryError


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

    @classmethod
    def in_case(cls, case: Case) -> Told:
        """Return what was told of `case` before."""
        return cls(case.number, case.period, case.claim).concluded(case.decision)

    def concluded(self, own: Decision | None) -> Told:
        """Return this with her conclusion; `None` takes it back."""
        if own is None:
            return replace(self, kind=None, reason="", decided=None)
        return replace(self, kind=own.kind, reason=own.reason, decided=own.period)

    def about(self, number: str) -> Told:
        """Return what was told of `number`: nothing yet, where it is another."""
        return self if number == self.number else Told(number)

    def of(self, case: Case) -> Case:
        """Return `case` with what was told of it, and nothing else.

        A period that its bill does not have, and a conclusion that its bill no longer bears out,
        are left out: she has to look again.
        """
        has_it = any(verdict.period == self.period for verdict in case.verdicts)
        asked = case.on_bill(self.period if has_it else None).claimed(self.claim).decided(None)
        try:
            return asked.decided(self.kind, self.reason, self.decided)
        except QueryError:
            return asked
