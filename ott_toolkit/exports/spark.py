"""Spark: on as many computers as there are. Needs the extra `spark` and Java 17."""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from functools import reduce
from typing import TYPE_CHECKING, Any

from ott_toolkit.errors import OttError, QueryError
from ott_toolkit.exports.columns import SPARK
from ott_toolkit.exports.layouts import Kept, Layout, Schema, first_line, laid_out
from ott_toolkit.schema import Table

if TYPE_CHECKING:
    from pyspark.sql import DataFrame, SparkSession

USUAL_MASTER = "local[*]"
_NEEDS = 'pip install "ott-toolkit[spark]"'
_KEPT: dict[str, Kept] = {
    "string": "text", "tinyint": "whole", "smallint": "whole", "int": "whole", "bigint": "whole",
    "float": "fraction", "double": "fraction", "decimal": "fraction",
    "date": "time", "timestamp_ntz": "time", "timestamp": "instant",
}  # fmt: skip


@contextmanager
def session(
    master: str | None = None, memory: str | None = None, threads: int | None = None, **more: str
) -> Iterator[SparkSession]:
    """Start Spark, or take the session that runs; one that was started here ends here.

    Args:
        master: Where it runs; `local[*]` by default.
        memory: Of the program that leads, like `4GB`.
        threads: On this computer, instead of a master.
        **more: Settings of Spark, their dots as underlines.

    Raises:
        QueryError: Both a master and threads.
        OttError: Spark or Java is not installed.
    """
    if master and threads:
        raise QueryError("The master says how many threads, like local[4]: leave --threads out.")
    spark = _installed()
    running = spark.getActiveSession()
    if running is not None:
        yield running
        return
    if not (os.environ.get("JAVA_HOME") or shutil.which("java")):
        raise OttError("Spark needs Java 17 or newer, and there is no `java` here.")
    chosen = master or (f"local[{threads}]" if threads else USUAL_MASTER)
    builder = spark.builder.master(chosen).appName("ott")
    for name, value in _settings(chosen, memory, more).items():
        builder = builder.config(name, value) if value else builder
    started = _started(builder)
    try:
        yield started
    finally:
        started.stop()


def _installed() -> type[SparkSession]:
    """Return Spark's way in.

    Raises:
        OttError: Spark is not installed.
    """
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of pandas, which is not used here
        try:
            from pyspark.sql import SparkSession
        except ImportError:
            raise OttError("Spark is not installed: {command}.", command=_NEEDS) from None
    return SparkSession


def _settings(master: str, memory: str | None, more: dict[str, str]) -> dict[str, str | None]:
    """Return Spark's settings; what is `None` stays as Spark has it."""
    settings = {
        "spark.driver.memory": (memory or "").lower().removesuffix("b") or None,
        "spark.log.level": "OFF",
        "spark.sql.csv.parser.columnPruning.enabled": "false",  # or rows too short are let pass
        "spark.ui.enabled": "false",
        "spark.ui.showConsoleProgress": "false",
    } | {name.replace("_", "."): value for name, value in more.items()}
    if master.startswith("local"):
        settings |= {"spark.driver.host": "127.0.0.1", "spark.driver.bindAddress": "127.0.0.1"}
    return settings


def _started(builder: Any) -> SparkSession:
    """Start Spark without the lines that Java writes as it begins."""
    with _hushed() as heard:
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                running: SparkSession = builder.getOrCreate()
        except Exception as reason:  # noqa: BLE001 - whatever Java, py4j or Spark call it
            said = heard() or [first_line(reason)]
            raise OttError(
                "Spark cannot be started. It needs Java 17 or newer. It says: {reason}",
                reason=said[-1],
            ) from None
        return running


