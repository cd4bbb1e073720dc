"""A case as a file that can be sent on: a page that prints well, or a workbook."""

from __future__ import annotations

import secrets
from pathlib import Path
from typing import TYPE_CHECKING

from ott_toolkit.errors import QueryError
from ott_toolkit.locale import LANGUAGES

if TYPE_CHECKING:
    from ott_toolkit.case import Case

SUFFIXES = (".html", ".xlsx")


def write(case: Case, path: str | Path, *, language: str = "id", full: bool = False) -> Path:
    """Write the report of `case` and return its path; the same case gives the same bytes.

    Args:
        case: What is reported.
        path: Where to; `.html` is a page that needs nothing beside it, `.xlsx` a workbook. A file
            that is there is replaced, at once or not at all.
        language: `id` or `en`.
        full: Whether to show the customer's number, name, phone and group, which are masked else.

    Raises:
        QueryError: The path names neither, or there is no such language.
        OSError: The file cannot be written.
    """
    path = Path(path)
    refuse_unknown(path, language)
    replace(path, _content(case, path.suffix.lower(), language, full=full))
    return path


def refuse_unknown(path: Path, language: str) -> None:
    """Refuse what no report is written as.

    Raises:
        QueryError: The path names no report, or there is no such language.
    """
    if path.suffix.lower() not in SUFFIXES:
        raise QueryError(
            "A report is a page or a workbook: let the name {name} end in {known}.",
            name=repr(path.name),
            known=" / ".join(SUFFIXES),
        )
    if language not in LANGUAGES:
        raise QueryError(
            "{language} is no language of the reports. Choose one of: {known}.",
            language=repr(language),
            known=", ".join(LANGUAGES),
        )


def _content(case: Case, kind: str, language: str, *, full: bool) -> bytes:
    # A reply is written without what charts and workbooks need.
    from ott_toolkit.masks import mask_of
    from ott_toolkit.report.contents import Contents
    from ott_toolkit.report.html import page
    from ott_toolkit.report.telling import Teller
    from ott_toolkit.report.workbook import workbook

    contents = Contents(case, Teller(language, mask_of(case, full=full)))
    return page(contents).encode() if kind == ".html" else workbook(contents)


def replace(path: Path, content: bytes) -> None:
    """Write a file beside `path`, then put it in its place: at once or not at all.

    Raises:
        OSError: It cannot be written.
    """
    beside = path.with_name(f".{path.stem[:60]}-{secrets.token_hex(4)}.part")
    try:
        beside.write_bytes(content)
        beside.replace(path)
    except OSError as err:
        raise OSError(err.errno, err.strerror, str(path)) from err  # the name that was asked for
    finally:
        beside.unlink(missing_ok=True)
