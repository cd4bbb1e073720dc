"""What a timeline can show of pages whose layout nobody describes."""

from datetime import datetime

import pandas as pd
import pytest

from ott_toolkit.others import EVENTS, FREE, drawn


def frame(headers, *rows):
    return pd.DataFrame(list(rows), columns=headers, dtype="string")


def log(*rows, headers=("Waktu", "Nomor Indihome", "Proses", "Respon")):
    return frame(headers, *rows)


ROW = ("2022-02-01 00:04:25", "121500000017", "CHARGE", "0 - OK")
GIVEN = ("799 - Disney", "2022-01-09 00:00:00", "2022-02-08 00:00:00")


def test_events_are_found_by_the_words_of_their_headers():
    told = drawn("Data Log", log(ROW))
    assert list(told.events.columns) == list(EVENTS)
    assert told.events.loc[0].tolist() == [
        "Data Log", datetime(2022, 2, 1, 0, 4, 25), "CHARGE · 0 - OK",
    ]  # fmt: skip
    assert (told.count, told.undated, told.why_not) == (1, 0, None)


@pytest.mark.parametrize(
    "headers",
    [("Log Time", "ND", "Activity", "Result"), ("TANGGAL_PROSES", "Nomor", "Kejadian", "Status")],
)
def test_other_words_will_do(headers):
    told = drawn("Log Pembelian", log(ROW, headers=headers))
    if "PROSES" in headers[0]:
        assert told.why_not, "two columns speak of the process"
    else:
        assert told.events["what"].tolist() == ["CHARGE · 0 - OK"]


def test_a_cell_that_is_missing_is_empty():
    told = drawn("Data Log", log(ROW, (None,) * 4, (ROW[0], None, None, None)))
    assert told.events["what"].tolist() == ["CHARGE · 0 - OK", ""]
    assert told.undated == 1


def test_a_result_is_not_needed():
    told = drawn("Data Log", log(ROW[:3], headers=("Waktu", "ND", "Proses")))
    assert told.events["what"].tolist() == ["CHARGE"]


def test_a_free_period_is_found_by_the_words_of_its_headers():
    told = drawn("Free Gimmick Transactions", frame(("Service", "Start Time", "End Time"), GIVEN))
    assert list(told.free.columns) == list(FREE)
    assert told.free.loc[0].tolist() == [
        "Free Gimmick Transactions", "799 - Disney", datetime(2022, 1, 9), datetime(2022, 2, 8),
    ]  # fmt: skip
    elsewhere = drawn("Promo", frame(("Layanan", "Gratis Mulai", "Gratis Sampai"), GIVEN))
    assert elsewhere.count == 1
    assert elsewhere.events.empty


def test_begin_and_end_of_something_else_is_no_free_period():
    told = drawn("DisneyPlus", frame(("Service", "Tanggal Mulai", "Berlaku Sampai"), GIVEN))
    assert told.count == 0
    assert "Time and process cannot be told apart" in str(told.why_not)
    assert "Service, Tanggal Mulai, Berlaku Sampai" in str(told.why_not)


@pytest.mark.parametrize(
    ("headers", "row"),
    [
        (("Waktu", "Nomor"), ROW[:2]),
        (("Proses", "Respon"), ROW[2:]),
        (("Waktu", "Tanggal", "Proses"), (ROW[0], ROW[0], ROW[2])),
        (("Waktu", "Proses", "Event"), (ROW[0], ROW[2], ROW[2])),
        ((), ()),
    ],
)
def test_columns_that_are_missing_or_unclear_are_told_and_nothing_is_drawn(headers, row):
    told = drawn("Data Log", frame(headers, row) if headers else pd.DataFrame())
    assert told.why_not is not None
    assert told.count == 0


def test_a_free_period_without_an_end_column_is_told():
    told = drawn("Free Gimmick Transactions", frame(("Service", "Mulai"), GIVEN[:2]))
    assert "Service, begin and end" in str(told.why_not)


@pytest.mark.parametrize("text", ["2022-02-01", "01/02/2022 00:04:25", "2022-02-30 00:00:00"])
def test_a_time_that_cannot_be_read_is_told_and_nothing_is_drawn(text):
    told = drawn("Data Log", log(ROW, (text, *ROW[1:])))
    assert str(told.why_not).startswith("Row 2, Waktu: ")
    assert text in str(told.why_not)
    assert told.count == 0


@pytest.mark.parametrize("text", ["", "-", "NULL", "0000-00-00 00:00:00"])
def test_a_row_without_a_time_is_counted_and_the_others_are_drawn(text):
    told = drawn("Data Log", log(ROW, (text, *ROW[1:])))
    assert (told.count, told.undated, told.why_not) == (1, 1, None)
    free = drawn("Free Gimmick", frame(("OTT", "Mulai", "Sampai"), GIVEN, (*GIVEN[:2], text)))
    assert (free.count, free.undated, free.why_not) == (1, 1, None)


def test_an_end_before_the_begin_is_told():
    headers = ("OTT", "Mulai", "Sampai")
    backwards = (GIVEN[0], GIVEN[2], GIVEN[1])
    told = drawn("Free Gimmick", frame(headers, GIVEN, backwards))
    assert str(told.why_not) == "Row 2: the free period ends before it begins."
    at_once = (GIVEN[0], GIVEN[1], GIVEN[1])
    assert drawn("Free Gimmick", frame(headers, at_once)).count == 1
