"""Hostile texts, by HTTP and from files, in all that leaves the toolkit but the panel."""

import csv
import io
import subprocess
import sys
import unicodedata
from datetime import date
from html import escape
from pathlib import Path

import pytest
from lxml import html as lxml_html
from openpyxl import Workbook, load_workbook

import ott_toolkit as ott
from ott_toolkit import plain
from ott_toolkit.charts import to_svg
from ott_toolkit.locale import explain
from ott_toolkit.report.workbook import _REFUSED
from tests.hostile import (
    NUMBER,
    S_HEADERS,
    T_HEADERS,
    TEXTS,
    arrived,
    bill,
    html_table,
    shown,
    subscriptions,
    transactions,
)
from tests.portals import PASSWORD, USERNAME, serve
from tests.portals.scripted import Script, create_app, found

COLUMNS = ("item", "service", "channel", "Catatan")
SHAPELESS = {"Cc", "Cf", "Cn", "Co", "Cs", "Zl", "Zp"}
FORMS = ("note", "whatsapp", "email", "escalation")


def page(rows, headers):
    return found(html_table(rows, headers), len(rows), NUMBER).encode(errors="replace").decode()


@pytest.fixture(scope="module")
def case():
    """The case of a portal's pages and a bill, all of them hostile."""
    script = Script([page(subscriptions(TEXTS), S_HEADERS)])
    with serve(create_app(script)) as served, ott.Portal(served.url) as portal:
        portal.login(USERNAME, PASSWORD)
        held = portal.subscriptions(NUMBER)
        script.answers[:] = [page(transactions(TEXTS), T_HEADERS)]
        charged = portal.transactions(NUMBER)
    source = ott.Files(subscriptions=held, transactions=charged)
    name = "BUDI <script>window.__ran=1</script> \u202eIDUB\u202c {0.__class__}"
    paper = bill(name, 29_000 * len(TEXTS)).encode()
    return ott.investigate(NUMBER, source, paper, "not-subscribed", date(2022, 3, 20))


def tsv(rows, headers):
    clean = [[" ".join(row[name].split()) for name in headers] for row in rows]
    lines = ["\t".join(cells) for cells in [headers, *clean]]
    return f"Showing: {len(rows)}\n" + "\n".join(lines) + f"\nShowing: {len(rows)}\n"


def workbook(rows, headers):
    book = Workbook()
    sheet = book.active
    sheet.append(headers)
    for row in rows:
        sheet.append(headers)
        for cell, name in zip(sheet[sheet.max_row], headers, strict=True):
            cell.value = _REFUSED.sub("\ufffd", arrived(row[name]))
            cell.data_type = "s"
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def as_csv(rows, headers):
    text = io.StringIO()
    csv.writer(text).writerows([headers, *([row[name] for name in headers] for row in rows)])
    return text.getvalue()


CARRIERS = {
    "page": page,
    "bytes": lambda rows, headers: page(rows, headers).encode(),
    "pasted": tsv,
    "csv": as_csv,
    "xlsx": workbook,
}


@pytest.mark.parametrize("carrier", CARRIERS)
def test_what_is_carried_arrives_letter_for_letter(figures, carrier):
    source = CARRIERS[carrier](subscriptions(TEXTS), S_HEADERS)
    frame = ott.read_subscriptions(source)
    lost = 0
    for text, cells in zip(TEXTS, frame[list(COLUMNS)].itertuples(index=False), strict=True):
        expected = arrived(text)
        if carrier == "xlsx":
            expected = " ".join(_REFUSED.sub("\ufffd", expected).split())
        lost += any(cell != expected for cell in cells)
    figures("hostile input", tried=len(TEXTS), ran=0, lost=lost)
    assert lost == 0


def test_what_a_portal_sends_unescaped_is_read_as_its_text():
    rows = subscriptions(["<b>Mola</b> <img src=x onerror=alert(1)> &lt;i&gt;"])
    frame = ott.read_subscriptions(found(html_table(rows, S_HEADERS, raw=True), 1, NUMBER))
    assert frame["item"].tolist() == ["Mola <i>"]


def test_the_report_is_text_and_all_of_it(case, tmp_path, figures):
    document = case.report(tmp_path / "case.html", full_numbers=True).read_text(encoding="utf-8")
    tree = lxml_html.fromstring(document)
    active = [
        node.tag
        for node in tree.iter()
        if node.tag in ("script", "iframe", "object", "embed", "link", "base", "form", "input", "a",
                        "math", "animate", "details", "img")
        or any(name.startswith("on") or name in ("srcdoc", "href", "src") for name in node.attrib)
    ]  # fmt: skip
    text = " ".join(tree.text_content().split())
    lost = [text_ for text_ in TEXTS if shown(text_) not in text]
    figures("hostile input", tried=len(TEXTS), ran=len(active), lost=len(lost))
    assert active == []
    assert lost == []
    assert not any(unicodedata.category(letter) in SHAPELESS - {"Cc"} for letter in document)


def test_no_cell_of_the_workbook_is_a_formula_or_a_link(case, tmp_path, figures):
    book = load_workbook(case.report(tmp_path / "case.xlsx", full_numbers=True))
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    ran = [c for c in cells if c.data_type == "f" or c.hyperlink or c.data_type == "e"]
    texts = {" ".join(str(cell.value).split()) for cell in cells}
    lost = [text for text in TEXTS if shown(text) not in texts]
    figures("hostile input", tried=len(TEXTS), ran=len(ran), lost=len(lost))
    assert ran == []
    assert lost == []
    assert book._external_links == []


