"""Metrics of several web processes are added up, and those of recycled ones stay (PITFALLS §24)."""

import subprocess
import textwrap
from types import SimpleNamespace

from config.gunicorn import pre_fork
from tools.places import PYTHON, ROOT

# Three workers one after another and beside each other, as gunicorn's hooks see them: places 0, 1 and, after the first
# has ended, 0 again. Each counts one request; what the fourth process reads is the sum of all.
_PROCESSES = """
import os, sys
from types import SimpleNamespace
from config import gunicorn

server = SimpleNamespace(WORKERS={})
gunicorn.on_starting(server)

def worker(place):
    child = os.fork()
    if child:
        os.waitpid(child, 0)
        return
    gunicorn.post_fork(server, SimpleNamespace(place=place))
    from desk.selectors.machinery.requests import count_request, view_figures
    count_request("desk:ward", 200, seconds=0.5, statements=7)
    [figures] = view_figures()
    print(figures.requests, figures.statements, len(os.listdir(server.metrics)), flush=True)
    os._exit(0)

for place in (0, 1, 0):
    worker(place)
gunicorn.on_exit(server)
print(os.path.exists(server.metrics))
"""


def test_a_worker_takes_the_lowest_place_that_is_free() -> None:
    server = SimpleNamespace(WORKERS={11: SimpleNamespace(place=0), 13: SimpleNamespace(place=2)})
    worker = SimpleNamespace()
    pre_fork(server, worker)
    assert worker.place == 1


def test_what_recycled_workers_counted_stays_and_leaves_no_more_files() -> None:
    done = subprocess.run(
        [PYTHON, "-c", textwrap.dedent(_PROCESSES)], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.stdout.split("\n")[:3] == ["1 7.0 2", "2 14.0 4", "3 21.0 4"], done.stderr
    assert done.stdout.split()[-1] == "False"
