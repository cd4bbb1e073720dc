"""A table in a notebook: every cell as text, and a row that fits a small screen."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import escape

_CELL = "border:1px solid #c9d3db;text-align:left;vertical-align:top"
_WIDE = 9
"""Columns beyond which letters are smaller: Subscriptions has eleven."""
_VALUE = 20
"""Letters of what stays on one line: a time, a customer's number."""


@dataclass(frozen=True)
class Shown:
    """A piece of HTML that a notebook shows as it is."""

    html: str

    def _repr_html_(self) -> str:
        return self.html


def table(headers: Sequence[str], cells: Iterable[Sequence[str]]) -> Shown:
    """Return a table; every cell is shown as text."""
    wide = len(headers) > _WIDE
    size, space = ("11px", "3px 4px") if wide else ("12px", "3px 6px")
    breadth = 150 if wide else 190  # what remains of 1366 pixels for a reference and a trx_id
    lines = "".join(f"<tr>{_line('td', one, space, breadth)}</tr>" for one in cells)
    head = f"<thead><tr>{_line('th', headers, space, breadth)}</tr></thead>"
    return Shown(
        f'<div style="overflow-x:auto"><table style="border-collapse:collapse;font-size:{size}">'
        f"{head}<tbody>{lines}</tbody></table></div>"
    )


def _line(kind: str, cells: Iterable[str], space: str, breadth: int) -> str:
    return "".join(
        f'<{kind} style="{_look(kind, one, breadth)};padding:{space}">{_breakable(one)}</{kind}>'
        for one in cells
    )


def _look(kind: str, cell: str, breadth: int) -> str:
    """Keep a value and a word on its line; what is longer may break: a row needs no scrolling."""
    if len(cell) <= _VALUE and (kind == "td" or " " not in cell):
        return f"{_CELL};white-space:nowrap"
    return _CELL if " " in cell else f"{_CELL};max-width:{breadth}px;overflow-wrap:anywhere"


def _breakable(cell: str) -> str:
    """Escape a cell; a reference or an item breaks at its dots and hyphens first."""
    breaks = len(cell) > _VALUE and " " not in cell
    return re.sub(r"([.-])(?=\w)", r"\1<wbr>", escape(cell)) if breaks else escape(cell)
