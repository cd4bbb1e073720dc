"""What «Ringkasan» shows of a case, as HTML; and what the analyst tells of it."""

import re
from dataclasses import replace
from datetime import date
from html import unescape

import pytest
from lxml import html

from ott_toolkit import replies
from ott_toolkit.conclusion.claims import Claim
from ott_toolkit.panel import proof, sending, summary, words
from ott_toolkit.panel.filters import Filters
from ott_toolkit.panel.told import Told
from ott_toolkit.replies.snippets import Snippets
from ott_toolkit.rules import RULES
from tests.answers import (
    AFTER_END,
    AT_END,
    HOSTILE,
    MANY,
    NO_BILL,
    NOTHING,
    OVERLAP,
    PARTLY,
    SAMPLE,
    SEVERAL,
    TOTAL,
    TWICE,
    TWO_RENEWALS,
    UNEXPLAINED,
    asked,
)

MARCH, FEBRUARY = date(2022, 3, 1), date(2022, 2, 1)


@pytest.fixture(scope="module")
def case(server):
    return lambda number: asked(server.url, number)


def text(markup):
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", markup)).split())


def part(case, name, language="en"):
    return text(summary.parts(case, language)[name])


@pytest.mark.parametrize(
    ("number", "said"),
    [
        (SAMPLE, "✓ Explained Rp 29.000 + PPN Rp 2.900 = Rp 31.900"),
        (AFTER_END, "! Explained, contested"),
        (PARTLY, "½ Partly explained, Rp 29.000 left"),
        (UNEXPLAINED, "✗ Unexplained"),
    ],
)
def test_a_verdict_is_told_with_sign_words_and_colour(case, number, said):
    amount = summary.parts(case(number), "en")["amount"]
    assert text(amount).startswith(said)
    assert f"ott-tone-{case(number).disputed.kind}" in amount


def test_what_cannot_be_said_is_told_with_how_to_get_it(case):
    without = Told(SAMPLE).of(replace(case(SAMPLE), transactions=None))
    said = part(without, "amount")
    assert said.startswith("? Cannot be said yet")
    assert "Transactions Data is not at hand: look the number up, or paste it." in said


@pytest.mark.parametrize("number", [SAMPLE, AFTER_END])
def test_explained_never_reads_as_to_be_paid(case, number):
    assert "not about whether to pay" in part(case(number), "amount")
    assert "whether to pay" not in part(case(UNEXPLAINED), "amount")


def test_months_are_named_three_ways_and_the_newest_stands_first(case):
    state = summary.state(case(SAMPLE), "id")
    assert state["periods"] == [
        ["2022-03", "Tagihan Mar 2022 · transaksi Feb 2022 · bayar Mar 2022"],
        ["2022-02", "Tagihan Feb 2022 · transaksi Jan 2022 · bayar Feb 2022"],
    ]
    assert state["period"] == "2022-03"


def test_service_channel_times_and_outlook_are_told(case):
    facts = part(case(SAMPLE), "facts")
    assert "799 - Disney · STB · Inactive Start 2 Jan 2022 09:21:22 · End 3 Mar 2022" in facts
    assert "Charged again next month? No: it ended on 3 Mar 2022" in facts
    assert "Next Choose what the customer says." in facts


def test_subscriptions_are_told_without_a_bill_too(case):
    without = Told(SAMPLE).of(replace(case(SAMPLE), bill=None))
    assert "799 - Disney · STB · Inactive Start 2 Jan 2022 09:21:22" in part(without, "facts")
    assert "Start Time" not in part(without, "amount")


def test_amounts_and_services_stay_on_one_line(case):
    parts = summary.parts(case(TOTAL), "id")
    whole = "".join(parts[name] for name in ("amount", "facts", "findings"))
    assert "Rp\xa0616.000" in whole
    assert not re.search(r">[^<]*(Rp |\d - \w)", whole)


def test_a_contested_amount_its_correction_and_what_is_to_be_confirmed_stand_apart(case):
    assert "Rp 29.000 + PPN Rp 2.900 = Rp 31.900" in part(case(AFTER_END), "findings")
    assert "To be confirmed" not in part(case(AFTER_END), "findings")
    confirm = part(case(AT_END), "findings")
    assert "To be confirmed nothing is proposed yet Rp 65.000" in confirm
    assert "PPN" not in confirm
    assert "Propose the correction of Rp 31.900 with a ticket." in part(case(AFTER_END), "facts")


