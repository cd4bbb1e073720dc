"""What lies in the files of an export: which of their columns is which, and how it is kept.

Files may differ in the order and the types of their columns; those that agree are one layout. Both
engines read layouts, so that what is refused does not depend on the engine.
"""

from __future__ import annotations

import csv
import glob
import gzip
import io
import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal

import duckdb

from ott_toolkit.errors import ParseError, QueryError
from ott_toolkit.schema import (
    BILL_LINES,
    BILL_PERIODS,
    SUBSCRIPTIONS,
    TRANSACTIONS,
    Column,
    Table,
    header_key,
)

Kept = Literal["text", "whole", "fraction", "time", "instant", "old instant", "other"]
"""How a column is kept. An `instant` knows its zone; an `old instant` (INT96) is one in UTC without
saying so, as Spark and Hive write it."""

Schema = tuple[tuple[str, Kept], ...]
"""The headers of a file in their order, and how each column is kept."""

BILLS = Table(
    "bills",
    BILL_LINES.title,
    (
        SUBSCRIPTIONS["indihome_number"],
        BILL_PERIODS["period"],
        Column("bill", "bill", "text", "Which of several bills of a period.", required=False),
        BILL_LINES["line"],
        BILL_LINES["amount"],
        BILL_LINES["status"],
        replace(BILL_PERIODS["billed"], header="billed", aliases=(), required=False),
    ),
)
"""The lines of all bills, one under the other; `billed` is the total of the line's bill."""
SOURCES = {"subscriptions": SUBSCRIPTIONS, "transactions": TRANSACTIONS, "bill": BILLS}
"""What the rules call a source → the table that an export of it holds."""

_ENDINGS = {".parquet": "parquet", ".csv": "csv", ".csv.gz": "csv"}
_DELIMITERS = ",;\t"


@dataclass(frozen=True)
class Layout:
    """Files that are alike.

    Attributes:
        files: Where they are: paths, or the address of a folder.
        format: `parquet` or `csv`.
        columns: Canonical name → the header that it has there, and how it is kept.
        headers: Every header, in order.
        delimiter: What stands between the cells of a CSV.
    """

    files: tuple[str, ...]
    format: str
    columns: dict[str, tuple[str, Kept]]
    headers: tuple[str, ...]
    delimiter: str


def layouts(source: str, table: Table) -> list[Layout]:
    """Return the layouts of the files of a source: a file, a folder, or a pattern of names.

    Raises:
        QueryError: There is no such file, or one that is neither Parquet nor CSV.
        ParseError: A file is none of its kind, lacks a column, or has it twice.
    """
    alike: dict[tuple[str, Schema, str], list[str]] = defaultdict(list)
    with duckdb.connect() as base:
        for path in _files(source):
            if _format(path) == "csv":
                headers, delimiter = _header(path)
                alike["csv", tuple((header, "text") for header in headers), delimiter] += [
                    str(path)
                ]
            else:
                alike["parquet", _schema(base, path), ""] += [str(path)]
    return [
        laid_out(files, form, schema, table, delimiter)
        for (form, schema, delimiter), files in alike.items()
    ]


def laid_out(
    files: Sequence[str], form: str, schema: Schema, table: Table, delimiter: str = ""
) -> Layout:
    """Return the layout of files that have one schema, as far as it is of `table`."""
    headers, kept = tuple(header for header, _ in schema), dict(schema)
    columns = {
        name: (header, kept[header]) for name, header in named(headers, table, files[0]).items()
    }
    return Layout(tuple(files), form, columns, headers, delimiter)


def named(headers: Sequence[str], table: Table, file: str) -> dict[str, str]:
    """Return canonical name → header, of the columns of `table` that are there.

    A canonical name goes before any other spelling; columns that are not of the table are ignored.

    Raises:
        ParseError: A column is missing, or there twice.
    """
    canonical = {header_key(column.name) for column in table.columns}
    found = {}
    missing = []
    for column in table.columns:
        own = [header for header in headers if header_key(header) == header_key(column.name)]
        others = [h for h in headers if header_key(h) in column.keys - canonical]
        candidates = own or others
        if len(candidates) > 1:
            raise ParseError(
                "{file}: {column} is there {count} times: {found}.",
                file=file,
                column=column.name,
                count=len(candidates),
                found=", ".join(candidates),
            )
        if candidates:
            found[column.name] = candidates[0]
        elif column.required:
            missing.append(column.name)
    if missing:
        raise ParseError(
            "{file} lacks {missing}. Columns found: {found}.",
            file=file,
            missing=", ".join(missing),
            found=", ".join(headers) or "–",
        )
    return found


