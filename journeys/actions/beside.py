"""Processes of one of our commands beside this one, each told a task at a time: they end when this one does."""

import json
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor, as_completed
from contextlib import ExitStack, suppress
from queue import LifoQueue
from typing import Any, TextIO, cast

from django.conf import settings
from django.core.management.base import OutputWrapper
from django.db import DEFAULT_DB_ALIAS, connection, connections

Task = Mapping[str, Any]


class ProcessEnded(Exception):
    """A process beside this one ended before it had answered."""


class _Process:
    """Reads a task a line, writes an answer a line; ends with the pipe, so it never outlives us."""

    def __init__(self, command: list[str], stack: ExitStack) -> None:
        pipes: dict[str, Any] = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True}
        self._popen = stack.enter_context(subprocess.Popen(command, cwd=settings.BASE_DIR, **pipes))
        self._tasks, self._answers = cast(TextIO, self._popen.stdin), cast(TextIO, self._popen.stdout)
        stack.callback(self._close)

    def ask(self, task: Task) -> Any:
        try:
            self._tasks.write(json.dumps(task) + "\n")
            self._tasks.flush()
        except BrokenPipeError as ended:
            raise ProcessEnded from ended
        line = self._answers.readline()
        if not line:
            raise ProcessEnded
        return json.loads(line)

    def _close(self) -> None:
        # A process that was killed leaves a pipe that nobody reads.
        with suppress(BrokenPipeError):
            self._tasks.close()


def answers(
    command: list[str], tasks: Iterable[Task], *, processes: int, surroundings: Iterable[str] = ()
) -> Iterator[tuple[Task, Any]]:
    """Each task with what a process answered, as they come; ProcessEnded when one has died.

    `surroundings` are settings that the command needs. The processes use the database of this one, a test's own too:
    it is told them before the first task.
    """
    database = {key: value for key, value in connection.settings_dict.items() if key != "TEST"}
    # env hands the program's own surroundings on.
    full = ["env", "DATABASE_URL=sqlite:///:memory:", *surroundings, sys.executable, "manage.py", *command]
    free: LifoQueue[_Process] = LifoQueue()
    with ExitStack() as stack:
        started = [_Process(full, stack) for _ in range(processes)]
        for process in started:
            process.ask({"database": database})
            free.put(process)
        threads = stack.enter_context(ThreadPoolExecutor(processes))
        stack.callback(threads.shutdown, wait=False, cancel_futures=True)

        def ask(task: Task) -> Any:
            process = free.get()
            try:
                return process.ask(task)
            finally:
                free.put(process)

        asked = {threads.submit(ask, task): task for task in tasks}
        for future in as_completed(asked):
            yield asked[future], future.result()


def answer_all(work: Callable[[Task], Any], out: OutputWrapper) -> None:
    """For the process beside: answers every task that comes, in the database of the process that started it."""
    for line in sys.stdin:
        task: Task = json.loads(line)
        if "database" in task:
            connections.settings[DEFAULT_DB_ALIAS] = task["database"]
            del connections[DEFAULT_DB_ALIAS]
        out.write(json.dumps(None if "database" in task else work(task)))
        out.flush()
