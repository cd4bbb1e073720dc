"""`ott rules`: what is looked for, and on what it rests."""

from __future__ import annotations

import argparse
import json
import shutil
import sys
import textwrap
from collections.abc import Mapping
from dataclasses import fields
from datetime import date
from fractions import Fraction
from typing import TYPE_CHECKING

from ott_toolkit.cli.arguments import Parser, Translate
from ott_toolkit.cli.telling import line
from ott_toolkit.locale import translator
from ott_toolkit.schema import SUBSCRIPTIONS, TRANSACTIONS

if TYPE_CHECKING:
    from ott_toolkit.rules import Rule

_WIDTH = 100

Plain = str | int | list["Plain"]


def add_rules(command: Parser, _: Translate) -> None:
    """Add what `ott rules` can be asked."""
    command.set_defaults(run=_rules)
    command.options.add_argument("--json", action="store_true", help=_("as JSON"))


def described(rule: Rule, language: str) -> dict[str, object]:
    """Return what is known of a rule: texts in `language`, settings with their defaults."""
    _ = translator(language)
    return {
        "rule": rule.name,
        "severity": rule.severity,
        "title": _(rule.title),
        "explanation": _(rule.explanation),
        "worse": _(rule.worse),
        "sources": list(rule.needs),
        "settings": {name: _defaults()[name] for name in rule.settings},
    }


def source_titles(language: str) -> dict[str, str]:
    """Return source → what it is called."""
    return {
        "subscriptions": SUBSCRIPTIONS.title,
        "transactions": TRANSACTIONS.title,
        "bill": translator(language)("bill"),
    }


def _rules(args: argparse.Namespace) -> None:
    from ott_toolkit.rules import CATALOGUE

    rules = [described(rule, args.language) for rule in CATALOGUE]
    if args.json:
        line(json.dumps(rules, indent=2, ensure_ascii=False))
        return
    width = min(shutil.get_terminal_size().columns, _WIDTH) if sys.stdout.isatty() else _WIDTH
    line("\n\n".join(_paragraph(rule, args.language, width) for rule in rules))


def _paragraph(rule: Mapping[str, object], language: str, width: int) -> str:
    from ott_toolkit.report.contents import SEVERITIES

    _ = translator(language)
    titles = source_titles(language)
    asks: dict[str, str] = {
        name: words.say(language) for name, (_sign, words) in SEVERITIES.items()
    }
    sources, settings = rule["sources"], rule["settings"]
    assert isinstance(sources, list)  # noqa: S101 - for the types: so `described` makes them
    assert isinstance(settings, dict)  # noqa: S101 - likewise
    rests = [f"{name} = {_written(value)}" for name, value in settings.items()]
    parts = [
        str(rule["explanation"]),
        str(rule["worse"]),
        _("Sources: {sources}").format(sources=", ".join(titles[name] for name in sources)),
        *([_("Settings: {settings}").format(settings=", ".join(rests))] if rests else []),
    ]
    head = f"{rule['rule']} · {rule['title']} · {asks[str(rule['severity'])]}"
    indented = [
        textwrap.fill(part, width, initial_indent="  ", subsequent_indent="  ",
                      break_long_words=False, break_on_hyphens=False)
        for part in parts
    ]  # fmt: skip
    return "\n".join([head, *indented])


def _defaults() -> dict[str, Plain]:
    """Return the settings' defaults as JSON holds them; a share stays a fraction."""
    from ott_toolkit.policy import Policy

    usual = Policy()
    return {field.name: _plain(getattr(usual, field.name)) for field in fields(usual)}


def _plain(value: object) -> Plain:
    if isinstance(value, tuple):
        return [_plain(part) for part in value]
    if isinstance(value, date):
        return value.isoformat()
    return value if isinstance(value, int) and not isinstance(value, Fraction) else str(value)


def _written(value: Plain) -> str:
    if isinstance(value, list):
        return "; ".join(" ".join(map(str, part)) if isinstance(part, list) else str(part)
                         for part in value)  # fmt: skip
    return str(value)
