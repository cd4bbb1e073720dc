import pytest

from ott_toolkit.schema import (
    BILL_LINES,
    BILL_PERIODS,
    SUBSCRIPTIONS,
    TABLES,
    TRANSACTIONS,
    header_key,
)


@pytest.mark.parametrize(
    ("header", "name"),
    [
        ("Partner ref_no", "partner_ref"),
        ("Partner Ref_no", "partner_ref"),
        ("  PARTNER  REF NO ", "partner_ref"),
        ("IndiHome", "indihome_number"),
        ("Nomor Indihome", "indihome_number"),
        ("NOMOR\xa0INDIHOME", "indihome_number"),
        ("Price (Rp.)", "price"),
        ("price(rp)", "price"),
        ("Trx Time", "trx_time"),
        ("ｔｒｘ＿ｔｉｍｅ", "trx_time"),
    ],
)  # fmt: skip
def test_a_column_is_found_by_the_letters_of_its_header(header, name):
    found = {column for table in TABLES for column, at in table.find([header]).items() if at}
    assert name in found


def test_near_misses_are_other_columns():
    assert not any(SUBSCRIPTIONS.find(["Partner", "Start Time 2", "Statuses"]).values())


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_every_spelling_means_one_column_of_its_table(table):
    keys = [key for column in table.columns for key in column.keys]
    assert len(keys) == len(set(keys))


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_the_headers_of_a_table_are_those_of_no_other(table):
    headers = [column.header for column in table.columns]
    assert [other for other in TABLES if not other.missing(headers)] == [table]
    assert table.coverage(headers) == 1


def test_what_is_missing_is_told_by_its_header():
    headers = [c.header for c in TRANSACTIONS.columns if c.name not in ("price", "trx_id")]
    assert TRANSACTIONS.missing(headers) == ["Harga", "Telkom trx_id"]
    assert TRANSACTIONS.coverage(headers) == 6 / 8
    assert BILL_PERIODS.missing([c.header for c in BILL_PERIODS.columns if c.required]) == []


def test_a_column_is_asked_for_by_its_name():
    assert BILL_LINES["amount"].header == "Jumlah Tagihan"
    with pytest.raises(StopIteration):
        BILL_LINES["price"]


def test_a_header_key_is_letters_and_digits():
    assert header_key(" Price (Rp.) ") == "pricerp"
    assert header_key("#") == ""
