"""What is being checked and what was decided: the same in the note, the letters, the escalation."""

import re

import pytest

from ott_toolkit.conclusion.claims import CLAIMS
from tests.practised import by_hand, practised, sample
from tests.test_replies import FORMS, LETTERS, text, written
from tests.written import charge, subscription

# --- what is found outside the charges of this bill ----------------------------------------------


def test_a_charge_is_the_first_only_where_none_was_made_before_it(server):
    said = text(practised(server, 48))
    assert "first charge" not in said
    assert "The charge of 6 Feb 2022 is what bill Mar 2022 carries" in said
    assert "Its first charge is what bill Mar 2022 carries" in text(practised(server, 16))
    free = charge(Trx_Time="2022-01-31 10:00:00", Harga="0", Harga_Prorate="0", Telkom_trx_id="T0")
    begun = subscription(Start_Time="2022-02-01 00:04:25", End_Time="-")
    assert "Its first charge" in text(by_hand([begun], [charge(), free]))


@pytest.mark.parametrize("form", LETTERS)
def test_a_contested_charge_of_another_bill_is_told_as_being_checked(server, form):
    told = "Still being checked: the charge of Rp 19.000 for Iflix on 7 Jan 2022 (bill Feb 2022)."
    assert told in text(practised(server, 48), form)
    assert "Still being checked" not in text(sample(), form)


@pytest.mark.parametrize(
    ("serial", "step", "asked"),
    [
        (12, "Duplicate charge (bill Apr 2022)", "to come on bill Apr 2022: Rp 45.000 (Duplicate"),
        (14, "Price mismatch (bill Apr 2022)", "to come on bill Apr 2022: Rp 39.000 (Price mis"),
        (
            21,
            "Charged, not billed (bill Mar 2022)",
            "Check bill Mar 2022: Charged, not billed",
        ),
        (24, "Tax mismatch", "Check the bill: Tax mismatch, shown Rp 49.940, reckoned Rp 45.400."),
        (25, "Total mismatch", "Check the bill: Total mismatch, shown Rp 626.000, reckoned Rp 616"),
        (26, "Last Charge without a transaction", "subscription to 799 - Disney below: Last C"),
        (27, "Last Charge is behind", "Check the subscription to"),
        (
            28,
            "Reference mismatch",
            "Check the subscription to 799 - Disney below: Ref",
        ),
        (
            29,
            "Status mismatch",
            "Check the subscription to 712 - Catchplay below: Stat",
        ),
        (30, "Status mismatch", "Check the subscription to 705 - Iflix below: Status mismatch."),
        (48, "Charge before start (bill Feb 2022)", "belong to bill Feb 2022: Rp 19.000 (Charge b"),
    ],
)
def test_what_is_found_is_named_by_note_and_escalation(server, serial, step, asked):
    case = practised(server, serial)
    note, escalated = text(case, "note"), written(case, "escalation")
    title = step.partition(" (bill")[0]
    assert re.search(rf"(Findings|Outside this bill): [^.]*{title}", note)
    assert f"Next: Have checked by the team in charge: {step}." in note
    assert f"1. {asked}" in escalated.text or asked in escalated.text
    assert escalated.complete
    assert re.search(r"checked|checking|check", text(case).partition("\n\n")[2])


def test_a_charge_of_another_bill_that_is_asked_about_is_among_the_rows(server):
    said = text(practised(server, 48), "escalation")
    assert "Trx Time 2022-01-07 00:04:18 | Charge before start" in said
    # What a bill should carry and does not is among them, too.
    assert "Trx Time 2022-01-31 23:41:55" in text(practised(server, 41), "escalation")


# --- what the analyst decided --------------------------------------------------------------------


