"""Lesson 1: one whole dispute by hand, watched, then done."""

from ott_toolkit.sentences import sentence
from ott_toolkit.teaching.lessons.lesson import Lesson
from ott_toolkit.teaching.questions import Option, Question, Typed

LESSON = Lesson(
    number=1,
    title=sentence("One complaint from beginning to end"),
    minutes=30,
    questions=(
        Question(
            name="1-source",
            ask=sentence("Where do you read how much INTERNET CONTENT was billed?"),
            why=sentence(
                "What was billed stands on the bill alone. Subscriptions shows the "
                "subscription, Transactions Data shows the charges."
            ),
            options=(
                Option(
                    "price",
                    sentence("In Subscriptions, in the column Price (Rp.)"),
                    slip="other-column",
                ),
                Option(
                    "harga",
                    sentence("In Transactions Data, in the column Harga"),
                    slip="other-column",
                ),
                Option("bill", sentence("On the bill in I-Payment, in its detail")),
            ),
        ),
        Question(
            name="1-charge",
            ask=sentence(
                "Which charge of 121500000017 is on the March 2022 bill? Type its Trx Time."
            ),
            why=sentence(
                "The March 2022 bill carries the charges of February 2022; in that month "
                "there is one, 2022-02-01 00:04:25."
            ),
            typed=Typed(
                "time",
                right="2022-02-01 00:04:25",
                wrong={"2022-01-02 09:21:22": "bill-month", "2022-03-03 00:04:11": "other-column"},
            ),
        ),
        Question(
            name="1-who",
            ask=sentence("Do the rows show who bought the add-on?"),
            why=sentence(
                "Channel STB says that it went through the set-top box. Who pressed the "
                "button is not recorded."
            ),
            options=(
                Option(
                    "customer",
                    sentence("Yes: the customer, since it is the customer's number"),
                    slip="buyer-known",
                ),
                Option("no", sentence("No: only Channel, the times and the amounts are recorded")),
                Option(
                    "family",
                    sentence("Yes: somebody of the family, since Channel says STB"),
                    slip="buyer-known",
                ),
            ),
        ),
        Question(
            name="1-explained",
            ask=sentence("The result is «Jumlah cocok» (Explained). What does that say?"),
            why=sentence(
                "«Jumlah cocok» speaks of the amount alone: there are charges that make it "
                "up. What the customer says is answered on its own."
            ),
            options=(
                Option("amount", sentence("There are charges that make up the amount on the bill")),
                Option(
                    "ordered",
                    sentence("The customer ordered the add-on on that bill"),
                    slip="buyer-known",
                ),
                Option(
                    "pay",
                    sentence("The customer has to pay the amount on that bill"),
                    slip="match-means-pay",
                ),
            ),
        ),
    ),
    disputes=("121500000062",),
)
