import re

import pandas as pd
import pytest

from ott_toolkit.errors import ParseError
from ott_toolkit.page import Page
from ott_toolkit.parse import (
    as_shown,
    empty,
    plain_table_in,
    table_in,
    tables_in,
    typed,
    without_repeats,
)
from ott_toolkit.schema import BILL_TABLES, SUBSCRIPTIONS, TABLES, TRANSACTIONS
from tests.written import (
    CHARGES,
    LINES,
    NUMBER,
    REFERENCE,
    charge,
    charges,
    page,
    subscription,
    table,
)
from tests.written import SUBSCRIPTIONS as HEADERS


def read(rows, headers=CHARGES, kind=TRANSACTIONS):
    """The typed frame of a page's one table."""
    return typed(table_in(Page(page(table(rows, headers))).grids, kind))


def texts(*rows):
    """What text with these rows shows."""
    return list(tables_in([list(row) for row in rows], TABLES, exact=False))


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


# --- rows of a page -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    "row",
    [
        charge()[:-1],  # one too few
        [*charge(), ""],  # one too many
        ["Jumlah", "29000"],  # a total
    ],
)
def test_a_row_of_another_length_is_an_error(row):
    with pytest.raises(ParseError, match=f"Row 2 has {len(row)} cells, the header 9"):
        read([charge(), row])


def test_a_cell_over_two_columns_stands_in_both_and_moves_none():
    over = table([charge()]).replace("<td>29000</td><td>29000</td>", "<td colspan=2>9</td>")
    frame = typed(table_in(Page(page(over)).grids, TRANSACTIONS))
    assert frame[["price", "prorated_price"]].values.tolist() == [[9, 9]]
    with pytest.raises(ParseError, match="Row 1 has 10 cells"):
        table_in(Page(page(over.replace("<td>Telkom", "<td>1</td><td>Telkom"))).grids, TRANSACTIONS)


@pytest.mark.parametrize(
    "row", ["<td colspan=9>Tidak ada data</td>", "<td colspan=9>No data available in table</td>"]
)
def test_a_row_that_says_that_there_are_none_is_none(row):
    rows = table_in(
        Page(page(table([]).replace("<tbody>", f"<tbody><tr>{row}"))).grids, TRANSACTIONS
    )
    assert rows.cells == []
    assert rows.says_empty


def test_an_empty_table_does_not_say_that_there_are_none():
    rows = table_in(Page(page(table([]))).grids, TRANSACTIONS)
    assert rows.cells == []
    assert not rows.says_empty


def test_a_header_that_is_repeated_is_no_row():
    assert len(read([charge(), CHARGES, charge()])) == 2


def test_rows_keep_their_order_and_number():
    frame = read(charges(3000))
    assert frame["trx_id"].tolist() == [f"T{n}" for n in range(1, 3001)]


def test_two_tables_with_rows_are_one_too_many():
    full, none = table([charge()]), table([])
    assert len(table_in(Page(page(none, full)).grids, TRANSACTIONS).cells) == 1
    with pytest.raises(ParseError, match="shows 2 tables of Transactions Data"):
        table_in(Page(page(full, full)).grids, TRANSACTIONS)
    assert table_in(Page(page("<p>x</p>")).grids, TRANSACTIONS) is None


def test_any_table_is_read_as_it_stands():
    html = page("<table><tr><td>a<td>b</table>", table([["1", " x  y ", ""]], ["No", "Waktu", ""]))
    frame = as_shown(plain_table_in(Page(html).grids))
    assert frame.to_dict("list") == {"Waktu": ["x y"]}
    assert plain_table_in(Page(page("<table><tr><td>a</table>")).grids) is None


# --- rows of text -------------------------------------------------------------------------------


def test_text_around_a_table_is_no_row():
    (rows,) = texts(["Hasil"], [""], CHARGES, charge(), ["Showing: 1"], ["a", "b"], ["request"])
    assert rows.cells == [charge()]
    assert rows.above == "Hasil\n"
    assert rows.below == "Showing: 1\na b\nrequest"


