"""Lesson 4: reading the evidence, and telling what is known from what is inferred."""

from ott_toolkit.sentences import sentence
from ott_toolkit.teaching.lessons.lesson import Lesson
from ott_toolkit.teaching.questions import Option, Question, Typed

LESSON = Lesson(
    number=4,
    title=sentence("Reading the evidence"),
    minutes=30,
    questions=(
        Question(
            name="4-reference",
            ask=sentence(
                "Partner ref_no disact-20220102092122-121500000017: when did this "
                "subscription start?"
            ),
            why=sentence(
                "The 14 digits in the middle are the start: 2022-01-02 09:21:22, the same "
                "as Start Time."
            ),
            typed=Typed(
                "time",
                right="2022-01-02 09:21:22",
                wrong={"2022-02-01 00:04:25": "other-column", "2022-02-01 09:21:22": "unfounded"},
            ),
        ),
        Question(
            name="4-next",
            ask=sentence(
                "Suppose it had not ended: on which day would it have been renewed after 1 "
                "Feb 2022?"
            ),
            why=sentence(
                "30 days after 1 Feb 2022 is 3 Mar 2022. A month would be 1 Mar 2022; a "
                "Monthly item counts 30 days."
            ),
            typed=Typed(
                "day",
                right="2022-03-03",
                wrong={
                    "2022-03-01": "thirty-days-not-a-month",
                    "2022-03-02": "thirty-days-not-a-month",
                    "2022-02-03": "unfounded",
                },
            ),
        ),
        Question(
            name="4-bill",
            ask=sentence("A charge of 31 Jan 2022: on the bill of which month is it?"),
            why=sentence(
                "Charged in Jan 2022, billed in Feb 2022. That is inferred, and agrees with"
                " what the operator publishes."
            ),
            typed=Typed(
                "month", right="2022-02", wrong={"2022-01": "bill-month", "2022-03": "bill-month"}
            ),
        ),
        Question(
            name="4-two",
            ask=sentence("121500000032 was billed Rp 58.000 in Feb 2022, twice the price. Why?"),
            why=sentence(
                "Charges of 1 Jan 2022 and 31 Jan 2022 lie 30 days apart and both belong to"
                " Jan 2022. Such a month carries two; that is normal."
            ),
            options=(
                Option(
                    "next",
                    sentence("The bill already carries February's charge as well"),
                    slip="bill-month",
                ),
                Option("two", sentence("Two renewals, 30 days apart, fell into one month")),
                Option(
                    "double",
                    sentence("The same month was charged twice by mistake"),
                    slip="thirty-days-not-a-month",
                ),
            ),
        ),
        Question(
            name="4-last",
            ask=sentence("Same number: what does Last Charge say?"),
            why=sentence(
                "2022-03-02 00:04:32, the newest Trx Time. It will be on the bill of Apr 2022."
            ),
            typed=Typed(
                "time",
                right="2022-03-02 00:04:32",
                wrong={"2021-12-02 21:02:59": "other-column", "2022-01-31 00:04:27": "bill-month"},
            ),
        ),
        Question(
            name="4-known",
            ask=sentence("What stands in the rows, so that nothing has to be inferred? Tick all."),
            why=sentence(
                "Trx Time, Channel and amounts are recorded. The 30 days and the bill's "
                "month are settings that are inferred; the buyer is not recorded at all."
            ),
            options=(
                Option("time", sentence("When a charge was made")),
                Option(
                    "cycle", sentence("That a Monthly item renews every 30 days"), slip="unfounded"
                ),
                Option("buyer", sentence("Who bought it"), slip="buyer-known"),
                Option(
                    "lag",
                    sentence("That a bill carries the charges of the month before"),
                    slip="unfounded",
                ),
                Option("channel", sentence("Through which Channel the add-on was bought")),
            ),
        ),
    ),
    disputes=("121500000069", "121500000033"),
)