def test_a_finding_is_listed_with_its_meaning_its_amount_and_its_mark(case):
    tree = html.fromstring(summary.parts(case(TWICE), "en")["findings"])
    (button,) = tree.xpath("//button[@data-finding='0']")
    assert "Duplicate charge" in button.text_content()
    assert button.get("title") == RULES["duplicate-charge"].explanation
    assert tree.xpath("//button[@data-row='0']")
    said = text(html.tostring(tree, encoding="unicode"))
    assert "to be checked · 13 Feb 2022 00:09:52 · 799 - Disney" in said


def test_a_finding_of_another_bill_names_it_and_leads_there(case):
    markup = summary.parts(case("121500000048"), "en")["findings"]
    (bill,) = html.fromstring(markup).xpath("//button[@data-period]")
    assert (bill.text_content(), bill.get("data-period")) == ("Bill Feb 2022", "2022-02")
    assert "to be checked · Bill Feb 2022 · 7 Jan 2022 00:04:18" in text(markup)
    of_february = Told("121500000048", period=FEBRUARY).of(case("121500000048"))
    assert "data-period" not in summary.parts(of_february, "en")["findings"]
    assert "Bill" not in part(of_february, "findings")


def test_a_bill_without_content_is_named_and_not_led_to(case):
    markup = summary.parts(case("121500000041"), "en")["findings"]
    assert "Bill Feb 2022" in text(markup)
    assert "data-period" not in markup


@pytest.mark.parametrize(
    ("number", "said"),
    [
        ("121500000041", "ditagih Rp 0, transaksi Rp 29.000"),
        (TOTAL, "total Rp 626.000, rincian Rp 616.000"),
    ],
)
def test_two_amounts_that_differ_are_told_by_what_they_are(case, number, said):
    assert said in part(case(number), "findings", "id")


def test_every_rule_with_two_amounts_says_what_they_are():
    on_bills = {name for name, rule in RULES.items() if rule.row == "bill"}
    on_prices = {"price-mismatch", "price-change", "prorate-above-price"}
    assert set(words.compared("en")) == on_bills | on_prices
    for said in words.compared("id").values():
        assert said.format(amount="Rp 1", expected="Rp 2").count("Rp ") == 2


def test_information_is_folded(case):
    markup = summary.parts(case(TWO_RENEWALS), "en")["findings"]
    (fold,) = html.fromstring(markup).xpath("//details")
    assert fold.xpath(".//button[@data-finding='0']")
    assert markup.count("data-finding") == 1, "nowhere else"
    assert "For information (1)" in text(markup)
    assert RULES["two-renewals-in-month"].explanation in text(markup)
    assert "menjelaskan pola" in part(case(TWO_RENEWALS), "findings", "id")


def test_what_was_not_checked_is_one_line_with_a_fold(case):
    facts = summary.parts(case(TOTAL), "en")["facts"]
    assert text(facts).count("The detail of Mar 2022 does not come to its total") == 1
    assert "Not checked: 3 rules." in text(facts)
    assert "Tax mismatch" in text(facts)


@pytest.mark.parametrize("language", ["id", "en"])
def test_without_a_bill_or_anything_the_page_says_so_and_what_to_do(case, language):
    said = part(case(NO_BILL), "amount", language)
    assert {"id": "tempel dari I-Payment", "en": "paste it from I-Payment"}[language] in said
    nothing = part(case(NOTHING), "amount", language)
    assert nothing.count({"id": "Tidak ada data", "en": "Nothing for this number"}[language]) == 2
    assert summary.state(case(NOTHING), language)["period"] == ""


def test_hostile_cells_are_text(case):
    markup = "".join(summary.parts(case(HOSTILE), "id").values())
    assert "<b>STB" not in markup
    assert "&lt;b&gt;STB" in markup
    assert not re.search(r"<(script|img|iframe)|\son\w+=", markup)


# --- the small timeline -------------------------------------------------------------------------


def marks(case):
    tree = html.fromstring(summary.parts(case, "en")["small"])
    return tree, [mark.get("data-mark") for mark in tree.xpath("//button[@data-mark]")]


def test_the_small_timeline_marks_findings_and_verdicts(case):
    tree, found = marks(case(AFTER_END))
    assert found == ["charge", "charge", "charge", "finding-0"]
    (chosen,) = tree.xpath("//button[contains(@class, 'ott-chosen')]")
    assert chosen.get("data-period") == "2022-03"
    assert chosen.text_content().split() == ["!", "29.000"]


@pytest.mark.parametrize("number", [OVERLAP, TOTAL])
def test_a_finding_on_a_subscription_or_a_bill_is_marked_too(case, number):
    assert "finding-0" in marks(case(number))[1]


