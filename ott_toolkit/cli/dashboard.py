"""Which dashboard a command asks, and who asks there."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from ott_toolkit.cli.arguments import Parser, Translate
from ott_toolkit.cli.telling import tell
from ott_toolkit.errors import QueryError
from ott_toolkit.locale import explain, translator

if TYPE_CHECKING:
    from ott_toolkit.portal import Portal
    from ott_toolkit.settings import Settings

PORTAL_VARIABLE = "OTT_PORTAL"


def add_dashboard(command: Parser, _: Translate) -> None:
    """Let a dashboard be named, and who asks there."""
    where = command.add_argument_group(
        _("which dashboard"),
        _(
            "An invented customer is looked up on the practice portal, any other number on the "
            "dashboard of ott configure; --url asks that address for either. The password is "
            "asked for, unless the keyring has it."
        ),
    )
    where.add_argument(
        "--url",
        default=os.environ.get(PORTAL_VARIABLE),
        help=_("its address; else {variable}'s").format(variable=PORTAL_VARIABLE),
    )
    where.add_argument("--user", help=_("your username there"))
    where.add_argument("--name", help=_("your name, where the log-in asks for it"))
    where.add_argument(
        "--regional-login", metavar="N", help=_("your regional, where the log-in asks for it")
    )


def practises(args: argparse.Namespace, number: str) -> bool:
    """Whether the practice portal is asked: for invented customers, unless an address is given."""
    from ott_toolkit import rehearsal

    return not args.url and rehearsal.knows(number)


@contextmanager
def logged_in(args: argparse.Namespace, number: str) -> Iterator[Portal]:
    """Open the portal that answers for `number`; a dashboard is named before it is asked."""
    from ott_toolkit import rehearsal

    if practises(args, number):
        if args.user or args.name or args.regional_login:
            raise QueryError("Username, name and regional go with an address: --url.")
        with rehearsal.portal() as portal:
            yield portal
        return
    with _dashboard(_who(args, number), number, args.language) as portal:
        yield portal


@contextmanager
def _dashboard(who: Settings, number: str, language: str) -> Iterator[Portal]:
    from ott_toolkit import dashboard, passwords

    told = translator(language)("Asking the dashboard {host} as {user}.")
    with dashboard.portal(who) as portal:
        portal.admit(number)  # before anybody types a password
        tell(told.format(host=urlsplit(who.url).netloc, user=who.username))
        kept = passwords.kept(who.url, who.username)
        typed = "" if kept else password_of(who.username, language)
        if failed := dashboard.log_in(portal, who, typed):
            tell(explain(failed, language))
        with dashboard.giving_up(who):
            yield portal


def _who(args: argparse.Namespace, number: str) -> Settings:
    """Return the dashboard that `args` or the settings name, and who logs in there."""
    from dataclasses import replace

    from ott_toolkit import dashboard, rehearsal

    who = dashboard.reached_at(args.url)
    if not who.url:
        if args.user or args.name or args.regional_login:
            raise QueryError("Username, name and regional go with an address: --url.")
        rehearsal.refuse_stranger(number)
    who = replace(
        who,
        username=args.user or who.username,
        name=args.name or who.name,
        regional=args.regional_login or who.regional,
    )
    if not who.username:
        raise QueryError("A dashboard of your own needs your username, too: --user.")
    return who


def password_of(user: str, language: str) -> str:
    """Ask for a password, or take the line that is piped in."""
    if not sys.stdin.isatty():
        return sys.stdin.readline().rstrip("\r\n")
    from getpass import getpass

    return getpass(translator(language)("Password of {user}: ").format(user=user))
