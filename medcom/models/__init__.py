"""Medcom's tables: gateways, the raw message log, letters in and out, and the keys that make a message count once."""

from medcom.models.gateway import Gateway
from medcom.models.letter import Letter
from medcom.models.message import InboundMessage, MessageKey
from medcom.models.outbound import Counterpart, OutboundMessage, Sending

__all__ = ["Counterpart", "Gateway", "InboundMessage", "Letter", "MessageKey", "OutboundMessage", "Sending"]
