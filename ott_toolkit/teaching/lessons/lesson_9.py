"""Lesson 9: a timed round; its cases come from the pool, so that no two trainees share them."""

from ott_toolkit.sentences import sentence
from ott_toolkit.teaching.lessons.lesson import Lesson

LESSON = Lesson(
    number=9,
    title=sentence("A timed round"),
    minutes=70,
)
