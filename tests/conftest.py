"""Property tests look at the same examples every time: a red test is red again."""

from hypothesis import settings

settings.register_profile("repeatable", derandomize=True)
settings.load_profile("repeatable")