@pytest.mark.parametrize("claim", [None, *CLAIMS])
@pytest.mark.parametrize("serial", [9, 10, 11, 13, 15, 18])
def test_who_finds_it_explained_announces_nothing_and_says_how_to_come_back(server, serial, claim):
    case = practised(server, serial).claimed(claim).decided("explained", "Sudah jelas")
    said = text(case, ticket="IN1")
    assert "We have looked into this: " in said
    assert "no correction is proposed at present" in said
    assert "If this does not agree with what you know, please reply" in said
    assert "IN1" in said
    assert not re.search(r"agrees with|As you say", said)
    note = text(case, "note", ticket="IN1")
    assert "Next: Explain the result of the check." in note
    assert "To be confirmed first" not in note
    assert "trx" in note.split("\n")[2]
    escalated = written(case, "escalation", ticket="IN1")
    assert "1. For information only, by the analyst's decision nothing is proposed: " in (
        escalated.text
    )
    assert escalated.complete


def test_who_is_less_sure_than_the_tool_asks_for_a_check():
    case = sample().decided("unexplained", "Belum jelas")
    escalated = written(case, "escalation")
    assert "1. Check the amount: the analyst's decision is «Unexplained»." in escalated.text
    assert escalated.complete


def test_a_conclusion_without_a_bill_stands_in_note_and_escalation(server):
    case = practised(server, 50).decided("explained", "Struk dari pelanggan")
    assert "Analyst: amount explained (Struk dari pelanggan)." in text(case, "note")
    assert "Analyst's decision: Explained (Struk dari pelanggan)\n" in text(case, "escalation")
    assert text(case) == text(practised(server, 50))


def test_a_decision_without_a_reason_has_no_empty_brackets():
    said = text(sample().decided("explained"), "escalation")
    assert "\nAnalyst's decision: Explained\n" in said
    assert "\nAnalyst's decision: Explained (Ya)\n" in text(
        sample().decided("explained", "Ya"), "escalation"
    )


# --- two subscriptions to one service ------------------------------------------------------------


@pytest.mark.parametrize("form", FORMS)
def test_two_subscriptions_to_one_service_are_told_apart(server, form):
    said = text(practised(server, 18), form, ticket="IN1")
    told = {
        "note": "799 - Disney, STB, 01-12-21",
        "escalation": "Start Time 2021-12-01",
        "whatsapp": "from 1 Dec 2021 and from 20 Jan 2022",
        "email": "Disney of 20 Jan 2022 (next renewal about 21 Mar 2022) and Disney of 1 Dec 2021 ("
        "next renewal about 31 Mar 2022)",
    }
    assert told[form] in said
    assert "The subscription is still recorded" not in said


def test_the_subscription_that_was_charged_is_told_by_its_start(server):
    decided = practised(server, 18).decided("explained", "Ya")
    assert "is the subscription to Disney of 20 Jan 2022." in text(decided)
    assert "Disney of" not in text(sample())


# --- promises ------------------------------------------------------------------------------------

PROMISED = {
    "look into the log of the order": "Look into Data Log",
    "look it up first": "Look up the package in Starclick.",
    "look them up first": "Look at the page Free Gimmick Transactions",
    "we compare the customer record": "customer record",
}


def test_what_is_promised_on_a_claim_is_a_step_of_the_note(server):
    promised = set()
    for serial in range(1, 71):
        for claim in {*in_turn(serial), "not-resident"}:  # few were there before the customer
            case = practised(server, serial).claimed(claim)
            said, note = text(case, "email"), text(case, "note")
            for words, step in PROMISED.items():
                if words in said:
                    promised.add(words)
                    assert step in note.rpartition("\n")[2], (serial, claim, note)
    assert promised == set(PROMISED)


def test_whose_team_has_a_rule_of_its_own_is_promised_nothing_else():
    said = text(sample().claimed("not-subscribed"))
    assert "we have noted what you told us." in said
    assert "look into" not in said


def test_who_stopped_is_asked_for_the_day_that_the_note_asks_for():
    case = sample().claimed("stopped")
    assert "Ask for the day of stopping" in text(case, "note")
    assert "please tell us the day, and the report number if you have one." in text(case)


# --- in Indonesian -------------------------------------------------------------------------------


@pytest.mark.parametrize("claim", [*CLAIMS])
def test_an_escalation_asks_in_whole_sentences(claim):
    said = text(sample().claimed(claim), "escalation", language="id")
    assert not re.search(r"Mohon (isi|pemberitahuan|waktu|masa|sejak)", said)
    assert not re.search(r"^Keluhan: [^\n]*: ", said, re.MULTILINE)


