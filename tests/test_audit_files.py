"""The audit of files: what is read, what is refused and where, what is written."""

import csv
import gzip
import json
import shutil
from datetime import date, datetime

import duckdb
import pandas as pd
import pytest

from ott_toolkit import cli, practice
from ott_toolkit.errors import OttError, ParseError, QueryError
from ott_toolkit.exports import audit_exports
from ott_toolkit.exports.layouts import BILLS, named
from ott_toolkit.plain import spared
from ott_toolkit.practice.population import write_population
from ott_toolkit.rules import CATALOGUE, FINDINGS

SOURCES = ("subscriptions", "transactions", "bills")
KEY = "rule, indihome_number, partner_ref, trx_id, CAST(period AS DATE) AS period"


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """A thousand customers in Parquet, a hundred in CSV."""
    folder = tmp_path_factory.mktemp("exports")
    write_population(folder / "parquet", 1000)
    write_population(folder / "csv", 100, format="csv")
    return folder


@pytest.fixture
def base():
    with duckdb.connect() as connection:
        yield connection


def exports(folder, form="parquet"):
    return {name: str(folder / form / f"{name}.{form}") for name in SOURCES}


def audited(findings, **sources):
    return audit_exports(str(findings), asof=practice.TODAY, **sources)


def rows(base, path, columns=KEY):
    return sorted(base.sql(f"SELECT {columns} FROM '{path}'").fetchall(), key=repr)


# --- what is found ------------------------------------------------------------------------------


def test_what_was_planted_is_found_and_nothing_else(folder, base, tmp_path):
    done = audited(tmp_path / "findings.parquet", **exports(folder))
    assert rows(base, done.findings) == rows(base, folder / "parquet" / "truth.parquet")
    assert base.sql(f"FROM '{done.findings}'").columns == list(FINDINGS)
    assert sum(tally.findings for tally in done.tallies) == len(rows(base, done.findings))
    assert [tally.rule for tally in done.tallies] == list(CATALOGUE)
    assert done.not_run == {}
    assert done.asof == datetime(2022, 3, 20, 23, 59, 59)


def test_csv_holds_the_same_as_parquet(folder, base, tmp_path):
    done = audited(tmp_path / "findings.csv", **exports(folder, "csv"))
    truth = base.read_csv(str(folder / "csv" / "truth.csv"), all_varchar=True)
    found = base.read_csv(done.findings, all_varchar=True)
    assert found.columns == list(FINDINGS)
    key = "rule, indihome_number, partner_ref, trx_id, period"
    assert sorted(found.project(key).fetchall(), key=repr) == sorted(truth.fetchall(), key=repr)


def test_rupiah_is_what_differs_or_what_was_charged(folder, base, tmp_path):
    done = audited(tmp_path / "findings.parquet", **exports(folder))
    rupiah = {tally.rule.name: tally.rupiah for tally in done.tallies}
    found = base.sql(f"FROM '{done.findings}'").df()
    charged = found.loc[found["rule"] == "charge-after-end", "amount"].abs().sum()
    differing = found[found["rule"] == "billed-amount-differs"]
    assert rupiah["charge-after-end"] == charged > 0
    assert rupiah["billed-amount-differs"] == (
        (differing["amount"] - differing["expected"]).abs().sum()
    )
    assert rupiah["two-renewals-in-month"] is None
    assert rupiah["overlapping-subscriptions"] is None


@pytest.mark.parametrize("absent", SOURCES)
def test_rules_without_their_source_are_not_run(folder, tmp_path, absent):
    sources = exports(folder, "csv") | {absent: None}
    done = audited(tmp_path / "findings.csv", **sources)
    name = "bill" if absent == "bills" else absent
    assert set(done.not_run) == {rule.name for rule in CATALOGUE if name in rule.needs}
    assert {tally.rule.name for tally in done.tallies}.isdisjoint(done.not_run)


def test_many_findings_need_little_memory(folder, base, tmp_path):
    subscriptions = tmp_path / "ended.parquet"
    ended = "TIMESTAMP '2010-01-01' AS start_time, TIMESTAMP '2010-01-02' AS end_time"
    base.sql(
        f"SELECT * REPLACE ({ended}) FROM '{folder}/parquet/subscriptions.parquet'"
    ).write_parquet(str(subscriptions))
    done = audit_exports(
        str(tmp_path / "findings.parquet"),
        subscriptions=str(subscriptions),
        transactions=exports(folder)["transactions"],
        asof=practice.TODAY,
        memory_limit="100MB",
        threads=2,
    )
    charges = base.sql(f"SELECT count(*) FROM '{folder}/parquet/transactions.parquet'").fetchall()
    assert done.tallies[0].findings > 0.9 * charges[0][0]
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith(".")] == []


