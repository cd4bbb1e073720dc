import os
from datetime import date, datetime, time
from pathlib import Path

import pytest

import ott_toolkit as ott
from ott_toolkit import sources
from ott_toolkit.errors import ParseError, QueryError
from ott_toolkit.sources import Upload, decode, open_source
from tests.written import (
    CHARGES,
    NUMBER,
    SUBSCRIPTIONS,
    charge,
    charges,
    lines,
    page,
    paste,
    subscription,
    table,
    workbook,
)


def grid(source):
    """The one grid of a source, less its empty rows."""
    (found,) = open_source(source).grids
    return [row for row in found if any(row)]


# --- what a thing is ----------------------------------------------------------------------------

ROWS = [CHARGES, charge(Item="Pakét")]
TEXT = lines(*ROWS, separator=";")
HTML = page(table(ROWS[1:]))


@pytest.mark.parametrize(
    "content",
    [
        TEXT.encode(),
        TEXT.encode("utf-8-sig"),
        TEXT.encode("cp1252"),
        TEXT.encode("utf-16"),
        b"\xfe\xff" + TEXT.encode("utf-16-be"),
        TEXT.replace("\n", "\r\n").encode(),
        TEXT.replace("\n", "\r").encode(),
        lines(*ROWS, separator=",").encode(),
        paste(ROWS[1:]).encode(),
        b"sep=;\n" + TEXT.encode(),
        b"SEP=,\r\n" + lines(*ROWS, separator=",").encode(),
        HTML.encode("utf-8-sig"),
        HTML.encode("cp1252"),
        table(ROWS[1:]).encode(),
        b"<style>td { x: y }</style>" + table(ROWS[1:]).encode(),
        b"<?xml version='1.0'?> <!-- a --> <!-- b -->\n<HTML>" + HTML[6:].encode(),
        workbook(ROWS),
    ],
    ids=lambda content: str(content[:10]),  # a workbook's further bytes tell when it was made
)
@pytest.mark.parametrize("name", ["x.xls", "x.html", "x"])
def test_what_a_file_is_is_told_by_its_content(content, name, tmp_path):
    (tmp_path / name).write_bytes(content)
    path = tmp_path / name
    for source in (path, str(path), content, Upload(name, content)):
        assert [row for row in open_source(source).grids[0] if any(row)] == ROWS
    assert open_source(path).label == name


def test_a_text_with_a_mark_of_byte_order_is_read():
    assert grid("\ufeff" + TEXT) == ROWS


@pytest.mark.parametrize(
    ("content", "text"),
    [
        (b"\xef\xbb\xbfa", "a"),
        ("é".encode(), "é"),
        ("é – “”".encode("cp1252"), "é – “”"),
        ("<meta charset=cp1250>ő".encode("cp1250"), "<meta charset=cp1250>ő"),
        (b"\x81", "\ufffd"),
        (b"\xff\xfea\x00\x00", "a\ufffd"),
    ],
)
def test_bytes_always_have_a_text(content, text):
    assert decode(content) == text


def test_an_old_workbook_is_refused_with_advice():
    with pytest.raises(ParseError, match="old Excel workbook"):
        open_source(Upload("a.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"))


@pytest.mark.parametrize("name", ["absent.csv", "", "a\0b", "x" * 400])
def test_a_file_that_cannot_be_opened_is_a_wrong_question(name, tmp_path):
    with pytest.raises(QueryError, match="cannot be opened"):
        open_source(os.path.join(tmp_path, name))  # noqa: PTH118 - a path of its own refuses these
    with pytest.raises(QueryError, match="cannot be opened"):
        open_source(Path(tmp_path) / (name or "."))


@pytest.mark.parametrize("source", ["", " \n\t "])
def test_nothing_is_nothing(source):
    with pytest.raises(QueryError, match="nothing to read"):
        open_source(source)
    with pytest.raises(ParseError, match="is empty"):
        open_source(source.encode())


def test_a_page_that_begins_oddly_is_known_at_once():
    with pytest.raises(ParseError, match="no table with the headers"):
        ott.read("<!---->" * 5000 + "\n")


@pytest.mark.parametrize("source", [HTML, TEXT, paste(ROWS[1:])])
def test_rows_of_the_dashboard_are_not_searched_for_a_bill_again(source, monkeypatch):
    sheet = open_source(source)
    monkeypatch.setattr(sources, "header_of", lambda *_: pytest.fail("searched again"))
    assert len(sheet.tables) == 1
    assert not sheet.shows_bill


# --- separated values and pastes ----------------------------------------------------------------


def test_quotes_are_a_spreadsheets_only_where_they_pair_up():
    row = charge(Item='a;"b";c\nd')
    quoted = lines(CHARGES, separator=";") + ";".join(
        '"' + cell.replace('"', '""') + '"' for cell in row
    )
    with pytest.raises(ParseError):  # such a cell might as well be a row swallowed
        ott.read(quoted)
    assert grid(quoted.replace("\nd", ""))[1][4] == 'a;"b";c'
    assert grid(quoted.replace("a;", "").replace('"";c', '""c'))[1][4] == '"b"c\nd'
    assert grid(paste([charge(Item='24" TV')]))[1][4] == '24" TV'