@contextmanager
def _hushed() -> Iterator[Any]:
    """Keep from the terminal what programs that are started now write to standard error."""
    with tempfile.TemporaryFile() as kept:
        sys.stderr.flush()
        terminal = os.dup(2)
        os.dup2(kept.fileno(), 2)

        def heard() -> list[str]:
            kept.seek(0)
            return [line for line in kept.read().decode(errors="replace").splitlines() if line]

        try:
            yield heard
        finally:
            os.dup2(terminal, 2)
            os.close(terminal)


class Spark:
    """The engine of many computers."""

    dialect = SPARK

    def __init__(self, running: SparkSession) -> None:
        self._spark = running
        self._check_time_zone()

    def _check_time_zone(self) -> None:
        """Refuse a session that would read the times of the rules in another zone than Python."""
        from pyspark.sql import functions

        noon = datetime(2022, 3, 20, 12)  # noqa: DTZ001 - the question is which zone it is taken in
        told = functions.lit(noon).cast("timestamp_ntz").alias("told")
        if self._spark.range(1).select(told).collect() != [(noon,)]:
            raise QueryError(
                "This Spark session has another time zone than the computer: leave "
                "spark.sql.session.timeZone as it is."
            )

    def layout(self, address: str, table: Table) -> Layout:
        """Return the layout of Parquet at an address that only Spark can reach."""
        rows = self._spark.read.parquet(address)
        schema: Schema = tuple(
            (header, _KEPT.get(kind.partition("(")[0], "other")) for header, kind in rows.dtypes
        )
        return laid_out([address], "parquet", schema, table)

    def load(self, layout: Layout) -> DataFrame:
        """Return the rows of a layout's files; those of a CSV are text."""
        reader = self._spark.read.option("recursiveFileLookup", "true")
        if layout.format == "parquet":
            return reader.parquet(*layout.files)
        names = ", ".join(f"{SPARK.name(header)} STRING" for header in layout.headers)
        settings = {"header": "true", "sep": layout.delimiter, "escape": '"', "mode": "FAILFAST"}
        return reader.schema(names).options(**settings).csv(list(layout.files))

    def select(self, rows: DataFrame, expressions: list[str]) -> DataFrame:
        """Return rows with other columns, in SQL."""
        return rows.selectExpr(*expressions)

    def one(self, rows: DataFrame, aggregates: list[str]) -> dict[str, Any]:
        """Return the one row that aggregates make, by name."""
        (made,) = rows.selectExpr(*aggregates).collect()
        return made.asDict()

    def joined(self, frames: list[DataFrame]) -> DataFrame:
        """Return the rows of all frames, by the names of their columns."""
        return reduce(lambda one, other: one.unionByName(other, allowMissingColumns=True), frames)

    def keep(self, rows: DataFrame, name: str) -> DataFrame:
        """Return the rows: Spark reads them anew."""
        return rows

    def write(self, findings: DataFrame, path: str, format: str) -> None:  # noqa: A002
        """Write findings as a folder of files."""
        if format == "csv":
            settings = {"header": "true", "escape": '"', "emptyValue": "", _FORMAT: _TIME}
            findings.write.options(**settings).csv(path)
        else:
            findings.write.parquet(path)

    def written(self, path: str) -> DataFrame:
        """Return findings that were written as Parquet."""
        return self._spark.read.parquet(path)

    def rows(self, frame: DataFrame) -> list[tuple[Any, ...]]:
        """Return the rows of a small frame."""
        return [tuple(row) for row in frame.collect()]

    def done(self) -> float | None:
        """Return nothing: Spark plans as it goes."""
        return None

    def interrupted(self, reason: Exception) -> bool:
        """Never: Python sees Ctrl+C itself."""
        return False

    def told(self, reason: Exception) -> OttError | None:
        """Return what a failure of Spark means; `None` if it is not Spark's."""
        if not type(reason).__module__.startswith(("pyspark", "py4j")):
            return None
        return OttError("Spark cannot do it: {reason}", reason=first_line(reason))


_FORMAT, _TIME = "timestampNTZFormat", "yyyy-MM-dd HH:mm:ss"
