"""The catalogue of practice cases: what it covers, and that data, bill and answer agree."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import chain

import pytest

from ott_toolkit import practice
from ott_toolkit.practice.billing import MONTHS
from ott_toolkit.practice.key import Key
from ott_toolkit.practice.register import accounts
from ott_toolkit.practice.stories import EVERYDAY, STORIES, TOLD
from ott_toolkit.practice.story import Story
from ott_toolkit.practice.telling import number_of
from ott_toolkit.practice.world import Account, Bill, BillLine, Transaction
from ott_toolkit.rules import CATALOGUE
from tests.recount import before, content_of, disagreements, period_of, proven

ACCOUNTS = {account.number: account for account in accounts()}
TOPICS = {story.topic: story for story in TOLD}

# The rows of the table of what the three sources can honestly say, and where each leads next.
HONEST = {
    "says he stopped on day X": (["stopped-and-ended", "stopped-by-word"], "ticket-history"),
    "child or guest bought on the set-top box": (["child-on-the-box"], "team-rule"),
    "package includes the service": (["package"], "starclick"),
    "free trial, gimmick": (["free-period", "promised-longer-free"], "free-gimmick"),
    "price rose, promotion over": (["price-change", "price-mismatch"], "product-notice"),
    "two numbers in one household": (["household-without", "household-with"], "search-both"),
    "previous tenant": (["long-history", "moved-in-before"], "customer-record"),
    "also paid by app store or card": (["paid-elsewhere"], "other-receipt"),
    "bill paid twice; receipt above the bill": (["paid-twice"], "payment-team"),
    "arrears, fine": (["fine-and-arrears"], "arrears-rule"),
    "line was cut off (isolir) while charged": (["cut-off-line"], "network-record"),
    "came back after a pause": (["came-back"], "data-log"),
    "never watched": (["never-watched"], "provider"),
    "two charges in one month": (["two-renewals", "renewed-twice"], "explain"),
    "already refunded": (["refunded-charge", "refund-line", "after-end-and-refunded"], "billing"),
    "INTERNET CONTENT above all charges": (["billed-amount-differs"], "dashboard-owner"),
    "old rows missing": (["old-rows-missing"], "escalate"),
}


def test_fifty_cases_and_more_are_told_by_hand() -> None:
    assert len(TOLD) >= 50
    assert len(STORIES) == len(TOLD) + len(EVERYDAY) == len(practice.disputes())
    assert {story.difficulty for story in TOLD} == {1, 2, 3}


def test_every_rule_and_every_verdict_has_a_case() -> None:
    assert {rule for s in TOLD for rule in s.key.rules} == {rule.name for rule in CATALOGUE}
    verdicts = {story.key.verdict for story in TOLD}
    assert verdicts == {"explained", "contested", "partly", "unexplained", "cannot", "none"}
    assert sum(story.key.verdict == "cannot" for story in TOLD) >= 9


def test_every_claim_and_every_answer_to_one_has_a_case() -> None:
    answers = {(s.key.claim, s.key.claim_status) for s in TOLD}
    assert {claim for claim, _ in answers} == {
        "only-asking", "not-subscribed", "stopped", "charged-twice", "other-price", "in-package",
        "still-free", "not-resident",
    }  # fmt: skip
    for status in ("supported", "contradicted"):
        assert ("charged-twice", status) in answers
        assert ("other-price", status) in answers
        assert ("not-resident", status) in answers


@pytest.mark.parametrize("situation", HONEST)
def test_every_situation_that_honesty_needs_has_a_case(situation: str) -> None:
    topics, step = HONEST[situation]
    assert all(step in TOPICS[topic].key.steps for topic in topics)


def test_normal_cases_that_look_odd_are_explained_without_a_doubt() -> None:
    odd = ("prorate-normal", "two-at-one-price", "two-renewals", "missing-cycle", "came-back",
           "debit", "yearly", "weekly", "many-transactions", "price-with-tax")  # fmt: skip
    assert {TOPICS[topic].key.verdict for topic in odd} == {"explained"}
    assert not any(TOPICS[topic].key.contested for topic in odd)


def test_every_trouble_is_met_and_only_a_lost_session_can_be_mended() -> None:
    troubled = {s.trouble.kind: s.key.verdict for s in TOLD if s.trouble}
    assert troubled.pop("session") == "explained"
    kinds = {"truncated", "short", "other-number", "maintenance", "server-error"}
    assert troubled == dict.fromkeys(kinds, "cannot")


def test_what_cannot_be_said_yet_leads_on() -> None:
    ways = {"search-again", "get-bill", "dashboard-owner"}
    for story in TOLD:
        if story.key.verdict == "cannot":
            assert story.key.steps[0] in ways
            assert not story.key.contested


def test_where_a_page_fails_no_row_can_be_ticked() -> None:
    assert {s.key.charges + s.key.subscriptions for s in TOLD if hidden(s)} == {()}


# --- texts ----------------------------------------------------------------------------------------


def test_a_complaint_never_gives_the_answer_away() -> None:
    answers = ("charge-after", "jumlah cocok", "kejanggalan", "tumpang tindih", "prorate",
               "tidak tercatat", "siklus", "perpanjangan", "End Time", "Trx Time")  # fmt: skip
    for story in STORIES:
        assert not [word for word in answers if word.lower() in story.complaint.id.lower()]


def test_a_complaint_names_the_month_of_the_bill_that_is_meant() -> None:
    """Nothing else says which: a trainee could rightly answer of another month."""
    for story in STORIES:
        if story.key.verdict != "none":
            year, month = story.key.period.split("-")
            assert f"{MONTHS[0][int(month) - 1]} {year}" in story.complaint.id


def test_texts_promise_nothing_and_accuse_nobody() -> None:
    for story in STORIES:
        for text in (story.key.hint, story.key.explanation):
            assert text.id
            assert text.en
            assert "Anda membeli" not in text.id
            assert "you bought" not in text.en
            assert "akan dikembalikan" not in text.id
            assert "will be refunded" not in text.en
            assert "wajib bayar" not in text.id.replace("tidak berarti wajib bayar", "")


@pytest.mark.parametrize("story", STORIES, ids=lambda story: f"{story.serial:03d}")
def test_the_key_is_well_formed(story: Story) -> None:
    key, account = story.key, ACCOUNTS[number_of(story.serial)]
    assert list(key.rules) == sorted(set(key.rules))
    assert key.steps
    assert len(set(key.steps)) == len(key.steps)
    assert all(1 <= number <= len(account.transactions) for number in key.charges)
    assert all(1 <= number <= len(account.subscriptions) for number in key.subscriptions)
    assert 0 <= key.refunded <= key.contested
    assert 0 <= key.proposed <= key.contested - key.refunded
    assert len(set(key.verdicts)) == len(key.verdicts)
    assert len(set(key.claim_statuses)) == len(key.claim_statuses)
    assert (key.price is not None) == (key.claim == "other-price")


# --- twins ----------------------------------------------------------------------------------------


def twins() -> list[tuple[Story, Story]]:
    own = {story.serial: story for story in STORIES}
    return [(s, own[s.twin]) for s in STORIES if s.twin is not None and s.serial < s.twin]


def test_there_are_three_pairs_of_twins_and_both_know_it() -> None:
    assert len(twins()) >= 3
    assert all(other.twin == one.serial for one, other in twins())


@pytest.mark.parametrize("pair", twins(), ids=lambda pair: f"{pair[0].serial:03d}")
def test_twins_say_the_same_of_the_same_bill_but_are_answered_differently(
    pair: tuple[Story, Story],
) -> None:
    one, other = pair
    assert one.complaint == other.complaint
    assert one.key.period == other.key.period
    assert bill_of(one).lines == bill_of(other).lines
    assert bill_of(one).total == bill_of(other).total
    assert (one.key.claim, one.key.day, one.key.price) == (
        other.key.claim,
        other.key.day,
        other.key.price,
    )
    assert one.key.verdict != other.key.verdict
    assert one.key.steps[0] != other.key.steps[0]


def bill_of(story: Story) -> Bill:
    bills = ACCOUNTS[number_of(story.serial)].bills
    return next(bill for bill in bills if period_of(bill) == story.key.period)


# --- data, bill and answer agree ------------------------------------------------------------------


def hidden(story: Story) -> bool:
    return story.trouble is not None and story.trouble.kind != "session"


def wrong(story: Story, account: Account, key: Key) -> list[str]:
    return disagreements(account, key, hidden=hidden(story))


@pytest.mark.parametrize("story", STORIES, ids=lambda story: f"{story.serial:03d}")
def test_rows_bill_and_key_agree_and_no_longer_once_one_is_changed(story: Story) -> None:
    account, key = ACCOUNTS[number_of(story.serial)], story.key
    assert wrong(story, account, key) == []
    changed = list(chain(other_charges(account, key), other_bills(account, key)))
    for what, other in changed:
        assert wrong(story, other, key), what
    for what, answer in other_answers(key):
        assert wrong(story, account, answer), what


def other_charges(account: Account, key: Key) -> Iterator[tuple[str, Account]]:
    """The account with one charge of another amount, or in another month."""
    month = before(key.period)
    at_issue = [row for row in account.transactions if row.trx_time.startswith(month)]
    chosen = {id(row): row for row in (*at_issue[:2], *at_issue[-2:], *proven(account, key)[:1])}
    for row in chosen.values():
        amount = row.amount + 1_000
        yield (
            f"amount of {row.trx_time}",
            with_row(account, row, replace(row, price=amount, prorated_price=amount)),
        )
        away = before(month) if row.trx_time.startswith(month) else month
        yield (
            f"month of {row.trx_time}",
            with_row(account, row, replace(row, trx_time=f"{away}-14 00:04:30")),
        )


def with_row(account: Account, row: Transaction, other: Transaction) -> Account:
    rows = [other if one is row else one for one in account.transactions]
    rows.sort(key=lambda one: one.trx_time, reverse=True)
    return replace(account, transactions=tuple(rows))


def other_bills(account: Account, key: Key) -> Iterator[tuple[str, Account]]:
    """The account with one line of the bill changed, or left out."""
    for bill in account.bills:
        if period_of(bill) != key.period:
            continue
        for place, line in enumerate(bill.lines):
            dearer = BillLine(line.name, line.amount + 1_000)
            lines = (*bill.lines[:place], dearer, *bill.lines[place + 1 :])
            yield f"{line.name} dearer", with_bill(account, bill, replace(bill, lines=lines))
        if content_of(bill):
            less = bill.lines[1:]
            yield "without content", with_bill(account, bill, replace(bill, lines=less))


def with_bill(account: Account, bill: Bill, other: Bill) -> Account:
    bills = tuple(other if one is bill else one for one in account.bills)
    return replace(account, bills=bills)


def other_answers(key: Key) -> Iterator[tuple[str, Key]]:
    verdicts = ("explained", "contested", "partly", "unexplained", "cannot", "none")
    for verdict in verdicts:
        if verdict != key.verdict:
            yield verdict, replace(key, verdict=verdict)
    yield "contested", replace(key, contested=key.contested + 1_000)
    yield "refunded", replace(key, refunded=key.refunded + 1_000)
    yield "proposed", replace(key, proposed=key.proposed + 1_000)
    for rule in key.rules:
        if rule in {one.name for one in CATALOGUE if one.severity in {"money", "confirm"}}:
            rules = tuple(one for one in key.rules if one != rule)
            yield f"without {rule}", replace(key, rules=rules)
