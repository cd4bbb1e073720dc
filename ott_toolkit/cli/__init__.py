"""The command `ott`: look a number up, read files, audit exports, practise, open the notebook."""

from ott_toolkit.cli.command import main, parser

__all__ = ["main", "parser"]
