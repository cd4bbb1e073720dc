"""The report: a page that prints, a workbook; what they hold, and what they never show."""

import io
import re
import zipfile
from contextlib import contextmanager
from dataclasses import fields, replace
from datetime import date, datetime
from hashlib import sha256

import pandas as pd
import pytest
from bs4 import BeautifulSoup
from lxml import etree
from openpyxl import load_workbook

import ott_toolkit as ott
from ott_toolkit import practice, report
from ott_toolkit.amounts import WIB
from ott_toolkit.charts import to_svg
from ott_toolkit.conclusion.amount import amount_said
from ott_toolkit.conclusion.verdicts import TITLES
from ott_toolkit.errors import QueryError
from ott_toolkit.plain import to_csv
from ott_toolkit.practice.world import FIRST_NUMBER
from ott_toolkit.report.contents import SETTINGS, SIGNS
from ott_toolkit.rules import CATALOGUE
from tests.visitor import Visitor
from tests.written import (
    CHARGES,
    DATA,
    LINES,
    NUMBER,
    OTHER,
    PERIODS,
    REFERENCE,
    SUBSCRIPTIONS,
    charge,
    lines,
    paste,
    subscription,
)

SAMPLE = ott.Files(DATA / "subscriptions.txt", DATA / "transactions.txt")
ASOF = date(2022, 3, 20)
HIDDEN = "1215xxxxx017"
CUSTOMERS = (2, 6, 8, 9, 11, 13, 18, 19, 24, 25, 46, 50)
EVIL = (
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(2)>',
    '=HYPERLINK("http://x.invalid","x")',
    "@SUM(1+1)",
    "+1-1",
    "-2+3",
    "\u202egnp.exe",
    "#N/A",
)


def sample(**changed):
    return ott.investigate(NUMBER, SAMPLE, DATA / "bill.txt", **{"asof": ASOF, **changed})


def hostile():
    """A customer whose every text tries something, and holds the number."""
    service, item, channel = EVIL[0], f"{EVIL[1]} {NUMBER}", EVIL[2]
    reference = f"=x-20220102092122-{NUMBER}"
    common = {"Service": service, "Item": item}
    rows = [subscription(Partner_ref_no=reference, Channel=channel, **common)]
    charged = [
        charge(Partner_Ref_no=reference, Telkom_trx_id=f"{evil}{NUMBER}{n}", **common,
               Trx_Time=f"2022-02-{n + 1:02} 00:00:00")
        for n, evil in enumerate(EVIL)
    ]  # fmt: skip
    name = f"=cmd|' /C calc'!A0 {EVIL[0]} ANI\x00 \u202eBUDI"
    bill = lines(
        ["Nama:", name],
        ["Phone:", "0211234567"],
        ["Internet:", NUMBER],
        ["GroupID:", "=34000000099"],
    )
    bill += lines(PERIODS, ["Mar 2022", "IDR", "29,000", "29,000", "=Belum"])
    bill += lines(LINES, ["INTERNET CONTENT", "IDR", "29,000", EVIL[1], ""])
    files = ott.Files(paste(rows, SUBSCRIPTIONS), paste(charged))
    case = ott.investigate(NUMBER, files, bill, claim="charged-twice", asof=ASOF)
    return case.decided("unexplained", f"Bpk. Budi {NUMBER}\n=1+1 <b>{EVIL[0]}</b> \u202e")


@pytest.fixture(scope="module")
def known(server):
    """Practice customers by the ends of their numbers, each with its bill."""
    visitor = Visitor(server.url)
    visitor.log_in()
    with ott.Portal(server.url) as portal:
        portal.login(practice.USERNAME, practice.PASSWORD, name="Ani", regional=1)
        cases = {}
        for end in CUSTOMERS:
            number = str(FIRST_NUMBER + end)
            page = visitor.get("/ipayment", nomor=number).text
            bill = None if end == 50 else page
            cases[end] = ott.investigate(number, portal, bill, asof=practice.TODAY)
    return cases


def written(case, tmp_path, suffix, **how):
    return report.write(case, tmp_path / f"case{suffix}", **how).read_bytes()


def parts(content):
    """Every part of a workbook, or the page itself."""
    if not content.startswith(b"PK"):
        return {"page": content.decode()}
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        return {name: packed.read(name).decode("utf-8", "replace") for name in packed.namelist()}


