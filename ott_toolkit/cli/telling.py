"""What commands say: data to whoever reads on, all else beside it."""

# ruff: noqa: T201 - a command prints

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from typing import TYPE_CHECKING

from ott_toolkit.letters import harmless
from ott_toolkit.locale import say, translator
from ott_toolkit.masks import Mask, masked

if TYPE_CHECKING:
    import pandas as pd


_mask: ContextVar[Mask | None] = ContextVar("mask", default=None)


@contextmanager
def masking(mask: Mask) -> Iterator[None]:
    """Hide in all that is said within what `mask` hides."""
    token = _mask.set(mask)
    try:
        yield
    finally:
        _mask.reset(token)


def line(text: str = "", *, now: bool = False) -> None:
    """Say a line to whoever reads the answer."""
    mask = _mask.get()
    print(mask(text) if mask else text, flush=now)


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
    print(plain.for_terminal(_hidden(frame), name, width=width, language=language))


def print_csv(frame: pd.DataFrame) -> None:
    """Show a frame as CSV."""
    from ott_toolkit import plain

    print(plain.to_csv(_hidden(frame)), end="")


def print_json(found: pd.DataFrame | Mapping[str, pd.DataFrame]) -> None:
    """Show a frame, or several by name, as JSON."""
    import json

    from ott_toolkit import plain

    content = (
        {name: plain.records(_hidden(frame)) for name, frame in found.items()}
        if isinstance(found, Mapping)
        else plain.records(_hidden(found))
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
    """Say something beside the data; names of files and portals in it are others' words.

    No customer's number is told by it, unless `masking` lets it.
    """
    mask = _mask.get() or Mask()
    print(harmless(mask(text)), file=sys.stderr)


def tell_masked(language: str) -> None:
    """Say once beside data for another program that its numbers are not whole."""
    tell(
        translator(language)(
            "Customers' numbers are masked; --full-numbers shows them, and that is logged."
        )
    )


def _hidden(frame: pd.DataFrame) -> pd.DataFrame:
    mask = _mask.get()
    return masked(frame, mask) if mask else frame
