"""The rules on pandas, Polars and DuckDB: against hand-worked cases, the oracle and themselves."""

from collections import Counter, defaultdict
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import duckdb
import pandas as pd
import polars as pl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import ott_toolkit as ott
from ott_toolkit.amounts import now
from ott_toolkit.locale import translator
from ott_toolkit.policy import Policy
from ott_toolkit.practice.population import write_population
from ott_toolkit.rules import CATALOGUE, FINDINGS, RULES, audit, judged_at
from tests import oracle
from tests.scenarios import ASOF, FIGURES, NUMBER, OTHER, SCENARIOS, Scenario, at, frame, key_of
from tests.scenarios import charge as a_charge
from tests.written import DATA

TABLES = ("subscriptions", "transactions", "bill_lines")
POLARS = {"string": pl.String, "Int64": pl.Int64, "datetime64[us]": pl.Datetime("us")}


def as_pandas(made: pd.DataFrame) -> pd.DataFrame:
    return made


def as_polars(made: pd.DataFrame) -> pl.DataFrame:
    plain = made.astype(object).where(made.notna(), None)
    types = {name: POLARS[str(kind)] for name, kind in made.dtypes.items()}
    values = {name: [_plain(value) for value in plain[name]] for name in plain}
    return pl.DataFrame(values, schema=types)


def as_duckdb(made: pd.DataFrame) -> duckdb.DuckDBPyRelation:
    return CONNECTION.from_df(made)


CONNECTION = duckdb.connect()
ENGINES: dict[str, Callable[[pd.DataFrame], Any]] = {
    "pandas": as_pandas, "polars": as_polars, "duckdb": as_duckdb,
}  # fmt: skip
EVERY_ENGINE = pytest.mark.parametrize("engine", ENGINES)


def _plain(value):
    return value.to_pydatetime(warn=False) if isinstance(value, pd.Timestamp) else value


def found(engine, *frames, **settings) -> Counter:
    """The findings of three pandas frames, found by an engine, as the oracle's tuples."""
    made = [None if one is None else ENGINES[engine](one) for one in frames]
    return tuples(audit(*made, **{"asof": ASOF, **settings}))


def tuples(native) -> Counter:
    if isinstance(native, duckdb.DuckDBPyRelation):
        native = native.df()
    elif isinstance(native, pl.DataFrame):
        native = pd.DataFrame(native.to_dicts(), columns=list(FINDINGS))
    assert list(native.columns) == list(FINDINGS)
    return Counter(_as_told(row) for row in oracle.records(native))


def _as_told(row):
    period = row["period"] and row["period"].date()
    return oracle.Finding(**{**row, "period": period})


def _judged(scenario):
    """The oracle's findings, a period as a day."""
    sources = (getattr(scenario, table) for table in TABLES)
    return Counter(
        finding._replace(period=finding.period and date(*finding.period.timetuple()[:3]))
        for finding in oracle.findings(*sources, asof=ASOF)
    )


# --- hand-worked cases --------------------------------------------------------------------------


def apart(place: int) -> dict[str, str]:
    """Numbers of its own for each scenario, so that all of them can stand in one frame."""
    return {NUMBER: f"12150000{2 * place + 1:04}", OTHER: f"12150000{2 * place + 2:04}"}


def renamed(value, numbers):
    for old, new in numbers.items():
        value = value.replace(old, new) if isinstance(value, str) else value
    return value


def _by_number(engine) -> dict[str, list[tuple[str, str]]]:
    """Number → (rule, key) of everything that is found in all scenarios at once."""
    kinds = defaultdict(list)
    for place, scenario in enumerate(SCENARIOS):
        kinds[tuple(getattr(scenario, table) is None for table in TABLES)].append(place)
    by_number = defaultdict(list)
    for absent, places in kinds.items():
        frames = []
        for table, is_absent in zip(TABLES, absent, strict=True):
            rows = [
                {name: renamed(value, apart(place)) for name, value in row.items()}
                for place in places
                for row in getattr(SCENARIOS[place], table) or ()
            ]
            frames.append(None if is_absent else frame(table, rows))
        if not all(absent):
            for finding in found(engine, *frames).elements():
                by_number[finding.indihome_number].append(finding)
    return by_number


@pytest.fixture(scope="module")
def all_at_once():
    return {engine: _by_number(engine) for engine in ENGINES}


@EVERY_ENGINE
@pytest.mark.parametrize("place", range(len(SCENARIOS)), ids=[one.name for one in SCENARIOS])
def test_a_rule_finds_what_was_worked_out_by_hand(all_at_once, place, engine):
    numbers = apart(place)
    findings = [one for new in numbers.values() for one in all_at_once[engine].get(new, [])]
    back = {new: old for old, new in numbers.items()}
    told = [oracle.Finding(*(renamed(value, back) for value in finding)) for finding in findings]
    scenario = SCENARIOS[place]
    assert Counter(map(key_of, told)) == Counter(scenario.expected)
    if scenario.name in FIGURES:
        rule = scenario.name.partition(":")[0]
        assert [one for one in told if one.rule == rule] == [
            oracle.Finding(*FIGURES[scenario.name])
        ]