def page_of(case, tmp_path, **how):
    return BeautifulSoup(written(case, tmp_path, ".html", **how), "lxml")


def text_of(case, tmp_path, **how):
    soup = page_of(case, tmp_path, **{"language": "en", **how})
    return " ".join(soup.body.get_text(" ").split())


def book_of(case, tmp_path, **how):
    content = written(case, tmp_path, ".xlsx", **{"language": "en", **how})
    return load_workbook(io.BytesIO(content))


def rows_of(sheet):
    headers, *rows = sheet.iter_rows(values_only=True)
    return [dict(zip(headers, row, strict=True)) for row in rows]


# --- the file -----------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["case.pdf", "case", "case.html.gz", ".html"])
def test_another_kind_of_file_is_a_wrong_question(name, tmp_path):
    with pytest.raises(QueryError, match=r"end in \.html / \.xlsx"):
        report.write(sample(), tmp_path / name)
    assert list(tmp_path.iterdir()) == []


def test_an_unknown_language_is_a_wrong_question(tmp_path):
    with pytest.raises(QueryError, match="'fr' is no language"):
        report.write(sample(), tmp_path / "case.html", language="fr")


@pytest.mark.parametrize("suffix", [".html", ".xlsx"])
def test_the_same_case_gives_the_same_bytes(suffix, tmp_path):
    case = sample(claim="stopped")
    first = written(case, tmp_path, suffix)
    assert first == written(case, tmp_path, suffix)
    assert first != written(case, tmp_path, suffix, language="en")
    assert [path.name for path in tmp_path.iterdir()] == [f"case{suffix}"]


def test_a_name_in_capitals_and_a_text_are_paths_too(tmp_path):
    path = report.write(sample(), str(tmp_path / "CASE.HTML"))
    assert path == tmp_path / "CASE.HTML"
    assert path.read_text(encoding="utf-8").startswith("<!doctype html>")


def test_a_file_that_cannot_be_written_leaves_nothing_behind(tmp_path):
    with pytest.raises(OSError, match="absent"):
        report.write(sample(), tmp_path / "absent" / "case.html")
    (tmp_path / "case.html").mkdir()
    with pytest.raises(OSError, match="case"):
        report.write(sample(), tmp_path / "case.html")
    assert [path.name for path in tmp_path.iterdir()] == ["case.html"]


# --- what is hidden -----------------------------------------------------------------------------


def secrets_of(case):
    customer = case.bill.customer if case.bill else None
    told = [case.number, *((customer.phone, customer.group_id, customer.name) if customer else ())]
    return [re.sub(r"[^0-9].*", "", text) if text[:1].isdigit() else text for text in told if text]


def surely_hidden(case, content):
    for name, text in parts(content).items():
        for secret in secrets_of(case):
            assert secret not in text, (name, secret)
        digits = re.sub(r"[\s.\-]", "", text) if name == "page" else text
        assert case.number not in digits, name


@pytest.mark.parametrize("suffix", [".html", ".xlsx"])
@pytest.mark.parametrize("end", CUSTOMERS)
def test_a_customer_is_masked_everywhere(end, suffix, known, tmp_path):
    case = known[end]
    content = written(case, tmp_path, suffix, language="id" if end % 2 else "en")
    surely_hidden(case, content)
    assert f"1215xxxxx{case.number[-3:]}" in "".join(parts(content).values())


@pytest.mark.parametrize("suffix", [".html", ".xlsx"])
def test_in_full_everything_is_shown(suffix, tmp_path):
    shown = "".join(parts(written(sample(), tmp_path, suffix, full=True)).values())
    for secret in ("PELANGGAN CONTOH", "02100000017", "34000000017", NUMBER, REFERENCE):
        assert secret in shown
    assert HIDDEN not in shown


@pytest.mark.parametrize("suffix", [".html", ".xlsx"])
def test_another_customers_number_in_a_reference_is_masked(suffix, tmp_path):
    rows = [subscription(Partner_ref_no=f"disact-20220102092122-{OTHER}")]
    files = ott.Files(paste(rows, SUBSCRIPTIONS), DATA / "transactions.txt")
    case = ott.investigate(NUMBER, files, asof=ASOF)
    shown = "".join(parts(written(case, tmp_path, suffix)).values())
    assert "disact-20220102092122-1226xxxxx055" in shown
    assert OTHER not in shown


