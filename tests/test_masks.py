"""What identifies a customer is hidden in every spelling, and nothing else is."""

import re
import unicodedata
from datetime import date

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

import ott_toolkit as ott
from ott_toolkit.amounts import format_rupiah, format_time, parse_time
from ott_toolkit.masks import Mask, mask_of
from ott_toolkit.sentences import Rupiah, sentence
from tests.written import DATA, NUMBER, OTHER, REFERENCE

SAMPLE = ott.Files(DATA / "subscriptions.txt", DATA / "transactions.txt")
CASE = ott.investigate(NUMBER, SAMPLE, DATA / "bill.txt")
MASK = mask_of(CASE)
HIDDEN = "1215xxxxx017"


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        (NUMBER, HIDDEN),
        (REFERENCE, f"disact-20220102092122-{HIDDEN}"),
        (f"trx{NUMBER}end", f"trx{HIDDEN}end"),
        ("1215 0000 0017", "1215 xxxx x017"),
        ("1215.0000-0017", "1215.xxxx-x017"),
        ("1215\u200b00000017", "1215\u200bxxxxx017"),
        ("１２１５００００００１７", "１２１５xxxxx０１７"),
        ("02100000017", "021xxxxxx17"),
        ("+62 2100000017", "+62 21xxxxx017"),
        ("34000000017 (TSI)", "340xxxxxx17 (TSI)"),
        (f"disact-20220102092122-{OTHER}", "disact-20220102092122-1226xxxxx055"),
        (OTHER, "1226xxxxx055"),
        ("121500000…0017", "121xxxxxx…0017"),
        ("…00000017", "…xxxxxx17"),
        ("PELANGGAN CONTOH", "P*** C***"),
        ("Bpk. Contoh,  pelanggan", "Bpk. C***,  p***"),
        ("pelanggan itu", "pelanggan itu"),
        ("20220102092122", "20220102092122"),
        ("stbupoint00000000000000000000000000000002", "stbupoint00000000000000000000000000000002"),
        ("799 - Disney, 29.000,00", "799 - Disney, 29.000,00"),
        ("2022-02-01 00:04:25", "2022-02-01 00:04:25"),
        ("bill_2022-03.html", "bill_2022-03.html"),
        ("", ""),
    ],
)
def test_what_is_hidden_and_what_stays(text, masked):
    assert MASK(text) == masked


@pytest.mark.parametrize(
    ("number", "masked"),
    [
        ("123456", "12xxx6"),
        ("12345678", "12xxxx78"),
        ("123456789", "123xxxx89"),
        ("12345678901", "123xxxxxx01"),
        (NUMBER, HIDDEN),
        ("12345678901234567890", "1234xxxxxxxxxxxxx890"),
    ],
)
def test_how_much_of_a_number_is_shown(number, masked):
    assert Mask(numbers=(number,))(number) == masked


@pytest.mark.parametrize("text", ["2012-34-56", "1123456", "1234567"])
def test_a_short_number_is_hidden_by_itself_only(text):
    assert Mask(numbers=("123456",))(text) == text


def test_a_short_number_in_other_spellings():
    mask = Mask(numbers=("123456", "202202"))
    assert mask("no. 12 34-56, ref123456") == "no. 12 xx-x6, ref12xxx6"
    assert mask("2022-02-01 and 202202") == "2022-02-01 and 20xxx2"


def test_an_operators_id_keeps_what_is_not_this_customers():
    assert MASK.known(f"x{OTHER}") == f"x{OTHER}"
    assert MASK.known(f"x20220101{NUMBER}") == f"x20220101{HIDDEN}"


def test_what_a_person_writes_may_hold_half_a_name():
    mask = Mask(name="SITI RAHMA WIJAYA")
    assert mask("Ibu Siti bilang") == "Ibu Siti bilang"
    assert mask.prose("Ibu Siti bilang") == "Ibu S*** bilang"
    assert mask("Wijaya, Siti") == "W***, S***"


def test_a_name_of_one_word_and_one_with_marks():
    assert Mask(name="Sukarno")("Bpk. SUKARNO") == "Bpk. S***"
    assert Mask(name="PÉLANGGAN Ñ")("Pe\u0301langgan ñ") == "P*** ñ***"
    assert Mask(name="Budi Santoso")("Bu\u200bdi Santoso") == "B*** S***"


