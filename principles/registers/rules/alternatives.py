"""Which alternatives to an acute admission can be used today, and by whom (HP-2a)."""

from collections.abc import Hashable
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class AlternativeOffer:
    """From when until when (the last day; None: no end known), and in which municipality; None is the whole cluster."""

    valid_from: date
    last_on: date | None
    municipality: Hashable | None = None


def is_current(offer: AlternativeOffer, on: date) -> bool:
    """Whether it can be used that day: only such ones stand where an admission is considered."""
    return offer.valid_from <= on and (offer.last_on is None or on <= offer.last_on)


def is_for(offer: AlternativeOffer, municipality: Hashable | None) -> bool:
    """Whether citizens of a municipality can use it; one that nobody knows gets them all."""
    return offer.municipality is None or municipality is None or offer.municipality == municipality
