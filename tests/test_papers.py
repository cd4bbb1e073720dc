from datetime import date

import pandas as pd
import pytest

import ott_toolkit as ott
from ott_toolkit.digits import without_numbers
from ott_toolkit.errors import IncompleteError, LoginError, ParseError, QueryError
from ott_toolkit.papers import Papers
from ott_toolkit.sources import Upload
from tests.written import DATA, NUMBER, OTHER, charge, charges, paste

TEXTS = {path.stem: path.read_text() for path in DATA.glob("*.txt")}
NONE = paste([]) + "Tidak ada data"


class Asked:
    """A portal that notes who was asked for, and has nothing."""

    def __init__(self) -> None:
        self.asked: list[tuple[str, str]] = []

    def subscriptions(self, number: str) -> None:
        self.asked.append(("subscriptions", number))

    def transactions(self, number: str) -> None:
        self.asked.append(("transactions", number))


@pytest.mark.parametrize("order", [("bill", "subscriptions", "transactions"), tuple(TEXTS)[::-1]])
def test_papers_come_in_any_order_and_stay_as_they_are(order):
    empty = papers = Papers()
    for name in order:
        papers = papers.adding(TEXTS[name])
    assert empty.sources == ()
    assert not empty.found
    assert empty.number == ""
    assert set(papers.found) == set(TEXTS)
    assert papers.number == NUMBER
    case = papers.case("", date(2022, 3, 20))
    assert (case.number, len(case.transactions), len(case.bill.lines)) == (NUMBER, 2, 4)


def test_the_portal_is_asked_for_what_was_not_handed_over():
    portal = Asked()
    Papers((TEXTS["bill"],)).looked_up("", portal)
    assert portal.asked == [("subscriptions", NUMBER), ("transactions", NUMBER)]
    portal.asked.clear()
    case = Papers((TEXTS["bill"], TEXTS["subscriptions"])).looked_up("", portal)
    assert portal.asked == [("transactions", NUMBER)]
    assert len(case.subscriptions) == 1
    Papers((TEXTS["bill"],)).case("")
    assert len(portal.asked) == 1, "a case of the papers alone asks nobody"


def test_without_a_portal_nothing_is_looked_up():
    with pytest.raises(LoginError, match="nothing was looked up"):
        Papers((TEXTS["bill"],)).looked_up("", None)


@pytest.mark.parametrize(
    "sources",
    [
        (TEXTS["bill"], paste([charge(Nomor_Indihome=OTHER)])),
        (paste([charge(), charge(Nomor_Indihome=OTHER)]),),
        (f"Hasil pencarian: {OTHER}\n{NONE}", TEXTS["bill"]),
    ],
)
def test_papers_of_two_customers_are_refused(sources):
    with pytest.raises(
        QueryError, match=f"different customers: {without_numbers(f'{NUMBER}, {OTHER}')}"
    ):
        _ = Papers(sources).found


def test_a_case_needs_a_number_and_papers_of_it():
    with pytest.raises(QueryError, match="Enter an IndiHome number"):
        Papers().case(" ")
    with pytest.raises(QueryError, match="Enter an IndiHome number"):
        Papers((NONE,)).case("")
    with pytest.raises(ParseError, match="is of another number"):
        Papers((TEXTS["transactions"],)).case(OTHER)
    with pytest.raises(QueryError, match=f"The bill is of {without_numbers(NUMBER)}"):
        Papers((TEXTS["bill"],)).case(OTHER)
    assert len(Papers((NONE,)).case(OTHER).transactions) == 0


def test_pages_that_are_still_wanting_may_come_later():
    half = Papers().adding("Showing: 2\n" + paste(charges(2)[:1]))
    with pytest.raises(IncompleteError):
        _ = half.found
    whole = half.adding(Upload("2.txt", ("Showing: 2\n" + paste(charges(2)[1:])).encode()))
    assert whole.found["transactions"]["trx_id"].tolist() == ["T1", "T2"]
    assert whole.found["transactions"].attrs["source"] == "pasted text, 2.txt"


def test_papers_that_were_read_are_those_that_files_give():
    papers = Papers((TEXTS["transactions"],))
    pd.testing.assert_frame_equal(
        papers.case("").transactions, ott.read_transactions(TEXTS["transactions"])
    )
