"""A job that a worker can be killed in the middle of: the first attempt waits, the next one does not."""

import time
from pathlib import Path

from silab.jobs.registry import handler


@handler("tests.slow")
def slow(run, *, folder):
    """Leave a mark for each attempt that began, and one for each end that was written."""
    folder = Path(folder)
    with (folder / "begun").open("a") as begun:
        begun.write("x")
    until = time.monotonic() + (60 if run.job.attempts == 1 else 0)
    while time.monotonic() < until:
        run.progress(40, "halfway")
        time.sleep(0.1)

    def complete():
        with (folder / "ended").open("a") as ended:
            ended.write("x")
        return {"text": "ended"}

    return complete
