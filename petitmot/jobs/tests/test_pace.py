"""How dear a job is: figures in CPU time, which a busy machine changes less than the clock on the wall."""

import threading
import time

from django.db import connections, transaction

from petitmot.jobs.announcing import Reaction, announce
from petitmot.jobs.models import Job
from petitmot.jobs.runner import Runner
from petitmot.jobs.tests import things
from petitmot.jobs.tests.things import Rang

FACTS = 600


def test_a_trivial_job_costs_less_than_a_millisecond_of_one_core(threads_db, wire, until):
    """1,000 jobs a second, announced by threads that write at the same time, is what posting needs; SQLite does 6,000."""
    wire({Rang: [Reaction(things.note), Reaction(things.note_again, "soon")]})
    runner = Runner(2)
    runner.start()

    def write() -> None:
        for number in range(FACTS // 3):
            with transaction.atomic():
                announce(Rang(number))
        connections.close_all()

    writers = [threading.Thread(target=write) for _ in range(3)]
    before = time.process_time()
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    until(lambda: len(things.seen) == 2 * FACTS, 30)
    until(lambda: not Job.objects.exists())
    each = (time.process_time() - before) / (2 * FACTS)
    assert runner.stop(5)
    assert each < 0.001
