"""`ott evidence`: verify what is kept, delete what may be kept no longer, hand a ticket's over."""

from __future__ import annotations

import argparse
import os
import re
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from ott_toolkit.cli.arguments import Parser, Translate
from ott_toolkit.cli.log import print_wrapped
from ott_toolkit.cli.telling import line, tell
from ott_toolkit.errors import EvidenceError, QueryError
from ott_toolkit.letters import harmless
from ott_toolkit.locale import explain, translator

if TYPE_CHECKING:
    from datetime import date

    from ott_toolkit.evidence import Entry, Verification

_CITED = re.compile(r"#?([0-9]{1,12})[: ]([0-9a-fA-F]{8,64})…?")
_MOST_NAMED = 20


def add_evidence(command: Parser, _: Translate) -> None:
    """Add what `ott evidence` can be asked."""
    actions = command.add_subparsers(title=_("commands"), metavar=_("COMMAND"), required=True)
    described = {
        "verify": (_add_verify, _("look whether anything that was kept was changed since")),
        "purge": (_add_purge, _("delete what may be kept no longer; what was done stays told")),
        "export": (_add_export, _("hand all that is kept of a ticket over, as one archive")),
    }
    for name, (add, purpose) in described.items():
        language = command.get_default("language")
        add(actions.add_parser(name, help=purpose, description=purpose, language=language), _)


def _add_verify(command: Parser, _: Translate) -> None:
    command.set_defaults(run=_verify)
    command.add_argument_group(_("source")).add_argument(
        "file", nargs="?", type=Path, metavar=_("FILE"),
        help=_("a file of evidence or an archive (default: this computer's)"),
    )  # fmt: skip
    command.options.add_argument(
        "--cited", action="append", default=[], metavar="N:HASH",
        help=_("what a report, note or day sheet cites, like 118:ab12cd34; may be given several "
               "times"),
    )  # fmt: skip


def _add_purge(command: Parser, _: Translate) -> None:
    command.set_defaults(run=_purge)
    command.options.add_argument(
        "--before", metavar=_("DAY"),
        help=_("the first day that stays (default: by the days that ott configure keeps)"),
    )  # fmt: skip
    _add_yes(command, _)


def _add_export(command: Parser, _: Translate) -> None:
    command.set_defaults(run=_export)
    command.add_argument_group(_("source")).add_argument(
        "ticket", metavar="T", help=_("the ticket number")
    )
    command.options.add_argument(
        "-o", "--output", type=Path, required=True, metavar=_("FILE"), help=_("where to, a .zip")
    )
    command.options.add_argument(
        "--force", action="store_true", help=_("replace what is there already")
    )
    _add_yes(command, _)


def _add_yes(command: Parser, _: Translate) -> None:
    command.options.add_argument("--yes", action="store_true", help=_("do not ask, as in a script"))


# --- verify -------------------------------------------------------------------------------------


def _verify(args: argparse.Namespace) -> None:
    import zipfile

    from ott_toolkit.evidence import location, verify
    from ott_toolkit.evidence.archive import verify_archive

    _ = translator(args.language)
    cited = dict(map(_citation, args.cited))
    path = args.file or location()
    if args.file is None and not cited and not path.exists():
        line(_("There is no evidence on this computer yet: {file}.").format(file=path))
        return
    is_archive = path.is_file() and zipfile.is_zipfile(path)
    found = (verify_archive if is_archive else verify)(path, cited)
    _say(found, path, cited, args.language)
    if found.faults:
        raise EvidenceError(
            "Faults found in {file}: {count}. Leave the file as it is, rely on nothing in it, and "
            "tell your team lead.",
            count=len(found.faults),
            file=path,
        )


def _citation(text: str) -> tuple[int, str]:
    found = _CITED.fullmatch(text.strip())
    if not found:
        raise QueryError(
            "{text} is no citation: number and hash, at least 8 signs of it, like 118:ab12cd34.",
            text=repr(text),
        )
    return int(found[1]), found[2]


def _say(found: Verification, path: Path, cited: Mapping[int, str], language: str) -> None:
    _ = translator(language)
    line(harmless(_("Evidence: {file}").format(file=path)))
    line(
        _(
            "Entries: {entries} · contents: {bodies} · deleted by the retention rule: {purged}"
        ).format(entries=found.entries, bodies=found.bodies, purged=found.purged)
    )
    line(_("Last entry: {head}").format(head=f"#{found.head[0]} {found.head[1]}"))
    for fault in found.faults:
        print_wrapped(f"✗ {explain(fault, language)}", "  ")
    if not found.faults:
        line(_("All is as it was kept: nothing was changed, cut out or put in."))
        for number in sorted(cited):
            line(_("#{entry} is what was cited.").format(entry=number))