# --- what is read -------------------------------------------------------------------------------


@pytest.fixture
def few(folder, tmp_path):
    """The bills of a hundred customers, as rows of text, header first, and where to write some."""
    path = folder / "csv" / "bills.csv"
    with path.open(encoding="utf-8", newline="") as text:
        return list(csv.reader(text)), tmp_path / "bills.csv"


def write(path, lines, delimiter=",", encoding="utf-8"):
    with path.open("w", encoding=encoding, newline="") as text:
        csv.writer(text, delimiter=delimiter).writerows(lines)
    return str(path)


def counts(done):
    return {tally.rule.name: tally.findings for tally in done.tallies}


def test_a_file_a_folder_and_a_pattern_are_the_same(folder, tmp_path, few):
    lines, _ = few
    whole = counts(audited(tmp_path / "1.csv", bills=str(folder / "csv" / "bills.csv")))
    assert whole["tax-mismatch"] > 0
    place = tmp_path / "two"
    (place / "deep").mkdir(parents=True)
    write(place / "one.csv", lines[:1000])
    write(place / "deep" / "other.csv", [lines[0], *lines[1000:]])
    (place / "_SUCCESS").touch()
    (place / ".hidden.csv").write_text("x")
    assert counts(audited(tmp_path / "2.csv", bills=str(place))) == whole
    assert counts(audited(tmp_path / "3.csv", bills=str(place / "**" / "*.csv"))) == whole


def test_columns_go_by_their_names(folder, tmp_path, few):
    """In another order, under the dashboard's headers, with others between, as Excel saves it."""
    lines, _ = few
    table = pd.DataFrame(lines[1:], columns=lines[0])
    headers = {"line": "Jenis Layanan", "amount": "Jumlah Tagihan", "period": "Periode"}
    table = table.rename(columns={**headers, "indihome_number": "Nomor Indihome"})
    table.insert(0, "Catatan", '=1+1; "kutip"')
    half = len(table) // 2
    place = tmp_path / "mixed"
    place.mkdir()
    table[:half].iloc[:, ::-1].to_csv(place / "1.csv", sep=";", index=False, encoding="utf-8-sig")
    with gzip.open(place / "2.csv.gz", "wt", newline="") as text:
        table[half:].to_csv(text, sep="\t", index=False)
    whole = counts(audited(tmp_path / "1.csv", bills=str(folder / "csv" / "bills.csv")))
    assert counts(audited(tmp_path / "2.csv", bills=str(place))) == whole


def test_a_canonical_name_goes_before_another_spelling():
    headers = ["indihome_number", "period", "line", "status", "Billed", "amount"]
    assert named(headers, BILLS, "x")["amount"] == "amount"
    assert named(headers, BILLS, "x")["billed"] == "Billed"


def test_leading_zeros_are_kept(tmp_path, few):
    lines, path = few
    zeroed = [["00" + line[0], *line[1:]] for line in lines[1:]]
    done = audited(tmp_path / "f.csv", bills=write(path, [lines[0], *zeroed]))
    with open(done.findings, encoding="utf-8") as text:  # noqa: PTH123
        assert {row["indihome_number"][:5] for row in csv.DictReader(text)} == {"00999"}


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ("CAST(amount AS DOUBLE) AS amount, CAST(billed AS DECIMAL(12, 2)) AS billed", "same"),
        ("strftime(period, '%Y-%m') AS period", "same"),
        ("period + INTERVAL 17 DAY AS period", "same"),
        ("timezone('UTC', period - INTERVAL 7 HOUR) AS period", "same"),
        ("amount + 0.5::DOUBLE AS amount", "cannot be read"),
        ("CAST(indihome_number AS BIGINT) AS indihome_number", "leading zeros"),
        ("[amount] AS amount", "something else"),
    ],
)
def test_parquet_of_other_types(folder, base, tmp_path, change, expected):
    bills = f"{folder}/parquet/bills.parquet"
    path = tmp_path / "bills.parquet"
    base.sql(f"SELECT * REPLACE ({change}) FROM '{bills}'").write_parquet(str(path))
    if expected != "same":
        with pytest.raises(ParseError, match=expected):
            audited(tmp_path / "f.csv", bills=str(path))
        return
    whole = audited(tmp_path / "1.csv", bills=bills)
    assert counts(audited(tmp_path / "2.csv", bills=str(path))) == counts(whole)


