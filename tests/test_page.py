import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ott_toolkit import page as pages
from ott_toolkit import said
from ott_toolkit.errors import ParseError
from ott_toolkit.page import Page, flat_grid
from ott_toolkit.said import says_no_data
from tests.written import CHARGES, NUMBER, charges, escaped, page, table

LOGIN = "<form><input name=u><input type=password></form>"


def cells(html):
    """The first cell of the only row of the only table."""
    (grid,) = Page(html).grids
    return grid[0]


# --- what a page is -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("body", "login"),
    [
        (LOGIN, True),
        (LOGIN.replace("password", "PASSWORD"), True),
        (LOGIN + "<a href=/lupa>Lupa password?</a>", True),
        (LOGIN + "<a href=/out>Log out</a>", False),  # a form to change one's password
        (LOGIN + "<a href=/out>[ Keluar ]</a>", False),
        (LOGIN + "<a href=/out>Keluar dari antrean</a>", True),
        ("<form><input name=u></form>", False),
        ("<p>password</p>", False),
    ],
)
def test_a_log_in_page_asks_for_a_password(body, login):
    assert Page(page(body)).is_login is login


@pytest.mark.parametrize(
    ("body", "maintenance"),
    [
        ("<h1>Sedang dalam pemeliharaan</h1>", True),
        ("<h2>System Maintenance</h2>", True),
        ("<p>pemeliharaan</p>", False),
        ("<h1>Pemeliharaan</h1>" + table(charges(1)), False),
    ],
)
def test_a_maintenance_page_says_so_in_its_headings(body, maintenance):
    assert Page(page(body)).is_maintenance is maintenance


@pytest.mark.parametrize(
    ("body", "notice"),
    [
        ("<div class='alert alert-danger'>Nomor <b>salah</b></div>", "Nomor salah"),
        ("<p role=alert>Sibuk</p><p class=error>Sibuk</p>", "Sibuk"),
        ("<div class='alert alert-info' role=alert>Halo</div>", ""),
        ("<p>error</p>", ""),
    ],
)
def test_an_error_banner_is_heard(body, notice):
    assert Page(page(body)).notice == notice


def test_a_page_knows_its_title_links_and_scripts():
    html = page("<h1>Data  Log</h1><a href='?page=2' rel=next title=Lanjut></a><script>1</script>")
    assert Page(html).title == "x Data  Log"
    assert Page(html).links == [pages.Link("Lanjut", "?page=2", "next")]
    assert Page(html).scripted
    assert not Page(page()).scripted


def test_what_is_not_shown_is_no_text():
    unseen = "<script>a</script><style>b</style><template>c</template><noscript>d</noscript>"
    assert Page(page(unseen, "<!-- e --><p>f</p>", table(charges(1)))).text == "f"


# --- what a page says ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "counts"),
    [
        ("Showing: 2", [2]),
        ("Showing : 1.234", [1234]),
        ("showing 1 to 10 of 57 entries", [57]),
        ("Showing 1–10 of 1,057", [1057]),
        ("Showing 20 of 57", [57]),
        ("Showing 20 / 57", [57]),
        ("Menampilkan 1 sampai 10 dari 57 entri", [57]),
        ("Menampilkan 1 s/d 10 dari 57", [57]),
        ("Showing 1 – 10 (of 57)", [57]),
        ("Showing: 2 transaksi dari 1 Januari 2022", [2]),
        ("Showing: 2 transaksi dari 01.01.2022", [2]),
        (f"Showing: 2 langganan dari {NUMBER}", [2]),
        ("Showing: 0", [0]),
        ("Showing: 2\nShowing: 3", [2, 3]),
        ("Showing all", []),
        ("request time: 0.0028s | 0.0017s", []),
    ],
)
def test_how_many_rows_are_announced(text, counts):
    assert said.announced_counts(text) == counts


