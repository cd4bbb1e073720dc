"""What a verdict says of the amount, in sentences."""

from __future__ import annotations

from collections.abc import Iterator

from ott_toolkit.conclusion.frames import rows
from ott_toolkit.conclusion.verdicts import Verdict
from ott_toolkit.sentences import Month, Rupiah, Sentence, sentence


def amount_said(verdict: Verdict) -> list[Sentence]:
    """Return what a verdict says of the amount: one sentence, and what limits it."""
    said = [_amount_sentence(verdict), *_prorated(verdict)]
    if verdict.contested:
        said.append(
            sentence(
                "{contested} of it is contested; see the findings.",
                contested=Rupiah(verdict.contested),
            )
        )
    if verdict.to_confirm:
        said.append(
            sentence(
                "For {amount} of that nothing is proposed before a person confirms the finding.",
                amount=Rupiah(verdict.to_confirm),
            )
        )
    if verdict.refunded:
        said.append(
            sentence(
                "{amount} was taken off; that it is for these charges is presumed: ask billing.",
                amount=Rupiah(verdict.refunded),
            )
        )
    if verdict.turn:
        said.append(
            sentence(
                "Close to the turn of the month: the charge of {time} over {amount} would make the "
                "amount fit if it were counted in {month}.",
                time=verdict.turn.time,
                amount=Rupiah(verdict.turn.amount),
                month=Month(verdict.turn.counted),
            )
        )
    return [*said, *verdict.reasons]


def _amount_sentence(verdict: Verdict) -> Sentence:
    if verdict.billed is None:
        return sentence("INTERNET CONTENT cannot be weighed: its amount is not known.")
    billed, charged = verdict.billed, verdict.charged
    if verdict.kind == "cannot" or charged is None:
        return sentence(
            "Where INTERNET CONTENT {billed} comes from cannot be said yet.", billed=Rupiah(billed)
        )
    values: dict[str, object] = {
        "billed": Rupiah(billed),
        "charged": Rupiah(charged),
        "rest": Rupiah(abs(billed - charged)),
        "month": Month(verdict.charged_in),
        "count": len(verdict.charges),
    }
    if verdict.kind == "unexplained":
        return sentence(
            "INTERNET CONTENT {billed} was billed, but no charge of {month} is recorded for it.",
            **values,
        )
    if verdict.kind == "partly":
        return sentence(
            "Of INTERNET CONTENT {billed}, charges of {month} explain {charged}; for {rest} no "
            "charge is recorded.",
            **values,
        )
    return _explained(verdict, values, more=charged > billed)


def _prorated(verdict: Verdict) -> Iterator[Sentence]:
    """Yield that what is billed is taken to be Harga Prorate, where that is another amount."""
    for charge in rows(verdict.charges):
        price, prorated = charge["price"], charge["prorated_price"]
        if None not in (price, prorated) and price != prorated:
            yield sentence(
                "Harga of the charge of {time} is {price}, its Harga Prorate {prorated}: that is "
                "taken to be what is billed (inferred).",
                time=charge["trx_time"],
                price=Rupiah(price),
                prorated=Rupiah(prorated),
            )


def _explained(verdict: Verdict, values: dict[str, object], *, more: bool) -> Sentence:
    """Return how the charges explain a bill; `more` was charged than billed, or as much."""
    if more:
        return sentence(
            "INTERNET CONTENT {billed} is explained by charges of {month}, which come to "
            "{charged}; {rest} of them is left over.",
            **values,
        )
    if len(verdict.charges) == 1:
        time = rows(verdict.charges)[0]["trx_time"]
        return sentence("INTERNET CONTENT {billed} is the charge of {time}.", **values, time=time)
    return sentence(
        "INTERNET CONTENT {billed} is the sum of the {count} charges of {month}.", **values
    )
