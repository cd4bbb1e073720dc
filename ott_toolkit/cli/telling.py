"""What commands say: data to whoever reads on, all else beside it."""

# ruff: noqa: T201 - a command prints

from __future__ import annotations

import sys
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from ott_toolkit.letters import harmless
from ott_toolkit.locale import say, translator

if TYPE_CHECKING:
    import pandas as pd


def line(text: str = "", *, now: bool = False) -> None:
    """Say a line to whoever reads the answer."""
    print(text, flush=now)


def print_table(frame: pd.DataFrame, name: str, language: str) -> None:
    """Show a table as a person reads it."""
    from shutil import get_terminal_size

    from ott_toolkit import plain

    _ = translator(language)
    if frame.empty:
        filtered = frame.attrs.get("filtered")
        print(_("Nothing for this number and this filter") if filtered
              else _("Nothing for this number"))  # fmt: skip
        return
    width = get_terminal_size().columns if sys.stdout.isatty() else None
    print(plain.for_terminal(frame, name, width=width, language=language))


def print_csv(frame: pd.DataFrame) -> None:
    """Show a frame as CSV."""
    from ott_toolkit import plain

    print(plain.to_csv(frame), end="")


def print_json(found: pd.DataFrame | Mapping[str, pd.DataFrame]) -> None:
    """Show a frame, or several by name, as JSON."""
    import json

    from ott_toolkit import plain

    content = (
        {name: plain.records(frame) for name, frame in found.items()}
        if isinstance(found, Mapping)
        else plain.records(found)
    )
    print(json.dumps(content, indent=2))


def tell_source(frame: pd.DataFrame, language: str, *, practising: bool) -> None:
    """Say beside the data whose it is, whether it is whole, and where it was read."""
    _ = translator(language)
    about = frame.attrs
    rows = _("{read} rows read") if about["announced"] is None else _("{read} of {count} rows read")
    strip = (
        _("practice portal") if practising else "",
        about["number"],
        rows.format(read=len(frame), count=about["announced"]),
        about["source"],
        f"{about['fetched']} WIB",
    )
    tell(" · ".join(part for part in strip if part))
    tell_remarks(about["notes"], language)


def tell_remarks(remarks: Iterable[Mapping[str, object]], language: str) -> None:
    """Say beside the data what was noted when it was read."""
    for remark in remarks:
        tell(say(remark, language))


def tell(text: str) -> None:
    """Say something beside the data; names of files and portals in it are others' words."""
    print(harmless(text), file=sys.stderr)
