"""`ott cases`: the practice cases, as a trainee gets them or with their answers."""

from __future__ import annotations

import argparse
import json
import shutil
import sys
import textwrap
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from typing import TYPE_CHECKING

from ott_toolkit.cli.arguments import Parser, Translate, count
from ott_toolkit.cli.telling import line
from ott_toolkit.errors import QueryError
from ott_toolkit.locale import translator
from ott_toolkit.sentences import Rupiah, sentence

if TYPE_CHECKING:
    from ott_toolkit.practice.key import Dispute, Key

_WIDTH = 100
_DRILLED = 10
_NO_CONTENT = sentence("No INTERNET CONTENT on the bill")


def add_cases(command: Parser, _: Translate) -> None:
    """Add what `ott cases` can be asked."""
    command.set_defaults(run=_cases)
    command.options.add_argument(
        "--answers",
        action="store_true",
        help=_("with the right answers; not for those who are still to find them"),
    )
    command.options.add_argument(
        "--difficulty",
        type=int,
        choices=(1, 2, 3),
        help=_("only: 1 one look, 2 compare, 3 two causes at once, or it cannot be said"),
    )
    command.options.add_argument("--count", type=count, metavar="N", help=_("how many at most"))
    command.options.add_argument(
        "--seed", metavar=_("SEED"), help=_("others, made from this word (10 without --count)")
    )
    command.options.add_argument(
        "--seat",
        type=count,
        metavar="N",
        help=_("with --seed: of that seat in a class, whose seed is its password"),
    )
    command.options.add_argument("--json", action="store_true", help=_("as JSON"))


def _cases(args: argparse.Namespace) -> None:
    from ott_toolkit import practice

    if args.seed is not None:
        many = args.count or _DRILLED
        _show(practice.drill(args.seed, many, args.difficulty, args.seat or 0), args)
        return
    if args.seat:
        raise QueryError("The seats of a class have made cases: add the seed, --seed.")
    chosen = [one for one in practice.disputes() if args.difficulty in (None, one.difficulty)]
    _show(chosen[: args.count], args)


def _show(disputes: Iterable[Dispute], args: argparse.Namespace) -> None:
    """Show cases, whichever they are; without their topics, which give the answers away."""
    if args.json:
        listed = [described(one, args.language, answers=args.answers) for one in disputes]
        line(json.dumps(listed, indent=2, ensure_ascii=False))
        return
    width = min(shutil.get_terminal_size().columns, _WIDTH) if sys.stdout.isatty() else _WIDTH
    line("\n\n".join(_paragraph(one, args, width) for one in disputes))


def described(dispute: Dispute, language: str, *, answers: bool = False) -> dict[str, object]:
    """Return what is known of a case: names for programs, texts in `language`."""
    told: dict[str, object] = {
        "number": dispute.number,
        "difficulty": dispute.difficulty,
        "complaint": dispute.complaint.say(language),
    }
    if not answers:
        return told
    key = dispute.key
    texts = {"hint": key.hint.say(language), "explanation": key.explanation.say(language)}
    return {**told, "twin": dispute.twin or None, **asdict(key), **texts}


def _paragraph(dispute: Dispute, args: argparse.Namespace, width: int) -> str:
    _ = translator(args.language)
    head = _("{number} · difficulty {difficulty}").format(
        number=dispute.number, difficulty=dispute.difficulty
    )
    parts = [dispute.complaint.say(args.language)]
    if args.answers:
        parts += _answer(dispute.key, args.language)
    indented = [
        textwrap.fill(part, width, initial_indent="  ", subsequent_indent="  ",
                      break_long_words=False, break_on_hyphens=False)
        for part in parts
    ]  # fmt: skip
    return "\n".join([head, *indented])


def _answer(key: Key, language: str) -> Iterator[str]:
    from ott_toolkit.conclusion.claims import CLAIMS, STATUSES
    from ott_toolkit.conclusion.verdicts import TITLES

    _ = translator(language)
    verdict = _NO_CONTENT if key.verdict == "none" else TITLES[key.verdict]
    yield _("Result: {verdict}").format(verdict=verdict.say(language))
    claim = CLAIMS[key.claim].say(language)
    if key.claim == "only-asking":
        yield _("Claim: {claim}").format(claim=claim)
    else:
        status = STATUSES[key.claim_status].say(language)
        yield _("Claim: {claim} – {status}").format(claim=claim, status=status)
    yield sentence(
        "In doubt: {contested}; to propose: {proposed}",
        contested=Rupiah(key.contested),
        proposed=Rupiah(key.proposed),
    ).say(language)
    yield key.explanation.say(language)
