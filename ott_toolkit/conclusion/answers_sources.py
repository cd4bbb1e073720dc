"""The standard questions about the sources: was all of it read, and what weakens the conclusion."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

import pandas as pd

from ott_toolkit.conclusion.answering import AnswerStatus, Asked, Told, charge_list, months_of
from ott_toolkit.conclusion.answers_service import findings_of
from ott_toolkit.conclusion.other_lines import other_lines
from ott_toolkit.conclusion.weighing import odd_references
from ott_toolkit.rules import CATALOGUE, RULES
from ott_toolkit.rules.catalogue import Source
from ott_toolkit.schema import SUBSCRIPTIONS, TRANSACTIONS
from ott_toolkit.sentences import Month, Sentence, sentence

_LIMITS = (
    sentence("Only this number was looked up; another one of the household is a look-up apart."),
    sentence(
        "Not visible in these sources: whether it was watched (ask the provider), whether the line "
        "was cut off (network record), what was paid by app store or card (the other receipt), "
        "whether a bill was paid twice (payment team)."
    ),
)


def looked(asked: Asked) -> Told:
    """Answer whether each look-up came back, whole, or there was truly nothing; and its limits."""
    said = [*_tables(asked), *_bill(asked), *_LIMITS]
    lacking = list(asked.grounds.lacking.values())
    if not lacking:
        return Told("answered", tuple(said))
    none = asked.grounds.subscriptions is None and asked.grounds.transactions is None
    return Told("cannot" if none else "partly", tuple(said), next_step=lacking[0])


def weakens(asked: Asked, settings: Sequence[str]) -> Told:
    """Answer what weakens the conclusion; `settings` are those that the other answers used."""
    beside = other_lines(asked)
    said = [
        *_not_run(asked),
        *_missing(asked),
        *_turn(asked),
        *_partial(asked),
        *_found(asked),
        *(told for told, _ in beside),
        *_too_old(asked),
        *_remarks(asked),
    ]
    if not said:
        said = [sentence("Nothing is missing in the sources at hand.")]
    named = [_setting(name, asked) for name in settings]
    if named:
        said.append(sentence("What is taken for granted: {settings}.", settings=named))
    lacking = list(asked.grounds.lacking.values())
    step = next(iter([*lacking, *(step for _, step in beside)]), None)
    status: AnswerStatus = "partly" if lacking else "answered"
    return Told(status, tuple(said), settings=tuple(settings), next_step=step)


def _tables(asked: Asked) -> Iterator[Sentence]:
    grounds = asked.grounds
    tables: tuple[tuple[Source, str, pd.DataFrame | None], ...] = (
        ("subscriptions", SUBSCRIPTIONS.title, grounds.subscriptions),
        ("transactions", TRANSACTIONS.title, grounds.transactions),
    )
    for source, title, frame in tables:
        if source in grounds.lacking or frame is None:
            yield grounds.lacking[source]
        elif frame.empty:
            yield sentence("{table}: looked up, and there is nothing for this number.", table=title)
        else:
            yield _read(title, frame)


def _read(title: str, frame: pd.DataFrame) -> Sentence:
    announced = frame.attrs.get("announced")
    if announced is None:
        return sentence(
            "{table}: {count} rows were read; how many there are, the source does not say.",
            table=title,
            count=len(frame),
        )
    return sentence(
        "{table}: {count} of {announced} rows were read.",
        table=title,
        count=len(frame),
        announced=announced,
    )


def _bill(asked: Asked) -> Iterator[Sentence]:
    bill = asked.grounds.bill
    if bill is None:
        yield asked.grounds.lacking["bill"]
        return
    yield sentence("The bill: {months}.", months=months_of(bill.periods["period"]))
    yield from _partial(asked)


def _partial(asked: Asked) -> Iterator[Sentence]:
    bill = asked.grounds.bill
    if bill is not None and bill.partial:
        yield sentence(
            "The detail is not at hand, or not all of it: {months}.",
            months=months_of(bill.partial),
        )


def _not_run(asked: Asked) -> Iterator[Sentence]:
    """Yield what was not checked, by the reason."""
    by_reason: dict[str, list[str]] = defaultdict(list)
    for rule in CATALOGUE:
        if rule.name in asked.not_run:
            by_reason[asked.not_run[rule.name].say("en")].append(rule.name)
    for names in by_reason.values():
        yield sentence(
            "Not checked: {rules}. {reason}",
            rules=[sentence(RULES[name].title) for name in names],
            reason=asked.not_run[names[0]],
        )


def _missing(asked: Asked) -> Iterator[Sentence]:
    """Yield the charges that lack what a rule looks at."""
    every = asked.grounds.charges
    undated = every[every["trx_time"].isna()]
    if not undated.empty:
        yield sentence("Charges without Trx Time: {count}.", count=len(undated))
    own = asked.charges
    unpriced = own[own["amount"].isna()]
    if not unpriced.empty:
        yield sentence("Charges without an amount: {charges}.", charges=charge_list(unpriced))
    unnamed = own[own["partner_ref"].isna()]
    if not unnamed.empty:
        yield sentence("Charges without Partner ref_no: {charges}.", charges=charge_list(unnamed))
    without_item = own[own["item"].isna()]
    if not without_item.empty:
        yield sentence(
            "Charges without Item, so without a cycle: {count}.", count=len(without_item)
        )


def _turn(asked: Asked) -> Iterator[Sentence]:
    if asked.disputed is not None and asked.disputed.turn is not None:
        yield sentence(
            "A charge of {time} is close to the turn of the month.", time=asked.disputed.turn.time
        )


def _found(asked: Asked) -> Iterator[Sentence]:
    """Yield where the sources disagree, and what only explains a pattern."""
    disagree = [sentence(RULES[name].title) for name in findings_of(asked, "record")]
    if disagree:
        yield sentence("The sources disagree: {findings}.", findings=disagree)
    yield from odd_references(asked.accounts, asked.grounds)
    explains = [sentence(RULES[name].title) for name in findings_of(asked, "information")]
    if explains:
        yield sentence("For information: {findings}.", findings=explains)
    confirm = [sentence(RULES[name].title) for name in findings_of(asked, "confirm")]
    if confirm:
        yield sentence("To be confirmed by a person: {findings}.", findings=confirm)


def _too_old(asked: Asked) -> Iterator[Sentence]:
    """Yield that a bill is of a month before every row: they may not be kept for so long."""
    verdict = asked.disputed
    if verdict is None or not (verdict.difference or 0) > 0:
        return
    oldest = asked.grounds.charges["trx_time"].min()
    month = pd.Timestamp(verdict.charged_in)
    if pd.isna(oldest) or oldest.normalize().replace(day=1) > month:
        yield sentence(
            "No row of {month} or before is shown; how long rows are kept is not known.",
            month=Month(verdict.charged_in),
        )


def _remarks(asked: Asked) -> Iterator[Sentence]:
    """Yield the remarks on how the sources were read."""
    grounds = asked.grounds
    frames = [one for one in (grounds.subscriptions, grounds.transactions) if one is not None]
    notes = [note for frame in frames for note in frame.attrs.get("notes", ())]
    notes += grounds.bill.notes if grounds.bill else ()
    for note in notes:
        values = {name: value for name, value in note.items() if name != "template"}
        yield Sentence(str(note["template"]), values)


def _setting(name: str, asked: Asked) -> Sentence:
    """Return a setting in words, with its value."""
    value = getattr(asked.grounds.policy, name)
    worded = {
        "cycle_days": sentence("a monthly item renews every {value} days", value=value),
        "cycle_slack_days": sentence("a renewal may be {value} day early or late", value=value),
        "end_grace_days": sentence(
            "a charge less than {value} day after End Time may be the renewal", value=value
        ),
        "time_tolerance_seconds": sentence("two clocks may differ by {value} seconds", value=value),
        "amount_tolerance": sentence("amounts may differ by Rp {value}", value=value),
        "bill_lag_months": sentence(
            "a charge is on the bill {value} month after its own", value=value
        ),
        "turn_of_month_hours": sentence(
            "within {value} hour of midnight a charge may count in the other month", value=value
        ),
        "content_lines": sentence("what OTT content is called on a bill"),
        "vat": sentence("the rate of PPN by the period of the bill"),
    }
    return worded[name]
