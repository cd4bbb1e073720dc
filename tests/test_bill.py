import pandas as pd
import pytest

import ott_toolkit as ott
from ott_toolkit.bill import Bill, Customer, join
from ott_toolkit.errors import ParseError
from tests.written import DATA, LINES, NUMBER, OTHER, PERIODS, lines, page, table

HEADER = f"Nama: A\nPhone: 02100000017\nInternet: {NUMBER}\nGroupID: 34000000017 (TSI)\n"
DETAIL = "Detail pembayaran\n"


def period(month="Mar 2022", total="29,000", status="Lunas"):
    return [month, "IDR", total, "0", status]


def line(name="INTERNET CONTENT", amount="29,000", status="Lunas"):
    return [name, "IDR", amount, status, ""]


def periods(*rows):
    return lines(PERIODS, *rows)


def details(*rows):
    return DETAIL + lines(LINES, *rows)


def shown(bill):
    """Month, bill, line, amount and total of every line."""
    frame = bill.lines.assign(period=bill.lines["period"].dt.strftime("%Y-%m"))
    return frame[["period", "bill", "line", "amount", "billed"]].values.tolist()


ONE = HEADER + periods(period()) + details(line())


def test_the_sample():
    bill = ott.read_bill(DATA / "bill.txt")
    assert bill.customer == Customer(
        name="PELANGGAN CONTOH",
        product="Telkom Link ADSL",
        phone="02100000017",
        number="121500000017",
        group_id="34000000017 (TSI)",
    )
    assert bill.periods.fillna("missing").to_dict("records") == [
        {
            "period": pd.Timestamp("2022-03-01"),
            "currency": "IDR",
            "billed": 499400,
            "unpaid": 499400,
            "payment_status": "Belum Lunas",
            "paid_at_location": "missing",
            "instalment": "Bukan cicilan",
            "paid_time": "missing",
        }
    ]
    assert shown(bill) == [
        ["2022-03", "1", "INTERNET CONTENT", 29000, 499400],
        ["2022-03", "1", "ABONEMEN", 425000, 499400],
        ["2022-03", "1", "PPN UNSUR KENA PAJAK", 45400, 499400],
        ["2022-03", "1", "METERAI", 0, 499400],
    ]
    assert set(bill.lines["status"]) == {"Belum Lunas"}
    assert set(bill.lines["indihome_number"]) == {NUMBER}
    assert bill.content()[["amount"]].values.tolist() == [[29000]]


def test_a_printed_bill_shows_the_end_of_the_number_alone():
    assert repr(ott.read_bill(ONE)) == "Bill(Customer(…0017), 2022-03, 1 lines)"


@pytest.mark.parametrize(
    ("month", "first"), [("Mei 2022", 5), ("Agu 2022", 8), ("Okt 2022", 10), ("Dec 2022", 12)]
)
def test_months_are_english_or_indonesian(month, first):
    bill = ott.read_bill(ONE.replace("Mar 2022", month))
    assert bill.periods["period"].tolist() == [pd.Timestamp(2022, first, 1)]


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("29,000\tLunas", "29.000\tLunas", "Row 1, Jumlah Tagihan: not an amount"),
        ("Mar 2022", "Maret", "Row 1, Periode: not a month"),
        ("Mar 2022", "-", "Row 1, Periode: not a month"),
        ("Mar 2022", "Jan 0001", "Row 1, Periode: not a month of the years 1990 to 2100"),
        ("Mar 2022", "Des 9999", "Row 1, Periode: not a month of the years 1990 to 2100"),
        ("29,000\tLunas\t\n", "29,000", "Row 1 has 3 cells, the header 5"),
        ("\tBelum Bayar", "\tSisa", "column Belum Bayar is missing"),
        (NUMBER, "1215****0017", "«Internet» on the bill: not a customer's number"),
        (NUMBER, "Fiber 50 Mbps", "«Internet» on the bill: not a customer's number"),
    ],
)
def test_what_cannot_be_read_is_an_error(old, new, message):
    assert old in ONE
    with pytest.raises(ParseError, match=message):
        ott.read_bill(ONE.replace(old, new))