def test_several_tables_in_one_text():
    found = texts(CHARGES, charge(), ["Showing: 1"], HEADERS, subscription(), CHARGES, charge())
    assert [(rows.table.name, len(rows.cells)) for rows in found] == [
        ("transactions", 1), ("subscriptions", 1), ("transactions", 1),
    ]  # fmt: skip


def test_empty_cells_at_the_end_of_a_row_may_get_lost():
    rows = [subscription(Channel="", Last_Charge=""), subscription()]
    short = [rows[0][:10], rows[1]]
    assert texts(HEADERS, *short)[0].cells == rows
    assert texts([*HEADERS, ""], *([*row, "", ""] for row in rows))[0].cells == [
        [*row, ""] for row in rows
    ]


@pytest.mark.parametrize("below", [[], [["Showing: 2"]], [["Showing: 2"], ["request time", "1"]]])
@pytest.mark.parametrize("length", range(3, 9))
def test_a_row_that_was_cut_short_is_an_error(length, below):
    with pytest.raises(ParseError, match=f"Row 2 has {length} cells, the header 9"):
        texts(CHARGES, charge(), charge()[:length], *below)


@pytest.mark.parametrize("length", range(3, 12))
def test_the_last_line_of_a_text_may_have_been_cut(length):
    with pytest.raises(ParseError, match=f"Row 2 has {length} cells, the header 12"):
        texts(HEADERS, subscription(), subscription()[:length])


@pytest.mark.parametrize(
    ("rows", "message"),
    [
        ([["Showing: 1"], charge()], "stands below no header"),
        ([charge(), ["2022-02-01"], charge()], "stands below no header"),
        ([charge(), ["x"], CHARGES[:-1], charge()], "column Trx Time is missing"),
        ([[*charge(), "x"]], "Row 1 has 10 cells"),
        ([["", *charge()]], "Row 1 has 10 cells"),
    ],
)
def test_a_row_that_no_header_explains_is_an_error(rows, message):
    with pytest.raises(ParseError, match=message):
        texts(CHARGES, *rows)


PADDED = [""] * 8


@pytest.mark.parametrize(
    ("rows", "message"),
    [
        ([["Catatan", *PADDED], ["1", *PADDED]], "1 stands below no header"),
        ([["Catatan", *PADDED], ["", NUMBER, *PADDED[1:]]], f"{NUMBER} stands below no header"),
        ([["Catatan", *PADDED], ["1", NUMBER, *PADDED[1:]]], f"1 | {NUMBER} stands below"),
        ([["1", *PADDED]], "Row 1, Nomor Indihome"),
    ],
)
def test_a_row_with_few_cells_is_not_taken_for_text(rows, message):
    with pytest.raises(ParseError, match=message.replace(" | ", r" \| ")):
        typed(texts(CHARGES, *rows, charge())[0])
    with pytest.raises(ParseError, match=message.replace(" | ", r" \| ")):
        typed(texts(CHARGES, *rows)[0])


def test_a_row_of_a_number_alone_is_a_row():
    (rows,) = texts(CHARGES, ["", NUMBER, *PADDED[1:]], charge())
    assert typed(rows)["indihome_number"].tolist() == [NUMBER, NUMBER]


def test_text_of_a_spreadsheet_stands_in_its_first_column():
    row = charge()[1:]
    (rows,) = texts(CHARGES[1:], row, ["Showing: 1", *PADDED[1:]], ["Jumlah", *PADDED[1:]])
    assert rows.cells == [row]
    assert rows.below == "Showing: 1\nJumlah"


def test_a_short_line_of_a_bill_may_lack_only_what_may_be_empty():
    line = ["METERAI", "IDR", "0", "Belum Lunas"]
    (rows,) = tables_in([LINES, line, [*line, ""]], BILL_TABLES, exact=False)
    assert rows.cells == [[*line, ""], [*line, ""]]
    with pytest.raises(ParseError, match="Row 1 has 3 cells"):
        list(tables_in([LINES, line[:3], [*line, ""]], BILL_TABLES, exact=False))


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
