"""When Python looks for what holds itself: what was loaded is never looked at again, what comes after it less often.

A page makes some thousand small things and drops them by itself; looking through them every 700 (CPython's own number)
was a tenth of what Today costs.
"""

from __future__ import annotations

import gc

YOUNG = 10_000  # things made and not dropped before the young ones are looked through; a few MB at most


def settle() -> None:
    """Call this once, when all is loaded."""
    gc.freeze()
    gc.set_threshold(YOUNG, 20, 50)
    gc.enable()
