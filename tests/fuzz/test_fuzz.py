"""Whatever is handed over, a typed value or an `OttError` comes of it, in bounded room and time."""

import json
import os
import subprocess
import sys
from dataclasses import asdict

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import ott_toolkit as ott
from ott_toolkit import amounts, practice, rehearsal
from ott_toolkit.letters import harmless
from ott_toolkit.masks import Mask
from ott_toolkit.replies import snippets
from ott_toolkit.replies.names import Names, customer_name
from ott_toolkit.schema import TABLES, header_key
from ott_toolkit.teaching import record, written
from tests.fuzz import cells, contents, grids, mutated, reads, texts, understands
from tests.hostile import TEXTS

EXAMPLES = int(os.environ.get("OTT_FUZZ_EXAMPLES", "60"))
"""More of them by the environment: see CONTRIBUTING.md."""
fuzzed = settings(
    max_examples=EXAMPLES,
    deadline=None,
    database=None,
    derandomize="OTT_FUZZ_EXAMPLES" not in os.environ,
    suppress_health_check=list(HealthCheck),
)
ANY = st.one_of(cells, st.text(max_size=200), st.sampled_from(TEXTS).flatmap(mutated))


@fuzzed
@given(texts)
def test_a_text_is_read_or_refused(text):
    reads(text)


@fuzzed
@given(contents)
def test_a_file_is_read_or_refused(content):
    reads(content)


@fuzzed
@given(texts)
def test_a_page_is_understood_or_refused(html):
    understands(html)


@fuzzed
@given(ANY)
def test_amounts_times_and_numbers_are_read_or_refused(text):
    for notation in (amounts.DASHBOARD, amounts.BILL):
        refusing(lambda n=notation: amounts.exact_amount(text, n))
    for read in (amounts.parse_time, amounts.parse_charge_time, amounts.parse_day,
                 amounts.parse_month, amounts.parse_number, amounts.typed_number):  # fmt: skip
        refusing(lambda r=read: r(text))
    for kind in ("rupiah", "number", "month", "day", "time", "text"):
        refusing(lambda k=kind: written.same(k, text, text))


@fuzzed
@given(grids())
def test_headers_are_known_or_not(grid):
    for row in grid:
        for table in TABLES:
            assert 0 <= table.coverage(row) <= 1
        assert all(header_key(text).isalnum() or not header_key(text) for text in row)


@fuzzed
@given(ANY)
def test_names_in_letters_are_short_and_harmless(text):
    names = Names(Mask(numbers=("121500000017",), name=text))
    for said in (names.line(text, 40), customer_name(text, names)):
        assert len(said) <= 40
        assert said == harmless(said)


@fuzzed
@given(st.one_of(ANY.map(str), st.builds(json.dumps, st.recursive(
    st.none() | st.booleans() | st.floats() | st.integers() | ANY,
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
))))  # fmt: skip
def test_a_line_of_a_record_is_an_entry_or_damaged(tmp_path_factory, line):
    path = tmp_path_factory.mktemp("record") / "a.jsonl"
    path.write_bytes(line.encode(errors="surrogatepass"))
    found = record.read(path)
    lines = [line for line in path.read_bytes().splitlines() if line]
    assert len(found.entries) + len(found.damaged) == len(lines)


@fuzzed
@given(st.data())
def test_a_field_of_a_record_that_is_not_its_kind_is_damage(tmp_path_factory, data):
    whole = asdict(record.Entry("case", 1, practice.numbers()[0])) | {"when": "2022-02-01 00:00:00"}
    name = data.draw(st.sampled_from(sorted(whole)))
    whole[name] = data.draw(st.none() | st.integers() | st.lists(st.integers()) | ANY)
    path = tmp_path_factory.mktemp("record") / "a.jsonl"
    path.write_text(json.dumps(whole), encoding="utf-8")
    found = record.read(path)
    assert len(found.entries) + len(found.damaged) == 1


@fuzzed
@given(st.one_of(ANY, mutated(snippets.template()), st.just("a = " + "[" * 5000)))
def test_a_file_of_snippets_is_read_or_refused(tmp_path_factory, text):
    path = tmp_path_factory.mktemp("snippets") / "replies.toml"
    path.write_bytes(text.encode(errors="surrogatepass"))
    refusing(lambda: snippets.load(path))


@fuzzed
@given(st.one_of(ANY, mutated("http://192.168.1.10:8080/kelas/07-k7m2p9xq")))
def test_a_class_link_is_one_or_refused(link):
    refusing(lambda: rehearsal._seat_of(link))
    refusing(lambda: ott.Portal(link))


def refusing(read):
    try:
        read()
    except ott.OttError as error:
        assert str(error)


# --- room and time ------------------------------------------------------------------------------

