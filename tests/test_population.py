"""The made-up population: the same again, whoever else is in it, and something for every rule."""

from collections import Counter

import duckdb
import pandas as pd
import pytest

from ott_toolkit.practice import population
from ott_toolkit.practice.population import write_population
from ott_toolkit.practice.population.kinds import KINDS, THOUSAND

RULES = {
    *("charge-after-end", "charge-at-end", "charge-before-start", "duplicate-charge"),
    *("unknown-subscription", "price-mismatch", "prorate-above-price", "price-change"),
    *("overlapping-subscriptions", "reference-mismatch", "status-mismatch", "renewal-overdue"),
    *("billed-without-charge", "billed-amount-differs", "charged-not-billed"),
    *("duplicate-bill-line", "tax-mismatch", "bill-total-mismatch", "missing-cycle"),
    *("last-charge-unseen", "last-charge-stale", "two-renewals-in-month"),
}
COLUMNS = {
    "subscriptions": "partner_ref indihome_number item price denom service status start_time"
    " end_time channel last_charge",
    "transactions": "indihome_number price prorated_price item service partner_ref trx_id trx_time",
    "bills": "indihome_number period bill line amount status billed",
    "truth": "rule indihome_number partner_ref trx_id period",
}
NUMBERS = {f"{999_000_000_000 + k}" for k in range(1, THOUSAND + 1)}


@pytest.fixture(scope="module")
def thousand(tmp_path_factory):
    return write_population(tmp_path_factory.mktemp("thousand"), THOUSAND)


@pytest.fixture(scope="module")
def tables(thousand):
    return read(thousand)


def read(written):
    with duckdb.connect() as base:
        return {name: base.sql(f"FROM '{path}'").df() for name, path in written.paths.items()}


def test_the_same_again(tmp_path):
    one, two = (write_population(tmp_path / name, 100) for name in ("one", "two"))
    assert one.rows == two.rows
    for name, path in one.paths.items():
        assert path.read_bytes() == two.paths[name].read_bytes()
    assert sorted((tmp_path / "one").iterdir()) == sorted(one.paths.values())


def test_a_customer_is_the_same_in_any_company(tables, tmp_path, monkeypatch):
    monkeypatch.setattr(population, "AT_ONCE", 170)
    told = []
    few = write_population(tmp_path, 300, on_progress=lambda *counts: told.append(counts))
    assert told == [(170, 300), (300, 300)]
    for name, frame in read(few).items():
        among = tables[name]["indihome_number"] <= "999000000300"
        pd.testing.assert_frame_equal(
            frame, tables[name][among].reset_index(drop=True), check_dtype=False
        )


def test_another_seed_makes_others(tables, tmp_path):
    other = read(write_population(tmp_path, 50, seed=1))["subscriptions"]["partner_ref"]
    common = set(other) & set(tables["subscriptions"]["partner_ref"])
    # A start that is fixed to the second leaves only the service to chance.
    assert len(common) < len(other) / 20


def test_every_rule_has_something_to_find_and_half_the_customers_nothing(tables):
    assert set(tables["truth"]["rule"]) == RULES
    money = tables["truth"][tables["truth"]["rule"] != "two-renewals-in-month"]
    assert 0.1 < money["indihome_number"].nunique() / THOUSAND < 0.5


def test_a_thousand_customers_hold_every_kind_by_its_share(tables):
    assert sum(kind.share for kind in KINDS) == THOUSAND
    assert min(kind.share for kind in KINDS) > 0
    assert len({kind.name for kind in KINDS}) == len(KINDS)
    rules = Counter(rule for kind in KINDS if kind.amend for rule in kind.amend.finds * kind.share)
    found = Counter(tables["truth"].dropna(subset="period")["rule"])
    assert found == rules


def test_columns_and_their_types(thousand, tables):
    for name, columns in COLUMNS.items():
        assert list(tables[name]) == columns.split()
        assert len(tables[name]) == thousand.rows[name]
    with duckdb.connect() as base:
        kinds = {
            column: str(kind)
            for path in thousand.paths.values()
            for column, kind in zip(
                base.sql(f"FROM '{path}'").columns, base.sql(f"FROM '{path}'").types, strict=True
            )
        }
    money = {"price", "denom", "prorated_price", "amount", "billed"}
    times = {"start_time", "end_time", "last_charge", "trx_time"}
    assert {column for column, kind in kinds.items() if kind == "BIGINT"} == money
    assert {column for column, kind in kinds.items() if kind == "TIMESTAMP"} == times
    assert {column for column, kind in kinds.items() if kind == "DATE"} == {"period"}
    assert set(kinds.values()) == {"BIGINT", "TIMESTAMP", "DATE", "VARCHAR"}


def test_numbers_are_of_the_block(tables):
    for frame in tables.values():
        assert set(frame["indihome_number"]) <= NUMBERS
        assert frame["indihome_number"].is_monotonic_increasing
    assert set(tables["bills"]["indihome_number"]) == NUMBERS


def test_references_carry_start_and_number(tables):
    rows = tables["subscriptions"].dropna(subset="start_time")
    stamp = rows["start_time"].dt.strftime("%Y%m%d%H%M%S")
    parts = rows["partner_ref"].str.extract(r"^[a-z]+-(\d{14})-(\d{12})$")
    formed = parts.notna().all(axis=1)
    assert all(rows.loc[~formed, "partner_ref"].str.startswith("PROMO-"))
    wrong = formed & ((parts[0] != stamp) | (parts[1] != rows["indihome_number"]))
    found = tables["truth"]["rule"] == "reference-mismatch"
    assert set(rows.loc[wrong, "partner_ref"]) == set(tables["truth"].loc[found, "partner_ref"])


def test_renewals_come_after_midnight_every_cycle(tables):
    clean = ~tables["transactions"]["indihome_number"].isin(tables["truth"]["indihome_number"])
    charges = tables["transactions"][clean].dropna(subset=["partner_ref", "trx_time"])
    charges = charges[charges["prorated_price"] > 0].sort_values(["partner_ref", "trx_time"])
    gap = charges.groupby("partner_ref")["trx_time"].diff().dt.days
    monthly = charges["item"].str.contains("Monthly", case=False, na=False)
    assert set(gap[monthly].dropna()) == {29, 30, 31}
    assert (charges.loc[gap.notna(), "trx_time"].dt.strftime("%H:%M") == "00:04").mean() > 0.98


def test_bills_add_up_where_nothing_is_wrong(tables):
    bills = tables["bills"]
    clean = ~bills["indihome_number"].isin(tables["truth"]["indihome_number"])
    of_bill = bills[clean].groupby(["indihome_number", "period", "bill"])
    whole = of_bill["amount"].apply(lambda amounts: amounts.notna().all())
    off = (of_bill["billed"].first() - of_bill["amount"].sum())[whole].dropna()
    assert set(off) == {-1, 0, 1}


def test_csv_holds_the_same(tables, tmp_path):
    written = write_population(tmp_path, 120, format="csv")
    assert [path.suffix for path in written.paths.values()] == [".csv"] * 4
    for name, path in written.paths.items():
        frame = pd.read_csv(path, dtype=str, keep_default_na=False)
        same = tables[name].head(len(frame))
        assert list(frame) == list(same)
        assert list(frame["indihome_number"]) == list(same["indihome_number"])
        for column in same:
            assert list(frame[column] == "") == list(same[column].isna())


def test_no_customer_is_no_population(tmp_path):
    with pytest.raises(ValueError, match="at least one"):
        write_population(tmp_path, 0)
