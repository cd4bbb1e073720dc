from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ott_toolkit import amounts
from ott_toolkit.amounts import BILL, DASHBOARD, exact_amount
from ott_toolkit.errors import ParseError, QueryError

RUPIAH = st.integers(-(10**15) + 1, 10**15 - 1)
TIMES = st.datetimes(datetime(1, 1, 1), datetime(9999, 12, 31)).map(
    lambda time: time.replace(microsecond=0)
)


@pytest.mark.parametrize("text", ["29000", "29.000", "29.000,00", "29.000,-", "29000,00"])
@pytest.mark.parametrize("around", ["{}", "Rp {}", "Rp.{}", "rp\xa0{}", " {}\xa0"])
def test_the_dashboards_ways_to_write_an_amount_are_the_same(text, around):
    assert exact_amount(around.format(text)) == 29000


@pytest.mark.parametrize(
    ("text", "notation", "amount"),
    [
        ("-29.000", DASHBOARD, "-29000"),
        ("−29.000", DASHBOARD, "-29000"),
        ("(29.000,00)", DASHBOARD, "-29000"),
        ("( Rp 29.000 )", DASHBOARD, "-29000"),
        ("-Rp 29.000", DASHBOARD, "-29000"),
        ("Rp -29.000", DASHBOARD, "-29000"),
        ("0", DASHBOARD, "0"),
        ("29.000,5", DASHBOARD, "29000.5"),
        ("999999999999999", DASHBOARD, "999999999999999"),
        ("499,400", BILL, "499400"),
        ("499,400.50", BILL, "499400.50"),
        ("(1,105,000)", BILL, "-1105000"),
    ],
)
def test_an_amount_is_read_to_the_sen(text, notation, amount):
    assert exact_amount(text, notation) == Decimal(amount)


@pytest.mark.parametrize(
    ("text", "notation"),
    [
        ("29,000", DASHBOARD),  # a grouping comma
        ("29.000", BILL),  # a grouping dot
        ("29.00", DASHBOARD),
        ("29.0000", DASHBOARD),
        ("2900.000", DASHBOARD),
        ("29000 27000", DASHBOARD),  # two amounts in one cell
        ("29.000 000", DASHBOARD),
        ("(29.000", DASHBOARD),
        ("29.000)", DASHBOARD),
        ("(-29.000)", DASHBOARD),  # negative twice may mean either
        ("--29.000", DASHBOARD),
        ("-Rp -29.000", DASHBOARD),
        ("29.000-", DASHBOARD),
        ("29.000,000", DASHBOARD),
        ("29,000,-", BILL),
        ("1000000000000000", DASHBOARD),  # 16 digits
        ("1.000.000.000.000.000", DASHBOARD),
        ("9" * 400, BILL),
        ("2.9E4", DASHBOARD),
        ("٢٩٠٠٠", DASHBOARD),  # digits, but not ours
        ("Rp", DASHBOARD),
        ("", DASHBOARD),
        ("-", DASHBOARD),
        ("gratis", DASHBOARD),
    ],
)
def test_what_is_no_amount_of_its_source_is_refused(text, notation):
    with pytest.raises(ParseError, match="not an amount in rupiah"):
        exact_amount(text, notation)


@given(RUPIAH)
def test_an_amount_survives_being_written_and_read(amount):
    assert exact_amount(amounts.format_rupiah(amount)) == amount
    assert exact_amount(f"{amount:,}", BILL) == amount


@pytest.mark.parametrize(
    ("exact", "whole"),
    [("0.49", 0), ("0.5", 1), ("1.5", 2), ("2.5", 3), ("-0.5", -1), ("-2.49", -2)],
)
def test_half_a_rupiah_is_rounded_up(exact, whole):
    assert amounts.whole_rupiah(Decimal(exact)) == whole


@pytest.mark.parametrize("text", ["", " ", "-", "–", "NULL", "null", "0000-00-00 00:00:00", "\xa0"])
def test_what_a_cell_shows_for_no_value(text):
    assert amounts.is_missing(text)


@pytest.mark.parametrize("text", ["0", "--", "NULLS", "0000-00-00 00:00:01", "None"])
def test_what_a_cell_shows_is_a_value(text):
    assert not amounts.is_missing(text)


@given(TIMES)
def test_a_time_survives_being_written_and_read(time):
    assert amounts.parse_time(time.isoformat(sep=" ")) == time


@pytest.mark.parametrize(
    "text",
    [
        "2022-13-01 00:00:00",
        "2022-02-29 00:00:00",
        "2022-02-01 24:00:00",
        "2022-02-01 00:60:00",
        "2022-02-01",
        "2022-02-01T00:04:25",
        "01-02-2022 00:04:25",
        "2022-02-01 0:04:25",
        "2022-02-01 00:04:25.5",
        "2022-02-01 00:04:25+07:00",
        "0000-00-00 00:00:00",
        "",
    ],
)
def test_what_is_no_time_is_refused(text):
    with pytest.raises(ParseError, match="not a time"):
        amounts.parse_time(text)


