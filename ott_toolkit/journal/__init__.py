"""What was done to whose data: the look-up log, the team lead's day sheet, a ticket's archive.

All of it is read from the evidence. `lines` are its entries as a person asks about them, `words`
says one of them, `day` draws a day together, and `archive` is one ticket's evidence as a file that
can be verified alone.
"""

from ott_toolkit.journal.lines import KINDS, Line, log

__all__ = ["KINDS", "Line", "log"]
