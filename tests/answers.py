"""Practice customers with their bill pages, as an analyst has them before her."""

from functools import cache

import ott_toolkit as ott
from ott_toolkit import practice
from ott_toolkit.case import Case
from ott_toolkit.panel.told import Told
from tests.visitor import Visitor

SAMPLE, NOTHING, SEVERAL, MANY, HOSTILE, AFTER_END, AT_END, TWICE, OVERLAP = (
    f"1215000000{serial}" for serial in ("17", "02", "03", "05", "06", "09", "10", "11", "18")
)
UNEXPLAINED, PARTLY, TAX, TOTAL, TWO_RENEWALS, NO_BILL = (
    f"1215000000{serial}" for serial in ("19", "20", "24", "25", "32", "50")
)


@cache
def bill_page(url: str, number: str) -> str:
    """The bill page of a customer, as it is saved or pasted."""
    visitor = Visitor(url)
    visitor.log_in()
    return visitor.get("/ipayment", nomor=number).text


@cache
def asked(url: str, number: str) -> Case:
    """The case of a customer, its bill included where there is one."""
    with ott.Portal(url) as portal:
        portal.login(practice.USERNAME, practice.PASSWORD, name="Ani", regional=3)
        bill = None if number == NO_BILL else bill_page(url, number).encode()
        case = ott.investigate(number, portal, bill=bill, asof=practice.TODAY)
    return Told(number).of(case)
