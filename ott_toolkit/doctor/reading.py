"""What a diagnosis of a page says to its reader, check by check."""

from __future__ import annotations

from collections.abc import Iterator

from ott_toolkit.doctor.check import Check, Grade, of_error
from ott_toolkit.doctor.pages import Diagnosis, FormSeen, Kind, TableSeen
from ott_toolkit.schema import TABLES
from ott_toolkit.sentences import Sentence, sentence

_KINDS: dict[Kind, Sentence] = {
    "broken": sentence("a page that cannot be taken apart"),
    "maintenance": sentence("a notice that the portal is being maintained"),
    "log-in": sentence("the log-in page"),
    "subscriptions": sentence("a result of Subscriptions"),
    "transactions": sentence("a result of Transactions Data"),
    "bill": sentence("a bill"),
    "search form": sentence("a search form without a result"),
    "other": sentence("something else"),
}
_RESULTS = frozenset({"subscriptions", "transactions", "bill"})
_SIGNS = {
    "echo": sentence("it repeats the search"),
    "no data": sentence("it says that there are no rows"),
    "notice": sentence("it reports an error"),
    "script": sentence("a script runs on it"),
    "log-out": sentence("it leads out of the session"),
}
_SEARCH = sentence("Log in, search, and save that page.")
_SEND = sentence(
    "If that cannot be mended so, send the copy (-o) to the maintainers, and say how the page was "
    "saved."
)
_AGAIN = sentence("Let it load to its end, and save it again.")


def checks(diagnosis: Diagnosis) -> Iterator[Check]:
    """Yield what a page is, whether it is read, and what is found and missing in it."""
    facts = diagnosis.facts
    about = sentence("Page")
    expected = facts.kind in _RESULTS
    found = sentence("it seems to be {kind}", kind=_KINDS[facts.kind])
    if expected:
        yield Check(about, found)
    else:
        yield Check(about, found, "warning", _AGAIN if facts.kind == "broken" else _SEARCH)
    yield _read(diagnosis)
    for place, table in enumerate(facts.tables):
        yield _table(diagnosis, place, table)
        yield from _columns(diagnosis, place, table)
    for place, form in enumerate(facts.forms):
        yield _form(diagnosis, place, form)
    yield _said(diagnosis)
    if not diagnosis.faithful:
        differs = sentence("the copy does not read as the page does")
        by_word = sentence("Say to the maintainers, too, what the page shows.")
        yield Check(sentence("Copy"), differs, "warning", by_word)


def _read(diagnosis: Diagnosis) -> Check:
    about = sentence("Reading")
    facts = diagnosis.facts
    if not facts.problem:
        names = {table.name: table.title for table in TABLES} | {"bill": sentence("bill")}
        read = [
            sentence("{table} ({count})", table=names[name], count=count)
            for name, count in facts.read
        ]
        return Check(about, sentence("it is read: {tables}", tables=read))
    if diagnosis.problem:
        return Check(about, of_error(diagnosis.problem), "stop", _SEND)
    return Check(about, sentence("it cannot be read"), "stop", _SEND)


def _table(diagnosis: Diagnosis, place: int, table: TableSeen) -> Check:
    about = sentence("Table {number}", number=place + 1)
    titles = {one.name: one.title for one in TABLES}
    like = titles.get(table.like) or sentence("none of ours")
    headers = diagnosis.headers[place] if diagnosis.faithful else ()
    found = sentence("{like}; {count} rows below: {headers}", like=like, count=table.rows,
                     headers=" | ".join(filter(None, headers)) or "-")  # fmt: skip
    return Check(about, found)


def _columns(diagnosis: Diagnosis, place: int, table: TableSeen) -> Iterator[Check]:
    about = sentence("Table {number}", number=place + 1)
    required = {c.header for one in TABLES for c in one.columns if one.name == table.like
                and c.required}  # fmt: skip
    for header in table.missing:
        grade: Grade = "stop" if header in required else "warning"
        found = sentence("{column} is missing", column=header)
        near = diagnosis.nearest(place, header) if diagnosis.faithful else ""
        if near:
            found = sentence("{column} is missing; nearest: {nearest}", column=header, nearest=near)
        yield Check(about, found, grade, _SEND)
    for header in table.twice:
        yield Check(about, sentence("{column} is there twice", column=header), "stop", _SEND)


def _form(diagnosis: Diagnosis, place: int, form: FormSeen) -> Check:
    about = sentence("Form {number}", number=place + 1)
    fields = diagnosis.fields[place] if diagnosis.faithful else form.kinds
    roles = {at: role for role, places in form.roles for at in places}
    told = ", ".join(
        f"{roles[at]} = {field}" if at in roles else field for at, field in enumerate(fields)
    )
    pressed = {
        "one": sentence("one button to press"),
        "none": sentence("no button"),
        "unclear": sentence("several buttons"),
    }[form.button]
    return Check(about, sentence("{fields}; {buttons}", fields=told, buttons=pressed))


def _said(diagnosis: Diagnosis) -> Check:
    facts = diagnosis.facts
    signs = [said for name, said in _SIGNS.items() if name in facts.signs]
    signs += [
        sentence("it announces {count} rows", count=count)
        if count >= 0
        else sentence("it announces different numbers of rows")
        for count in facts.announced
    ]
    return Check(sentence("What it says"), sentence("{signs}", signs=signs or "-"))