def test_what_the_charts_cut_short_is_masked_too(tmp_path):
    ids = [f"r-{NUMBER}", f"{NUMBER}-abcdefghijk"]
    rows = [charge(Telkom_trx_id=one, Item=f"{NUMBER}.Monthly") for one in ids]
    case = ott.investigate(NUMBER, ott.Files(transactions=paste(rows)), asof=ASOF)
    drawn = "".join(str(svg) for svg in page_of(case, tmp_path).find_all("svg"))
    for shown in (f"r-{HIDDEN}", f"{HIDDEN}-abcdefghijk", f"{HIDDEN}.Monthly"):
        assert shown in drawn
    assert "121500" not in drawn
    rows = [charge(Item=f"Telkom.Paket.Keluarga.{NUMBER}")]
    case = ott.investigate(NUMBER, ott.Files(transactions=paste(rows)), asof=ASOF)
    drawn = "".join(str(svg) for svg in page_of(case, tmp_path).find_all("svg"))
    assert re.search(r"Keluarga\.121?x+…", drawn), "its name, at the left, ends within the number"
    assert "1215" not in drawn.replace(HIDDEN, "")


def test_no_tooltip_of_a_chart_holds_a_number(tmp_path):
    """The panel's tooltips show trx_id and reference in full; the report's hide the customer."""
    untimed = charge(Telkom_trx_id=f"u{NUMBER}", Trx_Time="", Partner_Ref_no=f"x-{OTHER}")
    rows = [charge(Telkom_trx_id=f"stb{NUMBER}{n}") for n in range(2)] + [untimed]
    files = ott.Files(paste([subscription(Status="Active")], SUBSCRIPTIONS), paste(rows))
    case = ott.investigate(NUMBER, files, DATA / "bill.txt", asof=ASOF)
    assert {"unknown-subscription", "duplicate-charge"} <= set(case.findings["rule"])
    full = to_svg(case.timeline()) + to_svg(case.charge_chart())
    for shown in (f"stb{NUMBER}0", f"u{NUMBER}", REFERENCE):
        assert shown in full
    page = page_of(case, tmp_path)
    told = [title.text for title in page.select("svg title")]
    assert any(f"stb{HIDDEN}" in title for title in told)
    assert any(f"20220102092122-{HIDDEN}" in title for title in told)
    assert any("u1215xxxxx017" in title for title in told)
    for number in (NUMBER, OTHER):
        assert number not in str(page)


@pytest.mark.parametrize("suffix", [".html", ".xlsx"])
@pytest.mark.parametrize("language", ["id", "en"])
def test_a_hostile_case_is_masked_and_harmless(suffix, language, tmp_path):
    case = hostile()
    content = written(case, tmp_path, suffix, language=language)
    for name, text in parts(content).items():
        for secret in (NUMBER, "0211234567", "34000000099", "ANI", "BUDI", "Budi"):
            assert secret not in text, name
        if not name.endswith(".png"):
            assert not re.search("[\x00\u202e]", text), name
    told = "".join(parts(written(case, tmp_path, suffix, full=True)).values())
    assert NUMBER in told
    assert "Budi" in told


# --- the page -----------------------------------------------------------------------------------


@pytest.mark.parametrize("end", [2, 6, 13, 50])
def test_the_page_needs_nothing_and_runs_nothing(end, known, tmp_path):
    refuse_outside(written(known[end], tmp_path, ".html"))


def test_a_hostile_page_runs_nothing(tmp_path):
    refuse_outside(written(hostile(), tmp_path, ".html", full=True))


def refuse_outside(content):
    soup = BeautifulSoup(content, "lxml")
    assert {tag.name for tag in soup.find_all(True)}.isdisjoint(
        {
            "script",
            "img",
            "link",
            "iframe",
            "object",
            "embed",
            "form",
            "base",
            "image",
            "a",
            "use",
            "b",
        }
    )
    attributes = {name.lower() for tag in soup.find_all(True) for name in tag.attrs}
    assert not {name for name in attributes if name.startswith("on")}
    assert attributes.isdisjoint({"src", "href", "xlink:href", "srcset", "action"})
    assert not re.search(r"url\(|@import", content.decode())
    policy = soup.find("meta", attrs={"http-equiv": "Content-Security-Policy"})["content"]
    assert policy.startswith("default-src 'none'; style-src 'unsafe-inline'")


