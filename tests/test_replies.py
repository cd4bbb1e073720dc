"""Notes, letters and escalations: what they say, what they never say, and how long they are."""

import re
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from functools import cache

import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import ott_toolkit as ott
from ott_toolkit import replies
from ott_toolkit.bill import Bill, Customer
from ott_toolkit.case import Case
from ott_toolkit.conclusion.claims import CLAIMS, Claim
from ott_toolkit.errors import QueryError
from ott_toolkit.letters import harmless
from ott_toolkit.masks import Mask
from ott_toolkit.replies.fit import Keep, Said, fitted
from ott_toolkit.replies.matter import Matter
from ott_toolkit.replies.names import Names, customer_name, shortened
from ott_toolkit.replies.reasons import reasons
from ott_toolkit.replies.snippets import KEYS, LONGEST, LONGEST_NAME, Snippets
from ott_toolkit.sentences import Month, Rupiah, sentence
from tests import scenarios as made
from tests.practised import by_hand, practised, sample
from tests.written import NUMBER, REFERENCE, charge, subscription

NOON = datetime(2022, 3, 20, 13)
NO_TEXTS = Snippets()
FORMS = ("note", "whatsapp", "email", "escalation")
LETTERS = ("whatsapp", "email")


def written(case: Case, form: str, language: str = "en", **about) -> replies.Letter:
    about = {"now": NOON, "snippets": NO_TEXTS, **about}
    return replies.write(case, form=form, language=language, **about)


def text(case: Case, form: str = "whatsapp", **about) -> str:
    return written(case, form, **about).text


# --- the sample ---------------------------------------------------------------------------------


def read_at(case: Case, *times: str) -> Case:
    """A case whose tables were read at these times; an empty one is not known."""
    frames = [case.subscriptions.copy(), case.transactions.copy()]
    for frame, time in zip(frames, times, strict=True):
        frame.attrs = {**frame.attrs, "fetched": time}
    return replace(case, subscriptions=frames[0], transactions=frames[1])


def fresh() -> Case:
    return read_at(sample(), "2022-03-20 10:42:09", "2022-03-20 10:42:11")


def test_the_note_on_the_sample():
    case = fresh().claimed("not-subscribed")
    assert text(case, "note") == (
        "OTT …0017: bill Mar 2022 INTERNET CONTENT Rp 29.000 + PPN Rp 2.900, Belum Lunas. "
        "Claim: did not subscribe.\n"
        "Checked 20 Mar 2022, 10:42 WIB: Subscriptions 1/1 rows, Transactions Data 2/2 rows, "
        "bill at hand.\n"
        "799 - Disney, STB, 02-01-22 to 03-03-22 Inactive; trx 01-02-22 00:04:25 Rp 29.000.\n"
        "Result: amount explained. On the claim: buyer not recorded in the data. "
        "Proposed correction Rp 0.\n"
        "Next: Follow your team's rule for purchases on the set-top box (Channel STB)."
    )


WHATSAPP = (
    "Good day, Mr/Ms Pelanggan Contoh. Thank you for waiting. INTERNET CONTENT Rp 29.000 on bill "
    "Mar 2022 of number …0017 is the subscription to Disney.\n"
    "\n"
    "The subscription is recorded from 2 Jan 2022 through STB, and was renewed on 1 Feb 2022. "
    "That renewal is what bill Mar 2022 carries; with PPN it comes to Rp 31.900. "
    "The subscription is recorded as ended on 3 Mar 2022. "
    "Until the check on 20 Mar 2022 there was no charge after that.\n"
    "\n"
    "If you do not recognise this subscription, please reply to this message so that we can "
    "follow it up."
)


def test_the_whatsapp_reply_on_the_sample():
    assert text(sample()) == WHATSAPP


def test_the_whatsapp_reply_on_the_sample_in_indonesian():
    assert text(sample(), language="id") == (
        "Selamat siang, Bapak/Ibu Pelanggan Contoh. Terima kasih sudah menunggu. INTERNET CONTENT "
        "Rp 29.000 di tagihan Mar 2022 nomor …0017 adalah langganan Disney.\n"
        "\n"
        "Langganan ini tercatat mulai 2 Jan 2022 melalui STB, lalu diperpanjang 1 Feb 2022. "
        "Perpanjangan itulah yang masuk tagihan Mar 2022; dengan PPN menjadi Rp 31.900. "
        "Langganan tercatat berakhir 3 Mar 2022. "
        "Sampai pengecekan 20 Mar 2022 tidak ada transaksi sesudahnya.\n"
        "\n"
        "Jika Bapak/Ibu tidak mengenali langganan ini, silakan balas pesan ini agar kami tindak "
        "lanjuti."
    )


def test_a_proposal_in_indonesian(server):
    letter = written(practised(server, 9), "whatsapp", "id")
    assert (
        "Kami ajukan pengecekan dan usulan koreksi Rp 31.900 (termasuk PPN) ke tim terkait, nomor "
        "laporan [isi nomor tiket]. Ini masih usulan; keputusan mengikuti hasil pengecekan."
    ) in letter.text
    assert [one.say("id") for one in letter.lacking] == ["Nomor tiket belum diisi."]


def test_the_email_on_the_sample():
    greeting, rest = WHATSAPP.split(" Thank", 1)
    assert text(sample(), "email", sender="Ani") == (
        "Subject: INTERNET CONTENT on bill Mar 2022 of number …0017\n\n"
        f"{greeting}\n\nThank{rest}\n\n"
        "Charges (time in WIB | service | amount):\n"
        "1 Feb 2022 00:04:25 | Disney | Rp 29.000\n"
        "INTERNET CONTENT on bill Mar 2022: Rp 29.000 + PPN Rp 2.900 = Rp 31.900\n\n"
        "Regards, Ani"
    )