# --- every customer, every claim, every text, in both languages -----------------------------------

UNDER_WAY = {
    "id": r"masih kami|[Kk]ami ajukan|perlu (dicek|dipastikan)|sedang kami cek|Berikutnya kami|"
    r"dipastikan dulu|[Kk]ami tanyakan",
    "en": r"being checked|checking it|have it (checked|confirmed)|has to be checked|Next, we|"
    r"We ask whether",
}
"""How a letter says that something is being checked."""
STEP = {
    "id": r"(Ajukan|Eskalasi|Konfirmasikan|Selesaikan pengecekan|Tanyakan baris)",
    "en": r"(Have |Escalate|Finish checking|Ask the dashboard's owner for the row)",
}
"""How the note's next step says it."""
ASKED = {
    "id": r"\n\d+\. Mohon (cek|cari|pastikan)",
    "en": r"\n\d+\. (Check|Find|Confirm)",
}
"""How the escalation asks for it."""
PERSON = re.compile(
    r"(Bapak/Ibu|pelanggan|anak|tamu|you|customer|child|guest) "
    r"(yang )?(membeli|memesan|menekan|menonton|bought|ordered|pressed|watched)"
    r"|\b(dibeli|dipesan|dipakai) oleh\b|\b(bought|ordered|used) by\b",
    re.IGNORECASE,
)
REFUND = re.compile(
    r"\b(akan|pasti) (dikembalikan|dikoreksi|dipotong)|refund|dijamin"
    r"|\bwill be (returned|corrected|given back|paid back)",
    re.IGNORECASE,
)
NONE_OF_IT = re.compile(
    r"(tidak ada|there (is|was) no|no) (pembeli|persetujuan|permintaan|pemesan|pemakaian|paket"
    r"|pengumuman|buyer|consent|request|order|use|package|announcement)\b",
    re.IGNORECASE,
)


def in_turn(serial: int) -> list[str]:
    """Every third claim, from another one on for the next customer: all of them take minutes."""
    return list(CLAIMS)[serial % 3 :: 3]


def texts_of(case, language: str) -> dict[str, str]:
    said = {form: written(case, form, language, ticket="IN1") for form in FORMS}
    assert "[" not in said["note"].text + said["whatsapp"].text + said["email"].text
    return {form: letter.text for form, letter in said.items()}


def honest(said: dict[str, str]) -> None:
    note, whatsapp = said["note"], said["whatsapp"]
    assert len(note) <= 600
    assert len(note.split("\n")) <= 5
    assert len(whatsapp) <= 700
    words, _, rest = said["email"].partition(" WIB | ")
    assert len(words.split()) <= 180 + 4, said["email"]  # the heading of the rows
    assert rest.count("\n") <= 1 + 10 + 2 + 2
    for one in said.values():
        assert not PERSON.search(one), one
        assert not REFUND.search(one), one
        assert not NONE_OF_IT.search(one), one


def together(said: dict[str, str], language: str) -> None:
    """A letter says that a check is under way exactly where note and escalation carry it."""
    carried = bool(re.search(STEP[language], said["note"].rpartition("\n")[2]))
    for form in LETTERS:
        told = bool(re.search(UNDER_WAY[language], said[form]))
        assert told == carried, (said[form], said["note"])
    asked = bool(re.search(ASKED[language], said["escalation"]))
    assert asked == carried, (said["escalation"], said["note"])


@pytest.mark.parametrize("language", ["id", "en"])
@pytest.mark.parametrize("first", range(1, 71, 10))
def test_every_text_is_honest_and_no_two_contradict_each_other(server, first, language):
    for serial in range(first, first + 10):
        known = practised(server, serial)
        for claim in [None, *(in_turn(serial) if language == "id" else [])]:
            case = known.claimed(claim)
            decided = [case]
            if case.disputed and claim is None and language == "id":
                decided += [case.decided(kind, "Sudah dicek") for kind in ("explained", "cannot")]
            for own in decided:
                said = texts_of(own, language)
                honest(said)
                together(said, language)
