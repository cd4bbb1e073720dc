"""The toolkit on every case of the catalogue: it reaches the answer that was told by hand."""

from datetime import date

import pytest

from ott_toolkit import practice
from ott_toolkit.conclusion.claims import Claim, weigh
from ott_toolkit.errors import OttError, ParseError, PortalError
from ott_toolkit.practice.key import Dispute, Key
from ott_toolkit.practice.register import trouble
from tests.practised import practised

# What the toolkit says where a page of the number always fails.
REFUSED = {
    "truncated": (ParseError, "stops before its end"),
    "short": (PortalError, "Only 5 of 7 rows could be read"),
    "other-number": (PortalError, "Another number's result, not shown"),
    "maintenance": (PortalError, "under maintenance"),
    "server-error": (PortalError, "with status 500"),
}


def failing(one: Dispute) -> str:
    """The trouble that keeps the case from being decided, if it has one."""
    own = trouble(one.number)
    return own.kind if own and own.kind in REFUSED else ""


def named(one: Dispute) -> str:
    return one.number[-3:]


@pytest.mark.parametrize("one", [d for d in practice.disputes() if not failing(d)], ids=named)
def test_the_toolkit_reaches_the_answer(server: practice.Server, one: Dispute) -> None:
    case, key = practised(server, int(one.number[-3:])), one.key
    period = date.fromisoformat(f"{key.period}-01")
    verdict = next((v for v in case.verdicts if v.period == period), None)
    shown = set() if case.bill is None else {f"{day:%Y-%m}" for day in case.bill.periods["period"]}
    without = "none" if key.period in shown else "cannot"
    answer = weigh(claim_of(key), case.grounds, case.verdicts, period)
    assert {
        "verdict": verdict.kind if verdict else without,
        "contested": verdict.contested if verdict else 0,
        "refunded": verdict.refunded if verdict else 0,
        "proposed": verdict.proposed if verdict else 0,
        "claim": answer.status,
        "rules": tuple(sorted(set(case.findings["rule"]))),
    } == {
        "verdict": key.verdict,
        "contested": key.contested,
        "refunded": key.refunded,
        "proposed": key.proposed,
        "claim": key.claim_status,
        "rules": key.rules,
    }


def claim_of(key: Key) -> Claim:
    return Claim(key.claim, day=date.fromisoformat(key.day) if key.day else None, price=key.price)


@pytest.mark.parametrize("one", list(filter(failing, practice.disputes())), ids=named)
def test_where_a_page_fails_the_toolkit_says_so_and_concludes_nothing(
    server: practice.Server, one: Dispute
) -> None:
    assert one.key.verdict == "cannot"
    kind, said = REFUSED[failing(one)]
    for _ in range(2):  # and once more, it is no different
        with pytest.raises(OttError, match=said) as refused:
            practised(server, int(one.number[-3:]))
        assert type(refused.value) is kind


def test_every_trouble_but_a_lost_session_keeps_a_case_from_being_decided() -> None:
    assert {failing(one) for one in practice.disputes()} == {"", *REFUSED}