def test_what_the_sample_says(tmp_path):
    text = text_of(sample(claim="stopped"), tmp_path)
    for said in (
        f"Case report {HIDDEN} Nama: P*** C*** Produk: Telkom Link ADSL Phone: 021xxxxxx17",
        "GroupID: 340xxxxxx17 (TSI)",
        "As of 20 Mar 2022 23:59:59 WIB",
        "✓ Explained Bill Mar 2022 · charges Feb 2022 · pay Mar 2022",
        "INTERNET CONTENT Rp 29.000 is the charge of 1 Feb 2022 00:04:25.",
        "Rp 29.000 + PPN Rp 2.900 = Rp 31.900",
        "stopped on a date",
        "Sum of the lines Rp 499.400 Total on the bill Rp 499.400 ✓",
        "PPN: 10 % of the taxable lines, Rp 454.000, is Rp 45.400; the bill shows Rp 45.400. ✓",
        "The rules that were run found nothing.",
        "Every rule of the catalogue was run.",
        "No decision was recorded.",
        "Months from a charge to the bill that carries it 1 bill_lag_months",
        "The verdicts speak of the amount alone.",
    ):
        assert said in text, said


def test_a_finding_stands_with_its_rows(known, tmp_path):
    case = known[11]
    text = text_of(case, tmp_path)
    found = case.findings.iloc[0]
    assert "◆ Duplicate charge to be checked The same subscription was charged again" in text
    assert f"{found['trx_id']}" in text
    assert "Rp 29.000 of it is contested" in text
    assert "Rp 31.900 with PPN; Rp 29.000 before it" in text


def test_every_period_has_its_verdict_the_disputed_one_first(known, tmp_path):
    soup = page_of(known[18], tmp_path, language="en")
    table = next(t for t in soup.find_all("table") if t.th.get_text() == "Verdict")
    told = [" ".join(row.td.get_text(" ").split()) for row in table.tbody.find_all("tr")]
    assert told == [
        "! Explained, contested Bill Mar 2022 · charges Feb 2022 · pay Mar 2022",
        "! Explained, contested Bill Feb 2022 · charges Jan 2022 · pay Feb 2022",
        "✓ Explained Bill Jan 2022 · charges Dec 2021 · pay Jan 2022",
    ]


def test_what_was_not_checked_says_why(known, tmp_path):
    text = text_of(known[50], tmp_path)
    assert "There is no bill in this case, so no amount was weighed." in text
    assert (
        "What was not checked The bill is not at hand: paste it from I-Payment. "
        "Billed without charge · Billed amount differs"
    ) in text


def test_nothing_found_is_told_from_nothing_looked_up(known, tmp_path):
    assert text_of(known[2], tmp_path).count("Nothing for this number.") == 2
    text = text_of(ott.investigate(NUMBER, ott.Files(), asof=ASOF), tmp_path)
    assert "Subscriptions: not looked up yet" in text
    assert text.count("not at hand") >= 4


def test_the_analysts_decision_stands_beside_the_tools(tmp_path):
    case = sample().decided("unexplained", "Bpk. Contoh says: not mine")
    assert "Mar 2022 ✗ Unexplained ✓ Explained Bpk. C*** says: not mine" in text_of(case, tmp_path)


def test_a_changed_setting_is_told_from_the_default(tmp_path):
    text = text_of(sample(policy=ott.Policy(cycle_days=28)), tmp_path)
    assert "Days after which a monthly item renews 28 (by default 30) cycle_days" in text


def test_every_setting_has_a_plain_name():
    assert set(SETTINGS) == {part.name for part in fields(ott.Policy)}
    assert set(SIGNS) == set(TITLES)