def test_the_escalation_of_the_sample():
    letter = written(fresh().claimed("not-subscribed"), "escalation", ticket="IN 1")
    assert letter.complete
    assert letter.text == (
        "OTT escalation\n"
        f"IndiHome number: {NUMBER}\n"
        "Numbers are shown in full here; that this file was made is logged.\n"
        "Ticket: IN 1\n"
        "To: the team in charge\n"
        "Bill Mar 2022 · charges Feb 2022 · pay Mar 2022\n"
        "INTERNET CONTENT Rp 29.000, PPN Rp 2.900, Belum Lunas\n"
        "Result: Explained\n"
        "Claim: did not subscribe – Not recorded\n"
        "\n"
        "What is asked:\n"
        "1. Send what Data Log holds on orders for this number.\n"
        "\n"
        "Charges (Transactions Data):\n"
        "1. Harga 29000 | Harga Prorate 29000 | Item Telkom.Premium.Monthly | Service 799 - disney "
        f"| Partner Ref_no {REFERENCE} | Telkom trx_id stbupoint00000000000000000000000000000002 "
        "| Trx Time 2022-02-01 00:04:25\n"
        "\n"
        "Subscriptions:\n"
        f"1. Partner ref_no {REFERENCE} | Item Telkom.Premium.Monthly | Price (Rp.) 29000 "
        "| Service 799 - Disney | Status Inactive | Start Time 2022-01-02 09:21:22 "
        "| End Time 2022-03-03 00:04:11 | Channel STB | Last Charge 2022-02-01 00:04:25\n"
        "\n"
        "Checked 20 Mar 2022, 10:42 WIB.\n"
        "Who ordered, agreed or used it is not recorded in these sources."
    )


# --- what each verdict is told as ---------------------------------------------------------------


@pytest.mark.parametrize(
    ("serial", "told"),
    [
        (1, "is the subscription to Disney. | still recorded as active; if it stays so"),
        (2, "there is no INTERNET CONTENT | neither a subscription nor a charge is recorded"),
        (3, "made up of 3 charges of Feb 2022: Disney Rp 29.000, Mola Rp 65.000 and Catchplay"),
        (4, "Mola is recorded from 18 Mar 2022 through STB. | no charge is recorded"),
        (5, "28 charges of Feb 2022: Olahraga Harian 28 × Rp 1.500. | 1 Feb 2022 to 28 Feb 2022"),
        (9, "to be checked | recorded as ended on 18 Feb 2022, but Rp 29.000 was charged again"),
        (10, "on 20 Feb 2022 00:04:31 came 26 s after the recorded end | before anything is"),
        (11, "on 13 Feb 2022 00:09:52 looks like a duplicate, since | on 13 Feb 2022 00:04:56"),
        (13, "Rp 19.000 for Iflix on 10 Feb 2022 00:04:16 belongs to no subscription"),
        (15, "Rp 85.000 was charged for Mola | more than its price of Rp 65.000 | of Rp 22.000"),
        (16, "Its first charge is what bill | Rp 14.500 is a prorated price; the full one is Rp"),
        (18, "two subscriptions to Disney are recorded at the same time, from 1 Dec 2021 and"),
        (19, "but no charge of Feb 2022 is seen | ended on 12 Nov 2021. | right or wrong"),
        (20, "only Rp 29.000 is accounted for so far: Disney Rp 29.000. | remaining Rp 29.000 no"),
        (21, "The charges of Feb 2022, Rp 65.000, are not seen on bill Mar 2022."),
        (22, "Besides, the same INTERNET CONTENT line stands on the bill more than once."),
        (24, "PPN on the bill is Rp 49.940, by our reckoning it is Rp 45.400. | have it checked"),
        (25, "total of the bill is Rp 626.000, its lines come to Rp 616.000"),
        (29, "it is recorded as active, although its end is recorded as 15 Feb 2022."),
        (30, "cannot be said yet: it is recorded as no longer active, but not since when."),
        (31, "The price went from Rp 29.000 to Rp 39.000 on 24 Feb 2022."),
        (
            32,
            "2 charges of Jan 2022: Disney 2 × Rp 29.000. | can carry two of them; that is normal",
        ),
        (33, "Before that it was charged on 21 Dec 2021; no charge lies between."),
        (34, "An earlier subscription to Catchplay is recorded as ended on 3 Nov 2021"),
        (35, "it is recorded as active, but the renewal expected about 18 Feb 2022 is not seen"),
        (36, "is -Rp 29.000, so it lowers the bill; what it was given for is not recorded"),
        (38, "renewed on 28 Feb 2022. That renewal is what bill Mar 2022 carries"),
        (41, "31 Jan 2022 23:41:55 is close to the turn of the month; counted in Feb 2022, it"),
        (50, "We do not have the bill of number …0050 yet | is Rp 45.000 for Catchplay on 4 Mar"),
        (51, "there is no INTERNET CONTENT | for bill Apr 2022: Rp 45.000, with PPN Rp 49.950."),
        (55, "newest charge is Rp 19.000 for Iflix on 9 May 2020; with PPN it comes to Rp 20.900."),
    ],
)
def test_a_practice_customer_is_told(server, serial, told):
    said = text(practised(server, serial))
    assert [part for part in told.split(" | ") if part not in said] == []
    assert len(said.split("\n\n")) == 3


@pytest.mark.parametrize(
    ("serial", "not_told"),
    [
        (1, "have it checked"),
        (9, "renewed"),
        (10, "propose a correction"),
        (19, "propose a correction"),
        (20, "propose a correction"),
        (36, "with PPN"),
        (50, "on bill Mar 2022"),
    ],
)
def test_a_practice_customer_is_not_told(server, serial, not_told):
    assert not_told not in text(practised(server, serial))


def lacking(**changed):
    tables = {
        "subscriptions": [subscription()],
        "transactions": [charge(), charge(Telkom_trx_id="T2", Trx_Time="2022-01-02 09:21:22")],
        **changed,
    }
    return by_hand(**tables)


