"""The pages that the procedure does not describe agree with the documented ones."""

import re
from dataclasses import fields

import pytest

from ott_toolkit.practice.key import Key, Text
from ott_toolkit.practice.products import DISNEY, IFLIX
from ott_toolkit.practice.register import accounts
from ott_toolkit.practice.sheets import DATA_LOG, SHEETS
from ott_toolkit.practice.stories import STORIES
from ott_toolkit.practice.story import Free, Run, Story
from ott_toolkit.practice.telling import told
from ott_toolkit.practice.world import Account, LogEntry

START = "2022-01-05 10:00:00"


def story(*runs: Run, **facts) -> Account:
    key = Key("explained", hint=Text("", ""), explanation=Text("", ""))
    return told(Story(99, "test", Text("", ""), runs, key=key, **facts))


def of(account: Account, *processes: str) -> list[LogEntry]:
    """The entries of Data Log, the oldest first."""
    return [e for e in reversed(account.log) if not processes or e.process in processes]


# --- every practice customer --------------------------------------------------------------------


def test_every_charge_has_its_entry_in_the_log_and_every_entry_its_charge() -> None:
    for each in accounts():
        dated = [t for t in each.transactions if t.trx_time > "0001"]
        charged = sorted((t.trx_time, t.partner_ref) for t in dated)
        logged = [e for e in of(each, "CHARGE", "REFUND") if e.response == "0 - OK"]
        assert sorted((e.time, e.partner_ref) for e in logged) == charged, each.number


def test_every_subscription_was_asked_for_and_confirmed_or_not_before_it_began() -> None:
    for each in accounts():
        for row in each.subscriptions:
            own = [e for e in of(each) if e.partner_ref == row.partner_ref]
            (asked,) = [e.time for e in own if e.process == "PERMINTAAN"]
            (agreed,) = [e.time for e in own if e.process.startswith("KONFIRMASI")]
            (begun,) = [e.time for e in own if e.process == "SUBSCRIBE"]
            assert asked < agreed < begun == row.start_time


def test_every_free_period_covers_the_charge_of_nothing() -> None:
    free = {
        (each.number, g.service.lower(), g.since, g.until)
        for each in accounts()
        for g in each.gimmicks
    }
    unpaid = [
        (each.number, t) for each in accounts() for t in each.transactions if t.prorated_price == 0
    ]
    assert unpaid
    for number, charge in unpaid:
        assert any(
            (number, charge.service) == key[:2] and key[2] <= charge.trx_time <= key[3]
            for key in free
        )


def test_something_is_paid_within_a_free_period_only_where_the_story_is_about_that() -> None:
    paid = set()
    for each in accounts():
        for given in each.gimmicks:
            assert re.fullmatch(r"Gratis \d+ hari, lalu Rp [\d.]+ setiap \d+ hari", given.terms)
            paid |= {
                each.number
                for t in each.transactions
                if t.service == given.service.lower()
                and given.since <= t.trx_time < given.until
                and t.amount
            }
    assert paid == {"121500000088"}


def test_what_was_bought_by_the_hotline_was_ordered_before_it_began() -> None:
    bought = [(a, s) for a in accounts() for s in a.subscriptions if s.channel == "CC 147"]
    assert bought
    for each, row in bought:
        orders = [o for o in each.orders if (o.kind, o.package) == ("ADD ON", row.service)]
        assert len(orders) == 1
        assert orders[0].ordered_at < row.start_time
    assert all(sum(o.kind == "PASANG BARU" for o in a.orders) == 1 for a in accounts())


def test_every_disney_subscription_has_its_account() -> None:
    for each in accounts():
        rows = {s.partner_ref: s for s in each.subscriptions if s.service == DISNEY.service}
        assert {a.partner_ref for a in each.activations} == set(rows)
        for made in each.activations:
            row = rows[made.partner_ref]
            assert made.activated == "-" or made.activated > row.start_time
            assert made.until == row.end_time
    told_of = {a.status for each in accounts() for a in each.activations}
    assert told_of == {"AKTIF", "BERAKHIR", "BELUM AKTIVASI"}


def test_who_says_that_he_stopped_has_his_request_in_the_log() -> None:
    stopped = re.compile(r"\bunreg\b|saya stop|berhenti (dari )?\d|berakhir \d")
    saying = {s.serial for s in STORIES if stopped.search(s.complaint.id)}
    asked = {s.serial for s in STORIES if any(run.stop_asked for run in s.runs)}
    assert len(saying) > 5
    assert saying <= asked
    results = {e.response for each in accounts() for e in of(each, "UNREG")}
    assert results == {"UNREG diterima", "UNREG gagal"}


