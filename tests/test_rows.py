import pytest

from ott_toolkit.errors import ParseError
from ott_toolkit.page import Page
from ott_toolkit.parse import as_shown, typed
from ott_toolkit.rows import plain_table_in, table_in, tables_in
from ott_toolkit.schema import BILL_TABLES, TABLES, TRANSACTIONS
from tests.written import CHARGES, LINES, NUMBER, charge, charges, page, subscription, table
from tests.written import SUBSCRIPTIONS as HEADERS


def read(rows):
    """The typed frame of a page's one table."""
    return typed(table_in(Page(page(table(rows))).grids, TRANSACTIONS))


def texts(*rows):
    """What text with these rows shows."""
    return list(tables_in([list(row) for row in rows], TABLES, exact=False))


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


@pytest.mark.parametrize("blank", ["", " ", "&nbsp;", "<br>"])
def test_a_row_of_blank_cells_is_no_row(blank):
    spacer = [blank] * len(CHARGES)
    assert len(read([charge(), spacer, charge(), spacer])) == 2


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
        ([["Catatan", *PADDED], ["", NUMBER, *PADDED[1:]]], "1215xxxxx017 stands below no header"),
        ([["Catatan", *PADDED], ["1", NUMBER, *PADDED[1:]]], "1 | 1215xxxxx017 stands below"),
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
