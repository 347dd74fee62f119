"""Medcom's tables: gateways, the raw message log, letters, and the keys that make a message count once."""

from medcom.models.gateway import Gateway
from medcom.models.letter import Letter
from medcom.models.message import InboundMessage, MessageKey

__all__ = ["Gateway", "InboundMessage", "Letter", "MessageKey"]
