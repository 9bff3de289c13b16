"""Where workers come from: a process with one thread, forked early, that forks them and again one for each that dies.

Only a process with one thread may fork safely; and what was loaded before is shared by all of them, not held twice.
"""

from __future__ import annotations

import os
import select
import signal
import socket
import sys
import time
import traceback
from collections.abc import Callable, Sequence
from typing import NoReturn

import structlog

PATIENCE = 1.0  # seconds: who dies younger is not replaced at once
LAST = 5.0  # seconds that workers have to end once nobody is there to work for

log = structlog.get_logger("petitmot.nursery")


class Nursery:
    """The accepting process's side: knows the nursery's process, and ends it by closing a socket."""

    def __init__(self, pid: int, cord: socket.socket) -> None:
        self.pid = pid
        self.cord = cord  # readable when the nursery is dead

    def end(self, seconds: float) -> bool:
        """Let the workers end, and wait for it; True when all of them did so by themselves."""
        self.cord.close()
        end = time.monotonic() + seconds + 2 * LAST
        while time.monotonic() < end:
            pid, status = os.waitpid(self.pid, os.WNOHANG)
            if pid:
                return status == 0
            time.sleep(0.01)
        os.kill(self.pid, signal.SIGKILL)
        os.waitpid(self.pid, 0)
        return False


def open_nursery(work: Callable[[], bool], number: int, *, leave: Sequence[socket.socket]) -> Nursery:
    """Fork the nursery, which forks `number` workers: each does `work`, and returns whether it ended well. `leave` are sockets that are the accepting process's alone.

    To be called while this process has one thread and no connection to a database.
    """
    ours, theirs = socket.socketpair()
    pid = os.fork()
    if pid:
        theirs.close()
        return Nursery(pid, ours)
    _be(lambda: _look_after(work, number, theirs), leave=[*leave, ours])


def _be(what: Callable[[], bool], *, leave: Sequence[socket.socket] = ()) -> NoReturn:
    """Be a new process to its end: what the first one wanted done at its own end is not done here."""
    status = 1
    try:
        for one in leave:
            one.close()
        # Whoever stops the server may tell all its processes at once; these end when the first one lets them.
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda *_: None)
        status = 0 if what() else 1
    except BaseException:  # noqa: BLE001 - the last line of a process
        traceback.print_exc()
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(status)


def _look_after(work: Callable[[], bool], number: int, cord: socket.socket) -> bool:
    woken, waker = os.pipe()
    for end in (woken, waker):
        os.set_blocking(end, False)
    signal.signal(signal.SIGCHLD, lambda *_: None)
    signal.set_wakeup_fd(waker, warn_on_full_buffer=False)
    born: dict[int, float] = {}
    while True:
        while len(born) < number:
            pid = os.fork()
            if not pid:
                signal.set_wakeup_fd(-1)
                signal.signal(signal.SIGCHLD, signal.SIG_DFL)
                _be(work, leave=[cord])
            born[pid] = time.monotonic()
        waited: list[int | socket.socket] = [cord, woken]
        readable, _, _ = select.select(waited, [], [])
        if woken in readable:
            os.read(woken, 4096)
        gone = _gone(born)
        if cord in readable:  # closed on the other side, or its process is dead
            return _farewell(born)
        for pid, status in gone:
            log.error("worker ended", pid=pid, status=os.waitstatus_to_exitcode(status))
            if time.monotonic() - born.pop(pid) < PATIENCE:
                select.select([cord], [], [], PATIENCE)


def _gone(born: dict[int, float]) -> list[tuple[int, int]]:
    """Return the workers that ended, with their status; only children of ours are asked for."""
    found = [os.waitpid(pid, os.WNOHANG) for pid in born]
    return [(pid, status) for pid, status in found if pid]


def _farewell(born: dict[int, float]) -> bool:
    """Wait for the workers; who is still there after a while is ended."""
    left, end = dict(born), time.monotonic() + LAST
    while left:
        for pid in list(left):
            try:
                if os.waitpid(pid, os.WNOHANG)[0]:
                    del left[pid]
            except ChildProcessError:
                del left[pid]
        if left and time.monotonic() > end:
            for pid in left:
                os.kill(pid, signal.SIGKILL)
            return False
        time.sleep(0.01)
    return True
