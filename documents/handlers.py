"""After commit: what a unit gets is sorted by its rules (DESIGN §4)."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from documents.actions.sorting import sort_received


def sort_what_came(payload: Mapping[str, Any], now: datetime) -> None:
    """The outbox's handler."""
    sort_received(UUID(payload["event"]), now=now)