@pytest.mark.parametrize("full", [True, False])
def test_the_hash_is_of_the_rows_as_they_are_shown(full, tmp_path):
    case = sample()
    digests = re.findall(r"SHA-256 ([0-9a-f]{64})", text_of(case, tmp_path, full=full))
    frames = [case.subscriptions, case.transactions, case.bill.periods, case.bill.lines]
    plain = [to_csv(frame) for frame in frames]
    shown = plain if full else [text.replace(NUMBER, HIDDEN) for text in plain]
    assert digests == [sha256(text.encode()).hexdigest() for text in shown]


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"kind": "cannot"}, "Where INTERNET CONTENT Rp 29.000 comes from cannot be said yet."),
        ({"billed": None}, "INTERNET CONTENT cannot be weighed: its amount is not known."),
        (
            {"kind": "unexplained", "charged": 0},
            "INTERNET CONTENT Rp 29.000 was billed, but no charge of Feb 2022 is recorded for it.",
        ),
        (
            {"kind": "partly", "charged": 10000},
            "Of INTERNET CONTENT Rp 29.000, charges of Feb 2022 explain Rp 10.000; for Rp 19.000 "
            "no charge is recorded.",
        ),
        (
            {"charged": 30000},
            "INTERNET CONTENT Rp 29.000 is explained by charges of Feb 2022, which come to "
            "Rp 30.000; Rp 1.000 of them is left over.",
        ),
        (
            {"kind": "contested", "contested": 29000, "to_confirm": 10000},
            "INTERNET CONTENT Rp 29.000 is the charge of 1 Feb 2022 00:04:25. Rp 29.000 of it is "
            "contested; see the findings. For Rp 10.000 of that nothing is proposed before a "
            "person confirms the finding.",
        ),
    ],
)
def test_what_a_verdict_says_of_the_amount(changes, said):
    verdict = replace(sample().disputed, **changes)
    assert " ".join(one.say("en") for one in amount_said(verdict)) == said


@pytest.mark.parametrize(("language", "first"), [("id", "Linimasa"), ("en", "Timeline")])
def test_page_and_charts_are_in_one_language(language, first, tmp_path):
    soup = page_of(sample(), tmp_path, language=language)
    assert soup.html["lang"] == language
    timeline, _charges = [svg["aria-label"] for svg in soup.find_all("svg")]
    assert timeline.startswith(f"{first} ")


# --- in a browser -------------------------------------------------------------------------------


@contextmanager
def opened(browser, path):
    """The page in a browser, and what it complained of or asked for."""
    trouble = []
    shown = browser.new_page(viewport={"width": 1366, "height": 768})
    shown.on("console", lambda message: trouble.append(message.text))
    shown.on("pageerror", lambda error: trouble.append(str(error)))
    shown.on("dialog", lambda dialog: (trouble.append(dialog.message), dialog.dismiss()))
    shown.on("request", lambda request: trouble.append(request.url))
    try:
        shown.goto(path.as_uri())
        yield shown, trouble
    finally:
        shown.close()


def test_the_page_opens_and_prints(browser, known, tmp_path):
    for end, least, most in ((17, 3, 8), (11, 3, 9), (18, 3, 9), (2, 2, 6), (50, 2, 8)):
        case = sample(claim="charged-twice") if end == 17 else known[end]
        path = report.write(case, tmp_path / f"{end}.html")
        with opened(browser, path) as (shown, trouble):
            assert trouble == [path.as_uri()]
            assert shown.evaluate("document.documentElement.scrollWidth <= innerWidth")
            printed = shown.pdf(prefer_css_page_size=True, print_background=True)
        sizes = re.findall(rb"/MediaBox \[0 0 ([0-9.]+) ([0-9.]+)\]", printed)
        assert least <= len(sizes) <= most, end
        upright = [float(width) < float(height) for width, height in sizes]
        assert upright.count(False) == (end != 2), end  # the charts lie on their side
        assert printed.count(b"/Font") > 0


def test_a_hostile_page_opens_without_a_sound(browser, tmp_path):
    path = report.write(hostile(), tmp_path / "evil.html", full=True)
    with opened(browser, path) as (shown, trouble):
        assert trouble == [path.as_uri()]
        assert EVIL[0] in shown.inner_text("body")
        assert shown.locator("script, img").count() == 0


def test_no_chart_is_cut_and_no_text_leaves_the_paper(browser, known, tmp_path):
    path = report.write(known[13], tmp_path / "case.html")
    with opened(browser, path) as (shown, _trouble):
        shown.emulate_media(media="print")
        shown.set_viewport_size({"width": 688, "height": 1000})  # A4 less its margins, in pixels
        assert shown.evaluate("document.documentElement.scrollWidth") <= 688


