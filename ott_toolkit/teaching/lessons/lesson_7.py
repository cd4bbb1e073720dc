"""Lesson 7: failures, where the right answer is to stop and say so."""

from ott_toolkit.sentences import sentence
from ott_toolkit.teaching.lessons.lesson import Lesson
from ott_toolkit.teaching.questions import Option, Question

LESSON = Lesson(
    number=7,
    title=sentence("When looking up fails"),
    minutes=30,
    questions=(
        Question(
            name="7-cut",
            ask=sentence(
                "121500000079: Showing says 7, but the table has 5 rows and there is no "
                "further page. What do you do?"
            ),
            why=sentence(
                "What is missing may be the very row that counts. Stop, say so, and search again."
            ),
            options=(
                Option(
                    "five",
                    sentence("I conclude from the 5 rows that are there"),
                    slip="outage-as-empty",
                ),
                Option(
                    "two",
                    sentence("I take it that the other 2 do not matter"),
                    slip="outage-as-empty",
                ),
                Option("again", sentence("I conclude nothing and search again")),
            ),
        ),
        Question(
            name="7-other",
            ask=sentence(
                "You searched 121500000080. Above the table stands «Nomor Indihome: "
                "121500000001», and the amount fits the bill. What now?"
            ),
            why=sentence(
                "They are another customer's rows: not read, not copied, not told; search again."
            ),
            options=(
                Option(
                    "some",
                    sentence("I use those rows whose price fits the bill"),
                    slip="other-customer",
                ),
                Option(
                    "use",
                    sentence("I use them, since they are probably the same household's"),
                    slip="other-customer",
                ),
                Option("stop", sentence("I leave these rows alone and search again")),
            ),
        ),
        Question(
            name="7-login",
            ask=sentence(
                "In the middle of a case the log-in page comes up: «Sesi Anda telah habis, "
                "silakan masuk lagi.» What is the result of your search?"
            ),
            why=sentence("There is none. Log in and search again."),
            options=(
                Option("none", sentence("There is no result yet")),
                Option("empty", sentence("Nothing is recorded for this number"), slip="login-page"),
                Option("inactive", sentence("The subscription is Inactive"), slip="login-page"),
            ),
        ),
        Question(
            name="7-maintenance",
            ask=sentence(
                "The page says «Sedang dalam pemeliharaan». What do you write into the note?"
            ),
            why=sentence(
                "The note says what could not be read and when. An outage is not an empty result."
            ),
            options=(
                Option(
                    "none",
                    sentence("No charges in Transactions Data until 10.15 today"),
                    slip="outage-as-empty",
                ),
                Option(
                    "failed",
                    sentence("Transactions Data could not be read at 10.15; to be repeated"),
                ),
                Option(
                    "unpaid",
                    sentence("Nothing to be paid until the page opens"),
                    slip="outage-as-empty",
                ),
            ),
        ),
        Question(
            name="7-empty",
            ask=sentence(
                "Right number, Semua Data, no dates; the page is whole and says Showing: 0 "
                "and «Tidak ada data». What may you say?"
            ),
            why=sentence(
                "Now it is an answer: in this source nothing is seen. How long old rows are"
                " kept is unknown."
            ),
            options=(
                Option(
                    "failed",
                    sentence("The look-up failed, so it has to be repeated"),
                    slip="needless-doubt",
                ),
                Option("seen", sentence("No charges are seen in Transactions Data")),
                Option(
                    "never", sentence("There never was a charge on this number"), slip="unfounded"
                ),
            ),
        ),
        Question(
            name="7-no-bill",
            ask=sentence(
                "The bill cannot be opened; Subscriptions and Transactions Data are "
                "complete. What is your result?"
            ),
            why=sentence(
                "What was billed is unknown, so there is nothing to compare with. The next "
                "step is to get the bill."
            ),
            options=(
                Option(
                    "explained",
                    sentence("«Jumlah cocok» (Explained), since the charges are there"),
                    slip="false-certainty",
                ),
                Option(
                    "cannot",
                    sentence("«Belum bisa dipastikan» (Cannot be said yet), and I get the bill"),
                ),
                Option(
                    "unexplained",
                    sentence(
                        "«Tidak ada transaksi pendukung» (Unexplained), since there is no bill"
                    ),
                    slip="outage-as-empty",
                ),
            ),
        ),
    ),
    disputes=("121500000078", "121500000080", "121500000083", "121500000050"),
)