@pytest.mark.parametrize("separator", ["\t", ";"])
def test_ditto_marks_swallow_no_row(separator):
    rows = [charge(), charge(Item='"'), charge(Item='"'), charge()]
    assert grid(lines(CHARGES, *rows, separator=separator)) == [CHARGES, *rows]


def test_ditto_marks_swallow_no_cell():
    row = charge(Item='"', Service='"')
    assert grid(paste([row]))[1] == row


@pytest.mark.parametrize(
    ("typed", "cells"),
    [
        ("**INTERNET CONTENT**\t**IDR**", ["INTERNET CONTENT", "IDR"]),
        ("**INTERNET CONTENT\tIDR**", ["INTERNET CONTENT", "IDR"]),
        ("Nama: **A**\t(**b**)", ["Nama: A", "(b)"]),
        ("1215****0017\t**", ["1215****0017", "**"]),
        ("12**15**17\ta**b**", ["12**15**17", "a**b**"]),
        ("****\t** a **", ["****", "** a **"]),
    ],
)
def test_stars_that_an_editor_left_go_and_those_that_hide_digits_stay(typed, cells):
    assert grid(f"{typed}\n") == [cells]


def test_a_text_with_two_separators_is_refused():
    both = paste([charge()]) + lines(SUBSCRIPTIONS, subscription(), separator=";")
    with pytest.raises(ParseError, match="different separators"):
        ott.read(both)


def test_an_amount_with_a_comma_does_not_choose_the_separator():
    rows = [SUBSCRIPTIONS, subscription(**{"Price_(Rp.)": "29.000,00"})]
    assert grid(lines(*rows, separator=";")) == rows


def test_line_breaks_within_a_cell_of_a_paste_break_no_row():
    row = charge(Item="a\x0bb\x85c\u2028d")
    assert ott.read_transactions(paste([row]))["item"].tolist() == ["a b c d"]


# --- workbooks ----------------------------------------------------------------------------------


def test_a_workbooks_cells_are_what_the_dashboard_shows():
    hair_off = datetime(2022, 2, 1, 0, 4, 24, 999900)
    row = [1, 121500000017, 29000, 29000.0, " a ", True, None, 0, hair_off]
    assert grid(workbook([CHARGES, row]))[1] == [
        "1", NUMBER, "29000", "29000", "a", "TRUE", "", "0", "2022-02-01 00:04:25",
    ]  # fmt: skip
    assert grid(workbook([[date(2022, 2, 1), time(0, 4, 25), 5.0]])) == [
        ["2022-02-01 00:00:00", "00:04:25", "5"]
    ]


@pytest.mark.parametrize(
    ("value", "message"),
    [
        (10**15, "more than 15 digits has lost its end"),
        (-(10**15), "more than 15 digits"),
        (1.215e20, "more than 15 digits"),
        (29.125, "Sheet Sheet, cell B2 holds the number 29.125: .*Format the column as Text"),
        (-0.5, "cell B2 holds the number -0.5"),
        ("=A1", "cell B2 holds a formula"),
        ("#REF!", "cell B2 holds the error #REF!"),
    ],
)
def test_what_a_workbook_may_have_lost_is_refused(value, message):
    with pytest.raises(ParseError, match=message):
        open_source(workbook([CHARGES, ["1", value]]))
    assert grid(workbook([["1", 10**15 - 1]])) == [["1", "9" * 15]]


def test_every_sheet_of_a_workbook_is_read_and_none_overlooked():
    content = workbook([["Catatan"]], [CHARGES, charge()], [], [SUBSCRIPTIONS, subscription()])
    assert {name: len(found) for name, found in ott.read(content).items()} == {
        "subscriptions": 1,
        "transactions": 1,
    }
    with pytest.raises(ParseError, match="Last Charge is missing"):
        ott.read(workbook([CHARGES, charge()], [SUBSCRIPTIONS[:-1], subscription()[:-1]]))


def test_empty_cells_and_rows_of_a_workbook_move_nothing():
    row = subscription(End_Time=None, Last_Charge=None)
    frame = ott.read_subscriptions(workbook([[], [SUBSCRIPTIONS[0], *SUBSCRIPTIONS[1:]], [], row]))
    assert frame["channel"].tolist() == ["STB"]
    assert frame[["end_time", "last_charge"]].isna().all(axis=None)


@pytest.mark.parametrize("part", [0.1, 0.5, 0.9, 0.999])
def test_a_damaged_workbook_is_an_error(part):
    content = workbook([CHARGES, *charges(50)])
    with pytest.raises(ParseError, match=r"a.xlsx cannot be read as an Excel workbook"):
        open_source(Upload("a.xlsx", content[: int(len(content) * part)]))


@pytest.mark.parametrize("start", [b"\x89PNG\r\n", b"\xff\xd8\xff\xe0", b"%PDF-1.7"])
def test_a_picture_of_a_bill_is_no_bill(start):
    with pytest.raises(ParseError, match="is a picture"):
        open_source(Upload("tagihan.png", start + bytes(64)))