BROKEN = """() => {
    const broken = [];
    const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let text = texts.nextNode(); text; text = texts.nextNode()) {
        if (text.parentElement.closest('.id, svg, style')) continue;
        for (const word of text.data.matchAll(/[^\\s-]{1,24}(?=[\\s-]|$)/g)) {
            if (/[^\\s-]/.test(text.data[word.index - 1] ?? ' ')) continue;
            const range = document.createRange();
            range.setStart(text, word.index);
            range.setEnd(text, word.index + word[0].length);
            const lines = new Set([...range.getClientRects()].map((box) => Math.round(box.top)));
            if (lines.size > 1) broken.push(word[0]);
        }
    }
    return broken;
}"""


@pytest.mark.parametrize("end", [17, 6, 11, 13, 46])
def test_no_word_is_broken_in_print(browser, known, end, tmp_path):
    path = report.write(
        sample(claim="stopped") if end == 17 else known[end], tmp_path / "case.html"
    )
    with opened(browser, path) as (shown, _trouble):
        shown.emulate_media(media="print")
        shown.set_viewport_size({"width": 688, "height": 1000})
        assert shown.evaluate(BROKEN) == []
        assert shown.evaluate("document.documentElement.scrollWidth") <= 688


def test_a_word_that_no_column_can_hold_is_broken_all_the_same(browser, tmp_path):
    rows = [subscription(Channel="S" * 200, Item="T" * 200)]
    files = ott.Files(paste(rows, SUBSCRIPTIONS), paste([charge(Service=f"1 - {'X' * 200}")]))
    path = report.write(ott.investigate(NUMBER, files, asof=ASOF), tmp_path / "case.html")
    with opened(browser, path) as (shown, _trouble):
        shown.emulate_media(media="print")
        shown.set_viewport_size({"width": 688, "height": 1000})
        assert shown.evaluate("document.documentElement.scrollWidth") <= 688


def test_headings_and_short_parts_stay_with_what_follows(browser, known, tmp_path):
    path = report.write(known[46], tmp_path / "case.html")
    with opened(browser, path) as (shown, _trouble):
        kept = shown.evaluate("""() => {
            const all = (query) => [...document.querySelectorAll(query)].map(getComputedStyle);
            return {
                heads: all('h2, h3, thead').every((one) => one.breakAfter === 'avoid'),
                rows: all('tbody tr').every((one) => one.breakInside === 'avoid'),
                long: [...document.querySelectorAll('tbody')].filter((one) => one.rows.length > 9)
                    .flatMap((one) => [...one.rows].map((row) => getComputedStyle(row)))
                    .map((one) => [one.breakBefore, one.breakAfter].join(' ')),
            };
        }""")
    assert kept["heads"]
    assert kept["rows"]
    begin, free, end = ["auto avoid"] * 2, ["auto auto"], ["avoid auto"] * 2
    assert kept["long"] == begin + free * 8 + end


# --- the workbook -------------------------------------------------------------------------------


def test_the_sheets_of_the_workbook(tmp_path):
    assert book_of(sample(), tmp_path).sheetnames == [
        "Summary", "Verdicts", "Findings", "Subscriptions", "Transactions Data", "Bill",
        "Questions", "Sources and settings", "Charts",
    ]  # fmt: skip


def test_numbers_are_numbers_and_times_are_times(tmp_path):
    book = book_of(sample(), tmp_path)
    (row,) = rows_of(book["Subscriptions"])
    assert row["IndiHome"] == HIDDEN
    assert row["Price (Rp.)"] == 29000
    assert row["Start Time"] == datetime(2022, 1, 2, 9, 21, 22)
    first, second = rows_of(book["Transactions Data"])
    assert (first["Trx Time"], second["Trx Time"]) == (
        datetime(2022, 1, 2, 9, 21, 22), datetime(2022, 2, 1, 0, 4, 25),
    )  # fmt: skip
    assert second["Bill"] == datetime(2022, 3, 1)
    cells = {cell.value: cell for cell in book["Transactions Data"][3]}
    assert cells[29000].number_format == "#,##0"
    assert cells[datetime(2022, 2, 1, 0, 4, 25)].number_format == "yyyy-mm-dd hh:mm:ss"
    assert cells[HIDDEN].data_type == "s"


