"""Logging: structlog in front and behind, one redacted line per event on standard error."""

from typing import Any

import structlog
from structlog.types import Processor

from config.logs.redaction import redact_processor, redact_rendered

SHARED: list[Processor] = [
    structlog.contextvars.merge_contextvars,
    structlog.stdlib.add_log_level,
    structlog.stdlib.add_logger_name,
    structlog.stdlib.PositionalArgumentsFormatter(),
    structlog.processors.TimeStamper(fmt="iso", utc=True),
    structlog.processors.format_exc_info,
]


def configure() -> None:
    """Route structlog's loggers into the standard library's, where one formatter renders everything."""
    structlog.configure(
        processors=[*SHARED, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=True,
    )


def logging_settings(*, level: str, json_lines: bool) -> dict[str, Any]:
    """Django's LOGGING: every logger through the redacting formatter."""
    configure()
    renderer = (
        structlog.processors.JSONRenderer(ensure_ascii=False)
        if json_lines
        else structlog.dev.ConsoleRenderer(colors=False)
    )
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {
            "redacted": {
                "()": structlog.stdlib.ProcessorFormatter,
                "foreign_pre_chain": SHARED,
                "processors": [
                    structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                    redact_processor,
                    renderer,
                    redact_rendered,
                ],
            }
        },
        "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "redacted"}},
        "root": {"handlers": ["stderr"], "level": level},
        # Django installs handlers of its own that would print unredacted lines beside ours.
        "loggers": {
            "django": {"handlers": [], "level": level, "propagate": True},
            "django.server": {"handlers": [], "level": level, "propagate": True},
            # It warns of every broker in memory that it has no host name.
            "kombu.connection": {"level": "ERROR"},
        },
    }
