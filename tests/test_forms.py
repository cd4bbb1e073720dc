"""Forms: which field bears which role, and what is sent."""

from __future__ import annotations

import pytest
from bs4 import BeautifulSoup

from ott_toolkit.errors import PortalError, QueryError
from ott_toolkit.page import Page
from ott_toolkit.portal.forms import Form, check_fields, login_form, search_form

ADDRESS = "http://127.0.0.1/menu/page?x=1"


def search(html: str, **fields: str) -> Form:
    return search_form(Page(html).soup, ADDRESS, fields)


def login(html: str, **fields: str) -> Form:
    return login_form(BeautifulSoup(html, "lxml"), ADDRESS, fields)


def roles(form: Form) -> dict[str, str]:
    return {role: "/".join(c.name for c in found) for role, found in form.roles.items()}


@pytest.mark.parametrize(
    "field",
    [
        '<label for="i">Nomor IndiHome</label><input id="i" name="f">',
        '<label>NOMOR INTERNET: <input name="f"></label>',
        'Customer number <input name="f">',
        "<table><tr><th>Nomor Pelanggan</th><td><input name=f></td></tr></table>",
        "<table><tr><td>IndiHome number<td>From<tr><td><input name=f><td><input name=g></table>",
        "<dl><dt>No. IndiHome</dt><dd><input name=f></dd></dl>",
        '<input name="f" placeholder="Masukkan nomor IndiHome">',
        '<input name="f" title="Number">',
        '<input name="f" aria-label="Nomor">',
        '<span id="n">Nomor Internet</span><p>…</p><input name="f" aria-labelledby="n">',
        '<h2>Langganan</h2><br>Nomor:<br><textarea name="f"></textarea>',
        '<b>Isi</b> <label>Nomor <small>(bukan nomor telepon)</small> <input name="f"></label>',
    ],
)
def test_the_number_is_found_by_what_is_said_of_it(field):
    assert roles(search(f"<form>{field}</form>"))["number"] == "f"


def test_by_its_name_only_where_nothing_else_speaks():
    assert roles(search('<form><input name="noIndihome"><input name="x"></form>'))["number"] == (
        "noIndihome"
    )
    html = '<form><label>Nomor telepon <input name="indihome"></label></form>'
    with pytest.raises(PortalError, match=r"0 forms .* «nomor telepon» \(indihome, text\)"):
        search(html)


@pytest.mark.parametrize(
    "hint", ["Nomor telepon", "Phone number", "GroupID", "Cari menu…", "Nomor tiket", "No. HP"]
)
def test_other_numbers_are_not_the_number(hint):
    with pytest.raises(PortalError, match="0 forms"):
        search(f'<form><input name="q" placeholder="{hint}"></form>')
    both = f'<form><input name="q" placeholder="{hint}"><input name="r" title="Nomor"></form>'
    assert roles(search(both)) == {"number": "r"}


def test_a_plain_word_outweighs_one_that_may_mean_it():
    html = (
        '<form><label>Nomor<input name="a"></label><label>IndiHome<input name="b"></label></form>'
    )
    assert roles(search(html))["number"] == "b"
    html = '<form><label>Nomor<input name="a" placeholder="Nomor telepon"></label></form>'
    with pytest.raises(PortalError):
        search(html)


def test_two_numbers_are_unclear_until_the_caller_names_one():
    html = '<form><input name="a" title="Nomor"><input name="b" title="Nomor"></form>'
    with pytest.raises(PortalError, match=r"2 fields of the form may be «number».*\(a, text\)"):
        search(html).filled({"number": "1"})
    form = search(html, number="b")
    assert form.filled({"number": "1"}).pairs == [("a", ""), ("b", "1")]


def test_a_silent_field_is_the_number_beside_fields_of_a_search():
    dates = '<input type="date" name="x"><input type="date" name="y">'
    assert roles(search(f'<form><input name="q">{dates}</form>')) == {
        "number": "q", "since": "x", "until": "y",
    }  # fmt: skip
    with pytest.raises(PortalError):  # alone it could be anything
        search('<form><input name="q"></form>')
    with pytest.raises(PortalError):  # its name says that it is not
        search(f'<form><input name="phone">{dates}</form>')


