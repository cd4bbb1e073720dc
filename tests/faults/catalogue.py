"""All faults."""

from tests.faults.answering import (
    field_faults,
    page_faults,
    redirect_faults,
    session_faults,
    status_faults,
)
from tests.faults.results import count_faults, customer_faults, table_faults
from tests.faults.sending import charset_faults, cut_faults, gzip_faults, line_faults

FAULTS = [
    *line_faults(), *status_faults(), *redirect_faults(), *session_faults(), *charset_faults(),
    *cut_faults(), *gzip_faults(), *page_faults(), *field_faults(), *customer_faults(),
    *count_faults(), *table_faults(),
]  # fmt: skip
