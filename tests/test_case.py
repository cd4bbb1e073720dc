from datetime import UTC, date, datetime, timedelta, timezone

import pandas as pd
import pytest

import ott_toolkit as ott
from ott_toolkit.amounts import now
from ott_toolkit.digits import without_numbers
from ott_toolkit.errors import ParseError, QueryError
from tests.written import DATA, NUMBER, OTHER, charge, paste

SAMPLE = ott.Files(DATA / "subscriptions.txt", DATA / "transactions.txt")


def test_the_sample_as_a_case():
    case = ott.investigate("1215 0000 0017", SAMPLE, DATA / "bill.txt", asof=date(2022, 3, 20))
    assert case.number == NUMBER
    assert (len(case.subscriptions), len(case.transactions)) == (1, 2)
    assert case.billed.values.tolist() == [[pd.Timestamp("2022-03-01"), 29000]]
    assert repr(case) == "Case(…0017, subscriptions=1, transactions=2, bill=True)"
    assert case.charges_in(date(2022, 2, 28))["trx_id"].str[-1].tolist() == ["2"]


def test_what_is_not_at_hand_is_none_and_not_empty():
    case = ott.investigate(NUMBER, ott.Files())
    assert (case.subscriptions, case.transactions, case.bill, case.billed) == (None,) * 4
    assert case.charges_in(date(2022, 2, 1)).empty
    assert repr(case) == "Case(…0017, subscriptions=None, transactions=None, bill=False)"
    none = ott.investigate(NUMBER, ott.Files(transactions=paste([]) + "Tidak ada data"))
    assert len(none.transactions) == 0


# --- the time of judgement ----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("asof", "judged"),
    [
        (date(2022, 3, 20), datetime(2022, 3, 20, 23, 59, 59)),
        (datetime(2022, 3, 20, 8), datetime(2022, 3, 20, 8)),
        (datetime(2022, 3, 20, 20, tzinfo=UTC), datetime(2022, 3, 21, 3)),
        (
            datetime(2022, 3, 20, 20, tzinfo=timezone(timedelta(hours=9))),  # WIT
            datetime(2022, 3, 20, 18),
        ),
    ],
)
def test_a_case_is_judged_at_a_time_in_jakarta(asof, judged):
    assert ott.investigate(NUMBER, SAMPLE, asof=asof).asof == judged


def test_by_default_a_case_is_judged_when_its_source_was_read():
    before = now()
    assert before <= ott.investigate(NUMBER, SAMPLE).asof <= now()
    assert before <= ott.investigate(NUMBER, ott.Files()).asof <= now()
    frame = ott.read_transactions(paste([charge()]))
    frame.attrs["fetched"] = "2022-03-20 08:00:00"
    assert ott.investigate(NUMBER, ott.Files(None, frame)).asof == datetime(2022, 3, 20, 8)
    both = ott.investigate(NUMBER, ott.Files(DATA / "subscriptions.txt", frame))
    assert both.asof >= before
    frame.attrs.clear()
    assert ott.investigate(NUMBER, ott.Files(None, frame)).asof >= before


# --- whose case ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("number", "message"),
    [
        ("34000000017", "340xxxxxx17 is the GroupID of this bill. Enter its Internet number"),
        ("02100000017", "looks like a phone number"),
        ("121500000018", "The bill is of 1215xxxxx017, not of 1215xxxxx018"),
        (f"0{NUMBER}", "The bill is of 1215xxxxx017"),
    ],
)
def test_another_customers_bill_is_a_wrong_question(number, message):
    with pytest.raises(QueryError, match=message):
        ott.investigate(number, ott.Files(), DATA / "bill.txt")


def test_the_phone_of_a_bill_is_known_even_if_it_looks_like_none():
    bill = (DATA / "bill.txt").read_text().replace("02100000017", "(751) 123-456")
    with pytest.raises(QueryError, match="123456 is the phone number of this bill"):
        ott.investigate("123456", ott.Files(), bill.replace("(751) ", ""))


def test_a_bill_that_names_no_number_is_taken_as_it_is():
    bill = "".join((DATA / "bill.txt").read_text().splitlines(keepends=True)[5:])
    assert ott.investigate(OTHER, ott.Files(), bill).bill.customer.number == ""


