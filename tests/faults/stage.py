"""A private stage of real processes: PostgreSQL, Redis, Celery workers and beat, each of which can be killed."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import psycopg2
import redis

from tests.services.postgres import PostgresServer
from tests.services.processes import new_folder, start
from tests.services.redis import RedisServer
from tests.services.template import lay

ROOT = Path(__file__).resolve().parents[2]
BEAT = "beat"
WORKERS = ("worker1", "worker2")


class Stage:
    """Everything that runs in production but the web server, with a second between the periodic rounds."""

    def __init__(self) -> None:
        """Start the two servers and make the tables."""
        self.postgres = PostgresServer().start()
        self.redis = RedisServer().start()
        self.folder = new_folder("faults-")
        self.running: dict[str, subprocess.Popen[bytes]] = {}
        # What a test wants otherwise than `environment` says.
        self.settings: dict[str, str] = {}
        if not lay(self.postgres):
            self.run("manage", "migrate", "--verbosity", "0")

    @property
    def environment(self) -> dict[str, str]:
        """What the program reads; nothing of the surrounding test run shines through."""
        return {
            "PATH": os.environ["PATH"],
            "PYTHONPATH": str(ROOT),
            "DJANGO_SETTINGS_MODULE": "config.settings",
            "DATABASE_URL": self.postgres.url,
            "REDIS_URL": self.redis.url,
            "DEBUG": "1",
            "LOG_LEVEL": "INFO",
            "DEADLINE_SWEEP_SECONDS": "1",
            "OUTBOX_RELAY_SECONDS": "1",
            "MEDCOM_PROCESS_SECONDS": "1",
            "MEDCOM_UNKNOWN_ORGANISATIONS": "register",
            **self.settings,
        }

    def run(self, module: str, *arguments: str) -> str:
        """Run a module to its end and return what it printed; its failure is the test's failure."""
        command = [sys.executable, "-m", module, *arguments]
        done = subprocess.run(command, cwd=ROOT, env=self.environment, capture_output=True, text=True, check=False)
        assert done.returncode == 0, f"{module} {arguments}:\n{done.stdout[-2000:]}\n{done.stderr[-4000:]}"
        return done.stdout

    def begin(self, name: str, *arguments: str) -> None:
        """Start a module in the background; its name finds it again."""
        settings = [f"{key}={value}" for key, value in self.environment.items()]
        # env replaces itself by Python, so that the process id is the program's own.
        command = ["env", *settings, sys.executable, "-m", *arguments]
        self.running[name] = start(command, log=self.log(name), dies_by=signal.SIGTERM)

    def log(self, name: str) -> Path:
        """Where a process writes."""
        return self.folder / f"{name}.log"

    def begin_celery(self) -> None:
        """Two workers and beat; those that run already are left alone."""
        for name in (*WORKERS, BEAT):
            process = self.running.get(name)
            if process is None or process.poll() is not None:
                self._begin_celery(name)

    def _begin_celery(self, name: str) -> None:
        if name == BEAT:
            self.begin(name, "celery", "-A", "config", "beat", "--schedule", str(self.folder / "schedule"))
        else:
            node = ("--hostname", f"{name}@stage", "--concurrency", "2", "--without-mingle", "--without-gossip")
            self.begin(name, "celery", "-A", "config", "worker", *node)

    def kill(self, *names: str) -> None:
        """End processes with their children as a power cut would."""
        for name in names:
            os.killpg(self.running[name].pid, signal.SIGKILL)
            self.running[name].wait()

    def flush_redis(self) -> None:
        """Take everything that is queued."""
        redis.Redis(port=self.redis.port).flushall()

    def restart_redis(self) -> None:
        """Cut the power of the broker and start it again, empty."""
        self.redis.kill()
        self.redis.start()

    def restart_postgres(self) -> None:
        """Cut the power of the database and start it again."""
        self.postgres.kill()
        for _ in range(50):
            try:
                self.postgres.start()
            except RuntimeError:
                # The killed server's children hold its memory for a moment.
                time.sleep(0.2)
            else:
                return
        raise AssertionError("PostgreSQL did not come back")

    def scalar(self, sql: str) -> Any:
        """The one value of a query, over a connection of its own; None while the database is away."""
        try:
            connection = psycopg2.connect(self.postgres.url)
        except psycopg2.OperationalError:
            return None
        try:
            with connection.cursor() as cursor:
                cursor.execute(sql)
                row = cursor.fetchone()
                return row[0] if row else None
        except psycopg2.OperationalError:
            return None
        finally:
            connection.close()

    def execute(self, sql: str) -> None:
        """A statement by hand."""
        with psycopg2.connect(self.postgres.url) as connection, connection.cursor() as cursor:
            cursor.execute(sql)
        connection.close()

    def wait_until(self, condition: Callable[[], bool], *, seconds: float, what: str) -> None:
        """Look until the condition holds, starting dead processes again as the container engine would."""
        ends_at = time.monotonic() + seconds
        while not condition():
            if time.monotonic() > ends_at:
                logs = "\n".join(f"--- {name}\n{self.log(name).read_text()[-1500:]}" for name in self.running)
                raise AssertionError(f"{what} did not happen in {seconds} s\n{logs}")
            self.begin_celery()
            # Each look is a connection of its own, which takes the server as long as a timer's statements.
            time.sleep(0.1)

    def close(self) -> None:
        """End everything."""
        for name, process in self.running.items():
            if process.poll() is None:
                self.kill(name)
        self.redis.close()
        self.postgres.close()
