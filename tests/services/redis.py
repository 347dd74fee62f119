"""A private Redis server on a free port; start it from the main thread, it ends with that thread."""

import shutil
import signal
import subprocess

from tests.services.processes import answers, free_port, new_folder, start, stop, wait_until


def redis_program() -> str | None:
    """The path of redis-server, or None."""
    return shutil.which("redis-server")


class RedisServer:
    """One server that keeps nothing on disk."""

    def __init__(self) -> None:
        """Choose port and folder; nothing runs yet."""
        program = redis_program()
        if program is None:
            raise RuntimeError("redis-server is missing: apt-get install redis-server")
        self.program = program
        self.port = free_port()
        self.folder = new_folder("redis-tests-")
        self.log = self.folder / "log"
        self.process: subprocess.Popen[bytes] | None = None

    @property
    def url(self) -> str:
        """What REDIS_URL should say."""
        return f"redis://127.0.0.1:{self.port}/0"

    def start(self) -> "RedisServer":
        """Run the server and wait until it answers."""
        command = [self.program, "--port", str(self.port), "--bind", "127.0.0.1", "--save", "", "--appendonly", "no",
                   "--dir", str(self.folder)]  # fmt: skip
        self.process = start(command, log=self.log, dies_by=signal.SIGTERM)
        wait_until(lambda: answers(self.port), process=self.process, log=self.log)
        return self

    def kill(self) -> None:
        """End it at once; everything queued is lost."""
        assert self.process is not None
        self.process.kill()
        self.process.wait()

    def close(self) -> None:
        """Stop it and remove its folder."""
        if self.process is not None:
            stop(self.process, signal.SIGTERM)
        shutil.rmtree(self.folder, ignore_errors=True)
