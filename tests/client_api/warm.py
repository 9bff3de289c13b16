"""A terminal that has read a program already: each command is a process of its own, without starting Python again.

`python -P warm.py toot` reads a line of JSON for each command (its arguments, its input, and files for what it says) and
answers with its exit status. The program is run as `python -m` runs it, unchanged.
"""

from __future__ import annotations

import importlib
import json
import os
import runpy
import sys
import traceback


def run(program: str, arguments: list[str], typed: str, said: str, wrong: str) -> None:
    """Be that program, until it ends."""
    for number, path, how in ((0, typed, os.O_RDONLY), (1, said, os.O_WRONLY), (2, wrong, os.O_WRONLY)):
        opened = os.open(path, how)
        os.dup2(opened, number)
    sys.argv = [program, *arguments]
    try:
        runpy.run_module(program, run_name="__main__", alter_sys=True)
    except SystemExit as ended:
        code = ended.code
    except BaseException:  # noqa: BLE001 - a process that dies of this says so and ends
        traceback.print_exc()
        code = 1
    else:
        code = 0
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(code if isinstance(code, int) else 1 if code else 0)


def main(program: str) -> None:
    importlib.import_module(f"{program}.cli")
    for line in sys.stdin:
        asked = json.loads(line)
        child = os.fork()
        if not child:
            run(program, *asked)
        _pid, status = os.waitpid(child, 0)
        print(os.waitstatus_to_exitcode(status), flush=True)


if __name__ == "__main__":
    main(sys.argv[1])
