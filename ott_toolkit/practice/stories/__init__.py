"""The stories of all customers, declared one by one; every one of them is invented.

A complaint is what the customer says, never the answer. Its key is told by hand from the
procedure: what the toolkit says of a case is held against it, not copied into it.
"""

from ott_toolkit.practice.stories.beside import BESIDE
from ott_toolkit.practice.stories.cycles import CYCLES
from ott_toolkit.practice.stories.elsewhere import ELSEWHERE
from ott_toolkit.practice.stories.ended import ENDED
from ott_toolkit.practice.stories.everyday import EVERYDAY
from ott_toolkit.practice.stories.hostile import HOSTILE
from ott_toolkit.practice.stories.lines import LINES
from ott_toolkit.practice.stories.missing import MISSING
from ott_toolkit.practice.stories.others import OTHERS
from ott_toolkit.practice.stories.plain import PLAIN
from ott_toolkit.practice.stories.prices import PRICES
from ott_toolkit.practice.stories.records import RECORDS
from ott_toolkit.practice.stories.troubled import TROUBLED
from ott_toolkit.practice.stories.twice import TWICE
from ott_toolkit.practice.stories.unseen import UNSEEN

TOLD = (
    *PLAIN,
    *CYCLES,
    *PRICES,
    *ENDED,
    *OTHERS,
    *TWICE,
    *LINES,
    *BESIDE,
    *RECORDS,
    *ELSEWHERE,
    *UNSEEN,
    *MISSING,
    *TROUBLED,
    *HOSTILE,
)
"""The customers that are told by hand."""

STORIES = tuple(sorted((*TOLD, *EVERYDAY), key=lambda story: story.serial))
