"""A private PostgreSQL server on a free port; start it from the main thread, it ends with that thread."""

import atexit
import functools
import os
import shutil
import signal
import subprocess
from pathlib import Path
from typing import Any

from tests.services.processes import die_with_parent, free_port, new_folder, start, stop, wait_until

# fsync=off survives a killed server; synchronous_commit=off loses committed rows and would make fault tests lie.
OPTIONS = ("listen_addresses=127.0.0.1", "fsync=off", "full_page_writes=off", "max_connections=200")


def postgres_programs() -> Path | None:
    """The folder of initdb and postgres, or None; Debian does not put it on PATH."""
    found = shutil.which("initdb")
    if found and shutil.which("postgres"):
        return Path(found).resolve().parent
    candidates = Path("/usr/lib/postgresql").glob("*/bin/initdb")
    return max((path.parent for path in candidates), key=lambda folder: float(folder.parent.name), default=None)


class PostgresServer:
    """One server with one empty data folder."""

    def __init__(self) -> None:
        """Make the data folder; nothing runs yet."""
        programs = postgres_programs()
        if programs is None:
            raise RuntimeError("PostgreSQL's programs are missing: apt-get install postgresql")
        self.programs = programs
        self.user = "postgres" if os.geteuid() == 0 else None
        self.folder = new_folder("pg-tests-")
        self.log = self.folder / "log"
        self.port = free_port()
        self.process: subprocess.Popen[bytes] | None = None
        if self.user:
            shutil.chown(self.folder, self.user, self.user)
        self._run("initdb", "-D", str(self.data), "-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8",
                  "--no-sync")  # fmt: skip

    @property
    def data(self) -> Path:
        """The data folder."""
        return self.folder / "data"

    @property
    def url(self) -> str:
        """What DATABASE_URL should say."""
        return f"postgresql://postgres@127.0.0.1:{self.port}/postgres"

    def start(self) -> "PostgresServer":
        """Run the server and wait until it answers."""
        options = [part for option in OPTIONS for part in ("-c", option)]
        command = [str(self.programs / "postgres"), "-D", str(self.data), "-p", str(self.port), "-k", str(self.folder)]
        self.process = start(command + options, log=self.log, dies_by=signal.SIGINT, user=self.user)
        wait_until(self.ready, process=self.process, log=self.log)
        return self

    def ready(self) -> bool:
        """Whether the server takes connections."""
        command = [str(self.programs / "pg_isready"), "-q", "-h", "127.0.0.1", "-p", str(self.port), "-U", "postgres"]
        return subprocess.run(command, check=False, cwd="/").returncode == 0

    def kill(self) -> None:
        """End it as a power cut would: no checkpoint, no goodbye."""
        assert self.process is not None
        self.process.kill()
        self.process.wait()

    def close(self) -> None:
        """Stop it and remove its folder."""
        if self.process is not None:
            stop(self.process, signal.SIGINT)
        shutil.rmtree(self.folder, ignore_errors=True)

    def _run(self, program: str, *arguments: str) -> None:
        identity: dict[str, Any] = {"user": self.user, "group": self.user, "extra_groups": []} if self.user else {}
        subprocess.run(
            [str(self.programs / program), *arguments], check=True, cwd="/", capture_output=True,
            preexec_fn=die_with_parent(signal.SIGKILL), **identity,
        )  # fmt: skip


@functools.cache
def shared_postgres() -> PostgresServer:
    """The one running server of this process."""
    server = PostgresServer()
    atexit.register(server.close)
    return server.start()