@pytest.mark.parametrize(
    ("case", "told"),
    [
        (lambda: lacking(transactions=None), "because the data on its charges are not complete"),
        (lambda: lacking(subscriptions=None), "because the data on the subscriptions are not"),
        (
            lambda: lacking(transactions=[charge(Harga="-", Harga_Prorate="-")]),
            "because a charge is recorded without its amount",
        ),
        (
            lambda: lacking(transactions=[charge(Trx_Time="-")]),
            "because a charge is recorded without its time. | ask the team in charge when",
        ),
        (lambda: lacking(bill=without_amount()), "its amount cannot be read on the bill"),
    ],
)
def test_what_cannot_be_said_is_told_with_its_reason(case, told):
    made = case()
    assert made.disputed.kind == "cannot"
    assert [part for part in told.split(" | ") if part not in text(made)] == []
    assert "right or wrong" in text(made)
    assert "subscription to Disney. " not in text(made).split("\n\n")[0]
    # Every reason of the verdict has one of its own for the customer.
    matter = Matter(made, "en", "", NO_TEXTS)
    assert len(reasons(matter)) >= len(made.disputed.reasons)
    assert "it is still being checked" not in text(made)


def without_amount():
    lines = made.frame("bill_lines", [made.content(None, billed=None)])
    return bill(lines.assign(bill="1"))


def bill(lines: pd.DataFrame, name: str = "PELANGGAN CONTOH") -> Bill:
    periods = pd.DataFrame({"period": sorted(set(lines["period"]))}).assign(
        currency="IDR", billed=pd.NA, unpaid=0, payment_status="Belum Lunas"
    )
    kinds = {"currency": "string", "billed": "Int64", "unpaid": "Int64", "payment_status": "string"}
    return Bill(Customer(name=name, number=NUMBER), periods.astype(kinds), lines)


@pytest.mark.parametrize(
    ("tables", "told"),
    [
        ({"subscriptions": None, "transactions": None, "bill": None}, "do not conclude anything"),
        ({"transactions": None, "bill": None}, "The data on its charges are not complete yet."),
        ({"subscriptions": None, "bill": None}, "Next, we complete the data on the subscriptions."),
        ({"subscriptions": [], "transactions": [], "bill": None}, "neither a subscription nor a"),
        ({"transactions": [], "bill": None}, "no charge is recorded for this number."),
    ],
)
def test_without_a_bill_what_is_recorded_is_told(tables, told):
    said = text(lacking(**tables))
    assert told in said
    assert "We do not have the bill of number …0017 yet" in said


# --- which bill ---------------------------------------------------------------------------------

JANUARY, FEBRUARY = date(2022, 1, 1), date(2022, 2, 1)


@pytest.mark.parametrize("form", FORMS)
def test_a_text_speaks_of_the_bill_that_is_asked_about(server, form):
    case = practised(server, 18).claimed("charged-twice")
    said = text(case, form, period=date(2022, 2, 20))
    assert said == text(case.on_bill(FEBRUARY), form)
    assert "Feb 2022" in said
    assert "Mar 2022 INTERNET" not in said
    assert said != text(case, form)
    assert text(case, form, period=case.disputed.period) == text(case, form)


def test_another_bills_conclusion_is_not_told(server):
    case = practised(server, 18).decided("explained", "Sudah jelas", FEBRUARY)
    assert "Analyst: amount explained (Sudah jelas)." in text(case, "note", period=FEBRUARY)
    assert "Analyst" not in text(case, "note")
    later = practised(server, 18).on_bill(FEBRUARY).decided("explained", "Sudah jelas")
    assert later.decision.period == FEBRUARY


def test_a_bill_that_is_not_there_is_a_wrong_question(server):
    message = "no bill 2022-01 with INTERNET CONTENT. Those with it: 2022-03."
    with pytest.raises(QueryError, match=message):
        sample().reply(period=JANUARY)
    with pytest.raises(QueryError, match="Those with it: –"):
        practised(server, 50).reply(period=JANUARY)


# --- the claim ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("claim", "told"),
    [
        (Claim("not-subscribed"), "Who ordered it is not recorded in our data"),
        (Claim("stopped", date(2022, 3, 3)), "agrees with you: the subscription is recorded as"),
        (
            Claim("stopped", date(2022, 2, 10)),
            "nothing was charged after 10 Feb 2022; when stopping",
        ),
        (Claim("stopped", date(2022, 1, 10)), "When stopping was asked for is not recorded"),
        (Claim("stopped"), "When stopping was asked for is not recorded"),
        (Claim("charged-twice"), "For this bill a single charge is recorded. What was paid else"),
        (Claim("other-price", price=29000), "is the one that you were told, Rp 29.000."),
        (Claim("other-price"), "What price you were told is not recorded"),
        (Claim("in-package"), "what your package includes is not seen in these data"),
        (Claim("still-free", date(2022, 2, 15)), "before the free period that you name was over"),
        (Claim("still-free", date(2022, 1, 1)), "nothing was charged up to 1 Jan 2022."),
        (Claim("still-free"), "The terms of a free period are not recorded"),
        (Claim("not-resident", date(2022, 2, 1)), "since before 1 Feb 2022, when you moved in"),
        (Claim("not-resident", date(2022, 1, 1)), "not before 1 Jan 2022, when you moved in"),
        (Claim("not-resident"), "Who held the number then is not recorded"),
    ],
)
def test_a_claim_is_answered_as_far_as_the_rows_allow(claim, told):
    case = sample().claimed(claim)
    assert told in text(case)
    assert "If you do not recognise" not in text(case)
    assert told not in text(sample())


@pytest.mark.parametrize(
    ("serial", "claim", "told"),
    [
        (2, "not-subscribed", "As you say, no subscription is recorded for this number."),
        (19, "not-subscribed", "As you say, no subscription is recorded for this charge."),
        (11, "charged-twice", "What we found agrees with what you told us."),
        (12, "charged-twice", "looks like a duplicate, on 6 Mar 2022 00:04:36, outside the month"),
        (23, "charged-twice", "The charges are for different services: Disney and Iflix."),
        (32, "charged-twice", "Each charge came a whole cycle of its subscription after the one"),
        (31, "other-price", "As you say, the price differs; whether that was announced is not"),
        (51, "still-free", "The terms of a free period are not recorded"),
        (4, "still-free", "No charge is recorded so far."),
        (4, "in-package", "What your package includes is not seen in these data; we look"),
    ],
)
def test_a_claim_of_a_practice_customer(server, serial, claim, told):
    assert told in text(practised(server, serial).claimed(claim), "email")


