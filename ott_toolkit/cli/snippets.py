"""`ott snippets`: the team's own sentences, and where they are edited."""

from __future__ import annotations

import argparse

from ott_toolkit.cli.arguments import Parser, Translate
from ott_toolkit.cli.telling import line, tell
from ott_toolkit.locale import translator


def add_snippets(command: Parser, _: Translate) -> None:
    """Add what `ott snippets` can be asked."""
    command.set_defaults(run=_snippets)


def _snippets(args: argparse.Namespace) -> None:
    """Name the file, alone, to whoever opens it; it is written empty where there is none."""
    from ott_toolkit.replies import snippets

    _ = translator(args.language)
    path = snippets.file()
    if not path.exists():
        snippets.write_template(path)
    line(str(path))
    filled = [text for texts in snippets.load(path).texts.values() for text in texts.values()]
    tell(
        _("Texts filled in: {count} of {all}. Open the file in any editor and save it.").format(
            count=sum(map(bool, filled)), all=len(filled)
        )
    )
