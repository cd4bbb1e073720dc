import re

import pandas as pd
import pytest

from ott_toolkit.errors import ParseError
from ott_toolkit.page import Page
from ott_toolkit.parse import empty, typed, without_repeats
from ott_toolkit.rows import table_in
from ott_toolkit.schema import SUBSCRIPTIONS, TRANSACTIONS
from tests.written import CHARGES, NUMBER, REFERENCE, charge, charges, page, subscription, table
from tests.written import SUBSCRIPTIONS as HEADERS


def read(rows, headers=CHARGES, kind=TRANSACTIONS):
    """The typed frame of a page's one table."""
    return typed(table_in(Page(page(table(rows, headers))).grids, kind))


# --- types --------------------------------------------------------------------------------------


def test_a_charge_is_typed():
    frame = read([charge(Harga="29.000,00", Harga_Prorate="-")])
    assert {name: str(kind) for name, kind in frame.dtypes.items()} == {
        "indihome_number": "string",
        "price": "Int64",
        "prorated_price": "Int64",
        "item": "string",
        "service": "string",
        "partner_ref": "string",
        "trx_id": "string",
        "trx_time": "datetime64[us]",
    }
    assert frame.iloc[0].fillna("missing").tolist() == [
        NUMBER, 29000, "missing", "Telkom.Premium.Monthly", "799 - disney", REFERENCE, "T1",
        pd.Timestamp("2022-02-01 00:04:25"),
    ]  # fmt: skip


def test_an_empty_table_has_the_types_of_a_full_one():
    assert empty(TRANSACTIONS).dtypes.equals(read([charge()]).dtypes)
    assert len(empty(SUBSCRIPTIONS)) == 0


@pytest.mark.parametrize("shown", ["", "-", "NULL", "null", "0000-00-00 00:00:00", "&nbsp;", "–"])
def test_what_a_cell_shows_for_no_value_is_missing(shown):
    frame = read([subscription(End_Time=shown, Channel=shown)], HEADERS, SUBSCRIPTIONS)
    assert frame[["end_time", "channel"]].isna().all(axis=None)


@pytest.mark.parametrize("shown", ["", "-", "NULL"])
def test_a_row_is_somebodys(shown):
    with pytest.raises(ParseError, match="Row 1, Nomor Indihome: not a customer's number"):
        read([charge(Nomor_Indihome=shown)])


@pytest.mark.parametrize(
    ("changed", "message"),
    [
        ({"Trx_Time": "2022-13-01 00:00:00"}, "Row 2, Trx Time: not a time"),
        ({"Trx_Time": "9999-12-31 00:00:00"}, "Row 2, Trx Time: not a time of the years 1990 to"),
        ({"Trx_Time": "1989-12-31 23:59:59"}, "Row 2, Trx Time: not a time of the years 1990 to"),
        ({"Trx_Time": "1 Feb 2022"}, "Row 2, Trx Time: not a time"),
        ({"Harga": "29,000"}, "Row 2, Harga: not an amount"),
        ({"Harga": "29000<br>27000"}, "Row 2, Harga: not an amount"),
        ({"Harga": "9" * 19}, "Row 2, Harga: not an amount"),
        ({"Harga_Prorate": "gratis"}, "Row 2, Harga Prorate: not an amount"),
        ({"Nomor_Indihome": "1.215E+11"}, "Row 2, Nomor Indihome: 1.215E+11 is a number that"),
        ({"Nomor_Indihome": "1215****0017"}, "Row 2, Nomor Indihome: not a customer's number"),
    ],
)
def test_a_bad_cell_is_an_error_with_its_row_and_column(changed, message):
    with pytest.raises(ParseError, match=re.escape(message)):
        read([charge(), charge(**changed), charge(**changed)])


def test_leading_zeros_stay():
    assert read([charge(Nomor_Indihome="001215")])["indihome_number"].tolist() == ["001215"]


def test_sen_are_rounded_half_up_and_noted():
    frame = read([charge(Harga=text) for text in ("29.000,50", "29.000,49", "29.000,50", "0,00")])
    assert frame["price"].tolist() == [29001, 29000, 29001, 0]
    assert [(note["column"], note["count"]) for note in frame.attrs["notes"]] == [("Harga", 3)]
    assert read([charge()]).attrs["notes"] == []