@pytest.mark.parametrize(
    "days",
    [
        "From <input name=x> To <input name=y>",
        "Dari tanggal <input name=x> sampai <input name=y>",
        "Tanggal <input name=x> s/d <input name=y>",
        "Periode <input name=x> - <input name=y placeholder='YYYY-MM-DD'>",
        "<input type=date name=x><input type=date name=y>",
        "<input name=x placeholder='tanggal awal'><input name=y placeholder='tanggal akhir'>",
        "<div>Start date</div><p><input name=x></p><div>End date</div><p><input name=y></p>",
        "<input name=tgl_awal><input name=tglAkhir>",
    ],
)
def test_days_in_either_language(days):
    found = roles(search(f"<form><input name=n title=Nomor>{days}</form>"))
    x, y = ("tgl_awal", "tglAkhir") if "tgl_awal" in days else ("x", "y")
    assert (found["since"], found["until"]) == (x, y)


def test_start_typing_is_no_day():
    html = '<form><input name="n" title="Nomor"><input name="q" placeholder="Start typing"></form>'
    assert roles(search(html)) == {"number": "n"}


def test_choices_by_label_or_by_what_can_be_chosen():
    html = """<form><input name=n title=Nomor>
    <select name=a><option>Semua Data<option>Active<option>Inactive</select>
    <select name=b><option value=all_item>All OTT<option value=7>799 - Disney<option>Mola</select>
    <label>Regional <select name=c><option>All<option>Regional 3<option>Regional 13</select></label>
    Tampilkan <select name=d><option>10<option>25</select> baris</form>"""
    form = search(html)
    assert roles(form) == {"number": "n", "show": "a", "ott": "b", "regional": "c"}
    assert form.control("show").all_option() == "Semua Data"
    assert form.control("ott").all_option() == "all_item"
    assert form.control("ott").option("disney") == "7"
    assert form.control("ott").option("7") == "7"
    assert form.control("ott").option("799 - DISNEY") == "7"
    assert form.control("regional").option("3") == "Regional 3"
    with pytest.raises(QueryError, match="Choices: All OTT, 799 - Disney, Mola"):
        form.control("ott").option("netflix")
    with pytest.raises(QueryError):
        form.control("ott").option("o")  # in two of them
    with pytest.raises(QueryError):
        form.control("ott").option("")


@pytest.mark.parametrize(
    ("options", "wanted", "sent"),
    [
        ("<option value=9>3<option value=3>2", "3", "9"),  # what is shown, not the database's id
        ("<option value=9>Regional 3<option value=3>Regional 3", "3", None),
        ("<option value=2>Regional 1<option value=3>Regional 2<option value=4>Regional 3",
         "3", None),
        ("<option value=3>Regional 3<option value=13>Regional 13", "3", "3"),
        ("<option value=jt>Jawa Tengah<option value=3>Bali", "3", "3"),
    ],
)  # fmt: skip
def test_what_a_choice_shows_outranks_what_is_sent_for_it(options, wanted, sent):
    form = search(f"<form><input name=n title=Nomor><select name=r>{options}</select></form>")
    choice = next(control for control in form.controls if control.name == "r")
    if sent is not None:
        assert choice.option(wanted) == sent
        return
    with pytest.raises(QueryError, match="is not one of the choices"):
        choice.option(wanted)


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("<select name=r><option value=''>Pilih<option selected>Regional 3</select>", ""),
        ("<select name=r><option value=''>Pilih<option value=0>Semua</select>", "0"),
        ("<select name=r><option>Regional 2<option>Regional 3</select>", None),
        ("<input type=radio name=r value=3 checked> 3 <input type=radio name=r value=''> –", ""),
        ("<input type=radio name=r value=3 checked> 3", None),
        ("<input name=r value='Regional 3'>", ""),
    ],
)
def test_what_leaves_nothing_out(field, value):
    form = search(f"<form><input name=n title=Nomor>{field}</form>")
    choice = next(control for control in form.controls if control.name == "r")
    assert choice.all_option() == value