@pytest.mark.parametrize(
    "bill",
    [DATA / "bill.txt", ott.read_bill(DATA / "bill.txt"), [DATA / "bill.txt"] * 2],
    ids=["path", "bill", "list"],
)
def test_a_bill_is_a_source_or_a_bill_or_a_list(bill):
    assert len(ott.investigate(NUMBER, ott.Files(), bill).bill.lines) == 4


def test_a_bill_of_nothing_is_a_wrong_question():
    with pytest.raises(QueryError, match="nothing to read"):
        ott.investigate(NUMBER, ott.Files(), [])


def test_files_of_another_number_are_an_error():
    with pytest.raises(ParseError, match=f"is of another number, not of {without_numbers(OTHER)}"):
        ott.investigate(OTHER, SAMPLE)


# --- amounts and months -------------------------------------------------------------------------


def test_a_charges_amount_is_its_prorated_price_where_there_is_one():
    rows = [
        charge(Telkom_trx_id=name, Harga="29000", Harga_Prorate=prorated)
        for name, prorated in {"none": "-", "some": "14500", "zero": "0", "back": "-500"}.items()
    ]
    case = ott.investigate(NUMBER, ott.Files(transactions=paste(rows)))
    own = case.charges_in(date(2022, 2, 1))
    assert dict(zip(own["trx_id"], own["amount"], strict=True)) == {
        "none": 29000, "some": 14500, "zero": 0, "back": -500,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("time", "inside"),
    [
        ("2022-01-31 23:59:59", False),
        ("2022-02-01 00:00:00", True),
        ("2022-02-28 23:59:59", True),
        ("2022-03-01 00:00:00", False),
        ("2021-02-01 00:00:00", False),
        ("-", False),
    ],
)
def test_a_charge_is_of_its_calendar_month(time, inside):
    case = ott.investigate(NUMBER, ott.Files(transactions=paste([charge(Trx_Time=time)])))
    assert len(case.charges_in(date(2022, 2, 1))) == inside


@pytest.mark.parametrize(
    ("lag", "day", "period"),
    [
        (1, date(2022, 2, 1), date(2022, 3, 1)),
        (1, date(2022, 12, 31), date(2023, 1, 1)),
        (0, date(2022, 12, 31), date(2022, 12, 1)),
        (13, date(2022, 12, 31), date(2024, 1, 1)),
    ],
)
def test_a_charge_is_on_the_bill_of_a_later_month(lag, day, period):
    assert ott.Policy(bill_lag_months=lag).charge_month(period) == day.replace(day=1)


def test_a_policy_can_add_names_of_the_content_line():
    bill = (DATA / "bill.txt").read_text().replace("INTERNET CONTENT", "KONTEN")
    plain = ott.investigate(NUMBER, ott.Files(), bill)
    added = ott.investigate(NUMBER, ott.Files(), bill, policy=ott.Policy(content_lines=("konten",)))
    assert len(plain.billed) == 0
    assert added.billed["amount"].tolist() == [29000]


def test_a_bill_without_content_is_drawn_as_one_that_bills_nothing():
    bill = (DATA / "bill.txt").read_text().replace("INTERNET CONTENT", "KONTEN")
    case = ott.investigate(NUMBER, ott.Files(transactions=DATA / "transactions.txt"), bill)
    said = [text.get_text() for text in case.charge_chart(language="en").texts]
    assert "Rp 29.000 not on the bill" in said


# --- other pages --------------------------------------------------------------------------------


def _log(number):
    cells = {"Waktu": ["2022-02-01 00:04:25"], "Proses": ["CHARGE"]}
    frame = pd.DataFrame(cells, dtype="string")
    frame.attrs["number"] = number
    return frame


def test_what_other_pages_show_stands_beside_the_case_and_changes_nothing_of_it():
    case = ott.investigate(NUMBER, SAMPLE, DATA / "bill.txt", asof=date(2022, 3, 20))
    verdicts, findings = case.verdicts, case.findings
    with_log = case.with_page("Data Log", _log(NUMBER))
    assert list(with_log.others) == ["Data Log"]
    assert case.others == {}
    assert with_log.verdicts is verdicts
    assert with_log.findings is findings
    assert list(with_log.claimed("stopped").others) == ["Data Log"]
    gids = [artist.get_gid() for artist in with_log.timeline().get_children()]
    assert "event-0" in gids


def test_a_page_of_another_number_is_refused():
    with pytest.raises(ott.QueryError, match="Data Log was read of another number"):
        ott.investigate(NUMBER, SAMPLE).with_page("Data Log", _log("121500000018"))
