"""One population on pandas, Polars, DuckDB and Spark: what was planted, and nothing else."""

import os
import shutil
import warnings

import duckdb
import polars as pl
import pytest

from ott_toolkit import practice
from ott_toolkit.errors import OttError, ParseError, QueryError
from ott_toolkit.exports import audit_exports
from ott_toolkit.exports.spark import Spark, session
from ott_toolkit.practice.population import write_population
from ott_toolkit.rules import audit

SOURCES = ("subscriptions", "transactions", "bills")
KEY = ["rule", "indihome_number", "partner_ref", "trx_id", "period"]


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    folder = tmp_path_factory.mktemp("population")
    write_population(folder, 1000)
    return folder


@pytest.fixture(scope="module")
def truth(folder):
    return keys(f"{folder}/truth.parquet")


@pytest.fixture(scope="module")
def spark():
    """One session; without Java the tests are skipped, or fail where Java is required."""
    if not shutil.which("java"):
        reason = "no Java found: Spark needs Java 17 or newer"
        if os.environ.get("OTT_REQUIRE_JAVA"):
            pytest.fail(reason)
        pytest.skip(reason)
    # A plan of hundreds of steps over few rows: to compile and to adapt it takes longest.
    small = {
        "spark_sql_shuffle_partitions": "1",
        "spark_sql_codegen_wholeStage": "false",
        "spark_sql_codegen_factoryMode": "NO_CODEGEN",
        "spark_driver_extraJavaOptions": "-XX:TieredStopAtLevel=1",
        "spark_sql_adaptive_enabled": "false",
    }
    with session("local[2]", **small) as running, warnings.catch_warnings():
        warnings.simplefilter("ignore")  # what Spark and py4j leave open
        yield running


def keys(path):
    """The findings in a Parquet file, or in several, as rows of the truth's columns."""
    chosen = ", ".join(KEY[:-1])
    with duckdb.connect() as base:
        found = base.sql(f"SELECT {chosen}, CAST(period AS DATE) FROM '{path}'").fetchall()
    return sorted(found, key=repr)


def in_pandas(folder):
    with duckdb.connect() as base:
        return [base.read_parquet(f"{folder}/{name}.parquet").df() for name in SOURCES]


def test_on_pandas(folder, truth):
    found = audit(*in_pandas(folder), asof=practice.TODAY)[KEY]
    found["period"] = found["period"].dt.date
    rows = found.astype(object).where(found.notna(), None).itertuples(index=False, name=None)
    assert sorted(rows, key=repr) == truth


def test_on_polars(folder, truth):
    frames = [pl.read_parquet(folder / f"{name}.parquet") for name in SOURCES]
    found = audit(*frames, asof=practice.TODAY).select(KEY)
    assert sorted(found.with_columns(pl.col("period").cast(pl.Date)).rows(), key=repr) == truth


def test_on_duckdb(folder, truth, tmp_path):
    exports = {name: f"{folder}/{name}.parquet" for name in SOURCES}
    done = audit_exports(str(tmp_path / "findings.parquet"), **exports, asof=practice.TODAY)
    assert keys(done.findings) == truth


def test_on_spark(spark, folder, truth, tmp_path):
    exports = {name: f"{folder}/{name}.parquet" for name in SOURCES}
    findings = str(tmp_path / "findings.parquet")
    done = audit_exports(findings, **exports, asof=practice.TODAY, engine="spark")
    assert keys(f"{findings}/*.parquet") == truth
    assert sum(tally.findings for tally in done.tallies) == len(truth)
    assert list(tmp_path.iterdir()) == [tmp_path / "findings.parquet"]


def test_spark_reads_csv_and_writes_csv_as_duckdb_does(spark, folder, tmp_path):
    with duckdb.connect() as base:
        odd = "replace(partner_ref, 'molact', '=molact') AS partner_ref"
        rows = base.sql(f"SELECT * REPLACE ({odd}) FROM '{folder}/subscriptions.parquet'")
        rows.write_csv(str(tmp_path / "subscriptions.csv"), sep=";")
    for engine in ("duckdb", "spark"):
        audit_exports(
            str(tmp_path / f"{engine}.csv"),
            subscriptions=str(tmp_path / "subscriptions.csv"),
            asof=practice.TODAY,
            engine=engine,
        )
    written = [
        sorted(line for path in paths for line in path.read_text().splitlines()[1:])
        for paths in ([tmp_path / "duckdb.csv"], (tmp_path / "spark.csv").glob("*.csv"))
    ]
    assert written[0] == written[1]
    assert any("'=molact" in line for line in written[0])


def test_instants_are_told_in_wib_on_both(spark, tmp_path):
    """As Spark keeps times: INT96 by default, instants where it is told so."""
    for kept in ("INT96", "TIMESTAMP_MICROS"):
        spark.conf.set("spark.sql.parquet.outputTimestampType", kept)
        at_end = "timestamp'2022-01-01 00:04:25+07:00'"
        spark.sql(
            "SELECT '999000000001' indihome_number, 'x' partner_ref, 'x' item, 1L price, "
            f"'x' service, 'Active' status, {at_end} start_time, {at_end} end_time, "
            f"{at_end} last_charge"
        ).write.parquet(str(tmp_path / kept))
        for engine in ("duckdb", "spark"):
            path = str(tmp_path / f"{kept}-{engine}.parquet")
            audit_exports(path, subscriptions=str(tmp_path / kept), engine=engine)
            place = path if engine == "duckdb" else f"{path}/*.parquet"
            with duckdb.connect() as base:
                (time,) = base.sql(f"SELECT time FROM '{place}'").fetchall()
            assert str(time[0]) == "2022-01-01 00:04:25"


def test_what_cannot_be_read_is_told_alike(spark, tmp_path):
    path = tmp_path / "bills.csv"
    path.write_text(
        "indihome_number,period,line,amount,status\n999000000001,2022-03-01,x,29.000,\n"
    )
    for engine in ("duckdb", "spark"):
        with pytest.raises(ParseError, match=r"bills\.csv, line 2, amount: '29\.000'"):
            audit_exports(str(tmp_path / "f.csv"), bills=str(path), engine=engine)


def test_a_row_that_is_cut_off_is_no_row(spark, tmp_path):
    path = tmp_path / "bills.csv"
    path.write_text("indihome_number,period,line,amount,status\n999000000001,2022-0\n")
    with pytest.raises(OttError, match="Spark cannot do it"):
        audit_exports(str(tmp_path / "f.csv"), bills=str(path), engine="spark")


def test_a_session_of_another_time_zone_is_refused(spark):
    usual = spark.conf.get("spark.sql.session.timeZone")
    spark.conf.set("spark.sql.session.timeZone", "Pacific/Kiritimati")
    try:
        with pytest.raises(QueryError, match="time zone"):
            Spark(spark)
    finally:
        spark.conf.set("spark.sql.session.timeZone", usual)
