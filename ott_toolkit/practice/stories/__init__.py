"""The stories of all customers, declared one by one; every one of them is invented.

A situation says what the customer tells or what the trainee is to find out, never the answer.
"""

from ott_toolkit.practice.stories.amiss import BILL_AMISS, CHARGES_AMISS, RECORDS_AMISS
from ott_toolkit.practice.stories.hostile import HOSTILE
from ott_toolkit.practice.stories.odd import LOOKS_ODD
from ott_toolkit.practice.stories.usual import USUAL

STORIES = tuple(
    sorted(
        (*USUAL, *LOOKS_ODD, *CHARGES_AMISS, *BILL_AMISS, *RECORDS_AMISS, *HOSTILE),
        key=lambda story: story.serial,
    )
)
