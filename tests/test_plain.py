import json
from datetime import datetime

import pandas as pd
import pytest

import ott_toolkit as ott
from ott_toolkit import plain
from ott_toolkit.schema import SUBSCRIPTIONS, TRANSACTIONS


def charges(**changed):
    row = {
        "indihome_number": "001500000017",
        "price": 29000,
        "prorated_price": None,
        "item": "Telkom.Premium.Monthly",
        "service": "799 - disney",
        "partner_ref": "disact-20220102092122-001500000017",
        "trx_id": "T1",
        "trx_time": datetime(2022, 2, 1),
    } | changed
    amounts = dict.fromkeys(("price", "prorated_price"), "Int64")
    texts = dict.fromkeys(("indihome_number", "item", "service", "partner_ref", "trx_id"), "string")
    return pd.DataFrame([row]).astype(amounts | texts | {"trx_time": "datetime64[us]"})


BILL = ott.read_bill(
    "Internet : 001500000017\n"
    "Periode\tMata Uang\tJumlah Tagihan\tBelum Bayar\tStatus Pembayaran\n"
    "Mar 2022\tIDR\t29,000\t29,000\tBelum Lunas\n"
    "Jenis Layanan\tMata Uang\tJumlah Tagihan\tStatus\n"
    "INTERNET CONTENT\tIDR\t29,000\tBelum Lunas\n"
)


def test_a_terminal_shows_the_dashboards_headers_and_rupiah():
    header, rule, row = plain.for_terminal(charges(), "transactions").splitlines()
    assert header.split("  ")[0] == TRANSACTIONS["indihome_number"].header
    assert len(rule) == len(row)
    assert row.split() == [
        "001500000017", "Rp", "29.000", "–", "Telkom.Premium.Monthly", "799", "-", "disney",
        "disact-20220102092122-001500000017", "T1", "2022-02-01", "00:00:00",
    ]  # fmt: skip


def test_a_row_that_is_wider_than_the_terminal_becomes_a_block():
    wide = plain.for_terminal(charges(), "transactions")
    width = max(map(len, wide.splitlines()))
    assert plain.for_terminal(charges(), "transactions", width=width) == wide
    block = plain.for_terminal(charges(), "transactions", width=width - 1)
    assert "Trx Time        2022-02-01 00:00:00" in block.splitlines()


def test_a_midnight_charge_is_a_time_and_a_period_is_a_month():
    assert "2022-02-01 00:00:00" in plain.to_csv(charges())
    assert plain.records(charges())[0]["trx_time"] == "2022-02-01T00:00:00"
    assert plain.records(BILL.lines)[0]["period"] == "2022-03-01"
    assert "Mar 2022" in plain.for_terminal(BILL.lines, "lines")
    assert "Mei 2022" in plain.for_terminal(
        BILL.periods.assign(period=pd.Timestamp("2022-05-01")), "periods"
    )


def test_json_keeps_numbers_as_text_money_whole_and_what_is_missing():
    (record,) = json.loads(json.dumps(plain.records(charges())))
    assert record["indihome_number"] == "001500000017"
    assert (record["price"], record["prorated_price"]) == (29000, None)


@pytest.mark.parametrize("sign", ["=", "+", "-", "@", "＝"])
def test_no_cell_becomes_a_formula(sign):
    frame = charges(trx_id=f'{sign}HYPERLINK("http://x")').rename(columns={"item": f"{sign}1+1"})
    header, row = plain.to_csv(frame).splitlines()
    assert f",'{sign}1+1," in header
    assert f"'{sign}HYPERLINK" in row


def test_a_negative_amount_stays_a_number():
    assert ",-29000," in plain.to_csv(charges(price=-29000))


@pytest.mark.parametrize("letter", ["\x1b", "\x07", "\r", "\x9b", "\u202e", "\u200b", "\u2028"])
def test_no_cell_steers_the_terminal(letter):
    frame = charges(service=f"799{letter}[31m").assign(**{f"x{letter}": "y"})
    shown = plain.for_terminal(frame, "transactions")
    assert letter not in shown
    assert "799\N{REPLACEMENT CHARACTER}[31m" in shown
    assert letter not in plain.to_csv(frame)


def test_csv_is_read_again():
    again = ott.read_transactions(plain.to_csv(charges()).encode())
    pd.testing.assert_frame_equal(again, charges())


def test_no_rows_are_a_header():
    names = [column.name for column in SUBSCRIPTIONS.columns]
    frame = pd.DataFrame({name: pd.array([], dtype="string") for name in names})
    assert plain.to_csv(frame) == ",".join(names) + "\n"
    assert plain.records(frame) == []


def test_a_bill_is_two_tables():
    assert list(plain.tables({"transactions": charges(), "bill": BILL})) == [
        "transactions",
        "periods",
        "lines",
    ]