@pytest.mark.parametrize("text", ["2022-02-30", "2022/02/01", "1 Feb 2022", "20220201", ""])
def test_a_typed_day_that_is_none_is_a_wrong_question(text):
    assert amounts.parse_day(" 2022-02-01 ") == date(2022, 2, 1)
    with pytest.raises(QueryError, match="is not a date"):
        amounts.parse_day(text)


@pytest.mark.parametrize(
    ("text", "month"),
    [
        *((f"{name} 2022", n) for n, name in enumerate(amounts.MONTHS["id"], 1)),
        *((f"{name} 2022", n) for n, name in enumerate(amounts.MONTHS["en"], 1)),
        ("Agustus 2022", 8),
        ("SEPTEMBER 2022", 9),
        ("Okt-2022", 10),
        ("Nop 2022", 11),
        ("2022-03", 3),
        ("2022-03-01", 3),
        ("2022-03-01 00:00:00", 3),  # what a spreadsheet makes of «Mar 2022»
    ],
)  # fmt: skip
def test_months_are_english_or_indonesian(text, month):
    assert amounts.parse_month(f" {text} ") == date(2022, month, 1)


@pytest.mark.parametrize("text", ["Mar-22", "Foo 2022", "2022", "2022-13", "2022-03-02"])
def test_what_names_no_month_is_refused(text):
    with pytest.raises(ParseError, match="not a month"):
        amounts.parse_month(text)


@pytest.mark.parametrize("text", ["Jan 1990", "1990-01-01", "Des 2100", "2100-12"])
def test_the_first_and_the_last_month_of_a_bill(text):
    assert amounts.parse_month(text).year in (1990, 2100)


@pytest.mark.parametrize(
    "text", ["Des 1989", "1989-12", "Jan 2101", "2101-01-01", "Jan 0001", "Des 9999", "Mar 0000"]
)
def test_a_year_that_no_bill_is_of_is_refused_as_it_was_read(text):
    with pytest.raises(ParseError, match=f"not a month of the years 1990 to 2100: '{text}'"):
        amounts.parse_month(text)


BILLED = st.dates(date(1990, 1, 1), date(2100, 12, 31))


@given(BILLED, st.sampled_from(list(amounts.MONTHS)))
def test_a_month_survives_being_written_and_read(day, language):
    assert amounts.parse_month(amounts.format_month(day, language)) == day.replace(day=1)


@given(st.from_regex(r"[0-9]{6,20}", fullmatch=True))
def test_a_customers_number_keeps_every_digit(number):
    assert amounts.parse_number(f" {number} ") == number


@pytest.mark.parametrize(
    "text", ["12345", "1" * 21, "12150000001x", "1215 0000 0017", "-121500000017", "", "-", "²" * 7]
)
def test_what_is_no_customers_number_is_refused(text):
    with pytest.raises(ParseError, match="not a customer's number"):
        amounts.parse_number(text)


@pytest.mark.parametrize("text", ["1.215E+11", "1,215E+11", "1.215e11", "1E+11"])
def test_a_number_that_a_spreadsheet_shortened_is_refused_with_advice(text):
    with pytest.raises(ParseError, match="Format the column as Text"):
        amounts.parse_number(text)
    with pytest.raises(QueryError, match="Format the column as Text"):
        amounts.typed_number(text)


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("121500000017", "121500000017"),
        (" 1215 0000.0017 ", "121500000017"),
        ("1215-0000-0017", "121500000017"),
        ("001215", "001215"),
        ("1" * 20, "1" * 20),
    ],
)
def test_spaces_dots_and_hyphens_of_a_typed_number_do_not_matter(typed, number):
    assert amounts.typed_number(typed) == number


@pytest.mark.parametrize("typed", ["", "12345", "1" * 21, "1215_00000017", "nomor 121500000017"])
def test_what_is_typed_and_no_number_is_a_wrong_question(typed):
    with pytest.raises(QueryError, match="is not an IndiHome number"):
        amounts.typed_number(typed)


@pytest.mark.parametrize(
    "typed", ["021-00000017", "0812 3456 7890", "+6281234567890", "62812345678"]
)
def test_a_phone_number_gets_a_message_of_its_own(typed):
    with pytest.raises(QueryError, match="looks like a phone number"):
        amounts.typed_number(typed)


def test_now_is_in_jakarta_and_whole_seconds():
    now = amounts.now()
    there = datetime.now(UTC).astimezone(amounts.WIB).replace(tzinfo=None)
    assert now.tzinfo is None
    assert now.microsecond == 0
    assert abs((there - now).total_seconds()) < 5


def test_times_and_days_are_written_in_two_languages():
    time = datetime(2022, 5, 1, 0, 4, 5)
    assert amounts.format_time(time) == "1 Mei 2022 00:04:05"
    assert amounts.format_day(time, "en") == "1 May 2022"