def test_a_claim_on_one_that_ended_is_not_confused_with_a_new_one(server):
    case = practised(server, 34).claimed(Claim("stopped", date(2021, 12, 1)))
    assert "ended on 3 Nov 2021; this one is a new one, from 22 Jan 2022" in text(case)


def test_a_claim_is_not_weighed_on_data_that_are_lacking():
    for kind in set(CLAIMS) - {"only-asking"}:
        case = lacking(transactions=None).claimed(kind)
        assert "What you told us cannot be compared yet" in text(case)
        assert "On the claim: cannot be compared yet." in text(case, "note")


def test_a_charge_without_a_time_is_not_said_to_be_after_the_free_days():
    case = lacking(transactions=[charge(Trx_Time="-")], bill=None)
    assert "The terms of a free period" in text(case.claimed(Claim("still-free", JANUARY)))


def test_who_only_asks_is_answered_like_anybody():
    assert text(sample().claimed("only-asking")) == text(sample())


# --- the proposal and its ticket ----------------------------------------------------------------


@pytest.mark.parametrize("form", FORMS)
def test_what_proposes_a_correction_is_complete_only_with_a_ticket(server, form):
    case = practised(server, 9)
    without, ticketed = written(case, form), written(case, form, ticket="IN123")
    assert not without.complete
    assert [one.say("en") for one in without.lacking] == ["The ticket number is missing."]
    assert "[fill in the ticket number]" in without.text
    assert ticketed.complete
    assert "IN123" in ticketed.text
    assert "[fill in" not in ticketed.text
    assert "Rp 31.900" in ticketed.text


@pytest.mark.parametrize("form", LETTERS)
def test_a_proposal_is_no_promise(server, form):
    said = text(practised(server, 9), form, ticket="IN123")
    assert "This is still a proposal; the decision follows the result of the check." in said


@pytest.mark.parametrize("form", ["note", *LETTERS])
def test_what_proposes_nothing_needs_no_ticket_and_may_name_one(server, form):
    for serial in (17, 10, 19, 20, 50):
        assert written(practised(server, serial), form).complete
    for serial in (10, 19, 20, 50):
        assert "IN123" in text(practised(server, serial), form, ticket="IN123")


def test_an_escalation_asks_for_something():
    letter = written(sample(), "escalation")
    assert [one.say("en") for one in letter.lacking] == [
        "Nothing was found that asks for a check: complete «What is asked» in the file yourself."
    ]
    assert "1. [complete this line: what the team is asked for]" in letter.text


@pytest.mark.parametrize(
    ("serial", "asked"),
    [
        (9, "decide on the proposed correction: Rp 29.000 + PPN = Rp 31.900."),
        (10, "Confirm whether the charges at End Time below are ordinary renewals: Rp 65.000"),
        (19, "Find the charge behind Rp 29.000 of INTERNET CONTENT"),
        (20, "Find the charge behind Rp 29.000 of INTERNET CONTENT"),
        (24, "Check the bill: Tax mismatch, shown Rp 49.940, reckoned Rp 45.400."),
    ],
)
def test_what_an_escalation_asks(server, serial, asked):
    said = text(practised(server, serial), "escalation")
    assert f"\n1. {asked}" in said or asked in said
    assert f"IndiHome number: {121_500_000_000 + serial}" in said


# --- the analyst's conclusion -------------------------------------------------------------------


def test_the_note_states_both_conclusions():
    case = sample().decided("cannot", "Menunggu\nTim Billing.")
    said = text(case, "note")
    assert "Result: amount explained." in said
    assert "Analyst: cannot be said yet (Menunggu Tim Billing)." in said
    assert "Next: Finish checking before anything is concluded." in said
    assert "Analyst: amount explained." in text(sample().decided("explained"), "note")
    assert "Analyst" not in text(sample(), "note")


@pytest.mark.parametrize("kind", ["contested", "partly", "unexplained", "cannot"])
def test_a_customer_is_told_no_more_than_the_analyst_is_sure_of(kind):
    said = text(sample().decided(kind, "Rahasia"), "email")
    assert "cannot be said yet, because it is still being checked." in said
    assert "Disney" not in said
    assert "Rahasia" not in said


def test_a_proposal_that_she_does_not_make_is_announced_to_nobody(server):
    case = practised(server, 9).decided("explained", "Perpanjangan sah")
    for form in ("note", *LETTERS):
        assert written(case, form).complete
    for form in FORMS:
        assert "Rp 31.900" not in text(case, form).replace("reckoned: Rp 31.900", "").replace(
            "comes to Rp 31.900", ""
        ).replace("= Rp 31.900", "")
    said = text(case)
    # Nothing is hidden: the day of the charge and that of the end are both told.
    assert (
        "We have looked into this: the subscription to Disney is recorded as ended on 18 Feb 2022, "
        "but Rp 29.000 was charged again on 20 Feb 2022 00:04:37. By what we found, no correction "
        "is proposed at present."
    ) in said
    assert said.endswith("please reply to this message so that we can follow it up.")
    assert "by the analyst's decision (reckoned: Rp 31.900)" in text(case, "note")


def test_who_confirmed_a_charge_at_the_end_no_longer_says_that_it_is_to_be_confirmed(server):
    case = practised(server, 10)
    assert "have it confirmed" in text(case)
    assert "have it confirmed" not in text(case.decided("explained", "Dikonfirmasi"))


@pytest.mark.parametrize("kind", ["explained", "contested"])
def test_what_no_row_supports_is_not_told_for_her(server, kind):
    case = practised(server, 20)
    assert text(case.decided(kind, "Yakin")) == text(case)


# --- who writes to whom, when -------------------------------------------------------------------


@pytest.mark.parametrize(
    ("hour", "english", "indonesian"),
    [
        (3, "Good evening", "malam"),
        (4, "Good morning", "pagi"),
        (10, "Good morning", "pagi"),
        (11, "Good day", "siang"),
        (14, "Good day", "siang"),
        (15, "Good afternoon", "sore"),
        (17, "Good afternoon", "sore"),
        (18, "Good evening", "malam"),
    ],
)
def test_the_greeting_is_by_the_hour_in_jakarta(hour, english, indonesian):
    now = datetime(2022, 3, 20, hour, 59)
    assert text(sample(), now=now).startswith(f"{english}, ")
    there = now.replace(tzinfo=UTC) - timedelta(hours=7)
    assert text(sample(), now=there).startswith(f"{english}, ")