def test_a_small_timeline_stays_small(case):
    tree, found = marks(case(MANY))
    assert len(case(MANY).transactions) == 321
    assert len(found) < 100
    named = [mark.get("title").count("Rp ") for mark in tree.xpath("//button[@data-mark='charge']")]
    assert sum(named) == 321
    tree, _ = marks(case(SEVERAL))
    assert len(tree.xpath("//div[@class='ott-lane']")) == 3
    assert "and 1 more" in tree.text_content()


def test_the_small_timeline_has_the_months_of_what_it_shows(case):
    tree, _ = marks(case(SEVERAL))
    (first, *_rest) = tree.xpath("//div[contains(@class, 'ott-months')]//div/span")
    assert first.text_content() == "Nov 2021", "the subscription of July is not shown"


@pytest.mark.parametrize(("number", "arrow"), [("44", "◂ +9"), ("55", "◂ +4")])
def test_what_lies_before_the_months_that_are_shown_is_counted(case, number, arrow):
    own = case(f"1215000000{number}")
    tree, found = marks(own)
    (earlier,) = tree.xpath("//*[@class='ott-earlier']")
    assert earlier.text_content() == arrow
    assert earlier.get("title").endswith("more before Mar 2021: see Timeline.")
    assert int(arrow.split("+")[1]) + len(found) == len(own.transactions)
    assert bool(tree.xpath("//*[contains(@class, 'ott-run')]")) is (number == "44")


def test_nothing_is_said_of_before_where_all_is_shown(case):
    assert marks(case(SAMPLE))[0].xpath("//*[@class='ott-earlier']") == []


def test_places_are_within_the_track(case):
    for number in (SAMPLE, AFTER_END, SEVERAL, MANY, NO_BILL, HOSTILE):
        markup = summary.parts(case(number), "en")["small"]
        places = [float(place) for place in re.findall(r"left:([\d.]+)%", markup)]
        assert places
        assert all(0 <= place <= 100 for place in places)


# --- what is told of a case ---------------------------------------------------------------------


def test_another_period_is_asked_about_throughout(case):
    of_february = Told(OVERLAP, period=FEBRUARY, claim=Claim("only-asking")).of(case(OVERLAP))
    assert of_february.disputed.period == FEBRUARY
    assert [v.period for v in of_february.verdicts] == [v.period for v in case(OVERLAP).verdicts]
    assert set(of_february.claim_answer.rows["trx_time"].dt.month) == {1}
    (billed, *_) = of_february.answers
    assert "Feb 2022" in billed.said[0].say("en")
    letter = replies.write(of_february, language="en", snippets=Snippets())
    assert "bill Feb 2022 INTERNET CONTENT" in letter.text


def test_a_period_that_the_bill_does_not_have_is_not_asked_about(case):
    assert Told(SAMPLE, period=date(2020, 1, 1)).of(case(SAMPLE)).disputed.period == MARCH


def test_what_follows_from_the_tables_is_reached_once(case):
    again = Told(SAMPLE, claim=Claim("not-subscribed")).of(case(SAMPLE))
    assert again.verdicts is case(SAMPLE).verdicts
    assert again.claim_answer.status == "not-recorded"


def test_a_conclusion_that_the_bill_no_longer_bears_out_is_left_out(case):
    told = Told(SAMPLE, kind="explained", decided=MARCH)
    assert told.of(case(SAMPLE)).decision.kind == "explained"
    without = replace(case(SAMPLE), transactions=None)
    assert told.of(without).decision is None, "the tool now says otherwise: she has to look again"
    with_reason = replace(told, reason="seen on paper")
    assert with_reason.of(without).decision.verdict == "cannot"


@pytest.mark.parametrize("number", [NO_BILL, NOTHING, "121500000051", "121500000055"])
def test_a_case_without_content_can_be_decided_too(case, number):
    assert Told(number, kind="explained").of(case(number)).decision is None, "why is not said"
    own = Told(number, kind="explained", reason="seen on paper").of(case(number))
    assert own.decision.period == MARCH
    assert part(own, "decision") == "Recorded for bill Mar 2022: ✓ Explained."
    state = summary.state(own, "en")
    assert (state["kind"], state["decision"]["kind"]) == ("cannot", "explained")


@pytest.mark.parametrize(
    ("kind", "proposed"), [("contested", True), ("explained", False), ("cannot", False)]
)
def test_what_she_decided_against_is_not_proposed_on_screen(case, kind, proposed):
    own = Told(AFTER_END, kind=kind, reason="confirmed").of(case(AFTER_END))
    assert ("Propose the correction" in part(own, "facts")) is proposed
    assert ("Contested amount" in part(own, "findings")) is proposed
    said = "No correction is proposed, by the analyst's decision (reckoned: Rp 31.900)."
    assert (said in part(own, "findings")) is not proposed
    note = sending.packed(own, "note", ticket="IN1", name="", language="en").text
    assert ("No correction is proposed" in note) is not proposed


