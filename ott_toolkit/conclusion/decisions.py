"""The analyst's own conclusion, beside the tool's."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from ott_toolkit.conclusion.verdicts import TITLES, Kind, Verdict
from ott_toolkit.errors import QueryError
from ott_toolkit.sentences import Sentence


@dataclass(frozen=True)
class Decision:
    """What the analyst concludes of a period.

    Attributes:
        period: The bill's month, its first day.
        kind: Her conclusion, in the terms of the verdicts.
        verdict: The tool's; `cannot` where it reached none at all, no content being seen.
        reason: Why hers differs; it may be given where it does not.
    """

    period: date
    kind: Kind
    verdict: Kind
    reason: str = field(default="", repr=False)

    @property
    def differs(self) -> bool:
        """Whether it is another conclusion than the tool's."""
        return self.kind != self.verdict

    @property
    def title(self) -> Sentence:
        """What the conclusion is called."""
        return TITLES[self.kind]


def decided(verdicts: Sequence[Verdict], kind: Kind, reason: str, period: date) -> Decision:
    """Return a decision on the verdict of `period`; where no verdict was reached, on the case.

    Raises:
        QueryError: There is no such verdict or conclusion, or it differs and gives no reason.
    """
    reached = {verdict.period: verdict.kind for verdict in verdicts}
    if reached and period not in reached:
        raise QueryError("There is no verdict to decide on: the bill shows no content there.")
    if kind not in TITLES:
        raise QueryError(
            "{kind} is no conclusion. Choose one of: {known}.",
            kind=repr(kind),
            known=", ".join(TITLES),
        )
    reason = reason.strip()
    own = reached.get(period, "cannot")
    if kind != own and not reason:
        raise QueryError("Your conclusion differs from the tool's: say why.")
    return Decision(period, kind, own, reason)
