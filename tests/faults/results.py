"""Faults of a result: another customer's, counts that lie, rows that move, headers that change."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace

from tests.faults.desk import (
    NUMBER,
    OTHER,
    RESULT,
    ROWS,
    Desk,
    Line,
    Play,
    Reply,
    Result,
    Row,
    result,
)
from tests.faults.fault import COUNTING, Fault, on_page

OTHER_TABLE = {"subscriptions": "transactions", "transactions": "subscriptions"}


def on_result(change: Callable[[Result], Result]) -> Play:
    """Change what a page of the result shows."""

    def play(desk: Desk, line: Line, reply: Reply) -> Reply:
        shown = result(desk.table, RESULT.index(desk.step) + 1, desk.counting)
        return reply.showing(change(shown).html)

    return play


def strangers(shown: Result, rows: slice) -> list[Row]:
    """Return the rows, some of them another customer's."""
    chosen = shown.rows[rows]
    return [
        {name: cell.replace(NUMBER, OTHER) for name, cell in row.items()} if row in chosen else row
        for row in shown.rows
    ]


def customer_faults() -> Iterator[Fault]:
    """Yield results of another customer."""
    for name, change in {
        "another customer": lambda r: replace(r, rows=strangers(r, slice(None)), echo=OTHER),
        "another customer's rows": lambda r: replace(r, rows=strangers(r, slice(None))),
        "another customer's rows, no echo": lambda r: replace(
            r, rows=strangers(r, slice(None)), echo=None
        ),
        "a row of another customer": lambda r: replace(r, rows=strangers(r, slice(1))),
        "an echo of another customer": lambda r: replace(r, echo=OTHER),
        "another customer who has nothing": lambda r: replace(r, rows=[], echo=OTHER, announced=0),
    }.items():
        yield Fault(
            name, on_result(change), RESULT, counting=COUNTING, said="Another number's result"
        )


def count_faults() -> Iterator[Fault]:
    """Yield counts that lie, and rows that are not where they were."""

    def told(change: Callable[[int], int]) -> Play:
        return on_result(lambda shown: replace(shown, announced=change(shown.announced or 0)))

    honest = ("all", "page")
    yield Fault("a count that is too high", told(lambda n: n + 1), RESULT, counting=honest)
    yield Fault("a count that is too low", told(lambda n: n - 1), RESULT, counting=honest)
    yield Fault("a count of none above rows", told(lambda n: 0), RESULT, counting=COUNTING)
    twice = on_page(lambda html: html.replace("Showing: ", "Showing: 1", 1))
    yield Fault("two counts", twice, RESULT, counting=honest)
    fewer = on_result(lambda shown: replace(shown, rows=shown.rows[1:]))
    yield Fault("a row that is missing", fewer, RESULT, counting=honest)
    yield Fault("no way on", on_result(lambda r: replace(r, more=False)), RESULT)
    for name, rows, counting in [
        ("rows that are pushed on", slice(1, 3), COUNTING),
        ("rows that move up", slice(3, 5), ("all",)),
        ("a page that is repeated", slice(0, 2), COUNTING),
    ]:
        moved = on_result(lambda r, rows=rows: replace(r, rows=ROWS[r.table][rows]))
        yield Fault(name, moved, ("second",), outlived=frozenset({"second"}), counting=counting)
    none = on_page(lambda html: re.sub("<table.*</table>", "<p>Tidak ada data.</p>", html))
    yield Fault("a page that says there are none", none, RESULT)


def table_faults() -> Iterator[Fault]:
    """Yield tables that are empty without a word, or whose header is not the known one."""
    for name, change in {
        "empty table that does not say so": lambda r: replace(r, rows=[], announced=None),
        "empty table below a count": lambda r: replace(r, rows=[]),
        "no table": lambda r: replace(r, rows=[], headers=[], announced=None),
        "the other table": lambda r: replace(
            r, rows=(other := ROWS[OTHER_TABLE[r.table]][:2]), headers=list(other[0])
        ),
        "column that is missing": lambda r: replace(r, headers=r.headers[:3] + r.headers[4:]),
        "column that is there twice": lambda r: replace(r, headers=[*r.headers, r.headers[3]]),
    }.items():
        yield Fault(name, on_result(change), RESULT, counting=COUNTING)
    turned = on_result(lambda r: replace(r, headers=r.headers[::-1]))
    yield Fault("columns in another order", turned, RESULT, frozenset(RESULT))
    heads = "<th>([^<]+)</th>"
    for name, pattern, new in [
        ("header that is renamed", f"(<thead><tr>(?:{heads}){{3}}<th>)[^<]+", r"\1Rincian"),
        ("headers that are alike", f"(<thead><tr>(?:{heads}){{3}}<th>)([^<]+)(</th><th>)[^<]+",
         r"\1\3\4\3"),
        ("headers that are swapped", f"<thead><tr>{heads}(.*){heads}</tr></thead>",
         r"<thead><tr><th>\3</th>\2<th>\1</th></tr></thead>"),
        ("no header", "<thead>.*</thead>", ""),
    ]:  # fmt: skip
        play = on_page(lambda html, old=pattern, new=new: re.sub(old, new, html))
        yield Fault(name, play, RESULT, counting=COUNTING)
