"""The only network door: log in, find pages, forms and fields by their role, read every page.

`portal` holds the order of steps; `session` logs in and opens the pages of the menu; `transport`
sends, `adapter` receives, `patience` knows how long to wait and `trust` whom to believe; `entrance`
knows what lies before and behind the log-in, `outage` what is no page at all; `controls`, `roles`
and `forms` find the fields of a form; `lookup`, `paging` and `reading` tell what an answer says and
whether all of it was read; `recall` keeps it as evidence and comes back to it; `survey` looks at a
portal without looking anybody up.
"""

import logging

from ott_toolkit.portal.logged import hide_numbers
from ott_toolkit.portal.patience import Patience
from ott_toolkit.portal.portal import Portal

__all__ = ["Patience", "Portal"]

logging.getLogger("urllib3.connectionpool").addFilter(hide_numbers)
