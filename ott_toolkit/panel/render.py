"""Templates: HTML whose every value is escaped, in the reader's language."""

from __future__ import annotations

from functools import cache
from typing import Any

import pandas as pd
from jinja2 import Environment, PackageLoader, StrictUndefined

from ott_toolkit.amounts import NO_VALUE, format_month, format_rupiah, format_time
from ott_toolkit.letters import harmless
from ott_toolkit.locale import translator
from ott_toolkit.sentences import Sentence, say_all


def cell(value: Any, kind: str) -> str:
    """Return a cell's value as it is shown: money as `Rp 29.000`, a missing one as `–`."""
    if pd.isna(value):
        return NO_VALUE
    if kind == "amount":
        return format_rupiah(int(value))
    return harmless(str(value))


def page(template: str, language: str, **values: Any) -> str:
    """Return a template as HTML."""
    environment = _environment().overlay()
    environment.filters = {
        **environment.filters,
        "month": lambda day: format_month(day, language),
        "moment": lambda time: NO_VALUE if pd.isna(time) else format_time(time, language),
        "say": lambda one: _told(one, language),
    }
    return environment.get_template(template).render(_=translator(language), **values)


def _told(said: Any, language: str) -> str:
    return unbroken(said.say(language) if isinstance(said, Sentence) else say_all(said, language))


def unbroken(text: str) -> str:
    """Return `text` with each amount and each service, `799 - Disney`, on one line."""
    return text.replace("Rp ", "Rp\N{NO-BREAK SPACE}").replace(
        " - ", "\N{NO-BREAK SPACE}-\N{NO-BREAK SPACE}"
    )


def _finalized(value: Any) -> Any:
    """Return what is put in: texts without letters that steer or hide."""
    return harmless(value) if isinstance(value, str) and not hasattr(value, "__html__") else value


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("ott_toolkit.panel"),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_finalized,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["shown"] = lambda value: NO_VALUE if pd.isna(value) or not value else value
    environment.filters["rupiah"] = lambda value: unbroken(cell(value, "amount"))
    environment.filters["unbroken"] = unbroken
    return environment