def test_two_different_counts_on_a_page_are_an_error():
    assert Page(page("<p>Showing: 2</p><p>Showing : 2</p>")).announced == 2
    assert Page(page("<p>2 rows</p>")).announced is None
    with pytest.raises(ParseError, match="different numbers of rows: 2, 57"):
        _ = Page(page("<p>Showing: 57</p><p>Showing: 2</p>")).announced


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("Hasil untuk pencarian: Nomor Indihome: 121500000017, Semua Data", {"121500000017"}),
        ("Hasil pencarian: 121500000017 dan 122600000055", {"121500000017", "122600000055"}),
        ("Search results for 121500000017\nHasil pencarian: 122600000055", {"122600000055"}),
        ("Hasil untuk pencarian: Nomor Indihome: 12345, Tanggal: 2022-01-02", set()),
        ("Nomor Indihome: 121500000017", set()),
    ],
)
def test_the_last_echo_names_the_number_searched(text, numbers):
    assert said.echoed_numbers(text) == numbers


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("Tidak ada data", True),
        ("tidak ada data yang ditemukan.", True),
        ("No data", True),
        ("– No data available in table –", True),
        ("No matching records found", True),
        ("No records to display", True),
        ("0 results", True),
        ("Data tidak ditemukan", True),
        ("Data tidak tersedia!", True),
        ("Belum ada data", True),
        ("Tidak ada transaksi untuk  nomor ini.", True),
        ("Tidak ada data yang tersedia pada tabel ini", True),
        ("Tidak ditemukan data yang sesuai", True),
        # An outage, or news of something else.
        ("Tidak ada koneksi ke database", False),
        ("No connection to database", False),
        ("Data tidak dapat dimuat: layanan tidak tersedia", False),
        ("Data tidak tersedia: layanan sedang gangguan", False),
        ("No response from data source", False),
        ("No data: connection lost", False),
        ("Tidak ada respon dari server data", False),
        ("Layanan tidak tersedia", False),
        ("Tidak ada data dari server", False),
        ("Tidak ada notifikasi", False),
        ("Belum ada pesan baru", False),
        ("No new messages found", False),
        ("10 results", False),
        ("Koneksi gagal. Tidak ada data", False),
        ("Nomor Indihome", False),
        ("No", False),
        ("Data 799 - Disney", False),
        ("tidak ada " + "x" * 100 + " data", False),
        ("", False),
    ],
)
def test_a_row_that_says_that_there_are_none(text, says):
    assert says_no_data(text) is says


@pytest.mark.parametrize(
    ("body", "says"),
    [
        ("<p>Tidak ada data.</p>", True),
        ("<div class=box><b>Tidak</b> ada data</div>", True),
        ("<p hidden>Tidak ada data</p>", False),
        ("<div style='display:none'><p>Tidak ada data</p></div>", False),
        ("<div class='alert alert-danger d-none'>Tidak ada data</div>", False),
        ("<nav>Tidak ada data</nav>", False),
        ("<p>Pesan: tidak ada data</p>", False),
    ],
)
def test_a_page_says_that_there_are_none_where_it_is_seen(body, says):
    assert Page(page(body)).says_no_data is says


@pytest.mark.parametrize("hidden", ["hidden", "style='display: none'", "class='even d-none'"])
def test_a_row_that_waits_for_a_script_is_not_said(hidden):
    none = "<td colspan=9>Tidak ada data</td></tr>"
    (grid,) = Page(page(table([]).replace("<tbody>", f"<tbody><tr {hidden}>{none}"))).grids
    assert grid == [CHARGES]
    (grid,) = Page(page(table(charges(2)).replace("<tr><td>2", f"<tr {hidden}><td>2"))).grids
    assert grid == [CHARGES, *charges(2)]  # filtered, and data all the same


# --- cells --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        ("a<br>b", "a b"),
        ("<p>a</p><p>b</p>", "a b"),
        ("<b>a</b><i>b</i>", "ab"),
        ("a<script>b()</script>", "a"),
        ("a<!-- b -->c<?d?>", "ac"),
        ("<table><tr><td>a<td>b</table>", "a b"),
        ("&lt;b&gt; &amp; c", "<b> & c"),
        ("<span hidden>1</span>a", "a"),
        ("<span style='color:red; DISPLAY : none'>1</span>a", "a"),
        ("<span class='small d-none'>1</span>a", "a"),
        ("<span class=hidden-xs>1</span>a", "1a"),
        ("<a href=#>a</a> <input type=checkbox value=1>", "a"),
        ("<input value='a' readonly><input type=HIDDEN value=1>", "a"),
        ("<select><option>a<option>b</select>", "a b"),
    ],
)
def test_a_cell_says_what_a_browser_shows_of_it(cell, text):
    assert Page(page(f"<table><tr><td>{cell}</td><td>z</td></tr></table>")).grids[0] == [
        [text, "z"]
    ]


