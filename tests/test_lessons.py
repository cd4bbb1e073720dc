"""The lessons: both languages say the same, what they say is so, and each mistake is caught."""

import json
import re
from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from ott_toolkit import practice
from ott_toolkit.practice.register import accounts
from ott_toolkit.schema import TABLES
from ott_toolkit.teaching import show
from ott_toolkit.teaching.lessons import LESSONS, lesson
from ott_toolkit.teaching.questions import check

NOTEBOOKS = Path(__file__).parent.parent / "notebooks"
BOTH = re.compile(r"(.+)\n\n<details><summary>English</summary>\n\n(.+)\n\n</details>", re.DOTALL)
MONTHS = (
    "Jan(?:uari|uary)?", "Feb(?:ruari|ruary)?", "Mar(?:et|ch)?", "Apr(?:il)?", "Mei|May",
    "Jun[ie]?", "Jul[iy]?", "Agu(?:stus)?|Aug(?:ust)?", "Sep(?:tember)?", "O[kc]t(?:ober)?",
    "Nov(?:ember)?", "De[sc](?:ember)?",
)  # fmt: skip
MONTH = re.compile("|".join(rf"\b({name})\b" for name in MONTHS))
DAY = re.compile(rf"\b(\d{{1,2}}) ({'|'.join(MONTHS)}) (\d{{4}})")
TIME = re.compile(r"\b\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\b")
AMOUNT = re.compile(r"\b\d{1,3}(?:\.\d{3})+\b")
CUSTOMER = re.compile(r"\b1215\d{8}\b")

TERMS = (
    "Subscriptions", "Transactions Data", "Start Time", "End Time", "Last Charge", "Channel",
    "Active", "Inactive", "Data Log", "INTERNET CONTENT", "Partner ref_no", "Telkom trx_id",
    "Trx Time", "PPN", "METERAI", "ABONEMEN", "DENDA", "I-Payment", "Epayment", "MyArms", "Phone",
    "Internet", "GroupID", "Showing", "Semua Data", "All OTT", "All Regional", "Harga", "Nama",
    "Regional", "Export Search Result", "Monthly", "STB", "Lunas", "Belum Lunas", "Jumlah cocok",
    "Belum bisa dipastikan", "Tidak ada data", "Normal kembali", "Gangguan latihan", "UU PDP",
)  # fmt: skip
KEPT = (
    *TERMS, "Price (Rp.)", "Search", "Softbundling", "Addon", "From", "To", "Username", "Password",
    "Run → Run All Cells", "Internet Content", "Internet Conten - Upoint OTT", "Softbundling",
    "add-on", "Add-on", "dashboard", "Dashboard", "request time", "email", "Email", "Status",
    "Premium", "Item", "item", "set-top box", "WhatsApp", "Data", "CRM", "Export", "panel",
)  # fmt: skip
BANNED = re.compile(
    r"\b(account|amount|answer|bill|bills|billing|case|charge|charges|charged|chart|check|click|"
    r"complaint|confidence|correction|customer|customers|day|days|double|download|dispute|due|"
    r"escalation|evidence|file|filter|from|fee|input|lesson|link|login|month|note|number|or|order|"
    r"page|password|price|quiz|refund|renewal|reply|report|result|row|rows|search|session|sheet|"
    r"start|status|subscribe|subscription|table|the|time|timeline|tool|trainee|trainer|twin|"
    r"update|upload|user|verdict|widget)\b",
    re.IGNORECASE,
)
CAUGHT = (
    "phone-for-internet", "separators", "bill-month", "one-date", "login-page",
    "inactive-never-charged", "thirty-days-not-a-month", "ppn", "match-means-pay",
    "promised-refund",
)  # fmt: skip
"""What trainees get wrong, and the lessons are there to catch."""
SUPPOSED = {date(2022, 2, 10), date(2022, 3, 1), date(2021, 11, 1), date(2021, 12, 31)}
"""Days that no row shows: what a customer says, what one would wrongly reckon, what is filtered."""


def notebook(number):
    path = NOTEBOOKS / "lessons" / f"lesson-{number}.ipynb"
    return json.loads(path.read_text(encoding="utf-8"))