@pytest.mark.parametrize(
    ("column", "cell"),
    [
        ("amount", "29.000"),
        ("amount", "29000.5"),
        ("amount", "1e3"),
        ("amount", "Rp 29000"),
        ("period", "Mar 2022"),
        ("period", "2022-13-01"),
        ("indihome_number", "1.215E+11"),
    ],
)
def test_a_cell_that_cannot_be_read_is_told_with_its_line(tmp_path, few, column, cell):
    lines, path = few
    lines[700][lines[0].index(column)] = cell
    with pytest.raises(ParseError) as refused:
        audited(tmp_path / "f.csv", bills=write(path, lines))
    values = refused.value.values
    assert (values["file"], values["line"], values["column"]) == (str(path), 701, column)
    assert cell in values["text"]
    assert sorted(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize("time", ["2022-02-30 00:00:00", "2022-02-01", "2022-02-01 24:00:00"])
def test_a_time_that_cannot_be_is_refused(folder, tmp_path, time):
    frame = pd.read_csv(folder / "csv" / "transactions.csv", dtype=str)
    frame.loc[99, "trx_time"] = time
    frame.to_csv(tmp_path / "t.csv", index=False)
    with pytest.raises(ParseError, match="line 101, trx_time"):
        audited(tmp_path / "f.csv", transactions=str(tmp_path / "t.csv"))


@pytest.mark.parametrize("cell", ["", "-", "NULL", " "])
def test_what_says_that_it_is_missing_is(folder, tmp_path, cell):
    frame = pd.read_csv(folder / "csv" / "transactions.csv", dtype=str, keep_default_na=False)
    frame.loc[:, "prorated_price"] = cell
    frame.to_csv(tmp_path / "t.csv", index=False)
    done = audited(tmp_path / "f.csv", transactions=str(tmp_path / "t.csv"))
    assert counts(done)["prorate-above-price"] == 0


def test_a_row_that_is_cut_off_is_told_with_its_line(tmp_path, few):
    lines, path = few
    write(path, lines[:50])
    path.write_text(path.read_text() + "999000000001,2022-0")
    with pytest.raises(ParseError, match=r"bills\.csv, line 51"):
        audited(tmp_path / "f.csv", bills=str(path))


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("x.csv", b"", "empty"),
        ("x.csv", b"\xff\xfe\x00", "UTF-8"),
        ("x.csv.gz", b"none", "UTF-8"),
        ("x.parquet", b"none at all, though it is long enough", "no Parquet file"),
        ("x.csv", b"indihome_number,period,line\n", "lacks amount, status"),
        ("x.csv", b"indihome_number,period,line,status,amount,Amount\n", "there 2 times"),
    ],
)
def test_a_file_that_is_none_of_its_kind(tmp_path, name, content, said):
    (tmp_path / name).write_bytes(content)
    with pytest.raises(ParseError, match=said):
        audited(tmp_path / "f.csv", bills=str(tmp_path / name))


def test_a_table_without_rows_is_there(tmp_path, few):
    lines, path = few
    done = audited(tmp_path / "f.csv", bills=write(path, lines[:1]))
    assert counts(done) == {"tax-mismatch": 0, "bill-total-mismatch": 0}


# --- what is written ----------------------------------------------------------------------------


def test_findings_are_no_formulas(tmp_path, folder):
    frame = pd.read_csv(folder / "csv" / "subscriptions.csv", dtype=str, keep_default_na=False)
    odd = ["=1+1", " +1", "-1", "@x", "＝1", "\x1b[31m", "a=1", "9"]
    frame = frame.head(len(odd)).assign(partner_ref=odd, status="Inactive", end_time="")
    frame.to_csv(tmp_path / "s.csv", index=False)
    done = audited(tmp_path / "f.csv", subscriptions=str(tmp_path / "s.csv"))
    with open(done.findings, encoding="utf-8") as text:  # noqa: PTH123
        shown = {row["partner_ref"] for row in csv.DictReader(text)}
    assert shown == {spared(text.strip(" ")) for text in odd}


