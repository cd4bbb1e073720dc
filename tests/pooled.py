"""Cases of the pool as the toolkit concludes on them, from the pages that the portal shows."""

import re
from datetime import date
from functools import cache
from typing import Any

from flask.testing import FlaskClient

import ott_toolkit as ott
from ott_toolkit import practice
from ott_toolkit.case import Case
from ott_toolkit.conclusion.claims import Claim
from ott_toolkit.practice import Dispute, Key

JUDGED = ("verdict", "contested", "refunded", "proposed", "claim_status", "rules")


def expected(key: Key) -> dict[str, Any]:
    """What a key says, as far as the toolkit says it too."""
    return {name: getattr(key, name) for name in JUDGED}


def concluded(case: Case, key: Key) -> dict[str, Any]:
    """What the toolkit concludes on a case, in the words of a key."""
    period = date.fromisoformat(f"{key.period}-01")
    verdict = next((one for one in case.verdicts if one.period == period), None)
    judged = case.on_bill(period) if verdict else case
    return {
        "verdict": verdict.kind if verdict else "none" if case.bill else "cannot",
        "contested": verdict.contested if verdict else 0,
        "refunded": verdict.refunded if verdict else 0,
        "proposed": verdict.proposed if verdict else 0,
        "claim_status": judged.claim_answer.status,
        "rules": tuple(sorted(set(case.findings["rule"]))),
    }


def claim_of(key: Key) -> Claim:
    """What the customer says, as the toolkit takes it."""
    return Claim(key.claim, date.fromisoformat(key.day) if key.day else None, key.price)


def saved(dispute: Dispute) -> Case:
    """A case from the pages of the portal, without a server."""
    number, http = dispute.number, _logged_in()
    bill = http.get("/ipayment", query_string={"nomor": number}).get_data()
    pages = ott.Files(
        http.get("/data/subscriptions", query_string={"nd": number}).get_data(),
        http.get("/data/transactions", query_string={"nomor_indihome": number}).get_data(),
    )
    return ott.investigate(
        number,
        pages,
        bill=bill if b"Jenis Layanan" in bill else None,
        claim=claim_of(dispute.key),
        asof=practice.TODAY,
    )


@cache
def _logged_in() -> FlaskClient:
    http = practice.create_app().test_client()
    page = http.get("/login").get_data(as_text=True)
    token = re.search(r'name="_token" value="([^"]+)"', page)
    assert token
    typed = {"username": practice.USERNAME, "password": practice.PASSWORD}
    http.post("/login", data={**typed, "nama": "Ani", "regional": "3", "_token": token[1]})
    return http
