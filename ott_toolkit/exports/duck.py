"""DuckDB: on this computer, in as much memory as it is given, the rest on the disk."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import duckdb

from ott_toolkit.errors import OttError, ParseError, QueryError
from ott_toolkit.exports.columns import DUCKDB
from ott_toolkit.exports.layouts import Layout, first_line

USUAL_MEMORY = "60%"

_LINE = re.compile(r"CSV Error on Line: (\d+)\n(?:Original Line: (.*)\n)?(.*)")
_FILE = re.compile(r"^\s*file ?= ?(.*)$", re.MULTILINE)


@contextmanager
def connected(
    folder: Path, memory_limit: str | None, threads: int | None
) -> Iterator[duckdb.DuckDBPyConnection]:
    """Open a database in memory that puts what does not fit into `folder`.

    Raises:
        QueryError: There is no such amount of memory.
    """
    with duckdb.connect() as base:
        try:
            base.execute("SET memory_limit = $1", [memory_limit or USUAL_MEMORY])
        except duckdb.Error:
            raise QueryError(
                "{text} is no amount of memory. Write it like 4GB.", text=repr(memory_limit)
            ) from None
        base.execute("SET temp_directory = $1", [str(folder / "spilled")])
        base.execute("SET preserve_insertion_order = false")
        # Whatever DuckDB lacks it would fetch from outside.
        base.execute("SET autoinstall_known_extensions = false")
        base.execute("SET enable_progress_bar = true")
        base.execute("SET enable_progress_bar_print = false")
        if threads:
            base.execute(f"SET threads = {threads:d}")
        yield base


class Duck:
    """The engine of one computer."""

    dialect = DUCKDB

    def __init__(self, base: duckdb.DuckDBPyConnection, folder: Path) -> None:
        self._base = base
        self._folder = folder

    def load(self, layout: Layout) -> duckdb.DuckDBPyRelation:
        """Return the rows of a layout's files; those of a CSV are text."""
        files = ", ".join(map(_text, layout.files))
        if layout.format == "parquet":
            return self._base.sql(f"FROM read_parquet([{files}], hive_partitioning = false)")
        columns = ", ".join(f"{_text(header)}: 'VARCHAR'" for header in layout.headers)
        return self._base.sql(
            f"FROM read_csv([{files}], auto_detect = false, header = true, quote = '\"', "
            f"escape = '\"', delim = {_text(layout.delimiter)}, columns = {{{columns}}})"
        )

    def select(
        self, rows: duckdb.DuckDBPyRelation, expressions: list[str]
    ) -> duckdb.DuckDBPyRelation:
        """Return rows with other columns, in SQL."""
        return rows.project(", ".join(expressions))

    def one(self, rows: duckdb.DuckDBPyRelation, aggregates: list[str]) -> dict[str, Any]:
        """Return the one row that aggregates make, by name."""
        made = rows.aggregate(", ".join(aggregates))
        (row,) = made.fetchall()
        return dict(zip(made.columns, row, strict=True))

    def joined(self, frames: list[duckdb.DuckDBPyRelation]) -> duckdb.DuckDBPyRelation:
        """Return the rows of all frames, by the names of their columns."""
        if len(frames) == 1:
            return frames[0]
        queries = " UNION ALL BY NAME ".join(f"({frame.sql_query()})" for frame in frames)
        return self._base.sql(queries)

    def keep(self, rows: duckdb.DuckDBPyRelation, name: str) -> duckdb.DuckDBPyRelation:
        """Return rows from a Parquet file: they are looked at several times."""
        path = str(self._folder / f"{name}.parquet")
        rows.write_parquet(path, compression="lz4")
        return self._base.read_parquet(path)

    def write(self, findings: duckdb.DuckDBPyRelation, path: str, format: str) -> None:  # noqa: A002
        """Write findings as they come."""
        if format == "csv":
            findings.write_csv(path, header=True)
        else:
            findings.write_parquet(path)

    def written(self, path: str) -> duckdb.DuckDBPyRelation:
        """Return findings that were written as Parquet."""
        return self._base.read_parquet(path)

    def rows(self, frame: duckdb.DuckDBPyRelation) -> list[tuple[Any, ...]]:
        """Return the rows of a small frame."""
        return frame.fetchall()

    def done(self) -> float | None:
        """Return the share of the running query that is done; DuckDB does not know it of many."""
        share = self._base.query_progress() / 100
        return share if share > 0 else None

    def interrupted(self, reason: Exception) -> bool:
        """Whether it is Ctrl+C that DuckDB calls a failure."""
        return isinstance(reason, duckdb.InterruptException | RuntimeError) and (
            "interrupt" in str(reason).lower()
        )

    def told(self, reason: Exception) -> OttError | None:
        """Return what a failure of DuckDB means; `None` if it is not DuckDB's."""
        if not isinstance(reason, duckdb.Error):
            return None
        if isinstance(reason, duckdb.OutOfMemoryException):
            return QueryError(
                "The memory is not enough. Allow more (--memory-limit), or fewer threads at a time "
                "(--threads), or make room on the disk."
            )
        if line := _LINE.search(str(reason)):
            file = _FILE.search(str(reason))
            return ParseError(
                "{file}, line {line}: {reason}",
                file=file[1] if file else "CSV",
                line=line[1],
                reason=line[3],
            )
        return ParseError("DuckDB cannot do it: {reason}", reason=first_line(reason))


def _text(value: str) -> str:
    """Return a text as SQL writes it."""
    return "'" + value.replace("'", "''") + "'"
