"""What commands have in common in how they are asked."""

from __future__ import annotations

import argparse
import re
from collections.abc import Callable
from typing import Any, NoReturn

from ott_toolkit.locale import LANGUAGES, translator
from ott_toolkit.masks import mask_for
from ott_toolkit.settings import LANGUAGE_VARIABLE

DONE, FAILED, WRONG_QUESTION = 0, 1, 2
INTERRUPTED, BROKEN_PIPE = 130, 141
"""Exit statuses; the last two are 128 + the number of the signal, as shells count."""

Translate = Callable[[str], str]


class _Language(argparse.Action):
    """Sets the language, and notes that it was asked for."""

    def __call__(
        self,
        parser: argparse.ArgumentParser,
        namespace: argparse.Namespace,
        values: Any,
        option_string: str | None = None,
    ) -> None:
        namespace.language = namespace.asked_language = values


class Parser(argparse.ArgumentParser):
    """Speaks the reader's language, and says in one line what it cannot understand."""

    def __init__(self, *, language: str, **settings: Any) -> None:
        super().__init__(**settings, add_help=False, allow_abbrev=False)
        self._say = translator(language)
        self.options = self.add_argument_group(self._say("options"))
        # Both may stand before a command as well as after it.
        self.options.add_argument("-h", "--help", action="help", help=self._say("show this help"))
        self.options.add_argument(
            "--language",
            action=_Language,
            choices=LANGUAGES,
            default=language,
            help=self._say("language of the texts; else {variable}'s").format(
                variable=LANGUAGE_VARIABLE
            ),
        )

    def error(self, message: str) -> NoReturn:
        """Say in one line what cannot be understood, and end."""
        told = self._say("This cannot be understood: {message}. See {command} --help.")
        # What was typed may be a customer's number, perhaps in groups.
        reason = mask_for(message)(self._reason(message.rstrip(".")))
        self.exit(WRONG_QUESTION, f"ott: {told.format(message=reason, command=self.prog)}\n")

    def _reason(self, message: str) -> str:
        """Return what argparse complains of in the reader's language, as far as it is known."""
        for pattern, said in _complaints(self._say).items():
            if found := re.fullmatch(pattern, message, re.DOTALL):
                return said.format(**found.groupdict())
        return message


def _complaints(_: Translate) -> dict[str, str]:
    """Return what argparse complains of, in English only, and how that is said here."""
    of = "argument (?P<name>.*?): "
    return {
        "the following arguments are required: (?P<names>.*)": _("still missing: {names}"),
        "unrecognized arguments: (?P<words>.*)": _("unknown: {words}"),
        of + r"invalid choice: (?P<given>'.*?'|\S+).* \(choose from (?P<known>.*)\)": _(
            "{name} cannot be {given}; choose from {known}"
        ),
        of + r"invalid \w+ value: (?P<given>.*)": _("{given} is no value for {name}"),
        of + "expected .*": _("{name} needs a value"),
        of + "ignored explicit argument (?P<given>.*)": _(
            "{name} takes no value, and was given {given}"
        ),
        of + "not allowed with argument (?P<other>.*)": _("{name} and {other} exclude each other"),
    }


def add_formats(command: Parser, _: Translate) -> None:
    """Let the answer be asked for as CSV or JSON."""
    formats = command.options.add_mutually_exclusive_group()
    formats.add_argument("--csv", action="store_true", help=_("as CSV"))
    formats.add_argument("--json", action="store_true", help=_("as JSON"))


def port(text: str) -> int:
    """Return a port; argparse words the refusal of anything else."""
    if not 0 <= int(text) <= 65535:
        raise ValueError(text)
    return int(text)


def count(text: str) -> int:
    """Return how many; argparse words the refusal of anything else."""
    if int(text) < 1:
        raise ValueError(text)
    return int(text)