def test_a_hidden_field_in_a_row_is_no_cell():
    assert cells(page("<table><tr><input type=hidden value=7><td>a<td>b</table>")) == ["a", "b"]


def test_a_cell_over_two_columns_counts_twice_unless_it_is_alone():
    assert cells(page("<table><tr><td>a<td colspan=2>b</table>")) == ["a", "b", "b"]
    assert cells(page("<table><tr><td colspan=9>Tidak ada data</table>")) == ["Tidak ada data"]
    assert cells(page("<table><tr><td>a<td colspan=x>b</table>")) == ["a", "b"]


def test_omitted_end_tags_and_a_table_in_a_layout_table():
    inner = "<table><tr><th>No<th>Item<tr><td>1<td>a<tr><td>2<td>b</table>"
    outer, grid = Page(page(f"<table><tr><td>menu<td>{inner}</table>")).grids
    assert grid == [["No", "Item"], ["1", "a"], ["2", "b"]]
    assert outer == [["menu", "No Item 1 a 2 b"]]


def test_a_page_in_the_order_of_its_lines_and_rows():
    html = page("<h2>Bill</h2>", table([["1", "a"]], ["No", "Item"]), "<p>end</p>")
    assert flat_grid(html) == [["Bill"], ["No", "Item"], ["1", "a"], ["end"]]


# --- long tables --------------------------------------------------------------------------------
# Long runs of plain rows never become a tree; nothing may tell that apart.

MARKUP = st.text(st.sampled_from("a<>&\"'=;/# \n\r\xa0é"), max_size=8)
TAIL = st.sampled_from(
    [
        "",
        "</td>",
        "<td>",
        "<tr>",
        "<!--",
        "-->",
        "<b>",
        "<table>",
        "</table>",
        "&amp;",
        "<td hidden>",
    ]
)


def both_ways(html, monkeypatch):
    """What is read of a page with and without lifting its plain rows."""
    read = []
    for lift in (pages._lift, lambda html: (html, [])):
        with monkeypatch.context() as patch:
            patch.setattr(pages, "_lift", lift)
            try:
                found = Page(html)
                said = [found.grids, found.text, flat_grid(html)]
            except ParseError as error:
                said = [str(error)]
        read.append(said)
    return read


@given(rows=st.lists(st.lists(MARKUP, min_size=3, max_size=4), max_size=3), tail=TAIL, head=TAIL)
def test_lifted_rows_are_what_a_parser_reads(rows, head, tail):
    run = "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>\n" for row in rows)
    html = page(f"<table><tr><th>a<th>b<th>c</tr>{head}{run * 20}{tail}</table>{head}")
    with pytest.MonkeyPatch.context() as patch:
        lifted, parsed = both_ways(html, patch)
    assert normal(lifted) == normal(parsed)


def normal(said):
    """Texts less their white space; where rows stood, stray text may stand closer together."""
    return [normal(part) for part in said] if isinstance(said, list) else "".join(said.split())


@pytest.mark.parametrize(
    "around",
    [
        "<table>{}</table>",
        "<table><tbody class=x>{}</tbody></table>",
        "<table><tfoot>{}</tfoot></table>",
        "<table><tr><td>open{}</table>",
        "<table><tr><td><table>{}</table></table>",
        "<!-- <table>{}</table> -->",
        "<script>x = '<table>{}</table>'</script>",
        "<textarea><table>{}</table></textarea>",
        "<div>{}</div>",
        "<select>{}</select>",
        "<table data-lifted-rows=0>{}</table>",
    ],
)
def test_rows_are_lifted_only_where_they_are_shown(around, monkeypatch):
    run = '<tr><td>a &amp; b</td><td class="x">c</td><td></td></tr>\n' * 30
    assert len(pages._lift(run)[1]) == 1
    lifted, parsed = both_ways(page(around.format(run)), monkeypatch)
    assert normal(lifted) == normal(parsed)


def test_long_tables_are_lifted_at_all(monkeypatch):
    monkeypatch.setattr(pages, "_refuse_cut", lambda rest: seen.append(len(rest)))
    seen: list[int] = []
    (grid,) = Page(page(table(escaped(charges(1000))))).grids
    assert grid == [CHARGES, *charges(1000)]
    assert seen[0] < 1000


