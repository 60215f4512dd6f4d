"""Several at once, each in a thread with a database connection of its own."""

import threading

import pytest
from django.db import close_old_connections, connection, connections

#: `pytestmark` of modules whose tests do things at once.
ON_POSTGRESQL = [
    pytest.mark.skipif(connection.vendor == "sqlite", reason="SQLite tests share one database in memory"),
    pytest.mark.django_db(transaction=True),
]


def at_once(*jobs, most=16, failed=type):
    """Run the jobs in threads that begin together, so many at a time; return what came of each in the order of
    their ends, of an error what `failed` makes of it: its class."""
    together, room, outcomes = threading.Barrier(min(len(jobs), most)), threading.Semaphore(most), []

    def run(number, job):
        with room:
            if number < together.parties:
                together.wait()
            close_old_connections()
            try:
                outcomes.append(job())
            except Exception as error:
                outcomes.append(failed(error))
            finally:
                connections.close_all()

    threads = [threading.Thread(target=run, args=each) for each in enumerate(jobs)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return outcomes