def test_a_disabled_choice_is_shown_and_not_sent():
    html = """<form><input name=n title=Nomor><select name=r title=Regional>
    <option value="" disabled selected>Pilih Regional<option>Regional 2</select></form>"""
    assert search(html).filled({}).pairs == [("n", "")]


def test_radio_buttons_are_one_choice():
    html = """<form><input name=n title=Nomor><fieldset><legend>Tampil</legend>
    <input type=radio name=r value=0 checked> Active <input type=radio name=r value=1> Inactive
    <label><input type=radio name=r value=2> Semua Data</label></fieldset></form>"""
    form = search(html)
    assert form.control("show").all_option() == "2"
    assert form.filled({}).pairs == [("n", ""), ("r", "0")]


def test_the_search_form_is_the_one_with_most_roles():
    html = """<form action=side><input name=q placeholder="Cari nomor…"></form>
    <form action=main><input name=n title="Nomor Indihome"><input type=date name=a>
    <input type=date name=b></form><form><input type=password name=p>Nomor<input name=z></form>"""
    assert search(html).action == "http://127.0.0.1/menu/main"
    twice = "<form><input name=n title=Nomor></form>" * 2
    with pytest.raises(PortalError, match="2 forms"):
        search(twice)


def test_everything_a_browser_sends_is_sent():
    html = """<form method=POST><input type=hidden name=t value=abc><input name=n title=Nomor>
    <input type=checkbox name=c1 checked><input type=checkbox name=c2>
    <select name=s><option value=1>x<option value=2 selected>y</select>
    <select name=m multiple><option selected>a<option selected>b<option>c</select>
    <input name=off disabled value=1><fieldset disabled><input name=off2 value=1></fieldset>
    <textarea name=ta>hi</textarea><input type=file name=f><input value=nameless>
    <input type=reset name=reset value=Reset><button name=b value=reset>Reset</button>
    <button name=b value=export formaction=/export>Export</button>
    <button name=b value=search>Cari</button></form><input form=other name=lost>"""
    filled = search(html).filled({"number": "121500000017"})
    assert (filled.method, filled.address) == ("post", ADDRESS)
    assert filled.pairs == [
        ("t", "abc"), ("n", "121500000017"), ("c1", "on"), ("s", "2"), ("m", "a"), ("m", "b"),
        ("ta", "hi"), ("b", "search"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("buttons", "pressed"),
    [
        ("<button type=reset>Reset</button><button name=s value=1>Cari</button>", ("s", "1")),
        ("<input type=submit name=a value=Export><input type=submit name=b value=Tampilkan>",
         ("b", "Tampilkan")),
        ("<button name=a>Lihat semua</button><button name=b>Search</button>", ("b", "")),
        ("<button name=a><i class=icon></i></button>", ("a", "")),
        ("<input type=image name=i alt=Cari>", ("i.x", "1")),
        ("<button type=button name=j>Cari</button>", None),
        ("<button>Hapus</button>", None),
        ("<button name=s>Cari</button><button name=s>Cari</button>", ("s", "")),
    ],
)  # fmt: skip
def test_the_button_that_searches_is_pressed(buttons, pressed):
    pairs = search(f"<form><input name=n title=Nomor>{buttons}</form>").filled({}).pairs
    assert pairs[1:] == ([pressed] if pressed else [])


def test_unclear_buttons_are_named_by_the_caller():
    html = (
        "<form><input name=n title=Nomor><button name=a>A</button><button name=b>B</button></form>"
    )
    with pytest.raises(PortalError, match=r"«A» \(a\), «B» \(b\)"):
        search(html).filled({})
    assert search(html, submit="b").filled({}).pairs[-1] == ("b", "")


def test_a_button_may_send_elsewhere():
    html = (
        "<form action=a><input name=n title=Nomor>"
        "<button formaction=/b formmethod=post>Cari</button></form>"
    )
    filled = search(html).filled({})
    assert (filled.address, filled.method) == ("http://127.0.0.1/b", "post")


def test_a_form_between_table_and_row_keeps_its_fields():
    html = """<table><form action=go><tr><td>Nomor IndiHome<td><input name=n></tr>
    <tr><td><button name=b>Cari</button></tr></form></table>"""
    assert search(html).filled({"number": "1"}).pairs == [("n", "1"), ("b", "")]


def test_fields_that_name_their_form_belong_to_it():
    html = '<form id="f" action="go"></form><input form="f" name="n" title="Nomor">'
    assert roles(search(html)) == {"number": "n"}


def test_addresses_refer_to_the_base():
    html = '<head><base href="/app/"></head><form action="go"><input name=n title=Nomor></form>'
    assert search(html).action == "http://127.0.0.1/app/go"


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ("<input name=u placeholder=Username><input name=n placeholder=Nama>",
         {"username": "u", "name": "n"}),
        ("<label>Nama pengguna<input name=a></label><label>Nama lengkap<input name=b></label>",
         {"username": "a", "name": "b"}),
        ("Nama <input name=a>", {"username": "a"}),
        ("<input name=x>", {"username": "x"}),
        ("E-mail <input type=email name=m> Regional <input type=number name=r>",
         {"username": "m", "regional": "r"}),
        ("<input name=x><input name=nama>", {"username": "x", "name": "nama"}),
        ("<input name=username><input name=kode placeholder='Kode keamanan'>",
         {"username": "username"}),
    ],
)  # fmt: skip
def test_roles_of_a_login_form(fields, expected):
    form = login(f"<form>{fields}<input type=password name=p><button>Masuk</button></form>")
    assert roles(form) == {**expected, "password": "p"}


