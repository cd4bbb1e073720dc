"""What trainees get wrong, by stable names: each exercise catches some of it and says so."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from ott_toolkit.sentences import Sentence, sentence


class Slip(NamedTuple):
    """A misconception: what a trainer's table calls it, and what the trainee is told."""

    title: Sentence
    said: Sentence


SLIPS: Mapping[str, Slip] = {
    "phone-for-internet": Slip(
        sentence("Phone taken for Internet"),
        sentence("Phone is the telephone; the IndiHome number stands behind «Internet»."),
    ),
    "separators": Slip(
        sentence("Separators misread"),
        sentence(
            "29.000,00 on the dashboard, 29,000 on the bill and 29000 in an export are the same "
            "amount: twenty-nine thousand rupiah."
        ),
    ),
    "bill-month": Slip(
        sentence("Bill's month misread"),
        sentence(
            "A bill carries the charges of the month before: what is charged in February is on "
            "the bill of March."
        ),
    ),
    "one-date": Slip(
        sentence("Only one date chosen"),
        sentence(
            "Where only one date is chosen, the dashboard shows that day alone: choose both "
            "dates, or neither."
        ),
    ),
    "login-page": Slip(
        sentence("Login page taken for «no data»"),
        sentence("A login page is no answer: the session is over. Log in and search again."),
    ),
    "outage-as-empty": Slip(
        sentence("Failure taken for «no data»"),
        sentence("A look-up that failed is not «no data»: what was not read cannot be judged."),
    ),
    "inactive-never-charged": Slip(
        sentence("Inactive read as never charged"),
        sentence(
            "Inactive is how it stands today; while it ran it may have been charged. Look at "
            "Transactions Data."
        ),
    ),
    "thirty-days-not-a-month": Slip(
        sentence("30 days read as a month"),
        sentence(
            "A monthly item renews every 30 days, not on the same date: one month can carry two "
            "renewals."
        ),
    ),
    "ppn": Slip(
        sentence("PPN misreckoned"),
        sentence(
            "Prices of add-ons are before PPN; the bill adds 10 % to March 2022, and 11 % from "
            "April 2022 on."
        ),
    ),
    "match-means-pay": Slip(
        sentence("«Explained» read as «must pay»"),
        sentence(
            "«Explained» says that charges make up the amount, not that the customer must pay it."
        ),
    ),
    "promised-refund": Slip(
        sentence("A refund promised"),
        sentence("A correction is only proposed, with a ticket: never promise money back."),
    ),
    "buyer-known": Slip(
        sentence("Buyer taken as known"),
        sentence(
            "The sources show a charge, a channel and times; who pressed the button is not "
            "recorded."
        ),
    ),
    "other-column": Slip(
        sentence("Another column or line read"),
        sentence("That is in another column or line: read its name first, then what it says."),
    ),
    "other-customer": Slip(
        sentence("Another customer read"),
        sentence(
            "That is another customer's: compare the number above the result before you read a row."
        ),
    ),
    "unfounded": Slip(
        sentence("Without a row"),
        sentence("The sources do not say so: look for the row that shows it."),
    ),
    "wrong-must-pay": Slip(
        sentence("Wrongly called in order"),
        sentence(
            "This was called in order although something has to be checked: the customer would "
            "have been asked to pay wrongly."
        ),
    ),
    "wrong-refund": Slip(
        sentence("Wrongly proposed a correction"),
        sentence("A correction was proposed although everything is in order."),
    ),
    "false-certainty": Slip(
        sentence("False certainty"),
        sentence("This was decided although the sources do not suffice."),
    ),
    "needless-doubt": Slip(
        sentence("Needless doubt"),
        sentence("This was left open although the sources suffice."),
    ),
    "missed-row": Slip(
        sentence("Proving row missed"),
        sentence("A row that proves it was not ticked."),
    ),
    "wrong-row": Slip(
        sentence("Superfluous row"),
        sentence("A row was ticked that proves nothing here."),
    ),
    "wrong-amount": Slip(
        sentence("Contested amount wrong"),
        sentence("The contested amount is another one."),
    ),
    "wrong-claim": Slip(
        sentence("Claim answered wrongly"),
        sentence("The rows say something else to the claim."),
    ),
    "more-than-needed": Slip(
        sentence("More shown than needed"),
        sentence(
            "Show only what the reader needs: four digits for a customer, and the rows for the "
            "team."
        ),
    ),
}
"""Name → what it is; the names stay, since records of past classes hold them."""
