"""Web server, Celery worker and beat in one process, for machines without servers (PITFALLS §1)."""

import tempfile
import threading
import warnings
from pathlib import Path
from typing import Any

import structlog
from celery.beat import EmbeddedService
from celery.exceptions import SecurityWarning
from celery.worker import state
from django.core.wsgi import get_wsgi_application
from waitress.server import create_server

from config.celery import app

HOST = "127.0.0.1"
log = structlog.get_logger(__name__)


def listen(port: int) -> Any:
    """The web server, bound to the port, or to a free one when somebody else has it."""
    application = get_wsgi_application()
    try:
        return create_server(application, host=HOST, port=port, threads=8, ident=None)
    except OSError:
        log.warning("port is taken, using a free one", port=port)
        return create_server(application, host=HOST, port=0, threads=8, ident=None)


def serve(server: Any) -> int:
    """Run all three until INT or TERM; 0 when asked to stop, else the worker's exit status."""
    # The demonstration may run as root; the compose file's workers do not.
    warnings.filterwarnings("ignore", category=SecurityWarning)
    threading.Thread(target=server.run, name="web", daemon=True).start()
    with tempfile.TemporaryDirectory(prefix="beat-") as folder:
        # Worker(beat=True) would start a process of its own, whose messages in memory nobody sees.
        beat = EmbeddedService(app, thread=True, schedule_filename=str(Path(folder) / "schedule"))
        assert isinstance(beat, threading.Thread)
        beat.start()
        # The worker must be in the main thread: it owns the signals.
        worker = app.Worker(
            pool="threads", concurrency=2, quiet=True, without_mingle=True, without_gossip=True, without_heartbeat=True
        )
        try:
            worker.start()
        finally:
            server.close()
            beat.stop()
    asked_to_stop = state.should_stop is not None or state.should_terminate is not None
    return 0 if asked_to_stop else int(worker.exitcode or 0)
