"""`ott portal` and `ott lab`: what runs until Ctrl+C."""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path

from ott_toolkit.cli import classroom
from ott_toolkit.cli.arguments import Parser, Translate, port
from ott_toolkit.cli.telling import line, tell
from ott_toolkit.locale import translator
from ott_toolkit.settings import CLASS_VARIABLE


def add_portal(command: Parser, _: Translate) -> None:
    """Add what `ott portal` can be asked."""
    command.set_defaults(run=_portal)
    command.options.add_argument(
        "--host", default="127.0.0.1", help=_("address to listen on (default: this computer only)")
    )
    command.options.add_argument(
        "--port", type=port, default=0, help=_("port (default: a free one)")
    )
    command.options.add_argument("--open", action="store_true", help=_("open it in the browser"))
    classroom.add_class(command, _)


def add_lab(command: Parser, _: Translate) -> None:
    """Add what `ott lab` can be asked."""
    command.set_defaults(run=_lab)
    command.options.add_argument(
        "--lesson",
        type=int,
        choices=range(1, 10),
        metavar="N",
        help=_("open that lesson, 1 to 9, instead"),
    )
    command.options.add_argument("--no-browser", action="store_true", help=_("open no browser"))
    command.options.add_argument("--port", type=port, help=_("port (default: a free one)"))
    command.options.add_argument(
        "--dir", type=Path, metavar=_("FOLDER"), help=_("where the notebooks are copied to")
    )
    command.options.add_argument(
        "--class",
        dest="class_link",
        metavar=_("LINK"),
        default=os.environ.get(CLASS_VARIABLE, ""),
        help=_("the link of your seat in a class; else {variable}'s").format(
            variable=CLASS_VARIABLE
        ),
    )
    command.options.add_argument(
        "--trainer", action="store_true", help=_("list the trainer's notebooks, too")
    )


def _portal(args: argparse.Namespace) -> None:
    import webbrowser

    from ott_toolkit import practice

    if args.seats or args.places:
        classroom.run(args)
        return
    classroom.refuse_others(args.host)
    _ = translator(args.language)

    def ready(url: str) -> None:
        line(_("Practice portal: {url}").format(url=url))
        line(
            _(
                "Log in as {user} with the password {password}; the start page lists the numbers."
            ).format(user=practice.USERNAME, password=practice.PASSWORD)
        )
        line(_("Ctrl+C ends it."), now=True)
        if args.open:
            webbrowser.open(url)

    with classroom.listening(args.host, args.port):
        practice.run(args.host, args.port, on_ready=ready)


def _lab(args: argparse.Namespace) -> None:
    from ott_toolkit.lab import lab, notebooks
    from ott_toolkit.teaching import record

    _ = translator(args.language)

    def may_replace(name: str) -> bool | None:
        if not sys.stdin.isatty():
            told = _("There is a newer {name}; yours, which you changed, was kept.")
            tell(told.format(name=name))
            return None
        question = _("There is a newer {name}, and you changed yours. Replace yours? [y/N] ")
        return input(question.format(name=name)).strip().casefold() in ("y", "ya", "yes")

    def ready(url: str, folder: Path) -> None:
        line(_("Notebooks: {folder}").format(folder=folder))
        line(_("Tries are recorded in: {folder}").format(folder=record.folder()))
        line(
            _(
                "Notebooks are saved without what a search shows. What was seen is kept as "
                "evidence on this computer: ott log."
            )
        )
        line(_("Open in the browser: {url}").format(url=url))
        line(_("Ctrl+C ends it."), now=True)

    lab(
        args.dir,
        notebook=notebooks.lesson(args.lesson) if args.lesson else notebooks.INVESTIGATE,
        port=args.port,
        browser=not args.no_browser,
        language=args.language,
        class_link=args.class_link,
        trainer=args.trainer,
        may_replace=may_replace,
        on_ready=ready,
    )
