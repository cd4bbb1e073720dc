"""A case as it is kept: which evidence it was made of, and what was said and concluded of it.

What follows from these is not kept: it follows again (`replay`).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
from datetime import date
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from ott_toolkit import __version__
from ott_toolkit.conclusion.claims import Claim
from ott_toolkit.conclusion.decisions import Decision
from ott_toolkit.evidence import Body, Kept, Kind, dumped, store
from ott_toolkit.policy import Policy

if TYPE_CHECKING:
    import pandas as pd

    from ott_toolkit.case import Case

TOOLKIT = "toolkit"
"""Under this name the body says which version of the toolkit kept it."""


@dataclass(frozen=True)
class Record:
    """How a case stood when it was kept, and what proves it."""

    described: str = field(repr=False)
    kept: Kept

    def proof(self, case: Case) -> Kept | None:
        """What proves `case`; `None` where it stands otherwise by now."""
        return self.kept if dumped(described(case)) == self.described else None


def record_of(said: Mapping[str, Any], kept: Kept) -> Record:
    """Return the record of a case whose evidence is `kept` and says `said`."""
    return Record(dumped({name: one for name, one in said.items() if name != TOOLKIT}), kept)


def keep(case: Case) -> Record:
    """Keep a case as it stands.

    Raises:
        EvidenceError: It could not be kept.
    """
    kind: Kind = "decision" if case.decision else "case"
    said = described(case)
    # To the disk itself, and all that it was made of: what is shown next is safe from a power cut.
    body = Body(query={**said, TOOLKIT: __version__})
    kept = store().keep(kind, body, lasting=True, **_outcome(case))
    return Record(dumped(said), kept)


def told(case: Case, kind: Kind, text: str = "", **about: Any) -> None:
    """Keep that something of a case that is kept was shown or handed on.

    Args:
        case: It.
        kind: What was.
        text: What it said.
        about: How, and whether numbers were shown in full; nothing of the customer.

    Raises:
        EvidenceError: It could not be kept.
    """
    number = case.kept.entry if case.kept else 0
    body = Body(query={"number": case.number}, content=text.encode())
    store().keep(kind, body, case=number, **about)


def described(case: Case) -> dict[str, Any]:
    """Return what a case is made of, in values that JSON has."""
    bill = None if case.bill is None else case.bill.periods
    return {
        "number": case.number,
        "asof": case.asof.isoformat(sep=" "),
        "policy": _policy(case.policy),
        "claim": case.claim and {**asdict(case.claim), "day": _iso(case.claim.day)},
        "decision": case.decision
        and {**asdict(case.decision), "period": _iso(case.decision.period)},
        "period": _iso(case.period),
        "subscriptions": cited(case.subscriptions),
        "transactions": cited(case.transactions),
        "bill": cited(bill),
        "others": {name: cited(frame) for name, frame in case.others.items()},
    }


def cited(frame: pd.DataFrame | None) -> list[int] | None:
    """Return which evidence a table was read from; `None` where there is no table.

    A frame that was handed over as such has none: an empty list.
    """
    if frame is None:
        return None
    return [entry for entry, _ in frame.attrs.get("evidence", ())]


def _outcome(case: Case) -> dict[str, Any]:
    """Return what an entry may tell of a case: what was concluded, and nothing of the customer."""
    disputed, decision = case.disputed, case.decision
    return {
        "verdict": disputed.kind if disputed else "",
        "decision": decision.kind if decision else "",
        "differs": bool(decision and decision.differs),
        "sources": sorted(set(_entries(case))),
    }


def _entries(case: Case) -> Iterable[int]:
    bill = None if case.bill is None else case.bill.periods
    for frame in (case.subscriptions, case.transactions, bill, *case.others.values()):
        yield from cited(frame) or ()


def _policy(policy: Policy) -> dict[str, Any]:
    """Return the settings that are not as they are by default."""
    usual = asdict(Policy())
    changed = {name: value for name, value in asdict(policy).items() if value != usual[name]}
    if "vat" in changed:
        changed["vat"] = [[_iso(since), str(rate)] for since, rate in policy.vat]
    return changed


def policy_of(said: Mapping[str, Any]) -> Policy:
    """Return the settings that `described` tells of."""
    known = dict(said)
    if "vat" in known:
        known["vat"] = tuple((day_of(since), Fraction(rate)) for since, rate in known["vat"])
    if "content_lines" in known:
        known["content_lines"] = tuple(known["content_lines"])
    return Policy(**known)


def claim_of(said: Mapping[str, Any] | None) -> Claim | None:
    """Return the claim that `described` tells of."""
    return None if said is None else Claim(**{**said, "day": day_of(said["day"])})


def decision_of(said: Mapping[str, Any] | None) -> Decision | None:
    """Return the decision that `described` tells of."""
    return None if said is None else Decision(**{**said, "period": day_of(said["period"])})


def _iso(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


def day_of(said: str | None) -> date | None:
    """Return a day that `described` tells of."""
    return None if said is None else date.fromisoformat(said)
