"""Property tests look at the same examples every time: a red test is red again.

No test reaches for a model hub: whichever library asks, it asks a port where nobody answers.
"""

import os

from hypothesis import settings

os.environ["HF_ENDPOINT"] = "http://127.0.0.1:9"

settings.register_profile("repeatable", derandomize=True)
settings.load_profile("repeatable")
