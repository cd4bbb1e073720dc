"""The pool: cases by seed and difficulty, and that their keys are right."""

import json
import os
import subprocess
import sys
from collections import Counter, defaultdict
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest

import ott_toolkit as ott
from ott_toolkit import cli, practice, rehearsal
from ott_toolkit.practice import pool
from ott_toolkit.practice.pool.complaints import COMPLAINTS
from ott_toolkit.practice.register import account, accounts
from ott_toolkit.practice.search import Query
from ott_toolkit.practice.sheets import TRANSACTIONS
from ott_toolkit.practice.store import Store
from ott_toolkit.practice.telling import number_of, told
from tests.pooled import claim_of, concluded, expected, saved
from tests.recount import disagreements


def sample(each):
    """So many disputes of every pattern."""
    own = defaultdict(list)
    for one in practice.drill("sample", 200, seat=11) + practice.drill("sample", 200, seat=23):
        own[one.topic].append(one)
    return [one for cases in own.values() for one in cases[:each]]


SAMPLE = sample(2)


# --- what is right --------------------------------------------------------------------------------


def test_every_pattern_is_in_the_sample():
    assert len(pool.PATTERNS) >= 18
    assert {one.topic for one in SAMPLE} == {pattern.topic for pattern in pool.PATTERNS}
    assert {one.difficulty for one in SAMPLE} == {1, 2, 3}


@pytest.mark.parametrize("dispute", SAMPLE, ids=lambda one: f"{one.topic}-{one.number[-4:]}")
def test_the_toolkit_reaches_the_key(dispute):
    assert concluded(saved(dispute), dispute.key) == expected(dispute.key)


def test_rows_bill_and_key_agree_as_they_are_recounted_in_plain_python():
    """An eighth of the pool: verdict, amounts, rules, and what the explanation names."""
    stories = [pool.story(serial) for serial in pool.POOL[::8]]
    wrong = {one.serial: disagreements(told(one), one.key) for one in stories}
    assert {serial: said for serial, said in wrong.items() if said} == {}


def test_a_key_no_longer_agrees_once_a_charge_is_another():
    story = next(pool.story(n) for n in pool.POOL if pool.story(n).topic == "still-active")
    rows = told(story)
    other = tuple(replace(row, prorated_price=1_000) for row in rows.transactions)
    assert disagreements(replace(rows, transactions=other), story.key)


def test_the_portal_shows_what_the_key_is_about(server):
    for dispute in practice.drill("portal", 3, seat=5):
        with ott.Portal(server.url) as portal:
            portal.login(practice.USERNAME, practice.PASSWORD, name="Sari", regional=3)
            case = ott.investigate(
                dispute.number, portal, claim=claim_of(dispute.key), asof=practice.TODAY
            )
        shown = account(dispute.number)
        assert len(case.transactions) == len(shown.transactions)
        assert list(case.subscriptions["partner_ref"]) == [
            row.partner_ref for row in shown.subscriptions
        ]


@pytest.mark.parametrize("dispute", SAMPLE, ids=lambda one: f"{one.topic}-{one.number[-4:]}")
def test_the_proving_rows_are_there(dispute):
    shown, key = account(dispute.number), dispute.key
    assert all(1 <= place <= len(shown.transactions) for place in key.charges)
    assert all(1 <= place <= len(shown.subscriptions) for place in key.subscriptions)
    assert key.charges or dispute.topic in ("nothing", "billed-without-charge")


# --- what is said ---------------------------------------------------------------------------------


@pytest.mark.parametrize("dispute", SAMPLE, ids=lambda one: f"{one.topic}-{one.number[-4:]}")
def test_every_text_is_whole_in_both_languages(dispute):
    key = dispute.key
    for text in (dispute.complaint, key.hint, key.explanation):
        assert text.id != text.en
        assert all(said.endswith((".", "?")) and "{" not in said for said in text)
        assert "  " not in " ".join(text)
    assert "CONTOH" in dispute.name


def test_a_complaint_names_the_month_of_the_bill_that_is_meant():
    for words in COMPLAINTS.values():
        assert all("{bill}" in text for said in words for text in said)


def test_the_same_words_are_said_of_unlike_cases():
    verdicts = defaultdict(set)
    for one in SAMPLE:
        verdicts[one.complaint.id.split("2022")[0]].add(one.key.verdict)
    assert sum(len(found) >= 3 for found in verdicts.values()) >= 5
    statuses = {one.key.claim_status for one in SAMPLE if one.key.claim == "charged-twice"}
    assert statuses == {"supported", "contradicted", "not-recorded"}