def test_no_cell_of_a_csv_is_a_formula(case, figures):
    rows = list(csv.reader(io.StringIO(plain.to_csv(case.subscriptions))))
    cells = [cell for row in rows for cell in row]
    ran = [c for c in cells if unicodedata.normalize("NFKC", c.lstrip()[:1]) in tuple("=+-@")]
    lost = [t for t in TEXTS if not {shown(t), f"'{shown(t)}"} & set(cells)]
    figures("hostile input", tried=len(TEXTS), ran=len(ran), lost=len(lost))
    assert ran == []
    assert lost == []


def test_what_reaches_a_terminal_does_not_steer_it(case, figures, tmp_path):
    sources = {}
    for name, rows, headers in (
        ("subscriptions", subscriptions(TEXTS), S_HEADERS),
        ("transactions", transactions(TEXTS), T_HEADERS),
    ):
        sources[name] = tmp_path / f"{name} \u202e\x1b[31m.html"
        sources[name].write_text(page(rows, headers), encoding="utf-8")
    paper = tmp_path / "bill.html"
    paper.write_text(bill("\x1b[4m\u202e{0}", 29_000), encoding="utf-8")
    given = [f"--{name}={path}" for name, path in sources.items()]
    said = ott_says("read", *map(str, [*sources.values(), paper]))
    said += ott_says("investigate", NUMBER, f"--bill={paper}", "--asof=2022-03-20", *given)
    steering = {c for c in said if unicodedata.category(c) in SHAPELESS and c != "\n"}
    lost = [text for text in TEXTS if shown(text) not in said]
    figures("hostile input", tried=len(TEXTS), ran=len(steering), lost=len(lost))
    assert steering == set()
    assert lost == []


def ott_says(*words):
    done = subprocess.run(
        [sys.executable, "-c", "from ott_toolkit.cli import main; main()", *words],
        capture_output=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr.decode()
    return (done.stdout + done.stderr).decode()


def test_charts_hold_no_markup_but_their_own(case, figures):
    ran = lost = 0
    for ax in (case.timeline(), case.charge_chart()):
        tree = lxml_html.fromstring(to_svg(ax))
        ran += sum(
            name.startswith("on") or name.endswith("href") for n in tree.iter() for name in n.attrib
        )
        ran += sum(n.tag not in OWN for n in tree.iter())
    titles = lxml_html.fromstring(to_svg(case.timeline())).xpath("//title")
    said = " ".join(" ".join(title.text_content().split()) for title in titles)
    lost = sum(shown(text) not in said for text in TEXTS)
    figures("hostile input", tried=len(TEXTS), ran=ran, lost=lost)
    assert ran == 0
    assert lost == 0


OWN = {"svg", "g", "path", "text", "title", "defs", "clippath", "rect", "use", "image"}


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("language", ["id", "en"])
def test_a_letter_holds_no_link_and_no_sign_that_steers(case, form, language, figures):
    text = case.reply(language, form, ticket="{0.__class__}")
    ran = sum(unicodedata.category(c) in SHAPELESS and c != "\n" for c in text)
    if form != "escalation":  # it shows cells in full, to a colleague
        ran += text.count("outside.invalid")
    figures("hostile input", tried=1, ran=ran, lost=0)
    assert ran == 0


ERRORS = {
    "number": lambda text: ott.investigate(text, ott.Files()),
    "day": lambda text: ott.Portal("http://127.0.0.1:9").subscriptions(NUMBER, since=text),
    "path": lambda text: ott.read(Path(text)),
    "portal": ott.Portal,
    "pasted": lambda text: ott.read(f"{text}\n{text}"),
    "cell": lambda text: ott.read_subscriptions(
        tsv([subscriptions(["x"])[0] | {"Price (Rp.)": f"{text}."}], S_HEADERS)
    ),
    "headers": lambda text: ott.read_subscriptions(
        "\t".join(
            [*(name for name in S_HEADERS if name != "Status"), " ".join(text.split()) or "x"]
        )
    ),
    "report": lambda text: ott.investigate(
        NUMBER, ott.Files(subscriptions=tsv(subscriptions(["x"]), S_HEADERS))
    ).report(f"{text}.pdf"),
    "reply": lambda text: ott.investigate(
        NUMBER, ott.Files(subscriptions=tsv(subscriptions(["x"]), S_HEADERS))
    ).reply(text, text),
}


@pytest.mark.parametrize("way", ERRORS)
def test_an_error_quotes_what_was_wrong_and_does_no_more(way, figures):
    for text in [*TEXTS, "9" * 100_000, "x" * 1_000_000]:
        with pytest.raises((ott.OttError, OSError)) as caught:
            ERRORS[way](text)
        assert isinstance(caught.value, ott.OttError), type(caught.value)
        for said in (str(caught.value), explain(caught.value, "id")):
            assert len(said) < 5_000
            assert not any(unicodedata.category(letter) in SHAPELESS for letter in said), said
            assert "<class" not in said
            assert "49" not in said or "49" in text
        figures("hostile input", tried=1, ran=0, lost=0)


def test_what_a_portal_says_in_its_banner_is_quoted_as_text(figures):
    for text in TEXTS:
        banner = f'<p class="error">{escape(text)} gagal</p>'.encode(errors="replace").decode()
        with (
            serve(create_app(Script([found(banner, None, NUMBER)]))) as served,
            ott.Portal(served.url) as portal,
        ):
            portal.login(USERNAME, PASSWORD)
            with pytest.raises(ott.PortalError) as caught:
                portal.subscriptions(NUMBER)
        said = explain(caught.value, "id")
        lost = shown(text)[:100] not in said
        figures("hostile input", tried=1, ran=0, lost=int(lost))
        assert not lost, said
        assert not any(unicodedata.category(letter) in SHAPELESS for letter in said)