# --- purge --------------------------------------------------------------------------------------


def _purge(args: argparse.Namespace) -> None:
    from ott_toolkit.amounts import format_day
    from ott_toolkit.evidence import Occasion, asking, due, purge, store
    from ott_toolkit.settings import load

    _ = translator(args.language)
    before = _first_that_stays(args.before)
    going = due(store(), before)
    day = format_day(before, args.language)
    if not going:
        line(_("Nothing from before {day} is left to delete.").format(day=day))
        return
    told = _("{count} contents from before {day} will be deleted, of {tickets}.")
    tickets = _tickets(going, args.language)
    print_wrapped(told.format(count=len(going), day=day, tickets=tickets), "")
    line(_("Who looked up what, when and why stays in ott log; the content cannot come back."))
    if not _confirmed(args, _("Delete? [y/N] ")):
        return
    with asking(Occasion(load().name)):
        done = purge(store(), before)
    told = _("{count} contents deleted; entry #{entry} says so.")
    line(told.format(count=done.bodies, entry=done.kept.entry))


def _first_that_stays(before: str | None) -> date:
    """Return the first day whose contents stay: as asked, or by the team's retention rule."""
    from datetime import timedelta

    from ott_toolkit.amounts import now, parse_day
    from ott_toolkit.settings import load

    if before:
        return parse_day(before)
    days = load().retention_days
    if not days:
        raise QueryError(
            "How long evidence is kept is not set. Name a day with --before, or set the team's "
            "rule once: ott configure --retention-days 365."
        )
    return now().date() - timedelta(days=int(days))


def _tickets(going: list[Entry], language: str) -> str:
    """Return the tickets that are concerned, each once, and how many entries have none."""
    _ = translator(language)
    found = dict.fromkeys(entry.told.get("ticket", "") for entry in going)
    named = [ticket for ticket in found if ticket]
    parts = [_("ticket {ticket}").format(ticket=ticket) for ticket in named[:_MOST_NAMED]]
    if len(named) > _MOST_NAMED:
        parts.append(_("{count} more tickets").format(count=len(named) - _MOST_NAMED))
    if "" in found:
        parts.append(_("look-ups without a ticket"))
    return ", ".join(parts)


def _confirmed(args: argparse.Namespace, question: str) -> bool:
    """Whether whoever sits there says yes; a script says it by an option."""
    if args.yes:
        return True
    if not sys.stdin.isatty():
        raise QueryError("Nobody can be asked here. --yes says yes.")
    if input(question).strip().casefold() in ("y", "ya", "yes"):
        return True
    tell(translator(args.language)("Nothing was done."))
    return False


# --- export -------------------------------------------------------------------------------------


def _export(args: argparse.Namespace) -> None:
    from ott_toolkit.evidence import Occasion, asking, store
    from ott_toolkit.journal.archive import archive, entries_of
    from ott_toolkit.settings import load

    _ = translator(args.language)
    path: Path = args.output
    if path.suffix.casefold() != ".zip":
        raise QueryError("An archive is a .zip: let the name {name} end so.", name=path.name)
    if path.exists() and not args.force:
        raise QueryError("{path} is there already. --force replaces it.", path=path)
    here = Occasion(load().name, args.ticket)
    found = entries_of(store(), here.ticket)
    told = _("{count} entries of ticket {ticket}, with full numbers and all that was seen.")
    line(told.format(count=len(found), ticket=here.ticket))
    if not _confirmed(args, _("Write them to {path}? [y/N] ").format(path=path)):
        return
    with asking(here):
        made = archive(store(), here.ticket, path.name, args.language)
        kept = store().keep(
            "export", lasting=True, entries=made.entries, archive=made.digest, full=True
        )
        _write(path, made.content)
    tell(_("Written: {path}").format(path=path))
    if not made.report:
        tell(_("Without a report: no case of this ticket can be opened again."))
    tell(_("Entry #{entry} says that it was handed over.").format(entry=kept.entry))


def _write(path: Path, content: bytes) -> None:
    """Write what only its owner may read."""
    beside = path.with_name(f".{path.name}.part")
    try:
        with os.fdopen(os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
            file.write(content)
        beside.replace(path)
    finally:
        beside.unlink(missing_ok=True)
