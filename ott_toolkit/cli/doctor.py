"""`ott doctor`: what is wrong with this computer, a dashboard, or a page that was not read."""

from __future__ import annotations

import argparse
import json
import os
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from ott_toolkit import settings
from ott_toolkit.cli.arguments import FAILED, Parser, Translate
from ott_toolkit.cli.dashboard import PORTAL_VARIABLE, password_of
from ott_toolkit.cli.telling import line, tell
from ott_toolkit.errors import OttError, QueryError, refusal
from ott_toolkit.letters import harmless
from ott_toolkit.locale import translator

if TYPE_CHECKING:
    from ott_toolkit.doctor.check import Check, Grade
    from ott_toolkit.doctor.discreet import Discreet

_SIGNS: dict[Grade, str] = {"ok": "ok", "unchecked": "?", "warning": "!", "stop": "x"}
"""In letters that every console has."""


def add_doctor(command: Parser, _: Translate) -> None:
    """Add what `ott doctor` can be asked."""
    command.set_defaults(run=_doctor)
    command.add_argument_group(_("which dashboard")).add_argument(
        "url",
        nargs="?",
        metavar="URL",
        help=_("check this dashboard, nobody is looked up; without it, this computer"),
    )
    who = command.add_argument_group(_("who logs in"), _("The password is asked for."))
    who.add_argument("--user", help=_("your username there"))
    who.add_argument("--name", help=_("your name, where the log-in asks for it"))
    who.add_argument(
        "--regional-login", metavar="N", help=_("your regional, where the log-in asks for it")
    )
    page = command.add_argument_group(_("a page that could not be read"))
    page.add_argument("--page", type=Path, metavar=_("FILE"), help=_("say what this file holds"))
    page.add_argument(
        "-o", "--output", type=Path, metavar=_("FILE"),
        help=_("write a copy of it, without customers and secrets, to send to the maintainers"),
    )  # fmt: skip
    page.add_argument("--force", action="store_true", help=_("replace a file that is there"))
    command.options.add_argument("--json", action="store_true", help=_("as JSON"))


def _doctor(args: argparse.Namespace) -> int | None:
    if args.page and (args.url or args.user):
        raise QueryError("Ask for one thing: a dashboard, or a page that was saved.")
    if args.output and not args.page:
        raise QueryError("A copy is made of a page: --page FILE.")
    from ott_toolkit.doctor.discreet import Discreet

    known = settings.load()
    hidden = Discreet([args.user or "", args.name or "", known.username, known.name])
    made = _of_page(args) if args.page else _of_set_up(args, known, hidden)
    found = list(_told(made, hidden, args))
    return FAILED if any(check.grade == "stop" for check in found) else None


def _of_set_up(
    args: argparse.Namespace, known: settings.Settings, hidden: Discreet
) -> Iterator[Check]:
    """Yield the checks of this computer and the dashboard that it asks, or of one that is named."""
    from ott_toolkit.doctor import setup

    url = args.url or os.environ.get(PORTAL_VARIABLE) or known.url
    if args.user and not url:
        raise QueryError("Username, name and regional go with an address.")
    if not args.url:
        yield from setup.checks()
    if url:
        yield from _of_portal(url, args, known, hidden)


def _of_portal(
    url: str, args: argparse.Namespace, known: settings.Settings, hidden: Discreet
) -> Iterator[Check]:
    from ott_toolkit.doctor import portals
    from ott_toolkit.portal import Portal

    remembered = known if args.url and args.url.rstrip("/") == known.url.rstrip("/") else None
    user = args.user or (remembered.username if remembered else "")
    name = args.name or (remembered.name if remembered else "")
    regional = args.regional_login or (remembered.regional if remembered else "")
    with Portal(url) as portal:

        def log_in() -> None:
            password = password_of(user, args.language)
            hidden.hide(password)
            portal.login(user, password, name or None, regional or None)

        yield from portals.checks(portal, log_in if user else None)


def _of_page(args: argparse.Namespace) -> Iterator[Check]:
    """Yield what a saved page is; write its copy."""
    from ott_toolkit.doctor import pages, reading

    try:
        content = args.page.read_bytes()
    except OSError as reason:
        raise QueryError(
            "The file {name} cannot be opened: {reason}",
            name=args.page.name,
            reason=refusal(reason),
        ) from None
    # The file's own name may be a customer's.
    diagnosis = pages.diagnose(content, "--page")
    yield from reading.checks(diagnosis)
    if args.output:
        _write(args.output, diagnosis.copy, force=args.force)
        tell(translator(args.language)("Written: {path}").format(path=args.output.name))


def _write(path: Path, copy: str, *, force: bool) -> None:
    try:
        with path.open("w" if force else "x", encoding="utf-8", newline="") as file:
            file.write(copy)
    except FileExistsError:
        raise QueryError(
            "{name} is there already. Take another name, or replace it with --force.",
            name=path.name,
        ) from None
    except OSError as reason:
        raise OttError(
            "{file} cannot be opened or written: {reason}", file=path.name, reason=refusal(reason)
        ) from None


def _told(checks: Iterable[Check], hidden: Discreet, args: argparse.Namespace) -> Iterator[Check]:
    """Yield the checks that were said; as JSON when all are known, else one by one."""
    _ = translator(args.language)
    listed: list[dict[str, str | None]] = []
    grades: Counter[Grade] = Counter()
    said: str | None = None
    for check in map(hidden.check, checks):
        grades[check.grade] += 1
        about, found = check.about.say(args.language), check.found.say(args.language)
        advice = check.advice.say(args.language) if check.advice else None
        if args.json:
            listed.append({"grade": check.grade, "about": about, "found": found, "advice": advice})
        else:
            line(harmless(f"{_SIGNS[check.grade]:2}  {about}: {found}"), now=True)
            if advice and advice != said:
                line(harmless(f"      {advice}"))
            said = advice or said  # what was just said is not said again
        yield check
    if args.json:
        line(json.dumps(listed, indent=2, ensure_ascii=False))
        return
    line()
    line(
        _("{ok} in order (ok), {warnings} to know of (!), {stops} that stop work (x), "
          "{unchecked} not checked (?)").format(
            ok=grades["ok"], warnings=grades["warning"], stops=grades["stop"],
            unchecked=grades["unchecked"],
        )
    )  # fmt: skip