def test_every_line_is_kept_whatever_it_is_called():
    rows = [line(), line(), line("RESTUSI/DISKON/DEBET", "-105,000"), line("X", "(1,000)")]
    bill = ott.read_bill(HEADER + periods(period()) + details(*rows))
    assert bill.lines["amount"].tolist() == [29000, 29000, -105000, -1000]
    assert bill.content()["amount"].tolist() == [58000]


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("INTERNET CONTENT", True),
        ("Internet  content", True),
        ("internetcontent", True),
        ("Internet Conten - Upoint OTT", True),
        ("Internet Conten-Upoint OTT", True),
        ("INTERNET CONTENTS", False),
        ("INTERNET", False),
    ],
)
def test_a_content_line_is_known_whatever_its_case_and_spacing(name, content):
    bill = ott.read_bill(HEADER + periods(period()) + details(line(name)))
    assert len(bill.content_lines()) == content
    assert len(bill.content_lines([name])) == 1


@pytest.mark.parametrize(
    ("rows", "amounts"),
    [
        ([line()], [29000]),
        ([line("ABONEMEN")], [0]),
        ([line("ABONEMEN", "28,999")], [0]),
        ([line("ABONEMEN", "28,998")], []),
        ([line("ABONEMEN", "-")], []),
        ([line(amount="-")], [None]),
        ([], []),
    ],
)
def test_a_whole_detail_without_content_answers_and_a_part_does_not(rows, amounts):
    text = HEADER + periods(period()) + (details(*rows) if rows else "")
    answered = ott.read_bill(text).answered()["amount"]
    assert [None if pd.isna(amount) else amount for amount in answered] == amounts


def test_a_period_answers_for_nothing_while_the_detail_of_one_of_its_bills_is_not_at_hand():
    two = periods(period(total="9,000")) + details(line("A", "9,000")) + periods(period())
    bill = ott.read_bill(HEADER + two)
    assert [len(lines) for _row, lines in bill.each()] == [1, 0]
    assert len(bill.answered()) == 0


# --- several periods, several bills -------------------------------------------------------------

MAR, FEB = period(), period("Feb 2022", "19,000")
OWN = {"Mar": details(line()), "Feb": details(line("A", "9,000"), line("B", "10,000"))}
BOTH = [
    ["2022-02", "1", "A", 9000, 19000],
    ["2022-02", "1", "B", 10000, 19000],
    ["2022-03", "1", "INTERNET CONTENT", 29000, 29000],
]


@pytest.mark.parametrize(
    "text",
    [
        periods(MAR) + OWN["Mar"] + periods(FEB) + OWN["Feb"],
        periods(FEB) + OWN["Feb"] + periods(MAR) + OWN["Mar"],
        periods(MAR, FEB) + OWN["Feb"] + OWN["Mar"],  # by their sums
    ],
)
def test_a_detail_belongs_to_the_period_above_it_or_to_that_of_its_sum(text):
    assert shown(ott.read_bill(HEADER + text)) == BOTH


def test_a_detail_directly_below_its_period_need_not_sum_to_its_total():
    text = HEADER + periods(period(total="30,000")) + OWN["Mar"]
    assert shown(ott.read_bill(text)) == [["2022-03", "1", "INTERNET CONTENT", 29000, 30000]]


@pytest.mark.parametrize(
    ("text", "count"),
    [
        (OWN["Mar"] + periods(MAR), 0),
        (periods(MAR) + OWN["Mar"] + OWN["Mar"], 0),
        (periods(MAR, FEB) + details(line(amount="28,999")), 0),
        (periods(MAR, period("Feb 2022")) + OWN["Mar"], 2),
    ],
)
def test_a_detail_of_no_or_of_several_periods_is_an_error(text, count):
    with pytest.raises(ParseError, match=f"belongs to {count} of the periods above"):
        ott.read_bill(HEADER + text)


