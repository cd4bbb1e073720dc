"""The add-ons on offer in the practice world; codes, items and prices are examples."""

from typing import Final

from ott_toolkit.practice.story import Product

DISNEY: Final = Product("799", "Disney", "Telkom.Premium.Monthly", 29_000, "disact")
CATCHPLAY: Final = Product("712", "Catchplay", "Telkom.Basic.Monthly", 45_000, "cpact")
IFLIX: Final = Product("705", "Iflix", "Telkom.Basic.Monthly", 19_000, "ifact")
MOLA: Final = Product("731", "Mola", "Telkom.Sport.Monthly", 65_000, "molact")
KANAL: Final = Product("764", "Kañal+", "Telkom.Family.Monthly", 39_000, "kanact")
TOM_JERRY: Final = Product("768", "Tom & Jerry", "Telkom.Kids.Monthly", 15_000, "tjact")
SPORT_DAY: Final = Product("741", "Olahraga Harian", "Telkom.Sport.Daily", 1_500, "olact", 1)
MUSIC_WEEK: Final = Product("752", "Musik Mingguan", "Telkom.Music.Weekly", 7_500, "musact", 7)
FILM_YEAR: Final = Product("783", "Film Setahun", "Telkom.Film.Yearly", 349_000, "filact", 365)

PRODUCTS: Final = (
    IFLIX,
    CATCHPLAY,
    MOLA,
    SPORT_DAY,
    MUSIC_WEEK,
    KANAL,
    TOM_JERRY,
    FILM_YEAR,
    DISNEY,
)
