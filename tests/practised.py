"""Cases to conclude on: the sample, practice customers as shown, and rows by hand."""

from collections.abc import Iterable
from datetime import date
from functools import cache
from typing import Any

import ott_toolkit as ott
from ott_toolkit import practice
from ott_toolkit.case import Case
from ott_toolkit.conclusion.claims import Claim, ClaimAnswer, ClaimKind, weigh
from tests.visitor import Visitor
from tests.written import CHARGES, DATA, NUMBER, SUBSCRIPTIONS, paste

ASOF = date(2022, 3, 20)
BILL = DATA / "bill.txt"
NONE = "\nTidak ada data\n"


@cache
def sample() -> Case:
    files = ott.Files(DATA / "subscriptions.txt", DATA / "transactions.txt")
    return ott.investigate(NUMBER, files, bill=BILL, asof=ASOF)


def by_hand(subscriptions: Any, transactions: Any, bill: Any = BILL, **asked: Any) -> Case:
    """A case of rows of `written`; `None` where a table is not at hand."""
    files = ott.Files(
        None if subscriptions is None else pasted(subscriptions, SUBSCRIPTIONS),
        None if transactions is None else pasted(transactions, CHARGES),
    )
    return ott.investigate(NUMBER, files, **{"bill": bill, "asof": ASOF, **asked})


def pasted(rows: Iterable[Any], headers: list[str]) -> str:
    rows = list(rows)
    return paste(rows, headers) + ("" if rows else NONE)


def practised(server: practice.Server, serial: int) -> Case:
    """The case of a practice customer, by the end of the number."""
    return _practised(server.url, str(121_500_000_000 + serial))


@cache
def _practised(url: str, number: str) -> Case:
    page = _visitor(url).get("/ipayment", nomor=number).text
    bill = ott.read_bill(page) if "Jenis Layanan" in page else None
    case = ott.investigate(number, _portal(url), bill=bill, asof=ASOF)
    assert case.answers  # once for all that is said of the case later
    return case


@cache
def _portal(url: str) -> ott.Portal:
    portal = ott.Portal(url)
    portal.login(practice.USERNAME, practice.PASSWORD, name="Sari", regional=3)
    return portal


@cache
def _visitor(url: str) -> Visitor:
    visitor = Visitor(url)
    visitor.log_in()
    return visitor


def answered(case: Case, claim: Claim | ClaimKind) -> ClaimAnswer:
    """What the rows of a case say to a claim."""
    claim = Claim(claim) if isinstance(claim, str) else claim
    return weigh(claim, case.grounds, case.verdicts)


def english(said: Any) -> list[str]:
    """What is said, sentence by sentence."""
    return [one.say("en") for one in said]
