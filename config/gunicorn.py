"""How gunicorn runs: one request per process, so that its time limit counts for every request (D15, D22, D23).

With threads the limit would only notice a process whose every thread hangs. A proxy with TLS stands in front and
takes slow clients on itself.
"""

import logging
import logging.config
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
