"""Lesson 3: the dashboard, its filters and its columns."""

from ott_toolkit.sentences import sentence
from ott_toolkit.teaching.lessons.lesson import Lesson
from ott_toolkit.teaching.questions import Option, Question, Typed

LESSON = Lesson(
    number=3,
    title=sentence("The dashboard"),
    minutes=30,
    questions=(
        Question(
            name="3-fields",
            ask=sentence("What goes into Nama and Regional when you log in?"),
            why=sentence(
                "Nama is who looks, Regional a number from 1 to 7. The customer's number is"
                " typed later, in the search."
            ),
            options=(
                Option("own", sentence("My own Nama, and my Regional")),
                Option("number", sentence("The customer's IndiHome number"), slip="other-column"),
                Option(
                    "customer",
                    sentence("Who the customer is and in which region"),
                    slip="other-column",
                ),
            ),
        ),
        Question(
            name="3-showing",
            ask=sentence(
                "Search 121500000003 in Subscriptions with Semua Data and without dates. "
                "What does Showing say?"
            ),
            why=sentence("There are 4 rows. With «Active» you would see only 2 of them."),
            typed=Typed(
                "number",
                right="4",
                wrong={"2": "other-column", "1": "one-date", "0": "one-date", "14": "other-column"},
            ),
        ),
        Question(
            name="3-channel",
            ask=sentence("Same number: what does Channel say of Catchplay?"),
            why=sentence("The row of 712 - Catchplay says MyIndiHome."),
            typed=Typed(
                "text",
                right="MyIndiHome",
                wrong={"Web": "other-column", "STB": "other-column", "Active": "other-column"},
            ),
        ),
        Question(
            name="3-one-date",
            ask=sentence(
                "In Transactions Data you type 121500000062, choose From 2022-02-01 and no "
                "To. The page says «Tidak ada data». What follows?"
            ),
            why=sentence(
                "One date alone shows that day only; of other days the page says nothing. On "
                "2022-02-09 there is a charge of Rp 65.000."
            ),
            options=(
                Option(
                    "since", sentence("That there was no charge since 2022-02-01"), slip="one-date"
                ),
                Option("never", sentence("That the number has no charges at all"), slip="one-date"),
                Option(
                    "day",
                    sentence("Only that no charge was made on 2022-02-01"),
                ),
            ),
        ),
        Question(
            name="3-inactive",
            ask=sentence(
                "Mola of 121500000003 is Inactive. How many charges of Mola does "
                "Transactions Data show?"
            ),
            why=sentence(
                "Two, of 2022-01-15 and 2022-02-14, each Rp 65.000. Inactive is how it "
                "stands today."
            ),
            typed=Typed(
                "number",
                right="2",
                wrong={"0": "inactive-never-charged", "1": "inactive-never-charged"},
            ),
        ),
        Question(
            name="3-login-page",
            ask=sentence(
                "You press Search and get the page «Masuk untuk memulai sesi Anda». What do"
                " you conclude?"
            ),
            why=sentence(
                "The session is over, and the search was not answered. Log in and search again."
            ),
            options=(
                Option("again", sentence("Nothing yet: I log in and search again")),
                Option("empty", sentence("Nothing is recorded for this number"), slip="login-page"),
                Option(
                    "stopped",
                    sentence("The subscription has stopped, so nothing is shown"),
                    slip="login-page",
                ),
            ),
        ),
        Question(
            name="3-export",
            ask=sentence("What does Export Search Result give you?"),
            why=sentence(
                "It gives what this search found, all pages of it. What the filters left "
                "out is not in the file."
            ),
            options=(
                Option("search", sentence("All rows of this search, as filtered")),
                Option(
                    "all",
                    sentence("Everything of this number, whatever was filtered"),
                    slip="one-date",
                ),
                Option("bill", sentence("The bill of this number"), slip="other-column"),
            ),
        ),
    ),
    disputes=("121500000054",),
)