@pytest.mark.parametrize(
    ("shown", "told"),
    [
        ("PELANGGAN CONTOH", "Pelanggan Contoh"),
        ("BPK. AHMAD NI'MAH", "Ahmad Ni'mah"),
        ("Bapak/Ibu Sri", "Sri"),
        ("PT MAJU JAYA", "PT Maju Jaya"),
        ("Siti de Vries", "Siti de Vries"),
        ("IBU", ""),
        ("BUDI\n\u202eWWW.X.COM/A", "Budi …"),
        ("", ""),
    ],
)
def test_a_name_from_the_bill_as_a_letter_writes_it(shown, told):
    assert customer_name(shown, Names(Mask())) == told


def test_the_analysts_name_for_the_customer_stands_first():
    assert text(sample(), name="Ibu Rina").startswith("Good day, Mr/Ms Ibu Rina. ")
    assert text(lacking(bill=None)).startswith("Good day, Sir or Madam. ")


def test_who_writes_signs():
    assert text(sample(), sender="Ani").endswith("follow it up. Regards, Ani.")


# --- when it was checked ------------------------------------------------------------------------

MORNING, EVENING = "2022-03-20 08:30:59", "2022-03-20 19:00:00"


@pytest.mark.parametrize(
    ("times", "checked", "until"),
    [
        ((MORNING, EVENING), "20 Mar 2022, 08:30 WIB", "20 Mar 2022, 08:30"),
        ((EVENING, MORNING), "20 Mar 2022, 08:30 WIB", "20 Mar 2022, 08:30"),
        (("2022-03-10 08:30:00", MORNING), "10 Mar 2022, 08:30 WIB, as of 20 Mar 2022",
         "10 Mar 2022, 08:30"),
        (("2022-04-02 08:30:00", "2022-04-02 08:31:00"), "2 Apr 2022, 08:30 WIB, as of 20 Mar 2022",
         "20 Mar 2022"),
        (("", ""), "as of 20 Mar 2022, time of reading unknown", "20 Mar 2022"),
        (("", MORNING), "20 Mar 2022, 08:30 WIB", "20 Mar 2022, 08:30"),
    ],
)  # fmt: skip
def test_a_colleague_is_told_when_the_tables_were_read_a_customer_until_when(times, checked, until):
    case = read_at(sample(), *times)
    assert f"\nChecked {checked}: Subscriptions 1/1 rows" in text(case, "note")
    assert f"\nChecked {checked}.\n" in text(case, "escalation")
    assert f"Until the check on {until} there was no charge after that." in text(case)


# --- what comes after ---------------------------------------------------------------------------

ENDED = subscription(Status="Inactive")
MARCHS = "2022-03-10 00:04:25"


def later(amount: str, **changed: str) -> list[str]:
    changed = {"Trx_Time": MARCHS, "Telkom_trx_id": "T9", **changed}
    return charge(Harga=amount, Harga_Prorate=amount, **changed)


@pytest.mark.parametrize(
    ("row", "told"),
    [
        ([], "20 Mar 2022 there was no charge after that."),
        ([later("0")], "charge above Rp 0 for it after that; recorded is Rp 0 on 10 Mar 2022."),
        ([later("-29000")], "for it after that; recorded is -Rp 29.000 on 10 Mar 2022."),
        ([later("0"), later("-29000", Trx_Time="2022-03-12 10:00:00")],
         "recorded is Rp 0 on 10 Mar 2022 and -Rp 29.000 on 12 Mar 2022."),
        ([later("0", Trx_Time="2022-03-03 00:04:11")], "20 Mar 2022 there was no charge after"),
        ([later("65000", Partner_Ref_no="R9", Service="758 - Mola")],
         "20 Mar 2022 there was no charge for it after that."),
    ],
)  # fmt: skip
def test_what_is_said_of_the_time_after_the_end_is_what_the_rows_say(row, told):
    case = lacking(subscriptions=[ENDED], transactions=[charge(), *row])
    assert told in text(case)


def test_a_row_of_no_money_is_no_charge_and_is_not_hidden():
    free = lacking(subscriptions=[], transactions=[later("0")], bill=None)
    assert "no charge above Rp 0 is recorded for this number." in text(free)
    assert "of charges only rows of Rp 0 or of other months." in text(free, "note")
    own = lacking(subscriptions=[ENDED], transactions=[later("0")], bill=None)
    assert "Inactive; trx 10-03-22 00:04:25 Rp 0." in text(own, "note")
    elsewhere = lacking(subscriptions=[ENDED], transactions=[later("29000")])
    assert "Inactive; no trx in Feb 2022." in text(elsewhere, "note")
    nothing = lacking(subscriptions=[ENDED], transactions=[])
    assert "Inactive; no trx." in text(nothing, "note")


def test_a_doubted_charge_of_a_later_bill_is_no_plain_announcement():
    case = lacking(subscriptions=[ENDED], transactions=[charge(), later("29000")])
    assert case.disputed.kind == "explained"
    for form in LETTERS:
        assert "Rp 29.000 is charged already for a later bill (Apr 2022); we are" in text(
            case, form
        )
    assert "To be checked before bill Apr 2022: Rp 29.000." in text(case, "note")
    escalated = written(case, "escalation")
    assert "1. Check the charges below that are to come on bill Apr 2022: Rp 29.0" in escalated.text
    assert f"Trx Time {MARCHS} | Charge after end" in escalated.text
    assert escalated.complete
    for form in FORMS:
        assert "Charged already" not in text(case, form)


def test_an_undoubted_charge_of_a_later_bill_is_announced_beside_a_doubted_one():
    mola = {"Partner_ref_no": "R9", "Service": "758 - Mola", "Price (Rp.)": "65.000,00"}
    running = subscription(**mola, End_Time="-", Start_Time=MARCHS)
    other = later("65000", Partner_Ref_no="R9", Service="758 - Mola", Telkom_trx_id="T10")
    case = lacking(subscriptions=[ENDED, running], transactions=[charge(), later("29000"), other])
    said = text(case, "email")
    assert "Rp 29.000 is charged already for a later bill (Apr 2022); we are checking it." in said
    assert "Charged already, for bill Apr 2022: Rp 65.000, with PPN Rp 72.150." in said