# --- whatever the rows --------------------------------------------------------------------------

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
BEGUN = datetime(2022, 1, 2, 9, 21, 22)
AFTER = [
    timedelta(0), timedelta(seconds=-60), timedelta(seconds=-61), timedelta(seconds=60),
    timedelta(seconds=61), 5 * HOUR, 20 * HOUR, DAY, 6 * DAY, 8 * DAY, 29 * DAY,
    29 * DAY - timedelta(seconds=1), 30 * DAY, 31 * DAY, 31 * DAY + timedelta(seconds=1), 61 * DAY,
    76 * DAY,
]  # fmt: skip
NUMBERS = st.sampled_from([NUMBER, OTHER, "121500000003"])
TIMES = st.none() | st.sampled_from([BEGUN + after for after in AFTER])
REFERENCES = st.none() | st.sampled_from(
    [f"disact-20220102092122-{NUMBER}", f"d-20220102092123-{OTHER}", "X-1"]
)
ITEMS = st.sampled_from(
    [None, "a.Monthly", "a.Monthly", "x Daily", "w.WEEKLY", "Yearly", "Biweekly"]
)
MONEY = st.sampled_from([None, 29_000, 29_000, 39_000, -29_000, 0])
ROWS = {
    "subscriptions": st.fixed_dictionaries(
        {
            "partner_ref": REFERENCES,
            "indihome_number": NUMBERS,
            "item": ITEMS,
            "price": MONEY,
            "denom": st.none(),
            "service": st.sampled_from([None, "799 - Disney", "799 - disney ", "8 - Mola"]),
            "status": st.sampled_from([None, "Active", "Inactive", " active", "Suspended"]),
            "start_time": TIMES,
            "end_time": TIMES,
            "channel": st.none(),
            "last_charge": TIMES,
        }
    ),
    "transactions": st.fixed_dictionaries(
        {
            "indihome_number": NUMBERS,
            "price": MONEY,
            "prorated_price": st.sampled_from([None, None, 0, 29_000, 14_500, 40_000]),
            "item": ITEMS,
            "service": st.none(),
            "partner_ref": REFERENCES,
            "trx_id": st.sampled_from([None, "", "T1", "T2", "T3"]),
            "trx_time": TIMES,
        }
    ),
    "bill_lines": st.fixed_dictionaries(
        {
            "indihome_number": NUMBERS,
            "period": st.sampled_from([datetime(2022, month, 1) for month in (2, 3, 4)]),
            "bill": st.sampled_from([None, "1", "1", "2"]),
            "line": st.sampled_from(
                [None, "INTERNET CONTENT", "internet  content", "ABONEMEN", "PPN X", "DENDA"]
            ),
            "amount": st.sampled_from([None, 29_000, 29_001, 29_002, 58_000, 2_900, 0, -29_000]),
            "status": st.none(),
            "billed": st.sampled_from([None, 58_000, 31_900]),
        }
    ),
}
POPULATIONS = st.tuples(*(st.lists(ROWS[table], max_size=14) for table in TABLES))
WHATEVER = settings(
    max_examples=12, deadline=None, suppress_health_check=[HealthCheck.too_slow], derandomize=True
)


def framed(population):
    return [frame(table, rows) for table, rows in zip(TABLES, population, strict=True)]


@WHATEVER
@given(POPULATIONS)
def test_every_engine_finds_what_the_oracle_finds(population):
    judged = _judged(Scenario("", *population, ()))
    for engine in ENGINES:
        assert found(engine, *framed(population)) == judged, engine


@WHATEVER
@given(POPULATIONS, st.randoms(use_true_random=False))
def test_neither_order_nor_another_customer_changes_what_is_found(population, chance):
    stranger = [
        [
            {k: renamed(v, {NUMBER: "121500000004"}) for k, v in row.items()}
            for row in rows
            if row["indihome_number"] == NUMBER
        ]
        for rows in population
    ]
    mixed = []
    for rows, more in zip(population, stranger, strict=True):
        mixed.append(rows + more)
        chance.shuffle(mixed[-1])
    engine = chance.choice(list(ENGINES))
    own = found(engine, *framed(population))
    joined = found(engine, *framed(mixed))
    assert Counter({f: n for f, n in joined.items() if f.indihome_number != "121500000004"}) == own


# --- a population -------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def population(tmp_path_factory) -> dict[str, Path]:
    return write_population(tmp_path_factory.mktemp("population"), 1000).paths


def planted(paths) -> Counter:
    rows = duckdb.read_parquet(str(paths["truth"])).fetchall()
    return Counter(rows)


def test_every_planted_row_is_found_and_nothing_else(population):
    frames = [
        duckdb.read_parquet(str(population[name]))
        for name in ("subscriptions", "transactions", "bills")
    ]
    findings = audit(*frames, asof=datetime(2022, 3, 20, 23, 59, 59)).fetchall()
    named = [(*row[:4], row[4] and row[4].date()) for row in findings]
    assert Counter(named) == planted(population)
    assert {rule for rule, *_ in named} == set(RULES)