# --- columns ------------------------------------------------------------------------------------


def test_columns_are_found_by_header_wherever_they_stand():
    there = read([charge()])
    back = read([charge()[::-1]], [f" ▲ {header.upper()} ▼" for header in CHARGES[::-1]])
    pd.testing.assert_frame_equal(back, there)


@pytest.mark.parametrize("header", CHARGES[1:])
def test_a_missing_column_is_an_error_that_lists_the_headers_found(header):
    place = CHARGES.index(header)
    headers = CHARGES[:place] + CHARGES[place + 1 :]
    row = charge()[:place] + charge()[place + 1 :]
    with pytest.raises(
        ParseError, match=f"column {header} is missing.*found: {', '.join(headers)}"
    ):
        read([row], headers)


@pytest.mark.parametrize("header", ["Denom (Rp.)", "Channel"])
def test_an_optional_column_may_be_absent(header):
    place = HEADERS.index(header)
    headers, row = list(HEADERS), subscription()
    del headers[place], row[place]
    frame = read([row], headers, SUBSCRIPTIONS)
    assert frame["denom" if "Denom" in header else "channel"].isna().all()


@pytest.mark.parametrize("twin", ["Trx Time", "trx_time", "Waktu Transaksi"])
def test_a_header_that_is_there_twice_is_an_error(twin):
    with pytest.raises(ParseError, match=f"two columns are both Trx Time: Trx Time, {twin}"):
        read([[*charge(), "2022-02-02 00:00:00"]], [*CHARGES, twin])


def test_unknown_columns_are_kept_as_text_under_their_own_names():
    extra = {"Aksi": "lihat", "A (12)": "a", "A": "b", "a": "c", "Kode": "007"}
    frame = read([[*charge(), *extra.values()]], [*CHARGES, *extra])
    assert frame.iloc[0, 8:].to_dict() == extra


def test_no_column_gets_lost():
    names = ["", "A (13)", "A", "A", "Nomor", "#"]
    frame = read([[*charge(), "1", "2", "3", "4", "lain", "*"]], [*CHARGES, *names])
    assert frame.iloc[0, 8:].tolist() == ["1", "2", "3", "4", "lain", "*"]
    assert frame.columns.is_unique


@pytest.mark.parametrize("counter", ["No", "No.", "NOMOR", "#"])
def test_a_column_that_only_counts_is_dropped(counter):
    headers = [counter, *CHARGES[1:], ""]
    rows = [[*row, ""] for row in charges(3)]
    assert list(read(rows, headers).columns) == [c.name for c in TRANSACTIONS.columns]


# --- several pages ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("pages", "left", "repeats"),
    [
        ([[1, 2], [3]], 3, 0),
        ([[1, 2], [2, 3]], 3, 1),
        ([[1, 1], [2]], 3, 0),  # twice on one page stay two
        ([[1, 1], [1]], 2, 1),
        ([[1], [1, 1]], 2, 1),
        ([[], [1]], 1, 0),
        ([[1], []], 1, 0),
        ([[], []], 0, 0),
    ],
)
def test_identical_rows_of_different_pages_are_one(pages, left, repeats):
    frames = [read([charge(Telkom_trx_id=f"T{n}") for n in ids]) for ids in pages]
    joined, count = without_repeats(frames)
    assert (len(joined), count) == (left, repeats)
    assert joined.dtypes.equals(frames[0].dtypes)
    assert list(joined.columns) == list(frames[0].columns)


def test_a_column_that_only_one_page_has_tells_no_rows_apart():
    shown, exported = read([[*charge(), "lihat"]], [*CHARGES, "Aksi"]), read([charge()])
    for frames in ([shown, exported], [exported, shown]):
        joined, repeats = without_repeats(frames)
        assert repeats == 1
        assert joined["Aksi"].tolist() == ["lihat"]


def test_missing_values_are_the_same_on_two_pages():
    frames = [read([charge(Harga_Prorate=""), charge(Harga_Prorate="")])] * 2
    assert without_repeats(frames)[1] == 2