def pending_is_told(case: Case, said: str) -> None:
    """Whoever reads of the next renewal reads of what is charged for a bill before it, too."""
    matter = Matter(case, "en", "", NO_TEXTS)
    doubted, pending = matter.doubted, matter.pending
    plain = pending.drop(doubted.index)
    sums = plain["amount"].groupby(plain["month"]).sum()
    if "next renewal" in said and len(doubted):
        assert "charged already for a later bill" in said
    if "next renewal" in said and sums.gt(0).any():
        assert "Charged already" in said


@pytest.mark.parametrize("form", LETTERS)
def test_the_next_renewal_is_never_told_without_what_is_charged_before_it(server, form):
    told = 0
    for serial in range(1, 71):
        for claim in (None, "not-subscribed" if serial % 2 else "stopped"):
            said = text(practised(server, serial).claimed(claim), form, ticket="IN1")
            pending_is_told(practised(server, serial), said)
            told += "next renewal" in said and "harged already" in said
    assert told > 50


def test_charges_for_several_later_bills_are_told_bill_by_bill():
    running = subscription(End_Time="-")
    lines = made.frame("bill_lines", [made.content(29000, bill="1", billed=None)])
    lines["period"] = pd.Timestamp(JANUARY)
    rows = [
        charge(Trx_Time=f"{day} 00:04:25", Telkom_trx_id=day)
        for day in ("2021-12-04", "2022-01-03", "2022-02-02", "2022-03-04")
    ]
    case = lacking(subscriptions=[running], transactions=rows, bill=bill(lines))
    said = text(case, "email")
    assert (
        "Charged already, by bill: Feb 2022 Rp 29.000, with PPN Rp 31.900, Mar 2022 Rp 29.000, "
        "with PPN Rp 31.900 and Apr 2022 Rp 29.000, with PPN Rp 32.190."
    ) in said
    pending_is_told(case, said)


@pytest.mark.parametrize("form", ["note", "escalation"])
def test_a_colleague_is_told_of_the_turn_of_the_month(server, form):
    said = (
        "Close to the turn of the month: Rp 29.000 on 31 Jan 2022 23:41:55 would fit in Feb 2022."
    )
    assert said in text(practised(server, 41), form)
    assert "turn of the month" not in text(sample(), form)


@pytest.mark.parametrize(
    ("about", "message"),
    [
        ({"form": "fax"}, "'fax' is no form of a reply. Choose one of: note, whatsapp, email, esc"),
        ({"language": "jv"}, "'jv' is no language of the replies"),
        ({"ticket": "x" * 41}, "is no ticket number"),
        ({"ticket": "IN\u202e1"}, "is no ticket number"),
    ],
)
def test_what_cannot_be_written_is_a_wrong_question(about, message):
    with pytest.raises(QueryError, match=message):
        replies.write(sample(), now=NOON, **about)


# --- the team's own texts -----------------------------------------------------------------------

TEXTS = Snippets(
    {
        "en": {
            "nama_tim": "Billing",
            "kabar_berikutnya": "You hear from us by {tanggal}.",
            "cara_berhenti": "To stop, call 000.",
            "pembelian_lewat_stb": "Dear {nama}: {tim} looks into {bulan}.",
            "pembayaran_selama_laporan": "The rest of the bill stays due.",
            "penyetuju": "Approved by the lead.",
        }
    }
)


def test_a_date_is_promised_only_in_the_teams_words(server):
    case = practised(server, 9)
    assert "You hear from us" not in text(case, ticket="IN1")
    letter = written(case, "whatsapp", ticket="IN1", snippets=TEXTS)
    assert "You hear from us by [fill in tanggal]." in letter.text
    assert [one.say("en") for one in letter.lacking] == ["Fill in «tanggal» in the team's text."]
    assert "to Billing, report number IN1." in letter.text
    assert "Billing" not in text(case, language="id", ticket="IN1", snippets=TEXTS)


def test_a_text_of_the_team_stands_where_it_fits(server):
    told = sample().claimed("not-subscribed")
    ending = "Dear Pelanggan Contoh: Billing looks into Mar 2022."
    assert ending in text(told, snippets=TEXTS)
    assert ending not in text(sample(), snippets=TEXTS)
    assert "To stop" not in text(sample(), snippets=TEXTS)  # it is over
    assert "To stop, call 000." in text(practised(server, 1), snippets=TEXTS)
    assert "stays due" not in text(practised(server, 1), snippets=TEXTS)
    assert "stays due" in text(practised(server, 20), "email", snippets=TEXTS)
    assert "Approved by the lead." in text(practised(server, 9), "note", snippets=TEXTS)
    assert "Approved" not in text(practised(server, 9), snippets=TEXTS)


def test_braces_in_a_text_of_the_team_do_no_harm(server):
    odd = Snippets({"en": {"cara_berhenti": "{} {0} {a.b} {tiket} { tanggal }"}})
    letter = written(practised(server, 1), "whatsapp", snippets=odd)
    assert "{} [fill in 0] {a.b} [fill in the ticket number] [fill in tanggal]" in letter.text
    assert len(letter.lacking) == 3


def test_by_default_the_teams_file_is_read(monkeypatch):
    monkeypatch.setattr(replies.team, "load", lambda: TEXTS)
    assert (
        "Billing"
        in replies.write(sample().claimed("not-subscribed"), language="en", form="whatsapp").text
    )


# --- in whose words ---


def test_a_customer_is_told_nothing_in_the_dashboards_words(server):
    words = re.compile("Active|Inactive|End Time|Start Time|Item|Status|Subscriptions|trx|Partner")
    for serial in range(1, 71):
        for form in LETTERS:
            assert not words.search(text(practised(server, serial), form)), (serial, form)


