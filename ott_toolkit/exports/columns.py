"""From what a file keeps to what the rules reckon with, in words of SQL that both engines know.

Text is read as strictly as on a page: an amount in whole rupiah, with or without «.00», a time to
the second, a month. What cannot be read is looked for before anything is audited.
"""

from __future__ import annotations

from typing import NamedTuple

from ott_toolkit.amounts import MISSING
from ott_toolkit.errors import ParseError
from ott_toolkit.exports.layouts import Kept, Layout, line_of
from ott_toolkit.schema import Kind, Table

_SHAPES = {
    "amount": "-?[0-9]{1,15}([.]00?)?",  # 29.000 may be twenty-nine thousand: it is refused
    "month": "[0-9]{4}-[0-9]{2}(-01)?( 00:00:00)?",
    "number": "[0-9]{6,20}",
    "text": ".*",
    "time": "[0-9]{4}-[0-9]{2}-[0-9]{2}[ T]([01][0-9]|2[0-3])(:[0-5][0-9]){2}([.][0-9]{1,6})?",
}


class Dialect(NamedTuple):
    """What the engines call differently."""

    text: str
    whole: str
    time: str
    matches: str
    quote: str
    instant: str
    old_instant: str

    def name(self, column: str) -> str:
        """Return a column's name as SQL writes it."""
        return f"{self.quote}{column.replace(self.quote, self.quote * 2)}{self.quote}"


# In Spark the session's time zone stays that of the computer, by which it reads Python's times, so
# an instant is counted from 1970: WIB is 7 hours ahead, all year.
_SINCE_1970 = (
    "timestampadd(MICROSECOND, unix_micros({column}) + 25200000000, "
    "TIMESTAMP_NTZ '1970-01-01 00:00:00')"
)
_IN_WIB = "timezone('Asia/Jakarta', {column})"

DUCKDB = Dialect(
    text="VARCHAR",
    whole="BIGINT",
    time="TIMESTAMP",
    matches="regexp_matches",
    quote='"',
    instant=_IN_WIB,
    old_instant=_IN_WIB.format(column="timezone('UTC', {column})"),
)
SPARK = Dialect(
    text="STRING",
    whole="BIGINT",
    time="TIMESTAMP_NTZ",
    matches="regexp_like",
    quote="`",
    instant=_SINCE_1970,
    old_instant=_SINCE_1970,
)


class Read(NamedTuple):
    """A column: its value, and, where it has to be looked at, the text that cannot be read."""

    value: str
    unreadable: str | None = None


def read(layout: Layout, table: Table, dialect: Dialect) -> dict[str, Read]:
    """Return canonical name → how its column is read, in SQL.

    Raises:
        ParseError: A column is of a type that has lost what it should say.
    """
    kinds = {column.name: column.kind for column in table.columns}
    return {name: _read(layout, name, kinds[name], dialect) for name in layout.columns}


def selected(columns: dict[str, Read], dialect: Dialect) -> list[str]:
    """Return what a SELECT names to have the columns typed."""
    return [f"{read.value} AS {dialect.name(name)}" for name, read in columns.items()]


def unreadable(columns: dict[str, Read], dialect: Dialect) -> list[str]:
    """Return what a SELECT names to have, of each column, a text that cannot be read."""
    return [
        f"min({read.unreadable}) AS {dialect.name(name)}"
        for name, read in columns.items()
        if read.unreadable
    ]


def refuse(layout: Layout, name: str, kind: Kind, text: str) -> ParseError:
    """Return the error that says where a text stands that cannot be read."""
    place = line_of(layout, layout.columns[name][0], text)
    expected = {
        "amount": "29000",
        "month": "2022-03-01",
        "number": "121500000017",
        "time": "2022-02-01 00:04:25",
    }[kind]
    if place is None:
        return ParseError(
            "{file}, {column}: {text} cannot be read. Write it like {expected}.",
            file=layout.files[0],
            column=name,
            text=repr(text),
            expected=expected,
        )
    return ParseError(
        "{file}, line {line}, {column}: {text} cannot be read. Write it like {expected}.",
        file=place[0],
        line=place[1],
        column=name,
        text=repr(text),
        expected=expected,
    )


def _read(layout: Layout, name: str, kind: Kind, dialect: Dialect) -> Read:
    header, kept = layout.columns[name]
    column = dialect.name(header)
    if kind in ("text", "number"):
        if kept != "text":
            raise ParseError(
                "{file}: {column} is kept as numbers, which lose leading zeros. Save it as text.",
                file=layout.files[0],
                column=name,
            )
        if layout.format == "parquet":
            return Read(f"CAST({column} AS {dialect.text})")
        return _of_text(_shown(column), kind, dialect)
    if kept == "text":
        return _of_text(_shown(f"CAST({column} AS {dialect.text})"), kind, dialect)
    if kind == "amount" and kept == "whole":
        return Read(f"CAST({column} AS {dialect.whole})")
    if kind == "amount" and kept == "fraction":
        exact = f"CAST({column} AS DECIMAL(20, 2))"
        return _of_text(f"CAST({exact} AS {dialect.text})", kind, dialect)
    if kind != "amount" and kept in ("time", "instant", "old instant"):
        return Read(_of_time(column, kind, kept, dialect))
    raise ParseError(
        "{file}: {column} is kept as something else than it says. Save it as in the practice data "
        "(ott practice-data).",
        file=layout.files[0],
        column=name,
    )


def _of_time(column: str, kind: Kind, kept: Kept, dialect: Dialect) -> str:
    """Return a time in WIB."""
    if kept != "time":
        told = dialect.instant if kept == "instant" else dialect.old_instant
        column = told.format(column=column)
    time = f"CAST({column} AS {dialect.time})"
    if kind == "time":
        return time
    return f"CAST(make_date(year({time}), month({time}), 1) AS {dialect.time})"


def _shown(column: str) -> str:
    """Return a text without outer spaces; missing where it says that it is."""
    missing = ", ".join(f"'{word}'" for word in sorted(MISSING))
    return f"CASE WHEN lower(trim({column})) NOT IN ({missing}) THEN trim({column}) END"


def _of_text(text: str, kind: Kind, dialect: Dialect) -> Read:
    if kind == "text":
        return Read(text)
    fits = f"{dialect.matches}({text}, '^({_SHAPES[kind]})$')"
    value = f"CASE WHEN {fits} THEN {_value(text, kind, dialect)} END"
    return Read(value, f"CASE WHEN {text} IS NOT NULL AND {value} IS NULL THEN {text} END")


def _value(text: str, kind: Kind, dialect: Dialect) -> str:
    if kind == "amount":
        return f"TRY_CAST(split_part({text}, '.', 1) AS {dialect.whole})"
    if kind == "month":
        first = f"TRY_CAST(concat(substr({text}, 1, 7), '-01') AS DATE)"
        return f"CAST({first} AS {dialect.time})"
    if kind == "time":
        return f"TRY_CAST({text} AS {dialect.time})"
    return text
