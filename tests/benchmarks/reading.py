"""What reading a result page costs: page to typed frame against a bare parse and `read_html`.

    python tests/benchmarks/reading.py

A result page of the practice portal, blown up to many rows, is read in three ways in turn: by the
toolkit, by `lxml.html.fromstring` alone, and by `pandas.read_html` brought to the same typed
frame. Ratios are those of the medians of one run. The aims: at most 2 × the bare parse at 5,000
rows; faster than `read_html` 3 × at 50 rows and 5 × at 5,000 and 100,000.
"""

import gc
import io
import re
import statistics
import time
from collections.abc import Callable

import lxml.html
import pandas as pd

from ott_toolkit import practice
from ott_toolkit.page import Page
from ott_toolkit.parse import typed
from ott_toolkit.rows import table_in
from ott_toolkit.schema import TRANSACTIONS

ROUNDS = {50: 101, 5_000: 15, 100_000: 3}


def result_page() -> str:
    """Return a page of Transactions Data as the practice portal shows it."""
    browser = practice.create_app().test_client()
    token = re.search(r'name="_token" value="([^"]+)"', browser.get("/login").text)
    account = {"username": practice.USERNAME, "password": practice.PASSWORD}
    browser.post("/login", data={"_token": token[1], **account, "nama": "Ukur", "regional": "1"})
    asked = {"nomor_indihome": practice.SAMPLE_NUMBER}
    token = re.search(r'name="_token" value="([^"]+)"', browser.get("/data/transactions").text)
    return browser.post("/data/transactions", data={"_token": token[1], **asked}).text


def blown_up(page: str, count: int) -> str:
    """Return `page` with `count` rows, each with its own counter, id and time."""
    row = re.search(r"<tbody>(\s*<tr>.*?</tr>)", page, re.DOTALL)[1]
    rows = [
        re.sub(r"stbupoint[0-9]+", f"stbupoint{n:032}", row)
        .replace("<td>1</td>", f"<td>{n}</td>", 1)
        .replace("2022-02-01 00:04:25", str(pd.Timestamp("2022-02-01") - pd.Timedelta(n, "min")))
        for n in range(1, count + 1)
    ]
    page = re.sub(r"<tbody>.*</tbody>", f"<tbody>{''.join(rows)}</tbody>", page, flags=re.DOTALL)
    return re.sub(r"Showing : [0-9]+", f"Showing : {count}", page)


def own(page: str) -> pd.DataFrame:
    """Return the typed frame of a page, its count checked."""
    read = Page(page)
    frame = typed(table_in(read.grids, TRANSACTIONS))
    assert read.announced == len(frame)
    return frame


def by_read_html(page: str) -> pd.DataFrame:
    """Return the same frame by `pandas.read_html`, numbers kept as text."""
    frame = pd.read_html(io.StringIO(page), converters=dict.fromkeys(range(9), str))[0]
    names = {column.header: column.name for column in TRANSACTIONS.columns}
    frame = frame[list(names)].rename(columns=names)
    for name, kind in ((column.name, column.kind) for column in TRANSACTIONS.columns):
        if kind == "amount":
            frame[name] = frame[name].astype("Int64")
        elif kind == "time":
            frame[name] = pd.to_datetime(frame[name], format="%Y-%m-%d %H:%M:%S")
        else:
            frame[name] = frame[name].astype("string")
    return frame


def milliseconds(action: Callable[[str], object], page: str) -> float:
    """Return what one reading takes, without the garbage of the others."""
    start = time.perf_counter()
    action(page)
    return (time.perf_counter() - start) * 1000


def main() -> None:
    """Print the medians and their ratios."""
    shown = result_page()
    actions = (own, lxml.html.fromstring, by_read_html)
    for count, rounds in ROUNDS.items():
        page = blown_up(shown, count)
        pd.testing.assert_frame_equal(own(page), by_read_html(page), check_dtype=False)
        gc.collect()
        gc.disable()
        taken = [[milliseconds(action, page) for action in actions] for _ in range(rounds)]
        gc.enable()
        mine, bare, theirs = (statistics.median(side) for side in zip(*taken, strict=True))
        print(
            f"{count:>7,} rows: {mine:.1f} ms, {mine / bare:.2f} × a bare lxml parse, "
            f"{theirs / mine:.1f} × faster than read_html"
        )


if __name__ == "__main__":
    main()
