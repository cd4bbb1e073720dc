"""A day's sheet as a file: a page to print, a workbook, or values for another program."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from ott_toolkit.amounts import NO_VALUE, format_day, format_time
from ott_toolkit.errors import QueryError
from ott_toolkit.journal.day import Day, Row
from ott_toolkit.letters import harmless
from ott_toolkit.locale import translator
from ott_toolkit.plain import grid_csv
from ott_toolkit.report import write_whole

SUFFIXES = (".html", ".xlsx", ".csv")


def refuse_unknown(path: Path) -> None:
    """Refuse what no day sheet is written as.

    Raises:
        QueryError: The path names none.
    """
    if path.suffix.casefold() not in SUFFIXES:
        raise QueryError(
            "A day sheet is a page, a workbook or a table: let the name {name} end in {known}.",
            name=path.name,
            known=", ".join(SUFFIXES),
        )


def write(day: Day, path: Path) -> None:
    """Write the sheet; a file that is there is replaced, at once or not at all.

    Raises:
        QueryError: The path names no such file.
        OSError: It cannot be written.
    """
    refuse_unknown(path)
    match path.suffix.casefold():
        case ".html":
            content = _page(day).encode()
        case ".xlsx":
            content = _workbook(day)
        case _:
            content = _table(day).encode("utf-8-sig")  # as Excel knows it
    write_whole(path, content)


def title(day: Day) -> str:
    """Return what the sheet is called."""
    _ = translator(day.language)
    told = _("Day sheet {day}").format(day=format_day(day.day, day.language))
    return f"{told} · {_('practice')}" if day.practice else told


def headers(language: str) -> tuple[str, ...]:
    """Return the headers of a section's rows."""
    _ = translator(language)
    return (
        _("Time"), _("IndiHome number"), _("Ticket"), _("Who"), _("What"), _("Evidence"),
    )  # fmt: skip


def head(day: Day) -> str:
    """Return what the sheet proves all that was kept before by: number and hash."""
    return f"#{day.head.id} {day.head.hash}" if day.head else NO_VALUE


def about_head(day: Day) -> str:
    """Return what the head is for."""
    _ = translator(day.language)
    if day.head is None:
        return _("There is no evidence yet.")
    return _(
        "Written {time} WIB. Evidence up to here: {head}. ott evidence verify --cited {cited} "
        "shows whether anything before was changed since."
    ).format(
        time=format_time(day.written, day.language),
        head=head(day),
        cited=f"{day.head.id}:{day.head.hash[:16]}",
    )


def _cells(row: Row) -> tuple[datetime, str, str, str, str, str]:
    texts = (row.number, row.ticket, row.who, row.said)
    number, ticket, who, said = (harmless(text) for text in texts)
    return row.time, number, ticket, who, said, f"#{row.entry}"


def _page(day: Day) -> str:
    from jinja2 import Environment, PackageLoader, StrictUndefined

    environment = Environment(
        loader=PackageLoader("ott_toolkit.journal"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    return environment.get_template("day.html").render(
        _=translator(day.language),
        day=day,
        title=title(day),
        headers=headers(day.language),
        cells=_cells,
        about_head=about_head(day),
    )


def _workbook(day: Day) -> bytes:
    from ott_toolkit.report.sheets import Cell, Sheet
    from ott_toolkit.report.workbook import tables

    _ = translator(day.language)
    names = headers(day.language)
    sheets = []
    for section in day.sections:
        rows: list[tuple[Cell, ...]] = [_cells(row) for row in section.rows]
        rows = rows or [(section.none, *([None] * 5))]
        sheets.append(Sheet(section.title, names, rows))
    proof = [(head(day), about_head(day))]
    sheets.append(Sheet(_("Evidence"), (_("Evidence"), _("Value")), proof))
    return tables(title(day), sheets, day.written)


def _table(day: Day) -> str:
    """Return all rows as CSV; the last one is the head of the evidence."""
    rows = [
        [section.title, f"{time:%Y-%m-%d %H:%M:%S}", *cells]
        for section in day.sections
        for time, *cells in map(_cells, section.rows)
    ]
    rows.append(["head", f"{day.written:%Y-%m-%d %H:%M:%S}", "", "", "", head(day), ""])
    return grid_csv(["section", "time", "number", "ticket", "who", "said", "evidence"], rows)
