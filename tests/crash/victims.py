"""A child process that is killed with SIGKILL, again and again, and started anew."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import threading
import time
from collections.abc import Callable, Mapping, Sequence


class Victim:
    """One life of a child: its command, the lines it wrote so far, its sudden end."""

    def __init__(self, command: Sequence[str], environment: Mapping[str, str]) -> None:
        self.lines: list[str] = []
        self.process = subprocess.Popen(
            command, env={**os.environ, **environment}, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
        )
        self._errors: list[str] = []
        self._readers = [
            threading.Thread(target=self._read, args=(self.process.stdout, self.lines)),
            threading.Thread(target=self._read, args=(self.process.stderr, self._errors)),
        ]
        for reader in self._readers:
            reader.start()

    def wait_for_a_line(self, seconds: float = 20) -> None:
        """Until it speaks: killing it while it still wakes up would prove nothing."""
        end = time.monotonic() + seconds
        while not self.lines:
            if self.process.poll() is not None or time.monotonic() > end:
                raise AssertionError("the child never spoke:\n" + "".join(self._errors))
            time.sleep(0.002)

    def kill(self) -> list[str]:
        """End it at once, as a power cut of the process; return all whole lines it had written."""
        self.process.send_signal(signal.SIGKILL)
        return self._end()

    def finish(self, seconds: float) -> list[str]:
        """Let it end by itself; return its lines, or fail with what it wrote to standard error."""
        try:
            code = self.process.wait(seconds)
        except subprocess.TimeoutExpired:
            self.process.kill()
            code = None
        lines = self._end()
        if code != 0:
            raise AssertionError(f"the child ended with {code}:\n" + "".join(self._errors))
        return lines

    def _end(self) -> list[str]:
        self.process.wait()
        for reader in self._readers:
            reader.join()
        return self.whole_lines()

    def whole_lines(self) -> list[str]:
        """The lines that were written to their end so far."""
        return [line.rstrip("\n") for line in self.lines if line.endswith("\n")]

    @staticmethod
    def _read(pipe, lines: list[str]) -> None:
        for line in pipe:
            lines.append(line)
        pipe.close()


def kill_again_and_again(
    start: Callable[[], Victim], enough: Callable[[list[str]], bool], chance: random.Random, *, most: int = 10
) -> int:
    """Start victims and kill each after a random while, until `enough(all lines so far)`; return how many died.

    The last of `most` is left alone until it has done the rest, then killed too: a slow machine spends its time at work,
    not at starting.
    """
    lines: list[str] = []
    deaths = 0
    while not enough(lines):
        victim = start()
        victim.wait_for_a_line()
        time.sleep(chance.uniform(0.02, 0.9))
        while deaths + 1 >= most and victim.process.poll() is None and not enough([*lines, *victim.whole_lines()]):
            time.sleep(0.1)
        lines += victim.kill()
        deaths += 1
    return deaths
