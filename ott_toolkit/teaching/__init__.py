"""Lessons that answer back: questions, disputes to decide, a round, and a class at a glance."""