def test_findings_that_are_there_are_replaced_only_where_asked(tmp_path, few):
    lines, path = few
    findings = tmp_path / "f.parquet"
    findings.write_text("before")
    with pytest.raises(QueryError, match="--force"):
        audited(findings, bills=write(path, lines))
    assert findings.read_text() == "before"
    lines[9][0] = "x"
    with pytest.raises(ParseError):
        audited(findings, bills=write(path, lines), force=True)
    assert findings.read_text() == "before"
    lines[9][0] = "999000000001"
    audited(findings, bills=write(path, lines), force=True)
    assert findings.read_bytes()[:4] == b"PAR1"
    assert sorted(tmp_path.iterdir()) == [path, findings]


def test_an_export_is_never_written_over(folder):
    bills = exports(folder)["bills"]
    with pytest.raises(QueryError, match="one of the exports"):
        audited(bills, bills=bills, force=True)


@pytest.mark.parametrize(
    ("findings", "more"),
    [
        ("f.xlsx", {}),
        ("none/f.csv", {}),
        ("f.csv", {"bills": None}),
        ("f.csv", {"bills": "none.csv"}),
        ("f.csv", {"bills": "s3://x/y.parquet"}),
        ("f.csv", {"master": "local"}),
        ("f.csv", {"memory_limit": "much"}),
        ("f.csv", {"memory_limit": "1MB"}),
    ],
)
def test_what_is_asked_wrongly(folder, tmp_path, findings, more):
    asked = {"bills": exports(folder)["bills"], **more}
    with pytest.raises(QueryError):
        audited(tmp_path / findings, **asked)
    assert list(tmp_path.iterdir()) == []


def test_both_kinds_in_one_folder_are_not_counted_twice(folder, tmp_path):
    for form in ("csv", "parquet"):
        shutil.copy(folder / form / f"bills.{form}", tmp_path)
    with pytest.raises(QueryError, match="twice"):
        audited(tmp_path / "f.csv", bills=str(tmp_path))


def test_progress_is_told(folder, tmp_path, monkeypatch):
    monkeypatch.setattr("ott_toolkit.exports.audited._PAUSE", 0.01)
    told = []
    audit_exports(
        str(tmp_path / "f.csv"),
        **exports(folder, "csv"),
        asof=date(2022, 3, 20),
        on_progress=lambda *step: told.append(step),
    )
    assert [step for step, _ in told if step == "audit"]
    assert all(share is None or 0 < share <= 1 for _, share in told)


def test_the_tally_is_headed_as_the_reader_speaks(folder, tmp_path, capsys):
    words = [f"--{name}={path}" for name, path in exports(folder, "csv").items()]
    asked = ["audit", *words, "-o", str(tmp_path / "f.csv"), "--asof", "2022-03-20", "--force"]
    for language, head in (
        ("id", ["Temuan", "Tingkat", "Banyaknya", "Rupiah", "aturan"]),
        ("en", ["Finding", "Severity", "Count", "Rupiah", "rule"]),
    ):
        assert cli.main([*asked, "--language", language]) == 0
        assert capsys.readouterr().out.splitlines()[0].split() == head


# --- Spark, without Spark -----------------------------------------------------------------------


def test_spark_that_is_not_installed_is_told_with_what_installs_it(monkeypatch, folder, tmp_path):
    monkeypatch.setitem(__import__("sys").modules, "pyspark.sql", None)
    with pytest.raises(OttError, match=r"pip install \"ott-toolkit\[spark\]\""):
        audited(tmp_path / "f.csv", **exports(folder), engine="spark")


def test_java_that_is_not_installed_is_told(monkeypatch, folder, tmp_path):
    pytest.importorskip("pyspark")
    monkeypatch.delenv("JAVA_HOME", raising=False)
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(OttError, match="Java 17"):
        audited(tmp_path / "f.csv", **exports(folder), engine="spark")


def test_the_signs_of_formulas_are_all_there():
    import sys
    import unicodedata

    from ott_toolkit.exports.audited import _SIGNS

    letters = map(chr, range(sys.maxunicode))
    signs = {c for c in letters if unicodedata.normalize("NFKC", c) in ("=", "+", "-", "@")}
    assert set(_SIGNS.replace("\\", "")) == signs


def test_json_is_what_programs_read(folder, tmp_path, capsys):
    findings = str(tmp_path / "f.csv")
    words = [f"--{name}={path}" for name, path in exports(folder, "csv").items()]
    assert cli.main(["audit", *words, "-o", findings, "--asof", "2022-03-20", "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert (told["findings"], told["asof"]) == (findings, "2022-03-20T23:59:59")
    assert [rule["rule"] for rule in told["rules"]] == [rule.name for rule in CATALOGUE]