# --- who gets which -------------------------------------------------------------------------------


def test_seats_never_share_a_number():
    owners = Counter(
        one for seat in range(pool.SEATS) for one in pool.drawn("any", len(pool.POOL), seat=seat)
    )
    assert set(owners) == set(pool.POOL)
    assert set(owners.values()) == {1}


def test_a_drill_repeats_nothing_and_spreads_over_the_patterns():
    drill = practice.drill("kelas-a", 30, seat=7)
    assert len({one.number for one in drill}) == len({one.topic for one in drill}) == 30
    assert {int(one.number) % pool.SEATS for one in drill} == {7}
    assert practice.drill("kelas-a", 12, seat=7) == drill[:12]
    assert practice.drill("kelas-b", 30, seat=7) != drill
    assert len(practice.drill("kelas-a", 999, seat=7)) == 200


@pytest.mark.parametrize("difficulty", [1, 2, 3])
def test_a_drill_of_one_difficulty(difficulty):
    drill = practice.drill("kelas-a", 25, difficulty, seat=39)
    assert {one.difficulty for one in drill} == {difficulty}
    assert len({one.number for one in drill}) == 25


def test_a_number_of_the_pool_is_known_and_the_catalogue_stays_what_it_was():
    number = number_of(pool.POOL[0])
    assert practice.knows(number)
    assert rehearsal.knows(number)
    assert practice.dispute(number).number == number
    assert number not in practice.numbers()
    assert practice.dispute(practice.SAMPLE_NUMBER).topic == "sample"


@pytest.mark.parametrize(
    "number", ["121500000999", "121500009000", "0121500001000", "1000", "", "x", "١٢١٥٠٠٠٠١٠٠٠"]
)
def test_what_nobody_invented_is_unknown(number):
    assert not practice.knows(number)
    assert account(number) is None
    with pytest.raises(KeyError):
        practice.dispute(number)


def test_it_is_the_same_whatever_the_hash_seed():
    code = (
        "from ott_toolkit import practice; from ott_toolkit.practice.register import account;"
        "drill = practice.drill('kelas', 40, seat=3);"
        "print(ascii([(one, account(one.number)) for one in drill]))"
    )
    printed = {
        subprocess.run(
            [sys.executable, "-c", code],
            env={**os.environ, "PYTHONHASHSEED": seed},
            check=True,
            capture_output=True,
            text=True,
        ).stdout
        for seed in ("1", "2")
    }
    drill = practice.drill("kelas", 40, seat=3)
    assert printed == {ascii([(one, account(one.number)) for one in drill]) + "\n"}


# --- the command ----------------------------------------------------------------------------------


def cases(capsys, *words):
    assert cli.main(["cases", "--language", "en", "--json", *words]) == 0
    return json.loads(capsys.readouterr().out)


def test_the_command_lists_what_the_seed_makes(capsys):
    listed = cases(capsys, "--seed", "kelas-a", "--difficulty", "3", "--count", "4")
    drill = practice.drill("kelas-a", 4, 3)
    assert [one["number"] for one in listed] == [one.number for one in drill]
    assert "verdict" not in listed[0]
    assert len(cases(capsys, "--seed", "kelas-a")) == 10


def test_the_command_gives_a_trainer_the_answers_of_a_seat(capsys):
    (first,) = cases(capsys, "--seed", "k7m2p9xq", "--seat", "7", "--count", "1", "--answers")
    (own,) = practice.drill("k7m2p9xq", 1, seat=7)
    assert (first["number"], first["verdict"]) == (own.number, own.key.verdict)
    assert cli.main(["cases", "--seat", "7", "--language", "en"]) == 2
    assert "add the seed" in capsys.readouterr().err


def test_the_catalogue_is_narrowed_likewise(capsys):
    listed = cases(capsys, "--difficulty", "2", "--count", "3")
    easy = [one.number for one in practice.disputes() if one.difficulty == 2]
    assert [one["number"] for one in listed] == easy[:3]


# --- how it is kept -------------------------------------------------------------------------------


def test_a_customer_is_stored_when_first_searched_for_and_once():
    asked = []

    def later(number):
        asked.append(number)
        return account(number)

    store = Store(accounts(), later)
    assert asked == []
    number = practice.drill("store", 1)[0].number
    with ThreadPoolExecutor(8) as threads:
        counts = set(threads.map(lambda _: store.count(TRANSACTIONS, Query(number)), range(40)))
    assert counts == {len(account(number).transactions)}
    assert asked == [number]
    assert store.holder(number).number == number