def test_an_outlook_is_told_in_the_customers_words_whatever_it_is():
    ended, silent = {"Status": "Inactive"}, {"Status": "?"}
    told = {
        "it is recorded as active, but how often it is renewed is not shown": {"Item": "-"},
        "its end is recorded as 25 Mar 2022, before the next": {"End_Time": "2022-03-25 00:00:00"},
        "whether it is active is not recorded": {**silent, "End_Time": "-"},
        "it is recorded as no longer active, but not since when": {**ended, "End_Time": "-"},
    }
    for words, changed in told.items():
        one = charge(Trx_Time="2022-03-01 00:04:25", Telkom_trx_id="T2")
        own = subscription(**{"End_Time": "-", **changed})
        case = lacking(subscriptions=[own], transactions=[charge(), one])
        assert f"cannot be said yet: {words}" in text(case, "email"), text(case, "email")


def test_a_check_that_a_customer_is_told_of_is_in_the_note(server):
    assert "We have it checked by" in text(practised(server, 24), "email")
    assert "Next: Have checked by the team in charge: Tax mismatch." in text(
        practised(server, 24), "note"
    )


@pytest.mark.parametrize("serial", [11, 13, 18])
def test_what_comes_is_told_where_something_is_contested_too(server, serial):
    assert "ecorded as active" in text(practised(server, serial), "email", ticket="IN1")


# --- what is never said -------------------------------------------------------------------------

NEVER = re.compile(
    r"\b(you (bought|ordered|agreed|watched)|must (be )?pa(id|y)|refund|will be (returned|given)"
    r"|anda beli|membeli|dibeli|wajib|harus (di)?bayar|akan dikembalikan|refund|dijamin)\b",
    re.IGNORECASE,
)


CLAIMING = (2, 9, 17, 20, 50)


def every_letter(server):
    """Every form for every practice customer, and every claim of some."""
    for serial in range(1, 71):
        for claim in (None, *(CLAIMS if serial in CLAIMING else ())):
            case = practised(server, serial).claimed(claim)
            for form in FORMS:
                yield case, form, written(case, form)


def test_no_letter_promises_accuses_or_says_what_no_row_shows(server):
    for case, form, letter in every_letter(server):
        grounded(case, letter)
        assert not NEVER.search(letter.text), letter.text
        if form != "escalation":
            assert case.number not in letter.text
        if form in LETTERS:
            assert "upoint" not in letter.text
            assert "act-20" not in letter.text


def grounded(case: Case, letter: replies.Letter) -> None:
    """No sentence without a row behind it, a source that was looked through, or one lacking."""
    whole = {"subscriptions", "transactions"} - set(case.grounds.lacking)
    for said in letter.sentences:
        if said.because == "rows":
            assert said.rows, said.parts
        elif said.because == "lacking":
            assert case.grounds.lacking or case.bill.partial, said.parts
        elif said.because == "look-up":
            assert whole or "Checked" in said.parts[0].template, said.parts
        else:
            values = [value for part in said.parts for value in part.values.values()]
            claimed = case.claim is not None and said.because == "analyst"
            assert claimed or not any(isinstance(one, Rupiah | Month) for one in values)


# --- lengths ------------------------------------------------------------------------------------


def lengths_hold(case: Case, **about) -> None:
    for language in ("en", "id"):
        note = text(case, "note", language=language, **about)
        assert len(note) <= 600
        assert len(note.split("\n")) <= 5
        whatsapp = text(case, "whatsapp", language=language, **about)
        assert len(whatsapp) <= 700
        assert len(whatsapp.split("\n\n")) <= 3
        email = text(case, "email", language=language, **about)
        words, _, rows = email.partition("(time in WIB" if language == "en" else "(waktu WIB")
        rows, _, ending = rows.partition("\n\n")
        assert len(words.split()) + len(ending.split()) <= 180 + 2  # the heading of the rows
        assert len(rows.split("\n")) <= 1 + 10 + 2
        for said in (note, whatsapp, email):
            assert "…0017" in said
            assert harmless(said.replace("\n", "")) == said.replace("\n", "")
            assert "http" not in said
        for said in (note, whatsapp):
            assert all(line[-1] == "." for line in filter(None, said.split("\n"))), said


HOSTILE = st.one_of(
    st.sampled_from(
        [
            "799 - Disney",
            "705 - Iflix",
            "x" * 400,
            "12 - " + "Film " * 60,
            "a\nb\r\nhttp://evil.example/x?y=1 \u202ecba\x1b[31m",
            "{service} {0} %s",
            "081234567890 call now",
            "-",
        ]
    ),
    st.text(max_size=60),
)
AMOUNT = st.one_of(
    st.none(), st.integers(-50_000, 100_000), st.integers(0, 999_999_999_999_999), st.just(29_000)
)
DAYS = st.datetimes(datetime(2021, 11, 1), datetime(2022, 4, 1))
TIME = st.one_of(st.none(), DAYS.map(lambda time: time.replace(microsecond=0)))
REFERENCES = st.sampled_from(["R1", "R2", "R3", "R4", "R5", REFERENCE, None])


@cache
def rows_of(table: str):
    if table == "subscriptions":
        fields = {
            "partner_ref": REFERENCES,
            "price": AMOUNT,
            "service": HOSTILE,
            "status": st.sampled_from(["Active", "Inactive", None, "?" * 80]),
            "start_time": TIME,
            "end_time": TIME,
            "channel": st.one_of(st.sampled_from(["STB", "Web", None]), HOSTILE),
            "last_charge": TIME,
        }
        changed = st.fixed_dictionaries(fields)
        return st.one_of(
            st.none(), st.lists(changed.map(lambda new: made.subscription() | new), max_size=8)
        )
    fields = {
        "partner_ref": REFERENCES,
        "price": AMOUNT,
        "prorated_price": AMOUNT,
        "service": HOSTILE,
        "trx_id": st.one_of(st.none(), st.sampled_from(["T1", "T2"]), st.uuids().map(str)),
        "trx_time": TIME,
    }
    changed = st.fixed_dictionaries(fields)
    return st.one_of(
        st.none(), st.lists(changed.map(lambda new: made.charge(made.START) | new), max_size=25)
    )