def sources(number, kind):
    cells = notebook(number)["cells"]
    return ["".join(cell["source"]) for cell in cells if cell["cell_type"] == kind]


def questions():
    return [question for one in LESSONS.values() for question in one.questions]


def sentences(question):
    said = [option.said for option in question.options]
    return [question.ask, question.why, *said]


def wrong_answers(question):
    """Each answer that shows a mistake, and the mistake."""
    if question.typed:
        yield from question.typed.wrong.items()
    for option in question.options:
        if option.slip:
            yield [*question.right, option.name] if question.many else option.name, option.slip


def right_answer(question):
    return question.typed.right if question.typed else sorted(question.right)


# --- both languages -----------------------------------------------------------------------------


def figures(text):
    """Numbers without what groups them, since 29.000 is 29,000 elsewhere."""
    found = re.findall(r"\d[\d.,:/-]*\d|\d", text)
    return Counter(re.sub(r"[.,]", "", figure) for figure in found)


def months(text):
    return Counter(
        next(i for i, name in enumerate(m.groups()) if name) for m in MONTH.finditer(text)
    )


def terms(text):
    return {term for term in TERMS if re.search(rf"(?<!\w){re.escape(term)}(?!\w)", text)}


def differing(indonesian, english):
    """What one of two texts names and the other does not."""
    pairs = [(read(indonesian), read(english)) for read in (figures, months, terms)]
    return [(left, right) for left, right in pairs if left != right]


@pytest.mark.parametrize("number", LESSONS)
def test_a_text_stands_in_both_languages_and_says_the_same(number):
    for text in sources(number, "markdown"):
        both = BOTH.fullmatch(text)
        assert both, text
        assert differing(*both.groups()) == [], both[1]


@pytest.mark.parametrize("name", ["solutions", "class"])
def test_the_trainers_notebooks_are_in_both_languages_too(name):
    content = json.loads((NOTEBOOKS / "trainer" / f"{name}.ipynb").read_text(encoding="utf-8"))
    texts = ["".join(c["source"]) for c in content["cells"] if c["cell_type"] == "markdown"]
    assert texts
    for text in texts:
        both = BOTH.fullmatch(text)
        assert both, text
        assert differing(*both.groups()) == [], text


def test_the_trainers_notes_plan_every_lesson_with_its_minutes_and_materials():
    notes = (NOTEBOOKS / "trainer" / "notes.md").read_text(encoding="utf-8")
    parts = re.split(r"^### ", notes, flags=re.MULTILINE)[1:]
    assert len(parts) == len(LESSONS)
    for one, part in zip(LESSONS.values(), parts, strict=True):
        assert re.match(rf"{one.number} · [^(\n]+\({one.minutes}\b", part)
        indonesian, _, english = part.partition("\n")[2].split("\n## ")[0].partition("\n\n*Aim:")
        for label in ("Tujuan", "Cara", "Yang sering salah", "Bahas", "Bahan"):
            assert f"**{label}.**" in indonesian
        assert differing(indonesian, english) == []
    assert set(CUSTOMER.findall(notes)) <= set(practice.numbers())


@pytest.mark.parametrize("question", questions(), ids=lambda question: question.name)
def test_a_question_says_the_same_in_both_languages(question):
    for said in sentences(question):
        assert differing(said.say("id"), said.say("en")) == [], said.template


def indonesian(number):
    """Everything that a lesson says in Indonesian."""
    texts = [BOTH.fullmatch(text)[1] for text in sources(number, "markdown")]
    return texts + [s.say("id") for q in LESSONS[number].questions for s in sentences(q)]


@pytest.mark.parametrize("number", LESSONS)
def test_no_english_word_stands_where_an_indonesian_one_is_expected(number):
    for text in indonesian(number):
        plain = text
        for kept in sorted(KEPT, key=len, reverse=True):
            plain = re.sub(rf"(?<!\w){re.escape(kept)}(?!\w)", "", plain)
        plain = re.sub(r"\b[A-Z]{3,}\b|`[^`]*`", "", plain)
        assert BANNED.findall(plain) == [], text


# --- what they say is so ------------------------------------------------------------------------