def test_a_period_without_detail_is_a_period_without_lines():
    bill = ott.read_bill(HEADER + periods(MAR, FEB) + OWN["Mar"])
    assert len(bill.periods) == 2
    assert shown(bill) == BOTH[2:]
    alone = ott.read_bill(HEADER + periods(MAR))
    assert alone.lines.dtypes.equals(bill.lines.dtypes)


SAVED = page(HEADER.replace("\n", "<br>"), table([period()], PERIODS), table([line()], LINES))


@pytest.mark.parametrize(
    "sources",
    [
        [ONE, ONE],
        [ONE, SAVED],
        [ONE, HEADER + periods(period())],  # once without its detail
        [HEADER + periods(period()), ONE, SAVED],
        [ONE + ONE],
    ],
)
def test_a_bill_that_was_given_twice_is_one(sources):
    bill = ott.read_bill(sources)
    assert shown(bill) == [["2022-03", "1", "INTERNET CONTENT", 29000, 29000]]
    assert {note["template"] for note in bill.notes} == {
        "A bill that was given twice is counted once."
    }


def test_two_bills_alike_in_a_bill_made_by_hand_are_one():
    once = ott.read_bill(ONE)
    twice = Bill(
        once.customer,
        pd.concat([once.periods, once.periods], ignore_index=True),
        pd.concat([once.lines, once.lines.assign(bill="2")], ignore_index=True),
    )
    assert shown(ott.read_bill(twice)) == shown(once)
    other = once.lines.assign(bill="2", amount=19000)
    both = Bill(once.customer, twice.periods, pd.concat([once.lines, other], ignore_index=True))
    assert [amount for *_, amount, _ in shown(ott.read_bill(both))] == [29000, 19000]


UNPAID = (
    HEADER
    + periods(["Mar 2022", "IDR", "29,000", "29,000", "Belum Lunas"])
    + details(line(status="Belum Lunas"))
)


@pytest.mark.parametrize(
    ("sources", "status"),
    [
        ([UNPAID, ONE], "Lunas"),
        ([ONE, UNPAID], "Belum Lunas"),
        ([UNPAID + ONE], "Lunas"),
        ([UNPAID, ONE, UNPAID, ONE], "Lunas"),
    ],
)
def test_a_bill_before_and_after_its_payment_is_one(sources, status):
    bill = ott.read_bill(sources)
    assert shown(bill) == [["2022-03", "1", "INTERNET CONTENT", 29000, 29000]]
    assert bill.content()["amount"].tolist() == [29000]
    assert bill.periods["payment_status"].tolist() == bill.lines["status"].tolist() == [status]
    assert {note["template"] for note in bill.notes} == {
        "A bill that was given in two states of payment is counted once, as it was given last."
    }


@pytest.mark.parametrize(
    "other",
    [
        periods(period(status="Belum Lunas")) + details(line("A")),
        periods(period(status="Belum Lunas")) + details(line(amount="28,000")),
        periods(period(total="29,001", status="Belum Lunas")) + details(line()),
        periods(period(status="Belum Lunas")) + details(line(), line("B", "0")),
    ],
)
def test_another_detail_of_a_period_is_another_bill(other):
    bill = ott.read_bill([ONE, HEADER + other])
    assert bill.periods["payment_status"].tolist() == ["Lunas", "Belum Lunas"]
    assert set(bill.lines["bill"]) == {"1", "2"}
    assert bill.notes == ()


def test_periods_in_two_states_are_two_as_long_as_their_details_are_unknown():
    bill = ott.read_bill(HEADER + periods(MAR, period(status="Belum Lunas")))
    assert (len(bill.periods), bill.notes) == (2, ())