def test_of_another_number_nothing_was_told():
    told = Told(SAMPLE, claim=Claim("stopped"))
    assert told.about(SAMPLE) is told
    assert told.about(OVERLAP) == Told(OVERLAP)


# --- rows ---------------------------------------------------------------------------------------


def test_a_finding_leads_to_its_row(case):
    rows = proof.of_finding(case(TWICE), 0)
    (position,) = rows.positions("transactions", case(TWICE).transactions)
    assert case(TWICE).transactions["trx_id"][position] == case(TWICE).findings["trx_id"][0]
    assert rows.positions("subscriptions", case(TWICE).subscriptions) == []
    assert proof.of_finding(case(OVERLAP), 0).place == "subscriptions"
    assert proof.of_finding(case(TOTAL), 0).place == "bill"


@pytest.mark.parametrize("language", ["id", "en"])
def test_a_mark_leads_to_the_charges_that_it_names(case, language):
    said = {"id": "13 Feb 2022 00:04:56\n13 Feb 2022 00:09:52", "en": "13 Feb 2022 00:04:56"}
    rows = proof.of_text(case(TWICE), f"2 · {said[language]} · Rp 29.000", language)
    assert (
        len(rows.positions("transactions", case(TWICE).transactions))
        == said[language].count(":") // 2
    )


def test_the_proving_rows_are_those_of_the_period(case):
    rows, filters = proof.of_period(case(SEVERAL))
    assert filters == Filters(date(2022, 2, 1), date(2022, 2, 28))
    kept = filters.narrowed(case(SEVERAL)).transactions
    assert rows.positions("transactions", kept) == [0, 1, 2]
    assert proof.of_period(case(NO_BILL))[1] == Filters()


# --- what leaves --------------------------------------------------------------------------------


@pytest.mark.parametrize("form", ["html", "xlsx", "escalation"])
def test_a_file_is_named_without_the_number(case, form):
    parcel = sending.packed(case(SAMPLE), form, ticket="IN1", name="", language="id")
    assert re.fullmatch(
        r"(kasus|case|eskalasi|escalation)-xxxx0017-2022-03\.(html|xlsx|txt)", parcel.name
    )
    assert parcel.content
    assert SAMPLE not in str(parcel.message)


def test_a_report_is_masked_and_an_escalation_is_not(case):
    report = sending.packed(case(SAMPLE), "html", ticket="", name="", language="id")
    assert SAMPLE.encode() not in report.content
    escalation = sending.packed(case(SAMPLE), "escalation", ticket="IN1", name="", language="id")
    assert SAMPLE.encode() in escalation.content


def test_a_letter_says_what_it_lacks(case):
    lacking = sending.packed(case(AFTER_END), "whatsapp", ticket="", name="", language="id")
    assert lacking.text
    assert lacking.lacking
    whole = sending.packed(case(AFTER_END), "note", ticket="IN77", name="", language="id")
    assert "IN77" in whole.text


def test_a_letter_is_of_the_period_that_was_chosen(case):
    of_february = Told(OVERLAP, period=FEBRUARY).of(case(OVERLAP))
    for form in sending.LETTERS:
        said = sending.packed(of_february, form, ticket="IN1", name="", language="en").text
        assert re.search(r"[Bb]ill (\w{3} 2022)", said)[1] == "Feb 2022", said


# --- keys ---------------------------------------------------------------------------------------


def test_no_key_is_taken_by_the_lab():
    """JupyterLab's own settings, as they are installed."""
    import json
    import sys
    from pathlib import Path

    schemas = Path(sys.prefix, "share", "jupyter", "lab", "schemas").rglob("*.json")
    taken = {
        key
        for schema in schemas
        for shortcut in json.loads(schema.read_text(encoding="utf-8")).get(
            "jupyter.lab.shortcuts", []
        )
        for name in ("keys", "winKeys", "linuxKeys")
        for key in shortcut.get(name, [])
    }
    assert "Alt 1" in taken, "the settings were read"
    assert taken.isdisjoint({f"Alt {key}" for key in words.KEYS.values()})
    assert len(set(words.KEYS.values())) == len(words.KEYS)
    assert set(words.KEYS.values()).isdisjoint("DEFRZ"), "those of browsers and screens"