def known(numbers):
    """Times, days and amounts that the portal shows of these customers, and what follows."""
    times, days, amounts = set(), {practice.TODAY}, set()
    for account in accounts():
        if account.number in numbers:
            for row in account.subscriptions:
                times |= {row.start_time, row.end_time, row.last_charge}
                amounts |= {row.price, row.denom}
            for charge in account.transactions:
                times.add(charge.trx_time)
                amounts |= {charge.price, charge.prorated_price}
            for bill in account.bills:
                amounts |= sums(bill)
    days |= {date.fromisoformat(time[:10]) for time in times if re.match(r"2\d{3}", time)}
    return times, days, amounts


def sums(bill):
    """What stands on a bill, and what one reckons from it."""
    lines = [line.amount for line in bill.lines]
    content = [line.amount for line in bill.lines if line.name == "INTERNET CONTENT"]
    taxed = sum(lines[:-2])  # PPN and METERAI come last
    shares = [*content, sum(content)]
    tax = [share // 10 for share in shares]
    return {bill.total, taxed, *lines, *shares, *tax, *map(sum, zip(shares, tax, strict=True))}


def month_number(name):
    return next(i for i, pattern in enumerate(MONTHS, 1) if re.fullmatch(pattern, name))


@pytest.mark.parametrize("number", LESSONS)
def test_what_a_lesson_says_is_what_the_portal_shows(number):
    texts = [BOTH.fullmatch(text)[1] for text in sources(number, "markdown")]
    for question in LESSONS[number].questions:
        right = [option.said for option in question.options if not option.slip]
        texts += [said.say("id") for said in (question.ask, question.why, *right)]
    whole = "\n".join(texts)
    named = set(CUSTOMER.findall(whole))
    assert named <= set(practice.numbers())
    times, days, amounts = known(named)
    assert set(TIME.findall(whole)) <= times
    said = {date(int(y), month_number(m), int(d)) for d, m, y in DAY.findall(whole)}
    assert said - SUPPOSED <= days
    assert {int(a.replace(".", "")) for a in AMOUNT.findall(whole)} <= amounts


def test_the_facts_would_be_found_wrong():
    """The test above compares with something."""
    times, days, amounts = known({practice.SAMPLE_NUMBER})
    assert "2022-02-01 00:04:25" in times
    assert "2022-02-01 00:04:26" not in times
    assert (date(2022, 2, 1) in days, date(2022, 2, 2) in days) == (True, False)
    assert {29_000, 2_900, 31_900, 454_000, 45_400, 499_400} <= amounts
    assert 32_190 not in amounts


@pytest.mark.parametrize("number", LESSONS)
def test_a_lesson_begins_with_its_title_and_its_minutes(number):
    title, _, text = BOTH.fullmatch(sources(number, "markdown")[0])[1].partition("\n\n")
    assert title == f"# Pelajaran {number} · {LESSONS[number].title}"
    assert re.search(rf"^\*\*{LESSONS[number].minutes} menit", text)
    assert "\n- " in text


@pytest.mark.parametrize("number", LESSONS)
def test_a_notebook_asks_what_its_lesson_asks(number):
    code = "\n".join(sources(number, "code"))
    decided = re.findall(r'^Exercise\("(\d+)", lesson=(\d)[,)]', code, re.MULTILINE)
    assert decided == [(one, str(number)) for one in LESSONS[number].disputes]
    assert code.count(f"Quiz({number})") == bool(LESSONS[number].questions)
    assert ("\nRound()" in code) == (number == 9)


@pytest.mark.parametrize("number", LESSONS)
def test_a_cell_is_a_few_lines_and_no_function(number):
    for cell in sources(number, "code"):
        assert len(cell.splitlines()) <= 9, cell
        assert "def " not in cell


def test_no_lesson_but_the_nine():
    from ott_toolkit.errors import QueryError

    assert list(LESSONS) == list(range(1, 10))
    with pytest.raises(QueryError, match="no lesson 10"):
        lesson(10)


# --- the questions ------------------------------------------------------------------------------


@pytest.mark.parametrize("number", LESSONS)
def test_questions_bear_their_lessons_number_and_names_of_their_own(number):
    names = [question.name for question in LESSONS[number].questions]
    assert all(name.startswith(f"{number}-") for name in names)
    assert len(set(names)) == len(names)


@pytest.mark.parametrize("question", questions(), ids=lambda question: question.name)
def test_the_right_answer_is_taken_and_a_wrong_one_is_told_its_mistake(question):
    assert check(question, right_answer(question)).right
    wrong = list(wrong_answers(question))
    assert wrong
    for answer, slip in wrong:
        told = check(question, answer)
        assert (told.right, told.slips) == (False, (slip,)), answer


@pytest.mark.parametrize("language", ["id", "en"])
def test_the_right_answer_is_not_told_by_its_length(language):
    """At a glance, that is: by a quarter longer than any wrong one."""
    for question in questions():
        if question.options and not question.many:
            wrong = max(len(o.said.say(language)) for o in question.options if o.slip)
            (right,) = (len(o.said.say(language)) for o in question.options if not o.slip)
            assert right <= wrong * 1.25, question.name


@pytest.mark.parametrize("slip", CAUGHT)
def test_what_trainees_get_wrong_is_caught_by_a_question(slip):
    asking = [q.name for q in questions() if slip in {found for _, found in wrong_answers(q)}]
    assert asking


# --- what stands beside the text ----------------------------------------------------------------


def test_the_bill_stands_in_a_frame_without_scripts():
    shown = show.bill(practice.SAMPLE_NUMBER).html
    assert re.search(r"<iframe [^>]*\bsandbox srcdoc=", shown)
    assert "29,000" in shown
    assert "<script" not in show.bill("121500000006").html
    with pytest.raises(KeyError):
        show.bill("121599999999")


def test_where_there_is_no_bill_none_is_shown_and_none_is_judged():
    assert "<iframe" not in show.bill("121500000050").html
    assert show.case("121500000050").bill is None
    (drilled,) = practice.drill("a", 1, difficulty=1)
    assert drilled.number in show.bill(drilled.number).html


def test_rows_are_shown_cell_by_cell_and_as_text():
    assert "29.000,00" in show.rows("Subscriptions", practice.SAMPLE_NUMBER).html
    hostile = show.rows("Subscriptions", "121500000006").html
    assert "<script>" not in hostile
    assert "&lt;script&gt;" in hostile


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_every_column_is_explained_in_both_languages(table):
    shown = show.meaning(table.name).html
    for column in table.columns:
        assert column.header in shown
    assert shown.count("<tr>") == len(table.columns) + 1


def test_what_is_inferred_is_shown_with_its_value():
    shown = show.inferred().html
    assert "Days after which a monthly item renews" in shown
    assert ">30<" in shown


def test_charts_and_letters_are_those_of_the_case():
    assert "<svg" in show.timeline(practice.SAMPLE_NUMBER).html
    assert "<svg" in show.charges(practice.SAMPLE_NUMBER).html
    assert "Rp 31.900" in show.letter(practice.SAMPLE_NUMBER, "whatsapp").html


def test_the_portal_opens_in_a_tab_of_its_own():
    shown = show.portal("faults").html
    assert re.search(r'href="http://127\.0\.0\.1:\d+/gangguan" target="_blank"', shown)
    assert shown.count("latihan</code>") == 2


def test_in_a_class_the_link_is_the_seats(monkeypatch):
    monkeypatch.setenv("OTT_CLASS", "http://192.168.1.10:8080/kelas/07-k7m2p9xq")
    shown = show.portal("bill").html
    assert 'href="http://192.168.1.10:8080/kelas/07-k7m2p9xq/ipayment"' in shown
    assert "k7m2p9xq</code>" in shown


def test_the_invented_class_is_the_same_each_time(tmp_path):
    from ott_toolkit.teaching import summary
    from ott_toolkit.teaching.invented import invented_class

    first, again = (summary(invented_class(tmp_path / name)) for name in "ab")
    assert first.trainees.equals(again.trainees)
    assert list(first.trainees["cases"]) == [10] * 6
    assert 0 < first.certainty["wrong"].sum() < first.certainty["right"].sum()
