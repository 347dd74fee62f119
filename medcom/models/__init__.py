"""Medcom's tables: gateways, the raw message log, and the keys that make a message count once."""

from medcom.models.gateway import Gateway
from medcom.models.message import InboundMessage, MessageKey

__all__ = ["Gateway", "InboundMessage", "MessageKey"]