LINE = st.fixed_dictionaries(
    {
        "line": st.sampled_from(["INTERNET CONTENT", "INTERNET CONTENT", "ABONEMEN", "PPN", None]),
        "amount": AMOUNT,
        "period": st.sampled_from([datetime(2022, month, 1) for month in (2, 3, 4)]),
        "billed": AMOUNT,
    }
)
LINES = st.lists(LINE.map(lambda new: made.content(bill="1") | new), max_size=8)
CLAIMED = st.one_of(
    st.none(),
    st.builds(
        Claim,
        st.sampled_from(list(CLAIMS)),
        day=st.one_of(st.none(), st.dates(date(2021, 11, 1), date(2022, 4, 1))),
        price=st.one_of(st.none(), st.integers(0, 10**15)),
    ),
)
LONG_TEXTS = Snippets(
    {
        language: dict.fromkeys(KEYS, "Kalimat {tanggal} " * 8 + "dan seterusnya.")
        | {"nama_tim": "T" * LONGEST_NAME}
        for language in ("id", "en")
    }
)


ABOUT = st.fixed_dictionaries(
    {
        "claim": CLAIMED,
        "decided": st.sampled_from([None, "explained", "contested", "cannot"]),
        "name": HOSTILE,
        "long": st.booleans(),
    }
)


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    subscriptions=rows_of("subscriptions"),
    transactions=rows_of("transactions"),
    lines=st.one_of(st.none(), LINES),
    asked=ABOUT,
)
def test_lengths_hold_whatever_the_cells_hold(subscriptions, transactions, lines, asked):
    frames = (
        made.frame("subscriptions", subscriptions),
        made.frame("transactions", transactions),
    )
    own = bill(made.frame("bill_lines", lines), asked["name"]) if lines else None
    case = ott.investigate(NUMBER, ott.Files(*frames), own, claim=asked["claim"], asof=made.ASOF)
    if asked["decided"] and case.disputed:
        case = case.decided(asked["decided"], "alasan " * 60)
    about = {"ticket": "T" * 40, "sender": "S " * 60, "snippets": LONG_TEXTS}
    about = about if asked["long"] else {}
    lengths_hold(case, **about)
    assert NUMBER in text(case, "escalation", **about)
    for form in FORMS:
        grounded(case, written(case, form, **about))
    for form in LETTERS:
        pending_is_told(case, text(case, form, **about))


def test_lengths_hold_for_three_hundred_charges():
    rows = [
        made.charge(
            f"2022-02-{1 + n % 28:02} {n % 24:02}:04:{n % 60:02}",
            trx_id=f"T{n}",
            partner_ref=f"R{n % 40}",
            service=f"{n % 40} - {'Paket Film Keluarga Besar ' * 3}",
        )
        for n in range(300)
    ]
    own = [made.running(partner_ref=f"R{n}", service="Paket " * 20) for n in range(0, 40, 2)]
    frames = (made.frame("subscriptions", own), made.frame("transactions", rows))
    lines = made.frame("bill_lines", [made.content(300 * 29000, billed=None, bill="1")])
    case = ott.investigate(NUMBER, ott.Files(*frames), bill(lines), asof=made.ASOF)
    assert len(case.disputed.charges) == 300
    lengths_hold(case, ticket="IN1")
    assert "and 290 other charges" in text(case, "email", ticket="IN1")
    assert "T299 " in text(case, "escalation")


# --- what goes first ----------------------------------------------------------------------------


def told(name: str, keep: Keep, shorter: Said | None = None) -> Said:
    return Said((sentence("{told}", told=name),), "courtesy", keep=keep, shorter=shorter)


def test_what_is_least_dear_goes_first_and_of_equals_the_last():
    text = [
        [told("a", Keep.ALWAYS), told("b", Keep.COURTESY), told("c", Keep.ANSWER)],
        [told("d", Keep.COURTESY), told("e", Keep.TAX)],
        [told("f", Keep.DETAIL)],
    ]

    def within(most):
        kept = fitted(text, lambda paragraphs: sum(map(len, paragraphs)) <= most)
        return "|".join("".join(said.say("en") for said in part) for part in kept)

    assert [within(most) for most in (6, 5, 4, 3, 2, 1, 0)] == [
        "abc|de|f", "abc|e|f", "ac|e|f", "ac|e", "ac", "a", "a",
    ]  # fmt: skip


def test_a_shorter_form_stands_in_before_anything_dearer_goes():
    text = [[told("a", Keep.ALWAYS), told("bbbb", Keep.DETAIL, told("b", Keep.TAX))]]
    kept = fitted(text, lambda paragraphs: len(paragraphs[0][-1].say("en")) < 2)
    assert [said.say("en") for said in kept[0]] == ["a", "b"]


@pytest.mark.parametrize(
    ("long", "most", "short"),
    [
        ("Disney", 6, "Disney"),
        ("Disney+", 6, "Disne…"),
        ("Paket Film Keluarga", 12, "Paket Film…"),
        ("Paket " + "x" * 20, 20, "Paket xxxxxxxxxxxxx…"),
    ],
)
def test_a_long_name_is_shortened(long, most, short):
    assert shortened(long, most) == short
    assert len(shortened(long, most)) <= most


@pytest.mark.parametrize(
    ("cell", "shown"),
    [
        ("799 - Disney", "799 - Disney"),
        ("a\nb\tc", "a b c"),
        ("see https://evil.example/x now", "see … now"),
        ("www.evil.example", "…"),
        ("wa.me/6281", "…"),
        ("mail me@evil.example", "mail …"),
        ("Vidio.com", "Vidio com"),
        ("Tom & Jerry 3.5", "Tom & Jerry 3.5"),
        ("\u202egnp", "�gnp"),
        ("121500000017", "1215xxxxx017"),
        (None, ""),
    ],
)
def test_a_cell_becomes_one_harmless_line(cell, shown):
    assert Names(Mask(numbers=(NUMBER,))).line(cell, 40) == shown


def test_the_longest_texts_of_the_team_are_within_what_its_file_allows():
    assert (
        max(len(text) for texts in LONG_TEXTS.texts.values() for text in texts.values())
        <= LONGEST + 5
    )
