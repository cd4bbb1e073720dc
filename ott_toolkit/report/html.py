"""The report as one page: nothing beside it is needed, and nothing in it runs."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from jinja2 import BytecodeCache, Environment, PackageLoader, StrictUndefined
from jinja2.bccache import Bucket

from ott_toolkit.conclusion.amount import amount_said
from ott_toolkit.conclusion.outlook import sum_up
from ott_toolkit.conclusion.verdicts import TITLES
from ott_toolkit.letters import harmless
from ott_toolkit.report.contents import (
    AGAIN,
    ANSWERED,
    COLOURS,
    INFERRED,
    SEVERITIES,
    SIGNS,
    Contents,
)
from ott_toolkit.report.drawings import svgs
from ott_toolkit.report.origins import origins

_AMOUNT = re.compile(r"\bRp (?=[0-9])")
_LONGEST_WORD = 24
"""Letters that a column can hold side by side with the others, such as `Telkom.Premium.Monthly`."""
SHOWN = 6
"""Rows of evidence named under a question; the workbook has them all."""


def page(contents: Contents) -> str:
    """Return the report of a case as HTML."""
    case, tell = contents.case, contents.tell
    _ = tell.words
    timeline, charges = svgs(case, tell)
    environment = _environment().overlay()
    environment.filters = environment.filters | {
        "say": tell.say,
        "say_all": tell.say_all,
        "text": tell.text,
        "prose": tell.prose,
        "month": tell.month,
        "day": tell.day,
        "time": tell.time,
        "rupiah": tell.rupiah,
        "percent": contents.percent,
        "evidence": contents.evidence,
        "rows": tell.rows,
        "amount_said": amount_said,
    }
    return environment.get_template("report.html").render(
        _=_,
        language=tell.language,
        full=tell.mask.full,
        report=contents,
        case=case,
        disputed=case.disputed,
        again=sum_up(case.outlook, case.grounds),
        weakens=[answer for answer in case.answers if answer.key == "weakens"],
        origins=list(origins(case, tell)),
        timeline=timeline,
        charts_charges=charges,
        footer=_("Case report {number} · as of {time} WIB").format(
            number=contents.number, time=tell.time(case.asof)
        ),
    )


class _Compiled(BytecodeCache):
    """Templates, compiled once: each report has filters of its own, and templates hold theirs."""

    def __init__(self) -> None:
        self._kept: dict[str, bytes] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        """Take up what was compiled."""
        if bucket.key in self._kept:
            bucket.bytecode_from_string(self._kept[bucket.key])

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep what was compiled."""
        self._kept[bucket.key] = bucket.bytecode_to_string()


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("ott_toolkit.report"),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_finalized,
        trim_blocks=True,
        lstrip_blocks=True,
        optimized=False,  # nothing that a report's own filter gives is compiled in
        bytecode_cache=_Compiled(),
    )
    environment.globals |= {
        "AGAIN": AGAIN,
        "ANSWERED": ANSWERED,
        "INFERRED": INFERRED,
        "SEVERITIES": SEVERITIES,
        "SHOWN": SHOWN,
        "SIGNS": SIGNS,
        "COLOURS": COLOURS,
        "TITLES": TITLES,
        "breaking": _breaking,
    }
    return environment


def _finalized(value: Any) -> Any:
    """Return what is put in: texts without letters that steer or hide, amounts on one line."""
    if hasattr(value, "__html__") or not isinstance(value, str):
        return value
    return _AMOUNT.sub("Rp\N{NO-BREAK SPACE}", harmless(value))


def _breaking(*texts: str | None) -> str:
    """Return the class of a cell: one with a word that no column can hold may break it anywhere."""
    words = [word for text in texts if text for word in text.split()]
    return "long" if any(len(word) > _LONGEST_WORD for word in words) else ""
