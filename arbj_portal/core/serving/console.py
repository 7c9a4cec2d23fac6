"""What the person who started the portal reads."""

import os
import sys


def say(text: str) -> None:
    """Print a line, or nothing once the terminal is closed."""
    try:
        print(text, flush=True)
    except OSError:
        sys.stdout = open(os.devnull, "w")  # noqa: PTH123, SIM115 (until the very end)