def test_phone_and_group_of_other_makes():
    bill = (DATA / "bill.txt").read_text().replace("02100000017", "(021) 234 567")
    bill = bill.replace("34000000017 (TSI)", "GRP-A1")
    mask = mask_of(ott.investigate(NUMBER, SAMPLE, bill))
    assert mask("(021) 234567") == "(021) xxxx67"
    assert mask("+62 21234567 in grp-a1.") == "+62 2xxxxx67 in g***."


def test_without_a_bill_the_number_is_still_hidden():
    mask = mask_of(ott.investigate(NUMBER, SAMPLE))
    assert mask(f"PELANGGAN CONTOH {NUMBER}") == f"PELANGGAN CONTOH {HIDDEN}"


def test_in_full_nothing_is_hidden():
    mask = mask_of(CASE, full=True)
    text = f"PELANGGAN CONTOH {NUMBER} {OTHER}"
    assert (mask(text), mask.known(text), mask.prose(text)) == (text, text, text)


def test_a_sentence_keeps_its_amounts_times_and_words():
    time = parse_time("2022-02-01 00:04:25")
    inner = sentence("of {reference}", reference=[REFERENCE, "pelanggan contoh"])
    said = sentence("pelanggan contoh: {amount} at {time} {inner}",
                    amount=Rupiah(121500000017), time=time, inner=inner)  # fmt: skip
    assert MASK.sentence(said).say("en") == (
        f"pelanggan contoh: {format_rupiah(121500000017)} at {format_time(time, 'en')} "
        f"of disact-20220102092122-{HIDDEN}, p*** c***"
    )


def test_a_mask_does_not_tell_what_it_hides():
    assert repr(MASK) == "Mask(full=False)"


# --- whatever the spelling ----------------------------------------------------------------------

digits = st.text("0123456789", min_size=6, max_size=20)
long_digits = st.text("0123456789", min_size=9, max_size=20)
gaps = st.text(" .-_/()\u00a0\u200b\u2011:,+", max_size=3)
scripts = st.sampled_from([0x30, 0x660, 0x966, 0xFF10])
texts = st.text(st.characters(codec="utf-8"), max_size=30) | st.text(
    "0123456789-. Rpx…*", max_size=30
)


def plain(text):
    """A text's letters and digits, the digits of every script as 0 to 9."""
    return "".join(
        str(unicodedata.decimal(one)) if one.isdecimal() else one for one in text if one.isalnum()
    )


@given(long_digits, st.data(), texts, texts)
def test_a_number_survives_in_no_spelling(number, data, before, after):
    first = data.draw(scripts)
    between = [data.draw(gaps) for _ in number]
    spelled = "".join(chr(first + int(n)) + gap for n, gap in zip(number, between, strict=True))
    masked = Mask(numbers=(number,))(f"{before}{spelled}{after}")
    assert number not in plain(masked)


@given(digits, texts, texts)
def test_a_number_by_itself_never_survives(number, before, after):
    assume(not (before[-1:].isdecimal() or after[:1].isdecimal()))
    masked = Mask(numbers=(number,))(f"{before} {number} {after}")
    assert not re.search(rf"(?<![0-9]){number}(?![0-9])", masked)


@given(st.lists(digits, max_size=3), texts, texts)
@example(["121500000017"], "121500000017121500000017", "A B")
@example([], "B A", "A B")
def test_to_mask_twice_changes_nothing_more(numbers, text, name):
    mask = Mask(numbers=tuple(numbers), name=name)
    for hide in (mask, mask.known, mask.prose):
        once = hide(f"{text} {name} {' '.join(numbers)}")
        assert hide(once) == once


@given(st.dates(date(1990, 1, 1), date(2099, 12, 31)), st.times(), st.integers(-(10**9), 10**9))
def test_times_and_amounts_are_never_hidden(day, time, amount):
    for text in (f"{day} {time:%H:%M:%S}", f"{day:%Y%m%d}{time:%H%M%S}", format_rupiah(amount)):
        assert MASK(text) == text


@given(st.lists(st.text("ABCDEFGHIJ", min_size=2, max_size=8), min_size=2, max_size=4, unique=True),
       texts, texts)  # fmt: skip
def test_a_name_never_survives(words, before, after):
    name = " ".join(words)
    masked = Mask(name=name)(f"{before} {name.title()}, {after}")
    assert not re.search(r"\W+".join(words), masked, re.IGNORECASE)
