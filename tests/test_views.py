"""The pages that the panel shows of a case, as HTML."""

import re
from html import unescape

import pytest

import ott_toolkit as ott
from ott_toolkit.panel import views
from tests.written import CHARGES, DATA, LINES, NUMBER, PERIODS, charge, lines

FILES = ott.Files(DATA / "subscriptions.txt", DATA / "transactions.txt")


def bill(month, status, *details):
    """A period's row and its detail, as pasted; without details, the row alone."""
    total = sum(amount for _line, amount in details)
    rows = [[name, "IDR", f"{amount:,}", status, ""] for name, amount in details]
    row = [month, "IDR", f"{total:,}", "0", status]
    return lines(PERIODS, row) + (lines(LINES, *rows) if rows else "")


def summary(*bills):
    case = ott.investigate(NUMBER, FILES, "".join(bills))
    text = re.sub(r"<[^>]+>", " ", views.overview(case, "en"))
    return " ".join(unescape(text).split())


def test_the_newest_bill_stands_first():
    texts = [bill(f"{month} 2022", "Lunas", ("A", 1000)) for month in ("Feb", "Apr", "Mar")]
    page = views.bill_page(ott.investigate(NUMBER, FILES, "".join(texts)), "en")
    assert re.findall(r"<h3>Bill (\w+)", page) == ["Apr", "Mar", "Feb"]


def test_two_bills_of_a_period_are_paid_only_where_both_are():
    paid = bill("Mar 2022", "Lunas", ("ABONEMEN", 9000))
    open_ = bill("Mar 2022", "Belum Lunas", ("INTERNET CONTENT", 29000))
    assert "Rp 29.000 Rp 29.000 (1) Lunas / Belum Lunas" in summary(paid, open_)


@pytest.mark.parametrize(
    ("details", "said"),
    [
        ([("ABONEMEN", 9000)], "pay Mar 2022 Rp 0 Rp 29.000 (1) Lunas"),
        ([], "The bill's detail was not handed over, or not all of it."),
    ],
)
def test_a_bill_without_content_is_told_from_one_without_its_detail(details, said):
    assert said in summary(bill("Mar 2022", "Lunas", *details))


def test_a_content_line_is_never_denied():
    unknown = bill("Jun 2022", "Lunas", ("INTERNET CONTENT", 0), ("A", 1000))
    for text, amount in ((unknown, "Rp 0"), (unknown.replace("\t0\tLunas", "\t-\tLunas"), "–")):
        shown = summary(text)
        assert "No INTERNET CONTENT line" not in shown
        assert (f"pay Jun 2022 {amount} Rp 0 (0)" in shown) is (amount == "–")


def test_a_bill_that_was_seen_stands_before_those_that_were_not():
    texts = lines(CHARGES, *(charge(Telkom_trx_id=f"T{n}", Trx_Time=f"2022-{n:02}-05 00:00:00")
                             for n in range(2, 12)))  # fmt: skip
    seen = bill("Mar 2022", "Lunas", ("INTERNET CONTENT", 29000))
    case = ott.investigate(NUMBER, ott.Files(transactions=texts), seen)
    page = views.overview(case, "en")
    assert re.findall(r"Bill (\w+) 2022", page) == ["Mar", "Dec", "Nov"]
    assert "Further months under Timeline: 7" in page


def test_a_period_without_its_detail_was_still_seen():
    shown = summary(bill("Mar 2022", "Belum Lunas"))
    assert "pay Mar 2022 detail not seen here Rp 29.000 (1) Belum Lunas" in shown


def test_a_month_without_content_and_charges_is_left_out():
    shown = summary(bill("Jun 2022", "Lunas", ("ABONEMEN", 9000)))
    assert "No INTERNET CONTENT line on this bill." in shown
    assert "Jun 2022" not in shown


def test_charges_stand_beside_the_bill_they_will_be_on_seen_or_not():
    shown = summary(bill("Mar 2022", "Belum Lunas", ("INTERNET CONTENT", 29000)))
    first, second = re.findall(r"Bill (\w+) 2022 · charges (\w+) 2022", shown)
    assert (first, second) == (("Mar", "Feb"), ("Feb", "Jan"))
    assert "pay Feb 2022 bill not seen here Rp 29.000 (1)" in shown
    case = ott.investigate(NUMBER, FILES)
    assert "Bill Mar 2022 · charges Feb 2022 · pay Mar 2022" in views.overview(case, "en")