# --- what goes in and comes out -----------------------------------------------------------------


def test_the_sample_has_no_finding():
    source = ott.Files(DATA / "subscriptions.txt", DATA / "transactions.txt")
    case = ott.investigate(NUMBER, source, DATA / "bill.txt", asof=date(2022, 3, 20))
    assert len(case.findings) == 0
    assert case.not_run == {}


@EVERY_ENGINE
def test_findings_come_back_as_what_was_passed_in(engine):
    made = [ENGINES[engine](frame(table, [])) for table in TABLES]
    native = audit(*made, asof=ASOF)
    assert type(native) is type(made[0])
    assert len(native) == 0


def test_findings_in_pandas_have_the_types_of_the_tables():
    made = frame("transactions", [a_charge("2022-02-01 00:04:25", prorated_price=40_000)])
    findings = audit(None, made, None, asof=ASOF)
    assert findings["rule"].tolist() == ["prorate-above-price"]
    kinds = {name: str(kind) for name, kind in findings.dtypes.items()}
    assert kinds == {
        "rule": "string", "indihome_number": "string", "partner_ref": "string", "trx_id": "string",
        "period": "datetime64[us]", "time": "datetime64[us]", "amount": "Int64",
        "expected": "Int64",
    }  # fmt: skip
    assert findings["amount"].tolist() == [40_000]


def test_plain_pandas_types_are_taken():
    made = frame("transactions", [a_charge("2022-02-01 00:04:25", price=1, prorated_price=2)])
    plain = made.astype({"price": "float64", "trx_time": "datetime64[ns]", "trx_id": object})
    assert audit(None, plain, None)["rule"].tolist() == ["prorate-above-price"]


def test_a_column_that_is_not_there_is_missing():
    made = frame("transactions", [a_charge("2022-02-01 00:04:25")]).drop(columns=["prorated_price"])
    assert len(audit(None, made, None)) == 0


def test_nothing_to_audit_is_a_mistake():
    with pytest.raises(TypeError, match="at least one"):
        audit(None, None, None)


@pytest.mark.parametrize(
    ("asof", "judged"),
    [
        (date(2022, 3, 20), datetime(2022, 3, 20, 23, 59, 59)),
        (datetime(2022, 3, 20, 8), datetime(2022, 3, 20, 8)),
        (datetime(2022, 3, 20, 20, tzinfo=UTC), datetime(2022, 3, 21, 3)),
    ],
)
def test_a_day_means_its_end(asof, judged):
    assert judged_at(asof) == judged
    assert judged_at(None) >= now() - timedelta(seconds=5)


# --- settings -----------------------------------------------------------------------------------


def settled(rows, **changed):
    return [
        f.rule
        for f in found("pandas", None, frame("transactions", rows), None, policy=Policy(**changed))
    ]


def test_settings_move_what_is_found():
    pair = [a_charge("2022-01-02 09:21:22"), a_charge("2022-01-30 09:21:22")]
    assert settled(pair) == ["duplicate-charge"]
    assert settled(pair, cycle_slack_days=2) == ["two-renewals-in-month"]
    assert settled(pair, cycle_days=29) == ["two-renewals-in-month"]


@pytest.mark.parametrize(
    ("period", "amount", "vat"),
    [
        (date(2022, 3, 1), 29_000, 2_900),
        (date(2022, 4, 1), 29_000, 3_190),
        (date(2024, 12, 1), 29_000, 3_190),
        (date(2025, 1, 1), 29_000, 3_190),
        (date(2022, 3, 1), 5, 1),  # half a rupiah is rounded up
        (date(2022, 3, 1), 4, 0),
        (date(2022, 3, 1), -5, 0),
    ],
)
def test_the_rate_of_ppn_is_that_of_the_period(period, amount, vat):
    assert Policy().vat_of(amount, period) == vat


# --- the catalogue ------------------------------------------------------------------------------


def test_the_catalogue_says_what_every_rule_is():
    names = [rule.name for rule in CATALOGUE]
    assert len(names) == len(set(names)) == 22
    fields = set(Policy.__dataclass_fields__)
    for rule in CATALOGUE:
        assert set(rule.whole) <= set(rule.needs)
        assert set(rule.settings) <= fields
        assert (rule.contests is not None) <= (rule.severity in ("money", "confirm"))
        for text in (rule.title, rule.explanation, rule.worse):
            assert translator("id")(text) != text


def test_titles_are_the_words_of_the_care_desk():
    indonesian = translator("id")
    assert indonesian(RULES["charge-after-end"].title) == "Dikenakan setelah End Time"
    assert indonesian(RULES["duplicate-charge"].title) == "Diduga ditagih dobel"


def test_a_time_of_a_scenario_is_a_time():
    assert at("2022-01-02 09:21:22") == BEGUN
