"""Which dashboard a command asks, and who asks there."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from ott_toolkit.cli.arguments import Parser, Translate
from ott_toolkit.errors import QueryError
from ott_toolkit.locale import translator

if TYPE_CHECKING:
    from ott_toolkit.portal import Portal

PORTAL_VARIABLE = "OTT_PORTAL"


def add_dashboard(command: Parser, _: Translate) -> None:
    """Let a dashboard be named, and who asks there."""
    where = command.add_argument_group(
        _("which dashboard"),
        _("Without an address the practice portal is asked. The password is asked for."),
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


@contextmanager
def logged_in(args: argparse.Namespace, number: str) -> Iterator[Portal]:
    """Open the dashboard that `args` name, or the practice portal where they name none."""
    from ott_toolkit import rehearsal
    from ott_toolkit.portal import Portal

    if args.url:
        if not args.user:
            raise QueryError("A dashboard of your own needs your username, too: --user.")
        with Portal(args.url) as portal:
            password = password_of(args.user, args.language)
            portal.login(args.user, password, args.name, args.regional_login)
            yield portal
        return
    if args.user or args.name or args.regional_login:
        raise QueryError("Username, name and regional go with an address: --url.")
    rehearsal.refuse_stranger(number)
    with rehearsal.portal() as portal:
        yield portal


def password_of(user: str, language: str) -> str:
    """Ask for a password, or take the line that is piped in."""
    if not sys.stdin.isatty():
        return sys.stdin.readline().rstrip("\r\n")
    from getpass import getpass

    return getpass(translator(language)("Password of {user}: ").format(user=user))
