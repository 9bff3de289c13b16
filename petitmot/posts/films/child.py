"""The child process: `python -m petitmot.posts.films.child SECONDS BYTES PROGRAM ARGUMENT...` limits itself, then becomes
the program. Imports nothing of the house.
"""

from __future__ import annotations

import contextlib
import os
import resource
import sys

from petitmot.posts.films.limits import MEMORY

PR_SET_PDEATHSIG, SIGKILL = 1, 9  # prctl(2)


def limit(seconds: int, largest: int) -> None:
    """No more memory, CPU and file size than was granted; no core dumps; behind everything else; gone with its parent."""
    for what, most in (
        (resource.RLIMIT_AS, MEMORY),
        (resource.RLIMIT_CPU, seconds),
        (resource.RLIMIT_FSIZE, largest),
        (resource.RLIMIT_CORE, 0),
    ):
        _soft, hard = resource.getrlimit(what)
        resource.setrlimit(what, (most if hard == resource.RLIM_INFINITY else min(most, hard), hard))
    with contextlib.suppress(OSError):
        os.nice(10)
    with contextlib.suppress(ImportError, OSError, AttributeError):  # Linux: what a killed server began does not go on
        import ctypes

        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, SIGKILL)


if __name__ == "__main__":
    limit(int(sys.argv[1]), int(sys.argv[2]))
    os.execv(sys.argv[3], sys.argv[3:])  # noqa: S606 - the program is the one the operator chose