N = 100_000
BOMBS = {
    "elements": "P('<div>' * N)",
    "custom elements": "P('<x-y>' * N)",
    "attributes": "P('<p ' + ''.join(f\"a{i}='>'\" for i in range(N)) + '>')",
    "tables": "P('<table><tr><td>x</table>' * (10 * N))",
    "nested tables": "P('<table><tr><td>x<td>y<td>z' * 400 + '</table>' * 400)",
    "spans": "P('<table><tr>' + '<td colspan=1000>a' * N + '</table>')",
    "letters left open": "P(''.join(f'<b x={i}>' for i in range(2000)) + '<p>x</p>' * N)",
    "unclosed tags": "P('<table' * N)",
    "comments": "P('<!--' * N)",
    "forms": "F('<form><input name=n>' * N)",
    "options": "F('<form><input name=number><select name=s>' + '<option>x' * N)",
    "labels": "F('<form>' + '<label for=a>x</label><input id=a name=n>' * 400)",
    "line before a field": "F('<form>' + 'x<i></i>' * N + '<input name=number>')",
    "form starts": "R('<form' * N)",
    "base starts": "B('<base href ' * N)",
    "count": "T('Showing: ' + '9' * N)",
    "spaces in an amount": "T(S.replace('29.000,00', '(' + ' ' * N + 'x'))",
    "spaces in a counter": "P('<table>' + H + '<tr><td>' + ' ' * N + 'x<td>1</table>')",
    "spaces in a month": "T(B0.replace('Mar 2022', 'Mar' + ' ' * N + 'x'))",
    "columns": "T(','.join(f'kolom {i}x' for i in range(N)) + '\\n' + ',' * N)",
    "separators": "T(S + ',' * (10 * N))",
    "quotes": "T(S + '\\n\"' * N)",
    "stars": "T(S + '**a' * N)",
    "lines": "T(S + '\\nabc' * N)",
    "echoes": "T(S + '\\nhasil untuk pencarian: x' * N)",
    "large cell": "T(S.replace('Telkom.Premium.Monthly', 'A' * (10 * N)))",
    "dots in a name": "L('a.' * N)",
    "numbers in a name": "L('121500000017 ' * N)",
    "workbook: rows far below": 'X(\'<row r="1000000000"><c r="A1000000000"><v>1</v></c></row>\')',
    "workbook: columns far out": "X(''.join(f'<row r=\"{i}\"><c r=\"XFD{i}\"><v>1</v></c></row>'"
    " for i in range(1, 2000)))",
    "workbook: gigabyte": "X('<row/>' * 10_000_000)",
    "workbook: entities": "X('<row><c t=\"inlineStr\"><is><t>&j;</t></is></c></row>', E)",
    "workbook: file from outside": "X('<row><c t=\"inlineStr\"><is><t>&x;</t></is></c></row>',"
    " '<!DOCTYPE x [<!ENTITY x SYSTEM \"file:///etc/hostname\">]>')",
    "workbook: parts": "X('<row/>', parts=5_000)",
    "workbook: depth": "X('<row>' + '<c>' * N)",
}
PRELUDE = """
import io, resource, sys, zipfile
from pathlib import Path
resource.setrlimit(resource.RLIMIT_AS, (3 << 30, 3 << 30))
resource.setrlimit(resource.RLIMIT_CPU, (40, 40))
import ott_toolkit as ott
from ott_toolkit.masks import Mask
from ott_toolkit.page import Page
from ott_toolkit.portal.forms import search_form
from ott_toolkit.portal.forms import _FORM
from ott_toolkit.portal.paging import _BASE
from ott_toolkit.replies.names import Names
from openpyxl import Workbook
N = 100_000
DATA = Path(sys.argv[1])
S, B0 = ((DATA / f"{name}.txt").read_text("utf-8") for name in ("subscriptions", "bill"))
H = "<tr>" + "".join(f"<th>{cell}" for cell in ("No", "Item"))
def P(body):
    ott.read("<html><body>" + body + "</body></html>")
def F(body):
    search_form(Page("<html><body>" + body + "</body></html>").soup, "http://h/", {})
def R(html): _FORM.findall(html)
def B(html): _BASE.search(html)
def T(text): ott.read(text)
def L(text): Names(Mask(numbers=("121500000017",), name="Budi")).line(text, 40)
E = '<!DOCTYPE x [<!ENTITY a "ha">' + "".join(
    f'<!ENTITY {c} "{("&" + p + ";") * 10}">' for p, c in zip("abcdefghi", "bcdefghij")) + "]>"
def X(rows, doctype="", parts=0):
    Workbook().save(plain := io.BytesIO())
    with zipfile.ZipFile(plain) as read, zipfile.ZipFile(
        packed := io.BytesIO(), "w", zipfile.ZIP_DEFLATED
    ) as bomb:
        for name in read.namelist():
            if name != "xl/worksheets/sheet1.xml":
                bomb.writestr(name, read.read(name))
        bomb.writestr("xl/worksheets/sheet1.xml", doctype + '<worksheet xmlns='
            '"http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
            + rows + "</sheetData></worksheet>")
        for n in range(parts):
            bomb.writestr(f"../../../{n}.xml", "x")
    ott.read(packed.getvalue())
for name, bomb in BOMBS.items():
    try:
        eval(bomb)
    except ott.OttError as error:
        assert len(str(error)) < 3_000
    print(name, flush=True)
"""


def test_bombs_go_off_in_bounded_room_and_time(figures):
    """Three gigabytes and forty seconds of the processor are far more than all of them take."""
    pytest.importorskip("resource")
    code = PRELUDE.replace("BOMBS.items()", f"{BOMBS!r}.items()")
    data = str(__import__("pathlib").Path(__file__).parent.parent / "data")
    done = subprocess.run(
        [sys.executable, "-c", code, data], capture_output=True, text=True, check=False
    )
    survived = done.stdout.splitlines()
    figures("hostile input", tried=len(BOMBS), ran=0, lost=len(BOMBS) - len(survived))
    assert survived == list(BOMBS), done.stderr[-2000:]
