"""`ott investigate`: one number with its bill, to the conclusion and the report."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from ott_toolkit.cli.arguments import Parser, Translate, count
from ott_toolkit.cli.dashboard import add_dashboard, logged_in, practises
from ott_toolkit.cli.occasion import add_full_numbers, add_occasion, on_occasion, shown
from ott_toolkit.cli.replay import reopened
from ott_toolkit.cli.telling import line, masking, tell
from ott_toolkit.errors import QueryError
from ott_toolkit.evidence import asking, occasion
from ott_toolkit.letters import harmless
from ott_toolkit.locale import translator
from ott_toolkit.masks import mask_of

if TYPE_CHECKING:
    from datetime import date

    from ott_toolkit.case import Case
    from ott_toolkit.conclusion.claims import Claim

FORMS = ("note", "whatsapp", "email", "escalation")
CLAIMS = (
    "only-asking", "not-subscribed", "stopped", "charged-twice", "other-price", "in-package",
    "still-free", "not-resident",
)  # fmt: skip
"""As in `conclusion.claims` and `replies`, which are slow to import; a test compares them."""


def add_investigate(command: Parser, _: Translate) -> None:
    """Add what `ott investigate` can be asked."""
    command.set_defaults(run=_investigate)
    customer = command.add_argument_group(_("customer"))
    customer.add_argument("number", nargs="?", metavar=_("NUMBER"), help=_("the IndiHome number"))
    customer.add_argument(
        "--replay", type=count, metavar="N",
        help=_("open the case of this evidence again instead, without asking anybody"),
    )  # fmt: skip
    given = command.add_argument_group(_("what is at hand"))
    bill = _("the bill, saved or pasted; may be given several times")
    given.add_argument("--bill", action="append", default=[], metavar=_("FILE"), help=bill)
    table = _("this table from a file instead of the dashboard")
    given.add_argument("--subscriptions", metavar=_("FILE"), help=table)
    given.add_argument("--transactions", metavar=_("FILE"), help=table)
    given.add_argument(
        "--asof", metavar=_("DAY"), help=_("the day to judge at (default: when it was read)")
    )
    said = command.add_argument_group(_("what the customer says"))
    said.add_argument("--claim", choices=CLAIMS, help=_("the claim"))
    said.add_argument("--claim-day", metavar=_("DAY"), help=_("the day that the claim names"))
    told = command.add_argument_group(_("what to write"))
    told.add_argument(
        "-o", "--output", type=Path, action="append", default=[], metavar=_("FILE"),
        help=_("the case report, .html or .xlsx; may be given several times"),
    )  # fmt: skip
    told.add_argument("--reply", choices=FORMS, help=_("print this text instead of the summary"))
    add_full_numbers(command, _)
    add_occasion(command, _)
    add_dashboard(command, _)


def _investigate(args: argparse.Namespace) -> None:
    from ott_toolkit import rehearsal
    from ott_toolkit.amounts import typed_number

    _refuse_unwritable(args.output)
    if args.replay:
        case, occasion = reopened(args)
        with asking(occasion):
            _hand_on(case, args)
        return
    if args.number is None:
        raise QueryError("Name the IndiHome number, or the evidence of a case: --replay.")
    number = typed_number(args.number)
    practising = rehearsal.knows(number) and (not args.url or _has_files(args))
    with on_occasion(args, number, practice=practising):
        case = _case(args, number).recorded()
        _hand_on(case, args)


def _hand_on(case: Case, args: argparse.Namespace) -> None:
    """Print the summary or a text, and write the reports."""
    mask = mask_of(case, full=args.full_numbers)
    if args.reply:
        line(case.reply(args.language, args.reply, ticket=occasion().ticket))
    else:
        if args.full_numbers:
            shown("summary", case.number, [case.kept.entry] if case.kept else [])
        with masking(mask):
            _print_summary(case, args.language)
    _ = translator(args.language)
    with masking(mask):
        for path in args.output:
            case.report(path, language=args.language, full_numbers=args.full_numbers)
            tell(_("Written: {path}").format(path=path))
        if case.kept and not args.replay:
            told = _("Evidence #{entry}: ott investigate --replay {entry} opens this case again.")
            tell(told.format(entry=case.kept.entry))


def _refuse_unwritable(paths: Sequence[Path]) -> None:
    for path in paths:
        if path.suffix.casefold() not in (".html", ".xlsx"):
            raise QueryError(
                "A report is a page or a workbook: let the name {name} end in {known}.",
                name=path.name,
                known=".html, .xlsx",
            )


def _has_files(args: argparse.Namespace) -> bool:
    return bool(args.subscriptions or args.transactions)


def _case(args: argparse.Namespace, number: str) -> Case:
    """Read what is at hand, and look the rest up."""
    from ott_toolkit import rehearsal
    from ott_toolkit.amounts import parse_day
    from ott_toolkit.case import investigate
    from ott_toolkit.files import Files

    bill = [Path(name) for name in args.bill] or None
    claim = _claim(args)
    day = parse_day(args.asof) if args.asof else None
    if _has_files(args):
        files = Files(
            subscriptions=args.subscriptions and Path(args.subscriptions),
            transactions=args.transactions and Path(args.transactions),
        )
        return investigate(number, files, bill, claim, day)
    if practises(args, number):
        tell(translator(args.language)("Asking the practice portal; its customers are invented."))
    with logged_in(args, number) as portal:
        asof: date | None = day or (rehearsal.today(number) if practises(args, number) else None)
        return investigate(number, portal, bill, claim, asof)


def _claim(args: argparse.Namespace) -> Claim | None:
    from ott_toolkit.amounts import parse_day
    from ott_toolkit.conclusion.claims import Claim

    if args.claim_day and not args.claim:
        raise QueryError("A day belongs to a claim: --claim.")
    if not args.claim:
        return None
    return Claim(args.claim, parse_day(args.claim_day) if args.claim_day else None)


def _print_summary(case: Case, language: str) -> None:
    import pandas as pd

    from ott_toolkit.conclusion.amount import amount_said
    from ott_toolkit.conclusion.outlook import sum_up
    from ott_toolkit.rules import RULES
    from ott_toolkit.sentences import say_all

    _ = translator(language)
    for verdict in case.verdicts:
        line(f"{verdict.months.say(language)}: {verdict.title.say(language)}")
        line(f"  {say_all(amount_said(verdict), language)}")
    if case.bill is None:
        line(_("No bill yet: hand it over with --bill."))
    elif not case.verdicts:
        line(_("No INTERNET CONTENT line on this bill."))
    for finding in case.findings.to_dict("records"):
        where = "" if pd.isna(finding["partner_ref"]) else f" · {finding['partner_ref']}"
        line(harmless(f"! {_(RULES[finding['rule']].title)}{where}"))
    if case.claim_answer:
        answer = case.claim_answer
        line(f"{answer.claim.title.say(language)}: {answer.title.say(language)}")
        line(f"  {say_all(answer.said, language)}")
        line(f"  {_('Next')}: {answer.next_step.say(language)}")
    if case.decision:
        decided = case.decision.title.say(language)
        line(_("Analyst's decision: {kind}").format(kind=decided))
    line(sum_up(case.outlook, case.grounds).say(language))
    if case.not_run:
        told = dict.fromkeys(reason.say(language) for reason in case.not_run.values())
        tell(" ".join(told))