@pytest.mark.parametrize(
    ("amounts", "content"), [(["-"], None), (["-", "29,000"], 29000), (["0"], 0)]
)
def test_content_of_unknown_amount_is_not_none(amounts, content):
    text = HEADER + periods(period()) + details(*(line(amount=amount) for amount in amounts))
    (found,) = ott.read_bill(text).content()["amount"]
    assert (None if pd.isna(found) else found) == content


def test_two_bills_of_a_period_are_numbered():
    bill = ott.read_bill(
        [ONE, HEADER + periods(period(total="9,000")) + details(line("A", "9,000"))]
    )
    assert shown(bill) == [
        ["2022-03", "1", "INTERNET CONTENT", 29000, 29000],
        ["2022-03", "2", "A", 9000, 9000],
    ]
    assert shown(join([bill, ott.read_bill(ONE)])) == shown(bill)


def test_the_time_of_a_payment_is_its_day_and_hour():
    headers = [*PERIODS, "Tanggal", "Jam"]
    rows = [
        [*MAR, "2022-03-05", "10:00:00"],
        [*FEB, "2022-02-05", ""],
        [*period("Jan 2022"), "", "-"],
    ]
    bill = ott.read_bill(lines(headers, *rows))
    assert bill.periods["paid_time"].fillna("missing").tolist() == [
        "missing", "2022-02-05", "2022-03-05 10:00:00",
    ]  # fmt: skip


# --- whose it is --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "header",
    [
        f"Internet: {NUMBER}",
        f"Internet : {NUMBER} (FTTH)",
        f"INTERNET\t{NUMBER}\t\t",
        f"Internet\t: {NUMBER}",
        "Internet: 1215-0000.0017",
        f"Nama: A\tInternet: {NUMBER}",
        f"Nama\tA\tInternet\t{NUMBER}",
        f"Nama :\tA\tInternet :\t{NUMBER}",
        f"Internet: -\nInternet: {NUMBER}",
        f"**Internet:** {NUMBER}",
    ],
)
def test_the_number_stands_behind_internet(header):
    bill = ott.read_bill(f"{header}\n" + periods(MAR))
    assert bill.customer.number == NUMBER


def test_a_line_called_internet_is_no_header():
    bill = ott.read_bill(ONE + lines(line("INTERNET"), line("Nama", "0")))
    assert bill.customer.number == NUMBER
    assert len(bill.lines) == 3


@pytest.mark.parametrize(
    "header",
    [
        HEADER.replace(NUMBER, OTHER),
        "Nama: A\nPhone: 02199999999\n",
        "GroupID: 1\n",
        "Nama: B\n",
    ],
)
def test_two_customers_are_never_one(header):
    second = periods(FEB) + OWN["Feb"]
    with pytest.raises(ParseError, match="bills of different customers"):
        ott.read_bill(ONE + header + second)
    with pytest.raises(ParseError, match="bills of different customers"):
        ott.read_bill([ONE, header + second])
    assert len(ott.read_bill([ONE, second]).periods) == 2
    assert len(ott.read_bill([ONE, HEADER + second]).periods) == 2


def test_a_bill_that_does_not_say_whose_it_is_is_noted():
    nobodys = "Nama: A\n" + periods(MAR) + OWN["Mar"]
    for sources in (nobodys, [nobodys, nobodys.replace("Mar 2022", "Feb 2022")]):
        assert [note["template"] for note in ott.read_bill(sources).notes] == [
            "The bill does not say whose it is."
        ]
    named = ott.read_bill([nobodys, HEADER + periods(FEB) + OWN["Feb"]])
    assert (named.customer.number, named.notes) == (NUMBER, ())


def test_a_number_tells_customers_apart_before_a_phone_does():
    other_phone = HEADER.replace("02100000017", "02155555555") + periods(FEB) + OWN["Feb"]
    assert len(ott.read_bill([ONE, other_phone]).periods) == 2


def test_what_is_no_bill_says_so():
    with pytest.raises(ParseError, match="holds no table with the headers of I-Payment"):
        ott.read_bill("Halo\nselamat pagi")
