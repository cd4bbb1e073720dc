"""Lesson 5: the same with the toolkit."""

from ott_toolkit.sentences import sentence
from ott_toolkit.teaching.lessons.lesson import Lesson
from ott_toolkit.teaching.questions import Option, Question, Typed

LESSON = Lesson(
    number=5,
    title=sentence("The same with the toolkit"),
    minutes=20,
    questions=(
        Question(
            name="5-strip",
            ask=sentence("The result is there. What do you read first?"),
            why=sentence(
                "The strip says whose rows these are and whether all were read; only then "
                "does the rest mean anything."
            ),
            options=(
                Option(
                    "amount",
                    sentence("The amount: whether it is that of the bill"),
                    slip="unfounded",
                ),
                Option(
                    "verdict",
                    sentence("The verdict, since that goes into the note"),
                    slip="other-customer",
                ),
                Option("strip", sentence("The number, and the rows read of those announced")),
            ),
        ),
        Question(
            name="5-after-end",
            ask=sentence(
                "121500000009: how many days after End Time is the charge of 20 Feb 2022? "
                "Whole days."
            ),
            why=sentence(
                "End Time is 18 Feb 2022 00:04:01, the charge 20 Feb 2022 00:04:37: two whole days."
            ),
            typed=Typed(
                "number",
                right="2",
                wrong={"30": "thirty-days-not-a-month", "32": "other-column", "0": "other-column"},
            ),
        ),
        Question(
            name="5-gap",
            ask=sentence(
                "121500000033: in which month does the chart show no charge, though the "
                "subscription runs?"
            ),
            why=sentence(
                "Between 21 Dec 2021 and 19 Feb 2022 there is none, so Jan 2022 has no "
                "charge and the Feb 2022 bill no INTERNET CONTENT."
            ),
            typed=Typed(
                "month", right="2022-01", wrong={"2022-02": "bill-month", "2022-03": "bill-month"}
            ),
        ),
        Question(
            name="5-failed",
            ask=sentence(
                "The panel says «Pencarian gagal, bukan data kosong». What do you tell the "
                "customer?"
            ),
            why=sentence("Nothing was read, so nothing can be said of the charges yet."),
            options=(
                Option(
                    "none",
                    sentence("That there are no charges on this number, as the panel shows"),
                    slip="outage-as-empty",
                ),
                Option(
                    "fine",
                    sentence("That the bill is in order, since nothing was found"),
                    slip="outage-as-empty",
                ),
                Option(
                    "later",
                    sentence("That the check could not be finished yet and when you will report"),
                ),
            ),
        ),
        Question(
            name="5-decide",
            ask=sentence(
                "The panel shows «Jumlah cocok, ada kejanggalan» (Explained, contested). "
                "What is your part?"
            ),
            why=sentence(
                "The panel adds up and compares. Whether a correction is proposed is for a "
                "person to conclude, from the rows."
            ),
            options=(
                Option(
                    "pay",
                    sentence("To say that it must be paid, since the amount is explained"),
                    slip="match-means-pay",
                ),
                Option(
                    "refund", sentence("To say that the money comes back"), slip="promised-refund"
                ),
                Option("rows", sentence("To look at the proving rows, and conclude myself")),
            ),
        ),
    ),
    disputes=("121500000048",),
)
