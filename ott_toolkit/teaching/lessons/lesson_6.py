"""Lesson 6: disputes, decided with a confidence before the tool is opened; twins."""

from ott_toolkit.sentences import sentence
from ott_toolkit.teaching.lessons.lesson import Lesson
from ott_toolkit.teaching.questions import Option, Question, Typed

LESSON = Lesson(
    number=6,
    title=sentence("Deciding disputes"),
    minutes=90,
    questions=(
        Question(
            name="6-confidence",
            ask=sentence(
                "You have looked at the rows but not yet at the tool, and you are in two "
                "minds. Which confidence do you give?"
            ),
            why=sentence(
                "1 is an honest answer. A wrong answer given with 3 is what costs a customer most."
            ),
            options=(
                Option("low", sentence("1, and I note what I would have to see")),
                Option(
                    "high", sentence("3, so that the customer feels safe"), slip="false-certainty"
                ),
                Option(
                    "tool",
                    sentence("None: I open the tool first and take over its result"),
                    slip="unfounded",
                ),
            ),
        ),
        Question(
            name="6-double",
            ask=sentence(
                "Two charges of one Partner ref_no on one bill. What tells a double charge "
                "from two renewals?"
            ),
            why=sentence(
                "Two renewals lie 30 days apart, give or take a day. Five minutes or five "
                "days apart is too early."
            ),
            options=(
                Option(
                    "month",
                    sentence("Whether both are in the same calendar month"),
                    slip="thirty-days-not-a-month",
                ),
                Option("amount", sentence("Whether both have the same amount"), slip="unfounded"),
                Option("gap", sentence("The time between the two Trx Time")),
            ),
        ),
        Question(
            name="6-gap",
            ask=sentence(
                "121500000011: charges of 2022-02-13 00:04:56 and 2022-02-13 00:09:52. "
                "Which amount is in doubt, before PPN?"
            ),
            why=sentence(
                "The second came five minutes after the first: Rp 29.000 is in doubt, the "
                "other is the renewal."
            ),
            typed=Typed(
                "rupiah",
                right="29000",
                wrong={"58000": "wrong-amount", "31900": "ppn", "0": "match-means-pay"},
            ),
        ),
        Question(
            name="6-stopped",
            ask=sentence(
                "The customer says that he stopped on 10 Feb 2022. End Time is 18 Feb 2022,"
                " and a charge was made on 20 Feb 2022. What do the rows show?"
            ),
            why=sentence(
                "The charge is after End Time; that is on record. When stopping was asked "
                "for is not: ticket history or Data Log can help."
            ),
            options=(
                Option(
                    "fine",
                    sentence("That all is in order, since the subscription has ended by now"),
                    slip="inactive-never-charged",
                ),
                Option(
                    "asked",
                    sentence("That he asked to stop on 10 Feb 2022, before End Time"),
                    slip="unfounded",
                ),
                Option("end", sentence("A charge after End Time; not when stopping was asked for")),
            ),
        ),
    ),
    disputes=(
        "121500000071",
        "121500000073",
        "121500000074",
        "121500000076",
        "121500000023",
        "121500000075",
        "121500000010",
        "121500000019",
        "121500000084",
        "121500000044",
    ),
)