def test_a_stop_that_was_accepted_precedes_the_end_that_is_shown() -> None:
    for each in accounts():
        ends = {row.partner_ref: row.end_time for row in each.subscriptions}
        for entry in of(each, "UNREG"):
            if entry.response == "UNREG diterima" and ends[entry.partner_ref] > "0001":
                assert entry.time < ends[entry.partner_ref]


def test_nothing_is_logged_after_the_practice_day() -> None:
    times = [e.time for each in accounts() for e in each.log]
    assert max(times) < "2022-03-21"
    assert all(re.fullmatch(r"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d", time) for time in times)
    assert all(list(a.log) == sorted(a.log, key=lambda e: e.time, reverse=True) for a in accounts())


def test_the_log_never_says_who_pressed_the_button() -> None:
    assert [column.header for column in DATA_LOG.columns] == [
        "Waktu", "Nomor Indihome", "Channel", "Proses", "Partner Ref_no", "Respon",
    ]  # fmt: skip
    assert {f.name for f in fields(LogEntry)} == {
        "time", "channel", "process", "partner_ref", "response",
    }  # fmt: skip
    said = {e.response for each in accounts() for e in each.log}
    assert said == {"diterima", "kode cocok", "tanpa konfirmasi", "0 - OK", "1 - GAGAL",
                    "UNREG diterima", "UNREG gagal"}  # fmt: skip


def test_only_the_two_pages_of_the_procedure_are_documented() -> None:
    documented = [sheet.title for sheet in SHEETS.values() if sheet.documented]
    assert documented == ["Subscriptions", "Transactions Data"]


# --- how it is told -----------------------------------------------------------------------------


def test_a_cycle_that_was_not_charged_failed() -> None:
    made = story(Run(IFLIX, START, charges=3, skipped=(1,)))
    responses = [(e.time[:10], e.response) for e in of(made, "CHARGE")]
    assert responses == [
        ("2022-01-05", "0 - OK"), ("2022-02-04", "1 - GAGAL"), ("2022-03-06", "0 - OK"),
    ]  # fmt: skip


def test_requests_to_stop_stand_as_they_were_told() -> None:
    asked = (("2022-01-20 08:00:00", "gagal"), ("2022-01-21 08:00:00", "diterima"))
    made = story(Run(IFLIX, START, charges=1, channel="SMS", stop_asked=asked))
    assert [(e.time, e.channel, e.response) for e in of(made, "UNREG")] == [
        ("2022-01-20 08:00:00", "SMS", "UNREG gagal"),
        ("2022-01-21 08:00:00", "SMS", "UNREG diterima"),
    ]
    assert of(made)[-1].process == "EXPIRE"
    assert of(made)[-1].time == made.subscriptions[0].end_time


@pytest.mark.parametrize(("confirmed", "said"), [(True, "kode cocok"), (False, "tanpa konfirmasi")])
def test_a_purchase_is_confirmed_or_not(confirmed, said) -> None:
    made = story(Run(IFLIX, START, confirmed=confirmed))
    assert of(made)[1].response == said


def test_a_refund_is_no_charge() -> None:
    made = story(Run(IFLIX, START, charges=2, prices=(19_000, -19_000)))
    assert [e.process for e in of(made, "CHARGE", "REFUND")] == ["CHARGE", "REFUND"]


@pytest.mark.parametrize(
    ("activated", "shown"),
    [("", ("BELUM AKTIVASI", "-")), ("2022-01-09 20:00:00", ("AKTIF", "2022-01-09 20:00:00"))],
)
def test_an_account_is_activated_late_or_never(activated, shown) -> None:
    (made,) = story(Run(DISNEY, START, active=True, activated=activated)).activations
    assert (made.status, made.activated) == shown


def test_a_package_that_includes_the_product_was_changed_before() -> None:
    made = story(Run(DISNEY, START, active=True), package="IndiHome 3P + Disney")
    newest, installation = made.orders
    assert (newest.kind, newest.package) == ("UBAH PAKET", "IndiHome 3P + Disney")
    assert newest.ordered_at < START
    assert installation.kind == "PASANG BARU"
    assert len(story(Run(IFLIX, START), package="IndiHome 3P + Disney").orders) == 1


def test_a_free_period_tells_its_terms() -> None:
    (given,) = story(free=(Free(DISNEY, "2022-01-05", days=14),)).gimmicks
    assert (given.since, given.until) == ("2022-01-05 00:00:00", "2022-01-19 00:00:00")
    assert given.terms == "Gratis 14 hari, lalu Rp 29.000 setiap 30 hari"
