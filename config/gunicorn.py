"""How gunicorn runs: one request per process, so that its time limit counts for every request (D15, D22, D23).

With threads the limit would only notice a process whose every thread hangs. A proxy with TLS stands in front and
takes slow clients on itself.
"""

import logging
import logging.config
import shutil
import tempfile
from typing import Any

import gunicorn.http.wsgi
from gunicorn.glogging import Logger

from config import env
from config.logs.logging import logging_settings

# Who we are made with is nobody's business.
gunicorn.SERVER = gunicorn.http.wsgi.SERVER = "web"

bind = "0.0.0.0:8000"
worker_class = "sync"
workers = env.number("WEB_WORKERS", 6)
timeout = env.number("REQUEST_TIMEOUT_SECONDS", 60)
graceful_timeout = 30
max_requests, max_requests_jitter = 5000, 500
control_socket_disable = True
limit_request_line, limit_request_fields, limit_request_field_size = 4094, 60, 8190
# Proto and address of the client are read by the program, from its own proxies only (config/origin.py).
forwarded_allow_ips = ""
secure_scheme_headers: dict[str, str] = {}
accesslog = None


def on_starting(server: Any) -> None:
    """Metrics: the processes of this server write side by side in one folder, new at each start (PITFALLS §24)."""
    server.metrics = tempfile.mkdtemp(prefix="metrics-")
    env.put("PROMETHEUS_MULTIPROC_DIR", server.metrics)


def pre_fork(server: Any, worker: Any) -> None:
    """The lowest place that no living worker has: the next one goes on in the files of the one before it.

    By process number every recycled worker would leave its files, and each scrape read more of them.
    """
    taken = {each.place for each in server.WORKERS.values()}
    worker.place = min(set(range(len(taken) + 1)) - taken)


def post_fork(server: Any, worker: Any) -> None:
    """Before the program is loaded: counters are made in the files of this place."""
    from prometheus_client import values

    place = worker.place
    values.ValueClass = values.MultiProcessValue(process_identifier=lambda: place)  # type: ignore[no-untyped-call]


def on_exit(server: Any) -> None:
    """Nobody reads them any more."""
    shutil.rmtree(server.metrics, ignore_errors=True)


class RedactedLogger(Logger):  # type: ignore[misc]
    """Gunicorn's own lines through the same redacting formatter as everybody's."""

    def setup(self, cfg: Any) -> None:
        """Its handlers go; what it says reaches the root logger, configured as Django configures it."""
        super().setup(cfg)
        logging.config.dictConfig(
            logging_settings(level=env.text("LOG_LEVEL", "INFO"), json_lines=env.flag("LOG_JSON", default=True))
        )
        for log in (self.error_log, self.access_log):
            log.handlers.clear()
            log.propagate = True


logger_class = RedactedLogger
