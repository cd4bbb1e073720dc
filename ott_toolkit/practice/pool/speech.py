"""Amounts, days and months as the texts of the pool say them, in both languages."""

from datetime import date, datetime

from ott_toolkit.practice.billing import MONTHS
from ott_toolkit.practice.key import Text


def money(amount: int) -> Text:
    """29000 as Rp 29.000, in both languages as the toolkit's texts write it."""
    shown = f"Rp {amount:,}".replace(",", ".").replace("-", "−")
    return Text(shown, shown)


def day(time: str) -> Text:
    """The day of a time, 2022-02-01 00:04:25, as 1 Feb 2022."""
    return Text(*(f"{int(time[8:10])} {_month(time, names)}" for names in MONTHS))


def moment(time: str) -> Text:
    """Day and clock of a time; a text that is no time stands as it is."""
    try:
        datetime.fromisoformat(time)
    except ValueError:
        return Text(time, time)
    return Text(*(f"{said} {time[11:]}" for said in day(time)))


def month(period: str) -> Text:
    """A month, 2022-02, as Feb 2022."""
    return Text(*(_month(period, names) for names in MONTHS))


def before(period: str) -> str:
    """The month before, YYYY-MM: the one whose charges a bill carries."""
    first = date.fromisoformat(f"{period}-01")
    return f"{first.year - (first.month == 1)}-{(first.month - 2) % 12 + 1:02d}"


def filled(pattern: Text, **values: Text | str) -> Text:
    """A text with its places filled, each language with its own words."""
    own = {name: Text(*([v] * 2)) if isinstance(v, str) else v for name, v in values.items()}
    return Text(
        pattern.id.format(**{name: value.id for name, value in own.items()}),
        pattern.en.format(**{name: value.en for name, value in own.items()}),
    )


def listed(parts: list[Text]) -> Text:
    """Several texts as one: «a, b dan c», «a, b and c»."""
    return Text(
        _joined([part.id for part in parts], "dan"), _joined([part.en for part in parts], "and")
    )


def _joined(words: list[str], last: str) -> str:
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} {last} {words[-1]}"


def _month(time: str, names: tuple[str, ...]) -> str:
    return f"{names[int(time[5:7]) - 1]} {time[:4]}"
