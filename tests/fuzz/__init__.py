"""Inputs for fuzzing: real samples and generated tables, mutated; and what may come of them."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import datetime
from html import escape
from pathlib import Path

import pandas as pd
from hypothesis import strategies as st
from openpyxl import Workbook

import ott_toolkit as ott
from ott_toolkit.bill import Bill
from ott_toolkit.page import Page
from ott_toolkit.portal.forms import login_form, search_form
from ott_toolkit.portal.lookup import Question, result_page
from ott_toolkit.portal.paging import Place, next_address
from ott_toolkit.report.workbook import fixed
from ott_toolkit.schema import BILL_TABLES, DASHBOARD_TABLES, SUBSCRIPTIONS, TRANSACTIONS
from ott_toolkit.sources import open_source
from tests.hostile import TEXTS

DATA = Path(__file__).parent.parent / "data"
SAMPLES = [path.read_text(encoding="utf-8") for path in sorted(DATA.glob("*.txt"))]
FORM = (
    '<html><body><form action="/s" method=post><label>Nomor IndiHome<input name=nd></label>'
    "<select name=ott><option value=''>All OTT<option>Disney</select><input type=date name=a>"
    "<input type=date name=b><button>Cari</button></form><form><input name=u>"
    "<input type=password name=p><button>Masuk</button></form></body></html>"
)
NUMBER = "121500000017"
WHEN = datetime(2022, 3, 20)

cells = st.one_of(
    st.sampled_from(
        ["29.000,00", "29000", "29,000", "2022-02-01 00:04:25", "Mar 2022", NUMBER, "-", "",
         "0000-00-00 00:00:00", "1.215E+11", "(29.000)", "Rp 29.000,50", "Active", "IDR",
         "Showing: 2", "Tidak ada data", f"Hasil untuk pencarian: Nomor Indihome: {NUMBER}",
         "No", "Showing: " + "9" * 5000, "9999-12-31 23:59:59", "9" * 400]
    ),
    st.sampled_from(TEXTS),
    st.text(max_size=12),
)  # fmt: skip


@st.composite
def grids(draw: st.DrawFn) -> list[list[str]]:
    """A table of the schema with some columns lost, twice or renamed, and rows of any cells."""
    table = draw(st.sampled_from([*DASHBOARD_TABLES, *BILL_TABLES]))
    headers = draw(st.permutations([column.header for column in table.columns]))
    headers = headers[draw(st.integers(0, 2)) :] + draw(st.lists(cells, max_size=2))
    rows = draw(st.lists(st.lists(cells, min_size=1, max_size=len(headers) + 1), max_size=4))
    return [["No", *headers], *rows]


@st.composite
def mutated(draw: st.DrawFn, text: str) -> str:
    """A text with parts cut out, doubled, or replaced."""
    for _ in range(draw(st.integers(0, 4))):
        start = draw(st.integers(0, len(text)))
        end = start + draw(st.integers(0, 60))
        put = draw(st.one_of(cells, st.just(text[start:end] * 2), st.just("\n"), st.just("\t")))
        text = text[:start] + put + text[end:]
    return text


def as_text(grid: list[list[str]], separator: str) -> str:
    return "\n".join(separator.join(row) for row in grid)


def as_page(grid: list[list[str]], *, raw: bool) -> str:
    safe = str if raw else escape
    rows = "".join(
        "<tr>" + "".join(f"<td>{safe(cell)}</td>" for cell in row) + "</tr>" for row in grid
    )
    return f"<html><body><p>Showing: {len(grid) - 1}</p><table>{rows}</table></body></html>"


def as_workbook(grid: list[list[str]]) -> bytes:
    from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

    book = Workbook()
    for place, row in enumerate(grid, start=1):
        for column, cell in enumerate(row, start=1):
            text = ILLEGAL_CHARACTERS_RE.sub("", cell.encode(errors="replace").decode())
            book.active.cell(place, column, text.translate({0xFFFE: None, 0xFFFF: None}))
    book.properties.created = WHEN
    content = io.BytesIO()
    book.save(content)
    return fixed(content.getvalue(), WHEN)  # the same bytes each time, as a strategy has to


texts = st.one_of(
    st.sampled_from(SAMPLES).flatmap(mutated),
    st.builds(as_text, grids(), st.sampled_from("\t;,")),
    st.builds(as_page, grids(), raw=st.booleans()),
    st.builds(as_page, grids(), raw=st.just(True)).flatmap(mutated),
    st.sampled_from([FORM]).flatmap(mutated),
)


@st.composite
def damaged(draw: st.DrawFn, content: bytes) -> bytes:
    """Bytes of which some are others."""
    changed = bytearray(content)
    for _ in range(draw(st.integers(0, 6))):
        changed[draw(st.integers(0, len(changed) - 1))] = draw(st.integers(0, 255))
    return bytes(changed[: draw(st.integers(len(changed) // 2, len(changed)))])


contents = st.one_of(
    texts.map(lambda text: text.encode(errors="surrogatepass")),
    texts.map(lambda text: text.encode("utf-16", errors="surrogatepass")),
    texts.map(lambda text: text.encode("cp1252", errors="xmlcharrefreplace")),
    grids().map(as_workbook),
    grids().map(as_workbook).flatmap(damaged),
    st.binary(max_size=200),
)

# --- what is fuzzed -----------------------------------------------------------------------------


def reads(source: str | bytes) -> None:
    """Read a source in every way; each gives what its type says, or an `OttError`."""
    if isinstance(source, str) and not source.count("\n"):
        source += "\n"  # else it is a path
    wanted: list[tuple[Callable[..., object], type]] = [
        (ott.read_subscriptions, pd.DataFrame),
        (ott.read_transactions, pd.DataFrame),
        (ott.read_bill, Bill),
        (ott.read, dict),
        (open_source, object),
    ]
    for read, kind in wanted:
        try:
            found = read(source)
        except ott.OttError as error:
            assert str(error)
            continue
        assert isinstance(found, kind)
        for table in (SUBSCRIPTIONS, TRANSACTIONS):
            frame = found.get(table.name) if isinstance(found, dict) else None
            if frame is not None:
                assert [column.name for column in table.columns] == list(
                    frame.columns[: len(table.columns)]
                )


def understands(html: str) -> None:
    """Do with a page what a look-up does; it is understood, or there is an `OttError`."""
    try:
        page = Page(html)
    except ott.OttError:
        return
    question = Question(number=NUMBER)
    place = Place("http://127.0.0.1/s", 1, ("http://127.0.0.1/s",), frozenset())
    asked: list[Callable[[], object]] = [
        lambda: login_form(page.soup, "http://127.0.0.1/", {}),
        lambda: search_form(page.soup, "http://127.0.0.1/", {}).filled({"number": NUMBER}),
        lambda: search_form(page.soup, "http://127.0.0.1/", {}).renewed(html),
        lambda: result_page(page, SUBSCRIPTIONS, question, None),
        lambda: result_page(page, TRANSACTIONS, question, None),
        lambda: result_page(page, None, question, None),
        lambda: next_address(html, page.links, place, avoid=(), wanting=True),
        lambda: (page.is_login, page.notice, page.is_maintenance, page.title, page.announced),
    ]
    for ask in asked:
        try:
            ask()
        except ott.OttError as error:
            assert str(error)
