"""Letters whole numbers into text and times, and writes the tables, part by part.

DuckDB letters and writes: it needs no Python object a cell. Each part is a file of its own; at the
end the parts of a table become one file, in order.
"""

from __future__ import annotations

from pathlib import Path
from typing import Final

import duckdb
import numpy as np
import pandas as pd

from ott_toolkit.practice.population.bills import LABELS
from ott_toolkit.practice.population.drafts import CHANNELS, STATUSES
from ott_toolkit.practice.population.words import NOTHING, PRODUCTS

FIRST_NUMBER: Final = 999_000_000_000
MEMORY: Final = "1GB"

_ID_PREFIXES = ("stb", "myih", "web", "sms", "cc")

_MACROS = f"""
CREATE MACRO known(x) AS nullif(x, {NOTHING});
CREATE MACRO moment(x) AS make_timestamp(known(x) * 1000000);
CREATE MACRO number(customer) AS CAST({FIRST_NUMBER} + customer AS VARCHAR);
CREATE MACRO first_of(m) AS make_date(known(m) // 12, known(m) % 12 + 1, 1);
CREATE MACRO reference(prefix, form, t, other) AS CASE form
    WHEN 0 THEN concat(prefix, '-', strftime(moment(t), '%Y%m%d%H%M%S'), '-', number(other))
    WHEN 2 THEN concat('PROMO-', prefix, '-', number(other), 'X')
END;
CREATE MACRO charge_id(prefix, customer, trx) AS CASE WHEN known(trx) IS NOT NULL THEN
    concat(prefix, 'upoint', lpad(CAST(customer AS VARCHAR), 12, '0'),
           lpad(CAST(trx AS VARCHAR), 20, '0'))
END;
"""

_REFERENCE = "reference(CAST(prefix AS VARCHAR), ref_form, ref_time, ref_number) AS partner_ref"
_CHARGE_ID = "charge_id(CAST(id_prefix AS VARCHAR), customer, trx) AS trx_id"
_NUMBER = "number(customer) AS indihome_number"

TABLES: Final = {
    "subscriptions": f"""
        {_REFERENCE}, {_NUMBER}, item::VARCHAR AS item, known(price) AS price,
        known(price) AS denom,
        CASE loud WHEN 1 THEN concat(upper(service::VARCHAR), ' ') ELSE service::VARCHAR END
            AS service,
        status::VARCHAR AS status, moment(start_time) AS start_time, moment("end") AS end_time,
        channel::VARCHAR AS channel, moment(last_charge) AS last_charge""",
    "transactions": f"""
        {_NUMBER}, known(price) AS price, known(prorated) AS prorated_price,
        item::VARCHAR AS item, lower(service::VARCHAR) AS service, {_REFERENCE}, {_CHARGE_ID},
        moment("time") AS trx_time""",
    "bills": f"""
        {_NUMBER}, first_of("month") AS period, bill::VARCHAR AS bill, line::VARCHAR AS line,
        known(amount) AS amount, CASE paid WHEN 1 THEN 'Lunas' ELSE 'Belum Lunas' END AS status,
        known(billed) AS billed""",
    "truth": f"""
        rule::VARCHAR AS rule, {_NUMBER}, {_REFERENCE}, {_CHARGE_ID},
        first_of("month") AS period""",
}

# What a place in a column of whole numbers stands for; -1 is missing.
_WORDS = {
    "item": ("item", [product.item for product in PRODUCTS]),
    "service": ("service", [product.service for product in PRODUCTS]),
    "prefix": ("product", [product.prefix for product in PRODUCTS]),
    "status": ("status", list(STATUSES)),
    "channel": ("channel", list(CHANNELS)),
    "id_prefix": ("channel", list(_ID_PREFIXES)),
    "line": ("line", list(LABELS)),
}


class Parts:
    """The tables while they are being written, in a folder of their own."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._count = 0
        self._rows = dict.fromkeys(TABLES, 0)
        self._base = duckdb.connect(
            config={"memory_limit": MEMORY, "temp_directory": str(folder / "spilled")}
        )
        self._base.execute("SET enable_progress_bar = false")
        self._base.execute(_MACROS)

    def write(self, **tables: pd.DataFrame) -> None:
        """Write a part of each table; it follows the parts before."""
        for name, frame in tables.items():
            self._base.register("rows", _worded(frame))
            part = self._folder / f"{name}-{self._count:06d}.parquet"
            self._base.execute(f"COPY (SELECT {TABLES[name]} FROM rows) TO '{_quoted(part)}'")  # noqa: S608 - quoted
            self._base.unregister("rows")
            self._rows[name] += len(frame)
        self._count += 1

    def join(self, folder: Path, form: str) -> dict[str, int]:
        """Make one file of the parts of each table; return how many rows it has."""
        for name in TABLES:
            parts = _quoted(self._folder / f"{name}-*.parquet")
            whole = _quoted(folder / f"{name}.{form}")
            self._base.execute(f"COPY (SELECT * FROM '{parts}') TO '{whole}' (FORMAT {form})")  # noqa: S608 - quoted
        return self._rows

    def close(self) -> None:
        """Close the database that wrote them."""
        self._base.close()


def _worded(frame: pd.DataFrame) -> pd.DataFrame:
    """The frame with words instead of places, as categories: DuckDB takes them as they are."""
    words = {}
    for name, (column, known) in _WORDS.items():
        if column in frame:
            codes, distinct = pd.factorize(pd.Index(known))
            places = frame[column].to_numpy().astype(np.int64)
            words[name] = pd.Categorical.from_codes(np.append(codes, -1)[places], distinct)
    return frame.assign(**words)


def _quoted(path: Path) -> str:
    """A path inside an SQL text."""
    return str(path).replace("'", "''")
