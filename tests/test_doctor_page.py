"""`ott doctor --page`: what a saved page is, and a copy of it that tells nothing of a customer."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sysconfig
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import ott_toolkit as ott
from ott_toolkit import practice
from ott_toolkit.doctor.invented import Invented
from ott_toolkit.doctor.markup import parts
from ott_toolkit.doctor.pages import diagnose
from ott_toolkit.doctor.reading import checks
from ott_toolkit.doctor.scrub import scrubbed, scrubbed_text
from ott_toolkit.errors import OttError, ParseError, QueryError
from tests.portals import CHARGES, NUMBER, OTHER, SUBSCRIPTION, layout, nameless, table, tokens
from tests.portals.scripted import LOGIN, SEARCH, found, page
from tests.visitor import Visitor

OTT = str(Path(sysconfig.get_path("scripts")) / "ott")
DATA = Path(__file__).parent / "data"
ROW = SUBSCRIPTION
TWO = [*CHARGES[:2]]


def diagnosed(html):
    return diagnose(html.encode() if isinstance(html, str) else html, "page.html")


def reads_the_same(content):
    """The copy is read as the page is, is a copy of itself, and is ASCII."""
    first = diagnosed(content)
    again = diagnosed(first.copy)
    assert first.faithful
    assert first.copy.isascii() or "<" not in first.copy
    assert again.copy == first.copy
    assert again == first
    return first


# --- what a page is -------------------------------------------------------------------------------

PERIODS = {
    "Periode": "Mar 2022", "Mata Uang": "IDR", "Jumlah Tagihan": "499,400", "Belum Bayar": "0",
    "Status Pembayaran": "Lunas",
}  # fmt: skip
MAINTENANCE = "<html><title>Sedang pemeliharaan</title><body><h1>Pemeliharaan</h1></body></html>"


@pytest.mark.parametrize(
    ("html", "kind"),
    [
        (LOGIN.format(said=""), "log-in"),
        (page(SEARCH.format(token="t", method="post")), "search form"),
        (found(table([ROW])), "subscriptions"),
        (found(table(TWO), 2), "transactions"),
        (page(table([PERIODS])), "bill"),
        (MAINTENANCE, "maintenance"),
        (page("Selamat datang"), "other"),
        (found(table([ROW]))[:-30], "broken"),
    ],
    ids=[
        "log-in",
        "search",
        "subscriptions",
        "transactions",
        "bill",
        "maintenance",
        "other",
        "cut",
    ],
)
def test_a_page_is_taken_for_what_it_is(html, kind):
    assert reads_the_same(html).facts.kind == kind


def test_a_column_that_moved_is_told_with_the_header_most_like_it():
    renamed = {"Last Charged" if name == "Last Charge" else name: ROW[name] for name in ROW}
    seen = reads_the_same(found(table([renamed])))
    assert seen.facts.kind == "subscriptions"
    assert seen.facts.tables[0].missing == ("Last Charge",)
    assert seen.nearest(0, "Last Charge") == "Last Charged"
    assert "Last Charged" in seen.copy, "a header that nobody knows is what it is about"
    told = [check.found.say("en") for check in checks(seen)]
    assert "Last Charge is missing; nearest: Last Charged" in told


def test_fields_are_told_with_their_roles():
    seen = reads_the_same(page(SEARCH.format(token="geheim-17", method="post")))
    assert seen.fields == (("«nomor indihome» (number, text)",),)
    assert seen.facts.forms[0].roles == (("number", (0,)),)
    assert "geheim" not in seen.copy


# --- the copy fails where the page does -----------------------------------------------------------


def with_cell(name, value):
    return found(table([{**ROW, name: value}]))


@pytest.mark.parametrize(
    "html",
    [
        with_cell("Start Time", "2019/01/05 08:15"),
        with_cell("Start Time", "2019-02-30 08:15:00"),
        with_cell("Start Time", "2019-01-05 25:15:00"),
        with_cell("Price (Rp.)", "29,000.00"),
        with_cell("Price (Rp.)", "Rp 29.000,50"),
        with_cell("Price (Rp.)", "29.000.00"),
        with_cell("Price (Rp.)", "٢٩٠٠٠"),
        with_cell("IndiHome", "1.22600000055E+11"),
        with_cell("IndiHome", "1226****0055"),
        with_cell("IndiHome", OTHER),
        with_cell("End Time", "NULL"),
        with_cell("End Time", "-"),
        with_cell("Item", "x</td><td>y"),
        found(table([ROW]), 7),
        found(table([ROW, ROW]), 2),
        found(table([ROW]), None),
        found("<p>Tidak ada data</p>", 0),
        found(f"{table([ROW])}<p>Menampilkan <b>3</b> data</p>"),
        found(table([ROW]).replace("<th>Item</th>", "<th>Item</th><th>Produk</th>")),
        found(table([{**ROW, "Nama": "BUDI"}]) + table(TWO), 1),
        page(table([ROW]).replace("</table>", "")),
        page("<!-- " + table([ROW])),
        page(f"<table><tr><td>{table([ROW])}</td></tr></table>"),
        found(table([dict.fromkeys(ROW, "")])),
        found(table([{**charge, "Trx Time": "1875-01-01 00:00:00"} for charge in TWO]), 2),
    ],
    ids=range(25),
)
def test_the_copy_is_read_or_refused_as_the_page_is(html):
    reads_the_same(html)


@pytest.mark.parametrize("tenth", range(1, 10))
def test_a_page_that_was_cut_off_has_a_copy_that_is_cut_off(tenth):
    html = found(table([ROW]))
    reads_the_same(html[: len(html) * tenth // 10])


@cache
def practice_pages():
    """Every page that the practice portal shows for some of its customers."""
    with practice.serve() as server:
        visitor = Visitor(server.url)
        shown = [visitor.get("/login").content]
        visitor.log_in()
        for customer in practice.customers()[::9]:
            number = customer.number
            shown.append(visitor.get("/data/subscriptions", nd=number).content)
            shown.append(visitor.get("/ipayment", nomor=number).content)
            visitor.get("/data/transactions")
            shown.append(visitor.post("/data/transactions", nomor_indihome=number).content)
    return shown


def test_every_page_of_the_practice_portal_reads_the_same(figures):
    kinds = {reads_the_same(content).facts.kind for content in practice_pages()}
    assert kinds >= {"log-in", "subscriptions", "transactions", "bill"}
    figures("doctor", copies=len(practice_pages()), read_otherwise=0)


@pytest.mark.parametrize(
    "html",
    [
        layout.LOGIN.format(said="<p>Unknown user.</p>"),
        layout.FRAME.format(content=layout.SEARCH.format(action="/subs", number=NUMBER)),
        tokens.LOGIN.format(said="", token="a1b2c3d4"),
        tokens.FRAME.format(content=tokens.SEARCH.format(token="a1b2c3d4")),
        nameless.LOGIN,
        f"{nameless.HEAD}{nameless.MENU}{nameless.SEARCH.format(action='s')}</body></html>",
    ],
    ids=["layout-in", "layout", "tokens-in", "tokens", "nameless-in", "nameless"],
)
def test_pages_of_other_makes_have_the_same_fields_and_roles(html):
    seen = reads_the_same(html)
    assert seen.facts.forms


@pytest.mark.parametrize("name", ["subscriptions.txt", "transactions.txt", "bill.txt"])
def test_pasted_text_reads_the_same(name):
    content = (DATA / name).read_bytes()
    seen = reads_the_same(content)
    assert not seen.facts.problem
    assert re.search(rb"[0-9]{12}", content)
    for number in set(re.findall(rb"[0-9]{12}", content)) - {b"0" * 12}:
        assert number.decode() not in seen.copy


def test_a_file_in_another_character_set_reads_the_same():
    html = page('<meta charset="windows-1252">' + table([{**ROW, "Service": "812 – Télé"}]))
    seen = reads_the_same(html.encode("cp1252"))
    assert seen.copy.isascii()


SEVERAL_PERIODS = """\
Periode;Mata Uang;Jumlah Tagihan;Belum Bayar;Status Pembayaran
Mar 2022;IDR;40,000;0;Lunas
Apr 2022;IDR;35,500;0;Lunas
Jenis Layanan;Mata Uang;Jumlah Tagihan;Status
INTERNET CONTENT;IDR;29,000;Lunas
ABONEMEN;IDR;11,000;Lunas
Jenis Layanan;Mata Uang;Jumlah Tagihan;Status
ABONEMEN;IDR;35,500;Lunas
"""


def test_a_copy_that_reads_otherwise_is_told():
    """Here a detail is told by its sum, which invented amounts do not keep."""
    seen = diagnosed(SEVERAL_PERIODS)
    assert seen.facts.read == (("bill", 2),)
    assert not seen.faithful
    (told,) = [check for check in checks(seen) if check.about.say("en") == "Copy"]
    assert told.grade == "warning"
    assert told.advice


# --- and tells nothing ----------------------------------------------------------------------------

FIRST, LAST, STREET = "Wulandari", "Hutapea", "Kenanga"
PLANTED = {
    "number": "121500004711",
    "phone": "081234567890",
    "second": "121500008899",
    "name": FIRST,
    "family": LAST,
    "street": STREET,
    "mail": "wulan.hutapea@contoh.invalid",
    "token": "q7Zp9xK2mW4tRb8sLd",
    "password": "kucing-hitam-42",
    "amount": "83.457",
    "time": "2021-11-23 17:42:58",
    "day": "23/11/2021",
    "birth": "23 November 1987",
    "trx": "TRX77QJ4410",
    "host": "dasbor.kantor-kami.invalid",
    "nik": "3175064512870003",
}
HIDING = """<!DOCTYPE html [<!ENTITY n "{number}">]>
<?xml version="1.0" data="{number}"?>
<html lang="id" data-user="{name}" manifest="{token}"><head>
<title>{name} {family} - {number}</title>
<base href="https://{host}/{name}/">
<meta name="csrf-token" content="{token}"><meta http-equiv="refresh" content="9; url=/x?t={token}">
<link rel="next" href="https://{host}/{name}/{number}?nama={family}#{token}" title="{name}">
<style>.a::after{{content:"{name} {number}"}}</style><style media="{name}"></style>
<script src="https://{host}/{token}.js">var who = "{name} {number}";</script>
<script>if (a < b && "</td>{number}") {{}} // {mail}
</script>
<script type="application/json">{{"n":"{number}","password":"{password}"}}</script>
<noscript>{name} <img src="/pixel?n={number}"></noscript>
<template><p>{name} {number}</p></template>
<!-- {name} {number} {token} --><!--[if IE]>{name} {number}<![endif]--><![CDATA[{name} {number}]]>
</head><body class="user-{number}" onload="show('{name}')" data-n='{number}' style="--n:'{name}'">
<p>Halo {name} {family}, {mail}, {phone} &#49;21500004711 <b>1215</b>0000<i>4711</i></p>
<p>1215 0000 4711, 1215-0000-4711, +62 812-3456-7890, {nik}, {day}, {birth}</p>
<h1 title="{name}" id="h-{number}">{name}</h1><div hidden>{password}</div>
<a href="javascript:show('{number}')">{name}</a> <a href="mailto:{mail}">{mail}</a>
<a href="/pelanggan/{number}/{name}?n={number}#{family}" title="{number}">1</a>
<a href="//{name}:{password}@{host}/">x</a> <a href=/{number}>{number}</a>
<img alt="{name} {number}" src="data:image/png;base64,{token}" srcset="/{number}.png 2x"
longdesc={number}>
<p lang="{name}" role="{name}" class="alert {name}" hidden="{name}" style="display:none;{name}">
<a rel="{name} next" type="{name}" href="?{token}">{name}</a> <i scope="{name}"></i>
<meta charset="{name}"><td colspan="{number}" rowspan="{name}"></td><input type="{name}" name=t>
<form method="{name}" enctype="{name}" accept-charset="{name}"></form>
<svg viewBox="0 0 {phone} 1"><text>{name}</text><path d="M{number}"/></svg>
<iframe src="/{number}" srcdoc="<p>{name}</p>" name="{name}">{name}</iframe>
<object data="/{number}"><param name="{name}" value="{number}"></object>
<video poster="/{number}.jpg"></video> <x-{name} n="{number}">{name}</x-{name}> <{mail}>
<form action="/cari/{number}?t={token}" method="post" name="{name}" id="{name}" target="{name}">
<input type="hidden" name="_token" value="{token}"><input type=hidden name="{token}" value=1>
<input type=password name=password value="{password}"><input name=nd value="{number}">
<label for="nd-{number}">Nomor IndiHome {number}</label>
<input id="nd-{number}" name="f{number}" placeholder="mis. {number}" title="{phone}" list="{name}">
<textarea name="catatan">{name} <b>{number}</b> </textarea>
<select name="pelanggan"><option value="{number}">{name} {family}</option>
<option value="{name}" selected>{number}</option></select>
<datalist id="{name}"><option value="{number}">{name}</datalist>
<label><input type=checkbox name=c value="{number}"> {name}</label>
<label><input type=radio name=r value="{name}"> {name} {number}</label>
<button name="aksi" value="{number}" formaction="/{number}?{token}">Hapus {name}</button>
<input type=submit value="Simpan {name}"><input type=image src="/{number}.png" alt="{name}">
</form>
<table summary="{name}"><caption>{name} {number}</caption>
<thead><tr><th colspan=3>Pelanggan: {name} {family}</th></tr>
<tr><th>IndiHome</th><th>Item</th><th>{number}</th><th>{mail}</th>
<th data-n="{number}">Status</th></tr></thead>
<tr><th scope=row>{name}</th><td>{street}<td>{number}<td>{mail}<td abbr="{name}">{amount}</tr>
<tr><td>{time}</td><td>{trx}</td><td>disact-20211123174258-{number}</td><td>Rp {amount},00</td>
<td><span title="{second}" data-order="{amount}" onclick="lihat({second})">Lihat</span></td></tr>
<tr><td>{second}</td><td>{name}&nbsp;{family}</td><td>&lt;b&gt;{family}&lt;/b&gt;</td></tr>
<tfoot><tr><td colspan="{number}">{name}</td></tr></tfoot></table>
<div class="alert alert-danger {name}">Sesi {name} habis: {password}</div>
<p>Hasil untuk pencarian: Nomor Indihome: {number}, {name}.</p><p>Showing: 3</p>
<plaintext-{number}></body></html>
<!-- {name} {number} <p title="{token}">{family}"""


def survivors(copy):
    """What of the planted secrets a copy still tells, however it is written."""
    folded = copy.casefold()
    digits = re.sub("[^0-9]", "", copy)
    found = [name for name, secret in PLANTED.items() if secret.casefold() in folded]
    found += [
        f"digits of {name}"
        for name in ("number", "phone", "second", "nik")
        if PLANTED[name].lstrip("0") in digits
    ]
    words = (
        "wulan",
        "hutapea",
        "kenanga",
        "kucing",
        "hitam",
        "kantor",
        "contoh",
        "november",
        "1987",
    )
    return found + [word for word in words if word in folded]


def test_of_what_is_planted_everywhere_nothing_survives(figures):
    html = HIDING.format(**PLANTED)
    planted = sum(html.count(secret) for secret in PLANTED.values())
    copy = scrubbed(html)
    assert survivors(html)
    left = survivors(copy)
    figures("doctor", planted=planted, survived=len(left))
    assert planted > 150
    assert left == []
    assert scrubbed(copy) == copy
    for kept in ("<th>IndiHome</th>", 'name="nd"', 'name="_token"', "Hasil untuk pencarian"):
        assert kept in copy
    said = json.dumps([check.found.say("en") for check in checks(diagnosed(html))])
    assert survivors(said) == [], "nor does what is said of it"


@pytest.mark.parametrize("cut", range(0, 100, 7))
def test_nothing_survives_in_a_page_that_was_cut_anywhere(cut):
    html = HIDING.format(**PLANTED)
    assert survivors(scrubbed(html[: len(html) * cut // 100])) == []
    assert survivors(scrubbed(html[len(html) * cut // 100 :])) == []


def test_nothing_survives_in_text_with_separators():
    rows = [
        ["IndiHome", "Item", "Waktu", "Nama"],
        list(PLANTED.values())[:4],
        list(PLANTED.values()),
    ]
    for separator in ("\t", ";", ","):
        text = "\n".join(separator.join(row) for row in rows)
        copy = scrubbed_text(f"Nama: {FIRST} {LAST}\n{text}\n")
        assert survivors(copy) == []
        assert separator.join(rows[0]) in copy
        assert copy.count(separator) == text.count(separator)


SIGNS = st.text(alphabet="<>/=\"'&;!-? \n#xabtdhr190.@:" + "é٣", min_size=0, max_size=60)


@settings(max_examples=300, deadline=None)
@given(SIGNS, SIGNS, st.sampled_from(["<p>{}</p>", '<a title="{}">', "<td {}>", "<!--{}", "<{}>"]))
def test_whatever_the_markup_a_name_in_it_is_gone(before, after, around):
    secret = "Wulandari121500004711"
    html = before + around.format(secret) + after
    copy = scrubbed(html)
    assert "wulandari" not in copy.casefold()
    assert "1215" not in copy
    assert scrubbed(copy) == scrubbed(scrubbed(copy))


@pytest.mark.parametrize("part", ["<a x='", "<a></b>", "<label>x", "<table><tr><td>", "a.b", "a@"])
def test_a_copy_of_what_goes_on_and_on_is_made_all_the_same(part):
    """Time that grows with the square of the length would keep this from ending."""
    copy = scrubbed(part * 50_000)
    assert scrubbed(copy) == copy


# --- invented text --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "made"),
    [
        ("Wulan Ratna wulan", "Xxxxx Xxxxy xxxxx"),
        ("Rp 29.050,00", "Rp 99.090,00"),
        ("(1.200)", "(9.900)"),
        ("121500004711", "900000000000"),
        ("021500004711", "000000000000"),
        ("2022-03-17 08:15:00", "2001-01-02 00:00:01"),
        ("2022-03-01", "2001-01-01"),
        ("0000-00-00 00:00:00", "0000-00-00 00:00:00"),
        ("2022-02-30", "9999-99-99"),
        ("2199-02-03", "2999-01-02"),
        ("Mar 2022", "Jan 2001"),
        ("AGUSTUS 2022", "JANUARI 2001"),
        ("Agt 2022", "Jan 2001"),
        ("-", "-"),
        ("Tidak ada data", "Tidak ada data"),
        ("Showing: 17", "Showing: 17"),
        ("Jumlah 17", "Jumlah 99"),
        ("1.215E+11", "9.999E+99"),
    ],
)  # fmt: skip
def test_invented_text_has_the_shape_of_what_it_stands_for(text, made):
    assert Invented().text(text) == made
    assert Invented().text(made) == made


def test_what_is_the_same_stays_the_same_and_what_differs_differs():
    invented = Invented()
    first = invented.text("Wulan 121500004711 Mar 2022")
    other = invented.text("Ratna 121500008899 Apr 2022")
    assert invented.text("Wulan 121500004711 Mar 2022") == first
    assert all(a != b for a, b in zip(first.split()[:3], other.split()[:3], strict=True))


def test_a_source_is_taken_apart_as_a_browser_does():
    html = '<a title="a>b" x=1 X=2 y>t<b/>&amp;<!-- c --><script>"</a>"</script><p title=\'"'
    found_parts = [(part.kind, part.name, part.text) for part in parts(html)]
    assert found_parts == [
        ("start", "a", ""), ("text", "", "t"), ("start", "b", ""), ("text", "", "&"),
        ("unseen", "", ""), ("start", "script", ""), ("end", "script", ""), ("start", "p", ""),
    ]  # fmt: skip
    assert next(parts(html)).attributes == {"title": "a>b", "x": "1", "y": ""}


# --- the command ----------------------------------------------------------------------------------


def doctor(*words):
    env = {**os.environ, "OTT_LANGUAGE": "en"}
    command = [OTT, "doctor", *map(str, words)]
    return subprocess.run(
        command, env=env, capture_output=True, text=True, check=False, timeout=120
    )


def test_the_command_says_what_is_missing_and_writes_the_copy(tmp_path):
    source, copy = tmp_path / "halaman.html", tmp_path / "salinan.html"
    renamed = {"Waktu Akhir" if name == "End Time" else name: ROW[name] for name in ROW}
    source.write_text(found(table([renamed])), encoding="utf-8")
    ran = doctor("--page", source, "-o", copy)
    assert ran.returncode == 1
    assert "x   Table 1: End Time is missing; nearest: Waktu Akhir" in ran.stdout
    assert NUMBER not in ran.stdout + copy.read_text(encoding="utf-8")
    assert str(tmp_path) not in ran.stdout
    with pytest.raises(ParseError, match="End Time"):
        ott.read_subscriptions(copy)
    again = doctor("--page", source, "-o", copy)
    assert again.returncode == 2
    assert "salinan.html is there already" in again.stderr
    assert doctor("--page", source, "-o", copy, "--force").returncode == 1


def test_a_text_with_signs_of_its_own_is_copied(tmp_path):
    source, copy = tmp_path / "data.csv", tmp_path / "salinan.csv"
    source.write_text("Nama;Catatan\nWulandari;– ٣ € Télé\n", encoding="utf-8")
    assert doctor("--page", source, "-o", copy).returncode == 1
    assert copy.read_text(encoding="utf-8") == "Nama;Xxxxxxx\nXxxxxxxxx;– ٩ € Xxxx\n"


def test_the_name_of_a_file_is_not_told(tmp_path):
    source = tmp_path / "Tagihan Wulandari.html"
    source.write_text(page("Selamat datang"), encoding="utf-8")
    ran = doctor("--page", source)
    assert ran.returncode == 1
    assert "Wulandari" not in ran.stdout + ran.stderr


def test_a_page_that_is_read_ends_with_0(tmp_path):
    source = tmp_path / "halaman.html"
    source.write_text(found(table([ROW])), encoding="utf-8")
    ran = doctor("--page", source, "--json")
    assert ran.returncode == 0
    assert {check["grade"] for check in json.loads(ran.stdout)} == {"ok"}
    assert NUMBER not in ran.stdout


@pytest.mark.parametrize(
    ("content", "error"),
    [
        (b"PK\x03\x04rest", QueryError),
        (b"%PDF-1.7", ParseError),
        (b"\xd0\xcf\x11\xe0", ParseError),
        (b"  ", ParseError),
    ],
    ids=["xlsx", "pdf", "xls", "empty"],
)
def test_what_cannot_be_copied_is_refused(content, error):
    with pytest.raises(error) as raised:
        diagnosed(content)
    assert isinstance(raised.value, OttError)


def test_a_file_that_is_not_there_is_told(tmp_path):
    ran = doctor("--page", tmp_path / "tiada.html")
    assert ran.returncode == 2
    assert "tiada.html cannot be opened: there is no such file" in ran.stderr
