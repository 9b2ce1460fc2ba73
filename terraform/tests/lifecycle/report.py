"""How the run tells what it does."""

import time

STARTED = time.monotonic()


class Failure(Exception):
    """What went wrong, in words."""


def say(text):
    print(f"{time.monotonic() - STARTED:4.0f} s  {text}", flush=True)