@pytest.mark.parametrize("end", [2, 8, 13, 50])
def test_sheets_can_be_worked_with(end, known, tmp_path):
    book = book_of(known[end], tmp_path, language="id")
    for sheet in book.worksheets[:-1]:
        assert sheet.freeze_panes == "A2"
        assert sheet.auto_filter.ref == sheet.dimensions
        assert all(9 <= one.width <= 60 for one in sheet.column_dimensions.values())
        assert all(cell.value and cell.font.bold for cell in sheet[1])
        assert sheet.print_title_rows == "$1:$1"
    assert [len(sheet._images) for sheet in book.worksheets] == [0] * 8 + [2]
    assert book.properties.modified == book.properties.created == datetime(2022, 3, 20, 23, 59, 59)


def test_no_text_is_taken_for_a_formula(tmp_path):
    book = book_of(hostile(), tmp_path, full=True)
    texts = [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.value]
    assert {cell.data_type for cell in texts} <= {"s", "n", "d"}
    assert all(cell.quotePrefix for cell in texts if cell.data_type == "s" and cell.row > 1)
    values = {cell.value for cell in texts}
    assert EVIL[2] in values
    assert f"=x-20220102092122-{NUMBER}" in values
    assert any(str(value).startswith("#N/A") for value in values)
    for name, part in parts(written(hostile(), tmp_path, ".xlsx")).items():
        if name.startswith("xl/worksheets/sheet"):
            assert "<f>" not in part
            assert "<hyperlink" not in part.lower()


def test_the_workbook_says_what_the_page_says(known, tmp_path):
    case = known[13]
    book = book_of(case, tmp_path)
    verdicts = rows_of(book["Verdicts"])
    assert [row["Bill"].month for row in verdicts] == [3, 2, 1]
    assert [row["Verdict"] for row in verdicts] == [
        "! Explained, contested", "! Explained, contested", "✓ Explained",
    ]  # fmt: skip
    assert [row["INTERNET CONTENT"] for row in verdicts] == [48000, 48000, 29000]
    findings = rows_of(book["Findings"])
    assert [row["Rule"] for row in findings] == case.findings["rule"].tolist()
    marked = [row["Findings"] for row in rows_of(book["Transactions Data"])]
    assert marked.count("Unknown subscription") == 2


def test_rules_that_were_not_run_stand_on_the_sheet_of_findings(known, tmp_path):
    rows = rows_of(book_of(known[50], tmp_path)["Findings"])
    titles = {rule.name: rule.title for rule in CATALOGUE}
    told = [row["Finding"] for row in rows if row["Severity"] == "not checked"]
    assert told == [titles[name] for name in known[50].not_run]
    assert {row["Explanation"] for row in rows if row["Severity"] == "not checked"} == {
        "The bill is not at hand: paste it from I-Payment."
    }


NOTES = (
    "Number, name, phone and group are masked.",
    "They are hashed masked, so that the hash does not give away what is masked.",
    "Hashed are the rows as CSV in UTF-8, as the command ott read --csv writes them.",
    "There is no bill in this case, so no amount was weighed.",
    "No period of this bill has INTERNET CONTENT, so there is no amount to weigh.",
    "The rules that were run found nothing.",
    "Every rule of the catalogue was run.",
    "Nothing for this number.",
    "Subscriptions: not looked up yet",
    "No claim was recorded.",
    "No decision was recorded.",
)


@pytest.mark.parametrize("full", [True, False])
def test_every_note_of_the_page_stands_in_the_workbook(full, known, tmp_path):
    cases = (sample(), known[2], known[50], ott.investigate(NUMBER, ott.Files(), asof=ASOF))
    told = set()
    for case in cases:
        text = text_of(case, tmp_path, full=full)
        book = book_of(case, tmp_path, full=full)
        values = [value for sheet in book for row in sheet.iter_rows(values_only=True)
                  for value in row]  # fmt: skip
        for note in NOTES:
            assert (note in text) == (note in values), note
            told |= {note} if note in text else set()
    assert set(NOTES) - told == (set(NOTES[:2]) if full else set())


def test_settings_are_numbers_in_the_workbook(tmp_path):
    policy = ott.Policy(cycle_days=28)
    rows = rows_of(book_of(sample(policy=policy), tmp_path)["Sources and settings"])
    values = {row["What"]: (row["Value"], row["Remark"]) for row in rows}
    assert values["Days after which a monthly item renews"] == (28, "by default 30")
    assert values["Seconds by which two systems may differ"] == (60, None)
    assert values["PPN by bill period"][0].startswith("10 % · from Apr 2022 11 %")


