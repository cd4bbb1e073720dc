"""What was seen, by whom, when and why: kept before it is read, and never changed.

`occasion` is who asks and why; `chain` ties an entry to the one before; `database` is the file,
which only grows; `verification` finds what was done to it; `retention` deletes what may be kept no
longer.
"""

from ott_toolkit.evidence.chain import Body, Entry, Kept, Kind, dumped
from ott_toolkit.evidence.database import Store, close, location, store
from ott_toolkit.evidence.failures import FOLDER_VARIABLE
from ott_toolkit.evidence.occasion import PURPOSES, Occasion, asking, occasion
from ott_toolkit.evidence.retention import Purged, due, purge
from ott_toolkit.evidence.verification import Verification, verify

__all__ = [
    "FOLDER_VARIABLE",
    "PURPOSES",
    "Body",
    "Entry",
    "Kept",
    "Kind",
    "Occasion",
    "Purged",
    "Store",
    "Verification",
    "asking",
    "close",
    "due",
    "dumped",
    "location",
    "occasion",
    "purge",
    "store",
    "verify",
]
