"""What is done next, what the team says of it, and what several letters have in common."""

from __future__ import annotations

from ott_toolkit.conclusion.verdicts import Verdict
from ott_toolkit.replies import claims
from ott_toolkit.replies.fit import Keep, Said
from ott_toolkit.replies.matter import Matter
from ott_toolkit.sentences import Month, Rupiah, Sentence, sentence

Three = tuple[list[Said], list[Said], list[Said]]
"""The answer, what it rests on, and what comes next."""


def courtesy(told: Sentence, keep: Keep) -> Said:
    """Return what rests on no row: a greeting, a step that is taken, an apology."""
    return Said((told,), "courtesy", keep=keep)


def checked(matter: Matter, keep: Keep = Keep.ALWAYS) -> Said:
    """Return that it is being checked, and under which number."""
    values = {"team": matter.team}
    if matter.ticket:
        told = sentence(
            "We have it checked by {team}, report number {ticket}.", ticket=matter.ticket, **values
        )
    else:
        told = sentence("We have it checked by {team}.", **values)
    return courtesy(told, keep)


def reported(matter: Matter) -> list[Said]:
    """Return under which number it is reported, if it is."""
    told = sentence("The report number is {ticket}.", ticket=matter.ticket)
    return [Said((told,), "analyst")] if matter.ticket else []


def further_questions() -> Said:
    """Return the invitation to ask on."""
    told = sentence("If you have any further question, please reply to this message.")
    return courtesy(told, Keep.STEP)


def open_ending(matter: Matter, step: list[Said]) -> list[Said]:
    """Return how a letter ends where something is open: the claim, the step, the team's rules."""
    apology = courtesy(sentence("We apologise for the inconvenience."), Keep.COURTESY)
    return [*claims.answer(matter), *step, *team_rules(matter), *followed(matter), apology]


def followed(matter: Matter) -> list[Said]:
    """Return the team's own promise of a date, and its rule for paying meanwhile."""
    return [
        *matter.team_text("pembayaran_selama_laporan"),
        *matter.team_text("kabar_berikutnya", Keep.CLAIM),
    ]


def team_rules(matter: Matter) -> list[Said]:
    """Return the team's own rules that fit what is at issue."""
    said = []
    claim = matter.case.claim
    channels = {(account.channel or "").strip().upper() for account in matter.concerned}
    if claim and claim.kind == "not-subscribed" and channels == {"STB"}:
        said += matter.team_text("pembelian_lewat_stb")
    if any((one.status == "active") for one in matter.concerned):
        said += matter.team_text("cara_berhenti")
    return said


def billed(matter: Matter, verdict: Verdict) -> dict[str, object]:
    """Return what most answers name: amount, bill, number, and month of the charges."""
    return {
        "billed": Rupiah(verdict.billed or 0),
        "bill": Month(verdict.period),
        "number": matter.number,
        "month": Month(verdict.charged_in),
    }


def total(verdict: Verdict) -> Rupiah | None:
    """Return what is billed with its PPN; `None` where that is not known, or nothing to pay."""
    if verdict.billed is None or verdict.vat is None or verdict.billed <= 0:
        return None
    return Rupiah(verdict.billed + verdict.vat)
