"""`ott configure`: the dashboard, who asks there, how it is reached; a password to the keyring."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Mapping
from dataclasses import replace
from typing import Any
from urllib.parse import urlsplit

from ott_toolkit import settings
from ott_toolkit.amounts import NO_VALUE
from ott_toolkit.cli.arguments import Parser, Translate
from ott_toolkit.cli.dashboard import password_of
from ott_toolkit.cli.telling import line, tell
from ott_toolkit.errors import ParseError, QueryError
from ott_toolkit.letters import harmless
from ott_toolkit.locale import explain, translator
from ott_toolkit.settings import Settings

_EMPTY = "-"
"""What is typed to empty a value in the questionnaire."""


def titles(_: Translate) -> dict[str, str]:
    """Return the settings that can be chosen, in the order of the questions, with their titles."""
    return {
        "language": _("Language (id, en)"),
        "url": _("Dashboard address"),
        "username": _("Username"),
        "name": _("Name (Nama)"),
        "regional": _("Regional (1 to 7)"),
        "ca_file": _("CA file (empty: this computer's certificates)"),
        "proxy": _("Proxy (empty: as this computer is set up)"),
        "retention_days": _("Days that evidence is kept (empty: the team has not decided)"),
    }


def add_configure(command: Parser, _: Translate) -> None:
    """Add what `ott configure` can be asked."""
    command.set_defaults(run=_configure)
    command.description = _(
        'Without options it asks, one by one. An option sets a value, and "" empties it; '
        "--language sets the language of panel and commands."
    )
    chosen = command.add_argument_group(_("your dashboard"))
    chosen.add_argument("--url", help=_("its address"))
    chosen.add_argument("--user", dest="username", help=_("your username there"))
    chosen.add_argument("--name", help=_("your name, where the log-in asks for it"))
    chosen.add_argument(
        "--regional", metavar="N", help=_("your regional, where the log-in asks for it")
    )
    chosen.add_argument(
        "--ca-file", metavar=_("FILE"),
        help=_("trust these certificates for it instead of this computer's"),
    )  # fmt: skip
    chosen.add_argument(
        "--proxy", metavar="URL", help=_("the proxy on the way, like http://proxy.example:8080")
    )
    chosen.add_argument(
        "--retention-days", metavar=_("DAYS"), help=_("how long what was read is kept as evidence")
    )
    what = command.options.add_mutually_exclusive_group()
    what.add_argument(
        "--password", action="store_true",
        help=_("ask for the password, or take the line that is piped in, and put it into the "
               "keyring of this computer"),
    )  # fmt: skip
    what.add_argument(
        "--forget-password", action="store_true", help=_("take it out of the keyring")
    )
    what.add_argument("--show", action="store_true", help=_("show what is set"))


def _configure(args: argparse.Namespace) -> None:
    given = {name: value for name in titles(str) if (value := _given(args, name)) is not None}
    if args.show:
        _show(settings.read(), args.language)
        return
    if given or args.password or args.forget_password:
        _set(given, args)
    elif sys.stdin.isatty():
        _ask(args.language)
    else:
        raise QueryError(
            "Nobody can be asked here. Give what is to be set, like {example}.",
            example="ott configure --url https://dashboard.example --user NAME",
        )


def _given(args: argparse.Namespace, name: str) -> str | None:
    value: str | None = getattr(args, "asked_language" if name == "language" else name, None)
    return value


def _set(given: Mapping[str, str], args: argparse.Namespace) -> None:
    """Set what was given, as a script does."""
    from ott_toolkit import dashboard, passwords

    if given:
        kept = _readable(args.language)
        made = dashboard.checked(replace(kept, **{n: _value(n, v) for n, v in given.items()}))
        _save(made, args.language)
    _ = translator(args.language)
    if args.forget_password:
        gone = passwords.forget()
        tell(_("The password is no longer in the keyring.") if gone else _("No password was kept."))
    if args.password:
        _keep_password(settings.read(), args.language)


def _ask(language: str) -> None:
    """Ask one by one; nothing is changed before the last answer."""
    kept = _readable(language)
    _ = translator(language)
    tell(_("Enter keeps what stands in brackets; {sign} empties it.").format(sign=_EMPTY))
    made = Settings(keyring=kept.keyring)
    for name in titles(str):
        made = _answered(name, kept, made)
    _save(made, made.language)
    if made.url and made.username:
        _offer_keyring(made)


def _answered(name: str, kept: Settings, made: Settings) -> Settings:
    """Return the settings with one more answer, asked for until it can be."""
    from ott_toolkit import dashboard

    while True:
        # The language that was chosen first is spoken from then on.
        language = kept.language if name == "language" else made.language
        before = getattr(kept, name)
        title = titles(translator(language))[name]
        typed = input(f"{title} [{NO_VALUE if before in (None, '') else before}]: ").strip()
        try:
            value = before if not typed else _value(name, "" if typed == _EMPTY else typed)
            return dashboard.checked(replace(made, **{name: value}))
        except QueryError as error:
            tell(explain(error, language))


def _value(name: str, typed: str) -> Any:
    """Return what was typed as a setting has it."""
    if name == "language":
        return typed or Settings.language
    if name != "retention_days":
        return typed.strip()
    if not typed.strip():
        return None
    return int(typed) if typed.strip().isascii() and typed.strip().isdecimal() else 0


def _readable(language: str) -> Settings:
    """Return what can be read of the settings, and say what cannot."""
    try:
        return settings.read()
    except ParseError as error:
        tell(explain(error, language))
        return settings.load()


def _save(made: Settings, language: str) -> None:
    _ = translator(language)
    settings.save(made)
    tell(_("Written: {path}").format(path=settings.file()))
    if made.url.startswith("http://"):
        tell(
            _(
                "What is sent to {host} is not encrypted: on the way it can be read, the password "
                "too. Ask whether the dashboard has an https:// address."
            ).format(host=urlsplit(made.url).netloc)
        )


def _offer_keyring(made: Settings) -> None:
    from ott_toolkit import passwords

    _ = translator(made.language)
    name = passwords.keyring_name()
    if not name:
        tell(_password_said(made, made.language))
        return
    question = _("Keep the password in {keyring}? [y/N] ").format(keyring=name)
    if input(question).strip().casefold() in ("y", "ya", "yes"):
        _keep_password(made, made.language)


def _keep_password(kept: Settings, language: str) -> None:
    from ott_toolkit import passwords

    if not kept.url or not kept.username:
        raise QueryError("A password belongs to an address and a username: --url and --user.")
    passwords.need_keyring()  # before anybody types it
    typed = password_of(kept.username, language)
    if not typed:
        raise QueryError(
            "There is no password for {user}; nothing was sent. Type it.",
            user=repr(kept.username),
        )
    passwords.keep(kept.url, kept.username, typed)
    tell(_password_said(kept, language))


def _show(kept: Settings, language: str) -> None:
    _ = translator(language)
    for name, title in titles(_).items():
        value = getattr(kept, name)
        line(harmless(f"{title}: {NO_VALUE if value in (None, '') else value}"))
    line(f"{_('Password')}: {_password_said(kept, language)}")
    tell(str(settings.file()))


def _password_said(kept: Settings, language: str) -> str:
    """Return where the password is."""
    from ott_toolkit import passwords

    _ = translator(language)
    name = passwords.keyring_name()
    if not name:
        return _("asked for each time: this computer has no keyring that can be used")
    if passwords.kept_for(kept.url, kept.username):
        return _("in the keyring of this computer, {keyring}").format(keyring=name)
    return _("asked for each time; ott configure --password keeps it in {keyring}").format(
        keyring=name
    )