PASTED = [(DATA / f"{name}.txt").read_text(encoding="utf-8")
          for name in ("subscriptions", "transactions", "bill")]  # fmt: skip


@pytest.mark.parametrize(
    ("language", "bill", "source"),
    [
        ("en", PASTED[2], "pasted text"),
        ("id", PASTED[2], "teks yang ditempel"),
        ("id", [DATA / "bill.txt", PASTED[2]], "bill.txt, teks yang ditempel"),
        ("id", ott.read_bill(DATA / "bill.txt"), "bill.txt"),
    ],
)
def test_a_bill_says_where_it_was_read_and_when(language, bill, source, tmp_path):
    before = datetime.now(WIB).replace(tzinfo=None, microsecond=0)
    case = ott.investigate(NUMBER, ott.Files(*PASTED[:2]), bill, asof=ASOF)
    soup = page_of(case, tmp_path, language=language)
    table = next(table for table in soup.find_all("table") if "SHA-256" in table.get_text())
    cells = [row.find_all("td") for row in table.tbody.find_all("tr")]
    assert [row[0].get_text() for row in cells[2:]] == [
        "I-Payment: Periode", "I-Payment: Detail pembayaran",
    ]  # fmt: skip
    for row in cells[2:]:
        assert row[1].find(string=True) == source
        assert "SHA-256" in row[1].get_text()
    pasted = "pasted text" if language == "en" else "teks yang ditempel"
    assert cells[0][1].find(string=True) == pasted
    sheet = book_of(case, tmp_path, language=language).worksheets[7]
    told = {row[0]: row for row in sheet.iter_rows(values_only=True)}
    for name in ("I-Payment: Periode", "I-Payment: Detail pembayaran"):
        assert told[name][1] == source
        assert isinstance(told[name][2], datetime)
        if not isinstance(bill, ott.Bill):
            assert told[name][2] >= before
        assert re.fullmatch("[0-9a-f]{64}", told[f"SHA-256: {name}"][1])


def test_columns_nobody_knows_are_kept(tmp_path):
    text = paste([[*charge(), f"=1 {NUMBER}"]], [*CHARGES, f"Catatan {NUMBER}"])
    case = ott.investigate(NUMBER, ott.Files(transactions=text), asof=ASOF)
    (row,) = rows_of(book_of(case, tmp_path)["Transactions Data"])
    assert row[f"Catatan {HIDDEN}"] == f"=1 {HIDDEN}"


def test_a_day_before_a_workbooks_first_stays_a_text(tmp_path):
    text = paste([subscription(Start_Time="1899-05-01 00:00:00")], SUBSCRIPTIONS)
    case = ott.investigate(NUMBER, ott.Files(subscriptions=text), asof=ASOF)
    (row,) = rows_of(book_of(case, tmp_path)["Subscriptions"])
    assert row["Start Time"] == "1899-05-01 00:00:00"


def test_every_part_of_the_workbook_is_well_formed(tmp_path):
    for name, part in parts(written(hostile(), tmp_path, ".xlsx")).items():
        if name.endswith((".xml", ".rels")):
            etree.fromstring(part.encode())


def test_other_pages_that_were_read_are_sources_and_drawn_and_masked(tmp_path):
    cells = {
        "Waktu": ["2022-02-01 00:04:25"],
        "Proses": [f"CHARGE {NUMBER}"],
        "Partner Ref_no": [REFERENCE],
    }
    log = pd.DataFrame(cells, dtype="string")
    log.attrs = {"number": NUMBER, "source": "http://127.0.0.1/datalog", "announced": 1}
    case = sample().with_page("Data Log", log)
    page = written(case, tmp_path, ".html", language="en").decode()
    text = text_of(case, tmp_path)
    assert "Data Log http://127.0.0.1/datalog An undocumented page, as it is shown" in text
    assert "no verdict rests on it" in text
    assert f"CHARGE {HIDDEN}" in page
    assert NUMBER not in page
    told = {
        row[0]: row for row in book_of(case, tmp_path).worksheets[7].iter_rows(values_only=True)
    }
    assert told["Data Log"][1:] == (
        "http://127.0.0.1/datalog", None, 1,
        "An undocumented page, as it is shown: no verdict rests on it.",
    )  # fmt: skip
    assert re.fullmatch("[0-9a-f]{64}", told["SHA-256: Data Log"][1])
