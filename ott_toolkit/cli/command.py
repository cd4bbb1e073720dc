"""Runs a command, and says in one line why it could not."""

from __future__ import annotations

import io
import os
import re
import sys
from collections.abc import Sequence
from itertools import pairwise

from ott_toolkit.amounts import NO_VALUE
from ott_toolkit.cli import (
    audit,
    batch,
    cases,
    catalogue,
    configure,
    day,
    doctor,
    evidence,
    investigate,
    log,
    lookup,
    population,
    reading,
    scores,
    servers,
    snippets,
)
from ott_toolkit.cli.arguments import (
    BROKEN_PIPE,
    DONE,
    FAILED,
    INTERRUPTED,
    WRONG_QUESTION,
    Parser,
)
from ott_toolkit.cli.telling import tell
from ott_toolkit.digits import hidden
from ott_toolkit.errors import OttError, QueryError, refusal
from ott_toolkit.locale import LANGUAGES, explain, translator
from ott_toolkit.masks import SHORTEST, mask_for
from ott_toolkit.settings import language as usual_language


def main(argv: Sequence[str] | None = None) -> int:
    """Run a command; return its exit status.

    0 is done, 1 could not be asked or read, or does not work; 2 was asked wrongly, 130 was
    interrupted.
    """
    _speak_utf8()
    words = sys.argv[1:] if argv is None else list(argv)
    args = parser(_language(words)).parse_args(words)
    try:
        status: int | None = args.run(args)
        sys.stdout.flush()
    except OttError as error:
        tell(f"ott: {_masked(explain(error, args.language), getattr(args, 'number', None))}")
        return WRONG_QUESTION if isinstance(error, QueryError) else FAILED
    except (KeyboardInterrupt, EOFError):
        return INTERRUPTED
    except BrokenPipeError:
        # Whoever read has read enough. Python would complain once more when it closes the stream.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return BROKEN_PIPE
    except OSError as error:
        failed = OttError(
            "{file} cannot be opened or written: {reason}",
            file=error.filename or NO_VALUE,
            reason=refusal(error),
        )
        tell(f"ott: {explain(failed, args.language)}")
        return FAILED
    return status or DONE


def parser(language: str = "id") -> Parser:
    """Return the parser of all commands, its help in `language`."""
    _ = translator(language)
    ott = Parser(
        prog="ott", description=_("Check an OTT charge on an IndiHome bill."), language=language
    )
    commands = ott.add_subparsers(title=_("commands"), metavar=_("COMMAND"), required=True)
    described = {
        "lookup": (lookup.add_lookup, _("look a number up on the dashboard")),
        "investigate": (
            investigate.add_investigate,
            _("explain a bill: look the number up, compare, conclude"),
        ),
        "batch": (batch.add_batch, _("look many numbers up, at a pace, with a row for each")),
        "read": (reading.add_read, _("read a saved page, an export or a bill")),
        "log": (log.add_log, _("show who looked up what, when and why")),
        "day": (day.add_day, _("draw up a day for the team lead: cases, failures, call-backs")),
        "evidence": (
            evidence.add_evidence,
            _("verify what is kept as evidence, delete it when its time is over, hand it over"),
        ),
        "audit": (audit.add_audit, _("audit exports of all customers by every rule")),
        "rules": (catalogue.add_rules, _("show the rules: what is found, and on what it rests")),
        "snippets": (
            snippets.add_snippets,
            _("name the file of the team's own sentences for the texts that are sent"),
        ),
        "configure": (
            configure.add_configure,
            _("name your dashboard, who asks there and how it is reached"),
        ),
        "portal": (servers.add_portal, _("run the practice portal with its invented customers")),
        "cases": (cases.add_cases, _("list the practice cases, with their answers if asked")),
        "practice-data": (
            population.add_practice_data,
            _("make exports of invented customers, with everything that can be wrong"),
        ),
        "scores": (scores.add_scores, _("show how a class of trainees did")),
        "doctor": (
            doctor.add_doctor,
            _("say what is wrong: with this computer, a dashboard, or a page that was not read"),
        ),
        "lab": (servers.add_lab, _("open the investigation notebook in JupyterLab")),
    }
    for name, (add, purpose) in described.items():
        add(commands.add_parser(name, help=purpose, description=purpose, language=language), _)
    return ott


def _language(words: Sequence[str]) -> str:
    """Return the language that is asked for, else the one that was chosen last.

    The help has to know it before words are parsed.
    """
    asked = [value for option, value in pairwise(words) if option == "--language"]
    asked += [word.removeprefix("--language=") for word in words if "--language=" in word]
    return next((language for language in asked if language in LANGUAGES), usual_language())


def _masked(said: str, typed: str | None) -> str:
    """Return an error on one line, without the number that was typed, be it one or nearly one."""
    if typed and len(re.sub(r"[^0-9]", "", typed)) >= SHORTEST:
        said = mask_for(typed)(said.replace(typed, hidden(typed)))
    return " ".join(said.split())


def _speak_utf8() -> None:
    """Let every character be printed: data as UTF-8, and what a terminal lacks as «?»."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            encoding = stream.encoding if stream.isatty() else "utf-8"
            stream.reconfigure(encoding=encoding, errors="replace")