def line_of(layout: Layout, header: str, value: str) -> tuple[str, int] | None:
    """Return the CSV file and the line in which a column first has a value; else `None`."""
    if layout.format != "csv":
        return None
    place = layout.headers.index(header)
    for file in layout.files:
        with _opened(Path(file)) as text:
            rows = csv.reader(text, delimiter=layout.delimiter)
            for row in rows:
                if place < len(row) and row[place].strip() == value:
                    return file, rows.line_num
    return None


def _files(source: str) -> list[Path]:
    place = Path(source)
    if place.is_dir():
        found: Iterable[Path] = (
            path for path in place.rglob("*")
            if _format(path) and not _hidden(path.relative_to(place))
        )  # fmt: skip
    else:
        found = [place] if place.is_file() else map(Path, glob.glob(source, recursive=True))  # noqa: PTH207 - the pattern may be absolute
    files = sorted(path for path in found if path.is_file())
    if not files and place.is_dir():
        raise QueryError("There is no Parquet and no CSV in {source}.", source=source)
    if not files:
        raise QueryError("There is no {source}.", source=source)
    if other := [path for path in files if not _format(path)]:
        raise QueryError(
            "{file} is neither .parquet nor .csv. Save it as one of them.", file=other[0]
        )
    if len({_format(path) for path in files}) > 1:
        raise QueryError(
            "{source} holds Parquet and CSV: the same rows may be there twice. Name the files of "
            "one kind, like {pattern}.",
            source=source,
            pattern=f"{source}/*.parquet",
        )
    return files


def _hidden(path: Path) -> bool:
    """Whether a file is the business of whoever wrote the folder, as Spark's are."""
    return any(part.startswith((".", "_")) for part in path.parts)


def _format(path: Path) -> str | None:
    name = path.name.lower()
    return next((form for ending, form in _ENDINGS.items() if name.endswith(ending)), None)


def _opened(path: Path) -> io.TextIOWrapper:
    packed = path.name.lower().endswith(".gz")
    opened = gzip.open(path) if packed else path.open("rb")  # noqa: SIM115 - the text closes it
    return io.TextIOWrapper(opened, encoding="utf-8-sig", newline="")


def _header(path: Path) -> tuple[tuple[str, ...], str]:
    """Return the headers of a CSV, and what stands between them."""
    try:
        with _opened(path) as text:
            first = text.readline()
    except (UnicodeDecodeError, gzip.BadGzipFile) as reason:
        raise ParseError(
            "{file} is not a CSV in UTF-8. Save it as «CSV UTF-8».", file=path
        ) from reason
    if not first.strip():
        raise ParseError("{file} is empty: not even headers are there.", file=path)
    delimiter = max(_DELIMITERS, key=first.count)
    headers = next(csv.reader([first], delimiter=delimiter))
    return tuple(header.strip() for header in headers), delimiter


def _schema(base: duckdb.DuckDBPyConnection, path: Path) -> Schema:
    """Return the headers of a Parquet file, and how each column is kept."""
    try:
        rows = base.read_parquet(str(path), hive_partitioning=False)
        old = base.execute(
            "SELECT name FROM parquet_schema(?) WHERE type = 'INT96'", [str(path)]
        ).fetchall()
    except duckdb.Error as reason:
        raise ParseError(
            "{file} is no Parquet file: {reason}", file=path, reason=first_line(reason)
        ) from reason
    return tuple(
        (name, "old instant" if (name,) in old else _kept(str(kind)))
        for name, kind in zip(rows.columns, rows.types, strict=True)
    )


def _kept(kind: str) -> Kept:
    """Return how a column of a type of DuckDB's is kept."""
    shapes: dict[str, Kept] = {
        r"VARCHAR|ENUM.*": "text",
        r"U?(TINY|SMALL|BIG|HUGE)?INT|U?INTEGER": "whole",
        r"FLOAT|DOUBLE|DECIMAL.*": "fraction",
        r"DATE|TIMESTAMP(_S|_MS|_NS)?": "time",
        r"TIMESTAMP(_NS)? WITH TIME ZONE": "instant",
    }
    return next((kept for shape, kept in shapes.items() if re.fullmatch(shape, kind)), "other")


def first_line(reason: Exception) -> str:
    """Return what an engine says in its first line, without the name of its error."""
    text = str(reason).strip()
    return text.splitlines()[0].split("Error: ", 1)[-1] if text else type(reason).__name__