# --- pages that are none ------------------------------------------------------------------------

WHOLE = page("<p>Showing: 3</p>", table(charges(3)), "<script>x</script>")


def test_a_page_that_was_cut_off_anywhere_is_an_error():
    Page(WHOLE)
    Page(WHOLE + "\n<!-- served in 2 ms --> ")
    for end in range(WHOLE.index("<body"), len(WHOLE) - 1):
        with pytest.raises(ParseError, match="stops before its end"):
            Page(WHOLE[:end])


@pytest.mark.parametrize("behind", ["<p>12 ms, 3 queries</p>", "Warning: session", "<!-- x"])
def test_what_stands_behind_the_end_of_a_page_cuts_nothing_off(behind):
    assert len(Page(WHOLE + behind).grids[0]) == 4


def test_a_fragment_that_was_cut_off_within_a_table_is_an_error():
    fragment = table(charges(3))
    Page(fragment)
    for end in range(len("<table"), len(fragment) - len("</table>")):
        with pytest.raises(ParseError, match="stops before its end"):
            Page(fragment[:end])


@pytest.mark.parametrize("opened", ["<!--", "<script>", "<style>", "<SCRIPT src=x>"])
def test_what_is_never_closed_hides_the_rest(opened):
    html = page(table(charges(1)).replace("</tr>\n", f"</tr>{opened}</tr>\n"))
    with pytest.raises(ParseError, match="stops before its end"):
        Page(html)


@pytest.mark.parametrize("comment", ["<!-- a -->", "<!---->", "<!-->", "<!--->", "<!-- a --!>"])
def test_a_comment_that_is_closed_hides_nothing(comment):
    rows = table([*charges(1), *charges(1)]).replace("</tr>\n<tr>", f"</tr>{comment}<tr>")
    assert len(Page(page(rows)).grids[0]) == 3


@pytest.mark.parametrize(
    "odd",
    [
        "<div>" * 200_000,
        "<ul><li>" * 50_000,
        "<table><tr><td>" * 5_000 + "</table>" * 5_000,
        "<table><tr><td>x</table>" * 100_000,
        "<div " + " ".join(f"a{n}=1" for n in range(100_000)) + ">",
        "<div " + "".join(f"a{n}='>'" for n in range(100_000)) + ">",
        "<div " + "/".join(f"<a{n}" for n in range(100_000)) + ">",
        "<div></ul>" * 50_000,
        '<div title="</div>">' * 50_000,
        "<li><dd><h1><details><main>" * 20_000,
        "<x>" * 50_000,
        "<option><span>" * 50_000,
        "<b>" * 50_000,
        "".join(f"<b a={n}>" for n in range(2_000)) + "<p>x</p>" * 50_000,
    ],
    ids=[
        "divs",
        "lists",
        "nested tables",
        "tables",
        "attributes",
        "quoted",
        "slashes",
        "wrong ends",
        "ends in quotes",
        "blocks",
        "x",
        "options",
        "b",
        "lettering",
    ],
)
def test_a_page_that_would_take_for_ever_is_refused_at_once(odd):
    started = time.process_time()
    with pytest.raises(ParseError, match="nested too deeply"):
        Page(page(odd))
    assert time.process_time() - started < 2


@pytest.mark.parametrize(
    "odd",
    [
        "<p>" * 50_000,
        "<script" * 50_000 + "></script>",
        "<!--" * 50_000 + "-->",
        "<tr><td>" * 50_000,
        "<" * 200_000,
        "&" * 200_000,
        "<div></div>" * 50_000,
        "<div " + " ".join(f"a{n}=1" for n in range(150)) + "></div>",
        "<table>" + "<tr><td><b>x<td><font size=2>y" * 20_000 + "</table>",
    ],
    ids=["p", "scripts", "comments", "rows", "<", "&", "flat", "attributes", "lettering"],
)
def test_odd_pages_are_read_in_bounded_time(odd):
    started = time.process_time()
    found = Page(page(odd, table(charges(1))))
    assert [CHARGES, *charges(1)] in found.grids
    assert found.text is not None
    assert time.process_time() - started < 2