def test_a_login_form_asks_for_one_password():
    change = "<form><input type=password name=a><input type=password name=b></form>"
    one = "<form action=in><input name=u><input type=password name=p></form>"
    assert login(change + one).action == "http://127.0.0.1/menu/in"
    with pytest.raises(PortalError, match="2 forms"):
        login(one + one)
    with pytest.raises(PortalError, match="0 forms"):
        login(change)


def test_the_caller_names_fields_by_role():
    html = "<form><input name=f1><input name=f2><input type=password name=p></form>"
    with pytest.raises(PortalError, match="0 fields of the form may be «username»"):
        login(html).control("username")
    assert login(html, username="f2").control("username").name == "f2"
    with pytest.raises(QueryError, match="numbr"):
        check_fields({"numbr": "q"})


def test_hidden_values_are_renewed_from_the_form_itself():
    old = '<form><input type="hidden" name="t" value="one"><input name="n" title="Nomor"></form>'
    new = old.replace("one", "two")
    other = '<form><input type="hidden" name="t" value="three"><input name="z"></form>'
    form = search(old)
    assert form.renewed(other + new).filled({}).pairs[0] == ("t", "two")
    assert form.renewed(other).filled({}).pairs[0] == ("t", "one")
    assert form.renewed(other + new).filled({"number": "5"}).pairs[1] == ("n", "5")


def test_hidden_fields_of_one_name_keep_their_own_values():
    old = '<form>{}<input name="n" title="Nomor"></form>'
    two = '<input type="hidden" name="k[]" value="{}"><input type="hidden" name="k[]" value="{}">'
    form = search(old.format(two.format("a", "b")))
    renewed = form.renewed(old.format(two.format("c", "d")))
    assert renewed.filled({}).pairs[:2] == [("k[]", "c"), ("k[]", "d")]
    one = form.renewed(old.format('<input type="hidden" name="k[]" value="e">'))
    assert one.filled({}).pairs[:2] == [("k[]", "e"), ("k[]", "b")]


def test_neither_tokens_nor_typed_values_show():
    form = search(
        '<form><input type=hidden name=t value="geheim"><input name=n title=Nomor></form>'
    )
    shown = repr(form) + repr(form.filled({"number": "121500000017"}))
    assert "geheim" not in shown
    assert "121500000017" not in shown
