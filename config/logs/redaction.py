"""Nothing that looks like a CPR number leaves through a log line (SPEC: no CPR in logs)."""

from collections.abc import Mapping, MutableMapping
from typing import Any

from organisations.domain.cpr_like import CPR_LIKE, masked


def redact_text(value: str) -> str:
    """The text with the last four digits of every CPR-like number masked."""
    return masked(value)


def redact(value: Any) -> Any:
    """The same value with CPR-like numbers masked at any depth; numbers count as their digits."""
    if isinstance(value, str):
        return redact_text(value)
    if isinstance(value, Mapping):
        return {redact(key): redact(item) for key, item in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        return [redact(item) for item in value]
    if isinstance(value, int) and not isinstance(value, bool):
        return redact_text(str(value)) if CPR_LIKE.fullmatch(str(value)) else value
    return value if value is None or isinstance(value, bool | float) else redact_text(str(value))


def redact_processor(_logger: Any, _method: str, event: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    """Structlog processor: masks every value of the log line but its private ones."""
    for key, value in event.items():
        if not key.startswith("_"):
            event[key] = redact(value)
    return event


def redact_rendered(_logger: Any, _method: str, rendered: str) -> str:
    """Last processor: masks the finished line, tracebacks included."""
    return redact_text(rendered)
